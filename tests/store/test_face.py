"""The store as an rdflib Dataset."""

from __future__ import annotations

import pytest

from kg.errors import StoreError
from kg.store import open_store
from kg.store.contract import quad
from kg.store.face import dataset


@pytest.mark.filterwarnings("ignore:Dataset.default_context:DeprecationWarning")  # rdflib's own
def test_rdflib_sees_graphs_and_their_union(tmp_path):
    """Each graph by its name, and the union without one, as a set."""
    with open_store(tmp_path, write=True) as store:
        for graph in "gh":
            store.replace(f"http://e/{graph}", [quad("a", f"http://e/{graph}")])
    found = dataset(tmp_path)
    assert len(list(found.query("SELECT * { ?s ?p ?o }"))) == 1
    assert len(list(found.query("SELECT * { GRAPH ?g { ?s ?p ?o } }"))) == 2


def test_a_missing_store_is_told(tmp_path):
    """No empty Dataset for a mistyped path."""
    with pytest.raises(StoreError, match="no store"):
        dataset(tmp_path / "typo")
