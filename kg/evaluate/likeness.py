"""When a claim record says what a gold claim says, and when two names can mean one entity."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, TypeAlias

from kg.ids import fold
from kg.resolve.names import person_tokens, same_person
from kg.vocab import RELATIONS

__all__ = ["Record", "Said", "in_words"]

Record: TypeAlias = Mapping[str, Any]  # one claim, as JSON

_EMPTY_WORDS = frozenset("a an the party parties political group".split())
_SHARED = (("actor", "target"), ("place", "body", "office"))  # the first that gold fills decides


class Said:
    """A claim record in the terms of one article's gold entities.

    Args:
        record: the claim.
        entities: gold entities by name.
    """

    def __init__(self, record: Record, entities: Mapping[str, Record]) -> None:
        self.record = record
        self.entities = entities
        self.is_event = record["kind"] == "event"
        self.predicate: str = record["event" if self.is_event else "predicate"]
        self.roles: Record = (record.get("roles") or {}) if self.is_event else {}

    def names(self, value: object) -> frozenset[str]:
        """The gold entities that a record's entity, or text, can be."""
        return frozenset() if value is None else _gold_names(value, self.entities)

    def matches(self, claim: Record) -> bool:
        """Whether it says what a gold claim says, apart from the status."""
        if self.is_event:
            return claim.get("event") == self.predicate and self._shares(claim["roles"])
        if claim.get("p") != self.predicate:
            return False
        subject, said = self.record["subject"], self.record["object"]
        ends = [(subject, said), (said, subject)] if self.is_symmetric else [(subject, said)]
        return any(claim["s"] in self.names(a) and self._is(b, claim["o"]) for a, b in ends)

    @property
    def is_symmetric(self) -> bool:
        """Whether subject and object can change places."""
        return self.predicate in RELATIONS and RELATIONS[self.predicate].symmetric

    def _is(self, said: Any, wanted: Any) -> bool:
        if isinstance(wanted, int | float) or isinstance(said, int | float):
            number = None if isinstance(said, Mapping) else _number(said)
            return number is not None and number == _number(wanted)
        if wanted in self.entities:
            return wanted in self.names(said)
        one, other = _content(name_of(said)), _content(wanted)
        return bool(one and other) and (one <= other or other <= one)

    def _shares(self, wanted: Record) -> bool:
        for roles in _SHARED:
            if names := {name for role in roles for name in wanted.get(role, ())}:
                values = [value for role in roles for value in self.roles.get(role, ())]
                return any(names & self.names(value) for value in values)
        return False

    @property
    def ends(self) -> tuple[frozenset[str], frozenset[str]]:
        """Both ends of a relation: the gold entities they can be, else their own names."""
        return self._end(self.record["subject"]), self._end(self.record["object"])

    def _end(self, value: object) -> frozenset[str]:
        return self.names(value) or frozenset({fold(name_of(value))})

    @property
    def key(self) -> object:
        """Equal for two that say the same, whatever their status."""
        if self.is_event:
            parts = [self._end(value) for values in self.roles.values() for value in values]
            return self.predicate, frozenset(parts)
        return self.predicate, frozenset(self.ends) if self.is_symmetric else self.ends

    def __str__(self) -> str:
        speaker = self.record.get("speaker")
        by = name_of(speaker) if speaker else ""
        if self.is_event:
            return in_words(self.predicate, self.roles, self.record["status"], by)
        ends = (self.record["subject"], self.record["object"])
        return in_words(self.predicate, ends, self.record["status"], by)


def in_words(
    predicate: str, parts: Record | tuple[object, object], status: str, speaker: str
) -> str:
    """A claim on one line: "PTI alliedWith MWM (planned)"."""
    if isinstance(parts, tuple):
        said = f"{name_of(parts[0])} {predicate} {name_of(parts[1])}"
    else:
        roles = (
            f"{role}={'+'.join(sorted(map(name_of, who)))}" for role, who in sorted(parts.items())
        )
        said = " ".join((predicate, *roles))
    return f"{said} ({status}, says {speaker})" if speaker else f"{said} ({status})"


def name_of(value: object) -> str:
    """What a record's entity is called; a number or text as it is."""
    return str(value["name"]) if isinstance(value, Mapping) else str(value)


def _gold_names(value: object, entities: Mapping[str, Record]) -> frozenset[str]:
    """The gold entities that an entity can be: by the surest kind of likeness, and no other."""
    given: Record = value if isinstance(value, Mapping) else {"name": str(value)}
    name, forms = _forms({**given, "aliases": ()}), _forms(given)
    kinds: tuple[Callable[[Record], object], ...] = (
        lambda entity: name & _forms(entity),
        lambda entity: _forms({**entity, "aliases": ()}) & forms,
        lambda entity: _forms(entity) & forms,
        lambda entity: _persons_alike(given, entity),
    )
    for alike in kinds:
        if found := frozenset(name for name, entity in entities.items() if alike(entity)):
            return found
    return frozenset()


def _forms(entity: Record) -> frozenset[str]:
    is_person = entity.get("type") == "Person"
    names = (entity["name"], *(entity.get("aliases") or ()))
    forms = (person_tokens(name) if is_person else tuple(fold(name).split()) for name in names)
    return frozenset(" ".join(form[form[:1] == ("the",) :]) for form in forms) - {""}


def _persons_alike(one: Record, other: Record) -> bool:
    if {one.get("type", "Person"), other.get("type")} != {"Person"}:
        return False
    return same_person(one["name"], other["name"]) or same_person(other["name"], one["name"])


def _content(words: object) -> frozenset[str]:
    return frozenset(fold(str(words)).split()) - _EMPTY_WORDS


def _number(value: object) -> float | None:
    try:
        return float(str(value))
    except ValueError:
        return None
