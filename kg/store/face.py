"""The store as rdflib sees it, for notebooks and for libraries that speak rdflib."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from kg.store.folder import check_marker, read_published
from kg.vocab import PREFIXES

if TYPE_CHECKING:
    from rdflib import Dataset


def dataset(path: Path) -> Dataset:
    """What the last flush published, read-only, as an rdflib Dataset with the usual prefixes.

    Give queries to it as strings: prepared ones run in rdflib's own engine, fifty times slower.

    Args:
        path: the store's folder.

    Raises:
        StoreError: as ``open_store`` for reading.
    """
    from oxrdflib import OxigraphStore  # noqa: PLC0415 - rdflib loads only when it is asked for
    from rdflib import Dataset  # noqa: PLC0415

    check_marker(path)
    found = Dataset(store=OxigraphStore(store=read_published(path)), default_union=False)
    for prefix, namespace in PREFIXES.items():
        found.bind(prefix, namespace)
    return found
