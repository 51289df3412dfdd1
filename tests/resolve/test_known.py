"""Names of known parties in an article's mentions."""

from __future__ import annotations

import pytest

from kg.language import parse
from kg.resolve import default_gazetteer
from kg.resolve.known import with_known


@pytest.mark.parametrize(
    ("text", "party"),
    [
        ("Nitish Kumar of the Janata Dal (United) resigned in India.", "Janata Dal (United)"),
        ("Congress president Mallikarjun Kharge spoke in India.", "Congress"),
        ("In the UK the Tories lost.", "Tories"),
        ("KP Sharma Oli met the CPN (Maoist Centre) in Nepal.", "CPN (Maoist Centre)"),
    ],
)
def test_a_known_party_is_one_mention(text: str, party: str) -> None:
    """The longest known name stands, whatever the model made of its words."""
    document = parse(text)
    known = default_gazetteer().within(text, [mention.text for mention in document.mentions])
    mentions = with_known(document, known).mentions
    assert [mention.text for mention in mentions if mention.cls == "Party"] == [party]
    assert len({token for one in mentions for token in range(one.first, one.last)}) == sum(
        one.last - one.first for one in mentions
    )
