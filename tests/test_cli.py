"""The command line: what goes where, which exit status, and that nothing ends in a traceback."""

from __future__ import annotations

import csv
import io
import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import click
import pytest
from click.testing import CliRunner, Result

from kg.cli import main
from kg.store import open_store
from kg.vocab import PREFIXES

ARTICLE = "The Red Party and the Blue League formed an alliance on Tuesday, said Ann Lee."


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty current folder."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def copy(sample_store: Path, tmp_path: Path) -> Path:
    """A copy of the sample store that may be changed."""
    return Path(shutil.copytree(sample_store, tmp_path / "copy"))


def kg(*arguments: object, stdin: str | bytes = "", **variables: str) -> Result:
    """Run a command in this process."""
    return CliRunner().invoke(main, [str(a) for a in arguments], input=stdin, env=variables)


@contextmanager
def process(*arguments: object, stdout: Any = subprocess.PIPE) -> Iterator[subprocess.Popen[str]]:
    """A command as a process of its own, which is gone afterwards."""
    command = [sys.executable, "-m", "kg", *map(str, arguments)]
    environment = os.environ | {"PYTHONPATH": str(Path(__file__).parent.parent)}
    with subprocess.Popen(
        command, stdout=stdout, stderr=subprocess.PIPE, text=True, encoding="utf-8", env=environment
    ) as running:
        try:
            yield running
        finally:
            running.kill()


# Every command ----------------------------------------------------------------------------------


@pytest.mark.parametrize("name", sorted(main.commands))
def test_every_command_explains_itself(name: str) -> None:
    """The help has a sentence on the command and on each option."""
    command = main.commands[name]
    assert command.help and command.help.strip()[0].isupper()
    assert all(option.help for option in command.params if isinstance(option, click.Option))
    assert kg(name, "--help").exit_code == 0


@pytest.mark.parametrize(
    "arguments",
    [
        ["nosuch"],
        ["build", "nosuch.txt"],
        ["query", "nosuch"],
        ["query", "SELECT * WHERE {"],
        ["query", "DROP ALL"],
        ["query", "leaders", "--bind", "nonsense"],
        ["query", "leaders", "--bind", "nosuch=1"],
        ["query", "leaders", "--format", "ttl"],
        ["why", "Nobody At All"],
        ["why", "PTI", "nosuch"],
        ["entities", "--type", "Nosuch"],
        ["view", "ego"],
        ["view", "alliances", "PTI"],
        ["view", "alliances", "-o", "x.bmp"],
        ["view", "alliances", "--at", "tomorrow"],
        ["export", "x.nosuch"],
        ["remove", "nosuch"],
        ["same", "PTI", "Nobody At All"],
        ["different", "PTI", "PTI"],
        ["different", "PTI", "MWM", "--undo"],
    ],
)
def test_wrong_use_is_2_with_a_message(arguments: list[str], copy: Path, folder: Path) -> None:
    """One message on standard error says what is wrong; nothing on standard output."""
    if arguments[0] != "nosuch":
        arguments += ["--store", str(copy)]
    done = kg(*arguments)
    assert (done.exit_code, done.stdout) == (2, "")
    assert done.stderr.strip()
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("command", ["claims", "check", "articles", "why", "remove x", "same a b"])
def test_without_a_store_the_way_to_one_is_told(command: str, folder: Path) -> None:
    """A missing store is named, nothing is created, and the exit is 1."""
    done = kg(*command.split())
    assert done.exit_code == 1
    assert "make it with kg build" in done.stderr
    assert list(folder.iterdir()) == []


# build ------------------------------------------------------------------------------------------


def test_build_reads_what_it_is_given(folder: Path) -> None:
    """A file and standard input: a row each, sums, and no file that was not asked for."""
    (folder / "a.txt").write_text(ARTICLE)
    done = kg("build", "a.txt", "-", stdin=f"date 2024-02-10 {ARTICLE}")
    assert done.exit_code == 0
    lines = done.stdout.splitlines()
    assert [line.split()[0] for line in lines[:4]] == ["article", "a", "stdin", "2"]
    assert sorted(path.name for path in folder.iterdir()) == ["a.txt", "kg-store"]


def test_build_writes_the_files_that_are_asked_for(folder: Path) -> None:
    """--page and --turtle are named in the output and there."""
    (folder / "a.txt").write_text(ARTICLE)
    done = kg("build", "a.txt", "--page", "p.html", "--turtle", "t.ttl", "--store", "s")
    assert "wrote p.html" in done.stdout
    assert "pol:Claim" in (folder / "t.ttl").read_text()


def test_one_bad_article_does_not_stop_the_rest(folder: Path) -> None:
    """Bad ones are named with file and line, good ones are stored, the exit is 1."""
    (folder / "in").mkdir()
    (folder / "in/bytes.txt").write_bytes(b"\xff\xfe\x00broken")
    (folder / "in/empty.txt").write_text("")
    (folder / "in/good.txt").write_text(ARTICLE)
    (folder / "in/lines.jsonl").write_text('{"id": "x", "text": "It rained."}\n{"id": \n')
    done = kg("build", "in")
    assert done.exit_code == 1
    for place in ("bytes.txt", "empty.txt", "lines.jsonl:2"):
        assert place in done.stderr
    assert {"good", "x"} <= {line.split()[0] for line in kg("articles").stdout.splitlines()}


def test_a_folder_without_articles_fails(folder: Path) -> None:
    """An empty folder is no silent success."""
    (folder / "in").mkdir()
    done = kg("build", "in")
    assert done.exit_code == 1
    assert "has no article in it" in done.stderr


def test_a_foreign_folder_is_not_written_into(folder: Path) -> None:
    """A folder that holds something else is refused as a store."""
    (folder / "a.txt").write_text(ARTICLE)
    (folder / "mine").mkdir()
    (folder / "mine/thesis.doc").write_text("years of work")
    done = kg("build", "a.txt", "--store", "mine")
    assert done.exit_code == 1
    assert "not a store of kg" in done.stderr
    assert [path.name for path in (folder / "mine").iterdir()] == ["thesis.doc"]


def test_add_add_remove_equals_add(folder: Path) -> None:
    """As bytes of the canonical export."""
    (folder / "a.txt").write_text(ARTICLE)
    (folder / "b.txt").write_text("Bo Ray leads the Green Party.")
    kg("build", "a.txt", "b.txt", "--store", "both")
    assert "removed a " in kg("remove", "a", "--store", "both").stdout
    kg("build", "b.txt", "--store", "only")
    for store in ("both", "only"):
        assert kg("export", f"{store}.nq", "--canonical", "--store", store).exit_code == 0
    assert (folder / "both.nq").read_bytes() == (folder / "only.nq").read_bytes()


def test_options_are_environment_variables(folder: Path) -> None:
    """KG_STORE is --store; KG_BUILD_TURTLE is --turtle of build."""
    (folder / "a.txt").write_text(ARTICLE)
    kg("build", "a.txt", KG_STORE="elsewhere", KG_BUILD_TURTLE="t.ttl")
    assert {path.name for path in folder.iterdir()} == {"a.txt", "elsewhere", "t.ttl"}


# asking -----------------------------------------------------------------------------------------


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


# views, exports, judgements, checks -------------------------------------------------------------


@pytest.mark.parametrize("what", [["alliances"], ["people"], ["events"], ["ego", "PTI"]])
def test_each_view_is_one_page(what: list[str], folder: Path, sample_store: Path) -> None:
    """Named in the output, whole, and nothing beside it."""
    done = kg("view", *what, "-o", "page.html", "--store", sample_store)
    assert done.exit_code == 0, done.stderr
    assert (folder / "page.html").read_text("utf-8").rstrip().endswith("</html>")
    assert [path.name for path in folder.iterdir()] == ["page.html"]


@pytest.mark.parametrize("form", ["ttl", "trig", "nt", "nq", "jsonld"])
def test_each_export_names_its_size(form: str, folder: Path, sample_store: Path) -> None:
    """The count that is printed is that of the file, in every format that is lines."""
    done = kg("export", f"x.{form}", "--store", sample_store)
    count = int(done.stdout.split()[-2])
    lines = (folder / f"x.{form}").read_text("utf-8").splitlines()
    assert count == len(lines) if form in ("nt", "nq") else lines


def test_export_to_standard_output(sample_store: Path) -> None:
    """``-`` writes nothing but the graph."""
    done = kg("export", "-", "--format", "nq", "--graph", "current", "--store", sample_store)
    assert done.stdout
    assert all(f"<{PREFIXES['graph']}current> ." in line for line in done.stdout.splitlines())


def test_judgements_join_and_part(copy: Path) -> None:
    """Judged the same they are one entity; undone they are two again."""

    def count() -> int:
        return len(kg("entities", "--format", "jsonl", "--store", copy).stdout.splitlines())

    before = count()
    pair = ("Bilawal Bhutto Zardari", "Asif Ali Zardari", "--store", copy, "--author", "me")
    assert kg("same", *pair, "--reason", "a test").exit_code == 0
    assert count() == before - 1
    assert "a test" in kg("judgements", "--store", copy).stdout
    assert kg("same", *pair, "--undo").exit_code == 0
    assert count() == before


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


# evaluate ---------------------------------------------------------------------------------------


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


# a process among processes ----------------------------------------------------------------------


def test_a_full_disk_is_a_message(sample_store: Path) -> None:
    """/dev/full gives one line, not a traceback."""
    if not Path("/dev/full").exists():
        pytest.skip("no /dev/full on this system")
    with (
        Path("/dev/full").open("w") as full,
        process("claims", "--store", sample_store, stdout=full) as done,
    ):
        _, errors = done.communicate()
    assert (done.returncode, errors) == (1, "kg: the output: No space left on device\n")


def test_a_reader_that_has_seen_enough_is_no_error(sample_store: Path) -> None:
    """``| head`` ends without a word."""
    with process("export", "-", "--store", sample_store) as running:
        assert running.stdout is not None
        assert running.stderr is not None
        running.stdout.readline()
        running.stdout.close()
        assert running.stderr.read() == ""


def test_ctrl_c_ends_a_query_at_once(sample_store: Path) -> None:
    """Also one that would run for hours; the shell sees the signal."""
    text = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
    with process("query", text, "--store", sample_store) as running:
        time.sleep(1.5)
        assert running.poll() is None
        running.send_signal(signal.SIGINT)
        assert running.wait(timeout=5) in (-signal.SIGINT, 130)


def test_ctrl_c_in_a_build_is_130_and_keeps_what_is_done(folder: Path) -> None:
    """The articles that were done are there and can be asked."""
    lines = [json.dumps({"id": str(n), "text": f"{ARTICLE} No. {n}."}) for n in range(3000)]
    (folder / "many.jsonl").write_text("\n".join([*lines[:5], "{", *lines[5:]]))
    with process("build", "many.jsonl") as running:
        assert running.stderr is not None
        running.stderr.readline()  # the complaint on line 6 comes when five articles are done
        running.send_signal(signal.SIGINT)
        _, errors = running.communicate(timeout=60)
    assert running.returncode == 130
    assert "Traceback" not in errors
    assert 5 < len(kg("articles").stdout.splitlines()) < 3000


def test_no_color_means_none(sample_store: Path) -> None:
    """NO_COLOR holds where colour would be on, too."""
    arguments = ["queries"]
    coloured = CliRunner().invoke(main, arguments, color=True).stdout
    plain = CliRunner().invoke(main, arguments, color=True, env={"NO_COLOR": "1"}).stdout
    assert "\x1b[" in coloured
    assert "\x1b[" not in plain


def test_annotate_reads_standard_input_by_default() -> None:
    """Without a file the text comes from standard input."""
    result = kg("annotate", stdin="Imran Khan spoke.")
    assert result.exit_code == 0
    assert "Entity=B-Person" in result.stdout


def test_a_party_and_a_person_are_not_the_same(copy: Path) -> None:
    """A decision that cannot be is refused."""
    result = kg("same", "PTI", "Imran Khan", "--store", copy, "--author", "desk")
    assert result.exit_code == 2
    assert "cannot be the same" in result.stderr


def test_a_joined_pair_is_parted_by_name(copy: Path) -> None:
    """Who was said to be the same can be said to be different, by the same names."""
    pair = ("Shehbaz Sharif", "Nawaz Sharif", "--store", copy, "--author", "desk")
    assert kg("same", *pair).exit_code == 0
    assert kg("different", *pair).exit_code == 0
    result = kg("entities", "--store", copy)
    assert "Shehbaz Sharif" in result.stdout
    assert "Nawaz Sharif" in result.stdout
