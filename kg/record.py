"""The claim record: one JSON object a claim, for people, other programs and language models.

Standard library only. A record that leaves something out means the plain case: a status alone tells
the modality, an entity without an id is still to be linked.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Literal, cast

from kg.errors import ClaimError, ReadError
from kg.model import (
    STATUSES,
    Certainty,
    Claim,
    Entity,
    Evidence,
    Modality,
    Polarity,
    Status,
    StoredClaim,
    Tense,
)

# What a status alone means; "denied" may deny anything.
_PLAIN: dict[Status, Modality] = {
    "factual": Modality(),
    "ended": Modality(tense="past"),
    "planned": Modality(tense="future"),
    "alleged": Modality(certainty="probable"),
    "denied": Modality(polarity="negative"),
    "hypothetical": Modality(certainty="possible"),
}
_AXES: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("certainty", ("certain", "probable", "possible")),
    ("tense", ("past", "present", "future")),
    ("polarity", ("positive", "negative")),
)


def claim_record(claim: Claim, *, iri: str = "", published: str | None = None) -> dict[str, Any]:
    """A claim as a record.

    Args:
        claim: any claim.
        iri: the claim's IRI, where it has one.
        published: date of its article.
    """
    record: dict[str, Any] = {"article": claim.article, "published": published, "claim": iri}
    record["kind"] = claim.kind
    if claim.kind == "event":
        record["event"] = claim.predicate
        record["roles"] = {role: [_value(v) for v in values] for role, values in claim.roles}
    else:
        record["subject"] = _value(claim.subject)
        record["predicate"] = claim.predicate
        record["object"] = _value(claim.object)
    record["qualifiers"] = _qualifiers(claim)
    for name, date in (
        ("time", claim.time),
        ("validFrom", claim.valid_from),
        ("validUntil", claim.valid_until),
    ):
        if date is not None:
            record[name] = date
    record["status"] = claim.status
    if claim.modality != _PLAIN[claim.status]:
        record |= {axis: getattr(claim.modality, axis) for axis, _ in _AXES}
    record["speaker"] = _value(claim.speaker)
    record |= {"start": claim.evidence.start, "end": claim.evidence.end}
    record["quote"] = claim.evidence.quote
    record |= {"confidence": claim.confidence, "extractor": claim.extractor}
    return record


def stored_record(stored: StoredClaim) -> dict[str, Any]:
    """A claim of the store as a record, with its IRI and its article's date."""
    return claim_record(stored.claim, iri=stored.iri, published=stored.article.published)


def read_record(record: Mapping[str, Any]) -> Claim:
    """The claim that a record holds.

    Raises:
        ClaimError: a field is missing, has a wrong type, or its value is none of those allowed;
            the message names it.
    """
    if not isinstance(record, Mapping):
        raise ClaimError(f"a claim record is a JSON object, not {_kind(record)}")
    kind = cast(
        Literal["relation", "event"], _choice(record, "kind", ("relation", "event"), "relation")
    )
    status = cast(Status, _choice(record, "status", STATUSES, "factual"))
    claim = Claim(
        article=_text(record, "article"),
        kind=kind,
        predicate=_text(record, "event" if kind == "event" else "predicate"),
        subject=None if kind == "event" else _entity(record.get("subject"), "subject"),
        object=None if kind == "event" else _part(record.get("object"), "object"),
        roles=tuple(sorted(_roles(record))) if kind == "event" else (),
        qualifiers=tuple(_read_qualifiers(record)),
        modality=_modality(record, status),
        speaker=_entity(record["speaker"], "speaker") if record.get("speaker") else None,
        evidence=Evidence(_offset(record, "start"), _offset(record, "end"), _text(record, "quote")),
        time=_date(record, "time"),
        valid_from=_date(record, "validFrom"),
        valid_until=_date(record, "validUntil"),
        confidence=_confidence(record),
        extractor=_text(record, "extractor", ""),
    )
    if claim.status != status:
        raise ClaimError(f"a claim record says {status!r}, but its modality is {claim.status!r}")
    return claim


def write_lines(claims: Iterable[StoredClaim]) -> Iterator[str]:
    """Records as JSON Lines, each with its line end."""
    for stored in claims:
        yield json.dumps(stored_record(stored), ensure_ascii=False) + "\n"


def read_lines(lines: Iterable[str], *, path: str = "-") -> Iterator[Claim | ReadError]:
    """The claims of JSON Lines; a line that is none is given as its error, and the rest goes on.

    Args:
        lines: empty ones are passed over.
        path: where they are from, for the errors.
    """
    for number, line in enumerate(lines, start=1):
        if line.strip():
            try:
                yield read_record(json.loads(line))
            except (ValueError, RecursionError, ClaimError) as error:
                reason = error.reason if isinstance(error, ClaimError) else f"not JSON: {error}"
                yield ReadError(path, reason, line=number)


def _value(value: Entity | float | str | None) -> Any:
    if not isinstance(value, Entity):
        return value
    aliases = list(value.aliases)
    return {"id": value.id, "name": value.name, "type": value.cls, "aliases": aliases}


def _qualifiers(claim: Claim) -> dict[str, Any]:
    found: dict[str, list[Any]] = {}
    for name, value in claim.qualifiers:
        found.setdefault(name, []).append(_value(value))
    return {name: values[0] if len(values) == 1 else values for name, values in found.items()}


def _read_qualifiers(record: Mapping[str, Any]) -> Iterator[tuple[str, Entity | int | float | str]]:
    for name, value in sorted(_mapping(record, "qualifiers").items()):
        for item in value if isinstance(value, list) else [value]:
            if item is not None:
                yield name, _part(item, f"qualifiers.{name}")


def _roles(record: Mapping[str, Any]) -> Iterator[tuple[str, tuple[Entity | str, ...]]]:
    for role, values in _mapping(record, "roles").items():
        items = values if isinstance(values, list) else [values]
        if items:
            yield (
                role,
                tuple(
                    item if isinstance(item, str) else _entity(item, f"roles.{role}")
                    for item in items
                ),
            )


def _modality(record: Mapping[str, Any], status: Status) -> Modality:
    plain = _PLAIN[status]
    axes = [_choice(record, axis, values, getattr(plain, axis)) for axis, values in _AXES]
    return Modality(cast(Certainty, axes[0]), cast(Tense, axes[1]), cast(Polarity, axes[2]))


def _entity(value: Any, field: str) -> Entity:
    if not isinstance(value, Mapping):
        raise ClaimError(f"{field} of a claim record is an entity, not {_kind(value)}")
    aliases = value.get("aliases", [])
    if not isinstance(aliases, list) or not all(isinstance(alias, str) for alias in aliases):
        raise ClaimError(f"{field}.aliases of a claim record is a list of strings")
    return Entity(
        id=_text(value, "id", "", within=field),
        name=_text(value, "name", within=field),
        cls=_text(value, "type", within=field),
        aliases=tuple(aliases),
    )


def _part(value: Any, field: str) -> Entity | int | float | str:
    if isinstance(value, str | int | float) and not isinstance(value, bool):
        return value
    return _entity(value, field)


def _text(
    record: Mapping[str, Any], field: str, default: str | None = None, *, within: str = ""
) -> str:
    value = record.get(field, default)
    name = f"{within}.{field}" if within else field
    if not isinstance(value, str) or (default is None and not value):
        raise ClaimError(f"{name} of a claim record is a text, not {_kind(value)}")
    return value


def _choice(record: Mapping[str, Any], field: str, values: tuple[str, ...], default: str) -> str:
    value = record.get(field, default)
    if value not in values:
        raise ClaimError(f"{field} of a claim record is one of {', '.join(values)}, not {value!r}")
    return str(value)


def _offset(record: Mapping[str, Any], field: str) -> int:
    value = record.get(field)
    if not isinstance(value, int) or isinstance(value, bool) or value < 0:
        raise ClaimError(f"{field} of a claim record is an offset in the text, not {_kind(value)}")
    return value


def _date(record: Mapping[str, Any], field: str) -> str | None:
    return None if record.get(field) is None else _text(record, field)


def _confidence(record: Mapping[str, Any]) -> float:
    value = record.get("confidence", 1.0)
    if not isinstance(value, int | float) or isinstance(value, bool) or not 0 <= value <= 1:
        raise ClaimError(f"confidence of a claim record is a number from 0 to 1, not {value!r}")
    return float(value)


def _mapping(record: Mapping[str, Any], field: str) -> Mapping[str, Any]:
    value = record.get(field) or {}
    if not isinstance(value, Mapping):
        raise ClaimError(f"{field} of a claim record is an object, not {_kind(value)}")
    return value


def _kind(value: Any) -> str:
    names = {type(None): "nothing", str: "an empty text" if value == "" else "a text"}
    names |= {dict: "an object", list: "a list", bool: "true or false"}
    return names.get(type(value), "a number" if isinstance(value, int | float) else "this")
