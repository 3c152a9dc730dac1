"""Typing: the keys of a text widget take effect in the order in which they were typed."""

from __future__ import annotations

from collections.abc import Callable

from textual.events import Key, Paste
from textual.geometry import Size
from textual.reactive import Reactive
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

    virtual_size = Reactive(Size(0, 0))
    """Textual lays the whole screen out anew where it changes; a letter moves nothing around the line."""

    DEFAULT_CLASSES = "-valid"
    """Nothing is validated: Textual gives the class, and styles the line anew, with the first letter."""

    whole: Callable[[str], str | None] | None = None
    """Of a pasted text, what is to take the place of all that stands here; None where it is put in as usual."""

    def watch_has_focus(self, _has_focus: bool) -> None:
        """No style of it hangs on the focus, so none is made anew."""

    async def on_key(self, event: Key) -> None:
        """Keys in order."""
        await in_order(self, event)

    def _on_paste(self, event: Paste) -> None:
        """A whole path or address does not go behind what was filled in."""
        value = self.whole(event.text) if self.whole is not None else None
        if value is None:
            super()._on_paste(event)
            return
        self.value = value
        self.cursor_position = len(value)
        event.stop()
        event.prevent_default()
