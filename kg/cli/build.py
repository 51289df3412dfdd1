"""Commands that fill, empty and examine the graph."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.cli.shell import (
    FAILED,
    articles_argument,
    complain,
    note,
    say,
    store_option,
    table,
    wait_option,
)
from kg.errors import ReadError
from kg.model import STATUSES, Article

if TYPE_CHECKING:
    from kg.pipeline import Outcome
    from kg.store import Store

_MOST_ROWS = 60  # articles that the table shows; of more only the sums
_NUMBERS = ("claims", *STATUSES)


@click.command()
@articles_argument
@store_option
@wait_option
@click.option("--page", type=click.Path(path_type=Path, dir_okay=False), metavar="FILE",
              help="Write the network of alliances as a page.")  # fmt: skip
@click.option("--turtle", type=click.Path(path_type=Path, dir_okay=False), metavar="FILE",
              help="Write the graph as Turtle.")  # fmt: skip
@click.option("-q", "--quiet", is_flag=True, help="Print no table.")
@click.pass_context
def build(
    ctx: click.Context,
    paths: tuple[Path, ...],
    store: Path | str,
    wait: float,
    page: Path | None,
    turtle: Path | None,
    quiet: bool,
) -> None:
    """Read articles, extract what they say, store it with its evidence.

    PATHS are files and folders of articles (.txt, .jsonl), source files (.toml), or - for standard
    input. Without PATHS the sample articles that come with kg are read, and alliances.html and
    kg.ttl are written to the current folder.
    """
    from kg import pipeline
    from kg.store import open_store

    if not paths:
        page, turtle = page or Path("alliances.html"), turtle or Path("kg.ttl")
    with open_store(store, write=True, wait=wait) as opened:
        with closing(pipeline.build(paths, opened, started=_now())) as outcomes:
            done = list(_watched(outcomes))
        if not quiet:
            say(_summary(done, opened))
        _write_files(opened, page, turtle)
    if any(outcome.error for outcome in done):
        ctx.exit(FAILED)


def _now() -> str:
    from datetime import UTC, datetime

    return datetime.now(UTC).isoformat(timespec="seconds")


def _watched(outcomes: Iterator[Outcome]) -> Iterator[Outcome]:
    """Pass outcomes on, with complaints as they come and, on a terminal, a running count."""
    shows = sys.stderr.isatty()
    for count, outcome in enumerate(outcomes, start=1):
        if shows:
            click.echo(f"\r{count} articles", nl=False, err=True)
        if shows and (outcome.error or outcome.warnings):
            click.echo("\r", nl=False, err=True)
        if outcome.error:
            complain(str(outcome.error))
        for warning in outcome.warnings:
            complain(f"{outcome.article}: {warning}")
        yield outcome
    if shows:
        click.echo("\r\033[K", nl=False, err=True)


def _summary(outcomes: list[Outcome], store: Store) -> Iterator[str]:
    from kg.query import disagreements

    rows = [_row(outcome) for outcome in outcomes] if len(outcomes) <= _MOST_ROWS else []
    counts: Counter[str] = Counter()
    for outcome in outcomes:
        counts.update(outcome.claims)
    failed = sum(outcome.error is not None for outcome in outcomes)
    unchanged = sum(outcome.unchanged for outcome in outcomes)
    remarks = [f"{failed} failed"] if failed else []
    remarks += [f"{unchanged} unchanged"] if unchanged else []
    title = f"{len(outcomes)} articles"
    sums = (counts[status] or "" for status in STATUSES)
    rows.append((title, counts.total(), *sums, ", ".join(remarks)))
    yield from table(("article", *_NUMBERS, ""), rows, right=_NUMBERS)
    found = disagreements(store)
    yield f"{len(found)} disagreements{': kg disagreements shows them' if found else ''}"


def _row(outcome: Outcome) -> tuple[object, ...]:
    if outcome.error:
        return (outcome.article, *("" for _ in _NUMBERS), "failed")
    counts = (outcome.claims.get(status, "") for status in STATUSES)
    remark = "unchanged" if outcome.unchanged else ""
    return (outcome.article, sum(outcome.claims.values()), *counts, remark)


def _write_files(store: Store, page: Path | None, turtle: Path | None) -> None:
    if page is not None:
        from kg.view import network_of, write_page

        write_page(page, network_of(store, "alliances"), title="Alliances")
        say([f"wrote {page}, the network of alliances, for a browser"])
    if turtle is not None:
        from kg.export import export

        triples = export(store, turtle)
        say([f"wrote {turtle}, the graph as Turtle, {triples} triples"])


@click.command()
@click.argument("article")
@store_option
@wait_option
def remove(article: str, store: Path | str, wait: float) -> None:
    """Take an article out of the graph, and everything that only it says.

    ARTICLE is its id, for all its versions, or the IRI of one version; "kg articles" lists both.
    """
    from kg.derive import remove_article, update
    from kg.quads import article_graphs, read_version
    from kg.store import open_store

    open_store(store).close()  # a missing store is an error here, not a new one
    with open_store(store, write=True, wait=wait) as opened:
        versions = [read_version(opened, iri).info for iri in article_graphs(opened, article)]
        for version in versions:
            remove_article(opened, version.iri)
        update(opened)
    say(f"removed {version.id} ({version.version})" for version in versions)


@click.command()
@click.option("--report", "file", type=click.Path(path_type=Path, dir_okay=False), metavar="FILE",
              help="Write all that is found as a SHACL report in Turtle.")  # fmt: skip
@store_option
@click.pass_context
def check(ctx: click.Context, file: Path | None, store: Path | str) -> None:
    """Check the graph: shapes (SHACL), words, loose ends, and every quote against its article."""
    from kg.check import check as check_store
    from kg.check import write_report
    from kg.store import open_store

    with open_store(store) as opened:
        report = check_store(opened)
    for problem in report.problems:
        say([f"{problem.count} × {problem.kind}", *(f"    {place}" for place in problem.first)])
    say(
        [
            f"{report.articles} articles, {report.claims} claims, {report.triples} triples: "
            + ("all sound" if report.ok else f"{len(report.problems)} kinds of problems")
        ]
    )
    if file is not None:
        say([f"wrote {file}: {write_report(report.faults, file)} results"])
    if not report.ok:
        ctx.exit(FAILED)


@click.command()
@articles_argument
@click.pass_context
def sources(ctx: click.Context, paths: tuple[Path, ...]) -> None:
    """List the outlets below PATHS with the articles they give; the sample outlets by default."""
    from kg.pipeline import sources_of
    from kg.read import read

    outlets = list(sources_of(paths))
    counts: Counter[str] = Counter()
    failed = False
    for item in read(paths):
        if isinstance(item, Article):
            counts[item.source] += 1
        elif isinstance(item, ReadError):
            failed = True
            complain(str(item))
    rows = [
        (one.id, one.title, one.language, one.country, one.licence, counts[one.id],
         one.expected_yield)
        for one in outlets
    ]  # fmt: skip
    header = ("source", "title", "language", "country", "licence", "articles", "expected")
    say(table(header, rows, right=("articles", "expected")))
    if without := sum(counts.values()) - sum(counts[one.id] for one in outlets):
        note(f"{without} articles of no known outlet")
    if failed or any(counts[one.id] < one.expected_yield for one in outlets):
        ctx.exit(FAILED)
