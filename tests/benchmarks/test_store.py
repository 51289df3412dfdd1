"""What the store costs, beside bare Oxigraph and rdflib's memory, as it grows.

``KG_BENCHMARK=1 pytest tests/benchmarks/test_store.py -s`` prints the table. KG_BENCHMARK_QUADS
gives the sizes, such as ``10000,100000,1000000``. Times are this process's processor time, all
threads together, so that others on the machine count little. Bare Oxigraph does the same work in as
few words as can be: one transaction an article, the union kept in the default graph, the same
queries, the same lines in order. The least is without union and without order. rdflib is given
20 seconds a query, and no million.
"""

from __future__ import annotations

import os
import random
import shutil
import signal
import time
from collections.abc import Callable, Iterator
from math import inf
from pathlib import Path
from statistics import median

import pyoxigraph as ox
import pytest
import rdflib

from kg.derive import derive, remove_article, replace_article, update
from kg.export import export
from kg.ids import article_iri, entity_iri
from kg.model import Article, Claim, Entity, Evidence, Modality
from kg.quads import Run, article_quads, article_version, record_run
from kg.query import named_queries, run_query
from kg.store import Store, open_store
from kg.vocab import PREFIXES

pytestmark = pytest.mark.skipif("KG_BENCHMARK" not in os.environ, reason="KG_BENCHMARK is not set")

SIZES = [int(size) for size in os.environ.get("KG_BENCHMARK_QUADS", "10000").split(",")]
RUN = Run(extractor="frames/1", started="2024-02-10T00:00:00Z")
RELATIONS = ("alliedWith", "opposes", "backs", "negotiatesWith", "leads", "memberOf", "seatsWon")
REPEATS = 15
PATIENCE = 20  # seconds for a query of rdflib


def written(number: int) -> tuple[str, list[ox.Quad]]:
    """An article of some hundred quads, always the same; every twentieth reprints another."""
    chance = random.Random(number)  # noqa: S311 - not for secrets
    words = random.Random(number - 1 if number % 20 == 0 else number)  # noqa: S311
    text = " ".join(f"w{words.randrange(20000)}" for _ in range(200))
    article = Article(
        id=f"paper/{number}",
        text=text,
        title=f"Article {number}",
        published=f"2024-{1 + number % 12:02}-{1 + number % 28:02}",
        source=f"paper-{number % 30}",
    )

    def entity(cls: str) -> Entity:
        # few are named often and many seldom, and more articles name more of them
        name = f"{cls} {int((10 + number // 2) * chance.random() ** 3)}"
        return Entity(entity_iri(cls, name), name, cls, (name.upper(),))

    claims = []
    for start in (0, 60, 120, 180):
        relation = chance.choice(RELATIONS)
        claims.append(
            Claim(
                article=article.id,
                kind="relation",
                predicate=relation,
                subject=entity("Person" if relation in ("leads", "memberOf") else "Party"),
                object=chance.randrange(300) if relation == "seatsWon" else entity("Party"),
                evidence=Evidence(start, start + 50, text[start : start + 50]),
                modality=Modality(tense=chance.choice(["present", "present", "past", "future"])),
                confidence=0.9,
                extractor="frames/1",
            )
        )
    quads = article_quads(article, [], claims, source=None, run=RUN)
    return article_iri(article.id, article_version(article)), quads


def seconds(action: Callable[[], object]) -> float:
    """How long it takes."""
    began = time.process_time()
    action()
    return time.process_time() - began


def ours(folder: Path, articles: int) -> Iterator[tuple[str, float]]:
    """What kg needs, by what is done."""
    with open_store(folder, write=True) as store:
        record_run(store, RUN)
        spent = 0.0
        for number in range(articles):
            graph, quads = written(number)
            spent += seconds(lambda graph=graph, quads=quads: store.replace(graph, quads))
        yield "load", spent + seconds(store.flush)
        gone = [written(number) for number in range(REPEATS)]
        yield "remove", median([seconds(lambda g=graph: store.remove(g)) for graph, _ in gone])
        for graph, quads in gone:
            store.replace(graph, quads)
        yield "derive all", seconds(lambda: derive(store))
        yield "publish", seconds(store.flush)
        yield "add and derive", median([added(store, articles + n) for n in range(REPEATS)])
        yield "remove and derive", median([removed(store, graph) for graph, _ in gone])
    with open_store(folder) as store:
        for query in named_queries():
            yield query.name, seconds(lambda name=query.name: list(run_query(store, name).rows()))
        for form in ("ttl", "nq"):
            yield form, seconds(lambda form=form: export(store, folder.with_suffix(f".{form}")))


def added(store: Store, number: int) -> float:
    """Seconds to add one more article, and to derive what follows."""
    graph, quads = written(number)
    return seconds(lambda: (replace_article(store, graph, quads), update(store)))


def removed(store: Store, graph: str) -> float:
    """Seconds to remove an article, and to derive what follows."""
    return seconds(lambda: (remove_article(store, graph), update(store)))


def bare(folder: Path, articles: int, published: ox.Store) -> Iterator[tuple[str, float]]:
    """What Oxigraph needs without kg."""
    store = ox.Store(folder)
    spent = 0.0
    for number in range(articles):
        _, quads = written(number)
        spent += seconds(lambda q=quads: store.extend([*q, *(ox.Quad(*x.triple) for x in q)]))
    yield "load", spent + seconds(store.flush)
    graphs = [written(number)[0] for number in range(REPEATS)]
    yield "remove", median([seconds(lambda g=graph: drop(store, g)) for graph in graphs])
    for query in named_queries():
        yield query.name, seconds(lambda q=query: list(published.query(q.text, prefixes=PREFIXES)))
    for form in ("ttl", "nq"):
        yield form, seconds(lambda f=form: written_in_order(published, f))


def written_in_order(store: ox.Store, form: str) -> bytes:
    """All triples as Turtle, or all quads as lines; equal stores give equal bytes."""
    if form == "nq":
        lines = store.dump(format=ox.RdfFormat.N_QUADS).splitlines()
        return b"\n".join(sorted(line for line in lines if line.endswith(b"> .")))
    lines = store.dump(format=ox.RdfFormat.N_TRIPLES, from_graph=ox.DefaultGraph()).splitlines()
    triples = (q.triple for q in ox.parse(b"\n".join(sorted(lines)), ox.RdfFormat.N_TRIPLES))
    return ox.serialize(triples, format=ox.RdfFormat.TURTLE, prefixes=PREFIXES)


def drop(store: ox.Store, graph: str) -> None:
    """Remove a graph, and from the union what no other graph states."""
    store.update(
        f"DELETE {{ ?s ?p ?o }} WHERE {{ GRAPH <{graph}> {{ ?s ?p ?o }}"
        f" FILTER NOT EXISTS {{ GRAPH ?g {{ ?s ?p ?o }} FILTER(?g != <{graph}>) }} }} ;"
        f" DROP GRAPH <{graph}>"
    )


def plain(folder: Path, articles: int, published: ox.Store) -> Iterator[tuple[str, float]]:
    """What Oxigraph needs where no union is kept: a query without GRAPH then sees nothing."""
    store = ox.Store(folder)
    spent = 0.0
    for number in range(articles):
        _, quads = written(number)
        spent += seconds(lambda q=quads: store.extend(q))
    yield "load", spent + seconds(store.flush)
    graphs = [ox.NamedNode(written(number)[0]) for number in range(REPEATS)]
    yield "remove", median([seconds(lambda g=graph: store.remove_graph(g)) for graph in graphs])
    for form, kind in (("ttl", ox.RdfFormat.TURTLE), ("nq", ox.RdfFormat.N_QUADS)):
        graph = ox.DefaultGraph() if form == "ttl" else None
        target = folder.with_suffix(f".{form}")
        yield (
            form,
            seconds(
                lambda t=target, k=kind, g=graph: published.dump(
                    t, k, from_graph=g, prefixes=PREFIXES
                )
            ),
        )


def in_rdflib(folder: Path, articles: int, lines: Path) -> Iterator[tuple[str, float]]:
    """What rdflib's memory needs; it begins with what is parsed, as its users do."""
    store = rdflib.Dataset(default_union=True)
    spent = 0.0
    for number in range(articles):
        _, quads = written(number)
        text = ox.serialize(quads, format=ox.RdfFormat.N_QUADS)
        spent += seconds(lambda t=text: store.parse(data=t, format="nquads"))
    yield "load", spent
    graphs = [rdflib.URIRef(written(number)[0]) for number in range(REPEATS)]
    yield "remove", median([seconds(lambda g=graph: store.remove_graph(g)) for graph in graphs])
    derived = rdflib.Dataset(default_union=True)
    derived.parse(lines, format="nquads")
    signal.signal(signal.SIGALRM, give_up)
    for query in named_queries():
        signal.alarm(PATIENCE)
        try:
            yield query.name, seconds(lambda q=query: list(derived.query(q.text, initNs=PREFIXES)))
        except TimeoutError:
            yield query.name, inf
        finally:
            signal.alarm(0)
    union = rdflib.Graph()
    for triple in derived.triples((None, None, None)):
        union.add(triple)
    yield "ttl", seconds(lambda: union.serialize(folder.with_suffix(".ttl"), format="turtle"))
    yield "nq", seconds(lambda: derived.serialize(folder.with_suffix(".nq"), format="nquads"))


def give_up(number: int, frame: object) -> None:
    """End a query of rdflib."""
    raise TimeoutError


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.filterwarnings("ignore")
def test_table(size: int, tmp_path: Path) -> None:
    """Seconds of kg, and how many times as long it takes as bare Oxigraph and rdflib."""
    articles = round(size / (sum(len(written(n)[1]) for n in range(100)) / 100))
    mine = dict(ours(tmp_path / "kg", articles))
    current = (tmp_path / "kg/current").read_text().strip()
    published = ox.Store.read_only(str(tmp_path / "kg/published" / current))
    alone = dict(bare(tmp_path / "bare", articles, published))
    named = dict(plain(tmp_path / "plain", articles, published))
    other: dict[str, float] = {}
    if size <= 100_000:
        other = dict(in_rdflib(tmp_path / "rdflib", articles, tmp_path / "kg.nq"))
    print(f"\n{articles} articles, {size} quads; {len(published)} with what follows and the union")
    print(f"{'':24}{'kg':>10}{'bare':>10}{'kg/bare':>9}{'least':>10}{'rdflib/kg':>11}")
    for what, took in mine.items():
        cells = [f"{what:24}{took:10.4f}"]
        cells.append(f"{alone[what]:10.4f}{took / alone[what]:9.2f}" if what in alone else " " * 19)
        cells.append(f"{named[what]:10.4f}" if what in named else " " * 10)
        cells.append(f"{other[what] / took:11.1f}" if what in other else "")
        print("".join(cells))
    shutil.rmtree(tmp_path)
