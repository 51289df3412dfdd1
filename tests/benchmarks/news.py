"""News of any length, always the same: what a store of a thousand articles or ten thousand holds.

Most of what an article names has come up in the last weeks and is soon forgotten, a tenth are the
dozen parties that everybody writes about. So an article has as much to do with others in a large
store as in a small one, as long as its matters are of its time.
"""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import date, timedelta

from pyoxigraph import Quad

from kg.ids import article_iri, entity_iri
from kg.model import Article, Claim, Entity, Evidence, Modality
from kg.quads import Run, article_quads, article_version

RUN = Run(extractor="frames/1", started="2024-02-10T00:00:00Z")
RELATIONS = {  # subject and object
    "alliedWith": ("Party", "Party"),
    "opposes": ("Party", "Party"),
    "negotiatesWith": ("Party", "Party"),
    "backs": ("Person", "Party"),
    "leads": ("Person", "Party"),
    "memberOf": ("Person", "Party"),
    "holdsOffice": ("Person", "Office"),
    "seatsWon": ("Party", ""),
}
EVENTS = ("AllianceFormation", "AllianceEnd", "Protest")
MODALITIES = (
    *[Modality()] * 7,
    Modality(tense="future"),
    Modality(tense="past"),
    Modality(certainty="probable"),
    Modality(polarity="negative"),
)


def written(number: int) -> tuple[str, list[Quad]]:
    """An article of some hundred quads: its graph and what is in it.

    Every twentieth reprints the one before, every twenty-fifth corrects it.
    """
    before = number % 25 == 0
    chance = random.Random(number)  # noqa: S311 - not for secrets
    words = random.Random(number - 1 if number % 20 == 0 else number)  # noqa: S311
    day = date(2024, 1, 1) + timedelta(number // 20)
    text = " ".join(f"w{words.randrange(20000)}" for _ in range(200))
    article = Article(
        id=f"paper/{number - before}",
        text=text,
        title=f"Article {number}",
        published=day.isoformat(),
        source=f"paper-{number % 30}",
        updated=(day + timedelta(1)).isoformat() if before else None,
    )

    def entity(cls: str) -> Entity:
        if chance.random() < 0.1:
            name = f"Great {cls} {chance.randrange(12)}"
        else:
            name = f"{cls} {max(0, number // 2 - int(80 * chance.random() ** 2))}"
        return Entity(entity_iri(cls, name), name, cls, (name.upper(),))

    def claim(start: int) -> Claim:
        said = Claim(
            article=article.id,
            kind="event",
            predicate=chance.choice(EVENTS),
            evidence=Evidence(start, start + 50, text[start : start + 50]),
            modality=chance.choice(MODALITIES),
            speaker=entity("Person") if chance.random() < 0.2 else None,
            confidence=0.9,
            extractor="frames/1",
        )
        if chance.random() < 0.15:
            actors = sorted({entity("Party"), entity("Party")}, key=lambda one: one.id)
            return replace(said, roles=(("actor", tuple(actors)),))
        relation = chance.choice(list(RELATIONS))
        one, other = RELATIONS[relation]
        return replace(
            said,
            kind="relation",
            predicate=relation,
            subject=entity(one),
            object=entity(other) if other else chance.randrange(300),
        )

    claims = [claim(start) for start in (0, 60, 120, 180)]
    return (
        article_iri(article.id, article_version(article)),
        article_quads(article, [], claims, source=None, run=RUN),
    )
