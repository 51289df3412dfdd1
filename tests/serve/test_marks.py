"""Marks in a text: pieces that make it up again, whatever overlaps."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from kg.serve.marks import marked, names_in

TEXT = "One two three.\n\nFour five."


def test_overlapping_quotes_split_the_text() -> None:
    """A piece knows all claims that quote it, and where each begins and ends."""
    first, second = marked(TEXT, [(0, 14), (4, 7), (16, 26), (4, 20)])
    assert [piece.text for piece in first.pieces] == ["One ", "two", " three."]
    assert [piece.claims for piece in first.pieces] == [(1,), (1, 2, 4), (1, 4)]
    assert first.claims == (1, 2, 4)
    assert second.claims == (3,)
    assert [piece.ends for piece in second.pieces] == [(4,), (3,)]


def test_a_quote_that_begins_in_a_break_begins_with_the_next_words() -> None:
    """Its number stands beside the paragraph in which its words are."""
    assert [each.claims for each in marked(TEXT, [(15, 20)])] == [(), (1,)]


def test_a_name_within_a_quote_keeps_its_entity() -> None:
    """Also where a quote begins in the middle of it."""
    (paragraph,) = marked("the Red Party won", [(8, 17)], [(4, 13, "red")])
    assert [(piece.text, piece.iri) for piece in paragraph.pieces] == [
        ("the ", ""), ("Red ", "red"), ("Party", "red"), (" won", "")
    ]  # fmt: skip


@given(
    st.text(alphabet="ab \n", max_size=40),
    st.lists(st.tuples(st.integers(-3, 45), st.integers(-3, 45)), max_size=6),
)
def test_the_pieces_are_the_text(text: str, spans: list[tuple[int, int]]) -> None:
    """Nothing is lost or doubled, also where spans lie outside of the text; each ends once."""
    paragraphs = marked(text, spans)
    pieces = [piece for each in paragraphs for piece in each.pieces]
    assert "".join(piece.text for piece in pieces) == text.replace("\n", "")
    for number, (start, end) in enumerate(spans, 1):
        quoted = "".join(piece.text for piece in pieces if number in piece.claims)
        begun = [piece for piece in pieces if number in piece.begins]
        assert quoted == text[max(0, start) : max(0, end)].replace("\n", "")
        assert len(begun) == bool(quoted)


def test_a_name_marks_the_one_who_alone_has_it() -> None:
    """The longest name wins; one that two have marks nobody, nor anybody within it."""
    names = {"a": ["Ali", "Ali Khan"], "b": ["Imran Khan", "Khan"], "c": ["Khan"]}
    found = names_in("Ali Khan met Imran Khan; Khan and Alison and Ali left.", names)
    assert found == [(0, 8, "a"), (13, 23, "b"), (45, 48, "a")]
