"""Judgements by forms: recorded, followed by the derived graphs, served at once, taken back."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from kg.derive import ENTITIES, read_judgements
from kg.serve import create_app
from kg.serve.leave import Leave
from kg.store import open_store
from kg.vocab import BASE
from tests.serve.asking import HOSTILE, page

NAWAZ, SHEHBAZ, PTI = (
    f"{BASE}entity/{name}"
    for name in ("person/nawaz-sharif", "person/shehbaz-sharif", "party/pakistan-tehreek-e-insaf")
)


@pytest.fixture(name="store")
def _store(sample_store: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(sample_store, tmp_path / "store"))


@pytest.fixture(name="editor")
def _editor(store: Path) -> Iterator[TestClient]:
    leave = Leave()
    app = create_app(store, leave=leave)
    with TestClient(app, base_url="http://localhost") as client:
        client.headers["Origin"] = "http://localhost"
        client.get(f"/edit?token={leave.token}")
        client.proof = leave.proof  # type: ignore[attr-defined]
        yield client


def judged(client: TestClient, decision: str, one: str = NAWAZ, other: str = SHEHBAZ, **more: str):
    """The answer to a form."""
    form = {"one": one, "other": other, "decision": decision, "proof": client.proof, **more}
    return client.post("/judge", data=form, headers={"Accept": "text/html"})


def entities(store: Path) -> set[str]:
    """The graph of who is who."""
    with open_store(store) as opened:
        return set(map(str, opened.quads(ENTITIES)))


def test_a_judgement_is_served_at_once_and_can_be_taken_back(
    editor: TestClient, store: Path
) -> None:
    """Two become one entity on its page; taken back they are the two that they were."""
    before = entities(store)
    answer = judged(editor, "same", reason="brothers?", author="N.")
    assert (answer.status_code, answer.url.path) == (200, "/id/entity/person/nawaz-sharif")
    assert "Articles write of 2 who are taken to be this one" in answer.text
    assert "“brothers?” <small>N.," in answer.text
    assert entities(store) != before
    assert judged(editor, "unsure").status_code == 200
    assert entities(store) == before


def test_only_who_has_leave_is_led_to_forms(editor: TestClient) -> None:
    """Others see the same page without them."""
    path = "/id/entity/person/nawaz-sharif"
    assert any(link.startswith("/judge?one=") for link in page(editor, path).links)
    editor.cookies.clear()
    assert not [link for link in page(editor, path).links if "judge" in link]


def test_candidates_and_their_words_are_shown(editor: TestClient) -> None:
    """Those of the surname, each with a comparison, which has both sides' sentences."""
    shown = page(editor, f"/judge?one={NAWAZ}")
    (link,) = (to for to in shown.links if to.startswith("/judge") and "shehbaz-sharif" in to)
    compared = page(editor, link)
    assert compared.tags.count("blockquote") > 4
    assert compared.tags.count("button") == 1 + 2


def test_a_decision_on_a_joined_pair_is_shown_apart(editor: TestClient) -> None:
    """What articles state of each by itself, the decision, and a button to take it back."""
    judged(editor, "same", reason="a reason")
    compared = page(editor, f"/judge?one={NAWAZ}&other={SHEHBAZ}")
    assert "taken to be one" in compared.text
    assert "“a reason”" in compared.text
    assert "Take the decision back" in compared.text


def test_nothing_is_recorded_while_a_build_writes(editor: TestClient, store: Path) -> None:
    """The page says so, keeps the reason, and names no folder."""
    with open_store(store, write=True):
        answer = judged(editor, "same", reason="kept <b>")
    assert answer.status_code == 409
    assert "A build is writing the graph" in answer.text
    assert 'value="kept &lt;b&gt;"' in answer.text
    assert str(store) not in answer.text
    with open_store(store) as opened:
        assert not read_judgements(opened)


@pytest.mark.parametrize(
    ("one", "other", "decision", "status"),
    [(NAWAZ, PTI, "same", 400), (NAWAZ, NAWAZ, "same", 400), (NAWAZ, SHEHBAZ, "unsure", 400),
     (NAWAZ, f"{BASE}entity/person/nobody", "same", 400), (NAWAZ, SHEHBAZ, "maybe", 400),
     ("no iri", SHEHBAZ, "same", 400), (NAWAZ, "> } DROP ALL #", "same", 400)],
)  # fmt: skip
def test_what_cannot_be_is_refused(
    editor: TestClient, store: Path, one: str, other: str, decision: str, status: int
) -> None:
    """With the reason, and without a trace."""
    assert judged(editor, decision, one, other).status_code == status
    with open_store(store) as opened:
        assert not read_judgements(opened)


def test_hostile_reasons_are_text(editor: TestClient) -> None:
    """And hostile authors; what is too long is cut."""
    for words in HOSTILE:
        assert judged(editor, "different", reason=words, author=words).status_code == 200
    judged(editor, "different", reason="x" * 10_000)
    shown = page(editor, "/id/entity/person/nawaz-sharif")
    assert "<script>alert(1)</script>" in shown.text
    assert "x" * 500 in shown.text
    assert "x" * 501 not in shown.text
