"""Commands of the source."""

from __future__ import annotations

from textual.geometry import Region

from summarizer.facts.model import Facts
from tests.tui.conftest import covers, make_article, notices, press, settled, shown_text, standard


def chosen(screen):
    fact = screen.source_view.fact
    return fact.span.of(screen.entry.article.text) if fact else None


@covers("source.next_figure", "source.previous_figure", "desk.pane_source")
async def test_figures_forth_and_back_and_around(desk, folder):
    async with desk(folder) as (pilot, screen):
        await press(pilot, "desk.pane_source", "source.next_figure")
        assert chosen(screen) == "Chín tháng năm 2025"
        await press(pilot, "source.next_figure")
        assert chosen(screen) == "8.250 tỷ đồng"
        assert "số liệu 2/10" in shown_text(pilot)
        await press(pilot, "source.previous_figure", "source.previous_figure")
        assert chosen(screen) == "15/48 dự án"
        await press(pilot, "source.next_figure")
        assert chosen(screen) == "Chín tháng năm 2025"


@covers("source.next_directive", "source.previous_directive")
async def test_directives(desk, folder):
    async with desk(folder) as (pilot, screen):
        await press(pilot, "desk.pane_source", "source.next_directive")
        assert chosen(screen).startswith("Chủ tịch UBND tỉnh yêu cầu")
        await press(pilot, "source.next_directive")
        assert chosen(screen).startswith("Các huyện")
        await press(pilot, "source.previous_directive", "source.previous_directive")
        assert chosen(screen).startswith("Không để")


async def test_an_article_without_figures_says_so(desk, folder, worker):
    worker.articles["giao-thong.txt"] = make_article([("body", ["Không có gì."])]), Facts()
    async with desk(folder) as (pilot, _screen):
        await press(pilot, "desk.pane_source", "source.next_figure", "source.next_directive", "source.outline")
        assert [words[:14] for words in notices(pilot)] == ["Bài này không ", "Bài này không ", "Bài này không "]


@covers("source.card")
async def test_the_card_follows_the_mark(desk, folder):
    async with desk(folder) as (pilot, screen):
        await press(pilot, "desk.pane_source", "source.card")
        assert not screen.source_pane.card.display
        await press(pilot, "source.next_figure", "source.next_figure", "source.card")
        assert screen.source_pane.card.display
        words = shown_text(pilot)
        assert "8.250.000.000.000 VND" in words
        assert "Chỉ tiêu  tổng thu ngân sách" in words
        await press(pilot, "source.next_figure")
        assert "91,5%" in shown_text(pilot)
        await press(pilot, "source.next_directive")
        words = shown_text(pilot)
        assert "mệnh lệnh, bắt buộc" in words
        assert "Sở Tài chính" in words
        assert "(15/11/2025)" in words
        await press(pilot, "escape")
        assert not screen.source_pane.card.display


async def test_the_card_of_what_the_chosen_sentence_holds(desk, folder):
    async with desk(folder) as (pilot, screen):
        await press(pilot, "desk.pane_source", "j", "j", "source.card")
        assert screen.source_pane.card.display
        assert chosen(screen) == "Chín tháng năm 2025"
        await press(pilot, "source.card")
        assert not screen.source_pane.card.display


async def test_a_click_chooses_a_mark_or_a_sentence(desk, folder):
    async with desk(folder) as (pilot, screen):
        source = screen.source_view
        text = screen.entry.article.text
        figure = screen.entry.facts.figures[1]
        row = source.page.row_of(figure.span.start)
        column = 5 + figure.span.start - source.page.rows[row].start
        await pilot.click("#source", offset=(column + 1, row))
        await settled(pilot)
        assert chosen(screen) == "8.250 tỷ đồng"
        assert screen.source_pane.card.display
        await pilot.click("#source", offset=(5, row))
        await settled(pilot)
        assert source.sentence is not None
        assert screen.entry.article.sentences[source.sentence].of(text).startswith("Chín tháng")
        directive = screen.entry.facts.directives[0].trigger
        row = source.page.row_of(directive.start)
        await pilot.click("#source", offset=(5 + directive.start - source.page.rows[row].start, row))
        await settled(pilot)
        assert chosen(screen).startswith("Chủ tịch UBND tỉnh yêu cầu")


@covers("source.next_sentence", "source.previous_sentence", "source.to_brief")
async def test_from_a_source_sentence_to_the_brief(desk, folder):
    async with desk(folder) as (pilot, screen):
        await press(pilot, "desk.brief", "desk.pane_source", "source.to_brief")
        assert any("Chưa chọn câu nào" in words for words in notices(pilot))
        await press(pilot, "source.next_sentence", "source.next_sentence")
        assert screen.source_view.sentence == 1
        assert screen.brief_view.used == {"s0"}
        await press(pilot, "source.to_brief")
        assert screen.brief_view.has_focus
        assert screen.brief_view.chosen.id == "s0"
        await press(pilot, "desk.pane_source", "source.next_sentence", "source.previous_sentence")
        assert screen.source_view.sentence == 1
        await press(pilot, "source.next_sentence", "source.to_brief")
        assert screen.brief_view.has_focus
        assert screen.brief_view.chosen.id == "f4"
        await press(pilot, "desk.pane_source", "source.next_sentence", "source.to_brief")
        assert not screen.brief_view.has_focus
        assert any("chưa dùng câu này" in words for words in notices(pilot))


@covers("source.search", "source.next_hit", "source.previous_hit")
async def test_search_without_diacritics_with_a_count(desk, folder):
    async with desk(folder) as (pilot, screen):
        await press(pilot, "desk.pane_source", "source.next_hit")
        assert any("Nhấn / để tìm" in words for words in notices(pilot))
        await press(pilot, "source.search", *"ty")
        assert "1/3" in shown_text(pilot)
        await press(pilot, "down")
        assert "2/3" in shown_text(pilot)
        await press(pilot, "enter")
        assert screen.source_view.has_focus
        await press(pilot, "source.next_hit")
        assert "3/3" in shown_text(pilot)
        await press(pilot, "source.next_hit")
        assert "1/3" in shown_text(pilot)
        await press(pilot, "source.previous_hit")
        assert "3/3" in shown_text(pilot)
        await press(pilot, "source.search", *"zzz")
        assert "không thấy" in shown_text(pilot)
        await press(pilot, "escape")
        assert not screen.source_pane.search.display
        assert screen.source_view.hits == ()


@covers("source.furniture")
async def test_furniture_folds_and_a_hit_in_it_unfolds_it(desk, folder):
    async with desk(folder) as (pilot, _screen):
        assert "Minh Khôi" not in shown_text(pilot)
        await press(pilot, "desk.pane_source", "source.furniture")
        assert "Minh Khôi" in shown_text(pilot)
        await press(pilot, "source.furniture", "source.search", *"khoi")
        assert "Minh Khôi" in shown_text(pilot)


@covers("source.outline")
async def test_the_outline_leads_to_a_heading(desk, folder, worker):
    parts = [("title", ["Báo cáo dài"])]
    for number in range(30):
        parts += [("heading", [f"Mục {number}"]), ("body", ["Một câu khá dài nói về mục này. " * 6])]
    worker.articles["giao-thong.txt"] = make_article(parts), Facts()
    async with desk(folder) as (pilot, screen):
        await press(pilot, "desk.pane_source", "source.outline", *"muc")
        await press(pilot, *["down"] * 20, "enter")
        assert screen.source_view.offset_at_top == screen.entry.article.headings[20].start
        assert screen.source_view.has_focus
        await press(pilot, "source.outline", "escape")
        assert screen.source_view.offset_at_top == screen.entry.article.headings[20].start


@covers("source.legend")
async def test_the_legend_names_every_mark(desk, folder):
    async with desk(folder) as (pilot, screen):
        await press(pilot, "desk.pane_source", "source.legend")
        words = shown_text(pilot)
        assert "tỷ số" in words
        assert "mệnh lệnh" in words
        await press(pilot, "escape")
        assert pilot.app.screen is screen


@covers("source.add_to_brief")
async def test_a_source_sentence_joins_the_brief_in_its_place(desk, folder):
    async with desk(folder) as (pilot, screen):
        await press(pilot, "desk.pane_source", "source.add_to_brief")
        await press(pilot, "j", "j", "j", "source.add_to_brief")
        assert any("chưa có bản tóm" in words for words in notices(pilot))
        await press(pilot, "desk.brief", "source.add_to_brief")
        words = [sentence.text for sentence in screen.entry.current().summary]
        assert words[1].startswith("Thu nội địa đạt")
        assert len(words) == 4
        await press(pilot, "desk.undo")
        assert len(screen.entry.current().summary) == 3


async def test_where_the_reader_was_is_kept_from_article_to_article(desk, folder, worker):
    _article, _facts = standard("giao-thong.txt")
    long = [("body", ["Một câu khá dài để cuộn. " * 20])] * 30
    worker.articles["giao-thong.txt"] = make_article(long), Facts()
    async with desk(folder) as (pilot, screen):
        await press(pilot, "desk.pane_source", "pagedown", "down")
        top = screen.source_view.offset_at_top
        assert top > 0
        await press(pilot, "desk.next_article")
        assert screen.source_view.offset_at_top == 0
        await press(pilot, "desk.previous_article")
        assert screen.source_view.offset_at_top == top


async def test_a_book_is_searched_without_holding_up_the_keys(desk, folder, worker):
    book = [("body", ["Một câu khá dài để cuộn."] * 300)] * 40 + [("body", ["Câu cuối nói về cầu phao."])]
    worker.articles["giao-thong.txt"] = make_article(book), Facts()
    async with desk(folder) as (pilot, screen):
        await press(pilot, "desk.pane_source", "source.search", *"cau phao")
        await settled(pilot)
        (hit,) = screen.source_view.hits
        assert hit.of(screen.entry.article.text) == "cầu phao"
        assert "1/1" in shown_text(pilot)
        await press(pilot, "enter")
        while not screen.source_view.page.go_on(1.0) or screen.source_view.offset_at_top == 0:
            await pilot.pause(0.02)
        assert "cầu phao" in shown_text(pilot)


async def test_a_line_that_is_scrolled_is_not_drawn_again(desk, folder):
    async with desk(folder, size=(100, 12)) as (pilot, screen):
        await press(pilot, "down", "desk.pane_source")
        view = screen.source_view
        rows = Region(0, 0, *view.outer_size)
        before = view.render_lines(rows)
        assert view.max_scroll_y
        view.scroll_to(y=1, animate=False, force=True, immediate=True)
        after = view.render_lines(rows)
        assert all(now is then for now, then in zip(after[:-1], before[1:], strict=True))
        assert {strip.cell_length for strip in after} == {view.outer_size.width}
