"""The command line as tests use it: in this process, and as one of its own."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from click.testing import CliRunner, Result

from kg.cli import main

ARTICLE = "The Red Party and the Blue League formed an alliance on Tuesday, said Ann Lee."


def kg(*arguments: object, stdin: str | bytes = "", **variables: str) -> Result:
    """Run a command in this process."""
    return CliRunner().invoke(main, [str(a) for a in arguments], input=stdin, env=variables)


@contextmanager
def process(*arguments: object, stdout: Any = subprocess.PIPE) -> Iterator[subprocess.Popen[str]]:
    """A command as a process of its own, which is gone afterwards."""
    command = [sys.executable, "-m", "kg", *map(str, arguments)]
    environment = os.environ | {"PYTHONPATH": str(Path(__file__).parents[2])}
    with subprocess.Popen(
        command, stdout=stdout, stderr=subprocess.PIPE, text=True, encoding="utf-8", env=environment
    ) as running:
        try:
            yield running
        finally:
            running.kill()
