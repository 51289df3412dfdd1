"""One sentence's syntax, asked in the terms of grammar rather than of arrays.

Relations are those of Universal Dependencies v2 (de Marneffe et al. 2021,
https://universaldependencies.org/u/dep/). Tokens are given and returned as indices in the sentence.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kg.model import Sentence, Token
from kg.syntax.heads import Span, head_of
from kg.syntax.repairs import repaired

_NAME_PARTS = ("flat", "compound", "appos", "nmod:desc")
# Prepositions before some of many.
EXAMPLES = ("such as", "including", "like", "namely", "include")
# Verbs that say nothing without the one whom they are about, in headlines most of all.
_OF_OBJECTS = frozenset(
    "appoint elect re-elect reelect name nominate choose swear arrest detain jail imprison "
    "sentence convict acquit indict charge sack oust impeach expel inaugurate crown reappoint "
    "install designate dismiss assassinate wound injure disqualify bar remand "
    "suspend depose".split()
)
_TO_POSTS = frozenset(
    "appoint elect re-elect reelect name choose crown reappoint designate".split()
)
# Verbs that ask somebody in a phrase: "called on X to resign".
_ASKED = {
    "call": ("on", "upon"), "appeal": ("to",), "rely": ("on",), "count": ("on",), "wait": ("for",),
    "prevail": ("on", "upon"), "plead": ("with",), "lean": ("on",), "depend": ("on",),
}  # fmt: skip
_RELATIVE_PRONOUNS = frozenset({"who", "whom", "which", "that", "whose"})


class Tree:
    """A sentence with its children at hand.

    Args:
        sentence: its tokens' heads form one tree.
        names: spans of tokens (first, last) that are one name each; a name hangs on the rest of
            the sentence by one token, so that "Tehreek - e - Insaf" is no puzzle.
        titles: pairs of spans, a title and the name right behind it: "Prime Minister", "Imran
            Khan"; the title hangs on the name, whatever the parser made of the two.
        persons: those of the names that are persons'.
        series: names of one kind listed with commas and a conjunction.
    """

    def __init__(
        self,
        sentence: Sentence,
        names: Sequence[Span] = (),
        titles: Sequence[tuple[Span, Span]] = (),
        persons: Sequence[Span] = (),
        series: Sequence[Sequence[Span]] = (),
    ) -> None:
        self.sentence = sentence
        self.names = tuple(names)
        self.tokens: tuple[Token, ...] = repaired(
            sentence.tokens, self.names, titles, persons, series
        )
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
            if self.case(child) not in EXAMPLES:  # "critics of A, including B"
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
        deprel = self.tokens[index].deprel
        if self.children(index, "nsubj", "aux", "obj"):
            return self._shortened(index)
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

    def _shortened(self, index: int) -> bool:
        """Whether a verb that needs an object lacks it: "Tusk elected", "X, chosen premier"."""
        if self.lemma(index) not in _OF_OBJECTS or self.children(index, "aux", "ccomp", "xcomp"):
            return False
        if not self.is_participle(index) or self.word(index) == self.lemma(index):
            return False
        if self.tokens[index].deprel in ("acl", "amod"):
            return not self.children(index, "nsubj")
        made = self.children(index, "obj")
        # "Tusk elected prime minister": a bare noun is what he becomes
        bare = self.lemma(index) in _TO_POSTS and not any(
            self.tokens[noun].pos != "NOUN"
            or self.children(noun, "det", "nmod:poss", "flat", "appos")
            for noun in made
        )
        return self.relation(index) == "root" and (bare or not made)

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
        if base in ("xcomp", "advcl"):
            asked = [
                phrase
                for preposition in _ASKED.get(self.lemma(head), ())
                for phrase in self.phrases(head, preposition)
                if phrase < index and self.tokens[phrase].deprel.startswith("obl")
            ]
            marks = [m for m in self.children(index, "mark") if self.word(m) == "to"]
            # "called on X at home to discuss it" asks nothing of X
            between = range(asked[0] if asked else index, marks[0] if marks else index)
            if between and marks and not any(self._places(token) for token in between):
                return asked[:1]
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
        infinitive = "to" in {self.word(child) for child in self.children(index, "mark")}
        if base == "advcl" and infinitive and self.lemma(head) in object_control:
            objects = self.children(head, "obj", "nsubj:pass")
            if objects:
                return objects
        predicate = self.tokens[head].pos in ("VERB", "AUX", "ADJ") or self.has_copula(head)
        if base in ("advcl", "parataxis") and predicate:
            return self.grammatical_subject(head, object_control=object_control)
        return []

    def _places(self, index: int) -> bool:
        return self.tokens[index].pos == "ADP" and self.word(index) != "of"

    def alone(self, index: int, name: int) -> bool:
        """Whether a word's clause describes the first of a list alone: "A, who left, and B"."""
        others = self.children(name, "conj")
        clause = next(
            (
                above
                for above in (index, *self.ancestors(index))
                if self.head(above) == name and self.relation(above) == "acl"
            ),
            None,
        )
        return clause is not None and bool(others) and name < clause < min(others)

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

    def titles(self, index: int) -> list[int]:
        """Nouns that say what somebody is: "minister" in "Minister X" and in "X, the minister"."""
        parts = [*self.name_parts(index), *self.children(index, "compound", "nmod:desc")]
        return [part for part in dict.fromkeys(parts) if self.tokens[part].deprel != "nmod:poss"]

    def name_starting(self, index: int) -> int | None:
        """The head of the name that begins at a token; None where none does."""
        for first, last in self.names:
            if first == index:
                return head_of(self.tokens, (first, last))
        return None

    def name_end(self, index: int) -> int:
        """Where the name that begins at a token ends; right behind the token where none does."""
        return next((last for first, last in self.names if first == index), index + 1)

    def name_ending(self, index: int) -> int | None:
        """The head of the name that ends with a token; None where none does."""
        for first, last in self.names:
            if last == index + 1:
                return head_of(self.tokens, (first, last))
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
