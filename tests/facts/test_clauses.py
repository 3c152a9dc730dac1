"""What stands around an action in its clause: a condition, a ban, what denies it."""

from __future__ import annotations

import pytest

from summarizer import facts
from summarizer.document import from_text
from summarizer.engines.base import DirectiveMark
from summarizer.facts.model import Directive
from tests.costs import costs_within
from tests.facts.scripted import Scripted, at, mark, orders_of, said, slot


def found(text: str, *marks: DirectiveMark) -> tuple[Directive, ...]:
    return facts.find(from_text(text), Scripted(marks)).directives


@pytest.mark.parametrize(
    ("text", "action", "condition"),
    [
        (
            "UBND xã vận động; nếu hộ nào không nghe thì lập biên bản vụ việc.",
            "lập biên bản",
            "nếu hộ nào không nghe thì",
        ),
        ("Khi có lệnh sơ tán, các hộ ven biển rời nhà trong 30 phút.", "rời nhà trong 30 phút", "Khi có lệnh sơ tán,"),
        ("Kho nào hết hàng thì báo cáo Sở Công Thương.", "báo cáo Sở Công Thương", "Kho nào hết hàng thì"),
        ("Các trạm đóng cống ngăn mặn, báo cáo huyện trước 17 giờ.", "đóng cống ngăn mặn", None),
    ],
)
def test_a_condition_belongs_to_its_action(text: str, action: str, condition: str | None) -> None:
    (directive,) = found(text, mark(text, action))
    assert said(text, directive.condition) == condition
    assert directive.told(text).startswith(condition or action)


def test_a_condition_holds_for_the_whole_chain_of_tasks_and_no_further() -> None:
    text = "Nếu mưa lớn thì đóng cửa đập tràn, cắt điện trạm bơm; kiểm tra kênh mương ba xã."
    marks = [mark(text, action) for action in ("đóng cửa đập tràn", "cắt điện trạm bơm", "kiểm tra kênh mương ba xã")]
    told = [said(text, d.condition) for d in found(text, *marks)]
    assert told[-1] is None
    assert set(told[:-1]) == {"Nếu mưa lớn thì"}


def test_a_condition_behind_an_action_stays_with_it() -> None:
    text = "Các trường cho học sinh nghỉ học nếu nhiệt độ dưới 7 độ C, báo cáo phòng giáo dục."
    assert (
        orders_of(text, mark(text, "cho học sinh nghỉ học"))[0][1] == "cho học sinh nghỉ học nếu nhiệt độ dưới 7 độ C"
    )


def test_a_ban_colours_no_task_of_a_later_clause() -> None:
    text = "Nghiêm cấm bán pháo nổ, tổ chức tuần tra ban đêm."
    marks = mark(text, "tổ chức tuần tra ban đêm", trigger=slot(text, "Nghiêm cấm"))
    assert [d.polarity for d in found(text, marks)] == ["do"]


def test_a_task_is_not_torn_from_those_it_is_done_with() -> None:
    text = "Công an xã phối hợp Đoàn Thanh niên kiểm tra quán karaoke."
    pieces = (mark(text, "phối hợp Đoàn Thanh niên"), mark(text, "kiểm tra quán karaoke"))
    assert [action for _, action, _ in orders_of(text, *pieces)] == ["phối hợp Đoàn Thanh niên kiểm tra quán karaoke"]


def test_a_ditto_of_a_table_is_the_cell_above() -> None:
    text = (
        "| TT | Nhiệm vụ | Cơ quan chủ trì | Thời hạn |\n| --- | --- | --- | --- |\n"
        "| 1 | Đo đạc đất rừng | Sở Nội vụ | 30/9/2025 |\n| 2 | Cắm mốc ranh giới | -nt- | nt |\n"
    )
    assert orders_of(text) == [
        ("Sở Nội vụ", "Đo đạc đất rừng", "30/9/2025"),
        ("Sở Nội vụ", "Cắm mốc ranh giới", "30/9/2025"),
    ]


def test_the_number_of_a_row_is_no_part_of_its_task() -> None:
    text = "Danh mục công việc\n\n1 | Đo đạc đất rừng | tháng 9\n2 | Cắm mốc ranh giới | tháng 10\n"
    assert orders_of(text, mark(text, "Cắm mốc ranh giới"))[0][1] == "Cắm mốc ranh giới"


def test_thousands_of_clauses_and_conditions_take_time_by_their_number() -> None:
    text = "Sở yêu cầu: " + "nếu hỏng thì sửa ngay cống, " * 5000 + "hết."
    marks, start = [], 0
    for _ in range(5000):
        marks.append(DirectiveMark(at(text, "sửa ngay cống", start), 0.9, "order", 0.9))
        start = marks[-1].action.end
    article = from_text(text)
    assert found(text, *marks[:10])
    costs_within(lambda: facts.find(article, Scripted(tuple(marks))), 8)


@pytest.mark.parametrize(
    ("text", "action"),
    [
        ("Trường học không phải nộp báo cáo giấy về phòng giáo dục.", "nộp báo cáo giấy về phòng giáo dục"),
        ("Hộ dân không cần khai lại tờ khai đất ở.", "khai lại tờ khai đất ở"),
        ("Chủ đầu tư được phép tạm ứng hai tỷ đồng cho nhà thầu.", "tạm ứng hai tỷ đồng cho nhà thầu"),
    ],
)
def test_what_one_need_not_or_may_do_is_no_task(text: str, action: str) -> None:
    assert found(text, mark(text, action)) == ()


def test_what_one_may_do_but_so_is_one() -> None:
    text = "Xe tải chỉ được phép chạy ban đêm trong nội đô."
    assert [said(text, d.action) for d in found(text, mark(text, "chạy ban đêm trong nội đô"))] == [
        "chạy ban đêm trong nội đô"
    ]


def test_words_between_what_orders_and_the_action_belong_to_it() -> None:
    text = "Đại biểu đề nghị lùi thời điểm áp dụng bảng giá đất mới."
    (directive,) = found(text, mark(text, "áp dụng bảng giá đất mới", trigger=slot(text, "đề nghị")))
    assert said(text, directive.action) == "lùi thời điểm áp dụng bảng giá đất mới"


def test_a_body_between_them_does_not() -> None:
    text = "Tỉnh yêu cầu Sở Y tế mua thuốc dự phòng cho các huyện."
    (directive,) = found(text, mark(text, "mua thuốc dự phòng cho các huyện", trigger=slot(text, "yêu cầu")))
    assert said(text, directive.action) == "mua thuốc dự phòng cho các huyện"


def test_what_is_no_body_does_nothing() -> None:
    text = "Công tác tuyên truyền tiếp tục đổi mới nội dung trên loa."
    assert found(text, mark(text, "tiếp tục đổi mới nội dung trên loa", addressee=slot(text, "Công tác"))) == ()
