"""Composing with an extractor and a generator, a fake where a model would be."""

from __future__ import annotations

import importlib
from collections.abc import Callable
from threading import Event

import pytest

import summarizer.brief
from summarizer.brief.composing import compose
from summarizer.brief.model import BriefSentence, Options, Progress
from summarizer.document import from_text
from summarizer.document.model import Article
from summarizer.engines.base import Cancelled, Engine
from summarizer.engines.registry import load
from summarizer.facts.model import Facts

from .articles import facts, report


class FakeGenerator:
    """Writes the text it was given."""

    name = "fake"
    revision = "1"
    constrained = False

    def __init__(self, text: str) -> None:
        self.text = text
        self.words = 0

    def generate(
        self,
        article: Article,
        *,
        words: int,
        on_text: Callable[[str], None] | None = None,
        cancelled: Event | None = None,
    ) -> str:
        self.words = words
        if on_text:
            on_text(self.text[:10])
        return self.text


def test_an_extract_is_its_source_word_for_word() -> None:
    article = report()
    brief = compose(article, load("extractive"), facts=facts(article))
    assert brief.summary
    for sentence in brief.summary:
        (evidence,) = sentence.evidence
        assert evidence.score == 1.0
        source = evidence.of(article.text)
        assert sentence.text[1:].rstrip(".") == source[1:].rstrip(".")
        for figure in sentence.figures:
            assert figure.source is not None
            assert figure.span.of(sentence.text) == figure.source.of(article.text)
    assert brief.headline is not None
    assert brief.headline.text == article.title_text
    assert brief.engine.name == "extractive"
    assert [s.evidence[0] for s in brief.summary] == sorted(s.evidence[0] for s in brief.summary)


def test_what_is_left_out_is_named() -> None:
    article = report()
    found = facts(article)
    brief = compose(article, load("extractive"), Options(sentences=1), facts=found)
    shown = {e.of(article.text) for s in brief.summary for e in s.evidence}
    for i in brief.left_out.figures:
        assert found.figures[i].key
        assert not any(found.figures[i].span.of(article.text) in text for text in shown)
    everything = compose(article, load("extractive"), Options(words=500), facts=found)
    assert everything.left_out.figures == ()
    assert everything.left_out.directives == ()


def test_free_text_finds_its_evidence() -> None:
    article = report()
    text = "Toàn huyện có 412 hộ thoát nghèo. Huyện phấn đấu thu ngân sách cả năm đạt 310 tỷ đồng."
    generator = FakeGenerator(text)
    brief = compose(article, Engine("hub", generator=generator, constrained=False), Options(words=80))
    assert generator.words == 80
    assert [s.text for s in brief.summary] == text.replace(". H", ".|H").split("|")
    assert all(s.evidence for s in brief.summary)
    assert "412 hộ" in brief.summary[0].evidence[0].of(article.text)
    assert not brief.engine.constrained


def test_free_text_that_fails_is_never_silently_kept() -> None:
    article = report()
    text = "Toàn huyện có 950 hộ thoát nghèo. Giá vàng tại Luân Đôn tăng lên 5.000 USD."
    brief = compose(article, Engine("hub", generator=FakeGenerator(text), constrained=False))
    assert [s.status for s in brief.summary] == ["replaced", "unsupported"]
    assert "412 hộ thoát nghèo" in brief.summary[0].text
    assert all(s.reasons for s in brief.summary)


def test_what_an_engine_wrote_is_made_as_clean_as_an_article() -> None:
    article = report()
    dirty = "\x1b[31mToàn huyện\x1b[0m có 412 hộ\u202e thoát nghe\u0300o.\x07"
    seen: list[BriefSentence] = []
    generator = FakeGenerator(dirty)
    brief = compose(
        article,
        Engine("endpoint", generator=generator),
        on_progress=lambda p: seen.append(p.sentence) if p.sentence else None,
    )
    assert [(s.text, s.status) for s in brief.summary] == [("Toàn huyện có 412 hộ thoát nghèo.", "supported")]
    assert not any("\x1b" in s.text for s in seen)


def test_progress_is_told_in_order() -> None:
    article = report()
    seen: list[Progress] = []
    engine = Engine("hub", generator=FakeGenerator("Toàn huyện có 412 hộ thoát nghèo."))
    brief = compose(article, engine, facts=facts(article), on_progress=seen.append)
    stages = [p.stage for p in seen]
    assert stages[0] == "reading"
    assert stages[-1] == "done"
    assert [s for i, s in enumerate(stages) if i == 0 or stages[i - 1] != s] == [
        "reading",
        "writing",
        "checking",
        "done",
    ]
    assert [p.sentence for p in seen if p.stage == "checking"][-1] == brief.summary[-1]


def test_cancelling_stops_it() -> None:
    stop = Event()

    def cancel(progress: Progress) -> None:
        if progress.stage == "writing":
            stop.set()

    article, engine = report(), Engine("hub", generator=FakeGenerator("Toàn huyện có 412 hộ thoát nghèo."))
    with pytest.raises(Cancelled):
        compose(article, engine, facts=facts(article), on_progress=cancel, cancelled=stop)


def test_an_engine_that_can_do_nothing_is_refused() -> None:
    with pytest.raises(ValueError, match="neither"):
        compose(report(), Engine("empty"), facts=Facts())


def test_no_sentence_to_brief() -> None:
    brief = compose(from_text("MỤC LỤC"), load("extractive"), facts=Facts())
    assert brief.summary == ()
    assert len(brief.warnings) == 1


def test_the_face_of_the_package_gives_functions_not_modules() -> None:
    importlib.import_module("summarizer.brief.composing")
    importlib.import_module("summarizer.brief.rendering")
    assert callable(summarizer.brief.compose)
    assert callable(summarizer.brief.render)
    with pytest.raises(AttributeError, match="nothing_here"):
        _ = summarizer.brief.nothing_here
