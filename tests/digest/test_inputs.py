"""Which articles a run takes, and in what order."""

from __future__ import annotations

import os
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from summarizer.digest.inputs import Choice, gather, is_json_lines, names, read_line, reads
from summarizer.digest.loading import Limits, load
from summarizer.digest.made_here import is_digest
from summarizer.digest.moments import VIETNAM, parse_published, parse_since
from summarizer.document.failure import LoadError


def make(folder: Path, *paths: str) -> Path:
    for path in paths:
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text("Nội dung bài viết.", encoding="utf-8")
    return folder


def found(*sources: object, choice: Choice | None = None) -> list[str]:
    return [Path(i.origin).name for i in gather([str(s) for s in sources], choice).items]


def test_folders_are_searched_in_a_fixed_order_without_what_is_hidden(tmp_path):
    make(tmp_path, "b/2.txt", "b/10.txt", "a.md", ".git/x.txt", "b/.y.txt", "c.exe", "~$d.docx", "Z.HTML")
    assert found(tmp_path) == ["Z.HTML", "a.md", "2.txt", "10.txt"]
    assert found(tmp_path) == found(tmp_path)


def test_each_file_once_however_often_it_is_named(tmp_path):
    make(tmp_path, "a.txt", "b.txt")
    assert found(tmp_path / "b.txt", tmp_path, tmp_path / "*.txt") == ["b.txt", "a.txt"]


def test_one_file_under_many_names_is_one_source(tmp_path):
    make(tmp_path, "a.txt", "sub/b.txt")
    (tmp_path / "link.txt").symlink_to("a.txt")
    assert len(found(tmp_path / "a.txt", tmp_path / "sub" / ".." / "a.txt", tmp_path / "link.txt")) == 1
    assert sorted(found(tmp_path)) == ["a.txt", "b.txt"]


def test_since_takes_what_changed(tmp_path):
    make(tmp_path, "a.txt", "old/b.txt")
    hour_ago = (datetime.now(UTC) - timedelta(hours=1)).timestamp()
    os.utime(tmp_path / "old/b.txt", (hour_ago, hour_ago))
    assert found(tmp_path, choice=Choice(parse_since("1h"))) == ["a.txt"]


@pytest.mark.parametrize(
    ("pattern", "left"),
    [
        ("nhap/", ["c.txt", "a.txt", "d.txt"]),
        ("pub/nhap", ["c.txt", "a.txt"]),
        ("**/nhap/*", ["c.txt", "a.txt"]),
        ("*.txt", []),
        ("/a.txt", ["c.txt", "b.txt", "d.txt"]),
        ("a.txt", ["c.txt", "b.txt", "d.txt"]),
    ],
)
def test_exclude_follows_gitignore(tmp_path, pattern, left):
    make(
        tmp_path, "a.txt", "pub/nhap/b.txt", "Bản/c.txt", "pub/nhap2/d.txt" if pattern == "nhap/" else "pub/nhap/d.txt"
    )
    kept = found(tmp_path, choice=Choice(None, (pattern,)))
    expected = set(left) - ({"d.txt"} if pattern in ("pub/nhap", "**/nhap/*") else set())
    assert set(kept) == expected


def test_a_pattern_that_fits_nothing_is_told(tmp_path):
    make(tmp_path, "a.txt", "b.txt")
    assert gather([str(tmp_path)], Choice(None, ("b.*", "nhap/"))).idle == ["nhap/"]
    with pytest.raises(ValueError):  # noqa: PT011
        Choice(None, ("!",))


def test_what_is_not_read_is_listed(tmp_path):
    make(tmp_path, "a.txt", "b.rtfx", "c.exe")
    (tmp_path / "loop.txt").symlink_to("loop.txt")
    (tmp_path / "up").symlink_to("..")
    inputs = gather([str(tmp_path)])
    assert [Path(i.origin).name for i in inputs.items] == ["a.txt"]
    assert {(Path(name).name, why) for name, why in inputs.skipped} == {
        ("b.rtfx", "kind"),
        ("c.exe", "kind"),
        ("loop.txt", "loop"),
        ("up", "linked"),
    }


def test_a_digest_of_yesterday_is_no_article(tmp_path):
    make(tmp_path, "a.txt", "b.md")
    (tmp_path / "x.md").write_text("<!-- tomtat digest -->\n# Điểm tin\n", encoding="utf-8")
    (tmp_path / "old.txt").write_text("Tin sớm\n=======\n• 30 bài (9.120 chữ), 21 tin.\n", encoding="utf-8")
    (tmp_path / "briefs.jsonl").write_text('{"schema":"tomtat.brief/1","text":"x"}\n', encoding="utf-8")
    inputs = gather([str(tmp_path)])
    assert [Path(i.origin).name for i in inputs.items] == ["a.txt", "b.md"]
    assert {why for _, why in inputs.skipped} == {"digest"}
    assert not is_digest(tmp_path / "a.txt")
    assert not is_digest(tmp_path / "none.txt")


def test_the_output_is_never_an_input(tmp_path, monkeypatch):
    make(tmp_path, "few/000.txt", "few/001.txt")
    monkeypatch.chdir(tmp_path)
    (tmp_path / "link.txt").symlink_to("few/000.txt")
    for target in ("few/000.txt", "few/../few/000.txt", "link.txt"):
        assert reads(gather(["few"], Choice(own=[Path(target)])), Path(target)), target
    assert not reads(gather(["few"]), Path("few/digest.md"))
    lines = tmp_path / "day.jsonl"
    lines.write_text('{"text": "Nội dung."}\n', encoding="utf-8")
    assert reads(gather([str(lines)]), lines)


def test_a_pipe_in_a_folder_is_passed_over(tmp_path):
    """Opening it would wait for a writer that never comes."""
    make(tmp_path, "a.txt")
    os.mkfifo(tmp_path / "pipe.txt")
    assert found(tmp_path) == ["a.txt"]
    assert found(tmp_path / "*.txt") == ["a.txt"]


def test_a_name_with_magic_letters_is_a_file_first(tmp_path):
    make(tmp_path, "a[1].txt", "a1.txt")
    assert found(tmp_path / "a[1].txt") == ["a[1].txt"]
    assert gather([str(tmp_path / "x*.txt")]).problems[0][1].code == "pattern_empty"


def test_problems_are_told_and_the_rest_goes_on(tmp_path):
    make(tmp_path, "a.txt")
    (tmp_path / "empty").mkdir()
    inputs = gather([str(tmp_path / "empty"), str(tmp_path / "a.txt"), str(tmp_path / "none.txt")])
    assert [code.code for _, code in inputs.problems] == ["folder_empty"]
    assert len(inputs.items) == 2  # a missing file is told of when it is to be loaded
    with pytest.raises(LoadError, match="không có tệp này"):
        load(inputs.items[1], Limits())


NOW = datetime(2026, 11, 28, 15, 0, tzinfo=VIETNAM)


@pytest.mark.parametrize(
    ("text", "day", "hour"),
    [
        ("24h", 27, 15),
        ("3 ngày", 25, 15),
        ("12 giờ trước", 28, 3),
        ("1 tuần", 21, 15),
        ("2026-11-20T08:00+07:00", 20, 8),
        ("20/11/2026 09:30 GMT+7", 20, 9),
    ],
)
def test_since(text, day, hour):
    moment = parse_since(text, NOW).astimezone(VIETNAM)
    assert (moment.day, moment.hour) == (day, hour)


@pytest.mark.parametrize("text", ["hôm qua", "hôm nay", "Yesterday", "20/11/2026", "20-11-2026", "20.11", "2026-11-20"])
def test_since_a_day_is_from_its_local_midnight(text):
    moment = parse_since(text, NOW)
    assert moment.tzinfo is not None
    assert (moment.hour, moment.minute) == (0, 0)


def test_a_day_without_a_year_is_the_last_of_its_name():
    assert parse_since("30/12", NOW).year == 2025
    assert parse_since("20/11", NOW).year == 2026


@pytest.mark.parametrize("text", ["", "hôm nào", "24", "5m", "h", "40/13/2026"])
def test_no_since(text):
    with pytest.raises(ValueError):  # noqa: PT011
        parse_since(text)


@pytest.mark.parametrize(
    ("text", "utc"),
    [
        ("Fri, 20 Nov 2026 09:30:00 +0700", "2026-11-20T02:30"),
        ("Fri, 20 Nov 2026 09:30:00 GMT+7", "2026-11-20T02:30"),
        ("20/11/2026 09:30", "2026-11-20T02:30"),
        ("Thứ Sáu, 20/11/2026, 09:30 (GMT+7)", "2026-11-20T02:30"),
        ("Thứ Sáu, 20/11/2026 (GMT+7)", "2026-11-19T17:00"),
        ("20/11/2026 2:05:00 CH", "2026-11-20T07:05"),
        ("2026-11-20T09:30:00Z", "2026-11-20T09:30"),
    ],
)
def test_odd_dates_of_feeds(text, utc):
    moment = parse_published(text)
    assert moment is not None
    assert moment.astimezone(UTC).isoformat()[:16] == utc


@pytest.mark.parametrize("text", ["", "hôm qua", "99/99/2026"])
def test_no_date_of_a_feed(text):
    assert parse_published(text) is None


def test_lists():
    assert names(b"a.txt\r\n\nb c.txt\n") == ["a.txt", "b c.txt"]
    assert names(b"a\nb.txt\0c.txt\0", nul=True) == ["a\nb.txt", "c.txt"]
    assert is_json_lines(b'\n{"text": "x"}\n')
    assert not is_json_lines(b"{a.txt\n")


def test_json_lines(tmp_path):
    lines = tmp_path / "day.jsonl"
    lines.write_text(
        '{"title": "Tin một", "body": "Thu ngân sách đạt 5 tỷ đồng.", "date": "2025-03-04", "url": "https://vidu.vn/1"}\n'
        "\n"
        '{"text": ""}\n'
        "[1]\n"
        "{hỏng\n",
        encoding="utf-8",
    )
    items = gather([str(lines)]).items
    assert [i.origin.rpartition(":")[2] for i in items] == ["//vidu.vn/1", "3", "4", "5"]
    article = load(items[0], Limits())
    assert (article.title_text, article.origin, str(article.date)) == ("Tin một", "https://vidu.vn/1", "2025-03-04")
    codes = []
    for item in items[1:]:
        with pytest.raises(LoadError) as caught:
            read_line(item)
        codes.append(caught.value.code)
    assert codes == ["line_no_text", "line_not_json", "line_not_json"]


def test_what_lies_in_a_mail_or_an_archive_is_an_item_of_its_own(tmp_path: Path) -> None:
    import zipfile

    with zipfile.ZipFile(tmp_path / "goi.zip", "w") as archive:
        archive.writestr("mot.txt", "Tin một.")
        archive.writestr("hai.txt", "Tin hai.")
    items = gather([str(tmp_path)]).items
    assert reads(gather([str(tmp_path)]), tmp_path / "goi.zip")
    assert len(gather([str(tmp_path)], Choice(max_bytes=100)).items) == 1  # too large to be opened
    assert [item.origin for item in items] == [f"{tmp_path}/goi.zip › mot.txt", f"{tmp_path}/goi.zip › hai.txt"]
    assert len({item.stamp for item in items}) == 1
    assert [load(item, Limits()).text for item in items] == ["Tin một.", "Tin hai."]
