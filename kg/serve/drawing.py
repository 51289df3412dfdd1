"""What takes reading all claims, as it is asked of the worker ``kg.serve.draw``."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawing:
    """What a worker is asked: "the alliances of February, with 300 parties at most".

    Attributes:
        kind: "disagreements", "answer" or one of ``kg.view.KINDS``.
        name: whom "ego" is about.
        title: the heading of the page.
        most: entities that are drawn; of more the most connected.
        only: fields of ``kg.view.Filter``, as lists and strings.
        form: "html", or a format of data.
        query: for "answer", SPARQL or the name of a named query.
        bindings: its parameters.
        back: text and address of the link to where the choice was made.
    """

    kind: str
    name: str = ""
    title: str = ""
    most: int = 300
    only: Mapping[str, Any] = field(default_factory=dict)
    query: str = ""
    bindings: Mapping[str, str] = field(default_factory=dict)
    back: tuple[str, str] = ("Networks", "/network")
