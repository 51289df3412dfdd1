"""The model's spans -> an article's mentions: one decision for each name of the article.

The model sees one sentence at a time. In a headline, or as "PTI-backed", it calls a party misc that
it knew two lines before. An article uses a name for one thing, so all its sentences vote: the class
with the highest sum of probabilities is the class of the name wherever the article has it. An
acronym votes with the name that defines it ("Pakistan Tehreek-e-Insaf (PTI)"), and a name that is
known from one sentence is found in the others, also where the model saw nothing.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from kg.ids import fold
from kg.language.edges import ACRONYM, description, names, stands_for, trimmed
from kg.language.words import normalise
from kg.model import Mention, Sentence, Token

if TYPE_CHECKING:
    from kg.language.model import Span

#: A full name is understood better than its acronym: its votes count so many times.
_WEIGHT_OF_FULL_NAME = 3.0
#: A name is looked for elsewhere if its class got so much, and so large a share, of the votes.
_LEAST_TOTAL, _LEAST_SHARE = 0.6, 0.6
#: One ordinary word ("Labour") needs the votes of two sentences: "Shia" is a party in one only.
_LEAST_TOTAL_OF_WORD = 1.0
_BODIES = frozenset(["Party", "Alliance", "Organization", "Legislature"])
_LONGEST_DEFINITION = 12  # words between the brackets


@dataclass(frozen=True)
class _Found:
    """Words of one sentence that the model, or a definition, or a known name says are a name."""

    sentence: int
    first: int
    last: int
    text: str
    words: tuple[str, ...]  # in one form of quotes and dashes
    cls: str = ""  # empty for misc
    label: str = ""
    score: float = 0.0

    @cached_property
    def key(self) -> str:
        """The form in which an article's uses of a name meet."""
        return fold(self.text)


@dataclass(frozen=True)
class _Decision:
    """What a name is in the whole article."""

    cls: str
    label: str
    score: float  # mean probability of the spans that say so
    total: float  # sum of their weighted probabilities
    share: float  # of it in all that was said of the name


def decide(
    text: str, sentences: Sequence[Sentence], spans: Sequence[Iterable[Span]]
) -> tuple[Mention, ...]:
    """Turn the spans of an article's sentences into its mentions.

    Args:
        text: the article's text.
        sentences: its sentences.
        spans: what the model found in each of them.

    Returns:
        Mentions in the order of the text, none overlapping another.
    """
    found = [
        part
        for number, (sentence, some) in enumerate(zip(sentences, spans, strict=True))
        for span in some
        for part in _parts(text, number, sentence.tokens, span)
    ]
    definitions = list(_definitions(text, sentences, found))
    taken = {(one.sentence, i) for one in found for i in range(one.first, one.last)}
    for acronym, _ in definitions:
        places = {(acronym.sentence, i) for i in range(acronym.first, acronym.last)}
        if not places & taken:
            found.append(acronym)
            taken |= places
    decisions = _decisions(found, {short.key: full for short, full in definitions})
    kept = _everywhere(text, sentences, [one for one in found if one.key in decisions], decisions)
    return tuple(
        _mention(sentences[one.sentence].tokens, one, decisions[one.key])
        for one in sorted(kept, key=lambda one: (one.sentence, one.first))
    )


def _mention(tokens: Sequence[Token], one: _Found, decision: _Decision) -> Mention:
    agreed = one.cls == decision.cls
    return Mention(
        start=tokens[one.first].start,
        end=tokens[one.last - 1].end,
        text=one.text,
        cls=decision.cls,
        sentence=one.sentence,
        first=one.first,
        last=one.last,
        label=one.label if agreed else decision.label,
        score=one.score if agreed else decision.score,
    )


def _parts(text: str, number: int, tokens: Sequence[Token], span: Span) -> Iterator[_Found]:
    """Give the names in a span: "Full Name (FN)" are two; edges without what is no name."""
    cls = span.type or ""
    words = tuple(normalise(token.text) for token in tokens)
    stop = span.end
    inside = words[span.start : stop]
    if inside.count("(") > inside.count(")") and words[stop : stop + 1] == (")",):
        stop += 1
    for first, last in names(words, span.start, stop):
        start, end = trimmed(words[first:last], person=cls == "Person", opens=first == 0)
        if cls in ("Party", "Alliance"):
            start += description(words[first + start : first + end])
        if start < end:
            start, end = first + start, first + end
            name = text[tokens[start].start : tokens[end - 1].end]
            yield _Found(number, start, end, name, words[start:end], cls, span.label, span.score)


def _definitions(
    text: str, sentences: Sequence[Sentence], found: Iterable[_Found]
) -> Iterator[tuple[_Found, str]]:
    """Give acronym and key of the full name for "Full Name (FN)" and "FN (Full Name)"."""
    for one in found:
        tokens = sentences[one.sentence].tokens
        here = range(one.last + 1, min(one.last + 1 + _LONGEST_DEFINITION, len(tokens)))
        if not here or tokens[one.last].text != "(":
            continue
        close = next((i for i in here if tokens[i].text == ")"), here[0])
        words = tuple(normalise(token.text) for token in tokens[here[0] : close])
        start, end = trimmed(words, person=False, opens=False)
        if start == end:
            continue
        first, last = here[0] + start, here[0] + end
        name = text[tokens[first].start : tokens[last - 1].end]
        inner = _Found(one.sentence, first, last, name, words[start:end])
        if ACRONYM.fullmatch(inner.text) and not ACRONYM.fullmatch(one.text):
            if one.cls in _BODIES or stands_for(inner.text, one.text):
                yield inner, one.key
        elif ACRONYM.fullmatch(one.text) and stands_for(one.text, inner.text):
            yield one, inner.key


def _decisions(found: Iterable[_Found], full_names: Mapping[str, str]) -> dict[str, _Decision]:
    """Count the votes for each name; a name that is only ever misc has no decision."""
    votes: dict[str, list[_Found]] = defaultdict(list)
    persons: dict[str, list[_Found]] = defaultdict(list)  # by surname
    acronyms: dict[str, list[str]] = defaultdict(list)  # by full name
    for one in found:
        votes[one.key].append(one)
        if one.cls == "Person":
            persons[one.key.rpartition(" ")[2]].append(one)
    for acronym, name in full_names.items():
        acronyms[name].append(acronym)
    decisions: dict[str, _Decision] = {}
    for key in list(votes):
        full = full_names.get(key, key)
        ballot = [(one, 1.0) for short in acronyms[full] for one in votes.get(short, ())]
        weight = _WEIGHT_OF_FULL_NAME if ballot else 1.0
        ballot += [(one, weight) for one in votes.get(full, ())]
        decision = _count(ballot)
        if decision is None:  # "Sharif" alone was not understood, but "Nawaz Sharif" was
            decision = _count([(one, 1.0) for one in persons.get(key, ())])
        if decision is not None:
            decisions[key] = decision
    return decisions


def _count(ballot: Iterable[tuple[_Found, float]]) -> _Decision | None:
    totals: dict[str, float] = defaultdict(float)
    labels: dict[tuple[str, str], float] = defaultdict(float)
    scores: dict[str, list[float]] = defaultdict(list)
    for one, weight in ballot:
        if one.cls:
            totals[one.cls] += one.score * weight
            labels[one.cls, one.label] += one.score * weight
            scores[one.cls].append(one.score)
    if not totals:
        return None
    cls = max(totals, key=lambda cls: (totals[cls], cls))
    (_, label) = max(
        (pair for pair in labels if pair[0] == cls), key=lambda pair: (labels[pair], pair)
    )
    everything = sum(totals.values())
    return _Decision(
        cls=cls,
        label=label,
        score=sum(scores[cls]) / len(scores[cls]),
        total=totals[cls],
        share=totals[cls] / everything if everything else 0.0,
    )


def _everywhere(
    text: str,
    sentences: Sequence[Sentence],
    kept: Sequence[_Found],
    decisions: Mapping[str, _Decision],
) -> list[_Found]:
    """Add known names where the model saw nothing of them, or only a part."""
    known: dict[str, set[tuple[str, ...]]] = defaultdict(set)
    for one in kept:
        if _sought(one, decisions[one.key]):
            known[one.words[0]].add(one.words)
            if len(one.words) > 1:  # IMRAN KHAN JAILED
                upper = tuple(word.upper() for word in one.words)
                known[upper[0]].add(upper)
    seen: dict[int, list[_Found]] = defaultdict(list)
    for one in kept:
        seen[one.sentence].append(one)
    result: list[_Found] = []
    for number, sentence in enumerate(sentences):
        here = seen[number]
        for first, last in _matches(sentence.tokens, known):
            parts = [one for one in here if one.first < last and first < one.last]
            if any(one.first < first or one.last > last for one in parts):
                continue  # a part of a longer name
            if len(parts) == 1 and (parts[0].first, parts[0].last) == (first, last):
                continue
            if not parts and last - first == 1 and not _is_name(sentence.tokens[first], first):
                continue
            words = tuple(normalise(token.text) for token in sentence.tokens[first:last])
            name = text[sentence.tokens[first].start : sentence.tokens[last - 1].end]
            here = [one for one in here if one not in parts]
            here.append(_Found(number, first, last, name, words))
        result += [one for one in here if one.key in decisions]
    return result


def _sought(one: _Found, decision: _Decision) -> bool:
    """Tell whether a name is sure and distinct enough to be looked for in other sentences."""
    if decision.total < _LEAST_TOTAL or decision.share < _LEAST_SHARE:
        return False
    if decision.cls in _BODIES:
        if len(one.words) == 1 and not ACRONYM.fullmatch(one.text):
            return one.text[0].isupper() and decision.total >= _LEAST_TOTAL_OF_WORD
        return one.words[0][:1].isupper()
    if decision.cls == "Person":
        return len(one.words) > 1
    return decision.cls == "Place" and ACRONYM.fullmatch(one.text) is not None


def _matches(
    tokens: Sequence[Token], known: Mapping[str, Iterable[tuple[str, ...]]]
) -> Iterator[tuple[int, int]]:
    """Give where known names stand, the longest at each place."""
    if not known:
        return
    words = [normalise(token.text) for token in tokens]
    at = 0
    while at < len(words):
        lengths = [
            len(name)
            for name in known.get(words[at], ())
            if tuple(words[at : at + len(name)]) == name
        ]
        if lengths:
            yield at, at + max(lengths)
        at += max(lengths, default=1)


def _is_name(token: Token, index: int) -> bool:
    """Tell whether one word that is a known name is used as one here: "Justice", not "justice"."""
    return ACRONYM.fullmatch(token.text) is not None or (index > 0 and token.pos == "PROPN")
