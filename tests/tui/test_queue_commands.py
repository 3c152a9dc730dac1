"""Commands of the queue."""

from __future__ import annotations

from summarizer.facts.model import Facts
from summarizer.tui.entry import State
from tests.tui.conftest import covers, make_article, notices, press, settled, shown_text


def names(screen):
    return [entry.name for entry in screen.library.view()]


async def test_a_folder_becomes_a_queue(desk, folder):
    async with desk(folder) as (pilot, screen):
        assert names(screen) == ["giao-thong.txt", "ngan-sach.txt", "y-te.txt"]
        assert all(entry.state is State.WAITING for entry in screen.library.entries)
        assert screen.entry is screen.library.entries[0]
        assert "120 chữ" in shown_text(pilot)


async def test_moving_in_the_queue_shows_the_article(desk, folder):
    async with desk(folder) as (pilot, screen):
        await press(pilot, "down")
        assert screen.entry.name == "ngan-sach.txt"
        await press(pilot, "end")
        assert screen.entry.name == "y-te.txt"
        await press(pilot, "up", "home", "k")
        assert screen.entry.name == "giao-thong.txt"
        await press(pilot, "pagedown")
        assert screen.entry.name == "y-te.txt"
        await press(pilot, "pageup")
        assert screen.entry.name == "giao-thong.txt"
        await pilot.click("#queue", offset=(6, 4))
        await settled(pilot)
        assert screen.entry.name == "y-te.txt"


@covers("queue.read")
async def test_enter_goes_on_to_the_source_then_to_the_brief(desk, folder):
    async with desk(folder) as (pilot, screen):
        await press(pilot, "queue.read")
        assert screen.source_view.has_focus
        await press(pilot, "desk.brief", "desk.pane_queue", "queue.read")
        assert screen.brief_view.has_focus


@covers("queue.search")
async def test_the_queue_is_searched_without_diacritics(desk, folder, worker):
    worker.articles["y-te.txt"] = (
        make_article([("title", ["Bệnh viện huyện mở rộng"]), ("body", ["Một câu."])]),
        Facts(),
    )
    async with desk(folder) as (pilot, screen):
        await press(pilot, "queue.search")
        await press(pilot, *"benh")
        assert names(screen) == ["y-te.txt"]
        assert "1/3" in shown_text(pilot)
        await press(pilot, "enter")
        assert screen.entry.name == "y-te.txt"
        assert screen.queue_view.has_focus
        await press(pilot, "escape")
        assert len(names(screen)) == 3
        assert not screen.queue_pane.search.display


@covers("queue.sort")
async def test_sorting(desk, folder, worker):
    for name, words in (("giao-thong.txt", 5), ("ngan-sach.txt", 50), ("y-te.txt", 20)):
        worker.articles[name] = make_article([("title", [name]), ("body", ["từ " * words + "."])]), Facts()
    async with desk(folder) as (pilot, screen):
        await press(pilot, "queue.sort", "down", "down", "down", "down", "enter")
        assert screen.library.sort == "words"
        assert names(screen) == ["ngan-sach.txt", "y-te.txt", "giao-thong.txt"]
        await press(pilot, "queue.sort", "down", "enter")
        assert screen.library.sort == "state"
        await press(pilot, "queue.sort", "escape")
        assert screen.library.sort == "state"


@covers("queue.filter")
async def test_filtering(desk, folder):
    async with desk(folder) as (pilot, screen):
        await press(pilot, "desk.brief", "queue.filter", "down", "down", "enter")
        assert screen.library.filter == "done"
        assert names(screen) == ["giao-thong.txt"]
        assert "1/3" in shown_text(pilot)


@covers("queue.reload")
async def test_a_failed_article_can_be_loaded_again(desk, folder, worker):
    worker.failures["giao-thong.txt"] = "giao-thong.txt: hỏng"
    async with desk(folder) as (pilot, screen):
        assert screen.entry.state is State.FAILED
        assert "giao-thong.txt: hỏng" in shown_text(pilot)
        worker.failures.clear()
        await press(pilot, "queue.reload")
        assert screen.entry.state is State.WAITING
        assert "giao-thong.txt: hỏng" not in screen.entry.error


@covers("queue.remove", "queue.remove_done")
async def test_removing(desk, folder):
    async with desk(folder) as (pilot, screen):
        await press(pilot, "down", "queue.remove")
        assert names(screen) == ["giao-thong.txt", "y-te.txt"]
        assert screen.entry.name == "y-te.txt"
        await press(pilot, "queue.remove_done")
        assert any("Không có bài nào đã xong" in words for words in notices(pilot))
        await press(pilot, "desk.brief", "queue.remove_done")
        assert names(screen) == ["giao-thong.txt"]
        await press(pilot, "queue.remove")
        assert names(screen) == []
        assert screen.entry is None
        assert "Chưa có bài nào" in shown_text(pilot)


@covers("desk.next_article", "desk.previous_article")
async def test_articles_from_any_pane(desk, folder):
    async with desk(folder) as (pilot, screen):
        await press(pilot, "desk.pane_brief", "desk.next_article")
        assert screen.entry.name == "ngan-sach.txt"
        assert screen.brief_view.has_focus
        await press(pilot, "desk.previous_article")
        assert screen.entry.name == "giao-thong.txt"
