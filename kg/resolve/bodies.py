"""Bodies that an article describes without naming: "the ruling coalition", "the army", "police".

A description is an entity of its article. Descriptions of one body share an entity: "the four-party
coalition" and later "the coalition", "the caretaker government" and "the interim administration".
What tells two bodies of one kind apart is a small set of words ("opposition", "interim", "new", a
country); all other words before the noun only describe. What a state has one of takes the state's
name where the article plainly speaks of one: "the army" is the Army of Niger.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kg.ids import entity_iri, local_entity_iri
from kg.model import Document, Entity, Link, Mention
from kg.resolve.gazetteer import Gazetteer, Within
from kg.syntax import Tree

DESCRIPTION = "description"  # the reason of these links


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


# Nouns that are a body by themselves; what kind of body, and its class.
_BODIES = {
    "coalition": ("coalition", "Alliance"),
    "alliance": ("coalition", "Alliance"),
    "bloc": ("coalition", "Alliance"),
    "opposition": ("opposition", "Alliance"),
    "government": ("government", "Organization"),
    "administration": ("government", "Organization"),
    "cabinet": ("cabinet", "Organization"),
    "army": ("army", "Organization"),
    "military": ("army", "Organization"),
    "junta": ("junta", "Organization"),
}
# Nouns that are one with a certain word right before them.
_WITH = {
    "council": (
        _set("military transitional ruling presidential governing sovereign security leadership"),
        "Organization",
    ),
    "court": (
        _set("supreme high constitutional appeal appeals federal appellate administrative top"),
        "Organization",
    ),
    "commission": (_set("electoral election elections corruption truth"), "Organization"),
    "board": (_set("electoral election elections"), "Organization"),
    "tribunal": (_set("electoral constitutional election"), "Organization"),
    "guard": (_set("presidential national republican revolutionary coast"), "Organization"),
    "service": (_set("intelligence secret security"), "Organization"),
    "agency": (_set("intelligence spy anti-corruption"), "Organization"),
    "forces": (_set("armed security"), "Organization"),
    "bank": (_set("central"), "Organization"),
    "house": (_set("lower upper"), "Legislature"),
}
# Bare, these are mostly the noun of an event ("they formed an alliance"), or nobody in particular.
_NEEDS_WORD = _set("coalition alliance bloc administration")
_KINDS_OF_BLOC = _set(
    "ruling governing opposition unity ruling-party federal incumbent outgoing four-party "
    "three-party two-party five-party six-party multi-party multiparty broad-based left-wing "
    "right-wing centre-right centre-left center-right center-left leftist rightist conservative "
    "liberal progressive centrist nationalist left-leaning right-leaning red-green grand rainbow "
    "traffic light government minority majority shaky fragile fractious fractured current "
    "parliamentary electoral led"
)
# Heads of posts that lead what the post's words name: "army chief", "leader of the opposition".
_HEADS = _set("leader chief commander commander-in-chief head chairman chairwoman chair president")
# Words that tell one body of a kind from another; the words of a row mean the same.
_APART = {
    word: words.split()[0]
    for words in (
        "interim caretaker transitional provisional",
        "new next incoming future",
        "former previous last outgoing defunct predecessor",
        "opposition",
        "rival",
        "unity emergency",
        "minority",
        "civilian",
        "military",
        "war",
        "shadow",
        "provincial state regional local municipal",
    )
    for word in words.split()
}
_ADMINISTRATIONS = _set("interim caretaker transitional provisional military civilian new")
_OWNERLESS = _set("interim military unity war")
_NOBODYS = _set("no any every each another what which whichever some such a an")
_MANY = _set("governments administrations coalitions alliances blocs cabinets armies juntas")
_QUOTES = frozenset('"“”')
_NAMED = frozenset({"Party", "Alliance", "Organization", "Legislature", "Person"})


@dataclass(frozen=True)
class _Found:
    """A description where it stands."""

    mention: Mention
    kind: str
    apart: frozenset[str]  # what tells it from others of its kind
    place: str = ""  # the country that the text gives it


def described(
    document: Document,
    trees: Sequence[Tree],
    links: Sequence[Link],
    gazetteer: Gazetteer,
    *,
    article: str,
) -> list[Link]:
    """Links for the bodies that a text describes without naming.

    Args:
        trees: one a sentence.
        links: of the names.
        article: IRI of the article version, under which what only it knows is named.
    """
    taken: dict[int, dict[int, Link]] = {}
    for link in links:
        row = taken.setdefault(link.mention.sentence, {})
        row.update(dict.fromkeys(range(link.mention.first, link.mention.last), link))
    found = [
        one
        for number, tree in enumerate(trees)
        for token in range(len(tree))
        if (one := _description(document, tree, number, token, taken.get(number, {}), gazetteer))
    ]
    known = gazetteer.within(document.text, [mention.text for mention in document.mentions])
    links_found = []
    for group in _grouped(found):
        entity = _entity(group, known, article)
        links_found += [Link(one.mention, entity, DESCRIPTION) for one in group]
    return links_found


def _description(
    document: Document,
    tree: Tree,
    number: int,
    token: int,
    taken: dict[int, Link],
    gazetteer: Gazetteer,
) -> _Found | None:
    lemma = tree.lemma(token)
    if tree.tokens[token].pos not in ("NOUN", "PROPN") or tree.word(token) in _MANY:
        return None
    led = _is_led(tree, token, taken)
    if not led and (token in taken or tree.relation(token) in ("compound", "flat", "amod")):
        return None  # "government officials" are not the government
    if token + 1 in taken and tree.head(token) == tree.head(token + 1):
        return None  # "the opposition UPND" is the UPND
    first = token
    while first > 0 and _describes(tree, first - 1, token):
        first -= 1
    if led and tree.word(token - 1) in _WITH.get(lemma, (frozenset(),))[0]:
        first = token - 1  # inside a post's name no word hangs on another
    while first < token and tree.word(first) in _QUOTES and not _closes(tree, first, token):
        first += 1
    if any(taken[index].entity.cls in _NAMED for index in range(first, token) if index in taken):
        return None  # "the opposition INDIA bloc" is named
    before = {tree.word(index) for index in range(first, token)} | {
        part for index in range(first, token) for part in tree.word(index).split("-")
    }
    body = _BODIES.get(lemma)
    if body is None:
        word = "forces" if tree.word(token) == "forces" else lemma
        needed, cls = _WITH.get(word, (frozenset(), ""))
        if not cls or first == token or tree.word(token - 1) not in needed:
            return None
        body = (f"{tree.word(token - 1)} {word}", cls)
    kind, cls = body
    determiners = {tree.word(child) for child in tree.children(token, "det")}
    unity = lemma == "government" and _followed(tree, token, ("of", "national", "unity"))
    if (
        not unity
        and determiners & _NOBODYS
        and kind not in ("coalition", "junta")
        and "military" not in kind
    ):
        return None
    place = _place(tree, token, first, taken, gazetteer)
    known = place or _is_bloc(lemma, before)
    if lemma in _NEEDS_WORD and (not known or determiners & (_NOBODYS - {"a", "an"})):
        return None
    if kind == "government" and before & {"unity", "emergency"}:
        cls = "Alliance"
    if (
        lemma == "opposition"
        and not led
        and (
            before - {"main", "united", "parliamentary", "divided", "fragmented"}
            or not determiners & {"the", "its"}
            or tree.phrases(token, "to")
        )
    ):
        return None  # "his opposition to the bill"
    apart = frozenset(_APART[word] for word in before if word in _APART)
    owners = [*tree.children(token, "nmod:poss", "compound"), *tree.phrases(token, "of")]
    persons = [index for index in owners if index in taken and taken[index].entity.cls == "Person"]
    if persons and kind in ("government", "cabinet") and not apart & _OWNERLESS:
        return None  # who backs Tusk's government backs Tusk
    start, end = tree.tokens[first].start, tree.tokens[token].end
    if tree.word(first) in ("-", "–") and first - 1 in taken:
        start = taken[first - 1].mention.start  # "the Dahal-led government"
    last = token + 1
    if unity:
        last, cls, before = token + 4, "Alliance", before | {"unity"}
        end = tree.tokens[last - 1].end
    name = " ".join(document.text[start:end].split())
    mention = Mention(start, end, name, cls, number, first, last)
    return _Found(mention, kind, apart, place)


def _is_led(tree: Tree, token: int, taken: dict[int, Link]) -> bool:
    """Whether a word is what the holder of a post leads: "the army chief", "opposition leader"."""
    if tree.lemma(token) in ("government", "administration", "cabinet", "bank"):
        return False
    if token in taken:
        mention = taken[token].mention
        inside = range(mention.first, mention.last)
        leads = any(tree.lemma(index) in _HEADS for index in inside if index != token)
        return taken[token].entity.cls == "Office" and leads
    head = tree.head(token)
    beside = tree.relation(token) == "compound" and head == token + 1
    return beside and tree.word(head) in _HEADS


def _describes(tree: Tree, index: int, noun: int) -> bool:
    """Whether a token is one of the words right before a noun that belong to it."""
    if tree.word(index) in ("-", "–", *_QUOTES):
        return index < noun
    head = tree.head(index)
    inside = index < head <= noun
    return inside and (
        tree.relation(index) in ("amod", "compound", "flat")
        or (tree.relation(index) == "nummod" and tree.word(index + 1) in ("-", "–"))
    )


def _closes(tree: Tree, first: int, noun: int) -> bool:
    """Whether a quotation mark that opens a description is closed inside it."""
    return any(tree.word(index) in _QUOTES for index in range(first + 1, noun))


def _followed(tree: Tree, token: int, words: tuple[str, ...]) -> bool:
    following = range(token + 1, min(token + 1 + len(words), len(tree)))
    return tuple(tree.word(index) for index in following) == words


def _is_bloc(lemma: str, before: set[str]) -> bool:
    """Whether the words before "coalition", or "administration", say which."""
    return bool(before & (_ADMINISTRATIONS if lemma == "administration" else _KINDS_OF_BLOC))


def _place(tree: Tree, token: int, first: int, taken: dict[int, Link], gazetteer: Gazetteer) -> str:
    """The country that a description names: "Niger's army", "the Dutch coalition"."""
    owners = [*range(first, token), *tree.children(token, "nmod:poss", "amod", "compound")]
    for owner in owners:
        link = taken.get(owner)
        if link is not None and link.entity.cls == "Place":
            return link.entity.name
        entry = gazetteer.demonym(tree.tokens[owner].text)
        if entry is not None and tree.tokens[owner].text[:1].isupper():
            return entry.name
    return ""


def _grouped(found: Sequence[_Found]) -> Iterator[list[_Found]]:
    """Bring together what describes one body."""
    groups: dict[tuple[str, frozenset[str], str], list[_Found]] = {}
    for one in found:
        key = (one.kind, one.apart, one.place)
        if not one.apart and not one.place and one.kind in ("government", "coalition"):
            others = {other for other in groups if other[0] == one.kind}
            others -= {other for other in others if other[1] & {"former", "opposition", "rival"}}
            key = others.pop() if len(others) == 1 else key  # "the government" said before
        groups.setdefault(key, []).append(one)
    yield from groups.values()


def _entity(group: Sequence[_Found], known: Within, article: str) -> Entity:
    first = group[0]
    forms = {one.mention.text for one in group}
    cls = first.mention.cls
    full = None
    if not first.apart:
        shortest = min(forms, key=lambda form: (len(form), form))
        full = known.institution(shortest, cls, place=first.place)
    if full is not None:
        return Entity(entity_iri(cls, full), full, cls, tuple(sorted(forms)))
    name = max(forms, key=lambda form: (len(form), form))
    led = "-led" in name  # "the Dahal-led government" has a name in it
    name = name if first.place or led else name.lower()
    return Entity(local_entity_iri(article, cls, name), name, cls, tuple(sorted(forms - {name})))
