"""Whether confidence means what it says, and weights that make it so."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

__all__ = ["Bin", "Estimate", "bins", "calibration_error", "cross_validated", "fit"]

Estimate = tuple[float, bool]  # the confidence of a claim, and whether it is right
Features = Mapping[str, float]

_EDGES = (0.0, 0.5, 0.6, 0.7, 0.8, 0.85, 0.9, 0.95, 1.0)
_PENALTY = 4.0  # how strongly a weight is drawn to 0, in claims
_STEPS = 30


@dataclass(frozen=True, slots=True)
class Bin:
    """Claims of like confidence: "between 0.8 and 0.9 are 120, 0.86 on average, 0.84 right"."""

    low: float
    high: float
    claims: int
    confidence: float  # on average
    right: float  # share


def bins(estimates: Iterable[Estimate]) -> list[Bin]:
    """Claims by confidence, without the empty bins."""
    found = list(estimates)
    made = []
    for low, high in pairwise(_EDGES):
        inside = [one for one in found if low <= one[0] < high or one[0] == high == 1.0]
        if inside:
            confidence = sum(one for one, _ in inside) / len(inside)
            right = sum(is_right for _, is_right in inside) / len(inside)
            made.append(Bin(low, high, len(inside), confidence, right))
    return made


def calibration_error(estimates: Iterable[Estimate]) -> float | None:
    """How far confidence is from the share that is right, on average over claims (ECE)."""
    found = bins(estimates)
    claims = sum(one.claims for one in found)
    if not claims:
        return None
    return sum(one.claims * abs(one.confidence - one.right) for one in found) / claims


def fit(samples: Sequence[tuple[Features, bool]]) -> dict[str, float]:
    """The weights of a logistic function of features: penalised likelihood, by Newton's method.

    Args:
        samples: features of claims, and whether each is right; "bias" is not penalised.
    """
    import numpy as np  # noqa: PLC0415 - slow to load, and only needed here

    names = sorted({name for found, _ in samples for name in found})
    if not names:
        return {}
    x = np.array([[found.get(name, 0.0) for name in names] for found, _ in samples])
    y = np.array([float(is_right) for _, is_right in samples])
    penalty = np.diag([0.001 if name == "bias" else _PENALTY for name in names])
    weights = np.zeros(len(names))
    for _ in range(_STEPS):
        estimate = 1 / (1 + np.exp(-np.clip(x @ weights, -30, 30)))
        slope = x.T @ (estimate - y) + penalty @ weights
        curve = (x * (estimate * (1 - estimate))[:, None]).T @ x + penalty
        step = np.linalg.solve(curve, slope)
        weights = weights - step
        if float(np.abs(step).max()) < 1e-9:
            break
    return {name: round(float(weight), 3) for name, weight in zip(names, weights, strict=True)}


def cross_validated(
    articles: Sequence[Sequence[tuple[Features, bool]]], *, folds: int = 10
) -> list[Estimate]:
    """The estimate for each claim from the articles of the other folds."""
    found: list[Estimate] = []
    for fold in range(folds):
        known = [
            one for place, some in enumerate(articles) if place % folds != fold for one in some
        ]
        weights = fit(known)
        for place, some in enumerate(articles):
            if place % folds == fold:
                found += [(_logistic(weights, features), right) for features, right in some]
    return found


def _logistic(weights: Features, found: Features) -> float:
    total = sum(weights.get(name, 0.0) * value for name, value in found.items())
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, total))))
