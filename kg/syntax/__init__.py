"""A parsed sentence asked in the terms of grammar, for the stages after parsing."""

from kg.syntax.tree import Tree

__all__ = ["Tree"]
