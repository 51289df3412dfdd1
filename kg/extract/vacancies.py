"""Whose going made room: "became leader when X resigned", "in charge since the death of X"."""

from __future__ import annotations

from collections.abc import Iterator

from kg.syntax import Tree

_ONCE = frozenset({"when", "after", "since", "as", "once", "following", "upon", "on"})
# Verbs whose subject goes, and verbs whose object does.
_GO = frozenset(
    "die resign quit retire flee abdicate leave depart perish step stand bow give".split()
)
_REMOVE = frozenset(
    "oust remove dismiss sack fire depose topple overthrow impeach kill assassinate murder arrest "
    "suspend expel unseat force jail imprison".split()
)
_GOING = frozenset(
    "resignation death ouster departure dismissal removal impeachment assassination retirement "
    "exit sacking overthrow fall demise murder killing abdication suspension arrest downfall "
    "passing".split()
)
_PARTICLES = {
    "step": ("down", "aside"),
    "stand": ("down", "aside"),
    "bow": ("out",),
    "give": ("up",),
}


def gone(tree: Tree, verb: int) -> Iterator[tuple[int, bool]]:
    """What tells of somebody's going beside a verb: a clause's verb, or a noun.

    Returns:
        Each with whether it is its object that goes.
    """
    for clause in tree.children(verb, "advcl"):
        marks = {tree.word(child) for child in tree.children(clause, "mark", "advmod", "case")}
        lemma = tree.lemma(clause)
        particles = {tree.word(child) for child in tree.children(clause, "compound", "advmod")}
        whole = lemma not in _PARTICLES or particles & set(_PARTICLES[lemma])
        if marks & _ONCE and lemma in _GO and whole:
            yield clause, False
        elif marks & _ONCE and lemma in _REMOVE:
            yield clause, True
    for phrase in tree.children(verb, "obl", "nmod", "advcl"):
        if tree.case(phrase) in _ONCE and tree.lemma(phrase) in _GOING:
            yield phrase, False
