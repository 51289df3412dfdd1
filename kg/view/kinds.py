"""The networks by name, of a whole store: what `kg view`, `kg network` and the server ask for."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import networkx as nx

from kg.derive import read_identity
from kg.errors import UsageError
from kg.model import Entity, StoredClaim
from kg.quads import read_claims, require_sources
from kg.store import Store
from kg.view import network as networks
from kg.view.filter import EVERYTHING, Filter
from kg.view.outlets import sources

KINDS = ("alliances", "people", "events", "ego", "sources")


def network_of(
    store: Store, kind: str, *, name: str = "", only: Filter = EVERYTHING, leaders: bool = False
) -> nx.MultiDiGraph:
    """One of the networks of a store.

    Args:
        store: read, not changed.
        kind: one of `KINDS`.
        name: whom "ego" is about.
        only: which claims are kept.
        leaders: in "alliances", those who lead stand as nodes too.

    Raises:
        UsageError: there is no such kind, entity or outlet, or a name goes with no "ego".
    """
    check_kind(kind, name)
    require_sources(store, only.source)
    claims = read_claims(store, include_superseded=only.superseded)
    return network_among(claims, read_identity(store), kind, name=name, only=only, leaders=leaders)


def network_among(
    claims: Iterable[StoredClaim],
    identity: Mapping[str, Entity],
    kind: str,
    *,
    name: str = "",
    only: Filter = EVERYTHING,
    leaders: bool = False,
) -> nx.MultiDiGraph:
    """As `network_of`, of claims that have been read; who asks often reads them once."""
    check_kind(kind, name)
    if leaders and kind != "alliances":
        raise UsageError("leaders go with alliances", advice=f"{kind} needs no --leaders")
    if kind == "alliances":
        return networks.alliances(claims, identity, only, leaders=leaders)
    if kind != "ego":
        draws = {"people": networks.people, "events": networks.events, "sources": sources}
        return draws[kind](claims, identity, only)
    # What ties one entity to others can be of any kind.
    anyone = only.without_classes()
    parts = [draw(claims, identity, anyone) for draw in (networks.people, networks.alliances)]
    return networks.ego(nx.compose(*parts), name, only=only)


def check_kind(kind: str, name: str) -> None:
    """Refuse what is no kind of network, and a name that goes with no "ego"."""
    if kind not in KINDS:
        raise UsageError(f"there is no network {kind!r}", advice=f"use {', '.join(KINDS)}")
    if (kind == "ego") != bool(name):
        raise UsageError("ego needs a NAME, and only ego", advice="kg view ego PTI")
