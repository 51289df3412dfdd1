"""An article's text -> its sentences, each a span of the text.

Two questions are answered one after the other. *Lines*: does a line break end a sentence? It does
around headings, bullets and lines that stand alone; it does not inside a paragraph that was wrapped
to a width, where the next line goes on in lower case or its first word would not have fitted.
*Stops*: does this full stop end one? Not after a title or an initial, hardly after an
abbreviation, and also where the crawl lost the space behind it ("alliance.The").

Own code, because what is well kept either needs a model to load or knows neither headings nor lost
spaces; tests/benchmarks measures it on the documents of UD English EWT.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from kg.language.tokenizer import BLANK

Span = tuple[int, int]

_LINE = re.compile(r"[^\n\r\x0b\x0c\x85\u2028\u2029]+")
_BREAK = re.compile(r"\r\n|[\n\r\x0b\x0c\x85\u2028\u2029]")
_BULLET = re.compile(r"(?:[•●▪■‣◦∙*·–—-]|\d{1,2}[.)]|\(?(?:\d{1,2}|[a-z]|[ivx]{1,4})\))\s+(?=\S)")
_INLINE_BULLET = re.compile(r"(?<=\s)[•●▪■‣◦](?=\s)")
_CLOSED = re.compile(r"[.!?…:;][\"'”’)\]»]*$")
_UNFINISHED = re.compile(
    r"(?:[,(–—]|\b(?:a|an|the|of|and|or|but|to|in|on|at|by|for|from|with|as|that|which|who|whose"
    r"|is|are|was|were|has|have|had|will|would|its|his|her|their|mr|mrs|dr))$",
    re.IGNORECASE,
)
_NAME = r"[A-Z][\w.'’-]{0,30}(?:[ ][A-Z][\w.'’-]{0,30}){0,2}"
# Where a report was filed and by whom, before its first sentence: "QUITO, Ecuador (AP) —".
_DATELINE = re.compile(
    rf"(?:(?P<plain>{_NAME}(?:,[ ]{_NAME}(?:[ ]\d{{1,2}})?){{0,2}})"
    r"(?P<wire>[ ]?\([^()\n]{2,40}\))?[ ]?(?P<mark>—|–|--|-|:)"
    rf"|{_NAME}[ ]?/)[ ]+(?=[A-Z\"“‘])"
)
_PLACE_IN_CAPITALS = re.compile(r"[A-Z][A-Z.'’-]{3,}(?:[ ][A-Z][A-Z.'’-]+)*(?:,|$)")
_STORY = 50  # characters that are no longer an entry of a list
_NARROWEST, _WIDEST = 40, 130  # characters of a line that was wrapped to a width

_CLOSERS = "[\"'”’»)\\]]"
_STOP = re.compile(
    rf"(?<![.!?…])(?P<mark>[.!?…]++)(?P<closing>{_CLOSERS}*+)(?P<gap>\s++|(?=[\"“‘(]?[A-Z]))"
    rf"(?P<opening>[\"'“‘«(\[]*)(?=(?P<next>\S))"
)
_CLOSING = frozenset("\"'”’»)]")
_BEFORE = re.compile(r"[^\s\"'“”‘’«»()\[\]]*$")
_CHUNK = re.compile(r"\S+")
_CAPITALIZED = re.compile(r"[\"“‘(]?[A-Z](?:[^\W_]|['’ ])")
_NEXT_WORD = re.compile(r"[^\W_]+(?:[-'’][^\W_]+)*")


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


#: A name never ends with these; they come before one.
_BEFORE_NAMES = _set(
    "mr mrs ms messrs dr drs prof gen gens sen sens rep reps gov col lt capt maj sgt brig adm cdr"
    " cmdr rev hon pres supt insp amb atty v vs fig figs eg e.g ie i.e cf ca lt-gen maj-gen"
    " brig-gen retd ret approx sqn"
)
_BEFORE_NUMBERS = _set("no nos rs art arts sec p pp para vol fig")
#: These may end a sentence: then the next word is one that begins sentences.
_SHORT = _set(
    "jr sr inc corp ltd co cos bros jan feb mar apr jun jul aug sep sept oct nov dec mon tue tues"
    " wed thu thur thurs fri sat sun ave blvd rd st ft mt dept etc al ph.d esq est ext"
)
_STARTERS = _set(
    "the a an this that these those he she it they we i you his her its their our my your in on at"
    " but and or if when while as after before since although though however meanwhile also so for"
    " from to by with there here what who why how then now no not some many most all both each one"
    " two according despite during until under earlier later last yet nor still once"
)
_SPEAKING = re.compile(
    r"[\w.'’ -]{1,60}?\s(?:said|says|asked|asks|added|told|wrote|tweeted|remarked|wondered|replied"
    r"|demanded|shouted|exclaimed)\b"
)
_ARTICLE_NAME = re.compile(r"(?:al|el|an|as|ash|at|bin|ibn)-[A-Z]")


def split(text: str) -> list[Span]:
    """Split a text into sentences.

    Returns:
        Start and end of each sentence in `text`, in order, without overlap, without white space at
        its edges; what stands outside them is blank.
    """
    found: list[Span] = []
    for start, end in _blocks(text):
        first = start
        for boundary in _boundaries(text, start, end):
            found.append((first, boundary))
            first = boundary
        found.append((first, end))
    spans = (_trim(text, start, end) for start, end in found)
    return [(start, end) for start, end in spans if start < end]


def _blocks(text: str) -> Iterator[Span]:
    """Give the stretches of text that no sentence crosses: paragraphs, headings, bullets."""
    lines = [_trim(text, *match.span()) for match in _LINE.finditer(text)]
    lines = [(start, end) for start, end in lines if start < end]
    near = [
        len(_BREAK.findall(text, end, start)) == 1 and not _BULLET.match(text, start)
        for (_, end), (start, _) in pairwise(lines)
    ]
    width = _width(text, lines, near)
    first = 0
    for number, close in enumerate([*near, False] if lines else []):
        if not (close and _joined(text, lines[number], lines[number + 1], width)):
            yield lines[first][0], lines[number][1]
            first = number + 1


def _width(text: str, lines: Sequence[Span], near: Sequence[bool]) -> int:
    """Return the width that the text's paragraphs were wrapped to, 0 where they were not."""
    lengths = [
        line[1] - line[0]
        for line, after, close in zip(lines, lines[1:], near, strict=False)
        if close
        and _NARROWEST <= line[1] - line[0] <= _WIDEST
        and text[after[0]].islower()
        and not _CLOSED.search(text, max(line[0], line[1] - 4), line[1])
    ]
    return max(lengths) if len(lengths) > 1 else 0


def _joined(text: str, line: Span, after: Span, width: int) -> bool:
    """Tell whether a line break inside a paragraph is there for the width alone."""
    start, end = line
    word = _CHUNK.match(text, after[0], after[1])
    full = 0 < width < end - start + 1 + (word.end() - word.start() if word else 0)
    if full and end - start <= _WIDEST:
        return True
    if _CLOSED.search(text, max(start, end - 4), end):
        return False
    return text[after[0]].islower() or bool(_UNFINISHED.search(text, max(start, end - 8), end))


def _boundaries(text: str, start: int, end: int) -> Iterator[int]:
    """Give where sentences end inside a block, before its end."""
    first = start
    dateline = _dateline(text, start, end)
    if dateline:
        yield dateline
        first = dateline
    marks = sorted(
        [(match.start(), match) for match in _STOP.finditer(text, start, end)]
        + [(match.start(), None) for match in _INLINE_BULLET.finditer(text, start + 1, end)],
        key=lambda pair: pair[0],
    )
    for at, stop in marks:
        if stop is None:
            yield at
            first = at
        elif _ends(text, first, stop):
            first = stop.end("closing")
            yield first


def _dateline(text: str, start: int, end: int) -> int:
    """Return where a dateline ends at the start of a block, 0 where there is none."""
    found = _DATELINE.match(text, start, end)
    if not found or end - found.end() < _STORY:
        return 0
    plain, mark = found["plain"], found["mark"]
    if plain is None or found["wire"]:
        return 0 if mark == ":" else found.end()
    if mark == "—" or _PLACE_IN_CAPITALS.match(plain):
        return found.end()
    # "Pretoria - The mayor", "New Delhi: The chief minister"; "BJP - India's ruling party" is none
    place = plain.partition(",")[0]
    alone = place.count(" ") <= (mark == ":") and not place.isupper()
    spaced = text[found.end("plain")] == " " or mark == ":"
    return found.end() if alone and spaced and text[found.end()] not in '"“‘' else 0


def _ends(text: str, first: int, stop: re.Match[str]) -> bool:
    """Tell whether a mark ends the sentence that begins at `first`."""
    mark, at = stop["mark"], stop.start("next")
    if stop["next"] in ",;:.?!)]":
        return False
    if not stop["gap"]:
        return _lost_space(text, stop)
    if stop["next"].islower():
        return mark == "." and _ARTICLE_NAME.match(text, at) is not None
    if mark != ".":
        asked = "?" in mark or "!" in mark
        return not (asked and stop["closing"] and _SPEAKING.match(text, at, at + 80))
    before = _last_word(text, first, stop.start())
    if before in _BEFORE_NAMES or before.rpartition(".")[2] in _BEFORE_NAMES:
        return False
    if before in _BEFORE_NUMBERS:
        return not stop["next"].isdigit()
    if before in _SHORT or _is_dotted(text, stop.start(), before):
        return _begins(text, at)
    # "1. The PTI" at the start of a sentence is a number of a list
    return not (before.isdigit() and not text[first : stop.start() - len(before)].strip())


def _lost_space(text: str, stop: re.Match[str]) -> bool:
    """Tell whether "alliance.The" are two sentences: not in addresses, not in "Ph.D"."""
    at = stop.start("mark")
    before = _last_word(text, max(0, at - 60), at)
    after = _CHUNK.match(text, at, at + 60)
    if any(sign in part for part in (before, after[0] if after else "") for sign in "@/"):
        return False
    if before.startswith("www.") or before in _BEFORE_NAMES:
        return False
    if text[at - 1 : at] in _CLOSING:
        return _CAPITALIZED.match(text, stop.start("next")) is not None
    if stop["mark"] != "." or stop["closing"]:
        return len(before) > 1
    if len(before) < 2 or not before[-1].isalnum() or _is_dotted(text, at, before):
        return len(before) > 2 and _begins(text, stop.start("next"))
    return _CAPITALIZED.match(text, stop.start("next")) is not None


def _begins(text: str, at: int) -> bool:
    """Tell whether the word at `at` is one that begins sentences, and no initial."""
    word = _NEXT_WORD.match(text, at, at + 40)
    return (
        word is not None
        and word[0].lower() in _STARTERS
        and text[word.end() : word.end() + 1] != "."
    )


def _last_word(text: str, first: int, at: int) -> str:
    """Return the word before `at`, in lower case."""
    found = _BEFORE.search(text, max(first, at - 40), at)
    return found[0].lower() if found else ""


def _is_dotted(text: str, at: int, word: str) -> bool:
    """Tell whether the word before a full stop is an initial or dotted: "J", "u.s", "p.m"."""
    if len(word) == 1:
        return word.isalpha() and text[at - 1].isupper()
    return "." in word and all(len(part) <= 1 for part in word.split("."))


def _trim(text: str, start: int, end: int) -> Span:
    while start < end and BLANK.match(text, start):
        start += 1
    while end > start and BLANK.match(text, end - 1):
        end -= 1
    return start, end
