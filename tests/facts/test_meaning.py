"""Modifier, trend and basis."""

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
        ("dự tính giá lúa giảm và 21 hộ bỏ ruộng", None),
        ("thấp hơn giá tối thiểu 9.000 đồng", None),
        ("thấp hơn mức 9.000 đồng", None),
    ],
)
def test_trends(text: str, trend: str | None) -> None:
    assert one(text).trend == trend


@pytest.mark.parametrize(
    ("text", "basis"),
    [
        ("đạt 103,89% Nghị quyết.", "Nghị quyết"),
        ("tăng 13 sản phẩm so với cùng kỳ năm 2022, chiếm", "so với cùng kỳ năm 2022"),
        ("tăng 5%, thấp nhất so với cùng kỳ 3 năm qua.", "so với cùng kỳ 3 năm qua"),
        ("bắt 3 người.", None),
    ],
)
def test_bases(text: str, basis: str | None) -> None:
    found = one(text).basis
    assert (found.of(text) if found else None) == basis


def test_a_basis_has_the_decimals_of_its_number() -> None:
    text = "thu 7,4 tỷ đồng so với mức 6,85 tỷ đồng năm trước, đạt"
    found = figures_in(text)[0].basis
    assert found is not None
    assert found.of(text) == "so với mức 6,85 tỷ đồng năm trước"
