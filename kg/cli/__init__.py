"""The command line: each command parses, calls one function of kg, prints.

Results go to standard output, progress and log to standard error. Exit status: 0 done, 1 partly or
wholly failed, 2 wrong use, 130 ended by Ctrl-C. Commands import what they need when they run, so
that ``kg --help`` loads nothing.
"""

from __future__ import annotations

import logging

import click

from kg import __version__
from kg.cli import ask, build, frames, judge, measure, network, serve, show, upkeep
from kg.cli.shell import Commands, log_to_stderr, plain_where_asked

__all__ = ["main"]


@click.group(
    cls=Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100}
)
@click.option("-v", "--verbose", count=True, help="Log more to standard error; twice for all.")
@click.version_option(__version__, prog_name="kg")
@click.pass_context
def main(ctx: click.Context, verbose: int) -> None:
    """Political news in, a knowledge graph with its evidence out.

    Every option is also an environment variable: KG_STORE for --store, KG_QUERY_LIMIT for the
    --limit of "kg query".
    """
    plain_where_asked(ctx)
    log_to_stderr((logging.WARNING, logging.INFO, logging.DEBUG)[min(verbose, 2)])


for command in (
    build.build,
    ask.claims,
    ask.entities,
    ask.why,
    ask.disagreements,
    ask.query,
    ask.queries,
    ask.articles,
    ask.history,
    show.view,
    network.network,
    show.export,
    serve.serve,
    judge.same,
    judge.different,
    judge.judgements,
    build.remove,
    build.check,
    upkeep.store,
    build.sources,
    measure.annotate,
    frames.frames,
    measure.evaluate,
):
    main.add_command(command)
