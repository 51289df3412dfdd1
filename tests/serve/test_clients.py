"""Clients that are not ours, against the real server."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from rdflib import Graph, URIRef
from rdflib.plugins.stores.sparqlstore import SPARQLStore
from SPARQLWrapper import CSV, JSON, POST, TURTLE, XML, SPARQLWrapper
from SPARQLWrapper.SPARQLExceptions import QueryBadFormed

from kg.vocab import POL
from tests.serve.server import Server, serving

LEADS = f"SELECT ?person ?group {{ ?person <{POL.leads}> ?group }}"
PTI = "https://w3id.org/polkg/id/entity/party/pakistan-tehreek-e-insaf"
# Where npm installed @comunica/query-sparql; there is no Debian package of it.
COMUNICA = shutil.which("comunica-sparql") or os.environ.get("COMUNICA_SPARQL", "")


@pytest.fixture(scope="module", name="server")
def _server(sample_store: Path) -> Iterator[Server]:
    with serving(sample_store) as server:
        yield server


def curl(*arguments: str) -> str:
    """What curl prints; it must succeed."""
    if not shutil.which("curl"):
        pytest.skip("there is no curl here")
    command = ["curl", "--silent", "--show-error", "--fail", "--noproxy", "*", *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=True, timeout=60).stdout


def wrapper(server: Server, query: str, form: str) -> SPARQLWrapper:
    """A SPARQLWrapper that is about to ask."""
    asked = SPARQLWrapper(f"{server.url}/sparql", returnFormat=form)
    asked.setQuery(query)
    return asked


def test_curl(server: Server) -> None:
    """By GET and by POST, with the form that is asked for."""
    got = curl("-G", "--data-urlencode", f"query={LEADS}", "-H", "Accept: text/csv",
               f"{server.url}/sparql")  # fmt: skip
    posted = curl("--data-binary", LEADS, "-H", "Content-Type: application/sparql-query",
                  "-H", "Accept: text/csv", f"{server.url}/sparql")  # fmt: skip
    assert got == posted
    assert got.startswith("person,group")


def test_curl_reads_an_entity(server: Server) -> None:
    """The path of its IRI, as Turtle where nothing is asked for."""
    path = PTI.removeprefix("https://w3id.org/polkg")
    assert "pol:canonical" in curl(server.url + path)
    assert "<!doctype html>" in curl("-H", "Accept: text/html", server.url + path)


def test_sparqlwrapper(server: Server) -> None:
    """Rows as JSON, XML and CSV, triples as Turtle, by GET and POST."""
    asked = wrapper(server, LEADS, JSON)
    rows = asked.queryAndConvert()["results"]["bindings"]
    assert PTI in {row["group"]["value"] for row in rows}
    asked.setMethod(POST)
    assert asked.queryAndConvert()["results"]["bindings"] == rows
    assert PTI in wrapper(server, LEADS, XML).queryAndConvert().toxml()
    assert PTI.encode() in wrapper(server, LEADS, CSV).queryAndConvert()
    assert b"rdfs:label" in wrapper(server, f"DESCRIBE <{PTI}>", TURTLE).queryAndConvert()
    with pytest.raises(QueryBadFormed):
        wrapper(server, "SELECT ?x {", JSON).query()


def test_rdflib_sparqlstore(server: Server) -> None:
    """An rdflib graph on the endpoint: patterns, counts, queries with bindings."""
    graph = Graph(store=SPARQLStore(f"{server.url}/sparql", returnFormat="json"))
    leads = list(graph.subject_objects(URIRef(POL.leads)))
    assert URIRef(PTI) in {group for _, group in leads}
    found = graph.query(LEADS, initBindings={"group": URIRef(PTI)})
    assert {row.person for row in found} == {one for one, group in leads if str(group) == PTI}


@pytest.mark.skipif(not COMUNICA, reason="npm's @comunica/query-sparql is not installed")
def test_comunica(server: Server) -> None:
    """Comunica finds that it is an endpoint and asks it, and reads an entity as RDF."""

    def ask(source: str, query: str) -> list[dict[str, str]]:
        command = [COMUNICA, source, query, "-t", "application/json"]
        done = subprocess.run(command, capture_output=True, text=True, check=True, timeout=120)
        rows: list[dict[str, str]] = json.loads(done.stdout)
        return rows

    assert PTI in {row["group"] for row in ask(f"{server.url}/sparql", LEADS)}
    path = PTI.removeprefix("https://w3id.org/polkg")
    assert ask(server.url + path, f"SELECT ?x {{ ?x <{POL.canonical}> <{PTI}> }}")
