"""Which media type an answer takes: the Accept header against what can be written (RFC 9110)."""

from __future__ import annotations

from collections.abc import Mapping

#: Media types of rows and of yes or no, by format of ``kg.query.FORMATS``; the first is preferred.
RESULTS = {
    "application/sparql-results+json": "json",
    "application/json": "json",
    "application/sparql-results+xml": "xml",
    "application/xml": "xml",
    "text/xml": "xml",
    "text/csv": "csv",
    "text/tab-separated-values": "tsv",
    "text/plain": "table",
}
#: Media types of triples, by format of ``kg.query.GRAPH_FORMATS``.
TRIPLES = {
    "text/turtle": "ttl",
    "application/n-triples": "nt",
    "application/ld+json": "jsonld",
    "application/rdf+xml": "rdf",
    "application/xml": "rdf",
    "application/json": "jsonld",
}
HTML = "text/html"
_CHARSET = ("text/", "application/xml")


def accepted(accept: str, offered: Mapping[str, str]) -> str | None:
    """The media type to answer with.

    Args:
        accept: the header; empty for anything.
        offered: media types, the preferred one first.

    Returns:
        One of the offered; None where none is acceptable.
    """
    ranges = [_range(part) for part in (accept or "*/*").split(",")]
    best, chosen = 0.0, None
    for offer in offered:
        quality, _ = max(
            ((weight, precise) for pattern, weight in ranges if (precise := _fits(pattern, offer))),
            key=lambda found: found[1],  # the most precise range decides
            default=(0.0, 0),
        )
        if quality > best:
            best, chosen = quality, offer
    return chosen


def content_type(media: str) -> str:
    """A media type with the charset that text needs."""
    return f"{media}; charset=utf-8" if media.startswith(_CHARSET) else media


def _range(part: str) -> tuple[str, float]:
    pattern, *parameters = (piece.strip().lower() for piece in part.split(";"))
    for parameter in parameters:
        name, _, value = parameter.partition("=")
        if name.strip() == "q":
            try:
                return pattern, min(1.0, max(0.0, float(value)))
            except ValueError:
                return pattern, 0.0
    return pattern, 1.0


def _fits(pattern: str, offer: str) -> int:
    """How precisely a range names a media type; 0 for not at all."""
    if pattern == offer:
        return 3
    if pattern == f"{offer.partition('/')[0]}/*":
        return 2
    return 1 if pattern == "*/*" else 0
