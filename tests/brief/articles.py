"""Articles written for the tests of the brief, and the means to take them apart."""

from __future__ import annotations

from dataclasses import replace

from summarizer.document import from_text
from summarizer.document.model import Article, Span
from summarizer.facts.model import Directive, Facts, Figure

REPORT = """Huyện Tân Lập sơ kết phát triển kinh tế 6 tháng đầu năm 2024

Sáng 5/7/2024, UBND huyện Tân Lập tổ chức hội nghị sơ kết tình hình kinh tế - xã hội 6 tháng đầu năm, triển khai nhiệm vụ 6 tháng cuối năm 2024.

Sáu tháng đầu năm, tổng thu ngân sách trên địa bàn đạt 186 tỷ đồng, bằng 62% dự toán, tăng 14,5% so với cùng kỳ năm 2023; sản lượng lúa vụ Đông Xuân ước đạt 48.200 tấn, tăng 3,1% so với vụ trước. Toàn huyện có 412 hộ thoát nghèo; tỷ lệ hộ nghèo giảm còn 2,7%. Công tác giáo dục, y tế được quan tâm.

Huyện đề ra 5 nhóm nhiệm vụ và phấn đấu thu ngân sách cả năm đạt 310 tỷ đồng.

Kết luận hội nghị, Chủ tịch UBND huyện Trần Văn Hòa yêu cầu Phòng Tài chính - Kế hoạch rà soát các khoản nợ thuế trước ngày 31/8/2024; đẩy nhanh tiến độ giải ngân vốn đầu tư công. Tăng cường kiểm tra an toàn thực phẩm tại các chợ.
"""

HOSTILE = """[TTXVN] Mưa lớn \u202egnàv gnas\u202c tại **xã** <script>alert(1)</script> [/b]

Chiều 2/9, mưa lớn làm 3 nhà dân tại xã Bình An <b>tốc mái</b>, thiệt hại khoảng 150 triệu đồng [xem](javascript:alert(1)).

# Không phải tiêu đề | cột & `mã` _nghiêng_ ~gạch~ https://vi.du/a?b=1 được người dân xã Bình An gửi về tòa soạn ngay trong đêm.

1. Một dòng có đánh số về công tác khắc phục hậu quả mưa lũ tại xã Bình An trong tuần này.
"""


def report() -> Article:
    """A report with results, a plan and directives."""
    return from_text(REPORT, origin="bao-cao.txt")


def hostile() -> Article:
    """Article text that would be markup, escapes or a script if it were let."""
    return from_text(HOSTILE, origin="lạ\x1b[31m.txt")


def span(article: Article, words: str, after: int = 0) -> Span:
    """Where `words` stand in the article."""
    start = article.text.index(words, after)
    return Span(start, start + len(words))


def facts(article: Article) -> Facts:
    """Facts of `report()`, set down by hand so that these tests do not hang on the finding of facts."""
    revenue = span(article, "tổng thu ngân sách trên địa bàn")
    rice = span(article, "sản lượng lúa vụ Đông Xuân")
    chair = span(article, "Chủ tịch UBND huyện Trần Văn Hòa")
    office = span(article, "Phòng Tài chính - Kế hoạch")
    deadline = span(article, "trước ngày 31/8/2024")
    homes = span(article, "hộ thoát nghèo")
    target = span(article, "thu ngân sách cả năm")
    figures = (
        Figure(span(article, "5/7/2024"), "date", "5/7/2024", key=True, salience=0.6),
        Figure(span(article, "186 tỷ đồng"), "money", 186_000_000_000, "VND", None, revenue, "reach", None, True, 0.9),
        Figure(span(article, "62%"), "percent", 62, "%", None, revenue, "reach", span(article, "dự toán"), True, 0.8),
        Figure(
            span(article, "14,5%"),
            "percent",
            14.5,
            "%",
            None,
            revenue,
            "up",
            span(article, "so với cùng kỳ năm 2023"),
            True,
            0.7,
        ),
        Figure(span(article, "48.200 tấn"), "measure", 48200, "tấn", "estimate", rice, "reach", None, True, 0.7),
        Figure(span(article, "412 hộ"), "count", 412, "hộ", None, homes, None, None, True, 0.5),
        Figure(span(article, "310 tỷ đồng"), "money", 310_000_000_000, "VND", None, target, "reach", None, True, 0.8),
    )
    start = article.text.index("Chủ tịch UBND huyện")
    first = Span(start, article.text.index("; đẩy nhanh"))
    directives = (
        Directive(
            first,
            span(article, "rà soát các khoản nợ thuế"),
            span(article, "yêu cầu", start),
            chair,
            office,
            deadline,
            None,
            "order",
        ),
        Directive(
            span(article, "đẩy nhanh tiến độ giải ngân vốn đầu tư công"),
            span(article, "đẩy nhanh tiến độ giải ngân vốn đầu tư công"),
            None,
            chair,
            office,
            None,
            None,
            "order",
            "do",
            True,
        ),
        Directive(
            span(article, "Tăng cường kiểm tra an toàn thực phẩm tại các chợ"),
            span(article, "Tăng cường kiểm tra an toàn thực phẩm tại các chợ"),
            None,
            chair,
            None,
            None,
            None,
            "order",
            "do",
            True,
        ),
    )
    return Facts(tuple(named(article, f) for f in figures), directives, marked=True)


def named(article: Article, figure: Figure) -> Figure:
    """A figure called what its indicator says; a target where the source says `phấn đấu`."""
    if figure.indicator is None:
        return figure
    words = figure.indicator.of(article.text)
    plan = article.text[: figure.indicator.start].endswith("phấn đấu ")
    return replace(figure, label=words[:1].upper() + words[1:], modality="plan" if plan else "result")
