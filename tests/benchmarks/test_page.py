"""What a large page costs: ``KG_BENCHMARK=1 pytest tests/benchmarks/test_page.py -s`` prints it.

Seconds are those of a processor that does nothing else (its time for the process, and for the
page's main thread), and of the clock. Chromium draws without a graphics card here; a reader's own
machine is faster.
"""

from __future__ import annotations

import os
import time
from pathlib import Path

import numpy as np
import pytest
from election import election_claims
from many import many_claims
from screen import browser, wait_for
from test_layout import displacement

from kg.view import alliances, write_page
from kg.view.layout import layouts, positions

pytestmark = pytest.mark.skipif("KG_BENCHMARK" not in os.environ, reason="KG_BENCHMARK is not set")
DRAWN = "performance.getEntriesByName('drawn').length > 0"
REDRAW = """() => {
    const start = performance.now();
    for (let i = 0; i < 10; i += 1) kgView.network.redraw();
    return (performance.now() - start) / 10;
}"""
FILTER = """() => {
    const start = performance.now();
    document.querySelector("#by-predicate input").click();
    kgView.network.redraw();
    return performance.now() - start;
}"""


@pytest.mark.parametrize("nodes", [50, 500, 2000])
def test_time_to_first_draw(nodes: int, tmp_path: Path) -> None:
    """Layout, size of the file, first draw, another draw, a filter."""
    network = alliances(many_claims(nodes), {})
    start = time.process_time()
    layouts(network, aspects=[1.55, 0.7])
    layout = time.process_time() - start
    file = tmp_path / "page.html"
    write_page(file, network, title="Alliances", max_nodes=nodes)
    with browser() as chromium:
        tab = chromium.new_page(viewport={"width": 1280, "height": 800})
        session = tab.context.new_cdp_session(tab)
        session.send("Performance.enable", {"timeDomain": "threadTicks"})
        tab.goto(file.as_uri())
        wait_for(tab, DRAWN)
        metrics = session.send("Performance.getMetrics")["metrics"]
        busy = next(each["value"] for each in metrics if each["name"] == "TaskDuration")
        drawn = tab.evaluate("performance.getEntriesByName('drawn')[0].startTime")
        redraw, filtered = tab.evaluate(REDRAW), tab.evaluate(FILTER)
    print(
        f"\n{nodes} nodes, {network.number_of_edges()} edges: both layouts {layout:.1f} s,"
        f" file {file.stat().st_size / 1e6:.1f} MB, first draw {busy:.2f} s"
        f" (by the clock {drawn / 1000:.2f} s),"
        f" another {redraw:.0f} ms, a filter {filtered:.0f} ms"
    )


def test_how_much_one_article_moves() -> None:
    """Each article left out once; figures of the wide layout."""
    claims = election_claims()
    whole = positions(alliances(claims, {}), aspect=1.55)
    moves = []
    for article in sorted({claim.article.iri for claim in claims}):
        rest = [claim for claim in claims if claim.article.iri != article]
        moves.append(displacement(whole, positions(alliances(rest, {}), aspect=1.55)))
    median, turned = np.median(moves, axis=0)
    worst = np.max(moves, axis=0)
    print(
        f"\n{len(moves)} articles: the median name moves {100 * median:.0f} % of the diagonal"
        f" (worst article {100 * worst[0]:.0f} %), {100 * turned:.0f} % of the pairs change sides"
        f" (worst {100 * worst[1]:.0f} %)"
    )
