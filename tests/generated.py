"""Random articles with claims, for the properties that must hold of any."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import strategies as st

from kg.ids import article_iri, entity_iri, local_entity_iri
from kg.model import Article, Claim, Entity, Evidence, Modality
from kg.quads import Run, article_quads, article_version
from kg.store import Store
from kg.vocab import EVENTS, RELATIONS

RUN = Run(extractor="frames/1", started="2024-02-10T00:00:00Z")
NAMES = ("Red Party", "Blue Party", "Ann Lee", "Bo Ray", "Grand Front", "Upper House")
CLASSES = ("Party", "Party", "Person", "Person", "Alliance", "Legislature")
DATES = st.sampled_from([None, "2024", "2024-02", "2024-02-10", "2024-03-01"])
TEXTS = st.text(st.characters(codec="utf-8", exclude_categories=["Cc"]), min_size=1, max_size=30)
MODALITIES = st.builds(
    Modality,
    st.sampled_from(["certain", "probable", "possible"]),
    st.sampled_from(["past", "present", "future"]),
    st.sampled_from(["positive", "negative"]),
)
NUMBERS = st.integers(0, 400) | st.floats(0, 100).map(lambda x: round(x, 2))


def entities(article: str) -> st.SearchStrategy[Entity]:
    """Entities known everywhere, and one that only the article knows."""
    known = [
        Entity(entity_iri(cls, name), name, cls, (name.upper(),))
        for name, cls in zip(NAMES, CLASSES, strict=True)
    ]
    local = Entity(local_entity_iri(article, "Person", "Ray"), "Ray", "Person")
    return st.sampled_from([*known, local])


@st.composite
def claims(draw: st.DrawFn, article: Article) -> Claim:
    """A claim of the article, of any kind; classes are not held to the ontology."""
    entity = entities(article_iri(article.id, article_version(article)))
    start = draw(st.integers(0, len(article.text) - 1))
    end = draw(st.integers(start + 1, len(article.text)))
    common = Claim(
        article=article.id,
        kind="relation",
        predicate="",
        evidence=Evidence(start, end, article.text[start:end]),
        modality=draw(MODALITIES),
        speaker=draw(st.none() | entity),
        time=draw(DATES),
        valid_from=draw(DATES),
        valid_until=draw(DATES),
        confidence=draw(st.integers(0, 1000)) / 1000,
        extractor="frames/1",
        qualifiers=draw(
            st.sampled_from([(), (("role", "chairman"),), (("outOf", 336), ("role", "5"))])
            | entity.map(lambda value: (("legislature", value),))
        ),
    )
    if draw(st.booleans()):
        people = st.lists(entity, min_size=1, max_size=2, unique=True)
        actors = tuple(sorted(draw(people), key=lambda e: e.id))
        roles = (("about", (draw(TEXTS),)), ("actor", actors))
        event = draw(st.sampled_from(sorted(EVENTS)))
        return replace(common, kind="event", predicate=event, roles=roles)
    relation = draw(st.sampled_from(sorted(RELATIONS)))
    said = draw(NUMBERS) if RELATIONS[relation].datatype else draw(entity | TEXTS)
    return replace(common, predicate=relation, subject=draw(entity), object=said)


@st.composite
def articles(draw: st.DrawFn) -> tuple[Article, tuple[Claim, ...]]:
    """An article with up to three claims; ids repeat, so that versions arise."""
    article = Article(
        id=draw(st.sampled_from(["a", "b", "folder/c d"])),
        text=draw(TEXTS),
        title=draw(st.sampled_from(["", "News"])),
        published=draw(DATES),
        updated=draw(DATES),
        source=draw(st.sampled_from(["", "post", "herald"])),
    )
    return article, tuple(draw(st.lists(claims(article), max_size=3)))


def add(store: Store, item: tuple[Article, tuple[Claim, ...]]) -> str:
    """Store an article with its claims; the graph's IRI."""
    article, said = item
    graph = article_iri(article.id, article_version(article))
    store.replace(graph, article_quads(article, [], said, source=None, run=RUN))
    return graph
