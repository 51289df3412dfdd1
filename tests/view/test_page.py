from __future__ import annotations

import base64
import hashlib
import json
import re
from pathlib import Path

from election import PTI, entity, say

from kg.model import StoredClaim
from kg.view import alliances, page, write_page
from kg.view.page import policy


def data_of(text: str) -> dict:
    """The page's data block, parsed."""
    found = re.search(r'<script type="application/json" id="data">(.*?)</script>', text, re.DOTALL)
    assert found
    return json.loads(found[1])


def own_part(text: str) -> str:
    """The page without the bundled vis-network script and without the data."""
    first, _, rest = text.partition("<script>")
    _, _, rest = rest.partition("</script>")
    return first + re.sub(r'id="data">.*?</script>', "></script>", rest, flags=re.DOTALL)


def test_nothing_is_loaded_from_anywhere(election: list[StoredClaim]) -> None:
    """No element names an address, and none of pyvis's CDN links is left."""
    text = page(alliances(election, {}), title="t")
    assert not re.search(r"<(link|iframe|img|object|embed|base)\b", own_part(text))
    assert not re.search(r"<script[^>]*\ssrc", text)
    assert not re.search(r"url\(|@import", own_part(text))
    assert not re.search(r"jsdelivr|cdnjs|unpkg", text)


def test_the_policy_allows_just_the_two_scripts(election: list[StoredClaim]) -> None:
    """Each hash of the policy is that of a script in the page, and there is no other script."""
    text = page(alliances(election, {}), title="t")
    scripts = re.findall(r"<script(?: type=\"module\")?>(.*?)</script>", text, re.DOTALL)
    hashes = {
        "sha256-" + base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
        for script in scripts
    }
    assert set(re.findall(r"sha256-[\w+/=]+", text)) == hashes
    assert len(hashes) == 2
    assert "default-src 'none'" in text


def test_hostile_text_cannot_leave_the_data_block(hostile: list[StoredClaim]) -> None:
    """Names and quotes with markup make no element, and come back whole from the data."""
    text = page(alliances(hostile, {}), title="</title><script>alert(1)</script>")
    assert len(re.findall(r"<script\b", own_part(text))) == 2  # the data and our own
    assert "<img" not in text
    quotes = [row["quote"] for edge in data_of(text)["edges"] for row in edge["evidence"]]
    assert hostile[0].claim.evidence.quote in quotes


def test_every_parallel_edge_has_its_own_curve(election: list[StoredClaim]) -> None:
    """Planned and denied between one pair bend differently, so that both can be seen."""
    edges = data_of(page(alliances(election, {}), title="t"))["edges"]
    curves: dict[tuple, list] = {}
    for edge in edges:
        turn = edge["smooth"] and edge["smooth"]["roundness"] * (
            1 if (edge["smooth"]["type"] == "curvedCW") == (edge["from"] < edge["to"]) else -1
        )
        curves.setdefault(tuple(sorted((edge["from"], edge["to"]))), []).append(turn)
    assert max(len(each) for each in curves.values()) >= 3
    assert all(len(set(each)) == len(each) for each in curves.values())


def test_equal_networks_give_equal_bytes(election: list[StoredClaim], tmp_path: Path) -> None:
    """A page depends on its claims, not on their order, and is written as UTF-8 without CR."""
    write_page(tmp_path / "a.html", alliances(election, {}), title="Überblick")
    write_page(tmp_path / "b.html", alliances(election[::-1], {}), title="Überblick")
    first = (tmp_path / "a.html").read_bytes()
    assert first == (tmp_path / "b.html").read_bytes()
    assert b"\r" not in first
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.html", "b.html"]


def test_a_large_network_keeps_the_most_connected_and_says_so() -> None:
    """Of a hub with twenty partners the hub stays, and the page counts what it leaves out."""
    partners = [entity("Party", f"Partner {i}") for i in range(20)]
    network = alliances([say(PTI, "alliedWith", each, "q") for each in partners], {})
    data = data_of(page(network, title="t", max_nodes=5))
    assert "PTI" in {node["short"] for node in data["nodes"]}
    assert (len(data["nodes"]), data["left_out"], data["left_out_edges"]) == (5, 16, 16)
    assert len(network) == 21


def test_an_empty_network_is_a_page_too() -> None:
    """No claims, no error."""
    assert data_of(page(alliances([], {}), title="t"))["nodes"] == []


def test_a_server_s_pages_are_linked(election: list[StoredClaim]) -> None:
    """With `href` each entity and each claim's article has an address; without, none has."""
    network = alliances(election, {})
    data = data_of(page(network, title="t", href=lambda iri: f"/at/{iri}"))
    assert all(node["page"] == f"/at/{node['iri']}" for node in data["nodes"])
    rows = [row for edge in data["edges"] for row in edge["evidence"]]
    assert all(row["page"].startswith("/at/") for row in rows)
    bare = data_of(page(network, title="t"))
    assert not any("page" in row for edge in bare["edges"] for row in edge["evidence"])


def test_a_server_can_send_the_policy_as_a_header(election: list[StoredClaim]) -> None:
    """`policy` is what the page itself says, whatever the network."""
    text = page(alliances(election, {}), title="t")
    assert f'content="{policy()}"' in text
