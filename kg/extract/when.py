"""When a claim holds: the dates of a sentence that belong to a trigger."""

from __future__ import annotations

from kg.extract.dates import Date, dates
from kg.extract.triggers import Trigger
from kg.model import Article
from kg.syntax import Tree

_SPANS = frozenset("from since in between until till to and ( - –".split())  # before a year


class DateReader:
    """The dates of one sentence.

    Args:
        article: for its text and the day of its publication.
        tree: the sentence's syntax.
    """

    def __init__(self, article: Article, tree: Tree) -> None:
        self.article = article
        self.tree = tree
        sentence = tree.sentence
        self.dates = list(dates(article.text, sentence.start, sentence.end, article.published))

    def read(self, trigger: Trigger, *, ahead: bool) -> tuple[str | None, str | None, str | None]:
        """The date of what a trigger tells, and since and until when it holds.

        Args:
            ahead: whether it is still to come.
        """
        when = since = until = None
        for date in self.dates:
            if not self._belongs(date, trigger):
                continue
            value = date.ahead or date.value if ahead else date.value
            if date.lead in ("since", "from"):
                since = value
            elif date.lead in ("until", "till", "to", "through"):
                until = value
            elif date.lead not in ("before", "after", "by"):
                when = when or value
        return when, since, until

    def is_ahead(self, date: str | None) -> bool:
        """Whether a date lies behind the day of publication: what is then, is not yet."""
        return bool(date and self.article.published) and str(date) > self.published(str(date))

    def published(self, like: str) -> str:
        """The day of publication with no more precision than another date."""
        return (self.article.published or "")[: len(like)]

    def _belongs(self, date: Date, trigger: Trigger) -> bool:
        """Whether a date's phrase hangs on the trigger or on the clause that carries it."""
        tree = self.tree
        tokens = [
            index for index, token in enumerate(tree.tokens) if date.start <= token.start < date.end
        ]
        carriers = {trigger.token, *trigger.words}
        if not trigger.frame.attributive:
            for above in tree.ancestors(trigger.token):
                carriers.add(above)
                if tree.tokens[above].pos == "VERB":
                    break
        if any(tree.head(token) in carriers for token in tokens):
            return True
        return bool(tokens) and trigger.frame.attributive and self._right_behind(tokens[0], trigger)

    def _right_behind(self, token: int, trigger: Trigger) -> bool:
        """Whether a date follows a title at once: "prime minister from 2013 to 2015"."""
        tree = self.tree
        before = token - 1
        while before > 0 and (tree.tokens[before].pos == "NUM" or tree.word(before) in _SPANS):
            before -= 1
        return before in trigger.words or trigger.token in (tree.head(before), tree.head(token))
