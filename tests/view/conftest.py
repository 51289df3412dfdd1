"""The claims that the tests of the views draw."""

from __future__ import annotations

import pytest
from election import election_claims, entity, say

from kg.model import StoredClaim


@pytest.fixture
def election() -> list[StoredClaim]:
    """What five sample outlets said in the weeks after Pakistan's election of 2024."""
    return election_claims()


@pytest.fixture
def hostile() -> list[StoredClaim]:
    """Names, quotes, titles and addresses that try to become markup, script or object keys."""
    evil = entity("Party", "</script><script>document.title='owned'</script>", "href <img src=x>")
    proto = entity("Party", "__proto__", "constructor")
    quote = "</script><img src=x onerror=\"document.title='owned'\"> href <b>x</b> __proto__ \u2028"
    return [
        say(evil, "alliedWith", proto, quote, url="javascript:document.title='owned'", title="<i>"),
        say(proto, "opposes", evil, quote, speaker=evil, outlet="<u>outlet</u>", status="denied"),
        say(proto, "opposes", entity("Party", "\u202eevil\u0000"), "a \ud800 half", title="\ud800"),
    ]
