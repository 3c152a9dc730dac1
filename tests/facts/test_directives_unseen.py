"""What a second reader of unseen articles found: kinds of sentence, told with our own examples."""

from __future__ import annotations

import pytest

from summarizer.document import from_text
from summarizer.facts.directives import find_directives
from summarizer.facts.model import Directive

LEAD = "Sáng 5/3, Chủ tịch UBND tỉnh Lê Văn Bình chủ trì cuộc họp.\n"
ORDER = "Thủ tướng giao Bộ Công Thương kiểm tra kho hàng. "


def told(text: str) -> list[tuple[str | None, str | None, str | None, str]]:
    """Trigger, issuer, addressee and action of each directive."""
    article = from_text(text)

    def words(d: Directive) -> tuple[str | None, str | None, str | None, str]:
        def of(name: str) -> str | None:
            span = getattr(d, name)
            return span.of(article.text) if span else None

        return of("trigger"), of("issuer"), of("addressee"), d.action.of(article.text)

    return [words(d) for d in find_directives(article)]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        # a word with "hình" in it is no criminal case
        (
            "Thủ tướng đề nghị ABC nghiên cứu các hình thức vận tải mới.",
            ("đề nghị", "Thủ tướng", "ABC", "nghiên cứu các hình thức vận tải mới"),
        ),
        # an addressee that no list knows
        (
            "Chủ tịch tỉnh yêu cầu toàn tuyến khẩn trương rà soát điểm đen.",
            ("yêu cầu", "Chủ tịch tỉnh", "toàn tuyến", "khẩn trương rà soát điểm đen"),
        ),
        (
            "Bộ trưởng đề nghị nước này tiếp tục mở cửa thị trường.",
            ("đề nghị", "Bộ trưởng", "nước này", "tiếp tục mở cửa thị trường"),
        ),
        (
            "Chủ tịch tỉnh đề nghị tân Giám đốc Sở Y tế nhanh chóng nắm việc.",
            ("đề nghị", "Chủ tịch tỉnh", "tân Giám đốc Sở Y tế", "nhanh chóng nắm việc"),
        ),
        (
            "Chủ tịch tỉnh đề nghị, trên cương vị mới ông Long cần nhanh chóng nắm việc.",
            ("đề nghị", "Chủ tịch tỉnh", "ông Long", "nhanh chóng nắm việc"),
        ),
        (
            "Chủ tịch tỉnh đề nghị lãnh đạo Sở Y tế trong thời gian tới tiếp tục giảm thủ tục.",
            ("đề nghị", "Chủ tịch tỉnh", "lãnh đạo Sở Y tế", "tiếp tục giảm thủ tục"),
        ),
        # a light verb, a letter, a noun as trigger
        (
            "Sở Y tế đã có chỉ đạo các bệnh viện khẩn trương chuẩn bị giường.",
            ("chỉ đạo", "Sở Y tế", "các bệnh viện", "khẩn trương chuẩn bị giường"),
        ),
        (
            "Thủ tướng gửi công điện đến UBND các tỉnh, yêu cầu quyết liệt chống bão.",
            ("yêu cầu", "Thủ tướng", "UBND các tỉnh", "quyết liệt chống bão"),
        ),
        (
            "Theo chỉ đạo của Thủ tướng, các cơ quan chủ động xử lý vướng mắc.",
            ("chỉ đạo", "Thủ tướng", "các cơ quan", "chủ động xử lý vướng mắc"),
        ),
        # a ban behind a command; its own plan behind an order
        (
            "Thủ tướng yêu cầu nhất định không để thiếu điện.",
            ("yêu cầu", "Thủ tướng", None, "nhất định không để thiếu điện"),
        ),
        (
            "UBND tỉnh yêu cầu chủ đầu tư chủ động nguồn vốn và sẽ làm việc với ngân hàng.",
            ("yêu cầu", "UBND tỉnh", "chủ đầu tư", "chủ động nguồn vốn"),
        ),
        # who speaks stands behind; the speaker of quoted words says "I"
        (
            "Yêu cầu các bộ luôn chủ động, Thủ tướng nhấn mạnh mục tiêu tăng trưởng.",
            ("Yêu cầu", "Thủ tướng", "các bộ", "luôn chủ động"),
        ),
        (
            '"Tôi mong rằng các đồng chí tiếp tục giữ vững tay lái", Bộ trưởng Lê Văn Bình nói.',
            ("mong rằng", "Bộ trưởng Lê Văn Bình", "các đồng chí", "tiếp tục giữ vững tay lái"),
        ),
        (
            "Công an tỉnh cho biết kẻ gian còn lẩn trốn. Khi bị lừa đảo, đề nghị người dân báo ngay cho xã.",
            ("đề nghị", "Công an tỉnh", "người dân", "báo ngay cho xã"),
        ),
        # an office told to direct; a list of bodies under one modal
        (
            "Thủ tướng nói rõ, Bộ Y tế, Bộ Công an cần khẩn trương phối hợp.",
            ("cần", "Thủ tướng", "Bộ Y tế, Bộ Công an", "khẩn trương phối hợp"),
        ),
        (
            "Chủ tịch tỉnh cho rằng, vấn đề này Sở Xây dựng cần vào cuộc sớm.",
            ("cần", "Chủ tịch tỉnh", "Sở Xây dựng", "vào cuộc sớm"),
        ),
        (
            "Tổng Giám đốc Bảo hiểm xã hội Việt Nam cho rằng các tỉnh phải phối hợp với ngành y tế.",
            ("phải", "Tổng Giám đốc Bảo hiểm xã hội Việt Nam", "các tỉnh", "phối hợp với ngành y tế"),
        ),
        (
            "Bộ trưởng cho rằng việc triển khai không nên nóng vội.",
            ("không nên", "Bộ trưởng", None, "nóng vội"),
        ),
        (
            "Bộ trưởng họp. Các tiểu ban chuẩn bị cho đại hội được Bộ trưởng đề nghị sớm báo cáo. Thủ tướng"
            " mong hai tân Bộ trưởng phát huy thế mạnh.",
            ("mong", "Thủ tướng", "hai tân Bộ trưởng", "phát huy thế mạnh"),
        ),
    ],
)
def test_frame(sentence: str, expected: tuple[str | None, str | None, str | None, str]) -> None:
    assert told(sentence) == [expected]


@pytest.mark.parametrize(
    "sentence",
    [
        "Ông nói đây là sự động viên và cũng là yêu cầu đặt ra đối với cá nhân mình.",
        "Ông hứa sẽ cùng tập thể phát huy truyền thống, phấn đấu hoàn thành nhiệm vụ.",
        "Theo quy định, người bán phải nộp thuế trước ngày 20.",
        "Bài học thứ hai là phải chuẩn bị mặt bằng trước khi khởi công.",
        "Qua kiểm tra phát hiện nhiều sai phạm, kiến nghị thu hồi 31,8 tỷ đồng.",
        "Bộ Quốc phòng đã đề xuất nhiều chủ trương, chính sách lớn.",
        "Kẻ gian giả danh cán bộ thuế gọi điện yêu cầu chuyển hồ sơ qua mạng.",
        "Các ngân hàng không bao giờ yêu cầu khách hàng cung cấp mật khẩu.",
        "Chính phủ đã tập trung chỉ đạo các bộ triển khai 6 nhóm nhiệm vụ lớn.",
        "Ngoài trường Hy Vọng, cả nước còn nhiều lớp học khác để hỗ trợ trẻ mồ côi.",
        "Người lao động không có lương nên cần có nguồn bù đắp.",
        "Sở Tài chính nêu số tiền chậm đóng chỉ còn chiếm 2,69% tổng số phải thu.",
        "Thủ tướng nói rõ mục tiêu. Mục tiêu là nâng cao đời sống, không để ai ở lại phía sau.",
        "Bộ trưởng nói thêm về thuế. Để được hưởng ưu đãi, doanh nghiệp phải đáp ứng ba tiêu chí.",
        "Bộ trưởng cho rằng quy mô phải gấp ba lần thì mới đạt mục tiêu.",
        '"Xây dựng luật mới về an toàn mạng là cần thiết", Bộ Quốc phòng khẳng định.',
        "Bên cạnh đó, có ý kiến đề nghị bổ sung quy định về tuổi nghỉ hưu.",
        "Hôm 10/10, Chủ tịch tỉnh đã yêu cầu các huyện báo cáo. Việc này phải xong trước 15/10.",
    ],
)
def test_no_directive(sentence: str) -> None:
    assert told("Hội nghị diễn ra sáng 5/3.\n" + sentence) == []


def test_pronoun_stands_for_the_nearest_full_mention() -> None:
    found = told(LEAD + "Ông yêu cầu các huyện rà soát hồ chứa.")
    assert [d[1] for d in found] == ["Chủ tịch UBND tỉnh Lê Văn Bình"]


def test_joined_command_keeps_the_first_subject() -> None:
    found = told("UBND tỉnh đề nghị Bộ Y tế kiểm điểm ông Trần Văn An, đồng thời yêu cầu các sở khắc phục sai phạm.")
    assert [d[1] for d in found] == ["UBND tỉnh", "UBND tỉnh"]


def test_office_below_is_told_to_direct() -> None:
    text = ORDER + "Thống đốc Ngân hàng Nhà nước tiếp tục chỉ đạo các tổ chức tín dụng giảm lãi suất."
    article = from_text(text)
    last = find_directives(article)[-1]
    assert last.inherited
    assert last.issuer is not None
    assert last.issuer.of(text) == "Thủ tướng"
    assert last.addressee is not None
    assert last.addressee.of(text) == "Thống đốc Ngân hàng Nhà nước"


def test_clauses_of_a_quotation_share_the_trigger_behind_it() -> None:
    text = '"Các đồng chí phải làm tốt quy hoạch cán bộ; xây dựng đội ngũ kế cận", Thủ tướng chỉ đạo.'
    found = find_directives(from_text(text))
    assert [d.inherited for d in found] == [False, True]
    assert found[0].span.of(text) == "Các đồng chí phải làm tốt quy hoạch cán bộ"


def test_case_closed_by_then() -> None:
    text = ORDER + "Đối với các hộ có cha, mẹ già thì hướng dẫn chính quyền hỗ trợ tại nhà."
    assert told(text)[-1][3] == "hướng dẫn chính quyền hỗ trợ tại nhà"


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Thủ tướng: Người dân hạn chế ra ngoài khi có bão", (None, "Thủ tướng", "Người dân")),
        ("Thủ tướng: Giá điện phải phù hợp với túi tiền của dân", ("phải", "Thủ tướng", None)),
        ("Thủ tướng: Làm chủ công nghệ để hiện đại hóa sản xuất", (None, "Thủ tướng", None)),
    ],
)
def test_headline_with_a_colon(title: str, expected: tuple[str | None, str | None, str | None]) -> None:
    found = told(title + "\nChiều 2/5, phiên họp thường kỳ tháng 4 diễn ra tại trụ sở Chính phủ.\n")
    assert [d[:3] for d in found] == [expected]


def test_quoted_document_exhorts() -> None:
    found = told(
        'Thủ tướng họp.\n"Kiên quyết thay thế cán bộ năng lực yếu, không dám làm", công điện của Thủ tướng nêu rõ.'
    )
    assert [d[1] for d in found] == ["công điện của Thủ tướng"]


REPORT = """Báo cáo tình hình kinh tế - xã hội năm 2025

PHẦN THỨ NHẤT: KẾT QUẢ THỰC HIỆN NHIỆM VỤ NĂM 2025

Sở Tài chính hoàn thành quyết toán 40 dự án trong năm 2025. Đảng bộ kết nạp 139 đảng viên, đạt 101,4% chỉ tiêu.

PHẦN THỨ HAI: NHIỆM VỤ, GIẢI PHÁP NĂM 2026

Tài chính, ngân sách: Sở Tài chính quyết toán 27 dự án tồn đọng trước ngày 30/6/2026; không bố trí vốn mới cho chủ đầu tư vi phạm.

Văn hóa: UBND các xã duy trì sinh hoạt hè, không để thiết chế bỏ không. Chủ tịch UBND các xã phải báo cáo hằng tháng.
"""


def test_report_hands_out_work_under_its_heading() -> None:
    article = from_text(REPORT)
    found = [
        (d.trigger, d.addressee and d.addressee.of(REPORT), d.deadline and d.deadline.of(REPORT), d.inherited)
        for d in find_directives(article)
    ]
    assert [f[1] for f in found] == ["Sở Tài chính", "Sở Tài chính", "UBND các xã", "Chủ tịch UBND các xã"]
    assert [f[2] for f in found] == ["trước ngày 30/6/2026", None, None, None]
    assert [f[3] for f in found] == [False, True, False, False]
    assert [f[0] is None for f in found] == [True, True, True, False]
    assert all(d.issuer is None for d in find_directives(article))


LETTER = """V/v tăng cường phòng cháy mùa khô

Chủ tịch UBND tỉnh yêu cầu các cơ quan, đơn vị thực hiện nghiêm các nội dung sau:

1. Công an tỉnh
a) Chủ trì tổng rà soát chung cư; báo cáo kết quả trước ngày 31 tháng 12 năm 2025.
b) Kiên quyết không để cơ sở chưa nghiệm thu hoạt động.

2. Sở Nông nghiệp và Môi trường
Chỉ đạo lực lượng kiểm lâm trực 24/24 giờ./.
"""


def test_letter_names_the_addressee_in_headings() -> None:
    found = find_directives(from_text(LETTER))
    whom = [d.addressee.of(LETTER) for d in found if d.addressee]
    assert whom == ["các cơ quan, đơn vị", *["Công an tỉnh"] * 3, "Sở Nông nghiệp và Môi trường"]
    assert {d.issuer.of(LETTER) for d in found if d.issuer} == {"Chủ tịch UBND tỉnh"}
    assert found[-1].inherited
    assert found[-1].span.of(LETTER) == "Chỉ đạo lực lượng kiểm lâm trực 24/24 giờ"
