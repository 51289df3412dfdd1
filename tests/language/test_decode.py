"""Decoding: the best tree and the best mentions, always well formed."""

from __future__ import annotations

import networkx
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from kg.language import decode

SCORES = st.integers(1, 7).flatmap(
    lambda n: arrays(np.float64, (n, n + 1), elements=st.floats(-9, 9, width=32))
)


def _weight(arcs: np.ndarray, heads: np.ndarray) -> float:
    return float(arcs[np.arange(len(arcs)), heads].sum())


@settings(max_examples=150, deadline=None)
@given(SCORES)
def test_tree_has_one_root_and_no_cycle(arcs: np.ndarray) -> None:
    """Whatever the scores, one word hangs on the root and every other reaches it."""
    heads = decode.tree(arcs)
    assert (heads == 0).sum() == 1
    for start in range(1, len(arcs) + 1):
        word = start
        for _ in range(len(arcs)):
            word = heads[word - 1] if word else 0
        assert word == 0


@settings(max_examples=100, deadline=None)
@given(SCORES)
def test_tree_is_the_best_of_one_root(arcs: np.ndarray) -> None:
    """No tree with a single root scores higher, by networkx's word."""
    best = -np.inf
    for root in range(len(arcs)):
        graph = networkx.DiGraph()
        graph.add_edge(0, root + 1, weight=float(arcs[root, 0]))
        for word, head in np.ndindex(len(arcs), len(arcs)):
            if word not in (head, root):
                graph.add_edge(head + 1, word + 1, weight=float(arcs[word, head + 1]))
        tree = networkx.maximum_spanning_arborescence(graph)
        best = max(best, sum(w for *_, w in tree.edges(data="weight")))
    assert _weight(arcs, decode.tree(arcs)) == pytest.approx(best, abs=1e-3)


def test_tree_survives_scores_that_are_no_numbers() -> None:
    """Not-a-number and infinity still give a tree."""
    arcs = np.full((3, 4), np.nan)
    arcs[1, 0] = np.inf
    assert list(decode.tree(arcs)).count(0) == 1


def test_label_root_is_for_the_root_alone() -> None:
    """The root gets `root` though another scores higher, and no other word gets it."""
    queries = np.zeros((2, 3, 1))
    queries[0, 2], queries[1, 0] = 5, 5
    heads = np.array([0, 1])
    assert list(decode.labels(queries, np.ones((3, 1)), heads, root=0)) == [0, 1]


def _probabilities(*rows: dict[int, float]) -> np.ndarray:
    found = np.full((len(rows), 5), 0.01)  # O B-x I-x B-y I-y
    for i, row in enumerate(rows):
        for tag, value in row.items():
            found[i, tag] = value
    return found


def test_spans_split_at_a_new_beginning() -> None:
    """Two beginnings of one class are two mentions."""
    found = decode.spans(_probabilities({1: 0.9}, {2: 0.7}, {1: 0.8}, {0: 0.9}))
    assert [span[:3] for span in found] == [(0, 2, 0), (2, 3, 0)]
    assert found[0][3] == pytest.approx(0.8)


def test_spans_have_no_inside_without_a_beginning() -> None:
    """An inside that is likeliest alone is read with its neighbour, as one class."""
    found = decode.spans(_probabilities({1: 0.6, 3: 0.3}, {4: 0.9}))
    assert [span[:3] for span in found] == [(0, 2, 1)]


@settings(max_examples=100, deadline=None)
@given(arrays(np.float64, st.tuples(st.integers(1, 8), st.just(5)), elements=st.floats(0, 1)))
def test_spans_never_overlap(found: np.ndarray) -> None:
    """Mentions come in order, none empty, none into the next."""
    end = 0
    for start, stop, kind, _ in decode.spans(found):
        assert end <= start < stop <= len(found)
        assert kind in (0, 1)
        end = stop


def test_windows_cut_after_the_last_strong_mark() -> None:
    """A sentence that is too long is cut after a semicolon rather than in a phrase."""
    words = ["a"] * 6 + [";"] + ["a"] * 6
    assert decode.windows(words, [1] * 13, most_words=10, most_pieces=99) == [(0, 7), (7, 13)]


@given(st.lists(st.integers(1, 16), max_size=60))
def test_windows_cover_every_word_once(sizes: list[int]) -> None:
    """Windows follow one another, and each fits."""
    words = ["x"] * len(sizes)
    cuts = decode.windows(words, sizes, most_words=9, most_pieces=30)
    assert [i for a, b in cuts for i in range(a, b)] == list(range(len(sizes)))
    assert all(b - a <= 9 and sum(sizes[a:b]) <= 30 for a, b in cuts)
