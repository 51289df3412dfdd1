"""Commands for the owner of a graph's folder."""

from __future__ import annotations

from pathlib import Path

import click

from kg.cli.shell import FAILED, folder_option, say, store_option, table, wait_option


@click.group()
def store() -> None:
    """Look after the folder of the graph: its size, copies of it, its soundness."""


@store.command()
@folder_option
def info(store: Path) -> None:
    """Show what the folder holds, and who is writing it."""
    from kg.store.upkeep import info as look

    found = look(store)
    rows = [
        ("folder", store),
        ("format", found.format),
        ("ontology", found.ontology),
        ("graphs", found.graphs),
        ("quads", found.quads),
        ("bytes", found.size),
        ("being written by", found.writer or "nobody"),
    ]
    say(table(("what", ""), rows))


@store.command()
@click.argument("target", type=click.Path(path_type=Path))
@folder_option
def backup(target: Path, store: Path) -> None:
    """Copy the graph as it was published last to the new folder TARGET; a build may go on."""
    from kg.store.upkeep import backup as copy

    copy(store, target)
    say([f"wrote {target}"])


@store.command()
@folder_option
@wait_option
def compact(store: Path, wait: float) -> None:
    """Rewrite the folder without what was removed from the graph."""
    from kg.derive import derive
    from kg.store import open_store
    from kg.store.upkeep import compact as shrink
    from kg.store.upkeep import info as look

    before = look(store)
    if before.writer is not None:  # what a build that died has stored is published derived
        with open_store(store, write=True, wait=wait) as opened:
            derive(opened)
    shrink(store, wait=wait)
    say([f"{before.size} bytes before, {look(store).size} now"])


@store.command()
@folder_option
@click.pass_context
def verify(ctx: click.Context, store: Path) -> None:
    """Read everything and compare: checksums, graphs, and what queries see of them."""
    from kg.store.upkeep import verify as prove

    problems = list(prove(store))
    say(problems or [f"{store} is sound"])
    if problems:
        ctx.exit(FAILED)


@store.command()
@store_option
@wait_option
def derive(store: Path | str, wait: float) -> None:
    """Make everything that follows from the articles anew; each change already does its part.

    It helps where kg check finds that a derived graph is out of date. A server is served too.
    """
    from kg.derive import derive as make_anew
    from kg.store import open_store

    open_store(store).close()  # a missing store is an error here, not a new one
    with open_store(store, write=True, wait=wait) as opened:
        make_anew(opened)
    say(["derived anew"])
