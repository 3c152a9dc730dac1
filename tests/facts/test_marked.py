"""Marks joined with rules: the order state, deadlines as dates, polarity, labels that are clean or none."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

import pytest

from summarizer import facts
from summarizer.document import from_text
from summarizer.document.model import Span
from summarizer.engines.base import DirectiveMark, Slot
from summarizer.facts.labels import labelled
from summarizer.facts.limits import limit_in, opening
from summarizer.facts.model import Facts, Figure
from tests.costs import costs_within
from tests.facts.scripted import Scripted, at, mark, orders_of, said, slot

TWO = (
    "Thủ tướng yêu cầu Bộ Y tế công bố kết quả trước ngày 30/6/2025.\n\n"
    "Tình hình dịch vẫn phức tạp ở nhiều nơi.\n\nSở Y tế khẩn trương dập dịch, không để lây lan."
)


def test_an_inherited_directive_has_the_issuer_of_the_one_before() -> None:
    first = mark(
        TWO,
        "công bố kết quả trước ngày 30/6/2025",
        trigger=slot(TWO, "yêu cầu"),
        issuer=slot(TWO, "Thủ tướng"),
        addressee=slot(TWO, "Bộ Y tế"),
    )
    second = mark(TWO, "khẩn trương dập dịch", addressee=slot(TWO, "Sở Y tế"))
    found = facts.find(from_text(TWO), Scripted((first, second))).directives
    assert [said(TWO, d.issuer) for d in found] == ["Thủ tướng", "Thủ tướng"]
    assert [said(TWO, d.addressee) for d in found] == ["Bộ Y tế", "Sở Y tế"]
    assert [d.inherited for d in found] == [False, True]
    assert found[0].span.of(TWO).startswith("Thủ tướng yêu cầu")


def test_a_deadline_is_a_date_and_stays_with_its_action() -> None:
    first = mark(TWO, "công bố kết quả trước ngày 30/6/2025", trigger=slot(TWO, "yêu cầu"))
    second = mark(TWO, "khẩn trương dập dịch")
    found = facts.find(from_text(TWO), Scripted((first, second))).directives
    assert said(TWO, found[0].deadline) == "trước ngày 30/6/2025"
    assert found[0].due == date(2025, 6, 30)
    assert found[1].deadline is None


def test_a_day_long_past_is_no_deadline() -> None:
    first = mark(TWO, "công bố kết quả trước ngày 30/6/2025", trigger=slot(TWO, "yêu cầu"))
    (found,) = facts.find(from_text(TWO, date=date(2025, 9, 1)), Scripted((first,))).directives
    assert (found.deadline, found.due) == (None, None)


def test_what_is_not_sure_stays_open() -> None:
    doubtful = mark(
        TWO, "khẩn trương dập dịch", addressee=slot(TWO, "Bộ Y tế", 0.2), issuer=slot(TWO, "Thủ tướng", 0.1)
    )
    (found,) = facts.find(from_text(TWO), Scripted((doubtful,))).directives
    assert found.issuer is None
    assert found.addressee is None


def test_a_ban_is_told_as_one() -> None:
    (found,) = facts.find(from_text(TWO), Scripted((mark(TWO, "không để lây lan"),))).directives
    assert found.polarity == "do_not"


@pytest.mark.parametrize(
    ("pieces", "actions"),
    [
        # the first is stretched to the next comma, over words of the second
        (["dọn ngay 12 km", "kênh thoát nước, nạo vét cống"], ["dọn ngay 12 km", "kênh thoát nước, nạo vét cống"]),
        (["dọn ngay 12 km", "kênh thoát nước"], ["dọn ngay 12 km kênh thoát nước"]),
        (["12 km", "kênh thoát nước, nạo vét cống"], ["kênh thoát nước, nạo vét cống"]),
    ],
)
def test_no_word_stands_in_two_actions(pieces: list[str], actions: list[str]) -> None:
    text = "Bí thư yêu cầu các xã dọn ngay 12 km kênh thoát nước, nạo vét cống."
    found = facts.find(from_text(text), Scripted(tuple(mark(text, piece) for piece in pieces))).directives
    assert [said(text, d.action) for d in found] == actions


def test_facts_are_marked_once() -> None:
    marker = Scripted()
    article = from_text(TWO)
    once = facts.find(article, marker)
    assert facts.mark(article, once, marker) is once
    assert marker.asked == 1


def test_without_a_marker_there_are_figures_and_nothing_is_key() -> None:
    found = facts.find(from_text(TWO))
    assert isinstance(found, Facts)
    assert found.figures
    assert not found.marked
    assert not found.directives


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("hoàn thành trước ngày 30/6", "trước ngày 30/6"),
        ("báo cáo chậm nhất ngày 10/1", "chậm nhất ngày 10/1"),
        ("báo cáo trước ngày 25 hằng tháng", "trước ngày 25 hằng tháng"),
        ("thông xe trong tháng 9", "trong tháng 9"),
        ("tổng kết 10 năm thực hiện từ năm 2015", None),
        ("kiểm tra các dự án được giao năm 2024 để xử lý", None),
        ("sửa xong 40 km đường trước mùa mưa, rõ từng đoạn", "trước mùa mưa"),
        ("báo cáo kết quả tại kỳ họp cuối năm", "tại kỳ họp cuối năm"),
        ("gửi dự thảo trong tuần đầu tháng 6", "trong tuần đầu tháng 6"),
        ("đưa vào kế hoạch trung hạn 2026 - 2030", None),
    ],
)
def test_limits_by_rule(text: str, wanted: str | None) -> None:
    figures = [f for f in facts.figures_in(text) if f.kind in ("date", "period", "measure")]
    assert said(text, limit_in(text, Span(0, len(text)), figures)) == wanted


def test_the_head_of_an_item_is_no_task_and_no_body() -> None:
    text = "Chuyển đổi số, cải cách hành chính: Sở Khoa học nâng cấp đường truyền cho 21 xã."
    marks = (
        mark(text, "Chuyển đổi số, cải cách hành chính"),
        mark(text, "nâng cấp đường truyền cho 21 xã", addressee=slot(text, text[: text.index(" nâng")])),
    )
    found = facts.find(from_text(text), Scripted(marks)).directives
    assert [(said(text, d.action), said(text, d.addressee)) for d in found] == [
        ("nâng cấp đường truyền cho 21 xã", "Sở Khoa học")
    ]


@pytest.mark.parametrize("limit", ["Trước mùa mưa", "Trước ngày 30/6"])
def test_a_limit_opens_the_clause_of_a_document(limit: str) -> None:
    text = f"{limit}, Sở Xây dựng kiểm tra 12 km đê."
    figures = [f for f in facts.figures_in(text) if f.kind in ("date", "period", "measure")]
    before = Span(0, text.index(" kiểm tra"))
    assert said(text, opening(text, before, figures)) == limit


def label_of(text: str, amount: str, pointed: str) -> Figure:
    figure = Figure(at(text, amount), "money", 0)
    return labelled(from_text(text), figure, Slot(at(text, pointed), 0.9))


@pytest.mark.parametrize(
    ("text", "amount", "pointed", "label"),
    [
        ("Thu ngân sách đạt 35 tỷ đồng.", "35 tỷ đồng", "Thu ngân sách đạt", "Thu ngân sách"),
        ("- Kim ngạch xuất khẩu: 2,1 tỷ USD.", "2,1 tỷ USD", "- Kim ngạch xuất khẩu:", "Kim ngạch xuất khẩu"),
        ("Tỉnh chi 35 tỷ đồng cho trường học.", "35 tỷ đồng", "35 tỷ đồng cho trường học", "Trường học"),
        ("Tỉnh chi 35 tỷ đồng.", "35 tỷ đồng", "35 tỷ đồng", None),
    ],
)
def test_labels_are_clean_or_none(text: str, amount: str, pointed: str, label: str | None) -> None:
    assert label_of(text, amount, pointed).label == label


@pytest.mark.parametrize(
    ("text", "modality"),
    [
        ("Thu ngân sách đã đạt 35 tỷ đồng.", "result"),
        ("Dự kiến thu ngân sách đạt 35 tỷ đồng.", "estimate"),
        ("Phấn đấu thu ngân sách đạt 35 tỷ đồng.", "plan"),
        ("Nếu loại trừ khoản này, thu ngân sách chỉ đạt 35 tỷ đồng.", "condition"),
        ("Mục tiêu đề ra khó đạt; thu ngân sách đã đạt 35 tỷ đồng.", "result"),
        ("Bom rơi xuống mục tiêu quân sự khiến thu ngân sách mất 35 tỷ đồng.", "result"),
        ("Chỉ tiêu thụ được ít, thu ngân sách 35 tỷ đồng.", "result"),
        ("Theo dự báo, thu ngân sách sẽ đạt 35 tỷ đồng.", "estimate"),
        ("Tính đến năm 2024, thu ngân sách đạt 35 tỷ đồng.", "result"),
        ("Theo Phòng Kế hoạch Tài chính, thu ngân sách đạt 35 tỷ đồng.", "result"),
        ("Thành phố sẽ nâng thu ngân sách từ 35 tỷ đồng lên 50 tỷ đồng.", "result"),
    ],
)
def test_a_target_is_told_from_a_result(text: str, modality: str) -> None:
    figure = label_of(text, "35 tỷ đồng", "hu ngân sách")
    assert replace(figure).modality == modality


DUTIES = (
    "Chủ tịch Ủy ban nhân dân tỉnh yêu cầu:\n\n1. Sở Nội vụ chủ trì, phối hợp với các sở, ngành, địa phương:\n\n"
    "a) Rà soát biên chế của từng đơn vị.\n\nb) Lập danh sách viên chức còn thiếu.\n\n"
    "2. Sở Tài chính theo chức năng, nhiệm vụ được giao chủ trì, phối hợp với Sở Nội vụ bố trí đủ kinh phí; xong trước ngày "
    "30/9/2025.\n\nGiám đốc các sở; Chủ tịch Ủy ban nhân dân các xã chịu trách nhiệm thi hành Quyết định này."
)


def test_an_item_keeps_its_letter_out_of_the_action() -> None:
    found = orders_of(DUTIES, mark(DUTIES, "Rà soát biên chế của từng đơn vị"))
    assert [action for _, action, _ in found][:1] == ["Rà soát biên chế của từng đơn vị"]


def test_a_task_of_several_bodies_is_one_and_its_body_has_a_name_only() -> None:
    who = slot(DUTIES, "Sở Tài chính theo chức năng, nhiệm vụ được giao chủ trì, phối hợp với Sở Nội vụ")
    pieces = (mark(DUTIES, "chủ trì, phối hợp với Sở Nội vụ", addressee=who), mark(DUTIES, "bố trí đủ kinh phí"))
    done_by = mark(DUTIES, "xong trước ngày 30/9/2025")
    assert orders_of(DUTIES, *pieces, done_by)[0] == (
        "Sở Tài chính",
        "chủ trì, phối hợp với Sở Nội vụ bố trí đủ kinh phí; xong trước ngày 30/9/2025",
        "xong trước ngày 30/9/2025",
    )


def test_a_lead_in_is_no_task_and_its_body_does_what_its_items_say() -> None:
    who = slot(DUTIES, "Sở Nội vụ")
    lead = mark(DUTIES, "chủ trì, phối hợp với các sở, ngành, địa phương", addressee=who)
    first = mark(DUTIES, "Rà soát biên chế của từng đơn vị", addressee=who)
    second = mark(DUTIES, "Lập danh sách viên chức còn thiếu")
    assert [(who, action) for who, action, _ in orders_of(DUTIES, lead, first, second)][:2] == [
        ("Sở Nội vụ", "Rà soát biên chế của từng đơn vị"),
        ("Sở Nội vụ", "Lập danh sách viên chức còn thiếu"),
    ]


def test_who_executes_a_document_is_told_by_its_form() -> None:
    assert orders_of(DUTIES)[-1][:2] == (
        "Giám đốc các sở; Chủ tịch Ủy ban nhân dân các xã",
        "thi hành Quyết định này",
    )


def test_one_who_has_not_ordered_does_not_order_from_afar() -> None:
    text = "Gửi Chủ tịch các xã.\n\nThủ tướng yêu cầu Bộ Y tế dập dịch ngay trong tuần.\n\nCác địa phương kiểm tra chợ dân sinh."
    ordered = mark(text, "dập dịch ngay trong tuần", issuer=slot(text, "Thủ tướng"), trigger=slot(text, "yêu cầu"))
    listed = mark(text, "kiểm tra chợ dân sinh", issuer=slot(text, "Chủ tịch các xã"))
    found = facts.find(from_text(text), Scripted((ordered, listed))).directives
    assert [said(text, d.issuer) for d in found] == ["Thủ tướng", "Thủ tướng"]


def test_whose_paper_is_cited_orders_nothing() -> None:
    text = "Thực hiện Quyết định số 2138/QĐ-TTg ngày 27/9/2025 của Thủ tướng Chính phủ.\n\nRà soát các văn bản có liên quan."
    listed = mark(text, "Rà soát các văn bản có liên quan", issuer=slot(text, "Thủ tướng Chính phủ"))
    (found,) = facts.find(from_text(text), Scripted((listed,))).directives
    assert found.issuer is None


def test_to_end_something_is_no_ban() -> None:
    text = "Chủ tịch yêu cầu Sở Nội vụ chấm dứt tình trạng chậm trả kết quả."
    told = mark(text, "chấm dứt tình trạng chậm trả kết quả", trigger=slot(text, "yêu cầu"))
    assert [d.polarity for d in facts.find(from_text(text), Scripted((told,))).directives] == ["do"]


def test_a_ban_does_not_reach_over_to_the_next_clause() -> None:
    text = "Chủ nuôi không được thả rông chó nơi công cộng, phải chấp hành tiêm phòng dại."
    trigger = slot(text, "không được thả rông chó nơi công cộng, phải")
    found = facts.find(from_text(text), Scripted((mark(text, "chấp hành tiêm phòng dại", trigger=trigger),))).directives
    assert [d.polarity for d in found] == ["do"]


def test_a_table_of_tasks_gives_a_directive_a_row() -> None:
    text = (
        "| Nhiệm vụ | Cơ quan chủ trì | Thời hạn |\n| --- | --- | --- |\n"
        "| Rà soát hộ nghèo | Sở Lao động | 30/9/2025 |\n| Cấp 2.000 thẻ bảo hiểm | Bảo hiểm xã hội tỉnh | 15/10/2025 |\n"
    )
    assert orders_of(text) == [
        ("Sở Lao động", "Rà soát hộ nghèo", "30/9/2025"),
        ("Bảo hiểm xã hội tỉnh", "Cấp 2.000 thẻ bảo hiểm", "15/10/2025"),
    ]


def test_nothing_else_in_a_table_of_tasks_is_one() -> None:
    text = (
        "| TT | Nhiệm vụ | Cơ quan chủ trì | Sản phẩm |\n| --- | --- | --- | --- |\n| A | Sắp xếp lại trường lớp | | |\n"
        "| 1 | Rà soát phòng học tạm | Sở Giáo dục | Giảm hẳn phòng học tạm |\n"
    )
    marks = (mark(text, "Sắp xếp lại trường lớp"), mark(text, "Giảm hẳn phòng học tạm"))
    assert orders_of(text, *marks) == [("Sở Giáo dục", "Rà soát phòng học tạm", None)]


def test_a_ban_is_not_cut_from_what_it_forbids() -> None:
    text = "Các xã tuyệt đối không để tồn đọng hồ sơ đất đai."
    marks = (mark(text, "tuyệt đối không"), mark(text, "để tồn đọng hồ sơ đất đai"))
    found = facts.find(from_text(text), Scripted(marks)).directives
    assert [(said(text, d.action), d.polarity) for d in found] == [("không để tồn đọng hồ sơ đất đai", "do_not")]


BANS = (
    "Điều 4. Các hành vi bị nghiêm cấm\n\n1. Giả mạo chứng từ để hưởng hỗ trợ.\n\n2. Lợi dụng việc kiểm đếm để:\n\n"
    "a) Nhận quà của chủ hộ;\n\nb) Sửa chữa biên bản đã ký.\n\nĐiều 5. Tổ chức thực hiện\n\n1. Sở Nội vụ theo dõi quỹ lương."
)


@pytest.mark.parametrize(
    ("text", "forbidden"),
    [
        (BANS, ["Giả mạo chứng từ để hưởng hỗ trợ", "Nhận quà của chủ hộ", "Sửa chữa biên bản đã ký"]),
        (
            "Quy chế nghiêm cấm: xả rác xuống hồ; câu cá ban đêm; và đốt lửa dưới tán rừng. Xã tuần tra mỗi tối.",
            ["xả rác xuống hồ", "câu cá ban đêm", "đốt lửa dưới tán rừng"],
        ),
        ("3. Cán bộ không được làm những việc sau:\n\n- Bỏ ca trực đêm.\n\n4. Trả lương qua thẻ.", ["Bỏ ca trực đêm"]),
        ("Xã dỡ bỏ lệnh cấm: chợ họp lại từ mai. Đây là hành vi bị nghiêm cấm. Ông từng nghiêm cấm mua bán, nói: Tôi đúng.", []),
    ],
)  # fmt: skip
def test_each_item_of_a_list_of_what_is_forbidden_is_a_ban(text: str, forbidden: list[str]) -> None:
    found = facts.find(from_text(text), Scripted(())).directives
    assert [(said(text, d.action), d.polarity, d.strength) for d in found] == [
        (words, "do_not", "order") for words in forbidden
    ]


def test_nobody_said_before_a_list_of_bans_is_made_to_order_them() -> None:
    text = "Thủ tướng yêu cầu Sở Y tế dập dịch ngay.\n\n" + BANS
    first = mark(text, "dập dịch ngay", trigger=slot(text, "yêu cầu"), issuer=slot(text, "Thủ tướng"))
    found = facts.find(from_text(text), Scripted((first,))).directives
    assert [said(text, d.issuer) for d in found][:2] == ["Thủ tướng", None]


@pytest.mark.parametrize("piece", [";", ", ", "nghiêm cấm ", "hành vi cấm: "])
def test_bans_are_read_in_time_by_their_length(piece: str) -> None:
    article = from_text("Các hành vi bị nghiêm cấm gồm: " + piece * 20000)
    costs_within(lambda: facts.find(article, Scripted(())), 4)


def test_nothing_is_ordered_under_aims_unless_somebody_is_told_to() -> None:
    text = (
        "KẾ HOẠCH\n\nI. MỤC ĐÍCH, YÊU CẦU\n\n- Nâng cao năng lực giám sát dịch bệnh.\n\n- Sở Y tế theo dõi từng ổ dịch."
        "\n\nII. NỘI DUNG\n\n- Phun hóa chất tại các ổ dịch cũ."
    )
    marks = (
        mark(text, "Nâng cao năng lực giám sát dịch bệnh"),
        mark(text, "theo dõi từng ổ dịch", addressee=slot(text, "Sở Y tế")),
        mark(text, "Phun hóa chất tại các ổ dịch cũ"),
    )
    assert [a for _, a, _ in orders_of(text, *marks)] == ["theo dõi từng ổ dịch", "Phun hóa chất tại các ổ dịch cũ"]


def test_what_others_ask_for_heads_an_answer() -> None:
    text = "3. Về kiến nghị sớm ban hành Nghị quyết mới về vùng: Giao Bộ Tài chính trả lời tỉnh bằng văn bản."
    marks = (
        mark(text, "sớm ban hành Nghị quyết mới về vùng", trigger=slot(text, "kiến nghị")),
        mark(text, "trả lời tỉnh bằng văn bản", trigger=slot(text, "Giao")),
    )
    assert [a for _, a, _ in orders_of(text, *marks)] == ["trả lời tỉnh bằng văn bản"]


def test_a_notice_binds_those_it_is_sent_to() -> None:
    text = "Văn phòng Chính phủ thông báo để các cơ quan và địa phương liên quan biết, thực hiện./."
    assert orders_of(text)[0][:2] == ("các cơ quan và địa phương liên quan", "biết, thực hiện")


def test_a_task_keeps_its_negation() -> None:
    text = "Chủ tịch tỉnh kết luận.\n\n4. Chưa xem xét việc cấp gạo khi xã chưa rà soát đúng đối tượng."
    found = facts.find(
        from_text(text), Scripted((mark(text, "xem xét việc cấp gạo khi xã chưa rà soát đúng đối tượng"),))
    )
    directive = found.directives[0]
    assert directive.action.of(text).startswith("Chưa xem xét")
    assert directive.polarity == "do_not"


@pytest.mark.parametrize("link", [" ", ", ", "; "])
def test_thousands_of_tasks_in_one_sentence_take_time_by_their_number(link: str) -> None:
    piece = "phối hợp với Sở Xây dựng rà soát quy hoạch"
    text = f"Sở Y tế chủ trì, {link.join([piece] * 6000)}."
    starts = [m.start() for m in re.finditer(piece, text)]
    marks = tuple(DirectiveMark(Span(s, s + len(piece)), 0.9, "order", 0.9) for s in starts)
    article = from_text(text)
    assert facts.find(article, Scripted(marks)).directives
    costs_within(lambda: facts.find(article, Scripted(marks)), 5)  # 64 s where each task looks through the sentence


LISTS = (
    "Chủ tịch tỉnh yêu cầu:\n\n1. Công an tỉnh\n\na) Kiểm tra phòng cháy ở các chợ.\n\n2. Công ty Điện lực\n\n"
    "Kiểm tra hệ thống điện sau công tơ; cắt điện đối với hộ vi phạm."
)


def test_a_body_of_another_item_of_the_list_does_not_act_here() -> None:
    found = orders_of(LISTS, mark(LISTS, "Kiểm tra hệ thống điện sau công tơ", addressee=slot(LISTS, "Công an tỉnh")))
    assert found[0][0] is None


def test_a_clause_that_names_nobody_has_the_body_of_the_clause_before() -> None:
    first = mark(LISTS, "Kiểm tra hệ thống điện sau công tơ", addressee=slot(LISTS, "Công ty Điện lực"))
    found = orders_of(LISTS, first, mark(LISTS, "cắt điện đối với hộ vi phạm"))
    assert [who for who, _, _ in found] == ["Công ty Điện lực"] * 2


def test_the_next_clause_does_not_make_a_duty_a_ban() -> None:
    text = "Chủ đầu tư chịu trách nhiệm toàn diện về chất lượng; không được tự ý thay đổi thiết kế."
    duty = mark(text, "chịu trách nhiệm toàn diện về chất lượng", trigger=slot(text, "không được"))
    assert [d.polarity for d in facts.find(from_text(text), Scripted((duty,))).directives] == ["do"]


def test_nobody_but_who_concluded_orders_in_a_notice_of_conclusions() -> None:
    text = (
        "THÔNG BÁO KẾT LUẬN CỦA PHÓ CHỦ TỊCH UBND TỈNH LÊ VĂN MẪU TẠI CUỘC HỌP VỀ CẤP NƯỚC\n\n"
        "Ngày 3/9/2026, Phó Chủ tịch UBND tỉnh Lê Văn Mẫu đã chủ trì cuộc họp và kết luận như sau:\n\n"
        "1. Sở Xây dựng rà soát mạng lưới cấp nước mà Bộ trưởng Bộ Xây dựng giao.\n\n2. Sở Tài chính bố trí vốn./.\n\nNơi nhận:\n- Sở Xây dựng;\n- Lưu: VT.\n"
    )
    other = slot(text, "Bộ trưởng Bộ Xây dựng")
    first = mark(text, "rà soát mạng lưới cấp nước", trigger=slot(text, "giao"), issuer=other)
    found = facts.find(from_text(text), Scripted((first, mark(text, "bố trí vốn")))).directives
    assert [said(text, d.issuer) for d in found] == ["Phó Chủ tịch UBND tỉnh Lê Văn Mẫu"] * 2


def test_a_mark_on_a_part_of_the_body_on_the_card_is_on_all_of_it() -> None:
    text = (
        "QUYẾT ĐỊNH VỀ VIỆC CẤP NƯỚC\n\nCHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH HÀ LÂM\n\nCăn cứ Luật Tổ chức chính quyền địa phương;\n\n"
        "QUYẾT ĐỊNH:\n\nĐiều 1. Sở Xây dựng rà soát mạng lưới cấp nước./.\n\nNơi nhận:\n- Sở Xây dựng;\n- Lưu: VT.\n"
    )
    part = slot(text, "CHỦ TỊCH ỦY BAN")
    found = facts.find(from_text(text), Scripted((mark(text, "rà soát mạng lưới cấp nước", issuer=part),))).directives
    assert [said(text, d.issuer) for d in found] == ["CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH HÀ LÂM"]


OFFICIAL = (
    "KẾ HOẠCH ỨNG PHÓ BÃO NĂM 2026\n\nCăn cứ Luật Phòng thủ dân sự;\n\nỦy ban nhân dân tỉnh Hà Lâm giao:\n\n"
    "1. Sở Y tế thực hiện nghiêm chỉ đạo tại Công điện số 225/CĐ-TTg ngày 20/11/2025.\n\n"
    "2. Sở Xây dựng sửa nhà cho dân. Thời hạn hoàn thành: trước ngày 30/12/2025.\n\n"
    "3. Sở Tài chính cấp vốn cho các xã. Thời gian gần đây vốn về chậm./.\n\nNơi nhận:\n- Sở Y tế;\n- Lưu: VT.\n"
)


def test_the_date_of_a_cited_paper_is_no_deadline_though_it_is_marked() -> None:
    for day in ("ngày 20/11/2025", "tại Công điện số 225/CĐ-TTg ngày 20/11/2025"):
        found = orders_of(OFFICIAL, mark(OFFICIAL, "thực hiện nghiêm chỉ đạo", deadline=slot(OFFICIAL, day)))
        assert found[0][2] is None


def test_a_limit_told_in_a_sentence_of_its_own_is_of_the_task_before() -> None:
    found = orders_of(OFFICIAL, mark(OFFICIAL, "sửa nhà cho dân"), mark(OFFICIAL, "cấp vốn cho các xã"))
    assert [when for _, _, when in found] == ["trước ngày 30/12/2025", None]


def test_the_mark_of_an_item_within_a_line_is_no_part_of_its_task() -> None:
    text = "Chủ tịch tỉnh yêu cầu Sở Y tế: (i) Rà soát thuốc dự trữ; (ii) Tổ chức trực cấp cứu; (iii) Báo cáo kết quả."
    marks = (
        mark(text, piece) for piece in ("(i) Rà soát thuốc dự trữ", "Tổ chức trực cấp cứu; (iii", "Báo cáo kết quả")
    )
    found = [action for _, action, _ in orders_of(text, *marks)]
    assert found == ["Rà soát thuốc dự trữ", "Tổ chức trực cấp cứu", "Báo cáo kết quả"]


UNDER = (
    "UBND TỈNH HÒA SƠN\nSố: 15/CT-UBND\nHòa Sơn, ngày 3 tháng 6 năm 2025\n\nCHỈ THỊ\nVề việc trồng lại rừng\n\n"
    "Để trồng lại rừng sau bão, Chủ tịch UBND tỉnh yêu cầu:\n\n"
    "1. Chủ tịch UBND các xã vùng đệm khẩn trương làm tốt việc ươm giống, trong đó:\n"
    "a) Thống kê diện tích rừng gãy đổ;\nb) Đặt trước cây giống cho vụ thu.\n"
    "2. Sở Nông nghiệp chỉ đạo Chi cục Kiểm lâm thực hiện các việc sau:\n"
    "- Mở lại tuyến tuần tra;\n- Lập bản đồ điểm cháy.\n"
)


def test_items_are_for_whoever_the_line_above_them_names() -> None:
    tasks = ("Thống kê diện tích rừng gãy đổ", "Đặt trước cây giống cho vụ thu", "Mở lại tuyến tuần tra")
    marks = [mark(UNDER, task) for task in tasks]
    marks.append(mark(UNDER, "Lập bản đồ điểm cháy", addressee=slot(UNDER, "Sở Nông nghiệp")))
    assert [who for who, _, _ in orders_of(UNDER, *marks)] == [
        "Chủ tịch UBND các xã vùng đệm",
        "Chủ tịch UBND các xã vùng đệm",
        "Chi cục Kiểm lâm",
        "Chi cục Kiểm lâm",
    ]


def test_a_lead_in_that_names_many_is_no_task() -> None:
    text = (
        "Các xã cần tập trung thực hiện thật nhanh và thật đầy đủ một số giải pháp cấp bách, trọng tâm sau:\n"
        "- Nạo vét kênh."
    )
    lead = mark(text, "tập trung thực hiện thật nhanh và thật đầy đủ một số giải pháp cấp bách, trọng tâm sau")
    assert [action for _, action, _ in orders_of(text, lead, mark(text, "Nạo vét kênh"))] == ["Nạo vét kênh"]


def test_bodies_named_behind_a_colon_keep_what_they_are() -> None:
    text = "Giao các sở: Y tế, Nội vụ rà soát biên chế trạm y tế."
    found = orders_of(text, mark(text, "rà soát biên chế trạm y tế", addressee=slot(text, "các sở: Y tế, Nội vụ")))
    assert [who for who, _, _ in found] == ["các sở: Y tế, Nội vụ"]


def test_pieces_that_only_a_blank_parts_are_one_task_in_a_document() -> None:
    first, second = mark(UNDER, "Thống kê diện tích"), mark(UNDER, "rừng gãy đổ")
    assert [action for _, action, _ in orders_of(UNDER, first, second)] == ["Thống kê diện tích rừng gãy đổ"]


@pytest.mark.parametrize(
    "before",
    ["UBND các xã dựng lán cho thợ; tôi mong Sở Y tế", "Các thôn phải dọn đường, Sở Y tế"],
    ids=["wish", "duty"],
)
def test_the_task_of_another_is_no_part_of_a_name(before: str) -> None:
    text = f"Chủ tịch tỉnh yêu cầu: {before} cấp đủ thuốc cho trạm xá."
    found = orders_of(text, mark(text, "cấp đủ thuốc cho trạm xá", addressee=slot(text, before)))
    assert [who for who, _, _ in found] == ["Sở Y tế"]


HEADED = (
    "CHÍNH PHỦ\nSố: 7/NQ-CP\nHà Nội, ngày 2 tháng 3 năm 2026\n\nNGHỊ QUYẾT\nVề nước sạch cho bản xa\n\n"
    "1. Về đội ngũ thợ máy:\na) Bồi dưỡng tay nghề hai kỳ.\n2. Trách nhiệm của Sở Y tế:\na) Đo mẫu nước từng giếng.\n"
    "3. Chính phủ quyết định:\na) Sáp nhập hai trạm bơm.\n"
    "b) Hồ sơ phải nộp bản giấy; lập dự toán, trình Bộ Tài chính trước ngày 15/4/2026; thực hiện Nghị quyết số 5/2025/NQ-CP."
)


def test_a_name_within_the_topic_of_a_heading_tells_nobody() -> None:
    topic = mark(HEADED, "Bồi dưỡng tay nghề hai kỳ", addressee=slot(HEADED, "đội ngũ thợ máy"))
    body = mark(HEADED, "Đo mẫu nước từng giếng", addressee=slot(HEADED, "Sở Y tế"))
    assert [who for who, _, _ in orders_of(HEADED, topic, body)] == [None, "Sở Y tế"]


def test_what_the_authority_itself_decides_is_no_task() -> None:
    own = mark(HEADED, "Sáp nhập hai trạm bơm", addressee=Slot(at(HEADED, "Chính phủ"), 1.0))
    assert orders_of(HEADED, own) == []


def test_no_document_is_told_to_act() -> None:
    paper = mark(HEADED, "nộp bản giấy", trigger=slot(HEADED, "phải"), addressee=slot(HEADED, "Hồ sơ"))
    assert [who for who, _, _ in orders_of(HEADED, paper)] == [None]


def test_what_is_drawn_up_has_the_limit_by_which_it_is_handed_over() -> None:
    marks = (mark(HEADED, "lập dự toán"), mark(HEADED, "trình Bộ Tài chính trước ngày 15/4/2026"))
    found = facts.find(from_text(HEADED), Scripted(marks)).directives
    assert {d.due for d in found} == {date(2026, 4, 15)}


def test_an_action_goes_on_behind_the_number_of_a_paper() -> None:
    cut = mark(HEADED, "thực hiện Nghị quyết số 5/2025/NQ")
    assert [action for _, action, _ in orders_of(HEADED, cut)] == ["thực hiện Nghị quyết số 5/2025/NQ-CP"]


def test_an_action_does_not_end_with_a_word_that_another_must_follow() -> None:
    text = "Tin xã\n\nChủ tịch xã yêu cầu các thôn sửa những đoạn mương đã sụt lở từ mùa mưa năm ngoái, báo cáo sau."
    cut = mark(text, "sửa những", trigger=slot(text, "yêu cầu"), issuer=slot(text, "Chủ tịch xã"))
    told = [action for _, action, _ in orders_of(text, cut)]
    assert told == ["sửa những đoạn mương đã sụt lở từ mùa mưa năm ngoái"]


def test_no_task_is_a_petition_among_orders_to_the_same_body() -> None:
    text = HEADED.replace("3. Chính phủ", "b) Lọc nước suối.\nc) Dạy cách trữ mưa.\n3. Chính phủ")
    tasks = [
        mark(text, task, addressee=slot(text, "Sở Y tế"))
        for task in ("Đo mẫu nước từng giếng", "Lọc nước suối", "Dạy cách trữ mưa")
    ]
    odd = replace(tasks[2], strength="petition")
    alone = facts.find(from_text(text), Scripted((odd,))).directives
    among = facts.find(from_text(text), Scripted((*tasks[:2], odd))).directives
    assert [d.strength for d in alone] == ["petition"]
    assert [d.strength for d in among] == ["order"] * 3


@pytest.mark.parametrize(("opened", "closed"), [('"', '"'), ("“", "”")])
def test_a_quotation_within_a_task_is_closed(opened: str, closed: str) -> None:
    text = f"Chủ tịch xã yêu cầu các thôn trực theo lối {opened}ba cùng{closed}, báo tin kịp thời."
    (found,) = facts.find(from_text(text), Scripted((mark(text, f"trực theo lối {opened}ba cùng"),))).directives
    assert found.action.of(text) == f"trực theo lối {opened}ba cùng{closed}"
