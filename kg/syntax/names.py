"""Repairs of a parse that went astray at a name: names are whole, and things hang on them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from kg.model import Token
from kg.syntax.heads import Span, above, depth, head_of

_POSSESSIVE = frozenset({"'s", "’s", "'", "’"})
_RELATIVE = frozenset({"who", "whom", "whose", "which"})


def with_names(tokens: tuple[Token, ...], names: Sequence[Span]) -> tuple[Token, ...]:
    """The tokens with each name gathered under the one of its tokens that is nearest the root."""
    for first, last in names:
        inside = range(first, last)
        outer = [index for index in inside if tokens[index].head not in inside]
        if len(inside) < 2 or not outer:
            continue
        head = min(outer, key=lambda index: (depth(tokens, index), -index))
        gathered = list(tokens)
        for index, token in enumerate(tokens):
            if index in inside and index != head:
                relation = token.deprel if token.head == head else "flat"
                gathered[index] = replace(token, head=head, deprel=relation)
            elif index not in inside and token.head in inside:
                gathered[index] = replace(token, head=head)
        tokens = tuple(gathered)
    return tokens


def with_titles(
    tokens: tuple[Token, ...], titles: Sequence[tuple[Span, Span]]
) -> tuple[Token, ...]:
    """The tokens with each title hanging on the name behind it, in the title's place."""
    repaired = list(tokens)
    for one, other in titles:
        title, name = head_of(repaired, one), head_of(repaired, other)
        if repaired[title].head == name:
            continue
        if name not in above(repaired, title):
            repaired[name] = replace(
                repaired[name], head=repaired[title].head, deprel=repaired[title].deprel
            )
        repaired[title] = replace(repaired[title], head=name, deprel="nmod:desc")
        for index, token in enumerate(repaired):
            if token.head == title and token.deprel == "case":
                repaired[index] = replace(token, head=name)
                described = index > 0 and repaired[index - 1].pos == "NOUN"
                if described and repaired[name].deprel == "appos":
                    # "Ann, daughter of former governor and Senator Lee"
                    repaired[name] = replace(repaired[name], head=index - 1, deprel="nmod")
    return tuple(repaired)


def with_owners(tokens: tuple[Token, ...], names: Sequence[Span]) -> tuple[Token, ...]:
    """The tokens with a name and its 's before a noun as that noun's owner."""
    repaired = list(tokens)
    for _, last in names:
        if last >= len(tokens) - 1 or tokens[last].text not in _POSSESSIVE:
            continue
        owner = last - 1
        while repaired[owner].head in range(_first_of(names, last), last):
            owner = repaired[owner].head
        owned = _owned(repaired, last + 1, names)
        if owned is None:
            continue
        if owner in above(repaired, owned):
            repaired[owned] = replace(
                repaired[owned], head=repaired[owner].head, deprel=repaired[owner].deprel
            )
        repaired[owner] = replace(repaired[owner], head=owned, deprel="nmod:poss")
    return tuple(repaired)


def _first_of(names: Sequence[Span], last: int) -> int:
    return next(first for first, end in names if end == last)


def _owned(tokens: Sequence[Token], start: int, names: Sequence[Span]) -> int | None:
    """The head of the noun phrase that begins at a token."""
    for index in range(start, min(start + 6, len(tokens))):
        name = next(((first, last) for first, last in names if first == index), None)
        if name is not None and name[1] < len(tokens) and tokens[name[1]].pos == "NOUN":
            continue  # "the AAP's Delhi convener"
        if name is not None:
            head = head_of(tokens, name)
            # "X's opponents Y and Z": what is owned is what the names explain
            return tokens[head].head if tokens[head].head in range(start, index) else head
        if tokens[index].pos in ("NOUN", "PROPN"):
            following = tokens[index + 1].pos if index + 1 < len(tokens) else ""
            if following not in ("NOUN", "PROPN"):
                return index
        elif tokens[index].pos not in ("ADJ", "NUM", "ADV", "VERB", "PUNCT"):
            return None
    return None


def with_governed(tokens: tuple[Token, ...], names: Sequence[Span]) -> tuple[Token, ...]:
    """The tokens with a name behind a preposition governed by it: "with the PML-N over posts"."""
    repaired = list(tokens)
    starts = {first: (first, last) for first, last in names}
    for index, token in enumerate(tokens):
        if token.deprel != "case" or token.pos != "ADP" or token.head <= index:
            continue
        start = index + 1
        if start < len(tokens) and tokens[start].pos == "DET":
            start += 1
        if start not in starts:
            continue
        place = head_of(repaired, starts[start])
        name = repaired[place]
        noun = token.head
        again = any(t.head == noun and t.deprel == "case" for t in tokens[place + 1 : noun])
        if again and name.head == noun and tokens[noun].head not in (place, -1):
            # "talks with the PML-N over ministries": each preposition governs its own
            repaired[index] = replace(token, head=place)
            repaired[place] = replace(name, head=tokens[noun].head, deprel=tokens[noun].deprel)
        elif (
            place != token.head
            and 0 <= name.head < index
            and name.deprel in ("obj", "obl", "nsubj")
        ):
            repaired[index] = replace(token, head=place)
            verbal = repaired[name.head].pos in ("VERB", "AUX", "ADJ")
            repaired[place] = replace(name, deprel="obl" if verbal else "nmod")
    return tuple(repaired)


def with_separate_names(tokens: tuple[Token, ...], names: Sequence[Span]) -> tuple[Token, ...]:
    """The tokens with "A and B" as two names where the parser made them one."""
    repaired = list(tokens)
    starts = {first: (first, last) for first, last in names}
    for index, token in enumerate(tokens):
        if token.lemma.lower() not in ("and", "or", "&") or token.deprel != "cc":
            continue
        following = next((starts[n] for n in range(index + 1, index + 3) if n in starts), None)
        if following is None:
            continue
        head = head_of(repaired, following)
        first = repaired[head].head
        if repaired[head].deprel in ("flat", "compound") and 0 <= first < index:
            repaired[head] = replace(repaired[head], deprel="conj")
    return tuple(repaired)


def with_no_late_owners(tokens: tuple[Token, ...]) -> tuple[Token, ...]:
    """The tokens with a name behind a noun as its apposition: an owner stands before, or has 's."""
    repaired = list(tokens)
    for index, token in enumerate(tokens):
        late = token.deprel == "nmod:poss" and 0 <= token.head < index
        marked = any(other.head == index and other.deprel == "case" for other in tokens)
        if late and not marked and token.pos == "PROPN":
            repaired[index] = replace(token, deprel="appos")
    return tuple(repaired)


def with_homes(
    tokens: tuple[Token, ...], names: Sequence[Span], persons: Sequence[Span]
) -> tuple[Token, ...]:
    """The tokens with "of the PPP" on the person right before it: "Kim Moon-soo of the PPP"."""
    repaired = list(tokens)
    for first, last in persons:
        if last + 1 >= len(tokens) or tokens[last].text != "of":
            continue
        found = _owned(repaired, last + 1 + (tokens[last + 1].pos == "DET"), names)
        person = head_of(repaired, (first, last))
        if found is None or repaired[found].head == person or found in above(repaired, person):
            continue
        named = any(start <= found < stop for start, stop in names)
        governor = repaired[found].head
        if not named or (governor >= 0 and repaired[governor].pos == "VERB"):
            continue  # "accused Wilders of treason"
        repaired[found] = replace(repaired[found], head=person, deprel="nmod")
        repaired[last] = replace(repaired[last], head=found, deprel="case")
    return tuple(repaired)


def with_series(tokens: tuple[Token, ...], series: Sequence[Sequence[Span]]) -> tuple[Token, ...]:
    """The tokens with every name of a list on its first: "the alliance of A, B and C"."""
    repaired = list(tokens)
    for spans in series:
        first, *others = (head_of(repaired, span) for span in spans)
        for name in others:
            if name not in above(repaired, first):
                repaired[name] = replace(repaired[name], head=first, deprel="conj")
    return tuple(repaired)


def with_antecedents(
    tokens: tuple[Token, ...], names: Sequence[Span], persons: Sequence[Span]
) -> tuple[Token, ...]:
    """The tokens with a relative clause on the name right before it: "X, who", "the PPP, which"."""
    repaired = list(tokens)
    for first, last in names:
        behind = [index for index in (last, last + 1) if index < len(tokens)]
        pronoun = next((i for i in behind if tokens[i].text.lower() in _RELATIVE), None)
        if pronoun is None or (pronoun > last and tokens[last].text not in (",", ")")):
            continue
        if ((first, last) in persons) == (tokens[pronoun].text.lower() == "which"):
            continue
        name = head_of(repaired, (first, last))
        clause = repaired[pronoun].head
        while clause >= 0 and repaired[clause].deprel != "acl:relcl":
            clause = repaired[clause].head
        if clause > pronoun and clause not in above(repaired, name):
            repaired[clause] = replace(repaired[clause], head=name)
    return tuple(repaired)


def with_appositions(tokens: tuple[Token, ...], names: Sequence[Span]) -> tuple[Token, ...]:
    """The tokens with "with the MWM, a Shia party," as a name and what explains it.

    A comma and an article part a name from the noun behind it: it is no modifier of that noun.
    """
    repaired = list(tokens)
    for first, last in names:
        name = head_of(repaired, (first, last))
        noun = repaired[name].head
        if noun <= last or repaired[name].deprel not in (
            "compound",
            "nmod",
            "nmod:unmarked",
            "flat",
        ):
            continue
        comma = next((i for i in range(last, noun) if repaired[i].text == ","), None)
        if comma is None or repaired[comma + 1].pos != "DET" or repaired[comma + 1].head != noun:
            continue
        repaired[name] = replace(
            repaired[name], head=repaired[noun].head, deprel=repaired[noun].deprel
        )
        repaired[noun] = replace(repaired[noun], head=name, deprel="appos")
        for index in range(first):
            if repaired[index].head == noun and repaired[index].deprel in ("case", "det"):
                repaired[index] = replace(repaired[index], head=name)
    return tuple(repaired)
