"""Views: claims become a network, a network becomes a page that opens its evidence."""

from kg.view.network import alliances, ego, events, people
from kg.view.page import page, write_page

__all__ = ["alliances", "ego", "events", "page", "people", "write_page"]
