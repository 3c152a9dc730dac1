"""The digest as an HTML page: well-formed, self-contained, hostile text harmless, and as headless Chromium draws it."""

from __future__ import annotations

import html.parser
import shutil
import subprocess

import pytest

from summarizer.digest.document.assembling import Arrangement, assemble, labels
from summarizer.digest.document.rendering import render

HOSTILE = (
    "Chợ <b>Mỹ Lộc</b> & \"quà\" </section><script>document.title='x'</script>\n\n"
    "Ngày 5/9, chợ Mỹ Lộc <img src=http://vidu.vn/x onerror=alert(1)> khánh thành với 64 sạp, kinh phí 9,6 tỷ đồng. "
    "{{ 7*7 }} [/b] [@click=x] \x1b[31m đỏ.\n\n"
    "Chủ tịch xã yêu cầu Phòng Kinh tế hoàn thành trước ngày 20/12/2025.\n"
)
VOID = {"meta", "img", "br", "hr", "link", "input"}


class Page(html.parser.HTMLParser):
    """Tags in balance, ids, links."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.ids: list[str] = []
        self.links: list[str] = []
        self.tags: set[str] = set()

    def handle_starttag(self, tag, attrs):
        found = dict(attrs)
        self.tags.add(tag)
        if tag not in VOID:
            self.open.append(tag)
        if "id" in found:
            self.ids.append(found["id"])
        if "href" in found:
            self.links.append(found["href"])
        assert not any(name.startswith("on") or name in ("src", "action") for name in found)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag


@pytest.fixture
def made(news, go, store, tmp_path):
    folder = news(3)
    (folder / "hostile.txt").write_text(HOSTILE, encoding="utf-8")
    (folder / "bad.docx").write_bytes(b"PK")
    outcome = go(folder)
    digest = assemble(store, outcome.run, outcome.briefs, outcome.failures, Arrangement(top=3))
    return "".join(render(digest, store, "html"))


def test_the_page_is_whole_and_leads_nowhere(made):
    page = Page()
    page.feed(made)
    assert page.open == []
    assert len(page.ids) == len(set(page.ids))
    for link in page.links:
        assert link.startswith(("file:", "http://", "https://")) or link[1:] in page.ids, link
    assert not page.tags & {"script", "img", "iframe", "link", "object", "form"}
    assert "default-src 'none'" in made
    assert "{{ 7*7 }}" in made or "49" not in made
    assert "\x1b" not in made


def test_it_holds_front_page_sources_and_failures(made):
    for words in (
        "Điểm tin ngày",
        "Năm tin chính",
        "bad.docx",
        'class="source"',
        'class="evidence"',
    ):
        assert words in made
    assert "prefers-color-scheme: dark" in made
    assert "@media print" in made


@pytest.mark.slow
@pytest.mark.parametrize(("name", "size"), [("wide", (1280, 1600)), ("phone", (390, 1600))])
def test_chromium_draws_it_without_a_sideways_scroll(made, tmp_path, name, size):
    browser = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if browser is None:
        pytest.skip("no Chromium")
    page, shot = tmp_path / "page.html", tmp_path / f"{name}.png"
    # the frame is as wide as the screen asked for (Chromium's window is 500 px at least); its text is drawn in it
    page.write_text(made, encoding="utf-8")
    frame = tmp_path / "frame.html"
    frame.write_text(
        f"<body style='margin:0'><iframe src='page.html' style='border:0;width:{size[0]}px;height:{size[1]}px'></iframe>",
        encoding="utf-8",
    )
    command = [browser, "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--hide-scrollbars",
               f"--user-data-dir={tmp_path / 'profile'}", f"--window-size={size[0]},{size[1]}"]  # fmt: skip
    done = subprocess.run(
        [*command, f"--screenshot={shot}", frame.as_uri()], capture_output=True, timeout=120, check=False
    )
    assert shot.exists(), done.stderr.decode()[-2000:]
    from struct import unpack

    head = shot.read_bytes()[:24]
    assert unpack(">II", head[16:24]) == size
    assert shot.stat().st_size > 20_000  # not blank
    text = subprocess.run([*command, "--dump-dom", page.as_uri()], capture_output=True, timeout=120, check=True)
    dom = text.stdout.decode()
    assert "Năm tin chính" in dom
    assert "<title>x</title>" not in dom  # the article's script did not run


def test_labels():
    assert labels(["/a/b/1.txt", "/a/b/c/2.txt", "https://vidu.vn/x"]) == {
        "/a/b/1.txt": "1.txt",
        "/a/b/c/2.txt": "c/2.txt",
        "https://vidu.vn/x": "https://vidu.vn/x",
    }
    assert labels(["/a/b/1.txt"]) == {"/a/b/1.txt": "1.txt"}
    assert labels(["/1.txt", "/b/2.txt"]) == {"/1.txt": "1.txt", "/b/2.txt": "b/2.txt"}
    assert labels([]) == {}
