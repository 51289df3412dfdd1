"""No text makes the extraction fail, and every quote is the article's words."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from kg.model import Article, check_quote
from kg.pipeline import analyse

PIECES = st.sampled_from(
    "PTI PML-N Imran Khan Khan's the party its leader he they both parties prime minister of "
    "former resigned allied with won 95 out of 264 seats 31.5 % of the vote will not denied that "
    "said , . ; : ( ) “ ” \" ' - \n\n • if whether between and who which by Pakistan Pakistani on "
    "Tuesday since 2018 \u200b \u00ad \ufffd 🗳 مريم 国会 <script> }{ \\".split(" ")
)
TEXTS = st.lists(PIECES | st.text(max_size=6), max_size=60).map(" ".join)


@settings(max_examples=60, deadline=None)
@given(TEXTS)
def test_any_text(text: str) -> None:
    """Damaged and senseless text gives claims or none, never an error, and exact quotes."""
    article = Article(id="any", text=text, published="2024-02-10")
    for claim in analyse(article).claims:
        check_quote(claim, article)


def test_one_endless_sentence() -> None:
    """Ten thousand words without a full stop are read in pieces, and come to an end."""
    text = "Imran Khan met Nawaz Sharif and the PTI allied with the MWM and " * 770
    analysis = analyse(Article(id="endless", text=text))
    assert len(text.split()) > 10_000
    assert {claim.predicate for claim in analysis.claims} >= {"Meeting", "alliedWith"}
