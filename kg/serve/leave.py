"""Who may change something: who came once by the address with the token that was printed.

The token stays in a cookie that no script reads and that no other site's request carries. A form
proves by a value made from the token that this server made it.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets

from starlette.datastructures import QueryParams
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

COOKIE = "kg-edit"


class Leave:
    """A token, and what it gives leave to.

    Args:
        token: who has it may record judgements; a new one where empty.
    """

    def __init__(self, token: str = "") -> None:
        self.token = token or secrets.token_urlsafe(32)
        self.proof = hmac.new(self.token.encode(), b"form", hashlib.sha256).hexdigest()
        # Browsers send cookies to every port of a host: another server has one by another name.
        self._cookie = f"{COOKIE}-{hashlib.sha256(self.token.encode()).hexdigest()[:12]}"

    async def enter(self, request: Request) -> Response:
        """GET of ``/edit?token=``: keep the token, and go to the start."""
        given = QueryParams(request.scope["query_string"]).get("token", "")
        if not _equal(given, self.token):
            raise HTTPException(403, "this is not the address that was printed at the start")
        answer = RedirectResponse("/", 303, headers={"Cache-Control": "no-store"})
        answer.set_cookie(self._cookie, self.token, httponly=True, samesite="strict", path="/")
        return answer

    def given(self, request: Request) -> bool:
        """Whether a request comes from who has the token."""
        return _equal(request.cookies.get(self._cookie, ""), self.token)

    def check(self, request: Request) -> None:
        """Refuse a request for a page that changes something.

        Raises:
            HTTPException: 403, who asks has not the token.
        """
        if not self.given(request):
            raise HTTPException(403, "come by the address that was printed at the start")

    def check_form(self, request: Request, proof: str) -> None:
        """Refuse a form that no page of this server sent.

        Raises:
            HTTPException: 403, who sends it has not the token, or it is not ours.
        """
        self.check(request)
        # The guard refuses other origins and sites where a browser names them; here it must.
        if not {"origin", "sec-fetch-site"} & set(request.headers) or not _equal(proof, self.proof):
            raise HTTPException(403, "this form was not made by this server; open its page again")


def _equal(one: str, other: str) -> bool:
    """Whether two texts are equal, in a time that tells nothing of where they differ."""
    return hmac.compare_digest(one.encode("utf-8", "replace"), other.encode())
