"""What tests read off a picture: its words and shapes, from the SVG as a program sees it."""

from __future__ import annotations

from xml.etree import ElementTree

from kg.view.pictures import Picture

SVG = "{http://www.w3.org/2000/svg}"


def tree(picture: Picture) -> ElementTree.Element:
    """The SVG as a tree; it fails for what is no XML."""
    return ElementTree.fromstring(picture.svg())  # noqa: S314  our own output


def words(picture: Picture) -> list[str]:
    """The lines of text, each once: the rims around some are hidden from readers."""
    root = tree(picture)
    hidden = {id(text) for group in root.iter(f"{SVG}g") if group.get("aria-hidden")
              for text in group.iter(f"{SVG}text")}  # fmt: skip
    return [text.text or "" for text in root.iter(f"{SVG}text") if id(text) not in hidden]


def said(picture: Picture) -> str:
    """All its words in one string."""
    return " ".join(words(picture))
