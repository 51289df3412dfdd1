"""Views: claims become a network, a network becomes a page that opens its evidence."""

from kg.view.filter import Filter
from kg.view.kinds import network_of
from kg.view.network import alliances, ego, events, people
from kg.view.page import page, write_page

__all__ = ["Filter", "alliances", "ego", "events", "network_of", "page", "people", "write_page"]
