"""The group: help, language, commands by name, errors in one line."""

from __future__ import annotations

import re

import click
import pytest

from summarizer import __version__
from summarizer.cli import app as app_module
from summarizer.cli.app import app, load_command, options_of
from summarizer.cli.commands import COMMANDS
from summarizer.errors import TomtatError


def test_help_lists_every_command_with_examples(tomtat):
    result = tomtat("--help")
    assert result.code == 0
    assert result.err == ""
    for name in COMMANDS:
        assert re.search(rf"^  {name}\s+\S", result.out, re.MULTILINE), name
    assert "Cách dùng: tomtat" in result.out
    assert "cat tin.txt | tomtat" in result.out


@pytest.mark.parametrize("name", COMMANDS)
@pytest.mark.parametrize(("lang", "heading"), [("vi", "Ví dụ:"), ("en", "Examples:")])
def test_every_command_has_help_with_examples(tomtat, name, lang, heading):
    result = tomtat("--lang", lang, name, "--help")
    assert result.code == 0, result.err
    assert heading in result.out
    assert f"tomtat {name}" in result.out


def test_lang_after_the_command_holds_for_its_help(tomtat):
    assert "Examples:" in tomtat("brief", "--lang", "en", "--help").out
    assert "Examples:" in tomtat("brief", "--lang=en", "--help").out


@pytest.mark.parametrize(
    ("environment", "word"),
    [
        ({"LANG": "en_GB.UTF-8"}, "Usage:"),
        ({"LANG": "vi_VN.UTF-8"}, "Cách dùng:"),
        ({"LANG": "C.UTF-8"}, "Cách dùng:"),
        ({"LANG": "de_DE.UTF-8"}, "Cách dùng:"),
        ({"LANG": "en_US.UTF-8", "LC_ALL": "vi_VN.UTF-8"}, "Cách dùng:"),
        ({"LANG": "vi_VN.UTF-8", "TOMTAT_LANG": "en"}, "Usage:"),
    ],
)
def test_language_follows_the_locale(tomtat, monkeypatch, environment, word):
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    assert word in tomtat("--help").out


def test_language_of_the_settings_file(tomtat, settings_file):
    settings_file('lang = "en"\n')
    assert "Usage:" in tomtat("--help").out
    assert "Cách dùng:" in tomtat("--lang", "vi", "--help").out


def test_version(tomtat):
    result = tomtat("--version")
    assert (result.code, result.out) == (0, f"tomtat {__version__}\n")


def test_every_option_is_an_environment_variable_too():
    for name in COMMANDS:
        for param in load_command(name).params:
            if getattr(param, "expose_value", False) and param.param_type_name == "option":
                assert param.envvar == f"TOMTAT_{max(param.opts, key=len)[2:].replace('-', '_').upper()}", param.name


def test_every_option_is_a_key_of_the_settings_file_by_its_own_name():
    for name in COMMANDS:
        for key, option in options_of(load_command(name)).items():
            assert key == max(option.opts, key=len).removeprefix("--").replace("-", "_")


@pytest.mark.parametrize(
    ("args", "words"),
    [
        (["breif"], "có phải 'brief'"),
        (["qwerty"], "không có lệnh 'qwerty'"),
        (["brief", "--wrds", "3"], "có phải --words"),
        (["brief", "--qqqq"], "không có tùy chọn --qqqq"),
        (["brief", "--words"], "--words cần một giá trị"),
        (["brief", "--words", "x", "a"], "'x' không phải số nguyên từ 1"),
        (["brief", "--words", "0", "a"], "'0' không phải số nguyên từ 1"),
        (["brief", "--format", "pdf", "a"], "text, markdown, json, html"),
        (["brief", "--quiet=1", "a"], "--quiet không nhận giá trị"),
        (["brief"], "chưa có văn bản nào"),
        (["brief", "--model", "m", "--endpoint", "http://x", "a"], "không dùng cùng nhau"),
        (["brief", "--endpoint", "http://x", "a"], "--endpoint-model"),
        (["brief", "-f", "html", "a", "b"], "chỉ nhận một văn bản"),
        (["completion"], "thiếu"),
        (["completion", "tcsh"], "bash, zsh, fish"),
        (["config", "path", "x"], "thừa tham số 'x'"),
        (["--lang", "fr"], "vi, en"),
        (["--color"], "--color cần một giá trị"),
    ],
)
def test_a_wrong_call_is_told_in_one_line(tomtat, args, words):
    result = tomtat(*args)
    assert result.code == 2
    assert result.out == ""
    assert result.err.count("\n") == 1
    assert words in result.err
    assert result.err.startswith("tomtat")
    assert "--help'" in result.err


def test_a_file_given_as_command_is_told_how(tomtat, report):
    result = tomtat(report)
    assert result.code == 2
    assert f"tomtat brief '{report}'" in result.err


def test_wrong_environment_names_the_variable(tomtat, report, monkeypatch):
    monkeypatch.setenv("TOMTAT_WORDS", "many")
    result = tomtat("brief", report)
    assert result.code == 2
    assert "TOMTAT_WORDS" in result.err


def test_alone_on_a_terminal_that_draws_nothing_it_says_what_it_does(tomtat, monkeypatch):
    monkeypatch.setenv("TERM", "dumb")
    result = tomtat(terminal=True)
    assert result.code == 0
    assert "tomtat brief" in result.out
    monkeypatch.setenv("TERM", "xterm")
    assert tomtat().out == result.out  # a terminal to type at, but not to draw on


def test_alone_on_a_terminal_it_opens_the_desk(tomtat, monkeypatch):
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setattr(app_module, "_go", lambda ctx, *args: click.echo(args))
    assert tomtat(terminal=True).out == "('read',)\n"


def test_a_bug_is_one_line_and_a_traceback_on_demand(tomtat, monkeypatch):
    def broken(args):
        raise ZeroDivisionError("oops")

    monkeypatch.setattr(app_module, "choose_language", broken)
    result = tomtat("--help")
    assert result.code == 3
    assert result.err.count("\n") == 1
    assert "ZeroDivisionError: oops" in result.err
    monkeypatch.setenv("TOMTAT_DEBUG", "1")
    with pytest.raises(ZeroDivisionError):
        tomtat("--help")


def test_an_error_of_ours_outside_any_input_is_one_line(tomtat, monkeypatch):
    def broken(ctx):
        raise TomtatError("settings_not_utf8", path="x.toml")

    monkeypatch.setattr(app, "invoke", broken)
    result = tomtat("config", "path")
    assert (result.code, result.err.count("\n")) == (2, 1)
    assert "x.toml" in result.err


def test_interrupt(tomtat, monkeypatch):
    def interrupted(ctx):
        raise KeyboardInterrupt

    monkeypatch.setattr(app, "invoke", interrupted)
    result = tomtat("config", "path")
    assert result.code == 130
    assert result.out == ""


@pytest.mark.parametrize(
    ("shell", "sign"), [("bash", "complete -o"), ("zsh", "#compdef tomtat"), ("fish", "complete ")]
)
def test_completion_scripts(tomtat, shell, sign):
    result = tomtat("completion", shell)
    assert result.code == 0
    assert sign in result.out
    assert "_TOMTAT_COMPLETE" in result.out


def test_completion_answers(tomtat, monkeypatch):
    monkeypatch.setenv("_TOMTAT_COMPLETE", "bash_complete")
    monkeypatch.setenv("COMP_WORDS", "tomtat br")
    monkeypatch.setenv("COMP_CWORD", "1")
    result = tomtat()
    assert "brief" in result.out
    monkeypatch.setenv("COMP_WORDS", "tomtat brief --for")
    monkeypatch.setenv("COMP_CWORD", "2")
    assert "--format" in tomtat().out
    monkeypatch.setenv("COMP_WORDS", "tomtat brief bao")
    assert tomtat().out.startswith("file,")


def test_a_port_that_there_cannot_be_is_a_wrong_call(tomtat):
    done = tomtat("serve", "--port", "65536")
    assert done.code == 2
    assert "65535" in done.err
