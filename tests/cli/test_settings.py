"""The settings file: what wins over what, and a wrong key named with its line."""

from __future__ import annotations

import tomllib

import pytest

from summarizer.cli import settings


def test_lines_of_keys_and_tables():
    text = "\n".join(
        [
            "# c",
            "words = 3",
            "",
            "[brief]",
            "max-bytes=1",
            'engine = "a # b"',
            '"quoted" = 1',
            "",
            "[ keys ]",
            "a.b = 2",
        ]
    )
    tomllib.loads(text)
    assert settings.lines_of(text) == {
        ("words",): 2,
        ("brief",): 4,
        ("brief", "max_bytes"): 5,
        ("brief", "engine"): 6,
        ("brief", "quoted"): 7,
        ("keys",): 9,
        ("keys", "a", "b"): 10,
    }


def test_multi_line_strings_hold_no_keys():
    text = 'a = """\nb = 1\n[c]\n"""\nd = 2\n'
    tomllib.loads(text)
    assert settings.lines_of(text) == {("a",): 1, ("d",): 5}


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("wrods = 3\n", ["config.toml:1:", "'wrods'", "có phải 'words'"]),
        ("\n\n[brief]\nfomat = 'json'\n", ["config.toml:4:", "'brief.fomat'", "có phải 'format'"]),
        ("words = 9\n[breif]\nwords = 3\n", ["config.toml:2:", "'breif'", "có phải 'brief'"]),
        ("xyzzyx = 1\n", ["config.toml:1:", "không có mục 'xyzzyx'", "config show"]),
        ("words = \n", ["config.toml:1:", "TOML"]),
        ("words = 3\nwords = 4\n", ["config.toml:2:", "TOML"]),
        ("words = 3\nengine = [\n", ["config.toml:3:", "TOML"]),
        ("[brief]\nstrict = 'maybe'\n", ["strict (", "config.toml:2", "cần true hoặc false"]),
        ("quiet = 3\n", ["quiet (", "config.toml:1", "cần true hoặc false"]),
        ("[brief]\nendpoint = 3\n", ["endpoint (", "config.toml:2", "cần một danh sách"]),
        ("[brief]\nmodel = true\n", ["model (", "config.toml:2", "cần một chuỗi trong dấu nháy"]),
        ("\nwords = 'many'\n", ["words (", "config.toml:2", "số nguyên"]),
        ("[brief]\n\nwords = 0\n", ["words (", "config.toml:3", "số nguyên"]),
        ("words = 1.5\n", ["words (", "số nguyên"]),
        ("words = true\n", ["words (", "số nguyên"]),
        ("engine = 'gpt'\n", ["engine (", "reader, extractive"]),
        ("engine = 'writer'\n", ["engine (", "config.toml:1", "từ tomtat 0.2.0", "reader, extractive"]),
    ],
)
def test_a_wrong_settings_file_is_told_with_its_line(tomtat, settings_file, report, text, words):
    settings_file(text)
    result = tomtat("brief", report)
    assert result.code == 2
    assert result.out == ""
    assert result.err.count("\n") == 1
    for word in words:
        assert word in result.err


@pytest.mark.parametrize(
    ("command", "text", "words"),
    [
        ("keys", '[keys]\n\n"desk.opne" = "x"\n', ["config.toml:3:", "'desk.opne'", "có phải 'desk.open'"]),
        ("keys", "[keys]\nxyzzy = 'x'\n", ["config.toml:2:", "'xyzzy'", "tomtat keys"]),
        ("keys", '[keys]\n"desk.open" = 7\n', ["config.toml:2:", "phải là chữ"]),
        ("digest", '[newsroom.topics]\nhealth = 1\nsport = "x"\n', ["config.toml:3:", "newsroom.topics.sport", "số"]),
        ("digest", "[newsroom]\ntopics = { sport = 'x' }\n", ["config.toml:2:", "newsroom.topics.sport"]),
        ("digest", "\n[newsroom.topcs]\nsport = 1\n", ["config.toml:2:", "newsroom.topcs", "topics, offices"]),
    ],
)
def test_free_tables_are_refused_with_their_line_too(tomtat, settings_file, report, text, command, words):
    settings_file(text)
    result = tomtat(command, *([report] if command == "digest" else []))
    assert (result.code, result.out, result.err.count("\n")) == (2, "", 1)
    for word in words:
        assert word in result.err


def test_not_utf8(tomtat, settings_file, report):
    settings_file("").write_bytes("lang = 'vi' # tiếng".encode("utf-16"))
    assert "UTF-8" in tomtat("brief", report).err


def test_named_but_missing_or_unreadable(tomtat, settings_file, report, monkeypatch, tmp_path):
    settings_file("").unlink()
    assert "TOMTAT_CONFIG" in tomtat("brief", report).err
    monkeypatch.setenv("TOMTAT_CONFIG", str(tmp_path))
    result = tomtat("brief", report)
    assert (result.code, result.err.count("\n")) == (2, 1)
    monkeypatch.setenv("TOMTAT_CONFIG", str(report / "config.toml"))  # a file where a folder should be
    assert tomtat("config", "show").code == 0


def test_config_and_doctor_work_with_a_broken_file(tomtat, settings_file):
    path = settings_file("words = \n")
    assert tomtat("config", "path").out == f"{path}\n"
    assert tomtat("--help").code == 0
    assert tomtat("completion", "bash").code == 0
    result = tomtat("doctor")
    assert result.code == 3
    assert str(path) in result.out
    shown = tomtat("config", "show")
    assert shown.code == 2
    assert str(path) in shown.err


def test_other_tables_do_not_disturb(tomtat, settings_file):
    settings_file("[keys]\nquit = 'q'\n[facts]\nformat = 'csv'\n")
    result = tomtat("config", "show")
    assert result.code == 0
    shown = tomllib.loads(result.out)
    assert shown["keys"] == {"quit": "q"}
    assert shown["facts"]["format"] == "csv"
    assert shown["brief"]["format"] == "text"


def test_show_is_toml_and_says_where_from(tomtat, settings_file, monkeypatch):
    settings_file("words = 150\nquiet = true\n[brief]\nsentences = 4\nendpoint = 'http://a'\n")
    monkeypatch.setenv("TOMTAT_ENGINE", "extractive")
    out = tomtat("config", "show").out
    shown = tomllib.loads(out)
    assert shown["brief"]["words"] == 150
    assert shown["brief"]["sentences"] == 4
    assert shown["brief"]["endpoint"] == ["http://a"]
    assert shown["brief"]["engine"] == "extractive"
    assert shown["quiet"] is True
    lines = {line.split(" =")[0]: line for line in out.splitlines() if " =" in line}
    assert "TOMTAT_ENGINE" in lines["engine"]
    assert "tệp cấu hình" in lines["words"]
    assert "mặc định" in lines["color"]


def test_path_follows_the_platform(tomtat, monkeypatch, tmp_path):
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    assert tomtat("config", "path").out == f"{tmp_path}/tomtat/config.toml\n"


def test_a_choice_at_the_top_holds_where_it_is_offered(tomtat, settings_file, report):
    settings_file("format = 'csv'\nengine = 'extractive'\n")
    assert tomtat("facts", report).out.startswith("\ufeff")
    assert tomtat("brief", report).out.startswith("Huyện")
    settings_file("[brief]\nformat = 'csv'\n")
    settings._load.cache_clear()
    assert "config.toml:2" in tomtat("brief", report).err
