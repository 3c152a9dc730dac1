"""The command table: complete, worded in both languages, tested, and free to be moved to other keys."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from summarizer import locale
from summarizer.tui import commands
from summarizer.tui.commands import BY_ID, SCOPES, TABLE, KeysError, key_label, key_name, keymap
from summarizer.tui.panes.brief import BriefPane
from summarizer.tui.panes.queue import QueuePane
from summarizer.tui.panes.source import SourcePane
from summarizer.tui.screens.desk import HANDS
from summarizer.tui.widgets.editor import Editor

TARGETS = {"queue": QueuePane, "source": SourcePane, "brief": BriefPane, "edit": Editor}


def test_every_command_is_carried_out_by_a_test():
    tests = "".join(path.read_text(encoding="utf-8") for path in Path(__file__).parent.glob("test_*.py"))
    decorators = re.findall(r"^@covers\(([^)]*)\)", tests, re.MULTILINE)
    covered = set(re.findall(r'"([a-z]+\.[a-z_]+)"', " ".join(decorators)))
    assert covered - set(BY_ID) == set()
    assert set(BY_ID) - covered == set()


@pytest.mark.parametrize("command", TABLE, ids=lambda command: command.id)
def test_a_command_is_a_method_with_words_and_keys(command):
    if command.scope == "desk":
        assert [hand for hand in HANDS if callable(getattr(hand, command.action, None))], command.id
    else:
        assert callable(getattr(TARGETS[command.scope], f"action_{command.action}"))
    assert command.keys
    for language in locale.LANGUAGES:
        locale.use(language)
        assert command.title.strip()
        assert command.label.strip()
        assert len(command.label) <= 16 or not command.rank


def test_ids_are_unique_and_no_two_commands_that_can_meet_share_a_key():
    assert len(BY_ID) == len(TABLE)
    for scope in SCOPES:
        keys = [key for command in TABLE if command.scope in (scope, "desk") for key in command.keys]
        if scope != "edit":
            assert len(keys) == len(set(keys)), scope


def test_footer_words_exist_for_all_that_can_stand_there():
    ranks = [command.rank for command in TABLE if command.rank and command.scope == "desk"]
    assert len(ranks) == len(set(ranks))


def test_keys_can_be_moved():
    keys = keymap({"desk.brief_all": "ctrl+b", "source.next_figure": "s ctrl+n", "desk.open": "f7"})
    assert keys["desk.brief_all"] == ("ctrl+b",)
    assert keys["source.next_figure"] == ("s", "ctrl+n")
    assert keys["desk.open"] == ("f7",)
    assert keys["desk.quit"] == BY_ID["desk.quit"].keys


def test_characters_are_named_as_textual_names_them():
    assert key_name("?") == "question_mark"
    assert key_name("ctrl+/") == "ctrl+slash"
    assert key_name("ctrl+e") == "ctrl+e"
    assert key_name("+") == "plus"
    assert keymap({"desk.help": "? f2"})["desk.help"] == ("question_mark", "f2")
    assert key_label("question_mark") == "?"
    assert key_label("ctrl+s") == "^s"
    assert key_label("shift+tab") == "⇧⇥"
    assert key_label("f5") == "f5"


def test_a_command_can_lose_its_keys():
    assert keymap({"desk.theme": ""})["desk.theme"] == ()


@pytest.mark.parametrize(
    ("overrides", "code"),
    [
        ({"xyzzy": "n"}, "keys_unknown"),
        ({"desk.opens": "n"}, "keys_near"),
        ({"desk.open": 7}, "keys_not_text"),
        ({"desk.open": "q"}, "keys_clash"),
        ({"desk.open": "n"}, "keys_clash"),
        ({"source.next_figure": "d"}, "keys_clash"),
    ],
)
def test_a_keymap_that_cannot_work_is_refused_in_words(overrides, code):
    with pytest.raises(KeysError) as caught:
        keymap(overrides)
    assert caught.value.code == code
    assert next(iter(overrides)) in str(caught.value)


def test_the_same_key_may_serve_two_panes():
    assert keymap({"queue.read": "n"})["queue.read"] == ("n",)


def test_the_table_is_light(monkeypatch):
    """`tomtat keys` must not pay for Textual."""
    import subprocess
    import sys

    code = "import sys, summarizer.tui.commands; sys.exit(any(m.split('.')[0] in ('textual', 'rich', 'torch') for m in sys.modules))"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
    assert commands.keymap() == {command.id: command.keys for command in TABLE}
