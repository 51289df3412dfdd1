"""Where a country's legislators sit: "MP" in India is of the Lok Sabha, "Sen." in the US Senate."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from functools import cache

from kg.ids import entity_iri
from kg.model import Entity
from kg.vocab import data_dir

_EUROPEAN = "European Parliament"


@cache
def _chambers() -> Mapping[str, Sequence[Sequence[str]]]:
    path = data_dir() / "ontology" / "gazetteer" / "institutions.toml"
    found: Mapping[str, Sequence[Sequence[str]]] = tomllib.loads(path.read_text(encoding="utf-8"))[
        "chambers"
    ]
    return found


def chamber_of(country: str, *, upper: bool) -> Entity | None:
    """A country's upper chamber, or its lower or only one.

    >>> chamber_of("India", upper=False).name
    'Lok Sabha'
    """
    forms = list(_chambers().get(country, ()))[int(upper) :][:1]
    return _entity(*forms[0]) if forms else None


def european() -> Entity:
    """The chamber of every MEP."""
    return _entity(_EUROPEAN)


def _entity(name: str, *aliases: str) -> Entity:
    return Entity(entity_iri("Legislature", name), name, "Legislature", aliases)
