"""What the words around a trigger come to: signs, gathered from the trigger outwards."""

from __future__ import annotations

from dataclasses import dataclass, field

from kg.model import Certainty, Modality, Tense

_FUTURES = frozenset({"planned", "possible"})
UNSAID = "unsaid"  # below an order: "write that X resigned" says nothing of X


@dataclass(frozen=True, slots=True)
class Sign:
    """One word that bears on a trigger: "planned", by the token "agreed"."""

    # an operator's effect, or "past", "ahead" (so, and to stay so), UNSAID, or "would", whose
    # sense the speaker decides
    effect: str
    token: int


@dataclass
class Reading:
    """What has been gathered so far."""

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

    def end(self, token: int) -> None:
        """Take down what ends the trigger: a plan that ends comes to nothing."""
        self.add("denied" if self.effects & _FUTURES and not self.negative else "ended", token)

    @property
    def effects(self) -> set[str]:
        """What the signs come to, without the order."""
        return {sign.effect for sign in self.signs}

    @property
    def negative(self) -> bool:
        """Whether the signs that deny leave a denial: "did not refuse" does not."""
        return sum(sign.effect == "denied" for sign in self.signs) % 2 == 1

    def modality(self, *, kind: str, lasting: bool) -> Modality:
        """The three axes that the signs come to.

        Args:
            kind: relation or event.
            lasting: whether a past tense leaves a relation standing.
        """
        own = Reading(self._standing())
        effects = own.effects
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
            over = not lasting and "started" not in effects
            tense = "past" if kind == "event" or over else "present"
        return Modality(certainty, tense, "negative" if own.negative else "positive")

    def _standing(self) -> list[Sign]:
        """The signs without an end that is not yet: what they "will end" still holds."""
        for place, sign in enumerate(self.signs):
            if sign.effect == "ended":
                around = {other.effect for other in self.signs[place + 1 :]}
                return self.signs[:place] if around & {*_FUTURES, "denied"} else self.signs
        return self.signs
