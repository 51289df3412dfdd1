"""The lexicon: which words in which syntactic frame make which claim.

Data are ``ontology/frames/*.toml``; their comments say how an entry reads. Everything is checked
when it is loaded, so that somebody who knows politics and no Python gets an error that names the
file and the entry.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from kg.errors import DataError
from kg.vocab import CLASSES, EVENTS, RELATIONS, data_dir

EFFECTS = (
    "planned", "possible", "alleged", "denied", "ended", "started", "speech", "undone", "standing",
    "achieved", "presupposed",
)  # fmt: skip
_WORD_KINDS = ("verbs", "nouns", "adjectives")
_OPERATOR_KINDS = (
    *_WORD_KINDS,
    "adverbs",
    "auxiliaries",
    "determiners",
    "prepositions",
    "pronouns",
    "infinitives",
)
_CLAIM_KEYS = {
    "relation", "event", "subject", "object", "parties", "classes", "subject_classes",
    "object_classes", "lasting", "role", "kin", "effect", "weight", "minimum", "needs", "speaker",
}  # fmt: skip
_FRAME_KEYS = {
    "id", *_WORD_KINDS, "mention", "unless", "unless_of", "with_nouns", "followers", "groups",
    "near", "unless_near", "named_object", "example", "claim",
}  # fmt: skip
_QUALIFIER_SLOTS = ("office", "nominatedBy", "about", "election", "alliance", "legislature")

Slots = tuple[tuple[str, ...], ...]  # tried in order; the members of one are taken together


@dataclass(frozen=True, slots=True)
class Pattern:
    """One claim that a frame makes: "subject alliedWith the phrase with 'with'"."""

    predicate: str
    kind: str  # relation or event
    slots: Mapping[str, Slots]  # argument, role or qualifier -> where it stands
    classes: Mapping[str, tuple[str, ...]]  # argument or role -> classes it may have
    words: Mapping[str, str]  # role -> class of words one of which its name or text must hold
    symmetric: tuple[Slots, Slots] | None = None  # slots left and right of "/"
    lasting: bool = True  # whether a past tense leaves the relation standing
    effect: str = ""  # status that the words alone bring
    words_as: str = ""  # qualifier that the trigger's words become: role or kin
    minimum: int = 1  # actors at least
    needs: tuple[str, ...] = ()  # roles that must be filled
    speaker: str = ""  # role whose filler is the speaker
    weight: float = 0.8


@dataclass(frozen=True, slots=True)
class Frame:
    """A group of words and the claims that they make."""

    id: str
    patterns: tuple[Pattern, ...]
    triggers: tuple[tuple[str, tuple[str, ...]], ...] = ()  # (verbs|nouns|adjectives, words)
    mentions: tuple[str, ...] = ()  # classes of mention that trigger it
    unless: frozenset[str] = frozenset()  # lemmas beside the trigger that forbid it
    unless_of: tuple[str, ...] = ()  # classes of an owner that forbid it
    with_nouns: tuple[tuple[str, ...], ...] = ()  # one of which must be its argument
    near: str = ""  # class of words one of which must stand in the sentence or beside it
    unless_near: str = ""  # class of words none of which may
    named_object: bool = False  # whether its object must be a bare name: "won Clacton"
    followers: bool = False
    groups: bool = False  # whether nameless groups take part: "police", "protesters"
    example: str = ""
    family: str = ""  # name of its file, without the ending

    @property
    def attributive(self) -> bool:
        """Whether it describes somebody: its status is not that of the verb it stands with."""
        return bool(self.mentions) or any(
            slot == "bearer"
            for pattern in self.patterns
            for slots in (*pattern.slots.values(), *(pattern.symmetric or ()))
            for group in slots
            for slot in group
        )


@dataclass(frozen=True)
class Lexicon:
    """All frames and word classes, indexed by the lemma that heads a trigger."""

    frames: tuple[Frame, ...]
    operators: Mapping[str, Mapping[str, frozenset[str]]]  # effect -> kind of word -> lemmas
    words: Mapping[str, frozenset[str]]  # followers, kinds, support, ideology ...
    version: str = "1"
    _index: dict[tuple[str, str], list[tuple[tuple[str, ...], Frame]]] = field(
        default_factory=dict, repr=False
    )

    def __post_init__(self) -> None:
        for frame in self.frames:
            for kind, words in frame.triggers:
                for word in {words[0], words[-1]} if kind == "nouns" else {words[0]}:
                    self._index.setdefault((kind, word), []).append((words, frame))

    def triggered(self, kind: str, lemma: str) -> Iterable[tuple[tuple[str, ...], Frame]]:
        """The word sequences and frames that a word of a kind may be part of."""
        return self._index.get((kind, lemma), ())

    def on_mentions(self, cls: str) -> Iterable[Frame]:
        """The frames about a class of mention."""
        return (frame for frame in self.frames if cls in frame.mentions)

    def operators_of(self, effect: str, kind: str) -> frozenset[str]:
        """The operator words of a kind that have an effect: the adverbs that deny."""
        return self.operators.get(effect, {}).get(kind, frozenset())

    def effect_of(self, kind: str, lemma: str) -> tuple[str, ...]:
        """The effects of an operator word: ("denied", "speech") for the verb "deny"."""
        return tuple(
            effect for effect, kinds in self.operators.items() if lemma in kinds.get(kind, ())
        )


def load(folder: Path) -> Lexicon:
    """Read a folder of frames.

    Raises:
        DataError: names the file and the entry that is wrong, and what is.
    """
    frames: dict[str, Frame] = {}
    operators: dict[str, dict[str, frozenset[str]]] = {}
    words: dict[str, frozenset[str]] = {}
    versions = []
    for path in sorted(folder.glob("*.toml")):
        try:
            data = tomllib.loads(path.read_text(encoding="utf-8"))
        except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
            raise DataError(path, f"not a TOML file: {error}") from error
        versions.append(str(data.pop("version", 1)))
        for number, item in enumerate(data.pop("frame", []), start=1):
            frame = _frame(path, item, f"frame {item.get('id', number)!r}")
            if frame.id in frames:
                raise DataError(path, f"frame {frame.id!r} stands in two places")
            frames[frame.id] = frame
        for item in data.pop("operator", []):
            effect = str(item.pop("effect", ""))
            if effect not in EFFECTS:
                raise DataError(path, f"operator with the unknown effect {effect!r}")
            _known(path, f"operator {effect!r}", item, set(_OPERATOR_KINDS))
            kinds = operators.setdefault(effect, {})
            for kind, found in item.items():
                kinds[kind] = kinds.get(kind, frozenset()) | frozenset(found)
        words.update({name: frozenset(found) for name, found in data.items()})
    return Lexicon(tuple(frames.values()), operators, words, version=".".join(versions) or "1")


def _frame(path: Path, item: dict[str, Any], place: str) -> Frame:
    _known(path, place, item, _FRAME_KEYS)
    if not item.get("id"):
        raise DataError(path, f"{place} has no id")
    triggers = tuple(
        (kind, words) for kind in _WORD_KINDS for words in _expressions(item.get(kind, ()))
    )
    mentions = tuple(item.get("mention", "").split())
    if not triggers and not mentions:
        raise DataError(path, f"{place} has no words: give verbs, nouns, adjectives or mention")
    for cls in (*mentions, *item.get("unless_of", ())):
        _class(path, place, cls)
    if not item.get("claim"):
        raise DataError(path, f"{place} makes no claim")
    return Frame(
        id=item["id"],
        patterns=tuple(_pattern(path, place, claim) for claim in item["claim"]),
        triggers=triggers,
        mentions=mentions,
        unless=frozenset(item.get("unless", ())),
        unless_of=tuple(item.get("unless_of", ())),
        with_nouns=tuple(_expressions(item.get("with_nouns", ()))),
        near=item.get("near", ""),
        unless_near=item.get("unless_near", ""),
        named_object=item.get("named_object", False),
        followers=item.get("followers", False),
        groups=item.get("groups", False),
        example=item.get("example", ""),
        family=path.stem,
    )


def _expressions(items: Iterable[str]) -> Iterator[tuple[str, ...]]:
    """The words of expressions; "sit-in" also as the tokenizer may part it: "sit - in"."""
    for words in items:
        yield tuple(words.split())
        if "-" in words:
            yield tuple(words.replace("-", " - ").split())


def _pattern(path: Path, place: str, item: dict[str, Any]) -> Pattern:
    kind = "relation" if "relation" in item else "event"
    predicate = str(item.get(kind))
    known: Mapping[str, Any] = RELATIONS if kind == "relation" else EVENTS
    if predicate not in known:
        raise DataError(path, f"{place} makes {predicate!r}, which the ontology does not have")
    roles = EVENTS[predicate] if kind == "event" else (*_QUALIFIER_SLOTS, "subject", "object")
    suffixed = {f"{role}_{suffix}" for role in roles for suffix in ("classes", "words")}
    _known(path, place, item, _CLAIM_KEYS | set(roles) | suffixed)
    if item.get("effect", "started") not in EFFECTS:
        raise DataError(path, f"{place} has the unknown effect {item['effect']!r}")
    classes = {
        key.removesuffix("_classes"): tuple(value)
        for key, value in item.items()
        if key.endswith("_classes")
    }
    if "classes" in item:
        classes.setdefault("object", tuple(item["classes"]))
    for cls in {cls for allowed in classes.values() for cls in allowed}:
        _class(path, place, cls)
    symmetric = None
    if "parties" in item:
        parties = list(item["parties"])
        middle = parties.index("/") if "/" in parties else len(parties)
        symmetric = (_slots(parties[:middle]), _slots(parties[middle + 1 :]))
    return Pattern(
        predicate=predicate,
        kind=kind,
        slots={role: _slots(item[role]) for role in roles if isinstance(item.get(role), list)},
        classes=classes,
        words={
            key.removesuffix("_words"): str(value)
            for key, value in item.items()
            if key.endswith("_words")
        },
        symmetric=symmetric,
        lasting=item.get("lasting", True),
        effect=item.get("effect", ""),
        words_as=next((name for name in ("role", "kin") if name in item), ""),
        minimum=item.get("minimum", 1),
        needs=tuple(item.get("needs", ())),
        speaker=item.get("speaker", ""),
        weight=item.get("weight", 0.8),
    )


def _slots(items: Iterable[str]) -> Slots:
    return tuple(tuple(item.split("+")) for item in items)


def _known(path: Path, place: str, item: Mapping[str, Any], keys: set[str]) -> None:
    unknown = sorted(set(item) - keys)
    if unknown:
        raise DataError(path, f"{place} has the unknown key {unknown[0]!r}")


def _class(path: Path, place: str, cls: str) -> None:
    if cls not in CLASSES:
        raise DataError(path, f"{place} names the unknown class {cls!r}")


@cache
def default_lexicon() -> Lexicon:
    """The bundled lexicon, read once."""
    return load(data_dir() / "ontology" / "frames")
