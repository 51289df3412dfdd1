"""Views: claims become a network, a network becomes a page that opens its evidence."""

from kg.view.filter import Filter
from kg.view.formats import network_text
from kg.view.kinds import KINDS, network_among, network_of
from kg.view.measures import measure
from kg.view.network import alliances, ego, events, people
from kg.view.outlets import sources
from kg.view.page import page, write_page
from kg.view.pairs import pairs
from kg.view.pictures import draw_matrix, draw_network, draw_seats, draw_timeline
from kg.view.seats import seats
from kg.view.timeline import by_actor, timeline

__all__ = [
    "KINDS",
    "Filter",
    "alliances",
    "by_actor",
    "draw_matrix",
    "draw_network",
    "draw_seats",
    "draw_timeline",
    "ego",
    "events",
    "measure",
    "network_among",
    "network_of",
    "network_text",
    "page",
    "pairs",
    "people",
    "seats",
    "sources",
    "timeline",
    "write_page",
]
