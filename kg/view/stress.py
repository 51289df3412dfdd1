"""Places for the nodes of one connected network whose gaps follow the distances in it.

Up to `DENSE` nodes by stress majorization of all distances (Gansner, Koren, North 2004). Above, the
distances to some pivots and along the edges stand for all (Brandes, Pich 2006: Pivot MDS; Ortmann,
Klimenta, Brandes 2017: a sparse stress model), which grows with the edges, not with the square of
the nodes. Both are deterministic.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from hashlib import sha256
from heapq import heappop, heappush

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[np.float64]
Lengths = Mapping[tuple[int, int], float]  # of the edges, by the numbers of their ends, low first

DENSE = 400  # nodes up to which all distances are taken
PIVOTS = 80


def arrange(names: Sequence[str], lengths: Lengths, *, nudge: float) -> Array:
    """A place for each node, the wanted lengths of the edges kept as far as the plane allows.

    Args:
        names: of the nodes; equal places are parted by a nudge from each node's own name.
        lengths: wanted length of every edge; together they connect all nodes.
        nudge: how far at most a name moves its node at the start.
    """
    if len(names) <= DENSE:
        distances = _all_distances(len(names), lengths)
        return _majorize(distances, _start(distances, names, nudge))
    pivots, distances = _pivot_distances(len(names), lengths)
    return _relax(_start(distances, names, nudge), lengths, pivots, distances)


def homes(names: Sequence[str]) -> Array:
    """A point in the square from -1 to 1 for every name: always the same, wherever it appears."""
    digests = [sha256(name.encode("utf-8", "surrogatepass")).digest() for name in names]
    numbers = np.array([[d[0] * 256 + d[1], d[2] * 256 + d[3]] for d in digests])
    return np.asarray(numbers / 65535 * 2 - 1)


def _all_distances(count: int, lengths: Lengths) -> Array:
    """Floyd and Warshall: all shortest paths."""
    distances = np.full((count, count), np.inf)
    np.fill_diagonal(distances, 0.0)
    for (i, j), length in lengths.items():
        distances[i, j] = distances[j, i] = length
    for k in range(count):
        np.minimum(distances, distances[:, k, None] + distances[None, k, :], out=distances)
    return distances


def _pivot_distances(count: int, lengths: Lengths) -> tuple[list[int], Array]:
    """Nodes far from each other, and every node's distance to each of them (one column each)."""
    around: list[list[tuple[int, float]]] = [[] for _ in range(count)]
    for (i, j), length in lengths.items():
        around[i].append((j, length))
        around[j].append((i, length))
    pivot = max(range(count), key=lambda i: (len(around[i]), -i))
    pivots: list[int] = []
    columns: list[Array] = []
    nearest = np.full(count, np.inf)
    while len(pivots) < min(PIVOTS, count):
        pivots.append(pivot)
        columns.append(_shortest(around, pivot))
        nearest = np.minimum(nearest, columns[-1])
        pivot = int(nearest.argmax())
    return pivots, np.stack(columns, axis=1)


def _shortest(around: Sequence[Sequence[tuple[int, float]]], start: int) -> Array:
    """Dijkstra: the distance of every node from one."""
    found = np.full(len(around), np.inf)
    found[start] = 0.0
    queue = [(0.0, start)]
    while queue:
        far, here = heappop(queue)
        if far > found[here]:
            continue
        for other, length in around[here]:
            if far + length < found[other]:
                found[other] = far + length
                heappush(queue, (far + length, other))
    return found


def _start(distances: Array, names: Sequence[str], nudge: float) -> Array:
    """Classical scaling of nodes by pivots (or of nodes by nodes): the two widest directions."""
    home = homes(names)
    squared = distances**2
    centred = squared - squared.mean(axis=0) - squared.mean(axis=1)[:, None] + squared.mean()
    squares, vectors = np.linalg.eigh(centred.T @ centred / 4)
    share = (len(distances) / len(squares)) ** 0.5
    at = np.zeros((len(names), 2))
    for axis in range(min(2, len(squares))):
        along = centred @ vectors[:, -1 - axis]
        width = np.linalg.norm(along)
        if width > 1e-9:
            sign = 1.0 if along @ home[:, axis] >= 0 else -1.0  # not the library's whim
            at[:, axis] = sign * along / width * np.sqrt(np.sqrt(squares[-1 - axis]) * share)
    return np.asarray(at + nudge * home / 2)


def _majorize(distances: Array, at: Array, *, rounds: int = 250) -> Array:
    """Stress majorization with weights of distance ** -2."""
    count = len(at)
    with np.errstate(divide="ignore"):
        weights = np.where(distances > 0, distances**-2.0, 0.0)
    laplacian = np.diag(weights.sum(axis=1)) - weights
    inverse = np.linalg.inv(laplacian + 1.0 / count) - 1.0 / count
    scaled = weights * distances
    for _ in range(rounds):
        gaps = np.linalg.norm(at[:, None] - at[None], axis=2)
        pull = np.divide(scaled, gaps, out=np.zeros_like(scaled), where=gaps > 1e-9)
        target = np.diag(pull.sum(axis=1)) - pull
        moved = inverse @ (target @ at)
        done = np.abs(moved - at).max() < 0.05
        at = moved
        if done:
            break
    return at


def _relax(
    at: Array, lengths: Lengths, pivots: Sequence[int], distances: Array, *, rounds: int = 200
) -> Array:
    """Sparse stress: each node is drawn to its length from its neighbours and from the pivots.

    A pivot speaks for the nodes nearest to it: it counts as many times as lie within half the way.
    """
    region = distances.argmin(axis=1)
    speaks = np.zeros_like(distances)
    for p in range(len(pivots)):
        near = np.sort(distances[region == p, p])
        speaks[:, p] = np.searchsorted(near, distances[:, p] / 2, side="right")
    with np.errstate(divide="ignore"):
        to_pivots = np.where(distances > 0, speaks * distances**-2.0, 0.0)
    ends = np.array([*lengths, *((j, i) for i, j in lengths)])
    wanted = np.tile(np.array(list(lengths.values())), 2)
    pulls = wanted**-2.0
    total = to_pivots.sum(axis=1) + np.bincount(ends[:, 0], pulls, len(at))
    for _ in range(rounds):
        moved = np.zeros_like(at)
        away = at[:, None] - at[pivots][None]
        gaps = np.maximum(np.linalg.norm(away, axis=2), 1e-6)
        for axis in (0, 1):
            goal = at[pivots, axis][None] + distances * away[:, :, axis] / gaps
            moved[:, axis] = (to_pivots * goal).sum(axis=1)
        along = at[ends[:, 0]] - at[ends[:, 1]]
        along /= np.maximum(np.linalg.norm(along, axis=1), 1e-6)[:, None]
        for axis in (0, 1):
            goal = at[ends[:, 1], axis] + wanted * along[:, axis]
            moved[:, axis] += np.bincount(ends[:, 0], pulls * goal, len(at))
        at = 0.3 * at + 0.7 * moved / total[:, None]
    return at
