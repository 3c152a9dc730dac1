"""Text as it comes: wrapped by a mailer, made by pandoc, under a wrong name, in capitals, with joiners inside."""

from __future__ import annotations

import io

import pytest

from summarizer import document
from summarizer.document import Article, LoadError
from summarizer.document.normalize import normalize
from summarizer.facts import find


def read(text: str, name: str = "bai.txt") -> Article:
    return document.load("-", stdin=io.BytesIO(text.encode()), file_name=name)


def outline(article: Article) -> list[tuple[str, str]]:
    return [(p.role, " ".join(p.of(article.text).split())) for p in article.paragraphs]


_MAIL = """Kính gửi ban biên tập,

Trong quý III, cảng Vũng Rô bốc dỡ 412.000 tấn hàng, tăng 9,6% so với quý trước
và bằng 71% kế hoạch năm. Doanh thu của công ty cổ phần cảng đạt 58,4 tỷ
đồng. Cuộc họp tổng kết dự kiến tổ chức vào ngày 9
tháng 1 năm 2026, với khoảng
120 khách mời.

Công ty đề nghị hải quan mở thêm ca trực đêm và trả lời trước ngày
20/12/2025.
"""


def test_a_line_break_inside_a_paragraph_is_white_space() -> None:
    article = read(_MAIL)
    assert [role for role, _ in outline(article)] == ["body"] * 3
    found = {" ".join(f.span.of(article.text).split()) for f in find(article).figures}
    assert {"412.000 tấn", "58,4 tỷ đồng", "ngày 9 tháng 1 năm 2026", "120 khách mời"} <= found
    assert any("20/12/2025" in words for words in found)


_PANDOC = """\
  ------------------------- ------------------------------------------
   UBND TỈNH MẪU SƠN\\        **CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\\
   **SỞ XÂY DỰNG\\            Độc lập - Tự do - Hạnh phúc\\
   \\-\\-\\-\\-\\-\\-**            \\-\\-\\-\\-\\-\\-\\-\\-\\-\\-**

   Số: 214/SXD-QLN           *Mẫu Sơn, ngày 3 tháng 11 năm 2025*
  ------------------------- ------------------------------------------

** **

**BÁO CÁO**

**Kết quả cấp phép xây dựng quý III năm 2025**

Trong quý III, Sở cấp 186 giấy phép\\*, giảm 12 giấy phép so với quý
trước.

**1.  **Kiến nghị Ủy ban nhân dân tỉnh bố trí 4 tỷ đồng cho việc số hóa hồ sơ.

+---------------+-----------+
| Địa bàn       | Giấy phép |
+===============+===========+
| Phường Hạ     | 96        |
+---------------+-----------+
| Xã Thượng     | 90        |
+---------------+-----------+

+-----------------------+--------------------------+
| ***Nơi nhận:\\***      | **GIÁM ĐỐC\\              |
| - UBND tỉnh;\\         | \\                        |
| - Lưu: VT.            | Lương Khắc Hoài**        |
+-----------------------+--------------------------+
"""


def test_pandoc_markdown_is_read_as_the_document_it_was() -> None:
    article = read(_PANDOC, "bc.md")
    kinds = {f.of(article.text): f.kind for f in article.furniture}
    assert kinds["SỞ XÂY DỰNG"] == "masthead"
    assert kinds["- Lưu: VT."] == "addressees"
    assert kinds["Lương Khắc Hoài"] == "signature"
    assert article.title_text == "BÁO CÁO Kết quả cấp phép xây dựng quý III năm 2025"
    assert article.card is not None
    assert (article.card.number, article.card.kind, article.card.issuer) == ("214/SXD-QLN", "Báo cáo", "Sở Xây dựng")
    body = " ".join(s.of(article.text) for s in article.body)
    assert "186 giấy phép*, giảm 12" in body
    assert "1. Kiến nghị" in body
    assert not any(mark in body for mark in ("**", "\\", "+--", "Nơi nhận"))
    assert ("table", "Phường Hạ | 96") in outline(article)


@pytest.mark.parametrize(
    ("table", "rows"),
    [
        (
            "  Xã         Hộ\n  -------- -----\n  Thượng     90\n  Hạ         96\n\nHết.\n",
            ["Xã | Hộ", "Thượng | 90", "Hạ | 96"],
        ),
        (
            "  ------------------\n  Xã         Số\n             hộ\n  -------- ---------\n  Thượng   90\n\n  Hạ       96\n  ------------------\n",
            ["Xã | Số hộ", "Thượng | 90", "Hạ | 96"],
        ),
    ],
)
def test_tables_drawn_with_dashes(table: str, rows: list[str]) -> None:
    article = read(f"# Số hộ\n\nSở vừa công bố số hộ.\n\n{table}", "a.md")
    assert [words for role, words in outline(article) if role == "table"] == rows


@pytest.mark.parametrize("line", ["---", "-----  -----", "+---+---+", "  ---- ----\n  ---- ----", "+---+\n| a\n"])
def test_dashes_that_draw_no_table(line: str) -> None:
    article = read(f"Trước vạch có lời.\n\n{line}\n\nSau vạch vẫn còn lời.", "a.md")
    words = " ".join(words for _, words in outline(article))
    assert "Trước vạch có lời." in words
    assert "Sau vạch vẫn còn lời." in words


def test_a_front_matter_in_a_text_file() -> None:
    article = read(
        "---\ntitle: >-\n  Cảng Vũng Rô\n  đón tàu lớn\nauthor:\n  - Lê An\n  - Trần Bình\ndate: 2025-10-04\ntags: [cảng]\n---\n\n"
        "Cảng đón tàu 30.000 tấn. Đây là tàu lớn nhất từ trước đến nay.\n"
    )
    assert article.title_text == "Cảng Vũng Rô đón tàu lớn"
    assert article.byline == "Lê An, Trần Bình"
    assert str(article.date) == "2025-10-04"
    assert "tags" not in article.text


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("1\n00:00:01,000 --> 00:00:04,000\nXin chào\n", "text_subtitles"),
        ("\ufeffWEBVTT\n\n00:01.000 --> 00:04.000\nXin chào\n", "text_subtitles"),
        ('[{"ten": "a"}, {"ten": "b"}]', "text_json"),
        ('{"ten": "Vũng Rô", "so": 3}', "text_json"),
        ('{"text": "một bài"}\n{"text": "bài khác"}\n', "text_json"),
        ('{"text": ', "text_json"),
    ],
)
def test_what_is_no_article_is_refused_in_one_line(text: str, code: str) -> None:
    with pytest.raises(LoadError) as refusal:
        read(text)
    assert refusal.value.code == code
    assert "\n" not in str(refusal.value)


def test_a_json_object_with_a_text_is_an_article() -> None:
    article = read(
        '{"title": "Cảng đón tàu", "date": "2025-10-04T07:00", "content": "Tàu chở 30.000 tấn than cập cảng."}'
    )
    assert (article.title_text, str(article.date)) == ("Cảng đón tàu", "2025-10-04")
    assert [s.of(article.text) for s in article.body] == ["Tàu chở 30.000 tấn than cập cảng."]


@pytest.mark.parametrize(
    "text",
    [
        "xa,so ho,dien tich\nThượng,90,12.5\nHạ,96,8\n",
        "xa;so ho;dien tich\nThượng;90;12,5\nHạ;96;8\n",
        'xa\tso ho\tdien tich\n"Thượng"\t90\t12,5\nHạ\t96\t8\n',
    ],
)
def test_rows_apart_by_marks_are_a_table(text: str) -> None:
    rows = outline(read(text))
    assert [role for role, _ in rows] == ["table"] * 3
    assert rows[0][1] == "xa | so ho | dien tich"
    assert rows[2][1].startswith("Hạ | 96 | 8")


@pytest.mark.parametrize(
    "text",
    [
        "Thu, chi, nợ đều tăng.\nCảng, chợ, kho đều đầy.\nTàu, xe, ca nô đều chạy.\n",
        "Dòng một; dòng hai\nDòng ba; dòng bốn\nDòng năm; dòng sáu\n",
    ],
)
def test_prose_with_commas_is_no_table(text: str) -> None:
    assert all(role != "table" for role, _ in outline(read(text)))


def rows_of(*lines: str) -> list[str]:
    return [words for _, words in outline(read("\n".join(("Xã,Tăng (%),Thu (tỷ đồng),Ngày họp", *lines)), "a.csv"))][1:]


def test_decimal_points_of_a_table_are_told_by_its_sure_numbers() -> None:
    """`2.125` is two and an eighth beside `0.9`, and two thousand where nothing says so."""
    assert rows_of("An Bình,1.5,3.25,12.5", 'An Phú,0.9,"2,125.5",13.5', "An Lạc,-2%,1.375,3.2025") == [
        "An Bình | 1,5 | 3,25 | 12.5",
        "An Phú | 0,9 | 2.125,5 | 13.5",
        "An Lạc | -2% | 1,375 | 3.2025",
    ]
    assert rows_of("An Bình,1,1.500,", "An Phú,2,2.125,") == ["An Bình | 1 | 1.500", "An Phú | 2 | 2.125"]
    assert rows_of('An Bình,"1,5",1.500,', 'An Phú,2.5,"2,125",') == ["An Bình | 1,5 | 1.500", "An Phú | 2.5 | 2,125"]


@pytest.mark.parametrize(
    "table",
    [
        "Xã,Thu,Hạn\nA,1.500,30.4\nB,2.750,15.6",
        "Xã,Thu,Họp\nA,1.500,30.4\nB,2.750,15.6",
        "Xã,Thu,Liên hệ\nA,1.500,0912.345678\nB,2.750,0296.3852.111",
        "Xã,Thu,SĐT\nA,1.500,912.345678\nB,2.750,913.5",
        "Tổ,Thu,Chi\n1.1,1.500,2\n1.2,2.750,3\n2,1.250,4\n2.1,1.250,4",
    ],
    ids=["deadline", "days", "telephones", "telephone head", "order"],
)
def test_days_telephones_and_counts_of_rows_are_no_decimals(table: str) -> None:
    shown = [words for _, words in outline(read(table, "a.csv"))]
    assert shown == table.replace(",", " | ").split("\n")


def test_a_first_column_and_a_first_row_of_numbers_are_changed_too() -> None:
    def shown(table: str) -> list[str]:
        return [words for _, words in outline(read(table, "a.csv"))]

    assert shown("Thu,Chi,Tỷ lệ\n1.25,2.125,0.9\n0.8,1.5,1.2") == [
        "Thu | Chi | Tỷ lệ",
        "1,25 | 2,125 | 0,9",
        "0,8 | 1,5 | 1,2",
    ]
    assert shown("An Bình,1.125,3.25\nAn Phú,0.9,2.125\nAn Lạc,0.7,1.5") == [
        "An Bình | 1,125 | 3,25",
        "An Phú | 0,9 | 2,125",
        "An Lạc | 0,7 | 1,5",
    ]
    assert shown("Xã,Hoàn thành (%),Thu\nA,1.5,3.125\nB,2.5,2.125")[1] == "A | 1,5 | 3,125"


def test_that_decimal_points_were_changed_is_said() -> None:
    said = read("Xã,Tăng (%),Thu (tỷ đồng)\nAn Bình,1.5,3.25\nAn Phú,0.9,2.125\n", "a.csv").warnings
    assert said == ("Số trong bảng viết theo lối Anh (1.5); ở đây ghi lại theo lối Việt (1,5).",)


def test_a_piece_of_a_page_is_read_as_one() -> None:
    article = read(
        f"<div class=x><h2>Cảng đón tàu lớn nhất</h2><p>{'Tàu chở 30.000 tấn than cập cảng sáng nay. ' * 3}</p></div>"
    )
    assert article.title_text == "Cảng đón tàu lớn nhất"
    assert "<" not in article.text


_CAPITALS = (
    "CẢNG VŨNG RÔ ĐÓN TÀU LỚN\n\nSÁNG 4/10, CẢNG VŨNG RÔ ĐÓN TÀU CHỞ 30.000 TẤN THAN, LỚN NHẤT TỪ TRƯỚC ĐẾN NAY. CÔNG TY THU 58,4 TỶ "
    "ĐỒNG TRONG QUÝ III, TĂNG 9,6% SO VỚI QUÝ TRƯỚC.\n\nTHEO GIÁM ĐỐC CẢNG, TÀU SẼ BỐC DỠ XONG TRONG BA NGÀY\n\nCÔNG TY ĐỀ NGHỊ HẢI QUAN MỞ "
    "THÊM CA TRỰC ĐÊM VÀ TRẢ LỜI TRƯỚC NGÀY 20/12. NHIỀU CHỦ HÀNG ĐÃ ĐĂNG KÝ CHUYẾN SAU.\n"
)


def test_a_text_in_capitals_has_paragraphs_and_says_so() -> None:
    article = read(_CAPITALS)
    assert article.title_text == "CẢNG VŨNG RÔ ĐÓN TÀU LỚN"
    assert len([role for role, _ in outline(article) if role == "body"]) >= 2
    assert len(article.warnings) == 1


def test_a_text_without_marks_says_so_once() -> None:
    article = read(
        "Cang Vung Ro don tau lon\n\nSang nay, cang don tau cho 30.000 tan than, lon nhat tu truoc den nay. Nguoi dan cho biet nuoc "
        "trong vung van trong, thuyen be duoc di lai nhu thuong.\n"
    )
    assert len(article.warnings) == 1
    assert "dấu" in article.warnings[0]


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("thu\u200c ngân\u200d sách", "thu ngân sách"),
        ("1\u200d.284 tỷ", "1.284 tỷ"),
        ("\u200dhọp", "họp"),
        ("họp 👨\u200d👩\u200d👧 xong", "họp 👨\u200d👩\u200d👧 xong"),
        ("می\u200cخواهم", "می\u200cخواهم"),
    ],
)
def test_joiners_go_where_they_only_hide(text: str, kept: str) -> None:
    assert normalize(text) == kept
    assert normalize(kept) == kept


@pytest.mark.parametrize("first", ["Subject: Cầu mới", "To: toasoan@example.vn\nSubject: Cầu mới"])
def test_a_mail_whose_head_begins_with_its_subject_or_addressee_is_a_mail(first: str) -> None:
    article = read(f"{first}\nFrom: Văn phòng <vp@example.vn>\n\nCầu An Lạc dài 450 m đã thông xe.\n")
    assert (article.title_text, outline(article)[-1]) == ("Cầu mới", ("body", "Cầu An Lạc dài 450 m đã thông xe."))
