"""Gold files against claim records: precision, recall, status, speakers, quotes.

Only claim records are scored (``kg.record``), so any extractor's JSON Lines can be. The rules are
few. A relation matches on subject, predicate and object, symmetric ones either way round, numbers
exactly. An event matches on its type and one shared actor or target; where gold has neither, on a
place, body or office. One gold claim is found by one claim: saying it again earns nothing and costs
nothing, except that its status is scored too. What gold marks as optional is neither required nor
punished; everything else that gold lacks is wrong.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from kg.evaluate.gold import Gold, claim_words, read_gold
from kg.evaluate.likeness import Record, Said
from kg.evaluate.reliability import Estimate
from kg.vocab import RELATIONS

__all__ = [
    "Counts",
    "Gold",
    "Mistake",
    "Ratio",
    "Score",
    "read_gold",
    "rightness",
    "score",
    "total",
]

SUMS = ("all", "relations", "events", "pairs")  # pairs: two entities, whatever the predicate


@dataclass(frozen=True, slots=True)
class Counts:
    """Required claims that were found and missed, and claims that are wrong."""

    found: int = 0
    missed: int = 0
    wrong: int = 0

    @property
    def precision(self) -> float | None:
        """Share of the counted output that gold has; None where there is no output."""
        return self.found / (self.found + self.wrong) if self.found + self.wrong else None

    @property
    def recall(self) -> float | None:
        """Share of the required claims that were found; None where none is required."""
        return self.found / (self.found + self.missed) if self.found + self.missed else None

    @property
    def f1(self) -> float | None:
        """Harmonic mean of precision and recall; None where nothing is counted."""
        counted = 2 * self.found + self.missed + self.wrong
        return 2 * self.found / counted if counted else None

    def __add__(self, other: Counts) -> Counts:
        return Counts(
            self.found + other.found, self.missed + other.missed, self.wrong + other.wrong
        )


@dataclass(frozen=True, slots=True)
class Ratio:
    """So many right of so many."""

    right: int = 0
    of: int = 0

    @property
    def share(self) -> float | None:
        """Between 0 and 1; None of nothing."""
        return self.right / self.of if self.of else None

    def __add__(self, other: Ratio) -> Ratio:
        return Ratio(self.right + other.right, self.of + other.of)


@dataclass(frozen=True, slots=True)
class Mistake:
    """A claim that is missing, wrong, or of the wrong status or speaker, and its words."""

    article: str
    kind: str  # missing, wrong, status or speaker
    claim: str  # "PTI alliedWith MWM (planned)"
    words: str


@dataclass(frozen=True, slots=True)
class Score:
    """How claims compare with gold."""

    counts: Mapping[str, Counts]  # of all, relations, events, pairs, and each predicate
    status: Ratio = field(default=Ratio())
    speaker: Ratio = field(default=Ratio())  # of those that gold gives a speaker
    quotes: Ratio = field(default=Ratio())
    mistakes: tuple[Mistake, ...] = ()
    estimates: tuple[Estimate, ...] = ()  # the confidence of each claim, and whether it is right


def score(gold: Gold, records: Iterable[Record], *, text: str) -> Score:
    """Compare the claim records of one article with its gold.

    Args:
        gold: of the article.
        records: the article's claims.
        text: in which the records' offsets count.
    """
    said = [Said(record, gold.entities) for record in records]
    candidates = {
        place: [index for index, claim in enumerate(gold.claims) if one.matches(claim)]
        for place, one in enumerate(said)
    }
    assigned = _assign(candidates, said, gold.claims)
    tally: dict[str, Counts] = defaultdict(Counts)
    mistakes = [
        *_missing(gold, set(assigned.values()), tally, text),
        *_wrong(gold, [one for place, one in enumerate(said) if not candidates[place]], tally),
    ]
    tally["pairs"] += _pairs(gold, said)
    status, speaker = Ratio(), Ratio()
    for place, index in assigned.items():
        one, claim = said[place], gold.claims[index]
        status += Ratio(int(one.record["status"] == claim["status"]), 1)
        if one.record["status"] != claim["status"]:
            words = f"{one}, gold says {claim['status']}"
            mistakes.append(Mistake(gold.id, "status", words, one.record["quote"]))
        if claim.get("by"):
            right = claim["by"] in one.names(one.record.get("speaker"))
            speaker += Ratio(int(right), 1)
            if not right:
                words = f"{one}, gold says {claim['by']}"
                mistakes.append(Mistake(gold.id, "speaker", words, one.record["quote"]))
    for one, accepted in _repeated(candidates, assigned, said, gold.claims):
        status += Ratio(int(one.record["status"] in accepted), 1)
        if one.record["status"] not in accepted:
            words = f"{one}, gold says {', '.join(sorted(accepted))}"
            mistakes.append(Mistake(gold.id, "status", words, one.record["quote"]))
    return Score(
        counts=dict(tally),
        status=status,
        speaker=speaker,
        quotes=Ratio(sum(_is_exact(one.record, text) for one in said), len(said)),
        mistakes=tuple(mistakes),
        estimates=tuple(
            (float(one.record.get("confidence", 1.0)), is_right)
            for one, is_right in zip(said, _right(candidates, said, gold.claims), strict=True)
        ),
    )


def rightness(gold: Gold, records: Iterable[Record]) -> list[bool]:
    """Whether each record says what gold says, with a status that gold gives it."""
    said = [Said(record, gold.entities) for record in records]
    candidates = {
        place: [index for index, claim in enumerate(gold.claims) if one.matches(claim)]
        for place, one in enumerate(said)
    }
    return _right(candidates, said, gold.claims)


def _right(
    candidates: Mapping[int, Sequence[int]], said: Sequence[Said], claims: Sequence[Record]
) -> list[bool]:
    return [
        any(claims[index]["status"] == one.record["status"] for index in candidates[place])
        for place, one in enumerate(said)
    ]


def total(scores: Iterable[Score]) -> Score:
    """The scores of several articles as one, every claim with equal weight."""
    counts: dict[str, Counts] = defaultdict(Counts, dict.fromkeys(SUMS, Counts()))
    status, speaker, quotes = Ratio(), Ratio(), Ratio()
    mistakes: list[Mistake] = []
    estimates: list[Estimate] = []
    for one in scores:
        for name, counted in one.counts.items():
            counts[name] += counted
        status, speaker, quotes = status + one.status, speaker + one.speaker, quotes + one.quotes
        mistakes += one.mistakes
        estimates += one.estimates
    predicates = sorted(counts.keys() - set(SUMS), key=lambda name: (name not in RELATIONS, name))
    return Score(
        counts={name: counts[name] for name in (*SUMS, *predicates)},
        status=status,
        speaker=speaker,
        quotes=quotes,
        mistakes=tuple(mistakes),
        estimates=tuple(estimates),
    )


def _assign(
    candidates: Mapping[int, Sequence[int]], said: Sequence[Said], claims: Sequence[Record]
) -> dict[int, int]:
    """For each claim the gold claim it finds: most required ones, then most statuses right."""
    import networkx as nx  # noqa: PLC0415 - slow to load, and only needed here

    network = nx.Graph()
    for place, indices in candidates.items():
        for index in indices:
            required = not claims[index].get("optional")
            right = said[place].record["status"] == claims[index]["status"]
            weight = 1_000_000 * required + 1000 * right + 1
            network.add_edge(("said", place), ("gold", index), weight=weight)
    pairs = (dict(pair) for pair in nx.max_weight_matching(network))
    return dict(sorted((pair["said"], pair["gold"]) for pair in pairs))


def _missing(gold: Gold, found: set[int], tally: dict[str, Counts], text: str) -> Iterator[Mistake]:
    for index, claim in enumerate(gold.claims):
        if claim.get("optional"):
            continue
        hit = index in found
        _count(tally, claim.get("event") or claim["p"], Counts(int(hit), int(not hit)))
        if not hit:
            words = gold.words(claim, text=text)
            yield Mistake(gold.id, "missing", claim_words(claim), words)


def _wrong(gold: Gold, said: Iterable[Said], tally: dict[str, Counts]) -> Iterator[Mistake]:
    for one in {one.key: one for one in said}.values():
        _count(tally, one.predicate, Counts(wrong=1))
        yield Mistake(gold.id, "wrong", str(one), one.record["quote"])


def _count(tally: dict[str, Counts], predicate: str, counts: Counts) -> None:
    kind = "relations" if predicate in RELATIONS else "events"
    for name in ("all", kind, predicate):
        tally[name] += counts


def _repeated(
    candidates: Mapping[int, Sequence[int]],
    assigned: Mapping[int, int],
    said: Sequence[Said],
    claims: Sequence[Record],
) -> Iterator[tuple[Said, set[str]]]:
    """Claims that say again what another has said, once each status, with gold's statuses."""
    seen = {(said[place].key, said[place].record["status"]) for place in assigned}
    for place, indices in candidates.items():
        key = (said[place].key, said[place].record["status"])
        if indices and key not in seen:
            seen.add(key)
            yield said[place], {claims[index]["status"] for index in indices}


def _pairs(gold: Gold, said: Iterable[Said]) -> Counts:
    required: set[frozenset[str]] = set()
    optional: set[frozenset[str]] = set()
    for claim in gold.claims:
        if "event" not in claim and claim["o"] in gold.entities:
            pair = frozenset((claim["s"], claim["o"]))
            (optional if claim.get("optional") else required).add(pair)
    found: set[frozenset[str]] = set()
    wrong = set()
    for one in said:
        if not one.is_event and isinstance(one.record["object"], Mapping):
            first, second = one.ends
            possible = {frozenset((a, b)) for a in first for b in second}
            found |= possible & required
            if not possible & (required | optional):
                wrong.add(frozenset((first, second)))
    return Counts(len(found), len(required - found), len(wrong))


def _is_exact(record: Record, text: str) -> bool:
    quote = record["quote"]
    return bool(quote) and text[record["start"] : record["end"]] == quote
