"""Scoring by tiny gold made by hand: what counts as found, missed, wrong, right in status."""

import json
from pathlib import Path
from typing import Any

import pytest

from kg.errors import DataError
from kg.evaluate import Counts, Gold, Ratio, Score, read_gold, score, total

TEXT = "Ann Lee, who leads the Red Party, joined Blue. Bo Ray denied it."
ENTITIES = [
    {"name": "Ann Lee", "type": "Person", "aliases": ["Lee"]},
    {"name": "Bo Ray", "type": "Person", "aliases": []},
    {"name": "Red Party", "type": "Party", "aliases": ["RP"]},
    {"name": "Blue", "type": "Party", "aliases": []},
    {"name": "Upper House", "type": "Legislature", "aliases": []},
]
ALLIED = {"s": "Red Party", "p": "alliedWith", "o": "Blue", "status": "planned"}
LEADS = {"s": "Ann Lee", "p": "leads", "o": "Red Party", "status": "factual"}
SEATS = {"s": "Red Party", "p": "seatsWon", "o": 95, "status": "factual"}
JOINING = {"event": "Joining", "roles": {"actor": ["Ann Lee"], "body": ["Blue"]},
           "status": "factual"}  # fmt: skip


def gold(*claims: dict[str, Any]) -> Gold:
    """Gold of the text above."""
    entities = {entity["name"]: entity for entity in ENTITIES}
    return Gold(path=Path("a.gold.json"), id="a", entities=entities, claims=claims, chars=len(TEXT))


def entity(name: str, cls: str = "Party", *aliases: str) -> dict[str, Any]:
    """An entity of a claim record."""
    return {"id": f"x:{name}", "name": name, "type": cls, "aliases": list(aliases)}


def relation(subject: object, predicate: str, said: object, **more: Any) -> dict[str, Any]:
    """A claim record of a relation, which quotes the text's first word."""
    record = {"kind": "relation", "subject": subject, "predicate": predicate, "object": said}
    return record | {"status": "factual", "start": 0, "end": 3, "quote": TEXT[:3]} | more


def event(kind: str, roles: dict[str, Any], **more: Any) -> dict[str, Any]:
    """A claim record of an event."""
    record = {"kind": "event", "event": kind, "roles": roles}
    return record | {"status": "factual", "start": 0, "end": 3, "quote": TEXT[:3]} | more


def scored(claims: list[dict[str, Any]], *records: dict[str, Any]) -> Score:
    """The score of records against gold claims."""
    return score(gold(*claims), records, text=TEXT)


RED, BLUE, ANN = entity("Red Party"), entity("Blue"), entity("Ann Lee", "Person")


def test_a_symmetric_relation_matches_either_way_round() -> None:
    """B allied with A is A allied with B; who leads whom is not."""
    assert scored([ALLIED], relation(BLUE, "alliedWith", RED)).counts["all"] == Counts(1, 0, 0)
    assert scored([LEADS], relation(RED, "leads", ANN)).counts["all"] == Counts(0, 1, 1)


@pytest.mark.parametrize(
    "name", ["Ann Lee", "ann lee", "Änn Lee", "Dr. Ann Lee", "Lee", "Ann Mary Lee"]
)
def test_persons_match_in_fuller_and_shorter_forms(name: str) -> None:
    """Case, accents, titles and middle names do not keep a person from being found."""
    found = scored([LEADS], relation(entity(name, "Person"), "leads", RED))
    assert found.counts["leads"] == Counts(1, 0, 0)


def test_a_name_that_is_another_entitys_own_matches_no_other() -> None:
    """Bo Ray is not Ann Lee, even where his aliases hold a name of hers."""
    bo = entity("Bo Ray", "Person", "Lee")
    assert scored([LEADS], relation(bo, "leads", RED)).counts["all"] == Counts(0, 1, 1)


def test_a_party_matches_by_its_acronym_and_the_article_is_ignored() -> None:
    """RP and "the Red Party" are the Red Party; "Red" alone is not."""
    for name, found in (("RP", 1), ("the Red Party", 1), ("Red", 0)):
        assert scored([SEATS], relation(entity(name), "seatsWon", 95)).counts["all"].found == found


@pytest.mark.parametrize(("number", "found"), [(95, 1), (95.0, 1), ("95", 1), (96, 0)])
def test_numbers_match_exactly(number: object, found: int) -> None:
    """Ninety-five is ninety-five however it is written, and nothing else."""
    assert scored([SEATS], relation(RED, "seatsWon", number)).counts["all"].found == found


def test_words_match_without_what_says_nothing() -> None:
    """A "Shia party" has the ideology Shia; a Sunni one has not."""
    shia = {"s": "Blue", "p": "ideology", "o": "Shia party", "status": "factual"}
    assert scored([shia], relation(BLUE, "ideology", "Shia")).counts["all"].found == 1
    assert scored([shia], relation(BLUE, "ideology", "Sunni")).counts["all"].found == 0


def test_an_event_needs_a_shared_participant() -> None:
    """Same type and actor match; a shared body does not help where gold has an actor."""
    assert scored([JOINING], event("Joining", {"actor": [ANN]})).counts["events"].found == 1
    assert scored([JOINING], event("Joining", {"body": [BLUE]})).counts["events"].found == 0
    assert scored([JOINING], event("Leaving", {"actor": [ANN]})).counts["events"].found == 0


def test_an_event_without_participants_matches_by_its_place_or_body() -> None:
    """Where gold has neither actor nor target, the body decides."""
    vote = {"event": "ParliamentaryVote", "roles": {"body": ["Upper House"]}, "status": "factual"}
    house = entity("Upper House", "Legislature")
    assert scored([vote], event("ParliamentaryVote", {"body": [house]})).counts["all"].found == 1


def test_saying_it_again_earns_and_costs_nothing() -> None:
    """Two equal claims find one gold claim, and none is wrong."""
    twice = scored([LEADS], relation(ANN, "leads", RED), relation(ANN, "leads", RED))
    assert twice.counts["all"] == Counts(1, 0, 0)


def test_wrong_claims_count_once_each() -> None:
    """The same wrong claim twice is one wrong claim, another one is another."""
    wrong = relation(BLUE, "seatsWon", 3)
    assert scored([], wrong, wrong, relation(BLUE, "seatsWon", 4)).counts["all"].wrong == 2


def test_one_event_does_not_find_two() -> None:
    """Two gold events with one actor need two claims."""
    second = JOINING | {"roles": {"actor": ["Ann Lee", "Bo Ray"]}}
    found = scored([JOINING, second], event("Joining", {"actor": [ANN]}))
    assert found.counts["events"] == Counts(1, 1, 0)


def test_optional_gold_is_neither_required_nor_punished() -> None:
    """With or without the claim nothing is counted."""
    optional = LEADS | {"optional": True}
    for records in ([], [relation(ANN, "leads", RED)]):
        assert scored([optional], *records).counts.get("all", Counts()) == Counts()


def test_a_required_reading_goes_before_an_optional_one() -> None:
    """Gold with a planned alliance and optionally a factual one is found by either status."""
    found = scored([ALLIED | {"optional": True, "status": "factual"}, ALLIED],
                   relation(RED, "alliedWith", BLUE))  # fmt: skip
    assert found.counts["all"] == Counts(1, 0, 0)
    assert found.status == Ratio(0, 1)


def test_each_status_finds_its_own_reading() -> None:
    """Both readings said, both statuses are right."""
    found = scored([ALLIED | {"optional": True, "status": "factual"}, ALLIED],
                   relation(RED, "alliedWith", BLUE),
                   relation(RED, "alliedWith", BLUE, status="planned"))  # fmt: skip
    assert found.status == Ratio(2, 2)


def test_another_status_of_a_found_claim_is_a_status_error() -> None:
    """Saying planned as well as factual, where gold says planned, is right once of two."""
    found = scored([ALLIED], relation(RED, "alliedWith", BLUE),
                   relation(RED, "alliedWith", BLUE, status="planned"))  # fmt: skip
    assert found.counts["all"] == Counts(1, 0, 0)
    assert found.status == Ratio(1, 2)
    assert [mistake.kind for mistake in found.mistakes] == ["status"]


def test_the_speaker_is_scored_where_gold_names_one() -> None:
    """No speaker, and another speaker, are wrong; without one in gold nothing is scored."""
    said = SEATS | {"by": "Bo Ray"}
    ray = entity("Ray", "Person")
    for speaker, right in ((ray, 1), (ANN, 0), (None, 0)):
        found = scored([said], relation(RED, "seatsWon", 95, speaker=speaker))
        assert found.speaker == Ratio(right, 1)
    assert scored([SEATS], relation(RED, "seatsWon", 95, speaker=ray)).speaker == Ratio(0, 0)


def test_a_quote_that_is_not_the_text_is_told() -> None:
    """Of two quotes one is the text at its offsets."""
    found = scored([], relation(ANN, "leads", RED), relation(ANN, "leads", BLUE, quote="And"))
    assert found.quotes == Ratio(1, 2)


def test_pairs_do_not_ask_for_the_predicate() -> None:
    """Red and Blue are tied, though not in the way that the claim says."""
    found = scored([ALLIED, SEATS], relation(RED, "opposes", BLUE))
    assert found.counts["pairs"] == Counts(1, 0, 0)
    assert found.counts["relations"] == Counts(0, 2, 1)


def test_mistakes_carry_the_words() -> None:
    """A missing claim shows gold's words, a wrong one its own quote."""
    missing = scored([LEADS | {"start": 0, "end": 32}], relation(BLUE, "seatsWon", 3))
    assert [(m.kind, m.words) for m in missing.mistakes] == [
        ("missing", "Ann Lee, who leads the Red Party"),
        ("wrong", "Ann"),
    ]


def test_gold_offsets_may_count_in_the_file_beside(tmp_path: Path) -> None:
    """Where the article's text has lost its header, the words come from the file as it is."""
    whole = f"date 2024-02-10 {TEXT}"
    (tmp_path / "a.txt").write_text(whole)
    made = Gold(path=tmp_path / "a.gold.json", id="a", entities={}, claims=(), chars=len(whole))
    assert made.words({"start": 16, "end": 23}, text=TEXT) == "Ann Lee"


def test_scores_add_up() -> None:
    """Of two articles the sums are counted, not the averages."""
    one = scored([LEADS, SEATS], relation(ANN, "leads", RED))
    other = scored([ALLIED], relation(BLUE, "seatsWon", 3))
    both = total([one, other])
    assert both.counts["all"] == Counts(1, 2, 1)
    assert both.counts["all"].precision == pytest.approx(1 / 2)
    assert both.counts["all"].recall == pytest.approx(1 / 3)
    assert both.counts["all"].f1 == pytest.approx(2 / 5)


def test_nothing_has_no_rates() -> None:
    """Rates of nothing are None, not zero and not an error."""
    assert (Counts().precision, Counts().recall, Counts().f1, Ratio().share) == (None,) * 4


@pytest.mark.parametrize(
    "text", ["", "[]", "{}", '{"id": "a", "entities": [], "claims": [{"s": "A"}]}']
)
def test_what_is_no_gold_file_is_named(text: str, tmp_path: Path) -> None:
    """A broken gold file is a DataError with its path."""
    path = tmp_path / "a.gold.json"
    path.write_text(text)
    with pytest.raises(DataError, match=r"a\.gold\.json: is not a gold file"):
        read_gold(path)


def test_a_folder_without_gold_is_told(tmp_path: Path) -> None:
    """Scoring nothing is an error, not a perfect score."""
    with pytest.raises(DataError, match="no gold file"):
        read_gold(tmp_path)


def test_gold_files_are_read_in_order_of_path(tmp_path: Path) -> None:
    """Folders below are read too."""
    (tmp_path / "sub").mkdir()
    for name in ("sub/b", "a"):
        body = {"id": name, "entities": ENTITIES, "claims": [ALLIED]}
        (tmp_path / f"{name}.gold.json").write_text(json.dumps(body))
    assert [one.id for one in read_gold(tmp_path)] == ["a", "sub/b"]
