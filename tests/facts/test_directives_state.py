"""Orders carried over clauses, sentences and paragraphs, and what ends them; deadlines."""

from __future__ import annotations

import gc
from datetime import date
from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.document import from_text
from summarizer.facts.deadlines import due_date
from summarizer.facts.directives import find_directives
from summarizer.facts.model import Directive

ORDER = "Phát biểu kết luận, Bí thư Huyện ủy Lê Văn Bình đề nghị các xã tập trung thu hoạch lúa"


def found(text: str, today: date | None = None) -> list[tuple[str, Directive]]:
    article = from_text(text, date=today)
    return [(d.span.of(article.text), d) for d in find_directives(article)]


def inherited(text: str) -> list[str]:
    return [span for span, d in found(text) if d.inherited]


def test_clauses_behind_semicolons() -> None:
    text = f"{ORDER}; đẩy mạnh tiêu thụ nông sản; không lơ là phòng chống dịch bệnh."
    out = found(text)
    assert [d.inherited for _, d in out] == [False, True, True]
    assert {d.strength for _, d in out} == {"request"}
    assert {d.addressee.of(text) for _, d in out if d.addressee} == {"các xã"}
    assert {d.issuer.of(text) for _, d in out if d.issuer} == {"Bí thư Huyện ủy Lê Văn Bình"}
    assert out[2][1].polarity == "do_not"


@pytest.mark.parametrize(
    "sentence",
    [
        "Tăng cường kiểm tra đê điều.",
        "Giữ vững ổn định chính trị, bảo đảm trật tự an toàn xã hội.",
        "Đồng thời, rà soát các hộ nghèo.",
        "Bên cạnh đó, nâng cao chất lượng dạy học.",
        "Đối với các hồ chứa, kiểm tra cống xả mỗi ngày.",
        "Phòng Nông nghiệp khẩn trương hướng dẫn nông dân.",
        "Các cơ quan, đơn vị chủ động phối hợp với các xã.",
        "Xây dựng Đảng bộ huyện trong sạch, vững mạnh.",
    ],
)
@pytest.mark.parametrize("gap", [" ", "\n\n"])
def test_sentences_and_paragraphs(sentence: str, gap: str) -> None:
    assert len(inherited(f"{ORDER}.{gap}{sentence}")) == 1


@pytest.mark.parametrize(
    "sentence",
    [
        # another speaker, a report, narration
        "Chủ tịch huyện Trần Văn Tú cho biết đã gieo cấy xong.",
        "Theo báo cáo, từ đầu năm đến nay huyện thu ngân sách 412 tỷ đồng.",
        "Trước đó, các xã đã gieo cấy xong vụ xuân.",
        "Cùng ngày, huyện tổ chức lễ hội.",
        # results and figures
        "Thu nhập bình quân đạt 99 triệu đồng, tăng 5%.",
        "Công tác quản lý đất đai được tăng cường.",
        "Xuất khẩu rau quả đạt 2,3 tỷ USD.",
        "Có ít nhất 50% số xã đạt chuẩn nông thôn mới.",
        # a verb phrase as a subject, another actor behind it
        "Làm tốt việc này sẽ giúp nông dân yên tâm.",
        "Đẩy mạnh cơ giới hóa là giải pháp quan trọng.",
        "Đánh giá cao kết quả, Chủ tịch tỉnh tặng bằng khen cho 5 tập thể.",
        "Kiểm tra cho thấy nhiều hộ chưa kê khai.",
    ],
)
def test_what_is_no_order(sentence: str) -> None:
    assert inherited(f"{ORDER}. {sentence}") == []


def test_another_speaker_ends_the_order() -> None:
    text = f"{ORDER}. Theo ông Trần Văn Tú, chủ một trang trại, giá lúa còn thấp. Tăng cường chế biến sâu."
    assert inherited(text) == []


def test_a_new_order_takes_over() -> None:
    text = f"{ORDER}. Tăng cường tưới tiêu. Chủ tịch huyện Trần Văn Tú yêu cầu Phòng Y tế phun khử khuẩn. Chuẩn bị đủ thuốc."
    last = found(text)[-1][1]
    assert last.inherited
    assert last.strength == "order"
    assert last.issuer is not None
    assert last.issuer.of(text) == "Chủ tịch huyện Trần Văn Tú"


def test_order_reaches_over_a_neutral_sentence() -> None:
    assert len(inherited(f"{ORDER}. Đây là việc rất cần lúc này. Phòng Nông nghiệp khẩn trương vào cuộc.")) == 1


def test_purpose_before_the_order_is_no_order() -> None:
    text = f"{ORDER}.\nĐể khắc phục tồn tại; tiếp tục thực hiện nghị quyết; Thủ tướng giao Bộ Y tế chủ trì rà soát."
    assert inherited(text) == []


@pytest.mark.parametrize(
    ("sentence", "deadline", "due"),
    [
        ("Thủ tướng yêu cầu Bộ Y tế báo cáo trước ngày 30/6.", "trước ngày 30/6", date(2025, 6, 30)),
        ("Thủ tướng giao Bộ Xây dựng trình đề án trong quý III/2025.", "trong quý III/2025", date(2025, 9, 30)),
        (
            "UBND tỉnh yêu cầu Sở Y tế hoàn thành chậm nhất ngày 15/5/2025.",
            "chậm nhất ngày 15/5/2025",
            date(2025, 5, 15),
        ),
        ("Chính phủ giao Bộ Y tế ban hành quy chuẩn trong năm 2025.", "trong năm 2025", date(2025, 12, 31)),
        ("Thủ tướng yêu cầu các bộ giải ngân hết vốn đến hết năm 2025.", "đến hết năm 2025", date(2025, 12, 31)),
        ("Chủ tịch tỉnh yêu cầu Sở Xây dựng xử lý xong trong tháng 5.", "trong tháng 5", date(2025, 5, 31)),
        ("UBND huyện yêu cầu các xã báo cáo trước 17h hôm nay.", "trước 17h hôm nay", date(2025, 4, 20)),
        ("Thủ tướng yêu cầu Bộ Y tế rà soát các kho thuốc.", None, None),
    ],
)
def test_deadline(sentence: str, deadline: str | None, due: date | None) -> None:
    ((_, d),) = found(sentence, date(2025, 4, 20))
    article = from_text(sentence)
    assert (d.deadline.of(article.text) if d.deadline else None) == deadline
    assert d.due == due


@pytest.mark.parametrize(
    "sentence",
    [
        "Thủ tướng yêu cầu Bộ Tài chính quyết toán kinh phí được phân bổ trong năm 2017.",
        "Thủ tướng yêu cầu các bộ thực hiện Chương trình giai đoạn 2021 - 2025.",
    ],
)
def test_no_deadline(sentence: str) -> None:
    assert [d.deadline for _, d in found(sentence, date(2025, 4, 20))] == [None]


def test_ban_within_a_work_is_part_of_it() -> None:
    text = f"{ORDER}. Đồng thời tăng cường tuần tra, xử lý vi phạm, không để xảy ra ùn tắc kéo dài."
    assert inherited(text) == ["tăng cường tuần tra, xử lý vi phạm, không để xảy ra ùn tắc kéo dài"]


def test_addressee_that_shall_report_is_no_speaker() -> None:
    text = f"{ORDER}. Phòng Tài chính chủ trì, phối hợp với các xã, cơ quan liên quan báo cáo kết quả trước ngày 10/7."
    ((_, _), (_, second)) = found(text)
    assert second.inherited
    assert second.deadline is not None
    assert second.deadline.of(text) == "trước ngày 10/7"


def test_title_that_only_forbids() -> None:
    (span, d), *_ = found("Không để ùn tắc kéo dài trong dịp Tết\nNhiều tuyến đường đang sửa chữa.")
    assert span == "Không để ùn tắc kéo dài trong dịp Tết"
    assert (d.issuer, d.polarity, d.strength) == (None, "do_not", "order")


def test_deadline_before_the_action_holds_for_the_list() -> None:
    text = "Thủ tướng chủ trì phiên họp. Thủ tướng yêu cầu đến năm 2030 phấn đấu xóa hết nhà tạm. Đến năm 2027: Bồi dưỡng 30% giáo viên."
    assert [d.deadline.of(text) for _, d in found(text) if d.deadline] == ["đến năm 2030", "Đến năm 2027"]


def test_due_date_needs_a_time() -> None:
    assert due_date("sớm nhất", date(2025, 1, 1)) is None


@pytest.mark.parametrize(
    "part",
    [
        "yêu cầu ",
        "Thủ tướng yêu cầu ",
        "các bộ, ngành, ",
        "không để ",
        '"',
        "( ",
        "; ",
        "UBND tỉnh A và ",
        "được giao ",
    ],
)
def test_linear_time(part: str) -> None:
    def seconds(characters: int) -> float:
        article = from_text("Thủ tướng chủ trì phiên họp. " + part * (characters // len(part)))
        gc.collect()
        gc.disable()  # its passes cost more the more objects live, whoever made them
        try:
            start = process_time()
            find_directives(article)
            return process_time() - start
        finally:
            gc.enable()

    seconds(2_000)
    small = min(seconds(15_000) for _ in range(3))
    large = min(seconds(75_000) for _ in range(2))
    assert large < 9 * small + 0.05


_BITS = [
    "yêu cầu", "đề nghị", "giao", "cần", "phải", "không để", "Bộ", "UBND tỉnh", "Thủ tướng", "các", "bộ, ngành", '"', "“", "”", "(", ")", ";", ",", ".", ":", "\n", "- ",
    "trước ngày 30/6", "được", "đã", "ông", "Nguyễn Văn A", "và", "của", "1", "%", "?", "…", "hoà", "\u0300", "😀", "\t", "nói", "là", "có trách nhiệm", "mục tiêu", "nào",
]  # fmt: skip


@given(st.lists(st.sampled_from(_BITS), max_size=80).map(" ".join))
def test_spans_hold_together_on_any_text(text: str) -> None:
    article = from_text(text)
    last = 0
    for d in find_directives(article):
        assert last <= d.span.start < d.span.end <= len(article.text)
        assert d.span.covers(d.action)
        last = d.span.start
        for span in (d.trigger, d.issuer, d.addressee, d.deadline):
            assert span is None or (len(span) > 0 and span.end <= len(article.text))
