"""Which articles a run takes, and in what order."""

from __future__ import annotations

import os
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from summarizer.digest.inputs import Choice, gather, is_json_lines, names, parse_since, read_line
from summarizer.digest.loading import Limits, load
from summarizer.document.failure import LoadError


def make(folder: Path, *paths: str) -> Path:
    for path in paths:
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text("Nội dung bài viết.", encoding="utf-8")
    return folder


def found(*sources: object, choice: Choice = Choice()) -> list[str]:  # noqa: B008
    return [Path(i.origin).name for i in gather([str(s) for s in sources], choice).items]


def test_folders_are_searched_in_a_fixed_order_without_what_is_hidden(tmp_path):
    make(tmp_path, "b/2.txt", "b/10.txt", "a.md", ".git/x.txt", "b/.y.txt", "c.exe", "~$d.docx", "Z.HTML")
    assert found(tmp_path) == ["Z.HTML", "a.md", "2.txt", "10.txt"]
    assert found(tmp_path) == found(tmp_path)


def test_each_file_once_however_often_it_is_named(tmp_path):
    make(tmp_path, "a.txt", "b.txt")
    assert found(tmp_path / "b.txt", tmp_path, tmp_path / "*.txt") == ["b.txt", "a.txt"]


def test_exclude_since_and_the_own_output(tmp_path):
    make(tmp_path, "a.txt", "old/b.txt", "skip/c.txt", "digest.md")
    hour_ago = (datetime.now(UTC) - timedelta(hours=1)).timestamp()
    os.utime(tmp_path / "old/b.txt", (hour_ago, hour_ago))
    own = frozenset({str((tmp_path / "digest.md").resolve())})
    assert found(tmp_path, choice=Choice(parse_since("30m".replace("30m", "1h")), ("skip/*",), own)) == ["a.txt"]
    assert found(tmp_path, choice=Choice(None, ("*.txt",))) == ["digest.md"]


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


@pytest.mark.parametrize("text", ["24h", "7d", "2w", "2026-11-20", "2026-11-20T08:00"])
def test_since(text):
    assert parse_since(text).tzinfo is not None


@pytest.mark.parametrize("text", ["", "hôm qua", "24", "5m", "h"])
def test_no_since(text):
    with pytest.raises(ValueError):  # noqa: PT011
        parse_since(text)


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
