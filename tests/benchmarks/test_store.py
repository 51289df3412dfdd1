"""What the store costs, beside bare Oxigraph and rdflib's memory, as it grows.

``KG_BENCHMARK=1 pytest tests/benchmarks/test_store.py -s`` prints the table. KG_BENCHMARK_QUADS
gives the sizes, such as ``10000,100000,1000000``.

Bare Oxigraph does the same work in as few words as can be: one transaction an article, the union
kept in the default graph, the same queries to rows of terms, the same lines in order. The least is
without union and without order. They take turns, and the best of as many turns as there is time for
counts; loading is done once, article by article in turn. Times are the processor's for the thread
that does it, so that other work on the machine and what databases do in the background count
little. rdflib is given 20 seconds a query, once, and no million quads; KG_BENCHMARK_PATIENCE gives
other seconds, 0 leaves it out.
"""

from __future__ import annotations

import os
import shutil
import signal
import time
from collections.abc import Callable, Iterable, Iterator
from math import inf, nan
from pathlib import Path
from statistics import median
from typing import TypeAlias

import pyoxigraph as ox
import pytest
import rdflib

from kg.derive import derive, replace_article, update
from kg.export import export
from kg.quads import record_run
from kg.query import named_queries, run_query
from kg.store import Store, open_store
from kg.vocab import PREFIXES
from tests.benchmarks.news import RUN, written

pytestmark = pytest.mark.skipif("KG_BENCHMARK" not in os.environ, reason="KG_BENCHMARK is not set")

SIZES = [int(size) for size in os.environ.get("KG_BENCHMARK_QUADS", "10000").split(",")]
CHANGES = 25  # articles that are added and removed one by one
ROWS = 10_000
IN_MEMORY = 100_000  # quads that rdflib is given at most
PATIENCE = int(os.environ.get("KG_BENCHMARK_PATIENCE", "20"))  # seconds for a query of rdflib
Action: TypeAlias = Callable[[], object]


def seconds(action: Action) -> float:
    """How long this thread is at work for it."""
    began = time.thread_time()
    action()
    return time.thread_time() - began


def by_turns(*actions: Action) -> list[float]:
    """The least seconds of each action; they take turns, so that other work hits all alike."""
    best = [inf] * len(actions)
    began = time.perf_counter()
    for turn in range(200):
        if turn > 1 and time.perf_counter() - began > 2 * len(actions):
            break
        best = [min(least, seconds(act)) for least, act in zip(best, actions, strict=True)]
    return best


def loaded(folder: Path, articles: int) -> tuple[Store, ox.Store, ox.Store, list[float]]:
    """The three stores with the articles in them, and how long it took each."""
    store = open_store(folder / "kg", write=True)
    record_run(store, RUN)
    bare, least = ox.Store(folder / "bare"), ox.Store(folder / "least")
    spent = [0.0, 0.0, 0.0]
    for number in range(articles):
        graph, quads = written(number)
        ways: list[Action] = [
            lambda g=graph, q=quads: store.replace(g, q),
            lambda q=quads: bare.extend([*q, *(ox.Quad(*quad.triple) for quad in q)]),
            lambda q=quads: least.extend(q),
        ]
        for at in range(3):
            way = (number + at) % 3
            spent[way] += seconds(ways[way])
    spent[0] += seconds(store.oxigraph.flush)
    spent[1] += seconds(bare.flush)
    spent[2] += seconds(least.flush)
    return store, bare, least, spent


def removed(store: Store, bare: ox.Store, least: ox.Store) -> list[float]:
    """The seconds that one article takes to go: of each of some the best of three times."""
    best: list[list[float]] = []
    for number in range(CHANGES):
        graph, quads = written(number)
        union = [ox.Quad(*quad.triple) for quad in quads]
        times = []
        for _ in range(3):
            times.append(
                [
                    seconds(lambda g=graph: store.remove(g)),
                    seconds(lambda g=graph: drop(bare, g)),
                    seconds(lambda g=graph: least.remove_graph(ox.NamedNode(g))),
                ]
            )
            store.replace(graph, quads)
            bare.extend([*quads, *union])
            least.extend(quads)
        best.append([min(column) for column in zip(*times, strict=True)])
    return [median(column) for column in zip(*best, strict=True)]


def drop(store: ox.Store, graph: str) -> None:
    """Remove a graph, and from the union what no other graph states."""
    store.update(
        f"DELETE {{ ?s ?p ?o }} WHERE {{ GRAPH <{graph}> {{ ?s ?p ?o }}"
        f" FILTER NOT EXISTS {{ GRAPH ?g {{ ?s ?p ?o }} FILTER(?g != <{graph}>) }} }} ;"
        f" DROP GRAPH <{graph}>"
    )


def changes(store: Store, articles: int) -> Iterator[tuple[str, list[float]]]:
    """What kg alone does: derive, and follow a change of one article."""
    yield "derive all", [seconds(lambda: derive(store))]
    yield "publish", [seconds(store.flush)]
    update(store)
    added, gone = [], []
    for number in range(CHANGES):
        graph, quads = written(articles + number)
        added.append(seconds(lambda g=graph, q=quads: changed(store, g, q)))
    for number in range(CHANGES):
        graph, _ = written(articles + number)
        gone.append(seconds(lambda g=graph: changed(store, g, ())))
    yield "add an article, derive", [median(added)]
    yield "remove it, derive", [median(gone)]


def changed(store: Store, graph: str, quads: Iterable[ox.Quad]) -> None:
    """An article is there or gone, and so is what follows from it."""
    replace_article(store, graph, quads)
    update(store)


def read(store: Store, published: ox.Store, folder: Path) -> Iterator[tuple[str, list[float]]]:
    """What readers do with what was published."""
    for query in named_queries():
        yield (
            query.name,
            by_turns(
                lambda name=query.name: list(run_query(store, name).rows()),
                lambda text=query.text: list(map(tuple, published.query(text, prefixes=PREFIXES))),
            ),
        )
    some = f"SELECT * {{ ?s ?p ?o }} LIMIT {ROWS}"
    for form in ("json", "csv"):
        kind = ox.QueryResultsFormat.JSON if form == "json" else ox.QueryResultsFormat.CSV
        target = folder / f"rows.{form}"

        def ours(target: Path = target, form: str = form) -> None:
            with target.open("wb") as stream:
                run_query(store, some, limit=ROWS).write(stream, form)

        def bare(target: Path = target, kind: ox.QueryResultsFormat = kind) -> None:
            with target.open("wb") as stream:
                published.query(some, prefixes=PREFIXES).serialize(stream, kind)

        yield f"{ROWS} rows as {form}", by_turns(ours, bare)
    for form in ("ttl", "nq"):
        target = folder / f"export.{form}"
        yield (
            form,
            by_turns(
                lambda t=target: export(store, t),
                lambda t=target, f=form: t.write_bytes(written_in_order(published, f)),
                lambda t=target, f=form: dumped(published, t, f),
            ),
        )


def written_in_order(store: ox.Store, form: str) -> bytes:
    """All triples as Turtle, or all quads as lines; equal stores give equal bytes."""
    if form == "nq":
        graphs = store.named_graphs()
        quads = (q for graph in graphs for q in store.quads_for_pattern(None, None, None, graph))
        lines = ox.serialize(quads, format=ox.RdfFormat.N_QUADS).splitlines()
        return b"\n".join(sorted(lines))
    lines = store.dump(format=ox.RdfFormat.N_TRIPLES, from_graph=ox.DefaultGraph()).splitlines()
    triples = ox.parse(b"\n".join(sorted(lines)), ox.RdfFormat.N_TRIPLES)
    return ox.serialize(triples, format=ox.RdfFormat.TURTLE, prefixes=PREFIXES)


def dumped(store: ox.Store, target: Path, form: str) -> None:
    """All there is, in no order."""
    if form == "ttl":
        store.dump(target, ox.RdfFormat.TURTLE, from_graph=ox.DefaultGraph(), prefixes=PREFIXES)
    else:
        store.dump(target, ox.RdfFormat.N_QUADS)


def in_rdflib(folder: Path, articles: int, lines: Path) -> Iterator[tuple[str, float]]:
    """What rdflib's memory needs; it begins with what is parsed, as its users do."""
    store = rdflib.Dataset(default_union=True)
    spent = 0.0
    for number in range(articles):
        _, quads = written(number)
        text = ox.serialize(quads, format=ox.RdfFormat.N_QUADS)
        spent += seconds(lambda t=text: store.parse(data=t, format="nquads"))
    yield "load", spent
    graphs = [rdflib.URIRef(written(number)[0]) for number in range(CHANGES)]
    yield (
        "remove an article",
        median([seconds(lambda g=graph: store.remove_graph(g)) for graph in graphs]),
    )
    derived = rdflib.Dataset(default_union=True)
    derived.parse(lines, format="nquads")
    signal.signal(signal.SIGALRM, give_up)
    for query in named_queries():
        signal.alarm(PATIENCE)
        try:
            yield query.name, seconds(lambda q=query: list(derived.query(q.text, initNs=PREFIXES)))
        except TimeoutError:
            yield query.name, inf
        except Exception:  # of a variable that an aggregate finds unbound
            yield query.name, nan
        finally:
            signal.alarm(0)
    union = rdflib.Graph()
    for triple in derived.triples((None, None, None)):
        union.add(triple)
    yield "ttl", seconds(lambda: union.serialize(folder / "rdflib.ttl", format="turtle"))
    yield "nq", seconds(lambda: derived.serialize(folder / "rdflib.nq", format="nquads"))


def give_up(number: int, frame: object) -> None:
    """End a query of rdflib."""
    raise TimeoutError


def measured(folder: Path, articles: int) -> Iterator[tuple[str, list[float]]]:
    """What is done, and the seconds of kg, of bare Oxigraph and of the least, where there are."""
    store, bare, least, spent = loaded(folder, articles)
    with store:
        yield "load", spent
        yield "remove an article", removed(store, bare, least)
        yield from changes(store, articles)
    current = (folder / "kg/current").read_text().strip()
    published = ox.Store.read_only(str(folder / "kg/published" / current))
    with open_store(folder / "kg") as store:
        yield from read(store, published, folder)


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.filterwarnings("ignore")
def test_table(size: int, tmp_path: Path) -> None:
    """Seconds of kg, and how many times as long it takes as bare Oxigraph and rdflib."""
    articles = round(size / (sum(len(written(n)[1]) for n in range(100)) / 100))
    mine = dict(measured(tmp_path, articles))
    other: dict[str, float] = {}
    if PATIENCE and size <= IN_MEMORY:
        other = dict(in_rdflib(tmp_path, articles, tmp_path / "export.nq"))
    print(f"\n{articles} articles, {size} quads; seconds")
    print(f"{'':24}{'kg':>10}{'bare':>10}{'kg/bare':>9}{'least':>10}{'rdflib/kg':>11}")
    for what, (took, *rest) in mine.items():
        cells = [f"{what:24}{took:10.4f}"]
        cells.append(f"{rest[0]:10.4f}{took / rest[0]:9.2f}" if rest else " " * 19)
        cells.append(f"{rest[1]:10.4f}" if rest[1:] else " " * 10)
        if what in other:
            late = f"> {PATIENCE} s"
            cells.append(f"{late:>11}" if other[what] == inf else f"{other[what] / took:11.1f}")
        print("".join(cells))
    shutil.rmtree(tmp_path)
