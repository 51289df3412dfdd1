"""Short articles with one claim each, for tests of what follows from several."""

from __future__ import annotations

from generated import add

from kg.derive import derive
from kg.ids import entity_iri
from kg.model import Article, Claim, Entity, Evidence, Modality
from kg.store import Store, open_store


def party(name: str, *aliases: str) -> Entity:
    """A party known by its name."""
    return Entity(entity_iri("Party", name), name, "Party", aliases)


def person(name: str, *aliases: str) -> Entity:
    """A person known by name."""
    return Entity(entity_iri("Person", name), name, "Person", aliases)


RED, BLUE = party("Red Party", "RP"), party("Blue Party")
ANN, BO = person("Ann Lee"), person("Bo Ray")
PLAIN = Modality()
DENIED = Modality(polarity="negative")
PLANNED = Modality(tense="future")
ENDED = Modality(tense="past")


def claim(article: Article, subject: Entity, predicate: str, said: object, **more: object) -> Claim:
    """A relation that the whole article says."""
    return Claim(
        article=article.id,
        kind="relation",
        predicate=predicate,
        subject=subject,
        object=said,
        evidence=Evidence(0, len(article.text), article.text),
        **more,
    )


def say(
    store: Store,
    subject: Entity,
    predicate: str,
    said: object,
    *,
    name: str = "",
    text: str = "",
    source: str = "",
    published: str | None = "2024-02-10",
    updated: str | None = None,
    **more: object,
) -> str:
    """Store an article that says one thing; its graph."""
    number = len(store.graphs())
    article = Article(
        id=name or f"article-{number}",
        text=text or f"Words of article {number}.",
        source=source,
        published=published,
        updated=updated,
    )
    return add(store, (article, (claim(article, subject, predicate, said, **more),)))


def alliance(*articles: dict[str, object]) -> Store:
    """A store in which each article says that Red is allied with Blue, in its own way."""
    store = open_store(None)
    for more in articles:
        say(store, RED, "alliedWith", BLUE, **more)
    derive(store)
    return store
