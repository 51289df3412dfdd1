"""How an article changed from version to version: claims that appeared, changed, vanished."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from kg.errors import UsageError
from kg.ids import fold
from kg.model import ArticleInfo, Claim, Entity, StoredClaim
from kg.quads import StoredArticle, read_versions
from kg.store import Store
from kg.vocab import RELATIONS


@dataclass(frozen=True, slots=True)
class Change:
    """What a version of an article says otherwise than the version before it.

    Attributes:
        article: the newer version.
        kind: "appeared", "changed" (another status, speaker or number) or "vanished".
        before: the claim of the older version; None where it appeared.
        after: the claim of the newer version; None where it vanished.
    """

    article: ArticleInfo
    kind: Literal["appeared", "changed", "vanished"]
    before: StoredClaim | None
    after: StoredClaim | None


def history(store: Store, article: str) -> list[Change]:
    """The changes between the versions of an article, oldest first.

    A claim whose words moved or were rewritten, but which says the same, is no change.

    Args:
        store: read.
        article: its id, which all versions share.

    Raises:
        UsageError: the store has no such article.
    """
    versions = read_versions(store, article)
    if not versions:
        raise UsageError(f"there is no article {article!r}", advice="kg articles lists them")
    return [
        change for older, newer in pairwise(versions) for change in changes_between(older, newer)
    ]


def changes_between(older: StoredArticle, newer: StoredArticle) -> Iterator[Change]:
    """What the newer of two versions says otherwise, as ``history`` tells it."""
    before, after = _by_content(older.claims), _by_content(newer.claims)
    for key, new in after.items():
        old = before.get(key)
        if old is None:
            yield Change(newer.info, "appeared", None, new)
        elif _told(old.claim) != _told(new.claim):
            yield Change(newer.info, "changed", old, new)
    for key, old in before.items():
        if key not in after:
            yield Change(newer.info, "vanished", old, None)


def _by_content(claims: Iterable[StoredClaim]) -> dict[object, StoredClaim]:
    """Claims by what they are about: the first of each, in the order of the text.

    Two claims about the same, as "won 75 seats" and "won 80 seats", are told apart by their number
    only where a version has both.
    """
    found: dict[object, StoredClaim] = {}
    for stored in claims:
        key = _key(stored.claim)
        if key in found:
            key = (key, _told(stored.claim))
        found.setdefault(key, stored)
    return found


def _key(claim: Claim) -> object:
    if claim.kind == "event":
        return claim.predicate, frozenset(
            (role, frozenset(map(_name, values)))
            for role, values in claim.roles
            if role in ("actor", "target", "office", "body", "place")
        )
    relation = RELATIONS[claim.predicate]
    ends: object = (_name(claim.subject), _name(claim.object))
    if relation.symmetric:
        ends = frozenset((_name(claim.subject), _name(claim.object)))
    elif relation.datatype in ("integer", "decimal"):
        ends = _name(claim.subject)
    return claim.predicate, ends


def _told(claim: Claim) -> tuple[object, ...]:
    """What may change about a claim: number, status, speaker, time."""
    value = None if isinstance(claim.object, Entity) else claim.object
    return (
        value,
        claim.status,
        _name(claim.speaker),
        claim.time,
        claim.valid_from,
        claim.valid_until,
    )


def _name(value: object) -> str:
    return fold(value.name) if isinstance(value, Entity) else str(value)
