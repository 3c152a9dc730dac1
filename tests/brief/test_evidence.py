"""Aligning free text to its source."""

from __future__ import annotations

import pytest

from summarizer import document
from summarizer.brief.evidence import align_to
from summarizer.brief.gate.source import prepare
from summarizer.facts.model import Facts
from summarizer.text.subsequence import common

TEXT = """Xã Tân Phú sơ kết nửa năm

Thu ngân sách xã đạt 45 tỷ đồng, bằng 61% dự toán. Toàn xã gieo trồng 1.200 ha lúa hè thu; năng suất 6,2 tấn/ha.

Bí thư Đảng ủy xã Lê Văn Tám yêu cầu đẩy nhanh giải ngân trước ngày 30/9. Hai tuyến đường liên ấp được sửa chữa."""


def align(text, article):
    return align_to(text, prepare(article, Facts()))


@pytest.fixture
def article():
    return document.from_text(TEXT)


def test_a_copied_sentence_scores_one(article):
    (found,) = align("Hai tuyến đường liên ấp được sửa chữa.", article)
    assert found.of(article.text) == "Hai tuyến đường liên ấp được sửa chữa."
    assert found.score == 1.0


def test_a_copied_clause_is_its_own_evidence(article):
    (found,) = align("Năng suất 6,2 tấn/ha.", article)
    assert found.of(article.text) == "năng suất 6,2 tấn/ha."
    assert found.score == 1.0


def test_the_closest_sentence_is_found(article):
    (found,) = align("Ông Lê Văn Tám yêu cầu giải ngân nhanh trước 30/9.", article)
    assert found.of(article.text).startswith("Bí thư Đảng ủy xã")
    assert 0.5 < found.score < 1.0


def test_a_fused_sentence_rests_on_two(article):
    found = align("Xã thu ngân sách 45 tỷ đồng và sửa chữa hai tuyến đường liên ấp.", article)
    assert [e.of(article.text)[:12] for e in found] == ["Thu ngân sác", "Hai tuyến đư"]
    assert all(0 < e.score < 1 for e in found)


def test_body_comes_before_title(article):
    found = align("Xã gieo trồng 1.200 ha lúa hè thu.", article)
    assert ["1.200 ha" in e.of(article.text) for e in found] == [True]


def test_nothing_in_common_gives_no_evidence(article):
    assert align("Xyz qwerty asdf.", article) == ()
    assert align("…", article) == ()


def test_common_is_the_longest_common_subsequence():
    assert common(list("abcde"), list("xaxcxe")) == 3
    assert common([], ["a"]) == 0
    assert common(["a"] * 70, ["a"] * 80) == 70


def test_a_question_bears_nothing_out_where_a_statement_is_near():
    article = document.from_text(
        "Có ý kiến nói xã sẽ thu thêm phí chợ từ tháng sau?\n\nTheo ông Tám, xã không thu thêm phí chợ từ tháng sau."
    )
    found = align("Xã thu thêm phí chợ từ tháng sau.", article)
    assert article.text[found[0].start :].startswith("Theo ông Tám")
    assert align("Xã sẽ thu thêm phí chợ từ tháng sau?", article)[0].start == 0
