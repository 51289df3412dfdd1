"""What follows from all articles: identity, origins, what is current."""

from __future__ import annotations

from itertools import permutations

import pytest
from generated import RUN
from said import ANN, BLUE, DENIED, ENDED, PLANNED, RED, alliance, party, say

from kg.derive import (
    ENTITIES,
    current_statements,
    derive,
    independent_sources,
    judge,
    read_identity,
    read_judgements,
)
from kg.derive.origins import Body, alike, body
from kg.errors import UsageError
from kg.ids import local_entity_iri
from kg.model import ArticleInfo, Entity, Modality
from kg.quads import RUNS, read_articles, read_claims, record_run
from kg.resolve.gazetteer import Entry, Gazetteer
from kg.store import Store, open_store
from kg.vocab import BASE

WIRE = "The Red Party and the Blue Party agreed on Monday to vote together in the new house. " * 3


def statements(store: Store) -> list[tuple[str, str, bool, int]]:
    """Subject, object, disputed, sources of what is current."""
    return [
        (s.subject.name, getattr(s.object, "name", s.object), bool(s.contests), s.sources)
        for s in current_statements(read_claims(store), read_identity(store))
    ]


def test_a_symmetric_relation_holds_both_ways():
    """Red with Blue is Blue with Red."""
    assert statements(alliance({})) == [
        ("Blue Party", "Red Party", False, 1),
        ("Red Party", "Blue Party", False, 1),
    ]


@pytest.mark.parametrize(
    "modality",
    [PLANNED, DENIED, Modality(certainty="probable"), Modality(certainty="possible"), ENDED],
)
def test_only_what_is_factual_is_current(modality):
    """Plans, denials, allegations, hypotheses and the past never leak in."""
    assert statements(alliance({"modality": modality})) == []


@pytest.mark.parametrize(
    ("ended", "holds"), [("2024-02-09", True), ("2024-02-10", True), ("2024-02-11", False)]
)
def test_the_latest_article_decides_between_factual_and_ended(ended, holds):
    """An end that is told later ends it; one told before or on the same day does not."""
    store = alliance({"published": "2024-02-10"}, {"published": ended, "modality": ENDED})
    assert bool(statements(store)) == holds


@pytest.mark.parametrize(
    ("denied", "disputed"), [("2024-02-09", False), ("2024-02-10", True), (None, True)]
)
def test_a_denial_disputes_what_it_is_not_older_than(denied, disputed):
    """Asserted here, denied there: it stays, marked; a denial from before it does not count."""
    store = alliance({}, {"published": denied, "modality": DENIED})
    assert statements(store)[0][2] == disputed


def test_a_superseded_version_does_not_count():
    """What a correction takes back is not current."""
    store = alliance({"name": "a"}, {"name": "a", "updated": "2024-02-12", "modality": DENIED})
    assert statements(store) == []


def test_different_numbers_stay_and_are_disputed():
    """Nobody wins silently."""
    store = open_store(None)
    for seats in (93, 95):
        say(store, RED, "seatsWon", seats)
    derive(store)
    assert statements(store) == [("Red Party", 93, True, 1), ("Red Party", 95, True, 1)]


def test_current_statements_are_in_the_graph():
    """The direct triple and its weight can be asked for."""
    rows = alliance({}, {"modality": DENIED}).query(
        "SELECT ?n ?d { ?a pol:alliedWith ?b ."
        " ?c rdf:subject ?a ; rdf:object ?b ; pol:sources ?n ; pol:disputed ?d }"
    )
    assert [(row["n"].value, row["d"].value) for row in rows] == [("1", "true")] * 2


def test_two_that_are_one_have_no_relation_to_themselves():
    """A judgement that the two allies are one party removes their alliance."""
    store = alliance({})
    judge(store, RED.id, BLUE.id, "same", author="N.", date="2024-03-01")
    derive(store)
    assert statements(store) == []


def test_a_wire_text_counts_once_whoever_prints_it():
    """Two papers with one text are one source; a paper with its own text is another."""
    store = alliance(
        {"source": "post", "text": f"Deal struck\nISLAMABAD, Feb. 12 (Wire) — {WIRE}"},
        {"source": "herald", "text": f"{WIRE} The end."},
        {"source": "times", "text": "They are allies, our reporter saw."},
    )
    assert statements(store)[0][3] == 2


def info(source: str, origin: str) -> ArticleInfo:
    """An article of an outlet, with the text that it prints."""
    return ArticleInfo(iri="", id=source + origin, version="", source=source, origin=origin)


@pytest.mark.parametrize(
    ("pairs", "count"),
    [
        ("", 0),
        ("Aw Bw", 1),
        ("Ax Ay", 1),
        ("Aw Ax Bw", 2),
        ("Aw Bw Cx Cy", 2),
        (" x  y", 2),
    ],
)
def test_sources_are_outlets_with_a_text_of_their_own(pairs, count):
    """An outlet counts once, a text counts once; without outlet an article stands for itself."""
    articles = [info(pairs[i].strip(), pairs[i + 1]) for i in range(0, len(pairs), 3)]
    assert independent_sources(articles) == count


def test_origins_do_not_depend_on_order():
    """A chain of like texts is one origin, whichever comes first."""
    words = [f"word{i}" for i in range(60)]
    chain = {
        "a": " ".join(words),
        "b": " ".join([*words[:-1], "x"]),
        "c": " ".join(["y", *words[1:-1], "x"]),
        "d": "Something else altogether, in its own words.",
    }
    results = [
        alike({key: Body.of(body("", chain[key])) for key in order})
        for order in permutations(chain)
    ]
    assert all(result == results[0] for result in results)
    assert len({results[0][key] for key in "abc"}) == 1
    assert results[0]["a"] != results[0]["d"]


def test_versions_of_an_article_know_each_other():
    """The newer supersedes the older, in the derived graph of articles."""
    store = alliance({"name": "a"}, {"name": "a", "updated": "2024-02-12"})
    (row,) = store.query("SELECT ?new ?old { ?new pol:supersedes ?old }")
    superseded = {article.iri for article in read_articles(store) if article.superseded}
    assert superseded == {row["old"].value}


KNOWN = Entry("red", "Party", "Red Party of the North", ("RPN",), wikidata="Q1")
GAZETTEER = Gazetteer([KNOWN, Entry("red-south", "Party", "Red Party of the South")])


def identity(*entities: Entity, judged: tuple[tuple[Entity, Entity, str], ...] = ()) -> list[str]:
    """The canonical IRIs of entities, each stated by an article of its own."""
    store = open_store(None)
    for entity in entities:
        say(store, entity, "ideology", "green")
    for number, (one, other, decision) in enumerate(judged):
        judge(store, one.id, other.id, decision, author="N.", date=f"2024-03-0{number + 1}")
    derive(store, gazetteer=GAZETTEER)
    found = read_identity(store)
    return [found[entity.id].id for entity in entities]


def test_alone_an_entity_stands_for_itself():
    """Nothing is joined without a reason."""
    assert identity(RED, BLUE) == [RED.id, BLUE.id]


def test_names_join_within_a_class():
    """Two IRIs with one name are one, and the gazetteer's IRI stands for them."""
    stated = party("Red Party of the North!")
    by_gazetteer = Entity(KNOWN.iri, "Red Party of the North", "Party")
    assert identity(stated, by_gazetteer) == [KNOWN.iri, KNOWN.iri]
    assert identity(Entity(stated.id, "Red", "Party"), Entity(ANN.id, "Red", "Person")) == [
        stated.id,
        ANN.id,
    ]


def test_names_never_join_two_known_entities():
    """Not even through a third that is called by both names."""
    north, south = (Entity(entry.iri, entry.name, "Party") for entry in GAZETTEER.entries.values())
    both = [Entity(RED.id, known.name, "Party") for known in (north, south)]
    found = identity(north, south, *both)
    assert found[:2] == [north.id, south.id]


def test_what_only_its_article_knows_is_joined_by_judgement_alone():
    """A bare surname under an article never joins by its name."""
    bare = [
        Entity(local_entity_iri(f"{BASE}article/{a}/1", "Person", "Lee"), "Lee", "Person")
        for a in "ab"
    ]
    assert identity(*bare) == [entity.id for entity in bare]
    assert identity(*bare, ANN, judged=((bare[0], ANN, "same"),)) == [ANN.id, bare[1].id, ANN.id]


def test_the_latest_judgement_on_a_pair_counts():
    """Same, then different: different; unsure takes a decision back."""
    assert identity(RED, BLUE, judged=((RED, BLUE, "same"),)) == [BLUE.id, BLUE.id]
    changed = ((RED, BLUE, "same"), (BLUE, RED, "different"))
    assert identity(RED, BLUE, judged=changed) == [RED.id, BLUE.id]
    taken_back = ((RED, BLUE, "same"), (BLUE, RED, "unsure"))
    assert identity(RED, BLUE, judged=taken_back) == [RED.id, BLUE.id]


def test_different_holds_against_names_and_chains():
    """What is judged different is not joined by a shared name, nor through a third."""
    twin = Entity(f"{RED.id}-2", RED.name, "Party")
    assert identity(RED, twin) == [RED.id, RED.id]
    assert identity(RED, twin, judged=((RED, twin, "different"),)) == [RED.id, twin.id]
    chain = ((RED, BLUE, "different"), (RED, ANN, "same"), (ANN, BLUE, "same"))
    assert len(set(identity(RED, BLUE, judged=chain))) == 2


def test_the_canonical_entity_has_all_names():
    """The gazetteer's name is the label, every other name an alias, the external id a match."""
    store = open_store(None)
    say(store, Entity(KNOWN.iri, "The Reds", "Party", ("RP",)), "ideology", "green")
    derive(store, gazetteer=GAZETTEER)
    (entity,) = read_identity(store).values()
    assert (entity.name, entity.aliases) == ("Red Party of the North", ("RP", "RPN", "The Reds"))
    assert any("wikidata.org/entity/Q1" in str(quad) for quad in store.quads(ENTITIES))


def test_a_judgement_keeps_its_author_date_and_reason():
    """A decision is stored as it was made."""
    store = open_store(None)
    made = judge(store, RED.id, BLUE.id, "same", author="N.", date="2024-03-01", reason="renamed")
    assert read_judgements(store) == [made]


def test_nobody_is_judged_against_itself():
    """Two names of one entity are no pair."""
    with pytest.raises(UsageError):
        judge(open_store(None), RED.id, RED.id, "different", author="N.", date="2024-03-01")


def test_a_run_that_no_claim_names_is_forgotten():
    """Removing the last article of a run removes the run."""
    store = open_store(None)
    record_run(store, RUN)
    graph = say(store, RED, "ideology", "green")
    derive(store)
    assert list(store.quads(RUNS))
    store.remove(graph)
    derive(store)
    assert not list(store.quads(RUNS))
