"""The names that programs and notebooks are written with."""

from __future__ import annotations

import subprocess
import sys

import pytest

import kg


@pytest.mark.parametrize("name", kg.__all__)
def test_every_public_name_is_there_and_described(name: str) -> None:
    """Each can be used, and tells in its docstring what it does."""
    value = getattr(kg, name)
    assert name in dir(kg)
    assert name == "__version__" or value.__doc__


def test_the_public_names_are_these() -> None:
    """Taking one away is a change that users notice."""
    names = """Filter KgError __version__ build dataset disagreements measure named_queries
    network_of open_store picture_of run_query why write_page"""
    assert sorted(kg.__all__) == names.split()


def test_what_is_not_there_is_said() -> None:
    """As of any module."""
    with pytest.raises(AttributeError, match="'kg' has no attribute 'graph'"):
        kg.graph  # noqa: B018


def test_importing_loads_nothing() -> None:
    """A name is loaded when it is used."""
    code = "import sys, kg; print([m for m in sys.modules if m.startswith('kg.')])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"
