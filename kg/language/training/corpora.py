"""The corpora as training examples: Universal Dependencies, CrossNER, UNER, Re-DocRED, our own.

Each corpus says something different about a word, so a mention example holds for every word the
*set* of tags its corpus permits: CrossNER's "organisation" may be a legislature, UNER's "O" may be
an election. The model is trained to put its probability somewhere inside the set.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

#: What a mention can be. CrossNER's nine politics classes, and three it lacks.
MENTIONS = (
    "politician",
    "person",
    "party",
    "alliance",
    "organisation",
    "legislature",
    "office",
    "country",
    "location",
    "election",
    "event",
    "misc",
)
OUTSIDE = 0
#: Tag numbers: 0 is outside, then B- and I- of each mention class in turn.
TAGS = ("O", *(f"{half}-{name}" for name in MENTIONS for half in "BI"))
CROSSNER_DOMAINS = ("politics", "ai", "literature", "music", "science")
#: Every sentence of CrossNER politics dev whose number modulo 10 is at least this only validates.
HELD_OUT_FROM = 7


@dataclass(frozen=True)
class Syntax:
    """One sentence of a treebank. "Imran voted ." """

    words: tuple[str, ...]
    pos: tuple[str, ...]
    heads: tuple[int, ...]  # index of the head's word, -1 for the root
    deprels: tuple[str, ...]


@dataclass(frozen=True)
class Named:
    """One sentence with its mentions as its corpus gives them: (start, end, class) in words."""

    words: tuple[str, ...]
    spans: tuple[tuple[int, int, str], ...]
    scheme: str  # which corpus' reading of the classes, a key of SCHEMES


Permitted = tuple[frozenset[int], ...]


def read_conllu(path: Path) -> Iterator[Syntax]:
    """Yield the sentences of a CoNLL-U file, without its multiword ranges and empty nodes."""
    for block in path.read_text("utf-8").split("\n\n"):
        rows = [line.split("\t") for line in block.split("\n") if line and line[0] != "#"]
        rows = [row for row in rows if row[0].isdigit()]
        if rows:
            yield Syntax(
                words=tuple(row[1] for row in rows),
                pos=tuple(row[3] for row in rows),
                heads=tuple(int(row[6]) - 1 for row in rows),
                deprels=tuple(row[7] for row in rows),
            )


def read_iob(path: Path, scheme: str, *, word: int = 0, tag: int = 1) -> Iterator[Named]:
    """Yield the sentences of a file of tab-separated words and IOB2 tags in the given columns."""
    for block in re.split(r"\n\s*\n", path.read_text("utf-8")):
        rows = [line.split("\t") for line in block.split("\n") if "\t" in line and line[0] != "#"]
        if rows:
            tags = [row[tag].strip() for row in rows]
            yield Named(tuple(row[word] for row in rows), tuple(spans_of(tags)), scheme)


def spans_of(tags: Sequence[str]) -> Iterator[tuple[int, int, str]]:
    """Yield (start, end, class) of each span of IOB2 `tags`; an I- without its B- begins one."""
    start, name = 0, ""
    for i, tag in enumerate([*tags, "O"]):
        if name and tag != f"I-{name}":
            yield start, i, name
            name = ""
        if tag != "O" and not name:
            start, name = i, tag[2:]


def read_crossner(corpora: Path) -> tuple[list[Named], list[Named]]:
    """Return CrossNER's sentences to train on (politics twice), and those that only validate."""
    train: list[Named] = []
    held_out: list[Named] = []
    for domain in CROSSNER_DOMAINS:
        scheme = "politics" if domain == "politics" else "crossner"
        folder = corpora / "crossner" / domain
        sentences = [*read_iob(folder / "train.txt", scheme)]
        for i, sentence in enumerate(read_iob(folder / "dev.txt", scheme)):
            held = domain == "politics" and i % 10 >= HELD_OUT_FROM
            (held_out if held else sentences).append(sentence)
        train += sentences * (2 if domain == "politics" else 1)
    # A name list may repeat a sentence: what validates must be unseen.
    unseen = {sentence.words for sentence in held_out}
    return [sentence for sentence in train if sentence.words not in unseen], held_out


def read_redocred(corpora: Path) -> Iterator[Named]:
    """Yield the sentences of Re-DocRED's first open file; times and numbers are no mentions.

    Half of what there is: general names must not outweigh those of politics.
    """
    for text in json.loads((corpora / "redocred" / "dev.json").read_text("utf-8")):
        spans: list[list[tuple[int, int, str]]] = [[] for _ in text["sents"]]
        for entity in text["vertexSet"]:
            for mention in entity:
                if mention["type"] not in ("TIME", "NUM"):
                    start, end = mention["pos"]
                    spans[mention["sent_id"]].append((start, end, mention["type"]))
        for words, found in zip(text["sents"], spans, strict=True):
            yield Named(tuple(words), tuple(_apart(found)), "redocred")


def _apart(spans: Iterable[tuple[int, int, str]]) -> Iterator[tuple[int, int, str]]:
    """Yield spans in order, each beginning after the one before has ended."""
    last = 0
    for start, end, name in sorted(set(spans)):
        if start >= last:
            yield start, end, name
            last = end


_MARKED = re.compile(
    r"\[(Person|Party|Alliance|Organization|Legislature|Office|Place|Election|Event)"
    r" ([^\[\]]+)\]"
)


def read_own(path: Path, tokenize: Callable[[str], Iterable[tuple[int, int]]]) -> Iterator[Named]:
    """Yield sentences written for this project: "[Party DAP] met leaders.", one a line."""
    for line in map(str.strip, path.read_text("utf-8").splitlines()):
        if not line or line.startswith("#"):
            continue
        text, places, end = "", [], 0
        for match in _MARKED.finditer(line):
            text += line[end : match.start()]
            places.append((len(text), len(text) + len(match[2]), match[1]))
            text, end = text + match[2], match.end()
        text += line[end:]
        # A boundary of a mention is a boundary of a word, whatever the tokenizer thinks.
        edges = sorted({edge for start, stop, _ in places for edge in (start, stop)})
        words = [piece for word in tokenize(text) for piece in _cut(word, edges)]
        spans = []
        for start, stop, name in places:
            inside = [i for i, (a, b) in enumerate(words) if a >= start and b <= stop]
            if inside:
                spans.append((inside[0], inside[-1] + 1, name))
        yield Named(tuple(text[a:b] for a, b in words), tuple(spans), "own")


def _cut(word: tuple[int, int], edges: Iterable[int]) -> Iterator[tuple[int, int]]:
    start, end = word
    for edge in edges:
        if start < edge < end:
            yield start, edge
            start = edge
    yield start, end


# What a class or "O" of a corpus permits. Where a finer class is possible only with certain words
# in sight, it is permitted only there: a class that may be anywhere is learnt nowhere.
_CUES = {
    "party": "party parties partido partei parti congress labour democrats tories movement league"
    " front union",
    "alliance": "alliance coalition bloc front pact union olive pole list concertación accord"
    " movement",
    "legislature": "parliament assembly senate congress house commons lords chamber bundestag"
    " bundesrat duma knesset sabha diet council legislature landtag sejm riksdag storting cortes"
    " rada majlis dáil oireachtas folketing soviet reichstag seanad althing parlament legislative"
    " stormont",
    "election": "election elections referendum by-election primary primaries caucus caucuses vote"
    " poll polls",
    "office": "president presidents minister ministers secretary secretaries governor governors"
    " chair chairman chairwoman leader leaders speaker mayor senator senators king queen judge mp"
    " mps ambassador chief premier chancellor deputy director commissioner general congressman"
    " representative justice attorney spokesman spokesperson spokeswoman head prince emperor lord"
    " prefect treasurer founder pope archbishop presidency chairmanship member vice prime ceo"
    " councillor delegate consul envoy",
}
_CUE = {name: frozenset(words.split()) for name, words in _CUES.items()}


def _with_cues(words: Iterable[str], base: Iterable[str], possible: Iterable[str]) -> set[str]:
    found = {name for name in possible if any(word.lower() in _CUE[name] for word in words)}
    return {*base, *found}


_NAMED_IN_CROSSNER = {
    "writer": ("person",),
    "musicalartist": ("person",),
    "scientist": ("person",),
    "researcher": ("person",),
    "person": ("person", "politician"),
    "band": ("organisation",),
    "university": ("organisation",),
    "organisation": ("organisation",),
    "magazine": ("organisation", "misc"),
    "academicjournal": ("organisation", "misc"),
    "conference": ("event",),
    "event": ("event",),
    "country": ("country",),
    "location": ("location",),
}
#: What CrossNER marks although it is no name: the politics domain may leave it out.
_TERMS_IN_CROSSNER = {
    "task", "field", "algorithm", "metrics", "discipline", "chemicalcompound", "protein", "enzyme",
    "chemicalelement", "literarygenre", "musicgenre", "musicalinstrument", "theory",
}  # fmt: skip


def _politics(name: str, words: Sequence[str]) -> set[str]:
    if name == "politicalparty":
        return _with_cues(words, ["party"], ["alliance"])
    if name == "organisation":
        return _with_cues(words, ["organisation"], ["alliance", "legislature"])
    return _with_cues(words, [name], ["office"] if name == "misc" else [])


def _crossner(name: str, words: Sequence[str]) -> set[str]:
    if name in _TERMS_IN_CROSSNER:
        return {"misc", "O"}
    found = {*_NAMED_IN_CROSSNER.get(name, ("misc",))}
    if "organisation" in found:
        found = _with_cues(words, found, ["party", "alliance", "legislature"])
    if "event" in found or "misc" in found:
        found = _with_cues(words, found, ["election", "office"])
    return found


def _uner(name: str, words: Sequence[str]) -> set[str]:
    if name == "ORG":
        return _with_cues(words, ["organisation", "party"], ["alliance", "legislature"])
    return {"PER": {"person", "politician"}, "LOC": {"country", "location"}}.get(name, {"misc"})


def _redocred(name: str, words: Sequence[str]) -> set[str]:
    if name == "LOC":  # nationalities too
        return {"country", "location", "misc"}
    if name == "MISC":
        return _with_cues(words, ["misc", "event", "organisation"], ["election", "office"])
    return _uner(name, words)


_OWN = {
    "Person": {"person", "politician"},
    "Place": {"country", "location"},
    "Organization": {"organisation"},
}


def _own(name: str, words: Sequence[str]) -> set[str]:
    return _OWN.get(name, {name.lower()})


_TITLES = frozenset({"Office", "Place", "Party"})
#: With one of these in its sentence, what CrossNER calls a party may be an alliance of them.
_ALLIED = frozenset("alliance alliances coalition coalitions bloc blocs cartel".split())

SCHEMES: dict[str, tuple[Callable[[str, Sequence[str]], set[str]], frozenset[str]]] = {
    # corpus: what a class permits, what a word outside permits beside "O" (office: near its words)
    "politics": (_politics, frozenset({"office"})),
    "crossner": (_crossner, frozenset({"office"})),
    "uner": (_uner, frozenset({"office", "event", "election", "misc"})),
    "redocred": (_redocred, frozenset({"office", "misc"})),
    "own": (_own, frozenset({"misc"})),
}
_NEAR = 4  # words to each side of an office word that may belong to the office


def permitted(sentence: Named) -> Permitted:
    """Return for each word the numbers of the tags that the sentence's corpus permits."""
    of_class, beside = SCHEMES[sentence.scheme]
    words = sentence.words
    cues = [i for i, word in enumerate(words) if word.lower() in _CUE["office"]]
    tags: list[frozenset[int]] = []
    for i in range(len(words)):
        near = "office" in beside and any(abs(i - cue) <= _NEAR for cue in cues)
        names = (beside if _like_a_name(words, i) else frozenset()) - {"office"}
        if near:
            names |= {"office"}
        tags.append(frozenset({OUTSIDE, *(n for name in names for n in _numbers(name))}))
    allied = sentence.scheme == "politics" and any(word.lower() in _ALLIED for word in words)
    for start, end, name in sentence.spans:
        # a title that training put there is ours in every corpus
        reads = _own if name in _TITLES else of_class
        names = frozenset(reads(name, words[start:end]))
        if allied and "party" in names:
            names |= {"alliance"}
        for i in range(start, end):
            tags[i] = frozenset(
                OUTSIDE if one == "O" else _numbers(one)[0 if i == start else 1] for one in names
            )
    return tuple(tags)


def _like_a_name(words: tuple[str, ...], i: int) -> bool:
    """Whether a word has a capital or a digit, or stands between two that have."""
    around = words[i - 1 : i] + words[i + 1 : i + 2]
    return _marked(words[i]) or (len(around) == 2 and all(map(_marked, around)))


def _marked(word: str) -> bool:
    return word != word.lower() or word[:1].isdigit()


def _numbers(name: str) -> tuple[int, int]:
    at = 1 + 2 * MENTIONS.index(name)
    return at, at + 1
