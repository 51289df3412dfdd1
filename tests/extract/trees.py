"""Parsed sentences written by hand, so that tests of syntax need no language model."""

from __future__ import annotations

from kg.model import Document, Mention, Sentence, Token


def document(*sentences: str) -> Document:
    """Make a document of sentences given as "form|lemma|POS|relation|head" words.

    Heads count from 1, 0 is the root. A form in <Class:...> brackets begins a mention, as in
    "<Party:PTI>|PTI|PROPN|nsubj|2"; a mention of several words ends where its bracket closes.
    """
    text, parsed, mentions = "", [], []
    for number, line in enumerate(sentences):
        tokens: list[Token] = []
        begun: tuple[str, int] | None = None
        begin = len(text)
        for index, item in enumerate(line.split()):
            form, lemma, pos, deprel, head = item.rsplit("|", 4)
            if form.startswith("<") and ":" in form:
                cls, _, form = form[1:].partition(":")
                begun = (cls, index)
            closed = begun is not None and form.endswith(">")
            form = form.removesuffix(">") if closed else form
            start = len(text) + (index > 0)
            text += (" " if index else "") + form
            tokens.append(Token(start, len(text), form, lemma, pos, int(head) - 1, deprel))
            if begun is not None and closed:
                cls, first = begun
                span = tokens[first].start, tokens[-1].end
                mentions.append(Mention(*span, text[slice(*span)], cls, number, first, index + 1))
                begun = None
        parsed.append(Sentence(begin, len(text), tuple(tokens)))
        text += "\n"
    return Document(text, tuple(parsed), tuple(mentions))
