"""What the desk looks like: at four sizes, light, dark and without colour; and each thing that opens over it.

After a change that is meant: `pytest tests/tui/test_snapshots.py --snapshot-update`, and look at every new picture.
"""

from __future__ import annotations

import pytest

from summarizer.brief.model import BriefSentence, Progress
from summarizer.facts.model import Facts
from summarizer.tui.app import DeskApp
from summarizer.tui.preferences import Preferences
from tests.tui.conftest import PARAGRAPHS, make_article, make_facts, press, settled

SIZES = [(160, 48), (100, 30), (80, 24), (60, 20)]
THEMES = {"dark": {"theme": "tomtat-dark"}, "light": {"theme": "tomtat-light"}, "mono": {"colors": False}}


@pytest.fixture
def newsroom(folder, worker, monkeypatch):
    """A desk on four articles: briefed, with a warning, waiting, broken."""
    monkeypatch.setattr("summarizer.tui.screens.desk.DWELL", 60)
    titles = {
        "giao-thong.txt": "Tai nạn giao thông giảm ba tháng liên tiếp",
        "y-te.txt": "Bệnh viện huyện Cầu Kè mở thêm khoa cấp cứu ban đêm",
    }
    for name, title in titles.items():
        article = make_article(
            [("title", [title]), ("body", ["Số vụ giảm so với tháng trước.", "Không ai chết."])], name
        )
        worker.articles[name] = article, Facts()
    (folder / "quet.pdf").write_text("x")
    worker.failures["quet.pdf"] = "quet.pdf: PDF chỉ có ảnh chụp, không có chữ; cần nhận dạng chữ (OCR) trước."
    article = make_article(PARAGRAPHS, "ngan-sach.txt")
    worker.articles["ngan-sach.txt"] = article, make_facts(article)

    def make(**preferences: object) -> DeskApp:
        chosen = Preferences(auto=False, **preferences)
        return DeskApp(chosen, sources=[str(folder)], line=worker)

    return make


async def read_the_budget(pilot) -> None:
    """Brief the article on the budget and choose its first sentence."""
    await settled(pilot)
    await press(pilot, "down", "desk.brief", "desk.pane_brief", "down", "down")
    pilot.app.clear_notifications()
    await settled(pilot)


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
def test_desk(newsroom, snap_compare, size, theme):
    assert snap_compare(newsroom(**THEMES[theme]), terminal_size=size, run_before=read_the_budget)


def scene(*keys: str):
    async def before(pilot) -> None:
        await read_the_budget(pilot)
        await press(pilot, *keys)
        for line in pilot.app.screen.query("Input"):
            line.cursor_blink = False
        pilot.app.clear_notifications()
        await settled(pilot)

    return before


SCENES = {
    "source": scene("desk.pane_source", "source.next_figure", "source.next_figure", "source.card"),
    "directive": scene("desk.pane_source", "source.furniture", "source.next_directive", "source.card"),
    "search": scene("desk.pane_source", "source.search", *"ty dong"),
    "checks": scene("end"),
    "figures": scene("brief.all_figures"),
    "queue": scene("desk.pane_queue", "down", "down", "desk.brief", "up", "up", "up", "up"),
    "broken": scene("desk.pane_queue", "down"),
    "zoom": scene("desk.zoom"),
    "help": scene("desk.help"),
    "legend": scene("desk.pane_source", "source.legend"),
    "outline": scene("desk.pane_source", "source.outline"),
    "palette": scene("desk.palette", *"tom"),
    "engine": scene("desk.engine"),
}


@pytest.mark.parametrize("name", SCENES)
def test_scene(newsroom, snap_compare, name):
    assert snap_compare(newsroom(theme="tomtat-dark"), terminal_size=(120, 34), run_before=SCENES[name])


@pytest.mark.parametrize("name", ["source", "search", "checks", "help"])
def test_scene_without_colour(newsroom, snap_compare, name):
    assert snap_compare(newsroom(colors=False), terminal_size=(80, 24), run_before=SCENES[name])


@pytest.mark.parametrize("size", [(120, 34), (60, 20)], ids=["120x34", "60x20"])
def test_editing(newsroom, snap_compare, size):
    async def before(pilot) -> None:
        await read_the_budget(pilot)
        await press(pilot, "brief.edit")
        pilot.app.screen.editor.cursor_blink = False
        await press(pilot, *" 9%")
        await pilot.pause(0.3)
        await settled(pilot)

    assert snap_compare(newsroom(theme="tomtat-light"), terminal_size=size, run_before=before)


def test_streaming(newsroom, snap_compare, worker):
    async def before(pilot) -> None:
        await settled(pilot)
        worker.held = True
        await press(pilot, "down", "desk.brief", "desk.pane_brief")
        (request,) = worker.waiting
        first = BriefSentence("Chín tháng năm 2025, thu ngân sách Hàm Giang đạt 8.250 tỷ đồng.")
        worker.progress(request, Progress("writing", 0, 3, first))
        await settled(pilot)
        worker.progress(request, Progress("writing", 1, 3, BriefSentence("Chủ tịch UBND tỉnh yêu cầu Sở Tài")))
        await settled(pilot)
        pilot.app.clear_notifications()
        await settled(pilot)

    assert snap_compare(newsroom(theme="tomtat-dark"), terminal_size=(120, 34), run_before=before)


@pytest.mark.parametrize("theme", ["nord", "gruvbox", "solarized-light", "ansi-dark"])
def test_other_themes(newsroom, snap_compare, theme):
    assert snap_compare(newsroom(theme=theme), terminal_size=(120, 34), run_before=read_the_budget)


def test_empty(snap_compare, worker):
    async def before(pilot) -> None:
        await settled(pilot)

    app = DeskApp(Preferences(auto=False), line=worker)
    assert snap_compare(app, terminal_size=(100, 30), run_before=before)
