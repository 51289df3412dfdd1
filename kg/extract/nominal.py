"""What stands beside a noun in its own phrase: owners, modifiers, names, brackets."""

from __future__ import annotations

from collections.abc import Iterator

from kg.extract.triggers import Trigger
from kg.syntax import EXAMPLES, Tree


class Nominal:
    """The phrases of one sentence's nouns.

    Args:
        tree: its syntax.
    """

    def __init__(self, tree: Tree) -> None:
        self.tree = tree

    def possessives(self, noun: int) -> list[int]:
        """Owners: "PTI" in "the PTI's leader" and in "PTI's leader Gohar Khan"."""
        tree = self.tree
        found = tree.children(noun, "nmod:poss")
        head = tree.head(noun)
        if not found and head > noun and self._is_title(noun):
            found = [child for child in tree.children(head, "nmod:poss") if child < noun]
        return found

    def _modifiers(self, noun: int) -> list[int]:
        tree = self.tree
        found = tree.modifiers(noun)
        head = tree.head(noun)
        if head > noun and self._is_title(noun):
            found = [child for child in tree.modifiers(head) if child < noun] + found
        beside = tree.name_ending(noun - 1) if noun else None
        if beside is not None and tree.tokens[noun].pos == "NOUN":
            found = [*found, beside]  # "PTI chairman", whatever the parser made of it
        # "the PTI-MWM alliance": names joined by a hyphen may hang on one another
        return sorted({part for child in found for part in (child, *self._joined(child))})

    def _joined(self, token: int) -> Iterator[int]:
        tree = self.tree
        for child in tree.children(token, "compound", "conj", "nmod", "appos", "flat"):
            between = range(min(child, token) + 1, max(child, token))
            if between and all(tree.word(index) in "-–—" for index in between):
                yield child

    def _is_title(self, noun: int) -> bool:
        """Whether a noun stands before a name as its title: "chairman Gohar Khan"."""
        return self.tree.relation(noun) in ("compound", "flat", "nmod", "amod") and (
            self.tree.tokens[noun].deprel != "nmod:poss"
        )

    def _named_by(self, noun: int) -> list[int]:
        """A name after a noun that it belongs to: "leader Imran Khan", "the leader, Imran Khan"."""
        tree = self.tree
        if noun + 2 < len(tree) and tree.word(noun + 1) == ",":
            # "its candidate, X, failed": both may stand as subjects of the verb
            start = self._titled(noun + 2)
            name = tree.name_starting(start)
            closed = tree.name_end(start)
            if (
                name is not None
                and tree.head(name) == tree.head(noun)
                and tree.relation(name) == tree.relation(noun)
                and closed < len(tree)
                and tree.word(closed) in (",", ".", ")", "-", "–", "—")
            ):
                return [name]
        found = [child for child in tree.children(noun, "appos", "flat") if child > noun]
        if not found and tree.tokens[noun].pos == "NOUN":
            # "the candidate for mayor, X": X may hang on the post
            posts = [child for child in tree.phrases(noun, "for") if child > noun]
            found = [child for post in posts for child in tree.children(post, "appos")]
        found = [child for child in found if tree.tokens[child].pos == "PROPN"]
        if found and tree.word(noun) != tree.lemma(noun):
            # "two PTI leaders, X and Y": Y may hang on the noun rather than on X
            found += [
                child
                for child in tree.children(noun, "conj")
                if child > found[0] and tree.tokens[child].pos == "PROPN"
            ]
        return found

    def _titled(self, start: int) -> int:
        """Where the name behind a title starts: "Senator Ana Ruiz", "former mayor Tom Birk"."""
        tree = self.tree
        for place in range(start, min(start + 4, len(tree))):
            if tree.name_starting(place) is not None:
                return place
            if tree.tokens[place].pos not in ("NOUN", "PROPN", "ADJ"):
                break
        return start

    def _apposed(self, trigger: Trigger) -> list[int]:
        """A name right before a phrase and its comma: "X, a rival of Y,"."""
        tree, noun = self.tree, trigger.token
        start = min(tree.phrase_start(noun), *trigger.words)
        name = tree.name_before(start)
        if name is None or tree.relation(noun) in ("obj", "obl", "iobj", "conj"):
            return []
        apart = tree.relation(noun) == "nsubj" and tree.head(noun) != tree.head(name)
        return [] if apart else [name]

    def _examples(self, noun: int) -> list[int]:
        """Who is named among many: "allies such as X and Y", "three ministers, among them X"."""
        tree = self.tree
        below = tree.children(noun, "nmod", "obl", "acl", "appos")
        below += [inner for child in below for inner in tree.children(child, "conj", "nmod")]
        found = [child for child in below if tree.case(child) in EXAMPLES]
        if found or tree.word(noun) == tree.lemma(noun):
            return found
        for index in range(noun + 2, len(tree) - 1):
            if tree.word(index) in ("them", "whom") and tree.word(index - 1) == "among":
                names = (tree.name_starting(place) for place in range(index + 1, index + 4))
                return [name for name in names if name is not None][:1]
        return []

    def _bracketed(self, token: int) -> list[int]:
        """A name in brackets or commas right after one: "Ayaz Sadiq (PML-N)", "Cruz, R-Texas"."""
        tree = self.tree
        last = max([token, *tree.children(token, "flat", "compound")])
        if last + 2 >= len(tree) or tree.word(last + 1) not in ("(", ","):
            return []
        label = tree.name_starting(last + 2)
        if label is None:
            return []
        after = tree.name_end(last + 2)
        closed = after < len(tree) and tree.word(after) in (")", ",", "-", "–", "/")
        return [label] if closed else []

    def _affiliations(self, person: int) -> list[int]:
        """Whatever may name the party of a person beside the name: "Tory MP X", "X of the PPP"."""
        tree = self.tree
        titles = tree.children(person, "nmod:desc", "compound", "appos")
        found = [*tree.phrases(person, "of"), *tree.phrases(person, "from")]
        for token in (person, *titles):
            found += [*self.possessives(token), *tree.modifiers(token), *tree.phrases(token, "of")]
        return [*found, *self._bracketed(person), *self._shared(person)]

    def _shared(self, person: int) -> list[int]:
        """The party of a whole list: "A, B and C, all from the PPP", "A and B, both of the PPP"."""
        tree = self.tree
        while tree.relation(person) == "conj":
            person = tree.head(person)
        listed = tree.conjuncts(person)
        ends = [last for first, last in tree.names if tree.name_starting(first) in listed]
        if len(ends) < 2 or max(ends) + 3 >= len(tree):
            return []
        end = max(ends)
        if tree.word(end) != "," or tree.word(end + 1) not in ("all", "both"):
            return []
        starts = range(end + 3, min(end + 8, len(tree)))
        if tree.word(end + 2) not in ("of", "from", "members", "in"):
            return []
        return [name for name in map(tree.name_starting, starts) if name is not None][:1]
