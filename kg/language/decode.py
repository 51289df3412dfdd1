"""Scores -> well-formed results: a tree with one root, mentions without loose ends. Numpy only."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.floating]
Integers = NDArray[np.intp]

_IMPOSSIBLE = -1e9


def tree(arcs: Floats) -> Integers:
    """Return each word's head as a column of `arcs`: 0 is the root, i + 1 the word i.

    `arcs[w, h]` is the score of h as the head of the word w. The result is the best tree with
    exactly one word under the root: each word's best head where that is a tree already, else the
    best of the maximum spanning arborescences (Chu & Liu 1965, Edmonds 1967) under one root each.
    """
    count = len(arcs)
    scores = np.full((count + 1, count + 1), _IMPOSSIBLE)
    scores[1:] = arcs if np.isfinite(arcs).all() else np.nan_to_num(arcs, posinf=1e3, neginf=-1e3)
    np.fill_diagonal(scores, _IMPOSSIBLE)
    heads: Integers = scores.argmax(1)
    heads[0] = 0
    if (heads[1:] == 0).sum() != 1 or _cycle(heads):
        heads = _best_of_one_root(scores)
    return heads[1:]


def _best_of_one_root(scores: NDArray[np.float64]) -> Integers:
    words = np.arange(1, len(scores))
    rooted = scores[1:, 0].copy()
    inner = scores.copy()
    inner[1:, 0] = _IMPOSSIBLE
    best_heads = inner[1:].max(1)
    if len(words) == 1:
        return np.zeros(2, dtype=np.intp)
    # No tree under a root is better than that root with every other word's best head.
    bounds = best_heads.sum() - best_heads + rooted
    best, found = -np.inf, np.zeros(len(scores), dtype=np.intp)
    for root in words[np.argsort(-bounds, kind="stable")]:
        if bounds[root - 1] <= best:
            break
        under = inner.copy()
        under[root] = _IMPOSSIBLE
        under[root, 0] = rooted[root - 1]
        heads = _arborescence(under)
        total = under[words, heads[1:]].sum()
        if total > best:
            best, found = total, heads
    return found


def _cycle(heads: Integers) -> list[int]:
    """Return the words of one cycle, none where `heads` is a tree; node 0 is the root."""
    up: list[int] = heads.tolist()
    done = [True] + [False] * (len(up) - 1)
    for start in range(1, len(up)):
        path: list[int] = []
        node = start
        while not done[node]:
            done[node] = True
            path.append(node)
            node = up[node]
        if node in path:
            return path[path.index(node) :]
    return []


def _arborescence(scores: NDArray[np.float64]) -> Integers:
    heads: Integers = scores.argmax(1)
    heads[0] = 0
    cycle = np.array(_cycle(heads), dtype=np.intp)
    if not len(cycle):
        return heads
    # The cycle becomes one node, last in a smaller graph; where that graph enters it, it opens.
    rest = np.ones(len(scores), dtype=bool)
    rest[cycle] = False
    outside = np.flatnonzero(rest)
    last = len(outside)
    entering = scores[np.ix_(cycle, outside)] - scores[cycle, heads[cycle]][:, None]
    leaving = scores[np.ix_(outside, cycle)]
    smaller = np.full((last + 1, last + 1), _IMPOSSIBLE)
    smaller[:last, :last] = scores[np.ix_(outside, outside)]
    smaller[last, :last] = entering.max(0)
    smaller[:last, last] = leaving.max(1)
    found = _arborescence(smaller)
    for i in range(1, last):
        inside = found[i] == last
        heads[outside[i]] = cycle[leaving[i].argmax()] if inside else outside[found[i]]
    entry = found[last]
    heads[cycle[entering[:, entry].argmax()]] = outside[entry]
    return heads


def labels(queries: Floats, label_heads: Floats, heads: Integers, root: int) -> Integers:
    """Return each word's best label under its head; `root` is the label of the root alone.

    `queries[w, l]` is what the word w looks for under the label l, `label_heads[h]` what the head h
    offers, with heads numbered as in :func:`tree`.
    """
    scores = np.einsum("wld,wd->wl", queries, label_heads[heads])
    scores[:, root] = np.where(heads == 0, np.inf, -np.inf)
    best: Integers = scores.argmax(1)
    return best


def spans(probabilities: Floats) -> list[tuple[int, int, int, float]]:
    """Return (start, end, class, mean probability) of each mention, in order, never overlapping.

    Columns of `probabilities`: 0 outside, then beginning and inside of each class in turn. The best
    sequence of tags in which no inside comes without its beginning.
    """
    tags = probabilities.argmax(1)
    if not _valid(tags):
        tags = _viterbi(np.log(np.maximum(probabilities, 1e-12)))
    found: list[tuple[int, int, int, float]] = []
    path: list[int] = tags.tolist()
    start = 0
    for i, tag in enumerate(path):
        if not tag:
            continue
        if tag % 2:  # a beginning
            start = i
        if i + 1 == len(path) or path[i + 1] == 0 or path[i + 1] % 2:
            score = sum(float(probabilities[j, path[j]]) for j in range(start, i + 1))
            found.append((start, i + 1, (tag - 1) // 2, score / (i + 1 - start)))
    return found


def _valid(tags: Integers) -> bool:
    before = 0
    for tag in tags.tolist():
        if tag and tag % 2 == 0 and before not in (tag, tag - 1):
            return False
        before = tag
    return True


def _viterbi(scores: NDArray[np.floating]) -> Integers:
    count, tags = scores.shape
    here = np.arange(tags)
    inside = (here > 0) & (here % 2 == 0)
    # allowed[before, here]
    allowed = ~inside[None, :] | (here[:, None] == here) | (here[:, None] == here - 1)
    barred = np.where(allowed, 0.0, _IMPOSSIBLE)
    best = scores[0] + barred[0]
    back = np.zeros((count, tags), dtype=np.intp)
    for i in range(1, count):
        paths = best[:, None] + barred
        back[i] = paths.argmax(0)
        best = paths.max(0) + scores[i]
    found = np.zeros(count, dtype=np.intp)
    found[-1] = best.argmax()
    for i in range(count - 1, 0, -1):
        found[i - 1] = back[i, found[i]]
    return found


def windows(
    words: Sequence[str], sizes: Sequence[int], *, most_words: int, most_pieces: int
) -> list[tuple[int, int]]:
    """Cut a long sentence into (start, end) windows that the model can see whole.

    `sizes` are the words' numbers of pieces. A cut is made after the last strong mark (; : . ! ?),
    else comma, of a window's second half, else where it is full.
    """
    found: list[tuple[int, int]] = []
    start = 0
    while start < len(words):
        end, pieces = start, 0
        while end < len(words) and end - start < most_words and pieces + sizes[end] <= most_pieces:
            pieces += sizes[end]
            end += 1
        end = max(end, start + 1)
        if end < len(words):
            half = (start + end) // 2
            for marks in (";:.!?\n", ","):
                at = [i for i in range(half, end) if words[i] and words[i] in marks]
                if at:
                    end = at[-1] + 1
                    break
        found.append((start, end))
        start = end
    return found
