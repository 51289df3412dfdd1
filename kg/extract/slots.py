"""Where the arguments of a trigger stand: slots of a frame to tokens of a sentence."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from kg.extract.frames import Frame, Lexicon
from kg.syntax import EXAMPLES, Tree

# Verbs that make their object, or themselves, into what their complement says.
_BECOME = frozenset({"become", "remain", "serve", "act", "stay", "work", "return", "continue"})
# Verbs that say with "as" what somebody is held to be.
_CALL = frozenset(
    "describe see regard view consider know hail portray dub present cast treat recognise "
    "recognize perceive label brand think".split()
)
# "ran as a Republican" says what somebody is, "stood down as leader" does not.
_STAND = frozenset({"run", "stand", "sit", "campaign", "contest", "compete", "win", "register"})
_FOUND = frozenset({"form", "found", "create", "launch", "establish", "set", "start", "find"})
_MAKE = frozenset(
    "elect re-elect appoint name make choose pick select nominate declare propose designate "
    "install endorse field confirm crown elevate".split()
)
# Verbs whose subject has, gets or seeks what their object names: "enjoys the backing of".
_OWN = frozenset(
    "have enjoy win secure gain get receive command obtain need seek lose retain keep garner claim "
    "attract draw earn court count".split()
)
# Where the subject of a verb is, comes or goes with a phrase: "quit in talks with".
_WITHIN = ("in", "into", "out of", "from")
# Verbs that put their object there: "took the party into a coalition with".
_MOVE = frozenset("take bring lead pull drag draw steer guide push force".split())

# "He was in Rome during the coup": what happens besides is nobody's doing in this clause.
_MEANWHILE = frozenset("during after before since amid despite following until because".split())
_CONFINED = frozenset({"in", "under", "behind", "inside", "into"})


@dataclass(frozen=True, slots=True)
class Trigger:
    """A frame's words found in a sentence: "forge" with the noun "alliance"."""

    frame: Frame
    kind: str  # verbs, nouns, adjectives or mention
    token: int  # head of the words
    words: tuple[int, ...]  # all tokens of the words, in order
    noun: int | None = None  # the argument that the frame asks for with with_nouns


class Slots:
    """The slots of one sentence.

    Args:
        tree: its syntax.
        lexicon: for support verbs and control.
    """

    def __init__(self, tree: Tree, lexicon: Lexicon) -> None:
        self.tree = tree
        self._support = lexicon.words["support"]
        self._control = lexicon.words["object_control"]
        self._kinds = lexicon.words["kinds"]
        self._content = lexicon.words["content_nouns"]
        self._mutual = lexicon.words["mutual_nouns"]
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
            "demonym": lambda trigger: [],  # no tokens: places that adjectives name
            "contested": lambda trigger: [],  # the post of "presidential" beside the trigger
            "contest": lambda trigger: [],  # the post that the article's election is about
            "party-label": lambda trigger: self._bracketed(trigger.token),
            "purpose": lambda trigger: self._purposes(trigger.token),
            "affiliation": lambda trigger: self._affiliations(trigger.token),
            "implied": lambda trigger: self._implied(trigger.token),
            "copular": lambda trigger: self._copular(trigger.token),
            "beneficiary": lambda trigger: self._beneficiary(trigger.token),
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

    # Verbs ---------------------------------------------------------------------------------

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
            return self.owners(noun)
        if tree.case(noun) == "as" or tree.has_copula(noun):
            # "chose X as its candidate to challenge Y", "X is the man to beat Y"
            return self.bearers(Trigger(Frame("", ()), "nouns", noun, (noun,)))
        return []

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

    def _described(self, noun: int) -> list[int]:
        """A noun, and whom it describes: "X, a convicted kidnapper"."""
        if self.tree.tokens[noun].pos != "NOUN":
            return [noun]
        return [noun, *self.bearers(Trigger(Frame("", ()), "nouns", noun, (noun,)))]

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
            if relation == "obl" and tree.case(current) in _MEANWHILE:
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

    def _copular(self, noun: int) -> list[int]:
        """Whom a noun is said of by "be"; nobody whom it only stands beside."""
        if not self.tree.has_copula(noun):
            return []
        return self.tree.grammatical_subject(noun, object_control=self._control)

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

    def _alone(self, trigger: Trigger) -> list[int]:
        """A verb without an object: "won in Clacton", but not "won support in Punjab"."""
        return [] if self.tree.children(trigger.token, "obj") else [trigger.token]

    def _infinitives(self, token: int) -> list[int]:
        """What a word is for: "become" in "his bid to become president"."""
        tree = self.tree
        return [
            child
            for child in tree.children(token, "acl", "xcomp", "advcl", "ccomp")
            if "to" in {tree.word(mark) for mark in tree.children(child, "mark")}
        ]

    # Nouns ---------------------------------------------------------------------------------

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
        if tree.has_copula(noun):
            return tree.grammatical_subject(noun, object_control=self._control)
        if trigger.kind == "mention" and tree.case(noun) == "for":
            return []  # "the candidate for mayor, X"
        found = self._named_by(noun) or self._apposed(trigger) or self._examples(noun)
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

    def _apposed(self, trigger: Trigger) -> list[int]:
        """A name right before a phrase and its comma: "X, a rival of Y,"."""
        tree, noun = self.tree, trigger.token
        start = min(tree.phrase_start(noun), *trigger.words)
        name = tree.name_before(start)
        if name is None or tree.relation(noun) in ("obj", "obl", "iobj", "conj"):
            return []
        apart = tree.relation(noun) == "nsubj" and tree.head(noun) != tree.head(name)
        return [] if apart else [name]

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

    def _named_by(self, noun: int) -> list[int]:
        """A name after a noun that it belongs to: "leader Imran Khan", "the leader, Imran Khan"."""
        tree = self.tree
        if noun + 2 < len(tree) and tree.word(noun + 1) == ",":
            # "its candidate, X, failed": both may stand as subjects of the verb
            name = tree.name_starting(noun + 2)
            closed = tree.name_end(noun + 2)
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

    def _purposes(self, verb: int) -> list[int]:
        """The founding that somebody leaves for: "form" of "broke away to form"."""
        tree = self.tree
        found = tree.children(verb, "xcomp", "advcl", "conj")
        return [child for child in found if tree.lemma(child) in _FOUND]

    def _affiliations(self, person: int) -> list[int]:
        """Whatever may name the party of a person beside the name: "Tory MP X", "X of the PPP"."""
        tree = self.tree
        titles = tree.children(person, "nmod:desc", "compound", "appos")
        found = [*tree.phrases(person, "of"), *tree.phrases(person, "from")]
        for token in (person, *titles):
            found += [*self.possessives(token), *tree.modifiers(token), *tree.phrases(token, "of")]
        return [*found, *self._bracketed(person)]

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
        head = tree.head(token)
        if not found and trigger.kind == "verbs" and preposition != "of":
            # "signed a deal with X": the phrase may hang on the object
            inner = ("obj", "xcomp", "compound") + (("obl",) if preposition in ("in", "at") else ())
            for child in tree.children(token, *inner):
                found += tree.phrases(child, preposition)
        elif not found and trigger.kind != "verbs" and head >= 0:
            if tree.relation(token) in ("nsubj", "obj", "obl"):
                # "discussions are ongoing between A and B", "formed an alliance with B"
                if preposition not in ("of", "for", "to") and tree.case(token) not in _MEANWHILE:
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
