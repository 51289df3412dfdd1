"""Who acts, who is acted on, who owns what is done, and who is called what."""

from __future__ import annotations

from kg.extract.frames import Frame, Lexicon
from kg.extract.nominal import Nominal
from kg.extract.triggers import Trigger
from kg.syntax import Tree

# Verbs that make their object, or themselves, into what their complement says.
_BECOME = frozenset({"become", "remain", "serve", "act", "stay", "work", "return", "continue"})
# Verbs that say with "as" what somebody is held to be.
_CALL = frozenset(
    "describe see regard view consider know hail portray dub present cast treat recognise "
    "recognize perceive label brand think".split()
)
# "ran as a Republican" says what somebody is, "stood down as leader" does not.
_STAND = frozenset({"run", "stand", "sit", "campaign", "contest", "compete", "win", "register"})
_MAKE = frozenset(
    "elect re-elect appoint name make choose pick select nominate declare propose designate "
    "install endorse field confirm crown elevate".split()
)


class Verbal(Nominal):
    """The parties to one sentence's verbs, and whom its nouns describe through them.

    The questions lead to one another: an infinitive is done by who bears a title, who bears a title
    is whom a verb names so.

    Args:
        tree: its syntax.
        lexicon: for control, and for nouns whose owners are to do something.
    """

    def __init__(self, tree: Tree, lexicon: Lexicon) -> None:
        super().__init__(tree)
        self._control = lexicon.words["object_control"]
        self._content = lexicon.words["content_nouns"]
        self._mutual = lexicon.words["mutual_nouns"]

    def agents(self, verb: int) -> list[int]:
        """Who does what a verb says, active or passive, also in "PTI-backed"."""
        tree = self.tree
        if tree.passive(verb):
            found = tree.children(verb, "obl:agent") or tree.phrases(verb, "by")
            return found or self._hyphenated(verb)
        found = self._understood(verb)
        found = found or tree.grammatical_subject(verb, object_control=self._control)
        return found + self._beside(verb) if found else []

    def _beside(self, verb: int) -> list[int]:
        """Who does it too: "the SPD, together with the Greens, voted", "along with his allies"."""
        tree = self.tree
        found = [p for p in tree.phrases(verb, "along") if tree.case(p) == "along with"]
        for adverb in tree.children(verb, "advmod"):
            if tree.word(adverb) in ("together", "jointly"):
                found += tree.phrases(adverb, "with")
        return found

    def _understood(self, verb: int) -> list[int]:
        """Who is to do what an infinitive under a noun says: "the PPP's decision to back X"."""
        tree = self.tree
        while tree.relation(verb) in ("conj", "xcomp") and not tree.children(verb, "nsubj"):
            verb = tree.head(verb)
            if verb < 0:
                return []
        noun = tree.head(verb)
        marks = {tree.word(child) for child in tree.children(verb, "mark")}
        if tree.relation(verb) != "acl" or "to" not in marks or noun < 0:
            return []
        if tree.tokens[noun].deprel == "acl:relcl" or tree.tokens[noun].pos != "NOUN":
            return []
        if tree.lemma(noun) in self._content:
            found = self.owners(noun)
            if found:
                return found
        if tree.case(noun) == "as" or tree.has_copula(noun):
            # "chose X as its candidate to challenge Y", "X is the man to beat Y"
            return self.bearers(Trigger(Frame("", ()), "nouns", noun, (noun,)))
        return []

    def _hyphenated(self, verb: int) -> list[int]:
        """ "PTI" in "PTI-backed candidates"."""
        tree = self.tree
        left = [
            child
            for child in tree.children(verb)
            if child < verb and tree.relation(child) not in ("nsubj", "csubj")
        ]
        found = [child for child in left if tree.tokens[child].pos in ("PROPN", "NOUN")]
        if found:
            return found
        if verb >= 2 and tree.word(verb - 1) in ("-", "–"):
            return [verb - 2]
        return []

    def patients(self, verb: int) -> list[int]:
        """Whom it is done to."""
        tree = self.tree
        if tree.passive(verb):
            if tree.tokens[verb].deprel == "acl:relcl" or tree.children(verb, "nsubj"):
                return tree.grammatical_subject(verb, object_control=self._control)
            head = tree.head(verb)
            if tree.relation(verb) in ("acl", "amod") and head >= 0:
                return [head]
            return tree.grammatical_subject(verb, object_control=self._control)
        found = [tree.antecedent(child) for child in tree.children(verb, "obj", "iobj")]
        gap = tree.tokens[verb].deprel == "acl:relcl" and tree.children(verb, "nsubj")
        if not found and gap and not tree.children(verb, "xcomp", "ccomp"):
            subjects = {tree.antecedent(child) for child in tree.children(verb, "nsubj")}
            # "the party he led": the clause lacks the object that it describes
            found = [head for head in (tree.head(verb),) if head not in subjects]
        return found

    def owners(self, noun: int) -> list[int]:
        """Whose decision, offer or deal a noun names, in its phrase or as its verb's subject."""
        tree = self.tree
        found = self.possessives(noun)
        for preposition in ("by", "between", "of"):
            found = found + tree.phrases(noun, preposition)
        if not found:
            found = [child for child in tree.modifiers(noun) if tree.tokens[child].pos == "PROPN"]
        head = tree.head(noun)
        if not found and head >= 0 and tree.tokens[head].pos == "VERB":
            complement = ("nsubj",) if tree.passive(head) else ("obj", "obl", "xcomp")
            if tree.relation(noun) in complement:
                found = list(self.agents(head))
        if tree.lemma(noun) in self._mutual:
            found += tree.phrases(noun, "with")
        return found

    def bearers(self, trigger: Trigger) -> list[int]:
        """Whom a noun describes: by apposition, as a title, as a predicate, or with "as"."""
        tree, noun = self.tree, trigger.token
        following = tree.name_starting(max(trigger.words) + 1)
        if following is not None and tree.tokens[following].pos == "PROPN":
            return [following]  # a title right before a name, whatever the parser made of it
        if tree.relation(noun) == "conj" and not tree.children(noun, "appos"):
            # "founder and leader of": the first noun's bearer, unless a name follows this one
            first = tree.head(noun)
            if (
                first >= 0
                and tree.tokens[first].pos in ("NOUN", "PROPN")
                and not self._named_by(noun)
            ):
                inner = Trigger(trigger.frame, trigger.kind, first, (first,))
                found = self.bearers(inner)
                if found:
                    return found
                told = [child for child in tree.children(first, "appos") if first < child < noun]
                if told and tree.name_starting(noun) is None:
                    return [first]  # "X, the mayor and son of Y": both are said of X
        if tree.case(noun) == "of" and tree.word(tree.head(noun)) == "one":
            # "X, one of the PPP's senators"
            one = tree.head(noun)
            return self.bearers(Trigger(trigger.frame, trigger.kind, one, (one,)))
        if tree.has_copula(noun):
            if tree.case(noun) in ("in", "with", "within"):
                return []  # who is in a coalition is none
            return tree.grammatical_subject(noun, object_control=self._control)
        if trigger.kind == "mention" and tree.case(noun) == "for":
            return []  # "the candidate for mayor, X"
        if "Party" in trigger.frame.mentions and self._behind_colon(trigger):
            return []  # "Three parties back X: A, B and C"
        found = self._named_by(noun) or self._apposed(trigger) or self._examples(noun)
        if "Party" in trigger.frame.mentions:
            found = [one for one in found if not self._colon(noun, one)]  # "to the APC: A and B"
        if found:
            return found
        head, deprel = tree.head(noun), tree.tokens[noun].deprel
        if head < 0:
            return []
        if deprel == "appos" or (self._is_title(noun) and head > noun):
            if "Party" in trigger.frame.mentions and deprel != "appos":
                return []  # "the PTI lawmaker X": the title says whose it is
            if tree.relation(noun) == "nmod" and tree.case(noun):
                return []  # "of the chairman": not a title
            return [head]
        if tree.relation(noun) == "nsubj" and tree.has_copula(head) and not tree.case(head):
            return [head]  # "the leader of the party is X"
        if tree.relation(noun) == "nsubj" and tree.lemma(head) in ("include", "number"):
            return tree.children(head, "obj")  # "its members include X and Y"
        return self._as(trigger, head)

    def _behind_colon(self, trigger: Trigger) -> bool:
        """Whether a colon parts a name from what it hangs on."""
        tree, noun = self.tree, trigger.token
        while tree.relation(noun) == "conj":
            noun = tree.head(noun)
        return self._colon(max(tree.head(noun), 0), noun)

    def _colon(self, before: int, behind: int) -> bool:
        return any(self.tree.word(index) == ":" for index in range(before, behind))

    def _as(self, trigger: Trigger, head: int) -> list[int]:
        tree, noun = self.tree, trigger.token
        ahead = tree.case(noun) == "at" and tree.lemma(noun) in ("head", "helm")
        predicate = ahead or tree.case(noun) == "as" or tree.relation(noun) == "xcomp"
        if not predicate:
            return []
        if tree.case(head) == "with" and tree.tokens[head].pos == "PROPN":
            return [head]  # "with the BJP as his partner"
        beside = [phrase for phrase in tree.phrases(head, "with") if phrase < noun]
        if beside and tree.case(noun) == "as":
            return beside[-1:]
        if tree.tokens[head].pos == "PROPN" and trigger.kind == "nouns":
            return [head]  # "named X as its candidate"
        if tree.tokens[head].pos in ("NOUN", "PROPN"):
            return []
        if tree.lemma(head) in _MAKE | _CALL or tree.passive(head):
            others = [child for child in tree.children(head, "xcomp") if child != noun]
            return self.patients(head) or others or self.agents(head)
        if tree.lemma(head) in _BECOME or tree.relation(noun) == "xcomp":
            return self.agents(head)
        if trigger.kind == "mention" and tree.lemma(head) in _STAND:
            return self.agents(head)
        return []

    def _described(self, noun: int) -> list[int]:
        """A noun, and whom it describes: "X, a convicted kidnapper"."""
        if self.tree.tokens[noun].pos != "NOUN":
            return [noun]
        return [noun, *self.bearers(Trigger(Frame("", ()), "nouns", noun, (noun,)))]
