"""Names of one article brought together, with the reason kept."""

from __future__ import annotations

import re

from kg.model import Document, Mention, Sentence, Token
from kg.resolve.cluster import cluster
from kg.resolve.gazetteer import Entry, Gazetteer

NOBODY = Gazetteer([])
ARTICLE = "https://example.org/article"


def written(text: str) -> Document:
    """A document of text with mentions in [Class words] marks, as one sentence."""
    plain, mentions, tokens = "", [], []
    for piece in re.split(r"(\[\w+ [^\]]+\])", text):
        cls, _, words = piece[1:-1].partition(" ") if piece.startswith("[") else ("", "", piece)
        start = len(plain)
        plain += words
        first = len(tokens)
        for match in re.finditer(r"\S+", words):
            a, b = start + match.start(), start + match.end()
            tokens.append(Token(a, b, match[0], match[0], "PROPN", -1, "dep"))
        if cls:
            mentions.append(Mention(start, len(plain), words, cls, 0, first, len(tokens)))
    return Document(plain, (Sentence(0, len(plain), tuple(tokens)),), tuple(mentions))


def joined(text: str, gazetteer: Gazetteer = NOBODY) -> dict[str, str]:
    """The entity's name of each written form."""
    links = cluster(written(text), gazetteer, article=ARTICLE)
    return {link.mention.text: link.entity.name for link in links}


def test_a_definition() -> None:
    """ "Full Name (ABC)" is one entity, whatever the letters."""
    assert joined("the [Party Sunni Council] ([Party XYZ]) met") == {
        "Sunni Council": "Sunni Council",
        "XYZ": "Sunni Council",
    }


def test_an_acronym() -> None:
    """An acronym joins the one name whose initials it is."""
    names = joined("[Party African National Congress] and, said the [Party ANC], [Party Vox]")
    assert names["ANC"] == "African National Congress"
    assert names["Vox"] == "Vox"


def test_an_ambiguous_acronym_stays() -> None:
    """Two names that fit are none."""
    names = joined("[Party People Power] [Party Popular Party] and [Party PP]")
    assert names["PP"] == "PP"


def test_a_surname() -> None:
    """A surname is the person last named in full."""
    document = written("[Person Imran Khan] met [Person Gohar Khan]; [Person Khan] left")
    links = cluster(document, NOBODY, article=ARTICLE)
    assert links[-1].entity.name == "Gohar Khan"
    assert links[-1].reason == "short name"


def test_a_lone_surname_is_the_articles_own() -> None:
    """What an article does not resolve has an IRI under the article."""
    [link] = cluster(written("[Person Khan] left"), NOBODY, article=ARTICLE)
    assert link.entity.id.startswith(ARTICLE)


def test_a_full_name_is_the_same_everywhere() -> None:
    """Two articles that write a name alike, case and accents aside, meet by themselves."""
    [one] = cluster(written("[Person Pedro Sánchez]"), NOBODY, article=ARTICLE)
    [other] = cluster(written("[Person PEDRO SANCHEZ]"), NOBODY, article=ARTICLE + "/2")
    assert one.entity.id == other.entity.id


def test_the_gazetteer_knows() -> None:
    """A known name has the gazetteer's IRI and full name; the written form is kept."""
    entry = Entry("ppp", "Party", "Pakistan Peoples Party", ("PPP",))
    [link] = cluster(written("[Party PPP]"), Gazetteer([entry]), article=ARTICLE)
    assert link.entity.id == entry.iri
    assert link.entity.name == entry.name
    assert link.entity.aliases == ("PPP",)


def test_a_title_is_no_post() -> None:
    """ "Mr" is not an office that somebody holds."""
    assert joined("[Office Mr] [Person Khan]") == {"Khan": "Khan"}


def test_a_demonym_is_no_name() -> None:
    """ "Pakistani" describes a place and names nobody."""
    place = Entry("pakistan", "Place", "Pakistan", demonyms=("Pakistani",))
    assert joined("a [Party Pakistani] party", Gazetteer([place])) == {}


def test_a_post_has_its_place_in_its_name() -> None:
    """A governor of somewhere is not every governor."""
    names = joined("[Office governor] of [Place Jakarta] and [Office mayor] [Place Jakarta]")
    assert names["governor"] == "governor of Jakarta"
    assert names["mayor"] == "mayor"


def test_a_post_with_its_place() -> None:
    """ "Kaduna governor" and "governor of Kaduna" are one post, another governor's is another."""
    names = joined("[Place Kaduna] [Office governor] A, [Office governor] of [Place Kaduna]")
    assert names["governor"] == "governor of Kaduna"


def test_a_partys_people() -> None:
    """A word for a party's people is the one party that it ends or begins."""
    assert joined("the [Party Victorian Liberals] and [Party Liberals]") == {
        "Victorian Liberals": "Victorian Liberals",
        "Liberals": "Victorian Liberals",
    }


def test_people_of_two_parties() -> None:
    """Where two parties have the word, it is neither of them."""
    text = "[Party Swedish Liberals] , [Party Danish Liberals] and [Party Liberals]"
    assert joined(text)["Liberals"] == "Liberals"
