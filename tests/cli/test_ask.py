"""Asking: claims, why, disagreements, queries."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from console import ARTICLE, kg


def test_claims_are_records(sample_store: Path) -> None:
    """Each line is a claim record; filters keep what they say."""
    done = kg("claims", "--format", "jsonl", "--status", "denied", "--store", sample_store)
    records = [json.loads(line) for line in done.stdout.splitlines()]
    assert records
    assert {record["status"] for record in records} == {"denied"}
    everything = kg("claims", "--format", "jsonl", "--store", sample_store).stdout.splitlines()
    assert len(everything) > len(records)


@pytest.mark.parametrize(
    ("option", "value", "field"),
    [
        ("--source", "meridian-wire", "published"),
        ("--article", "meridian-wire/2024-02-13-mwm-ji", "article"),
        ("--predicate", "leads", "predicate"),
    ],
)
def test_claims_are_narrowed_down(option: str, value: str, field: str, sample_store: Path) -> None:
    """By outlet, by article, by relation."""
    done = kg("claims", "--format", "jsonl", option, value, "--store", sample_store)
    records = [json.loads(line) for line in done.stdout.splitlines()]
    assert records
    if field == "published":
        assert all(record["article"].startswith(value) for record in records)
    else:
        assert {record[field] for record in records} == {value}


def test_why_gives_quote_outlet_and_date(sample_store: Path) -> None:
    """Each claim comes with the words, who printed them and when."""
    lines = kg("why", "PTI", "seatsWon", "--store", sample_store).stdout.splitlines()
    claim, quote, place = lines[:3]
    assert "seatsWon" in claim
    assert quote.strip().startswith("“") and quote.endswith("”")
    assert "(sample), 2024-0" in place


def test_disagreements_show_both_sides(sample_store: Path) -> None:
    """Under each value the sentence that has it."""
    printed = kg("disagreements", "--store", sample_store).stdout
    assert printed.count("“") >= 2
    assert "2024-" in printed


def test_queries_are_listed_with_their_parameters() -> None:
    """With ``queries`` and with ``query`` alone, also without a store."""
    listed = kg("queries").stdout
    assert kg("query").stdout == listed
    assert "leaders" in listed
    assert "--bind group_name=" in listed


def test_a_query_comes_from_standard_input(sample_store: Path) -> None:
    """``-`` reads SPARQL; a boolean answer is yes or no."""
    done = kg("query", "-", "--store", sample_store, stdin="ASK { ?c a pol:Claim }")
    assert done.stdout == "yes\n"


@pytest.mark.parametrize("form", ["csv", "tsv", "json", "xml", "table"])
def test_each_format_has_each_row(form: str, sample_store: Path) -> None:
    """Two rows asked for, two found, in every format; that there are more is told."""
    text = "SELECT ?n { ?c a pol:Claim ; pol:status ?n }"
    done = kg("query", text, "--limit", 2, "--format", form, "--store", sample_store)
    statuses = done.stdout.count("ontology#") or done.stdout.count("pol:")
    assert statuses == 2
    assert "more than these 2 rows" in done.stderr


def test_triples_are_written_as_turtle(sample_store: Path) -> None:
    """A CONSTRUCT gives Turtle that can be read again."""
    import pyoxigraph

    text = "CONSTRUCT { ?c a pol:Claim } WHERE { ?c a pol:Claim }"
    done = kg("query", text, "--limit", 3, "--format", "ttl", "--store", sample_store)
    assert len(list(pyoxigraph.parse(done.stdout, format=pyoxigraph.RdfFormat.TURTLE))) == 3


def test_safe_csv_leaves_no_formula(sample_store: Path) -> None:
    """Only where it is asked for does a cell that begins like a formula get a quote mark."""
    text = 'SELECT ("=1+1" AS ?a) ("fine, thanks" AS ?b) {}'
    common = ("query", text, "--format", "csv", "--store", sample_store)
    plain, safe = kg(*common).stdout, kg(*common, "--safe-csv").stdout
    assert list(csv.reader(io.StringIO(plain)))[1] == ["=1+1", "fine, thanks"]
    assert list(csv.reader(io.StringIO(safe)))[1] == ["'=1+1", "fine, thanks"]


def test_control_characters_never_reach_a_table(folder: Path) -> None:
    """An escape sequence in a title is shown, not obeyed."""
    line = {"id": "a", "title": "\x1b[31mred\u202e", "text": ARTICLE}
    (folder / "a.jsonl").write_text(json.dumps(line))
    kg("build", "a.jsonl")
    printed = kg("articles").stdout
    assert "red" in printed
    assert all(char.isprintable() or char == "\n" for char in printed)


def test_history_of_a_corrected_article(folder: Path) -> None:
    """A text that was put right shows the claim that changed, before and after."""
    article = folder / "a.txt"
    for day, verb in (("10", "will resign"), ("11", "resigned")):
        article.write_text(f"date 2024-02-{day}\n\nPrime Minister Ann Lee {verb} on Friday.\n")
        assert kg("build", article, "--store", folder / "s").exit_code in (0, 1)
    result = kg("history", "a", "--store", folder / "s")
    assert "Resignation (actor: Ann Lee" in result.stdout
    assert "changed from" in result.stdout
    lines = kg("history", "a", "--store", folder / "s", "--format", "jsonl").stdout.splitlines()
    assert "changed" in {json.loads(line)["change"] for line in lines}


PRODUCT = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"


def test_a_query_has_a_time_limit(sample_store: Path) -> None:
    """It ends with a message and exit status 1; what is quick is answered as without a limit."""
    ended = kg("query", PRODUCT, "--timeout", 1, "--store", sample_store)
    assert (ended.exit_code, "ended after 1 seconds" in ended.stderr) == (1, True)
    limited, free = (
        kg("query", "leaders", "--limit", 2, *options, "--store", sample_store)
        for options in (["--timeout", 60], [])
    )
    assert limited.stdout == free.stdout
    assert "there is more than these 2 rows" in limited.stderr


def test_a_query_has_a_memory_limit(sample_store: Path) -> None:
    """It ends alone and says so."""
    ended = kg("query", PRODUCT.replace("(COUNT(*) AS ?n)", "*") + " ORDER BY ?l ?c ?f",
               "--memory", 600, "--store", sample_store)  # fmt: skip
    assert (ended.exit_code, "needs more memory" in ended.stderr) == (1, True)
