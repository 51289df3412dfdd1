"""A build that is killed at any moment loses nothing, and the next one ends as if it had not been.

``KG_KILLS=100`` asks for as many kills; a few run each time.
"""

from __future__ import annotations

import io
import os
import random
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from pyoxigraph import Quad

from kg.errors import StoreError
from kg.export import dump
from kg.language import Model
from kg.pipeline import build
from kg.quads import is_article_graph, read_articles
from kg.store import Store, open_store

KILLS = int(os.environ.get("KG_KILLS", "6"))
PUBLISHED, ALL = 8, 40  # articles that a store holds at first, and those that a build is given
NAMES = ("Red", "Blue", "Green", "Gold", "Grey", "White", "Black")
BUILD = """
import sys
from pathlib import Path
from kg.language import Model
from kg.pipeline import build
from kg.store import open_store
model = Model.load()
print("ready", flush=True)
with open_store(Path(sys.argv[1]), write=True) as store:
    for outcome in build([Path(sys.argv[2])], store, model=model):
        print(outcome.article, flush=True)
"""


@dataclass(frozen=True)
class Case:
    """A store with a few articles, and what an undisturbed build of all of them makes of it."""

    base: Path  # the store
    articles: Path  # the folder to build
    first: bytes  # what the store says
    last: bytes  # and what it says after the build
    graphs: dict[str, set[Quad]]  # each article's, after the build
    seconds: float  # that the build takes once the model is loaded


def write_articles(folder: Path, count: int) -> Path:
    """A folder of short articles that say something of one another's parties."""
    folder.mkdir()
    for n in range(count):
        one, other = NAMES[n % 7], NAMES[(n * 3 + n // 7 + 1) % 7]
        text = (
            f"date 2024-02-{n % 28 + 1:02} The {one} Party and the {other} League formed an"
            f" alliance on Tuesday. Ann Lee leads the {one} Party, which won {n} seats.\n"
        )
        (folder / f"{n:02}.txt").write_text(text)
    return folder


def said(store: Store) -> bytes:
    """All that a store says."""
    stream = io.BytesIO()
    dump(store, stream, "nq", canonical=True)
    return stream.getvalue()


def article_graphs(store: Store) -> dict[str, set[Quad]]:
    """What each article's graph holds."""
    return {graph: set(store.quads(graph)) for graph in store.graphs() if is_article_graph(graph)}


@dataclass(frozen=True)
class Build:
    """How a build in a process of its own went."""

    done: set[str]  # the articles that it told of as stored
    lived: bool
    seconds: float  # from the first look at the store to the end


def child_build(path: Path, articles: Path, *, killed_after: float | None) -> Build:
    """Build in a process of its own, and kill it at some moment."""
    environment = os.environ | {"PYTHONPATH": str(Path(__file__).parents[2])}
    with subprocess.Popen(
        [sys.executable, "-c", BUILD, str(path), str(articles)],
        stdout=subprocess.PIPE,
        text=True,
        env=environment,
    ) as child:
        assert child.stdout is not None
        assert child.stdout.readline() == "ready\n"
        began = time.monotonic()
        if killed_after is not None:
            time.sleep(killed_after)
            child.kill()
        done = set(child.stdout.read().split())
    return Build(done, child.returncode == 0, time.monotonic() - began)


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory, model: Model) -> Iterator[Case]:
    """The store before, and all that it says after an undisturbed build."""
    folder = tmp_path_factory.mktemp("kill")
    base, whole = folder / "base", folder / "whole"
    with open_store(base, write=True) as store:
        list(build([write_articles(folder / "few", PUBLISHED)], store, model=model))
        first = said(store)
    shutil.copytree(base, whole)
    articles = write_articles(folder / "all", ALL)
    built = child_build(whole, articles, killed_after=None)
    with open_store(whole) as store:
        yield Case(base, articles, first, said(store), article_graphs(store), built.seconds)


@pytest.mark.parametrize("number", range(KILLS))
def test_a_killed_build_loses_nothing(
    number: int, case: Case, tmp_path: Path, model: Model
) -> None:
    """What was published is read, no article is half there, and the next build ends the same."""
    path = tmp_path / "store"
    if fresh := number % 4 == 3:  # every fourth build makes its store
        path.mkdir()
    else:
        shutil.copytree(case.base, path)
    moment = random.Random(number).uniform(0, case.seconds)  # noqa: S311 - the same each time
    killed = child_build(path, case.articles, killed_after=moment)
    try:
        with open_store(path) as store:
            assert said(store) in (
                [case.last] if killed.lived or fresh else [case.first, case.last]
            )
    except StoreError as error:
        assert fresh, error
    with open_store(path, write=True) as store:
        found = article_graphs(store)
        assert found.items() <= case.graphs.items()
        assert killed.done <= {info.id for info in read_articles(store)}
        assert fresh or len(found) >= PUBLISHED
        list(build([case.articles], store, model=model))
    with open_store(path) as store:
        assert said(store) == case.last
