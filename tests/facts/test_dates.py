"""Dates and periods: what they cover, where their spans lie, and what is no date."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.facts import figures_in
from summarizer.facts.dates import resolve
from summarizer.facts.model import DateRange, Figure

TODAY = date(2024, 7, 10)


def days(a: tuple[int, int, int], b: tuple[int, int, int] | None = None) -> DateRange:
    return DateRange(date(*a), date(*(b or a)))


def times(text: str) -> list[Figure]:
    return [f for f in figures_in(text, TODAY) if f.kind in ("date", "period")]


@pytest.mark.parametrize(
    ("phrase", "covers"),
    [
        ("trước ngày 30/6", days((2025, 6, 30))),
        ("chậm nhất ngày 15/8", days((2024, 8, 15))),
        ("trong quý III", days((2024, 7, 1), (2024, 9, 30))),
        ("hôm nay", days((2024, 7, 10))),
        ("ngay trong ngày", days((2024, 7, 10))),
        ("tuần tới", days((2024, 7, 15), (2024, 7, 21))),
        ("trong tháng này", days((2024, 7, 1), (2024, 7, 31))),
        ("trong năm nay", days((2024, 1, 1), (2024, 12, 31))),
        ("cuối năm 2024", days((2024, 9, 1), (2024, 12, 31))),
        ("10 ngày tới", days((2024, 7, 10), (2024, 7, 20))),
        ("càng sớm càng tốt", None),
    ],
)
def test_deadlines(phrase: str, covers: DateRange | None) -> None:
    assert resolve(phrase, TODAY, "future") == covers


def test_coordinated_days_and_years() -> None:
    text = "các ngày 1, 2 và 3/9 tới"
    assert times(text)[-1].span.of(text) == "3/9"
    text = "hai năm 2023 và 2024"
    assert [m.span.of(text) for m in times(text)] == ["năm 2023", "2024"]


def test_without_a_reference_nothing_is_guessed() -> None:
    assert resolve("ngày 30/6", None) is None
    assert resolve("ngày 30/6/2024", None) == days((2024, 6, 30))


def test_days_that_do_not_exist() -> None:
    found = times("ngày 31/2/2024")
    assert [m.date for m in found] == [None]


@given(st.dates(date(1950, 1, 1), date(2099, 12, 31)), st.sampled_from(["/", "-", "."]), st.booleans())
def test_any_date_reads_as_itself(day: date, sign: str, padded: bool) -> None:
    d, m = (f"{day.day:02}", f"{day.month:02}") if padded else (str(day.day), str(day.month))
    text = f"ngày {d}{sign}{m}{sign}{day.year} họp"
    found = times(text)
    assert [(f.span.of(text), f.date) for f in found] == [(text[:-4], DateRange(day, day))]


@given(st.text(alphabet="0123456789/-. hngàytháăm ", max_size=80))
def test_any_text_is_read(text: str) -> None:
    for mention in times(text):
        assert mention.span.of(text)


def test_a_quarter_told_in_december_is_this_years_unless_it_lies_ahead() -> None:
    told = date(2024, 12, 20)
    assert resolve("quý I tăng 6,9%", told) == days((2024, 1, 1), (2024, 3, 31))
    assert resolve("trong quý I", told, "future") == days((2025, 1, 1), (2025, 3, 31))
