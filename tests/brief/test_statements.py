"""Chosen units as sentences that stand on their own: who acts, of which place, and who a short name is."""

from __future__ import annotations

from summarizer.brief.editing import plan, worded
from summarizer.brief.outline import unmarked
from summarizer.brief.units import Unit, candidates
from summarizer.document import from_text
from summarizer.document.model import Article, Span
from summarizer.facts.model import Facts
from tests.brief.documents import DECISION, ORDER, REPORT

NOTHING = Facts()


def picked(article: Article, *beginnings: str) -> list[str]:
    """The brief of the units that begin so."""
    units = candidates(article, NOTHING)
    chosen = [
        u
        for b in beginnings
        for u in units
        if unmarked(article.text, Span(u.start, u.end)).of(article.text).startswith(b)
    ]
    assert len(chosen) == len(beginnings)
    return [s.text for s in worded(plan(article, NOTHING, units), sorted(chosen))]


def test_a_task_names_the_body_that_it_shares_with_the_one_before() -> None:
    made = picked(from_text(DECISION), "báo cáo Ủy ban")
    assert made[-1] == "Sở Nông nghiệp và Môi trường báo cáo Ủy ban nhân dân tỉnh trước ngày 15/12 hằng năm."


def test_tasks_of_one_body_are_one_sentence() -> None:
    made = picked(from_text(ORDER), "Sơ tán xong", "Bố trí lực lượng")
    assert made[-1] == (
        "Chủ tịch Ủy ban nhân dân các xã, phường sơ tán xong 1.150 hộ ở vùng trũng trước 18 giờ ngày 02/9; bố trí lực lượng"
        " canh gác tại 27 ngầm tràn, không cho người qua lại."
    )


def test_an_order_without_a_subject_names_who_gives_it() -> None:
    assert picked(from_text(DECISION), "Giao Sở Tài chính")[-1].startswith(
        "Ủy ban nhân dân tỉnh An Lạc giao Sở Tài chính"
    )
    assert picked(from_text(ORDER), "Nghiêm cấm")[-1].startswith("Chủ tịch Ủy ban nhân dân tỉnh An Lạc nghiêm cấm")


def test_a_figure_under_the_name_of_a_place_carries_it() -> None:
    article = from_text(REPORT)
    units = [u for u in candidates(article, NOTHING) if u.of(article.text).startswith("Thu nhập")]
    made = [s.text for s in worded(plan(article, NOTHING, candidates(article, NOTHING)), units)]
    assert made[-1] == "Huyện Tây Sơn: thu nhập bình quân đầu người đạt 51,3 triệu đồng, tăng 6,2% so với năm trước."


def test_preamble_formulas_and_lead_ins_are_barred() -> None:
    article = from_text(DECISION)
    units = candidates(article, NOTHING)
    standing = plan(article, NOTHING, units).standing
    assert standing.barred is not None
    barred = [u.of(article.text) for u, b in zip(units, standing.barred, strict=True) if b]
    assert any("chịu trách nhiệm thi hành" in text for text in barred)
    assert not any(u.of(article.text).startswith(("Căn cứ", "Xét đề nghị")) for u in units)


def test_a_short_name_gets_the_full_one_unless_the_brief_has_it() -> None:
    article = from_text(
        "Xây cầu mới\n\nÔng Lê Văn Tám, chủ thầu, nhận làm cây cầu qua sông Cái từ tháng 5.\n\nCông trình dài 120 m, vốn 18 tỷ"
        " đồng.\n\nÔng Tám cho biết cầu sẽ thông xe trước mùa lũ năm sau."
    )
    units = candidates(article, NOTHING)
    known = plan(article, NOTHING, units)
    alone = [s.text for s in worded(known, [units[-1]])]
    assert alone == ["Ông Lê Văn Tám cho biết cầu sẽ thông xe trước mùa lũ năm sau."]
    both = [s.text for s in worded(known, [units[0], units[-1]])]
    assert both[-1].startswith("Ông Tám cho biết")


def test_a_name_that_two_people_share_is_left_as_it_is() -> None:
    article = from_text(
        "Hai người thợ\n\nÔng Lê Văn Tám và ông Trần Văn Tám cùng làm cầu từ tháng 5 năm nay.\n\nÔng Tám cho biết cầu sẽ"
        " thông xe trước mùa lũ năm sau."
    )
    units = candidates(article, NOTHING)
    assert worded(plan(article, NOTHING, units), [units[-1]])[0].text.startswith("Ông Tám cho biết")


def test_a_short_name_inside_a_sentence_gets_the_full_one_that_stands_behind() -> None:
    article = from_text(
        "Xã có trưởng trạm mới\n\nSáng 4/5, Giám đốc Sở Y tế trao quyết định cho ông Tám. “Tôi tin ông Tám”, một người dân nói"
        " sau buổi lễ.\n\nÔng Lê Văn Tám 45 tuổi, là bác sĩ."
    )
    units = candidates(article, NOTHING)
    known = plan(article, NOTHING, units)
    assert [s.text for s in worded(known, units[:1])] == [
        "Sáng 4/5, Giám đốc Sở Y tế trao quyết định cho ông Lê Văn Tám."
    ]
    assert worded(known, units[1:2])[0].text.startswith("“Tôi tin ông Tám”")


def test_units_are_spans_of_the_article() -> None:
    article = from_text(ORDER)
    assert all(isinstance(u, Unit) and u.of(article.text).strip() for u in candidates(article, NOTHING))


def test_what_is_asked_of_another_body_names_who_asks() -> None:
    article = from_text(
        "Kiến nghị về hạn mặn\n\nỦy ban nhân dân tỉnh An Lạc kính đề nghị:\n\n1. Bộ Nông nghiệp và Môi trường đẩy nhanh thi"
        " công cống Vàm Cái, hoàn thành trước mùa khô năm 2026.\n\n2. Bộ Tài chính ứng 75 tỷ đồng từ dự phòng ngân sách."
    )
    made = picked(article, "Bộ Tài chính")
    assert made == ["Ủy ban nhân dân tỉnh An Lạc kính đề nghị Bộ Tài chính ứng 75 tỷ đồng từ dự phòng ngân sách."]


LED = """ỦY BAN NHÂN DÂN                 CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
TỈNH AN LẠC                          Độc lập - Tự do - Hạnh phúc

Số: 12/KH-UBND                      An Lạc, ngày 02 tháng 3 năm 2025

KẾ HOẠCH
Về việc trồng rừng ven sông

Ủy ban nhân dân tỉnh An Lạc ban hành Kế hoạch trồng rừng ven sông, cụ thể như sau:

{}

Nơi nhận:                                  CHỦ TỊCH
- Lưu: VT.                                  Trần Văn Hạ
"""


def test_a_later_clause_has_the_body_of_its_own_sentence() -> None:
    article = from_text(
        LED.format(
            "Điều 2. Trách nhiệm của các cơ quan, đơn vị\n\n1. Sở Xây dựng chịu trách nhiệm cắm 60 mốc dọc bờ; lập hồ sơ"
            " từng mốc; gửi bản đồ cho các xã.\n\n2. Các xã trồng mỗi xã 5 ha."
        )
    )
    assert picked(article, "gửi bản đồ") == [
        "Ủy ban nhân dân tỉnh An Lạc ban hành kế hoạch trồng rừng ven sông.",
        "Sở Xây dựng gửi bản đồ cho các xã.",
    ]


def test_who_issues_a_plan_is_not_said_to_carry_it_out() -> None:
    article = from_text(LED.format("- Trồng 40 ha bần ven sông Cái trong năm 2025.\n\n- Chăm sóc 12 ha rừng cũ."))
    assert picked(article, "Trồng 40 ha")[-1] == "Trồng 40 ha bần ven sông Cái trong năm 2025."


def test_what_a_lead_in_without_a_name_asks_for_is_asked_by_whose_document_it_is() -> None:
    article = from_text(
        LED.format(
            "Để kịp mùa vụ, đề nghị:\n\na) Bộ Tài chính ký hợp đồng mua cây giống trong tháng 5.\n\nb) Giao Tổ công tác"
            " 12 - đầu mối của tỉnh kiểm đếm cây."
        )
    )
    assert picked(article, "Bộ Tài chính")[-1].startswith(
        "Ủy ban nhân dân tỉnh An Lạc đề nghị Bộ Tài chính ký hợp đồng"
    )
    assert picked(article, "Giao Tổ công tác")[-1].startswith("Ủy ban nhân dân tỉnh An Lạc giao Tổ công tác 12")


def test_a_value_has_the_label_that_it_stands_under() -> None:
    article = from_text(
        LED.format("3. Thời gian thực hiện:\n\nTừ nay đến hết quý III năm 2025.\n\n4. Việc khác\n\nKhông.")
    )
    assert picked(article, "Từ nay")[-1] == "Thời gian thực hiện: từ nay đến hết quý III năm 2025."


def test_the_name_of_an_article_is_not_run_into_its_first_sentence() -> None:
    article = from_text(
        LED.format(
            "Điều 3. Hiệu lực thi hành Kế hoạch này có hiệu lực thi hành kể từ ngày 01 tháng 6 năm 2025.\n\nĐiều 4. Mục tiêu"
            " chung Phủ xanh 40 ha bãi bồi.\n\nKinh phí thực hiện Kế hoạch này được bố trí từ ngân sách tỉnh."
        )
    )
    assert picked(article, "Hiệu lực thi hành")[-1].startswith("Kế hoạch này có hiệu lực")
    assert picked(article, "Mục tiêu chung")[-1] == "Mục tiêu chung: phủ xanh 40 ha bãi bồi."
    assert picked(article, "Kinh phí")[-1] == "Kinh phí thực hiện Kế hoạch này được bố trí từ ngân sách tỉnh."


def test_who_is_to_direct_others_is_the_body_above() -> None:
    article = from_text(
        LED.format("1. Sở Xây dựng:\n\n- Cắm mốc dọc bờ.\n\n- Chỉ đạo các xã dọn 12 ha cỏ dại trong tháng 4.")
    )
    assert picked(article, "Chỉ đạo các xã")[-1] == "Sở Xây dựng chỉ đạo các xã dọn 12 ha cỏ dại trong tháng 4."


def test_a_ban_under_the_name_of_a_body_is_that_body_s() -> None:
    article = from_text(LED.format("1. UBND các xã:\n\n- Dọn 12 ha cỏ dại.\n\n- Cấm đò ngang, gọi 30 thuyền vào bờ."))
    assert picked(article, "Cấm đò ngang")[-1] == "UBND các xã cấm đò ngang, gọi 30 thuyền vào bờ."
