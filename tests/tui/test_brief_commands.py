"""Commands of the brief and of the editor in it."""

from __future__ import annotations

from dataclasses import replace

from summarizer.brief.model import BriefSentence
from summarizer.brief.unchecked import is_unchecked
from summarizer.tui import protocol as p
from summarizer.tui.entry import State
from tests.tui.conftest import covers, notices, press, settled, shown_text


def words(screen):
    return [sentence.text for sentence in screen.entry.current().summary]


@covers("brief.to_source", "desk.pane_brief")
async def test_a_sentence_leads_to_its_evidence(desk, folder):
    async with desk(folder, size=(140, 14)) as (pilot, screen):
        await press(pilot, "desk.brief", "desk.pane_brief", "down", "down", "down")
        assert screen.brief_view.chosen.id == "s1"
        evidence = screen.entry.brief.summary[1].evidence[0]
        source = screen.source_view
        first, _last = source.page.rows_of(evidence)
        assert source.scroll_offset.y <= first <= source.scroll_offset.y + source.size.height
        await press(pilot, "brief.to_source")
        assert source.has_focus
        assert "▌" in source.render_line(first - source.scroll_offset.y).text


async def test_rows_and_checks_lead_to_the_source_too(desk, folder):
    async with desk(folder) as (pilot, screen):
        await press(pilot, "desk.brief", "desk.pane_brief", "end")
        assert screen.brief_view.chosen.id.startswith("c")
        span = screen.brief_view.chosen.spans[0]
        await press(pilot, "brief.to_source")
        assert screen.source_view.has_focus
        assert screen.source_view._evidence[0] == span
        await press(pilot, "desk.pane_brief")
        screen.brief_view.choose("d0")
        await press(pilot, "down")
        assert screen.brief_view.chosen.id == "d1"


async def test_where_nothing_is_chosen_the_first_sentence_is_edited(desk, folder):
    async with desk(folder) as (pilot, screen):
        await press(pilot, "desk.brief", "desk.pane_brief", "brief.edit")
        assert screen.editor.has_focus
        assert screen.editor.words == words(screen)[0]
        assert screen.brief_view.chosen.id == "s0"


@covers("brief.edit", "edit.save", "desk.undo", "desk.redo")
async def test_editing_checks_as_it_goes(desk, folder):
    async with desk(folder) as (pilot, screen):
        await press(pilot, "desk.brief", "desk.pane_brief", "down", "down", "brief.edit")
        assert screen.editor.has_focus
        before = words(screen)[0]
        assert screen.editor.words == before
        await press(pilot, "space", "9")
        await pilot.pause(0.3)
        await settled(pilot)
        assert "⚠ không thấy trong nguồn" in shown_text(pilot)
        assert words(screen)[0] == before
        await press(pilot, "edit.save")
        assert not screen.editor.display
        assert words(screen)[0] == before + " 9"
        assert screen.entry.current().summary[0].status == "unsupported"
        assert "đã sửa" in shown_text(pilot)
        await press(pilot, "desk.undo")
        assert words(screen)[0] == before
        await press(pilot, "desk.undo")
        assert any("Không còn gì để hoàn tác" in notice for notice in notices(pilot))
        await press(pilot, "desk.redo")
        assert words(screen)[0] == before + " 9"
        await press(pilot, "desk.redo")
        assert any("Không còn gì để làm lại" in notice for notice in notices(pilot))


@covers("edit.discard")
async def test_an_edit_can_be_given_up(desk, folder):
    async with desk(folder) as (pilot, screen):
        await press(pilot, "desk.brief", "desk.pane_brief", "down", "down", "brief.edit", "x", "edit.discard")
        assert not screen.editor.display
        assert not screen.entry.history.edited
        assert screen.brief_view.has_focus


async def test_saving_before_the_check_answers_waits_for_it(desk, folder, worker):
    async with desk(folder) as (pilot, screen):
        await press(pilot, "desk.brief", "desk.pane_brief", "down", "down", "brief.edit")
        await pilot.press("a", "enter")
        await settled(pilot)
        assert words(screen)[0].endswith("a")
        assert screen.entry.current().summary[0].status == "unsupported"


async def test_a_check_that_takes_long_holds_nobody_up(desk, folder, worker, monkeypatch):
    monkeypatch.setattr("summarizer.tui.panes.brief.PATIENCE", 0.05)
    async with desk(folder) as (pilot, screen):
        await press(pilot, "desk.brief", "desk.pane_brief", "down", "down", "brief.edit")
        asked = []
        answer, send = worker.send, worker.send
        monkeypatch.setattr(worker, "send", lambda one: asked.append(one) if isinstance(one, p.Check) else send(one))
        await pilot.press("a", "enter")
        await settled(pilot)
        await pilot.pause(0.2)
        await settled(pilot)
        assert screen.desk.edits.now is None
        assert screen.brief_view.has_focus
        assert is_unchecked(screen.entry.current().summary[0])
        # The verdict comes when it comes.
        for one in asked:
            answer(one)
        await settled(pilot)
        assert screen.entry.current().summary[0].reasons == ("không thấy trong nguồn",)


async def test_an_edit_may_become_two_sentences(desk, folder, worker):
    def two(request):
        first, _, second = request.text.partition(". ")
        return tuple(BriefSentence(part) for part in (first, second) if part)

    worker.check = two
    async with desk(folder) as (pilot, screen):
        await press(pilot, "desk.brief", "desk.pane_brief", "down", "down", "brief.edit")
        screen.editor.load_text("Một câu. Hai câu")
        await settled(pilot)
        await press(pilot, "edit.save")
        assert words(screen)[:2] == ["Một câu", "Hai câu"]
        await press(pilot, "home", "brief.edit")
        screen.editor.load_text("Đầu. Đề")
        await settled(pilot)
        await press(pilot, "edit.save")
        assert screen.entry.current().headline.text == "Đầu. Đề"


async def test_an_emptied_sentence_goes(desk, folder):
    async with desk(folder) as (pilot, screen):
        await press(pilot, "desk.brief", "desk.pane_brief", "down", "down", "brief.edit")
        screen.editor.load_text("")
        await settled(pilot)
        await pilot.pause(0.2)
        await press(pilot, "edit.save")
        assert len(words(screen)) == 2


async def test_a_check_that_fails_leaves_the_words_marked(desk, folder, worker):
    from summarizer.tui import protocol as p

    async with desk(folder) as (pilot, screen):
        await press(pilot, "desk.brief", "desk.pane_brief", "down", "down", "brief.edit")
        worker.check = lambda request: ()
        await press(pilot, "b", "edit.save")
        assert screen.entry.current().summary[0].status == "unsupported"
        assert "chưa kiểm tra được" in screen.entry.current().summary[0].reasons[0]
        assert p.Check in {type(request) for request in worker.requests}


async def test_vietnamese_letters_typed_composed_and_decomposed(desk, folder):
    async with desk(folder) as (pilot, screen):
        await press(pilot, "desk.brief", "desk.pane_brief", "down", "down", "brief.edit")
        await pilot.press("space", "ế", "Đ", "ữ")
        await settled(pilot)
        assert screen.editor.words.endswith(" ếĐữ")
        screen.editor.insert("e\u0302\u0301\nmới")
        await settled(pilot)
        assert screen.editor.words.endswith("ếĐữế mới")


@covers("brief.new_sentence")
async def test_a_new_sentence(desk, folder):
    async with desk(folder) as (pilot, screen):
        await press(pilot, "desk.pane_brief", "brief.new_sentence")
        assert any("chưa có bản tóm" in notice for notice in notices(pilot))
        await press(pilot, "desk.brief", "home", "down", "brief.new_sentence", "edit.discard")
        assert len(words(screen)) == 3
        await press(pilot, "brief.new_sentence", *"Thu", "edit.save")
        assert words(screen)[1] == "Thu"
        assert len(words(screen)) == 4
        await press(pilot, "desk.undo")
        assert len(words(screen)) == 3
        assert "" not in words(screen)


@covers("brief.remove", "brief.move_up", "brief.move_down", "brief.restore")
async def test_removing_moving_restoring(desk, folder):
    async with desk(folder) as (pilot, screen):
        await press(pilot, "desk.pane_brief", "brief.remove", "brief.restore")
        assert any("chưa có bản tóm" in notice for notice in notices(pilot))
        await press(pilot, "desk.brief", "down", "down")
        one, two, three = words(screen)
        await press(pilot, "brief.move_down")
        assert words(screen) == [two, one, three]
        assert screen.brief_view.chosen.id == "s1"
        await press(pilot, "brief.move_up")
        assert words(screen) == [one, two, three]
        await press(pilot, "brief.move_up")
        assert words(screen) == [one, two, three]
        await press(pilot, "brief.remove")
        assert words(screen) == [two, three]
        await press(pilot, "brief.restore")
        assert words(screen) == [one, two, three]
        await press(pilot, "desk.undo")
        assert words(screen) == [two, three]


async def test_moving_what_is_no_sentence_of_the_summary(desk, folder):
    async with desk(folder) as (pilot, screen):
        await press(pilot, "desk.brief", "desk.pane_brief", "home", "brief.move_up")
        assert any("Chưa chọn câu nào" in notice for notice in notices(pilot))
        await press(pilot, "end", "brief.edit")
        assert not screen.editor.display


@covers("brief.all_figures")
async def test_all_figures_or_the_key_ones(desk, folder):
    async with desk(folder) as (pilot, screen):
        await press(pilot, "desk.pane_brief")
        assert "3,2%" not in "".join("".join(t for t, _ in line) for line in screen.brief_view.sheet.lines)
        await press(pilot, "brief.all_figures")
        assert screen.brief_view.item("f5") is not None
        assert "MỌI SỐ LIỆU" in shown_text(pilot)
        await press(pilot, "brief.all_figures")
        assert screen.brief_view.item("f5") is None


async def test_an_edited_brief_counts_anew_what_it_leaves_out(desk, folder):
    async with desk(folder) as (pilot, screen):
        await press(pilot, "desk.brief", "desk.pane_brief", "down", "down")
        assert screen.entry.brief.left_out.directives == (1,)
        await press(pilot, "brief.remove")
        assert screen.entry.brief.left_out.directives == ()


async def test_a_new_brief_does_not_lose_edits(desk, folder):
    async with desk(folder) as (pilot, screen):
        await press(pilot, "desk.brief", "desk.pane_brief", "down", "down", "brief.remove")
        edited = words(screen)
        await press(pilot, "desk.brief")
        assert len(words(screen)) == 3
        await press(pilot, "desk.undo")
        assert words(screen) == edited


async def test_warnings_decide_the_state(desk, folder, worker):
    async with desk(folder) as (pilot, screen):
        await press(pilot, "desk.brief")
        assert screen.entry.state is State.WARNED
        await press(pilot, "desk.pane_brief", "down", "down", "down", "down", "brief.remove")
        assert screen.entry.state is State.DONE
        assert replace(screen.entry.current()) == screen.entry.current()
        await settled(pilot)


async def test_a_double_click_edits(desk, folder):
    async with desk(folder) as (pilot, screen):
        await press(pilot, "desk.brief")
        item = screen.brief_view.item("s0")
        await pilot.click("#brief", offset=(8, item.first), times=2)
        await settled(pilot)
        assert screen.editor.display
        await press(pilot, "edit.discard")
