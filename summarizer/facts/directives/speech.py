"""Who is speaking: attributions before, behind and around what is said."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from summarizer.document.model import Span
from summarizer.facts.actors import Actor
from summarizer.facts.gazetteer import directive_words
from summarizer.facts.model import Strength
from summarizer.facts.phrases import QUOTES, Line, syllables

_BETWEEN: Final = syllables(
    "- – , cũng đã vừa tiếp tục còn mới vẫn lại luôn đều rất đặc biệt thẳng thắn một lần nữa đồng thời"
)


@dataclass(frozen=True, slots=True)
class Speaker:
    """Somebody who speaks; `key` tells whether two mentions may be the same."""

    span: Span
    official: bool
    key: str

    def same(self, other: Speaker) -> bool:
        """Whether the two may be one: the same name, or a pronoun or bare office that fits anyone."""
        return self.key == other.key or not self.key or not other.key


@dataclass(frozen=True, slots=True)
class Attribution:
    """An actor that speaks in a line: the actor and the token where what is said begins."""

    actor: Actor
    verb: int
    said: int


def attributions(line: Line, actors: Iterable[Actor]) -> list[Attribution]:
    """Every `actor + verb of speech` and every `theo + actor,` of a line."""
    words = directive_words()
    out = []
    for actor in actors:
        j = actor.end
        while j < len(line) and j < actor.end + 4 and line.low[j] in _BETWEEN:
            j += 1
        if (
            line.at(actor.start - 1) == "theo"
            and line.at(actor.end) in (",", ":")
            and not words.reports.length(line, actor.start - 1)
        ):
            out.append(Attribution(actor, actor.end, actor.end + 1))
            continue
        if line.at(actor.end) == ":" and actor.start <= 1 and actor.kind in ("office", "person", "layman", "name"):
            out.append(Attribution(actor, actor.end, actor.end + 1))  # a headline, a turn of an interview
            continue
        n = words.speech.length(line, j)
        if not n and (command := words.commands.length(line, j)) and line.at(j + command) == ":":
            n = command  # "Bộ trưởng chỉ đạo: “…”"
        if n and actor.kind in ("place", "group", "body") and "," in line.low[actor.end : j]:
            n = 0  # "… tỉnh Quảng Ngãi, cho biết": somebody in it speaks
        if not n and actor.kind in ("person", "layman", "name", "office") and line.at(actor.end) == ",":
            j = _behind_apposition(line, actor.end)
            n = words.speech.length(line, j)
        if n:
            said = j + n
            while line.at(said) in (",", ":", "rằng", "thêm") or line.at(said) in QUOTES:
                said += 1
            out.append(Attribution(actor, j, said))
    return out


def _behind_apposition(line: Line, comma: int) -> int:
    """Token behind the comma that closes an apposition (`Bác sĩ Lan, trưởng khoa nhi bệnh viện tư, cho hay`)."""
    for j in range(comma + 1, min(comma + 16, len(line))):
        if line.low[j] == ",":
            return j + 1
    return comma


@dataclass(frozen=True, slots=True)
class Postposed:
    """A trigger behind what it orders, from token `start` on: `cũng là nhiệm vụ được Thủ tướng đặt ra`."""

    start: int
    actor: Actor
    trigger: tuple[int, int]
    strength: Strength


def postposed(line: Line, actors: Iterable[Actor]) -> Postposed | None:
    """The trigger at the end of a sentence that names an actor and what it did with the foregoing."""
    for actor in actors:
        n = directive_words().given.length(line, actor.end)
        if not n or line.at(actor.start - 1) not in ("được", "mà") or len(line) - actor.end > n + 6:
            continue
        for k in range(actor.start - 2, max(1, actor.start - 9), -1):
            named = directive_words().named.at(line, k)
            if named and any(t == "là" for t in line.low[max(0, k - 4) : k]):
                start = max(m for m in range(max(0, k - 4), k) if line.low[m] == "là")
                start -= line.at(start - 1) == "cũng"
                command = directive_words().commands.at(line, actor.end)
                verb = (actor.end, actor.end + n)
                if command:
                    return Postposed(start, actor, verb, command[1])
                return Postposed(
                    start, actor, (k, k + named[0]), "order" if line.low[k] in ("nhiệm", "yêu") else "exhort"
                )
    return None


def trailing(line: Line, found: Sequence[Attribution]) -> Attribution | None:
    """The attribution behind a quotation (`…", Thủ tướng nói`), where the line ends with one."""
    for a in reversed(found[-4:]):
        before = a.actor.start - 1
        closed = any(line.at(k) in QUOTES for k in range(before, max(-1, before - 4), -1))
        if closed and len(line) - a.verb <= 14:
            return a
    return None
