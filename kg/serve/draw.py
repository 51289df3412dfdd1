"""The worker that reads all claims: it draws networks as pages, and tells the disagreements.

``python -m kg.serve.draw STORE BYTES PARENT`` answers every ``Drawing``. It reads the claims once,
since it lives no longer than the graph that it has opened.
"""

from __future__ import annotations

import json
import os
from collections.abc import Mapping, Sequence
from typing import IO, TYPE_CHECKING, Any

from kg.query import child
from kg.store import Store

if TYPE_CHECKING:
    import networkx as nx

    from kg.model import Entity, StoredClaim

MOST_PAIRS = 10_000  # rows of an answer that are drawn
MOST_TOLD = 200  # disagreements


def answer(store: Store, drawing: dict[str, Any], body: IO[bytes]) -> dict[str, Any]:
    """Answer a ``Drawing``: a network as a page, "empty" where nothing fits; disagreements as JSON.

    Raises:
        UsageError: the filter or the name fits nothing that there is.
        QueryError: the query is none, or no two of its columns name entities.
    """
    claims, identity = _read(store)
    if drawing["kind"] == "disagreements":
        body.write(_disagreements(claims, identity))
        return {"kind": "json", "truncated": False}
    from kg.serve.links import href  # noqa: PLC0415 - after the walls are up
    from kg.view import page  # noqa: PLC0415

    network, cut = _network(store, drawing, claims, identity)
    if not network:
        return {"kind": "empty", "truncated": False}
    name, title = drawing["name"], drawing["title"]
    if name in network:  # somebody is called by an IRI, as links do
        title = network.nodes[name]["label"] + title.removeprefix(name)
    if cut:
        title += f", of the first {MOST_PAIRS:,} rows"
    text = page(
        network,
        title=title,
        max_nodes=drawing["most"],
        href=href,
        ways=[("kg", "/"), tuple(drawing["back"])],
    )
    body.write(text.encode())
    return {"kind": "page", "truncated": cut}


def _network(
    store: Store,
    drawing: dict[str, Any],
    claims: Sequence[StoredClaim],
    identity: Mapping[str, Entity],
) -> tuple[nx.MultiDiGraph, bool]:
    from kg.quads import require_sources  # noqa: PLC0415
    from kg.query import run_query  # noqa: PLC0415
    from kg.serve.ends import pairs_in  # noqa: PLC0415
    from kg.view import Filter, network_among, pairs  # noqa: PLC0415

    if drawing["kind"] == "answer":
        found = run_query(store, drawing["query"], bindings=drawing["bindings"], limit=MOST_PAIRS)
        wanted = list(pairs_in(found, identity))
        return pairs(claims, identity, wanted), found.truncated
    only = Filter(**drawing["only"])
    require_sources(store, only.source)
    network = network_among(claims, identity, drawing["kind"], name=drawing["name"], only=only)
    return network, False


def _disagreements(claims: Sequence[StoredClaim], identity: Mapping[str, Entity]) -> bytes:
    from kg.query import disagreements_among  # noqa: PLC0415
    from kg.serve.rows import disagreement_row  # noqa: PLC0415

    found = disagreements_among(claims, identity)
    told = [disagreement_row(one, identity) for one in found[:MOST_TOLD]]
    return json.dumps({"number": len(found), "told": told}).encode()


def _read(store: Store) -> tuple[list[StoredClaim], dict[str, Entity]]:
    from kg.derive import read_identity  # noqa: PLC0415
    from kg.quads import read_claims  # noqa: PLC0415

    if not _CLAIMS:
        _CLAIMS.append((read_claims(store), read_identity(store)))
    return _CLAIMS[0]


_CLAIMS: list[tuple[list[StoredClaim], dict[str, Entity]]] = []


if __name__ == "__main__":
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # each thread takes of the memory allowed
    child.run(answer)
