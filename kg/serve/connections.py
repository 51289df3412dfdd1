"""Connections that ask for nothing, or ask or listen without an end, make room for others.

uvicorn limits how long a connection is kept after an answer, not how long one may take to ask or to
read what it is sent.
"""

from __future__ import annotations

import asyncio

from uvicorn.protocols.http.h11_impl import H11Protocol

PATIENCE = 10.0  # seconds for a request's head and body, and for reading some of the answer
MOST = 500  # connections; one more, and the one that has been idle longest is ended
_LOOK = 1.0  # seconds between two looks at a connection


class Connection(H11Protocol):
    """A connection that is ended when its client is too slow."""

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Begin to count its time."""
        super().connection_made(transport)
        self._since, self._unsent = self.loop.time(), 0
        self._look = self.loop.call_later(_LOOK, self._see_to_it)
        if len(self.connections) > MOST:
            waiting = (c for c in self.connections if isinstance(c, Connection) and c.waits)
            oldest = min(waiting, key=lambda connection: connection._since, default=None)
            if oldest is not None:
                oldest.transport.abort()

    def connection_lost(self, exc: Exception | None) -> None:
        """Stop counting."""
        self._look.cancel()
        super().connection_lost(exc)

    def on_response_complete(self) -> None:
        """The time for the next request begins."""
        self._since = self.loop.time()
        super().on_response_complete()

    @property
    def waits(self) -> bool:
        """Whether it is open and its client has something to send."""
        return self._asks() and not self.transport.is_closing()

    def _asks(self) -> bool:
        return self.cycle is None or self.cycle.response_complete or self.cycle.more_body

    def _see_to_it(self) -> None:
        unsent = self.transport.get_write_buffer_size()
        working = not (self._asks() or unsent)  # its query is limited elsewhere
        if working or unsent < self._unsent:
            self._since = self.loop.time()
        self._unsent = unsent
        if self.loop.time() - self._since > PATIENCE:
            self.transport.abort()
        else:
            self._look = self.loop.call_later(_LOOK, self._see_to_it)
