"""Posts by words that are not their names: "presidential", "the premiership".

What is contested in "the presidential race" is the post of president: the article's own, where it
names one, else that of the country it speaks of.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kg.ids import entity_iri, fold, local_entity_iri
from kg.model import POST, Document, Entity, Link, Mention
from kg.resolve.gazetteer import Gazetteer
from kg.syntax import Tree

# adjectives, which say of what post something is
_ADJECTIVES = {
    "presidential": "president",
    "vice-presidential": "vice president",
    "prime-ministerial": "prime minister",
    "gubernatorial": "governor",
    "mayoral": "mayor",
    "chancellorial": "chancellor",
}
# nouns, which mean the post itself
_NOUNS = {
    "presidency": "president",
    "vice-presidency": "vice president",
    "premiership": "prime minister",
    "chancellorship": "chancellor",
    "speakership": "speaker",
    "governorship": "governor",
    "mayoralty": "mayor",
    "mayorship": "mayor",
}
_BEFORE = {("prime", "ministerial"): "prime minister", ("chief", "ministership"): "chief minister"}
_MATES = frozenset({"mate", "mates"})
_ELECTS = frozenset(
    """elect re-elect reelect run stand vote vie compete nominate candidate nominee contender bid
    race campaign win lose seek contest return clinch retain challenge battle fight quest
    close election poll primary runoff run-off ballot by-election ticket nomination
    showdown""".split()
)
_TERMS = frozenset({"term", "mandate"})
# "unseated President X", "Governor X was re-elected": the post is what was contested
_UNSEAT = frozenset({"unseat", "re-elect", "reelect", "dislodge", "outpoll"})
# what a post stands before that is contested: "the mayor's race"
_RACES = frozenset(
    """race election contest poll runoff run-off primary campaign vote ballot elections polls
    primaries""".split()
)
_LOCAL = frozenset({"governor", "mayor"})
_CONTESTED = frozenset({"president", "governor", "mayor", "chancellor", "premier", "speaker"})
_VOTES = frozenset({"elect", "re-elect", "reelect"})
_DEPUTY = frozenset({"vice", "deputy"})
# bodies whose presidency is no office of state
_NOT_OF_STATE = ("Party", "Alliance", "Organization")


def speaks_of_post(text: str) -> bool:
    """Whether words are none of a post's names, but speak of it: "presidential", "presidency"."""
    return fold(text) in {fold(word) for word in (*_ADJECTIVES, *_NOUNS)}


def posts_meant(
    document: Document,
    trees: Sequence[Tree],
    names: Sequence[Link],
    gazetteer: Gazetteer,
    *,
    article: str,
) -> Iterator[Link]:
    """Links from words for a post to the post, in the order of the text.

    Args:
        names: the links of the article's names, among them its posts.
        article: IRI of the article version, under which what only it knows is named.
    """
    posts = {
        fold(form): link.entity
        for link in names
        if link.entity.cls == "Office"
        for form in (link.mention.text, *link.entity.aliases, link.entity.name)
    }
    bodies = {
        (link.mention.sentence, token)
        for link in names
        if link.entity.cls in _NOT_OF_STATE
        for token in range(link.mention.first, link.mention.last)
    }
    offices = {
        (link.mention.sentence, token)
        for link in names
        if link.entity.cls == "Office"
        for token in range(link.mention.first, link.mention.last)
    }
    known = gazetteer.within(document.text, [mention.text for mention in document.mentions])
    for number, tree in enumerate(trees):
        for token in range(len(tree)):
            found = _post(tree, token)
            if found is None or (number, token) in offices:
                continue
            post, label = found
            near = (*tree.children(token, "nmod", "compound"), *_around(tree, token))
            if any((number, other) in bodies for other in near):
                continue  # "the presidency of the party"
            country = gazetteer.demonym(tree.tokens[token - 1].text) if token else None
            full = known.institution(post, "Office")
            if country is not None:
                full = f"{post.title()} of {country.name}"
            forms = {post, "running mate"} if tree.word(token) in _MATES else {post}
            where = _where(tree, token, number, names) if post in _LOCAL else None
            if where is not None:
                forms.add(f"{where} {post}")
                full = next(
                    (posts[key].name for form in forms if (key := fold(form)) in posts),
                    f"{post} of {where}",
                )
            entity = posts.get(fold(full or post)) or posts.get(post)
            if entity is not None and post in _LOCAL and where is None:
                # "a former mayor of Rize": not the post that the mayoral race is for
                entity = entity if fold(entity.name) == post else None
            if entity is None or (country is not None and fold(entity.name) != fold(full or "")):
                iri = (
                    entity_iri("Office", full)
                    if full and where is None
                    else local_entity_iri(article, "Office", full or post)
                )
                aliases = tuple(sorted(forms - {full or post}))
                entity = Entity(iri, full or post, "Office", aliases)
            start, end = tree.tokens[token].start, tree.tokens[token].end
            text = document.text[start:end]
            mention = Mention(start, end, text, "Office", number, token, token + 1, label)
            yield Link(mention, entity, "post")


def contests(trees: Sequence[Tree], links: Sequence[Link]) -> Iterator[tuple[int, Entity]]:
    """The posts that the article speaks of as contested, with the sentences that do so."""
    mates = False
    presidents = [link.entity for link in links if fold(link.entity.name).startswith("president")]
    for link in links:
        mention = link.mention
        if link.entity.cls != "Office":
            continue
        if mention.text.lower() in _MATES:
            if presidents and not mates:
                yield mention.sentence, presidents[0]
            mates = True
        elif _DEPUTY & set(fold(link.entity.name).split()):
            continue  # who runs with somebody: the race is for the other post
        elif mention.label == POST or _elected(trees[mention.sentence], mention):
            yield mention.sentence, link.entity


def _elected(tree: Tree, mention: Mention) -> bool:
    """Whether a post is what somebody is elected to, or runs for."""
    words = fold(mention.text).split()
    if "minister" in words and not {"prime", "chief", "first"} & set(words):
        return False  # who is appointed
    inside = range(mention.first, mention.last)
    top = next((token for token in inside if tree.head(token) not in inside), mention.first)
    head = tree.head(top)
    if mention.first and tree.word(mention.first - 1) == "next":
        return True  # "the country's next president"
    if head < 0:
        return False
    if tree.lemma(head) in _TERMS:
        # "won a second term as president"
        return tree.head(head) >= 0 and tree.lemma(tree.head(head)) in _ELECTS
    if tree.tokens[head].pos == "PROPN" and tree.head(head) >= 0:
        former = mention.first and tree.word(mention.first - 1) in ("former", "ex", "-")
        return not former and tree.lemma(tree.head(head)) in _UNSEAT
    # "re-elected X president": the post may hang on the name
    above = tree.head(head) if tree.relation(top) == "appos" else -1
    return tree.lemma(head) in _ELECTS or (above >= 0 and tree.lemma(above) in _VOTES)


def _where(tree: Tree, token: int, number: int, names: Sequence[Link]) -> str | None:
    """The place whose post it is: "the Miami mayor's race", "the mayoral election in Lagos"."""
    places = [
        link.mention
        for link in names
        if link.mention.sentence == number and link.entity.cls == "Place"
    ]
    for mention in places:
        before = mention.last == token or (
            mention.last == token - 1 and tree.word(token - 1) in ("'s", "’s")
        )
        behind = token < mention.first <= token + 5 and tree.word(mention.first - 1) in ("in", "of")
        between = range(token + 1, mention.first - 1)
        if before or (behind and {tree.word(one) for one in between} <= _RACES | {"'s", "’s"}):
            return mention.text
    first = token - (1 if tree.word(token - 1) not in ("'s", "’s") else 2)
    start = first
    while start >= 0 and tree.tokens[start].pos == "PROPN":
        start -= 1
    named = {one for link in names if link.mention.sentence == number for one in _tokens(link)}
    if 0 <= start + 1 <= first and first not in named:
        return " ".join(tree.tokens[one].text for one in range(start + 1, first + 1))
    return None


def _tokens(link: Link) -> range:
    """The tokens of a name, unless it is one of an election: "the Miami mayor's race"."""
    inside = link.entity.cls not in ("Place", "Election")
    return range(link.mention.first, link.mention.last) if inside else range(0)


def _around(tree: Tree, token: int) -> Iterator[int]:
    """The words right before a word, and those of its "of the …"."""
    yield token - 1
    if token + 1 < len(tree) and tree.word(token + 1) == "of":
        yield from range(token + 2, min(token + 5, len(tree)))


def _post(tree: Tree, token: int) -> tuple[str, str] | None:
    """The post that a word speaks of, and the label of such a mention."""
    word = tree.word(token)
    hyphen = token > 1 and tree.word(token - 1) == "-"
    before = tree.word(token - (2 if hyphen else 1)) if token else ""
    if before in _DEPUTY:
        word = f"vice-{word}"
    if (before, word) in _BEFORE:
        post = _BEFORE[before, word]
        return post, POST if word.endswith("al") else ""
    if word in _ADJECTIVES:
        return _ADJECTIVES[word], POST
    if word in _NOUNS:
        return _NOUNS[word], ""
    if word in _CONTESTED and before not in _DEPUTY:
        after = token + (2 if tree.word(min(token + 1, len(tree) - 1)) in ("'s", "’s") else 1)
        if after < len(tree) and tree.word(after) in _RACES:
            return word, POST
    if word in _MATES and before == "running":
        return "vice president", POST
    return None
