"""Repairs of a parse where grammar leaves no doubt and the parser went astray.

Each works on tokens whose heads form one tree, and leaves one tree.
"""

from __future__ import annotations

from collections.abc import Sequence

from kg.model import Token
from kg.syntax import clauses
from kg.syntax import names as naming
from kg.syntax.bare_posts import with_bare_posts
from kg.syntax.bearers import with_bearers, with_secretaries
from kg.syntax.gerunds import with_gerunds
from kg.syntax.headlines import with_backing, with_headline_verbs, with_owned_nouns
from kg.syntax.heads import Span
from kg.syntax.misplaced import with_first_objects, with_late_objects, with_left_subjects


def repaired(
    tokens: tuple[Token, ...],
    names: Sequence[Span],
    titles: Sequence[tuple[Span, Span]],
    persons: Sequence[Span] = (),
    series: Sequence[Sequence[Span]] = (),
) -> tuple[Token, ...]:
    """The tokens of a sentence with all repairs made.

    Args:
        tokens: of one sentence.
        names: spans that are one name each.
        titles: pairs of spans, a title and the name right behind it.
        persons: the names that are persons'.
        series: names of one kind listed with commas and a conjunction: "A, B and C".
    """
    tokens = naming.with_titles(
        naming.with_names(with_gerunds(with_secretaries(tokens)), names), titles
    )
    tokens = naming.with_appositions(tokens, names)
    tokens = with_owned_nouns(with_headline_verbs(with_backing(tokens), names), names)
    tokens = clauses.with_infinitives(clauses.with_obliques(naming.with_governed(tokens, names)))
    tokens = with_left_subjects(with_late_objects(with_first_objects(tokens)))
    tokens = clauses.with_one_subject(tokens)
    tokens = naming.with_owners(naming.with_separate_names(tokens, names), names)
    tokens = naming.with_homes(tokens, names, persons)
    tokens = naming.with_antecedents(with_bearers(tokens, persons, series), names, persons)
    tokens = naming.with_series(with_bare_posts(tokens, persons), series)
    tokens = clauses.with_descriptions(naming.with_no_late_owners(tokens), names)
    tokens = clauses.with_cases(clauses.with_subjects(clauses.with_speakers(tokens)))
    return clauses.with_objects(clauses.with_predicates(clauses.with_lists(tokens)))
