"""The README is true: its commands, transcripts, SPARQL and Python run on the sample articles.

``python tests/test_readme.py`` writes the transcripts anew.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from difflib import SequenceMatcher, unified_diff
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

ROOT = Path(__file__).resolve().parent.parent
README = ROOT / "README.md"
BLOCK = re.compile(r"^```(\w+)(?: (\S+))?\n(.*?)^```$", re.MULTILINE | re.DOTALL)
KG = f'#!/bin/sh\nexec "{sys.executable}" -m kg "$@"\n'
# Processors round the language model's sums differently, so a claim more or less is no lie; a
# transcript of another version is.
ALIKE = 0.7


def blocks(kind: str) -> Iterator[tuple[str, str]]:
    """The name (often empty) and content of the README's code blocks of one kind."""
    for found, name, content in BLOCK.findall(README.read_text("utf-8")):
        if found == kind:
            yield name, content


def commands(console: str) -> list[tuple[str, str]]:
    """Each command of a transcript with what it printed."""
    parts = re.split(r"^\$ (.*)\n", console, flags=re.MULTILINE)[1:]
    return list(zip(parts[::2], parts[1::2], strict=True))


class Shell:
    """A folder with ``kg`` at hand and the README's example files in it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        (folder / "bin").mkdir()
        (folder / "bin" / "kg").write_text(KG)
        (folder / "bin" / "kg").chmod(0o755)
        for kind in ("text", "json"):
            for name, content in blocks(kind):
                if name:
                    (folder / name).parent.mkdir(exist_ok=True)
                    (folder / name).write_text(content, encoding="utf-8")

    def run(self, command: str, stdin: str = "") -> str:
        """What a command prints on standard output; it must succeed."""
        paths = f"{self.folder / 'bin'}{os.pathsep}{os.environ['PATH']}"
        variables = {key: value for key, value in os.environ.items() if not key.startswith("KG_")}
        done = subprocess.run(
            ["bash", "-c", command],
            input=stdin, capture_output=True, text=True, encoding="utf-8", check=False,
            cwd=self.folder, env=variables | {"PATH": paths, "PYTHONPATH": str(ROOT)},
        )  # fmt: skip
        assert done.returncode == 0, f"{command}: {done.stderr}"
        return done.stdout


def rerun(content: str, shell: Shell) -> str:
    """A transcript with what its commands print today."""
    return "".join(f"$ {command}\n{shell.run(command)}" for command, _ in commands(content))


@pytest.fixture(scope="module")
def reader(tmp_path_factory: pytest.TempPathFactory) -> tuple[Shell, str]:
    """A reader who has typed all commands of the README in order, and what they saw."""
    shell = Shell(tmp_path_factory.mktemp("readme"))
    return shell, "".join(rerun(content, shell) for _, content in blocks("console"))


@pytest.fixture
def shell(reader: tuple[Shell, str]) -> Shell:
    """The reader's folder."""
    return reader[0]


def test_the_two_lines_are_one_line_each() -> None:
    """The first two blocks are the whole way to the graph and to the tests."""
    first, second = [content for _, content in blocks("sh")]
    assert re.fullmatch(r"python3 -m venv \.venv && \S+ install .* && \.venv/bin/kg build\n", first)
    assert re.fullmatch(r"python3 -m venv \.venv && .* && \.venv/bin/python -m pytest\n", second)


def test_transcripts(reader: tuple[Shell, str]) -> None:
    """The commands print what the README shows."""
    shown = "".join(content for _, content in blocks("console")).splitlines()
    printed = reader[1].splitlines()
    difference = "\n".join(unified_diff(shown, printed, "README", "today", n=0, lineterm=""))
    assert SequenceMatcher(None, shown, printed).ratio() >= ALIKE, difference


def test_no_command_is_silent(shell: Shell) -> None:
    """Each example shows something."""
    for _, content in blocks("console"):
        assert all(shown.strip() for _, shown in commands(content))


def test_the_build_names_what_it_wrote(reader: tuple[Shell, str]) -> None:
    """The page and the Turtle file lie where the first line says."""
    shell, printed = reader
    for name in ("alliances.html", "kg.ttl"):
        assert f"wrote {name}" in printed
        assert (shell.folder / name).stat().st_size > 10_000


@pytest.mark.parametrize("number", range(len(list(blocks("sparql")))))
def test_sparql(number: int, shell: Shell) -> None:
    """Each query of the README has an answer."""
    _, text = list(blocks("sparql"))[number]
    assert len(shell.run("kg query - --format csv", text).splitlines()) > 1


def test_python(shell: Shell) -> None:
    """The README's Python prints something."""
    ((_, code),) = blocks("python")
    assert shell.run(f'"{sys.executable}" -', code)


def test_every_command_is_named() -> None:
    """No command is missing from the README, and none is there that kg lacks."""
    from kg.cli import main

    text = README.read_text("utf-8")
    named = set(re.findall(r"^\| (.*?) \|", text, re.MULTILINE))
    named = set(re.findall(r"kg ([a-z]+)", " ".join(named)))
    assert named == set(main.commands)


def _rewrite() -> None:
    with TemporaryDirectory() as folder:
        shell = Shell(Path(folder))

        def anew(match: re.Match[str]) -> str:
            if match[1] != "console":
                return match[0]
            return f"```console\n{rerun(match[3], shell)}```"

        README.write_text(BLOCK.sub(anew, README.read_text("utf-8")), encoding="utf-8")


if __name__ == "__main__":
    _rewrite()
