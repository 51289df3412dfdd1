"""The clause that a noun stands in: the verb that lends it a subject, who is or acts there."""

from __future__ import annotations

from kg.extract.frames import Lexicon
from kg.extract.triggers import Trigger
from kg.extract.verbal import Verbal
from kg.syntax import Tree

# Verbs whose subject has, gets or seeks what their object names: "enjoys the backing of".
_OWN = frozenset(
    "have enjoy win secure gain get receive command obtain need seek lose retain keep garner claim "
    "attract draw earn court count carry boast muster garner land clinch".split()
)
# Where the subject of a verb is, comes or goes with a phrase: "quit in talks with".
_WITHIN = ("in", "into", "out of", "from")
# Verbs that put their object there: "took the party into a coalition with".
_MOVE = frozenset("take bring lead pull drag draw steer guide push force".split())
# "He was in Rome during the coup": what happens besides is nobody's doing in this clause.
MEANWHILE = frozenset("during after before since amid despite following until because".split())
_CONFINED = frozenset({"in", "under", "behind", "inside", "into"})


class Clausal(Verbal):
    """The clauses around one sentence's nouns.

    Args:
        tree: its syntax.
        lexicon: for support verbs and nouns for kinds of bodies.
    """

    def __init__(self, tree: Tree, lexicon: Lexicon) -> None:
        super().__init__(tree, lexicon)
        self._support = lexicon.words["support"]
        self._kinds = lexicon.words["kinds"]

    def _subject(self, trigger: Trigger) -> list[int]:
        tree, token = self.tree, trigger.token
        if trigger.kind == "verbs":
            return self.agents(token)
        if trigger.kind == "adjectives":
            if tree.relation(token) in ("amod", "acl") and tree.head(token) >= 0:
                return [tree.head(token)]
            return tree.grammatical_subject(token, object_control=self._control)
        if tree.has_copula(token) and tree.case(token):
            # "is in coalition with", "are in talks with"
            return tree.grammatical_subject(token, object_control=self._control)
        verb = self._support_verb(token)
        if verb is None:
            return []
        if tree.case(token) in ("into", "out of") and tree.lemma(verb) in _MOVE:
            return self.patients(verb) or self.agents(verb)
        return self.agents(verb)

    def _support_verb(self, noun: int) -> int | None:
        """The verb that lends a noun its subject: "held" in "PTI held a round of talks"."""
        tree = self.tree
        current = noun
        for _ in range(4):
            head = tree.head(current)
            if head < 0:
                return None
            relation = tree.relation(current)
            if relation in ("conj", "nmod", "amod") or self._same_body(current, head):
                current = head
                continue
            if relation == "obl" and tree.case(current) in MEANWHILE:
                return None
            if tree.tokens[head].pos in ("VERB", "AUX", "ADJ") and (
                relation in ("obj", "obl", "xcomp") or tree.tokens[current].deprel == "nsubj:pass"
            ):
                supports = tree.lemma(head) in self._support
                # "fought the election in alliance with the FDP"
                within = relation == "obl" and self._location(current, head) in _WITHIN
                return head if supports or within or relation == "obj" else None
            return None
        return None

    def _location(self, phrase: int, verb: int) -> str:
        """The preposition of a phrase with its verb's particle: "pulled out of"."""
        tree = self.tree
        particles = tree.children(verb, "compound:prt", "advmod")
        out = tree.case(phrase) == "of" and any(tree.word(one) == "out" for one in particles)
        return "out of" if out else tree.case(phrase)

    def _same_body(self, part: int, whole: int) -> bool:
        """Whether a noun before a noun says the same: "coalition government"."""
        tree = self.tree
        return tree.relation(part) == "compound" and tree.lemma(whole) in self._kinds

    def _copular(self, noun: int) -> list[int]:
        """Whom a noun is said of by "be"; nobody whom it only stands beside."""
        if not self.tree.has_copula(noun):
            return []
        return self.tree.grammatical_subject(noun, object_control=self._control)

    def _located(self, trigger: Trigger) -> list[int]:
        """Who is in a place or state: "X is in prison", "X, under arrest since May, denied it"."""
        tree, noun = self.tree, trigger.token
        if tree.case(noun) not in _CONFINED:
            return []
        if tree.has_copula(noun):
            return tree.grammatical_subject(noun, object_control=self._control)
        head = tree.head(noun)
        if head < 0:
            return []
        if tree.tokens[head].pos == "PROPN":
            return [head]
        if tree.relation(noun) in ("conj", "root") or tree.tokens[head].pos != "VERB":
            return []
        commas = tree.word(min(noun, *tree.children(noun, "case")) - 1) == ","
        return self.agents(head) if commas or tree.word(head) in ("being",) else []

    def _implied(self, noun: int) -> list[int]:
        """Who speaks or acts in the clause above: "Merz said a coalition with the AfD was out"."""
        tree = self.tree
        for above in tree.ancestors(noun):
            if tree.tokens[above].pos in ("VERB", "AUX") or tree.has_copula(above):
                found = [one for one in tree.children(above, "nsubj") if one != noun]
                found = [one for one in found if noun not in tree.subtree(one)]
                if found:
                    return [tree.antecedent(one) for one in found]
        return []

    def _beneficiary(self, noun: int) -> list[int]:
        """Who has what a noun names: "won with the support of", "enjoys", "relies on the votes"."""
        tree = self.tree
        head = tree.head(noun)
        while head >= 0 and tree.relation(noun) == "conj":
            noun, head = head, tree.head(head)
        if head < 0 or tree.tokens[head].pos not in ("VERB", "ADJ", "AUX"):
            return []
        leans = tree.relation(noun) == "obl" and tree.case(noun) in (
            "with",
            "on",
            "by",
            "thanks to",
        )
        owns = tree.relation(noun) == "obj" and tree.lemma(head) in _OWN
        if not leans and not owns:
            return []
        return self.patients(head) if tree.passive(head) else self.agents(head)
