"""OpenAI-compatible servers as an engine (`--endpoint`): vLLM, llama.cpp, Ollama … how a newsroom grows past a machine.

The key comes from the environment alone (`TOMTAT_ENDPOINT_KEY`, else `OPENAI_API_KEY`), so that it never stands in a
shell history or a settings file. Several endpoints share the load; one that fails gives way to the next.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator
from functools import partial
from itertools import count
from threading import BoundedSemaphore, Event
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import urlsplit

from summarizer import locale
from summarizer.document.model import Article
from summarizer.engines.base import Cancelled, Engine
from summarizer.engines.chat import LOOK_SECONDS, BadAnswer, pieces, said, watched
from summarizer.engines.whole import Part, parts, request
from summarizer.errors import TomtatError, unreachable

if TYPE_CHECKING:
    from summarizer.engines.registry import Request

TRIES: Final = 4
FIRST_WAIT: Final = 0.5
AT_ONCE: Final = 4
"""Requests under way to one endpoint."""
CONNECT_SECONDS: Final = 10.0
SILENCE_SECONDS: Final = 120.0
"""How long a server may say nothing: a long article is read before the first word comes."""
ANSWER_SECONDS: Final = 600.0
"""How long one answer may take from the request to its end."""
PART_WORDS: Final = 4000
_AGAIN: Final = frozenset({408, 409, 425, 429, 500, 502, 503, 504})


class EndpointError(TomtatError):
    """A server cannot be used: its address, its answer, or no answer at all."""


class Endpoint:
    """A `Generator` over one or more servers; may be called from several threads."""

    constrained = False

    def __init__(self, urls: tuple[str, ...], model: str, *, first_wait: float = FIRST_WAIT) -> None:
        import httpx

        self.name = model
        self.revision = ""
        self._urls = tuple(_chat(u) for u in urls)
        self._slots = {u: BoundedSemaphore(AT_ONCE) for u in self._urls}
        self._turn = count()
        self._first_wait = first_wait
        key = os.environ.get("TOMTAT_ENDPOINT_KEY") or os.environ.get("OPENAI_API_KEY")
        if key and not (key.isascii() and key.isprintable()):
            raise EndpointError("endpoint_key")
        self._client = httpx.Client(
            headers={"Authorization": f"Bearer {key}"} if key else {},
            timeout=httpx.Timeout(SILENCE_SECONDS, connect=CONNECT_SECONDS),
            follow_redirects=False,
        )

    def generate(
        self,
        article: Article,
        *,
        words: int,
        on_text: Callable[[str], None] | None = None,
        cancelled: Event | None = None,
    ) -> str:
        """A brief of about `words` syllables, streamed.

        Raises:
            Cancelled: `cancelled` was set.
            EndpointError: no server gave an answer.
        """
        found: list[str] = []
        for part in parts(article, words=words, fits=lambda t: len(t.split()) <= PART_WORDS):
            found.append(self._write(part, found, on_text, cancelled))
        return " ".join(found)

    def _write(
        self, part: Part, before: list[str], on_text: Callable[[str], None] | None, cancelled: Event | None
    ) -> str:
        import httpx

        body = {
            "model": self.name,
            "messages": [{"role": "user", "content": request(part.text, part.words)}],
            "temperature": 0,
            "max_tokens": part.words * 4 + 64,
            "stream": True,
        }
        first = next(self._turn)
        problem = ""
        for attempt in range(TRIES):
            url = self._urls[(first + attempt) % len(self._urls)]
            if attempt >= len(self._urls):
                self._wait(self._first_wait * 2 ** (attempt - len(self._urls)), cancelled)
            self._take_slot(url, cancelled)
            try:
                text = ""
                for piece in watched(partial(self._stream, url, body), ANSWER_SECONDS, cancelled):
                    text += piece
                    if on_text is not None:
                        on_text(" ".join([*before, said(text)]).strip())
                if said(text):
                    return said(text)
                problem = f"{url}: {locale.text('errors.answer.empty')}"
            except httpx.HTTPStatusError as error:
                status = error.response.status_code
                problem = f"{url}: HTTP {status}"
                if status not in _AGAIN and len(self._urls) == 1:
                    break
            except BadAnswer as error:
                problem = f"{url}: {error}"
            except httpx.HTTPError as error:
                problem = f"{url}: {unreachable(error)}"
        raise EndpointError("endpoint_failed", what=problem)

    def _take_slot(self, url: str, cancelled: Event | None) -> None:
        while not self._slots[url].acquire(timeout=LOOK_SECONDS):
            if cancelled is not None and cancelled.is_set():
                raise Cancelled

    def _stream(self, url: str, body: dict[str, Any]) -> Iterator[str]:
        """One request; the slot it was given is free once the connection is."""
        try:
            with self._client.stream("POST", url, json=body) as answer:
                answer.raise_for_status()
                yield from pieces(answer)
        finally:
            self._slots[url].release()

    def _wait(self, seconds: float, cancelled: Event | None) -> None:
        if cancelled is None:
            time.sleep(seconds)
        elif cancelled.wait(seconds):
            raise Cancelled


def _chat(url: str) -> str:
    """The address of the chat completions under a base address; a bare host gets `/v1`.

    Raises:
        EndpointError: not an http(s) address, or one with a password in it.
    """
    try:
        split = urlsplit(url)
        good = split.scheme in ("http", "https") and bool(split.hostname) and split.port != 0
    except ValueError:  # a port that is no number, a bracket left open
        good = False
    if not good:
        raise EndpointError("endpoint_address", url=url)
    if split.username is not None or split.password is not None:
        raise EndpointError("endpoint_secret", host=split.hostname)
    base = url.rstrip("/")
    if base.endswith("/chat/completions"):
        return base
    return f"{base}/chat/completions" if split.path.strip("/") else f"{base}/v1/chat/completions"


def load(request: Request) -> Engine:
    """The servers of a request.

    Raises:
        EndpointError: an address is none, or no model is named.
    """
    if not request.endpoint_model:
        raise EndpointError("endpoint_model")
    generator = Endpoint(request.endpoints, request.endpoint_model)
    return Engine("endpoint", generator=generator, model=request.endpoint_model, constrained=False)
