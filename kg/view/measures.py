"""Measures of a network: who is central, who belongs together, who stands between.

All are of pairs, without direction and without weight: a tie that ten outlets print is no more of
a tie than one that two print; `kg.view.filter.Filter.min_sources` asks for better attested ones.
Which pairs count as together, against each other or in contact is said in `kg.view.signed`.
Equal networks have equal measures.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

import networkx as nx

from kg.view.central import betweenness, constraint, eigenvector
from kg.view.signed import HOLDING, Balance, allies, balance, contacts, signed

RESOLUTION = 0.5
SEEDS = 10  # runs of the search for blocs, of which the best counts
DIGITS = 4  # of a measure; further ones depend on the processor


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """An entity's place: "PML-N: 9 ties, 8 of them allies, in bloc 1, often in between"."""

    ties: int  # others it has any tie with (degree)
    allies: int  # others it is together with
    opponents: int  # others it is against, or who are against it
    bloc: int | None  # number of its bloc; None without an ally
    betweenness: float  # share of shortest paths between others that lead through it (Freeman 1977)
    eigenvector: float | None  # ties to those who have many (Bonacich 1972); see `measure`
    constraint: float | None  # how far its contacts know each other (Burt 1992); low for a broker
    coordinator: int  # pairs without a tie of their own that it links, all three in one bloc,
    consultant: int  # ... the pair in one bloc and it in another,
    gatekeeper: int  # ... it and one of them in one bloc,
    liaison: int  # ... all three in different ones (Gould and Fernandez 1989)

    @property
    def broker(self) -> int:
        """Pairs from different blocs that have no tie of their own and that it links."""
        return self.gatekeeper + self.liaison


@dataclass(frozen=True, slots=True, kw_only=True)
class Bloc:
    """Entities with more ties among themselves than chance would make: "PML-N, PPP, MQM-P"."""

    number: int  # 1 for the one with the most seats, or members
    members: tuple[str, ...]  # the one with the most allies first
    seats: int | None  # of its parties together; None where no article counts any
    allied: int  # pairs inside that are together
    opposed: int  # pairs inside that are against each other
    against: Mapping[int, int]  # pairs against each other between it and another bloc


@dataclass(frozen=True, slots=True, kw_only=True)
class Measures:
    """What `measure` finds."""

    places: Mapping[str, Place]  # by node
    blocs: tuple[Bloc, ...]
    modularity: float | None  # of the blocs, at resolution 1; None without any
    bridges: Mapping[tuple[str, str], int]  # contacts without which as many part from the rest
    balance: Balance


def measure(
    network: nx.MultiDiGraph,
    status: Collection[str] = HOLDING,
    *,
    resolution: float = RESOLUTION,
) -> Measures:
    """The measures of a network.

    * Betweenness, eigenvector, constraint, brokers and bridges are of contacts: pairs with any tie
      that is not one against each other.
    * Eigenvector centrality is that of the largest connected part, of length 1; 0 elsewhere, and
      None where it cannot be told, which happens in long chains.
    * Blocs are communities of allies: the best of some seeded runs of the Louvain method (Blondel,
      Guillaume, Lambiotte and Lefebvre, J. Stat. Mech. P10008, 2008) by modularity. A pair that is
      both together and against each other holds no bloc together. Who has no bloc counts as one of
      its own for the brokers. The resolution is that of Reichardt and Bornholdt (Physical Review E
      74, 016110, 2006): 1 is the modularity of Newman and Girvan (2004), which parts a coalition of
      many parties; at 0.5 the sample articles give the coalitions that governed and opposed.
    * Ties have no direction, so that Gould and Fernandez's representative is a gatekeeper.

    Args:
        network: of `kg.view.network`; it is not changed.
        status: the statuses of the edges that count; a denied one never does.
        resolution: more than the default makes more and smaller blocs.
    """
    pairs = signed(network, status)
    contact, together = contacts(pairs), allies(pairs)
    members = _communities(together, resolution)
    of_bloc = {node: number for number, bloc in enumerate(members) for node in bloc}
    between, close, holes = betweenness(contact), eigenvector(contact), constraint(contact)
    numbers = _numbered(network, members, together)
    places = {
        node: Place(
            ties=len(pairs[node]),
            allies=sum(data["together"] for data in pairs[node].values()),
            opponents=sum(data["against"] for data in pairs[node].values()),
            bloc=numbers.get(of_bloc.get(node, -1)),
            betweenness=round(between[node], DIGITS),
            eigenvector=_rounded(close[node]),
            constraint=_rounded(holes[node]),
            **_brokerage(contact, node, of_bloc),
        )
        for node in pairs
    }
    blocs = [_bloc(network, pairs, places, i, members[old]) for old, i in numbers.items()]
    return Measures(
        places=places,
        blocs=tuple(sorted(blocs, key=lambda bloc: bloc.number)),
        modularity=_modularity(together, members),
        bridges=_bridges(contact),
        balance=balance(pairs),
    )


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, DIGITS)


def _modularity(together: nx.Graph, members: Sequence[Collection[str]]) -> float | None:
    return round(nx.community.modularity(together, members), DIGITS) if members else None


def _communities(together: nx.Graph, resolution: float) -> list[set[str]]:
    """The best blocs found; of equally good ones those of the first run."""
    if not together:
        return []
    names = sorted(together)
    number = {name: i for i, name in enumerate(names)}  # sets of numbers have one order everywhere
    graph = nx.Graph()
    graph.add_nodes_from(range(len(names)))
    graph.add_edges_from(sorted(sorted((number[a], number[b])) for a, b in together.edges))
    runs = [
        nx.community.louvain_communities(graph, resolution=resolution, seed=seed)
        for seed in range(SEEDS)
    ]

    def worth(run: list[set[int]]) -> float:
        found: float = nx.community.modularity(graph, run, resolution=resolution)
        return round(found, DIGITS)

    best = max(runs, key=worth)
    return [{names[i] for i in part} for part in best]


def _numbered(
    network: nx.MultiDiGraph, members: Sequence[Collection[str]], together: nx.Graph
) -> dict[int, int]:
    """Which community becomes which bloc: most seats first, then most members."""
    ranked = sorted(
        range(len(members)),
        key=lambda i: (-(_seats(network, members[i]) or 0), -len(members[i]), min(members[i])),
    )
    return {old: number for number, old in enumerate(ranked, start=1)}


def _seats(network: nx.MultiDiGraph, members: Collection[str]) -> int | None:
    """The seats of the parties among the members; an alliance has those of its parties."""
    counts = [
        network.nodes[node]["seats"]
        for node in members
        if network.nodes[node]["cls"] == "Party" and network.nodes[node]["seats"] is not None
    ]
    return sum(counts) if counts else None


def _bloc(
    network: nx.MultiDiGraph,
    pairs: nx.Graph,
    places: Mapping[str, Place],
    number: int,
    members: Collection[str],
) -> Bloc:
    inside = pairs.subgraph(members)
    rivals = Counter(
        places[other].bloc
        for node in members
        for other, data in pairs[node].items()
        if data["against"] and other not in members
    )
    return Bloc(
        number=number,
        members=tuple(sorted(members, key=lambda node: (-places[node].allies, node))),
        seats=_seats(network, members),
        allied=sum(data["together"] for *_, data in inside.edges(data=True)),
        opposed=sum(data["against"] for *_, data in inside.edges(data=True)),
        against={bloc: rivals[bloc] for bloc in sorted(filter(None, rivals))},
    )


def _brokerage(contact: nx.Graph, node: str, of_bloc: Mapping[str, int]) -> dict[str, int]:
    """In how many open threes a node stands in the middle, by the blocs of the three."""
    own = of_bloc.get(node, node)
    roles = dict.fromkeys(("coordinator", "consultant", "gatekeeper", "liaison"), 0)
    for one, other in combinations(contact[node], 2):
        if contact.has_edge(one, other):
            continue
        first, second = of_bloc.get(one, one), of_bloc.get(other, other)
        if first == second:
            role = "coordinator" if first == own else "consultant"
        else:
            role = "gatekeeper" if own in (first, second) else "liaison"
        roles[role] += 1
    return roles


def _bridges(contact: nx.Graph) -> dict[tuple[str, str], int]:
    """Each contact that alone holds two parts together, with the size of the smaller part."""
    found: dict[tuple[str, str], int] = {}
    for part in nx.connected_components(contact):
        below, parent = _subtrees(contact, min(part))
        for one, other in nx.bridges(contact, root=min(part)):
            # a bridge is in every spanning tree
            child = one if parent.get(one) == other else other
            found[min(one, other), max(one, other)] = min(below[child], len(part) - below[child])
    return dict(sorted(found.items()))


def _subtrees(graph: nx.Graph, root: str) -> tuple[dict[str, int], dict[str, str]]:
    """Of a tree that spans a part: how many nodes hang from each, itself included; its parent."""
    parent = {child: node for node, child in nx.bfs_edges(graph, root)}
    below = dict.fromkeys((root, *parent), 1)
    for child in reversed(parent):
        below[parent[child]] += below[child]
    return below, parent
