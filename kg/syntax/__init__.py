"""A parsed sentence asked in the terms of grammar, for the stages after parsing."""

from kg.syntax.tree import EXAMPLES, Tree

__all__ = ["EXAMPLES", "Tree"]
