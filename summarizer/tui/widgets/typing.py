"""Typing: the keys of a text widget take effect in the order in which they were typed."""

from __future__ import annotations

from textual.events import Key
from textual.widget import Widget
from textual.widgets import Input


async def in_order(widget: Widget, event: Key) -> None:
    """Carry out the widget's own binding of a key (backspace, enter, …) where its letters are inserted.

    Textual gives a letter to the widget at once, but looks for a binding only when the key has bubbled up to the
    application. A Vietnamese input method composes by sending backspace and letter together, or commits a word
    together with Enter: its letters would come before its backspaces, and the last word would be lost to Enter.
    """
    if event.is_printable:
        return
    active = widget.screen.active_bindings.get(event.key)
    if active is not None and active.node is widget and await widget.app.run_action(active.binding.action, widget):
        event.stop()
        event.prevent_default()


class Line(Input):
    """One line to type in."""

    async def on_key(self, event: Key) -> None:
        """Keys in order."""
        await in_order(self, event)
