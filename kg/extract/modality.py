"""Status and speaker of a trigger: what the words around it do to the claim.

The walk goes from the trigger to the root. On the way it gathers auxiliaries, negation, conditions
and operator words (``ontology/frames/status.toml``), in the spirit of factuality profiling
(Saurí & Pustejovsky 2012): certainty is the weakest on the way, polarity multiplies, a future
anywhere above makes the claim future.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from kg.extract.frames import Lexicon
from kg.extract.slots import Slots, Trigger
from kg.model import Certainty, Modality, Tense
from kg.syntax import Tree

_WILL = frozenset({"will", "shall", "'ll", "’ll", "wo", "sha"})
_PAST_AUX = frozenset({"was", "were", "had", "did"})
_CONDITIONS = frozenset({"if", "unless", "whether", "should", "in case"})
_COMPLEMENTS = frozenset({"xcomp", "ccomp", "csubj", "obj", "obl", "nmod", "acl", "nsubj", "advcl"})


@dataclass(frozen=True, slots=True)
class Sign:
    """One word that bears on a trigger: "planned", by the token "agreed"."""

    effect: str  # an operator's effect, or "past", or "would", whose sense the speaker decides
    token: int


@dataclass
class Reading:
    """What the walk has gathered so far."""

    signs: list[Sign] = field(default_factory=list)
    speaker: int | None = None  # token of the speaker's name or description
    reported: bool = False

    def add(self, effect: str, token: int) -> None:
        """Take down a sign; speech changes nothing by itself."""
        sign = Sign(effect, token)
        if effect != "speech" and sign not in self.signs:
            self.signs.append(sign)

    def take(self, other: Reading, *effects: str) -> None:
        """Take over the signs of some effects from another reading."""
        for sign in other.signs:
            if sign.effect in effects:
                self.add(sign.effect, sign.token)

    @property
    def effects(self) -> set[str]:
        """What the signs come to, without the order."""
        return {sign.effect for sign in self.signs}

    @property
    def negative(self) -> bool:
        """Whether the signs that deny leave a denial: "did not refuse" does not."""
        return sum(sign.effect == "denied" for sign in self.signs) % 2 == 1

    def modality(self, *, kind: str, lasting: bool) -> Modality:
        """The three axes that the effects come to.

        Args:
            kind: relation or event.
            lasting: whether a past tense leaves a relation standing.
        """
        effects = self.effects
        certainty: Certainty = "certain"
        if "possible" in effects:
            certainty = "possible"
        elif "alleged" in effects:
            certainty = "probable"
        tense: Tense = "present"
        if "planned" in effects:
            tense = "future"
        elif "ended" in effects and kind == "relation":
            tense = "past"
        elif "past" in effects:
            tense = "past" if kind == "event" or not lasting else "present"
        return Modality(certainty, tense, "negative" if self.negative else "positive")


class StatusReader:
    """Reads the status of triggers in one sentence.

    Args:
        tree: its syntax.
        lexicon: its operators.
        slots: to find who speaks.
    """

    def __init__(self, tree: Tree, lexicon: Lexicon, slots: Slots) -> None:
        self.tree = tree
        self.lexicon = lexicon
        self.slots = slots
        self._question = bool(len(tree)) and tree.word(len(tree) - 1) == "?"

    def read(self, trigger: Trigger) -> Reading:
        """Gather what bears on a trigger."""
        reading = Reading()
        token = trigger.token
        self._own(token, reading, verbal=trigger.kind == "verbs")
        if trigger.kind in ("mention", "nouns"):
            self._right_before(trigger, reading)
        if trigger.noun is not None:
            self._modifiers(trigger.noun, reading)
        if not trigger.frame.attributive or self._predicative(token):
            self._climb(token, reading, verbal=trigger.kind == "verbs")
        elif trigger.kind != "verbs":
            self._quoted(token, reading)
        if self._question:
            reading.add("possible", len(self.tree) - 1)
        return _settled(reading)

    def _predicative(self, token: int) -> bool:
        tree = self.tree
        return (
            tree.has_copula(token)
            or tree.relation(token) in ("xcomp", "root")
            or (
                tree.case(token) == "as"
                and tree.relation(token) == "obl"
                and not tree.phrases(tree.head(token), "with")  # "with the BJP as his partner"
            )
        )

    def _own(self, token: int, reading: Reading, *, verbal: bool) -> None:
        """Auxiliaries, tense, negation and modifiers of one word."""
        tree = self.tree
        if verbal or tree.has_copula(token):
            self._clause(token, reading)
        self._modifiers(token, reading)

    def _clause(self, verb: int, reading: Reading) -> None:
        tree = self.tree
        auxiliaries = tree.children(verb, "aux", "cop")
        modals = self.lexicon.operators_of("possible", "auxiliaries")
        for child in auxiliaries:
            word = tree.word(child)
            if word in _WILL:
                reading.add("planned", child)
            elif word == "would":
                reading.add("would", child)
            elif word in modals or (tree.lemma(child) in modals and tree.lemma(child) != "would"):
                reading.add("possible", child)
            elif word in _PAST_AUX:
                reading.add("past", child)
        if tree.tokens[verb].pos == "VERB" and not auxiliaries and self._past_form(verb):
            reading.add("past", verb)
        for child in tree.children(verb, "mark", "advmod"):
            word = tree.word(child)
            headline = tree.relation(verb) == "root" or tree.children(verb, "nsubj")
            if word == "to" and tree.relation(child) == "mark" and headline:
                # a headline's infinitive is its future: "PTI to join alliance"
                reading.add("planned", child)
            elif word in _CONDITIONS:
                reading.add("possible", child)
            elif word in self._denying("prepositions"):
                reading.add("denied", child)

    def _past_form(self, verb: int) -> bool:
        word, lemma = self.tree.word(verb), self.tree.lemma(verb)
        if self.tree.tokens[verb].deprel in ("acl", "amod", "advcl", "xcomp"):
            return False  # a participle has no tense
        if word.endswith("ing") or word == lemma + "s" or word == lemma:
            return False
        return word.endswith("ed") or not word.endswith("s")

    def _modifiers(self, token: int, reading: Reading) -> None:
        """Adverbs, adjectives and determiners: "not", "allegedly", "former", "no"."""
        tree, lexicon = self.tree, self.lexicon
        for child in tree.children(token, "advmod", "amod", "det", "compound", "cc", "nmod:desc"):
            word = tree.word(child)
            if tree.relation(child) == "advmod":
                if word in self._denying("adverbs"):
                    # "not only" affirms
                    following = tree.word(child + 1) if child + 1 < len(tree) else ""
                    if following != "only":
                        reading.add("denied", child)
                if word == "longer" and any(
                    tree.word(inner) == "no" for inner in tree.children(child)
                ):
                    reading.add("ended", child)
                for effect in ("possible", "alleged", "ended"):
                    if word in lexicon.operators_of(effect, "adverbs"):
                        reading.add(effect, child)
            elif tree.relation(child) == "det":
                if word in self._denying("determiners"):
                    reading.add("denied", child)
            elif child < token:
                for effect in lexicon.effect_of("adjectives", word):
                    reading.add(effect, child)
        if tree.case(token) in self._denying("prepositions"):
            reading.add("denied", tree.children(token, "case", "mark")[0])

    def _denying(self, kind: str) -> frozenset[str]:
        return self.lexicon.operators_of("denied", kind)

    def _right_before(self, trigger: Trigger, reading: Reading) -> None:
        """Adjectives right before the words that the parser hung elsewhere: "former"."""
        tree, index = self.tree, min(trigger.words) - 1
        if tree.word(index + 1).startswith(("ex-", "ex–")):
            reading.add("ended", index + 1)
        after = max(trigger.words) + 1
        if after + 1 < len(tree) and tree.word(after) in ("-", "–"):
            after += 1
        if after < len(tree) and tree.word(after) in ("elect", "designate", "-elect"):
            reading.add("planned", after)
        while index >= 0 and tree.tokens[index].pos in ("ADJ", "ADV"):
            if tree.head(index) not in trigger.words:
                for effect in self.lexicon.effect_of("adjectives", tree.word(index)):
                    reading.add(effect, index)
            index -= 1

    def _climb(self, token: int, reading: Reading, *, verbal: bool) -> None:
        tree = self.tree
        current = token
        for _ in range(len(tree)):
            self._quoted(current, reading)
            head = tree.head(current)
            if head < 0:
                return
            relation, deprel = tree.relation(current), tree.tokens[current].deprel
            if relation == "conj":
                if verbal and not tree.children(current, "aux", "nsubj", "cop"):
                    shared = Reading()
                    self._clause(head, shared)
                    reading.take(shared, "planned", "possible")
                current = head
                continue
            if relation in ("compound", "amod", "nummod", "flat", "case") and not verbal:
                current = head
                continue
            if relation not in _COMPLEMENTS or deprel == "acl:relcl":
                return
            if relation == "advcl":
                marks = {tree.word(child) for child in tree.children(current, "mark")}
                if not marks & _CONDITIONS and "to" not in marks:
                    return
                if "to" in marks:
                    reading.add("planned", current)
                return
            if relation == "obl" and tree.case(current) in ("after", "since", "during", "before"):
                return
            if (
                relation == "acl"
                and tree.tokens[head].pos in ("NOUN", "PROPN")
                and not (self._operates(head, "nouns"))
            ):
                return
            self._operator(head, current, reading)
            current = head
            verbal = tree.tokens[head].pos in ("VERB", "AUX")

    def _operates(self, token: int, kind: str) -> bool:
        return bool(self.lexicon.effect_of(kind, self.tree.lemma(token)))

    def _operator(self, head: int, complement: int, reading: Reading) -> None:
        """Apply what stands above: its lexical effect, and its own negation and modals."""
        tree = self.tree
        pos = tree.tokens[head].pos
        kind = {"VERB": "verbs", "AUX": "verbs", "ADJ": "adjectives"}.get(pos, "nouns")
        relation = tree.relation(complement)
        effects = list(self._effects(head, kind))
        if kind == "verbs" and tree.word(head) != tree.lemma(head):
            effects += [
                effect
                for effect in self.lexicon.effect_of("adjectives", tree.word(head))
                if effect not in effects and relation in ("xcomp", "ccomp")
            ]
        if kind == "nouns" and relation == "nmod" and tree.case(complement) in ("of", "with", "in"):
            effects = [effect for effect in effects if effect in ("ended", "denied", "possible")]
        if relation == "nsubj" and kind == "verbs":
            effects = [effect for effect in effects if effect in ("ended", "denied")]
        if relation == "obl" and kind == "verbs":
            sought = tree.case(complement) == "for"  # "called for the resignation of"
            case = tree.case(complement)
            left = case == "out of" or (case == "from" and "ended" in effects)
            effects = [e for e in effects if e == "started" or (sought and e == "planned")]
            effects += ["ended"] * left  # "walked out of talks", "withdrew from the alliance"
        if "speech" in effects and relation in ("ccomp", "xcomp", "obj", "obl"):
            reading.reported = True
            speakers = self.slots.agents(head)
            if speakers and reading.speaker is None:
                reading.speaker = speakers[0]
        for effect in effects:
            reading.add(effect, head)
        above = Reading()
        if kind == "verbs" or tree.has_copula(head):
            self._clause(head, above)
        self._modifiers(head, above)
        reading.take(above, "denied", "possible", "alleged")
        if relation in ("xcomp", "obj", "nsubj", "obl") and "speech" not in effects:
            reading.take(above, "planned")
        if relation in ("obj", "obl", "nsubj", "xcomp") and not effects:
            reading.take(above, "past")

    def _effects(self, head: int, kind: str) -> tuple[str, ...]:
        """The effects of a word, with its particle where it has one: "rule out", "call off"."""
        tree = self.tree
        lemma = tree.lemma(head)
        for particle in tree.children(head, "compound:prt", "advmod"):
            found = self.lexicon.effect_of(kind, f"{lemma} {tree.word(particle)}")
            if found:
                return found
        return self.lexicon.effect_of(kind, lemma)

    def _quoted(self, token: int, reading: Reading) -> None:
        """ "…, he said" and "according to X" beside a clause give it a speaker."""
        tree = self.tree
        if reading.speaker is not None:
            return
        for child in tree.children(token, "parataxis", "ccomp"):
            if "speech" in self.lexicon.effect_of("verbs", tree.lemma(child)) and (
                tree.relation(child) == "parataxis"
            ):
                speakers = self.slots.agents(child) if tree.children(child, "nsubj") else []
                if speakers:
                    reading.speaker = speakers[0]
                    reading.reported = True
                for effect in self.lexicon.effect_of("verbs", tree.lemma(child)):
                    if effect in ("alleged", "denied"):
                        reading.add(effect, child)
                return
        for child in tree.phrases(token, "according"):
            reading.speaker = child
            reading.reported = True
            return


def _settled(reading: Reading) -> Reading:
    """Decide "would": a future where somebody reports it, a possibility elsewhere."""
    sense = "planned" if reading.reported else "possible"
    reading.signs = [
        Sign(sense, sign.token) if sign.effect == "would" else sign for sign in reading.signs
    ]
    return reading
