"""The seam of the language stage: what it asks of a model."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from kg.language.model import Prediction


class SyntaxModel(Protocol):
    """What parsing asks of a model: :class:`kg.language.model.Model`, or a stand-in."""

    def predict(self, sentences: Sequence[Sequence[str]], *, threads: int = 1) -> list[Prediction]:
        """Return a prediction for each sentence, given as its words."""
        ...
