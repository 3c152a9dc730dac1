"""Documents in the form of Nghị định 30/2020/NĐ-CP; all of these were written for the tests."""

from __future__ import annotations

import datetime

from summarizer.document import Article, from_text

REPORT = """\
ỦY BAN NHÂN DÂN          CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
TỈNH AN LẠC                 Độc lập - Tự do - Hạnh phúc
_______                          ________________
Số: 123/BC-UBND              An Lạc, ngày 15 tháng 3 năm 2024

BÁO CÁO
Kết quả thực hiện nhiệm vụ phát triển kinh tế - xã hội
quý I năm 2024 và nhiệm vụ trọng tâm quý II năm 2024

Kính gửi:
- Văn phòng Chính phủ;
- Bộ Kế hoạch và Đầu tư.

Thực hiện Công văn số 45/VPCP-KTTH ngày 10 tháng 2 năm 2024 của Văn phòng Chính phủ, UBND tỉnh báo cáo như sau:

I. KẾT QUẢ ĐẠT ĐƯỢC
1. Về kinh tế
Tổng sản phẩm trên địa bàn tăng 6,5%. Thu ngân sách đạt 1.250 tỷ đồng, bằng 27% dự toán.
a) Nông nghiệp: sản lượng lúa đạt 120.000 tấn.
2. Về văn hóa - xã hội
- Giải quyết việc làm cho 3.200 lao động;
- Tỷ lệ hộ nghèo giảm còn 2,1%.
II. NHIỆM VỤ TRỌNG TÂM
Các sở, ngành khẩn trương giải ngân vốn đầu tư công trước ngày 30/6/2024.
Trên đây là báo cáo của UBND tỉnh, kính báo cáo Chính phủ xem xét, chỉ đạo./.

Nơi nhận:                                TM. ỦY BAN NHÂN DÂN
- Như trên;                              KT. CHỦ TỊCH
- TT Tỉnh ủy, HĐND tỉnh;                 PHÓ CHỦ TỊCH
- Lưu: VT, TH.
                                         (Đã ký)

                                         Nguyễn Văn An
"""

DECISION = """\
BỘ GIAO THÔNG THỬ NGHIỆM
-------
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
---------------
Số: 45/QĐ-BGT
Hà Nội, ngày 02 tháng 5 năm 2024
QUYẾT ĐỊNH
Về việc phê duyệt kế hoạch bảo trì cầu Sông Lam
BỘ TRƯỞNG BỘ GIAO THÔNG THỬ NGHIỆM
Căn cứ Nghị định số 56/2022/NĐ-CP ngày 24 tháng 8 năm 2022 của Chính phủ;
Theo đề nghị của Vụ trưởng Vụ Kết cấu hạ tầng.
QUYẾT ĐỊNH:
Điều 1. Phê duyệt kế hoạch bảo trì cầu Sông Lam với tổng kinh phí 12,5 tỷ đồng.
Điều 2. Quyết định này có hiệu lực kể từ ngày ký.
Điều 3. Chánh Văn phòng Bộ, các Vụ trưởng chịu trách nhiệm thi hành Quyết định này./.
Nơi nhận:
- Như Điều 3;
- Lưu: VT, KCHT.
KT. BỘ TRƯỞNG
THỨ TRƯỞNG
(Đã ký)
Trần Văn Bình
PHỤ LỤC
DANH MỤC CÔNG TRÌNH
1. Cầu Sông Lam: 12,5 tỷ đồng.
"""

LETTER = """\
UBND HUYỆN BÌNH AN
PHÒNG GIÁO DỤC VÀ ĐÀO TẠO
Số: 77/PGDĐT-VP
V/v tăng cường phòng, chống dịch sốt xuất huyết trong trường học
CỘNG HOÀ XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập – Tự do – Hạnh phúc
Bình An, ngày 3 tháng 9 năm 2024

Kính gửi: Hiệu trưởng các trường mầm non, tiểu học, trung học cơ sở trên địa bàn huyện.

Phòng Giáo dục và Đào tạo yêu cầu hiệu trưởng các trường tổng vệ sinh trước ngày 10/9/2024. Các trường báo cáo kết quả về Phòng.

TRƯỞNG PHÒNG
Lê Thị Hoa

Nơi nhận:
- Như trên;
- Lưu: VT.
"""

PARTY = """\
TỈNH ỦY AN LẠC                         ĐẢNG CỘNG SẢN VIỆT NAM
*                                     An Lạc, ngày 20 tháng 11 năm 2023
Số 15-BC/TU

BÁO CÁO
tình hình, kết quả công tác tháng 11, nhiệm vụ tháng 12 năm 2023
-----

Tháng 11, Ban Thường vụ Tỉnh ủy tập trung lãnh đạo toàn diện các lĩnh vực.
Phần thứ nhất
KẾT QUẢ CÔNG TÁC
Kết nạp 187 đảng viên mới.

Nơi nhận:                     T/M BAN THƯỜNG VỤ
- Văn phòng Trung ương,       PHÓ BÍ THƯ
- Lưu VPTU.
                              Phạm Văn Cường
"""


def words(article: Article, role: str) -> list[str]:
    return [s.of(article.text) for s in article.sentences if s.role == role]


def kinds(article: Article) -> list[str]:
    return [f.kind for f in article.furniture]


def test_report_with_its_columns_side_by_side() -> None:
    article = from_text(REPORT)
    assert article.title_text == (
        "BÁO CÁO Kết quả thực hiện nhiệm vụ phát triển kinh tế - xã hội quý I năm 2024 và nhiệm vụ trọng tâm quý II năm 2024"
    )
    assert kinds(article) == ["masthead"] * 4 + ["addressees"] * 7 + ["signature"] * 2
    assert words(article, "heading") == [
        "I. KẾT QUẢ ĐẠT ĐƯỢC",
        "1. Về kinh tế",
        "2. Về văn hóa - xã hội",
        "II. NHIỆM VỤ TRỌNG TÂM",
    ]
    assert [h.level for h in article.headings] == [1, 2, 2, 1]
    assert len(words(article, "item")) == 3
    assert words(article, "body")[0].startswith("Thực hiện Công văn số 45/VPCP-KTTH")
    assert words(article, "body")[-1].endswith("chỉ đạo./.")
    assert article.date == datetime.date(2024, 3, 15)
    assert article.text == REPORT


def test_decision_with_its_columns_one_after_the_other() -> None:
    article = from_text(DECISION)
    assert article.title_text == "QUYẾT ĐỊNH Về việc phê duyệt kế hoạch bảo trì cầu Sông Lam"
    assert kinds(article) == ["masthead"] * 8 + ["preamble"] * 2 + ["addressees"] * 3 + ["signature"] * 4
    assert words(article, "heading") == ["QUYẾT ĐỊNH:", "PHỤ LỤC", "DANH MỤC CÔNG TRÌNH"]
    assert [w[:7] for w in words(article, "item")] == ["Điều 1.", "Điều 2.", "Điều 3.", "1. Cầu "]
    assert article.date == datetime.date(2024, 5, 2)


def test_letter_titled_by_its_subject() -> None:
    article = from_text(LETTER)
    assert article.title_text == "tăng cường phòng, chống dịch sốt xuất huyết trong trường học"
    assert kinds(article) == ["masthead"] * 6 + ["addressees", "signature", "signature"] + ["addressees"] * 3
    assert len(words(article, "body")) == 2
    assert article.date == datetime.date(2024, 9, 3)


def test_subject_beside_the_date() -> None:
    text = LETTER.replace(
        "V/v tăng cường phòng, chống dịch sốt xuất huyết trong trường học\n",
        "V/v phòng, chống dịch sốt xuất huyết          Bình An, ngày 3 tháng 9 năm 2024\n",
    )
    assert from_text(text).title_text == "phòng, chống dịch sốt xuất huyết"


def test_document_of_the_party() -> None:
    article = from_text(PARTY)
    assert article.title_text == "BÁO CÁO tình hình, kết quả công tác tháng 11, nhiệm vụ tháng 12 năm 2023"
    assert kinds(article) == ["masthead"] * 3 + ["page"] + ["addressees"] * 3 + ["signature"]
    assert words(article, "heading") == ["Phần thứ nhất", "KẾT QUẢ CÔNG TÁC"]
    assert article.date == datetime.date(2023, 11, 20)


def test_signature_without_recipients() -> None:
    text = DECISION[: DECISION.index("Nơi nhận")] + "KT. BỘ TRƯỞNG\nTHỨ TRƯỞNG\nTrần Văn Bình\n"
    assert kinds(from_text(text))[-3:] == ["signature"] * 3


def test_subject_known_twice_stays_one() -> None:
    text = REPORT.replace("Kính gửi:", "V/v báo cáo quý I\nKính gửi:")
    assert from_text(text).title_text.startswith("BÁO CÁO Kết quả")


def test_news_that_names_the_nation_is_no_document() -> None:
    text = (
        "Lãnh đạo hai nước hội đàm\nSáng 8/8, Chủ tịch nước tiếp đoàn đại biểu cấp cao tại Hà Nội theo chương trình đã định.\n"
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nHai bên ký ba văn kiện hợp tác."
    )
    assert from_text(text).title_text == "Lãnh đạo hai nước hội đàm"
    assert "Hai bên ký ba văn kiện hợp tác." in words(from_text(text), "body")


def test_two_documents_in_one_file() -> None:
    article = from_text(LETTER + "\n" + PARTY)
    assert "Kết nạp 187 đảng viên mới." in words(article, "body")


def test_report_without_its_head() -> None:
    text = "BÁO CÁO\nTình hình kinh tế - xã hội quý I năm 2024\n\nI. KẾT QUẢ\nThu ngân sách đạt 30 tỷ đồng, bằng 27% dự toán năm."
    article = from_text(text)
    assert article.title_text == "BÁO CÁO Tình hình kinh tế - xã hội quý I năm 2024"
    assert words(article, "heading") == ["I. KẾT QUẢ"]


def test_a_kind_of_document_alone_is_a_plain_title() -> None:
    article = from_text("KẾ HOẠCH XÂY CẦU\nSáng 8/8, UBND xã Hòa Sơn họp với dân về cầu mới.")
    assert article.title_text == "KẾ HOẠCH XÂY CẦU"


def test_recipients_without_a_head() -> None:
    text = "Họp dân cuối năm\nUBND xã mời các hộ dự họp ngày 5/1/2024 tại nhà văn hóa thôn.\nNơi nhận:\n- Các thôn;\n- Lưu: VP."
    assert kinds(from_text(text)) == ["addressees"] * 3


def test_an_open_letter_has_an_addressee() -> None:
    text = "Kính gửi: Ủy ban nhân dân xã Hòa Sơn\nTôi là Lê An, trú tại thôn Hai, xin phản ánh việc đường hỏng kéo dài."
    assert kinds(from_text(text)) == ["addressees"]


def test_a_sentence_cut_at_a_semicolon_is_no_recipient() -> None:
    results = "Trong 10 tháng, xuất khẩu của tỉnh đạt 391 triệu USD, tăng 16,2% so với cùng kỳ, " * 3
    text = (
        "CÔNG ĐIỆN VỀ ĐẨY MẠNH XUẤT KHẨU\n\nCHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH điện:\n\n- Giám đốc các sở;\n\n"
        f"- Chủ tịch các xã, phường.\n\n{results.strip(' ,')};\n\nnhập khẩu đạt 120 triệu USD.\n\nYêu cầu các sở rà soát."
    )
    assert kinds(from_text(text)) == ["addressees"] * 3
