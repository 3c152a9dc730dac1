"""Reading one answer of an OpenAI-compatible server, which may be slow, garbled, endless or hostile."""

from __future__ import annotations

import json
import re
import time
from collections.abc import Callable, Iterator
from queue import Empty, SimpleQueue
from threading import Event, Thread
from typing import TYPE_CHECKING, Any, Final

from summarizer import locale
from summarizer.engines.base import Cancelled

if TYPE_CHECKING:
    import httpx

MOST_BYTES: Final = 4_000_000
"""Of an answer as it comes over the wire; an event of a few bytes of text has a few hundred."""
LOOK_SECONDS: Final = 0.05
_THOUGHT: Final = re.compile(r"<think>.*?(?:</think>|\Z)", re.DOTALL)


class BadAnswer(Exception):
    """What a server sent is no answer: not the format, or too much, or for too long."""


def pieces(answer: httpx.Response) -> Iterator[str]:
    """The pieces of text of a streamed answer (server-sent events), or a plain JSON answer as one piece.

    Raises:
        BadAnswer: it cannot be read.
    """
    if "text/event-stream" not in answer.headers.get("content-type", ""):
        yield _content(_json(b"".join(_limited(answer))), "message")
        return
    for line in _lines(_limited(answer)):
        data = line.removeprefix(b"data:").strip() if line.startswith(b"data:") else b""
        if data == b"[DONE]":
            return
        if data:
            yield _content(_json(data), "delta")


def said(text: str) -> str:
    """An answer without what a reasoning model thought before it, on one line."""
    return " ".join(_THOUGHT.sub(" ", text).split())


def watched(make: Callable[[], Iterator[str]], seconds: float, cancelled: Event | None) -> Iterator[str]:
    """The items of `make()`, which is run in a thread of its own: it may block in the network for minutes, a cancel
    may not. The thread that was left behind ends with the next item or time-out.

    Raises:
        Cancelled: `cancelled` was set.
        BadAnswer: more than `seconds` have passed.
    """
    found: SimpleQueue[str | Exception | None] = SimpleQueue()
    left = Event()

    def work() -> None:
        try:
            for item in make():
                if left.is_set():
                    return
                found.put(item)
            found.put(None)
        except Exception as error:  # raised where it can be handled
            found.put(error)

    Thread(target=work, name="tomtat-endpoint", daemon=True).start()
    end = time.monotonic() + seconds
    try:
        while True:
            if cancelled is not None and cancelled.is_set():
                raise Cancelled
            if time.monotonic() > end:
                raise BadAnswer(locale.text("errors.answer.endless", seconds=f"{seconds:.0f}"))
            try:
                item = found.get(timeout=LOOK_SECONDS)
            except Empty:
                continue
            if item is None:
                return
            if isinstance(item, Exception):
                raise item
            yield item
    finally:
        left.set()


def _limited(answer: httpx.Response) -> Iterator[bytes]:
    size = 0
    for chunk in answer.iter_bytes():
        size += len(chunk)
        if size > MOST_BYTES:
            raise BadAnswer(locale.text("errors.answer.long", size=MOST_BYTES // 1_000_000))
        yield chunk


def _lines(chunks: Iterator[bytes]) -> Iterator[bytes]:
    parts: list[bytes] = []
    for chunk in chunks:
        *whole, rest = chunk.replace(b"\r", b"\n").split(b"\n")
        for line in whole:
            yield b"".join([*parts, line])
            parts = []
        parts.append(rest)
    yield b"".join(parts)


def _json(data: bytes) -> Any:
    try:
        return json.loads(data)
    except (ValueError, RecursionError) as error:
        raise BadAnswer(locale.text("errors.answer.none")) from error


def _content(found: Any, kind: str) -> str:
    """The text of the first choice; of an event that has none (`usage`, a role alone) nothing."""
    if not isinstance(found, dict) or "error" in found:
        raise BadAnswer(locale.text(f"errors.answer.{'error' if isinstance(found, dict) else 'none'}"))
    choices = found.get("choices")
    first = choices[0] if isinstance(choices, list) and choices else None
    part = first.get(kind) if isinstance(first, dict) else None
    content = part.get("content") if isinstance(part, dict) else None
    return content if isinstance(content, str) else ""
