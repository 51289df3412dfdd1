"""The commands on a graph that a server holds."""

from __future__ import annotations

from pathlib import Path

import pytest
from console import kg

from kg.store import open_store
from tests.store.servers import emptied

ONE = """---
title: Red and Blue
published: 2024-02-10
source: post
---
The Red Party and the Blue League formed an alliance on Tuesday. Ann Lee leads the Red Party.
"""
TWO = """---
title: The Greens leave
published: 2024-02-20
source: herald
---
Bo Ray leads the Blue League. The Red Party and the Blue League formed an alliance on Tuesday.
"""


@pytest.fixture(params=["oxigraph", "virtuoso"])
def server(request: pytest.FixtureRequest) -> str:
    """The address of each server, which holds nothing of ours."""
    request.getfixturevalue("login")
    address = str(request.getfixturevalue(request.param))
    emptied(address).close()
    return address


@pytest.fixture
def news(tmp_path: Path) -> Path:
    """Two articles."""
    folder = tmp_path / "news"
    folder.mkdir()
    (folder / "one.txt").write_text(ONE)
    (folder / "two.txt").write_text(TWO)
    return folder


def good(*arguments: object) -> str:
    """What a command prints; it must succeed."""
    done = kg(*arguments)
    assert done.exit_code == 0, done.output
    return done.stdout


def test_an_article_taken_out_leaves_what_the_other_alone_leaves(
    server: str, news: Path, tmp_path: Path
) -> None:
    """Built, asked, removed on the server; compared with a folder that never had it."""
    store, other, file = ("--store", server), ("--store", tmp_path / "kg-store"), tmp_path / "a.nq"
    good("build", news, *store)
    assert "unchanged" in good("build", news, *store)
    asked = ("query", "leaders", "--format", "csv")
    leaders = {line.split(",")[0] for line in good(*asked, *store).splitlines()[1:]}
    assert leaders == {"Ann Lee", "Bo Ray"}
    good("remove", "two", *store)
    good("build", news / "one.txt", *other)
    good("export", file, "--canonical", *store)
    remote = file.read_bytes()
    good("export", file, "--canonical", *other)
    assert remote == file.read_bytes()
    assert good(*asked, *store) == good(*asked, *other)


def test_every_command_takes_a_server(server: str, news: Path, tmp_path: Path) -> None:
    """What only reads, and what judges."""
    local = tmp_path / "kg-store"
    good("build", news, "--store", local)
    with open_store(local) as embedded, emptied(server) as store:
        for graph in embedded.graphs():
            store.replace(graph, embedded.quads(graph))
    for command in (
        ["claims"], ["entities"], ["articles"], ["history", "one"], ["why", "Ann Lee"],
        ["disagreements"], ["judgements"], ["check"], ["view", "alliances", "-o", "-"],
        ["query", "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"],
    ):  # fmt: skip
        assert good(*command, "--store", server) == good(*command, "--store", local), command
    good("different", "Ann Lee", "Bo Ray", "--author", "me", "--store", server)
    assert "different" in good("judgements", "--store", server)


def test_what_looks_after_a_folder_takes_no_server() -> None:
    """A wrong use, told before anything is asked."""
    for command in (["serve"], ["store", "info"]):
        done = kg(*command, "--store", "http://127.0.0.1:9/")
        assert done.exit_code == 2
        assert "needs a folder" in done.output


def test_a_server_that_is_not_there_is_a_message() -> None:
    """One line, no traceback."""
    done = kg("claims", "--store", "http://127.0.0.1:9/")
    assert done.exit_code == 1
    assert done.stderr.startswith("kg: http://127.0.0.1:9 cannot be reached")
