"""One decision for each name of an article."""

from __future__ import annotations

import pytest
from fake_model import FakeModel, Phrase
from hypothesis import given
from hypothesis import strategies as st

from kg.language import parse
from kg.language.mentions import decide
from kg.language.model import CLASS_OF, Span
from kg.model import Mention


def mentions(text: str, *sentences: list[Phrase]) -> tuple[Mention, ...]:
    """Parse a text in whose sentences a model saw these phrases."""
    return parse(text, model=FakeModel(dict(enumerate(sentences)))).mentions


def found(text: str, *sentences: list[Phrase]) -> list[tuple[str, str]]:
    """Return names and classes of :func:`mentions`."""
    return [(mention.text, mention.cls) for mention in mentions(text, *sentences)]


DEFINED: list[Phrase] = [("Pakistan Tehreek - e - Insaf", "party", 0.9)]


@pytest.mark.parametrize(
    ("text", "phrase", "label", "name"),
    [
        ("the Green Party's win", "the Green Party 's", "party", "Green Party"),
        ("Gen. Asim Munir spoke", "Gen. Asim Munir", "politician", "Asim Munir"),
        (
            "former Prime Minister Imran Khan",
            "former Prime Minister Imran Khan",
            "person",
            "Imran Khan",
        ),
        ("“Awami League” lost", "“ Awami League ”", "party", "Awami League"),
        ("PTI-backed men", "PTI - backed", "party", "PTI"),
        ("PML-N men", "PML - N", "party", "PML-N"),
        (
            "the Janata Dal (United) men",
            "the Janata Dal ( United )",
            "party",
            "Janata Dal (United)",
        ),
        ("the CPI(M)'s", "the CPI ( M", "party", "CPI(M)"),
        ("to A Just Russia", "A Just Russia", "party", "A Just Russia"),
        ("A Labour win", "A Labour", "party", "Labour"),
        ("General Council met", "General Council", "organisation", "General Council"),
    ],
)
def test_edges(text: str, phrase: str, label: str, name: str) -> None:
    """Articles, possessives, quotes, titles of persons and "-backed" are outside of a name."""
    assert [name for name, _ in found(text, [(phrase, label, 0.9)])][-1] == name


def test_offsets() -> None:
    """A mention says where it stands, in characters and in words."""
    (mention,) = mentions("Then the PTI won.", [("the PTI", "party", 0.75)])
    assert mention == Mention(9, 12, "PTI", "Party", 0, 2, 3, "party", 0.75)


def test_a_definition_is_two_mentions() -> None:
    """ "Full Name (FN)" in one span is two names of one class."""
    text = "Pakistan Tehreek-e-Insaf (PTI) won."
    assert found(text, [("Pakistan Tehreek - e - Insaf ( PTI", "party", 0.9)]) == [
        ("Pakistan Tehreek-e-Insaf", "Party"),
        ("PTI", "Party"),
    ]


def test_an_acronym_takes_the_class_of_its_full_name() -> None:
    """The definition ties them, also where the model calls the acronym something else, or misc."""
    text = "Pakistan Tehreek-e-Insaf (PTI) won. PTI-backed men cheered. PTI lost."
    assert (
        found(text, DEFINED, [("PTI - backed", "misc", 0.9)], [("PTI", "organisation", 0.9)])[1:]
        == [("PTI", "Party")] * 3
    )


def test_a_person_in_front_of_brackets_is_not_their_full_name() -> None:
    """ "Imran Khan (PTI)" says where he belongs, not what PTI stands for."""
    assert found("Imran Khan (PTI) won.", [("Imran Khan", "politician", 0.9)]) == [
        ("Imran Khan", "Person")
    ]


def test_the_best_understood_mention_decides() -> None:
    """The sum of probabilities over the article decides on a name."""
    text = "Fatah won. Fatah lost. Fatah left."
    said = [("party", 0.9), ("location", 0.5), ("party", 0.3)]
    assert {m.cls for m in mentions(text, *[[("Fatah", *one)] for one in said])} == {"Party"}


def test_misc_alone_is_no_mention() -> None:
    """A name that no sentence understands is left out."""
    assert not found("Ramadan began.", [("Ramadan", "misc", 0.99)])


def test_names_that_the_model_left_out_are_found() -> None:
    """Acronyms, parties and full names of persons are found in every sentence."""
    text = "Imran Khan leads PTI.\n\nIMRAN KHAN JAILED\n\nWhy PTI won\n\nImran Khan went."
    known: list[Phrase] = [("Imran Khan", "politician", 0.9), ("PTI", "party", 0.9)]
    assert [name for name, _ in found(text, known)] == [
        "Imran Khan",
        "PTI",
        "IMRAN KHAN",
        "PTI",
        "Imran Khan",
    ]


def test_ordinary_words_are_not_taken_for_names() -> None:
    """A party named Justice is not found in "justice", nor at the start of a sentence."""
    text = "The Justice party won. Now Justice rules. Some want justice. Justice is blind."
    said: list[Phrase] = [("Justice", "party", 0.9)]
    assert found(text, said, said) == [("Justice", "Party")] * 2


def test_a_word_that_one_sentence_calls_a_party_is_not_looked_for() -> None:
    """It takes two sentences to spread a name that is one ordinary word."""
    text = "A Shia party won. Many Shia voters came. Many more Shia voters left."
    said: list[Phrase] = [("Shia", "party", 0.8)]
    assert len(found(text, said)) == 1
    assert len(found(text, said, said)) == 3


def test_a_title_alone_is_no_person() -> None:
    """ "Barrister" is nobody's name."""
    assert not found("The Barrister spoke.", [("Barrister", "politician", 0.9)])


def test_a_doubtful_name_is_not_looked_for() -> None:
    """One weak guess is not spread over the article."""
    assert len(found("The ECP met. The ECP left.", [("ECP", "party", 0.4)])) == 1


def test_a_known_name_replaces_its_parts() -> None:
    """Where the model saw only a part of a name that it knew elsewhere, the name is whole."""
    text = "The Pakistan Peoples Party won. The Pakistan Peoples Party lost."
    assert (
        found(text, [("Pakistan Peoples Party", "party", 0.9)], [("Pakistan", "country", 0.9)])
        == [("Pakistan Peoples Party", "Party")] * 2
    )


def test_a_part_of_a_longer_name_is_left_alone() -> None:
    """ "PPP" inside "PPP Parliamentarians" is no mention of its own."""
    text = "The PPP won. The PPP Parliamentarians lost."
    assert found(text, [("PPP", "party", 0.9)], [("PPP Parliamentarians", "party", 0.9)]) == [
        ("PPP", "Party"),
        ("PPP Parliamentarians", "Party"),
    ]


def test_a_surname_follows_its_full_name() -> None:
    """A surname that was not understood is the person whose name ends so."""
    text = "Nawaz Sharif won. Sharif left."
    known: list[Phrase] = [("Nawaz Sharif", "politician", 0.9)]
    assert found(text, known, [("Sharif", "misc", 0.5)])[1] == ("Sharif", "Person")


WORDS = st.sampled_from(
    ["the", "PTI", "Imran", "Khan", "(", ")", "-", "backed", "“", "Gen.", "won"]
)
LABELS = st.sampled_from([*CLASS_OF, "misc"])


@given(
    st.lists(st.lists(WORDS, min_size=1, max_size=9), min_size=1, max_size=4),
    st.lists(st.tuples(st.integers(0, 8), st.integers(1, 9), LABELS, st.floats(0, 1))),
)
def test_mentions_are_words_of_their_sentence_and_never_overlap(
    sentences: list[list[str]], guesses: list[tuple[int, int, str, float]]
) -> None:
    """Whatever the model says, each word is in one mention at most, and names are slices."""
    text = "\n\n".join(" ".join(words) for words in sentences)
    parsed = parse(text, model=FakeModel()).sentences
    spans: list[list[Span]] = [[] for _ in parsed]
    for number, (start, length, label, score) in enumerate(guesses):
        of = number % len(parsed)
        end = min(start + length, len(parsed[of].tokens))
        if start < end and all(end <= one.start or one.end <= start for one in spans[of]):
            spans[of].append(Span(start, end, label, score))
    places: list[tuple[int, int]] = []
    for mention in decide(text, parsed, spans):
        tokens = parsed[mention.sentence].tokens[mention.first : mention.last]
        assert text[mention.start : mention.end] == mention.text
        assert (tokens[0].start, tokens[-1].end) == (mention.start, mention.end)
        places += [(mention.sentence, i) for i in range(mention.first, mention.last)]
    assert places == sorted(set(places))
