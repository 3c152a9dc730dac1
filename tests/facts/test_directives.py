"""Directives with a trigger of their own, and what only looks like one."""

from __future__ import annotations

import pytest

from summarizer.document import from_text
from summarizer.facts.directives import find_directives
from summarizer.facts.model import Directive

LEAD = "Sáng 5/3, Chủ tịch UBND tỉnh Lê Văn Bình chủ trì cuộc họp.\n"


def read(text: str) -> list[dict[str, object]]:
    """The directives of a text as plain words."""
    article = from_text(text)

    def words(d: Directive) -> dict[str, object]:
        def of(name: str) -> str | None:
            span = getattr(d, name)
            return span.of(article.text) if span else None

        spans = {n: of(n) for n in ("span", "trigger", "issuer", "addressee", "action", "deadline")}
        return {**spans, "strength": d.strength, "polarity": d.polarity, "inherited": d.inherited}

    return [words(d) for d in find_directives(article)]


def only(text: str) -> dict[str, object]:
    found = read(text)
    assert len(found) == 1, found
    return found[0]


@pytest.mark.parametrize(
    ("text", "trigger", "issuer", "addressee", "action", "strength"),
    [
        (
            "Thủ tướng yêu cầu Bộ Y tế rà soát kho thuốc.",
            "yêu cầu",
            "Thủ tướng",
            "Bộ Y tế",
            "rà soát kho thuốc",
            "order",
        ),
        (
            "UBND tỉnh giao Sở Tài chính kiểm tra, báo cáo.",
            "giao",
            "UBND tỉnh",
            "Sở Tài chính",
            "kiểm tra, báo cáo",
            "order",
        ),
        (
            "Bí thư Tỉnh ủy chỉ đạo các huyện tiếp tục sơ tán dân.",
            "chỉ đạo",
            "Bí thư Tỉnh ủy",
            "các huyện",
            "tiếp tục sơ tán dân",
            "order",
        ),
        (
            "Sở Y tế đề nghị các trường học thông báo ca bệnh.",
            "đề nghị",
            "Sở Y tế",
            "các trường học",
            "thông báo ca bệnh",
            "request",
        ),
        ("Công an tỉnh kêu gọi người dân trình báo.", "kêu gọi", "Công an tỉnh", "người dân", "trình báo", "request"),
        (
            "Cục An toàn thực phẩm khuyến cáo người dân không mua hàng trôi nổi.",
            "khuyến cáo",
            "Cục An toàn thực phẩm",
            "người dân",
            "không mua hàng trôi nổi",
            "request",
        ),
        (
            "Thủ tướng mong doanh nghiệp tiếp tục đầu tư.",
            "mong",
            "Thủ tướng",
            "doanh nghiệp",
            "tiếp tục đầu tư",
            "request",
        ),
        (
            "Hiệp hội Dệt may kiến nghị Chính phủ giảm thuế đất.",
            "kiến nghị",
            "Hiệp hội Dệt may",
            "Chính phủ",
            "giảm thuế đất",
            "petition",
        ),
        (
            "UBND tỉnh An Giang đề xuất Bộ Xây dựng sớm duyệt dự án.",
            "đề xuất",
            "UBND tỉnh An Giang",
            "Bộ Xây dựng",
            "sớm duyệt dự án",
            "petition",
        ),
        (
            "Sở Xây dựng An Giang đề nghị Tổng cục Đường bộ sửa chữa cầu.",
            "đề nghị",
            "Sở Xây dựng An Giang",
            "Tổng cục Đường bộ",
            "sửa chữa cầu",
            "petition",
        ),
        (
            "Thủ tướng nhấn mạnh các địa phương cần chủ động phòng dịch.",
            "cần",
            "Thủ tướng",
            "các địa phương",
            "chủ động phòng dịch",
            "exhort",
        ),
        (
            "Bộ trưởng nêu rõ các trường phải công khai học phí.",
            "phải",
            "Bộ trưởng",
            "các trường",
            "công khai học phí",
            "order",
        ),
        (
            "Thủ tướng yêu cầu các bộ cần tập trung giải ngân.",
            "yêu cầu",
            "Thủ tướng",
            "các bộ",
            "tập trung giải ngân",
            "order",
        ),
        (
            "Phó Thủ tướng lưu ý các tỉnh cần rà soát quy hoạch.",
            "lưu ý",
            "Phó Thủ tướng",
            "các tỉnh",
            "rà soát quy hoạch",
            "exhort",
        ),
        (
            "Thủ tướng yêu cầu thực hiện nghiêm chỉ thị này.",
            "yêu cầu",
            "Thủ tướng",
            None,
            "thực hiện nghiêm chỉ thị này",
            "order",
        ),
        (
            "Chính phủ yêu cầu trong tháng này, các bộ hoàn thiện đề án.",
            "yêu cầu",
            "Chính phủ",
            "các bộ",
            "hoàn thiện đề án",
            "order",
        ),
        ("UBND tỉnh có công văn yêu cầu Sở Y tế báo cáo.", "yêu cầu", "UBND tỉnh", "Sở Y tế", "báo cáo", "order"),
        (
            "Công an tỉnh gửi Văn phòng đăng ký đất đai tỉnh, yêu cầu cung cấp hồ sơ.",
            "yêu cầu",
            "Công an tỉnh",
            "Văn phòng đăng ký đất đai tỉnh",
            "cung cấp hồ sơ",
            "order",
        ),
        (
            "UBND thành phố đã có văn bản đề nghị Công an thành phố vào cuộc, làm rõ.",
            "đề nghị",
            "UBND thành phố",
            "Công an thành phố",
            "vào cuộc, làm rõ",
            "request",
        ),
    ],
)
def test_frame(text: str, trigger: str, issuer: str, addressee: str | None, action: str, strength: str) -> None:
    d = only(text)
    assert (d["trigger"], d["issuer"], d["addressee"], d["action"], d["strength"]) == (
        trigger,
        issuer,
        addressee,
        action,
        strength,
    )
    assert not d["inherited"]


@pytest.mark.parametrize(
    "text",
    [
        # done, and results
        "Năm 2023, Ban Chấp hành Đảng bộ đã tập trung lãnh đạo, chỉ đạo thực hiện nhiệm vụ chính trị.",
        "Công tác quốc phòng được tăng cường; an ninh trật tự được giữ vững.",
        "Trước đó, UBND tỉnh đã yêu cầu các huyện hạ mực nước hồ chứa.",
        "Tháng 5, UBND thành phố đã chỉ đạo các cơ quan rà soát hồ sơ.",
        "Thanh tra đã phát hiện 93 vụ, kiến nghị thu hồi 13,8 tỷ đồng.",
        # litigation
        "Cơ quan điều tra đề nghị truy tố Lê Văn Tám về tội Nhận hối lộ.",
        "Đại diện viện kiểm sát đề nghị tuyên phạt bị cáo 12 năm tù.",
        "Phía bị hại yêu cầu bồi thường 1,1 tỷ đồng.",
        "Bị cáo đề nghị hội đồng xét xử xem xét hoàn cảnh.",
        # fixed terms and nouns
        "Giao thông qua đèo thông suốt, giao dịch tại cửa khẩu nhộn nhịp.",
        "Sản phẩm phải đáp ứng yêu cầu của khách hàng.",
        "Theo yêu cầu của Thủ tướng, Bộ Y tế họp hằng tuần.",
        "Việc này được làm theo đề nghị của Sở Xây dựng.",
        "Kế hoạch được Thủ tướng giao đạt 96%.",
        "Khi cơ quan chức năng yêu cầu, người dân xuất trình giấy tờ.",
        "Hai nước có nhu cầu cần hợp tác về giáo dục.",
        "Vùng này cần kinh phí hơn 288 triệu đồng để sửa chữa.",
        "Cần Thơ là đô thị lớn nhất miền Tây.",
        # general truths, necessity in narration, laymen
        "Muốn phát triển phải có nhân tài.",
        "Trẻ mắc sởi phải nhập viện khi có biến chứng.",
        "Anh Nam phải vay tiền chữa bệnh cho con.",
        "Chị Hoa đề nghị chồng đưa con đi học.",
        "Luật sư cho rằng cần đánh giá lại vai trò của từng người.",
        "Đây không phải lần đầu tỉnh này mất mùa.",
        "Tại tòa, Sở Y tế bị cho là đã đề nghị các công ty chia tiền cho bị cáo Hải và những người khác.",
        "Giám đốc Sở đề xuất phân chia các gói thầu và nhận tiền để chia cho các bị cáo khác.",
        # own plans, purposes, questions, appointments
        "Bộ Y tế sẽ yêu cầu các bệnh viện báo cáo.",
        "Bộ Tài chính cho biết sẽ đẩy mạnh giải ngân.",
        "Tỉnh tổ chức hội nghị nhằm quảng bá tiềm năng và kêu gọi đầu tư.",
        "Đại biểu hỏi: Chính phủ cần làm gì?",
        "Ban Bí thư phân công ông Trần Văn Long làm Phó Trưởng ban Thường trực.",
        "Giá dầu tăng do OPEC cắt giảm sản lượng.",
        # what other readings of the same words taught
        "Bộ Thông tin sẽ yêu cầu các nhà mạng phải tuân thủ quy chuẩn.",
        "Đại biểu Quốc hội Lê Minh Khoa đề nghị Bộ trưởng cho biết nguyên nhân?",
        "Một số ý kiến đề nghị cân nhắc thêm mức thuế.",
        "Hội đồng xét xử nhận định cần cách ly bị cáo khỏi xã hội.",
        "Gia Lai: Phát hiện một hộ dân trồng cần sa trong vườn\nCông an đang điều tra.",
        "Phó giám đốc Công ty Hoa Sen cho rằng thị trường cần thêm thời gian để hồi phục.",
        "Ông nói về việc Trump yêu cầu cấp dưới từ chức.",
        "Vi phạm nghiêm trọng đến mức phải thi hành kỷ luật.",
        "Chính phủ cam kết không để vượt trần nợ công.",
        "Cảnh sát yêu cầu tài xế dừng xe để kiểm tra nồng độ cồn.",
        "Quận có công văn; xã không có quyền yêu cầu công ty dừng hoạt động.",
    ],
)
def test_trap(text: str) -> None:
    assert read(text) == []


@pytest.mark.parametrize(
    ("text", "trigger", "polarity"),
    [
        ("Thủ tướng nhấn mạnh không để người dân thiếu đói.", "không để", "do_not"),
        ("Bộ trưởng nêu rõ các trường không được lạm thu.", "không được", "do_not"),
        ("Chính phủ yêu cầu các cấp, các ngành tuyệt đối không chủ quan.", "yêu cầu", "do_not"),
        ("UBND tỉnh nghiêm cấm các đơn vị khai thác cát ban đêm.", "nghiêm cấm", "do_not"),
        ("Chính phủ yêu cầu các cấp, các ngành chủ động ứng phó.", "yêu cầu", "do"),
    ],
)
def test_polarity(text: str, trigger: str, polarity: str) -> None:
    d = only(text)
    assert (d["trigger"], d["polarity"]) == (trigger, polarity)


def test_passive_names_the_speaker_as_issuer() -> None:
    d = read(LEAD + "Ông Bình yêu cầu các sở khẩn trương vào cuộc. Sở Xây dựng được giao chủ trì lập phương án.")[1]
    assert (d["issuer"], d["addressee"], d["trigger"], d["strength"]) == ("Ông Bình", "Sở Xây dựng", "giao", "order")


def test_name_carries_the_office_of_an_earlier_mention() -> None:
    assert only(LEAD + "Ông Bình đề nghị các huyện sớm công bố quy hoạch.")["issuer"] == "Ông Bình"
    assert read("Ông Bình đề nghị các huyện sớm công bố quy hoạch.") == []


def test_trigger_behind_a_quotation() -> None:
    text = LEAD + '"Không ngại khó, không để có vùng cấm nào trong việc này", ông Bình chỉ đạo.'
    d = only(text)
    assert (d["trigger"], d["issuer"], d["polarity"], d["strength"]) == ("chỉ đạo", "ông Bình", "do_not", "order")


def test_modal_inside_a_quotation_has_its_speaker() -> None:
    d = only(LEAD + '"Các huyện cần rà lại danh sách hộ nghèo", ông Bình nhấn mạnh.')
    assert (d["trigger"], d["issuer"], d["span"]) == ("cần", "ông Bình", "Các huyện cần rà lại danh sách hộ nghèo")


def test_quotation_of_a_layman_is_an_opinion() -> None:
    assert read('Chị Lê Thị Hoa bán hàng ở chợ. "Chính quyền cần sửa lại chợ", chị Hoa nói.') == []


def test_second_clause_with_its_own_trigger() -> None:
    found = read("Thủ tướng yêu cầu Bộ Y tế mở rộng tiêm chủng nhưng phải bảo đảm an toàn.")
    assert [(d["trigger"], d["inherited"]) for d in found] == [("yêu cầu", False), ("phải", False)]


def test_two_commands_of_one_subject() -> None:
    found = read("Thủ tướng yêu cầu Bộ Y tế rà soát kho thuốc, đồng thời đề nghị các tỉnh chuẩn bị giường bệnh.")
    assert [(d["trigger"], d["addressee"], d["issuer"]) for d in found] == [
        ("yêu cầu", "Bộ Y tế", "Thủ tướng"),
        ("đề nghị", "các tỉnh", "Thủ tướng"),
    ]


def test_result_clause_and_reason_stay_outside() -> None:
    found = only(
        "UBND huyện đã có văn bản đề nghị Công an huyện điều tra, làm rõ vụ việc bởi đây là hành vi nghiêm trọng."
    )
    assert str(found["action"]).endswith("làm rõ vụ việc")


@pytest.mark.parametrize(
    ("text", "addressee", "action"),
    [
        ("Thủ tướng đề nghị Google phối hợp bảo vệ an ninh mạng.", "Google", "phối hợp bảo vệ an ninh mạng"),
        ("Thủ tướng yêu cầu tỉnh đưa du khách vào bờ.", "tỉnh", "đưa du khách vào bờ"),
        ("Bộ Xây dựng yêu cầu các doanh nghiệp xe buýt giảm giá vé.", "các doanh nghiệp xe buýt", "giảm giá vé"),
        (
            "UBND tỉnh giao Sở Tài chính, Sở Tư pháp có trách nhiệm hướng dẫn thủ tục.",
            "Sở Tài chính, Sở Tư pháp",
            "hướng dẫn thủ tục",
        ),
        ("Chủ tịch Quốc hội mong muốn bà con nỗ lực hơn nữa.", "bà con", "nỗ lực hơn nữa"),
        ("Thủ tướng chỉ đạo trước mắt hỗ trợ khẩn cấp hai tỉnh.", None, "hỗ trợ khẩn cấp hai tỉnh"),
        (
            "Phó Thủ tướng lưu ý việc hướng dẫn tàu thuyền vào nơi an toàn.",
            None,
            "hướng dẫn tàu thuyền vào nơi an toàn",
        ),
        (
            "Văn phòng truyền đạt ý kiến chỉ đạo của Phó Thủ tướng yêu cầu Bộ Y tế khẩn trương báo cáo.",
            "Bộ Y tế",
            "khẩn trương báo cáo",
        ),
    ],
)
def test_addressee_and_action(text: str, addressee: str | None, action: str) -> None:
    d = only(text)
    assert (d["addressee"], d["action"]) == (addressee, action)


def test_title_may_leave_out_who_asks() -> None:
    d = read("Yêu cầu kiểm điểm cán bộ để mất rừng phòng hộ\nRừng ở xã này bị chặt phá từ năm 2018.")[0]
    assert (d["trigger"], d["issuer"], d["strength"]) == ("Yêu cầu", None, "order")


def test_command_that_the_addressee_shall_pass_on_is_inherited() -> None:
    found = read(
        "Thủ tướng yêu cầu Bộ Y tế rà soát kho thuốc. Bộ Xây dựng tiếp tục chỉ đạo các chủ đầu tư đẩy nhanh tiến độ."
    )
    assert [(d["addressee"], d["issuer"], d["inherited"]) for d in found] == [
        ("Bộ Y tế", "Thủ tướng", False),
        ("Bộ Xây dựng", "Thủ tướng", True),
    ]


def test_title_with_a_bare_verb() -> None:
    d = read("Thủ tướng: Quyết liệt giải ngân vốn đầu tư công\n" + LEAD)[0]
    assert (d["trigger"], d["strength"], d["inherited"], d["issuer"]) == (None, "exhort", False, "Thủ tướng")


def test_trigger_named_at_the_end_of_the_sentence() -> None:
    found = read(
        "Thủ tướng chủ trì phiên họp. Bảo đảm đủ điện cho sản xuất; đẩy mạnh phòng chống lãng phí, cũng là nhiệm vụ được Thủ tướng giao."
    )
    assert [(d["trigger"], d["issuer"], d["strength"], d["inherited"]) for d in found] == [
        ("giao", "Thủ tướng", "order", False)
    ] * 2


def test_semicolons_of_a_noun_list_do_not_split() -> None:
    d = only("Tỉnh Quảng Nam kiến nghị Bộ Xây dựng tạm cấm xe container; xe tải trên 10 tấn chạy trên cao tốc.")
    assert str(d["span"]).endswith("chạy trên cao tốc")


def test_furniture_is_not_read() -> None:
    text = (
        LEAD
        + "Ông Bình cảm ơn các đại biểu./.\n\nLÊ VŨ\n\nĐề nghị ghi rõ nguồn khi phát hành lại thông tin từ Cổng này."
    )
    assert read(text) == []
