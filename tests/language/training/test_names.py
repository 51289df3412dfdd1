"""Names swapped while training."""

from __future__ import annotations

import random
from pathlib import Path

from kg.language.training.corpora import Named
from kg.language.training.names import Names

SENTENCE = Named(
    ("Mr", "Khan", "left", "the", "PTI", "."), ((1, 2, "Person"), (4, 5, "Party")), "own"
)


def test_spans_follow_the_new_words() -> None:
    """A longer name moves what comes after it, and keeps its class."""
    names = Names({"Person": [("ur", "-", "Rehman")], "Party": [("NP",)]}, {"Person": []})
    rng = random.Random(1)  # noqa: S311  # any fixed order of choices
    seen = {names.swapped(SENTENCE, rng) for _ in range(40)}
    assert SENTENCE in seen
    words = ("Mr", "ur", "-", "Rehman", "left", "the", "NP", ".")
    assert Named(words, ((1, 4, "Person"), (6, 7, "Party")), "own") in seen


def test_names_come_in_their_people_s_order(tmp_path: Path) -> None:
    """Where the family name comes first, a full name begins with it."""
    path = tmp_path / "names.toml"
    family = "".join(f'"Kwon{i}",' for i in range(8))
    path.write_text(
        f'[Person.korea]\norder = "family-first"\ngiven = ["Jin"]\nfamily = [{family}]\n', "utf-8"
    )
    names = Names.load(path, lambda text: [(0, text.find(" ")), (text.find(" ") + 1, len(text))])
    assert all(name[1] == "Jin" for name in names.long["Person"])
