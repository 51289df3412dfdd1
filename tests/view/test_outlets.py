from __future__ import annotations

from dataclasses import replace

from election import ANP, GOHAR, JI, KHAN, MWM, PTI, happen, say

from kg.ids import source_iri
from kg.model import StoredClaim
from kg.view.filter import Filter
from kg.view.outlets import sources


def line(network, one: str, other: str, predicate: str):
    """The edge between two outlets, or None."""
    ends = sorted(map(source_iri, (one, other)))
    return network.get_edge_data(*ends, f"{predicate}|factual")


def between(claims: list[StoredClaim], one: str = "courier", other: str = "weekly") -> set[str]:
    """What ties two outlets."""
    network = sources(claims, {})
    ends = sorted(map(source_iri, (one, other)))
    return {data["predicate"] for data in (network.get_edge_data(*ends) or {}).values()}


def allied(outlet: str, quote: str = "q", **more) -> StoredClaim:
    """An outlet says that PTI and MWM are allied."""
    return say(PTI, "alliedWith", MWM, quote, outlet=outlet, **more)


def test_an_outlet_reports_on_who_takes_part_in_its_claims() -> None:
    """One edge an entity and status; neither the speaker nor an office beside it is reported on."""
    claims = [
        allied("courier", speaker=GOHAR),
        allied("courier", status="denied"),
        happen("Meeting", {"actor": (KHAN, JI)}, "met", outlet="courier"),
    ]
    network = sources(claims, {})
    found = {(other, data["status"]) for _, other, data in network.edges(data=True)}
    assert found == {
        (PTI.id, "factual"), (MWM.id, "factual"), (PTI.id, "denied"), (MWM.id, "denied"),
        (KHAN.id, "factual"), (JI.id, "factual"),
    }  # fmt: skip


def test_outlets_that_print_one_statement_agree() -> None:
    """Both sentences stand on the line, and it counts one statement."""
    claims = [allied("courier", "a"), allied("weekly", "b"), allied("weekly", "c")]
    made = line(sources(claims, {}), "courier", "weekly", "agreesWith")
    assert made["statements"] == 1
    assert [row["quote"] for row in made["evidence"]] == ["a", "b"]


def test_other_status_other_speaker_is_another_statement() -> None:
    """A plan is not the fact, and what Gohar says is not what the paper says."""
    assert between([allied("courier"), allied("weekly", status="planned")]) == set()
    assert between([allied("courier"), allied("weekly", speaker=GOHAR)]) == set()
    assert between([allied("courier", speaker=GOHAR), allied("weekly", speaker=GOHAR)]) == {
        "agreesWith"
    }


def test_a_reprint_is_no_agreement() -> None:
    """Two outlets with one wire text share the text and nothing else."""
    claims = [allied("courier", origin="wire"), allied("weekly", origin="wire")]
    assert between(claims) == {"reprints"}


def test_whoever_reprints_a_text_agrees_with_who_wrote_another() -> None:
    """A third paper of its own mind agrees with both that print the wire."""
    wires = [allied("courier", origin="wire"), allied("ledger", origin="wire")]
    claims = [*wires, allied("weekly")]
    assert between(claims, "courier") == {"agreesWith"}
    assert between(claims, "ledger") == {"agreesWith"}


def test_a_denial_in_own_words_contradicts() -> None:
    """Whoever only quotes a denial contradicts nobody."""
    assert between([allied("courier"), allied("weekly", status="denied")]) == {"contradicts"}
    quoted = allied("weekly", status="denied", speaker=GOHAR)
    assert between([allied("courier"), quoted]) == set()
    assert between([allied("courier", speaker=GOHAR), quoted]) == set()


def test_numbers_for_one_quantity_contradict() -> None:
    """93 and 100 seats are a contradiction; in two houses, or in quotation marks, they are none."""
    claims = [
        say(PTI, "seatsWon", 93, "a", outlet="courier"),
        say(PTI, "seatsWon", 100, "b", outlet="weekly"),
    ]
    assert between(claims) == {"contradicts"}
    quoted = say(PTI, "seatsWon", 100, "b", outlet="weekly", speaker=GOHAR)
    assert between([claims[0], quoted]) == set()
    houses = ("Senate", "National Assembly")
    apart = [
        replace(stored, claim=replace(stored.claim, qualifiers=(("legislature", house),)))
        for stored, house in zip(claims, houses, strict=True)
    ]
    assert between(apart) == set()


def test_an_article_without_outlet_stands_for_itself() -> None:
    """It is a node of its own, of class Article, and agrees like an outlet."""
    network = sources([allied(""), allied("weekly")], {})
    assert {"Article", "Source", "Party"} == {cls for _, cls in network.nodes(data="cls")}
    assert "agreesWith" in {data["predicate"] for *_, data in network.edges(data=True)}


def test_filters_are_about_entities_and_statements() -> None:
    """A class leaves outlets alone; a minimum of sources drops what a single outlet says."""
    claims = [allied("courier"), allied("weekly"), say(KHAN, "opposes", ANP, "x", outlet="weekly")]
    persons = sources(claims, {}, Filter(cls="Person"))
    assert {data["cls"] for _, data in persons.nodes(data=True)} == {"Source", "Person"}
    assert ANP.id not in sources(claims, {}, Filter(min_sources=2))


def test_many_copies_of_a_statement_make_no_more_lines() -> None:
    """Three hundred articles with one statement are one line with one claim an outlet and text."""
    claims: list[StoredClaim] = []
    for day in range(300):
        stored = allied(("courier", "weekly")[day % 2], f"day {day}")
        article = replace(stored.article, iri=f"urn:{day}", id=str(day))
        claims.append(StoredClaim(f"urn:claim:{day}", stored.claim, article))
    made = line(sources(claims, {}), "courier", "weekly", "agreesWith")
    assert made["statements"] == 1
    assert len(made["evidence"]) == 2
