"""Confidence: the share of claims like this one that an annotator wrote down, status and all.

A claim has a few features, and a logistic function of them, fitted to annotated articles, is its
confidence. The weights are data (``ontology/confidence.toml``); ``kg evaluate GOLD --calibrate``
fits them anew.
"""

from __future__ import annotations

import math
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from kg.errors import DataError
from kg.model import Claim, Entity
from kg.resolve import Resolution
from kg.syntax import Tree
from kg.vocab import ontology_file

__all__ = ["Calibration", "default_calibration", "features"]

_NAMED = frozenset({"gazetteer", "name", "definition", "acronym", "short name"})
_FAR = 8  # edges of syntax; beyond it all is far
_LONG = 60  # words of a sentence


@dataclass(frozen=True)
class Calibration:
    """How much each feature tells for a claim: ``{"bias": 2.1, "described": -0.6}``."""

    weights: Mapping[str, float]

    def confidence(self, found: Mapping[str, float]) -> float:
        """The estimate for a claim with some features, never quite 0 or 1.

        >>> Calibration({"bias": 0.0, "event": 1.0}).confidence({"bias": 1.0})
        0.5
        """
        total = sum(self.weights.get(name, 0.0) * value for name, value in found.items())
        return round(min(0.99, max(0.01, 1 / (1 + math.exp(-total)))), 3)


def features(
    claim: Claim, resolution: Resolution, *, sentence: int, family: str, again: int
) -> dict[str, float]:
    """What bears on how sure a claim is.

    Args:
        claim: with the confidence that frame and arguments alone give it.
        resolution: who is meant where.
        sentence: index of the one it stands in.
        family: file of the frame that made it.
        again: how often the article makes it beside.
    """
    tree = resolution.trees[sentence]
    ends = _ends(claim)
    places = _places(resolution, sentence, len(tree), ends)
    named = sum(any(reason in _NAMED for _, reason in places[end]) for end in places)
    tokens = [[token for token, _ in found] for found in places.values() if found]
    prior = min(0.98, max(0.05, claim.confidence))
    return {
        "bias": 1.0,
        family: 1.0,
        "prior": math.log(prior / (1 - prior)),
        "event": float(claim.kind == "event"),
        "described": (len(ends) - named) / max(1, len(ends)),
        "path": _path(tree, tokens) / _FAR,
        "length": min(len(tree), _LONG) / _LONG,
        "modal": float(claim.status != "factual"),
        "alone": float(len(ends) < 2),
        "again": math.log1p(again),
    }


def _ends(claim: Claim) -> list[str]:
    """Ids of who takes part: both ends of a relation, actor and target of an event."""
    values: list[object] = [claim.subject, claim.object]
    for role, filled in claim.roles:
        if role in ("actor", "target", "office", "body"):
            values += filled
    return list(dict.fromkeys(value.id for value in values if isinstance(value, Entity)))


def _places(
    resolution: Resolution, sentence: int, length: int, ends: list[str]
) -> dict[str, list[tuple[int, str]]]:
    """Where in the sentence each entity is meant, and what tells so."""
    found: dict[str, list[tuple[int, str]]] = {end: [] for end in ends}
    for token in range(length):
        for link in resolution.at(sentence, token):
            if link.entity.id in found:
                found[link.entity.id].append((token, link.reason))
    return found


def _path(tree: Tree, ends: list[list[int]]) -> int:
    """Edges between the two of them that are the farthest apart."""
    chains = [[_chain(tree, token) for token in tokens] for tokens in ends]
    farthest = 0
    for place, one in enumerate(chains):
        for other in chains[place + 1 :]:
            nearest = min(_edges(a, b) for a in one for b in other)
            farthest = max(farthest, nearest)
    return min(farthest, _FAR)


def _chain(tree: Tree, token: int) -> list[int]:
    return [token, *tree.ancestors(token)]


def _edges(one: list[int], other: list[int]) -> int:
    depth = {token: place for place, token in enumerate(one)}
    return next((place + depth[token] for place, token in enumerate(other) if token in depth), _FAR)


def load(path: Path) -> Calibration:
    """Read weights.

    Raises:
        DataError: there are none in the file.
    """
    try:
        weights = tomllib.loads(path.read_text(encoding="utf-8"))["weights"]
        return Calibration({str(name): float(value) for name, value in weights.items()})
    except (OSError, ValueError, LookupError, TypeError, AttributeError) as error:
        raise DataError(path, f"has no weights: {error}") from error


@cache
def default_calibration() -> Calibration:
    """The bundled weights, read once."""
    return load(ontology_file("confidence.toml"))
