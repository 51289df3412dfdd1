"""The command that measures a network and writes it for other programs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from kg.cli.filters import filter_options, leaders_option, titled
from kg.cli.shell import cell, format_option, note, pour, say, store_option, table
from kg.cli.show import VIEWS
from kg.errors import UsageError
from kg.model import STATUSES

if TYPE_CHECKING:
    from kg.view import Filter
    from kg.view.measures import Bloc, Measures

_FORMATS = ("table", "csv", "graphml", "gexf", "json")  # table, and kg.view.formats.FORMATS
_MOST = 10  # triads, and bridges, that are shown
Places = Mapping[str, dict[str, Any]]


@click.command()
@click.argument("what", type=click.Choice(VIEWS), metavar=f"[{'|'.join(VIEWS)}]")
@click.argument("name", default="")
@format_option(*_FORMATS)
@click.option("-o", "--output", type=click.Path(path_type=Path, allow_dash=True, dir_okay=False),
              metavar="FILE", help="Where to; its ending names the format.")  # fmt: skip
@click.option("--nodes", is_flag=True, help="With csv, the nodes in place of the edges.")
@click.option("--resolution", type=click.FloatRange(min=0, min_open=True), default=0.5,
              show_default=True, help="More makes more and smaller blocs.")  # fmt: skip
@filter_options
@leaders_option
@store_option
@click.pass_context
def network(
    ctx: click.Context,
    what: str,
    name: str,
    form: str,
    output: Path | None,
    nodes: bool,
    resolution: float,
    store: Path | str,
    only: Filter,
    leaders: bool,
) -> None:
    """Measure a network, or write it for a spreadsheet, Gephi, R or Python.

    The table shows who has how many allies and opponents, which blocs there are, who stands between
    them, and what does not balance. Measures count what is factual, or the --status that is given.
    For sources it shows what the outlets print, and which two agree or contradict each other.
    """
    from kg.store import open_store
    from kg.view import network_of
    from kg.view.formats import network_text
    from kg.view.measures import measure
    from kg.view.signed import HOLDING

    if output is not None and str(output) != "-":
        form = _format_of(output, form, ctx)
    with open_store(store) as opened:
        found = network_of(opened, what, name=name, only=only, leaders=leaders)
    if not found:
        note("no claim makes a line in this network")
    counted = only.status or HOLDING
    measures = None
    if what != "sources":
        measures = measure(found, counted, resolution=resolution)
    if form == "table":
        if nodes:
            raise UsageError("only csv has nodes apart", advice="the table shows both")
        if found:
            say(_outlets(found) if measures is None else _report(found, measures, counted))
        return
    title = titled(name or what.capitalize(), only)
    text = network_text(found, form, measures=measures, title=title, nodes=nodes)
    if output is None or str(output) == "-":
        pour([text])
        return
    output.write_text(text, encoding="utf-8", newline="")
    say([f"wrote {output}: {len(found)} nodes, {found.number_of_edges()} edges"])


def _format_of(output: Path, form: str, ctx: click.Context) -> str:
    ending = output.suffix.lower().lstrip(".")
    if ctx.get_parameter_source("form") is not click.core.ParameterSource.DEFAULT:
        return form
    if ending not in _FORMATS[1:]:
        raise UsageError(
            f"a network cannot be written as {output.suffix or output}",
            advice=f"end the name in {', '.join(_FORMATS[1:])}, or give --format",
        )
    return ending


def _report(found: Any, measures: Measures, counted: Collection[str]) -> Iterator[str]:
    """The blocs, what is said of the whole, then who."""
    places: Places = found.nodes
    if measures.blocs:
        yield from table(
            ("bloc", "seats", "allied", "opposed", "against", "members"),
            (
                (bloc.number, _seats(bloc.seats, *(places[node] for node in bloc.members)),
                 bloc.allied, bloc.opposed, _against(bloc),
                 ", ".join(places[node]["short"] for node in bloc.members))
                for bloc in measures.blocs
            ),
            right=("bloc", "seats", "allied", "opposed"),
        )  # fmt: skip
        yield ""
    yield from (cell(line) for line in _whole(places, measures))
    yield from _uncounted(found, counted)
    yield ""
    ranked = sorted(
        ((node, place) for node, place in measures.places.items() if place.ties),
        key=lambda item: (-item[1].ties, places[item[0]]["short"], item[0]),
    )
    figures = ("seats", "bloc", "ties", "allies", "opponents",
               "between", "eigen", "constraint", "broker")  # fmt: skip
    yield from table(
        ("entity", "class", *figures),
        (
            (places[node]["short"], places[node]["cls"],
             _seats(places[node]["seats"], places[node]), place.bloc, place.ties, place.allies,
             place.opponents, _figure(place.betweenness), _figure(place.eigenvector),
             _figure(place.constraint), place.broker)
            for node, place in ranked
        ),
        right=figures,
    )  # fmt: skip


def _seats(count: int | None, *entities: Mapping[str, Any]) -> str | None:
    """A count, with a question mark where articles give another for one of the entities."""
    facts = (fact for data in entities for fact in data["facts"])
    disputed = any(fact["predicate"] == "seatsWon" and fact["disputed"] for fact in facts)
    return None if count is None else f"{count}{'?' if disputed else ''}"


def _figure(value: float | None) -> str | None:
    return None if value is None else f"{value:.2f}"


def _against(bloc: Bloc) -> str:
    return ", ".join(f"{count} with {other}" for other, count in bloc.against.items())


def _whole(places: Places, measures: Measures) -> Iterator[str]:
    whole = measures.balance
    both = f", {whole.both} both" if whole.both else ""
    yield f"pairs: {whole.together} together, {whole.against} against each other{both}"
    if measures.modularity is not None:
        yield f"modularity of the blocs: {_figure(measures.modularity)}"
    if whole.triads:
        yield f"triads: {whole.triads - len(whole.unbalanced)} of {whole.triads} balance"
        for triad in whole.unbalanced[:_MOST]:
            yield f"  not {', '.join(places[node]['short'] for node in triad)}"
    if whole.frustration is not None and whole.against:
        yield f"pairs that fit no two camps (frustration index): {whole.frustration}"
    cuts = sorted(
        (-size, f"{places[one]['short']} - {places[other]['short']}")
        for (one, other), size in measures.bridges.items()
        if size > 1
    )
    for size, pair in cuts[:_MOST]:
        yield f"bridge: {pair}, without it {-size} are cut off"


def _uncounted(found: Any, counted: Collection[str]) -> Iterator[str]:
    """What the measures leave out: lines of another status, and what a later article ends."""
    left = Counter(
        "since ended" if data["over"] else data["status"]
        for *_, data in found.edges(data=True)
        if data["over"] or data["status"] not in counted or data["status"] == "denied"
    )
    if left:
        listed = ", ".join(
            f"{left[word]} {word}" for word in (*STATUSES, "since ended") if left[word]
        )
        yield f"lines that are not counted: {listed}"


def _outlets(found: Any) -> Iterator[str]:
    """What each outlet prints, then every two that print the same."""
    places: Places = found.nodes
    lines = list(found.edges(data=True))
    reports = [edge for edge in lines if edge[2]["predicate"] == "reportsOn"]
    rows: list[tuple[str, int, int, str]] = []
    for outlet in dict.fromkeys(one for one, _, _ in reports):
        counts: dict[str, int] = {}
        for one, other, data in reports:
            if one == outlet:
                counts[other] = counts.get(other, 0) + data["statements"]
        most = sorted(counts, key=lambda node: (-counts[node], places[node]["short"]))[:4]
        named = ", ".join(f"{places[node]['short']} {counts[node]}" for node in most)
        rows.append((places[outlet]["label"], places[outlet]["claims"], len(counts), named))
    rows.sort(key=lambda row: (-row[1], row[0]))
    yield from table(
        ("outlet", "claims", "entities", "most on"), rows, right=("claims", "entities")
    )
    pairs: dict[tuple[str, str], dict[str, int]] = {}
    for one, other, data in lines:
        if data["predicate"] != "reportsOn":
            pairs.setdefault((one, other), {})[data["predicate"]] = data["statements"]
    if not pairs:
        return
    compared: list[tuple[int, str, str, int, str, int]] = []
    for (one, other), counts in pairs.items():
        agree, contradict = counts.get("agreesWith", 0), counts.get("contradicts", 0)
        share = f"{agree / (agree + contradict):.0%}" if agree + contradict else ""
        names = places[one]["label"], places[other]["label"]
        compared.append((-agree, *names, contradict, share, counts.get("reprints", 0)))
    yield ""
    figures = ("agree", "contradict", "agreement", "texts in common")
    yield from table(
        ("outlet", "and", *figures),
        ((one, other, -less, *rest) for less, one, other, *rest in sorted(compared)),
        right=figures,
    )
