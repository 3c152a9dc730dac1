"""Quantities: spans, kinds, values and units; and the numbers that are none."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.facts import figures_in


def read(text: str) -> list[tuple[str, str, object, str | None]]:
    return [(f.span.of(text), f.kind, f.value, f.unit) for f in figures_in(text)]


@pytest.mark.parametrize(
    ("text", "span", "kind", "value", "unit"),
    [
        # money
        ("ước đạt trên 39.740 tỷ đồng, tăng", "39.740 tỷ đồng", "money", 39_740_000_000_000, "VND"),
        ("đạt 99,4 triệu đồng/người/năm, bằng", "99,4 triệu đồng/người/năm", "money", 99_400_000, "VND/người/năm"),
        ("vay 2 tỷ 300 triệu đồng để", "2 tỷ 300 triệu đồng", "money", 2_300_000_000, "VND"),
        ("lương từ 5 đến 7 triệu đồng mỗi", "từ 5 đến 7 triệu đồng", "money", (5_000_000, 7_000_000), "VND"),
        ("giá 1,2-1,5 triệu một kg", "1,2-1,5 triệu", "money", (1_200_000, 1_500_000), "VND"),
        ("thu 300.000-500.000 đồng/xe để", "300.000-500.000 đồng/xe", "money", (300_000, 500_000), "VND/xe"),
        ("trị giá 10 tỷ - 15 tỷ đồng", "10 tỷ - 15 tỷ đồng", "money", (10**10, 15 * 10**9), "VND"),
        ("xuất khẩu 1,7 tỷ USD vào", "1,7 tỷ USD", "money", 1_700_000_000, "USD"),
        ("trả $5 triệu cho", "$5 triệu", "money", 5_000_000, "USD"),
        ("mỗi tháng 1 triệu đồng / tháng / người là", "1 triệu đồng / tháng / người", "money", 10**6, "VND/tháng/người"),
        ("phạt 6.000 nhân dân tệ", "6.000 nhân dân tệ", "money", 6000, "CNY"),
        ("giá đất 5,2 triệu đồng/m2 tại", "5,2 triệu đồng/m2", "money", 5_200_000, "VND/m2"),
        ("thu 100.000đ mỗi", "100.000đ", "money", 100_000, "VND"),
        ("nộp 250.000 VNĐ.", "250.000 VNĐ", "money", 250_000, "VND"),
        # percent
        ("đạt 104,03% kế hoạch", "104,03%", "percent", 104.03, "%"),
        ("giảm 36 % so với", "36 %", "percent", 36, "%"),
        ("khoảng 5-7% mỗi", "5-7%", "percent", (5, 7), "%"),
        ("lãi suất 9,5%/năm là", "9,5%/năm", "percent", 9.5, "%/năm"),
        ("chừng mười phần trăm số", "mười phần trăm", "percent", 10, "%"),
        ("tăng 0,5 điểm phần trăm so", "0,5 điểm phần trăm", "percent", 0.5, "điểm phần trăm"),
        # ratios
        ("có 15/18 chỉ tiêu đạt", "15/18 chỉ tiêu", "ratio", (15, 18), "chỉ tiêu"),
        ("còn hơn 1,3 ha / 5,9 ha đất", "1,3 ha / 5,9 ha", "ratio", (1.3, 5.9), "ha"),
        ("làm cho 1/4 hệ thống điện", "1/4", "ratio", (1, 4), None),
        ("chưa đến 1/4 số lượng doanh nghiệp", "1/4", "ratio", (1, 4), "doanh nghiệp"),
        ("có 300 trong số 357 đập đã", "300 trong số 357 đập", "ratio", (300, 357), "đập"),
        ("được 9 xã trong tổng số 12 xã đạt", "9 xã trong tổng số 12 xã", "ratio", (9, 12), "xã"),
        ("có 05/08 đại lý vi phạm", "05/08 đại lý", "ratio", (5, 8), "đại lý"),
        ("hơn hai phần ba dân số", "hai phần ba", "ratio", (2, 3), None),
        # counts: classifiers, heads, compounds, and where they stop
        ("phục vụ 378.125 lượt khách đến", "378.125 lượt khách", "count", 378_125, "lượt khách"),
        ("kết nạp 187 đảng viên mới, đạt", "187 đảng viên", "count", 187, "đảng viên"),
        ("đề ra 06 nhóm nhiệm vụ, giải pháp", "06 nhóm nhiệm vụ", "count", 6, "nhóm nhiệm vụ"),
        ("cùng 3 chương trình mục tiêu quốc gia;", "3 chương trình mục tiêu quốc gia", "count", 3, "chương trình mục tiêu quốc gia"),
        ("tại 19 tỉnh, thành khi", "19 tỉnh, thành", "count", 19, "tỉnh, thành"),
        ("hỗ trợ hàng nghìn hộ nghèo", "hàng nghìn hộ nghèo", "count", 1000, "hộ nghèo"),
        ("gần 234.000 cuộc thanh tra, kiểm tra chuyên ngành, phát", "234.000 cuộc thanh tra, kiểm tra chuyên ngành", "count", 234_000, "cuộc thanh tra, kiểm tra chuyên ngành"),
        ("bắt 17 đồng phạm khác", "17 đồng phạm", "count", 17, "đồng phạm"),
        ("xử lý 206 xe hoa quả và", "206 xe hoa quả", "count", 206, "xe hoa quả"),
        ("Hai trung tâm kinh tế, cũng", "Hai trung tâm kinh tế", "count", 2, "trung tâm kinh tế"),
        ("xây 12 nhà văn hóa mới", "12 nhà văn hóa", "count", 12, "nhà văn hóa"),
        ("gồm năm người bị", "năm người", "count", 5, "người"),
        ("có 2.000 thùng hàng bị", "2.000 thùng hàng", "count", 2000, "thùng hàng"),
        ("nhập 1,200 người vào", "1,200 người", "count", 1200, "người"),
        ("chừng hai, ba hộ dân", "hai, ba hộ dân", "count", (2, 3), "hộ dân"),
        ("nhận 50 cháu / nhóm là", "50 cháu / nhóm", "count", 50, "cháu/nhóm"),
        ("có 52 CLB dự", "52 CLB", "count", 52, "CLB"),
        ("gây họa cho 3 triệu chứng", "3 triệu chứng", "count", 3, "triệu chứng"),
        # measures
        ("dài hơn 33ha, trong", "33ha", "measure", 33, "ha"),
        ("bụi mịn 35 mg/m3 tại", "35 mg/m3", "measure", 35, "mg/m3"),
        ("năng suất 62,5 tạ/ha, cao", "62,5 tạ/ha", "measure", 62.5, "tạ/ha"),
        ("chạy 80 km/h trên", "80 km/h", "measure", 80, "km/h"),
        ("mật độ 290 người/km2 là", "290 người/km2", "count", 290, "người/km2"),
        ("tăng gấp 2,5 lần so", "2,5 lần", "measure", 2.5, "lần"),
        ("lĩnh 12-13 năm tù về", "12-13 năm tù", "measure", (12, 13), "năm tù"),
        ("nuôi hai năm rưỡi thì", "hai năm rưỡi", "measure", 2.5, "năm"),
        ("Gió giật cấp 8-9 trên", "cấp 8-9", "measure", (8, 9), "cấp"),
        ("nhiệt độ 38 độ C, oi", "38 độ C", "measure", 38, "độ C"),
        ("công suất 1.200 MW đặt", "1.200 MW", "measure", 1200, "MW"),
        ("đường dây 500kV đi", "500kV", "measure", 500, "kV"),
        ("pin 5.000mAh cho", "5.000mAh", "measure", 5000, "mAh"),
        ("giá điện 2.000 đồng/kWh là", "2.000 đồng/kWh", "money", 2000, "VND/kWh"),
        ("anh cao 1m65, gầy", "1m65", "measure", 1.65, "m"),
        ("dập tắt sau 3 giờ 15 phút, xe", "3 giờ 15 phút", "measure", 3.25, "giờ"),
        ("cháy 64/212 ki-ốt của", "64/212 ki-ốt", "ratio", (64, 212), "ki-ốt"),
        ("trang bị cho 186 đội dân phòng, trình", "186 đội dân phòng", "count", 186, "đội dân phòng"),
        ("bị cáo 39 tuổi ở", "39 tuổi", "measure", 39, "tuổi"),
    ],
)  # fmt: skip
def test_one_quantity(text: str, span: str, kind: str, value: object, unit: str | None) -> None:
    assert read(text) == [(span, kind, value, unit)]


@pytest.mark.parametrize(
    "text",
    [
        "hội nghị lần thứ 16 khóa XII, đô thị loại II",
        "Nghị quyết 16-NQ/TU và Nghị định 30/2020/NĐ-CP",
        "Quyết định số 1234/QĐ-UBND của Chủ tịch",
        "phòng chống Covid-19, cúm A/H5N1",
        "đi quốc lộ 1A đến Phường 3, Quận 12, tổ 5 phường Bến Nghé",
        "Điện thoại: 0299.3822339 - Fax: 02993.626252, hotline 0972 889 888",
        "máy bay F-16, tên lửa S-400, Boeing 787",
        "phiên 4G, mạng 5G và iPhone 15",
        "kỳ họp thứ 8, lớp 12, khoản 2 Điều 5 Bộ luật Hình sự",
        "hai bên thống nhất, hai nước hợp tác, một số nơi, một trong những",
        "ông Ba và anh Năm; ba lô, ba mẹ, tháng cô hồn",
        "xe biển số 29A-123.45",
        "thắng 2-0 ở phút 31",
        "địa chỉ: 143/202 Nguyễn Chính",
        "cung cấp điện; khẩn trương; trong tỷ lệ chung",
        "1. Mở đầu",
        "trực 24/24 giờ và 24/7",
    ],
)
def test_no_quantity(text: str) -> None:
    assert read(text) == []


def test_labels_do_not_swallow_counts() -> None:
    assert [r[0] for r in read("Hải Phòng 13 người, nhóm 5 sinh viên, khẩn cấp 2 khu dân cư")] == [
        "13 người",
        "5 sinh viên",
        "2 khu dân cư",
    ]


def test_one_counts_beside_other_numbers() -> None:
    assert [r[0] for r in read("Quảng Ninh có 3 người chết, Hải Phòng một người")] == ["3 người", "một người"]
    assert read("một người dân cho biết") == []


def test_first_numbers_share_the_unit_of_the_last() -> None:
    assert read("lần lượt 7,4 và 15,5%") == [("7,4", "percent", 7.4, "%"), ("15,5%", "percent", 15.5, "%")]


def test_a_bare_number_takes_the_unit_named_before() -> None:
    assert read("nâng tổng số km cao tốc lên hơn 2.000.") == [("2.000", "measure", 2000, "km")]


def test_ends_of_a_movement_are_two() -> None:
    found = read("tăng từ 5% đến 7% sau khi")
    assert [f[0] for f in found] == ["5%", "7%"]


def test_different_things_over_a_slash_are_two() -> None:
    assert [f[0] for f in read("giải quyết 279 vụ án/601 bị can")] == ["279 vụ án", "601 bị can"]


NOUNS = ["người", "hộ dân", "doanh nghiệp", "vụ án", "căn nhà", "lượt khách", "học sinh", "dự án"]


@given(st.integers(2, 10**9), st.sampled_from(NOUNS), st.sampled_from(["có", "hơn", "tăng", "gần", "đạt"]))
def test_counts_of_any_size(n: int, noun: str, before: str) -> None:
    number = f"{n:,}".replace(",", ".")
    text = f"Xã {before} {number} {noun} mới."
    assert read(text) == [(f"{number} {noun}", "count", n, noun)]


@given(st.text(alphabet="0123456789.,/%-–() abcđtỷriệuồngừnăm\n", max_size=120))
def test_spans_lie_in_the_text_and_apart(text: str) -> None:
    end = 0
    for figure in figures_in(text):
        assert end <= figure.span.start < figure.span.end <= len(text)
        assert figure.span.of(text).strip() == figure.span.of(text)
        end = figure.span.end
