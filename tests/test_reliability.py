"""Confidence is checked, and fitted, on claims whose chance of being right is known."""

from __future__ import annotations

import random

import pytest

from kg.evaluate.reliability import bins, calibration_error, cross_validated, fit


def generated(count: int, seed: int) -> list[tuple[dict[str, float], bool]]:
    """Claims that are right nine times of ten, and six times of ten where "described"."""
    chance = random.Random(seed)  # noqa: S311 - the same claims each time, no secrets
    made = []
    for _ in range(count):
        described = chance.random() < 0.4
        right = chance.random() < (0.6 if described else 0.9)
        made.append(({"bias": 1.0, "described": float(described), "noise": chance.random()}, right))
    return made


def test_true_chances_have_no_error() -> None:
    """Of claims with confidence 0.75 three of four are right."""
    assert calibration_error([(0.75, True)] * 3 + [(0.75, False)]) == 0


def test_the_error_is_the_distance_from_the_share_that_is_right() -> None:
    """Half of them right, and all of them sure."""
    assert calibration_error([(1.0, True), (1.0, False)]) == pytest.approx(0.5)
    assert calibration_error([]) is None


def test_bins_hold_every_claim_once() -> None:
    """Also those on an edge, and those that are certain."""
    estimates = [(one / 20, True) for one in range(21)]
    assert sum(one.claims for one in bins(estimates)) == 21
    assert all(one.low <= one.confidence <= one.high for one in bins(estimates))


def test_fitting_finds_what_bears_on_being_right() -> None:
    """What lowers the chance gets a negative weight, and noise hardly any."""
    weights = fit(generated(4000, seed=1))
    assert weights["described"] == pytest.approx(-1.79, abs=0.3)  # log odds of 0.6 against 0.9
    assert abs(weights["noise"]) < 0.3


def test_fitted_confidence_is_calibrated_on_other_articles() -> None:
    """Ten articles' claims are estimated from the others', and the error is small."""
    articles = [generated(300, seed=number) for number in range(10)]
    assert (calibration_error(cross_validated(articles)) or 0) < 0.03


def test_one_kind_of_answer_can_be_fitted() -> None:
    """Where everything is right there is still a finite weight."""
    weights = fit([({"bias": 1.0, "x": 1.0}, True)] * 20)
    assert all(abs(weight) < 50 for weight in weights.values())
