"""Commands that record who is who."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from kg.cli.shell import Command, note, say, store_option, table, wait_option
from kg.errors import UsageError

if TYPE_CHECKING:
    from kg.derive.judgements import Decision
    from kg.store import Store


def _judging(command: Command) -> Command:
    for option in (
        click.argument("other"),
        click.argument("one"),
        click.option("--reason", default="", help="Why, in a few words."),
        click.option("--author", envvar="KG_AUTHOR", help="Who decides; by default the login."),
        click.option("--undo", is_flag=True, help="Take the decision on the two back."),
        store_option,
        wait_option,
    ):
        command = option(command)
    return command


@click.command()
@_judging
def same(**options: Any) -> None:
    """Record that ONE and OTHER, names or IRIs, are the same."""
    _judge("same", **options)


@click.command()
@_judging
def different(**options: Any) -> None:
    """Record that ONE and OTHER, names or IRIs, are different."""
    _judge("different", **options)


def _judge(
    decision: Decision,
    *,
    one: str,
    other: str,
    reason: str,
    author: str | None,
    undo: bool,
    store: Path | str,
    wait: float,
) -> None:
    import getpass
    from datetime import UTC, datetime

    from kg.derive import decide
    from kg.store import open_store

    open_store(store).close()  # a missing store is an error here, not a new one
    with open_store(store, write=True, wait=wait) as opened:
        made = decide(
            opened,
            _entity(opened, one),
            _entity(opened, other),
            "unsure" if undo else decision,
            author=author or getpass.getuser(),
            date=datetime.now(UTC).isoformat(timespec="microseconds"),  # the latest counts
            reason=reason,
        )
    say([f"{made.decision}: {made.one} {made.other}"])


def _entity(store: Store, text: str) -> str:
    """The one entity that a user means; an IRI may also be that of an entity as stated."""
    from kg.derive import read_identity
    from kg.ids import fold
    from kg.quads import read_entities
    from kg.query import find_entities

    iri = text.strip("<>")
    if iri in read_identity(store):
        return iri
    # what two joined entities are called by themselves still tells them apart
    stated = {
        entity.id
        for entities in read_entities(store).values()
        for entity in entities
        if fold(entity.name) == fold(text)
    }
    if len(stated) == 1:
        return stated.pop()
    found = find_entities(store, text)
    if len(found) > 1:
        shown = ", ".join(f"{entity.name} <{entity.id}>" for entity in found)
        raise UsageError(f"{len(found)} entities are called {text!r}", advice=f"give one: {shown}")
    return found[0].id


@click.command()
@store_option
def judgements(store: Path | str) -> None:
    """List the decisions on who is who, oldest first."""
    from kg.derive import read_judgements
    from kg.store import open_store

    with open_store(store) as opened:
        found = read_judgements(opened)
    rows = ((j.date[:10], j.author, j.decision, j.one, j.other, j.reason) for j in found)
    if found:
        say(table(("date", "author", "decision", "one", "other", "reason"), rows))
    else:
        note("no judgements yet; kg same and kg different make them")
