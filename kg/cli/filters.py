"""The options that say which claims a network is made of, for every command that draws one."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import TYPE_CHECKING, Any

import click

from kg.cli.shell import source_option, status_option

if TYPE_CHECKING:
    from kg.view import Filter

_OPTIONS = (
    click.option("--at", metavar="DATE", help="Only what was printed by, and holds at, this date."),
    click.option("--from", "since", metavar="DATE", help="Only what was printed since then."),
    click.option("--to", "until", metavar="DATE", help="Only what was printed until then."),
    status_option,
    source_option,
    click.option("--country", metavar="NAME", multiple=True,
                 help="Only what is about this country."),
    click.option("--class", "cls", metavar="CLASS", multiple=True,
                 help="Only entities of this class: Party, Person, ..."),
    click.option("--min-sources", type=click.IntRange(min=1), default=1, metavar="N",
                 help="Only what so many independent sources say."),
)  # fmt: skip
leaders_option = click.option(
    "--leaders", is_flag=True, help="In alliances, show those who lead a party too."
)


def filter_options(command: Callable[..., None]) -> Callable[..., None]:
    """Give a command the options, and their `kg.view.Filter` as its argument ``only``."""

    @wraps(command)
    def filtered(**arguments: Any) -> None:
        from kg.view import Filter

        names = ("at", "since", "until", "status", "source", "country", "cls", "min_sources")
        only = Filter(**{name: arguments.pop(name) for name in names})
        command(only=only, **arguments)

    for option in reversed(_OPTIONS):
        filtered = option(filtered)
    return filtered


def titled(what: str, only: Filter) -> str:
    """What is shown and what was asked for: a picture is sent on without its command."""
    asked = only.in_words()
    return f"{what} ({asked})" if asked else what
