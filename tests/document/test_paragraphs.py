"""Paragraphs of plain text: wrapped or not, headings, items, table lines, and the title."""

from __future__ import annotations

import pytest

from summarizer.document import Paragraph, from_text

WRAPPED = """\
Xã Hòa Sơn hoàn thành tuyến đường liên thôn sớm hai tháng

Ủy ban nhân dân xã Hòa Sơn cho biết tuyến đường liên thôn dài 4,2 km
đã hoàn thành ngày 12/3/2024, sớm hơn kế hoạch hai tháng. Tổng kinh phí
là 6,8 tỷ đồng, trong đó người dân đóng góp 1,1 tỷ đồng và hiến hơn
2.300 m2 đất.

Theo ông Nguyễn Văn Bảy, Chủ tịch UBND xã, ngoài ngân sách của huyện,
TP. Đà Nẵng hỗ trợ thêm 500 triệu đồng. Các việc cần làm tiếp:

- Lắp 60 trụ đèn chiếu sáng trước ngày 30/6/2024, giao cho Ban quản lý
  dự án huyện;
- Trồng cây hai bên đường.

II. ĐỀ XUẤT

Xã đề nghị huyện bố trí 900 triệu đồng để làm rãnh thoát nước dọc
tuyến.
"""

# the same without blank lines, as text from a PDF comes: a paragraph ends where its last line stops short
TIGHT = """\
Ủy ban nhân dân xã Hòa Sơn cho biết tuyến đường liên thôn dài 4,2 km
đã hoàn thành ngày 12/3/2024, sớm hơn kế hoạch hai tháng.
Tổng kinh phí là 6,8 tỷ đồng, trong đó người dân đóng góp 1,1 tỷ đồng
và hiến hơn 2.300 m2 đất để mở rộng mặt đường từ ba mét lên năm mét
rưỡi.
Sau khi đường xong, xã sẽ lắp đèn chiếu sáng và trồng cây hai bên, nhờ
nguồn đóng góp của con em xa quê.
"""


def shown(text: str) -> list[tuple[str, str]]:
    article = from_text(text)
    return [(p.role, " ".join(p.of(article.text).split())) for p in article.paragraphs]


def test_wrapped_lines_are_joined() -> None:
    found = shown(WRAPPED)
    assert [role for role, _ in found] == ["title", "body", "body", "item", "item", "heading", "body"]
    assert found[1][1].endswith("hiến hơn 2.300 m2 đất.")
    assert found[2][1].startswith("Theo ông Nguyễn Văn Bảy")
    assert found[3][1] == "- Lắp 60 trụ đèn chiếu sáng trước ngày 30/6/2024, giao cho Ban quản lý dự án huyện;"


def test_a_short_line_that_cannot_end_goes_on() -> None:
    text = (
        "Các xã hoàn thành việc rà soát hộ nghèo trước ngày 30/11\nvà gửi báo cáo về Phòng Tài chính -\nKế hoạch của\n"
        "Ủy ban nhân dân huyện để tổng hợp, trình\nhội đồng xem xét trong kỳ họp cuối năm nay.\n"
    )
    assert len(from_text(text).paragraphs) == 1


def test_sentences_cross_the_line_ends_of_wrapped_text() -> None:
    article = from_text(WRAPPED)
    sentences = [s.of(article.text) for s in article.sentences]
    assert (
        "Tổng kinh phí\nlà 6,8 tỷ đồng, trong đó người dân đóng góp 1,1 tỷ đồng và hiến hơn\n2.300 m2 đất." in sentences
    )
    assert article.text == WRAPPED


def test_wrapped_text_without_blank_lines() -> None:
    assert [words[:14] for _, words in shown(TIGHT)] == ["Ủy ban nhân dâ", "Tổng kinh phí ", "Sau khi đường "]


def test_one_paragraph_a_line() -> None:
    text = "Làm đường\nĐường dài 4 km. Dân góp công.\nCầu dài 20 m.\nXã họp ngày 3/4."
    assert [words for _, words in shown(text)] == text.split("\n")


def test_a_line_broken_at_a_link_goes_on() -> None:
    text = "Làm đường\nĐường dài 4 km. Mọi đóng góp của bạn đọc xin gửi\ntại đây, trước ngày 3/4.\nCầu dài 20 m."
    assert shown(text)[1][1].endswith("xin gửi tại đây, trước ngày 3/4.")


@pytest.mark.parametrize(
    ("line", "level"),
    [
        ("I. KẾT QUẢ ĐẠT ĐƯỢC", 1),
        ("II. Nhiệm vụ trọng tâm", 1),
        ("IV - GIẢI PHÁP", 1),
        ("IV- GIẢI PHÁP", 1),
        ("1- Về kinh tế", 2),
        ("A. Đặc điểm tình hình", 1),
        ("Phần thứ nhất", 1),
        ("PHẦN I", 1),
        ("Chương II", 1),
        ("1. Về kinh tế", 2),
        ("1.2. Thu ngân sách", 3),
        ("1.2.3 Chi thường xuyên", 4),
        ("Phần mở đầu.", 1),
        ("Phần thứ hai: Nhiệm vụ, giải pháp.", 1),
        ("Chương I. Quy định chung.", 1),
        ("Mục 3. Tổ chức thực hiện", 2),
        ("Điều 5. Hiệu lực thi hành", 2),
        ("TỔ CHỨC THỰC HIỆN", 1),
        ("Tổ chức thực hiện", 2),
        ("Nhiều thách thức phía trước", 2),
        ("# Phần một", 1),
        ("### Thu ngân sách", 3),
    ],
)
def test_headings(line: str, level: int) -> None:
    body = "Xã tập trung làm đường, kênh mương và trường học trong cả năm; dân góp công, góp đất và giám sát các công trình tại chỗ."
    article = from_text(f"Xã Hòa Sơn họp cuối năm\n{body}\n{line}\n{body[:-1]} theo kế hoạch.")
    assert article.headings == (Paragraph(article.headings[0].start, article.headings[0].end, "heading", level),)
    assert article.headings[0].of(article.text) == line


@pytest.mark.parametrize(
    "line",
    [
        "Phần mở đầu của báo cáo năm nay cũng viết như vậy.",
        "Phần thứ hai nêu bốn nhóm giải pháp.",
        "Mục 3 của nghị quyết giao xã làm xong đường trong năm.",
        "Phụ lục 2 kèm theo báo cáo gồm các công trình sau:",
    ],
)
def test_a_sentence_about_a_division_is_no_heading(line: str) -> None:
    article = from_text(f"Xã Hòa Sơn họp cuối năm\nXã tập trung làm đường và kênh mương.\n{line}\nDân góp công.")
    assert article.headings == ()
    assert line in [s.of(article.text) for s in article.body]


@pytest.mark.parametrize(
    "line",
    [
        "- Trồng 500 cây xanh;",
        "• Trồng 500 cây xanh",
        "+ Trồng 500 cây xanh",
        "a) Trồng 500 cây xanh hai bên đường.",
        "(1) Trồng 500 cây xanh hai bên đường.",
        "1. Trồng 500 cây xanh hai bên đường trong quý I.",
        "1- Trồng 500 cây xanh hai bên đường trong quý I.",
        "2) Trồng 500 cây xanh hai bên đường trong quý I;",
        "Điều 2. Quyết định này có hiệu lực kể từ ngày ký.",
    ],
)
def test_items(line: str) -> None:
    article = from_text(f"Xã Hòa Sơn họp cuối năm\nXã giao ba việc:\n{line}\nCác thôn báo cáo trước ngày 5.")
    item = next(s for s in article.sentences if s.of(article.text) == line)
    assert item.role == "item"
    assert item in article.body


@pytest.mark.parametrize(
    "line",
    ["Chỉ tiêu | Năm 2023 | Năm 2024", "Lúa\t120\t125", "Lúa      120      125", "Đơn vị tính: tỷ đồng", "(ĐVT: tấn)"],
)
def test_table_lines(line: str) -> None:
    article = from_text(f"Xã Hòa Sơn họp cuối năm\nSố liệu như sau:\n{line}\nCác thôn báo cáo trước ngày 5.")
    assert next(s for s in article.sentences if s.of(article.text) == line).role == "table"


def test_a_table_saved_a_cell_a_line() -> None:
    cells = ["TT", "Xã", "Số hộ", "1", "Hòa Sơn", "120", "2", "Bình An", "95"]
    article = from_text(
        "Hộ nghèo năm 2023\nSố hộ nghèo của hai xã như sau:\n" + "\n".join(cells) + "\nHuyện sẽ hỗ trợ cả hai xã."
    )
    assert [s.of(article.text) for s in article.sentences if s.role == "table"] == cells


@pytest.mark.parametrize(
    "line",
    [
        "Xã đề nghị Phòng Tài chính và",
        "Về việc này, ông Nguyễn Văn An cho biết",
        "Nông dân được mùa.",
        "và nhiều nơi khác",
    ],
)
def test_no_heading(line: str) -> None:
    article = from_text(
        f"Xã Hòa Sơn họp cuối năm\nXã làm đường, xây cầu.\n{line}\nCác thôn báo cáo kết quả trước ngày 5 hằng tháng."
    )
    assert article.headings == ()


class TestTitle:
    """Which first lines are titles."""

    BODY = "Sáng 8/8, UBND xã Hòa Sơn họp với dân. Cuộc họp kéo dài hai giờ."

    @pytest.mark.parametrize(
        "title",
        [
            "Xã Hòa Sơn làm đường",
            "XÃ HÒA SƠN LÀM ĐƯỜNG",
            "Chỉnh trang đô thị, TP. HCM di dời 600 hộ",
            "Vì sao giá lúa tăng?",
            "Cái ôm của cô giáo...",
            "Đạo diễn hóm hỉnh khi... 'chê' diva",
            "Hóa đơn tiền nước... 19 triệu đồng",
            "iPhone mất ngôi đầu tại Việt Nam",
            "18 người lập mưu lừa tiền",
            "Clip: Đảo cát lạ giữa biển",
            "Thủ tướng: 'Phải làm ngay'",
            "1. Chuyện ở Hòa Sơn",
        ],
    )
    def test_title(self, title: str) -> None:
        article = from_text(f"{title}\n\n{self.BODY}")
        assert article.title_text == title
        assert article.sentences[0].role == "title"
        assert len(article.body) == 2

    @pytest.mark.parametrize(
        "first",
        [
            "Sáng 8/8, mưa lớn làm ngập ba tuyến phố.",
            "Mưa lớn làm ngập ba tuyến phố. Nước rút sau hai giờ",
            "Nội dung như sau:",
            "- Trồng cây",
            "và các xã lân cận cũng ngập",
            "Kính mong được xem xét./.",
        ],
    )
    def test_no_title(self, first: str) -> None:
        article = from_text(f"{first}\n\n{self.BODY}")
        assert article.title is None
        assert all(s.role != "title" for s in article.sentences)

    @pytest.mark.parametrize("text", ["Mưa lớn làm ngập ba tuyến phố", "Mưa lớn làm ngập ba tuyến phố.", BODY])
    def test_a_single_paragraph_keeps_its_first_sentence(self, text: str) -> None:
        article = from_text(text)
        assert article.title is None
        assert article.body[0].start == 0

    def test_markdown(self) -> None:
        article = from_text(f"# Xã Hòa Sơn làm đường.\n\n{self.BODY}")
        assert article.title_text == "Xã Hòa Sơn làm đường."
        assert article.sentences[0].start == 0

    def test_capitals_over_several_lines(self) -> None:
        article = from_text(f"HỘI ĐỒNG NHÂN DÂN XÃ HÒA SƠN\nHỌP KỲ THỨ MƯỜI HAI\n{self.BODY}")
        assert article.title_text == "HỘI ĐỒNG NHÂN DÂN XÃ HÒA SƠN HỌP KỲ THỨ MƯỜI HAI"
        assert [s.role for s in article.sentences[:3]] == ["title", "title", "body"]

    def test_capitals_and_a_numbered_heading(self) -> None:
        article = from_text(f"HỘI ĐỒNG NHÂN DÂN XÃ\nI. KHAI MẠC\n{self.BODY}")
        assert article.title_text == "HỘI ĐỒNG NHÂN DÂN XÃ"

    def test_below_furniture(self) -> None:
        article = from_text(
            f"Trang chủ\nTin tức\nThứ Bảy, 09/12/2023, 10:00 (GMT+7)\nXã Hòa Sơn làm đường\n{self.BODY}"
        )
        assert article.title_text == "Xã Hòa Sơn làm đường"

    def test_known_from_metadata(self) -> None:
        text = f"CHUYÊN ĐỀ NÔNG THÔN\nXã Hòa Sơn làm đường\n{self.BODY}"
        assert from_text(text).title_text == "CHUYÊN ĐỀ NÔNG THÔN"
        assert from_text(text, title="xã hòa sơn làm đường").title_text == "Xã Hòa Sơn làm đường"
        assert from_text(text, title="Không có trong bài").title_text == "CHUYÊN ĐỀ NÔNG THÔN"


def test_a_sentence_goes_on_over_an_empty_line() -> None:
    """As where a page ended amid it; a heading and a list go on nowhere."""
    text = (
        "Tin mưa lũ\n\nĐến chiều qua các xã ven sông Cái đã chủ động di dời, sơ tán toàn bộ 408 hộ ở vùng trũng, với\n\n1.035 người"
        " tại nơi có nguy cơ sạt lở.\n\nCác nhóm việc của ban chỉ huy phòng chống lụt bão xã Ea Pô trong tuần này và tuần sau"
        "\n\n1. Dọn bùn ở trường học và trạm xá.\n\nDọn xong trước thứ bảy."
    )
    article = from_text(text)
    assert sum("với" in s.of(text) and "1.035 người" in s.of(text) for s in article.sentences) == 1
    assert not any("tuần sau" in s.of(text) and "Dọn" in s.of(text) for s in article.sentences)
