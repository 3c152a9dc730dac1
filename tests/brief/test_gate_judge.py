"""The judge in the gate: what it is asked, how its answer is told, and that the verdict is the worst of both."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from threading import Event

import pytest

from summarizer import document, facts, locale
from summarizer.brief import compose
from summarizer.brief.check import check_text
from summarizer.brief.rendering import render
from summarizer.document.model import Article, Span
from summarizer.engines import registry
from summarizer.engines.base import Engine, Judge, Verdict
from summarizer.facts.model import Facts

SOURCE = (
    "Ngân hàng An Phát không tăng lãi suất trong quý IV. Giám đốc Lê Văn Sáu cho biết vốn điều lệ là 1.200 tỷ đồng. "
    "Hai chi nhánh mới mở cửa ngày 5/9."
)


@dataclass
class Scripted:
    """A judge whose answers are written down: claim → (kind, words at fault); all others are borne out."""

    answers: dict[str, tuple[str, str]]
    revision: str = "scripted"
    asked: list[str] = field(default_factory=list)

    def judge(self, article: Article, claims: Sequence[str], *, cancelled: Event | None = None) -> list[Verdict]:
        self.asked += claims
        out = []
        for claim in claims:
            kind, words = self.answers.get(claim, (None, ""))
            at = claim.find(words)
            spans = (Span(at, at + len(words)),) if words else ()
            out.append(Verdict(0.9 if kind else 0.1, kind, spans, tuple(range(len(article.sentences)))))
        return out


@dataclass
class Free:
    """A generator that says what it was given."""

    text: str
    name: str = "free"
    revision: str = "1"
    constrained: bool = False

    def generate(self, article: Article, **_: object) -> str:
        return self.text


@pytest.fixture
def article() -> Article:
    return document.from_text(SOURCE)


def test_the_fault_names_the_words_and_what_the_source_has_in_their_place(article):
    claim = "Ngân hàng An Phát sẽ tăng lãi suất trong quý IV."
    judge = Scripted({claim: ("negation", "sẽ tăng")})
    (sentence,) = check_text(article, facts.find(article), claim, judge=judge)
    (fault,) = sentence.faults
    assert (sentence.status, sentence.judged, fault.kind) == ("unsupported", True, "negation")
    assert [w.of(claim) for w in fault.words] == ["sẽ tăng"]
    assert [w.of(SOURCE) for w in fault.source] == ["không tăng"]
    assert "«sẽ tăng»" in fault.reason
    assert "«không tăng»" in fault.reason


def test_what_the_source_has_nothing_like_is_told_without_a_counterpart(article):
    claim = "Một hòn đảo xa xôi mở ra dần."
    (sentence,) = check_text(article, Facts(), claim, judge=Scripted({claim: ("invented", "hòn đảo xa xôi")}))
    assert sentence.faults[0].source == ()
    assert "nguồn không nói «hòn đảo xa xôi»" in sentence.reasons


@pytest.mark.parametrize(
    ("figure", "kind", "words", "status"),
    [
        ("một nghìn hai trăm tỷ đồng", "number", "một nghìn hai trăm", "supported"),
        ("một nghìn hai trăm tỷ đồng", "wrongthing", "một nghìn hai trăm", "unsupported"),
        ("một nghìn hai trăm tỷ đồng", "number", "lệ là một nghìn", "unsupported"),
        ("1.200 tỷ đồng", "number", "1.200", "unsupported"),
    ],
)
def test_a_number_in_words_is_what_the_rules_reckon(article, figure, kind, words, status):
    claim = f"Vốn điều lệ là {figure}."
    (sentence,) = check_text(article, facts.find(article), claim, judge=Scripted({claim: (kind, words)}))
    assert sentence.status == status


def test_the_worst_of_rules_and_judge_counts(article):
    wrong = "Vốn điều lệ của ngân hàng là 2.100 tỷ đồng."
    judge = Scripted({})
    (sentence,) = check_text(article, facts.find(article), wrong, judge=judge)
    assert (sentence.status, sentence.judged) == ("unsupported", True)
    (sentence,) = check_text(
        article, facts.find(article), "Vốn điều lệ của ngân hàng là 1.200 tỷ đồng.", judge=Scripted({})
    )
    assert (sentence.status, sentence.faults) == ("supported", ())


def test_what_a_rule_said_of_the_same_words_is_not_said_twice(article):
    claim = "Vốn điều lệ của ngân hàng là 2.100 tỷ đồng."
    judge = Scripted({claim: ("number", "2.100 tỷ đồng")})
    (sentence,) = check_text(article, facts.find(article), claim, judge=judge)
    assert len(sentence.faults) == 1


def test_copied_sentences_are_not_asked_about_and_no_sentence_twice(article):
    judge = Scripted({})
    copied = "Hai chi nhánh mới mở cửa ngày 5/9."
    own = "Hai chi nhánh vừa mở cửa hôm 5/9."
    found = facts.find(article)
    for _ in range(2):
        first, second = check_text(article, found, f"{copied} {own}", judge=judge)
    assert judge.asked == [own]
    assert (first.made, first.judged) == ("copied", False)
    assert (second.made, second.judged) == ("written", True)


def test_free_text_that_the_judge_flags_gives_way_and_says_why(article):
    claim = "Ngân hàng An Phát tăng lãi suất trong quý IV."
    judge: Judge = Scripted({claim: ("negation", "tăng")})
    brief = compose(article, Engine("hub", generator=Free(claim), judge=judge), facts=Facts())
    (sentence,) = brief.summary
    assert (sentence.status, sentence.made) == ("replaced", "copied")
    assert sentence.text == "Ngân hàng An Phát không tăng lãi suất trong quý IV."
    assert any("«tăng lãi suất»" in r for r in sentence.reasons)


def test_the_page_says_what_was_compared(article):
    text = "Hai chi nhánh mới mở cửa ngày 5/9. Giám đốc Lê Văn Sáu nói vốn điều lệ ở mức 1.200 tỷ đồng."
    with_judge = compose(article, Engine("hub", generator=Free(text), judge=Scripted({})), facts=facts.find(article))
    page = render(with_judge, "text", width=120)
    assert "1 câu chép nguyên văn từ nguồn; 1/1 câu viết lại đã đối chiếu có căn cứ" in page
    assert "ý nghĩa chưa được so" not in page
    assert "1/1 con số trong các câu đã đối chiếu" in page
    without = compose(article, Engine("hub", generator=Free(text)), facts=facts.find(article))
    assert "1 câu mới chỉ so số liệu, tên, chức vụ, lời trích và chỉ đạo; ý nghĩa chưa được so" in render(
        without, "text", width=120
    )


def test_a_brief_of_copied_sentences_claims_no_comparison(article):
    page = render(compose(article, registry.load("extractive"), facts=facts.find(article)), "text", width=120)
    assert "câu chép nguyên văn từ nguồn" in page
    assert "đã đối chiếu có căn cứ" not in page


def test_without_weights_there_is_no_judge_and_a_reason_in_words(monkeypatch, tmp_path: Path):
    def nowhere(name: str) -> Path:
        raise registry.EngineUnavailable("engine_missing", name=name, what="config.json")

    monkeypatch.setattr(registry, "shipped", nowhere)
    registry._beside.cache_clear()
    try:
        assert registry.judge() is None
        assert "chưa so ý nghĩa" in (registry.judge_missing() or "")
        locale.use("en")
        assert "not the meaning" in (registry.judge_missing() or "")
    finally:
        locale.use("vi")
        registry._beside.cache_clear()
