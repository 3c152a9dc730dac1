"""Articles that want to be markup, escapes, controls or too much: in every pane, notice and dialog."""

from __future__ import annotations

import pytest

from summarizer.brief.model import Brief, BriefSentence, EngineInfo, Evidence
from summarizer.document.model import Article, Span
from summarizer.facts.model import Directive, Facts, Figure
from summarizer.tui import protocol as p
from tests.costs import measured
from tests.tui.conftest import make_article, notices, press, settled, shown_text

MARKUP = "[TTXVN] [/b] [@click=app.quit]bấm[/] [red]đỏ \\[x] $primary {0} %s [VIDEO]"
BIDI = "trái \u202egnort\u202c phải \u2066x\u2069 \u200fy"
HIDDEN = "ẩn\u200b\u200d\ufeff\u00adchữ"
ESCAPES = "\x1b[31mđỏ\x1b]0;tiêu đề\x07 \x9b31m chuông\x07 xoá\x08\x08"
WIDE = "漢字 👩‍👩‍👧 ﷽ e\u0301 🇻🇳"
ALL = f"{MARKUP} {BIDI} {HIDDEN} {WIDE}"


def hostile(text: str) -> tuple[Article, Facts]:
    article = make_article([("title", [text]), ("heading", [text]), ("body", [text, text]), ("furniture", [text])])
    second = article.sentences[2]
    half = Span(second.start, second.start + max(1, len(text) // 2))
    whole = Span(second.start, second.end)
    figure = Figure(half, "money", "x" + text[:40], indicator=whole, basis=whole, key=True, salience=1.0)
    directive = Directive(whole, action=whole, trigger=half, issuer=whole, addressee=whole, deadline=half)
    return article, Facts((figure,), (directive,))


def hostile_brief(article: Article, facts: Facts, text: str) -> Brief:
    first = article.sentences[2]
    sentence = BriefSentence(text, (Evidence(first.start, first.end),), "unsupported", (), (text,))
    return Brief(article, facts, EngineInfo("fake", None, "", True, text), sentence, (sentence,), warnings=(text,))


def clean(pilot) -> str:
    """The screen, which must hold nothing that a terminal acts on."""
    words = shown_text(pilot)
    bad = [char for char in words if (ord(char) < 32 and char != "\n") or 0x7F <= ord(char) < 0xA0]
    bad += [
        char for char in words if char in "\u202e\u202d\u2066\u2067\u2068\u2069\u200e\u200f\u200b\u200d\ufeff\u00ad"
    ]
    assert bad == []
    return words


@pytest.mark.parametrize("text", [MARKUP, ALL, ESCAPES], ids=["markup", "all", "escapes"])
async def test_hostile_words_everywhere(desk, folder, worker, text):
    worker.articles["giao-thong.txt"] = hostile(text)
    worker.check = lambda request: (BriefSentence(request.text, (), "unsupported", (), (text,)),)
    async with desk(folder) as (pilot, screen):
        clean(pilot)
        worker.held = True
        await press(pilot, "desk.brief")
        request = worker.waiting[0]
        article, facts = screen.entry.article, screen.entry.facts
        from summarizer.brief.model import Progress

        worker.progress(request, Progress("writing", 0, 1, BriefSentence(text)))
        await settled(pilot)
        clean(pilot)
        worker.emit(p.Composed(request.key, request.ticket, hostile_brief(article, facts, text)))
        await settled(pilot)
        clean(pilot)
        await press(pilot, "desk.pane_source", "source.furniture", "source.next_figure", "source.card")
        clean(pilot)
        await press(pilot, "source.next_directive")
        clean(pilot)
        await press(pilot, "source.outline")
        clean(pilot)
        await press(pilot, "escape", "desk.pane_brief", "brief.all_figures", "home", "end", "home", "brief.edit")
        await pilot.pause(0.2)
        await settled(pilot)
        clean(pilot)
        await press(pilot, "edit.discard", "desk.copy_sources", "desk.palette", "escape", "desk.export")
        clean(pilot)
        await press(pilot, "escape")
        worker.emit(p.EngineState(False, "x", text))
        worker.emit(p.Died(text))
        screen.alarm(text)
        await settled(pilot)
        clean(pilot)
        assert pilot.app._exit is False
        if text == MARKUP:
            assert "[TTXVN] [/b] [@click=app.quit]" in "".join(notices(pilot))
            assert "[TTXVN] [/b]" in clean(pilot)


async def test_markup_is_shown_as_it_stands_in_the_source(desk, folder, worker):
    worker.articles["giao-thong.txt"] = hostile(MARKUP)
    async with desk(folder) as (pilot, _screen):
        assert clean(pilot).count("[@click=app.quit]") >= 3
        await pilot.click("#source", offset=(30, 3))
        await settled(pilot)
        assert pilot.app._exit is False


async def test_a_failure_with_hostile_words(desk, folder, worker):
    worker.failures["giao-thong.txt"] = f"giao-thong.txt: {ALL}"
    async with desk(folder) as (pilot, _screen):
        assert "[TTXVN]" in clean(pilot)


async def test_hostile_file_names(desk, tmp_path, monkeypatch):
    folder = tmp_path / "f"
    folder.mkdir()
    (folder / "[b]x[b]\x1b[31m\u202e.txt").write_text("x")
    (folder / "[@click=app.quit].md").write_text("x")
    monkeypatch.chdir(folder)
    async with desk(folder) as (pilot, screen):
        assert len(screen.library.entries) == 2
        clean(pilot)
        await press(pilot, "desk.open")
        assert "[@click=app.quit].md" in clean(pilot)
        await press(pilot, "escape", "desk.export", "escape")


@pytest.mark.parametrize(
    "text",
    ["từ " * 330_000, "x" * 200_000, "dòng dài " * 22_000, "1.250 tỷ đồng " * 14_000, "漢字" * 50_000],
    ids=["1MB", "no-space-200k", "line-200k", "figures-200k", "wide-100k"],
)
async def test_very_large_articles_stay_prompt(desk, folder, worker, text):
    article = make_article([("title", ["Rất dài"]), ("body", [text])])
    figures = tuple(
        Figure(Span(start, start + 13), "money", 1.0, "VND", key=True)
        for start in range(9, len(article.text) - 20, 14)
        if article.text.startswith("1.250", start)
    )
    worker.articles["giao-thong.txt"] = article, Facts(figures)
    async with desk(folder, settle=False) as (pilot, _screen):
        await settled(pilot)
        slowest = 0.0
        await press(pilot, "desk.pane_source")
        for key in ("pagedown", "down", "end", "pageup", "s", "home", "j"):
            with measured() as cost:
                await pilot.press(key)
            slowest = max(slowest, cost.seconds)
        clean(pilot)
        # Not a benchmark (`make bench` has that), and work, not waiting: nothing here grows with the article.
        assert slowest < 2.0  # measured under coverage, which makes Python several times slower
        await press(pilot, "source.search", *"ty")
        await press(pilot, "escape", "desk.brief", "desk.pane_brief", "end")
        clean(pilot)


async def test_pasted_text_brings_no_controls(desk, folder):
    from textual.events import Paste

    async with desk(folder) as (pilot, screen):
        await press(pilot, "desk.brief", "desk.pane_brief", "down", "down", "brief.edit")
        pilot.app.post_message(Paste(f"{BIDI}\n{ESCAPES}"))
        await settled(pilot)
        clean(pilot)
        assert screen.editor.words.count("phải") == 1


async def test_what_is_pasted_beside_an_input_comes_by_once(desk, folder, monkeypatch):
    from textual.app import App
    from textual.events import Paste

    pasted: list[str] = []
    forward = App.on_event

    async def counting(self, event):
        if isinstance(event, Paste) and not event.is_forwarded:
            pasted.append(event.text)
        await forward(self, event)

    monkeypatch.setattr(App, "on_event", counting)
    async with desk(folder) as (pilot, _screen):
        pilot.app.post_message(Paste("chữ dán"))
        for _ in range(5):
            await settled(pilot)
        assert pasted == ["chữ dán"]
