"""OpenAI-compatible servers, against a real one on loopback."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event
from typing import Any

import pytest

from summarizer.document.model import Article
from summarizer.engines import endpoint, registry
from summarizer.engines.base import Cancelled
from summarizer.engines.endpoint import EndpointError

ANSWER = ["Huyện", " thu", " 1.250", " tỷ", " đồng."]


class Server(ThreadingHTTPServer):
    """Answers with `ANSWER`, after `failures` answers of the given status."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.failures: list[int] = []
        self.asked: list[tuple[str, dict[str, Any], str | None]] = []
        self.stream = True
        self.endless = False
        self.hold: Event | None = None
        self.lock = threading.Lock()
        self.under_way = 0

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}"


class Handler(BaseHTTPRequestHandler):
    server: Server

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.server.asked.append((self.path, body, self.headers.get("Authorization")))
        if self.server.failures:
            self.send_error(self.server.failures.pop(0))
            return
        with self.server.lock:
            self.server.under_way += 1
        try:
            if self.server.hold is not None:
                self.server.hold.wait(60)
            self._answer()
        finally:
            with self.server.lock:
                self.server.under_way -= 1

    def _answer(self) -> None:
        self.send_response(200)
        if not self.server.stream:
            data = json.dumps({"choices": [{"message": {"content": "".join(ANSWER)}}]}).encode()
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(data)))
            self.end_headers()
            self.wfile.write(data)
            return
        self.send_header("Content-Type", "text/event-stream; charset=utf-8")
        self.end_headers()
        pieces = ANSWER * 200 if self.server.endless else ANSWER
        try:
            for piece in pieces:
                event = json.dumps({"choices": [{"delta": {"content": piece}}]})
                self.wfile.write(f"data: {event}\n\n".encode())
                self.wfile.flush()
            self.wfile.write(b"data: [DONE]\n\n")
        except OSError:
            pass  # the client went away

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def server() -> Iterator[Server]:
    with Server() as s:
        threading.Thread(target=s.serve_forever, daemon=True).start()
        yield s
        s.shutdown()


@pytest.fixture(autouse=True)
def _no_key(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("TOMTAT_ENDPOINT_KEY", raising=False)
    monkeypatch.delenv("OPENAI_API_KEY", raising=False)
    monkeypatch.setattr(endpoint, "FIRST_WAIT", 0.01)


def _generate(article: Article, *urls: str, **kwargs: Any) -> str:
    generator = endpoint.Endpoint(urls, "mo-hinh", first_wait=0.01)
    return generator.generate(article, words=60, **kwargs)


def test_streams_and_marks_the_article_as_data(
    server: Server, report: Article, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TOMTAT_ENDPOINT_KEY", "bí-mật".encode().hex())
    seen: list[str] = []
    assert _generate(report, server.url, on_text=seen.append) == "Huyện thu 1.250 tỷ đồng."
    assert seen[-1] == "Huyện thu 1.250 tỷ đồng."
    assert len(seen) == len(ANSWER)
    path, body, key = server.asked[0]
    assert path == "/v1/chat/completions"
    assert key == "Bearer " + "bí-mật".encode().hex()
    assert body["model"] == "mo-hinh"
    assert "<bai_bao>" in body["messages"][0]["content"]
    assert report.title_text in body["messages"][0]["content"]


def test_a_server_that_does_not_stream(server: Server, report: Article) -> None:
    server.stream = False
    assert _generate(report, server.url + "/v1") == "Huyện thu 1.250 tỷ đồng."


def test_tries_again_after_overload(server: Server, report: Article) -> None:
    server.failures = [503, 429]
    assert _generate(report, server.url) == "Huyện thu 1.250 tỷ đồng."
    assert len(server.asked) == 3


def test_gives_up_at_once_on_a_refusal(server: Server, report: Article) -> None:
    server.failures = [401, 401, 401, 401]
    with pytest.raises(EndpointError, match="401"):
        _generate(report, server.url)
    assert len(server.asked) == 1


def test_a_dead_endpoint_gives_way_to_the_next(server: Server, report: Article) -> None:
    dead = "http://127.0.0.1:9"  # nothing listens there
    generator = endpoint.Endpoint((dead, server.url), "mo-hinh", first_wait=0.01)
    for _ in range(3):
        assert generator.generate(report, words=40) == "Huyện thu 1.250 tỷ đồng."
    with pytest.raises(EndpointError, match="máy chủ từ chối kết nối"):
        _generate(report, dead)


def test_cancelled_in_the_stream(server: Server, report: Article) -> None:
    server.endless = True
    stop = Event()
    with pytest.raises(Cancelled):
        _generate(report, server.url, on_text=lambda _: stop.set(), cancelled=stop)


def test_addresses_and_model(report: Article) -> None:
    for url in ("localhost:8000", "ftp://host/v1", "file:///etc/passwd"):
        with pytest.raises(EndpointError) as caught:
            registry.load(endpoints=[url], endpoint_model="m")
        assert caught.value.code == "endpoint_address"
    with pytest.raises(EndpointError) as caught:
        registry.load(endpoints=["http://localhost:8000"])
    assert caught.value.code == "endpoint_model"
    engine = registry.load(endpoints=["http://localhost:8000/v1/chat/completions"], endpoint_model="m")
    assert (engine.name, engine.model, engine.constrained) == ("endpoint", "m", False)


def test_a_key_that_no_header_can_hold_and_a_password_in_the_address(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(EndpointError) as caught:
        registry.load(endpoints=["http://nam:mat-khau@localhost:8000"], endpoint_model="m")
    assert caught.value.code == "endpoint_secret"
    assert "mat-khau" not in str(caught.value)
    for url in ("http://localhost:99999", "http://localhost:x", "http://[::1", "http://:80"):
        with pytest.raises(EndpointError) as caught:
            registry.load(endpoints=[url], endpoint_model="m")
        assert caught.value.code == "endpoint_address"
    for key in ("bí mật", "a\nb"):
        monkeypatch.setenv("TOMTAT_ENDPOINT_KEY", key)
        with pytest.raises(EndpointError) as caught:
            registry.load(endpoints=["http://localhost:8000"], endpoint_model="m")
        assert caught.value.code == "endpoint_key"
        assert key not in str(caught.value)


def test_no_more_than_a_few_requests_at_once(server: Server, report: Article) -> None:
    server.hold = Event()
    generator = endpoint.Endpoint((server.url,), "mo-hinh")
    answers: list[str] = []
    threads = [
        threading.Thread(target=lambda: answers.append(generator.generate(report, words=40)), daemon=True)
        for _ in range(3 * endpoint.AT_ONCE)
    ]
    for thread in threads:
        thread.start()
    while server.under_way < endpoint.AT_ONCE:
        time.sleep(0.01)
    time.sleep(0.2)  # time for others to come, if they may
    assert server.under_way == endpoint.AT_ONCE
    server.hold.set()
    for thread in threads:
        thread.join(60)
    assert answers == ["Huyện thu 1.250 tỷ đồng."] * len(threads)


def test_cancelled_while_the_server_says_nothing_or_all_slots_are_taken(server: Server, report: Article) -> None:
    server.hold = Event()
    generator = endpoint.Endpoint((server.url,), "mo-hinh")
    stop = Event()
    done: list[BaseException] = []

    def ask() -> None:
        try:
            generator.generate(report, words=40, cancelled=stop)
        except Cancelled as error:
            done.append(error)

    threads = [threading.Thread(target=ask, daemon=True) for _ in range(endpoint.AT_ONCE + 1)]
    for thread in threads:
        thread.start()
    while server.under_way < endpoint.AT_ONCE:
        time.sleep(0.01)
    stop.set()
    for thread in threads:
        thread.join(10)
    assert len(done) == len(threads)
    server.hold.set()
    assert generator.generate(report, words=40) == "Huyện thu 1.250 tỷ đồng."  # the slots are free again
