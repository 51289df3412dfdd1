from __future__ import annotations

import pytest
from election import PTI, entity, say

from kg.view import alliances
from kg.view.core import core


def test_the_best_attested_stay() -> None:
    """Of a hub with twenty partners the hub stays, with the one that two outlets name."""
    partners = [entity("Party", f"Partner {i:02}") for i in range(20)]
    claims = [say(PTI, "alliedWith", each, "q") for each in partners]
    claims.append(say(PTI, "alliedWith", partners[13], "r", outlet="weekly"))
    kept = core(alliances(claims, {}), 2)
    assert set(kept) == {PTI.id, partners[13].id}


@pytest.mark.parametrize("most", [3, 100])
def test_what_is_small_enough_stays_whole(most: int) -> None:
    """Nothing is left out of a network that has no more nodes than asked for."""
    network = alliances([say(PTI, "alliedWith", entity("Party", n), "q") for n in "AB"], {})
    assert core(network, most) is network
