"""The dictionary form of a word, by its part of speech.

Open classes come from lemminflect, whose dictionary and rules load once, with the first word. The
closed classes are listed here as UD English EWT has them, because lemminflect goes through modals
and pronouns as if they were forms of one another ("would" -> "will") and knows no clitics. Names
keep their form: "Hamas" is no plural.
"""

from __future__ import annotations

from functools import lru_cache

from kg.language.words import normalise

_BE = dict.fromkeys(("am", "'m", "m", "is", "are", "'re", "re", "was", "were", "been"), "be")
_AUXILIARIES = {
    **_BE,
    **{"be": "be", "being": "be", "'s": "be", "s": "be", "ai": "be"},
    **dict.fromkeys(("has", "had", "having", "'ve", "ve"), "have"),
    **{"does": "do", "did": "do", "done": "do", "got": "get", "getting": "get"},
    **{"wo": "will", "'ll": "will", "ll": "will", "ca": "can", "'d": "would", "d": "would"},
}
_PRONOUNS = {
    **{"me": "I", "i": "I", "us": "we", "'s": "we", "him": "he", "them": "they", "'em": "they"},
    **{"these": "this", "those": "that", "an": "a"},
}
_PARTICLES = {"n't": "not", "nt": "not", "'s": "'s", "'": "'s", "s": "'s", "na": "to", "ta": "to"}
_CLOSED = {"AUX": _AUXILIARIES, "PRON": _PRONOUNS, "DET": _PRONOUNS, "PART": _PARTICLES}
#: Where lemminflect says otherwise, or reads a comparison into a word that is none.
_OPEN = {
    "ADJ": {"other": "other", "more": "more", "most": "most", "least": "least", "later": "late"},
    "ADV": {"more": "more", "most": "most", "least": "least", "later": "late", "further": "far"},
    "NOUN": {
        **{word: word for word in ("media", "troops", "thanks", "regards", "politics", "news")},
        **{word: word for word in ("headquarters", "data", "species", "series")},
        **{"am": "a.m.", "pm": "p.m.", "etc": "etc."},
    },
    "VERB": {"'s": "be", "'re": "be", "'m": "be", "'ve": "have", "wan": "want", "gon": "go"},
}


@lru_cache(maxsize=100_000)
def lemma(word: str, pos: str) -> str:
    """Return the dictionary form of `word`.

    Args:
        word: as the text has it, in any case, with any apostrophe.
        pos: universal part of speech.
    """
    form = normalise(word).strip() or word
    if pos == "PROPN":
        return form
    if pos == "PUNCT":
        return word
    lower = form.lower()
    if pos in _CLOSED:
        return _CLOSED[pos].get(lower, lower)
    if pos == "NUM":
        return lower.replace(",", "") if lower[:1].isdigit() else lower
    listed = _OPEN.get(pos)
    if listed is None:
        return lower
    if lower in listed:
        return listed[lower]
    if pos == "ADJ" and lower.endswith(("ed", "ing")):
        return lower  # "aligned" is compared with nothing
    found = _inflected(lower, pos)
    return form if found is None and pos == "ADJ" else found or lower  # "Israeli"


def _inflected(form: str, pos: str) -> str | None:
    from lemminflect import getLemma  # noqa: PLC0415  # loads its dictionary: with the first word

    # its rules for unknown words serve nouns and verbs; of adjectives they make "terrory"
    found: tuple[str, ...] = getLemma(form, pos, lemmatize_oov=pos in ("NOUN", "VERB"))
    return found[0] if found else None
