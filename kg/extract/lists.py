"""Lists behind a colon: "Two men resigned: A and B", "They back the government: A, B and C"."""

from __future__ import annotations

from collections.abc import Sequence

from kg.syntax import Tree

_COUNTS = ("two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")


def counted(tree: Tree, token: int) -> tuple[int, Sequence[Sequence[int]]]:
    """How many a word counts, and names behind a colon that may be they.

    Returns:
        The number, 0 where there is none; the list that opens there, then all names there are.
    """
    words = {tree.word(one) for one in (token, *tree.children(token, "nummod"))}
    number = next((value for value, word in enumerate(_COUNTS, 2) if word in words), 0)
    colon = next((i for i in range(token + 1, len(tree)) if tree.word(i) == ":"), None)
    if not number or colon is None:
        return 0, ()
    behind = [
        head
        for first, _ in tree.names
        if first > colon
        and (head := tree.name_starting(first)) is not None
        and tree.tokens[head].deprel != "nmod:poss"
    ]
    return number, (tree.conjuncts(behind[0]), behind) if behind else ()


def opens_list(tree: Tree, noun: int, name: int) -> bool:
    """Whether a name behind a colon opens a list, which is no name of what stands before it."""
    colon = any(tree.word(index) == ":" for index in range(noun, name))
    return colon and bool(tree.children(name, "conj"))
