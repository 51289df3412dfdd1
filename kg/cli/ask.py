"""Commands that ask the graph."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

import click

from kg.cli.shell import (
    article_option,
    binary_output,
    cell,
    complain,
    ended_by_ctrl_c,
    format_option,
    note,
    pour,
    say,
    source_option,
    status_option,
    store_option,
    table,
)
from kg.errors import UsageError
from kg.model import Claim, Entity, StoredClaim

if TYPE_CHECKING:
    from kg.query import Change
    from kg.store import Store as Opened

_FORMATS = ("table", "csv", "tsv", "json", "xml", "ttl")  # as kg.query.FORMATS
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


@click.command()
@article_option
@click.option("--predicate", metavar="WORD", help="Only this relation or event.")
@status_option
@source_option
@format_option("table", "jsonl")
@store_option
def claims(form: str, store: Path | str, **filters: Any) -> None:
    """List what the articles say, each claim with its status and its words."""
    from kg.quads import read_claims
    from kg.record import write_lines
    from kg.store import open_store

    with open_store(store) as opened:
        found = _filtered(opened, read_claims(opened), **filters)
    if form == "jsonl":
        pour(write_lines(found))
    else:
        header = ("published", "source", "status", "claim", "quote")
        say(table(header, map(_claim_row, found)))
    if not found:
        note("no claim found")


def _filtered(
    store: Opened,
    found: Iterable[StoredClaim],
    *,
    article: Sequence[str],
    status: Sequence[str],
    source: Sequence[str],
    predicate: str | None = None,
) -> list[StoredClaim]:
    from kg.quads import require_articles, require_sources
    from kg.query.why import find_predicate

    require_articles(store, article)
    require_sources(store, source)
    word = find_predicate(predicate or "")
    return [
        stored
        for stored in found
        if (not article or stored.article.id in article)
        and (not status or stored.claim.status in status)
        and (word is None or stored.claim.predicate == word)
        and (not source or stored.article.source in source)
    ]


def _claim_row(stored: StoredClaim) -> tuple[object, ...]:
    claim = stored.claim
    place = stored.article.source or stored.article.id
    return stored.article.published, place, claim.status, in_words(claim), claim.evidence.quote


def in_words(claim: Claim) -> str:
    """A claim on one line: "PTI alliedWith MWM, says Gohar Ali Khan"."""
    if claim.kind == "event":
        parts = [f"{role}: {', '.join(map(_name, values))}" for role, values in claim.roles]
        said = f"{claim.predicate} ({'; '.join(parts)})"
    else:
        said = f"{_name(claim.subject)} {claim.predicate} {_name(claim.object)}"
    return f"{said}, says {claim.speaker.name}" if claim.speaker else said


def _name(value: object) -> str:
    return value.name if isinstance(value, Entity) else str(value)


@click.command()
@click.option("--type", "cls", metavar="CLASS", help="Only of this class: Person, Party, ...")
@format_option("table", "jsonl")
@store_option
def entities(cls: str | None, form: str, store: Path | str) -> None:
    """List who and what the articles speak of, the most often named first."""
    import json

    from kg.derive import read_identity
    from kg.quads import read_claims
    from kg.store import open_store
    from kg.vocab import CLASSES, is_a

    if cls is not None and cls not in CLASSES:
        raise UsageError(f"there is no class {cls!r}", advice=f"use {', '.join(sorted(CLASSES))}")
    with open_store(store) as opened:
        identity, stored = read_identity(opened), read_claims(opened)
    counts = Counter(
        iri
        for one in stored
        for iri in {identity.get(each.id, each).id for each in one.claim.entities}
    )
    found = {entity.id: entity for entity in identity.values() if is_a(entity.cls, cls or "Entity")}
    ranked = sorted(found.values(), key=lambda entity: (-counts[entity.id], entity.name, entity.id))
    if form == "jsonl":
        pour(
            json.dumps(
                {"id": one.id, "name": one.name, "type": one.cls, "aliases": list(one.aliases),
                 "claims": counts[one.id]},
                ensure_ascii=False,
            ) + "\n"
            for one in ranked
        )  # fmt: skip
    else:
        rows = ((one.name, one.cls, counts[one.id], ", ".join(one.aliases)) for one in ranked)
        say(table(("name", "class", "claims", "also called"), rows, right=("claims",)))


@click.command()
@store_option
def articles(store: Path | str) -> None:
    """List the article versions in the graph."""
    from kg.quads import read_articles, read_claims
    from kg.store import open_store

    with open_store(store) as opened:
        known = read_articles(opened)
        counts = Counter(one.article.iri for one in read_claims(opened, include_superseded=True))
    rows = (
        (info.id, info.version, info.published, info.source, counts[info.iri], info.title,
         "replaced by a newer version" if info.superseded else "")
        for info in known
    )  # fmt: skip
    header = ("article", "version", "published", "source", "claims", "title", "")
    say(table(header, rows, right=("claims",)))


@click.command()
@click.argument("article")
@format_option("table", "jsonl")
@store_option
def history(article: str, form: str, store: Path | str) -> None:
    """Show what each version of ARTICLE says otherwise than the one before it.

    Claims appear, change (status, speaker, number) or vanish; what only moved is no change.
    """
    from kg.query import history as changes_of
    from kg.store import open_store

    with open_store(store) as opened:
        found = changes_of(opened, article)
    if form == "jsonl":
        pour(map(_change_line, found))
    elif found:
        say(table(("version", "published", "", "claim", "quote"), _change_rows(found)))
    if not found:
        note("nothing changed: one version, or versions that say the same")


def _change_rows(found: Iterable[Change]) -> Iterator[tuple[object, ...]]:
    for change in found:
        for stored in filter(None, (change.before, change.after)):
            kind: str = change.kind
            if kind == "changed":
                kind = "changed from" if stored is change.before else "changed to"
            said = f"{in_words(stored.claim)} ({stored.claim.status})"
            quote = stored.claim.evidence.quote
            yield change.article.version, change.article.published, kind, said, quote


def _change_line(change: Change) -> str:
    import json

    from kg.record import claim_record

    record = {
        "article": change.article.id,
        "version": change.article.version,
        "change": change.kind,
        **{
            when: claim_record(stored.claim)
            for when, stored in (("before", change.before), ("after", change.after))
            if stored is not None
        },
    }
    return json.dumps(record, ensure_ascii=False) + "\n"


@click.command()
@click.argument("subject", default="")
@click.argument("relation", default="")
@click.argument("object_", default="", metavar="[OBJECT]")
@article_option
@status_option
@source_option
@format_option("text", "jsonl", default="text")
@store_option
def why(
    subject: str, relation: str, object_: str, form: str, store: Path | str, **filters: Any
) -> None:
    """Show the words behind what the graph says: quote, outlet, date.

    SUBJECT and OBJECT are names, acronyms or IRIs, RELATION a relation or an event; ? stands for
    any: kg why PTI seatsWon
    """
    from kg.query import why as ask_why
    from kg.record import write_lines
    from kg.store import open_store

    with open_store(store) as opened:
        found = _filtered(opened, ask_why(opened, subject, relation, object_), **filters)
    if form == "jsonl":
        pour(write_lines(found))
    else:
        say(line for stored in found for line in _evidence(stored))
    if not found:
        note("no article says so")


def _evidence(stored: StoredClaim, indent: str = "") -> Iterator[str]:
    claim, article = stored.claim, stored.article
    outlet = article.source_title or article.source or article.id
    place = ", ".join(filter(None, (outlet, article.published, article.url or article.id)))
    qualifiers = "".join(f", {name}: {_name(value)}" for name, value in claim.qualifiers)
    when = f", {claim.time}" if claim.time else ""
    yield (
        indent
        + click.style(cell(f"{in_words(claim)}{qualifiers}{when}"), bold=True)
        + (f"  [{claim.status}]")
    )
    yield f"{indent}  “{cell(claim.evidence.quote)}”"
    yield f"{indent}  {cell(place)}"


@click.command()
@click.argument("name", default="")
@click.option("--about", metavar="NAME", help="Only of this one; the same as NAME.")
@store_option
def disagreements(name: str, about: str | None, store: Path | str) -> None:
    """Show where articles cannot all be right: numbers, leaders, denials, plans made or broken.

    NAME is a name, acronym or IRI; without it all are shown.
    """
    from kg.query import disagreements as find
    from kg.store import open_store

    if name and about:
        raise UsageError("NAME and --about are the same", advice="give one of them")
    with open_store(store) as opened:
        found = find(opened, about=name or about)
    for number, one in enumerate(found):
        if number:
            say([""])
        say([click.style(cell(one.title), bold=True)])
        for position in one.positions:
            say([f"  {cell(position.value)}"])
            say(line for stored in position.claims for line in _evidence(stored, "    "))
    if not found:
        note("no disagreement found")


@click.command()
@click.argument("text", default="", metavar="[NAME|SPARQL|-]")
@click.option("--bind", multiple=True, metavar="NAME=VALUE", help="Give a $NAME its value.")
@click.option("--limit", type=click.IntRange(min=0), help="Rows at most.")
@click.option("--safe-csv", is_flag=True, help="With csv: no cell is a formula in a spreadsheet.")
@click.option("--timeout", type=click.FloatRange(min=0, min_open=True), metavar="SECONDS",
              help="End the query after this time.")  # fmt: skip
@click.option("--memory", type=click.IntRange(min=512), metavar="MB",
              help="End the query when it needs more.")  # fmt: skip
@format_option(*_FORMATS)
@store_option
def query(
    text: str,
    bind: tuple[str, ...],
    limit: int | None,
    safe_csv: bool,
    timeout: float | None,
    memory: int | None,
    form: str,
    store: Path | str,
) -> None:
    """Answer a named query or SPARQL; without one, list the named queries.

    The default graph is the union of all graphs; the prefixes pol:, rdf:, rdfs:, schema:, prov:,
    oa:, skos:, graph: are known. With --timeout or --memory it runs in a process of its own, and
    its answer has 64 MiB at most.
    """
    from kg.query import run_query
    from kg.query.worker import MEMORY, QueryWorker, Question
    from kg.store import open_store

    if not text:
        say(_query_list())
        return
    if text == "-":
        text = sys.stdin.buffer.read().decode("utf-8", "replace")
    answer: Any
    if timeout is not None or memory is not None:
        if isinstance(store, str):
            raise UsageError("a server has limits of its own", advice="ask it without --timeout")
        question = Question(text, form, form, _bindings(bind), limit)
        with QueryWorker(store, memory=memory << 20 if memory else MEMORY) as worker:
            answer = worker.ask(question, seconds=timeout)
        _print(lambda stream: stream.write(answer.body), safe_csv and form == "csv")
    else:
        with open_store(store) as opened, ended_by_ctrl_c():
            answer = run_query(opened, text, bindings=_bindings(bind), limit=limit)
            _print(lambda stream: answer.write(stream, form), safe_csv and form == "csv")
    if answer.truncated:
        complain(f"there is more than these {limit} rows")


def _bindings(pairs: Iterable[str]) -> dict[str, str]:
    found = {}
    for pair in pairs:
        name, equals, value = pair.partition("=")
        if not (name and equals):
            raise UsageError(f"--bind {pair!r} is not NAME=VALUE")
        found[name.lstrip("$")] = value
    return found


def _print(write: Callable[[IO[bytes]], object], safe_csv: bool) -> None:
    import io

    if safe_csv:
        raw = io.BytesIO()
        write(raw)
        pour(_without_formulas(raw.getvalue().decode("utf-8")))
    else:
        with binary_output() as stream:
            write(stream)


def _without_formulas(text: str) -> Iterator[str]:
    import csv
    import io

    for row in csv.reader(io.StringIO(text, newline="")):
        line = io.StringIO(newline="")
        csv.writer(line).writerow(f"'{c}" if c.startswith(_FORMULA) else c for c in row)
        yield line.getvalue()


@click.command()
def queries() -> None:
    """List the named queries and what they can be asked for."""
    say(_query_list())


def _query_list() -> Iterator[str]:
    from kg.query import named_queries

    known = named_queries()
    width = max(len(one.name) for one in known)
    for one in known:
        yield f"{click.style(one.name.ljust(width), bold=True)}  {one.title}"
        for parameter in one.parameters:
            yield f"{' ' * width}    --bind {parameter.name}=…  {parameter.description}"
