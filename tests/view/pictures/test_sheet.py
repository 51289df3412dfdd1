from __future__ import annotations

import io
import sys
import threading
from pathlib import Path

import matplotlib as mpl
import pytest
from pictures.drawn import SVG, tree, words
from PIL import Image

from kg.errors import UsageError
from kg.view.pictures.sheet import DPI, Picture, box, colours, ngon, require_ending

HOSTILE = [
    "$x^2$ and \\frac{1}{2}",
    '<script>alert(1)</script> & "quotes" ]]>',
    "a\x00b\x07c\x1b[31m",
    "half a \ud800 pair",
    "\u202eevil\u202c \u200bhidden",
    "حزب العدالة והתנמית 中国共产党 🎉",
    "w" * 3000,
    "%s {} \\1 \\g<1>",
    'halo-0" font-family: nothing;',
]


def sheet(*lines: str, halo: float = 0.0) -> Picture:
    """A small sheet with lines of text."""
    picture = Picture(200, 100, title="A title", told="What it shows")
    for i, line in enumerate(lines):
        picture.text(5, 10 + 10 * i, line, halo=halo)
    return picture


@pytest.mark.parametrize("text", HOSTILE)
@pytest.mark.parametrize("halo", [0.0, 2.0])
def test_hostile_words_stay_words(text: str, halo: float) -> None:
    """No markup, no mathematics, no control characters: the SVG is XML, and says what was meant."""
    picture = sheet(text, halo=halo)
    (line,) = words(picture)
    assert line.isprintable()
    assert len(line) >= len(text) - 12
    assert picture.png(dpi=50)[:4] == b"\x89PNG"


def test_equal_drawings_are_equal_bytes(tmp_path: Path) -> None:
    """Nothing of the time, the version or chance is in a file, whatever was drawn before."""
    for form in ("svg", "png"):
        sheet("x", halo=2).write(tmp_path / f"a.{form}")
        other = sheet("x", halo=2)
        other.png(dpi=30)
        other.svg()
        other.write(tmp_path / f"b.{form}")
        assert (tmp_path / f"a.{form}").read_bytes() == (tmp_path / f"b.{form}").read_bytes()
    assert "matplotlib" not in (tmp_path / "a.svg").read_text("utf-8").lower()
    assert b"\r" not in (tmp_path / "a.svg").read_bytes()


def test_the_users_settings_do_not_matter() -> None:
    """A style of the program around is neither used nor changed."""
    before = sheet("x").svg()
    with mpl.rc_context({"text.usetex": True, "savefig.bbox": "tight", "svg.fonttype": "path"}):
        assert sheet("x").svg() == before
        assert mpl.rcParams["svg.fonttype"] == "path"


def test_phrases_with_arabic_names_run_from_the_left() -> None:
    """The mark that says so is in the PNG alone; a name by itself needs none."""
    picture = sheet("حزب meets PTI", "حزب")
    picture.png(dpi=40)
    assert [text.get_text() for text, _ in picture._texts] == ["\u200eحزب meets PTI", "حزب"]
    assert "\u200e" not in picture.svg()


def test_a_picture_is_told_to_those_who_cannot_see_it() -> None:
    """Title and description, for screen readers."""
    root = tree(sheet("x"))
    assert (root.get("role"), root.findtext(f"{SVG}title")) == ("img", "A title")
    assert root.findtext(f"{SVG}desc") == "What it shows"


def test_nothing_is_loaded_from_anywhere() -> None:
    """An SVG has no script, no link and no address but the names of its own formats."""
    text = sheet("https://elsewhere.example/x").svg()
    assert "<script" not in text
    assert "href=" not in text
    assert "url(" not in text


def test_a_png_is_sharp_in_print() -> None:
    """300 dots an inch: 200 points are 833 dots."""
    image = Image.open(io.BytesIO(sheet("x").png()))
    assert image.size == (int(200 / 72 * DPI), int(100 / 72 * DPI))


@pytest.mark.parametrize("name", ["a.pdf", "a", "a.svg.gz", "-"])
def test_other_endings_are_refused(name: str) -> None:
    """The message names the endings that there are."""
    with pytest.raises(UsageError, match=r"\.svg or \.png"):
        require_ending(Path(name))


def test_without_matplotlib_there_is_advice(monkeypatch: pytest.MonkeyPatch) -> None:
    """Who has not installed the extra is told its name."""
    monkeypatch.setitem(sys.modules, "matplotlib.figure", None)
    with pytest.raises(UsageError, match=r"polkg\[pictures\]"):
        Picture(10, 10)


def test_a_notebook_shows_it() -> None:
    """As wide as on paper, smaller as a file, and told in words without an address in memory."""
    picture = sheet("x")
    data, told = picture._repr_png_()
    assert Image.open(io.BytesIO(data)).size == (400, 200)
    assert told == {"width": round(200 / 72 * 96)}
    assert repr(picture) == "<Picture 'A title'>"


def test_colours_are_those_of_the_page() -> None:
    """Its style sheet on light ground is the one place."""
    palette = colours()
    assert palette["ink"] == "#1a1c1f"
    assert {"alliance", "talks", "opposition", "parting", "ended", "rule"} <= palette.keys()


def test_pictures_are_drawn_beside_each_other() -> None:
    """Two threads that draw at once give what each alone gives."""
    alone = sheet("x", halo=1).svg()
    drawn: list[str] = []
    threads = [threading.Thread(target=lambda: drawn.append(sheet("x", halo=1).svg()))
               for _ in range(4)]  # fmt: skip
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert drawn == [alone] * 4


def test_shapes() -> None:
    """A polygon's corners lie on its circle; a box has four."""
    assert [(round(x), round(y)) for x, y in ngon(0, 0, 10, 4)] == [
        (10, 0), (0, 10), (-10, 0), (0, -10),
    ]  # fmt: skip
    assert box(1, 2, 3, 4) == [(1, 2), (4, 2), (4, 6), (1, 6)]
