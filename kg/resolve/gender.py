"""Whether "he" or "she" can mean a person: by title, by kin, by given name."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from functools import cache

from kg.ids import fold
from kg.model import Entity, Link
from kg.resolve.names import person_tokens
from kg.resolve.salience import head_of
from kg.syntax import Tree
from kg.vocab import data_dir

FEMALE, MALE = "female", "male"

# Words that stand before a name, or in apposition to it, and tell.
_WORDS = {
    FEMALE: frozenset(
        """mrs ms miss madam madame lady dame woman queen princess baroness begum duchess empress
        sister chairwoman congresswoman spokeswoman businesswoman councilwoman
        assemblywoman alderwoman stateswoman policewoman widow wife mother daughter
        niece aunt granddaughter actress hostess heiress countess stepdaughter
        girlfriend grandmother nun sister-in-law daughter-in-law""".split()
    ),
    MALE: frozenset(
        """mr sir lord king prince baron duke emperor pope maulana mufti ayatollah hojatoleslam
        imam father congressman businessman councilman assemblyman statesman strongman
        nobleman policeman widower husband son brother nephew uncle grandson stepson
        boyfriend grandfather man bishop clergyman half-brother brother-in-law
        son-in-law mullah shri haji alhaji datuk count monk""".split()
    ),
}
#: What pronouns tell.
PRONOUNS = {
    "he": MALE, "him": MALE, "his": MALE, "himself": MALE,
    "she": FEMALE, "her": FEMALE, "hers": FEMALE, "herself": FEMALE,
}  # fmt: skip


@cache
def _given_names() -> dict[str, str]:
    """Gender by folded given name; a name in both lists tells nothing."""
    path = data_dir() / "ontology" / "gazetteer" / "given-names.toml"
    lists = tomllib.loads(path.read_text(encoding="utf-8"))["given_names"]
    female, male = (set(lists[key].split()) for key in (FEMALE, MALE))
    names = dict.fromkeys(female - male, FEMALE)
    names.update(dict.fromkeys(male - female, MALE))
    return {fold(name): gender for name, gender in names.items()}


def by_name(name: str) -> str | None:
    """The gender that a full name's given name tells, if it does.

    >>> by_name("Sanae Takaichi"), by_name("Kim Campbell")
    ('female', None)
    """
    names, words = _given_names(), person_tokens(name)
    if len(words) < 2 and len(fold(name).split()) < 2:
        return None  # a surname
    # "Jean-Luc", "Suk-yeol" are two folded words; in East Asia they may stand last
    for form in (" ".join(words[:3]), " ".join(words[:2]), words[0], " ".join(words[-2:])):
        if form in names:
            return names[form]
    return None


def is_given_name(word: str) -> bool:
    """Whether a word is known as a given name, of whichever gender.

    >>> is_given_name("Kaja"), is_given_name("Labour")
    (True, False)
    """
    return fold(word) in _given_names()


def genders(trees: Sequence[Tree], links: Sequence[Link]) -> dict[str, str]:
    """What an article tells of its persons' gender, by their IRIs; where nothing, nothing."""
    told: dict[str, list[str]] = {}
    names: dict[str, Entity] = {}
    for link in links:
        if link.entity.cls != "Person":
            continue
        names[link.entity.id] = link.entity
        tree, mention = trees[link.mention.sentence], link.mention
        near = range(max(0, mention.first - 2), mention.last)
        words = {tree.word(index).rstrip(".") for index in near}
        words |= {tree.lemma(index) for index in _beside(tree, head_of(tree, mention))}
        told.setdefault(link.entity.id, []).extend(
            gender for gender, known in _WORDS.items() if words & known
        )
    found = {}
    for iri, entity in names.items():
        said = set(told.get(iri, ()))
        forms = sorted((entity.name, *entity.aliases), key=len, reverse=True)
        named = next((gender for form in forms if (gender := by_name(form))), None)
        gender = said.pop() if len(said) == 1 else named
        if gender is not None:
            found[iri] = gender
    return found


def _beside(tree: Tree, head: int) -> list[int]:
    """Nouns that say who a person is: "his wife, Svetlana", "Keiko is the daughter of"."""
    found = tree.children(head, "appos", "nmod:desc")
    above = tree.head(head)
    if above >= 0 and (
        tree.relation(head) == "appos"
        or (tree.relation(head) == "nsubj" and tree.has_copula(above))
    ):
        found = [*found, above]
    return found
