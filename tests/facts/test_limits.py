"""The day that a deadline's words name."""

from __future__ import annotations

from datetime import date

import pytest

from summarizer.document.model import Span
from summarizer.facts.limits import due_date, limit_in, looks_back

TOLD = date(2026, 11, 24)


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("trước ngày 10/12", date(2026, 12, 10)),
        ("trước tháng 12", date(2026, 11, 30)),
        ("trước quý II/2027", date(2027, 3, 31)),
        ("trong quý IV/2026", date(2026, 12, 31)),
        ("trước ngày 20", date(2026, 12, 20)),  # this month's is past
        ("trước ngày 28", date(2026, 11, 28)),
    ],
)
def test_a_deadline_is_the_last_day_that_its_words_allow(words, day):
    assert due_date(words, TOLD) == day


@pytest.mark.parametrize(
    "words", ["hằng ngày", "trước 16h hằng ngày", "trước ngày 20 hằng tháng", "vào thứ Sáu hằng tuần"]
)
def test_what_recurs_is_due_on_no_one_day(words):
    assert due_date(words, TOLD) is None


def test_what_is_done_every_month_is_due_on_no_one_day():
    assert due_date("trước ngày 20", TOLD, "báo cáo định kỳ hằng tháng") is None
    assert due_date("trước ngày 20", TOLD, "báo cáo kết quả") == date(2026, 12, 20)


def test_a_feast_of_the_moon_has_no_day_by_its_year():
    assert due_date("trước Tết Nguyên đán 2027", TOLD) is None
    assert due_date("trước ngày 30/6/2027", TOLD) == date(2027, 6, 30)


@pytest.mark.parametrize("often", ["định kỳ hằng quý", "mỗi tháng 2 lần", "02 lần/tuần", "sáu tháng một lần"])
def test_how_often_a_duty_recurs_is_its_limit(often):
    text = f"Đo độ mặn {often}, ghi vào sổ."
    found = limit_in(text, Span(0, len(text)), ())
    assert found is not None
    assert found.of(text) == often


@pytest.mark.parametrize(
    ("text", "limit", "back"),
    [
        ("giữ lại 8% số gạo đã bán trong 3 tháng trước đó", "trong 3 tháng", True),
        ("báo cáo kết quả của 2 năm vừa qua", "2 năm vừa qua", True),
        ("trình trước ngày 15/6, thông qua tại kỳ họp", "trước ngày 15/6", False),
    ],
)
def test_a_time_that_has_passed_is_no_limit(text, limit, back):
    at = text.index(limit)
    assert looks_back(text, Span(at, at + len(limit))) is back
