"""Figures and directives as a table and as CSV, from facts made by hand."""

from __future__ import annotations

import csv
import io
from datetime import date

import pytest

from summarizer import facts as facts_of
from summarizer import locale
from summarizer.brief.rendering.places import Places
from summarizer.cli import facts_csv
from summarizer.cli.facts_rows import directive_rows, figure_rows, shown_dates, shown_value
from summarizer.cli.facts_text import table
from summarizer.document import from_text
from summarizer.document.model import Span
from summarizer.facts.model import DateRange, Directive, Facts, Figure

TEXT = """Sơ kết quý I

Thu ngân sách đạt 186 tỷ đồng, tăng 12,4% so với cùng kỳ năm 2023.

Ông Bình yêu cầu Ban Quản lý dự án đẩy nhanh giải ngân trước ngày 30/6, không để chậm."""


@pytest.fixture
def article():
    return from_text(TEXT, origin="a.txt")


def at(words: str) -> Span:
    start = TEXT.index(words)
    return Span(start, start + len(words))


@pytest.fixture
def facts():
    return Facts(
        (
            Figure(at("186 tỷ đồng"), "money", 186_000_000_000, "VND", indicator=at("Thu ngân sách"), key=True),
            Figure(at("12,4%"), "percent", 12.4, "%", "over", trend="up", basis=at("cùng kỳ năm 2023")),
            Figure(at("30/6"), "date", "30/6", date=DateRange(date(2024, 6, 30), date(2024, 6, 30))),
        ),
        (
            Directive(
                at("Ông Bình yêu cầu Ban Quản lý dự án đẩy nhanh giải ngân trước ngày 30/6"),
                at("đẩy nhanh giải ngân"),
                issuer=at("Ông Bình"),
                addressee=at("Ban Quản lý dự án"),
                deadline=at("trước ngày 30/6"),
                due=date(2024, 6, 30),
                strength="request",
            ),
            Directive(
                at("không để chậm"),
                at("không để chậm"),
                issuer=at("Ông Bình"),
                strength="order",
                polarity="do_not",
                inherited=True,
            ),
        ),
    )


def test_numbers_as_each_language_writes_them():
    assert locale.number(39_740_000_000_000) == "39.740.000.000.000"
    assert locale.number(1234.5) == "1.234,5"
    assert locale.number(-0.25) == "-0,25"
    assert locale.number(3.0) == "3"
    locale.use("en")
    assert locale.number(1234.5) == "1,234.5"


def test_values():
    def value(kind, value):
        return shown_value(Figure(Span(0, 1), kind, value))

    assert value("ratio", (15, 18)) == "15/18"
    assert value("percent", (5, 7.5)) == "5–7,5"
    assert value("count", "hàng nghìn") == "hàng nghìn"
    assert value("date", "30/6") == ""


def test_dates():
    assert shown_dates(None) == ""
    assert shown_dates(DateRange(date(2024, 1, 1), date(2024, 3, 31))) == "2024-01-01 – 2024-03-31"
    assert shown_dates(DateRange(date(2024, 1, 1), date(2024, 12, 31))) == "2024"
    assert shown_dates(DateRange(date(2021, 1, 1), date(2025, 12, 31))) == "2021 – 2025"
    assert shown_dates(DateRange(None, date(2030, 12, 31))) == "… – 2030-12-31"


def test_rows_say_where(article, facts):
    rows = list(figure_rows(article, facts))
    assert [TEXT[row.start : row.end] for row in rows] == [row.text for row in rows]
    places = Places(article)
    assert rows[0].place == places.short(at("186"))
    assert [row.place for row in directive_rows(article, facts)] == [places.short(at("Ông Bình"))] * 2


@pytest.mark.parametrize("width", [40, 60, 100, 160])
def test_table_fits_its_width(article, facts, width):
    shown = table(article, facts, width=width, color=False)
    assert max(map(len, shown.splitlines())) <= width
    assert "\x1b" not in shown
    assert "3 số liệu và mốc thời gian (1 chính ★), 2 chỉ đạo" in " ".join(shown.split())
    assert shown.endswith("\n")


def test_a_time_of_no_known_day_is_told_in_its_words():
    text = "Khoảng 5h15 ngày 3/8, hai xe va nhau."
    facts = Facts(
        (Figure(Span(6, 20), "date", "5h15 ngày 3/8", modifier="approx"),), (Directive(Span(22, 36), Span(22, 36)),)
    )
    shown = table(from_text(text), facts, width=100, color=False)
    assert [line.split("  ")[-1].strip() for line in shown.splitlines() if "5h15" in line] == ["khoảng 5h15 ngày 3/8"]
    locale.use("en")
    try:
        assert "figures and dates: 1 (0 key ★); directives: 1\n" in table(
            from_text(text), facts, width=100, color=False
        )
    finally:
        locale.use("vi")


def test_what_was_not_looked_for_is_not_counted(article, facts):
    shown = table(article, facts, width=100, color=False, marked=False)
    assert "3 số liệu và mốc thời gian; không tìm số liệu chính và chỉ đạo\n" in shown


def test_table_holds_everything(article, facts):
    shown = table(article, facts, width=160, color=False)
    for words in (
        f"★ {Places(article).short(at('186'))}",
        "186 tỷ đồng",
        "186.000.000.000 VND",
        "tăng trên 12,4%",
        "hơn 12,4 %",
        "2024-06-30",
        "↳ Ông Bình",
        "mệnh lệnh (không được làm)",
        "trước ngày 30/6 (2024-06-30)",
    ):
        assert words in shown, words


def test_table_in_colour_and_without_anything(article):
    assert "\x1b[1m" in table(article, Facts(), width=80, color=True)
    assert "Giá trị" not in table(article, Facts(), width=80, color=False)


def test_markup_and_escapes_stay_text():
    article = from_text("[b]Tin[/b] [TTXVN]\n\nThu [red]186[/red] tỷ.", origin="x\x1b[2J")
    start = article.text.index("[red]")
    facts = Facts((Figure(Span(start, start + len("[red]186[/red]")), "count", 186),))
    shown = table(article, facts, width=100, color=False)
    assert "[red]186[/red]" in shown
    assert "\x1b" not in shown


def test_csv(article, facts):
    text = facts_csv.header() + facts_csv.rows(article, facts)
    assert text.startswith("\ufeff")
    read = list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"))))
    assert len(read) == 5
    assert list(read[0]) == [locale.text(f"cli_facts.csv.{name}") for name in facts_csv.COLUMNS]
    assert read[0]["Nguyên văn"] == "186 tỷ đồng"
    assert read[0]["Giá trị"] == "186.000.000.000"
    assert read[0]["Chính"] == "1"
    assert read[3]["Loại"] == "chỉ đạo"
    assert read[3]["Hạn (ngày)"] == "2024-06-30"
    assert TEXT[int(read[4]["Từ vị trí"]) : int(read[4]["Đến vị trí"])] == "không để chậm"
    assert text.count("\r\n") == 6


@pytest.mark.parametrize("cell", ["=1+1", "+cmd|' /C calc'!A0", "-2+3", "@SUM(1)", "＝1", " =1"])
def test_no_cell_runs_as_a_formula(cell):
    assert facts_csv._cell(cell) == f"'{cell}"


@pytest.mark.parametrize("cell", ["-5", "+1.234,5", "5–7", "Thu = chi", ""])
def test_numbers_and_plain_words_stay(cell):
    assert facts_csv._cell(cell) == cell


def test_a_level_is_no_change():
    text = "Giá xăng giảm 560 đồng, xuống còn 20.150 đồng. Số ca mắc tăng từ 120 lên 340 ca."
    article = from_text(text)
    told = [row.told for row in figure_rows(article, facts_of.find(article))]
    assert told == ["giảm 560 đồng", "còn 20.150 đồng", "120", "lên 340 ca"]
