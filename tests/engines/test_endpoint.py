"""OpenAI-compatible servers, against a real one on loopback."""

from __future__ import annotations

import json
import threading
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
    with pytest.raises(EndpointError):
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
