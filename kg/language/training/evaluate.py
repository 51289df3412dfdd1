"""Figures of a model file, through :mod:`kg.language.model` as it ships."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from kg.language.model import CLASS_OF, Model, Prediction
from kg.language.tokenizer import tokenize
from kg.language.training.corpora import (
    Named,
    Syntax,
    read_conllu,
    read_crossner,
    read_iob,
    read_own,
)

Spans = Iterable[tuple[int, int, str]]


@dataclass(frozen=True)
class SyntaxFigures:
    """Shares in percent, over given words; attachment without punctuation."""

    words: int
    pos: float
    uas: float
    las: float  # labels without their subtype, as in the CoNLL 2018 task
    las_subtypes: float


def syntax_figures(gold: Sequence[Syntax], predicted: Sequence[Prediction]) -> SyntaxFigures:
    """Return how far `predicted` agrees with `gold`; what gold calls ``punct`` is left out."""
    counts: Counter[str] = Counter()
    for sentence, found in zip(gold, predicted, strict=True):
        for i, deprel in enumerate(sentence.deprels):
            counts["words"] += 1
            counts["pos"] += sentence.pos[i] == found.pos[i]
            if deprel == "punct":
                continue
            counts["scored"] += 1
            if sentence.heads[i] == found.heads[i]:
                counts["uas"] += 1
                counts["las"] += _universal(deprel) == _universal(found.deprels[i])
                counts["subtypes"] += deprel == found.deprels[i]
    scored = counts["scored"] or 1
    return SyntaxFigures(
        words=counts["words"],
        pos=100 * counts["pos"] / (counts["words"] or 1),
        uas=100 * counts["uas"] / scored,
        las=100 * counts["las"] / scored,
        las_subtypes=100 * counts["subtypes"] / scored,
    )


def _universal(deprel: str) -> str:
    return deprel.split(":", maxsplit=1)[0]


@dataclass(frozen=True)
class Agreement:
    """Exact spans found, missed, and found where there are none."""

    right: int
    gold: int
    found: int

    @property
    def precision(self) -> float:
        """Percent of the found spans that are right."""
        return 100 * self.right / self.found if self.found else 0.0

    @property
    def recall(self) -> float:
        """Percent of the gold spans that are found."""
        return 100 * self.right / self.gold if self.gold else 0.0

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall, in percent."""
        return 200 * self.right / (self.gold + self.found) if self.gold + self.found else 0.0


def mention_figures(pairs: Iterable[tuple[Spans, Spans]]) -> dict[str, Agreement]:
    """Return the agreement of (gold, found) spans by class, and over all under ``all``."""
    right: Counter[str] = Counter()
    gold: Counter[str] = Counter()
    found: Counter[str] = Counter()
    for expected, given in pairs:
        there, here = set(expected), set(given)
        for counter, spans in ((right, there & here), (gold, there), (found, here)):
            for *_, name in spans:
                counter[name] += 1
                counter["all"] += 1
    names = [*sorted((gold | found).keys() - {"all"}), "all"]
    return {name: Agreement(right[name], gold[name], found[name]) for name in names}


#: CrossNER's nine classes: what the finer labels count as there.
_NINE = {
    "party": "politicalparty",
    "legislature": "organisation",
    "alliance": "politicalparty",
    "office": "",
}
#: UNER's three.
_THREE = {"Person": "PER", "Party": "ORG", "Alliance": "ORG", "Organization": "ORG",
          "Legislature": "ORG", "Place": "LOC"}  # fmt: skip
_CLASS_OF_CROSSNER = {**CLASS_OF, "politicalparty": "Party", "misc": ""}


def _mapped(spans: Spans, to: Mapping[str, str], *, closed: bool) -> Iterator[tuple[int, int, str]]:
    """Yield spans under other names; "" leaves one out, and so does a missing one if `closed`."""
    for start, end, name in spans:
        other = to.get(name, "" if closed else name)
        if other:
            yield start, end, other


def _labels(prediction: Prediction) -> list[tuple[int, int, str]]:
    return [(span.start, span.end, span.label) for span in prediction.spans]


def _classes(prediction: Prediction) -> list[tuple[int, int, str]]:
    return [(span.start, span.end, span.type) for span in prediction.spans if span.type]


def report(model: Model, corpora: Path, own: Path, *, threads: int = 1) -> Iterator[str]:
    """Yield the lines of the report on `model`; `own` is the folder of our own sentences."""

    def predicted(sentences: Sequence[Syntax] | Sequence[Named]) -> list[Prediction]:
        return model.predict([sentence.words for sentence in sentences], threads=threads)

    yield f"{model.name}, sha256 {model.sha256}, {model.path.stat().st_size / 1e6:.1f} MB"
    yield "\nsyntax, given words          words    UPOS     UAS     LAS     LAS with subtypes"
    for title, name in (("EWT dev", "ud-ewt/dev"), ("PUD", "ud-pud/test")):
        gold = list(read_conllu(corpora / f"{name}.conllu"))
        f = syntax_figures(gold, predicted(gold))
        yield (
            f"  {title:<24} {f.words:>8} {f.pos:>7.2f} {f.uas:>7.2f} {f.las:>7.2f}"
            f" {f.las_subtypes:>7.2f}"
        )
    _, held_out = read_crossner(corpora)
    found = predicted(held_out)
    pairs = list(zip(held_out, found, strict=True))
    yield from _table(
        "CrossNER politics, unseen part, its nine classes",
        [(g.spans, _mapped(_labels(p), _NINE, closed=False)) for g, p in pairs],
    )
    yield from _table(
        "the same, without classes",
        [
            (
                [(s, e, "any") for s, e, _ in g.spans],
                [(s, e, "any") for s, e, name in _labels(p) if name != "office"],
            )
            for g, p in pairs
        ],
    )
    yield from _table(
        "the same, in the project's classes",
        [
            (
                _mapped(g.spans, _CLASS_OF_CROSSNER, closed=True),
                _mapped(_classes(p), {"Legislature": "Organization", "Office": ""}, closed=False),
            )
            for g, p in pairs
        ],
    )
    for path in sorted(own.glob("heldout-*.txt")):
        sentences = list(read_own(path, tokenize))
        yield from _table(
            f"own sentences, unseen countries: {path.name}",
            [(g.spans, _classes(p)) for g, p in zip(sentences, predicted(sentences), strict=True)],
        )
    for title, name in (("EWT dev", "ewt-dev"), ("PUD", "pud-test")):
        three = list(read_iob(corpora / "uner" / f"{name}.iob2", "uner", word=1, tag=2))
        yield from _table(
            f"UNER, {title}",
            [
                (g.spans, _mapped(_classes(p), _THREE, closed=True))
                for g, p in zip(three, predicted(three), strict=True)
            ],
        )


def _table(title: str, pairs: Iterable[tuple[Spans, Spans]]) -> Iterator[str]:
    yield f"\n{title:<50}    gold   found       P       R      F1"
    for name, a in mention_figures(pairs).items():
        yield (
            f"  {name:<48} {a.gold:>7} {a.found:>7} {a.precision:>7.1f} {a.recall:>7.1f}"
            f" {a.f1:>7.1f}"
        )
