"""Numbers that cannot both be right: one quantity, two values."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kg.model import Claim, Entity, StoredClaim

# What tells one quantity from another: seats in one house are not seats in another.
SCOPES = ("legislature", "election")
_SAID = ("factual", "alleged", "ended")


@dataclass(slots=True)
class _Count:
    stored: StoredClaim
    value: float
    scope: dict[str, str]

    def comparable(self, other: _Count) -> bool:
        """Whether nothing that both state tells their quantities apart."""
        return all(self.scope.get(name, value) == value for name, value in other.scope.items())


def number_conflicts(
    claims: Sequence[StoredClaim], identity: Mapping[str, Entity]
) -> dict[str, list[StoredClaim]]:
    """For each claim of a number, the claims of other numbers for the same quantity.

    A quantity is a subject and a predicate, with the legislature, election and year where both
    claims state them. A claim that leaves them out means those of a claim with its number, if
    there is one.

    Args:
        claims: of current article versions.
        identity: canonical entities, as ``read_identity`` gives them.

    Returns:
        Rival claims by the IRI of a claim; claims without any are left out.
    """
    groups: dict[tuple[str, str], list[_Count]] = defaultdict(list)
    for stored in claims:
        claim = stored.claim
        if claim.subject is not None and isinstance(claim.object, int | float) and is_count(claim):
            subject = identity.get(claim.subject.id, claim.subject).id
            scope = {
                name: identity.get(value.id, value).id if isinstance(value, Entity) else str(value)
                for name, value in claim.qualifiers
                if name in SCOPES
            }
            if claim.time:
                scope["year"] = claim.time[:4]
            groups[subject, claim.predicate].append(_Count(stored, float(claim.object), scope))
    rivals: dict[str, list[StoredClaim]] = {}
    for counts in groups.values():
        scopes = [_completed(count, counts) for count in counts]
        for count, scope in zip(counts, scopes, strict=True):
            count.scope = scope
        for count in counts:
            others = [o.stored for o in counts if o.value != count.value and count.comparable(o)]
            if others:
                rivals[count.stored.iri] = sorted(others, key=lambda stored: stored.iri)
    return rivals


def is_count(claim: Claim) -> bool:
    """Whether a claim gives a number that another may contradict."""
    return isinstance(claim.object, int | float) and claim.status in _SAID


def _completed(count: _Count, counts: Sequence[_Count]) -> dict[str, str]:
    """Its scope, filled in from claims of the same number where they agree among themselves."""
    scope = dict(count.scope)
    same = [o for o in counts if o.value == count.value and count.comparable(o)]
    for name in (*SCOPES, "year"):
        stated = {other.scope[name] for other in same if name in other.scope}
        if len(stated) == 1:
            scope.setdefault(name, min(stated))
    return scope
