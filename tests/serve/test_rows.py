"""Claims as the templates show them."""

from __future__ import annotations

from dataclasses import replace

from kg.serve.rows import posts
from tests.view.election import entity, say


def test_offices_have_the_time_that_texts_give() -> None:
    """Each time that is told, and none where no text and no article has a date."""
    khan, pti = entity("Person", "Imran Khan"), entity("Party", "PTI")
    told = say(khan, "leads", pti, "a", published=None)
    (line,) = posts([told], {})
    assert (line["first"], line["when"]) == ("", "")
    dated = say(khan, "leads", pti, "b", published="2024-02-10")
    held = replace(dated.claim, valid_from="1996", valid_until="2023-12")
    dated = replace(dated, claim=held)
    (line,) = posts([told, dated], {})
    assert (line["first"], line["last"]) == ("2024-02-10", "2024-02-10")
    assert line["when"] == "from 1996 until December 2023"
