"""What all commands share: help, wrong use, and a process among processes."""

from __future__ import annotations

import json
import signal
import time
from pathlib import Path

import click
import pytest
from click.testing import CliRunner
from console import ARTICLE, kg, process

from kg.cli import main


@pytest.mark.parametrize("name", sorted(main.commands))
def test_every_command_explains_itself(name: str) -> None:
    """The help has a sentence on the command and on each option."""
    command = main.commands[name]
    assert command.help and command.help.strip()[0].isupper()
    assert all(option.help for option in command.params if isinstance(option, click.Option))
    assert kg(name, "--help").exit_code == 0


@pytest.mark.parametrize(
    "arguments",
    [
        ["nosuch"],
        ["build", "nosuch.txt"],
        ["query", "nosuch"],
        ["query", "SELECT * WHERE {"],
        ["query", "DROP ALL"],
        ["query", "leaders", "--bind", "nonsense"],
        ["query", "leaders", "--bind", "nosuch=1"],
        ["query", "leaders", "--format", "ttl"],
        ["why", "Nobody At All"],
        ["why", "PTI", "nosuch"],
        ["why", "PTI", "--article", "nosuch"],
        ["why", "PTI", "--source", "nosuch"],
        ["claims", "--article", "nosuch"],
        ["claims", "--source", "nosuch"],
        ["history", "nosuch"],
        ["disagreements", "Nobody At All"],
        ["disagreements", "--about", "Nobody At All"],
        ["view", "alliances", "--source", "nosuch"],
        ["entities", "--type", "Nosuch"],
        ["view", "ego"],
        ["view", "alliances", "PTI"],
        ["view", "alliances", "-o", "x.bmp"],
        ["view", "alliances", "--at", "tomorrow"],
        ["export", "x.nosuch"],
        ["remove", "nosuch"],
        ["same", "PTI", "Nobody At All"],
        ["different", "PTI", "PTI"],
        ["different", "PTI", "MWM", "--undo"],
    ],
)
def test_wrong_use_is_2_with_a_message(arguments: list[str], copy: Path, folder: Path) -> None:
    """One message on standard error says what is wrong; nothing on standard output."""
    if arguments[0] != "nosuch":
        arguments += ["--store", str(copy)]
    done = kg(*arguments)
    assert (done.exit_code, done.stdout) == (2, "")
    assert done.stderr.strip()
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("command", ["claims", "check", "articles", "why", "remove x", "same a b"])
def test_without_a_store_the_way_to_one_is_told(command: str, folder: Path) -> None:
    """A missing store is named, nothing is created, and the exit is 1."""
    done = kg(*command.split())
    assert done.exit_code == 1
    assert "make it with kg build" in done.stderr
    assert list(folder.iterdir()) == []


def test_a_full_disk_is_a_message(sample_store: Path) -> None:
    """/dev/full gives one line, not a traceback."""
    if not Path("/dev/full").exists():
        pytest.skip("no /dev/full on this system")
    with (
        Path("/dev/full").open("w") as full,
        process("claims", "--store", sample_store, stdout=full) as done,
    ):
        _, errors = done.communicate()
    assert (done.returncode, errors) == (1, "kg: the output: No space left on device\n")


def test_a_reader_that_has_seen_enough_is_no_error(sample_store: Path) -> None:
    """``| head`` ends without a word."""
    with process("export", "-", "--store", sample_store) as running:
        assert running.stdout is not None
        assert running.stderr is not None
        running.stdout.readline()
        running.stdout.close()
        assert running.stderr.read() == ""


def test_ctrl_c_ends_a_query_at_once(sample_store: Path) -> None:
    """Also one that would run for hours; the shell sees the signal."""
    text = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
    with process("query", text, "--store", sample_store) as running:
        time.sleep(1.5)
        assert running.poll() is None
        running.send_signal(signal.SIGINT)
        assert running.wait(timeout=5) in (-signal.SIGINT, 130)


def test_ctrl_c_in_a_build_is_130_and_keeps_what_is_done(folder: Path) -> None:
    """The articles that were done are there and can be asked."""
    lines = [json.dumps({"id": str(n), "text": f"{ARTICLE} No. {n}."}) for n in range(3000)]
    (folder / "many.jsonl").write_text("\n".join([*lines[:5], "{", *lines[5:]]))
    with process("build", "many.jsonl") as running:
        assert running.stderr is not None
        running.stderr.readline()  # the complaint on line 6 comes when five articles are done
        running.send_signal(signal.SIGINT)
        _, errors = running.communicate(timeout=300)
    assert running.returncode == 130
    assert "Traceback" not in errors
    assert 5 < len(kg("articles").stdout.splitlines()) < 3000


def test_no_color_means_none(sample_store: Path) -> None:
    """NO_COLOR holds where colour would be on, too."""
    arguments = ["queries"]
    coloured = CliRunner().invoke(main, arguments, color=True).stdout
    plain = CliRunner().invoke(main, arguments, color=True, env={"NO_COLOR": "1"}).stdout
    assert "\x1b[" in coloured
    assert "\x1b[" not in plain
