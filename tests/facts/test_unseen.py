"""What reading news that the grammar had not seen taught it: lost spaces, areas, parts of a whole, shares by place."""

from __future__ import annotations

import pytest

from summarizer.facts import figures_in


def read(text: str) -> list[tuple[str, object, str | None]]:
    return [(f.span.of(text), f.value, f.unit) for f in figures_in(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # a lost space before the digits
        ("Tổng vốn gần1.200 tỷ đồng", [("1.200 tỷ đồng", 1_200_000_000_000, "VND")]),
        ("Lũ đã làm41 nhà sập", [("41 nhà", 41, "nhà")]),
        ("Virus H5N1, điện thoại A52 và khu XH1", []),
        # areas are no heights
        ("căn hộ từ 45m2 trở lên", [("45m2", 45, "m2")]),
        ("anh cao 1m72", [("1m72", 1.72, "m")]),
        # parts of a whole
        ("miễn nhiệm hai trên bảy thành viên", [("hai trên bảy thành viên", (2, 7), "thành viên")]),
        ("vắng 4 trên tổng cộng 21 cuộc họp", [("4 trên tổng cộng 21 cuộc họp", (4, 21), "cuộc họp")]),
        (
            "Đã khám cho 150 em trên tổng số hơn 900 học sinh",
            [("150 em trên tổng số hơn 900 học sinh", (150, 900), "học sinh")],
        ),
        ("xe chạy trên 4 làn đường", [("4 làn đường", 4, "làn đường")]),
        # numbers that share unit and scale
        (
            "học phí là 1,5 và 2,5 triệu đồng",
            [("1,5", 1_500_000, "VND"), ("2,5 triệu đồng", 2_500_000, "VND")],
        ),
        # addresses
        ("cửa hàng ở số 87-89 phố Huế", []),
        # a length of time
        ("đóng cửa trong vòng một tháng", [("một tháng", 1, "tháng")]),
        # materials go with what holds them; names do not
        ("thu 3 thỏi vàng và 12 chai rượu", [("3 thỏi vàng", 3, "thỏi vàng"), ("12 chai rượu", 12, "chai rượu")]),
        ("Hai ngôi trường Tiểu học Lê Lợi", [("Hai ngôi trường", 2, "ngôi trường")]),
        # a count told place by place
        (
            "Bão làm 30 người chết, riêng Yên Bái có 16 người; Lào Cai 10; Sơn La 4.",
            [("30 người", 30, "người"), ("16 người", 16, "người"), ("10", 10, "người"), ("4", 4, "người")],
        ),
        (
            "Ngập 5.200 nhà, nhiều nhất ở Nghệ An (khoảng 2.300), Hà Tĩnh (1.900).",
            [("5.200 nhà", 5200, "nhà"), ("2.300", 2300, "nhà"), ("1.900", 1900, "nhà")],
        ),
    ],
)
def test_spans(text: str, expected: list[tuple[str, object, str | None]]) -> None:
    assert read(text) == expected


@pytest.mark.parametrize(
    ("text", "modifier"),
    [
        ("Đại hội dự kiến diễn ra ngày 28/11", "estimate"),
        ("Lễ hội dự kiến kéo dài 3 ngày", "estimate"),
        ("Khoảng cuối tháng 3/2017 ông đến đây", "approx"),
        ("Đại hội diễn ra ngày 28/11", None),
    ],
)
def test_modifiers(text: str, modifier: str | None) -> None:
    assert [f.modifier for f in figures_in(text)] == [modifier]
