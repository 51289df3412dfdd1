"""A sentence's text -> its words, cut as UD English EWT cuts them.

The language model was trained on EWT's words, so a word cut otherwise is a word it has not learnt:
"do|n't", "PTI|'s", "PTI|-|backed", "Tehreek|-|e|-|Insaf", but "co-founder", "anti-American" in one
piece; "U.S.", "J.", "Gen." keep their dot, except the one that ends the sentence; "$|5", "10|%",
"7|pm". What is written here was counted on EWT's training part, and tests/benchmarks measures it
on its development part.

Nothing of the text is lost or changed: words are slices. Only white space and invisible characters
(control characters, zero-width spaces, soft hyphens that stand outside a word) are in no word.
"""

from __future__ import annotations

import re
from functools import lru_cache

#: Marks that belong to the letter before them, of the scripts that names in the news come in.
_MARKS = (
    "\u0300-\u036f\u0483-\u0489\u0591-\u05bd\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06dc"
    "\u06df-\u06e8\u06ea-\u06ed\u0900-\u0903\u093a-\u094f\u0981-\u0983\u09bc-\u09cd\u0e31"
    "\u0e34-\u0e3a\u0e47-\u0e4e\ufe0e\ufe0f"
)
#: Invisible characters that a crawl leaves inside words: soft hyphen, zero-width space, joiners.
_JOINERS = "\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff"
_CONTROLS = "\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f"

#: One character that is part of no word where it stands alone: white space, or invisible.
BLANK = re.compile(rf"[\s{_JOINERS}{_CONTROLS}]")

_W = rf"[^\W_](?:[^\W_]|[{_MARKS}]|[{_JOINERS}]+(?=[^\W_]))*"  # a run of letters and digits
_END = r"(?![^\W_])"
_NUMBER = r"\d+(?:[.,:]\d+)*"
_UNITS = r"(?i:[ap]\.?m|[kmbx]|mm|cm|km|kg|mg|lbs?|ft|bn|mn|tn|hrs?|kph|mph|percent|pc|hz|watts?)"
_SITES = (
    r"com|org|net|gov|edu|info|int|mil|tv|eu|uk|pk|bd|lk|za|ng|ke|au|ca|de|fr"
    r"|(?:co|gov|nic|org|com)\.[a-z][a-z]"
)
_FILES = r"docx?|xlsx?|pptx?|pdf|jpe?g|png|gif|html?|txt|zip|exe|mp3"

#: Abbreviations that keep their dot wherever they stand, also without a space after it.
_TITLES = (
    "Mr|Mrs|Ms|Messrs|Dr|Prof|Gen|Gens|Sen|Sens|Rep|Reps|Gov|Col|Lt|Capt|Maj|Sgt|Brig|Adm|Cdr"
    "|Cmdr|Rev|Hon|St|Ft|Mt|Pres|Supt|Insp|Amb|Atty|Rs"
)
#: Those that keep it before anything but a letter.
_SHORT = (
    "Jr|Sr|Inc|Corp|Ltd|Co|Cos|Bros|Dept|Dist|Est|Ave|Blvd|Rd|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sep|Sept"
    "|Oct|Nov|Dec|Mon|Tue|Tues|Wed|Thu|Thur|Thurs|Fri|Sat|Sun|Vol|Nos|Figs?|Ph|Va|La|Que|Attn|Ext"
    "|etc|vs|v|al|cf|ca|approx|est|lbs?|oz|pp|ed|eds|vol|esp|dept"
)
#: Prefixes that EWT leaves joined to their word.
_PREFIXES = (
    "non|mid|pre|anti|re|post|over|under|co|pro|multi|ex|sub|semi|neo|counter|intra|inter|micro"
    "|macro|mini|un|cross|arch|psycho|socio|ultra|quasi|pseudo|trans|tri|bi|mega|super|hyper|proto"
)
#: But not in a name: "Inter-Services", "Under-Secretary".
_NAME_PARTS = "(?:Inter|Under|Over|Sub|Post|Micro|Mid|Co|Cross|Trans|Super)-[A-Z]"

_WORD = re.compile(
    "|".join(
        (
            r"(?:https?://|ftp://|www\.|mailto:)[^\s<>\"“”]*[^\s<>\"“”'’.,;:!?()\[\]{}…]/?",
            r"[\w.+%-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){0,8}",
            rf"(?:[^\W_][\w-]{{0,62}}\.){{1,5}}(?:{_SITES}|{_FILES}){_END}(?:/[\w./?=&%#-]*\w)?/?",
            r"(?<![^\W_])[@#][^\W\d_]\w*",  # a handle or a hashtag
            r"(?<![^.!?])[:;=]['-]?[()DPp]" + _END,
            # numbers
            r"\d{1,4}(?P<d>[/.-])\d{1,2}(?P=d)\d{2,4}(?!\d)",
            r"(?:1-)?\d{3}-\d{3}-\d{4}(?!\d)|\d{3}-\d{4}(?!\d)|\d{1,2}/\d{1,2}(?![\d/])",
            rf"\d+(?:,\d+)*(?:st|nd|rd|th|s){_END}|\d*0['’]s{_END}",
            rf"{_NUMBER}(?={_UNITS}{_END})",
            r"\d+(?:[.,:]\d+)+|(?<![\w.])\.\d+|(?<![\w+])\+\d+",
            r"(?:US|HK|NZ|[UACS])\$|Rs(?=\d)",
            # dots
            rf"[^\W\d_]\.(?:[^\W\d_]\.)*[^\W\d_]{_END}\.?|[A-Z]\.(?!\.)",
            rf"(?:{_TITLES})\.(?!\.)|(?:{_SHORT})\.(?![^\W\d_]|\.)|No\.(?=\s?\d)",
            r"[.…]{2,}|…",
            # words
            rf"(?<![\w-])(?!{_NAME_PARTS})(?i:(?:{_PREFIXES})-|e-(?=[a-z]{{3}})){_W}(?:['’]{_W})*",
            rf"[A-Z]{{1,3}}&[A-Z]{{1,3}}{_END}|[A-Za-z]/[A-Za-z]{_END}",
            rf"['’](?:\d\ds?|em|til|tis|twas){_END}",
            rf"['’](?i:s|m|ll|ve|re|d){_END}",
            rf"{_W}(?:[_'’]{_W})*",
            # the rest, one character, but runs of one symbol together
            r"''|``|’’|‘‘|[!?]+|--+|(?P<r>[*=_~+#<>|^])(?P=r)+",
            rf"[^\s{_JOINERS}{_CONTROLS}]",
        )
    )
)
_CHUNK = re.compile(r"\S+")
_CLITIC = re.compile(r"(?i)(?:(?<=[^\W\d_])n['’]t|(?<=[^\W_])['’](?:s|m|ll|ve|re|d))$")
#: Two words written as one, and where the second begins.
_CONTRACTIONS = {
    "cannot": 3,
    "gonna": 3,
    "wanna": 3,
    "gotta": 3,
    **{
        verb + "nt": len(verb)
        for verb in (
            *("do", "did", "does", "is", "was", "are", "were", "ai", "ca", "wo", "has", "have"),
            *("had", "could", "would", "should"),
        )
    },
}
del _CONTRACTIONS["cant"]  # a word of its own
_CLOSERS = "\"'’”)]»"
_MOST_CLITICS = 3  # "they'd've"
_LONGEST_KEPT = 60  # characters of a chunk that is worth remembering


def tokenize(text: str) -> list[tuple[int, int]]:
    """Cut one sentence into words.

    Args:
        text: one sentence: the dot of an abbreviation that ends it is a word of its own.

    Returns:
        Start and end of each word in `text`, in order, without overlap; every character that is
        not :data:`BLANK` is in one of them.
    """
    words: list[tuple[int, int]] = []
    chunks = [match.span() for match in _CHUNK.finditer(text)]
    for number, (start, end) in enumerate(chunks):
        chunk = text[start:end]
        if chunk.isalpha() and chunk.lower() not in _CONTRACTIONS:
            words.append((start, end))
            continue
        if chunk == "No." and number + 1 < len(chunks) and text[chunks[number + 1][0]].isdigit():
            words.append((start, end))
            continue
        cut = _cut if end - start > _LONGEST_KEPT else _cut_again
        words.extend((start + a, start + b) for a, b in cut(chunk, number + 1 == len(chunks)))
    return words


def _cut(chunk: str, last: bool) -> tuple[tuple[int, int], ...]:
    """Cut what stands between two spaces; the full stop of the `last` one stands alone."""
    stop = len(chunk)
    if last:
        bare = chunk.rstrip(_CLOSERS)
        if len(bare) > 1 and bare[-1] == "." and bare[-2] not in ".…":
            stop = len(bare) - 1
    words: list[tuple[int, int]] = []
    for first, end in ((0, stop), (stop, len(chunk))):
        for match in _WORD.finditer(chunk, first, end):
            words.extend(_split(match[0], match.start()))
    return tuple(words)


_cut_again = lru_cache(maxsize=50_000)(_cut)


def _split(word: str, start: int) -> list[tuple[int, int]]:
    """Cut the clitics off a word that begins at `start`."""
    end = start + len(word)
    at = _CONTRACTIONS.get(word.lower())
    if at is not None:
        return [(start, start + at), (start + at, end)]
    cuts: list[tuple[int, int]] = []
    while len(cuts) < _MOST_CLITICS and ("'" in word or "’" in word) and not word[0].isdigit():
        clitic = _CLITIC.search(word, max(0, len(word) - 4))
        if clitic is None:
            break
        cuts.append((start + clitic.start(), start + clitic.end()))
        word = word[: clitic.start()]
    cuts.append((start, start + len(word)))
    return cuts[::-1]
