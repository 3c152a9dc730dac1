"""Two figures: equal, agreeing, at odds, or not to be compared."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from summarizer.facts import figures_in, relation
from summarizer.facts.compare import magnitude, precision
from summarizer.facts.model import Figure

TODAY = date(2024, 7, 10)


def one(text: str) -> Figure:
    found = figures_in(text, TODAY)
    assert len(found) == 1, [f.span.of(text) for f in found]
    return found[0]


@pytest.mark.parametrize(
    ("a", "b", "verdict"),
    [
        ("1.250 tỷ đồng", "1,25 nghìn tỷ đồng", "equal"),
        ("2 tỷ 300 triệu đồng", "2,3 tỷ đồng", "equal"),
        ("2 km", "2.000 m", "equal"),
        ("hai tuần", "14 ngày", "equal"),
        ("1,5 tấn", "15 tạ", "equal"),
        ("1,5 lượng vàng", "15 chỉ vàng", "equal"),
        ("mười hai người", "12 người", "equal"),
        ("15/18 chỉ tiêu", "15/18 chỉ tiêu", "equal"),
        ("từ 5 đến 7 triệu đồng", "5-7 triệu đồng", "equal"),
        ("khoảng 5 ha", "xấp xỉ 5 ha", "equal"),
        ("hơn 39.700 tỷ đồng", "39.740 tỷ đồng", "agrees"),
        ("gần 40.000 tỷ đồng", "39.740 tỷ đồng", "agrees"),
        ("39,7 nghìn tỷ đồng", "39.740 tỷ đồng", "agrees"),
        ("20%", "20,18%", "agrees"),
        ("hơn 100 người", "100 người", "agrees"),
        ("100 hộ", "100 hộ nghèo", "agrees"),
        ("15 chỉ tiêu", "15/18 chỉ tiêu", "agrees"),
        ("83%", "15/18 chỉ tiêu", "agrees"),
        ("99,4 triệu đồng", "99,4 triệu đồng/người/năm", "agrees"),
        ("26 tỉnh thành", "26 địa phương", "agrees"),
        ("39.704 tỷ đồng", "39.740 tỷ đồng", "differs"),
        ("12 người", "11 người", "differs"),
        ("21%", "20,18%", "differs"),
        ("18 chỉ tiêu", "15/18 chỉ tiêu", "differs"),
        ("hơn 39.740 tỷ đồng", "39.700 tỷ đồng", "differs"),
        ("dưới 5%", "hơn 5%", "differs"),
        ("từ 5 đến 7 triệu đồng", "5 triệu đồng", "differs"),
        ("45 triệu đồng", "45 triệu USD", "incomparable"),
        ("30 người", "30%", "incomparable"),
        ("30 hộ", "30 con bò", "incomparable"),
    ],
)
def test_quantities(a: str, b: str, verdict: str) -> None:
    assert relation(one(a), one(b)) == verdict
    assert relation(one(b), one(a)) == verdict


@pytest.mark.parametrize(
    ("a", "b", "verdict"),
    [
        ("ngày 30/6/2024", "Ngày 30/06/2024", "equal"),
        ("trước 30/6", "ngày 30/6/2024", "agrees"),
        ("tháng 6", "tháng 6/2024", "agrees"),
        ("ngày 9/12", "7h ngày 9/12", "agrees"),
        ("9/12", "Ngày 09/12/2023", "agrees"),
        ("10 tháng đầu năm", "10 tháng năm 2024", "agrees"),
        ("ngày 29/6/2024", "ngày 30/6/2024", "differs"),
        ("năm 2022", "năm 2023", "differs"),
        ("lúc 18h30", "lúc 18h45", "differs"),
        ("7h ngày 9/12", "7h30 ngày 9/12", "agrees"),
        ("quý III", "quý II/2024", "differs"),
        ("giai đoạn 2021 - 2025", "giai đoạn 2020-2025", "differs"),
        ("ngày 5/6", "5 người", "incomparable"),
        ("năm 2024", "quý III", "incomparable"),
    ],
)
def test_times(a: str, b: str, verdict: str) -> None:
    assert relation(one(a), one(b)) == verdict


def test_magnitude_is_in_the_base_unit() -> None:
    assert magnitude(one("2 km")) == magnitude(one("2.000 m"))
    assert magnitude(one("15/18 chỉ tiêu")) == Fraction(15, 18)


def test_precision() -> None:
    assert precision(one("39.740 tỷ đồng")) == 10**10
    assert precision(one("20,18%")) * 100 == 1


@given(st.integers(1, 10**9), st.sampled_from(["tỷ đồng", "triệu đồng", "người", "ha", "%"]))
def test_a_figure_equals_itself(n: int, unit: str) -> None:
    figure = one(f"đạt {n:,} {unit}".replace(",", "."))
    assert relation(figure, figure) == "equal"


@given(st.integers(1, 999), st.integers(1, 999))
def test_small_counts_never_agree_unless_equal(a: int, b: int) -> None:
    verdict = relation(one(f"có {a} người"), one(f"có {b} người"))
    assert (verdict == "equal") == (a == b)
    assert verdict in ("equal", "differs")


@given(st.integers(1_000, 10**7), st.integers(1_000, 10**7))
@example(1_000, 1_800_000)  # no telephone number
def test_comparison_is_symmetric(a: int, b: int) -> None:
    x, y = one(f"có {a} người"), one(f"hơn {b} người")
    assert relation(x, y) == relation(y, x)
