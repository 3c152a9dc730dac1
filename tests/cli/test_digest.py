"""`tomtat digest` from outside: formats, failures, exit codes, lists on standard input."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import jsonschema
import pytest

import summarizer

FLOOD = """\
Lũ quét ở Nậm Nhừ làm {dead} người chết

Sáng 12/8/2024, lũ quét tại xã Nậm Nhừ, huyện Nậm Pồ làm {dead} người chết và 23 người bị thương. \
Có 45 căn nhà bị cuốn trôi, 120 ha lúa bị ngập. Thiệt hại ước tính khoảng 35 tỷ đồng.

Phát biểu tại hiện trường, ông Trần Văn Bình, Chủ tịch UBND huyện, yêu cầu Ban Chỉ huy Quân sự huyện tìm kiếm \
người mất tích, hoàn thành trước ngày 20/8. Lực lượng cứu hộ huy động 120 chiến sĩ và 8 xuồng máy.
"""
SCHOOL = """\
Trường Tiểu học Mỹ Lộc có thêm 12 phòng học

Ngày 5/9, Trường Tiểu học Mỹ Lộc khánh thành dãy phòng học mới gồm 12 phòng, kinh phí 9,6 tỷ đồng. \
Năm học này trường có 640 học sinh. <script>alert(1)</script> [TTXVN]
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    day = tmp_path / "day"
    (day / "lu").mkdir(parents=True)
    (day / "lu" / "a.txt").write_text(FLOOD.format(dead=12), encoding="utf-8")
    (day / "lu" / "b.txt").write_text(FLOOD.format(dead=14), encoding="utf-8")
    (day / "truong.txt").write_text(SCHOOL, encoding="utf-8")
    return day


@pytest.fixture
def digest(tomtat, tmp_path):
    def call(*args: object, **how: object):
        return tomtat("digest", "--engine", "extractive", "--store", tmp_path / "s.db", "-j", "1", *args, **how)

    return call


def test_markdown_has_a_front_page_stories_and_conflicts(digest, folder):
    made = digest(folder)
    assert made.code == 0
    assert made.out.startswith("<!-- tomtat digest -->\n# Điểm tin ngày ")
    assert "## Năm tin chính" in made.out
    assert "## Các nguồn nói khác nhau" in made.out
    assert "3 bài" in made.out
    assert "2 tin" in made.out
    assert "**12 người**" in made.out
    assert "**14 người**" in made.out
    assert "23 người** —" not in made.out  # both say so
    assert "<script" not in made.out
    assert "\\[TTXVN" in made.out or "TTXVN" not in made.out


def test_a_second_call_gives_the_same_bytes_and_briefs_nothing(digest, folder, workers):
    first, second = digest(folder, "-f", "text"), digest(folder, "-f", "text")
    assert first.out == second.out
    assert "0 mới tóm tắt, 3 lấy từ kho" in second.err
    assert "phòng học" in second.out


def test_json_holds_each_brief_by_the_contract(digest, folder):
    document = json.loads(digest(folder, "-f", "json", "--sections", "folder").out)
    schemas = Path(summarizer.__file__).parent
    jsonschema.validate(document, json.loads((schemas / "digest/schema/tomtat.digest-1.schema.json").read_text()))
    contract = json.loads((schemas / "brief/schema/tomtat.brief-1.schema.json").read_text())
    counts = document["counts"]
    assert (counts["articles"], counts["stories"], counts["conflicts"], counts["failed"]) == (3, 2, 1, 0)
    assert [s["name"] for s in document["sections"]] == ["Ngoài thư mục", "lu"] or len(document["sections"]) == 2
    stories = [s for section in document["sections"] for s in section["stories"]]
    for story in stories:
        brief = story["brief"]
        jsonschema.validate(brief, contract)
        for sentence in brief["summary"]:
            for e in sentence["evidence"]:
                assert brief["text"][e["start"] : e["end"]] == e["text"]
    (conflict,) = [c for s in stories for c in s["conflicts"]]
    assert {s["figure"] for s in conflict["sides"]} == {"12 người", "14 người"}
    for story in stories:
        told = {s["id"] for s in story["sources"]}
        assert story["summary"]
        assert {line["source"]["id"] for line in story["summary"]} <= told


def test_failures_are_in_the_document_on_stderr_and_in_the_exit_code(digest, folder, tmp_path):
    (folder / "hong.docx").write_bytes(b"PK\x03\x04")
    made = digest(folder, "-f", "json", "-o", tmp_path / "out.json")
    assert made.code == 1
    assert made.out == ""
    document = json.loads((tmp_path / "out.json").read_text(encoding="utf-8"))
    assert [f["source"].rpartition("/")[2] for f in document["failures"]] == ["hong.docx"]
    assert document["failures"][0]["message"]
    assert "hong.docx" in made.err
    assert "1 trong 4" in made.err
    assert digest(tmp_path / "none.txt").code == 3


def test_lists_and_json_lines_on_standard_input(digest, folder):
    names = b"\0".join(str(p).encode() for p in sorted(folder.rglob("*.txt"))) + b"\0"
    assert "3 bài" in digest("-0", "-", stdin=names).out
    lines = "\n".join(json.dumps({"title": "Tin", "text": t.format(dead=9)}) for t in (FLOOD, SCHOOL))
    made = digest("-", "-f", "jsonl", stdin=lines.encode())
    briefs = [json.loads(line) for line in made.out.splitlines()]
    assert [b["schema"] for b in briefs] == ["tomtat.brief/1"] * 2
    assert made.code == 0


def test_an_output_inside_the_folder_is_not_read_again(digest, folder):
    assert digest(folder, "-o", folder / "digest.md").code == 0
    again = digest(folder, "-o", folder / "digest.md")
    assert "Xong 3 bài" in again.err
    assert len(list(folder.iterdir())) == 3


def test_word(digest, folder, tmp_path):
    import docx

    made = digest(folder, "-f", "docx", "-o", tmp_path / "d.docx")
    assert made.code == 0
    document = docx.Document(str(tmp_path / "d.docx"))
    text = "\n".join(p.text for p in document.paragraphs)
    assert "14 người — " in text
    assert "Trường Tiểu học Mỹ Lộc" in text
    assert digest(folder, "-f", "docx", terminal=True).code == 2


def test_nothing_to_do_is_no_error(digest, folder):
    made = digest(folder, "--since", "2999-01-01")
    assert made.code == 0
    assert "Không có bài nào" in made.err
    assert "\n# Điểm tin" in made.out


@pytest.mark.parametrize(
    "args",
    [
        (),
        ("x", "--since", "hôm nào"),
        ("x", "-0"),
        ("-", "-"),
        ("x", "--template", "t.jinja", "-f", "text"),
        ("x", "--top", "-1"),
    ],
)
def test_calls_that_cannot_be_meant(digest, args):
    made = digest(*args)
    assert made.code == 2
    assert made.out == ""
    assert len(made.err.splitlines()) == 1


def test_a_template_that_is_not_there(digest):
    made = digest("x", "--template", "no-such.jinja")
    assert made.code == 2
    assert made.err == "tomtat: no-such.jinja: không có tệp này; kiểm tra lại tên và thư mục.\n"


def test_templates_are_escaped_and_locked_in(digest, folder, tmp_path):
    example = Path(__file__).parents[2] / "docs" / "examples" / "digest.html.jinja"
    made = digest(folder, "--template", example, "--words", "200")
    assert made.code == 0
    assert "Trường Tiểu học Mỹ Lộc" in made.out
    assert "14 người (lu/b.txt)" in made.out
    assert "<script" not in made.out
    for body, words in (
        ("{{ title.__class__.__mro__ }}", "gọi '__class__' mà ở đây không có"),
        ("{% include '/etc/passwd' %}", "có lỗi ở dòng này"),
        ("{{ nothing }}", "gọi 'nothing' mà ở đây không có"),
        ("{{ title | nothing }}", "gọi 'nothing' mà ở đây không có"),
        ("{% nothing %}", "gọi 'nothing' mà ở đây không có"),
        ("{% if %}", "có lỗi ở dòng này"),
        ("{{ 1/0 }}", "có lỗi ở dòng này"),
        ("{{ t('/etc/passwd') }}", "có lỗi ở dòng này"),
        ("{{ t('/etc/x.y') }}", "có lỗi ở dòng này"),
        ('{{ "a" * 3000000000 }}', "cần quá 1024 MiB"),
    ):
        bad = tmp_path / "bad.jinja"
        bad.write_text(f"\n{body}", encoding="utf-8")
        failed = digest(folder, "--template", bad, "-o", tmp_path / "kept.html")
        assert failed.code == 2, body
        assert "bad.jinja:" in failed.err
        assert words in failed.err
        assert not (tmp_path / "kept.html").exists()


def test_strict_tells_unsupported_claims(digest, folder, monkeypatch):
    assert digest(folder, "--strict").code == 0


def test_progress_is_drawn_on_a_terminal_only(digest, folder):
    assert digest(folder, "-q").err == ""
    assert "\x1b" not in digest(folder).err


def test_an_article_is_never_written_over(digest, folder, monkeypatch):
    monkeypatch.chdir(folder)
    kept = (folder / "truong.txt").read_bytes()
    for sources in (["."], ["*.txt"], ["lu", "truong.txt"], [folder]):
        made = digest(*sources, "-o", "truong.txt")
        assert made.code == 2, sources
        assert "truong.txt" in made.err
        assert (folder / "truong.txt").read_bytes() == kept


def test_what_was_passed_over_is_told(digest, folder):
    (folder / "thu.xyz").write_text("Thư", encoding="utf-8")
    (folder / "vong.txt").symlink_to("vong.txt")
    made = digest(folder, "--exclude", "nhap/")
    assert made.code == 0
    assert "## Không đọc" in made.out
    assert "thu.xyz" in made.out.partition("## Không đọc")[2]
    assert "vong.txt" in made.out.partition("## Không đọc")[2]
    assert "--exclude nhap/" in made.err


def test_a_newsrooms_weights_are_settings(digest, folder, tmp_path, monkeypatch):
    settings = tmp_path / "config.toml"
    monkeypatch.setenv("TOMTAT_CONFIG", str(settings))
    settings.write_text('[newsroom.keywords]\n"trường tiểu học" = 9\n', encoding="utf-8")
    document = json.loads(digest(folder, "-f", "json", "--sections", "none").out)
    assert document["front"][0]["items"][0]["bold"].startswith("Trường Tiểu học")
    assert document["sections"][0]["stories"][0]["headline"].startswith("Trường Tiểu học")
    wrong = tmp_path / "wrong.toml"
    monkeypatch.setenv("TOMTAT_CONFIG", str(wrong))
    wrong.write_text('[newsroom.keywords]\n"trường" = "nhiều"\n', encoding="utf-8")
    failed = digest(folder)
    assert failed.code == 2
    assert "newsroom.keywords.trường" in failed.err


def test_what_follows_ray_is_an_address_only_if_it_looks_like_one(digest, folder, monkeypatch):
    monkeypatch.setitem(sys.modules, "ray", None)
    for args in (("--ray", folder), (folder, "--ray"), ("--ray=auto", folder), ("--ray", "head:6379", folder)):
        made = digest(*args)
        assert made.code == 2, args
        assert "pip install 'tomtat[ray]'" in made.err


def test_digest_and_calendar_cannot_take_one_place(tomtat, folder, tmp_path):
    done = tomtat("digest", folder, "-o", tmp_path / "d.md", "--ics", tmp_path / "day" / ".." / "d.md")
    assert done.code == 2
    assert "--ics" in done.err
    assert not (tmp_path / "d.md").exists()
