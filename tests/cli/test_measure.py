"""Checks, sources, what the model sees, and scores."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path

import pytest
from console import ARTICLE, kg

from kg.store import open_store


def test_check_finds_the_graph_sound(folder: Path) -> None:
    """A graph that was just built has no problem."""
    (folder / "a.txt").write_text("Ann Lee leads the Red Party.")
    kg("build", "a.txt")
    done = kg("check")
    assert (done.exit_code, done.stdout.splitlines()[-1].endswith("all sound")) == (0, True)


def test_check_finds_a_changed_text(folder: Path) -> None:
    """Where somebody has changed an article's text, its quotes are told."""
    from pyoxigraph import Literal, Quad

    (folder / "a.txt").write_text(ARTICLE)
    kg("build", "a.txt")
    with open_store(Path("kg-store"), write=True) as store:
        (graph,) = [name for name in store.graphs() if "/article/" in name]
        store.replace(graph, [
            Quad(q.subject, q.predicate, Literal("Changed."), q.graph_name)
            if q.predicate.value.endswith("schema.org/text") else q
            for q in store.quads(graph)
        ])  # fmt: skip
    done = kg("check")
    assert done.exit_code == 1
    assert "quote" in done.stdout


def test_check_writes_a_report(folder: Path) -> None:
    """All that is found, in SHACL's words, for other programs."""
    (folder / "a.txt").write_text(ARTICLE)
    kg("build", "a.txt")
    done = kg("check", "--report", "r.ttl")
    assert (done.exit_code, "wrote r.ttl: 0 results" in done.stdout) == (0, True)
    assert "sh:conforms true" in (folder / "r.ttl").read_text()
    assert kg("check", "--report", "nowhere/r.ttl").exit_code == 2


def test_sources_tell_what_they_yield(folder: Path) -> None:
    """The sample outlets give what is expected of them; a poorer one fails."""
    assert kg("sources").exit_code == 0
    (folder / "post").mkdir()
    (folder / "post/a.txt").write_text(ARTICLE)
    (folder / "post.toml").write_text('title = "Post"\npath = "post"\nexpected_yield = 2\n')
    done = kg("sources", ".")
    assert done.exit_code == 1
    assert done.stdout.splitlines()[1].split() == ["post", "Post", "en", "1", "2"]


def test_annotate_writes_conllu_and_json(folder: Path) -> None:
    """Ten columns a word; or the same words as JSON."""
    conllu = kg("annotate", "-", stdin=ARTICLE).stdout
    words = [line.split("\t") for line in conllu.splitlines() if line and line[0] != "#"]
    assert {len(columns) for columns in words} == {10}
    document = json.loads(kg("annotate", "-", "--format", "jsonl", stdin=ARTICLE).stdout)
    tokens = [token["form"] for s in document["sentences"] for token in s["tokens"]]
    assert tokens == [columns[1] for columns in words]


def test_annotate_keeps_given_words(folder: Path) -> None:
    """With --pretokenized a word with a blank in it stays one."""
    given = "1\tRed Party\t_\t_\t_\t_\t_\t_\t_\t_\n2\twon\t_\t_\t_\t_\t_\t_\t_\t_\n\n"
    printed = kg("annotate", "-", "--pretokenized", stdin=given).stdout
    assert [line.split("\t")[1] for line in printed.splitlines() if line] == ["Red Party", "won"]


def test_annotate_reads_standard_input_by_default() -> None:
    """Without a file the text comes from standard input."""
    result = kg("annotate", stdin="Imran Khan spoke.")
    assert result.exit_code == 0
    assert "Entity=B-Person" in result.stdout


@pytest.fixture
def gold(folder: Path) -> Path:
    """A gold file that requires one claim, and its text beside, with a header."""
    names = [{"name": n, "type": "Party", "aliases": []} for n in ("Red Party", "Blue League")]
    claim = {"s": "Red Party", "p": "alliedWith", "o": "Blue League", "status": "factual"}
    content = {"id": "a", "entities": names, "claims": [claim]}
    (folder / "a.gold.json").write_text(json.dumps(content))
    (folder / "a.txt").write_text(f"date 2024-02-10 {ARTICLE}")
    return folder / "a.gold.json"


def test_evaluate_scores_given_claims(gold: Path, folder: Path) -> None:
    """A record file without the claim has recall 0, and the claim is printed as missing."""
    (folder / "c.jsonl").write_text("")
    done = kg("evaluate", gold, "--claims", "c.jsonl", "--errors")
    assert "missing  a: Red Party alliedWith Blue League (factual)" in done.stdout
    result = json.loads(kg("evaluate", gold, "--claims", "c.jsonl", "--format", "json").stdout)
    assert result["counts"]["all"]["recall"] == 0


def test_evaluate_scores_a_store_like_its_records(gold: Path, folder: Path) -> None:
    """The claims of a graph, of its exported records, and extracted anew score alike."""
    kg("build", folder / "a.txt")
    (folder / "c.jsonl").write_text(kg("claims", "--format", "jsonl").stdout)
    anew, stored, given = (
        json.loads(kg("evaluate", gold, "--format", "json", *more).stdout)
        for more in ([], ["--store", "kg-store"], ["--claims", "c.jsonl"])
    )
    assert anew == stored == given
    assert anew["quotes"]["share"] == 1


def test_evaluate_without_the_article_fails(gold: Path, folder: Path) -> None:
    """An article that is nowhere is named, and the exit is 1."""
    (folder / "a.txt").unlink()
    done = kg("evaluate", gold)
    assert done.exit_code == 1
    assert "--articles" in done.stderr


def test_evaluate_tells_whether_confidence_is_right(gold: Path, folder: Path) -> None:
    """A table of confidence against the share that is right, and the error, stand in both forms."""
    (folder / "c.jsonl").write_text("")
    assert "calibration error" in kg("evaluate", gold).stdout
    printed = json.loads(kg("evaluate", gold, "--format", "json").stdout)["calibration"]
    assert 0 <= printed["error"] <= 1
    assert sum(one["claims"] for one in printed["bins"]) > 0


def test_evaluate_calibrates(gold: Path, folder: Path) -> None:
    """The weights are written, with the command that fits them."""
    done = kg("evaluate", gold, "--calibrate", "weights.toml")
    written = (folder / "weights.toml").read_text()
    assert done.exit_code == 0
    assert "--calibrate" in written
    assert tomllib.loads(written)["weights"]["bias"]
