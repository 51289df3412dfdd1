"""The lexicon is data that somebody without Python can extend, checked when it is loaded."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.errors import DataError
from kg.extract.frames import default_lexicon, load
from kg.vocab import EVENTS, RELATIONS

FRAME = '[[frame]]\nid = "f"\nverbs = ["join"]\n'


@pytest.mark.parametrize(
    ("content", "complaint"),
    [
        (FRAME, "'f' makes no claim"),
        ('[[frame]]\nid = "f"\n[[frame.claim]]\nevent = "Death"\n', "'f' has no words"),
        (FRAME + '[[frame.claim]]\nrelation = "likes"\n', "'likes', which the ontology"),
        (FRAME + '[[frame.claim]]\nevent = "Joining"\nwho = ["subject"]\n', "key 'who'"),
        (FRAME + '[[frame.claim]]\nevent = "Joining"\nactor_classes = ["Club"]\n', "class 'Club'"),
        (FRAME + 'colour = "red"\n[[frame.claim]]\nevent = "Joining"\n', "key 'colour'"),
        ('[[operator]]\neffect = "magic"\n', "effect 'magic'"),
        ('[[operator]]\neffect = "denied"\nparticles = ["no"]\n', "key 'particles'"),
        ("[[frame]\n", "not a TOML file"),
    ],
)
def test_mistakes_are_named(tmp_path: Path, content: str, complaint: str) -> None:
    """A mistake names the file and the entry."""
    path = tmp_path / "wrong.toml"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(DataError, match=complaint) as caught:
        load(tmp_path)
    assert caught.value.path == path


def test_every_term_has_a_frame() -> None:
    """Each relation and each event of the ontology can be claimed."""
    made = {pattern.predicate for frame in default_lexicon().frames for pattern in frame.patterns}
    assert set(RELATIONS) | set(EVENTS) <= made | {"seatsWon", "voteShare"}


def test_every_frame_has_an_example() -> None:
    """An entry shows what it is for."""
    assert [frame.id for frame in default_lexicon().frames if not frame.example] == []
