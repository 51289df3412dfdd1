"""Centrality in a graph of pairs, as networkx defines it; here where networkx takes minutes.

On two thousand nodes and six thousand pairs networkx needs some four times as long for betweenness,
and for constraint, without scipy, a hundred times.
"""

from __future__ import annotations

import networkx as nx


def betweenness(graph: nx.Graph) -> dict[str, float]:
    """The share of the shortest paths between two others that lead through a node.

    Freeman, "A set of measures of centrality based on betweenness", Sociometry 40 (1977), by the
    algorithm of Brandes, Journal of Mathematical Sociology 25 (2001); as
    ``networkx.betweenness_centrality``.
    """
    number = {node: i for i, node in enumerate(graph)}
    near = [[number[other] for other in graph[node]] for node in graph]
    total = [0.0] * len(near)
    for source in range(len(near)):
        distance, paths = [-1] * len(near), [0] * len(near)
        distance[source], paths[source] = 0, 1
        order = [source]
        for node in order:  # grows while it is read: breadth first
            for other in near[node]:
                if distance[other] < 0:
                    distance[other] = distance[node] + 1
                    order.append(other)
                if distance[other] == distance[node] + 1:
                    paths[other] += paths[node]
        depend = [0.0] * len(near)
        for node in reversed(order):
            share = (1 + depend[node]) / paths[node]
            for other in near[node]:
                if distance[other] == distance[node] - 1:
                    depend[other] += paths[other] * share
            if node != source:
                total[node] += depend[node]
    scale = max(1, (len(near) - 1) * (len(near) - 2))
    return {node: total[i] / scale for node, i in number.items()}


def constraint(graph: nx.Graph) -> dict[str, float | None]:
    """How far a node's contacts are tied to each other; None without contacts.

    Burt, "Structural Holes" (1992): the sum over its contacts of the squared share of its ties that
    lead to the contact, directly or through another one; as ``networkx.constraint``. Low for a
    broker, 1 and more for one who has a single contact or whose contacts all know each other.
    """
    found: dict[str, float | None] = {}
    for node in graph:
        contacts = set(graph[node])
        found[node] = (
            sum(
                (1 + sum(1 / len(graph[both]) for both in contacts.intersection(graph[other]))) ** 2
                for other in sorted(contacts)
            )
            / len(contacts) ** 2
            if contacts
            else None
        )
    return found


def eigenvector(graph: nx.Graph) -> dict[str, float | None]:
    """Centrality that grows with that of the contacts, in the largest connected part; else 0.

    Bonacich, "Factoring and weighting approaches to status scores and clique identification",
    Journal of Mathematical Sociology 2 (1972); ``networkx.eigenvector_centrality``. Of length 1;
    None all over where its iteration does not settle, which happens in long chains.
    """
    found: dict[str, float | None] = dict.fromkeys(graph, 0.0)
    parts = sorted(map(sorted, nx.connected_components(graph)), key=lambda part: (-len(part), part))
    if not parts or len(parts[0]) < 2:
        return found
    try:
        found |= nx.eigenvector_centrality(graph.subgraph(parts[0]), max_iter=1000)
    except nx.PowerIterationFailedConvergence:
        return dict.fromkeys(graph)
    return found
