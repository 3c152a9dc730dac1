"""`tomtat brief`: several inputs, exit codes, what goes to which stream."""

from __future__ import annotations

import functools
import http.server
import json
import os
import threading
from dataclasses import replace
from pathlib import Path

import pytest

from summarizer.document import expand, ocr
from summarizer.engines import registry
from summarizer.engines.base import Engine
from summarizer.errors import TomtatError

PLAIN = ("brief", "--engine", "extractive")


class Says:
    """A generator that writes what it is given."""

    name = "says"
    revision = "1"
    constrained = False

    def __init__(self, text: str) -> None:
        self.text = text

    def generate(self, article, *, words, on_text=None, cancelled=None):
        return self.text


@pytest.fixture
def engine(monkeypatch):
    """Let `--engine` be one that says a given text."""

    def say(text: str) -> None:
        monkeypatch.setattr(registry, "load", lambda *_, **__: Engine("says", generator=Says(text), constrained=False))

    return say


def test_text_on_stdout_and_nothing_on_stderr(tomtat, report):
    result = tomtat(*PLAIN, report)
    assert result.code == 0
    assert result.err == ""
    assert "Huyện Thạnh Phú sơ kết công tác quý I" in result.out
    assert "\x1b" not in result.out


def test_what_may_not_be_read_is_said_by_us(tomtat, report, monkeypatch):
    opened = Path.open

    def denied(path: Path, *how: object, **more: object):
        if path == report:
            raise PermissionError(13, "Permission denied")
        return opened(path, *how, **more)

    monkeypatch.setattr(Path, "open", denied)
    monkeypatch.setattr(os, "access", lambda *_, **__: False)  # which click would ask first
    result = tomtat(*PLAIN, report)
    assert result.code == 3
    assert result.err == f"tomtat: {report}: không đọc được: không có quyền.\n"


def test_colour_on_demand(tomtat, report):
    assert "\x1b[" in tomtat(*PLAIN, "--color", "always", report).out
    assert "\x1b[" in tomtat("--color", "always", *PLAIN, report).out
    assert "\x1b[" not in tomtat("--color", "always", *PLAIN, "--color", "never", report).out


def test_json_keeps_the_offsets_of_plain_text(tomtat, report):
    brief = json.loads(tomtat(*PLAIN, "-f", "json", report).out)
    text = report.read_text(encoding="utf-8")
    assert brief["schema"] == "tomtat.brief/1"
    assert brief["text"] == text
    assert brief["engine"]["name"] == "extractive"
    for sentence in brief["summary"]:
        for span in sentence["evidence"]:
            assert text[span["start"] : span["end"]] == span["text"]
            assert span["text"][:1].upper() + span["text"][1:] == sentence["text"]  # it may have followed `Tuy nhiên,`


def test_several_as_json_lines(tomtat, report):
    other = report.with_name("hai.txt")
    other.write_text("Giá gạo tăng 5% trong tháng 6.\n\nXuất khẩu đạt 700.000 tấn.", encoding="utf-8")
    result = tomtat(*PLAIN, "-f", "json", report, other)
    lines = result.out.splitlines()
    assert [json.loads(line)["source"]["origin"] for line in lines] == [str(report), str(other)]


def test_several_as_text_and_markdown_in_order(tomtat, report):
    other = report.with_name("hai.txt")
    other.write_text("Giá gạo tăng\n\nGiá gạo tăng 5% trong tháng 6.", encoding="utf-8")
    for form in ("text", "markdown"):
        out = tomtat(*PLAIN, "-f", form, other, report).out
        assert out.index("Giá gạo tăng") < out.index("Huyện Thạnh Phú")
    assert "\n---\n" in out


def test_length(tomtat, report):
    def count(*options):
        return len(json.loads(tomtat(*PLAIN, "-f", "json", *options, report).out)["summary"])

    assert count("--sentences", 1) == 1
    assert count("--sentences", 3) == 3
    assert count("--words", 300) > count("--words", 40)


def test_one_bad_among_several(tomtat, report, tmp_path):
    empty = tmp_path / "rong.txt"
    empty.write_bytes(b"")
    result = tomtat(*PLAIN, "-f", "json", empty, report, tmp_path / "khong-co.txt")
    assert result.code == 1
    assert len(result.out.splitlines()) == 1
    head, *lines = result.err.splitlines()
    assert "2 trong 3" in head
    assert "rong.txt" in lines[0]
    assert "khong-co.txt" in lines[1]


def test_none_could_be_read(tomtat, tmp_path):
    result = tomtat(*PLAIN, tmp_path / "a", tmp_path / "b")
    assert (result.code, result.out) == (3, "")
    result = tomtat(*PLAIN, tmp_path / "a.txt")
    assert (result.code, result.out, result.err.count("\n")) == (3, "", 1)
    assert "a.txt" in result.err


def test_nothing_is_written_when_all_failed(tomtat, tmp_path):
    target = tmp_path / "ra.txt"
    assert tomtat(*PLAIN, "-o", target, tmp_path / "a").code == 3
    assert not target.exists()


def test_an_output_that_cannot_be_written(tomtat, report, tmp_path):
    result = tomtat(*PLAIN, "-o", tmp_path / "khong" / "ra.txt", report)
    assert (result.code, result.err.count("\n")) == (2, 1)
    assert "không ghi được" in result.err


def test_standard_input(tomtat, report):
    data = report.read_bytes()
    assert tomtat(*PLAIN, "-", stdin=data).code == 0
    assert tomtat(*PLAIN, stdin=data).out == tomtat(*PLAIN, "-", stdin=data).out
    named = tomtat(*PLAIN, "--file-name", "bai.md", "-f", "json", "-", stdin=b"# Tin\n\n" + data)
    assert "bai.md" in json.loads(named.out)["source"]["origin"]
    assert tomtat(*PLAIN, "-", stdin=b"").code == 3
    twice = tomtat(*PLAIN, "-", "-", stdin=data)
    assert (twice.code, twice.out) == (2, "")


def test_typing_at_a_terminal_is_told_how_to_end(tomtat):
    result = tomtat(*PLAIN, "-")
    assert "Ctrl-D" in result.err
    assert result.code == 3  # nothing typed


def test_encoding_can_be_forced(tomtat, report):
    report.write_bytes(report.read_text(encoding="utf-8").encode("utf-16-le"))
    assert "Thạnh Phú" in tomtat(*PLAIN, "--encoding", "utf-16-le", report).out
    result = tomtat(*PLAIN, "--encoding", "klingon", report)
    assert result.code == 2
    assert "klingon" in result.err
    assert "tcvn3" in result.err


def test_too_large(tomtat, report):
    result = tomtat(*PLAIN, "--max-bytes", 100, report)
    assert (result.code, result.err.count("\n")) == (3, 1)


def test_warnings_go_to_stderr_unless_quiet(tomtat, report):
    report.write_text("The quick brown fox jumps over the lazy dog. It was 5 km away.\n" * 20, encoding="utf-8")
    loud, quiet = tomtat(*PLAIN, report), tomtat(*PLAIN, "--quiet", report)
    assert "bao-cao.txt" in loud.err
    assert quiet.err == ""
    assert tomtat("-q", *PLAIN, report).err == ""
    assert loud.code == quiet.code == 0


def test_what_the_brief_warns_of_on_the_screen_is_not_said_beside_it(tomtat, tmp_path):
    (tmp_path / "mot.txt").write_text("xin", encoding="utf-8")
    warning = "không có câu nào để tóm tắt"
    shown = tomtat(*PLAIN, tmp_path / "mot.txt", terminal=True)
    assert warning in " ".join(shown.out.split())
    assert warning not in shown.err
    kept = tomtat(*PLAIN, tmp_path / "mot.txt", "-o", tmp_path / "ra.txt", terminal=True)
    assert warning in kept.err


def test_a_stand_in_says_so_once(tomtat, report, monkeypatch):
    made = replace(registry.load("extractive"), fallback="đang dùng bộ trích câu")
    monkeypatch.setattr(registry, "load", lambda *_, **__: made)
    result = tomtat("brief", report, report)
    assert result.err.count("đang dùng bộ trích câu") == 1
    assert result.code == 0


def test_an_engine_that_cannot_be_had_ends_the_run(tomtat, report, monkeypatch):
    def refuse(*_, **__):
        raise TomtatError("engine_unknown", name="x", known="y")

    monkeypatch.setattr(registry, "load", refuse)
    result = tomtat("brief", "--model", "x", report, report)
    assert (result.code, result.out, result.err.count("\n")) == (2, "", 1)


@pytest.mark.parametrize(("lang", "word"), [("vi", "không còn"), ("en", "as of tomtat 0.2.0")])
def test_an_engine_that_is_gone_is_told_as_such(tomtat, report, lang, word):
    result = tomtat("brief", "--lang", lang, "--engine", "writer", report)
    assert (result.code, result.out, result.err.count("\n")) == (2, "", 1)
    for part in ("'writer'", "0.2.0", "reader, extractive", word):
        assert part in result.err


def test_engine_options_reach_the_loader(tomtat, report, monkeypatch):
    seen = {}

    def load(name, **how):
        seen.update(how, name=name)
        return original("extractive")

    original = registry.load
    monkeypatch.setattr(registry, "load", load)
    assert tomtat("brief", "--engine", "extractive", "--threads", 2, report).code == 0
    assert seen == {"name": "extractive", "threads": 2, "model": None, "endpoints": (), "endpoint_model": None}
    options = ("--endpoint", "http://a", "--endpoint", "http://b", "--endpoint-model", "m")
    assert tomtat("brief", *options, report).code == 0
    assert seen["endpoints"] == ("http://a", "http://b")
    monkeypatch.setenv("TOMTAT_ENDPOINT", "http://c http://d")
    monkeypatch.setenv("TOMTAT_ENDPOINT_MODEL", "m")
    assert tomtat("brief", report).code == 0
    assert seen["endpoints"] == ("http://c", "http://d")


def test_strict_ends_with_4_when_a_claim_has_no_support(tomtat, report, engine):
    engine("Bão số 9 làm 999 người chết tại Quảng Nam.")
    assert tomtat("brief", report).code == 0
    result = tomtat("brief", "--strict", report)
    assert result.code == 4
    assert "999" in result.out
    assert tomtat("brief", "--strict", report, "khong-co.txt").code == 4


def test_strict_is_content_with_a_supported_brief(tomtat, report, engine):
    engine("Thu ngân sách trên địa bàn đạt 186 tỷ đồng, bằng 31% kế hoạch năm.")
    assert tomtat("brief", "--strict", report).code == 0
    assert tomtat(*PLAIN, "--strict", report).code == 0


def test_a_bug_costs_one_input_only(tomtat, report, monkeypatch):
    from summarizer.cli.options import Reading

    original = Reading.fetch

    def fetch(reading, source):
        if source == "hỏng.txt":
            raise ZeroDivisionError("oops")
        return original(reading, source)

    monkeypatch.setattr(Reading, "fetch", fetch)
    result = tomtat(*PLAIN, "hỏng.txt", report)
    assert result.code == 1
    assert "Thạnh Phú" in result.out
    assert "hỏng.txt" in result.err
    assert "ZeroDivisionError" in result.err
    monkeypatch.setenv("TOMTAT_DEBUG", "1")
    with pytest.raises(ZeroDivisionError):
        tomtat(*PLAIN, "hỏng.txt", report)


def test_settings_hold_and_the_command_line_wins(tomtat, report, settings_file):
    settings_file("engine = 'extractive'\n[brief]\nsentences = 1\nformat = 'json'\n")
    assert len(json.loads(tomtat("brief", report).out)["summary"]) == 1
    assert len(json.loads(tomtat("brief", "--sentences", 2, report).out)["summary"]) == 2
    assert tomtat("facts", report).out.startswith("Huyện")


def test_environment_over_settings(tomtat, report, settings_file, monkeypatch):
    settings_file("engine = 'extractive'\nformat = 'json'\nsentences = 3\n")
    monkeypatch.setenv("TOMTAT_SENTENCES", "1")
    assert len(json.loads(tomtat("brief", report).out)["summary"]) == 1


def test_hostile_names_and_text_stay_harmless(tomtat, tmp_path):
    bad = tmp_path / "\x1b[2Jtin\u202e.txt"
    bad.write_text("Tin [b]nóng[/b] \x1b]0;x\x07\n\nGiá \x1b[31mgạo\x1b[0m tăng 5% [TTXVN].", encoding="utf-8")
    for form in ("text", "markdown", "json", "html"):
        result = tomtat(*PLAIN, "-f", form, bad)
        assert result.code == 0
        assert b"\x1b" not in result.stdout
        assert "\x1b" not in result.err
    assert "\x1b" not in tomtat(*PLAIN, tmp_path / "\x1b[2J").err


def test_every_sample_in_one_run(tomtat, samples):
    """Whatever a newsroom has it in; `tests/brief/test_rendering.py` has each of them in every form of a brief."""
    pictures = () if ocr.available() else (".jpg", ".scan.pdf")
    files = sorted(p for p in samples.iterdir() if p.name != "README.md" and not p.name.endswith(pictures))
    assert len(files) >= 11
    result = tomtat(*PLAIN, "-f", "json", *files)
    assert result.code == 0, result.err
    assert b"\x1b" not in result.stdout
    articles = [article for path in files for article in expand(path, max_bytes=1_000_000)]
    assert len(result.out.splitlines()) == len(articles) > len(files)


@pytest.fixture
def site(tmp_path):
    """A web server of this machine, with `tmp_path` behind it; gives its address."""
    handler = functools.partial(http.server.SimpleHTTPRequestHandler, directory=str(tmp_path))
    handler.log_message = lambda *_: None
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


def test_an_address(tomtat, report, site):
    url = f"{site}/{report.name}"
    refused = tomtat(*PLAIN, url)
    assert (refused.code, refused.out, refused.err.count("\n")) == (3, "", 1)
    assert "--allow-private" in refused.err
    assert "Thạnh Phú" in tomtat(*PLAIN, "--allow-private", url).out
    assert tomtat(*PLAIN, "--allow-private", f"{site}/khong-co").code == 3


def test_a_result_never_takes_the_place_of_its_source(tomtat, report, tmp_path):
    before = report.read_bytes()
    link = tmp_path / "lien-ket.txt"
    link.symlink_to(report)
    calls = [
        ("brief", *PLAIN[1:], report, "-o", link),
        ("facts", link, "-o", report),
        ("check", report, link, "-o", report),
        ("digest", report, "-o", report),
    ]
    for call in calls:
        result = tomtat(*call)
        assert result.code == 2
        assert "mất bài gốc" in result.err
    assert report.read_bytes() == before
    assert tomtat(*PLAIN, report, "-o", tmp_path / "khac.txt").code == 0
