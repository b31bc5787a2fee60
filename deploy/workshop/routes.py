"""The addresses of the ballot: ``GET /vote`` (type the code), ``GET`` and ``POST /vote/{code}``, and its two files."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import TypeVar

from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, RedirectResponse, Response
from starlette.routing import Route

from deploy.workshop import page, received
from deploy.workshop.names import Names
from deploy.workshop.rate import Rate
from deploy.workshop.received import COOKIE, Received, TurnedAway
from territory.workshop import keys, times
from territory.workshop.errors import BallotError, Reason, Refused, StoreAway
from territory.workshop.model import Setup, State
from territory.workshop.records import Receipt, Workshop
from territory.workshop.rules import read_ballot
from territory.workshop.store import Store

logger = logging.getLogger("observatoire")
HEADERS = {
    "Cache-Control": "no-store",
    "Referrer-Policy": "no-referrer",
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self'; "
        "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    ),
    "X-Frame-Options": "DENY",
}
"""Stricter than the pages' own: nothing here needs more."""
KINDS = {page.SCRIPT: "text/javascript; charset=utf-8", page.STYLE: "text/css; charset=utf-8"}
THREADS = 4
"""That wait for the store; readers of the dashboard have theirs."""
NO_WORKSHOP = "Aucun atelier n’a ce code. Vérifiez-le\u00a0: il est projeté dans la salle."
TOO_MANY = "Trop de demandes viennent de ce réseau. Réessayez dans une minute."
STANDING = {
    State.PREPARED: "Le vote n’est pas encore ouvert. Gardez cette page\u00a0: elle mènera au bulletin.",
    State.CLOSED: "Le vote est clos.",
    State.REVEALED: "Le vote est clos\u00a0: les résultats sont montrés dans la salle.",
    State.DISCUSSED: "Le vote est clos\u00a0: les résultats ont été discutés dans la salle.",
}
STATUS = {Reason.UNKNOWN: 404, Reason.FORBIDDEN: 403}
"""Others: 409, what is asked does not suit the state of the workshop."""
T = TypeVar("T")
Handler = Callable[[Request], Awaitable[Response]]


class Vote:
    """``store``: asked for at each request, opened at the first; ``names``: how codes of a setup are shown."""

    def __init__(self, store: Callable[[], Store], names: Callable[[Setup], Names], rate: Rate | None = None) -> None:
        self._store, self._names, self._rate = store, names, rate or Rate()
        self._threads = ThreadPoolExecutor(THREADS, thread_name_prefix="vote")

    def routes(self) -> list[Route]:
        files = [Route(f"{page.PATH}/{name}", _file(name)) for name in KINDS]
        return [
            *files,
            Route(page.PATH, self._told(self.type_code)),
            Route(f"{page.PATH}/{{code}}", self._told(self.show), methods=["GET"]),
            Route(f"{page.PATH}/{{code}}", self._told(self.take), methods=["POST"]),
        ]

    def forget(self) -> None:
        """The addresses that asked in the minute before."""
        self._rate.forget()

    # --- what is asked -----------------------------------------------------------------------------------

    async def type_code(self, request: Request) -> Response:
        typed = request.query_params.get("code", "")
        if code := keys.read_code(typed):
            return RedirectResponse(page.address_of(code), status_code=303)
        fault = (
            "Ce code n’a pas six caractères, ou en contient qui ne servent jamais (B, I, L, O, S, Z, 0, 1, 2, 5, 8)."
        )
        return HTMLResponse(page.type_code(fault if typed else ""))

    async def show(self, request: Request) -> Response:
        """The ballot of an open round; where it stands, otherwise."""
        workshop = await self._done(lambda: self._workshop(request.path_params["code"]))
        if request.path_params["code"] != workshop.code:
            return RedirectResponse(page.address_of(workshop.code), status_code=303)  # one address, one cookie
        if workshop.state is not State.OPEN:
            return HTMLResponse(page.notice(workshop.setup.title, [STANDING[workshop.state]], code=workshop.code))
        device = self._device(request)
        return await self._ballot_page(request, workshop, device)

    async def take(self, request: Request) -> Response:
        """A ballot: taken once it is on the disk, or refused with every fault said."""
        sent = await received.read(request)
        workshop, taken = await self._done(lambda: self._cast(request.path_params["code"], sent))
        if isinstance(taken, BallotError):
            if received.wants_json(request) or workshop.state is not State.OPEN:
                raise taken
            device = sent.device if keys.is_token(sent.device) else keys.new_token()
            return await self._ballot_page(request, workshop, device, taken.messages, page.chosen(sent.raw))
        if received.wants_json(request):
            told = {"status": "recorded", "reference": taken.reference, "message": _said(taken)}
            return JSONResponse(told, status_code=201)
        return HTMLResponse(page.recorded(taken, workshop.code))

    # --- how ---------------------------------------------------------------------------------------------

    def _workshop(self, code: str) -> Workshop:
        found = self._store().by_code(code)
        if found is None:
            raise Refused(Reason.UNKNOWN, NO_WORKSHOP)
        return found

    def _cast(self, code: str, sent: Received) -> tuple[Workshop, Receipt | BallotError]:
        """All in one call to a thread: under load, each return to the event loop is a wait."""
        workshop = self._workshop(code)
        written = None if sent.waited is None else times.now() - timedelta(milliseconds=sent.waited)
        try:
            ballot = read_ballot(sent.raw, workshop.setup, self._names(workshop.setup).domains)
            named = (sent.device, sent.ballot_id, ballot, written)
            return workshop, self._store().cast(workshop.code, *named, round_key=sent.round_key)
        except BallotError as error:
            return workshop, error

    async def _done(self, act: Callable[[], T]) -> T:
        return await asyncio.get_running_loop().run_in_executor(self._threads, act)

    def _device(self, request: Request) -> str:
        held = request.cookies.get(COOKIE, "")
        return held if keys.is_token(held) else keys.new_token()

    async def _ballot_page(
        self,
        request: Request,
        workshop: Workshop,
        device: str,
        faults: tuple[str, ...] = (),
        held: page.Chosen | None = None,
    ) -> Response:
        names = await self._done(lambda: self._names(workshop.setup))
        shown = page.ballot(workshop, names, device, faults, held)
        answer = HTMLResponse(shown, status_code=422 if faults else 200)
        answer.set_cookie(
            COOKIE,
            device,
            max_age=max(1, int((workshop.expires - times.now()).total_seconds())),
            path=page.address_of(workshop.code),
            secure=request.url.scheme == "https",
            httponly=True,
            samesite="lax",
        )
        return answer

    def _told(self, handler: Handler) -> Handler:
        """The handler, with its refusals in the form that was asked, and our headers."""

        async def answer(request: Request) -> Response:
            address = request.client.host if request.client else ""
            if not self._rate.allows(address):
                found = _refusal(request, 429, (TOO_MANY,))
            else:
                found = await _answered(handler, request)
            found.headers.update(HEADERS)
            if found.status_code in (429, 503):
                found.headers["Retry-After"] = "5"
            return found

        return answer


async def _answered(handler: Handler, request: Request) -> Response:
    try:
        return await handler(request)
    except BallotError as error:
        return _refusal(request, 422, error.messages)
    except Refused as error:
        return _refusal(request, STATUS.get(error.reason, 409), (str(error),))
    except TurnedAway as error:
        found = _refusal(request, error.status, (str(error),))
        found.headers["Connection"] = "close"  # the rest of its body is not waited for
        return found
    except StoreAway as error:
        logger.error("workshops: the store does not answer: %s", type(error.__cause__).__name__)
        return _refusal(request, 503, (str(error),))


def _refusal(request: Request, status: int, messages: tuple[str, ...]) -> Response:
    if request.method == "POST" and received.wants_json(request):
        return JSONResponse({"status": "refused", "messages": messages}, status_code=status)
    if request.method == "GET" and status == 404:
        return HTMLResponse(page.type_code(messages[0]), status_code=404)
    title = "Bulletin non enregistré" if request.method == "POST" else "Atelier indisponible"
    code = keys.read_code(request.path_params.get("code", ""))
    return HTMLResponse(page.notice(title, messages, code=code, leads="Revenir au bulletin"), status_code=status)


def _said(receipt: Receipt) -> str:
    return f"{page.after(receipt)} Référence\u00a0: {receipt.reference}."


def _file(name: str) -> Callable[[Request], Awaitable[Response]]:
    async def answer(_: Request) -> Response:
        content, _address = page.file(name)
        kept = {"Cache-Control": "public, max-age=31536000, immutable"}
        return Response(content, media_type=KINDS[name], headers={**HEADERS, **kept})

    return answer
