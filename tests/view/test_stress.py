from __future__ import annotations

import random

import networkx as nx
import numpy as np
import pytest

from kg.view import stress


def ring(count: int) -> dict[tuple[int, int], float]:
    """Edges of length 100 around a ring."""
    return {tuple(sorted((i, (i + 1) % count))): 100.0 for i in range(count)}


def strain(at: np.ndarray, lengths: dict[tuple[int, int], float]) -> float:
    """How far the gaps are from the distances in the network, the mean of the squared shares."""
    network = nx.Graph()
    network.add_weighted_edges_from((i, j, length) for (i, j), length in lengths.items())
    shares = [
        (np.linalg.norm(at[i] - at[j]) / far - 1) ** 2
        for i, each in nx.all_pairs_dijkstra_path_length(network)
        for j, far in each.items()
        if i < j
    ]
    return float(np.mean(shares))


def test_edges_get_their_lengths() -> None:
    """A path of four lies straight, each step as long as it was wanted."""
    at = stress.arrange(list("abcd"), {(0, 1): 100.0, (1, 2): 150.0, (2, 3): 80.0}, nudge=1.0)
    assert np.linalg.norm(np.diff(at, axis=0), axis=1) == pytest.approx([100, 150, 80], rel=0.02)
    assert np.linalg.norm(at[3] - at[0]) == pytest.approx(330, rel=0.02)


def test_distances_by_pivots_come_near_to_all_distances(monkeypatch: pytest.MonkeyPatch) -> None:
    """The sparse layout of a random network strains it little more than the dense one does."""
    choice = random.Random(4)  # noqa: S311  not for secrets
    lengths = {(choice.randrange(i), i): 100.0 for i in range(1, 100)}
    lengths |= {tuple(sorted(choice.sample(range(100), 2))): 100.0 for _ in range(60)}
    names = [f"node {i}" for i in range(100)]
    dense = strain(stress.arrange(names, lengths, nudge=20), lengths)
    monkeypatch.setattr(stress, "DENSE", 10)
    assert strain(stress.arrange(names, lengths, nudge=20), lengths) < 1.5 * dense


def test_the_start_does_not_depend_on_the_sign_that_a_library_chose() -> None:
    """Of the two mirror images of a ring, always the one nearer to the names' homes."""
    names = [f"n{i}" for i in range(12)]
    at = stress.arrange(names, ring(12), nudge=0.0)
    assert ((at * stress.homes(names)).sum(axis=0) >= -1e-6).all()


def test_a_name_is_always_at_home_in_the_same_place() -> None:
    """Within the square, apart from others, whatever stands beside it."""
    (one,), (first, other) = stress.homes(["PTI"]), stress.homes(["PTI", "PML-N"])
    assert (one == first).all()
    assert (np.abs([one, other]) <= 1).all()
    assert (one != other).any()
