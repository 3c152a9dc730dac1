"""Answers of servers that are garbled, endless, slow or silent."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from threading import Event

import httpx
import pytest

from summarizer.engines import chat
from summarizer.engines.base import Cancelled
from summarizer.engines.chat import BadAnswer, pieces, said, watched


def answer(body: bytes | Iterator[bytes], kind: str = "text/event-stream") -> httpx.Response:
    return httpx.Response(200, headers={"Content-Type": kind}, content=body)


def event(content: object) -> bytes:
    return b"data: " + json.dumps({"choices": [{"delta": {"content": content}}]}).encode() + b"\n\n"


def test_events_are_read_however_they_are_cut() -> None:
    body = (
        b": ping\r\n\r\nevent: x\n" + event("Huyện") + event(" thu 7 tỷ.").replace(b"\n", b"\r\n") + b"data: [DONE]\n"
    )
    for size in (1, 3, 1000):
        chunks = (body[i : i + size] for i in range(0, len(body), size))
        assert "".join(pieces(answer(chunks))) == "Huyện thu 7 tỷ."


@pytest.mark.parametrize(
    "data", ['{"choices": []}', '{"usage": {}}', '{"choices": [{"delta": {"role": "assistant"}}]}',
             '{"choices": [{"delta": null}]}', '{"choices": [{"delta": {"content": null}}]}', '{"choices": 7}',
             '{"choices": [7]}', '{"choices": [{"delta": {"content": ["a"]}}]}'],
)  # fmt: skip
def test_events_without_text_say_nothing(data: str) -> None:
    assert "".join(pieces(answer(f"data: {data}\n\n".encode() + event("Có.")))) == "Có."


@pytest.mark.parametrize(
    "body",
    [b"data: {\n\n", b"data: \xff\xfe\n\n", b"data: 7\n\n", b'data: {"error": "quota"}\n\n', b"data: " + b"[" * 9999],
)
def test_garbage_is_no_answer(body: bytes) -> None:
    with pytest.raises(BadAnswer):
        list(pieces(answer(body)))
    with pytest.raises(BadAnswer):
        list(pieces(answer(body, "application/json")))


@pytest.mark.parametrize("kind", ["text/event-stream", "application/json"])
def test_an_endless_answer_is_cut_off(kind: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(chat, "MOST_BYTES", 100_000)
    sent = 0

    def endless() -> Iterator[bytes]:
        nonlocal sent
        while True:
            sent += 1000
            yield b"x" * 1000

    with pytest.raises(BadAnswer):
        list(pieces(answer(endless(), kind)))
    assert sent <= 200_000


def test_thoughts_are_not_said() -> None:
    assert said("<think>Hmm,\n 9 tỷ?</think>\n\nHuyện thu  7 tỷ.") == "Huyện thu 7 tỷ."
    assert said("<think>chưa nghĩ xong") == ""


def test_watched_items_come_in_order_and_errors_where_they_are_asked_for() -> None:
    def make() -> Iterator[str]:
        yield "a"
        yield "b"
        raise BadAnswer("c")

    items = watched(make, 60, None)
    assert [next(items), next(items)] == ["a", "b"]
    with pytest.raises(BadAnswer, match="c"):
        next(items)


def test_a_silent_server_can_be_left_at_once() -> None:
    stop, free, closed = Event(), Event(), Event()

    def silent() -> Iterator[str]:
        try:
            stop.set()
            free.wait(60)
            yield "muộn"
        finally:
            closed.set()

    begin = time.monotonic()
    with pytest.raises(Cancelled):
        list(watched(silent, 60, stop))
    assert time.monotonic() - begin < 5
    free.set()
    assert closed.wait(10)  # the thread left behind lets go of its connection


def test_a_dripping_server_has_its_time() -> None:
    free = Event()

    def drip() -> Iterator[str]:
        while not free.wait(0.01):
            yield "."

    with pytest.raises(BadAnswer):
        list(watched(drip, 0.2, None))
    free.set()
