from __future__ import annotations

from pathlib import Path

import pytest

from kg.errors import UsageError
from kg.store import open_store
from kg.view import KINDS, Filter, network_of


@pytest.mark.parametrize("kind", KINDS)
def test_each_kind_is_drawn_of_a_store(kind: str, sample_store: Path) -> None:
    """By its name alone; ego takes whom it is about."""
    with open_store(sample_store) as store:
        assert network_of(store, kind, name="PTI" if kind == "ego" else "").number_of_edges()


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"kind": "friends"}, "no network 'friends'.*alliances"),
        ({"kind": "ego"}, "ego needs a NAME"),
        ({"kind": "people", "name": "PTI"}, "only ego"),
        ({"kind": "people", "leaders": True}, "leaders go with alliances"),
        ({"kind": "ego", "name": "Tehrek"}, "no entity named 'Tehrek'"),
        ({"kind": "events", "only": Filter(source="indus")}, "indus-courier"),
    ],
)
def test_what_goes_with_no_kind_is_wrong_use(options, message: str, sample_store: Path) -> None:
    """The error says what would be right."""
    with open_store(sample_store) as store, pytest.raises(UsageError, match=message):
        network_of(store, **options)


def test_ego_keeps_its_centre_whatever_the_class(sample_store: Path) -> None:
    """PTI among persons is PTI with its persons."""
    with open_store(sample_store) as store:
        around = network_of(store, "ego", name="PTI", only=Filter(cls="Person"))
    classes = [cls for _, cls in around.nodes(data="cls")]
    assert classes.count("Party") == 1
    assert set(classes) == {"Party", "Person"}
