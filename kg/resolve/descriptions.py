"""Persons by what they are: "the prime minister", "the retired general", "the 54-year-old".

Whom the article calls so by title or apposition is meant before others; else whoever the last
sentences speak of most, if plainly so.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace

from kg.model import Entity, Link, Mention
from kg.resolve.names import POSTS
from kg.resolve.roles import PERSON_NOUNS
from kg.resolve.salience import Meant, Seen, head_of, most_salient, one
from kg.syntax import Tree

# Prepositions before somebody rather than before a post: "loyal to the president".
_TOWARDS = frozenset(
    "with behind against to by between under towards around alongside on from".split()
)
# "the incoming president" is not who is called president
_SOMEBODY_ELSE = frozenset("incoming new next acting interim".split())
_UNLIKE = frozenset(
    """other only first second third fourth last latest next new same rival another best main top
    leading ideal likely potential possible preferred only single lone sole incoming sitting
    interim""".split()
)
# words that make a title another one
_APART = frozenset(
    "deputy vice assistant shadow former ex ex- late then acting once previous".split()
)
_LANDS = frozenset("country nation state republic island kingdom region city province".split())
_BECOME = frozenset({"become", "remain"})
_MARGIN, _CLEARLY = 1.1, 1.25  # by how much somebody must be more salient than the next one
_REACH, _NEAR, _FAR = 2, 3, 1000  # sentences back for anybody, and for who is called so


def called(trees: Sequence[Tree], named: Mapping[int, Sequence[Link]]) -> dict[str, set[str]]:
    """What the article calls each person, by IRI: "minister", "former finance minister"."""
    found: dict[str, set[str]] = {}
    for index, links in named.items():
        tree = trees[index]
        posts = [link.mention for link in links if link.entity.cls == "Office"]
        for link in links:
            if link.entity.cls != "Person":
                continue
            words = found.setdefault(link.entity.id, set())
            head = head_of(tree, link.mention)
            tokens = tree.titles(head)
            if tree.relation(head) == "nsubj":
                clause = tree.head(head)
                told = tree.children(clause, "xcomp", "obj")
                tokens += told if tree.lemma(clause) in _BECOME else []
                tokens += [clause] if tree.has_copula(clause) else []
            for token in tokens:
                own = [post for post in posts if post.first <= token < post.last]
                words |= {_title(tree, post) for post in own}
                if not own:
                    words.add(f"{_before(tree, token)} {tree.lemma(token)}".strip())
            words |= {_title(tree, post) for post in posts if _beside(tree, post, link.mention)}
    return found


def _title(tree: Tree, post: Mention) -> str:
    """A post as it stands, without its place: "former governor" of "former governor of Osun"."""
    return f"{_before(tree, post.first)} {_plain(post.text)}".strip()


def _plain(post: str) -> str:
    return " ".join(post.lower().split()).partition(" of ")[0]


def _before(tree: Tree, token: int) -> str:
    """The word before a title that makes it another one: "former", "deputy"."""
    word = tree.word(token - 1) if token else ""
    return word if word in _APART else ""


def _beside(tree: Tree, post: Mention, person: Mention) -> bool:
    """Whether a post is the title or apposition of a name: "President X", "X, the president"."""
    follows = person.first in (post.last, post.last + 1)
    gap = range(person.last, post.first)
    return follows or (0 < len(gap) <= 3 and tree.word(gap[0]) == ",")


def is_called(title: str, words: Iterable[str]) -> bool:
    """Whether among what somebody is called is a title, or one that ends in it.

    >>> is_called("minister", {"finance minister"}), is_called("president", {"vice president"})
    (True, False)
    """
    return any(
        word == title
        or (word.endswith(f" {title}") and not _APART & set(word[: -len(title)].split()))
        for word in words
    )


def _meant(
    tree: Tree,
    sentence: int,
    token: int,
    title: str,
    history: Sequence[Seen],
    titles: Mapping[str, Collection[str]],
    *,
    reach: int,
) -> tuple[Entity | None, set[str]]:
    """Whom the article calls by a title, and who can not be meant by it."""
    persons = {seen.entity.id for seen in history if seen.entity.cls == "Person"}
    known = {iri for iri in persons if title in titles.get(iri, ())}
    known = known or {iri for iri in persons if is_called(title, titles.get(iri, ()))}
    apart = {
        iri
        for iri in persons - known
        if any(word.endswith(f" {title}") for word in titles.get(iri, ()))
    }
    if not known:
        return None, apart
    person = most_salient(
        tree, sentence, token, history, reach=reach, excluded=persons - known, margin=_MARGIN
    )
    return person, apart


def in_office(
    tree: Tree,
    sentence: int,
    office: Link,
    history: Sequence[Seen],
    taken: Mapping[int, Link],
    titles: dict[str, set[str]],
) -> Link | None:
    """Whom "the prime minister" means: whom the article calls so, else the last subject."""
    mention = office.mention
    head = head_of(tree, mention)
    words = _words(tree, head)
    acts = tree.relation(head) in ("nsubj", "obj", "iobj") or (
        tree.tokens[head].deprel in ("obl:agent", "nmod:poss")
    )
    beside = tree.relation(head) in ("obl", "nmod") and tree.case(head) in _TOWARDS
    alone = not tree.children(head, "appos", "flat", "cop") and not any(
        seen.entity.cls == "Person" and seen.sentence == sentence and 0 < head - seen.token < 4
        for seen in history
    )
    if "the" not in words or not (acts or beside) or not alone or tree.lemma(head) in POSTS:
        return None  # "the presidency" is not the president
    before = [seen for seen in history if seen.sentence < sentence]
    title = _title(tree, mention)
    reach = _NEAR if _placed(tree, head, taken) else _FAR
    person, apart = _meant(tree, sentence, head, title, before, titles, reach=reach)
    if words & _SOMEBODY_ELSE:
        person = None
    if person is None and tree.relation(head) == "nsubj":
        person = most_salient(
            tree, sentence, head, before, reach=_REACH, excluded=apart, margin=_CLEARLY
        )
    if person is not None:
        titles.setdefault(person.id, set()).add(title)
    if person is None:
        return None
    return Link(replace(mention, cls="Person"), person, f"the {mention.text.lower()}")


def described_person(
    tree: Tree,
    sentence: int,
    token: int,
    history: Sequence[Seen],
    taken: Mapping[int, Link],
    titles: dict[str, set[str]],
) -> Meant | None:
    """Whom "the veteran", "the far-right leader" or "the 54-year-old" means."""
    lemma = tree.lemma(token)
    aged = _aged(tree, token)
    state = lemma == "head" and any(
        tree.lemma(child) in ("state", "government") for child in tree.phrases(token, "of")
    )
    if not (aged or state or lemma in PERSON_NOUNS) or tree.word(token) != lemma:
        return None
    first = tree.phrase_start(token)
    words = _words(tree, token) | {tree.word(child) for child in tree.children(token, "nummod")}
    if not words & {"the", "this"} or words & _UNLIKE or tree.name_before(first) is not None:
        return None
    if not _bare(tree, token, taken, state=state):
        return None
    before = [seen for seen in history if seen.sentence < sentence]
    compound = " ".join(
        tree.word(child) for child in tree.children(token, "compound") if child not in taken
    )
    title = f"{_before(tree, first + 1)} {compound} {lemma}".strip().replace("  ", " ")
    reach = _NEAR if _placed(tree, token, taken) else _FAR
    person, apart = None, set[str]()
    if not aged:
        person, apart = _meant(tree, sentence, token, title, before, titles, reach=reach)
    acts = tree.relation(token) in ("nsubj", "obj") or tree.tokens[token].deprel == "obl:agent"
    if person is None and not compound and acts:
        margin = _MARGIN if tree.relation(token) == "nsubj" else _CLEARLY
        person = most_salient(
            tree, sentence, token, before, reach=_REACH, excluded=apart, margin=margin
        )
    return one(tree, sentence, first, token, person, f"the {lemma}")


def _bare(tree: Tree, token: int, taken: Mapping[int, Link], *, state: bool) -> bool:
    """Whether a description stands without what would make it another: "the leader of the SPD"."""
    if tree.name_starting(token + 1) is not None or tree.has_copula(token):
        return False
    for child in tree.children(token):
        relation = tree.relation(child)
        named = child in taken and taken[child].entity.cls != "Place"
        if relation in ("flat", "nummod") or (named and child < token):
            return False
        if relation == "nmod" and not state and child not in taken:
            return False
        if relation in ("nmod", "compound") and named:
            return False
        if relation == "appos" and tree.tokens[child].pos == "PROPN":
            return False
        start = tree.subtree(child)[0]
        if relation == "acl" and "," not in (tree.word(start), tree.word(start - 1)):
            return False  # "the man who" says which; "the general, who" adds
    return True


def _words(tree: Tree, noun: int) -> set[str]:
    """The article and adjectives of a noun; "the country's president" is the president."""
    words = {tree.word(child) for child in tree.children(noun, "det", "amod")}
    for owner in tree.children(noun, "nmod:poss"):
        if tree.word(owner) in _LANDS and any(
            tree.word(child) == "the" for child in tree.children(owner, "det")
        ):
            words.add("the")
    return words


def _placed(tree: Tree, token: int, taken: Mapping[int, Link]) -> bool:
    """Whether a description says of where: "the Dover MP"."""
    near = [child for child in tree.children(token) if child < token]
    return any(child in taken and taken[child].entity.cls == "Place" for child in near)


def _aged(tree: Tree, token: int) -> bool:
    """Whether a token ends "66-year-old" as a noun."""
    return (
        tree.word(token) == "old"
        and token > 3
        and tree.word(token - 2).startswith("year")
        and tree.relation(token) in ("nsubj", "obj", "obl")
    )
