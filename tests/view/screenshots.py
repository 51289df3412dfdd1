"""Takes README's pictures of the page: ``python tests/view/screenshots.py``.

Needs Chromium. The pages are those of `kg view` on the bundled articles, so the pictures change
with what is extracted; look at each before it is committed.
"""

from __future__ import annotations

import sys
import tempfile
from contextlib import chdir
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent.parent.parent
sys.path[:0] = [str(ROOT), str(Path(__file__).parent)]

from screen import browser, wait_for  # noqa: E402  stands beside this file

from kg.cli import main  # noqa: E402

FOLDER = ROOT / ".github" / "screenshots"
CHOOSE = """(short) => {
    const { id } = kgView.nodes.find((node) => node.short === short);
    kgView.choose({ node: id }, { focus: false, scroll: false });
}"""


def take() -> None:
    """Build the bundled articles, draw them, and write one picture after the other."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, chdir(folder), browser() as chromium:
        kg("build", "--quiet")
        kg("view", "alliances", "-o", "page.html")
        page = Path("page.html").resolve()
        tab = opened(chromium, page)
        tab.evaluate(CHOOSE, "PML-N")
        tab.evaluate("document.querySelector('.tie').open = true")
        tab.evaluate("document.querySelector('.tie').scrollIntoView()")
        save(tab, "alliances")
        tab = opened(chromium, page, color_scheme="dark")
        tab.evaluate(CHOOSE, "PTI")
        save(tab, "disagreement")
        save(opened(chromium, page, width=390, height=844), "phone")


def kg(*arguments: str) -> None:
    """Run one command of ours."""
    try:
        main(arguments, standalone_mode=False)
    except SystemExit as end:
        assert not end.code, arguments


def opened(
    chromium: Any, page: Path, *, width: int = 1280, height: int = 800, **context: Any
) -> Any:
    """A tab with the page drawn."""
    tab = chromium.new_page(viewport={"width": width, "height": height}, **context)
    tab.goto(page.as_uri())
    wait_for(tab, "performance.getEntriesByName('drawn').length > 0")
    return tab


def save(tab: Any, name: str) -> None:
    """Write what the tab shows."""
    tab.wait_for_timeout(500)
    tab.screenshot(path=FOLDER / f"{name}.png")
    print(f"wrote {(FOLDER / name).relative_to(ROOT)}.png")


if __name__ == "__main__":
    take()
