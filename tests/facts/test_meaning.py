"""Modifier, trend, indicator and basis."""

from __future__ import annotations

import pytest

from summarizer.facts import figures_in
from summarizer.facts.model import Figure


def one(text: str) -> Figure:
    return figures_in(text)[0]


@pytest.mark.parametrize(
    ("text", "modifier"),
    [
        ("khoảng 5 triệu đồng", "approx"),
        ("gần 21 tỷ đồng", "approx"),
        ("xấp xỉ 30 ha", "approx"),
        ("hơn 700 hộ", "over"),
        ("trên 39.740 tỷ đồng", "over"),
        ("vượt 12%", "over"),
        ("dưới 4%", "under"),
        ("chưa đến 1/4 số hộ", "under"),
        ("chưa đầy 20 phút", "under"),
        ("ít nhất 20% trẻ em", "at_least"),
        ("không dưới 3 lần", "at_least"),
        ("từ hai vụ trở lên", "at_least"),
        ("không quá 5 phút", "at_most"),
        ("tối đa 30%", "at_most"),
        ("ước 27 triệu đồng", "estimate"),
        ("dự kiến đạt 99,4 triệu đồng", "estimate"),
        ("ước đạt 2,38 tỷ USD", "estimate"),
        ("ước đạt khoảng 16.817 tỷ đồng", "approx"),
        ("dự kiến hoàn thành trong năm 2018", "estimate"),
        ("ngoài 60 tuổi", None),
        ("đã ngoài 60 tuổi", "over"),
        ("Ngoài 23 giải nhất, còn", None),
        ("đi trên 3-4 xe máy", None),
        ("đạt 15/18 chỉ tiêu", None),
    ],
)
def test_modifiers(text: str, modifier: str | None) -> None:
    assert one(text).modifier == modifier


def test_a_modifier_holds_for_what_is_coordinated() -> None:
    found = figures_in("có ít nhất 20% trẻ em nhà trẻ và 90% trẻ em mẫu giáo đến trường")
    assert [f.modifier for f in found] == ["at_least", "at_least"]


@pytest.mark.parametrize(
    ("text", "trend"),
    [
        ("tăng 5,1% so với cùng kỳ", "up"),
        ("tăng thêm gần 20 hộ", "up"),
        ("cao hơn 0,4 tấn/ha", "up"),
        ("nâng tổng số lên hơn 3.000 km", "up"),
        ("tăng trưởng 6,8%", "up"),
        ("giảm 90% lượng nước thải", "down"),
        ("giảm xuống còn 24,3%", "down"),
        ("chỉ còn 29ha", "down"),
        ("thấp hơn khoảng 2%", "down"),
        ("đạt 100,1% nghị quyết", "reach"),
        ("dự kiến đạt trên 45 triệu đồng", "reach"),
        ("chiếm tới 57%", "reach"),
        ("phấn đấu đạt, vượt toàn bộ 15/15 chỉ tiêu", "reach"),
        ("có 15/18 chỉ tiêu đạt và vượt", "reach"),
        ("tuyển sinh bằng 5 phương thức", None),
        ("tăng từ 27,5 triệu đồng", None),
        ("tăng trưởng GDP trên 7%", None),
        ("còn hơn 1.600 du khách", None),
    ],
)
def test_trends(text: str, trend: str | None) -> None:
    assert one(text).trend == trend


def slots(text: str) -> list[tuple[str, str | None, str | None]]:
    return [
        (
            f.span.of(text),
            f.indicator.of(text) if f.indicator else None,
            f.basis.of(text) if f.basis else None,
        )
        for f in figures_in(text)
        if f.kind not in ("date", "period")
    ]


def test_the_subject_is_carried_over_commas() -> None:
    text = "Tổng mức bán lẻ hàng hóa ước đạt trên 39.740 tỷ đồng, đạt 104% kế hoạch, tăng 20% so với cùng kỳ năm 2022."
    assert slots(text) == [
        ("39.740 tỷ đồng", "Tổng mức bán lẻ hàng hóa", None),
        ("104%", "Tổng mức bán lẻ hàng hóa", "kế hoạch"),
        ("20%", "Tổng mức bán lẻ hàng hóa", "so với cùng kỳ năm 2022"),
    ]


def test_a_semicolon_starts_anew() -> None:
    text = "Kim ngạch xuất khẩu đạt 2 tỷ USD; kim ngạch nhập khẩu giảm 5%."
    assert [s[1] for s in slots(text)] == ["Kim ngạch xuất khẩu", "kim ngạch nhập khẩu"]


@pytest.mark.parametrize(
    ("text", "indicator"),
    [
        ("hỗ trợ 20% trẻ em trong độ tuổi nhà trẻ được đến trường", "trẻ em trong độ tuổi nhà trẻ"),
        ("thu hồi 1.600 ha đất; phạt", "đất"),
        ("bị phạt với số tiền trên 158 tỷ đồng", "số tiền"),
        ("nhà máy có tổng diện tích 5,9 ha, do xã quản lý", "tổng diện tích"),
        ("Tỷ lệ hộ nghèo của huyện đã giảm còn 2,1%", "Tỷ lệ hộ nghèo của huyện"),
        ("làm cho 1/4 hệ thống điện chiếu sáng tê liệt", "hệ thống điện chiếu sáng tê liệt"),
        ("xe chờ xuất khẩu; tổng lượng xe xuất nhập khẩu là 1.312 xe", "tổng lượng xe xuất nhập khẩu"),
        ("bắt giữ 17 đối tượng", None),
        ("bà Hoa, 39 tuổi, ở xã bên", None),
    ],
)
def test_indicators(text: str, indicator: str | None) -> None:
    assert slots(text)[0][1] == indicator


@pytest.mark.parametrize(
    ("text", "basis"),
    [
        ("đạt 103,89% Nghị quyết.", "Nghị quyết"),
        ("chiếm 39,68% sản phẩm toàn tỉnh.", "sản phẩm toàn tỉnh"),
        ("tăng 13 sản phẩm so với cùng kỳ năm 2022, chiếm", "so với cùng kỳ năm 2022"),
        ("tăng 5%, thấp nhất so với cùng kỳ 3 năm qua.", "so với cùng kỳ 3 năm qua"),
        ("bắt 3 người.", None),
    ],
)
def test_bases(text: str, basis: str | None) -> None:
    assert slots(text)[0][2] == basis
