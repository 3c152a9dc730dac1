"""The frame behind a command word: whom it addresses and what is to be done."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from summarizer.facts.actor_heads import capitals
from summarizer.facts.actors import actor_at
from summarizer.facts.directives.clauses import skip_adjunct, skip_openers
from summarizer.facts.directives.verbs import adverb, strong, verb
from summarizer.facts.gazetteer import actor_words, directive_words
from summarizer.facts.phrases import QUOTES, Line, syllables

#: How far behind its head an addressee's phrase may go on before its verb ("các hộ có nhà bị sập ở … khẩn trương").
REACH: Final = 28
_LINK: Final = syllables("cho với tới rằng là : ,")
_PREPOSITIONS: Final = syllables("về đến vào ở cho để ra lên trong của với theo từ tại do bị nên là và hoặc")
_WHICH: Final = syllables("có được chỉ")
#: Modals that only lead to the action, so that they stand outside it under another trigger.
_LEADING: Final = ("cần phải", "cần", "phải", "nên", "hãy", "rất cần", "bắt buộc phải", "nhất thiết phải")


@dataclass(frozen=True, slots=True)
class Frame:
    """Token ranges of addressee (None if unnamed) and action; `bare` says that no verb was found in it."""

    addressee: tuple[int, int] | None
    action: tuple[int, int]
    bare: bool = False


def lead(line: Line, i: int) -> int:
    """Length of a modal that only leads to the action, 0 for none."""
    for phrase in _LEADING:
        words = tuple(phrase.split())
        if line.low[i : i + len(words)] == words:
            return len(words)
    return 0


def frame(line: Line, k: int, end: int) -> Frame | None:
    """What follows a command word that ends at token `k`; None where it governs no action."""
    j = k
    while j < end and (line.low[j] in _LINK or line.low[j] in QUOTES):
        j += 1
    if j >= end:
        return None
    j = skip_openers(line, skip_adjunct(line, j, end), end)  # "chỉ đạo trước mắt hỗ trợ …"
    j += lead(line, j)
    if directive_words().do_not.length(line, j) > 1 and directive_words().modals.length(line, j):
        return Frame(None, (j, end))  # "yêu cầu nhất định không để thiếu điện"
    actor = actor_at(line, j, lists=True)
    if actor is not None and actor.kind == "name" and verb(line, j):
        actor = None
    if actor is not None and actor.end <= end:
        return _behind(line, actor.start, actor.end, end)
    if verb(line, j) and not line.capital(j + 1):
        return Frame(None, (j, end))
    dated = line.at(j) in ("tháng", "năm", "quý", "ngày", "tuần", "sáng", "chiều")
    if line.capital(j) and not line.capital(j - 1) and not dated:  # a name of one word: "đề nghị Google phối hợp …"
        named = _behind(line, j, capitals(line, j), end)
        if named is not None and not named.bare:
            return named
    if verb(line, j):
        return Frame(None, (j, end))
    n = actor_words().groups.length(line, j)  # a bare "huyện", "doanh nghiệp" counts where a verb phrase follows
    if n and (adverb(line, j + n) or lead(line, j + n) or (verb(line, j + n) and line.low[j + n] not in _PREPOSITIONS)):
        return _behind(line, j, j + n, end)
    for m in range(j, min(end - 1, j + REACH)):
        if line.low[m] == ";":
            break
        if (n := lead(line, m)) and verb(line, m + n) and not directive_words().fixed.length(line, m):
            return Frame(_whom(line, j, m), (m + n, end))
    return _unknown(line, j, end)


def _whom(line: Line, j: int, m: int) -> tuple[int, int] | None:
    """The actor in `[j, m)` that ends right before the modal at `m` (`trên cương vị mới ông Long cần …`)."""
    for k in range(max(j, m - 12), m):
        actor = actor_at(line, k)
        if actor is not None and actor.end == m and line.at(k - 1) not in _PREPOSITIONS:
            return k, m
    return None


def _unknown(line: Line, j: int, end: int) -> Frame | None:
    """A noun phrase that is no known actor, told to act by an adverb (`toàn tuyến khẩn trương …`)."""
    for m in range(j + 1, min(end - 1, j + 7)):
        if not line.word(m - 1) or line.low[m - 1] in _PREPOSITIONS:
            return None
        n = adverb(line, m)
        if n > 1 and verb(line, m + n) and not line.capital(m):
            return Frame((j, m), (m, end))
    return None


def _behind(line: Line, start: int, e: int, end: int) -> Frame | None:
    """The frame whose addressee's phrase is known as far as `e`."""
    if directive_words().litigation.length(line, e):  # "đề nghị Bộ trưởng cho biết …": the caller knows it for no order
        return Frame((start, e), (e, end))
    if line.at(e) == "việc":
        return Frame((start, e), (e, end), bare=True)
    given = line.at(e) in ("các", "những", "nhiều") and not line.capital(e)
    duty = _duty(line, e, end)
    if duty:
        return Frame((start, duty), (duty + len(_DUTY), end))
    for j in range(e, min(end, e + REACH)):
        if n := lead(line, j):
            if directive_words().fixed.length(line, j) > n:
                continue
            if j + n < end:
                return Frame((start, _until(line, e, j)), (j + n, end))
            break
        if line.low[j] in ("khi", "nếu"):
            late = next((m for m in range(j, min(end - 1, j + REACH)) if lead(line, m)), 0)
            return (
                Frame((start, max(e, j)), (late + lead(line, late), end)) if late else Frame((start, e), (e, end), True)
            )
        n = verb(line, j) if j == e or line.low[j - 1] == "," else strong(line, j)
        n = 0 if line.capital(j) or (given and not adverb(line, j)) else n  # "đề xuất bộ các phương án xử lý"
        if (
            n
            and not (n == 1 and line.low[j] in _PREPOSITIONS)
            and not (j > e and line.low[j] in _WHICH and n == 1)
            and not _relative(line, j, end)
        ):
            if j > e + 1 and "," in line.low[e:j] and line.word(e) and line.low[e] not in _PREPOSITIONS:
                return Frame((start, e), (e, end))  # an unknown verb stands first, the known one belongs to a list
            quoted = j > e and line.low[j - 1] in QUOTES  # "… trưởng ngành "nói đi đôi với làm", khẩn trương …"
            return Frame((start, _until(line, e, j - quoted)), (j - quoted, end))
    for j in range(
        e + 1, min(end, e + 6)
    ):  # "các doanh nghiệp xe buýt giảm giá vé": a doubtful verb is better than none
        if verb(line, j) and line.word(j - 1) and line.low[j] not in _PREPOSITIONS and not line.capital(j):
            return Frame((start, j), (j, end))
    return Frame((start, e), (e, end), bare=True) if e < end else None


_DUTY: Final = ("có", "trách", "nhiệm")


def _duty(line: Line, e: int, end: int) -> int:
    """Where `có trách nhiệm …` follows an addressee within its clause, 0 for nowhere."""
    for j in range(e, min(end - len(_DUTY), e + REACH)):
        if line.low[j : j + len(_DUTY)] == _DUTY:
            return j
    return 0


def _until(line: Line, e: int, j: int) -> int:
    """End of an addressee whose action begins at `j`, without a comma before it."""
    for k in range(e - 4, j):  # "lãnh đạo Ban trong thời gian tới tiếp tục …"
        if k > 0 and line.low[k : k + 4] == ("trong", "thời", "gian", "tới"):
            j = k
            break
    j = max(e, j - directive_words().openers.before(line, j))  # "các cơ quan trước mắt tập trung …"
    while j > e and line.low[j - 1] in (",", "cùng", "cũng"):
        j -= 1
    return next((k for k in range(e, j) if line.low[k] in QUOTES), j)  # giao Chính phủ|"chậm nhất tháng 6 phải …"


def _relative(line: Line, j: int, end: int) -> bool:
    """Whether `có …` at `j` only tells which ones, an adverb of action coming later in the same breath."""
    if line.low[j] not in _WHICH or verb(line, j) > 1:
        return False
    for m in range(j + 1, min(end, j + 14)):
        if line.low[m] in (",", ";"):
            return False
        if adverb(line, m) and line.low[m] not in ("có", "được", "không", "chỉ", "phải", "cần"):
            return True
        if lead(line, m):
            return True
    return False
