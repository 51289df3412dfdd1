"""How one word is shown to the language model: the same at training and at run time.

The encoder's vocabulary has no case, so a word is given twice: as word pieces (lower case, without
accents) and as a *shape* (how it is written). Quotes and dashes have many forms in news text and
few in the training data; they are made one here, on the model's side only: no offset moves.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache

from tokenizers import Tokenizer
from tokenizers.models import WordPiece
from tokenizers.normalizers import BertNormalizer
from tokenizers.pre_tokenizers import BertPreTokenizer

#: Number of different results of :func:`shape`.
SHAPES = 10
#: A longer word is cut in its middle: no word of a language needs more, and time stays bounded.
MOST_PIECES = 16
UNKNOWN, START, STOP, MASK = "[UNK]", "[CLS]", "[SEP]", "[MASK]"

_QUOTES = str.maketrans(
    {
        "‘": "'",
        "’": "'",
        "‚": "'",
        "‛": "'",
        "`": "'",
        "´": "'",
        "“": '"',
        "”": '"',
        "„": '"',
        "«": '"',
        "»": '"',
        "–": "-",
        "―": "-",
        "‐": "-",
        "‑": "-",
        "−": "-",
        "…": "...",
        "\u00a0": " ",
        "\u00ad": None,  # soft hyphen
        "\u200b": None,  # zero-width space
        "\u200c": None,
        "\u200d": None,
        "\u2060": None,
        "\ufeff": None,
    }
)
_DASH = re.compile(r"[–—―]|[-–—―]{2,}")
_LONGEST = 200  # characters that are looked at


def normalise(word: str) -> str:
    """Return `word` with its quotes, dashes and invisible characters in one form."""
    word = word[:_LONGEST]
    if not word.isascii():  # a lone surrogate has no encoding
        word = word.encode("utf-8", "replace").decode("utf-8")
    if _DASH.fullmatch(word):
        return "—"
    word = word.translate(_QUOTES)
    return '"' if word == "''" else word


@lru_cache(maxsize=50_000)
def shape(word: str) -> int:
    """Return how `word` is written, as a number from 0 to :data:`SHAPES` - 1."""
    if not any(map(str.isalnum, word)):
        return 0
    letters = "".join(filter(str.isalpha, word))
    if not letters:
        return 1  # 1998, 10:30, 5.3
    if not letters[0].isupper() and letters == letters.lower():
        return 2 if len(letters) == len(word) else 3  # vote; 25th, anti-war
    if letters == letters.upper():
        if len(letters) == 1:
            return 4  # J, J.
        return 5 if "-" not in word else 6  # PTI; PML-N
    if letters[0].isupper() and letters[1:] == letters[1:].lower():
        return 7 if "-" not in word else 8  # Imran; Inter-parliamentary
    return 9  # iPhone, PTI-backed, Tehreek-e-Insaf


class Pieces:
    """Word -> numbers of its word pieces, by a BERT vocabulary without case."""

    def __init__(self, vocabulary: Sequence[str]) -> None:
        numbers: Mapping[str, int] = {piece: i for i, piece in enumerate(vocabulary)}
        self._tokenizer = Tokenizer(WordPiece(dict(numbers), unk_token=UNKNOWN))
        self._tokenizer.normalizer = BertNormalizer(lowercase=True)
        self._tokenizer.pre_tokenizer = BertPreTokenizer()
        self.unknown, self.start, self.stop, self.mask = (
            numbers[name] for name in (UNKNOWN, START, STOP, MASK)
        )
        self._known: dict[str, tuple[int, ...]] = {}

    def __call__(self, word: str) -> tuple[int, ...]:
        """Return the pieces of `word`, at least one and at most :data:`MOST_PIECES`."""
        found = self._known.get(word)
        if found is None:
            ids = self._tokenizer.encode(normalise(word), add_special_tokens=False).ids
            if len(ids) > MOST_PIECES:
                ids = ids[: MOST_PIECES - 4] + ids[-4:]
            found = tuple(ids) or (self.unknown,)
            if len(self._known) > 100_000:
                self._known.clear()
            self._known[word] = found
        return found
