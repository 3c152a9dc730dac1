"""A fixed article with facts and brief made by hand, and a desk that runs on a worker of the tests' own.

The worker here serves to test what the user interface does; loading, finding and composing are tested in their rooms,
and `test_inference.py` and `test_walk.py` run the real process.
"""

from __future__ import annotations

import asyncio
import contextlib
import hashlib
from collections.abc import Callable, Iterator
from contextlib import asynccontextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from textual.notifications import Notification
from textual.pilot import Pilot

from summarizer.brief.model import Brief, BriefSentence, CheckedFigure, EngineInfo, Evidence, LeftOut, Progress
from summarizer.document.model import Article, Furniture, Paragraph, Sentence, Span
from summarizer.facts.model import DateRange, Directive, Facts, Figure
from summarizer.tui import protocol as p
from summarizer.tui.app import DeskApp, Keep
from summarizer.tui.preferences import Preferences
from summarizer.tui.screens.desk import DeskScreen
from summarizer.tui.stamps import stamp

PARAGRAPHS: list[tuple[str, list[str]]] = [
    ("title", ["Hàm Giang thu ngân sách vượt kế hoạch chín tháng"]),
    (
        "body",
        [
            "Chín tháng năm 2025, tổng thu ngân sách tỉnh Hàm Giang đạt 8.250 tỷ đồng, bằng 91,5% dự toán, tăng 12,4%"
            " so với cùng kỳ.",
            "Thu nội địa đạt 6.910 tỷ đồng; thu từ xuất nhập khẩu giảm 3,2%.",
        ],
    ),
    ("furniture", ["Ảnh: Minh Khôi"]),
    ("heading", ["Nhiệm vụ quý IV"]),
    (
        "body",
        [
            "Chủ tịch UBND tỉnh yêu cầu Sở Tài chính rà soát các khoản nợ thuế, báo cáo trước ngày 15/11/2025.",
            "Các huyện tập trung giải ngân hết 1.240 tỷ đồng vốn đầu tư công.",
            "Không để phát sinh nợ đọng mới trong xây dựng cơ bản.",
        ],
    ),
    ("heading", ["Khó khăn còn lại"]),
    ("body", ["Toàn tỉnh còn 48 dự án chậm tiến độ, trong đó 15/48 dự án vướng mặt bằng."]),
    ("furniture", ["Cơ quan chủ quản: UBND tỉnh Hàm Giang"]),
    ("furniture", ["Điện thoại: 0200.3800.000"]),
]


def make_article(paragraphs: list[tuple[str, list[str]]] = PARAGRAPHS, origin: str = "ngan-sach.txt") -> Article:
    """An article laid out by hand: (role, sentences) a paragraph."""
    text, blocks, sentences, furniture = "", [], [], []
    title = None
    for index, (role, parts) in enumerate(paragraphs):
        text += "\n\n" if text else ""
        start = len(text)
        for number, part in enumerate(parts):
            text += " " if number else ""
            sentences.append(Sentence(len(text), len(text) + len(part), index, role))  # type: ignore[arg-type]
            text += part
        blocks.append(Paragraph(start, len(text), role, 1 if role == "heading" else 0))  # type: ignore[arg-type]
        if role == "title":
            title = Span(start, len(text))
        if role == "furniture":
            furniture.append(Furniture(start, len(text), "footer"))
    return Article(
        id=hashlib.sha256(text.encode()).hexdigest(),
        origin=origin,
        text=text,
        title=title,
        paragraphs=tuple(blocks),
        sentences=tuple(sentences),
        furniture=tuple(furniture),
    )


def span(article: Article, words: str, nth: int = 0) -> Span:
    """Where `words` stand."""
    at = -1
    for _ in range(nth + 1):
        at = article.text.index(words, at + 1)
    return Span(at, at + len(words))


def make_facts(article: Article) -> Facts:
    """The figures and directives of the fixed article."""

    def s(words: str, nth: int = 0) -> Span:
        return span(article, words, nth)

    from datetime import date

    total, plan = s("tổng thu ngân sách tỉnh Hàm Giang"), s("dự toán")
    figures = (
        Figure(s("Chín tháng năm 2025"), "period", "Chín tháng năm 2025", key=True, salience=0.6,
               date=DateRange(date(2025, 1, 1), date(2025, 9, 30))),
        Figure(s("8.250 tỷ đồng"), "money", 8_250_000_000_000, "VND", indicator=total, key=True, salience=0.95,
               label="Tổng thu ngân sách tỉnh Hàm Giang", modality="result"),
        Figure(s("91,5%"), "percent", 91.5, "%", indicator=total, basis=plan, trend="reach", key=True, salience=0.9,
               label="Tổng thu ngân sách tỉnh Hàm Giang"),
        Figure(s("12,4%"), "percent", 12.4, "%", indicator=total, basis=s("cùng kỳ"), trend="up", key=True, salience=0.9,
               label="Tổng thu ngân sách tỉnh Hàm Giang"),
        Figure(s("6.910 tỷ đồng"), "money", 6_910_000_000_000, "VND", indicator=s("Thu nội địa"), key=True, salience=0.7,
               label="Thu nội địa", modality="result"),
        Figure(s("3,2%"), "percent", 3.2, "%", indicator=s("thu từ xuất nhập khẩu"), trend="down", salience=0.4),
        Figure(s("15/11/2025"), "date", "15/11/2025", date=DateRange(date(2025, 11, 15), date(2025, 11, 15))),
        Figure(s("1.240 tỷ đồng"), "money", 1_240_000_000_000, "VND", indicator=s("vốn đầu tư công"), key=True, salience=0.6,
               label="Vốn đầu tư công", modality="plan"),
        Figure(s("48 dự án"), "count", 48, "dự án", key=True, salience=0.5, label="Dự án chậm tiến độ"),
        Figure(s("15/48 dự án"), "ratio", (15, 48), "dự án", salience=0.3),
    )  # fmt: skip
    issuer = s("Chủ tịch UBND tỉnh")
    directives = (
        Directive(
            s("Chủ tịch UBND tỉnh yêu cầu Sở Tài chính rà soát các khoản nợ thuế, báo cáo trước ngày 15/11/2025."),
            action=s("rà soát các khoản nợ thuế, báo cáo trước ngày 15/11/2025"),
            trigger=s("yêu cầu"),
            issuer=issuer,
            addressee=s("Sở Tài chính"),
            deadline=s("trước ngày 15/11/2025"),
            due=date(2025, 11, 15),
            strength="order",
        ),
        Directive(
            s("Các huyện tập trung giải ngân hết 1.240 tỷ đồng vốn đầu tư công."),
            action=s("tập trung giải ngân hết 1.240 tỷ đồng vốn đầu tư công"),
            issuer=issuer,
            addressee=s("Các huyện"),
            strength="request",
            inherited=True,
        ),
        Directive(
            s("Không để phát sinh nợ đọng mới trong xây dựng cơ bản."),
            action=s("phát sinh nợ đọng mới trong xây dựng cơ bản"),
            trigger=s("Không để"),
            issuer=issuer,
            strength="exhort",
            polarity="do_not",
            inherited=True,
        ),
    )
    return Facts(figures, directives)


def quoted(article: Article, index: int) -> BriefSentence:
    """A source sentence as a brief sentence."""
    sentence = article.sentences[index]
    return BriefSentence(sentence.of(article.text), (Evidence(sentence.start, sentence.end),))


def make_brief(article: Article, facts: Facts, engine: str = "fake") -> Brief:
    """Headline and three sentences; the last one claims what the source does not say."""
    first, last = article.sentences[1], article.sentences[-4]
    bad = "Tỉnh còn 84 dự án chậm tiến độ."
    summary = (
        BriefSentence(
            first.of(article.text),
            (Evidence(first.start, first.end),),
            "supported",
            (CheckedFigure(span_in(first.of(article.text), "8.250 tỷ đồng"), "supported", facts.figures[1].span),),
        ),
        quoted(article, 5),
        BriefSentence(
            bad,
            (Evidence(last.start, last.end, 0.4),),
            "unsupported",
            (CheckedFigure(span_in(bad, "84 dự án"), "unsupported"),),
            ("nguồn không có số 84 dự án",),
        ),
    )
    info = EngineInfo(engine, None, "1", True)
    return Brief(article, facts, info, quoted(article, 0), summary, LeftOut((4, 8), (1,)))


def span_in(text: str, words: str) -> Span:
    """Where `words` stand in a short text."""
    at = text.index(words)
    return Span(at, at + len(words))


class Worker:
    """The tests' own worker. Articles come by name; briefs at once, or step by step while `held`."""

    def __init__(self) -> None:
        self.articles: dict[str, tuple[Article, Facts]] = {}
        self.failures: dict[str, str] = {}
        self.held = False
        self.waiting: list[p.Compose] = []
        self.requests: list[p.Request] = []
        self.closed = 0
        self.check: Callable[[p.Check], tuple[BriefSentence, ...]] = _check
        self._reply: Callable[[p.Reply], None] = lambda reply: None

    def __call__(self, reply: Callable[[p.Reply], None]) -> Worker:
        self._reply = reply
        return self

    def close(self) -> None:
        self.closed += 1

    def emit(self, reply: p.Reply) -> None:
        self._reply(reply)

    def send(self, request: p.Request) -> None:
        self.requests.append(request)
        match request:
            case p.Load():
                self._load(request)
            case p.Compose() if self.held:
                self.waiting.append(request)
            case p.Compose():
                self.finish(request)
            case p.Cancel():
                held = [one for one in self.waiting if one.ticket == request.ticket]
                self.waiting = [one for one in self.waiting if one.ticket != request.ticket]
                for one in held:
                    self.emit(p.ComposeFailed(one.key, one.ticket))
            case p.Check():
                self.emit(p.CheckedText(request.ticket, self.check(request)))
            case p.Render():
                self.emit(p.Rendered(request.ticket, f"{request.format}: {len(request.brief.summary)}".encode()))
            case p.Recount():
                left = LeftOut(request.brief.left_out.figures, ())
                self.emit(p.Recounted(request.key, request.ticket, replace(request.brief, left_out=left)))
            case p.Warm():
                self.emit(p.EngineState(loading=False, name=request.engine.name))

    def _load(self, request: p.Load) -> None:
        name = Path(request.source).name
        if name in self.failures:
            self.emit(p.LoadFailed(request.key, self.failures[name]))
        elif request.piped is not None:
            article = make_article([("title", ["Từ đường ống"]), ("body", [request.piped.decode()])], "-")
            self.emit(p.Loaded(request.key, article, Facts()))
        else:
            article, facts = self.articles.get(name) or standard(name)
            self.emit(p.Loaded(request.key, article, facts, stamp=stamp(request.source)))

    def progress(self, request: p.Compose, progress: Progress) -> None:
        self.emit(p.Progressed(request.key, request.ticket, progress))

    def finish(self, request: p.Compose) -> None:
        self.waiting = [one for one in self.waiting if one.ticket != request.ticket]
        try:
            brief = make_brief(request.article, request.facts, request.engine.name)
        except (IndexError, ValueError):
            brief = short_brief(request.article, request.facts)
        self.emit(p.Composed(request.key, request.ticket, brief))


def short_brief(article: Article, facts: Facts) -> Brief:
    """A brief of any article: its first body sentence."""
    index = next((i for i, s in enumerate(article.sentences) if s.role == "body"), 0)
    return Brief(article, facts, EngineInfo("fake", None, "1", True), None, (quoted(article, index),))


def _check(request: p.Check) -> tuple[BriefSentence, ...]:
    """Words that stand in the article are supported."""
    at = request.article.text.find(request.text)
    if at >= 0:
        return (BriefSentence(request.text, (Evidence(at, at + len(request.text)),)),)
    return (BriefSentence(request.text, (), "unsupported", (), ("không thấy trong nguồn",)),)


def standard(name: str) -> tuple[Article, Facts]:
    """The fixed article under another name; each name's text differs by its last paragraph."""
    article = make_article(
        [*PARAGRAPHS, ("furniture", [f"Tệp: {name.encode(errors='replace').decode()}"])]
        if name != "ngan-sach.txt"
        else PARAGRAPHS,
        name,
    )
    return article, make_facts(article)


@pytest.fixture
def worker() -> Worker:
    return Worker()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Three files; what is in them is the worker's business."""
    place = tmp_path / "bai"
    place.mkdir()
    for name in ("ngan-sach.txt", "giao-thong.txt", "y-te.txt"):
        (place / name).write_text("bài", encoding="utf-8")
    return place


Open = Callable[..., Any]


@pytest.fixture
def desk(worker: Worker, monkeypatch: pytest.MonkeyPatch) -> Open:
    """Opens a desk: `async with desk(sources, size=…) as (pilot, screen)`."""
    monkeypatch.setattr("summarizer.tui.screens.desk.DWELL", 0.01)
    # What was said stays to be looked at, however slow the machine is.
    monkeypatch.setattr(Notification, "has_expired", False)
    # Textual sets a timer by what is left: one of less than nothing goes round for ever.
    monkeypatch.setattr(Notification, "time_left", 600.0)

    @asynccontextmanager
    async def opened(
        *sources: object, size: tuple[int, int] = (140, 40), auto: bool = False, settle: bool = True, **more: Any
    ) -> Iterator[tuple[Pilot[None], DeskScreen]]:
        preferences = more.pop("preferences", None) or Preferences(auto=auto)
        if store := more.pop("store", None):
            more["keep"] = Keep(store, legacy=more.pop("legacy", None))
        app = DeskApp(preferences, sources=[str(source) for source in sources], line=worker, **more)
        async with app.run_test(size=size, notifications=True) as pilot:
            screen = app.screen
            assert isinstance(screen, DeskScreen)
            if settle:
                await settled(pilot)
            try:
                yield pilot, screen
            finally:
                app.desk.memory.end()

    return opened


async def settled(pilot: Pilot[None]) -> None:
    """Wait until no key waits, no worker thread runs, no answer and no message waits."""
    while True:
        await _quiet(pilot)
        app = pilot.app
        if not app.is_running or not (app.keyboard.busy or app.inbox.busy or _at_work(pilot)):
            return


def _at_work(pilot: Pilot[None]) -> list[Any]:
    return [worker for worker in pilot.app.workers if worker.group != "watch" and not worker.is_finished]


async def _quiet(pilot: Pilot[None]) -> None:
    if running := _at_work(pilot):
        await pilot.app.workers.wait_for_complete(running)
    for _ in range(2):
        await pilot.pause()
        if (keeper := pilot.app.desk.memory.keeper) is not None:
            await asyncio.to_thread(keeper.rest, 120.0)
            await pilot.pause()
        # That waits for the screen; notices go through the application.
        done = asyncio.Event()
        if pilot.app.call_later(done.set):
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(done.wait(), 5)


def shown_text(pilot: Pilot[None]) -> str:
    """Everything on the screen as plain lines."""
    width, height = pilot.app.size
    lines = pilot.app.screen._compositor.render_strips(pilot.app.size)
    assert len(lines) == height
    return "\n".join("".join(segment.text for segment in strip).ljust(width) for strip in lines)


def notices(pilot: Pilot[None]) -> list[str]:
    """The words of all notices."""
    return [notice.message for notice in pilot.app._notifications]


def said(pilot: Pilot[None], words: str) -> bool:
    """Whether a notice has these words."""
    return any(words in notice for notice in notices(pilot))


def covers(*commands: str) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Says which commands a test carries out; `test_commands.py` finds those that none does."""

    def decorate(function: Callable[..., Any]) -> Callable[..., Any]:
        return function

    assert commands
    return decorate


def key_of(command: str) -> str:
    """The first key of a command."""
    from summarizer.tui.commands import BY_ID

    return BY_ID[command].keys[0]


async def press(pilot: Pilot[None], *commands: str) -> None:
    """Press the keys of commands (`desk.open`) or plain keys (`down`), and let everything settle."""
    for command in commands:
        await pilot.press(key_of(command) if len(command) > 1 and "." in command else command)
        await settled(pilot)
