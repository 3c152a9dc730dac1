"""Clauses without a trigger that go on under an earlier one."""

from __future__ import annotations

from bisect import bisect_left
from typing import Final

from summarizer.facts.actors import actor_at
from summarizer.facts.directives.clauses import Clause, skip_adjunct, skip_openers
from summarizer.facts.directives.frames import Frame, lead
from summarizer.facts.directives.model import Found, Order, Read
from summarizer.facts.directives.verbs import adverb, opens, verb
from summarizer.facts.directives.voices import narrates
from summarizer.facts.gazetteer import directive_words
from summarizer.facts.phrases import QUOTES, Line, syllables
from summarizer.facts.ranks import rank

_NOUN_AFTER = frozenset(("này", "đó", "của", "là", "đã", "sẽ", "cho", "trên", "về", "được", "bị"))
_PASSIVE = frozenset(("này", "đó", "của", "là", "đã", "sẽ", "trên", "bị"))
_STATES = frozenset(("có", "được", "không", "chỉ", "luôn", "đang", "là"))
_TENSES = frozenset(("đã", "đang", "sẽ", "vừa"))


def goes_on(read: Read, clause: Clause, order: Order, here: bool) -> Found | None:
    """The clause as a directive under `order`, or None; `here` says that the order stands in this very sentence."""
    line = read.line
    i = skip_openers(line, clause.start, clause.end)
    i = skip_adjunct(line, i, clause.end)
    i = skip_openers(line, i, clause.end)
    if line.low[i : i + 2] == ("mục", "tiêu"):
        if line.at(i + 2) == "là" or line.low[i + 2 : i + 5] == ("cao", "nhất", "là"):  # what it is for, not what to do
            return None
        i += 2
        while i < clause.end and (line.low[i] in ("đến", "năm", ",", ":", "là") or line.low[i].isdigit()):
            i += 1
    while i < clause.end and (line.low[i] in QUOTES or line.low[i] == "cũng"):
        i += 1
    if clause.end - i < 3 or (not here and narrates(line)) or _somebody(read, clause, i):
        return None
    if _achieved(line, i, clause.end):
        return None
    if _verbal_noun(line, i, clause.end) or directive_words().fixed.length(line, i):
        return None
    if (
        line.low[i] == "không"
        and verb(line, i + 1)
        and (here or order.age == 0)
        and line.at(i + 1) not in ("có", "được", "chỉ")
    ):
        return _under(i, clause, Frame(None, (i, clause.end)), order)
    if line.low[i : i + 3] == ("có", "ý", "kiến") or line.low[i + verb(line, i) :][:2] == ("cho", "thấy"):
        return None  # "Có ý kiến cho rằng …", "Thăm khám cho thấy …"
    if verb(line, i):
        near = here or order.age == 0
        if _target(line, i) or line.at(i + verb(line, i)) in _PASSIVE:
            return None
        if (
            opens(line, i)
            or line.low[i] == "có"
            or (near and verb(line, i) > 1 and not _nounlike(line, i) and not _reached(line, i))
        ):
            return _under(i, clause, Frame(None, (i, clause.end)), order)
        return None
    actor = actor_at(line, i, lists=True)
    if line.low[i] in ("nhiều", "một", "không"):
        return None
    if actor is None or actor.kind in ("person", "layman", "party", "name", "paper") or actor.end >= clause.end:
        return None
    if (
        order.issuer is not None
        and line.span(i, actor.end).of(line.text).lower() == order.issuer.span.of(line.text).lower()
    ):
        return None
    j = actor.end
    if line.low[j] == ",":
        j = skip_adjunct(line, j + 1, clause.end)
        if j == actor.end + 1:
            return None
    if lead(line, j):  # a modal of its own, which was no order
        return None
    n = verb(line, j)
    if not n or (directive_words().speech.length(line, j) >= n and not adverb(line, j)):
        return None
    if line.low[j] in _STATES or _tensed(line, j) or _passive(line, j):
        return None
    if actor.kind == "office" and order.issuer is not None:  # another name for who speaks, or somebody above
        issuer = Line.of(line.text, order.issuer.span.start, order.issuer.span.end)
        if rank(line, actor.start, actor.end) >= rank(issuer, 0, len(issuer)) > 0:
            return None
    if line.low[j : j + 2] == ("sẵn", "sàng") and actor.kind == "place":
        return None
    if "gồm" in line.low[j : j + 4] or "sẽ" in line.low[j : min(clause.end, j + 30)]:
        return None
    leads = line.low[j : j + 2] == ("chủ", "trì")  # the language of tasks
    if (
        not adverb(line, j)
        and not leads
        and not here
        and (order.age > 0 or actor.name or line.low[clause.start] == "tại")
    ):
        return None
    return _under(i, clause, Frame((actor.start, actor.end), (j, clause.end)), order)


def _tensed(line: Line, j: int) -> bool:
    """Whether the clause that goes on at `j` soon tells what was, is or will be."""
    for m in range(j, min(len(line), j + 10)):
        if m > j + 5 and line.low[m] == ",":
            return False
        if line.low[m] in _TENSES:
            return True
    return False


def _passive(line: Line, j: int) -> bool:
    """Whether somebody else's command follows: `Các tiểu ban chuẩn bị cho đại hội được yêu cầu …`."""
    commands = directive_words().commands
    return any(line.low[m] == "được" and commands.length(line, m + 1) for m in range(j, min(len(line) - 1, j + 14)))


def _under(i: int, clause: Clause, frame: Frame, order: Order) -> Found:
    return Found(i, clause.end, frame, order.strength, None, order.issuer, True, order.addressee, order.deadline)


_WHAT: Final = syllables(
    "cần quan đúng tất tinh nhiệm yêu mục giải điều một vấn việc chủ cơ động nền đòi trách nội yếu con sự những"
)
_AS: Final = syllables("coi xem xác nhất biệt hết định gọi tức hay đây đó")


def _verbal_noun(line: Line, i: int, end: int) -> bool:
    """Whether the verb phrase at `i` is a subject (`Làm tốt điều này sẽ …`, `Đẩy mạnh phân cấp là yêu cầu …`)."""
    for m in range(i + 1, min(end - 1, i + 40)):
        low = line.low[m]
        if low == "sẽ" and "," not in line.low[i:m]:
            return True
        if line.low[m : m + 3] == ("đóng", "vai", "trò"):
            return True
        if low == "là" and line.low[m + 1] in _WHAT and line.low[m - 1] not in _AS:
            return not any(t in _AS for t in line.low[max(i, m - 5) : m])
    return False


def _reached(line: Line, i: int) -> bool:
    """`xuất khẩu … đạt 2,3 tỷ USD`: a result in figures, soon behind what may be a noun."""
    stop = min(len(line) - 1, i + 12)
    return any(line.low[m] in _RESULTS and line.low[m + 1][0].isdigit() for m in range(i + 1, stop)) or any(
        line.low[m] in _RESULTS and line.low[m + 1] in ("hơn", "gần", "trên", "khoảng") for m in range(i + 1, stop)
    )


def _achieved(line: Line, i: int, end: int) -> bool:
    """`kết nạp 139 đảng viên, đạt 101,4% chỉ tiêu`: a result measured against a plan or an earlier year, no aim."""
    if any(t in ("phấn", "tối", "ít", "mục") for t in line.low[i:end]):
        return False
    for m in range(i + 2, end - 1):
        measured = line.low[m] in ("đạt", "bằng", "tăng", "giảm", "vượt", "lệ") and line.low[m + 1][0].isdigit()
        if measured and any(t in ("%",) or t.endswith("%") for t in line.low[m + 1 : m + 4]):
            return line.low[m - 1] in (",", "tỷ") or any(
                line.low[n : n + 2] in _AGAINST for n in range(m + 1, min(end - 1, m + 8))
            )
    return False


_AGAINST: Final = (("chỉ", "tiêu"), ("kế", "hoạch"), ("dự", "toán"), ("so", "với"), ("nghị", "quyết"), ("cùng", "kỳ"))
_RESULTS: Final = syllables("đạt tăng giảm chiếm còn gồm lên xuống mất thu")
_MEANS: Final = syllables("kế giải biện phương cơ chính trách ý hình lộ chế văn quy chiến chương")


def _target(line: Line, i: int) -> bool:
    """`Có ít nhất 50% …`, `có việc …`: what is or shall be, not what to do; `có kế hoạch …` is to be done."""
    return line.low[i] == "có" and line.at(i + 1) not in _MEANS


def _nounlike(line: Line, i: int) -> bool:
    """Whether the verb at `i` is followed by what makes it a noun (`báo cáo của`, `kiểm tra cho thấy`)."""
    return line.at(i + verb(line, i)) in _NOUN_AFTER


def _somebody(read: Read, clause: Clause, i: int) -> bool:
    """Whether somebody speaks or acts in the clause (`Đánh giá cao …, Thủ tướng cho biết …`)."""
    line = read.line
    for said in read.said[bisect_left(read.said, clause.start, key=lambda s: s.actor.start) :]:
        if said.actor.start >= clause.end:
            break
        before = line.at(said.actor.start - 1)
        front = said.actor.start == i or before in (",", "nhưng", "song") or before in QUOTES
        told = said.actor.start == i and adverb(line, said.actor.end) > 0  # "Bộ A tiếp tục chỉ đạo …" is told to
        works = (
            said.actor.kind in ("group", "body", "place") and verb(line, said.verb) > 0
        )  # "… các địa phương báo cáo …"
        if front and not told and not (works and said.actor.start > i) and said.verb < said.said:
            return True
    speech = directive_words().speech
    for m in range(i + 1, min(clause.end - 3, i + 60)):  # "Quay lại với A, VinGroup khẳng định …"
        if line.low[m] == "," and line.low[m + 1] in ("ông", "bà") and line.capital(m + 2):  # "Chia sẻ thêm, bà An …"
            return True
        if line.low[m] == "," and line.capital(m + 1) and (speech.length(line, m + 2) or speech.length(line, m + 3)):
            return True
    for actor in read.actors.within(i + 1, clause.end):
        if line.at(actor.start - 1) == ":" and actor.kind in ("office", "person"):
            return True
        if line.at(actor.start - 1) != "," or actor.end >= clause.end:
            continue
        after = line.low[actor.end]
        acts = actor.kind in ("office", "person") and after not in (",", "và", ";")
        if acts or after in ("đã", "sẽ", "đang", "vừa", "được", "bị"):
            return True
    return False
