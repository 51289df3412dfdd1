"""Where servers that speak SPARQL listen.

    server    address of the store            queries     updates         graphs
    oxigraph  http://HOST:7878                /query      /update         /store
    virtuoso  https://HOST/sparql             /sparql     /sparql-auth    /sparql-graph-crud-auth
    fuseki    https://HOST/DATASET            /query      /update         /data
    generic   any; the three addresses are in KG_STORE_QUERY, KG_STORE_UPDATE, KG_STORE_GRAPHS

Oxigraph and Virtuoso are run in the tests; Fuseki and others (GraphDB, QLever, Neptune) follow the
same standard and were not run. A fragment names the server where the path does not tell it:
``https://example.org/rdf/sparql#virtuoso``.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import SplitResult, urlsplit, urlunsplit

from kg.errors import StoreError

SERVERS = ("oxigraph", "virtuoso", "fuseki", "generic")


@dataclass(frozen=True, slots=True, kw_only=True)
class Server:
    """Addresses of a store: "query at /query, update at /update, graphs at /store".

    Attributes:
        name: one of SERVERS.
        shown: what messages call it; without a path, since that may tell a secret.
        query: where queries go.
        update: where SPARQL Update goes; None: the store cannot be changed.
        graphs: where whole graphs are put and fetched (Graph Store Protocol); None for nowhere.
        open_graphs: where they are fetched without a password.
        open_query: whether queries go without the password, which would let them change things.
    """

    name: str
    shown: str
    query: str
    update: str | None
    graphs: str | None
    open_graphs: str | None
    open_query: bool = False


def find_server(address: str, environment: Mapping[str, str]) -> Server:
    """The server that an address means.

    Args:
        address: http:// or https://; a fragment may name the server.
        environment: with KG_STORE_QUERY, KG_STORE_UPDATE and KG_STORE_GRAPHS for a generic one.

    Raises:
        StoreError: it is no such address, or holds a password, or the server is not known.
    """
    parts = _checked(address)
    shown = f"{parts.scheme}://{parts.netloc}"
    path = parts.path.rstrip("/")
    name = parts.fragment or _guess(path, environment)
    base = urlunsplit((parts.scheme, parts.netloc, path, parts.query, ""))
    if name == "oxigraph":
        base = base.removesuffix("/query").removesuffix("/sparql")
        graphs = f"{base}/store"
        return Server(
            name=name, shown=shown, query=f"{base}/query", update=f"{base}/update",
            graphs=graphs, open_graphs=graphs,
        )  # fmt: skip
    if name == "virtuoso":
        base = base if base.endswith("/sparql") else f"{base}/sparql"
        return Server(
            name=name, shown=shown, query=base, update=f"{base}-auth",
            graphs=f"{base}-graph-crud-auth", open_graphs=f"{base}-graph-crud",
            open_query=True,
        )  # fmt: skip
    if name == "fuseki":
        base = base.removesuffix("/query").removesuffix("/sparql")
        graphs = f"{base}/data"
        return Server(
            name=name, shown=shown, query=f"{base}/query", update=f"{base}/update",
            graphs=graphs, open_graphs=graphs,
        )  # fmt: skip
    if name != "generic":
        raise StoreError(
            f"{name!r} is no server that kg knows", advice=f"after # write {', '.join(SERVERS)}"
        )
    query, update, graphs_ = (
        _from_environment(environment, f"KG_STORE_{what}") for what in ("QUERY", "UPDATE", "GRAPHS")
    )
    return Server(
        name=name, shown=shown, query=query or base, update=update, graphs=graphs_,
        open_graphs=graphs_,
    )  # fmt: skip


def _checked(address: str) -> SplitResult:
    try:
        parts = urlsplit(address)
        known = parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
    except ValueError:
        known = False
    if not known:
        raise StoreError("a store's address is http:// or https:// and a host")
    if parts.username is not None or parts.password is not None:
        raise StoreError(
            "a store's address holds no user and password",
            advice="give them in KG_STORE_USER and KG_STORE_PASSWORD",
        )
    return parts


def _guess(path: str, environment: Mapping[str, str]) -> str:
    if environment.get("KG_STORE_QUERY"):
        return "generic"
    if path in ("", "/query"):
        return "oxigraph"
    return "virtuoso" if path == "/sparql" else "fuseki"


def _from_environment(environment: Mapping[str, str], name: str) -> str | None:
    address = environment.get(name)
    if not address:
        return None
    try:
        _checked(address)
    except StoreError as error:
        raise StoreError(f"{name}: {error.reason}", advice=error.advice) from error
    return address
