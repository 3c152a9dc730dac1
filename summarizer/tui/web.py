"""The desk in a browser of this machine: textual-serve behind a token, on the loopback address, loading nothing else.

Whoever opens the address with its token gets a cookie; without either there is nothing to see, for other users of the
machine and for pages of other sites alike.
"""

from __future__ import annotations

import hmac
import os
import re
import secrets
import shlex
import socket
import sys
from collections.abc import Awaitable, Callable, Sequence
from typing import Any, Final

from summarizer import locale
from summarizer.errors import TomtatError, reason

HOST: Final = "127.0.0.1"
COOKIE: Final = "tomtat"
_ELSEWHERE: Final = re.compile(r'<link[^>]*href="https?://[^>]*>', re.DOTALL)
_POLICY: Final = (
    "default-src 'self'; script-src 'self' 'unsafe-inline'; style-src 'self' 'unsafe-inline'; img-src 'self' data:;"
    " font-src 'self' data:; connect-src 'self' ws://127.0.0.1:*; frame-ancestors 'none'"
)


class ServeError(TomtatError):
    """The desk cannot be served."""


def served() -> bool:
    """Whether this process draws into a browser."""
    return "web_driver" in os.environ.get("TEXTUAL_DRIVER", "")


def serve(arguments: Sequence[str], port: int, ready: Callable[[str], None]) -> None:
    """Serve `tomtat read` with these arguments until Ctrl-C; `ready` is told the address, token and all.

    Every window that opens the address is a desk of its own on the same store and session.

    Raises:
        ServeError: textual-serve is not installed, or the port is taken.
    """
    try:
        from aiohttp import web
        from textual_serve.server import Server
    except ImportError as error:
        raise ServeError("serve_missing") from error
    token = secrets.token_urlsafe(24)

    @web.middleware
    async def guarded(request: web.Request, handler: Callable[[web.Request], Awaitable[Any]]) -> Any:
        if hmac.compare_digest(request.query.get("token", ""), token):
            answer: Any = web.HTTPFound("/")
            # For this site alone, out of reach of scripts; the token leaves the address bar and the history.
            answer.set_cookie(COOKIE, token, httponly=True, samesite="Strict")
            raise answer
        if not hmac.compare_digest(request.cookies.get(COOKIE, ""), token):
            raise web.HTTPForbidden(text="403")
        origin = request.headers.get("Origin")
        if origin is not None and origin != f"http://{HOST}:{port}":
            raise web.HTTPForbidden(text="403")
        return await handler(request)

    async def policed(request: web.Request, response: web.StreamResponse) -> None:
        response.headers["Content-Security-Policy"] = _POLICY
        response.headers["Referrer-Policy"] = "no-referrer"

    class Served(Server):
        async def _make_app(self) -> web.Application:
            import aiohttp_jinja2
            import jinja2

            app = await super()._make_app()
            app.middlewares.append(guarded)
            app.on_response_prepare.append(policed)
            pages = self.templates_path
            # Its page asks another site for a font: a desk that works offline does not.
            aiohttp_jinja2.setup(
                app,
                loader=jinja2.FunctionLoader(
                    lambda name: _ELSEWHERE.sub("", (pages / name).read_text(encoding="utf-8"))
                ),
            )
            return app

        async def on_startup(self, app: web.Application) -> None:
            """Its own words would go to stdout."""

    command = [sys.executable, "-m", "summarizer.cli", "--lang", locale.current(), "read", *arguments]
    try:
        # Listening from here on: whoever is told the address finds somebody there.
        listening = socket.create_server((HOST, port))
    except OSError as error:
        raise ServeError("serve_port", port=port, why=reason(error)) from error
    ready(f"http://{HOST}:{port}/?token={token}")
    # Nothing is logged: addresses carry the token.
    desks = Served(shlex.join(command), host=HOST, port=port, title="tomtat")
    web.run_app(desks._make_app(), sock=listening, print=None, access_log=None, shutdown_timeout=3.0)
