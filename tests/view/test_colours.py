"""The page's colours: read by colour-blind eyes, seen on its paper."""

from __future__ import annotations

import re
from importlib.resources import files
from itertools import combinations

import numpy as np
import pytest
from vision import MACHADO, contrast, difference, lab

LINES = "alliance talks backing role opposition parting other ended".split()
SHAPES = "party bloc person org".split()


def theme(name: str) -> dict[str, str]:
    """The colours of the light or the dark page, by name."""
    light, dark, *_ = files("kg.view").joinpath("page.css").read_text("utf-8").split("@media")
    text = light if name == "light" else dark
    return dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6})", text))


@pytest.mark.parametrize("vision", MACHADO)
@pytest.mark.parametrize("name", ["light", "dark"])
@pytest.mark.parametrize("group", [LINES, SHAPES], ids=["lines", "shapes"])
def test_colours_stay_apart(name: str, vision: str, group: list[str]) -> None:
    """Any two differ by 10 CIEDE2000 and more, which is seen at a glance, whatever the eyes."""
    colours = {each: lab(theme(name)[each], vision) for each in group}
    apart = {pair: difference(*(colours[each] for each in pair)) for pair in combinations(group, 2)}
    assert min(apart.values()) > 10, min(apart, key=apart.get)


@pytest.mark.parametrize("name", ["light", "dark"])
def test_everything_is_seen_on_the_paper(name: str) -> None:
    """Lines and shapes have a contrast of 3 to their ground, words one of 4.5 (WCAG 2.1 AA)."""
    colours = theme(name)
    for each in (*LINES, *SHAPES):
        assert contrast(colours[each], colours["paper"]) >= 3, each
    pairs = [(a, b) for a in ("ink", "muted", "accent") for b in ("paper", "raised")]
    pairs += [("party-ink", "party"), ("bloc-ink", "bloc")]
    for one, other in pairs:
        assert contrast(colours[one], colours[other]) >= 4.5, (one, other)


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ((50, 2.6772, -79.7751), (50, 0, -82.7485), 2.0425),
        ((60.2574, -34.0099, 36.2677), (60.4626, -34.1751, 39.4387), 1.2644),
        ((2.0776, 0.0795, -1.1350), (0.9033, -0.0636, -0.5514), 0.9082),
        ((50, 2.5, 0), (73, 25, -18), 27.1492),
    ],
)
def test_the_difference_is_ciede2000(one, other, expected) -> None:
    """It gives the values that Sharma, Wu and Dalal published to check an implementation."""
    assert difference(np.array(one), np.array(other)) == pytest.approx(expected, abs=1e-4)
