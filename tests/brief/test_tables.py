"""Rows of figures and directives in the source's own words."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from summarizer import locale
from summarizer.brief.directives import directive_blocks, shortened_blocks
from summarizer.brief.figures import indicators, shortened
from summarizer.brief.left_out import left_out
from summarizer.brief.model import Brief, EngineInfo
from summarizer.brief.rendering import render
from summarizer.brief.rendering.places import Places
from summarizer.brief.rendering.summary_lines import check_lines
from summarizer.document import from_text
from summarizer.document.model import Article
from summarizer.facts import find
from summarizer.facts.model import Directive, Facts, Figure, Modality, Trend
from tests.marking import PlainMarker

from .articles import span


@pytest.fixture(autouse=True)
def _vietnamese() -> None:
    locale.use("vi")


def bare(article: Article, facts: Facts) -> Brief:
    return Brief(article, facts, EngineInfo("extractive", None, "1", True), None, (), left_out(article, facts, ()))


def percent(article: Article, words: str, trend: Trend | None) -> Figure:
    place = span(article, words)
    return Figure(place, "percent", 5, "%", trend=trend, key=True, salience=0.5, label="Sản lượng")


@pytest.mark.parametrize(
    ("text", "trend", "said"),
    [
        ("Sản lượng năm nay tăng 5% so với năm ngoái ở nhiều nơi.", "up", "tăng 5%"),
        ("Sản lượng năm nay tăng lên 5% ở nhiều nơi trong tỉnh.", "up", "tăng lên 5%"),
        ("Giá lúa tươi tại ruộng giảm khoảng 5% so với đầu vụ.", "down", "giảm khoảng 5%"),
        ("Tỷ lệ hộ nghèo của huyện giảm còn 5% vào cuối năm nay.", "down", "giảm còn 5%"),
        ("Hộ nghèo chiếm 5% tổng số hộ dân của toàn huyện này.", "reach", "chiếm 5%"),
        ("Số thu của huyện thấp hơn 5% so với dự toán cả năm.", "down", "thấp hơn 5%"),
        ("Mức hỗ trợ cho mỗi hộ không thấp hơn 5% theo quy định.", None, ""),
        ("Xã tăng sản lượng lúa của cả vụ Đông Xuân này 5% nữa.", "up", "tăng 5%"),
        ("Độ phủ sóng ở các xã luôn lớn hơn 5% trong cả mùa mưa.", "up", ""),
        ("Số hộ nghèo của huyện không đạt 5% như mục tiêu đề ra.", "reach", "không đạt 5%"),
    ],
)
def test_trends_are_said_as_the_source_says_them(text: str, trend: Trend | None, said: str) -> None:
    article = from_text(f"Tin về sản lượng và đời sống trong huyện\n\n{text}")
    rows = indicators(bare(article, Facts((percent(article, "5%", trend),))))
    assert [c.text for c in rows[0].changes] == ([said] if said else [])
    if not said:
        assert rows[0].value == "5%"


def test_a_change_of_another_thing_has_its_own_row() -> None:
    article = from_text("Nhiệm vụ năm tới của huyện\n\nThu ngân sách tăng 10%, giảm 188 hộ nghèo trong toàn huyện.")
    money = Figure(span(article, "10%"), "percent", 10, "%", trend="up", key=True, label="Thu ngân sách")
    homes = Figure(span(article, "188 hộ nghèo"), "count", 188, "hộ nghèo", trend="down", key=True, label="Hộ nghèo")
    assert len(indicators(bare(article, Facts((money, homes))))) == 2


def test_a_name_and_its_beginning_are_one_row_under_the_name() -> None:
    article = from_text(
        "Tin về bến cảng trong vùng\n\nLượng hàng qua cảng và kho bãi là 40 tấn, tăng 10% so với quý trước."
    )
    part, whole = "Lượng hàng", "Lượng hàng qua cảng và kho bãi"
    first = Figure(span(article, "40 tấn"), "measure", 40, "tấn", indicator=span(article, part), key=True, label=part)
    second = Figure(
        span(article, "10%"), "percent", 10, "%", indicator=span(article, whole), trend="up", key=True, label=whole
    )
    (row,) = indicators(bare(article, Facts((first, second))))
    assert (row.indicator, row.value, [c.text for c in row.changes]) == (whole, "40 tấn", ["tăng 10%"])


def order(
    article: Article, words: str, *, polarity: str = "do", deadline: str = "", due: date | None = None
) -> Directive:
    place = span(article, words)
    return Directive(
        place,
        place,
        issuer=span(article, "Chủ tịch huyện"),
        addressee=span(article, "Các xã"),
        deadline=span(article, deadline) if deadline else None,
        due=due,
        strength="order",
        polarity=polarity,  # type: ignore[arg-type]
    )


def test_a_figure_without_a_clean_label_or_under_a_condition_has_no_row() -> None:
    article = from_text(
        "Cháy chợ huyện trong đêm\n\nVụ cháy làm 03 người bị thương, 12 gian hàng cháy. Nếu mưa, đỡ 5 xe nước."
    )
    people = Figure(span(article, "03 người"), "count", 3, "người", key=True, label="Người bị thương")
    stalls = Figure(span(article, "12 gian hàng"), "count", 12, "gian hàng", key=True)
    water = Figure(span(article, "5 xe nước"), "count", 5, "xe", key=True, label="Xe nước", modality="condition")
    rows = indicators(bare(article, Facts((people, stalls, water))))
    assert [(r.indicator, r.value) for r in rows] == [("Người bị thương", "03 người")]


def test_a_target_and_an_estimate_are_told_from_a_result() -> None:
    article = from_text("Kinh tế của huyện\n\nThu ngân sách 45 tỷ đồng; năm sau 50 tỷ đồng; cả năm 48 tỷ đồng.")
    told: tuple[tuple[str, Modality], ...] = (("45", "result"), ("50", "plan"), ("48", "estimate"))
    figures = tuple(
        Figure(span(article, f"{n} tỷ đồng"), "money", int(n) * 10**9, "VND", key=True, label="Thu", modality=modality)
        for n, modality in told
    )
    values = [row.value for row in indicators(bare(article, Facts(figures)))]
    assert values == ["45 tỷ đồng", "50 tỷ đồng (mục tiêu)", "48 tỷ đồng (ước)"]


def test_tasks_stand_under_who_must_act_once_and_the_earliest_deadline_first() -> None:
    article = from_text(
        "Chủ tịch huyện giao việc\n\nCác xã làm đường. Các xã sửa cầu trước ngày 31/12/2025. "
        "Các xã trồng rừng trước ngày 30/6/2025. Ban Quản lý dự án khơi cống. Các xã nhắc lại: làm đường trong tháng 9."
    )
    again = article.text.index("nhắc lại")
    later = span(article, "làm đường", again)
    tasks = (
        order(article, "làm đường"),
        order(article, "sửa cầu", deadline="trước ngày 31/12/2025", due=date(2025, 12, 31)),
        order(article, "trồng rừng", deadline="trước ngày 30/6/2025", due=date(2025, 6, 30)),
        replace(order(article, "khơi cống"), addressee=span(article, "Ban Quản lý dự án")),
        replace(order(article, "làm đường", deadline="trong tháng 9", due=date(2025, 9, 30)), action=later, span=later),
    )
    blocks = directive_blocks(bare(article, Facts((), tasks)))
    assert [(b.addressee, [r.action for r in b.rows]) for b in blocks] == [
        ("Các xã", ["trồng rừng", "làm đường", "sửa cầu"]),
        ("Ban Quản lý dự án", ["khơi cống"]),
    ]


def test_bans_say_that_they_forbid() -> None:
    article = from_text(
        "Chủ tịch huyện chỉ đạo công tác phòng cháy\n\nCác xã không được để xảy ra cháy rừng. "
        "Kiên quyết không cho đốt rẫy. Dừng mọi hoạt động đốt đồng."
    )
    facts = Facts(
        (),
        (
            order(article, "xảy ra cháy rừng", polarity="do_not"),
            order(article, "Kiên quyết không cho đốt rẫy", polarity="do_not"),
            order(article, "Dừng mọi hoạt động đốt đồng", polarity="do_not"),
        ),
    )
    (block,) = directive_blocks(bare(article, facts))
    assert [(r.action, r.ban) for r in block.rows] == [
        ("không được để xảy ra cháy rừng", False),
        ("Kiên quyết không cho đốt rẫy", False),
        ("Dừng mọi hoạt động đốt đồng", True),
    ]
    assert block.heading == "Chủ tịch huyện yêu cầu các xã"
    assert "(cấm) Dừng" in render(bare(article, facts), "text")


def test_deadlines_are_dated_once() -> None:
    article = from_text(
        "Chủ tịch huyện giao việc\n\nCác xã làm đường trong tháng 7. Các xã sửa cầu trước ngày 31/12/2025."
    )
    facts = Facts(
        (),
        (
            order(article, "làm đường", deadline="trong tháng 7", due=date(2025, 7, 31)),
            order(article, "sửa cầu", deadline="trước ngày 31/12/2025", due=date(2025, 12, 31)),
        ),
    )
    (block,) = directive_blocks(bare(article, facts))
    assert [r.deadline for r in block.rows] == ["trong tháng 7 (31/07/2025)", "trước ngày 31/12/2025"]


def test_long_tables_are_cut_and_say_so() -> None:
    lines = "\n\n".join(f"Chủ tịch huyện giao Các xã trồng rừng đợt {i}, đạt {i + 2} ha." for i in range(40))
    article = from_text(f"Huyện giao chỉ tiêu trồng rừng\n\n{lines}")
    figures = tuple(
        Figure(span(article, f" {i + 2} ha"), "measure", i + 2, "ha", key=True, salience=i / 40, label="Trồng rừng")
        for i in range(40)
    )
    directives = tuple(order(article, f"trồng rừng đợt {i},") for i in range(40))
    made = bare(article, Facts(figures, directives))
    rows = indicators(made)
    kept = shortened(rows, 5)
    assert [r.index for r in kept] == [35, 36, 37, 38, 39]
    blocks = shortened_blocks(directive_blocks(made), 7)
    assert [r.index for b in blocks for r in b.rows] == list(range(7))
    text = render(made, "text")
    assert "và 24 chỉ số khác" in text
    assert "và 16 chỉ đạo khác" in text
    assert "chỉ số khác" not in render(made, "html")


def test_a_long_report_names_the_section() -> None:
    parts = "\n\n".join(
        f"{i}. Lĩnh vực thứ {i} trong năm\n\nNgành thứ {i} hoàn thành tốt nhiệm vụ được giao." for i in range(1, 5)
    )
    article = from_text(f"Báo cáo năm của huyện Tân Lập\n\nHuyện báo cáo kết quả công tác của cả năm nay.\n\n{parts}")
    assert len(article.headings) == 4
    places = Places(article)
    assert places.section(span(article, "Ngành thứ 3")) == "3. Lĩnh vực thứ 3 trong năm"
    assert places.section(span(article, "Huyện báo cáo")) == ""
    short = from_text("Tin ngắn của huyện\n\nNgành thứ 3 hoàn thành tốt nhiệm vụ được giao.")
    assert Places(short).section(span(short, "Ngành")) == ""


def test_counts_that_moved_are_rows_of_their_own_with_their_shares() -> None:
    """But for `34 vụ`, which does not say of what."""
    article = from_text(
        "Tai nạn và hộ nghèo cùng giảm\n\n"
        "So với cùng kỳ, giảm 34 vụ (15,5%), giảm 12 người chết (14,5%), giảm 29 người bị thương (17,0%).\n"
        "Năm nay, toàn thị xã giảm 188 hộ nghèo.\n"
    )
    facts = find(article, PlainMarker())
    facts = replace(facts, figures=tuple(replace(f, key=True) for f in facts.figures))
    rows = indicators(bare(article, facts))
    assert [(row.indicator, row.value, [c.text for c in row.changes]) for row in rows] == [
        ("Người chết", "", ["giảm 12 người", "14,5%"]),
        ("Người bị thương", "", ["giảm 29 người", "17,0%"]),
        ("Hộ nghèo", "", ["giảm 188 hộ nghèo"]),
    ]


@pytest.mark.parametrize(
    ("sentence", "heading"),
    [
        ("Giám đốc Sở Y tế kêu gọi người dân tiêm phòng trước mùa lạnh.", "Giám đốc Sở Y tế kêu gọi người dân"),
        ("Chủ tịch UBND tỉnh giao Sở Tài chính cân đối nguồn vốn.", "Chủ tịch UBND tỉnh giao Sở Tài chính"),
    ],
)
def test_who_directs_is_told_with_the_word_of_the_source(sentence: str, heading: str) -> None:
    article = from_text(f"Hội nghị về việc của tỉnh\n\n{sentence}\n")
    assert [block.heading for block in directive_blocks(bare(article, find(article, PlainMarker())))] == [heading]


def test_what_is_only_said_to_need_doing_has_no_verb_of_command() -> None:
    article = from_text("Hội nghị của huyện\n\nChủ tịch huyện cho rằng Các xã cần cân đối nguồn vốn.\n")
    task = replace(order(article, "cân đối nguồn vốn"), strength="exhort")
    (block,) = directive_blocks(bare(article, Facts((), (task,))))
    assert block.heading == "Chủ tịch huyện nêu việc các xã cần làm"


def test_what_is_left_out_is_counted_by_the_rows_that_are_marked() -> None:
    article = from_text("Thu ngân sách của huyện\n\nThu ngân sách đạt 90 tỷ đồng, tăng 10%, tính đến tháng 6/2024.")
    named = span(article, "Thu ngân sách đạt")
    money = Figure(span(article, "90 tỷ đồng"), "money", 9e10, "VND", indicator=named, key=True, label="Thu ngân sách")
    rise = Figure(span(article, "10%"), "percent", 10, "%", trend="up", indicator=named, key=True)
    month = Figure(span(article, "tháng 6/2024"), "date", "tháng 6/2024", key=True)
    brief = bare(article, Facts((money, rise, month), marked=True))
    assert len(brief.left_out.figures) == 3
    shown = render(brief, "text", width=100, color=False)
    assert sum(line.startswith("○") for line in shown.splitlines()) == 1
    assert "không nêu (đánh dấu ○): 1 số liệu chính, 0 chỉ đạo." in shown
    (told,) = [line for line in check_lines(bare(article, Facts((month,), marked=True))) if "Bản tóm tắt" in line]
    assert "còn 1, không có dòng riêng" in told


def test_what_has_no_row_is_told_beside_the_directives_left_out() -> None:
    article = from_text(
        "Hội nghị của huyện\n\nChủ tịch huyện yêu cầu Các xã cân đối nguồn vốn, tính đến tháng 6/2024.\n"
    )
    month = Figure(span(article, "tháng 6/2024"), "date", "tháng 6/2024", key=True)
    brief = bare(article, Facts((month,), (order(article, "cân đối nguồn vốn"),), marked=True))
    told = [line for line in check_lines(brief) if "Bản tóm tắt" in line]
    assert len(told) == 2
    assert "0 số liệu chính, 1 chỉ đạo" in told[0]
    assert "còn 1, không có dòng riêng" in told[1]
