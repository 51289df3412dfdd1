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

    from kg.derive import judge, update
    from kg.store import open_store

    open_store(store).close()  # a missing store is an error here, not a new one
    with open_store(store, write=True, wait=wait) as opened:
        pair = _entity(opened, one), _entity(opened, other)
        if decision == "same" and not undo:
            _alike(opened, *pair)
        made = judge(
            opened,
            *(_judged(opened, *pair) if undo else pair),
            "unsure" if undo else decision,
            author=author or getpass.getuser(),
            date=datetime.now(UTC).isoformat(timespec="microseconds"),  # the latest counts
            reason=reason,
        )
        update(opened)
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


def _alike(store: Store, one: str, other: str) -> None:
    """Refuse to make a person and a party one."""
    from kg.derive import read_identity

    identity = read_identity(store)
    classes = [identity[iri].cls for iri in (one, other) if iri in identity]
    bodies = {"Party", "Alliance", "Organization", "Legislature"}
    if len(classes) == 2 and classes[0] != classes[1] and not bodies.issuperset(classes):
        kinds = " and ".join(
            f"{name} is of class {cls}" for name, cls in zip((one, other), classes, strict=True)
        )
        raise UsageError(f"they cannot be the same: {kinds}")


def _judged(store: Store, one: str, other: str) -> tuple[str, str]:
    """The pair that was judged last of those that the two now stand for."""
    from kg.derive import read_identity, read_judgements

    identity = read_identity(store)
    for made in reversed(read_judgements(store)):
        pair = {made.one, made.other}
        canonical = {identity[iri].id if iri in identity else iri for iri in pair}
        if {one, other} in (pair, canonical) and made.decision != "unsure":
            return made.one, made.other
    raise UsageError("no decision on the two is known", advice="kg judgements lists them")


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
