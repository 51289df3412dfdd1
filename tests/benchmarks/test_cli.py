"""How long a user waits: ``pytest tests/benchmarks/test_cli.py -s`` prints it."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path
from statistics import median

import pytest

ROOT = Path(__file__).parent.parent.parent


@pytest.mark.parametrize(("arguments", "times"), [(["--help"], 7), (["queries"], 3)])
def test_waiting(arguments: list[str], times: int, tmp_path: Path) -> None:
    """What needs no graph answers within half a second, far above what is usual."""
    taken = []
    for _ in range(times):
        start = time.perf_counter()
        subprocess.run(
            [sys.executable, "-m", "kg", *arguments], cwd=tmp_path, check=True,
            stdout=subprocess.DEVNULL, env=os.environ | {"PYTHONPATH": str(ROOT)},
        )  # fmt: skip
        taken.append(time.perf_counter() - start)
    print(f"\nkg {' '.join(arguments)}: {median(taken):.2f} s, median of {times}")
    assert median(taken) < 0.5
