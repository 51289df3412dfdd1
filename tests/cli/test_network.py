"""Networks measured, and written for other programs."""

from __future__ import annotations

from pathlib import Path

import networkx as nx
import pytest
from console import kg


@pytest.mark.parametrize("asked", ["alliances --leaders", "people", "events", "ego PTI"])
def test_the_table_shows_who_and_which_blocs(asked: str, sample_store: Path) -> None:
    """PTI has its place, and the pairs are counted."""
    done = kg("network", *asked.split(), "--store", sample_store)
    assert done.exit_code == 0, done.stderr
    assert "members" in done.stdout
    assert "PTI " in done.stdout
    assert "pairs:" in done.stdout


def test_the_governing_coalition_is_one_bloc(sample_store: Path) -> None:
    """PML-N and PPP, who agreed on a government, are not parted."""
    first = kg("network", "alliances", "--store", sample_store).stdout.splitlines()[1]
    assert "PML-N" in first
    assert "PPP" in first
    assert "PTI" not in first


def test_what_is_not_counted_is_said(sample_store: Path) -> None:
    """Plans and denials are in the network and in no measure, until they are asked for."""
    line = "lines that are not counted:"
    assert line in kg("network", "alliances", "--store", sample_store).stdout
    planned = kg("network", "alliances", "--status", "planned", "--store", sample_store)
    assert line not in planned.stdout


def test_outlets_are_compared(sample_store: Path) -> None:
    """Two that print one wire text have it in common."""
    shown = kg("network", "sources", "--store", sample_store).stdout
    pair = "Harbour Ledger (sample)     Northbank Observer (sample)"
    (line,) = [line for line in shown.splitlines() if line.startswith(pair)]
    assert line.endswith(" 1")


@pytest.mark.parametrize("form", ["csv", "graphml", "gexf", "json"])
def test_a_files_ending_names_its_format(form: str, folder: Path, sample_store: Path) -> None:
    """The file is what standard output gives with --format."""
    done = kg("network", "alliances", "-o", f"x.{form}", "--store", sample_store)
    assert done.exit_code == 0, done.stderr
    assert done.stdout.startswith(f"wrote x.{form}: ")
    shown = kg("network", "alliances", "--format", form, "--store", sample_store)
    assert (folder / f"x.{form}").read_bytes() == shown.stdout_bytes


@pytest.mark.parametrize("read", [nx.read_gexf, nx.read_graphml])
def test_other_programs_read_it(read, folder: Path, sample_store: Path) -> None:
    """Networkx counts the nodes and edges that the command names."""
    ending = read.__name__.removeprefix("read_")
    done = kg("network", "sources", "-o", f"x.{ending}", "--store", sample_store)
    network = read(folder / f"x.{ending}")
    assert f"{len(network)} nodes, {network.number_of_edges()} edges" in done.stdout


def test_csv_of_nodes(sample_store: Path) -> None:
    """One line a node, with its bloc."""
    done = kg("network", "alliances", "--format", "csv", "--nodes", "--store", sample_store)
    header = done.stdout.splitlines()[0].split(",")
    assert header[0] == "label"
    assert "bloc" in header
    assert header[-1] == "id"


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["ego"], "ego needs a NAME"),
        (["alliances", "-o", "x.xlsx"], "cannot be written as .xlsx"),
        (["alliances", "--nodes"], "only csv"),
        (["alliances", "--format", "gexf", "--nodes"], "only csv"),
        (["alliances", "--at", "soon"], "'soon' is not a date"),
        (["alliances", "--from", "2024-03", "--to", "2024-02"], "later than"),
        (["alliances", "--country", "Pakistn"], "Pakistan"),
        (["alliances", "--class", "Partei"], "Party"),
        (["alliances", "--source", "indus"], "indus-courier"),
    ],
)
def test_wrong_use_is_explained(
    arguments: list[str], message: str, folder: Path, sample_store: Path
) -> None:
    """Exit status 2, what is wrong and what would be right, and no file."""
    done = kg("network", *arguments, "--store", sample_store)
    assert done.exit_code == 2
    assert message in done.stderr
    assert not list(folder.iterdir())


@pytest.mark.parametrize(
    "options",
    ["--at 2024-02-13", "--from 2024-03", "--to 2024-02-20", "--class Person", "--min-sources 2",
     "--status planned", "--source meridian-wire", "--country Pakistan"],
)  # fmt: skip
def test_each_filter_leaves_something_out(options: str, sample_store: Path) -> None:
    """Fewer lines than without it, and not none."""
    command = ("network", "people", "--format", "csv", "--store", sample_store)
    every, some = kg(*command), kg(*command, *options.split())
    assert 1 < len(some.stdout.splitlines()) < len(every.stdout.splitlines())


def test_nothing_found_is_said_and_nothing_shown(sample_store: Path) -> None:
    """No alliance of France is in the sample articles."""
    done = kg("network", "alliances", "--country", "France", "--store", sample_store)
    assert (done.exit_code, done.stdout) == (0, "")
    assert "no claim makes a line" in done.stderr
