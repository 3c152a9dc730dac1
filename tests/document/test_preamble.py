"""The grounds of a document are furniture of a kind of their own; what it decides is not."""

from __future__ import annotations

from summarizer.document import Article, from_text

from .test_cards import PORTAL, RESOLUTION, WIRE


def marked(article: Article, kind: str) -> list[str]:
    return [f.of(article.text) for f in article.furniture if f.kind == kind]


def test_grounds_are_preamble_even_where_a_number_was_cut_off() -> None:
    article = from_text(PORTAL)
    grounds = marked(article, "preamble")
    assert len(grounds) == 4
    assert grounds[1] == "72/2025/QH15;"
    assert grounds[-1].startswith("Theo đề nghị của Giám đốc Sở Nông nghiệp")
    first = next(s.of(article.text) for s in article.body)
    assert first.startswith("Điều 1. Phê duyệt")


def test_the_clause_that_enacts_is_no_preamble() -> None:
    article = from_text(RESOLUTION)
    assert [words[:7] for words in marked(article, "preamble")] == ["Căn cứ ", "Xét Tờ "]
    assert any(s.of(article.text).startswith("Hội đồng nhân dân tỉnh Hòa Sơn ban hành") for s in article.body)


def test_a_lead_in_that_says_who_orders_is_no_preamble() -> None:
    article = from_text(
        "KẾ HOẠCH\nPhòng, chống dịch năm 2025\n\nThực hiện Quyết định số 2138/QĐ-BYT ngày 27/9/2025 của Bộ Y tế, "
        "Ủy ban nhân dân tỉnh ban hành Kế hoạch như sau:\n\n1. Tiêm chủng cho 12.000 trẻ em trước ngày 30/11./.\n"
    )
    assert marked(article, "preamble") == []


def test_news_that_begins_with_grounds_keeps_its_sentence() -> None:
    article = from_text(
        "Khởi tố ba bị can\n\nCăn cứ tài liệu thu thập được, cơ quan điều tra đã khởi tố ba bị can.\n\nVụ việc được làm rõ."
    )
    assert marked(article, "preamble") == []


def test_enclosures_are_preamble() -> None:
    article = from_text(
        RESOLUTION + "\nPHỤ LỤC\n\n(Ban hành kèm theo Nghị quyết số 12/NQ-HĐND)\n\n1. Lớp nhà trẻ: 200.000 đồng.\n"
    )
    assert marked(article, "preamble")[-1].startswith("(Ban hành kèm theo")


def test_those_whom_a_wire_is_sent_to_are_addressees() -> None:
    article = from_text(WIRE)
    assert [words[:12] for words in marked(article, "addressees")] == ["BỘ TRƯỞNG BỘ", "- Giám đốc S", "- Giám đốc c"]


def test_a_consolidated_text_says_before_its_grounds_what_amended_it() -> None:
    article = from_text(
        "QUYẾT ĐỊNH VỀ VIỆC BAN HÀNH QUY CHẾ QUẢN LÝ CẢNG CÁ CỦA TỈNH\n\n"
        "Quyết định số 25/2016/QĐ-UBND ngày 27 tháng 6 năm 2016 về việc ban hành Quy chế quản lý cảng cá, có hiệu lực kể từ ngày "
        "15 tháng 8 năm 2016, được sửa đổi, bổ sung bởi:\n\n"
        "Quyết định số 12/2020/QĐ-UBND ngày 04 tháng 5 năm 2020 sửa đổi Quy chế, có hiệu lực kể từ ngày 20 tháng 6 năm 2020.\n\n"
        "Căn cứ Luật Thủy sản ngày 21 tháng 11 năm 2017;\n\nTheo đề nghị của Giám đốc Sở;\n\n"
        "Điều 1. Cảng cá mở cửa từ 4 giờ sáng./.\n"
    )
    assert [words[:8] for words in marked(article, "preamble")] == ["Căn cứ L", "Theo đề "]
