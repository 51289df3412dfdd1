"""The gazetteer's data files."""

import itertools
import re
import tomllib
from typing import Any

import pytest

from kg.ids import fold
from kg.vocab import CLASSES, ontology_file

FILES = {path.stem: tomllib.loads(path.read_text("utf-8"))
         for path in sorted(ontology_file("gazetteer").glob("*.toml"))}  # fmt: skip
ENTRIES: list[dict[str, Any]] = [
    entry for file in FILES.values() for entry in file.get("entity", [])
]
IDS = [entry["id"] for entry in ENTRIES]
KEYS = {
    "aliases", "class", "country", "date", "demonyms", "dissolved", "founded", "holders", "id",
    "jurisdiction", "leaders", "members", "name", "wikidata", "within",
}  # fmt: skip


def spans(entry: dict[str, Any]) -> list[dict[str, str]]:
    """Collect the dated lists of an entry: holders, leaders, members."""
    return [span for key in ("holders", "leaders", "members") for span in entry.get(key, [])]


def test_ids_are_unique() -> None:
    """No id stands for two entities."""
    assert len(IDS) == len(set(IDS))


def test_keys_and_classes_are_known() -> None:
    """No entry has a misspelt key or a class that the ontology lacks."""
    assert {key for entry in ENTRIES for key in entry} <= KEYS
    assert {entry["class"] for entry in ENTRIES} <= set(CLASSES)


def test_what_is_referred_to_exists() -> None:
    """Holders, members, jurisdictions and places are entries themselves."""
    named = {span.get("holder") or span["member"] for entry in ENTRIES for span in spans(entry)}
    keys = ("country", "jurisdiction", "within")
    named |= {entry[key] for entry in ENTRIES for key in keys if key in entry}
    assert named <= set(IDS)


def test_dates() -> None:
    """Every date is ISO with its own precision, and no span ends before it begins."""
    for entry in ENTRIES:
        for span in spans(entry):
            dates = [span[key] for key in ("from", "until") if key in span]
            assert all(re.fullmatch(r"\d{4}(-\d\d){0,2}", date) for date in dates)
            assert dates == sorted(dates)


def test_an_office_has_one_holder_at_a_time() -> None:
    """The holders of an office follow one another."""
    for entry in ENTRIES:
        holders = entry.get("holders", [])
        for before, after in itertools.pairwise(holders):
            assert before.get("until", "9999") <= after["from"], entry["id"]


@pytest.mark.parametrize("name", sorted(FILES))
def test_a_name_means_one_entity_of_a_file(name: str) -> None:
    """Inside one file, or one country of it, no name or alias is shared by two entities."""
    seen: dict[tuple[str, str], str] = {}
    for entry in FILES[name].get("entity", []):
        for form in {fold(form) for form in (entry["name"], *entry.get("aliases", []))}:
            key = (entry.get("country", ""), form)
            assert seen.setdefault(key, entry["id"]) == entry["id"], key


def test_the_countries_of_the_united_nations() -> None:
    """The 193 members, two observers and thirteen more places are there."""
    world = [entry for entry in FILES["world"]["entity"] if entry["class"] == "Place"]
    assert len(world) == 193 + 2 + 13
