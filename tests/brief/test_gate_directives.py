"""A sentence that says who must do what by when, against the directive it comes from."""

from __future__ import annotations

import pytest

from summarizer import document, facts
from summarizer.brief.check import check_text
from summarizer.document.model import Span
from summarizer.facts.model import Directive, Facts

SOURCE = (
    "Sở Tài chính báo cáo tình hình chi ngân sách. Chủ tịch UBND tỉnh Lê Minh Tâm kết luận hội nghị. "
    "UBND huyện Tân Lập hoàn thành chi trả tiền bồi thường cho 126 hộ dân trong tháng 7. "
    "Cuộc họp tháng 8 sẽ bàn về đê điều. Ban Thường vụ yêu cầu Ban Tổ chức hoàn thành đề án sắp xếp bộ máy trước 30/8."
)


def span(words: str) -> Span:
    at = SOURCE.index(words)
    return Span(at, at + len(words))


DIRECTIVES = (
    Directive(
        span("UBND huyện Tân Lập hoàn thành chi trả tiền bồi thường cho 126 hộ dân trong tháng 7"),
        span("hoàn thành chi trả tiền bồi thường cho 126 hộ dân"),
        None,
        span("Chủ tịch UBND tỉnh Lê Minh Tâm"),
        span("UBND huyện Tân Lập"),
        span("trong tháng 7"),
        strength="order",
        inherited=True,
    ),
    Directive(
        span("Ban Thường vụ yêu cầu Ban Tổ chức hoàn thành đề án sắp xếp bộ máy trước 30/8"),
        span("hoàn thành đề án sắp xếp bộ máy"),
        span("yêu cầu"),
        span("Ban Thường vụ"),
        span("Ban Tổ chức"),
        span("trước 30/8"),
        strength="order",
    ),
)


def told(text: str):
    article = document.from_text(SOURCE)
    found = Facts(facts.find(article).figures, DIRECTIVES)
    (sentence,) = check_text(article, found, text)
    return sentence


@pytest.mark.parametrize(
    ("brief", "kind", "words", "source"),
    [
        ("Sở Tài chính phải hoàn thành chi trả tiền bồi thường cho 126 hộ dân.", "role", "Sở Tài chính", "UBND huyện Tân Lập"),
        ("UBND huyện Tân Lập phải hoàn thành chi trả tiền bồi thường cho 126 hộ dân trong tháng 8.", "time", "tháng 8", "trong tháng 7"),
        ("Ban Tổ chức đã hoàn thành đề án sắp xếp bộ máy.", "certainty", "đã hoàn thành", "yêu cầu"),
        ("Chủ tịch UBND tỉnh Lê Minh Tâm yêu cầu Ban Tổ chức hoàn thành đề án sắp xếp bộ máy.", "role", "Chủ tịch UBND tỉnh Lê Minh Tâm", "Ban Thường vụ"),
    ],
)  # fmt: skip
def test_another_body_another_day_or_done_is_caught(brief, kind, words, source):
    sentence = told(brief)
    assert sentence.status == "unsupported"
    (fault,) = [f for f in sentence.faults if f.gravity == "error"]
    assert (fault.kind, [w.of(brief) for w in fault.words], [w.of(SOURCE) for w in fault.source]) == (
        kind,
        [words],
        [source],
    )


@pytest.mark.parametrize(
    "brief",
    [
        "UBND huyện Tân Lập phải chi trả xong tiền bồi thường cho 126 hộ dân trong tháng 7.",
        "Chủ tịch UBND tỉnh Lê Minh Tâm yêu cầu UBND huyện Tân Lập hoàn thành chi trả bồi thường cho 126 hộ dân.",
        "Ban Tổ chức được yêu cầu hoàn thành đề án sắp xếp bộ máy trước 30/8.",
        "Việc chi trả tiền bồi thường cho 126 hộ dân phải hoàn thành trong tháng 7.",
    ],
)
def test_an_honest_account_of_a_directive_passes(brief):
    sentence = told(brief)
    assert sentence.status == "supported", sentence.reasons


def test_a_day_of_a_sibling_that_the_sentence_tells_of_too_is_no_other_deadline():
    source = (
        "Chủ tịch UBND tỉnh yêu cầu:\n- Sở Xây dựng rà soát nhà ở ven sông trước ngày 10/8.\n"
        "- Sở Xây dựng rà soát nhà ở trên sườn đồi trước ngày 20/8."
    )
    article = document.from_text(source)

    def directive(action: str, deadline: str) -> Directive:
        at, day = source.index(action), source.index(deadline)
        where = Span(at, at + len(action))
        return Directive(where, where, None, None, None, Span(day, day + len(deadline)), strength="order")

    found = Facts(
        facts.find(article).figures,
        (
            directive("rà soát nhà ở ven sông", "trước ngày 10/8"),
            directive("rà soát nhà ở trên sườn đồi", "trước ngày 20/8"),
        ),
    )
    brief = "Sở Xây dựng rà soát nhà ở ven sông và nhà ở trên sườn đồi, chậm nhất ngày 10/8 và trước ngày 20/8."
    (sentence,) = check_text(article, found, brief)
    assert sentence.status == "supported", sentence.reasons
