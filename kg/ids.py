"""Content-hash ids: equal content has the same id on every machine and in every order."""

from __future__ import annotations

import hashlib
import json
import unicodedata
from typing import Any
from urllib.parse import quote

BASE = "https://w3id.org/polkg/id/"


def content_hash(*parts: Any, length: int = 20) -> str:
    """A short hex digest of JSON-like parts (str, numbers, None, lists, dicts).

    Args:
        length: hex digits kept; 20 are 80 bits.
    """
    data = json.dumps(parts, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(data.encode("utf-8", "surrogatepass")).hexdigest()[:length]


def fold(name: str) -> str:
    """A name without case, accents, format characters and punctuation: the form names meet in.

    >>> fold("Pakistan Tehreek-e-Insaf (PTI)")
    'pakistan tehreek e insaf pti'
    """
    decomposed = unicodedata.normalize("NFKD", name)
    kept = []
    for char in decomposed:
        category = unicodedata.category(char)
        if category[0] in "LN":
            kept.append(char)
        elif category not in ("Mn", "Cf") and char not in "'’`.":
            kept.append(" ")
    return " ".join("".join(kept).casefold().split())


def slug(name: str) -> str:
    """A name as part of an IRI: folded, joined by hyphens, percent-encoded outside ASCII.

    A name of symbols alone, or a very long one, is given by its hash.
    """
    folded = fold(name).replace(" ", "-")
    if not folded or len(folded) > 120:
        return f"{folded[:60]}~{content_hash(name, length=12)}".lstrip("-")
    return quote(folded, safe="-")


def article_iri(article_id: str, version: str, *, base: str = BASE) -> str:
    """The IRI of one version of an article, which is also the name of its graph."""
    return f"{base}article/{quote(article_id, safe='/')}/{version}"


def source_iri(source_id: str, *, base: str = BASE) -> str:
    """The IRI of an outlet."""
    return f"{base}source/{slug(source_id)}"


def entity_iri(cls: str, name: str, *, base: str = BASE) -> str:
    """The IRI of an entity that is known by its full name."""
    return f"{base}entity/{cls.lower()}/{slug(name)}"


def local_entity_iri(article: str, cls: str, name: str) -> str:
    """The IRI of an entity that only its article knows, under the article's IRI."""
    return f"{article}/entity/{cls.lower()}/{slug(name)}"
