"""From the command table to Textual bindings."""

from __future__ import annotations

from textual.binding import Binding, BindingType

from summarizer.tui.commands import BY_ID, TABLE, Command, Keymap, Scope

_NEVER = "<none>"


def bindings(scope: Scope) -> list[BindingType]:
    """Bindings for the commands of a pane, each under the command's id so that a keymap can move it."""
    return [
        Binding(",".join(command.keys), action_of(command), id=command.id, show=False)
        for command in TABLE
        if command.scope == scope
    ]


def action_of(command: Command) -> str:
    """The Textual action of a command: a pane's own method, or one of the screen's hands."""
    return f"do('{command.action}')" if command.scope == "desk" else command.action


def textual_keymap(keymap: Keymap) -> dict[str, str]:
    """What a keymap changes, in the form of `App.set_keymap`; a command without keys gets one that no keyboard has.

    Only what differs: Textual goes through the whole map at every key.
    """
    return {name: ",".join(keys) or _NEVER for name, keys in keymap.items() if keys != BY_ID[name].keys}
