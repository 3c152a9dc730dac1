"""Trigger words: where they stand, and what is known once one is judged."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, NamedTuple

from summarizer.facts.actors import Actor
from summarizer.facts.directives.cast import Cast
from summarizer.facts.directives.frames import Frame
from summarizer.facts.gazetteer import actor_words, directive_words
from summarizer.facts.model import Strength
from summarizer.facts.phrases import Line, syllables

#: Function words and quantities that cannot be the verb of an action.
_NO_VERB: Final = syllables(
    "về của trong với để và là cũng như trên từ do bị được đã đang sẽ vừa ở tại này đó một các những vì nhưng song hơn"
    " khoảng số mức kinh vốn tiền thời sự ít nhiều hai ba người nguồn điện đất xe thiết gì tới đến thêm nữa theo nhất"
)
#: Public bodies whose heads bear the titles of companies (`Tổng Giám đốc Bảo hiểm xã hội Việt Nam`).
_PUBLIC: Final = frozenset((("bảo", "hiểm"), ("truyền", "hình"), ("thông", "tấn"), ("kho", "bạc"), ("nhà", "nước")))
_STATE_BANK: Final = ("ngân", "hàng", "nhà", "nước")


@dataclass(frozen=True, slots=True)
class Trigger:
    """A trigger word at tokens `[start, end)` with the frame around it.

    `subject` is the actor before it, if any; `passive` says that this is who shall act; `given` is an actor to whom a
    letter goes (`gửi Sở A, yêu cầu …`).
    """

    start: int
    end: int
    strength: Strength
    frame: Frame
    subject: Actor | None
    passive: bool = False
    given: Actor | None = None


class Candidate(NamedTuple):
    """A trigger word at tokens `[start, end)` outside fixed terms, not judged yet."""

    start: int
    end: int
    strength: Strength
    modal: bool

    def word(self, line: Line) -> str:
        """The trigger's words, lower-case."""
        return " ".join(line.low[self.start : self.end])


def candidates(line: Line, start: int, end: int, cast: Cast) -> list[Candidate]:
    """The trigger words of a clause, left to right. A ban right behind an actor is its command, else a modal."""
    words = directive_words()
    out: list[Candidate] = []
    i = start
    while i < end:
        if line.low[i] not in words.trigger_firsts:
            i += 1
            continue
        fixed = words.fixed.length(line, i)
        command = words.commands.at(line, i)
        modal = words.modals.at(line, i)
        best = max(fixed, command[0] if command else 0, modal[0] if modal else 0)
        if not best:
            i += 1
            continue
        if fixed == best and (line.capital(i) or not line.capital(i + 1)):  # "giao Ban …" is not "giao ban"
            i += best
            continue
        both = command is not None and modal is not None and command[0] == modal[0]
        behind = cast.ending(i) if both else None
        if modal and not (behind is not None and behind.official) and modal[0] >= (command[0] if command else 0):
            out.append(Candidate(i, i + modal[0], modal[1], True))
            i += modal[0]
        elif command:
            out.append(Candidate(i, i + command[0], command[1], False))
            i += command[0]
        else:
            i += best
    return out


def company(line: Line, actor: Actor) -> bool:
    """Whether the actor is a business: it orders its own people about, of others it only asks."""
    if not actor_words().companies.length(line, actor.start):
        return False
    whole = line.low[actor.start : actor.end]
    return whole[:4] != _STATE_BANK and not any(whole[k : k + 2] in _PUBLIC for k in range(len(whole) - 1))


def business(line: Line, actor: Actor) -> bool:
    """Whether the actor is a company or holds an office in one (`Phó giám đốc Công ty A`)."""
    if company(line, actor):
        return True
    words = actor_words()
    inside = range(actor.start + 1, actor.end) if actor.kind in ("office", "person", "group") else range(0)
    return any(words.companies.length(line, k) and line.low[k : k + 4] != _STATE_BANK for k in inside)


def plausible(line: Line, i: int) -> bool:
    """Whether an unknown word may be a verb: lower-case, and no function word, quantity or group noun."""
    lower = line.word(i) and not line.capital(i)
    return lower and line.low[i] not in _NO_VERB and not actor_words().groups.length(line, i)
