"""A sheet for print: shapes and words on it, in points, written as SVG or PNG.

matplotlib draws, through its object-oriented face alone, so that nothing of it is shared with the
program around. Equal drawings give equal bytes. In an SVG words stay words, which can be searched,
edited and read aloud; where they stand does not depend on the fonts of the machine.
"""

from __future__ import annotations

import io
import re
import warnings
from collections.abc import Sequence
from functools import cache
from html import escape
from importlib.resources import files
from math import cos, pi, sin
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Any
from unicodedata import bidirectional

from kg.errors import UsageError
from kg.view.glyph import plain
from kg.view.pictures.letters import BODY, BUNDLED, STACK, families

if TYPE_CHECKING:
    from matplotlib.figure import Figure

Point = tuple[float, float]

ENDINGS = (".svg", ".png")
COLUMN, PAGE, TALL = 252.0, 518.0, 690.0  # points: a column's width, a page's, its height
DPI = 300
PAPER = "#ffffff"
_HALO = "halo-"
_LOCK = Lock()  # matplotlib's settings are shared by all threads


class Picture:
    """A sheet of so many points by so many, y downwards, that is drawn on and then written."""

    def __init__(self, width: float, height: float, *, title: str = "", told: str = "") -> None:
        figure = _figure()
        self.width, self.height = width, height
        self.title, self.told = plain(title), plain(told)  # also for those who cannot see it
        self._figure: Figure = figure((width / 72, height / 72), dpi=72, facecolor=PAPER)
        self._axes = self._figure.add_axes((0.0, 0.0, 1.0, 1.0), xlim=(0, width), ylim=(height, 0))
        self._axes.set_axis_off()
        self._texts: list[tuple[Any, str]] = []
        self._halos: list[tuple[Any, float]] = []
        self._order = 0

    def path(
        self,
        points: Sequence[Point],
        *,
        curved: bool = False,
        closed: bool = False,
        pieces: Sequence[int] = (),
        **style: Any,
    ) -> None:
        """A line or an area through points.

        Args:
            points: in the order of drawing.
            curved: the middle one of three is the control of a quadratic curve.
            closed: the last is joined to the first.
            pieces: indices of points at which the pen is lifted and set down anew.
            style: fill and ink (colours; none by default), width of the line, dashes (lengths of
                on, off, on, off), opacity, rounded (ends and corners).
        """
        from matplotlib.patches import PathPatch  # noqa: PLC0415  slow to load, and an extra
        from matplotlib.path import Path as Outline  # noqa: PLC0415

        starts = {0, *pieces}
        codes = [Outline.MOVETO if i in starts else Outline.LINETO for i in range(len(points))]
        if curved:
            codes = [Outline.MOVETO, Outline.CURVE3, Outline.CURVE3]
        if closed:
            points, codes = [*points, points[0]], [*codes, Outline.CLOSEPOLY]
        self._add(PathPatch(Outline(points, codes), **_styled(**style)))

    def disc(self, x: float, y: float, radius: float, **style: Any) -> None:
        """A circle; the style is that of `path`."""
        from matplotlib.patches import Circle  # noqa: PLC0415

        self._add(Circle((x, y), radius, **_styled(**style)))

    def text(
        self,
        x: float,
        y: float,
        words: str,
        *,
        size: float = BODY,
        ink: str = "",
        weight: int = 400,
        align: str = "left",
        slant: bool = False,
        halo: float = 0.0,
        turned: float = 0.0,
    ) -> None:
        """Words on one line, their baseline at y.

        Args:
            x: where the line begins, ends or has its middle, as `align` says: left, right, center.
            y: of the baseline.
            words: control characters are left out; nothing in them is markup or mathematics.
            size: of the letters.
            ink: their colour; that of the page's text by default.
            weight: 400 normal, 700 bold.
            align: see x.
            slant: in italics.
            halo: width of a rim in the colour of the paper.
            turned: degrees, anticlockwise, around the point (x, y).
        """
        words = plain(words)
        if not words:
            return
        options: dict[str, Any] = {
            "family": BUNDLED,
            "fontsize": size,
            "fontweight": weight,
            "fontstyle": "italic" if slant else "normal",
            "ha": align,
            "va": "baseline",
            "rotation": turned,
            "rotation_mode": "anchor",
            "parse_math": False,
            "usetex": False,
        }
        if halo:
            self._order += 1
            rim = self._axes.text(x, y, words, color=PAPER, zorder=self._order, **options)
            rim.set_gid(f"{_HALO}{len(self._halos)}")
            self._halos.append((rim, halo))
            self._texts.append((rim, words))
        self._order += 1
        ink = ink or colours()["ink"]
        self._texts.append(
            (self._axes.text(x, y, words, color=ink, zorder=self._order, **options), words)
        )

    def write(self, path: Path | str) -> None:
        """Write the drawing to a file, in the format that its ending names.

        Raises:
            UsageError: the ending is neither .svg nor .png.
        """
        path = Path(path)
        require_ending(path)
        if path.suffix.lower() == ".svg":
            with path.open("w", encoding="utf-8", newline="\n") as file:
                file.write(self.svg())
        else:
            path.write_bytes(self.png())

    def png(self, *, dpi: float = DPI) -> bytes:
        """The drawing as a PNG, its letters from the fonts that are installed."""
        from matplotlib.patheffects import Stroke  # noqa: PLC0415

        for text, words in self._texts:
            text.set_fontfamily(families(words))
            text.set_text(_from_left(words))
        for rim, width in self._halos:
            rim.set_path_effects([Stroke(linewidth=width, foreground=PAPER)])
        return self._saved("png", dpi=dpi, metadata={"Software": None, "Title": self.title})

    def svg(self) -> str:
        """The drawing as the text of an SVG file."""
        for text, words in self._texts:
            text.set_fontfamily(BUNDLED)
            text.set_text(words)
        for rim, _ in self._halos:
            rim.set_path_effects([])
        nothing = dict.fromkeys(("Creator", "Date", "Format", "Type"))
        drawn = self._saved("svg", dpi=72, metadata=nothing).decode("utf-8")
        # "<" in words is escaped, so whatever begins with it is markup of matplotlib's
        drawn = re.sub(r'(<text style="[^"]*font-family: )[^;"]*', rf"\1{STACK}", drawn)
        for number, (_, width) in enumerate(self._halos):
            drawn = re.sub(
                rf'<g id="{_HALO}{number}">(\s*)<text style="',
                rf'<g aria-hidden="true">\1<text style="stroke: {PAPER};'
                f" stroke-width: {width:g}px; stroke-linejoin: round; ",
                drawn,
                count=1,
            )
        names = f"<title>{escape(self.title)}</title>\n <desc>{escape(self.told)}</desc>"
        head, end, rest = drawn.partition('version="1.1">')
        return f'{head}role="img" {end}\n {names}{rest}'

    def __repr__(self) -> str:
        return f"<Picture {self.title!r}>"

    def _repr_png_(self) -> tuple[bytes, dict[str, int]]:
        """The drawing in a notebook, sharp on a fine screen, in few colours for a small file."""
        from PIL import Image  # noqa: PLC0415

        drawn = Image.open(io.BytesIO(self.png(dpi=144))).convert("RGB")
        file = io.BytesIO()
        # rare colours are kept, so that a single red line stays red
        few = drawn.quantize(256, Image.Quantize.MAXCOVERAGE, dither=Image.Dither.NONE)
        few.save(file, "PNG", optimize=True)
        return file.getvalue(), {"width": round(self.width / 72 * 96)}

    def _add(self, patch: Any) -> None:
        self._order += 1
        patch.set_zorder(self._order)
        self._axes.add_artist(patch)
        patch.set_clip_on(False)

    def _saved(self, form: str, **options: Any) -> bytes:
        from matplotlib import rc_context, rcParamsDefault  # noqa: PLC0415

        file = io.BytesIO()
        # whatever the user's own settings are, but for what drawing does not concern
        fixed: Any = {k: v for k, v in rcParamsDefault.items() if not k.startswith("backend")}
        fixed |= {"svg.fonttype": "none", "svg.hashsalt": "kg", "path.simplify": False}
        with _LOCK, rc_context(fixed), warnings.catch_warnings():
            # an SVG needs no letters here, and for a PNG `families` has told which are missing
            warnings.filterwarnings("ignore", message="Glyph .* missing from font")
            self._figure.savefig(file, format=form, **options)
        return file.getvalue()


def require_ending(path: Path) -> None:
    """Refuse a file name that does not say which kind of picture it is.

    Raises:
        UsageError: the ending is neither .svg nor .png.
    """
    if path.suffix.lower() not in ENDINGS:
        raise UsageError(
            f"a picture cannot be written as {path.suffix or path}", advice="use .svg or .png"
        )


def ngon(x: float, y: float, radius: float, corners: int, *, turn: float = 0.0) -> list[Point]:
    """The corners of a regular polygon, the first to the right of its centre before the turn."""
    angles = [turn + 2 * pi * i / corners for i in range(corners)]
    return [(x + radius * cos(angle), y + radius * sin(angle)) for angle in angles]


def box(left: float, top: float, width: float, height: float) -> list[Point]:
    """The corners of a rectangle."""
    return [(left, top), (left + width, top), (left + width, top + height), (left, top + height)]


@cache
def colours() -> dict[str, str]:
    """The colours of the page on light ground, by name: its style sheet is the one place."""
    style = files("kg.view").joinpath("page.css").read_text("utf-8")
    return dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6})", style[: style.index("}")]))


def _from_left(words: str) -> str:
    """A phrase of English with Arabic or Hebrew names in it, marked to run from left to right."""
    kinds = {bidirectional(char) for char in words}
    return f"\u200e{words}" if "L" in kinds and kinds & {"R", "AL"} else words


def _styled(
    *,
    fill: str | None = None,
    ink: str | None = None,
    width: float = 1.0,
    dashes: Sequence[float] = (),
    opacity: float = 1.0,
    rounded: bool = False,
) -> dict[str, Any]:
    """The style of a shape in matplotlib's words."""
    # it takes dashes as multiples of the width
    broken = (0, [each / width for each in dashes]) if dashes else "solid"
    return {
        "facecolor": fill or "none",
        "edgecolor": ink or "none",
        "linewidth": width if ink else 0.0,
        "linestyle": broken if ink else "solid",
        "alpha": opacity if opacity < 1 else None,
        "capstyle": "round" if rounded else "butt",
        "joinstyle": "round" if rounded else "miter",
    }


def _figure() -> type[Figure]:
    """Matplotlib's Figure.

    Raises:
        UsageError: matplotlib is not installed.
    """
    try:
        from matplotlib.figure import Figure  # noqa: PLC0415
    except ImportError as error:
        raise UsageError(
            "pictures need matplotlib, which is not installed",
            advice="pip install 'polkg[pictures]', or write a page: -o FILE.html",
        ) from error
    return Figure
