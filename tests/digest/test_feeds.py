"""Feeds from a local server: RSS, Atom, OPML, conditional requests, and what is no feed."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from summarizer.digest import feeds, run
from summarizer.digest.loading import Limits
from summarizer.document.failure import LoadError
from summarizer.store import runs

RSS = """<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0"><channel><title>Báo</title><link>{base}/</link>
<item><title>Tin một</title><link>{base}/1.html</link><guid>1</guid><pubDate>Mon, 10 Nov 2025 08:00:00 +0700</pubDate></item>
<item><title>Tin hai</title><link>/2.html</link><guid>2</guid><pubDate>Tue, 11 Nov 2025 08:00:00 +0700</pubDate></item>
<item><title>Không có đường dẫn</title></item>
<item><title>Lạ</title><link>javascript:alert(1)</link></item>
</channel></rss>"""
ATOM = """<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom"><title>A</title><id>a</id><updated>2025-11-12T00:00:00Z</updated>
<entry><title>Tin ba</title><id>3</id><updated>2025-11-12T01:00:00Z</updated><link href="{base}/3.html"/></entry>
<entry><title>Tin một</title><id>1</id><updated>2025-11-10T01:00:00Z</updated><link href="{base}/1.html"/></entry></feed>"""
OPML = """<?xml version="1.0"?><opml version="2.0"><head/><body><outline text="x">
<outline type="rss" xmlUrl="{base}/rss"/><outline type="atom" xmlUrl="{base}/atom"/><outline type="rss" xmlUrl="{base}/gone"/>
</outline></body></opml>"""
PAGE = "<html><head><title>Tin số {n}</title></head><body><article><h1>Tin số {n}</h1><p>Xã thu được {n} tỷ đồng trong quý này, nhiều hơn quý trước, theo báo cáo của Ủy ban nhân dân xã.</p></article></body></html>"


@pytest.fixture
def server() -> Iterator[tuple[str, list[tuple[str, int]]]]:
    """The address of a server, and what it was asked with the status it gave."""
    asked: list[tuple[str, int]] = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            base = f"http://127.0.0.1:{self.server.server_port}"
            pages = {"/rss": RSS, "/atom": ATOM, "/list.opml": OPML, "/export/opml?u=1": OPML, "/nofeed": "<p>xin chào"}
            body = pages.get(self.path, PAGE.replace("{n}", self.path[1:2]) if self.path.endswith(".html") else None)
            status = 200 if body else 404
            if self.path == "/rss" and self.headers.get("If-None-Match") == '"v1"':
                status, body = 304, ""
            if self.path == "/atom" and self.headers.get("If-Modified-Since"):
                status, body = 304, ""
            data = (body or "").replace("{base}", base).encode()
            asked.append((self.path, status))
            self.send_response(status)
            self.send_header(
                "Content-Type", "text/html; charset=utf-8" if self.path.endswith("html") else "application/xml"
            )
            self.send_header("Content-Length", str(len(data)))
            self.send_header(
                *(("ETag", '"v1"') if self.path == "/rss" else ("Last-Modified", "Wed, 12 Nov 2025 00:00:00 GMT"))
            )
            self.end_headers()
            self.wfile.write(data)

        def log_message(self, *_: object) -> None:
            pass

    httpd = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=httpd.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{httpd.server_port}", asked
    httpd.shutdown()
    httpd.server_close()


LOCAL = Limits(allow_private=True)


def links(found) -> list[str]:
    return [i.source.rpartition("/")[2] for i in found.items]


def test_a_feed_is_asked_only_for_what_is_new(server, store):
    base, asked = server
    for _ in range(3):
        assert links(feeds.gather([f"{base}/rss", f"{base}/atom"], store, LOCAL, None)) == [
            "1.html",
            "2.html",
            "3.html",
        ]
    assert [status for _, status in asked] == [200, 200, 304, 304, 304, 304]


def test_the_password_of_a_feed_is_used_and_not_kept(server, store):
    base, asked = server
    address = f"{base.replace('//', '//an:mat-khau@')}/rss"
    first, again = (feeds.gather([address], store, LOCAL, None).items for _ in range(2))
    assert first == again
    assert [status for _, status in asked] == [200, 304]
    with store.write() as db:
        runs.begin(db, {"sources": [address], "feeds": [address], "words": 60}, 1)
    assert not [file for file in store.path.parent.glob("*") if b"mat-khau" in file.read_bytes()]


def test_articles_on_the_server_of_a_feed_are_opened_with_its_password(server, store):
    base, _ = server
    entered = base.replace("//", "//an:mat-khau@")
    for _ in range(2):  # the second answer is 304, and the links are those kept
        found = feeds.gather([f"{entered}/rss"], store, LOCAL, None).items
        assert [i.source for i in found] == [f"{entered}/1.html", f"{entered}/2.html"]
        assert [i.origin for i in found] == [f"{base}/1.html", f"{base}/2.html"]
    for link in ("http://khac.vn/1", "https://an@x.vn/1", "http://binh@x.vn/1", "http://an:cua-rieng@x.vn/1"):
        assert feeds._entered(link, "http://an:mat-khau@x.vn/rss") == link
    assert feeds._entered("http://an@x.vn/1?a=b", "http://an:mat-khau@x.vn/rss") == "http://an:mat-khau@x.vn/1?a=b"


def test_since_leaves_out_what_is_older(server, store):
    base, _ = server
    since = datetime(2025, 11, 11, tzinfo=UTC)
    assert links(feeds.gather([f"{base}/rss", f"{base}/atom"], store, LOCAL, since)) == ["2.html", "3.html"]


def test_lists_of_feeds(server, store, tmp_path):
    base, _ = server
    found = feeds.gather([f"{base}/list.opml"], store, LOCAL, None)
    assert feeds.gather([f"{base}/export/opml?u=1"], store, LOCAL, None).items == found.items
    assert links(found) == ["1.html", "2.html", "3.html"]
    assert [(origin.rpartition("/")[2], error.code) for origin, error in found.problems] == [("gone", "url_status")]
    local = tmp_path / "mine.opml"
    local.write_text(OPML.replace("{base}", base), encoding="utf-8")
    assert links(feeds.gather([str(local)], store, LOCAL, None)) == ["1.html", "2.html", "3.html"]


def test_the_articles_of_a_feed_are_briefed_once(server, store, setup):
    from dataclasses import replace

    base, asked = server
    local = replace(setup, limits=LOCAL)
    first = run.run(feeds.gather([f"{base}/rss"], store, LOCAL, None), local, store, jobs=1)
    assert (first.progress.made, first.progress.failed) == (2, 0)
    asked.clear()
    second = run.run(feeds.gather([f"{base}/rss"], store, LOCAL, None), local, store, jobs=1)
    assert second.progress.known == 2
    assert asked == [("/rss", 304)]  # no article is fetched again


@pytest.mark.parametrize("data", [b"", b"<p>xin ch\xc3\xa0o", b"\x00\xff" * 50, b"{}"])
def test_what_is_no_feed(data):
    with pytest.raises(LoadError, match="không phải nguồn tin"):
        feeds.parse(data, "x.xml")


def test_private_addresses_are_refused_unless_allowed(server, store):
    base, asked = server
    found = feeds.gather([f"{base}/rss"], store, Limits(), None)
    assert found.problems[0][1].code == "url_private"
    assert not asked


def test_an_external_entity_is_not_read(tmp_path, store):
    secret = tmp_path / "secret.txt"
    secret.write_text("mật", encoding="utf-8")
    bad = tmp_path / "bad.opml"
    bad.write_text(
        f'<!DOCTYPE opml [<!ENTITY x SYSTEM "{secret.as_uri()}">]><opml><body><outline xmlUrl="/&x;"/></body></opml>',
        encoding="utf-8",
    )
    found = feeds.gather([str(bad)], store, LOCAL, None)
    assert "mật" not in repr(found)


def test_a_file_that_is_no_feed_is_named_as_it_is(tmp_path, store):
    text = tmp_path / "tin@2.txt"
    text.write_text("không phải nguồn tin", encoding="utf-8")
    found = feeds.gather([str(text)], store, Limits(), None)
    assert [name for name, _ in found.problems] == [str(text)]
