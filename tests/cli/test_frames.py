"""Which frame makes which claim, and why others make none."""

from __future__ import annotations

import json
from typing import Any

from console import kg

DENIED = "The Red Party will not form an alliance with the Blue League."


def told(*arguments: str) -> list[dict[str, Any]]:
    """What the command says of a sentence."""
    printed = kg("frames", *arguments, "--format", "jsonl").stdout
    return [json.loads(line) for line in printed.splitlines()]


def test_a_frame_that_fires() -> None:
    """It is shown with its words, who fills its slots, the claim, and the words for its status."""
    (one,) = told(DENIED, "--id", "alliance")
    assert ["parties", "subject", "Red Party"] in one["filled"]
    assert [claim["status"] for claim in one["claims"]] == ["denied"]
    assert one["words"] == "alliance"
    assert 'denied by "not"' in one["reason"]


def test_an_empty_slot() -> None:
    """Where a slot stays empty, it is named."""
    (one,) = told("The Red Party wants an alliance.", "--id", "alliance")
    assert (one["claims"], "with" in one["reason"]) == ([], True)


def test_a_class_that_does_not_fit() -> None:
    """Who stands in a slot and may not is named with the class."""
    (one,) = told("The Red Party formed an alliance with Germany.", "--id", "alliance")
    assert "Germany, Place, not Party" in one["reason"]


def test_a_forbidden_word() -> None:
    """The word that forbids a frame is named."""
    (one,) = told("The Greens have ruled out the Red Party.", "--id", "govern-together")
    assert one["reason"] == 'unless: "out"'


def test_words_that_are_not_there() -> None:
    """A frame that is asked about is answered for in any case."""
    (one,) = told("It rained.", "--id", "alliance")
    assert "none of its words" in one["reason"]


def test_the_table() -> None:
    """What fired stands first, one claim a line; standard input is read."""
    lines = kg("frames", "-", stdin=DENIED).stdout.splitlines()
    assert lines[0].split() == ["frame", "words", "claim", "status", "because"]
    assert "denied" in lines[1]
    assert "–" in lines[-1]


def test_all_frames() -> None:
    """Without a sentence all frames are listed by file, or those of a relation."""
    everything = told()
    assert [one["file"] for one in everything] == sorted(one["file"] for one in everything)
    kin = told("--relation", "relativeOf")
    assert 0 < len(kin) < len(everything)
    assert all("relativeOf" in one["claims"] and one["example"] for one in kin)


def test_an_unknown_frame() -> None:
    """A frame that is not there is wrong use."""
    assert kg("frames", "--id", "nonsense").exit_code == 2
