"""`tomtat check`: verdicts, formats, exit codes."""

from __future__ import annotations

import json
from importlib import resources

import jsonschema
import pytest

GOOD = "Thu ngân sách trên địa bàn đạt 186 tỷ đồng, tăng 12,4% so với cùng kỳ năm 2023."
BAD = "Thu ngân sách trên địa bàn đạt 168 tỷ đồng."


@pytest.fixture
def brief(tmp_path):
    path = tmp_path / "tom-tat.txt"
    path.write_text(f"{GOOD} {BAD}\n", encoding="utf-8")
    return path


def test_text_marks_each_sentence_and_says_why(tomtat, report, brief):
    done = tomtat("check", report, brief)
    assert done.code == 0
    assert "2 câu, 1 câu ⚠" in done.out
    assert f"✓ {GOOD}"[:40] in done.out
    assert "⚠" in done.out
    assert "168 tỷ đồng" in done.out
    assert "186 tỷ đồng" in done.out.split("⚠")[-1]


def test_json_follows_the_contract(tomtat, report, brief):
    done = tomtat("check", report, brief, "--format", "json")
    found = json.loads(done.out)
    schema = json.loads((resources.files("summarizer.brief") / "schema/tomtat.check-1.schema.json").read_text("utf-8"))
    jsonschema.validate(found, schema)
    assert found["schema"] == "tomtat.check/1"
    assert [s["status"] for s in found["sentences"]] == ["supported", "unsupported"]
    assert found["sentences"][1]["figures"][0]["status"] == "unsupported"
    assert found["sentences"][1]["reasons"]
    text = report.read_text("utf-8")
    for sentence in found["sentences"]:
        for evidence in sentence["evidence"]:
            assert text[evidence["start"] : evidence["end"]] == evidence["text"]
        for figure in sentence["figures"]:
            assert sentence["text"][figure["start"] : figure["end"]] == figure["text"]


@pytest.mark.parametrize(("words", "code"), [(GOOD, 0), (BAD, 4)])
def test_strict_tells_by_its_exit_code(tomtat, report, words, code):
    assert tomtat("check", report, "-", "--strict", stdin=words.encode()).code == code


def test_brief_comes_from_stdin_where_none_is_named(tomtat, report):
    done = tomtat("check", report, "--format", "json", stdin=GOOD.encode())
    assert json.loads(done.out)["sentences"][0]["text"] == GOOD


def test_source_may_be_stdin(tomtat, report, brief):
    assert tomtat("check", "-", brief, stdin=report.read_bytes()).code == 0


@pytest.mark.parametrize("nothing", ["", " \n", "👍👍\n", "— … !\n"])
def test_a_brief_without_a_sentence_is_no_clean_result(tomtat, report, nothing):
    done = tomtat("check", report, stdin=nothing.encode())
    assert (done.code, done.stdout) == (3, b"")
    assert "-: không có câu nào để đối chiếu." in done.err


def test_wrong_calls_are_told_in_one_line(tomtat, report, tmp_path):
    assert tomtat("check", report).code == 2
    assert tomtat("check", "-", "-", stdin=b"x").code == 2
    missing = tomtat("check", report, tmp_path / "khong-co.txt")
    assert missing.code == 3
    assert "khong-co.txt" in missing.err
    assert missing.stdout == b""


def test_markup_and_escapes_of_a_brief_reach_no_terminal(tomtat, report):
    hostile = "[/b][red]Thu ngân sách\x1b[31m đạt 186 tỷ đồng."
    done = tomtat("check", report, "-", stdin=hostile.encode(), terminal=True)
    assert "\x1b[31m đạt" not in done.out


def test_english(tomtat, report, brief):
    done = tomtat("--lang", "en", "check", report, brief)
    assert "2 sentences, 1 of them" in done.out
    assert "the source" in done.out


@pytest.mark.parametrize(
    ("lang", "usage"),
    [("vi", "check [TÙY_CHỌN] BẢN_GỐC [BẢN_TÓM_TẮT|-]\n"), ("en", "check [OPTIONS] SOURCE [BRIEF|-]\n")],
)
def test_help_names_both_arguments(tomtat, lang, usage):
    done = tomtat("--lang", lang, "check", "--help")
    assert done.code == 0
    assert usage in done.out


def test_a_missing_argument_is_named_as_in_the_help(tomtat):
    assert "thiếu BẢN_GỐC." in tomtat("check").err
    assert "thiếu TỪ." in tomtat("search").err
