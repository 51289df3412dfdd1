"""The gold files whose articles lie beside them."""

import hashlib
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from kg.model import STATUSES
from kg.vocab import EVENTS, RELATIONS

GOLD = Path(__file__).parent / "gold"
each = pytest.mark.parametrize("folder", ["dev", "heldout", "train", "blind"])


def articles(folder: str) -> Iterator[tuple[str, dict[str, Any]]]:
    """The text and the gold of each article."""
    for path in sorted((GOLD / folder).glob("*.gold.json")):
        text = path.with_name(path.name.removesuffix(".gold.json") + ".txt")
        yield text.read_bytes().decode("utf-8"), json.loads(path.read_text("utf-8"))


@each
def test_gold_belongs_to_its_text(folder: str) -> None:
    """A gold file was made for exactly the text beside it, and its offsets are inside."""
    for text, gold in articles(folder):
        assert gold["sha256"] == hashlib.sha256(text.encode()).hexdigest(), gold["id"]
        assert gold["chars"] == len(text), gold["id"]
        for claim in gold["claims"]:
            assert 0 <= claim["start"] < claim["end"] <= len(text), (gold["id"], claim)


@each
def test_claims_use_known_words(folder: str) -> None:
    """Relations, events and statuses are the ontology's; both ends of a relation are listed."""
    for _, gold in articles(folder):
        names = {entity["name"] for entity in gold["entities"]}
        for claim in gold["claims"]:
            assert claim["status"] in STATUSES, (gold["id"], claim)
            if "event" in claim:
                assert claim["event"] in EVENTS, (gold["id"], claim)
                continue
            assert claim["p"] in RELATIONS, (gold["id"], claim)
            assert claim["s"] in names, (gold["id"], claim)
            if claim["p"] != "ideology" and isinstance(claim["o"], str):
                assert claim["o"] in names, (gold["id"], claim)


def test_no_article_stands_in_two_folders() -> None:
    """What is read in development is never what measures."""
    texts = [gold["sha256"] for folder in ("dev", "heldout", "train", "blind")
             for _, gold in articles(folder)]  # fmt: skip
    assert len(texts) == len(set(texts))
