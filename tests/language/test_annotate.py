"""CoNLL-U and JSON of parsed documents."""

from __future__ import annotations

import json

import pytest
from fake_model import FakeModel

from kg.errors import ReadError
from kg.language import parse, read_conllu, to_conllu, to_jsonl

FILE = """\
# newdoc id = a
# sent_id = one
# text = PTI didn't win.
1\tPTI\t_\t_\t_\t_\t_\t_\t_\tEntity=x|Kept=1
2-3\tdidn't\t_\t_\t_\t_\t_\t_\t_\t_
2\tdid\t_\tVERB\tVBD\tA=b\t0\troot\t0:root\t_
3\tn't\t_\t_\t_\t_\t_\t_\t_\t_
4\twin\t_\t_\t_\t_\t_\t_\t_\tSpaceAfter=No
4.1\tnothing\t_\t_\t_\t_\t_\t_\t_\t_
5\t.\t_\t_\t_\t_\t_\t_\t_\t_

# newdoc id = b
# text = something else
1\tdu\t_\t_\t_\t_\t_\t_\t_\tSpaceAfter=No
2\tle\t_\t_\t_\t_\t_\t_\t_\t_
3\tparti\t_\t_\t_\t_\t_\t_\t_\t_

"""
MODEL = FakeModel({0: [("PTI", "party", 0.9)]})


def test_conllu() -> None:
    """Ten columns a word, ids from 1, root 0, SpaceAfter and Entity in the last."""
    document = parse("Why PTI's win\n\nmatters", model=FakeModel({0: [("PTI", "party", 0.9)]}))
    assert to_conllu(document, id="a/1") == (
        "# newdoc id = a/1\n"
        "# sent_id = 1\n"
        "# text = Why PTI's win\n"
        "1\tWhy\tWhy\tPROPN\t_\t_\t0\troot\t_\t_\n"
        "2\tPTI\tPTI\tPROPN\t_\t_\t1\tdep\t_\tEntity=B-Party|SpaceAfter=No\n"
        "3\t's\t's\tX\t_\t_\t2\tdep\t_\t_\n"
        "4\twin\twin\tNOUN\t_\t_\t3\tdep\t_\t_\n"
        "\n"
        "# sent_id = 2\n"
        "# text = matters\n"
        "1\tmatters\tmatter\tNOUN\t_\t_\t0\troot\t_\t_\n"
        "\n"
    )


def test_jsonl() -> None:
    """One line, and every offset in it gives the words it stands beside."""
    text = "Why \u00a0PTI\u2028won"
    line = to_jsonl(parse(text, model=FakeModel({0: [("PTI", "party", 0.9)]})), id="a")
    assert line.count("\n") == 1
    record = json.loads(line)
    (mention,) = record["mentions"]
    tokens = record["sentences"][mention["sentence"] - 1]["tokens"]
    assert record["text"][mention["start"] : mention["end"]] == mention["text"] == "PTI"
    assert tokens[mention["first"] - 1]["form"] == "PTI" and mention["first"] == mention["last"]
    assert tokens[1]["head"] == tokens[0]["id"] and tokens[0]["head"] == 0
    assert all(text[t["start"] : t["end"]] == t["form"] for t in tokens)


def test_pretokenized_files_keep_what_is_theirs() -> None:
    """Comments, ranges, empty nodes, forms and the last column stay; the rest is ours."""
    given = next(read_conllu(FILE))
    lines = given.to_conllu(given.parse(model=MODEL)).split("\n")
    before = FILE.split("\n")
    assert [line.split("\t")[:2] for line in lines[:10]] == [
        line.split("\t")[:2] for line in before[:10]
    ]
    assert lines[3] == "1\tPTI\tPTI\tPROPN\t_\t_\t0\troot\t_\tKept=1|Entity=B-Party"
    assert lines[4] == before[4]
    assert lines[5] == "2\tdid\tdid\tNOUN\t_\t_\t1\tdep\t_\t_"
    assert lines[8] == before[8]


def test_pretokenized_words_are_slices() -> None:
    """Where the file's text has its words, offsets are in it; else in a text made of the words."""
    one, other = read_conllu(FILE)
    assert (one.id, one.text) == ("a", "PTI didn't win.")
    assert (other.id, other.text) == ("b", "dule parti")
    for given in (one, other):
        document = given.parse(model=FakeModel())
        assert [token.text for s in document.sentences for token in s.tokens] == [
            line.split("\t")[1]
            for block in given.blocks
            for line in block
            if line.split("\t")[0].isdecimal()
        ]


def test_our_own_output_can_be_read_again() -> None:
    """Annotating our own CoNLL-U changes nothing."""
    document = parse("PTI won. It's over.", model=MODEL)
    written = to_conllu(document, id="a")
    (given,) = read_conllu(written)
    assert (
        given.to_conllu(given.parse(model=MODEL)).split()
        == written.replace("Entity=B-Party|SpaceAfter", "SpaceAfter").split()
    )


@pytest.mark.parametrize("line", ["1 PTI", "x\t" * 9 + "x"])
def test_broken_lines_are_named(line: str) -> None:
    """An error says file and line."""
    with pytest.raises(ReadError) as caught:
        list(read_conllu("# a comment\n" + line, path="news.conllu"))
    assert (caught.value.path, caught.value.line) == ("news.conllu", 2)
