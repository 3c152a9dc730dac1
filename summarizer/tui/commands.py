"""Every command of the desk, declared once: its keys, its place in the footer, its words.

The table feeds key bindings, footer, command palette, help and `tomtat keys`. A command `source.next_figure` is the
method `action_next_figure` of the pane `source`; its words stand under `tui.command.source.next_figure`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache
from typing import Final, Literal, cast, get_args

from summarizer import locale
from summarizer.errors import TomtatError

Scope = Literal["desk", "queue", "source", "brief", "edit"]
SCOPES: Final[tuple[Scope, ...]] = get_args(Scope)


@dataclass(frozen=True, slots=True)
class Command:
    """One thing a reader can do. `rank` orders the footer (1 comes first); 0 keeps a command out of it."""

    id: str
    keys: tuple[str, ...]
    rank: int = 0

    @property
    def scope(self) -> Scope:
        """The pane that the command belongs to; `desk` is everywhere."""
        return cast("Scope", self.id.split(".")[0])

    @property
    def action(self) -> str:
        """The name of the Textual action."""
        return self.id.split(".")[1]

    @property
    def title(self) -> str:
        """What it does, as the palette and the help say it."""
        return locale.text(f"tui.command.{self.id}.title")

    @property
    def label(self) -> str:
        """One or two words for the footer."""
        return locale.text(f"tui.command.{self.id}.label")


def _table() -> Iterable[Command]:
    def command(name: str, keys: str, rank: int = 0) -> Command:
        return Command(name, tuple(keys.split()), rank)

    return (
        command("desk.open", "o", 20),
        command("desk.open_url", "O"),
        command("desk.brief", "b f5", 10),
        command("desk.brief_all", "B", 22),
        command("desk.cancel", "x", 5),
        command("desk.cancel_all", "X"),
        command("desk.shorter", "left_square_bracket"),
        command("desk.longer", "right_square_bracket"),
        command("desk.length", "L"),
        command("desk.engine", "M"),
        command("desk.copy", "c", 14),
        command("desk.copy_brief", "C"),
        command("desk.copy_sources", "Y"),
        command("desk.export", "w ctrl+s", 16),
        command("desk.together", "W"),
        command("desk.outside", "E"),
        command("desk.undo", "u ctrl+z", 15),
        command("desk.redo", "U ctrl+y"),
        command("desk.next_article", "J ctrl+down"),
        command("desk.previous_article", "K ctrl+up"),
        command("desk.next_warning", "exclamation_mark"),
        command("desk.pane_queue", "1"),
        command("desk.pane_source", "2"),
        command("desk.pane_brief", "3"),
        command("desk.next_pane", "tab", 60),
        command("desk.previous_pane", "shift+tab"),
        command("desk.fold", "z"),
        command("desk.zoom", "Z f11"),
        command("desk.wider", "plus equals_sign"),
        command("desk.narrower", "minus"),
        command("desk.reset_panes", "0"),
        command("desk.theme", "T"),
        command("desk.palette", "ctrl+p colon", 40),
        command("desk.help", "question_mark f1", 1),
        command("desk.quit", "q ctrl+q", 2),
        command("queue.read", "enter", 12),
        command("queue.search", "slash", 15),
        command("queue.sort", "s", 13),
        command("queue.filter", "f", 14),
        command("queue.reload", "r"),
        command("queue.mark", "space", 24),
        command("queue.mark_all", "a"),
        command("queue.star", "asterisk"),
        command("queue.handled", "t", 25),
        command("queue.note", "e", 26),
        command("queue.remove", "delete", 30),
        command("queue.remove_done", "D"),
        command("source.next_figure", "s", 3),
        command("source.previous_figure", "S"),
        command("source.next_directive", "d", 4),
        command("source.previous_directive", "D"),
        command("source.search", "slash", 6),
        command("source.next_hit", "n full_stop f3", 7),
        command("source.previous_hit", "N comma shift+f3"),
        command("source.card", "enter", 8),
        command("source.next_sentence", "j"),
        command("source.previous_sentence", "k"),
        command("source.to_brief", "space", 11),
        command("source.add_to_brief", "a", 12),
        command("source.outline", "m", 13),
        command("source.legend", "l", 17),
        command("source.furniture", "f", 18),
        command("brief.to_source", "enter", 8),
        command("brief.edit", "e", 6),
        command("brief.new_sentence", "a", 17),
        command("brief.remove", "delete", 18),
        command("brief.move_up", "alt+up"),
        command("brief.move_down", "alt+down"),
        command("brief.restore", "R"),
        command("brief.include", "i", 7),
        command("brief.difference", "v"),
        command("brief.all_figures", "f", 19),
        command("edit.save", "enter ctrl+s", 1),
        command("edit.discard", "escape", 2),
    )


TABLE: Final[tuple[Command, ...]] = tuple(_table())
BY_ID: Final[dict[str, Command]] = {command.id: command for command in TABLE}

Keymap = dict[str, tuple[str, ...]]


class KeysError(TomtatError):
    """A `[keys]` table in the settings that cannot be used."""


def keymap(overrides: Mapping[str, object] | None = None) -> Keymap:
    """The keys of every command with a reader's own put in.

    `overrides` maps a command id to one key, or several separated by spaces or commas, in Textual's names (`ctrl+e`,
    `f7`, `question_mark`, or the character itself); an empty string takes the keys away.

    Raises:
        KeysError: no such command, not text, or two commands that can meet share a key.
    """
    keys: Keymap = {command.id: command.keys for command in TABLE}
    for name, value in (overrides or {}).items():
        if name not in keys:
            near = get_close_matches(name, keys, n=1)
            raise KeysError("keys_near" if near else "keys_unknown", name=name, near="".join(near))
        if not isinstance(value, str):
            raise KeysError("keys_not_text", name=name)
        keys[name] = tuple(key_name(part) for part in _split(value))
    _refuse_clashes(keys, changed=set(overrides or {}))
    return keys


def _split(value: str) -> list[str]:
    parts = value.split() if value.strip() != "," else [","]
    return [key for part in parts for key in (part.split(",") if len(part) > 1 and part[0] != "," else [part]) if key]


def _refuse_clashes(keys: Keymap, changed: set[str]) -> None:
    """Two commands of one pane, or of a pane and the desk, may not share a key that the reader chose."""
    for name in changed:
        scope = BY_ID[name].scope
        for other, command in BY_ID.items():
            meet = command.scope == scope or "desk" in (command.scope, scope)
            if other != name and meet and "edit" not in (command.scope, scope):
                shared = set(keys[name]) & set(keys[other])
                if shared:
                    raise KeysError("keys_clash", key=key_label(min(shared)), name=name, other=other)


_NAMES: Final[dict[str, str]] = {
    "?": "question_mark",
    "/": "slash",
    ".": "full_stop",
    ",": "comma",
    ":": "colon",
    ";": "semicolon",
    "[": "left_square_bracket",
    "]": "right_square_bracket",
    "{": "left_curly_bracket",
    "}": "right_curly_bracket",
    "+": "plus",
    "-": "minus",
    "=": "equals_sign",
    "!": "exclamation_mark",
    "<": "less_than_sign",
    ">": "greater_than_sign",
    "*": "asterisk",
    "#": "number_sign",
    "@": "at",
    "&": "ampersand",
    "'": "apostrophe",
    '"': "quotation_mark",
    "(": "left_parenthesis",
    ")": "right_parenthesis",
    "\\": "backslash",
    "`": "grave_accent",
    "~": "tilde",
    "|": "vertical_line",
    "_": "underscore",
    "^": "circumflex_accent",
    "%": "percent_sign",
    "$": "dollar_sign",
}
_LABELS: Final[dict[str, str]] = {name: char for char, name in _NAMES.items()} | {
    "enter": "⏎",
    "escape": "esc",
    "space": "␣",
    "delete": "del",
    "up": "↑",
    "down": "↓",
    "left": "←",
    "right": "→",
    "tab": "⇥",
}


def key_name(key: str) -> str:
    """Textual's name of a key that a reader wrote (`?` → `question_mark`)."""
    head, plus, tail = key.rpartition("+") if len(key) > 1 else ("", "", key)
    return head + plus + _NAMES.get(tail, tail)


@cache
def key_label(key: str) -> str:
    """A key as a reader knows it (`question_mark` → `?`, `ctrl+s` → `^s`)."""
    head, _, tail = key.rpartition("+")
    name = _LABELS.get(tail, tail)
    prefix = {"ctrl": "^", "shift": "⇧", "alt": "alt-"}
    return "".join(prefix.get(part, part + "+") for part in head.split("+") if part) + name
