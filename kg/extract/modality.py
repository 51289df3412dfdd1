"""Status and speaker of a trigger: what the words around it do to the claim.

The walk goes from the trigger to the root. On the way it gathers auxiliaries, negation, conditions
and operator words (``ontology/frames/status.toml``), in the spirit of factuality profiling
(Saurí & Pustejovsky 2012): certainty is the weakest on the way, polarity multiplies, a future
anywhere above makes the claim future.
"""

from __future__ import annotations

from collections.abc import Iterator

from kg.extract.frames import Lexicon
from kg.extract.reading import UNSAID, Reading, Sign
from kg.extract.signs import NearSigns
from kg.extract.slots import Slots
from kg.extract.triggers import Trigger
from kg.syntax import Tree

_COMPLEMENTS = frozenset({"xcomp", "ccomp", "csubj", "obj", "obl", "nmod", "acl", "nsubj", "advcl"})
_OF_VERBS = frozenset({"of", "from", "for", "about", "on", "in", "against", "with", "that"})
_ASKING = frozenset({"who", "whom", "whose", "what", "which", "why", "when", "where", "how"})
# to announce a resignation is to tell of it, or to resign; whose words it is, is no question
_ACTS = frozenset({"announce", "proclaim", "declare", "confirm", "reveal", "pronounce", "affirm"})
_SAID = frozenset({"ccomp", "xcomp", "obj", "obl", "advcl", "acl"})
_TOLD = frozenset({"tell", "inform", "assure", "remind", "warn", "caution"})  # somebody
_PASSED = frozenset({"pass", "adopt", "approve", "carry"})  # a motion, which thereby is done
_RANKS = frozenset({"first", "second", "third", "last", "latest", "only"})  # "first to resign"
_POLITE = frozenset({"please", "now", "then", "just", "always", "do", "don't", "so", "and"})


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
        self._signs = NearSigns(tree, lexicon)
        asked = bool(len(tree)) and tree.word(len(tree) - 1) == "?"
        # "who won?" asks about a fact, "did X win?" whether it is one
        self._question = asked and not any(
            tree.word(index) in _ASKING and tree.tokens[index].deprel != "acl:relcl"
            for index in range(min(3, len(tree)))
        )

    def read(self, trigger: Trigger) -> Reading:
        """Gather what bears on a trigger."""
        reading = Reading()
        token = trigger.token
        self._own(token, reading, verbal=trigger.kind == "verbs")
        if trigger.kind == "verbs" and "started" in self._effects(token, "verbs"):
            reading.add("started", token)
        if trigger.kind in ("mention", "nouns"):
            self._signs.title(trigger, reading)
        if trigger.noun is not None:
            self._signs.modifiers(trigger.noun, reading)
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
            self._signs.clause(token, reading)
        self._signs.modifiers(token, reading)

    def _climb(self, token: int, reading: Reading, *, verbal: bool) -> None:
        """Gather what stands above, up to where it bears on the trigger no more."""
        tree = self.tree
        current = token
        clausal = False  # whether a clause lies between: "the decision to join was not easy"
        for _ in range(len(tree)):
            self._quoted(current, reading)
            head = tree.head(current)
            if head < 0:
                if current != token and self._imperative(current):
                    reading.add(UNSAID, current)
                return
            relation = tree.relation(current)
            if relation == "conj":
                current = self._beside(current, head, reading, verbal=verbal)
                continue
            if relation in ("compound", "amod", "nummod", "flat", "case") and not verbal:
                current = head
                continue
            if not self._bears(current, head, reading):
                return
            if not verbal and "presupposed" in self._effects(head, "verbs"):
                # who "will join" an alliance finds it there; only whose words it is matters
                above = Reading()
                self._climb(head, above, verbal=True)
                if reading.speaker is None:
                    reading.speaker = above.speaker
                reading.reported = reading.reported or above.reported
                reading.take(above, UNSAID)
                return
            self._operator(head, current, reading, clausal=clausal)
            clausal = clausal or relation in ("acl", "advcl", "ccomp", "xcomp")
            current = head
            verbal = tree.tokens[head].pos in ("VERB", "AUX")

    def _beside(self, current: int, head: int, reading: Reading, *, verbal: bool) -> int:
        """Go from the second of two that are joined to the first, with what they share."""
        tree = self.tree
        own = tree.children(current, "aux", "nsubj", "cop") or tree.children(current, "mark")
        finite = bool(own) or (verbal and tree.word(current) != tree.lemma(current))
        if verbal and not own:
            shared = Reading()
            self._signs.clause(head, shared)
            reading.take(shared, "planned", "possible")
            joint = {tree.word(child) for child in tree.children(current, "cc")}
            if joint & {"or", "nor"}:
                self._signs.modifiers(head, shared)
                reading.take(shared, "denied")
        if verbal and finite:
            # "refused to quit and will face a vote": joined to the finite verb, misread
            while tree.relation(head) == "xcomp" and "to" in self._marks(head):
                head = tree.head(head)
        return head

    def _marks(self, token: int) -> set[str]:
        """The words that introduce a clause."""
        return {self.tree.word(child) for child in self.tree.children(token, "mark")}

    def _bears(self, current: int, head: int, reading: Reading) -> bool:
        """Whether what stands above bears on what stands below as its complement."""
        tree = self.tree
        relation = tree.relation(current)
        if relation not in _COMPLEMENTS or tree.tokens[current].deprel == "acl:relcl":
            return False
        if relation == "advcl":
            marks = self._marks(current)
            if "to" in marks:
                if {"started", "achieved"} & set(self._effects(head, "verbs")):
                    return True  # "quit the PTI to join the PPP": an outcome, no intention
                if tree.word(head) in _RANKS:
                    return True
                reading.add("planned", current)
                return False
            return bool(marks & _OF_VERBS) and bool(self._effects(head, "verbs"))
        if relation == "obl":
            return tree.case(current) not in ("after", "since", "during", "before")
        if relation == "acl" and tree.tokens[head].pos in ("NOUN", "PROPN"):
            # "the plan to join", "reports that X joined"; "a plan backed by X" stands by itself
            return bool(self._marks(current)) and self._operates(head, "nouns")
        return True

    def _imperative(self, root: int) -> bool:
        """Whether a sentence orders something: "Say that X resigned"."""
        tree = self.tree
        before = {tree.word(index) for index in range(root) if tree.relation(index) != "punct"}
        return (
            tree.tokens[root].pos == "VERB"
            and tree.word(root) == tree.lemma(root)
            and not tree.children(root, "nsubj", "csubj", "mark")
            and before <= _POLITE
        )

    def _operates(self, token: int, kind: str) -> bool:
        return bool(self.lexicon.effect_of(kind, self.tree.lemma(token)))

    def _operator(self, head: int, complement: int, reading: Reading, *, clausal: bool) -> None:
        """Apply what stands above: its lexical effect, and its own negation and modals."""
        tree = self.tree
        pos = tree.tokens[head].pos
        kind = {"VERB": "verbs", "AUX": "verbs", "ADJ": "adjectives"}.get(pos, "nouns")
        relation = tree.relation(complement)
        effects = self._bearing(head, complement, kind)
        spoken = "speech" in effects and relation in _SAID
        if spoken and relation == "xcomp" and tree.passive(head):
            if "planned" not in effects:
                effects = ["alleged"]  # "is said to have resigned", but "is expected to resign"
        elif spoken and not (relation in ("obj", "obl", "xcomp") and tree.lemma(head) in _ACTS):
            reading.reported = True
            verbal = kind == "verbs"
            speakers = self.slots.agents(head) if verbal else self.slots.possessives(head)
            if speakers and reading.speaker is None:
                reading.speaker = speakers[0]
        for effect in effects:
            if effect == "ended":
                reading.end(head)
            elif effect not in ("achieved", "presupposed"):
                reading.add(effect, head)
        if clausal and relation == "nsubj":
            return
        above = Reading()
        if kind == "verbs" or tree.has_copula(head):
            self._signs.clause(head, above)
        self._signs.modifiers(head, above)
        if spoken and relation == "ccomp" and above.negative:
            # what somebody did not say is open
            reading.add("possible", head)
        else:
            reading.take(above, "denied")
        reading.take(above, "possible", "alleged", "ahead")
        if relation in ("xcomp", "obj", "nsubj", "obl", "advcl") and "speech" not in effects:
            reading.take(above, "planned")
        naming = "speech" in self._effects(head, kind)  # "described him as an ally"
        if relation in ("obj", "obl", "nsubj", "xcomp") and not effects and not naming:
            reading.take(above, "past")

    def _bearing(self, head: int, complement: int, kind: str) -> list[str]:
        """The effects of a word on its complement, in their grammatical relation."""
        tree = self.tree
        relation, case = tree.relation(complement), tree.case(complement)
        effects = list(self._effects(head, kind))
        if kind == "verbs" and tree.word(head) != tree.lemma(head):
            effects += [
                effect
                for effect in self.lexicon.effect_of("adjectives", tree.word(head))
                if effect not in effects and relation in ("xcomp", "ccomp")
            ]
        if kind == "nouns" and relation == "nsubj" and tree.case(head) in ("out of", "off"):
            return ["denied"]  # "is out of the question", "is off the table"
        if kind == "nouns" and tree.head(head) >= 0 and tree.lemma(tree.head(head)) in _PASSED:
            return [effect for effect in effects if effect != "planned"]
        if kind == "nouns" and relation == "nmod" and case in ("with", "in"):
            return [effect for effect in effects if effect in ("ended", "denied", "possible")]
        if kind == "verbs" and relation in ("xcomp", "ccomp", "advcl"):
            if relation != "ccomp" and tree.word(head) != "had":  # what one had to do, one did
                effects += self.lexicon.effect_of("infinitives", tree.lemma(head))
            if relation == "advcl" and "to" in self._marks(complement):
                return [e for e in effects if e != "ended"]  # "quit the PTI to join the PPP"
            return [e for e in effects if e != "ended" or "denied" not in effects]
        if relation in ("nsubj", "obj") and "ended" in effects:
            effects.remove("denied") if "denied" in effects else None
        if kind == "verbs" and relation == "nsubj":
            if tree.tokens[complement].deprel == "nsubj" and tree.children(head, "obj"):
                return []  # "protesters blocked a road": who denies something is there
            return [effect for effect in effects if effect in ("ended", "denied")]
        if kind == "verbs" and relation == "obl":
            if case in ("for", "as"):  # "called for the resignation of", "tipped as chairman"
                return [effect for effect in effects if effect in ("started", "planned")]
            if case in ("out of", "from", "of"):  # "walked out of the alliance"
                return [effect for effect in effects if effect in ("started", "ended")]
            kept = ("started", "denied") if case == "in" else ("started",)  # "failed in his bid"
            return [effect for effect in effects if effect in kept]
        return effects

    def _effects(self, head: int, kind: str) -> tuple[str, ...]:
        """The effects of a word, with its particle where it has one: "rule out", "call off"."""
        tree, lexicon = self.tree, self.lexicon
        lemma = tree.lemma(head)
        for particle in tree.children(head, "compound:prt", "advmod"):
            found = lexicon.effect_of(kind, f"{lemma} {tree.word(particle)}")
            if found:
                return found
            if tree.tokens[particle].deprel == "compound:prt":
                # "set up", "work out" are other verbs; "sworn in", "blurted out" the same
                kept = ("started", "speech")
                return tuple(e for e in lexicon.effect_of(kind, lemma) if e in kept)
        return lexicon.effect_of(kind, lemma)

    def _quoted(self, token: int, reading: Reading) -> None:
        """ "…, he said" and "according to X" beside a clause give it a speaker."""
        tree = self.tree
        if reading.speaker is not None:
            return
        for verb in self._beside_speech(token):
            speakers = self.slots.agents(verb) if tree.children(verb, "nsubj") else []
            if speakers:
                reading.speaker = speakers[0]
                reading.reported = True
            for effect in self.lexicon.effect_of("verbs", tree.lemma(verb)):
                if effect in ("alleged", "denied"):
                    reading.add(effect, verb)
            return
        for child in tree.phrases(token, "according"):
            reading.speaker = child
            reading.reported = True
            return

    def _beside_speech(self, token: int) -> Iterator[int]:
        """The verbs of speech put in beside a clause: "X won, Y said", "X, Y said, won"."""
        tree = self.tree
        # the parser may hang what is put in behind the subject on the subject
        inserted = [
            child
            for subject in tree.children(token, "nsubj")
            for child in tree.children(subject, "acl")
            if tree.tokens[child].deprel == "acl" and tree.children(child, "nsubj")
        ]
        for verb in [*tree.children(token, "parataxis"), *inserted]:
            between = {tree.word(index) for index in range(token, verb)}
            if (
                "speech" in self.lexicon.effect_of("verbs", tree.lemma(verb))
                and not tree.children(verb, "ccomp", "xcomp")
                and (tree.lemma(verb) in _TOLD or not tree.children(verb, "obj"))
                and ";" not in between
            ):
                yield verb


def _settled(reading: Reading) -> Reading:
    """Decide "would": a future where somebody reports it, a possibility elsewhere."""
    sense = "planned" if reading.reported else "possible"
    reading.signs = [
        Sign(sense, sign.token) if sign.effect == "would" else sign for sign in reading.signs
    ]
    return reading
