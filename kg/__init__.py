"""Political news in, a knowledge graph with its evidence out.

The names that a program or a notebook needs most stand here; each is loaded when it is first used.

>>> import kg
>>> with kg.open_store("kg-store", write=True) as store:
...     outcomes = list(kg.build(["my-articles"], store))
>>> with kg.open_store("kg-store") as store:
...     claims = kg.why(store, "PTI", "alliedWith")
...     picture = kg.picture_of(store, "alliances", only=kg.Filter(status="factual"))
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from kg.errors import KgError
    from kg.pipeline import build
    from kg.query import disagreements, named_queries, run_query, why
    from kg.store import open_store
    from kg.store.face import dataset
    from kg.view import Filter, measure, network_of, write_page
    from kg.view.pictures import picture_of

__version__ = "0.1.0"

_HOMES = {
    "Filter": "kg.view",  # which claims a network or a picture is made of
    "KgError": "kg.errors",  # what kg raises, always
    "build": "kg.pipeline",  # read articles into a store
    "dataset": "kg.store.face",  # a store as an rdflib Dataset
    "disagreements": "kg.query",  # claims that cannot all be right
    "measure": "kg.view",  # blocs, brokers and balance of a network
    "named_queries": "kg.query",  # the questions that have names
    "network_of": "kg.view",  # a store as a networkx network
    "open_store": "kg.store",  # a folder, a server or nothing but memory as a store
    "picture_of": "kg.view.pictures",  # a store as a picture: networks, timeline, matrix, seats
    "run_query": "kg.query",  # SPARQL, or a named query
    "why": "kg.query",  # the claims that say something, with their words
    "write_page": "kg.view",  # a network as a page for a browser
}

__all__ = [
    "Filter",
    "KgError",
    "__version__",
    "build",
    "dataset",
    "disagreements",
    "measure",
    "named_queries",
    "network_of",
    "open_store",
    "picture_of",
    "run_query",
    "why",
    "write_page",
]


def __getattr__(name: str) -> Any:
    """Load what is asked for."""
    if name not in _HOMES:
        raise AttributeError(f"module 'kg' has no attribute {name!r}")
    value = getattr(import_module(_HOMES[name]), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted(globals().keys() | set(__all__))
