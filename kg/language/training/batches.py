"""Examples -> padded batches of about equal size, shuffled by a seed, varied a little."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import torch
from torch import Tensor

from kg.language.training.corpora import Permitted, Syntax
from kg.language.training.network import LONGEST, Batch
from kg.language.words import Pieces, shape

#: Share of word pieces hidden while training, so that a word is also read from its context.
HIDDEN = 0.04
#: Share of sentences shown as written in a headline or without care for capitals.
RECASED = 0.08


@dataclass(frozen=True)
class Classes:
    """The names that the heads' numbers stand for."""

    pos: tuple[str, ...]
    deprels: tuple[str, ...]
    tags: tuple[str, ...]


def groups(lengths: Sequence[int], words: int, rng: random.Random) -> list[list[int]]:
    """Return the examples' numbers in shuffled groups of similar length, about `words` each."""
    order = sorted(range(len(lengths)), key=lambda i: lengths[i] + rng.random() * 3)
    found: list[list[int]] = [[]]
    for i in order:
        longest = max((lengths[j] for j in found[-1]), default=0)
        if found[-1] and max(longest, lengths[i]) * (len(found[-1]) + 1) > words:
            found.append([])
        found[-1].append(i)
    rng.shuffle(found)
    return found


def collate(
    sentences: Sequence[Sequence[str]], pieces: Pieces, rng: random.Random | None = None
) -> Batch:
    """Return one padded batch; with `rng`, with some pieces hidden."""
    rows: list[list[int]] = []
    owners: list[list[int]] = []
    for words in sentences:
        row, owner = [pieces.start], [-1]
        for i, word in enumerate(words):
            found = pieces(word)
            row += found
            owner += [i] * len(found)
        rows.append([*row[: LONGEST - 1], pieces.stop])
        owners.append([*owner[: LONGEST - 1], -1])
    longest = max(map(len, rows))
    most = max(map(len, sentences))
    ids = torch.zeros(len(rows), longest, dtype=torch.int64)
    mask = torch.zeros(len(rows), longest, dtype=torch.bool)
    pool = torch.zeros(len(rows), most, longest)
    shapes = torch.zeros(len(rows), most, dtype=torch.int64)
    word_mask = torch.zeros(len(rows), most, dtype=torch.bool)
    for b, (words, row, owner) in enumerate(zip(sentences, rows, owners, strict=True)):
        shown = [
            pieces.mask if rng and o >= 0 and rng.random() < HIDDEN else piece
            for piece, o in zip(row, owner, strict=True)
        ]
        ids[b, : len(row)] = torch.tensor(shown)
        mask[b, : len(row)] = True
        shapes[b, : len(words)] = torch.tensor([shape(word) for word in words])
        word_mask[b, : len(words)] = True
        places = [t for t, o in enumerate(owner) if o >= 0]
        pool[b, [owner[t] for t in places], places] = 1.0
    pool /= pool.sum(-1, keepdim=True).clamp(min=1)
    return Batch(ids, mask, pool, shapes, word_mask)


def recase(words: Sequence[str], rng: random.Random) -> tuple[str, ...]:
    """Return `words` mostly as they are, sometimes in capitals, as a headline or in lower case."""
    if rng.random() >= RECASED:
        return tuple(words)
    way = rng.choice((str.upper, str.lower, _headline))
    return tuple(map(way, words))


def _headline(word: str) -> str:
    return word[:1].upper() + word[1:]


def syntax_targets(
    sentences: Sequence[Syntax], classes: Classes, width: int
) -> tuple[Tensor, Tensor, Tensor]:
    """Return (parts of speech, heads with 0 as root, labels), -100 where there is no word."""
    found = torch.full((3, len(sentences), width), -100, dtype=torch.int64)
    for b, sentence in enumerate(sentences):
        n = len(sentence.words)
        found[0, b, :n] = torch.tensor([classes.pos.index(x) for x in sentence.pos])
        found[1, b, :n] = torch.tensor(sentence.heads) + 1
        found[2, b, :n] = torch.tensor([classes.deprels.index(x) for x in sentence.deprels])
    return found[0], found[1], found[2]


def mention_targets(sentences: Sequence[Permitted], tags: int, width: int) -> Tensor:
    """Return which tags are permitted, b w m; none where there is no word."""
    found = torch.zeros(len(sentences), width, tags, dtype=torch.bool)
    for b, sentence in enumerate(sentences):
        for w, permitted in enumerate(sentence):
            found[b, w, list(permitted)] = True
    return found


def rounds(lengths: Sequence[int], words: int, rng: random.Random) -> Iterator[list[int]]:
    """Yield groups of examples for ever, each round through all of them in a new order."""
    while True:
        yield from groups(lengths, words, rng)
