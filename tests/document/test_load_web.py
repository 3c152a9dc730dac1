"""Fetching pages, against a server on this machine, and what a hostile one may try."""

from __future__ import annotations

import gzip
import ipaddress
import socket
import threading
import time
import zlib
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import httpx
import pytest

from summarizer.document import LoadError, load
from summarizer.document.web import Page, fetch, is_public, shown

TEXT = (
    "Sáu tháng đầu năm, thu ngân sách của huyện ước đạt 1.284 tỷ đồng, bằng 57,9% dự toán và tăng 12,4% so với cùng kỳ. "
    "Chủ tịch UBND huyện yêu cầu các xã rà soát nợ thuế, hoàn thành trước ngày 30/9. "
) * 2
HTML = f"<html><body><article><h1>Thu ngân sách tăng</h1><p>{TEXT}</p></article></body></html>"
BOMB = gzip.compress(bytes(3_000_000))


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        handler = getattr(
            self, "page_" + self.path.strip("/").partition("?")[0].partition(".")[0].replace("/", "_"), None
        )
        if handler is None:
            self.answer(b"no", status=404)
        else:
            handler()

    def answer(self, body: bytes, kind: str = "text/html", status: int = 200, **headers: str) -> None:
        self.send_response(status)
        if kind:
            self.send_header("Content-Type", kind)
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        if "Content_Length" not in headers:
            self.send_header("Content-Length", str(len(body)))
        self.send_header("Connection", "close")
        self.end_headers()
        self.wfile.write(body)

    def page_article(self) -> None:
        self.answer(HTML.encode(), "text/html; charset=utf-8")

    def page_gzip(self) -> None:
        self.answer(gzip.compress(HTML.encode()), Content_Encoding="gzip")

    def page_deflate(self) -> None:
        self.answer(zlib.compress(HTML.encode()), Content_Encoding="deflate")

    def page_notgzip(self) -> None:
        self.answer(b"plain", Content_Encoding="gzip")

    def page_brotli(self) -> None:
        self.answer(b"\x00", Content_Encoding="br")

    def page_bomb(self) -> None:
        self.answer(BOMB, Content_Encoding="gzip")

    def page_plain(self) -> None:
        self.answer(TEXT.encode("utf-16-le"), "text/plain; charset=utf-16le")

    def page_legacy(self) -> None:
        from summarizer.document.encodings.legacy import VNI

        self.answer(VNI.encode(HTML), "text/html; charset=x-user-defined")

    def page_japanese(self) -> None:
        words = "政府は月曜日に予算案を閣議決定した。" * 20
        self.answer(f"<article><p>{words}</p></article>".encode("shift_jis"), "text/html; charset=shift_jis")

    def page_nothing(self) -> None:
        self.answer(b"")

    def page_image(self) -> None:
        self.answer(b"\x89PNG\r\n\x1a\n" + bytes(40), "image/png")

    def page_file(self) -> None:
        self.answer(f"# Tựa\n\n{TEXT}".encode(), "application/octet-stream")

    def page_untyped(self) -> None:
        self.answer(HTML.encode(), "")

    def page_redirect(self) -> None:
        self.answer(b"", status=302, Location="/article")

    def page_loop(self) -> None:
        self.answer(b"", status=301, Location="/loop")

    def page_lost(self) -> None:
        self.answer(b"lost", status=302)

    def page_outside(self) -> None:
        self.answer(b"", status=302, Location="file:///etc/passwd")

    def page_nonsense(self) -> None:
        self.answer(b"", status=302, Location="http://[::1")

    def page_large(self) -> None:
        self.answer(b"a" * 5000, Content_Length="5000000")

    def page_lying(self) -> None:  # no length, and never an end
        self.send_response(200)
        self.send_header("Connection", "close")
        self.end_headers()
        try:
            for _ in range(100_000):
                self.wfile.write(b"a" * 1000)
        except OSError:
            pass

    def page_slow(self) -> None:
        self.send_response(200)
        self.send_header("Connection", "close")
        self.end_headers()
        try:
            for _ in range(50):
                self.wfile.write(b"a")
                time.sleep(0.1)
        except OSError:
            pass

    def page_silent(self) -> None:
        time.sleep(1.5)

    def page_cut(self) -> None:
        self.answer(b"short", Content_Length="100")

    def page_header(self) -> None:
        self.answer(self.headers["Host"].encode() * 30, "text/plain")

    def log_message(self, format: str, *args: object) -> None:
        pass


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        server.daemon_threads = True
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


def code(url: str, **options: object) -> str:
    with pytest.raises(LoadError) as caught:
        load(url, **({"allow_private": True} | options))  # type: ignore[arg-type]
    assert "\n" not in str(caught.value)
    return caught.value.code


# ---- pages -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("path", ["article", "gzip", "deflate", "redirect", "untyped", "legacy"])
def test_pages(server: str, path: str) -> None:
    article = load(f"{server}/{path}", allow_private=True)
    assert article.title_text == "Thu ngân sách tăng"
    assert TEXT.strip() in article.text
    assert article.origin == f"{server}/{path if path != 'redirect' else 'article'}"


def test_other_kinds(server: str) -> None:
    assert load(f"{server}/plain", allow_private=True).text == TEXT
    assert load(f"{server}/file.md", allow_private=True).title_text == "Tựa"
    assert "予算案" in load(f"{server}/japanese", allow_private=True).text
    assert code(f"{server}/image") in ("image_broken", "ocr_missing")
    assert code(f"{server}/nothing") == "file_empty"


def test_the_name_is_sent_though_the_number_is_called(server: str) -> None:
    port = server.rpartition(":")[2]
    assert load(f"http://localhost:{port}/header", allow_private=True).text.startswith(f"localhost:{port}")


def test_encoding_can_be_forced(server: str) -> None:
    assert code(f"{server}/article", encoding="klingon") == "encoding_unknown"
    assert code(f"{server}/plain", encoding="utf-8") == "encoding_wrong"


# ---- what goes wrong -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("path", "wrong"),
    [
        ("missing", "url_status"),
        ("lost", "url_status"),
        ("loop", "url_redirects"),
        ("outside", "url_scheme"),
        ("nonsense", "url_failed"),
        ("notgzip", "url_packed"),
        ("brotli", "url_failed"),
        ("cut", "url_failed"),
    ],
)
def test_bad_answers(server: str, path: str, wrong: str) -> None:
    assert code(f"{server}/{path}") == wrong


@pytest.mark.parametrize("path", ["large", "lying", "bomb", "article"])
def test_too_large(server: str, path: str) -> None:
    assert code(f"{server}/{path}", max_bytes=500) == "url_too_large"


@pytest.mark.parametrize("path", ["slow", "silent"])
def test_too_slow(server: str, path: str) -> None:
    begin = time.monotonic()
    with pytest.raises(LoadError) as caught:
        fetch(f"{server}/{path}", max_bytes=1000, allow_private=True, timeout=0.4)
    assert caught.value.code == "url_timeout"
    assert "0.4" in str(caught.value)
    assert time.monotonic() - begin < 1.4


@pytest.mark.parametrize(
    ("url", "wrong"),
    [
        ("http://", "url_invalid"),
        ("http:///a", "url_invalid"),
        ("http://[", "url_invalid"),
        ("http://a b/", "url_invalid"),
        ("http://host:99999999/", "url_invalid"),
        ("http://\x1b[31m/", "url_invalid"),
        ("gopher://host/", "url_scheme"),
        ("http://no-such-host.invalid/", "url_host"),
        ("http://" + "a" * 300 + ".invalid/", "url_host"),
    ],
)
def test_bad_addresses(url: str, wrong: str) -> None:
    assert code(url) in (wrong, "url_host", "url_failed") if wrong == "url_invalid" else code(url) == wrong


def test_nobody_listens() -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    assert code(f"http://127.0.0.1:{port}/") == "url_failed"


def test_why_a_page_could_not_be_fetched_is_said_in_words() -> None:
    import ssl

    import httpx

    from summarizer.document.web import _failure

    def caused(by: Exception) -> str:
        try:
            try:
                raise by
            except Exception as cause:
                raise httpx.ConnectError("[SSL] x") from cause
        except httpx.ConnectError as error:
            return str(_failure("a", error))

    assert "từ chối kết nối" in caused(ConnectionRefusedError(111, "Connection refused"))
    untrusted = ssl.SSLCertVerificationError(1, "x")
    untrusted.verify_message = "self-signed certificate"
    assert "self-signed" in caused(untrusted)
    assert "không được phép" not in caused(ssl.SSLError(1, "x"))
    assert "giữa chừng" in str(_failure("a", httpx.RemoteProtocolError("peer closed connection.")))
    assert str(_failure("a", httpx.UnsupportedProtocol("Odd."))).count(".") == 1


# ---- private addresses -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "host",
    [
        "127.0.0.1",
        "localhost",
        "0.0.0.0",
        "10.0.0.1",
        "192.168.1.1",
        "172.16.0.9",
        "[::1]",
        "2130706433",
        "0x7f.1",
        "[::ffff:127.0.0.1]",
        "100.64.0.1",
        "224.0.0.1",
    ],
)
def test_private_addresses_are_refused(host: str) -> None:
    assert code(f"http://{host}/", allow_private=False) == "url_private"


@pytest.mark.parametrize(
    ("address", "public"),
    [
        ("8.8.8.8", True), ("2606:4700::1111", True), ("::ffff:8.8.8.8", True), ("64:ff9b::8.8.8.8", True),
        ("64:ff9b::7f00:1", False), ("2002:7f00:1::", False), ("::ffff:10.0.0.1", False), ("ff02::1", False),
        ("fd00::1", False), ("192.0.2.1", False), ("255.255.255.255", False),
    ],
)  # fmt: skip
def test_public_addresses(address: str, public: bool) -> None:
    assert is_public(ipaddress.ip_address(address)) is public


def resolver(monkeypatch: pytest.MonkeyPatch, names: dict[str, list[list[str]]]) -> list[str]:
    """Have `names` resolve to the given addresses, one list a question; what was asked is noted."""
    asked: list[str] = []

    def getaddrinfo(host: str, port: int, **_: object) -> list[tuple[object, ...]]:
        asked.append(host)
        answers = names[host].pop(0) if len(names[host]) > 1 else names[host][0]
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, port)) for address in answers]

    monkeypatch.setattr("summarizer.document.web.socket.getaddrinfo", getaddrinfo)
    monkeypatch.setattr("summarizer.document.web.urllib.request.getproxies", lambda: {})
    return asked


def test_the_checked_address_is_the_one_called(monkeypatch: pytest.MonkeyPatch) -> None:
    """DNS rebinding: the second answer would be private, but nobody asks a second time."""
    asked = resolver(monkeypatch, {"tin.example": [["93.184.215.14"], ["127.0.0.1"]]})
    seen: list[httpx.Request] = []

    def answer(request: httpx.Request) -> httpx.Response:
        seen.append(request)
        return httpx.Response(200, stream=httpx.ByteStream(TEXT.encode()), headers={"Content-Type": "text/plain"})

    page = fetch("https://user:secret@tin.example:8443/a?b=1", max_bytes=9999, transport=httpx.MockTransport(answer))
    assert asked == ["tin.example"]
    assert seen[0].url.host == "93.184.215.14"
    assert seen[0].headers["Host"] == "tin.example:8443"
    assert seen[0].extensions["sni_hostname"] == "tin.example"
    assert page.url == "https://tin.example:8443/a?b=1"


def test_one_private_address_among_many_is_enough(monkeypatch: pytest.MonkeyPatch) -> None:
    resolver(monkeypatch, {"tin.example": [["93.184.215.14", "10.0.0.1"]]})
    with pytest.raises(LoadError, match=r"10\.0\.0\.1"):
        fetch("http://tin.example/", max_bytes=99)


def test_each_hop_is_checked(monkeypatch: pytest.MonkeyPatch) -> None:
    resolver(monkeypatch, {"tin.example": [["93.184.215.14"]], "noi-bo.example": [["192.168.0.7"]]})
    go = httpx.MockTransport(lambda _: httpx.Response(302, headers={"Location": "http://noi-bo.example/"}))
    with pytest.raises(LoadError) as caught:
        fetch("http://tin.example/", max_bytes=99, transport=go)
    assert caught.value.code == "url_private"


def test_behind_a_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    resolver(monkeypatch, {"tin.example": [["93.184.215.14"]], "noi-bo.example": [["10.0.0.1"]]})
    monkeypatch.setattr("summarizer.document.web.urllib.request.getproxies", lambda: {"http": "http://proxy:3128"})
    monkeypatch.setattr("summarizer.document.web.urllib.request.proxy_bypass", lambda _: False)
    hosts: list[str] = []

    def answer(request: httpx.Request) -> httpx.Response:
        hosts.append(request.url.host)
        return httpx.Response(200, stream=httpx.ByteStream(TEXT.encode()))

    transport = httpx.MockTransport(answer)
    fetch("http://tin.example/", max_bytes=9999, transport=transport)
    with pytest.raises(LoadError, match="noi-bo"):
        fetch("http://noi-bo.example/", max_bytes=9999, transport=transport)

    def unknown(*_: object, **__: object) -> None:
        raise socket.gaierror

    monkeypatch.setattr("summarizer.document.web.socket.getaddrinfo", unknown)
    fetch("http://only-the-proxy-knows.example/", max_bytes=9999, transport=transport)
    assert hosts == ["tin.example", "only-the-proxy-knows.example"]


# ---- words -----------------------------------------------------------------------------------------------------------


def test_shown() -> None:
    assert shown("http://u:p@host/a@b") == "http://host/a@b"
    assert shown("http://host/\x1b[0m\u202e") == "http://host/?[0m?"


def test_page_suffix() -> None:
    assert Page("http://h/a.PDF?x=.md", b"", None, None).suffix == ".pdf"
    assert Page("http://h/a.pdf", b"", "text/html", None).suffix == ""


def test_a_sample_over_http(server: str, samples: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("trat-tu-giao-thong.docx", "kinh-te-xa-hoi-quy-3.pdf", "benh-vien-tuyen-huyen.html"):
        data = (samples / name).read_bytes()
        monkeypatch.setattr(Handler, "page_sample", lambda self, data=data: self.answer(data, ""), raising=False)
        assert load(f"{server}/sample", allow_private=True).text == load(samples / name).text


@pytest.mark.parametrize("host", ["169.254.10.20", "[fe80::1]", "[::ffff:169.254.10.20]"])
def test_link_local_addresses_are_never_opened(host: str) -> None:
    def answer(request: httpx.Request) -> httpx.Response:
        raise AssertionError(f"asked {request.url}")

    with pytest.raises(LoadError, match="liên kết cục bộ"):
        fetch(f"http://{host}/", max_bytes=1000, allow_private=True, transport=httpx.MockTransport(answer))
