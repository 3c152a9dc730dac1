"""What stands alone in a digest can be read alone."""

from __future__ import annotations

from dataclasses import replace

import pytest

from summarizer.brief import compose
from summarizer.brief.figures import indicators
from summarizer.brief.model import Options
from summarizer.digest.readable import figures, is_body, is_label, is_office, is_task, is_whole, orders
from summarizer.document import Span, from_text
from summarizer.engines.registry import load
from summarizer.facts.model import Directive, Facts, Figure


@pytest.mark.parametrize(
    ("label", "unit", "kind"),
    [
        ("Thu ngân sách", "VND", "money"),
        ("Cán bộ bị kỷ luật", "cán bộ", "count"),
        ("Tổng kim ngạch thương mại hai nước", "USD", "money"),
        ("Thu nhập bình quân đầu người", "VND", "money"),
        ("Kim ngạch song phương với Lào", "USD", "money"),
    ],
)
def test_a_label_says_what_is_measured(label, unit, kind):
    assert is_label(label, unit, kind)


@pytest.mark.parametrize(
    ("label", "unit", "kind"),
    [
        ("Nghị quyết", "nghị quyết", "count"),  # no more than the noun
        ("Dự luật khác", "dự luật", "count"),
        ("Dân số", "dân số", "count"),
        ("Quy mô dân số", "người", "count"),  # whose?
        ("Thu lợi phi pháp ít nhất", "USD", "money"),
        ("Thuế", "VND", "money"),  # one word
        ("Tháng đầu năm", "%", "percent"),  # a time
        ("Trước Syria", "bậc", "count"),  # leans on what goes before
        ("Doanh thu của", "VND", "money"),  # broken off
        ("Lô đất (tổng diện tích", "m2", "measure"),
        ("Tổng vốn", "km", "measure"),
        ("Dự kiến", "%", "percent"),
        ("/h, tải trọng", "tấn", "measure"),
        ("Chi phí “chạy", "%", "percent"),
        ("Văn kiện hợp tác giữa", "văn kiện", "count"),
        ("Luồng ý kiến khác nhau liên quan", "luồng ý kiến", "count"),  # with what?
        ("Kim ngạch thương mại song phương", "VND", "money"),  # with whom?
        ("Tổng vốn đăng ký", "USD", "money"),  # whose?
        ("Mức bán trung bình", "xe/tháng", "measure"),  # of what?
    ],
)
def test_a_label_that_says_nothing_by_itself_is_none(label, unit, kind):
    assert not is_label(label, unit, kind)


def test_a_body_is_a_name_and_nothing_of_its_task():
    assert is_body("UBND các tỉnh, thành phố trực thuộc Trung ương")
    assert is_body("các bộ, ngành, địa phương")
    assert not is_body("Bộ Công Thương sớm ban hành bộ")
    assert not is_body("chúng ta")
    assert not is_body("hai bên")
    assert not is_body("Bộ này")  # which one stands elsewhere
    assert not is_body("các dự án")
    assert not is_body("quy hoạch cấp tỉnh")
    assert not is_body("chính quyền các cấp tập trung cao độ")
    assert not is_body("Ban")
    assert is_body("UBND")
    assert not is_body("")


def test_nobody_orders_himself_and_who_can_but_ask_orders_nobody():
    assert orders("Thủ tướng", "các bộ, ngành")
    assert not orders("Các cấp ủy", "các cấp ủy, tổ chức đảng")
    assert is_office("Bộ Y tế")
    assert not is_office("Chuyên gia kinh tế của một tổ chức")
    assert not is_office("Ông Fabius")  # who is that?


def test_a_task_is_told_whole():
    assert is_task("báo cáo kết quả về Bộ trước ngày 30/11")
    assert not is_task("thật khẩn trương")
    assert not is_task("phân cấp mạnh hơn")  # of what?
    assert not is_task("rà soát, sửa đổi các quy định của")
    assert not is_task("trung tâm này sẽ xây dựng ra sao?")
    assert not is_task('nhấn mạnh "phải làm ngay từ đầu năm')
    assert not is_task("cầu nối giúp hai bên tăng cường quan hệ")  # its verb stands elsewhere
    assert not is_task("nhưng nếu vướng ở đâu thì gỡ ở đó")
    assert not is_task("thí điểm cơ chế này trong 5 năm")  # which?
    assert not is_task("triển khai 8 nội dung, hoạt động cơ bản")
    assert is_task("triển khai 8 nội dung về an toàn trường học")
    assert not is_task("chuyển về sẽ gọn nhẹ và làm việc tốt hơn")  # hoped of what comes


def labels(text: str, *named: tuple[str, str, str, str | None]) -> list[str]:
    """The labels shown of a text whose figures are marked: words, kind, label, how it is meant."""
    article = from_text(text)
    found = []
    for words, kind, label, modality in named:
        at, name = article.text.index(words), article.text.index(label)
        found.append(
            Figure(
                Span(at, at + len(words)),
                kind,
                int(words.split()[0]),
                words.split()[-1],
                indicator=Span(name, name + len(label)),
                key=True,
                label=label,
                modality=modality,
            )
        )
    brief = compose(article, load("extractive"), Options(words=40), facts=Facts(tuple(found), (), marked=True))
    return [row.indicator for row in figures(indicators(brief), brief)]


def test_what_is_counted_is_told_to_its_end():
    text = "Ngân sách xã\n\nXã có 90 hộ nghèo chưa có nhà cùng thôn. Có 90 phương án quy định việc hưởng bảo hiểm một lần của dân.\n"
    whole, cut = ("90 hộ", "count", "hộ nghèo chưa có nhà", None), ("90 phương án", "count", "phương án quy định", None)
    assert labels(text.replace(" cùng thôn", ""), whole, cut) == ["hộ nghèo chưa có nhà"]
    assert labels(text, whole, cut) == []


def test_too_few_words_do_not_say_which_things_an_article_counts():
    text = "Tin xã\n\nXã rà 40 vị trí nguy hiểm. Trận lũ làm 12 người chết. Xã mở 30 lớp dạy nghề miễn phí.\n"
    rows = [
        ("40 vị trí", "count", "vị trí nguy hiểm", None),
        ("12 người", "count", "người chết", None),
        ("30 lớp", "count", "lớp dạy nghề miễn phí", None),
    ]
    assert labels(text, *rows) == ["người chết", "lớp dạy nghề miễn phí"]


def test_a_noun_cut_in_two_is_none():
    text = "Phật giáo\n\nTỉnh có 90 niệm phật đường. Xã có 90 hộ nghèo chưa có nhà.\n"
    cut, whole = ("90 niệm", "count", "niệm phật đường", None), ("90 hộ", "count", "hộ nghèo chưa có nhà", None)
    assert labels(text, cut, whole) == ["hộ nghèo chưa có nhà"]


def test_a_handful_is_told_in_a_sentence_unless_somebody_came_to_harm():
    text = "Ngân sách xã\n\nXã có 9 hộ nghèo. Có 8 hộ khá. Vụ cháy làm 3 người chết.\n"
    assert labels(text, ("9 hộ", "count", "hộ nghèo", None), ("3 người", "count", "người chết", None)) == ["người chết"]


@pytest.mark.parametrize(
    ("text", "words", "kind", "label"),
    [
        ("Nước ta là một trong 40 nền kinh tế lớn nhất thế giới.", "40 nền", "count", "nền kinh tế lớn nhất"),
        ("Nước ta đứng thứ 61/141 quốc gia được xếp hạng.", "141 quốc gia", "count", "quốc gia được xếp hạng"),
        ("Kỳ thi có 12 môn Toán, Văn, Sử.", "12 môn", "count", "môn Toán"),
        ("Hệ thống có 14 nhà băng được đưa vào diện theo dõi.", "14 nhà", "count", "nhà băng được đưa"),
        ("Nhà máy thử 12 loại phân bón nói trên.", "12 loại", "count", "loại phân bón nói"),
        ("Tỷ lệ này ở nhóm chưa tiêm là 20 %.", "20 %", "percent", "Tỷ lệ này ở nhóm chưa tiêm"),
        ("Độ pH được phép là 8; thứ hai là muối 3 mg.", "3 mg", "measure", "Độ pH được phép"),
        ("Giá gạo và ngô ở mức tương ứng 9 đồng và 8 đồng.", "9 đồng", "money", "Giá gạo và ngô"),
        ("Dầu chiếm 96 % kim ngạch xuất khẩu.", "96 %", "percent", "kim ngạch xuất khẩu"),
        ("Giá bán so với hôm trước là 9 đồng.", "9 đồng", "money", "Giá bán so với hôm trước"),
        ("Hãng có 90 nhân viên kho và tập trung vào kho lạnh.", "90 nhân", "count", "nhân viên kho và tập trung"),
    ],
)
def test_what_says_something_only_in_its_sentence_has_no_row(text, words, kind, label):
    assert labels(f"Tin\n\n{text}\n", (words, kind, label, None)) == []


def test_what_stands_before_its_figure_is_called_a_measure():
    text = "Giá dầu\n\nDoanh thu xuất khẩu là 9 tỷ. Các đại biểu nước bạn nói 9 triệu. Mạng lưới điện lấy 9 % từ đập.\n"
    assert labels(
        text,
        ("9 tỷ", "money", "Doanh thu xuất khẩu", None),
        ("9 triệu", "money", "Các đại biểu nước bạn", None),
        ("9 %", "percent", "Mạng lưới điện", None),
    ) == ["Doanh thu xuất khẩu"]


def test_what_has_to_be_paid_is_no_target():
    text = "Án phạt\n\nTiền phạt mà mỗi đội phải nộp là 9 tỷ. Mục tiêu của tỉnh là tổng thu đạt 8 tỷ.\n"
    told = labels(text, ("9 tỷ", "money", "Tiền phạt", "plan"), ("8 tỷ", "money", "tổng thu", "plan"))
    assert told == ["tổng thu"]


@pytest.mark.parametrize(
    ("text", "action", "whole"),
    [
        ("Bộ yêu cầu Sở rà soát các quy định.", "rà soát các quy định", True),
        ("Bộ yêu cầu Sở rà soát các quy định cũ.", "rà soát các quy định", False),
        ("Bộ yêu cầu Sở tổng hợp đầy đủ, tiếp thu các ý kiến.", "tổng hợp đầy đủ", False),
        ("Bộ yêu cầu Sở tìm người mất tích trước ngày 9/9.", "tìm người mất tích", True),
        ("Bộ yêu cầu Sở xem lại bản án của tòa án tại TP.HCM.", "xem lại bản án của tòa án tại TP", False),
    ],
)
def test_a_task_ends_where_its_clause_or_its_deadline_does(text, action, whole):
    article = from_text(text)
    at = article.text.index(action)
    due = article.text.find("trước ngày 9/9")
    until = Span(due, due + 14) if due >= 0 else None
    assert is_whole(article, Directive(Span(0, at), Span(at, at + len(action)), deadline=until)) is whole


def test_a_measure_says_of_what():
    assert not is_label("Tổng khối lượng", "m3", "measure")
    assert not is_label("Tổng số tiền", "VND", "money")
    assert not is_label("Mức chênh lệch", "VND", "money")
    assert is_label("Tổng khối lượng cát khai thác", "m3", "measure")
    assert not is_label("Giá vàng thế giới", "điểm", "count")  # an index of something else


def test_an_amount_says_of_what_it_is_so_many():
    brief = compose(from_text("Tin thi cử\n\nQuy mô kỳ thi là 18.000.\n"), load("extractive"), Options(words=40))
    text = brief.article.text
    span, name = (Span(at := text.index(w), at + len(w)) for w in ("18.000", "Quy mô kỳ thi"))
    for unit, rows in ((None, 0), ("thí sinh", 1)):
        figure = Figure(span, "count", 18_000, unit, indicator=name, key=True, label="Quy mô kỳ thi")
        told = replace(brief, facts=Facts((figure,), (), marked=True))
        assert len(figures(indicators(told), told)) == rows


def test_what_was_before_is_no_value_of_today():
    text = "Giá cát\n\nGiá cát tại bãi tăng từ 280 đồng lên\n390 đồng. Giá đá tại bãi là 150 đồng.\n"
    was, now = ("280 đồng", "money", "Giá cát tại bãi", None), ("150 đồng", "money", "Giá đá tại bãi", None)
    assert labels(text, was, now) == ["Giá đá tại bãi"]


def test_a_measure_of_one_place_is_not_that_of_all():
    text = "Tiền gửi\n\nSố dư tiền gửi tại Ngân hàng An Lạc là 9 tỷ. Số dư tiền vay là 8 tỷ.\n"
    there, all_ = ("9 tỷ", "money", "Số dư tiền gửi", None), ("8 tỷ", "money", "Số dư tiền vay", None)
    assert labels(text, there, all_) == ["Số dư tiền vay"]


@pytest.mark.parametrize(
    ("heading", "value"), [("Các chỉ tiêu chủ yếu", "9 tỷ (mục tiêu)"), ("Kết quả thực hiện các chỉ tiêu", "9 tỷ")]
)
def test_what_stands_under_targets_is_a_target(heading, value):
    text = (
        f"Nghị quyết\n\nĐiều 1. {heading}\n\nKim ngạch xuất khẩu đạt 9 tỷ.\n\nĐiều 2. Tổ chức thực hiện\n\nSở Tài chính"
        " rà soát các chợ.\n"
    )
    article = from_text(text)
    at, name = article.text.index("9 tỷ"), article.text.index("Kim ngạch")
    figure = Figure(
        Span(at, at + 4),
        "money",
        9,
        "tỷ",
        indicator=Span(name, name + 18),
        key=True,
        label="Kim ngạch xuất khẩu",
        modality="result",
    )
    brief = compose(article, load("extractive"), Options(words=40), facts=Facts((figure,), (), marked=True))
    assert [row.value for row in figures(indicators(brief), brief)] == [value]


def changes(sentence: str, words: str, label: str, kind: str, trend: str | None) -> list[str]:
    """The labels shown of a sentence with one figure that moved."""
    article = from_text(f"Tin\n\n{sentence}\n")
    at, name = article.text.index(words), article.text.index(label)
    figure = Figure(
        Span(at, at + len(words)),
        kind,
        int(words.split()[0]),
        words.split()[-1],
        indicator=Span(name, name + len(label)),
        key=True,
        label=label,
        trend=trend,
    )
    brief = compose(article, load("extractive"), Options(words=40), facts=Facts((figure,), (), marked=True))
    return [row.indicator for row in figures(indicators(brief), brief)]


def test_a_label_is_the_name_of_what_moved():
    assert changes("Lợi nhuận quý này giảm 6 %.", "6 %", "Lợi nhuận quý", "percent", "down") == ["Lợi nhuận quý"]
    cut = "Lợi nhuận quý giảm bình quân"
    assert changes("Lợi nhuận quý giảm bình quân giảm 6 %.", "6 %", cut, "percent", "down") == []
    basis = "chi tiêu của dân phố"
    assert changes("Mức ấy cao hơn 4 lần chi tiêu của dân phố.", "4 lần", basis, "ratio", "up") == []
