"""What is known of one sentence when frames fire in it, and who stands in their slots."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from kg.extract.arguments import Argument, Arguments
from kg.extract.frames import Lexicon
from kg.extract.frames import Slots as SlotNames
from kg.extract.modality import StatusReader
from kg.extract.reading import Reading
from kg.extract.slots import Slots
from kg.extract.speech import Quotations
from kg.extract.triggers import Trigger
from kg.extract.wording import Wording
from kg.model import Article, Claim, Entity, Evidence, Mention
from kg.resolve import Resolution

_ANY = ("Agent", "Office", "Place", "Event")
_SELVES = ("self", "noun", "demonym")
# people whose votes are their chamber's
_LAWMAKERS = frozenset("lawmaker legislator mp deputy senator parliamentarian mna peer".split())


class Context:
    """One sentence with its readers.

    Args:
        article: for its id, date and text.
        resolution: who is meant where.
        index: of the sentence.
        lexicon: frames and operators.
        quotations: whose words stand between quotation marks.
        extractor: name and version that the claims carry.
    """

    def __init__(
        self,
        article: Article,
        resolution: Resolution,
        index: int,
        *,
        lexicon: Lexicon,
        quotations: Quotations,
        extractor: str,
    ) -> None:
        self.article = article
        self.lexicon = lexicon
        self.quotations = quotations
        self.extractor = extractor
        self.resolution = resolution
        self.tree = resolution.trees[index]
        self.slots = Slots(self.tree, lexicon)
        self.arguments = Arguments(resolution, index, lexicon, quotations.speaker)
        self.status = StatusReader(self.tree, lexicon, self.slots)
        sentence = self.tree.sentence
        self.evidence = Evidence(
            sentence.start, sentence.end, article.text[sentence.start : sentence.end]
        )
        found = resolution.document.mentions_by_sentence.get(index, ())
        # a mention that nobody is linked to names nobody
        self.mentions: Sequence[Mention] = [m for m in found if resolution.at(index, m.first)]
        self.wording = Wording(article.text, self.tree, self.mentions, self.slots, lexicon)

    def fill(
        self,
        trigger: Trigger,
        slots: SlotNames,
        classes: Sequence[str],
        *,
        words: Iterable[str] = (),
    ) -> list[Argument]:
        """The entities of the first of some slots that holds any."""
        own = trigger.token if trigger.kind == "nouns" else None
        itself = {one.entity.id for one in self.arguments.mentioned(own, _ANY)} if own else set()
        for group in slots:
            found: dict[str, Argument] = {}
            for slot in group:
                if slot == "demonym":
                    arguments = self.arguments.demonyms(trigger.token)
                elif slot == "country":
                    home = self.resolution.country
                    arguments = [Argument(home, 0.7)] if home else []
                elif slot == "speaker":
                    arguments = self._sayer(trigger)
                elif slot == "chamber":
                    arguments = self.arguments.chamber(trigger.token)
                elif slot == "lawmakers":
                    who = self.slots.fill(trigger, "subject")
                    who = [token for token in who if self.tree.lemma(token) in _LAWMAKERS]
                    arguments = [found for token in who for found in self.arguments.chamber(token)]
                elif slot == "topic":
                    bearers = self.slots.fill(trigger, "bearer")
                    arguments = self.arguments.topic(trigger.words, bearers)
                elif slot in ("contested", "contest"):
                    near = self.slots.around(trigger)
                    arguments = (
                        self.arguments.contested(near)
                        if slot == "contested"
                        else self.arguments.contest(trigger.words)
                    )
                else:
                    tokens = self.slots.fill(trigger, slot)
                    # each name of a list triggers for itself
                    listed = slot != "self" and (slot != "bearer" or not self._singular(trigger))
                    arguments = [
                        argument
                        for token in tokens
                        for argument in self.arguments.entities(
                            [token],
                            classes,
                            followers=trigger.frame.followers,
                            groups=trigger.frame.groups,
                            listed=listed and not self.tree.alone(trigger.token, token),
                        )
                    ]
                titles = "" if slot == "speaker" or not words else self._titles(trigger, slot)
                for argument in arguments:
                    if argument.entity.id in itself and not slot.startswith(_SELVES):
                        continue  # "the coalition of A and B" is no ally of A's
                    if not words or holds_word(f"{_names(argument.entity)} {titles}", words):
                        found.setdefault(argument.entity.id, argument)
            if found:
                return list(found.values())
        return []

    def _titles(self, trigger: Trigger, slot: str) -> str:
        """The words before what stands in a slot: "Justice" of "Justice Mwita"."""
        return " ".join(
            self.tree.word(word)
            for token in self.slots.fill(trigger, slot)
            for word in (
                token,
                *self.tree.children(token, "nmod:desc", "compound", "amod", "flat", "appos"),
            )
        )

    def _singular(self, trigger: Trigger) -> bool:
        """Whether a noun describes one: "A, the leader, and B" makes no leader of B."""
        return self.tree.word(trigger.token) == self.tree.lemma(trigger.token)

    def _sayer(self, trigger: Trigger) -> list[Argument]:
        """Who says of others, as a fact, what the trigger tells."""
        reading = self.status.read(trigger)
        speaker = self.speaker(reading, trigger.token)
        if speaker is None or reading.negative or {"planned", "possible"} & reading.effects:
            return []
        subjects = self.slots.fill(trigger, "subject")
        own = any(self.tree.word(token) in ("i", "we") for token in subjects)
        subject = self.arguments.entities(subjects, ("Agent",))
        if own or any(argument.entity.id == speaker.id for argument in subject):
            return []
        return [Argument(speaker, 1.0)]

    def speaker(self, reading: Reading, token: int) -> Entity | None:
        """Who says what a token tells, as its clause or the quotation marks around it show."""
        if reading.speaker is None:
            return self.quotations.speaker(self.tree.tokens[token].start)
        found = self.arguments.entities([reading.speaker], ("Agent",), followers=True)
        return found[0].entity if found else None

    def claim(self, kind: str, predicate: str, **parts: object) -> Claim:
        """A claim with this sentence as its evidence."""
        return Claim(
            article=self.article.id,
            kind=kind,  # type: ignore[arg-type]  # relation or event, as the pattern says
            predicate=predicate,
            evidence=self.evidence,
            extractor=self.extractor,
            **parts,  # type: ignore[arg-type]
        )


def _names(entity: Entity) -> str:
    return " ".join((entity.name, *entity.aliases))


def holds_word(text: str, words: Iterable[str]) -> bool:
    """Whether a word of a text begins with one of some words."""
    lowered = f" {text.lower()}"
    return any(f" {word}" in lowered for word in words)
