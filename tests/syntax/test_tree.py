"""One sentence's syntax, asked in the terms of grammar."""

from __future__ import annotations

from itertools import islice, pairwise

from extract.trees import document
from hypothesis import given
from hypothesis import strategies as st

from kg.model import Sentence, Token
from kg.syntax import Tree

NONE: frozenset[str] = frozenset()
Span = tuple[int, int]


def tree(words: str, *, names: bool = False) -> Tree:
    """The tree of a sentence written as in extract/trees.py."""
    parsed = document(words)
    spans = [(m.first, m.last) for m in parsed.mentions] if names else []
    return Tree(parsed.sentences[0], spans)


JOINED = tree("A|A|PROPN|nsubj|2 agreed|agree|VERB|root|0 to|to|PART|mark|4 join|join|VERB|xcomp|2")
LED = tree("party|party|NOUN|root|0 led|lead|VERB|acl|1 by|by|ADP|case|4 B|B|PROPN|obl:agent|2")
WHO = tree("B|B|PROPN|root|0 who|who|PRON|nsubj|3 won|win|VERB|acl:relcl|1 seats|seat|NOUN|obj|3")


def test_subject_of_an_infinitive() -> None:
    """Who agreed to join is who joins."""
    assert JOINED.grammatical_subject(3, object_control=NONE) == [0]


def test_subject_of_a_relative_clause() -> None:
    """The pronoun stands for its noun."""
    assert WHO.grammatical_subject(2, object_control=NONE) == [0]


def test_object_control() -> None:
    """Whom A urged to resign is who resigns."""
    urged = tree(
        "A|A|PROPN|nsubj|2 urged|urge|VERB|root|0 B|B|PROPN|obj|2 to|to|PART|mark|5 "
        "resign|resign|VERB|xcomp|2"
    )
    assert urged.grammatical_subject(4, object_control=frozenset({"urge"})) == [2]


def test_a_participle_after_its_noun_is_passive() -> None:
    """ "The party led by B": B leads the party."""
    assert LED.passive(1)
    assert not WHO.passive(2)


def test_a_name_hangs_on_one_token() -> None:
    """The pieces of a name are gathered, and what hung on them with them."""
    parts = tree(
        "with|with|ADP|case|4 the|the|DET|det|2 <Party:Tehreek|T|PROPN|obl|6 -|-|PUNCT|punct|3 "
        "Insaf>|I|PROPN|nmod|6 allied|ally|VERB|root|0",
        names=True,
    )
    inside = range(2, 5)
    assert [token for token in inside if parts.head(token) not in inside] == [4]
    assert parts.tokens[2].head == parts.tokens[3].head == 4


def test_a_list_is_repaired() -> None:
    """ "Between A and B" is a list also where the parser hangs both on the noun."""
    talks = tree(
        "talks|talk|NOUN|root|0 between|between|ADP|case|3 A|A|PROPN|nmod|1 and|and|CCONJ|cc|5 "
        "B|B|PROPN|nmod|1"
    )
    assert talks.conjuncts(2) == [2, 4]


def test_prepositions_of_several_words() -> None:
    """A fixed expression is one preposition."""
    said = tree(
        "according|accord|VERB|case|3 to|to|ADP|fixed|1 B|B|PROPN|obl|4 won|win|VERB|root|0"
    )
    assert said.case(2) == "according to"
    assert said.phrases(3, "according") == [2]


def test_a_name_before_a_comma() -> None:
    """ "X, a rival": the name that a phrase may stand in apposition to."""
    apposed = tree(
        "<Person:X>|X|PROPN|root|0 ,|,|PUNCT|punct|4 a|a|DET|det|4 rival|rival|NOUN|appos|1",
        names=True,
    )
    assert apposed.name_before(apposed.phrase_start(3)) == 0


@st.composite
def sentences(draw: st.DrawFn) -> tuple[Sentence, list[Span], list[tuple[Span, Span]]]:
    """Any well-formed tree over words that invite every repair, with any names in it."""
    count = draw(st.integers(1, 12))
    order = draw(st.permutations(range(count)))
    tokens: list[Token | None] = [None] * count
    for place, index in enumerate(order):
        head = order[draw(st.integers(0, place - 1))] if place else -1
        text = draw(st.sampled_from(["PTI", "and", "'s", "-", "party", "who"]))
        pos = draw(st.sampled_from(["NOUN", "PROPN", "ADJ", "VERB"]))
        deprel = draw(st.sampled_from(["nsubj", "obj", "cc", "conj", "nmod", "flat", "acl:relcl"]))
        tokens[index] = Token(index, index + 1, text, text, pos, head, deprel if place else "root")
    cuts = sorted(draw(st.sets(st.integers(0, count), max_size=6)))
    names = [(a, b) for a, b in zip(cuts[::2], cuts[1::2], strict=False) if a < b]
    titles = [pair for pair in pairwise(names) if draw(st.booleans())]
    return Sentence(0, count, tuple(token for token in tokens if token)), names, titles


@given(sentences())
def test_repairs_keep_a_tree(
    given_sentence: tuple[Sentence, list[Span], list[tuple[Span, Span]]],
) -> None:
    """Whatever is repaired, there is one root and every token leads to it."""
    repaired = Tree(*given_sentence)
    assert sum(repaired.head(index) < 0 for index in range(len(repaired))) == 1
    for index in range(len(repaired)):
        path = list(islice(repaired.ancestors(index), len(repaired)))
        assert len(path) < len(repaired)  # no cycle
