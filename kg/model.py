"""The values that travel between the stages: frozen, comparable, without behaviour of their own.

An article is read, parsed into a document, its mentions are linked to entities, and claims are
extracted with their evidence. Offsets are characters of ``Article.text``, start inclusive and end
exclusive, everywhere.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal

from kg.errors import ClaimError

Certainty = Literal["certain", "probable", "possible"]
Tense = Literal["past", "present", "future"]
Polarity = Literal["positive", "negative"]
Status = Literal["factual", "ended", "planned", "alleged", "denied", "hypothetical"]

STATUSES: tuple[Status, ...] = (
    "factual",
    "ended",
    "planned",
    "alleged",
    "denied",
    "hypothetical",
)


# label of a mention that describes a Place without naming it: "Pakistani"
DEMONYM = "demonym"
# label of a mention that says of which post something is, without naming it: "presidential"
POST = "post"


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """An outlet: "The Meridian Post, a daily from Lahore, writes in English"."""

    id: str  # slug, the name of its TOML file
    title: str
    homepage: str = ""
    language: str = "en"
    country: str = ""
    licence: str = ""
    reader: str = "text"
    path: str = ""  # of its articles, relative to the folder of source files
    expected_yield: int = 0  # articles at least expected; fewer is worth a warning


@dataclass(frozen=True, kw_only=True)
class Article:
    """One published text: "The Meridian Post printed this on 10 February 2024"."""

    id: str
    text: str
    title: str = ""
    url: str = ""
    published: str | None = None  # ISO date, with the precision known: 2024-02-10, 2024-02, 2024
    source: str = ""  # id of its Source; empty where unknown
    language: str = "en"
    author: str = ""
    updated: str | None = None  # ISO date of a correction; orders the versions of one id


@dataclass(frozen=True, slots=True)
class Token:
    """One syntactic word: "forged" in "PTI forged an alliance", a VERB, root of its sentence."""

    start: int
    end: int
    text: str
    lemma: str
    pos: str  # universal part of speech
    head: int  # index in the sentence of its head; -1 for the root
    deprel: str  # universal dependency relation, with subtype


@dataclass(frozen=True, slots=True)
class Sentence:
    """A stretch of tokens with one syntax tree; a heading is a sentence too."""

    start: int
    end: int
    tokens: tuple[Token, ...]


@dataclass(frozen=True, slots=True)
class Mention:
    """A span that names an entity: "Imran Khan" as a Person, found with a score of 0.98."""

    start: int
    end: int
    text: str
    cls: str  # a class of the ontology: Person, Party, ...
    sentence: int  # index of its sentence in the document
    first: int  # its tokens in that sentence, first inclusive
    last: int  # and last exclusive
    label: str = ""  # the language model's finer label: politician, country, ...
    score: float = 1.0  # the language model's probability, 0 to 1


@dataclass(frozen=True)
class Document:
    """A parsed article: its sentences and the mentions in them, in the order of the text."""

    text: str
    sentences: tuple[Sentence, ...]
    mentions: tuple[Mention, ...]

    @cached_property
    def mentions_by_sentence(self) -> Mapping[int, tuple[Mention, ...]]:
        """The mentions of each sentence that has any, by the sentence's index."""
        grouped: dict[int, list[Mention]] = {}
        for mention in self.mentions:
            grouped.setdefault(mention.sentence, []).append(mention)
        return {index: tuple(mentions) for index, mentions in grouped.items()}


@dataclass(frozen=True, slots=True)
class Entity:
    """An entity as one article states it: "the Party named PTI, also Pakistan Tehreek-e-Insaf"."""

    id: str  # IRI
    name: str  # the fullest form that the article uses
    cls: str
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Link:
    """A mention resolved: "the party" in sentence 4 is the PTI, because it is the last named"."""

    mention: Mention
    entity: Entity
    reason: str


@dataclass(frozen=True, slots=True)
class Modality:
    """How a claim is put, on three axes: "will join" is certain, future, positive."""

    certainty: Certainty = "certain"
    tense: Tense = "present"
    polarity: Polarity = "positive"

    def status(self, kind: str) -> Status:
        """The one word that the three axes come to.

        Args:
            kind: "relation" or "event": a relation in the past has ended, an event has happened.
        """
        if self.polarity == "negative":
            return "denied"
        if self.certainty == "possible":
            return "hypothetical"
        if self.tense == "future":
            return "planned"
        if self.certainty == "probable":
            return "alleged"
        if self.tense == "past" and kind == "relation":
            return "ended"
        return "factual"


@dataclass(frozen=True, slots=True)
class Evidence:
    """The exact words of a claim: ``article.text[start:end] == quote``."""

    start: int
    end: int
    quote: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """What an article says: "PTI is poised to ally with MWM", a planned relation.

    A relation has subject, predicate and object; an event has its type as predicate, and roles.
    """

    article: str  # the article's id
    kind: Literal["relation", "event"]
    predicate: str  # a relation or an event class of the ontology
    evidence: Evidence
    subject: Entity | None = None
    object: Entity | int | float | str | None = None
    roles: tuple[tuple[str, tuple[Entity | str, ...]], ...] = ()  # role -> who, sorted by role
    qualifiers: tuple[tuple[str, Entity | int | float | str], ...] = ()  # sorted by name
    modality: Modality = field(default=Modality())
    speaker: Entity | None = None  # whose words it is; None for the article's own
    time: str | None = None  # ISO date with the text's precision
    valid_from: str | None = None
    valid_until: str | None = None
    confidence: float = 1.0
    extractor: str = ""

    @property
    def status(self) -> Status:
        """The display status, derived from the modality."""
        return self.modality.status(self.kind)

    @property
    def entities(self) -> tuple[Entity, ...]:
        """Every entity that takes part: subject, object, roles, qualifiers, speaker, in order."""
        parts: list[object] = [self.subject, self.object]
        parts += [value for _, values in self.roles for value in values]
        parts += [value for _, value in self.qualifiers]
        parts.append(self.speaker)
        return tuple(part for part in parts if isinstance(part, Entity))


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleInfo:
    """An article version as the store knows it, without its text."""

    iri: str
    id: str
    version: str  # content hash
    title: str = ""
    url: str = ""
    published: str | None = None
    source: str = ""  # id of the outlet
    source_title: str = ""
    origin: str = ""  # reprints of one wire text share it: they count as one source
    superseded: bool = False  # a newer version of the same id is stored


@dataclass(frozen=True, slots=True)
class StoredClaim:
    """A claim read back from the store, its entities as stated."""

    iri: str
    claim: Claim
    article: ArticleInfo


def check_quote(claim: Claim, article: Article) -> None:
    """Refuse a claim that does not show its words.

    Raises:
        ClaimError: the quote is empty or is not ``article.text[start:end]``.
    """
    evidence = claim.evidence
    if not evidence.quote or article.text[evidence.start : evidence.end] != evidence.quote:
        raise ClaimError(
            f"claim {claim.predicate} of article {article.id!r} quotes {evidence.quote[:60]!r},"
            f" which is not its text at {evidence.start}:{evidence.end}"
        )
