"""The pictures by name, of a whole store: what `kg view -o FILE.svg` asks for."""

from __future__ import annotations

from kg.derive import read_identity
from kg.errors import UsageError
from kg.quads import read_claims, require_sources
from kg.store import Store
from kg.view.filter import EVERYTHING, Filter
from kg.view.kinds import network_of
from kg.view.pictures.matrix import draw_matrix
from kg.view.pictures.network import draw_network
from kg.view.pictures.seats import draw_seats
from kg.view.pictures.sheet import Picture
from kg.view.pictures.timeline import draw_timeline
from kg.view.seats import seats
from kg.view.timeline import by_actor, timeline

PICTURES = ("timeline", "matrix", "seats")  # beside the networks


def picture_of(
    store: Store,
    kind: str,
    *,
    name: str = "",
    only: Filter = EVERYTHING,
    leaders: bool = False,
    actors: bool = False,
    most: int | None = None,
    title: str = "",
) -> Picture:
    """A picture of a store: one of its networks, or one of `PICTURES`.

    Args:
        store: read, not changed.
        kind: one of `PICTURES`, or of `kg.view.kinds.KINDS`.
        name: whom "ego" is about.
        only: which claims are kept.
        leaders: in "alliances", those who lead stand as nodes too.
        actors: in "timeline", a lane for each who takes part most, rather than for each kind.
        most: nodes of a network or parties of a matrix; by default what a page has room for.
        title: over the picture.

    Raises:
        UsageError: there is no such kind, entity or outlet, a name goes with no "ego", or
            matplotlib is not installed.
    """
    if kind not in PICTURES:
        network = network_of(store, kind, name=name, only=only, leaders=leaders)
        return draw_network(network, title=title, most=most)
    if name:
        raise UsageError(f"{kind} takes no NAME", advice=f"kg view {kind} -o {kind}.svg")
    if kind == "matrix":
        return draw_matrix(network_of(store, "alliances", only=only), title=title, most=most)
    require_sources(store, only.source)
    claims = read_claims(store, include_superseded=only.superseded)
    if kind == "seats":
        return draw_seats(seats(claims, read_identity(store), only), title=title)
    moments = timeline(claims, read_identity(store), only)
    return draw_timeline(by_actor(moments) if actors else moments, title=title)
