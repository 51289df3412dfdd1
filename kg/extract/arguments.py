"""From a token that fills a slot to the entities that are meant by it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from kg.extract.frames import Lexicon
from kg.extract.lists import counted, opens_list
from kg.extract.seats import chamber
from kg.model import DEMONYM, POST, Entity
from kg.resolve import GROUP, Resolution
from kg.syntax import EXAMPLES, Tree
from kg.vocab import is_a

_I = frozenset({"i", "me", "my", "myself"})
_WE = frozenset({"we", "us", "our", "ourselves"})
_THEM = frozenset({"them", "whom", "these", "those"})
_QUANTITIES = frozenset(
    "thousand hundred dozen score ten million number group handful majority minority most some "
    "several many half part section panel crowd convoy".split()
)
# words of elections to something else than the post that the article's election is about
_ELSEWHERE = frozenset(
    """seat parliamentary legislative constituency congressional council senate parliament assembly
    congress governor mayor gubernatorial mayoral mp lawmaker leadership leader by-election district
    senator deputy councillor chairman chairmanship secretary speaker municipal
    replace succeed""".split()
)
_AWAY = frozenset("into through over by from down up out away off behind".split())
# posts of which only a title before a name says that they are in a party: "leader X told"
_TITLES = frozenset({"leader", "spokesman", "spokeswoman", "spokesperson", "secretary"})
_SHARED = frozenset({"alliance", "coalition", "bloc", "pact"})
# "defected to Labour days before the vote": the name is no modifier of the days
_TIMES = frozenset({"second", "minute", "hour", "day", "week", "month", "year", "moment"})
_COREFERENCE = 0.75  # how much less a pronoun is worth than a name
_FOLLOWER = 0.85


@dataclass(frozen=True, slots=True)
class Argument:
    """An entity in a slot, and how sure it is that it stands there."""

    entity: Entity
    score: float
    named: bool = True  # false for a group without a name: "police"


class Arguments:
    """The entities of one sentence's tokens.

    Args:
        resolution: who is meant where in the article.
        sentence: index of the sentence.
        lexicon: for nouns that stand for a body.
        speaker: who speaks the words at an offset of the text.
    """

    def __init__(
        self,
        resolution: Resolution,
        sentence: int,
        lexicon: Lexicon,
        speaker: Callable[[int], Entity | None] = lambda start: None,
    ) -> None:
        self._resolution = resolution
        self._speaker = speaker
        self._sentence = sentence
        self._kinds = lexicon.words["kinds"]
        self._followers = lexicon.words["followers"]
        self._endeavours = lexicon.words["endeavours"]
        self._premises = lexicon.words["premises"]
        self.tree: Tree = resolution.trees[sentence]

    def entities(
        self,
        tokens: Sequence[int],
        classes: Sequence[str],
        *,
        followers: bool = False,
        groups: bool = False,
        listed: bool = True,
    ) -> list[Argument]:
        """Everybody of these classes whom the tokens, and what is coordinated with them, mean.

        Args:
            classes: allowed; a subclass fits.
            followers: whether supporters or members of a body count as the body.
            groups: whether groups without a name count: "police".
            listed: whether what is coordinated with a token counts too.
        """
        found: dict[str, Argument] = {}
        for token in tokens:
            first = self.tree.antecedent(token)
            for part in self.tree.conjuncts(first) if listed else [first]:
                arguments = self._one(part, classes, followers, depth=0)
                if groups and not arguments and self.tree.lemma(part) in self._premises:
                    arguments = self._behind(part, classes, 0)
                if groups and not arguments:
                    arguments = [
                        argument
                        for inner in (part, *self._parts(part))
                        for argument in self._group(inner, classes)
                    ]
                for argument in arguments:
                    found.setdefault(argument.entity.id, argument)
        return list(found.values())

    def mentioned(self, token: int, classes: Sequence[str]) -> list[Argument]:
        """The entities that a token itself names."""
        found = [
            Argument(link.entity, self._score(link.reason, link.mention.score))
            for link in self._resolution.at(self._sentence, token)
            if link.mention.label not in (DEMONYM, POST)
            and link.reason != GROUP
            and any(is_a(link.entity.cls, allowed) for allowed in classes)
        ]
        entity = None if found else self._first_person(token)
        if entity is not None and any(is_a(entity.cls, allowed) for allowed in classes):
            return [Argument(entity, _COREFERENCE)]
        return found

    def _first_person(self, token: int) -> Entity | None:
        """Who says "I"; the body for which somebody says "we"."""
        word = self.tree.word(token)
        if word not in _I | _WE:
            return None
        speaker = self._speaker(self.tree.tokens[token].start)
        if speaker is None or speaker.cls != "Person" or word in _I:
            return speaker if speaker is None or (speaker.cls == "Person") == (word in _I) else None
        return self._resolution.party_of(speaker)

    def for_party(self, argument: Argument) -> Argument:
        """The party that a person speaks for: his "alliance with the PPP" is his party's."""
        party = self._resolution.party_of(argument.entity)
        return argument if party is None else Argument(party, min(argument.score, _COREFERENCE))

    def _group(self, token: int, classes: Sequence[str]) -> list[Argument]:
        """The group without a name that a token speaks of."""
        return [
            Argument(link.entity, _COREFERENCE, named=False)
            for link in self._resolution.at(self._sentence, token)
            if link.reason == GROUP and any(is_a(link.entity.cls, allowed) for allowed in classes)
        ]

    def demonyms(self, token: int) -> list[Argument]:
        """The Places that adjectives before a noun name: "Pakistani"."""
        return [
            Argument(link.entity, 0.9)
            for child in [*self.tree.modifiers(token), token]
            for link in self._resolution.at(self._sentence, child)
            if link.mention.label == DEMONYM
        ]

    def chamber(self, token: int) -> list[Argument]:
        """Where a legislator sits."""
        body = chamber(self._resolution, self.tree, token)
        return [Argument(body, _COREFERENCE)] if body else []

    def topic(self, words: Sequence[int], bearers: Sequence[int]) -> list[Argument]:
        """The party that a post belongs to whose own words name no body."""
        tree, token = self.tree, max(words)
        if len(words) == 1 and tree.lemma(token) in _TITLES:
            if tree.name_starting(token + 1) is None:
                return []  # "the leader": of anything
            if any(tree.case(one) == "of" or tree.relation(one) == "conj" for one in bearers):
                return []  # "the candidate of the SIC and of leader X": of another one
        owners = [*tree.children(token, "nmod:poss"), *tree.modifiers(token)]
        owners += [*tree.phrases(token, "of"), *tree.phrases(token, "at")]
        if any(
            tree.relation(owner) == "nmod"
            or tree.tokens[owner].pos == "PROPN"
            or self._resolution.at(self._sentence, owner)
            for owner in owners
        ):
            return []
        persons = {one.entity.id for one in self.entities(bearers, ("Person",))}
        party = self._resolution.topic(self._sentence, token, persons)
        return [Argument(party, _COREFERENCE)] if party is not None and persons else []

    def contested(self, tokens: Sequence[int]) -> list[Argument]:
        """The post that words among these speak of: "presidential" in "the presidential race"."""
        for token in tokens:
            for link in self._resolution.at(self._sentence, token):
                if link.entity.cls == "Office" and link.reason == "post":
                    return [Argument(link.entity, 0.9)]
        return []

    def contest(self, tokens: Sequence[int]) -> list[Argument]:
        """The post that an election is about, unless words among these speak of another one."""
        tree = self.tree
        post = self._resolution.contested(self._sentence)
        if post is None or any(tree.relation(token) == "amod" for token in tokens):
            return []
        for token in tokens:
            apart = ("nsubj", "appos", "acl:relcl", "parataxis", "conj")
            below = [c for c in tree.children(token) if tree.tokens[c].deprel not in apart]
            near = {*below, *(inner for child in below for inner in tree.children(child))}
            if any(tree.lemma(other) in _ELSEWHERE for other in near):
                return []
            if any(tree.case(child) in _AWAY for child in below):
                return []
            if tree.lemma(token) in ("run", "stand") and tree.children(token, "obj"):
                return []
            phrases = [part for word in ("for", "in", "to") for part in tree.phrases(token, word)]
            if any(
                link.entity.cls in ("Office", "Legislature")
                or (link.entity.cls == "Place" and link.entity.name not in post.name)
                for part in phrases
                for link in self._resolution.at(self._sentence, part)
            ):
                return []
        return [Argument(post, 0.7)]

    @staticmethod
    def _score(reason: str, score: float) -> float:
        named = reason in ("gazetteer", "name", "definition", "acronym", "short name")
        return max(score, 0.5) * (1.0 if named else _COREFERENCE)

    def _one(
        self, token: int, classes: Sequence[str], followers: bool, *, depth: int
    ) -> list[Argument]:
        if depth > 3:
            return []
        tree = self.tree
        explained = any(tree.tokens[one].pos == "PROPN" for one in tree.children(token, "appos"))
        if followers and tree.lemma(token) in self._followers and not explained:
            # "Move Forward's MPs": the body, whatever else the words may name
            found = self._behind(token, classes, depth)
            if found:
                return found
        found = self.mentioned(token, classes)
        if found:
            return found
        for part in tree.name_parts(token):
            # "two parties, the SPD and the FDP,"
            several = part > token and tree.word(token) != tree.lemma(token)
            if not several and part > token and opens_list(tree, token, part):
                continue  # "back the government: A, B and C"
            listed = tree.conjuncts(part) if several else [part]
            named = [one for each in listed for one in self.mentioned(each, classes)]
            # "the PTI chairman" is not the PTI; "the PTI party" is, and "chairman Khan" is Khan
            loose = tree.tokens[part].deprel in ("compound", "nmod:desc")
            if loose and part < token and tree.lemma(token) not in self._kinds | _TIMES:
                named = [argument for argument in named if argument.entity.cls == "Person"]
            if loose and part < token and tree.lemma(token) in _SHARED:
                # "the PDM alliance" is the PDM, "the PTI alliance" one with the PTI
                named = [argument for argument in named if argument.entity.cls != "Party"]
            found += named
        if found:
            return found
        for child in tree.children(token, "nmod", "obl", "acl", "conj"):
            if tree.case(child) in EXAMPLES or tree.lemma(child) == "include":
                heads = tree.children(child, "obj") or [child]
                for head in heads:
                    for part in tree.conjuncts(head):
                        found += self._one(part, classes, followers, depth=depth + 1)
        if found:
            return found
        for part in self._parts(token):
            found += self._one(part, classes, followers, depth=depth + 1)
        found = found or self._counted(token, classes)
        if found:
            return found
        if followers and tree.lemma(token) in self._endeavours:
            found = self._of_owner(token, classes, depth)
        return found

    def _counted(self, token: int, classes: Sequence[str]) -> list[Argument]:
        """Who is named behind a colon, as many as were counted: "Two men resigned: A and B"."""
        number, rows = counted(self.tree, token)
        for tokens in rows:
            named = [argument for one in tokens for argument in self.mentioned(one, classes)]
            for kind in (("Person",), ("Party", "Alliance"), ("Person", "Party", "Alliance")):
                found = {one.entity.id: one for one in named if one.entity.cls in kind}
                if len(found) == number:
                    return list(found.values())
        return []

    def _of_owner(self, token: int, classes: Sequence[str], depth: int) -> list[Argument]:
        """Who is meant by what is theirs: "Milei's candidacy", "the government of Donald Tusk"."""
        tree = self.tree
        owners = [*tree.children(token, "nmod:poss"), *tree.phrases(token, "of")]
        for participle in tree.children(token, "acl", "amod"):
            owners += tree.phrases(participle, "by")
        owners = owners or [
            child for child in tree.modifiers(token) if tree.tokens[child].pos == "PROPN"
        ]
        found = [
            one for owner in owners for one in self._one(owner, classes, True, depth=depth + 1)
        ]
        return [Argument(argument.entity, argument.score * _FOLLOWER) for argument in found]

    def _parts(self, token: int) -> list[int]:
        """Whom a number or quantity is of, or has among it: "thousands of", "among them X"."""
        tree = self.tree
        several = tree.tokens[token].pos == "NUM" or bool(tree.children(token, "nummod"))
        if not several and tree.lemma(token) not in _QUANTITIES:
            return []
        found = tree.phrases(token, "of")
        for index in range(token + 1, len(tree) - 2):
            if tree.word(index) in ("among", "including") and tree.word(index + 1) in _THEM:
                for first in range(index + 2, min(index + 6, len(tree))):
                    name = tree.name_starting(first)
                    if name is not None:
                        return [*found, *tree.conjuncts(name)]
        return found

    def _behind(self, token: int, classes: Sequence[str], depth: int) -> list[Argument]:
        """The body behind its supporters: "PTI-backed candidates", "supporters of the PTI"."""
        tree = self.tree
        bodies = [cls for cls in classes if cls != "Person"]
        behind: list[int] = [*tree.modifiers(token), *tree.children(token, "nmod:poss")]
        for preposition in ("of", "from", "for"):
            behind += tree.phrases(token, preposition)
        for participle in tree.children(token, "acl", "amod"):
            # candidates backed by, aligned with, affiliated to the PTI; PTI-backed candidates
            behind += tree.children(participle, "obl", "compound", "nmod", "nsubj")
            hyphen = participle - 1
            if hyphen > 0 and tree.word(hyphen) in ("-", "–"):
                behind.append(hyphen - 1)
        found: list[Argument] = []
        for other in behind:
            if other == token:
                continue
            for part in tree.conjuncts(other):
                found += self._one(part, bodies, True, depth=depth + 1)
        return [
            Argument(argument.entity, argument.score * _FOLLOWER)
            for argument in found
            if argument.entity.cls != "Person"
        ]
