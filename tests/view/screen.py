"""The browser, where things of the drawing are on its screen, and what is drawn there."""

from __future__ import annotations

import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

SWITCHES = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-quic",
    "--no-first-run",
    "--disable-component-update",
    "--disable-sync",
]

SHOWN = """() => kgView.edges
    .filter((edge) => !kgView.network.body.edges[edge.id].options.hidden)
    .map(({ predicate, status, from, to }) =>
        [predicate, status, kgView.nodes[from].iri, kgView.nodes[to].iri].join(" "))
    .sort()"""

# Points of an edge, from 15 to 85 percent of the way, that lie on nothing else: `clear` pixels or
# more from every other edge and outside all shapes and labels.
CLEAR = """([id, clear]) => {
    const { network, edges, nodes } = kgView;
    const scale = network.getScale();
    const paths = new Map(edges.map((edge) => {
        const line = network.body.edges[edge.id].edgeType;
        return [edge.id, Array.from({ length: 61 }, (_, i) => {
            const via = line.getViaNode ? line.getViaNode() : undefined;
            return line.getPoint(i / 60, via);
        })];
    }));
    const box = document.getElementById("network").getBoundingClientRect();
    return paths.get(id).slice(9, 52).filter((point) => {
        const far = (other) => Math.hypot(other.x - point.x, other.y - point.y) * scale;
        const others = edges.filter((edge) => edge.id !== id).flatMap((edge) => paths.get(edge.id));
        return others.every((other) => far(other) > clear) && nodes.every((node) => {
            const at = network.getPosition(node.id);
            const [width, height, drop] = node.box;
            return Math.abs(point.x - at.x) > width / 2 + 4 / scale
                || Math.abs(point.y - at.y - drop) > height / 2 + 4 / scale;
        });
    }).map((point) => {
        const place = network.canvasToDOM(point);
        return [place.x + box.left, place.y + box.top];
    });
}"""


@contextmanager
def browser() -> Iterator[Any]:
    """Debian's Chromium without a window."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        path = shutil.which("chromium")
        started = playwright.chromium.launch(executable_path=path, args=SWITCHES)
        yield started
        started.close()


def shown(tab: Any) -> list[str]:
    """The edges that the drawing shows, each as "predicate status one other"."""
    return tab.evaluate(SHOWN)


def clear_points(tab: Any, edge: str, *, clear: float = 10) -> list[tuple[float, float]]:
    """Places on the screen that can only mean this edge."""
    return [(x, y) for x, y in tab.evaluate(CLEAR, [edge, clear])]


def node_point(tab: Any, short: str) -> tuple[float, float]:
    """Where on the screen the node with this short form is."""
    x, y = tab.evaluate(
        """(short) => {
            const { id } = kgView.nodes.find((node) => node.short === short);
            const place = kgView.network.canvasToDOM(kgView.network.getPosition(id));
            const box = document.getElementById("network").getBoundingClientRect();
            return [place.x + box.left, place.y + box.top];
        }""",
        short,
    )
    return x, y


def quotes(tab: Any) -> list[str]:
    """The sentences that the panel shows."""
    return tab.locator("#panel blockquote").all_inner_texts()


def wait_for(tab: Any, expression: str, *, seconds: float = 20) -> None:
    """Asks the page until something is true; its policy lets no watcher run inside it."""
    end = time.monotonic() + seconds
    while not tab.evaluate(expression):
        assert time.monotonic() < end, f"never true: {expression}"
        tab.wait_for_timeout(50)
