"""Posts of state by their words, where the model saw none: "the Kaduna governor", "ex-minister".

The words for high posts are few and stand in few patterns: a head ("minister", "governor"), what it
looks after before it ("trade and industry minister") or behind it ("minister for Europe"), a rank
("deputy"). They are found by grammar, as sums of money are, and so alike in every article.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kg.model import Mention, Sentence, Token

_SCORE = 0.6  # a phrase that only grammar knows is worth less than one the model is sure of

#: Heads that are posts of state by themselves.
_HEADS = frozenset(
    "minister premier governor mayor chancellor vice-chancellor taoiseach tánaiste ambassador "
    "governor-general ombudsman pm administrator presidency premiership chancellorship "
    "governorship mayoralty vice-presidency treasurer prefect attorney-general minister-president "
    "lieutenant-governor superintendent comptroller".split()
)
#: Heads that are posts only as a title right before a name: "King Philippe", "Gov. Ann Lee".
_TITLES = frozenset(
    "judge king queen emir sultan gov archbishop metropolitan patriarch councillor councilor "
    "councilman councilwoman alderman alderwoman commissioner".split()
)
#: Heads in the plural, as a title before several names, or as what several become.
_SEVERAL = frozenset(
    "ministers senators governors mayors premiers chancellors judges councillors".split()
)
#: Heads that are so only with what they look after right before them.
_WITH_FIELD = {
    "secretary": frozenset(
        "home foreign defence defense interior treasury cabinet health education energy justice "
        "environment business transport culture labour labor agriculture commerce housing trade "
        "finance security work pensions levelling-up press permanent".split()
    ),
    "general": frozenset("attorney solicitor auditor prosecutor inspector surveyor".split()),
    "justice": frozenset(["chief"]),
    "speaker": frozenset(
        "parliament parliamentary house senate assembly knesset sejm sabha duma deputy".split()
    ),
    "president": frozenset(["vice", "deputy", "senate"]),
    "leader": frozenset(
        "Opposition opposition minority majority floor house parliamentary".split()
    ),
    "whip": frozenset("minority majority government chief".split()),
    "commissioner": frozenset("police election electoral high eu european information".split()),
    "prosecutor": frozenset("chief public state federal special".split()),
    "chief": frozenset("army navy police intelligence spy defence military air".split()),
    "adviser": frozenset(["security"]),
    "envoy": frozenset(["special", "peace"]),
}
#: Adjectives that belong to a post's name; others ("former", "popular") only describe its holder.
_ADJECTIVES = frozenset(
    "prime chief first deputy vice foreign social public national internal external federal "
    "environmental cultural economic financial rural digital strategic military parliamentary "
    "interior sole high assistant special constitutional electoral maritime regional "
    "scientific".split()
)
_NOT_BEFORE = frozenset(
    "ex party opposition coalition government year months cabinet-level husband wife brother son "
    "daughter father mother sister week today yesterday monday tuesday wednesday thursday friday "
    "saturday sunday state-run one-time fellow career veteran former then late new old acting "
    "time times term interim caretaker outgoing incoming current sitting longtime embattled".split()
)
#: Verbs whose object a ministry can be for who becomes its minister.
_GETS = frozenset("take head lead get hold run keep receive retain assume occupy land".split())
#: Words behind the name of a place that belong to it: "Akwa Ibom State Governor".
_DEPARTMENTS = _WITH_FIELD["secretary"]  # "Work and Pensions" in "Work and Pensions Secretary"
AREAS = frozenset("State County Province Region District City".split())
_ORDINALS = frozenset(["first"])
_RANKS = frozenset("minister deputy vice secretary".split())
_EX = ("ex-", "ex–")


def offices(
    text: str, sentences: Sequence[Sentence], mentions: Sequence[Mention]
) -> Iterator[Mention]:
    """The posts that a text's words name, outside the names of anybody and anything else.

    Args:
        text: of the article.
        sentences: its sentences.
        mentions: those of the model.
    """
    taken: dict[int, set[int]] = {}
    for mention in mentions:
        field = mention.cls == "Organization" and mention.text.split()[-1].lower() in _DEPARTMENTS
        if mention.cls != "Office" and not field:
            taken.setdefault(mention.sentence, set()).update(range(mention.first, mention.last))
    for number, sentence in enumerate(sentences):
        here = taken.get(number, set())
        for index in range(len(sentence.tokens)):
            if index in here or not _is_head(sentence.tokens, index, here):
                continue
            first = _start(sentence.tokens, index, here)
            last = _end(sentence.tokens, index, here)
            start, end = sentence.tokens[first].start, sentence.tokens[last - 1].end
            if sentence.tokens[first].text.lower().startswith(_EX):
                start += 3  # what is over is the status, not the name
            yield Mention(start, end, text[start:end], "Office", number, first, last, "", _SCORE)


def is_of_state(post: str) -> bool:
    """Whether a post is one that parties do not have: "minister" is, "president" may be either.

    >>> is_of_state("chief minister of Punjab"), is_of_state("president")
    (True, False)
    """
    words = post.lower().split()
    joint = next((place for place, word in enumerate(words) if word in ("of", "for", "to")), None)
    head = (words[:joint] or words)[-1]
    return head in _HEADS


def _word(token: Token) -> str:
    word = token.text.lower()
    return word[3:] if word.startswith(_EX) else word


def _is_head(tokens: Sequence[Token], index: int, taken: set[int]) -> bool:
    """Whether a token heads the words of a post, in the singular."""
    word = _word(tokens[index])
    before = tokens[index - 1].text.lower() if index else ""
    if word == "president":
        return word != tokens[index].text.lower() or before in _WITH_FIELD["president"]
    if word in _HEADS:
        return word != "pm" or tokens[index].text == "PM"
    titled = index + 1 in taken and tokens[index + 1].pos == "PROPN"
    if word.rstrip(".") in _TITLES and titled:
        return tokens[index].text[0].isupper()
    if word in _SEVERAL:
        return titled or before == "as"
    if word == "justice" and tokens[index].text == "Justice":
        return index + 1 in taken and tokens[index + 1].pos == "PROPN"  # "Justice Shah"
    written = tokens[index - 1].text if index else ""
    if {before, written} & _WITH_FIELD.get(word, frozenset()) and index - 1 not in taken:
        return True
    if word == "ministry":
        head = tokens[index].head
        return tokens[index].deprel == "obj" and tokens[head].lemma.lower() in _GETS
    following = [token.text.lower() for token in tokens[index + 1 : index + 3]]
    return word == "secretary" and following == ["of", "state"]


def _start(tokens: Sequence[Token], index: int, taken: set[int]) -> int:
    """The first token of the words before a head that belong to the post."""
    first = index
    while first > 0 and first - 1 not in taken:
        token, word = tokens[first - 1], tokens[first - 1].text.lower()
        joins = word in ("and", "&") and first < index and first - 1 > 0
        if joins and not _is_field(tokens[first - 2], first - 2 in taken):
            break
        if joins and _word(tokens[first - 2]) in _HEADS:
            break  # "prime minister and health secretary" are two
        if not joins and not _is_field(token, taken=False):
            break
        if word in _ORDINALS and tokens[first].text.lower() not in _RANKS:
            break  # "the first chancellor" is one of many
        if tokens[first].text[0].isupper() and not (joins or token.text[0].isupper()):
            break  # "this afternoon Prime Minister X"
        first -= 1
        if word.startswith(_EX):
            break
    return first


def _is_field(token: Token, taken: bool) -> bool:
    """Whether a word before a head says what the post looks after: "finance", "foreign"."""
    word = _word(token)
    if taken or word in _NOT_BEFORE or token.text in AREAS:
        return False
    return word in _ADJECTIVES or (
        token.pos in ("NOUN", "PROPN") and any(letter.isalpha() for letter in word)
    )


def _end(tokens: Sequence[Token], index: int, taken: set[int]) -> int:
    """The end of the words behind a head that belong to the post: "minister for Europe"."""
    last = index + 1
    if _word(tokens[index]) not in ("minister", "secretary") or last + 1 >= len(tokens):
        return last
    if tokens[last].text.lower() not in ("of", "for"):
        return last
    if _word(tokens[index]) == "secretary" and tokens[last + 1].text.lower() != "state":
        return last
    place = last + 1
    if tokens[place].text.lower() == "the":
        place += 1
    while place < len(tokens) and place not in taken:
        token = tokens[place]
        if _is_field(token, taken=False):
            place += 1
            last = place
        elif token.text.lower() in ("and", "&") and last == place:
            place += 1
        else:
            break
    return last
