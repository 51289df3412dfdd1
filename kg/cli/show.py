"""Commands that write the graph, or a picture of it, to a file."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from kg.cli.filters import filter_options, leaders_option, titled
from kg.cli.shell import binary_output, note, pour, say, store_option
from kg.errors import UsageError

if TYPE_CHECKING:
    from kg.view import Filter

VIEWS = ("alliances", "people", "events", "ego", "sources")  # as kg.view.KINDS
_EXPORTS = ("ttl", "trig", "nt", "nq", "jsonld")  # as kg.export.FORMATS


@click.command()
@click.argument("what", type=click.Choice(VIEWS), metavar=f"[{'|'.join(VIEWS)}]")
@click.argument("name", default="")
@click.option("-o", "--output", type=click.Path(path_type=Path, allow_dash=True, dir_okay=False),
              metavar="FILE", help="Where to; by default WHAT.html here.")  # fmt: skip
@filter_options
@leaders_option
@click.option("--max-nodes", type=click.IntRange(min=1), default=300, show_default=True,
              help="Of a larger network only the most connected.")  # fmt: skip
@click.option("--open", "opens", is_flag=True, help="Open the page in a browser.")
@store_option
def view(
    what: str,
    name: str,
    output: Path | None,
    max_nodes: int,
    opens: bool,
    store: Path | str,
    only: Filter,
    leaders: bool,
) -> None:
    """Draw the network of alliances, people or events, or of one entity (ego NAME), as a page.

    The page is one file that needs no network. Choosing a line or a node shows the sentences.
    """
    from kg.store import open_store
    from kg.view import network_of, page, write_page

    output = output or Path(f"{what}.html")
    if output.suffix.lower() not in (".html", ".htm") and str(output) != "-":
        raise UsageError(
            f"a view cannot be written as {output.suffix or output}", advice="use .html"
        )
    with open_store(store) as opened:
        network = network_of(opened, what, name=name, only=only, leaders=leaders)
    if not network:
        note("no claim makes a line in this network")
    title = titled(name or what.capitalize(), only)
    if str(output) == "-":
        pour([page(network, title=title, max_nodes=max_nodes)])
        return
    write_page(output, network, title=title, max_nodes=max_nodes)
    say([f"wrote {output}: {len(network)} nodes, {network.number_of_edges()} edges"])
    if opens:
        click.launch(str(output))


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
