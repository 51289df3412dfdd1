"""What each corpus permits."""

from __future__ import annotations

import re
from pathlib import Path

from kg.language.training.corpora import (
    TAGS,
    Named,
    permitted,
    read_conllu,
    read_iob,
    read_own,
)


def _tokenize(text: str) -> list[tuple[int, int]]:
    return [match.span() for match in re.finditer(r"\w+|[^\w\s]", text)]


def _names(sentence: Named) -> list[set[str]]:
    return [{TAGS[tag] for tag in tags} for tags in permitted(sentence)]


def test_conllu_leaves_ranges_and_empty_nodes_out(tmp_path: Path) -> None:
    """A multiword range and an empty node are no words; heads become indices."""
    path = tmp_path / "x.conllu"
    rows = ["1-2\tdon't" + "\t_" * 8, "1\tdo\tdo\tAUX\t_\t_\t3\taux\t_\t_"]
    rows += ["2\tn't\tnot\tPART\t_\t_\t3\tadvmod\t_\t_", "2.1\tx" + "\t_" * 8]
    rows += ["3\tgo\tgo\tVERB\t_\t_\t0\troot\t_\t_"]
    path.write_text("# text\n" + "\n".join(rows) + "\n\n", "utf-8")
    (sentence,) = read_conllu(path)
    assert sentence.words == ("do", "n't", "go")
    assert sentence.heads == (2, 2, -1)


def test_iob_spans(tmp_path: Path) -> None:
    """Neighbours with a beginning each are two spans."""
    path = tmp_path / "x.txt"
    path.write_text("Imran\tB-politician\nKhan\tI-politician\nPTI\tB-politicalparty\n", "utf-8")
    (sentence,) = read_iob(path, "politics")
    assert sentence.spans == ((0, 2, "politician"), (2, 3, "politicalparty"))


def test_own_sentences_mark_their_mentions(tmp_path: Path) -> None:
    """Brackets go, words are the tokenizer's, cut where a mention begins or ends."""
    path = tmp_path / "x.txt"
    path.write_text("# comment\n[Party PTI]-backed [Person Gohar Khan] won.\n", "utf-8")
    (sentence,) = read_own(path, lambda text: [(0, 10), *_tokenize(text)[3:]])
    assert sentence.words == ("PTI", "-backed", "Gohar", "Khan", "won", ".")
    assert sentence.spans == ((0, 1, "Party"), (2, 4, "Person"))


def test_an_organisation_with_a_chamber_s_word_may_be_a_legislature() -> None:
    """CrossNER has no legislatures: the class is open where the words say so, and only there."""
    sentence = Named(
        ("National", "Assembly", "and", "Shell"), ((0, 2, "organisation"), (3, 4, "organisation")),
        "politics",
    )  # fmt: skip
    assert _names(sentence)[0] == {"B-organisation", "B-legislature"}
    assert _names(sentence)[3] == {"B-organisation"}


def test_outside_may_be_an_office_near_its_words() -> None:
    """CrossNER marks no offices: near "minister" a word outside may be part of one."""
    sentence = Named((*"prime minister of a b c d e".split(),), (), "politics")
    assert _names(sentence)[0] == {"O", "B-office", "I-office"}
    assert _names(sentence)[7] == {"O"}


def test_our_own_sentences_leave_nothing_open_but_what_they_lack() -> None:
    """Persons may be politicians, what is outside may be misc where it looks like a name."""
    sentence = Named(("Marxist", "Lula", "spoke"), ((1, 2, "Person"),), "own")
    assert _names(sentence) == [{"O", "B-misc", "I-misc"}, {"B-person", "B-politician"}, {"O"}]
