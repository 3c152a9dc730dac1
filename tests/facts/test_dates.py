"""Dates and periods: what they cover, where their spans lie, and what is no date."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.facts.dates import find_times, resolve
from summarizer.facts.model import DateRange

TODAY = date(2024, 7, 10)


def days(a: tuple[int, int, int], b: tuple[int, int, int] | None = None) -> DateRange:
    return DateRange(date(*a), date(*(b or a)))


@pytest.mark.parametrize(
    ("text", "span", "kind", "covers"),
    [
        ("Ngày 09/12/2023, hội nghị", "Ngày 09/12/2023", "date", days((2023, 12, 9))),
        ("Sáng 8/8, chủ trì", "8/8", "date", days((2024, 8, 8))),
        ("chiều 1-8, nhìn lại", "1-8", "date", days((2024, 8, 1))),
        ("cấp ngày 22.9.2021 tại", "ngày 22.9.2021", "date", days((2021, 9, 22))),
        ("ngày 09 / 12 / 2023 họp", "ngày 09 / 12 / 2023", "date", days((2023, 12, 9))),
        ("ngày 5 tháng 6 năm 2018", "ngày 5 tháng 6 năm 2018", "date", days((2018, 6, 5))),
        ("từ ngày 27-29/10 tại", "từ ngày 27-29/10", "period", days((2024, 10, 27), (2024, 10, 29))),
        ("diễn ra ngày 27-29/10 tại", "ngày 27-29/10", "date", days((2024, 10, 27), (2024, 10, 29))),
        ("hạn 30/6 phải xong", "30/6", "date", days((2024, 6, 30))),
        ("lúc 18h30 xe cháy", "18h30", "date", None),
        ("7h ngày 4/7, tâm bão", "7h ngày 4/7", "date", days((2024, 7, 4))),
        ("trước 8h hôm nay", "8h hôm nay", "date", days((2024, 7, 10))),
        ("khoảng 2h sáng 15/9 tại", "2h sáng 15/9", "date", days((2024, 9, 15))),
        ("đầu tháng 7, đoàn", "tháng 7", "date", days((2024, 7, 1), (2024, 7, 31))),
        ("từ tháng 6/2018 đã", "tháng 6/2018", "date", days((2018, 6, 1), (2018, 6, 30))),
        ("vào tháng 12-2023 tới", "tháng 12-2023", "date", days((2023, 12, 1), (2023, 12, 31))),
        ("năm 2023, huyện", "năm 2023", "period", days((2023, 1, 1), (2023, 12, 31))),
        ("cùng kỳ năm 2022", "năm 2022", "period", days((2022, 1, 1), (2022, 12, 31))),
        ("trong quý III/2024 đạt", "quý III/2024", "period", days((2024, 7, 1), (2024, 9, 30))),
        ("quý 1 năm 2024 tăng", "quý 1 năm 2024", "period", days((2024, 1, 1), (2024, 3, 31))),
        ("6 tháng đầu năm, xã", "6 tháng đầu năm", "period", days((2024, 1, 1), (2024, 6, 30))),
        ("10 tháng năm 2023 ước", "10 tháng năm 2023", "period", days((2023, 1, 1), (2023, 10, 31))),
        ("3 tháng cuối năm 2024", "3 tháng cuối năm 2024", "period", days((2024, 10, 1), (2024, 12, 31))),
        ("giai đoạn 2021 - 2025, tỉnh", "giai đoạn 2021 - 2025", "period", days((2021, 1, 1), (2025, 12, 31))),
        ("nhiệm kỳ 2020-2025", "nhiệm kỳ 2020-2025", "period", days((2020, 1, 1), (2025, 12, 31))),
        ("năm học 2023-2024 có", "năm học 2023-2024", "period", days((2023, 1, 1), (2024, 12, 31))),
        ("đến năm 2030 trở thành", "năm 2030", "period", days((2030, 1, 1), (2030, 12, 31))),
        ("trong 3 năm qua, xã", "3 năm qua", "period", days((2021, 7, 10), (2024, 7, 10))),
        ("trong 10 ngày tới, mưa", "10 ngày tới", "period", days((2024, 7, 10), (2024, 7, 20))),
        ("Từ năm 2022 đến 30/6, công an", "Từ năm 2022 đến 30/6", "period", days((2022, 1, 1), (2024, 6, 30))),
        ("từ tháng 9 – 12/2018, bà", "từ tháng 9 – 12/2018", "period", days((2018, 9, 1), (2018, 12, 31))),
        ("từ 27 đến 29/12/2023 tại", "từ 27 đến 29/12/2023", "period", days((2023, 12, 27), (2023, 12, 29))),
        ("tháng 8 năm ngoái, giá", "tháng 8 năm ngoái", "date", days((2023, 8, 1), (2023, 8, 31))),
        ("triệu đồng/người/năm 2021 lên", "năm 2021", "period", days((2021, 1, 1), (2021, 12, 31))),
    ],
)
def test_times(text: str, span: str, kind: str, covers: DateRange | None) -> None:
    found = find_times(text, TODAY)
    assert [(m.span.of(text), m.kind) for m in found] == [(span, kind)]
    assert found[0].days == covers


@pytest.mark.parametrize(
    "text",
    [
        "đạt 15/18 chỉ tiêu",
        "kéo dài 7 giờ",
        "làm việc 8 giờ/ngày",
        "mất 30 tháng",
        "1/4 hệ thống điện",
        "tập trung vào 1-2 vấn đề",
        "lương hàng tháng 5 triệu đồng",
        "trực 24/7",
        "hôm nay và cùng kỳ năm ngoái",
        "thứ ba, quý khách, tháng cô hồn",
        "hai mươi năm",
    ],
)
def test_no_times(text: str) -> None:
    assert find_times(text, TODAY) == ()


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
    assert find_times(text, TODAY)[-1].span.of(text) == "3/9"
    text = "hai năm 2023 và 2024"
    assert [m.span.of(text) for m in find_times(text, TODAY)] == ["năm 2023", "2024"]


def test_without_a_reference_nothing_is_guessed() -> None:
    assert resolve("ngày 30/6", None) is None
    assert resolve("ngày 30/6/2024", None) == days((2024, 6, 30))


def test_days_that_do_not_exist() -> None:
    found = find_times("ngày 31/2/2024", TODAY)
    assert [m.days for m in found] == [None]


@given(st.dates(date(1950, 1, 1), date(2099, 12, 31)), st.sampled_from(["/", "-", "."]), st.booleans())
def test_any_date_reads_as_itself(day: date, sign: str, padded: bool) -> None:
    d, m = (f"{day.day:02}", f"{day.month:02}") if padded else (str(day.day), str(day.month))
    text = f"ngày {d}{sign}{m}{sign}{day.year} họp"
    found = find_times(text, TODAY)
    assert [(f.span.of(text), f.days) for f in found] == [(text[:-4], DateRange(day, day))]


@given(st.text(alphabet="0123456789/-. hngàytháăm ", max_size=80))
def test_any_text_is_read(text: str) -> None:
    for mention in find_times(text, TODAY):
        assert mention.span.of(text)
