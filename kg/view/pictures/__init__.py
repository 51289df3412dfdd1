"""Pictures for print: what the views hold, drawn by matplotlib on a sheet of points.

matplotlib is an extra of the package; it is loaded when something is drawn.
"""

from kg.view.pictures.kinds import PICTURES, picture_of
from kg.view.pictures.matrix import draw_matrix
from kg.view.pictures.network import draw_network
from kg.view.pictures.seats import draw_seats
from kg.view.pictures.sheet import ENDINGS, Picture
from kg.view.pictures.timeline import draw_timeline

__all__ = [
    "ENDINGS",
    "PICTURES",
    "Picture",
    "draw_matrix",
    "draw_network",
    "draw_seats",
    "draw_timeline",
    "picture_of",
]
