"""The card of a document: kind, number, issuing body and date, wherever the document says them."""

from __future__ import annotations

from datetime import date

import pytest

from summarizer.document import Card, from_text

LETTERHEAD = """\
ỦY BAN NHÂN DÂN          CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
HUYỆN TÂN PHÚ                Độc lập - Tự do - Hạnh phúc
Số:  41 /KH-UBND              Tân Phú, ngày 05 tháng 02 năm 2024

KẾ HOẠCH
Phòng, chống cháy rừng mùa khô năm 2024

Thực hiện Chỉ thị số 02/CT-UBND ngày 10/01/2024 của UBND tỉnh, UBND huyện ban hành Kế hoạch với các nội dung sau:
1. Các xã rà soát phương tiện chữa cháy trước ngày 20/02/2024.
"""

DEPARTMENT = """\
UBND TỈNH HÒA SƠN
SỞ GIÁO DỤC VÀ ĐÀO TẠO
Số: 1204/SGDĐT-VP
V/v tổ chức dạy học sau bão
Hòa Sơn, ngày 12 tháng 9 năm 2024

Kính gửi: Các phòng giáo dục và đào tạo.

Sở yêu cầu các phòng báo cáo thiệt hại trước ngày 15/9/2024.
"""

WIRE = """\
CÔNG ĐIỆN VỀ VIỆC ỨNG PHÓ VỚI ĐỢT RÉT ĐẬM TẠI CÁC TỈNH MIỀN NÚI PHÍA BẮC

BỘ TRƯỞNG BỘ Y TẾ điện:

- Giám đốc Sở Y tế các tỉnh, thành phố trực thuộc Trung ương;

- Giám đốc các bệnh viện trực thuộc Bộ.

Từ đêm 20/01, không khí lạnh tăng cường làm nhiệt độ vùng núi xuống dưới 5 độ C.

1. Các bệnh viện bố trí giường sưởi cho người già và trẻ em.
"""

PORTAL = """\
QUYẾT ĐỊNH VỀ VIỆC PHÊ DUYỆT DANH MỤC CÁC HỒ CHỨA NƯỚC CẦN SỬA CHỮA TRÊN ĐỊA BÀN TỈNH DO SỞ NÔNG NGHIỆP QUẢN LÝ CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH HÒA SƠN

Căn cứ Luật Tổ chức chính quyền địa phương số

72/2025/QH15;

Căn cứ Luật Thủy lợi ngày 19 tháng 6 năm 2017;

Theo đề nghị của Giám đốc Sở Nông nghiệp tại Tờ trình số 812/TTr-SNN ngày 03 tháng 11 năm 2025.

QUYẾT ĐỊNH:

Điều 1. Phê duyệt danh mục 14 hồ chứa nước cần sửa chữa với tổng kinh phí 96 tỷ đồng.

Điều 2. Quyết định này có hiệu lực kể từ ngày ký./.
"""

RESOLUTION = """\
NGHỊ QUYẾT QUY ĐỊNH MỨC HỖ TRỢ TIỀN ĂN TRƯA CHO TRẺ EM MẦM NON TRÊN ĐỊA BÀN TỈNH HÒA SƠN

Căn cứ Luật Ngân sách nhà nước số 83/2015/QH13;

Xét Tờ trình số 95/TTr-UBND ngày 02 tháng 11 năm 2025 của Ủy ban nhân dân tỉnh; Báo cáo thẩm tra của Ban Văn hóa - Xã hội;

Hội đồng nhân dân tỉnh Hòa Sơn ban hành Nghị quyết quy định mức hỗ trợ tiền ăn trưa cho trẻ em mầm non.

Điều 1. Mức hỗ trợ là 200.000 đồng/trẻ/tháng.

Nghị quyết này đã được Hội đồng nhân dân tỉnh Hòa Sơn khóa XV thông qua ngày 18 tháng 11 năm 2025./.
"""


@pytest.mark.parametrize(
    ("text", "card"),
    [
        (LETTERHEAD, Card("Kế hoạch", "41/KH-UBND", "Ủy ban nhân dân huyện Tân Phú", date(2024, 2, 5))),
        (DEPARTMENT, Card("Công văn", "1204/SGDĐT-VP", "Sở Giáo dục và Đào tạo", date(2024, 9, 12))),
        (WIRE, Card("Công điện", None, "Bộ trưởng Bộ Y tế", None)),
        (PORTAL, Card("Quyết định", None, "Chủ tịch Ủy ban nhân dân tỉnh Hòa Sơn", None)),
        (RESOLUTION, Card("Nghị quyết", None, "Hội đồng nhân dân tỉnh Hòa Sơn", date(2025, 11, 18))),
    ],
    ids=["letterhead", "department", "wire", "portal", "resolution"],
)
def test_a_document_says_what_it_is(text: str, card: Card) -> None:
    assert from_text(text).card == card


def test_the_number_of_a_document_that_is_cited_is_not_its_own() -> None:
    article = from_text(
        "NGHỊ QUYẾT SỬA ĐỔI NGHỊ QUYẾT SỐ 09/2022/NQ-HĐND NGÀY 14 THÁNG 7 NĂM 2022 CỦA HỘI ĐỒNG NHÂN DÂN TỈNH\n\n"
        "Căn cứ Luật Đầu tư công số 58/2024/QH15;\n\n"
        "Hội đồng nhân dân ban hành Nghị quyết sửa đổi một số điều.\n\nĐiều 1. Bãi bỏ khoản 2 Điều 5./.\n"
    )
    assert article.card == Card("Nghị quyết", None, "Hội đồng nhân dân", None)


def test_news_has_no_card() -> None:
    text = (
        "Công an tỉnh bắt nhóm trộm cáp điện\n\nCăn cứ kết quả điều tra, Công an tỉnh Hòa Sơn quyết định khởi tố 4 người.\n\n"
        "Nhóm này lấy trộm 2,4 tấn cáp đồng trong ba tháng."
    )
    assert from_text(text).card is None


def test_a_lawyer_is_no_law() -> None:
    assert (
        from_text("LUẬT SƯ ĐỀ NGHỊ HOÃN PHIÊN TÒA\n\nSáng nay, tòa án mở phiên sơ thẩm vụ kiện đất đai./.").card is None
    )


def test_the_decider_is_cut_off_the_title() -> None:
    title = from_text(PORTAL).title_text
    assert title.startswith("QUYẾT ĐỊNH VỀ VIỆC PHÊ DUYỆT")
    assert title.endswith("DO SỞ NÔNG NGHIỆP QUẢN LÝ")


@pytest.mark.parametrize(
    ("head", "issuer"),
    [
        ("THỦ\nTƯỚNG CHÍNH PHỦ", "Thủ tướng Chính phủ"),
        ("THỦ TƯỚNG\nCHÍNH PHỦ", "Thủ tướng Chính phủ"),
        ("ỦY BAN NHÂN\nDÂN TỈNH HÒA SƠN", "Ủy ban nhân dân tỉnh Hòa Sơn"),
        ("BỘ GIÁO DỤC VÀ\nĐÀO TẠO", "Bộ Giáo dục và Đào tạo"),
        ("UBND TỈNH HÒA SƠN\nSỞ TÀI CHÍNH", "Sở Tài chính"),
    ],
)
def test_a_name_that_the_letterhead_breaks_is_whole(head: str, issuer: str) -> None:
    text = (
        f"{head}\n-------\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n-------\nSố: 25/CT\n\n"
        "CHỈ THỊ\nVỀ VIỆC CHUẨN BỊ NĂM HỌC MỚI\n\nThủ tướng Chính phủ đã có chỉ đạo về năm học.\n"
        "1. Các trường rà soát cơ sở vật chất."
    )
    card = from_text(text).card
    assert card is not None
    assert card.issuer == issuer


@pytest.mark.parametrize(
    ("title", "issuer"),
    [
        ("THÔNG BÁO KẾT LUẬN CỦA PHÓ CHỦ TỊCH UBND TỈNH LÊ VĂN MẪU TẠI CUỘC HỌP VỀ CẤP NƯỚC", "Phó Chủ tịch UBND tỉnh Lê Văn Mẫu"),
        ("THÔNG BÁO Ý KIẾN CHỈ ĐẠO CỦA CHỦ TỊCH UBND TỈNH VỀ CHỐNG HẠN", "Chủ tịch UBND tỉnh"),
    ],
)  # fmt: skip
def test_a_notice_of_conclusions_is_of_whoever_concluded(title: str, issuer: str) -> None:
    text = f"{title}\n\nNgày 3/9/2026, {issuer} đã chủ trì cuộc họp tại Hà Lâm và kết luận như sau:\n\n1. Sở Xây dựng rà soát mạng lưới cấp nước./.\n\nNơi nhận:\n- Sở Xây dựng;\n- Lưu: VT.\n"
    card = from_text(text).card
    assert card is not None
    assert card.issuer == issuer


@pytest.mark.parametrize("short", ["ỦY BAN NHÂN DÂN", "UBND"])
def test_the_head_who_decides_for_his_body_issues_the_decision(short: str) -> None:
    text = (
        f"{short}\nTỈNH HÒA SƠN\nSố: 77/QĐ-UBND\nHòa Sơn, ngày 12 tháng 9 năm 2025\n\nQUYẾT ĐỊNH\n"
        "Về việc hỗ trợ hộ bị mất mùa\n\nCHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH\n\n"
        "Căn cứ Luật Tổ chức chính quyền địa phương ngày 16 tháng 6 năm 2025;\n\nQUYẾT ĐỊNH:\n\n"
        "Điều 1. Hỗ trợ mỗi hộ bị mất mùa 2 triệu đồng.\n"
    )
    card = from_text(text).card
    assert card is not None
    assert card.issuer == "Chủ tịch Ủy ban nhân dân tỉnh Hòa Sơn"
    assert from_text(text.replace("CHỦ TỊCH ỦY BAN", "CHỦ TỊCH UỶ BAN")).card == card


def test_the_first_line_says_whose_document_it_is() -> None:
    text = (
        "Nghị định của Chính phủ số 214/2003/NĐ-CP ngày 12/11/2003 về trồng rừng ven hồ.\n\nChính phủ\n\n"
        "Căn cứ Luật Tổ chức Chính phủ ngày 25 tháng 12 năm 2001;\n\nNghị định:\n\nĐiều 1. Trồng rừng ven hồ.\n"
    )
    assert from_text(text).card == Card("Nghị định", "214/2003/NĐ-CP", "Chính phủ", date(2003, 11, 12))


def test_a_letterhead_that_has_lost_its_capitals_is_read() -> None:
    text = (
        "Bộ Thủy lợi            cộng hòa xã hội chủ nghĩa việt nam\n- * -            Độc lập - Tự do - Hạnh phúc\n"
        "SỐ: 31/2002/TT-BTL\nHà Nội, ngày 5 tháng 6 năm 2002\n\nThông tư\nHướng dẫn nạo vét kênh cấp hai\n\n"
        "Căn cứ Nghị định số 8/2002/NĐ-CP;\n\n1. Các trạm bơm lập sổ theo dõi mực nước từng ngày.\n\nNơi nhận:\n- Các trạm bơm;\n- Lưu.\n"
    )
    card = from_text(text).card
    assert card is not None
    assert (card.issuer, card.number) == ("Bộ Thủy lợi", "31/2002/TT-BTL")


def test_a_first_line_says_whose_document_it_is_up_to_its_matter() -> None:
    text = (
        "Chỉ thị số 4-CT/HU ngày 3/2/2025 của Đảng ủy các trường và bệnh viện huyện Bình Sa\nvề tiết kiệm điện\n\n"
        "Yêu cầu các chi bộ tắt đèn sau 22 giờ.\n\nTM. ĐẢNG ỦY\nBÍ THƯ\nTrần Văn Lạc\n"
    )
    card = from_text(text).card
    assert card is not None
    assert card.issuer == "Đảng ủy các trường và bệnh viện huyện Bình Sa"
