"""How the brief of an official document opens, and where its words stand."""

from __future__ import annotations

import pytest

from summarizer.brief.drafting import LINKS, Said, realise, running
from summarizer.brief.headline import headline
from summarizer.brief.opening import issuing, opening
from summarizer.document import from_text
from summarizer.facts.model import Facts
from tests.brief.documents import DECISION, ORDER, REPORT

NOTHING = Facts()


def opened(text: str) -> str:
    article = from_text(text)
    found = opening(article)
    assert found is not None
    return realise(article, NOTHING, found.draft).text


def test_a_decision_opens_with_its_body_and_its_first_article() -> None:
    said = opened(DECISION)
    assert said.startswith("Ủy ban nhân dân tỉnh An Lạc phê duyệt Đề án phát triển cây ca cao")
    assert "Quyết định này" not in said
    assert "Căn cứ" not in said


def test_an_order_opens_with_who_orders_whom() -> None:
    said = opened(ORDER)
    assert said.startswith("Chủ tịch Ủy ban nhân dân tỉnh An Lạc yêu cầu các xã, phường tập trung ứng phó mưa lũ")


def test_a_place_that_stands_on_a_line_of_its_own_is_said_once() -> None:
    head, body = ORDER.split("Số: 07")
    apart = "\n\n".join(part.strip() for line in head.splitlines() for part in line.split("   ") if part.strip())
    apart += f"\n\nSố: 07{body}"
    said = opened(apart.replace("Chủ tịch Ủy ban nhân dân tỉnh An Lạc yêu cầu", "Chủ tịch UBND tỉnh yêu cầu"))
    assert said.startswith("Chủ tịch UBND tỉnh An Lạc yêu cầu")


ASKED = """ỦY BAN NHÂN DÂN                 CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
TỈNH AN LẠC                          Độc lập - Tự do - Hạnh phúc

Số: 31/CT-UBND                      An Lạc, ngày 02 tháng 3 năm 2025

CHỈ THỊ
Về việc tăng cường phòng cháy rừng mùa khô

{}

Nơi nhận:                                  CHỦ TỊCH
- Lưu: VT.                                  Trần Văn Hạ
"""


@pytest.mark.parametrize(
    ("body", "verb"),
    [
        ("Bộ Công an yêu cầu các tỉnh kiểm tra rừng. UBND tỉnh đề nghị các xã gác 12 chốt.", " đề nghị "),
        ("Theo yêu cầu của Bộ Công an tại Công văn số 88, UBND tỉnh đề nghị các xã gác 12 chốt.", " đề nghị "),
        ("Ủy ban nhân dân tỉnh An Lạc yêu cầu các xã gác 12 chốt. Mọi đề nghị của dân được xem xét.", " yêu cầu "),
        ("Bộ Công an yêu cầu các tỉnh kiểm tra rừng. UBND tỉnh kiến nghị Bộ hỗ trợ 5 tỷ đồng.", " "),
        ("Ủy ban nhân dân xã Ea Pô đề nghị tỉnh hỗ trợ; lực lượng đã đáp ứng yêu cầu.", " "),
    ],
)
def test_only_what_the_issuer_itself_asks_for_is_put_into_its_mouth(body: str, verb: str) -> None:
    assert opened(ASKED.format(body)).startswith(f"Ủy ban nhân dân tỉnh An Lạc{verb}tăng cường phòng cháy rừng")


def test_a_line_that_but_names_another_body_gives_no_order() -> None:
    said = opened(
        ASKED.format("Chủ tịch UBND tỉnh yêu cầu các xã gác 12 chốt.\n\n1. Bộ Ngoại giao:\n\na) Mở hai chốt.")
    )
    assert said.startswith("Ủy ban nhân dân tỉnh An Lạc")
    assert "Bộ Ngoại" not in said


def test_a_council_that_calls_its_place_the_city_is_named_with_it() -> None:
    article = from_text(
        "NGHỊ QUYẾT QUY ĐỊNH MỨC CHI CHO THƯ VIỆN CỦA THÀNH PHỐ AN LẠC\n\nCăn cứ Luật Thư viện số 46/2019/QH14;\n\nHội đồng nhân"
        " dân Thành phố ban hành Nghị quyết quy định mức chi cho thư viện.\n\nĐiều 1. Quy định mức chi 12 triệu đồng mỗi năm."
        "\n\nNghị quyết này đã được Hội đồng nhân dân thành phố An Lạc khóa XVI thông qua ngày 27 tháng 11 năm 2025./."
    )
    assert realise(article, NOTHING, issuing(article)).text == "Hội đồng nhân dân thành phố An Lạc."


def test_a_report_names_whose_it_is_before_its_first_result() -> None:
    article = from_text(REPORT)
    found = opening(article)
    assert found is not None
    assert realise(article, NOTHING, found.source).text == "Theo báo cáo của Ủy ban nhân dân tỉnh An Lạc."


@pytest.mark.parametrize("text", [DECISION, ORDER, REPORT])
def test_every_word_of_an_opening_is_the_articles_or_a_linking_word(text: str) -> None:
    article = from_text(text)
    found = opening(article)
    assert found is not None
    made = realise(article, NOTHING, found.draft)
    between = list(made.text)
    for piece in made.pieces:
        words = piece.span.of(made.text)
        assert words.casefold() == piece.source.of(article.text).replace("\n", " ").casefold()
        between[piece.span.start : piece.span.end] = " " * len(piece.span)
    rest = "".join(between).replace(",", " ").replace(";", " ").replace(":", " ").strip(" .").lower().split()
    assert all(word in " ".join(LINKS).split() for word in rest)


@pytest.mark.parametrize(
    "text", ["Mưa lớn ở An Lạc\n\nĐêm qua mưa lớn làm ngập hàng trăm nhà dân ở các xã ven sông.", "BÁO CÁO NHANH"]
)
def test_what_is_no_official_document_has_no_opening(text: str) -> None:
    assert opening(from_text(text)) is None


def test_the_headline_of_a_document_is_its_kind_and_subject_in_running_words() -> None:
    article = from_text(
        REPORT.replace("Tình hình kinh tế - xã hội 6 tháng đầu năm", "TÌNH HÌNH KINH TẾ - XÃ HỘI 6 THÁNG ĐẦU NĂM")
    )
    made = headline(article, NOTHING, (), None)
    assert made is not None
    assert made.text.startswith("Báo cáo tình hình kinh tế - xã hội 6 tháng")


def test_a_draft_takes_no_word_from_elsewhere() -> None:
    article = from_text(DECISION)
    with pytest.raises(ValueError, match="linking"):
        realise(article, NOTHING, (Said(article.sentences[0], article.sentences[0].of(article.text)), "phủ nhận"))


def test_the_name_in_a_title_ends_before_what_the_document_is_about() -> None:
    text = (
        "CHỈ THỊ CỦA CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH AN LẠC VỀ PHÒNG CHÁY\n\nCăn cứ Luật Phòng cháy;\n\nSố vụ cháy tăng."
    )
    article = from_text(text)
    assert realise(article, NOTHING, issuing(article)).text.startswith("Chủ tịch Ủy ban nhân dân tỉnh An Lạc")
    assert "phòng cháy" not in realise(article, NOTHING, issuing(article)).text.lower()


CONCLUSIONS = (
    "THÔNG BÁO KẾT LUẬN CỦA THỦ TƯỚNG CHÍNH PHỦ LÊ VĂN BÌNH TẠI BUỔI LÀM VIỆC VỚI LÃNH ĐẠO TỈNH HÀ LÂM\n\n"
    "Ngày 29 tháng 11 năm 2025, Thủ tướng Chính phủ đã đến làm việc với lãnh đạo tỉnh Hà Lâm. Các địa phương sửa nhà "
    "trước ngày 31/12/2025./.\n\nNơi nhận:\n- Tỉnh ủy Hà Lâm;\n- Lưu: VT.\n"
)


def test_a_notice_of_conclusions_is_not_given_by_who_concludes() -> None:
    article = from_text(CONCLUSIONS)
    made = opening(article)
    assert made is not None
    assert realise(article, NOTHING, made.draft).text == (
        "Thủ tướng Chính phủ Lê Văn Bình kết luận tại buổi làm việc với lãnh đạo tỉnh Hà Lâm."
    )
    article = from_text(CONCLUSIONS.replace("KẾT LUẬN CỦA", "Ý KIẾN CỦA"))
    made = opening(article)
    assert made is None or "ý kiến tại" not in realise(article, NOTHING, made.draft).text.lower()


def test_a_name_at_the_end_of_a_long_title_keeps_its_capitals() -> None:
    article = from_text(CONCLUSIONS)
    title = "ĐẾN LÀM VIỆC VỚI LÃNH ĐẠO TỈNH HÀ LÂM"
    assert running(article, title) == "đến làm việc với lãnh đạo tỉnh Hà Lâm"


def test_who_concluded_is_named_before_the_office_that_gives_notice() -> None:
    head = "ỦY BAN NHÂN DÂN TỈNH HÀ LÂM\nVĂN PHÒNG\n-------\nSố: 410/TB-VP\n\nTHÔNG BÁO\nVề kết luận của Phó Chủ tịch UBND tỉnh Lê Văn Mẫu tại cuộc họp về cấp nước"
    article = from_text(
        f"{head}\n\n1. Sở Xây dựng rà soát mạng lưới cấp nước./.\n\nNơi nhận:\n- Sở Xây dựng;\n- Lưu: VT.\n"
    )
    made = opening(article)
    assert made is not None
    assert (
        realise(article, NOTHING, made.draft).text
        == "Phó Chủ tịch UBND tỉnh Lê Văn Mẫu kết luận tại cuộc họp về cấp nước."
    )
