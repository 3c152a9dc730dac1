"""Which numbers may be written: a small automaton over characters that follows the numbers of the source.

A digit may come only where it continues a number of the source, and a number may stop only where one stops. Where a
number of the source is always followed by a unit on the spot (`39.740 tỷ`, `20,18%`), only that unit may follow. Dates
and numbers before punctuation bind no unit. What the automaton does not see (number words, the right number on the
wrong thing) is the gate's work.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Final

_NUMBER: Final = re.compile(r"\d+(?:[.,/:–-]\d+)*")
_SEPARATORS: Final = frozenset(".,/:–-")
_UNIT: Final = re.compile(r"\s?%|\s[^\W\d_]+")
_TIME: Final = re.compile(r"(?:ngày|tháng|năm|quý|lúc|khoảng|từ|đến|sáng|trưa|chiều|tối|đêm|hôm|thứ)\s$", re.IGNORECASE)


@dataclass(slots=True)
class _Node:
    """A place in the trie: `number` where a number may stop here, `closed` where its unit has been said in full."""

    next: dict[str, _Node] = field(default_factory=dict)
    number: bool = False
    free: bool = False  # a number ends here that binds no unit
    closed: bool = False

    def grow(self, text: str) -> _Node:
        node = self
        for c in text:
            node = node.next.setdefault(c, _Node())
        return node


@dataclass(frozen=True, slots=True)
class State:
    """Where the text stands: outside any number (`node` None), or at a node of the trie.

    `before` is the node that ended a number when the last character was a separator, which may belong to the number
    or to the sentence. `pending` are the bytes written last, where they make no whole character yet.
    """

    node: _Node | None = None
    before: _Node | None = None
    pending: bytes = b""

    def __hash__(self) -> int:
        return hash((id(self.node), id(self.before), self.pending))

    def __eq__(self, other: object) -> bool:
        return (
            isinstance(other, State)
            and self.node is other.node
            and self.before is other.before
            and self.pending == other.pending
        )


OUTSIDE: Final = State()
BROKEN: Final = "\ufffd"
"""What decoders write for bytes that make no character."""


class Numbers:
    """The numbers of some source texts.

    `step` and `run` give the next state, or None where the characters would make a number that no source holds.
    All methods take time linear in the text given.
    """

    def __init__(self, sources: Iterable[str]) -> None:
        self.root = _Node()
        for source in sources:
            self._read(source)

    def _read(self, source: str) -> None:
        for m in _NUMBER.finditer(source):
            node = self.root.grow(m.group())
            node.number = True
            unit = _UNIT.match(source, m.end())
            dated = "/" in m.group() or _TIME.search(source[max(0, m.start() - 8) : m.start()]) is not None
            if unit is None or dated:
                node.free = True
            else:
                node.grow(unit.group()).closed = True

    def step(self, state: State, c: str) -> State | None:
        """The state after one more character."""
        node, before = state.node, state.before
        if node is None and before is None:
            if not c.isdecimal():
                return OUTSIDE
            found = self.root.next.get(c)
            return State(found) if found else None
        if c.isdecimal():
            found = node.next.get(c) if node else None
            return State(found) if found else None
        if before is not None:  # a separator and no digit: the number had ended before it
            return OUTSIDE
        assert node is not None
        if c in _SEPARATORS and (c in node.next or node.number):
            # the number may go on or, where it may stop, the sentence may; a digit right behind must go on
            return State(node.next.get(c), node if node.number else None)
        if node.number and node.free:
            return OUTSIDE
        if c in node.next:
            return State(node.next[c])
        if node.number:  # its unit is bound: only marks of the sentence may stand here instead
            return None if c.isalpha() or c.isspace() or c == "%" else OUTSIDE
        if node.closed:
            return None if c.isalpha() else OUTSIDE
        return None

    def run(self, state: State, text: str) -> State | None:
        """The state after `text`."""
        for c in text:
            after = self.step(state, c)
            if after is None:
                return None
            state = after
        return state

    def leads_on(self, state: State, part: bytes) -> bool:
        """Whether the bytes that begin a character may stand here: any character may, or one of those that may does."""
        following = state.node.next if state.node else {}
        return self.step(state, BROKEN) is not None or any(c.encode().startswith(part) for c in following)

    def may_end(self, state: State) -> bool:
        """Whether the text may stop here: not in the middle of a number or of its unit."""
        if state.before is not None:
            return True
        return state.node is None or state.node.number or state.node.closed
