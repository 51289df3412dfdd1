"""The gold files of the sample articles."""

import hashlib
import json
from pathlib import Path
from typing import Any

import pytest

from kg.model import STATUSES, Article
from kg.read import read
from kg.vocab import EVENTS, RELATIONS

FOLDER = Path(__file__).parent / "gold" / "sources"
GOLD = [json.loads(path.read_text("utf-8")) for path in sorted(FOLDER.glob("*.gold.json"))]
TEXTS = {item.id: item.text for item in read() if isinstance(item, Article)}
each = pytest.mark.parametrize("gold", GOLD, ids=lambda gold: gold["id"])


@each
def test_text_is_the_article(gold: dict[str, Any]) -> None:
    """A gold file was made for exactly the text that is read today."""
    text = TEXTS[gold["id"]]
    assert gold["chars"] == len(text)
    assert gold["sha256"] == hashlib.sha256(text.encode()).hexdigest()
    assert all(0 <= claim["start"] < claim["end"] <= len(text) for claim in gold["claims"])


@each
def test_entities_stand_in_the_text(gold: dict[str, Any]) -> None:
    """Every entity is named in the article by its name or an alias."""
    for entity in gold["entities"]:
        assert any(form in TEXTS[gold["id"]] for form in (entity["name"], *entity["aliases"]))


@each
def test_claims_use_known_words(gold: dict[str, Any]) -> None:
    """Relations, events and statuses are the ontology's; who takes part is a listed entity."""
    names = {entity["name"] for entity in gold["entities"]}
    for claim in gold["claims"]:
        assert claim["status"] in STATUSES
        assert claim.get("p", "alliedWith") in RELATIONS
        assert claim.get("event", "Election") in EVENTS
        parts = [name for role, found in claim.get("roles", {}).items() if role != "about"
                 for name in found]  # fmt: skip
        parts += [claim[key] for key in ("s", "by") if key in claim]
        if claim.get("p") not in (None, "ideology") and isinstance(claim["o"], str):
            parts.append(claim["o"])
        assert set(parts) <= names
