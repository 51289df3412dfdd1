"""Golden pairs: a short text, and claims that must and must not be read from it.

One file a family of frames in ``pairs/``. A relation is written "PTI | alliedWith | MWM | planned",
an event "Resignation | actor=Karl Nehammer | office=chancellor | factual"; the status may be left
out.
"""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from kg.model import STATUSES, Claim, Entity
from tests.extract.said import claims

PAIRS = [
    pytest.param(pair, id=f"{path.stem}: {pair['text'][:60]}")
    for path in sorted((Path(__file__).parent / "pairs").glob("*.toml"))
    for pair in tomllib.loads(path.read_text(encoding="utf-8"))["pair"]
]


def _names(value: object) -> set[str]:
    return {value.name, *value.aliases} if isinstance(value, Entity) else {str(value)}


def _says(claim: Claim, line: str) -> bool:
    """Whether a claim is the one that a line describes."""
    parts = line.split(" | ")
    if parts[-1] in STATUSES and parts.pop() != claim.status:
        return False
    if claim.kind == "relation":
        return len(parts) == 3 and (
            parts[0] in _names(claim.subject)
            and parts[1] == claim.predicate
            and parts[2] in _names(claim.object)
        )
    filled = {role: set().union(*map(_names, values)) for role, values in claim.roles}
    roles = [part.split("=", 1) for part in parts[1:]]
    return parts[0] == claim.predicate and all(name in filled.get(role, ()) for role, name in roles)


@pytest.mark.parametrize("pair", PAIRS)
def test_pair(pair: dict[str, Any]) -> None:
    """Every claim of the pair is read, and none of those that would be wrong."""
    found = claims(pair["text"])
    missing = [line for line in pair["claims"] if not any(_says(c, line) for c in found)]
    wrong = [line for line in pair.get("not", ()) if any(_says(c, line) for c in found)]
    assert (missing, wrong) == ([], [])
