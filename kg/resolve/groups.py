"""Groups that an article speaks of without a name: "police", "demonstrators", "a court"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kg.ids import local_entity_iri
from kg.model import Document, Entity, Link, Mention
from kg.syntax import Tree

GROUP = "group"  # the reason of their links

# As written, the plural of those of whom one alone is no group.
_WORDS = frozenset(
    """army police military troops soldiers gendarmes guards gunmen militants rebels jihadists
    protesters protestors demonstrators marchers rioters students farmers crowd crowds mob mobs
    prosecutors investigators detectives court courts tribunal judges junta authorities""".split()
)
_TWO_WORDS = frozenset(
    {
        "security forces", "security services", "armed forces", "riot police", "military police",
        "secret police", "presidential guard", "republican guard", "national guard",
        "electoral commission", "election commission", "electoral board", "election board",
    }
)  # fmt: skip


def groups(
    document: Document, trees: Sequence[Tree], links: Sequence[Link], *, article: str
) -> Iterator[Link]:
    """Links for groups without a name, each an Organization of this article alone.

    Args:
        links: of everything else; what stands in them names no group.
    """
    taken = {
        (link.mention.sentence, token)
        for link in links
        for token in range(link.mention.first, link.mention.last)
    }
    for number, tree in enumerate(trees):
        for token in range(len(tree)):
            if tree.tokens[token].pos not in ("NOUN", "PROPN") or (number, token) in taken:
                continue
            first = token - 1 if _pair(tree, token) in _TWO_WORDS else token
            if first == token and tree.word(token) not in _WORDS:
                continue
            if (number, first) in taken or tree.relation(token) in ("compound", "amod", "flat"):
                continue  # "police chief" is no police
            start, end = tree.tokens[first].start, tree.tokens[token].end
            name = " ".join(document.text[start:end].split()).lower()
            mention = Mention(start, end, name, "Organization", number, first, token + 1)
            iri = local_entity_iri(article, "Organization", name)
            yield Link(mention, Entity(iri, name, "Organization"), GROUP)


def _pair(tree: Tree, token: int) -> str:
    return f"{tree.word(token - 1)} {tree.word(token)}" if token else ""
