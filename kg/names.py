"""What the reading of names shares with their resolving: forms of address, and what is a name."""

from __future__ import annotations

__all__ = ["TITLES", "is_proper"]

#: Words before a person's name that are no part of it, in lower case without a dot: courtesy, rank,
#: profession. Reading adds the posts that may stand there, resolving the faiths and nobilities that
#: a paper may write as part of the name or not.
TITLES = frozenset(
    """mr mrs ms miss dr prof professor sir dame hon honourable comrade retd
    gen general lt lieutenant col colonel brig brigadier maj major capt captain sgt adm admiral
    marshal cdr commander sen senator rep congressman congresswoman gov judge justice barrister
    advocate engr engineer chief ambassador""".split()
)


def is_proper(name: str) -> bool:
    """Whether a form is a name rather than a description: it has a capital or no case at all.

    >>> is_proper("National Assembly"), is_proper("parliament")
    (True, False)
    """
    return any(char.isupper() or (char.isalpha() and not char.islower()) for char in name)
