"""What a check finds, as values."""

from __future__ import annotations

from dataclasses import dataclass

from pyoxigraph import BlankNode, Literal, NamedNode, Triple

from kg.vocab import POL

RULES = "https://w3id.org/polkg/shapes#"  # of rules that SHACL cannot state: RULES + "QuoteRule"


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """One thing that is wrong: "this claim has no evidence"."""

    kind: str  # what is wrong, the same words for all faults of a kind
    rule: str  # IRI of the rule that is broken: SHACL's constraint component, or ours
    node: str  # where: an IRI
    detail: str = ""
    path: str | None = None  # the property, where the rule is about one
    value: NamedNode | BlankNode | Literal | Triple | None = None  # what should not be there

    @property
    def place(self) -> str:
        """Where to look, and what is wrong there."""
        node = self.node
        # a relation's shape finds fault with the claims that use it
        if node.startswith(str(POL)) and isinstance(self.value, NamedNode):
            node = self.value.value
        return f"{node}: {self.detail}" if self.detail else node
