"""The command that serves the graph over HTTP."""

from __future__ import annotations

import signal
import socket
from pathlib import Path

import click

from kg.cli.shell import folder_option, note
from kg.errors import UsageError


@click.command()
@folder_option
@click.option("--bind", default="127.0.0.1", show_default=True, metavar="ADDRESS",
              help="Where to listen; by default this machine alone can ask.")  # fmt: skip
@click.option("--port", type=click.IntRange(0, 65535), default=8080, show_default=True,
              help="Port to listen on; 0 for any that is free.")  # fmt: skip
@click.option("--allow-host", multiple=True, metavar="NAME",
              help="A host name under which others address this server.")  # fmt: skip
@click.option("--workers", type=click.IntRange(min=1), default=4, show_default=True,
              help="Queries answered at once.")  # fmt: skip
@click.option("--timeout", type=click.FloatRange(min=0.1), default=10.0, show_default=True,
              metavar="SECONDS", help="How long a query may take.")  # fmt: skip
@click.option("--limit", type=click.IntRange(min=1), default=10_000, show_default=True,
              help="Rows or triples of an answer at most.")  # fmt: skip
@click.option("--memory", type=click.IntRange(min=512), default=2048, show_default=True,
              metavar="MB", help="How much memory a query may take.")  # fmt: skip
@click.option("--edit", is_flag=True,
              help="Let who has the address that is printed say who is who.")  # fmt: skip
def serve(
    store: Path,
    bind: str,
    port: int,
    allow_host: tuple[str, ...],
    workers: int,
    timeout: float,
    limit: int,
    memory: int,
    edit: bool,
) -> None:
    """Serve pages for a browser, SPARQL at /sparql and whole graphs at /graphs, until Ctrl-C.

    Nothing can be changed through it, but with --edit. A build may run meanwhile; what it publishes
    is served from the next query on.
    """
    try:
        import uvicorn

        from kg.serve import create_app
        from kg.serve.connections import Connection
        from kg.serve.guard import LOOPBACK
        from kg.serve.leave import Leave
    except ImportError as error:
        raise UsageError(
            f"the server needs {error.name}", advice="pip install 'polkg[serve]'"
        ) from error

    if edit and bind not in LOOPBACK:
        raise UsageError(
            f"--edit goes with this machine alone, not with --bind {bind}",
            advice="leave --bind out, or record judgements with kg same and kg different",
        )
    leave = Leave() if edit else None
    app = create_app(
        store,
        hosts=LOOPBACK | {bind} | set(allow_host),
        workers=workers,
        seconds=timeout,
        rows=limit,
        memory=memory << 20,
        leave=leave,
    )
    sock = _listen(bind, port)
    config = uvicorn.Config(
        app,
        log_level="warning",
        server_header=False,
        http=Connection,
        ws="none",
        timeout_keep_alive=5,
        timeout_graceful_shutdown=1,
        h11_max_incomplete_event_size=64 << 10,
    )
    shown = f"[{bind}]" if ":" in bind else bind
    address = f"http://{shown}:{sock.getsockname()[1]}/"
    note(f"serving {store} at {address}; Ctrl-C ends")
    if leave is not None:
        note(f"to say who is who, open {address}edit?token={leave.token}")
    # uvicorn ends in order at Ctrl-C and then raises the signal again: ending is what was wanted
    before = signal.signal(signal.SIGINT, lambda *_: None)
    try:
        uvicorn.Server(config).run(sockets=[sock])
    finally:
        signal.signal(signal.SIGINT, before)


def _listen(address: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in address else socket.AF_INET
    try:
        return socket.create_server((address, port), family=family)
    except OSError as error:
        raise UsageError(
            f"cannot listen on {address}, port {port}: {error.strerror}",
            advice="try another --port",
        ) from error
