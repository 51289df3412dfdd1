"""Commands that write the graph, or a picture of it, to a file."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from kg.cli.filters import filter_options, leaders_option, titled
from kg.cli.shell import binary_output, note, pour, say, store_option
from kg.errors import UsageError

if TYPE_CHECKING:
    from kg.store import Store
    from kg.view import Filter

VIEWS = ("alliances", "people", "events", "ego", "sources")  # as kg.view.KINDS
_PICTURES = ("timeline", "matrix", "seats")  # as kg.view.pictures.PICTURES
_PAGE, _PRINT = (".html", ".htm"), (".svg", ".png")
_EXPORTS = ("ttl", "trig", "nt", "nq", "jsonld")  # as kg.export.FORMATS


@click.command()
@click.argument("what", type=click.Choice(VIEWS + _PICTURES),
                metavar="[" + "|".join(VIEWS + _PICTURES) + "]")  # fmt: skip
@click.argument("name", default="")
@click.option("-o", "--output", type=click.Path(path_type=Path, allow_dash=True, dir_okay=False),
              metavar="FILE", help="Where to; by default WHAT.html or WHAT.svg here.")  # fmt: skip
@filter_options
@leaders_option
@click.option("--actors", is_flag=True, help="In timeline, a lane for each who takes part most.")
@click.option("--max-nodes", type=click.IntRange(min=1),
              show_default="300 on a page, in print what a sheet has room for",
              help="Of a larger network only the most connected.")  # fmt: skip
@click.option("--title", help="What stands over it.")
@click.option("--open", "opens", is_flag=True, help="Open it when it is written.")
@store_option
def view(
    what: str,
    name: str,
    output: Path | None,
    title: str | None,
    opens: bool,
    store: Path | str,
    **asked: Any,
) -> None:
    """Draw a network as a page or for print, or a timeline, a matrix or the seats for print.

    The networks are alliances, people, events, sources, and ego NAME for one entity. An .html page
    is one file that needs no network; choosing a line or a node shows the sentences. An .svg or
    .png is for papers and fits one page.
    """
    from kg.store import open_store

    output = output or Path(what + (".svg" if what in _PICTURES else ".html"))
    _require_ending(what, output)
    if title is None:
        title = titled(name or what.capitalize(), asked["only"])
    with open_store(store) as opened:
        draw = _print if output.suffix.lower() in _PRINT else _page
        draw(opened, what, output, title=title, name=name, **asked)
    if opens and str(output) != "-":
        click.launch(str(output))


def _require_ending(what: str, output: Path) -> None:
    endings = _PRINT if what in _PICTURES else (*_PAGE, *_PRINT)
    if output.suffix.lower() in endings or (str(output) == "-" and what not in _PICTURES):
        return
    advice = "use .svg or .png" if what in _PICTURES else "use .html, .svg or .png"
    raise UsageError(f"{what} cannot be drawn as {output.suffix or output}", advice=advice)


def _page(
    opened: Store,
    what: str,
    output: Path,
    *,
    title: str,
    name: str,
    only: Filter,
    leaders: bool,
    actors: bool,  # of the timeline, which is no page
    max_nodes: int | None,
) -> None:
    """Write a network as a page."""
    from kg.view import network_of, page, write_page

    network = network_of(opened, what, name=name, only=only, leaders=leaders)
    if not network:
        note("no claim makes a line in this network")
    if str(output) == "-":
        pour([page(network, title=title, max_nodes=max_nodes or 300)])
        return
    write_page(output, network, title=title, max_nodes=max_nodes or 300)
    say([f"wrote {output}: {len(network)} nodes, {network.number_of_edges()} edges"])


def _print(
    opened: Store, what: str, output: Path, *, title: str, max_nodes: int | None, **asked: Any
) -> None:
    """Write a network, or another picture, for print."""
    from kg.view.pictures import picture_of

    picture = picture_of(opened, what, title=title, most=max_nodes, **asked)
    picture.write(output)
    say([f"wrote {output}: {picture.told.partition('. ')[0]}"])


@click.command()
@click.argument("file", type=click.Path(path_type=Path, allow_dash=True, dir_okay=False))
@click.option("--graph", metavar="NAME", help="Only one named graph, or article.")
@click.option("--facts-only", is_flag=True, help="Only what is current, as direct triples.")
@click.option("--canonical", is_flag=True, help="Without run times: equal knowledge, equal bytes.")
@click.option("--format", "form", type=click.Choice(_EXPORTS), help="For FILE -.")
@store_option
def export(file: Path, form: str | None, store: Path | str, **options: Any) -> None:
    """Write the graph to FILE, in the format that its ending names, or to - (with --format).

    .ttl and .nt hold the union of the graphs; .trig, .nq and .jsonld keep them apart.
    """
    from kg import export as exports
    from kg.store import open_store

    with open_store(store) as opened:
        if str(file) == "-":
            with binary_output() as stream:
                exports.dump(opened, stream, form or "ttl", **options)
            return
        if form is not None:
            raise UsageError("--format goes with -", advice="a file's ending names its format")
        count = exports.export(opened, file, **options)
    say([f"wrote {file}: {count} triples"])
