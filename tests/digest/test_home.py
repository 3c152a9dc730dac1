"""Whose bodies a text means, and what a task is done to: both stand elsewhere in the source."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from summarizer.brief.directives import directive_blocks
from summarizer.digest.document.ics import to_ics
from summarizer.digest.home import home, is_one, placed
from summarizer.digest.objects import bare, days, full_name, joined, one_day, running_name, shown, tasks
from summarizer.document import Span, from_text
from summarizer.document.model import Card
from summarizer.facts.model import Directive
from tests.digest.test_front import digest, marked, part

NOW = datetime(2025, 8, 12, 17, 30, tzinfo=UTC)


def market(place: str, n: int, day: int = 15, more: str = ""):
    text = (
        f"{place} rà soát {n} chợ dân sinh\n\n{more}UBND tỉnh {place} họp. Chủ tịch UBND tỉnh Trần Văn Lạc yêu cầu Sở"
        f" Tài chính lập phương án bán {n} chợ cũ trước ngày {day}/8/2025.\n"
    )
    return marked(text, task(n, day))


def task(n: int, day: int):
    action = f"lập phương án bán {n} chợ cũ"
    until = f"trước ngày {day}/8/2025"
    return "Chủ tịch UBND tỉnh Trần Văn Lạc", "Sở Tài chính", action, until, date(2025, 8, day)


def bridge(place: str, n: int, day: int):
    text = (
        f"Gió giật đánh sập cầu treo, {n} học sinh phải nghỉ\n\nTrận bão đêm qua làm đổ hàng cây bàng, thuyền thúng neo lại"
        f" ở vịnh Cát Sa.\n\nTỉnh {place} hỗ trợ mỗi em 3 triệu đồng. Chủ tịch UBND tỉnh Trần Văn Lạc yêu cầu Sở Tài chính"
        f" lập phương án bán {n} chợ cũ trước ngày {day}/8/2025.\n"
    )
    return marked(text, task(n, day))


def test_one_name_in_two_provinces_is_two_bodies(store):
    made = digest(store, [market("An Lạc", 20), bridge("Phú Hậu", 31, 15)], NOW)
    assert [b.name for b in made.calendar] == ["Sở Tài chính (tỉnh An Lạc)", "Sở Tài chính (tỉnh Phú Hậu)"]
    assert any("Sở Tài chính (tỉnh An Lạc): lập phương án" in line for line in part(made, "due"))
    assert "(tỉnh Phú Hậu)" in to_ics(made).decode().replace("\r\n ", "")


def test_one_body_of_two_texts_of_a_province_is_one(store):
    made = digest(store, [market("An Lạc", 20), bridge("An Lạc", 31, 14)], NOW)
    assert [(b.name, len(b.tasks)) for b in made.calendar] == [("Sở Tài chính (tỉnh An Lạc)", 2)]


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("Họp chợ\n\nUBND tỉnh An Lạc họp. Đoàn của tỉnh Phú Hậu dự. Tỉnh An Lạc có 30 chợ.\n", "tỉnh An Lạc"),
        ("Họp chợ\n\nUBND tỉnh An Lạc và UBND tỉnh Phú Hậu cùng họp.\n", ""),  # which of the two?
        ("Họp chợ\n\nPhó Chủ tịch UBND tỉnh Rô Văn Lạc chủ trì cuộc họp.\n", ""),  # who, not where
        ("Họp chợ\n\nChủ tịch UBND tỉnh An Lạc ban hành công điện.\n", "tỉnh An Lạc"),
    ],
)
def test_the_place_of_a_text_is_the_province_that_it_names(text, place):
    assert home(from_text(text)) == place


def test_who_issues_a_document_is_no_place():
    article = from_text("Họp chợ\n\nUBND phường họp về chợ.\n")
    card = Card(issuer="Phó Chủ tịch UBND tỉnh Rô Văn Lạc")
    assert home(replace(article, card=card)) == ""
    assert home(replace(article, card=replace(card, issuer="Chủ tịch UBND tỉnh An Lạc"))) == "tỉnh An Lạc"


def test_a_local_body_without_a_place_gets_that_of_its_text():
    assert placed("Chủ tịch UBND tỉnh", "tỉnh An Lạc") == "Chủ tịch UBND tỉnh An Lạc"
    assert placed("Sở Y tế", "tỉnh An Lạc") == "Sở Y tế (tỉnh An Lạc)"
    assert placed("Sở Y tế", "huyện Bình Sa") == "Sở Y tế"  # a district has none
    assert placed("UBND xã Bình Sa", "tỉnh An Lạc") == "UBND xã Bình Sa"
    assert placed("Bộ Y tế", "tỉnh An Lạc") == "Bộ Y tế"


def test_a_body_of_the_nation_is_one_in_all_texts():
    assert is_one("Thủ tướng", "Bộ Y tế")
    assert is_one("Thủ tướng", "UBND các tỉnh, thành phố")
    assert is_one("Sở Y tế", "UBND xã Bình Sa")
    assert not is_one("Thủ tướng", "UBND tỉnh")
    assert not is_one("Chủ tịch UBND tỉnh", "các xã, phường")
    assert not is_one("Hội đồng quản trị", "Ban Điều hành")


@pytest.mark.parametrize(
    ("action", "without"),
    [
        ("báo cáo UBND tỉnh trước ngày 10/8", True),
        ("gửi về Sở trước ngày 31/7 để kịp tổng hợp", True),
        ("hoàn thành trước ngày 27/7", True),
        ("khẩn trương gửi trước ngày 10/7/2026", True),
        ("báo cáo kết quả về UBND tỉnh", True),
        ("trình Sở Xây dựng thẩm định trong tháng 5", True),
        ("báo cáo UBND tỉnh phương án sửa chợ trước ngày 10/8", False),
        ("hoàn thành sửa 12 chợ trước ngày 27/7", False),
        ("gửi danh sách chợ về Sở trước ngày 31/7", False),
        ("rà soát các chợ, báo cáo UBND tỉnh", False),
    ],
)
def test_what_is_handed_over_has_to_be_told(action, without):
    assert bare(action) is without


def alone(text: str, addressee: str, *actions: str) -> str | None:
    """How the last of these tasks of a body is shown."""
    article = from_text(f"Chợ tỉnh\n\n{text}\n")

    def span(words: str) -> Span:
        at = article.text.index(words)
        return Span(at, at + len(words))

    found = [Directive(span(a), span(a), addressee=span(addressee)) for a in actions]
    told = shown(article, found, len(found) - 1)
    return None if told is None else told.of(article.text)


def test_a_task_without_its_object_takes_it_from_its_sentence():
    text = "Yêu cầu Sở Xây dựng rà soát 12 chợ cũ; báo cáo UBND tỉnh trước ngày 10/8."
    report = "báo cáo UBND tỉnh trước ngày 10/8"
    assert alone(text, "Sở Xây dựng", report) == f"rà soát 12 chợ cũ; {report}"
    assert alone(text, "Sở Xây dựng", "rà soát 12 chợ cũ", report) == f"rà soát 12 chợ cũ; {report}"
    assert alone(text, "Sở Xây dựng", "rà soát 12 chợ cũ") == "rà soát 12 chợ cũ"


def test_where_there_is_no_object_there_is_no_task():
    assert (
        alone("Với chợ cũ, yêu cầu các xã hoàn thành trước ngày 27/7.", "các xã", "hoàn thành trước ngày 27/7") is None
    )
    assert alone("Phòng Kỹ thuật trình tôi bản vẽ chợ.", "Phòng Kỹ thuật", "trình tôi bản vẽ chợ") is None  # whom?


def test_what_another_is_told_in_between_is_the_others():
    text = "Sở Tài chính cấp vốn sửa chợ; giao Sở Nội vụ bố trí 9 cán bộ quản lý chợ."
    assert alone(text, "Sở Tài chính", "bố trí 9 cán bộ quản lý chợ") is None


def test_what_holds_in_one_case_only_is_no_task_without_it():
    text = "Chợ nào thu dưới 60% kế hoạch, Trưởng ban chợ phải kiểm điểm trước toàn phường."
    assert alone(text, "Trưởng ban chợ", "kiểm điểm trước toàn phường") is None


def test_a_task_of_two_days_is_due_on_none(store):
    assert days("bán chợ trước ngày 31/12/2026 và trình phương án trước ngày 30 tháng 9") == 2
    assert days("bán chợ trước ngày 30/9, chậm nhất ngày 30 tháng 9") == 1
    action = "bán chợ cũ trước ngày 15/8/2025 và xây chợ mới trước ngày 20/8/2025"
    text = f"Chợ An Lạc\n\nUBND tỉnh An Lạc yêu cầu Sở Tài chính {action} theo kế hoạch.\n"
    task = ("UBND tỉnh An Lạc", "Sở Tài chính", action, "trước ngày 20/8/2025", date(2025, 8, 20))
    assert not digest(store, [marked(text, task)], NOW).calendar


def test_the_day_of_a_meeting_is_not_known():
    assert not one_day("báo cáo kết quả sửa chợ", "tại kỳ họp thường lệ giữa năm 2026")
    assert one_day("báo cáo kết quả sửa chợ", "tại phiên họp ngày 12/6/2026")
    assert one_day("báo cáo kết quả sửa chợ", "trong tháng 6")
    assert one_day("sửa chợ theo Công văn số 15/UBND-KT ngày 5/7/2026 trước ngày 20/8/2026", "trước ngày 20/8/2026")
    assert not one_day("sửa chợ theo kế hoạch ngày 5/7 và trước ngày 20/8/2026", "trước ngày 20/8/2026")
    assert not one_day("theo dõi giá sau khi ông A nhậm chức vào cuối tháng 1/2026", "cuối tháng 1/2026")


def test_a_letterheads_capitals_are_no_name():
    article = from_text("Quyết định\n\nỦy ban nhân dân tỉnh An Lạc họp.\n\nCHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH\n")
    assert running_name(article, "CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH").startswith("Chủ tịch ủy ban nhân dân".title()[:3])
    assert not running_name(article, "CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH").isupper()
    assert running_name(article, "UBND") == "UBND"


def test_an_order_that_was_due_is_no_news_and_no_deadline_is_told_twice(store):
    late = market("An Lạc", 20, 5)
    soon = bridge("Phú Hậu", 31, 20)
    made = digest(store, [late, soon], NOW)
    assert part(made, "orders") == ["Chủ tịch UBND tỉnh Trần Văn Lạc — Sở Tài chính: lập phương án bán 31 chợ cũ"]
    action = "lập phương án bán 9 chợ trước ngày 22/8/2025"
    text = f"Chợ tỉnh\n\nUBND tỉnh An Lạc yêu cầu Sở Tài chính {action}.\n"
    task = ("UBND tỉnh An Lạc", "Sở Tài chính", action, "trước ngày 22/8/2025", date(2025, 8, 22))
    item = next(p for p in digest(store, [marked(text, task)], NOW).front if p.name == "orders").items[0]
    assert item.note == ""


@pytest.mark.parametrize(
    ("text", "name", "whole"),
    [
        ("Yêu cầu Công ty Thủy lợi Đá Bàn vận hành hồ.", "Công ty Thủy lợi Đá", "Công ty Thủy lợi Đá Bàn"),
        ("Giao Phòng Tài chính - Kế hoạch rà soát vốn.", "Phòng Tài chính", "Phòng Tài chính - Kế hoạch"),
        ("Giao Sở Xây dựng rà soát chợ.", "Sở Xây dựng", "Sở Xây dựng"),
        ("Giao Sở Y tế, Sở Nội vụ rà soát.", "Sở Y tế", "Sở Y tế"),
    ],
)
def test_a_name_that_is_cut_between_its_capitals_is_told_to_its_end(text, name, whole):
    article = from_text(f"Chợ tỉnh\n\n{text}\n")
    at = article.text.index(name)
    assert full_name(article, name, Span(at, at + len(name))) == whole


def test_tasks_under_one_heading_stand_together():
    brief = market("An Lạc", 3)
    block = tasks(directive_blocks(brief), brief)[0]
    again = replace(block, heading=block.heading.replace("Sở", "sở"))
    other = replace(block, heading="UBND tỉnh giao Sở Nội vụ:")
    assert joined([block, other, again]) == (replace(block, rows=block.rows * 2), other)
