"""A made-up politics of as many parties, alliances and persons as a test asks for."""

from __future__ import annotations

import random

from election import OUTLETS, entity, say

from kg.model import STATUSES, Entity, StoredClaim

RELATIONS = ("alliedWith", "opposes", "backs", "negotiatesWith")


def many_claims(nodes: int, *, seed: int = 1) -> list[StoredClaim]:
    """Claims of three years whose network of alliances has that many nodes.

    Parties belong to alliances and are tied mostly within them; each person backs one party.
    """
    choice = random.Random(seed)  # noqa: S311  not for secrets
    blocs = [entity("Alliance", f"Alliance {i}", f"A{i}X") for i in range(max(2, nodes // 25))]
    parties = [
        entity("Party", f"Movement for Matter {i}", *([f"M{i}X"] if i % 3 else []))
        for i in range(nodes * 6 // 10)
    ]
    rest = nodes - len(blocs) - len(parties)
    ties = [(party, "memberOf", blocs[i % len(blocs)]) for i, party in enumerate(parties)]
    ties += [
        (entity("Person", f"Given Name{i}"), "backs", choice.choice(parties)) for i in range(rest)
    ]
    for _ in range(nodes):
        ours = parties[choice.randrange(len(blocs)) :: len(blocs)]
        near = ours if choice.random() < 0.8 else parties
        ties.append((choice.choice(ours), choice.choice(RELATIONS), choice.choice(near)))
    return [_said(choice, *tie) for tie in ties if tie[0] is not tie[2]]


def _said(choice: random.Random, one: Entity, predicate: str, other: Entity) -> StoredClaim:
    day = (
        f"{choice.randrange(2022, 2025)}-{choice.randrange(1, 13):02}-{choice.randrange(1, 28):02}"
    )
    return say(
        one,
        predicate,
        other,
        f"{one.name} {predicate} {other.name}, said {day} in a sentence of common length.",
        outlet=choice.choice(sorted(OUTLETS)),
        published=day,
        status=choice.choice(["factual"] * 4 + list(STATUSES)),
    )
