"""A sentence that says who must do what by when, against the directive it comes from."""

from __future__ import annotations

import pytest

from summarizer import document, facts
from summarizer.brief.check import check_text
from summarizer.document.model import Span
from summarizer.facts.model import Directive, Facts

SOURCE = (
    "Sở Tài chính báo cáo tình hình chi ngân sách. Chủ tịch UBND tỉnh Lê Minh Tâm kết luận hội nghị. "
    "UBND huyện Tân Lập hoàn thành chi trả tiền bồi thường cho 126 hộ dân trong tháng 7. "
    "Cuộc họp tháng 8 sẽ bàn về đê điều. Ban Thường vụ yêu cầu Ban Tổ chức hoàn thành đề án sắp xếp bộ máy trước 30/8."
)


def span(words: str) -> Span:
    at = SOURCE.index(words)
    return Span(at, at + len(words))


DIRECTIVES = (
    Directive(
        span("UBND huyện Tân Lập hoàn thành chi trả tiền bồi thường cho 126 hộ dân trong tháng 7"),
        span("hoàn thành chi trả tiền bồi thường cho 126 hộ dân"),
        None,
        span("Chủ tịch UBND tỉnh Lê Minh Tâm"),
        span("UBND huyện Tân Lập"),
        span("trong tháng 7"),
        strength="order",
        inherited=True,
    ),
    Directive(
        span("Ban Thường vụ yêu cầu Ban Tổ chức hoàn thành đề án sắp xếp bộ máy trước 30/8"),
        span("hoàn thành đề án sắp xếp bộ máy"),
        span("yêu cầu"),
        span("Ban Thường vụ"),
        span("Ban Tổ chức"),
        span("trước 30/8"),
        strength="order",
    ),
)


def told(text: str):
    article = document.from_text(SOURCE)
    found = Facts(facts.find(article).figures, DIRECTIVES)
    (sentence,) = check_text(article, found, text)
    return sentence


@pytest.mark.parametrize(
    ("brief", "kind", "words", "source"),
    [
        ("Sở Tài chính phải hoàn thành chi trả tiền bồi thường cho 126 hộ dân.", "role", "Sở Tài chính", "UBND huyện Tân Lập"),
        ("UBND huyện Tân Lập phải hoàn thành chi trả tiền bồi thường cho 126 hộ dân trong tháng 8.", "time", "tháng 8", "trong tháng 7"),
        ("Chủ tịch UBND tỉnh Lê Minh Tâm yêu cầu Ban Tổ chức hoàn thành đề án sắp xếp bộ máy.", "role", "Chủ tịch UBND tỉnh Lê Minh Tâm", "Ban Thường vụ"),
    ],
)  # fmt: skip
def test_another_body_or_another_day_is_caught(brief, kind, words, source):
    sentence = told(brief)
    assert sentence.status == "unsupported"
    (fault,) = [f for f in sentence.faults if f.gravity == "error"]
    assert (fault.kind, [w.of(brief) for w in fault.words], [w.of(SOURCE) for w in fault.source]) == (
        kind,
        [words],
        [source],
    )


@pytest.mark.parametrize(
    "brief",
    [
        "UBND huyện Tân Lập phải chi trả xong tiền bồi thường cho 126 hộ dân trong tháng 7.",
        "Chủ tịch UBND tỉnh Lê Minh Tâm yêu cầu UBND huyện Tân Lập hoàn thành chi trả bồi thường cho 126 hộ dân.",
        "Ban Tổ chức được yêu cầu hoàn thành đề án sắp xếp bộ máy trước 30/8.",
        "Việc chi trả tiền bồi thường cho 126 hộ dân phải hoàn thành trong tháng 7.",
    ],
)
def test_an_honest_account_of_a_directive_passes(brief):
    sentence = told(brief)
    assert sentence.status == "supported", sentence.reasons


def test_a_day_of_a_sibling_that_the_sentence_tells_of_too_is_no_other_deadline():
    source = (
        "Chủ tịch UBND tỉnh yêu cầu:\n- Sở Xây dựng rà soát nhà ở ven sông trước ngày 10/8.\n"
        "- Sở Xây dựng rà soát nhà ở trên sườn đồi trước ngày 20/8."
    )
    article = document.from_text(source)

    def directive(action: str, deadline: str) -> Directive:
        at, day = source.index(action), source.index(deadline)
        where = Span(at, at + len(action))
        return Directive(where, where, None, None, None, Span(day, day + len(deadline)), strength="order")

    found = Facts(
        facts.find(article).figures,
        (
            directive("rà soát nhà ở ven sông", "trước ngày 10/8"),
            directive("rà soát nhà ở trên sườn đồi", "trước ngày 20/8"),
        ),
    )
    brief = "Sở Xây dựng rà soát nhà ở ven sông và nhà ở trên sườn đồi, chậm nhất ngày 10/8 và trước ngày 20/8."
    (sentence,) = check_text(article, found, brief)
    assert sentence.status == "supported", sentence.reasons


def check(source: str, brief: str):
    article = document.from_text(source)
    (sentence,) = check_text(article, facts.find(article), brief)
    return sentence, article


TASKS = (
    "Chủ tịch UBND tỉnh kết luận: Sở Nông nghiệp và Môi trường chủ trì, phối hợp với Công an tỉnh và UBND xã Đại Lâm "
    "kiểm tra 14 bến cát ven sông Lô. Sở Xây dựng trình UBND tỉnh phương án nắn tuyến đê bao. "
    "Hội đồng nhân dân xã giao Ủy ban nhân dân xã công bố quy hoạch bãi đỗ xe. "
    "Nhà thầu bàn giao hồ sơ hoàn công cho Ban Quản lý dự án giao thông."
)


@pytest.mark.parametrize(
    ("brief", "words"),
    [
        ("Công an tỉnh chủ trì, phối hợp với Sở Nông nghiệp và Môi trường kiểm tra 14 bến cát ven sông Lô.", "Công an tỉnh"),
        ("UBND tỉnh trình Sở Xây dựng phương án nắn tuyến đê bao.", "UBND tỉnh trình Sở Xây dựng"),
        ("UBND xã giao HĐND xã công bố quy hoạch bãi đỗ xe.", "UBND xã giao HĐND xã"),
        ("Ban Quản lý dự án giao thông bàn giao hồ sơ hoàn công cho nhà thầu.", "Ban Quản lý"),
    ],
)  # fmt: skip
def test_two_bodies_in_each_others_place_are_caught(brief, words):
    sentence, _ = check(TASKS, brief)
    assert sentence.status == "unsupported"
    fault = next(f for f in sentence.faults if f.gravity == "error")
    assert fault.kind == "swap"
    assert fault.words[0].of(brief).startswith(words)


@pytest.mark.parametrize(
    "brief",
    [
        "Công an tỉnh được giao phối hợp với Sở NN&MT kiểm tra 14 bến cát ven sông Lô.",
        "Phương án nắn tuyến đê bao do Sở Xây dựng trình UBND tỉnh.",
        "UBND xã công bố quy hoạch bãi đỗ xe, theo yêu cầu của HĐND xã.",
        "UBND xã được HĐND xã giao công bố quy hoạch bãi đỗ xe.",
    ],
)
def test_the_same_bodies_told_in_another_order_pass(brief):
    sentence, _ = check(TASKS, brief)
    assert sentence.status == "supported", sentence.reasons


def test_who_a_sentence_opens_with_is_who_acts():
    sentence = told("Sở Tài chính hoàn thành chi trả tiền bồi thường cho 126 hộ dân.")
    assert [f.kind for f in sentence.faults if f.gravity == "error"] == ["role"]
    assert told("Huyện Tân Lập hoàn thành chi trả tiền bồi thường cho 126 hộ dân.").status == "supported"


def test_the_foot_says_who_signed_as_what():
    source = (
        "ỦY BAN NHÂN DÂN TỈNH\nSố: 45/QĐ-UBND\nHà Lâm, ngày 14 tháng 3 năm 2024\n\nQUYẾT ĐỊNH\nVề việc cấp 12 xe cứu thương\n\n"
        "Điều 1. Cấp 12 xe cứu thương cho bệnh viện tuyến huyện.\n\nNơi nhận:                 KT. CHỦ TỊCH\n"
        "- Như Điều 1;             PHÓ CHỦ TỊCH\n- Lưu: VT.                Lê Minh Tâm\n"
    )
    wrong, _ = check(source, "Chủ tịch UBND tỉnh Lê Minh Tâm ký quyết định cấp 12 xe cứu thương.")
    assert [f.kind for f in wrong.faults if f.gravity == "error"] == ["role"]
    right, _ = check(source, "Phó Chủ tịch UBND tỉnh Lê Minh Tâm ký quyết định ngày 14/3/2024 cấp 12 xe cứu thương.")
    assert right.status == "supported", right.reasons


@pytest.mark.parametrize(
    ("brief", "words"),
    [
        ("Mỗi tổ có nhiều nhất 4 người.", "nhiều nhất 4 người"),
        ("Hồ sơ được trả trong ít nhất 5 ngày.", "ít nhất 5 ngày"),
        ("Xe tải chỉ được vào phố trước 20 giờ.", "trước 20 giờ"),
        ("Mỗi quý kiểm tra không quá 30 xe.", "không quá 30 xe"),
    ],
)
def test_a_limit_turned_is_told_with_all_the_words_that_bound_it(brief, words):
    source = (
        "Mỗi tổ có ít nhất 4 người. Hồ sơ được trả trong thời hạn không quá 5 ngày. Xe tải chỉ được vào phố sau 20 giờ. "
        "Mỗi quý kiểm tra không dưới 30 xe."
    )
    sentence, _ = check(source, brief)
    assert sentence.status == "unsupported"
    assert any(f"«{words}»" in r for r in sentence.reasons), sentence.reasons


def test_what_is_forbidden_in_one_breath_is_not_allowed():
    source = "Huyện nghiêm cấm tàu, thuyền ra khơi từ chiều mai. Xã không để người già ở lại vùng trũng."
    wrong, _ = check(source, "Tàu, thuyền được phép ra khơi từ chiều mai.")
    assert [f.kind for f in wrong.faults if f.gravity == "error"] == ["negation"]
    for brief in ("Tàu, thuyền không được ra khơi từ chiều mai.", "Từ chiều mai, tàu thuyền bị cấm ra khơi."):
        assert check(source, brief)[0].status == "supported"


def test_what_a_list_forbids_is_forbidden():
    source = (
        "Điều 4. Các hành vi bị nghiêm cấm\n\n1. Xả nước thải chưa xử lý vào kênh tưới.\n\n2. Lấn chiếm hành lang kênh để dựng quán.\n\n"
        "Điều 5. Hiệu lực\n\nQuy chế có hiệu lực từ ngày ký."
    )
    wrong, _ = check(source, "Người dân được xả nước thải vào kênh tưới.")
    assert [f.kind for f in wrong.faults if f.gravity == "error"] == ["certainty"]
    for brief in ("Không được lấn chiếm hành lang kênh để dựng quán.", "Quy chế cấm xả nước thải vào kênh tưới."):
        assert check(source, brief)[0].status == "supported"


BOUND = (
    "Trong lúc chờ nhà mới, UBND xã được phép bố trí nhà tạm cho các hộ. Tài xế phải khai báo lô hàng tại cửa khẩu. "
    "Hộ nghèo không phải đóng tiền nước. Cơ sở cũ có thể nộp hồ sơ qua mạng; cơ sở mới phải nộp hồ sơ trực tiếp."
)


@pytest.mark.parametrize(
    ("brief", "words"),
    [
        ("UBND xã phải bố trí nhà tạm cho các hộ.", "phải bố trí"),
        ("Tài xế có thể khai báo lô hàng tại cửa khẩu.", "có thể khai báo"),
        ("Tài xế không phải khai báo lô hàng tại cửa khẩu.", "không phải khai báo"),
        ("Hộ nghèo phải đóng tiền nước.", "phải đóng"),
    ],
)
def test_what_is_allowed_is_no_duty_nor_the_other_way_round(brief, words):
    sentence, _ = check(BOUND, brief)
    faults = [f for f in sentence.faults if f.gravity == "error"]
    assert faults
    assert faults[0].words[0].of(brief).startswith(words)


@pytest.mark.parametrize(
    "brief",
    [
        "UBND xã có thể bố trí nhà tạm cho các hộ.",
        "Tài xế có trách nhiệm khai báo lô hàng tại cửa khẩu.",
        "Hộ nghèo không cần đóng tiền nước.",
        "Cơ sở mới phải nộp hồ sơ trực tiếp.",
        "Cơ sở cũ có thể nộp hồ sơ qua mạng.",
    ],
)
def test_the_same_bond_in_other_words_passes(brief):
    assert check(BOUND, brief)[0].status == "supported"


def test_a_suspended_sentence_is_none_to_serve():
    source = "Tòa tuyên phạt Trần Văn Bảy 18 tháng tù nhưng cho hưởng án treo; Lý Văn Tám 3 năm tù về cùng tội."
    wrong, _ = check(source, "Trần Văn Bảy lĩnh 18 tháng tù giam.")
    assert [f.kind for f in wrong.faults if f.gravity == "error"] == ["wrongthing"]
    for brief in ("Trần Văn Bảy lĩnh 18 tháng tù treo.", "Lý Văn Tám lĩnh 3 năm tù."):
        assert check(source, brief)[0].status == "supported"


def test_who_leads_one_task_may_help_with_another():
    source = (
        "Sở Xây dựng chủ trì, phối hợp với Sở Tài chính kiểm tra tiến độ giải ngân. "
        "Sở Tài chính chủ trì, phối hợp với Sở Xây dựng đề xuất mức thưởng cho công trình về đích sớm."
    )
    wrong, _ = check(
        source, "Sở Xây dựng chủ trì, phối hợp với Sở Tài chính đề xuất mức thưởng cho công trình về đích sớm."
    )
    assert [f.kind for f in wrong.faults if f.gravity == "error"] == ["swap"]
    for task in (
        "Sở Xây dựng chủ trì, phối hợp với Sở Tài chính kiểm tra tiến độ.",
        "Sở Tài chính chủ trì, phối hợp với Sở Xây dựng đề xuất mức thưởng.",
    ):
        assert check(source, task)[0].status == "supported"
