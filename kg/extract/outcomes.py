"""Claims of election results: seats and shares won, and what they entail."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from kg.extract.context import Context
from kg.extract.frames import Frame
from kg.extract.reading import Reading
from kg.extract.results import Result, Results
from kg.extract.triggers import Trigger
from kg.model import Claim, Entity, Mention
from kg.syntax import Tree

# verbs that tell of the counting, not of what somebody has since
_WON = frozenset(
    """win secure get take bag clinch capture grab obtain garner finish score poll net notch return
    emerge come top lead trail retain receive collect give bring hand earn fall shrink slump drop
    plunge crash collapse cut reduce slip tumble land amass rack""".split()
)

# words of a vote in one city or region: its result is no bid for the post the article is about
_LOCAL = frozenset("governor gubernatorial mayor mayoral district constituency by-election".split())

# frames that say who was elected
_ELECTED = frozenset(
    "elect defeat win-election victory winner-of chosen-to-lead election-result".split()
)
# and what only a result tells of somebody: whoever gets votes wants the post
_INFERRED = frozenset({"results", "placed"})


def without_winners(told: Sequence[tuple[str, Claim]]) -> Iterator[tuple[str, Claim]]:
    """The claims of an article, each with its frame, but no winner of an election in it is inferred
    to be a candidate any more."""
    winners = {
        value.id
        for frame, claim in told
        if frame in _ELECTED and claim.predicate == "Election" and claim.status == "factual"
        for value in dict(claim.roles).get("actor", ())
        if isinstance(value, Entity)
    }
    for frame, claim in told:
        inferred = claim.predicate == "candidateFor" and frame in _INFERRED
        if not (inferred and claim.subject is not None and claim.subject.id in winners):
            yield frame, claim


class Outcomes:
    """The results that one sentence tells.

    Args:
        context: the sentence.
        before: syntax of the sentences before it, the nearest first.
    """

    def __init__(self, context: Context, before: Sequence[Tree]) -> None:
        self.context = context
        self.tree = context.tree
        self.mentions = context.mentions
        self.arguments = context.arguments
        self.results = Results(
            self.tree, self.mentions, context.slots, self.arguments, context.lexicon, before
        )

    def won(self, result: Result) -> tuple[Claim, Reading]:
        """The claim of a result, and what its status was read from."""
        qualifiers: dict[str, Entity | int | float | str] = {}
        if result.total is not None and result.total > result.value:
            qualifiers["outOf"] = result.total
        if result.predicate == "seatsWon":
            for mention in self._bodies(result):
                for argument in self.arguments.mentioned(mention.first, ("Legislature",)):
                    qualifiers["legislature"] = argument.entity
        reading = self._told(result)
        claim = self.context.claim(
            "relation",
            result.predicate,
            subject=result.held.entity,
            object=result.value,
            qualifiers=tuple(sorted(qualifiers.items())),
            modality=reading.modality(kind="relation", lasting=True),
            speaker=self.context.speaker(reading, result.token),
            confidence=round(min(0.99, 0.85 * result.held.score + 0.1), 3),
        )
        return claim, reading

    def _told(self, result: Result) -> Reading:
        """The status of a result: that of the verb that tells it."""
        if result.attributive:
            return Reading()
        tree = self.tree
        above = (result.token, *tree.ancestors(result.token))
        verbs = (token for token in above if tree.tokens[token].pos == "VERB")
        verb = next(verbs, result.token)
        if tree.relation(verb) == "advcl" and tree.head(verb) >= 0:
            # "took 40 percent to win the presidency" tells what happened
            marks = {tree.word(child) for child in tree.children(verb, "mark")}
            verb = tree.head(verb) if "to" in marks else verb
        reading = self.context.status.read(Trigger(Frame("results", ()), "verbs", verb, (verb,)))
        if tree.lemma(verb) in ("have", "hold", "occupy", "command"):
            # "will have 38 deputies": they are won
            reading.signs = [sign for sign in reading.signs if sign.effect != "planned"]
        return reading

    def _bodies(self, result: Result) -> list[Mention]:
        """The chamber whose seats they are: in the number's own phrase, or hanging on its verb."""
        near = {result.token, self.tree.head(result.token)}
        return [
            mention
            for mention in self.mentions
            if mention.cls == "Legislature"
            and any(
                self.tree.head(token) in near or token in near
                for token in range(mention.first, mention.last)
            )
        ][:1]

    def entailed(self, result: Result, claim: Claim) -> Iterator[tuple[str, Claim]]:
        """What a result entails: an election, and who wins votes for a post is a candidate."""
        verbs = [result.token, *self.tree.ancestors(result.token)]
        verb = next((token for token in verbs if self.tree.tokens[token].pos == "VERB"), -1)
        won = verb >= 0 and self.tree.lemma(verb) in _WON
        if result.predicate == "voteShare" or (won and not result.attributive):
            yield (
                "results",
                replace(
                    claim,
                    kind="event",
                    predicate="Election",
                    subject=None,
                    object=None,
                    qualifiers=(),
                    roles=(("actor", (result.held.entity,)),),
                ),
            )
        if result.predicate != "voteShare" or result.held.entity.cls != "Person":
            return
        above = {self.tree.lemma(token) for token in self.tree.ancestors(result.token)}
        if above & {"elect", "re-elect", "reelect"}:
            return  # who is elected is no candidate any more
        local = {token.lemma.lower() for token in self.tree.tokens} & _LOCAL
        for post in self.arguments.contest(()):
            named = all(word in post.entity.name.lower() for word in local)
            if claim.modality.polarity == "positive" and named:
                yield (
                    "results",
                    replace(
                        claim,
                        predicate="candidateFor",
                        object=post.entity,
                        qualifiers=(),
                        confidence=round(claim.confidence * post.score, 3),
                    ),
                )
