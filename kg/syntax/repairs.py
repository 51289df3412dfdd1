"""Repairs of a parse where grammar leaves no doubt and the parser went astray.

Each works on tokens whose heads form one tree, and leaves one tree.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from kg.model import Token
from kg.syntax.bare_posts import with_bare_posts
from kg.syntax.gerunds import with_gerunds
from kg.syntax.headlines import with_headline_verbs, with_owned_nouns

Span = tuple[int, int]  # first token, and after the last

_POSSESSIVE = frozenset({"'s", "’s", "'", "’"})
_OBLIQUE = frozenset({"by", "with", "between", "from", "against"})
_RELATIVE = frozenset({"who", "whom", "whose", "which"})
_COPULAR = frozenset({"become", "remain", "stay", "seem"})
# two of one such relation beside each other, joined by a conjunction, are a list
_ARGUMENTS = frozenset({"nsubj", "obj", "obl", "nmod"})


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
    tokens = _with_titles(_with_names(with_gerunds(tokens), names), titles)
    tokens = with_owned_nouns(with_headline_verbs(tokens, names), names)
    tokens = _with_one_subject(_with_governed(tokens, names))
    tokens = _with_owners(_with_separate_names(tokens, names), names)
    tokens = _with_homes(tokens, names, persons)
    tokens = _with_antecedents(tokens, names, persons)
    tokens = _with_series(with_bare_posts(tokens, persons), series)
    tokens = _with_speakers(_with_descriptions(_with_no_late_owners(tokens), names))
    return _with_predicates(_with_lists(_with_cases(_with_subjects(tokens))))


def head_of(tokens: Sequence[Token], span: Span) -> int:
    """The token of a span that the others depend on."""
    inside = range(*span)
    return next((index for index in inside if tokens[index].head not in inside), span[0])


def _with_names(tokens: tuple[Token, ...], names: Sequence[Span]) -> tuple[Token, ...]:
    """The tokens with each name gathered under the one of its tokens that is nearest the root."""
    for first, last in names:
        inside = range(first, last)
        outer = [index for index in inside if tokens[index].head not in inside]
        if len(inside) < 2 or not outer:
            continue
        head = min(outer, key=lambda index: (_depth(tokens, index), -index))
        gathered = list(tokens)
        for index, token in enumerate(tokens):
            if index in inside and index != head:
                relation = token.deprel if token.head == head else "flat"
                gathered[index] = replace(token, head=head, deprel=relation)
            elif index not in inside and token.head in inside:
                gathered[index] = replace(token, head=head)
        tokens = tuple(gathered)
    return tokens


def _with_titles(
    tokens: tuple[Token, ...], titles: Sequence[tuple[Span, Span]]
) -> tuple[Token, ...]:
    """The tokens with each title hanging on the name behind it, in the title's place."""
    repaired = list(tokens)
    for one, other in titles:
        title, name = head_of(repaired, one), head_of(repaired, other)
        if repaired[title].head == name:
            continue
        if name not in _above(repaired, title):
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


def _with_owners(tokens: tuple[Token, ...], names: Sequence[Span]) -> tuple[Token, ...]:
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
        if owner in _above(repaired, owned):
            repaired[owned] = replace(
                repaired[owned], head=repaired[owner].head, deprel=repaired[owner].deprel
            )
        repaired[owner] = replace(repaired[owner], head=owned, deprel="nmod:poss")
    return tuple(repaired)


def _with_governed(tokens: tuple[Token, ...], names: Sequence[Span]) -> tuple[Token, ...]:
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
        if (
            place != token.head
            and 0 <= name.head < index
            and name.deprel in ("obj", "obl", "nsubj")
        ):
            repaired[index] = replace(token, head=place)
            verbal = repaired[name.head].pos in ("VERB", "AUX", "ADJ")
            repaired[place] = replace(name, deprel="obl" if verbal else "nmod")
    return tuple(repaired)


def _with_separate_names(tokens: tuple[Token, ...], names: Sequence[Span]) -> tuple[Token, ...]:
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
        above = repaired[head].head
        if repaired[head].deprel in ("flat", "compound") and 0 <= above < index:
            repaired[head] = replace(repaired[head], deprel="conj")
    return tuple(repaired)


def _with_no_late_owners(tokens: tuple[Token, ...]) -> tuple[Token, ...]:
    """The tokens with a name behind a noun as its apposition: an owner stands before, or has 's."""
    repaired = list(tokens)
    for index, token in enumerate(tokens):
        late = token.deprel == "nmod:poss" and 0 <= token.head < index
        marked = any(other.head == index and other.deprel == "case" for other in tokens)
        if late and not marked and token.pos == "PROPN":
            repaired[index] = replace(token, deprel="appos")
    return tuple(repaired)


def _with_descriptions(tokens: tuple[Token, ...], names: Sequence[Span]) -> tuple[Token, ...]:
    """The tokens with "minister under X and a critic of Y" as two predicates.

    A name is seldom coordinated with an indefinite description of somebody.
    """
    repaired = list(tokens)
    named = {index for span in names for index in range(*span)}
    for index, token in enumerate(tokens):
        first = token.head
        if token.deprel != "conj" or token.pos != "NOUN" or first < 0 or first not in named:
            continue
        noun = tokens[first].head
        indefinite = any(
            other.head == index and other.text.lower() in ("a", "an") for other in tokens
        )
        if (
            indefinite
            and index not in named
            and 0 <= noun < first
            and tokens[noun].pos == "NOUN"
            and tokens[first].deprel in ("nmod", "obl")
        ):
            repaired[index] = replace(token, head=noun)
    return tuple(repaired)


def _with_speakers(tokens: tuple[Token, ...]) -> tuple[Token, ...]:
    """The tokens with a subject behind what is quoted as the subject of the verb that quotes it."""
    repaired = list(tokens)
    for index, token in enumerate(tokens):
        said = token.head
        if token.deprel != "nsubj" or not 0 <= said < index or tokens[said].deprel != "ccomp":
            continue
        verb = tokens[said].head
        first = any(t.head == said and t.deprel.startswith("nsubj") for t in tokens[:said])
        taken = any(t.head == verb and t.deprel.startswith("nsubj") for t in tokens)
        if first and not taken and verb > said:
            repaired[index] = replace(token, head=verb)
    return tuple(repaired)


def _with_one_subject(tokens: tuple[Token, ...]) -> tuple[Token, ...]:
    """The tokens with "the main opponent, X, won" as one subject explained, not as two."""
    repaired = list(tokens)
    for index, token in enumerate(tokens):
        if token.deprel not in ("nsubj", "nsubj:pass") or token.head < index:
            continue
        before = [
            other
            for other in range(index)
            if tokens[other].head == token.head and tokens[other].deprel == token.deprel
        ]
        if not before or {tokens[before[-1]].pos, token.pos} != {"NOUN", "PROPN"}:
            continue
        start = min(i for i in range(before[-1] + 1, index + 1) if _within(tokens, i, index))
        if start > 0 and tokens[start - 1].text == ",":
            repaired[index] = replace(token, head=before[-1], deprel="appos")
    return tuple(repaired)


def _within(tokens: Sequence[Token], index: int, top: int) -> bool:
    """Whether a token belongs to a phrase; commas at its edge do not."""
    return tokens[index].text != "," and (index == top or top in _above(tokens, index))


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


def _with_homes(
    tokens: tuple[Token, ...], names: Sequence[Span], persons: Sequence[Span]
) -> tuple[Token, ...]:
    """The tokens with "of the PPP" on the person right before it: "Kim Moon-soo of the PPP"."""
    repaired = list(tokens)
    for first, last in persons:
        if last + 1 >= len(tokens) or tokens[last].text != "of":
            continue
        found = _owned(repaired, last + 1 + (tokens[last + 1].pos == "DET"), names)
        person = head_of(repaired, (first, last))
        if found is None or repaired[found].head == person or found in _above(repaired, person):
            continue
        named = any(start <= found < stop for start, stop in names)
        above = repaired[found].head
        if not named or (above >= 0 and repaired[above].pos == "VERB"):
            continue  # "accused Wilders of treason"
        repaired[found] = replace(repaired[found], head=person, deprel="nmod")
        repaired[last] = replace(repaired[last], head=found, deprel="case")
    return tuple(repaired)


def _with_series(tokens: tuple[Token, ...], series: Sequence[Sequence[Span]]) -> tuple[Token, ...]:
    """The tokens with every name of a list on its first: "the alliance of A, B and C"."""
    repaired = list(tokens)
    for spans in series:
        first, *others = (head_of(repaired, span) for span in spans)
        for name in others:
            if name not in _above(repaired, first):
                repaired[name] = replace(repaired[name], head=first, deprel="conj")
    return tuple(repaired)


def _with_antecedents(
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
        if clause > pronoun and clause not in _above(repaired, name):
            repaired[clause] = replace(repaired[clause], head=name)
    return tuple(repaired)


def _above(tokens: Sequence[Token], index: int) -> set[int]:
    found: set[int] = set()
    while (index := tokens[index].head) >= 0:
        found.add(index)
    return found


def _with_subjects(tokens: tuple[Token, ...]) -> tuple[Token, ...]:
    """The tokens with the subjects of what is itself an object on the verb between the two."""
    repaired = list(tokens)
    for index, token in enumerate(tokens):
        if token.deprel != "nsubj" or token.head <= index or tokens[token.head].deprel != "obj":
            continue
        verb = tokens[token.head].head
        if index < verb < token.head and not any(
            other.head == token.head and other.deprel == "cop" for other in tokens
        ):
            repaired[index] = replace(token, head=verb)
    return tuple(repaired)


def _with_cases(tokens: tuple[Token, ...]) -> tuple[Token, ...]:
    """The tokens with prepositions before what they govern, and no subject with a preposition."""
    repaired = list(tokens)
    for index, token in enumerate(tokens):
        if token.deprel != "case" or token.head < 0 or token.pos != "ADP":
            continue
        if token.head < index:
            # "party of … Khan" with "of" on the party: what follows belongs to it
            governed = [
                other
                for other in range(index + 1, len(tokens))
                if tokens[other].head == token.head
                and tokens[other].deprel in ("appos", "nmod", "flat", "compound", "conj")
            ]
            bare = governed and not any(
                other.head == governed[0] and other.deprel == "case" for other in tokens
            )
            if bare:
                repaired[index] = replace(token, head=governed[0])
                repaired[governed[0]] = replace(repaired[governed[0]], deprel="nmod")
        elif tokens[token.head].deprel in ("nsubj:pass", "nsubj", "obj") and (
            token.text.lower() in _OBLIQUE
        ):
            agent = token.text.lower() == "by"
            repaired[token.head] = replace(
                repaired[token.head], deprel="obl:agent" if agent else "obl"
            )
    return tuple(repaired)


def _with_lists(tokens: tuple[Token, ...]) -> tuple[Token, ...]:
    """The tokens with "A and B" as one list also where B hangs beside A, not on it."""
    repaired = list(tokens)
    for index, token in enumerate(tokens):
        if token.deprel != "cc" or token.head < index:
            continue
        second = repaired[token.head]
        before = [
            other
            for other in range(index)
            if repaired[other].head == second.head and repaired[other].deprel == second.deprel
        ]
        if second.deprel.partition(":")[0] in _ARGUMENTS and before:
            repaired[token.head] = replace(second, head=before[-1], deprel="conj")
        elif second.deprel == "conj" and (first := _between(repaired, second.head, index)) >= 0:
            repaired[token.head] = replace(second, head=first)
    return tuple(repaired)


def _between(tokens: Sequence[Token], noun: int, stop: int) -> int:
    """The one thing that a noun has with "between" before a place: it wants a second."""
    for index, token in enumerate(tokens[:stop]):
        if token.text.lower() == "between" and token.head >= 0:
            first = token.head
            alone = all(other.head != first or other.deprel != "conj" for other in tokens)
            # the second may be taken for part of what explains the first
            near = tokens[first].head == noun or first in _above(tokens, noun)
            if near and alone:
                return first if index < first < stop else -1
    return -1


def _with_predicates(tokens: tuple[Token, ...]) -> tuple[Token, ...]:
    """The tokens without appositions and lists that reach over the verb of what they stand to."""
    repaired = list(tokens)
    for index, token in enumerate(tokens):
        if token.deprel not in ("appos", "conj", "nmod:desc"):
            continue
        verb = tokens[token.head].head
        if token.deprel == "nmod:desc":
            # "Khan served as prime minister": no title of his, there is a verb between
            between = [other for other in range(token.head, index) if tokens[other].pos == "VERB"]
            verb = between[-1] if between and index not in _above(tokens, between[-1]) else verb
        if token.deprel == "conj":
            # "X will be A, and Y will be B": Y is the subject of the second clause
            after = [
                other
                for other in range(index + 1, len(tokens))
                if tokens[other].head == verb and tokens[other].deprel in ("conj", "parataxis")
            ]
            subject = tokens[token.head].deprel.startswith("nsubj")
            if subject and token.head < verb < index and after:
                repaired[index] = replace(token, head=after[0], deprel="nsubj")
            continue
        if token.head < verb < index and tokens[verb].pos == "VERB":
            predicate = tokens[verb].lemma in _COPULAR or any(
                other.head == verb and other.deprel == "aux:pass" for other in tokens
            )
            marked = any(other.head == index and other.deprel == "case" for other in tokens)
            relation = "obl" if marked else "xcomp" if predicate else "obj"
            repaired[index] = replace(token, head=verb, deprel=relation)
    return tuple(repaired)


def _depth(tokens: tuple[Token, ...], index: int) -> int:
    depth = 0
    while (index := tokens[index].head) >= 0:
        depth += 1
    return depth
