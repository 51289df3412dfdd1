"""One sentence's syntax, asked in the terms of grammar rather than of arrays.

Relations are those of Universal Dependencies v2 (de Marneffe et al. 2021,
https://universaldependencies.org/u/dep/). Tokens are given and returned as indices in the sentence.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from kg.model import Sentence, Token

_NAME_PARTS = ("flat", "compound", "appos", "nmod:desc")
_RELATIVE_PRONOUNS = frozenset({"who", "whom", "which", "that", "whose"})
_POSSESSIVE = frozenset({"'s", "’s", "'", "’"})
_OBLIQUE = frozenset({"by", "with", "between", "from", "against"})
_COPULAR = frozenset({"become", "remain", "stay", "seem"})
# two of one such relation beside each other, joined by a conjunction, are a list
_ARGUMENTS = frozenset({"nsubj", "obj", "obl", "nmod"})


class Tree:
    """A sentence with its children at hand.

    Args:
        sentence: its tokens' heads form one tree.
        names: spans of tokens (first, last) that are one name each; a name hangs on the rest of
            the sentence by one token, so that "Tehreek - e - Insaf" is no puzzle.
        titles: pairs of spans, a title and the name right behind it: "Prime Minister", "Imran
            Khan"; the title hangs on the name, whatever the parser made of the two.
    """

    def __init__(
        self,
        sentence: Sentence,
        names: Sequence[tuple[int, int]] = (),
        titles: Sequence[tuple[tuple[int, int], tuple[int, int]]] = (),
    ) -> None:
        self.sentence = sentence
        self.names = tuple(names)
        tokens = _with_titles(_with_names(sentence.tokens, names), titles)
        tokens = _with_owners(tokens, names)
        self.tokens: tuple[Token, ...] = _with_predicates(_with_lists(_with_cases(tokens)))
        self._children: list[list[int]] = [[] for _ in self.tokens]
        for index, token in enumerate(self.tokens):
            if token.head >= 0:
                self._children[token.head].append(index)

    def __len__(self) -> int:
        return len(self.tokens)

    def lemma(self, index: int) -> str:
        """The lemma of a token, in lower case."""
        return self.tokens[index].lemma.lower()

    def word(self, index: int) -> str:
        """The form of a token, in lower case."""
        return self.tokens[index].text.lower()

    def relation(self, index: int) -> str:
        """The relation of a token to its head, without subtype."""
        return self.tokens[index].deprel.partition(":")[0]

    def head(self, index: int) -> int:
        """The head of a token, -1 for the root."""
        return self.tokens[index].head

    def children(self, index: int, *relations: str) -> list[int]:
        """The children in these relations (all where none is given).

        A relation without subtype takes its subtypes too: "nmod" finds "nmod:poss".
        """
        found = self._children[index]
        if not relations:
            return found
        return [
            child
            for child in found
            if self.tokens[child].deprel in relations or self.relation(child) in relations
        ]

    def ancestors(self, index: int) -> Iterator[int]:
        """The heads from a token's own up to the root."""
        while (index := self.tokens[index].head) >= 0:
            yield index

    def subtree(self, index: int) -> list[int]:
        """A token and all below it, in the order of the text."""
        found, pending = [], [index]
        while pending:
            current = pending.pop()
            found.append(current)
            pending.extend(self._children[current])
        return sorted(found)

    def conjuncts(self, index: int) -> list[int]:
        """A token and everything coordinated with it: A, B and C."""
        found = [index]
        for child in self.children(index, "conj"):
            found.extend(self.conjuncts(child))
        return found

    def case(self, index: int) -> str:
        """The preposition of a phrase, multiword ones joined: "with", "such as", "out of"."""
        words = []
        for child in self.children(index, "case", "mark"):
            if child < index:
                words.append(child)
                words.extend(self.children(child, "fixed"))
        return " ".join(self.word(word) for word in sorted(words) if word < index)

    def phrases(self, index: int, preposition: str) -> list[int]:
        """The heads of the phrases below a token that begin with a preposition."""
        found = []
        for child in self.children(index, "obl", "nmod", "acl", "advcl", "advmod", "appos"):
            if self.tokens[child].deprel == "nmod:poss":
                continue
            # a coordinated phrase may repeat its preposition: "from A and from B"
            case = self.case(child)
            if case == preposition or (case and case.split()[0] == preposition):
                found.append(child)
        return found

    # Verbs ---------------------------------------------------------------------------------

    def is_participle(self, index: int) -> bool:
        """Whether a form can be a past participle ("led", "backed", "won")."""
        word, lemma = self.word(index), self.lemma(index)
        if word.endswith("ing"):
            return False
        return word.endswith(("ed", "en", "t", "d", "n", "ne", "un", "ut")) or word != lemma

    def passive(self, index: int) -> bool:
        """Whether a verb is passive: "was sworn in", "the party led by X", "PTI-backed"."""
        if self.children(index, "nsubj:pass", "aux:pass", "csubj:pass"):
            return True
        if self.children(index, "nsubj", "aux", "obj"):
            return False
        deprel = self.tokens[index].deprel
        if deprel in ("acl", "amod", "advcl"):
            return self.is_participle(index) and self.word(index) != self.lemma(index)
        if self.relation(index) == "conj":
            return (
                self.head(index) >= 0
                and self.tokens[self.head(index)].pos == "VERB"
                and self.is_participle(index)
                and self.passive(self.head(index))
            )
        return False

    def antecedent(self, index: int) -> int:
        """The noun that a relative pronoun stands for; the token itself where it is none."""
        if self.word(index) not in _RELATIVE_PRONOUNS or self.tokens[index].pos not in (
            "PRON",
            "DET",
            "SCONJ",
        ):
            return index
        for above in self.ancestors(index):
            if self.tokens[above].deprel == "acl:relcl" and self.head(above) >= 0:
                return self.head(above)
        return index

    def grammatical_subject(self, index: int, *, object_control: frozenset[str]) -> list[int]:
        """The subject of a clause, its own or the one it is understood with.

        Args:
            object_control: verbs whose object is the subject of their infinitive ("urged X to").
        """
        own = self.children(index, "nsubj", "csubj")
        if not own and not self.passive(index):
            # what stands before its verb as if an object is its subject, misread
            own = [child for child in self.children(index, "obj") if child < index]
        if own:
            return [self.antecedent(subject) for subject in own]
        head, deprel = self.head(index), self.tokens[index].deprel
        if head < 0:
            return []
        base = deprel.partition(":")[0]
        if base == "xcomp":
            if self.lemma(head) in object_control:
                objects = self.children(head, "obj", "iobj", "nsubj:pass")
                if objects:
                    return objects
            return self.grammatical_subject(head, object_control=object_control)
        if base == "conj" and self.tokens[head].pos in ("VERB", "AUX", "ADJ", "NOUN"):
            return self.grammatical_subject(head, object_control=object_control)
        if base in ("acl", "amod"):
            return [self.antecedent(head)]
        if base in ("advcl", "parataxis") and self.tokens[head].pos in ("VERB", "AUX", "ADJ"):
            return self.grammatical_subject(head, object_control=object_control)
        return []

    def has_copula(self, index: int) -> bool:
        """Whether a noun or adjective is a predicate: "X is the leader"."""
        return bool(self.children(index, "cop"))

    # Nouns ---------------------------------------------------------------------------------

    def name_parts(self, index: int) -> list[int]:
        """Tokens that name the same thing in apposition or as parts of one name or title."""
        found = [child for child in self.children(index) if self._is_name_part(child)]
        if self._is_name_part(index) and self.head(index) >= 0:
            found.append(self.head(index))
        return found

    def name_starting(self, index: int) -> int | None:
        """The head of the name that begins at a token; None where none does."""
        for first, last in self.names:
            if first == index:
                return _head_of(self.tokens, (first, last))
        return None

    def name_before(self, index: int) -> int | None:
        """The head of the name that ends right before a comma and a token: "X, the leader"."""
        if index < 2 or self.word(index - 1) not in (",", "(", "-", "–", "—"):
            return None
        end = index - 2 if self.word(index - 2) == ")" else index - 1
        ending = [span for span in self.names if span[1] == end]
        return self.name_starting(ending[0][0]) if ending else None

    def phrase_start(self, index: int) -> int:
        """The first token of a noun's phrase, without clauses: "the" of "the new leader"."""
        before = self.children(index, "det", "amod", "compound", "nummod", "nmod:poss", "nmod:desc")
        return min([index, *(child for child in before if child < index)])

    def _is_name_part(self, index: int) -> bool:
        deprel = self.tokens[index].deprel
        return deprel in _NAME_PARTS or deprel.partition(":")[0] in ("flat", "appos")

    def modifiers(self, index: int) -> list[int]:
        """Words before a noun that qualify it: "PTI" in "the PTI chairman"."""
        return [
            child
            for child in self.children(index, "compound", "amod", "nmod:desc", "nmod:unmarked")
            if child < index
        ]


def _with_names(tokens: tuple[Token, ...], names: Sequence[tuple[int, int]]) -> tuple[Token, ...]:
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
    tokens: tuple[Token, ...], titles: Sequence[tuple[tuple[int, int], tuple[int, int]]]
) -> tuple[Token, ...]:
    """The tokens with each title hanging on the name behind it, in the title's place."""
    repaired = list(tokens)
    for one, other in titles:
        title, name = _head_of(repaired, one), _head_of(repaired, other)
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
    return tuple(repaired)


def _head_of(tokens: Sequence[Token], span: tuple[int, int]) -> int:
    inside = range(*span)
    return next((index for index in inside if tokens[index].head not in inside), span[0])


def _with_owners(tokens: tuple[Token, ...], names: Sequence[tuple[int, int]]) -> tuple[Token, ...]:
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


def _first_of(names: Sequence[tuple[int, int]], last: int) -> int:
    return next(first for first, end in names if end == last)


def _owned(tokens: Sequence[Token], start: int, names: Sequence[tuple[int, int]]) -> int | None:
    """The head of the noun phrase that begins at a token."""
    for index in range(start, min(start + 6, len(tokens))):
        name = next(((first, last) for first, last in names if first == index), None)
        if name is not None:
            inside = range(*name)
            return next((i for i in inside if tokens[i].head not in inside), None)
        if tokens[index].pos in ("NOUN", "PROPN"):
            following = tokens[index + 1].pos if index + 1 < len(tokens) else ""
            if following not in ("NOUN", "PROPN"):
                return index
        elif tokens[index].pos not in ("ADJ", "NUM", "ADV", "VERB", "PUNCT"):
            return None
    return None


def _above(tokens: Sequence[Token], index: int) -> set[int]:
    found: set[int] = set()
    while (index := tokens[index].head) >= 0:
        found.add(index)
    return found


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
            if governed and not any(tokens[other].deprel == "nmod" for other in governed):
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
            if tokens[first].head == noun and alone:
                return first if index < first < stop else -1
    return -1


def _with_predicates(tokens: tuple[Token, ...]) -> tuple[Token, ...]:
    """The tokens without appositions and lists that reach over the verb of what they stand to."""
    repaired = list(tokens)
    for index, token in enumerate(tokens):
        if token.deprel not in ("appos", "conj"):
            continue
        verb = tokens[token.head].head
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
            relation = "xcomp" if tokens[verb].lemma in _COPULAR else "obj"
            repaired[index] = replace(token, head=verb, deprel=relation)
    return tuple(repaired)


def _depth(tokens: tuple[Token, ...], index: int) -> int:
    depth = 0
    while (index := tokens[index].head) >= 0:
        depth += 1
    return depth
