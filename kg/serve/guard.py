"""Who may ask: the walls around a server that runs on somebody's own machine.

A page in the same browser must not reach it. Host is checked against DNS rebinding
(CVE-2018-5702, CVE-2025-66414), Origin and Sec-Fetch-Site against requests from other sites.
"""

from __future__ import annotations

import re
from collections.abc import Collection

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})
_HOST = re.compile(r"(\[(?P<v6>[0-9a-f:.]+)\]|(?P<name>[a-z0-9_.-]+))(:[0-9]{1,5})?")
_HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:;"
        " form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",  # "no-referrer" would send forms without an origin
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "no-cache",
}


class Guard:
    """Lets through what comes from this machine's user, and adds headers that browsers obey.

    Args:
        app: what is guarded.
        hosts: names under which the server may be addressed.
    """

    def __init__(self, app: ASGIApp, hosts: Collection[str] = LOOPBACK) -> None:
        self._app = app
        self._hosts = frozenset(host.lower() for host in hosts)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request, or refuse it."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in _HEADERS.items():
                    headers.setdefault(name, value)
            await send(message)

        reason, status = self._refusal(scope)
        app = PlainTextResponse(reason + "\n", status) if reason else self._app
        await app(scope, receive, with_headers)

    def _refusal(self, scope: Scope) -> tuple[str, int]:
        headers = Headers(scope=scope)
        hosts = [host.lower() for host in headers.getlist("host")]
        if len(hosts) != 1 or _name(hosts[0]) not in self._hosts:
            return "this server is not known under that host name", 421
        origins = [origin.lower() for origin in headers.getlist("origin")]
        if any(origin.partition("://")[2] != hosts[0] for origin in origins):
            return "requests of other origins are refused", 403
        site = headers.get("sec-fetch-site", "none")
        followed = (
            scope["method"] in ("GET", "HEAD") and headers.get("sec-fetch-mode") == "navigate"
        )
        if site not in ("none", "same-origin") and not followed:
            return "requests of other sites are refused", 403
        return "", 200


def _name(host: str) -> str:
    """The name in a Host header: "[::1]:8080" is "::1"; empty for what is no host."""
    found = _HOST.fullmatch(host)
    return (found["v6"] or found["name"]) if found else ""
