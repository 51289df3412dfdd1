from __future__ import annotations

import re

import pytest

from kg.view.phrase import PHRASES, listed, phrase
from kg.view.timeline import LANE


@pytest.mark.parametrize(
    ("predicate", "roles", "case", "words"),
    [
        ("AllianceFormation", {"actor": ["PML-N", "PPP"]}, "", "PML-N and PPP form an alliance"),
        ("AllianceFormation", {"actor": ["PML-N", "PPP"]}, "lasting", "PML-N and PPP allied"),
        ("Election", {"actor": ["PTI"]}, "of groups", "PTI wins"),
        ("Election", {"actor": ["Greens"]}, "of groups", "Greens win"),
        ("Election", {"actor": ["Ann Lee"], "office": ["mayor"]}, "", "Ann Lee elected mayor"),
        ("Resignation", {"actor": ["Ann Lee"]}, "", "Ann Lee resigns"),
        ("Allegation", {"actor": ["ECP"], "about": ["fraud"]}, "denied", "ECP rejects fraud"),
        ("Death", {"target": ["Ann Lee"]}, "", "Death of Ann Lee"),
        ("Meeting", {"place": ["Lahore"]}, "", "Meeting: Lahore"),
        ("Coup", {}, "", "Coup"),
    ],
)
def test_phrases(predicate: str, roles: dict, case: str, words: str) -> None:
    """The first wording whose roles are known, in the number of who acts."""
    assert phrase(predicate, roles, case=case) == words


def test_names_are_never_taken_for_templates() -> None:
    """Braces and brackets in a name stay what they are."""
    roles = {"actor": ["{target}", "a[s]"], "target": [r"\1"]}
    assert phrase("Negotiation", roles) == "{target} and a[s] in talks"


def test_every_event_has_a_phrase_and_a_lane() -> None:
    """What the timeline shows can be said in words."""
    known = {name.split(",")[0] for name in PHRASES}
    assert known == set(LANE)


def test_every_slot_is_a_role() -> None:
    """A phrase asks for no role that an event cannot have."""
    slots = {s for each in PHRASES.values() for t in each for s in re.findall(r"\{([\w|]+)\}", t)}
    assert {role for slot in slots for role in slot.split("|")} <= set(
        "actor target office body about place".split()
    )


def test_long_lists_are_cut() -> None:
    """Of six names three are named."""
    assert listed(list("ABCDEF")) == "A, B, C and 3 more"
    assert listed(["A"]) == "A"
