"""How long a user waits: ``KG_BENCHMARK=1 pytest tests/benchmarks/test_cli.py -s`` prints it."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path
from statistics import median

import pytest

pytestmark = pytest.mark.skipif("KG_BENCHMARK" not in os.environ, reason="KG_BENCHMARK is not set")
ROOT = Path(__file__).parent.parent.parent


def _seconds(*arguments: str, folder: Path) -> float:
    """The median of five starts of Python."""
    taken = []
    for _ in range(5):
        start = time.perf_counter()
        subprocess.run(
            [sys.executable, *arguments], cwd=folder, check=True,
            stdout=subprocess.DEVNULL, env=os.environ | {"PYTHONPATH": str(ROOT)},
        )  # fmt: skip
        taken.append(time.perf_counter() - start)
    return median(taken)


@pytest.mark.parametrize("arguments", [["--help"], ["queries"]])
def test_waiting(arguments: list[str], tmp_path: Path) -> None:
    """What needs no graph, beside a Python that does nothing."""
    bare = _seconds("-c", "pass", folder=tmp_path)
    ours = _seconds("-m", "kg", *arguments, folder=tmp_path)
    print(f"\nkg {' '.join(arguments)}: {ours:.2f} s, {ours / bare:.1f} times a bare Python")
