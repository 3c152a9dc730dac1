"""Composing with an extractor, a rewriter and a generator, fakes where a model would be."""

from __future__ import annotations

import importlib
from collections.abc import Callable, Sequence
from threading import Event

import pytest

import summarizer.brief
from summarizer.brief.composing import compose
from summarizer.brief.model import BriefSentence, Options, Progress
from summarizer.document import from_text
from summarizer.document.model import Article, Span
from summarizer.engines.base import Cancelled, Engine
from summarizer.engines.registry import load
from summarizer.facts.model import Facts

from .articles import facts, report


class FakeRewriter:
    """Answers with what `word` makes of each group's text."""

    name = "fake"
    revision = "1"
    constrained = True

    def __init__(self, word: Callable[[str], str]) -> None:
        self.word = word

    def rewrite(
        self,
        article: Article,
        groups: Sequence[Sequence[Span]],
        *,
        on_text: Callable[[int, str], None] | None = None,
        cancelled: Event | None = None,
    ) -> list[str]:
        texts = [self.word(" ".join(s.of(article.text) for s in group)) for group in groups]
        for i, text in enumerate(texts):
            if on_text:
                on_text(i, text)
        return texts


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


def with_rewriter(word: Callable[[str], str]) -> Engine:
    return Engine("writer", scorer=load("extractive").scorer, rewriter=FakeRewriter(word))


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


def test_a_faithful_shorter_sentence_stands() -> None:
    article = report()

    def drop_opening(text: str) -> str:
        return text.replace("Công tác giáo dục, y tế được quan tâm.", "Giáo dục, y tế được quan tâm.")

    found = Facts()
    brief = compose(article, with_rewriter(drop_opening), Options(words=500), facts=found)
    reworded = [s for s in brief.summary if s.text == "Giáo dục, y tế được quan tâm."]
    assert [s.status for s in reworded] == ["supported"]
    assert reworded[0].evidence[0].of(article.text) == "Công tác giáo dục, y tế được quan tâm."


@pytest.mark.parametrize(
    ("word", "reason"),
    [
        (lambda text: "Thu ngân sách đạt 999 tỷ đồng.", "999"),
        (lambda text: text + " " + text, "không ngắn hơn"),
        (lambda text: " ".join(text.split()[:5]) + ".", "bỏ mất số liệu chính"),
    ],
)
def test_what_fails_gives_way_to_its_source(word: Callable[[str], str], reason: str) -> None:
    article = report()
    found = facts(article)
    brief = compose(article, with_rewriter(word), facts=found)
    replaced = [s for s in brief.summary if s.status == "replaced"]
    assert any(reason in r for s in replaced for r in s.reasons)
    for sentence in replaced:
        assert sentence.text[1:].rstrip(".") == sentence.evidence[0].of(article.text)[1:].rstrip(".")


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
    brief = compose(article, with_rewriter(lambda t: t), facts=facts(article), on_progress=seen.append)
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

    article = report()
    with pytest.raises(Cancelled):
        compose(article, with_rewriter(lambda t: t), facts=facts(article), on_progress=cancel, cancelled=stop)


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
