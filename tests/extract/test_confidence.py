"""Confidence rests on features of a claim, and differs between sure and unsure ones."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.errors import DataError
from kg.extract.confidence import Calibration, default_calibration, load

from .said import claims


def test_a_name_is_surer_than_a_pronoun() -> None:
    """The same thing said with a name has more confidence."""
    (named,) = [c for c in claims("Ana Silva leads the Green Party.") if c.predicate == "leads"]
    text = "Ana Silva spoke in Porto. She leads the Green Party."
    (pronoun,) = [c for c in claims(text) if c.predicate == "leads"]
    assert pronoun.confidence < named.confidence


def test_every_weight_is_a_feature() -> None:
    """The bundled weights are those of features that claims have, and nobody is certain."""
    calibration = default_calibration()
    assert {"bias", "prior", "described", "path"} <= set(calibration.weights)
    assert calibration.confidence({"bias": 1e6}) == 0.99


def test_a_file_without_weights_is_named(tmp_path: Path) -> None:
    """A damaged file is an error that names it."""
    path = tmp_path / "confidence.toml"
    path.write_text("version = 1\n")
    with pytest.raises(DataError) as caught:
        load(path)
    assert caught.value.path == path


def test_unknown_features_tell_nothing() -> None:
    """A family that the fit has not seen changes nothing."""
    calibration = Calibration({"bias": 1.0})
    assert calibration.confidence({"bias": 1.0, "new": 5.0}) == calibration.confidence(
        {"bias": 1.0}
    )
