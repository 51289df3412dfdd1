"""Which pairs of a network are together, which against each other, and how that balances.

Heider's balance theory as Cartwright and Harary put it for graphs ("Structural balance: a
generalization of Heider's theory", Psychological Review 63, 1956): the friend of my friend and the
enemy of my enemy are my friends.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from itertools import combinations

import networkx as nx

from kg.view.tie import ACTORS

TOGETHER = frozenset(
    {"alliedWith", "memberOf", "mergedWith", "backs", "leads"}
    | {"AllianceFormation", "Joining", "Nomination", "agreesWith"}
)
AGAINST = frozenset({"opposes", "Violence", "Allegation", "Protest", "Coup", "contradicts"})
# Who can be on a side: two who sit in one parliament or met in one town need not be.
SIDES = ACTORS | {"Source", "Article"}
HOLDING = frozenset({"factual"})
LARGEST = 20  # members of a block up to which every split into two camps is tried


def signed(network: nx.MultiDiGraph, status: Collection[str] = HOLDING) -> nx.Graph:
    """The pairs that have a tie, without direction and each once.

    An edge of the result has ``together``, ``against`` and ``other`` (a relation that is neither:
    talks, kin, an office). What is over by a later article is left out.

    Args:
        network: of `kg.view.network`; it is not changed.
        status: the statuses that count; a denied tie never does.
    """
    pairs = nx.Graph()
    pairs.add_nodes_from(sorted(network))
    for one, other, data in sorted(network.edges(data=True), key=lambda edge: edge[:2]):
        said, predicate = data["status"], data["predicate"]
        if said not in status or said == "denied" or data["over"]:
            continue
        if not pairs.has_edge(one, other):
            pairs.add_edge(one, other, together=False, against=False, other=False)
        ends = {network.nodes[one]["cls"], network.nodes[other]["cls"]}
        pairs.edges[one, other][sign(predicate) if ends <= SIDES else "other"] = True
    return pairs


def sign(predicate: str) -> str:
    """What a relation or event makes of a pair: "together", "against" or "other"."""
    if predicate in TOGETHER:
        return "together"
    return "against" if predicate in AGAINST else "other"


def allies(pairs: nx.Graph) -> nx.Graph:
    """Of `signed`, the pairs that are together and not against each other; nobody else."""
    return nx.Graph(
        [(a, b) for a, b, data in pairs.edges(data=True) if data["together"] > data["against"]]
    )


def contacts(pairs: nx.Graph) -> nx.Graph:
    """Of `signed`, the pairs that have a tie other than one against each other; everybody."""
    found = nx.Graph()
    found.add_nodes_from(pairs)
    found.add_edges_from(
        (a, b) for a, b, data in pairs.edges(data=True) if data["together"] or data["other"]
    )
    return found


@dataclass(frozen=True, slots=True, kw_only=True)
class Balance:
    """How far a network splits into camps: "9 of 10 triads balance, one tie fits no two camps"."""

    together: int  # pairs that are together
    against: int  # pairs that are against each other
    both: int  # pairs that are both; they are in neither of the counts before, nor in a triad
    triads: int  # threes of whom every two are together or against each other
    unbalanced: tuple[tuple[str, str, str], ...]  # those with one or three pairs against
    frustration: int | None  # pairs that fit no two camps; None where a block is too large

    @property
    def share(self) -> float | None:
        """The share of balanced triads, 0 to 1; None where there is no triad."""
        return 1 - len(self.unbalanced) / self.triads if self.triads else None


def balance(pairs: nx.Graph) -> Balance:
    """The balance of `signed`.

    A triad balances if no or two of its pairs are against each other (Cartwright and Harary 1956).
    The frustration index is the least number of pairs that keep the network from falling into two
    camps, all together inside and all against each other between (Harary, "On the measurement of
    structural balance", Behavioral Science 4, 1959, calls it the line index). It is found by trying
    every split of every block (part without a cut point), as it adds up over blocks.
    """
    edges = list(pairs.edges(data=True))
    signs = nx.Graph()
    for one, other, data in edges:
        if data["together"] != data["against"]:
            signs.add_edge(one, other, against=data["against"])
    triads = _triads(signs)
    return Balance(
        together=sum(not data["against"] for *_, data in signs.edges(data=True)),
        against=sum(data["against"] for *_, data in signs.edges(data=True)),
        both=sum(data["together"] and data["against"] for *_, data in edges),
        triads=len(triads),
        unbalanced=tuple(t for t in triads if _against(signs, t) % 2),
        frustration=_frustration(signs),
    )


def _triads(signs: nx.Graph) -> list[tuple[str, str, str]]:
    found = []
    for one in sorted(signs):
        after = sorted(other for other in signs[one] if other > one)
        found += [(one, a, b) for a, b in combinations(after, 2) if signs.has_edge(a, b)]
    return found


def _against(signs: nx.Graph, triad: tuple[str, str, str]) -> int:
    return sum(signs.edges[pair]["against"] for pair in combinations(triad, 2))


def _frustration(signs: nx.Graph) -> int | None:
    import numpy as np  # noqa: PLC0415  0.1 s, and only needed here

    total = 0
    for block in nx.biconnected_component_edges(signs):
        number = {node: i for i, node in enumerate(sorted({end for edge in block for end in edge}))}
        if len(number) > LARGEST:
            return None
        splits = np.arange(2 ** (len(number) - 1))  # bit i: the camp of node i; the last one's is 0
        misfits = np.zeros(len(splits), dtype=np.int32)
        for one, other in block:
            apart = (splits >> number[one] ^ splits >> number[other]) & 1
            misfits += 1 - apart if signs.edges[one, other]["against"] else apart
        total += int(misfits.min())
    return total
