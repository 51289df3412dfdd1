"""The part of a network that is drawn where the whole of it would be too much to read."""

from __future__ import annotations

from collections import Counter

import networkx as nx


def core(network: nx.MultiDiGraph, most: int) -> nx.MultiDiGraph:
    """The nodes that most independent sources tie to others, and the edges among them.

    Args:
        network: of `kg.view.network`; it is not changed.
        most: how many nodes to keep; a network that has no more is returned as it is.
    """
    if len(network) <= most:
        return network
    weight: Counter[str] = Counter()
    for one, other, data in network.edges(data=True):
        weight[one] += data["sources"]
        weight[other] += data["sources"]
    ranked = sorted(network, key=lambda node: (-weight[node], -network.nodes[node]["claims"], node))
    return network.subgraph(ranked[:most])
