"""Where the arguments of a trigger stand: slots of a frame to tokens of a sentence."""

from __future__ import annotations

from collections.abc import Callable

from kg.extract.clausal import MEANWHILE, Clausal
from kg.extract.frames import Lexicon
from kg.extract.triggers import Trigger
from kg.extract.vacancies import gone
from kg.syntax import Tree

_FOUND = frozenset({"form", "found", "create", "launch", "establish", "set", "start", "find"})
# Verbs of all who take part in what a noun names: "signed by A and B".
_AGREE = frozenset("sign reach strike agree conclude negotiate initial form forge seal".split())


class Slots(Clausal):
    """The slots of one sentence.

    Args:
        tree: its syntax.
        lexicon: for support verbs and control.
    """

    def __init__(self, tree: Tree, lexicon: Lexicon) -> None:
        super().__init__(tree, lexicon)
        self._named: dict[str, Callable[[Trigger], list[int]]] = {
            "subject": self._subject,
            "object": self._object,
            "possessive": lambda trigger: self.possessives(trigger.token),
            "modifier": lambda trigger: self._modifiers(trigger.token),
            "bearer": self.bearers,
            "self": lambda trigger: [trigger.token],
            "predicate": self._predicate,
            "located": self._located,
            "main": lambda trigger: self._main(trigger.token),
            "title": lambda trigger: [],  # of each subject itself, which it is asked for
            "complement": lambda trigger: self._complements(trigger.token),
            "undergoer": self._undergoer,
            "accused": self._accused,
            "noun": lambda trigger: [] if trigger.noun is None else [trigger.noun],
            "infinitive": lambda trigger: self._infinitives(trigger.token),
            "intransitive": self._alone,
            "lawmakers": lambda trigger: [],  # the chamber of the lawmakers who do it
            "country": lambda trigger: [],  # the one that the article is about
            "demonym": lambda trigger: [],  # no tokens: places that adjectives name
            "topic": lambda trigger: [],  # the party that the paragraph is about
            "contested": lambda trigger: [],  # the post of "presidential" beside the trigger
            "contest": lambda trigger: [],  # the post that the article's election is about
            "party-label": lambda trigger: self._bracketed(trigger.token),
            "purpose": lambda trigger: self._purposes(trigger.token),
            "affiliation": lambda trigger: self._affiliations(trigger.token),
            "implied": lambda trigger: self._implied(trigger.token),
            "copular": lambda trigger: self._copular(trigger.token),
            "beneficiary": lambda trigger: self._beneficiary(trigger.token),
            "vacated": lambda trigger: self._vacated(trigger.token),
        }

    def fill(self, trigger: Trigger, slot: str) -> list[int]:
        """The tokens that head what stands in a slot; none where it is empty."""
        first, _, rest = slot.partition(".")
        if rest:
            inner = [
                Trigger(trigger.frame, self._kind(token), token, (token,))
                for filled in self.fill(trigger, first)
                for token in self.tree.conjuncts(filled)
            ]
            return [token for one in inner for token in self.fill(one, rest)]
        if slot in self._named:
            return self._named[slot](trigger)
        return self._phrases(trigger, slot)

    def _kind(self, token: int) -> str:
        return "verbs" if self.tree.tokens[token].pos == "VERB" else "nouns"

    def _vacated(self, verb: int) -> list[int]:
        """Whose going made room for what a verb tells: "took over when X resigned"."""
        tree = self.tree
        found: list[int] = []
        for token, removed in gone(tree, verb):
            if tree.tokens[token].pos == "NOUN":
                found += [*self.possessives(token), *tree.phrases(token, "of")]
            else:
                found += self.patients(token) if removed else self.agents(token)
        return found

    def around(self, trigger: Trigger) -> list[int]:
        """All words of a trigger's own phrase, and of the noun that it stands before."""
        tree = self.tree
        found = {part for word in trigger.words for part in tree.subtree(word)}
        head = tree.head(trigger.token)
        if trigger.kind != "verbs" and head > trigger.token and self._is_title(trigger.token):
            found |= {part for part in tree.modifiers(head) if part < trigger.token}
        first = min(trigger.words)
        # words right before it, whatever the parser hung them on: "the presidential candidate"
        found |= set(range(max(0, first - 3), first))
        clause = {index for index in found if tree.tokens[index].deprel == "acl:relcl"}
        apart = {part for index in clause for part in tree.subtree(index)} - set(trigger.words)
        near = found - apart if trigger.token not in apart else found
        return sorted(near, key=lambda index: abs(index - trigger.token))

    def _object(self, trigger: Trigger) -> list[int]:
        token = trigger.token
        if trigger.kind == "verbs":
            return [found for found in self.patients(token) if found != trigger.noun]
        if trigger.kind == "adjectives":
            tree = self.tree
            if tree.relation(token) in ("amod", "acl") and tree.head(token) >= 0:
                return self._described(tree.head(token))
            return tree.grammatical_subject(token, object_control=self._control)
        return []

    def _complements(self, verb: int) -> list[int]:
        """What a verb makes of its object: "a sham" in "called the vote a sham"."""
        tree = self.tree
        found = tree.children(verb, "xcomp")
        made = tree.children(verb, "obj")
        if tree.passive(verb):
            found += made  # "X, chosen prime minister"
            made = [child for child in tree.children(verb, "nsubj") if child < verb]
            behind = [part for child in made for part in tree.children(child, "appos")]
            return found + [part for part in behind if part > verb]
        for noun in made:
            # a complement that the parser took for part of the object
            for child in tree.children(noun, "acl", "appos", "nmod"):
                if tree.tokens[child].pos in ("NOUN", "ADJ") and not tree.case(child):
                    found.append(child)
        return found

    def _main(self, verb: int) -> list[int]:
        """The verb that a participle goes with: "elected" in "was elected, succeeding X"."""
        tree = self.tree
        head = tree.head(verb)
        goes = tree.relation(verb) in ("advcl", "acl", "xcomp") and tree.word(verb).endswith("ing")
        return [head] if goes and head >= 0 and tree.tokens[head].pos == "VERB" else []

    def _infinitives(self, token: int) -> list[int]:
        """What a word is for: "become" in "his bid to become president"."""
        tree = self.tree
        return [
            child
            for child in tree.children(token, "acl", "xcomp", "advcl", "ccomp")
            if "to" in {tree.word(mark) for mark in tree.children(child, "mark")}
        ]

    def _purposes(self, verb: int) -> list[int]:
        """The founding that somebody leaves for: "form" of "broke away to form"."""
        tree = self.tree
        found = tree.children(verb, "xcomp", "advcl", "conj")
        return [child for child in found if tree.lemma(child) in _FOUND]

    def _accused(self, trigger: Trigger) -> list[int]:
        """Of whom a clause tells something: "alleged that the ECP had sided with X"."""
        return [
            subject
            for clause in self.tree.children(trigger.token, "ccomp")
            for subject in self.tree.grammatical_subject(clause, object_control=self._control)
        ]

    def _undergoer(self, trigger: Trigger) -> list[int]:
        """Whom a verb in a full passive is about: "was held", not "the post held by X"."""
        tree, verb = self.tree, trigger.token
        full = tree.children(verb, "aux:pass")
        return self.patients(verb) if full else []

    def _predicate(self, trigger: Trigger) -> list[int]:
        """The trigger itself where a clause says it of something: "the vote was rigged"."""
        tree, token = self.tree, trigger.token
        said = tree.has_copula(token) or tree.relation(token) in ("root", "ccomp", "parataxis")
        return [token] if trigger.kind == "verbs" or said else []

    def _alone(self, trigger: Trigger) -> list[int]:
        """A verb without an object: "won in Clacton", but not "won support in Punjab"."""
        return [] if self.tree.children(trigger.token, "obj") else [trigger.token]

    def _phrases(self, trigger: Trigger, preposition: str) -> list[int]:
        """Phrases with a preposition, wherever the syntax lets them belong to the trigger."""
        tree, token = self.tree, trigger.token
        found = list(tree.phrases(token, preposition))
        for word in trigger.words:
            if word != token:
                found += tree.phrases(word, preposition)
        last = max(trigger.words)
        if not found and last + 1 < len(tree) and tree.word(last + 1) == preposition:
            # the preposition hangs elsewhere: "head of New Zealand's Labour Party"
            behind = [child for child in tree.children(token, "nmod") if child > last + 1]
            found = [child for child in behind if tree.case(child) in ("", "'s", "’s")]
        if not found and trigger.kind == "nouns" and preposition in ("by", "between"):
            # "the statement signed by A and B"
            for child in tree.children(token, "acl"):
                if tree.lemma(child) in _AGREE:
                    found += tree.phrases(child, preposition)
        head = tree.head(token)
        if not found and trigger.kind == "verbs" and preposition != "of":
            # "signed a deal with X": the phrase may hang on the object
            inner = ("obj", "xcomp", "compound") + (("obl",) if preposition in ("in", "at") else ())
            for child in tree.children(token, *inner):
                found += tree.phrases(child, preposition)
        elif not found and trigger.kind != "verbs" and head >= 0:
            if tree.relation(token) in ("nsubj", "obj", "obl"):
                # "discussions are ongoing between A and B", "formed an alliance with B"
                if preposition not in ("of", "for", "to") and tree.case(token) not in MEANWHILE:
                    found = list(tree.phrases(head, preposition))
            elif tree.relation(token) == "nmod" and preposition in ("between", "with"):
                # "the collapse of the coalition between A and B"
                found = list(tree.phrases(head, preposition))
            elif (
                preposition == "of"
                and trigger.kind != "mention"
                and self._is_title(token)
                and head > token
            ):
                found = list(tree.phrases(head, preposition))
            if not found and preposition != "of":
                # "the candidate of both parties for president"
                for child in tree.children(token, "nmod"):
                    found += tree.phrases(child, preposition)
        return [tree.antecedent(index) for index in found if index != token]
