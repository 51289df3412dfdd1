"""Signs on a trigger itself: its auxiliaries, its modifiers, what joins the words of a title."""

from __future__ import annotations

from collections.abc import Sequence

from kg.extract.frames import Lexicon
from kg.extract.reading import Reading
from kg.extract.triggers import Trigger
from kg.syntax import Tree

_PAST_AUX = frozenset({"was", "were", "had", "did"})
_CONDITIONS = frozenset({"if", "unless", "whether", "should", "in case", "provided", "lest"})
_INVERTED = frozenset({"should", "had", "were"})  # before their subject they make a condition
_TO_BE = frozenset({"elect", "designate", "-elect", "-designate", "nominee"})
_AT_THE_TIME = [["at", "the", "time"], ["at", "that", "time"]]
_STAY = frozenset({"remain", "stay", "continue", "keep"})  # who "will remain" leader is leader
_AHEAD = frozenset({"will", "would", "shall", "acting", "interim", "caretaker", "transitional"})
_APPOSED = frozenset({",", "(", "—", "–", "and", "but", "himself", "herself"})
_UNTIL = frozenset({"until", "till"})
_LATELY = frozenset({"lately", "recently"})
_COUNTS = frozenset({"one", "two", "three", "four", "five", "six", "seven"})
_WOULD_BE = ["would", "-", "be"]


class NearSigns:
    """Reads the signs beside words of one sentence.

    Args:
        tree: its syntax.
        lexicon: its operators.
    """

    def __init__(self, tree: Tree, lexicon: Lexicon) -> None:
        self.tree = tree
        self.lexicon = lexicon

    def clause(self, verb: int, reading: Reading) -> None:
        """Auxiliaries, conditions and the subject's "no" of a clause."""
        tree, lexicon = self.tree, self.lexicon
        auxiliaries = tree.children(verb, "aux", "cop")
        if not self._inverted(verb, auxiliaries, reading):
            self._auxiliaries(auxiliaries, reading)
        if tree.tokens[verb].pos == "VERB" and not auxiliaries and self._past_form(verb):
            reading.add("past", verb)
        for child in tree.children(verb, "mark", "advmod"):
            word = tree.word(child)
            if word in _CONDITIONS or (word in _INVERTED and tree.relation(verb) == "advcl"):
                reading.add("possible", child)
            elif word == "to" and (tree.relation(verb) == "root" or tree.children(verb, "nsubj")):
                # a headline's infinitive is its future: "PTI to join alliance"
                reading.add("planned", child)
        for child in tree.children(verb, "nsubj", "obj"):
            nobody = tree.word(child) in lexicon.operators_of("denied", "pronouns")
            if nobody and tree.children(child, "det"):
                continue  # "a few" are some
            for none in [child] if nobody else tree.children(child, "det", "cc"):
                if nobody or tree.word(none) in self._denying("determiners"):
                    reading.add("denied", none)
        for child in tree.children(verb, "advcl"):
            marks = {tree.word(mark) for mark in tree.children(child, "mark", "advmod")}
            if marks & {"if", "unless", "provided"} and "planned" in reading.effects:
                reading.add("possible", child)  # "will join if": what depends is no plan
            if marks & {"until", "till"} and "past" in reading.effects:
                reading.add("ended", child)  # "propped it up until"

    def _auxiliaries(self, auxiliaries: Sequence[int], reading: Reading) -> None:
        tree, lexicon = self.tree, self.lexicon
        futures = lexicon.operators_of("planned", "auxiliaries")
        modals = lexicon.operators_of("possible", "auxiliaries")
        for child in auxiliaries:
            word, lemma = tree.word(child), tree.lemma(child)
            if word in futures:
                stays = tree.lemma(tree.head(child)) in _STAY
                reading.add("ahead" if stays else "planned", child)
            elif word == "would":
                reading.add("would", child)
            elif word in modals or (lemma in modals and lemma != "would"):
                reading.add("possible", child)
            elif word in _PAST_AUX:
                reading.add("past", child)

    def _inverted(self, verb: int, auxiliaries: Sequence[int], reading: Reading) -> bool:
        """Whether a clause is a condition by its order: "should he resign", "had he won"."""
        tree = self.tree
        subjects = tree.children(verb, "nsubj")
        first = auxiliaries[0] if auxiliaries else verb
        inverted = (
            bool(subjects)
            and first < subjects[0]
            and tree.word(first) in _INVERTED
            and tree.relation(verb) == "advcl"
        )
        if inverted:
            reading.add("possible", first)
        return inverted

    def _past_form(self, verb: int) -> bool:
        word, lemma = self.tree.word(verb), self.tree.lemma(verb)
        if self.tree.tokens[verb].deprel in ("acl", "amod", "advcl", "xcomp"):
            return False  # a participle has no tense
        if word.endswith("ing") or word == lemma + "s" or word == lemma:
            return False
        return word.endswith("ed") or not word.endswith("s")

    def modifiers(self, token: int, reading: Reading) -> None:
        """Adverbs, adjectives and determiners: "not", "allegedly", "former", "no"."""
        tree, lexicon = self.tree, self.lexicon
        for child in tree.children(
            token, "advmod", "amod", "det", "compound", "cc", "nmod:desc", "mark"
        ):
            word = tree.word(child)
            if tree.relation(child) == "advmod":
                if word in self._denying("adverbs") and self._denies(child, token):
                    reading.add("denied", child)
                if word == "longer" and any(
                    tree.word(inner) == "no" for inner in tree.children(child)
                ):
                    reading.add("ended", child)
                nominal = tree.tokens[token].pos in ("NOUN", "PROPN")  # "the then minister"
                effects = lexicon.effect_of("adverbs", word) + (
                    lexicon.effect_of("adjectives", word) if nominal else ()
                )
                for effect in effects:
                    if effect != "denied":
                        reading.add(effect, child)
            elif tree.relation(child) == "mark":
                if word == "once" and tree.tokens[token].pos in ("NOUN", "PROPN"):
                    reading.add("ended", child)  # "once governor of Kano", misread
            elif tree.relation(child) == "cc":
                fixed = [tree.word(inner) for inner in tree.children(child, "fixed")]
                if " ".join((word, *fixed)) in self._denying("prepositions"):
                    reading.add("denied", child)  # "to fight on rather than resign"
            elif tree.relation(child) == "det":
                if word in self._denying("determiners"):
                    reading.add("denied", child)
            elif child < token:
                for effect in lexicon.effect_of("adjectives", word):
                    reading.add(effect, child)
        if tree.case(token) in self._denying("prepositions"):
            reading.add("denied", tree.children(token, "case", "mark")[0])

    def _denies(self, adverb: int, token: int) -> bool:
        """Whether a negation denies: "not only" affirms, and "may not" leaves it open."""
        tree = self.tree
        following = tree.word(adverb + 1) if adverb + 1 < len(tree) else ""
        open_ = any(tree.word(child) in ("may", "might") for child in tree.children(token, "aux"))
        return following != "only" and not open_

    def _denying(self, kind: str) -> frozenset[str]:
        return self.lexicon.operators_of("denied", kind)

    def title(self, trigger: Trigger, reading: Reading) -> None:
        """What joins the words of a title: "former", "ex-", "-elect", "would-be", "three-time"."""
        tree, first = self.tree, min(trigger.words)
        index = first - 1
        if tree.word(first).startswith(("ex-", "ex–")):
            reading.add("ended", first)
        times = first if tree.word(first) in ("time", "times") else index
        if times > 1 and tree.word(times) in ("time", "times") and tree.word(times - 1) in "-–":
            reading.add("ended", times)
        if index > 1 and [tree.word(before) for before in range(index - 2, first)] == _WOULD_BE:
            reading.add("planned", index)
        after = max(trigger.words) + 1
        if after + 1 < len(tree) and tree.word(after) in ("-", "–"):
            after += 1
        if after < len(tree) and tree.word(after) in _TO_BE:
            reading.add("planned", after)
        behind = range(after, min(after + 3, len(tree)))
        if [tree.word(word) for word in behind] in _AT_THE_TIME:
            reading.add("ended", behind[-1])
        for word in trigger.words:
            if tree.word(word).endswith(("-elect", "-designate")) or tree.word(word) in _TO_BE:
                reading.add("planned", word)
        while index >= 0 and tree.tokens[index].pos in ("ADJ", "ADV"):
            if tree.head(index) not in trigger.words:
                for effect in self.lexicon.effect_of("adjectives", tree.word(index)):
                    reading.add(effect, index)
            index -= 1
        if "ended" not in reading.effects and not self._stays(first):
            for sign in (self._once(first), self._term(max(trigger.words) + 1)):
                if sign is not None:
                    reading.add("ended", sign)

    def _stays(self, first: int) -> bool:
        """Whether what comes before a title looks ahead: "will remain premier until June"."""
        tree = self.tree
        return any(
            tree.lemma(index) in _STAY or tree.word(index) in _AHEAD for index in range(first)
        )

    def _once(self, first: int) -> int | None:
        """What dates a title from before it: "once a Union minister", "until lately mayor"."""
        tree = self.tree
        for index in range(first - 1, max(first - 7, -1), -1):
            word = tree.word(index)
            if word == "once" and (index == 0 or tree.word(index - 1) in _APPOSED):
                return index
            if word in _LATELY and index and tree.word(index - 1) in _UNTIL:
                return index
            if word in ("time", "times") and index and tree.word(index - 1) in _COUNTS:
                return index
            if (
                word in ("time", "times")
                and index > 1
                and tree.word(index - 1) in ("-", "–")
                and tree.word(index - 2) in _COUNTS
            ):
                return index
            if tree.tokens[index].pos in ("VERB", "AUX", "PUNCT", "CCONJ", "SCONJ") and (
                word not in ("-", "–", *_COUNTS)
            ):
                return None
        return None

    def _term(self, after: int) -> int | None:
        """The end of a term behind a title: "president until 2018", "premier from 2011 to 2016"."""
        tree = self.tree
        for index in range(after, min(after + 7, len(tree))):
            word = tree.word(index)
            if word in _UNTIL:
                return index
            if word in ("from", "between") and index + 3 < len(tree):
                joined = tree.word(index + 2) in ("to", "and", "until", "till")
                years = (tree.word(index + 1), tree.word(index + 3))
                if joined and all(len(year) == 4 and year.isdigit() for year in years):
                    return index
            if tree.tokens[index].pos in ("VERB", "AUX", "PUNCT", "CCONJ", "SCONJ", "PRON"):
                return None
        return None
