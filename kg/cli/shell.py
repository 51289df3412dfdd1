"""What the commands share: options, errors and exit status, and how text reaches a terminal."""

from __future__ import annotations

import json
import logging
import os
import shutil
import signal
import sys
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from typing import IO, Any, NoReturn, TypeVar

import click

from kg.errors import KgError, LimitError, QueryError, UsageError
from kg.model import STATUSES

Command = TypeVar("Command", bound=Callable[..., Any])

FAILED, WRONG_USE, INTERRUPTED = 1, 2, 130
_GAP = "  "
_BATCH = 500  # lines that are written at once


class Commands(click.Group):
    """The group of all commands: lists them in the order given, and turns errors into exits."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The commands in the order in which a user meets them."""
        return list(self.commands)

    def main(self, *args: Any, **extra: Any) -> NoReturn:
        """Run a command and exit; the one place where errors become messages and exit status."""
        for stream in (sys.stdout, sys.stderr):
            if hasattr(stream, "reconfigure"):  # pragma: no branch
                # Files and pipes get UTF-8 everywhere; a terminal what it can show.
                encoding = None if stream.isatty() else "utf-8"
                stream.reconfigure(encoding=encoding, errors="replace")
        extra["standalone_mode"] = False
        extra.setdefault("auto_envvar_prefix", "KG")
        try:
            code = super().main(*args, **extra)
            sys.stdout.flush()
        except (click.Abort, KeyboardInterrupt):
            code = INTERRUPTED
        except click.ClickException as error:
            error.show()
            code = error.exit_code
        except KgError as error:
            complain(str(error))
            wrong = isinstance(error, UsageError | QueryError) and not isinstance(error, LimitError)
            code = WRONG_USE if wrong else FAILED
        except BrokenPipeError:  # "| head" has seen enough
            _silence_stdout()
            code = FAILED
        except OSError as error:
            _silence_stdout()
            complain(f"{error.filename or 'the output'}: {error.strerror or error}")
            code = FAILED
        sys.exit(code if isinstance(code, int) else 0)


def _silence_stdout() -> None:
    """Let what is still buffered go nowhere, so that the interpreter can end without a word."""
    real = sys.__stdout__
    if real is not None and sys.stdout is real:
        os.dup2(os.open(os.devnull, os.O_WRONLY), real.fileno())


class _OneLine(logging.Formatter):
    """Log records without an article's control characters."""

    def format(self, record: logging.LogRecord) -> str:
        return escaped(super().format(record))


def log_to_stderr(level: int) -> None:
    """Send the library's log to standard error."""
    handler = logging.StreamHandler()
    handler.setFormatter(_OneLine("kg: %(message)s"))
    logging.basicConfig(level=level, handlers=[handler], force=True)


def plain_where_asked(ctx: click.Context) -> None:
    """Do without colour where NO_COLOR is set; click itself does so only off a terminal."""
    if os.environ.get("NO_COLOR"):
        ctx.color = False


# Options -----------------------------------------------------------------------------------------


class Place(click.Path):
    """A graph's folder, or where allowed the address of a server."""

    def __init__(self, *, servers: bool) -> None:
        super().__init__(path_type=Path, file_okay=False)
        self._servers = servers

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """A Path, or the address as it is."""
        if not str(value).lower().startswith(("http://", "https://")):
            return super().convert(value, param, ctx)
        if not self._servers:
            self.fail("this command needs a folder, no server", param, ctx)
        return value


def _store_option(*, servers: bool) -> Callable[[Command], Command]:
    return click.option(
        "--store",
        type=Place(servers=servers),
        default=Path("kg-store"),
        show_default="./kg-store",
        envvar="KG_STORE",
        metavar="DIR|URL" if servers else "DIR",
        help="Folder of the graph, or a server's address." if servers else "Folder of the graph.",
    )


store_option = _store_option(servers=True)
folder_option = _store_option(servers=False)
wait_option = click.option(
    "--wait",
    type=click.FloatRange(min=0),
    default=0,
    metavar="SECONDS",
    help="How long to wait for another process that writes the graph.",
)
articles_argument = click.argument(
    "paths", nargs=-1, type=click.Path(exists=True, allow_dash=True, path_type=Path)
)
status_option = click.option(
    "--status", type=click.Choice(STATUSES), multiple=True, help="Only claims of this status."
)
source_option = click.option("--source", metavar="ID", multiple=True, help="Only from this outlet.")


article_option = click.option(
    "--article", metavar="ID", multiple=True, help="Only of this article."
)


def format_option(*forms: str, default: str = "table") -> Callable[[Command], Command]:
    """The option --format."""
    return click.option(
        "--format",
        "form",
        type=click.Choice(forms),
        default=default,
        show_default=True,
        help="How to print.",
    )


# Output ------------------------------------------------------------------------------------------


def complain(message: str) -> None:
    """Say on standard error what went wrong."""
    click.echo(f"kg: {escaped(message)}", err=True)


def note(message: str) -> None:
    """Say something beside the results, on standard error."""
    click.echo(escaped(message), err=True)


def say(lines: Iterable[str]) -> None:
    """Print lines of results; what they show of articles has gone through ``cell``."""
    iterator = iter(lines)
    while batch := list(islice(iterator, _BATCH)):
        click.echo("\n".join(batch))


def pour(data: Iterable[str]) -> None:
    """Print data as it is, but to a terminal with control characters escaped."""
    on_terminal = sys.stdout.isatty()
    iterator = iter(data)
    while batch := list(islice(iterator, _BATCH)):
        text = "".join(batch)
        click.echo(escaped(text) if on_terminal else text, nl=False)


@contextmanager
def binary_output() -> Iterator[IO[bytes]]:
    """Standard output for bytes; on a terminal they are shown like ``pour`` shows text."""
    if not sys.stdout.isatty():
        yield sys.stdout.buffer
        sys.stdout.buffer.flush()
        return
    from io import BytesIO

    buffer = BytesIO()
    yield buffer
    pour(buffer.getvalue().decode("utf-8", "replace").splitlines(keepends=True))


def escaped(text: str) -> str:
    """Text with every character that could steer a terminal written as its JSON escape."""
    return "".join(
        char if char.isprintable() or char in "\n\t" else json.dumps(char)[1:-1] for char in text
    )


def cell(value: object) -> str:
    """A value on one line, safe for a terminal; nothing for None."""
    return "" if value is None else escaped(" ".join(str(value).split()))


def table(
    header: Sequence[str], rows: Iterable[Sequence[object]], *, right: Collection[str] = ()
) -> Iterator[str]:
    """Aligned plain text under a line of column names; on a terminal cut to its width.

    Args:
        header: names of the columns.
        rows: as many values each.
        right: the columns that are aligned to the right.
    """
    lines = [list(header), *([cell(value) for value in row] for row in rows)]
    widths = [max(len(line[i]) for line in lines) for i in range(len(header))]
    room = shutil.get_terminal_size().columns if sys.stdout.isatty() else sys.maxsize
    for number, line in enumerate(lines):
        cells = [
            text.rjust(width) if name in right else text.ljust(width)
            for name, text, width in zip(header, line, widths, strict=True)
        ]
        text = _GAP.join(cells).rstrip()
        text = text if len(text) <= room else f"{text[: room - 1]}…"
        yield click.style(text, bold=True) if number == 0 else text


@contextmanager
def ended_by_ctrl_c() -> Iterator[None]:
    """Let Ctrl-C end the process at once: a query in the store does not hear Python's handler."""
    before = signal.signal(signal.SIGINT, signal.SIG_DFL)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
