"""Requests to a server: with a password where it asks for one, a time limit, and plain messages."""

from __future__ import annotations

import logging
import re
import time
from collections.abc import Mapping
from dataclasses import dataclass
from types import TracebackType
from typing import Self
from urllib.parse import urljoin, urlsplit

import requests
from requests.auth import AuthBase, HTTPBasicAuth, HTTPDigestAuth
from urllib3.exceptions import HTTPError, ReadTimeoutError

from kg.errors import KgError, LimitError, QueryError, StoreError

logger = logging.getLogger(__name__)

SECONDS = 300.0  # for one request, from sending to the last byte
_CONNECT = 10.0  # seconds for the connection alone
_ATTEMPTS = 3
_PAUSE = 0.3  # seconds before the second attempt; the third waits twice as long
_CHUNK = 1 << 16
_LOOPBACK = ("localhost", "127.0.0.1", "::1")


@dataclass(frozen=True, slots=True)
class Response:
    """What a server answered, of status 200 to 299 or 404."""

    status: int
    headers: Mapping[str, str]
    body: bytes

    @property
    def media_type(self) -> str:
        """What the body is said to be, without parameters."""
        return self.headers.get("Content-Type", "").partition(";")[0].strip().lower()


class _NoPassword(AuthBase):
    """Nothing; also not what requests would find in ~/.netrc."""

    def __call__(self, request: requests.PreparedRequest) -> requests.PreparedRequest:
        return request


class Client:
    """A server's door. Redirects are not followed, certificates are verified.

    Args:
        shown: what messages call the server.
        user: sent only where the server asks for it, as does the password; None for neither.
        password: as ``user``.
        seconds: that a request may take.
    """

    def __init__(
        self, shown: str, *, user: str | None, password: str | None, seconds: float = SECONDS
    ) -> None:
        self._shown = shown
        self._login = None if user is None else (user, password or "")
        self._auth: AuthBase = _NoPassword()
        self._seconds = seconds
        self._session: requests.Session | None = requests.Session()

    def send(
        self,
        method: str,
        address: str,
        *,
        data: bytes | list[tuple[str, str]] | None = None,
        headers: Mapping[str, str] | None = None,
        parameters: Mapping[str, str] | None = None,
        is_query: bool = False,
        open_: bool = False,
    ) -> Response:
        """Send a request whose second sending does no harm, and again if the connection breaks.

        Args:
            method: of HTTP.
            address: where to.
            data: the body: bytes, or the fields of a form.
            headers: more of them.
            parameters: what the address gets after its question mark.
            is_query: whether what the server cannot answer is a wrong query.
            open_: never send the password.

        Raises:
            StoreError: there is no server, or it refuses.
            QueryError: the query is wrong; LimitError: it takes too long.
        """
        until = time.monotonic() + self._seconds
        # Not compressed, since a small answer that unpacks to a large one has no limit.
        every = {"Accept-Encoding": "identity", **(headers or {})}
        request = requests.Request(method, address, data=data, headers=every, params=parameters)
        response = self._attempt(request, _NoPassword() if open_ else self._auth, until, is_query)
        if response.status == 401 and self._login is not None and not open_:
            self._auth = self._answer_to(response, address)
            response = self._attempt(request, self._auth, until, is_query)
        if not 200 <= response.status < 300 and response.status != 404:
            raise self._failure(response, address, is_query)
        if response.status == 404 and is_query:
            raise self._failure(response, address, is_query)
        return response

    def _attempt(
        self, request: requests.Request, auth: AuthBase, until: float, is_query: bool
    ) -> Response:
        if self._session is None:
            raise StoreError("the store is closed")
        host = urlsplit(request.url or "").hostname
        # A proxy of the environment is for other machines.
        self._session.trust_env = host not in _LOOPBACK
        for attempt in range(1, _ATTEMPTS + 1):
            try:
                return self._once(self._session, request, auth, until)
            except (requests.Timeout, TimeoutError) as error:
                what = f"{self._shown} did not answer within {self._seconds:g} seconds"
                kind: type[KgError] = LimitError if is_query else StoreError
                if isinstance(error, requests.ConnectTimeout):
                    kind, what = StoreError, f"{self._shown} cannot be reached"
                raise kind(what, advice="ask for less" if kind is LimitError else "") from error
            except requests.exceptions.SSLError as error:
                raise StoreError(f"{self._shown}: {_cause(error)}") from error
            except requests.ConnectionError as error:
                if attempt == _ATTEMPTS:
                    raise StoreError(
                        f"{self._shown} cannot be reached: {_cause(error)}",
                        advice="is the server running?",
                    ) from error
                logger.debug("attempt %d at %s failed: %s", attempt, self._shown, _cause(error))
            except requests.RequestException as error:
                raise StoreError(f"{self._shown}: {type(error).__name__}") from error
            time.sleep(_PAUSE * attempt)
        raise AssertionError("unreachable")

    def _once(
        self, session: requests.Session, request: requests.Request, auth: AuthBase, until: float
    ) -> Response:
        left = until - time.monotonic()
        if left <= 0:
            raise TimeoutError
        request.auth = auth
        prepared = session.prepare_request(request)
        settings = session.merge_environment_settings(prepared.url or "", {}, None, None, None)
        with session.send(
            prepared,
            timeout=(min(_CONNECT, left), left),
            allow_redirects=False,
            **{**settings, "stream": True},
        ) as answer:
            body = bytearray()
            try:
                while chunk := answer.raw.read1(_CHUNK):
                    body += chunk
                    if time.monotonic() > until:  # a server that drips is as good as silent
                        raise TimeoutError
            except ReadTimeoutError as error:
                raise TimeoutError from error
            except HTTPError as error:
                raise requests.ConnectionError(error) from error
            return Response(answer.status_code, answer.headers, bytes(body))

    def _answer_to(self, response: Response, address: str) -> AuthBase:
        """How to log in as the server asks for it."""
        assert self._login is not None  # noqa: S101 - the caller looked
        asked = response.headers.get("WWW-Authenticate", "").lower()
        if "digest" in asked:
            return HTTPDigestAuth(*self._login)
        parts = urlsplit(address)
        if parts.scheme != "https" and parts.hostname not in _LOOPBACK:
            raise StoreError(
                f"{self._shown} wants the password in the clear", advice="use https://"
            )
        return HTTPBasicAuth(*self._login)

    def _failure(self, response: Response, address: str, is_query: bool) -> KgError:
        status = response.status
        said = _text(response)
        if status in (401, 403):
            known = "KG_STORE_USER and KG_STORE_PASSWORD"
            advice = f"are {known} right?" if self._login else f"set {known}"
            return StoreError(f"{self._shown} refuses access (status {status})", advice=advice)
        if 300 <= status < 400:
            place = urlsplit(urljoin(address, response.headers.get("Location", "")))
            return StoreError(
                f"{self._shown} points elsewhere (status {status}), to"
                f" {place.scheme}://{place.netloc}{place.path}; it is not followed",
                advice="give the right address with --store",
            )
        if status in (408, 504) and is_query:
            return LimitError(f"{self._shown} ended the query (status {status})", advice=said)
        reason = f"{self._shown} answered with status {status}{': ' if said else ''}{said}"
        if is_query and status == 400:
            return QueryError(reason)
        return StoreError(reason)

    def close(self) -> None:
        """Let go of the connections."""
        if self._session is not None:
            self._session.close()
            self._session = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()


def _cause(error: BaseException) -> str:
    """The innermost reason, which is the one that people understand."""
    text = str(error)
    found = re.findall(r"\[[^\]]*\][^'\"\\)]*|certificate[^'\"\\)]*", text)
    return (found[-1] if found else type(error).__name__).strip()


def _text(response: Response) -> str:
    """The first words of what a server says about a failure; it may repeat the query after them."""
    text = response.body[:2000].decode("utf-8", "replace").partition("SPARQL query:")[0]
    if "html" in response.media_type:
        text = re.sub(r"<(style|script|head)\b.*?</\1>|<[^>]*>", " ", text, flags=re.DOTALL)
    return " ".join(text.split())[:200]
