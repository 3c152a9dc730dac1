"""Modals (`phải`, `cần`, `không được` …): their subject, and what makes one a mere statement."""

from __future__ import annotations

from collections.abc import Collection
from itertools import pairwise
from typing import Final

from summarizer.facts.actors import Actor
from summarizer.facts.directives.cast import Cast
from summarizer.facts.directives.clauses import OPEN, skip_openers
from summarizer.facts.directives.frames import Frame
from summarizer.facts.directives.triggers import Candidate, Trigger, plausible
from summarizer.facts.directives.verbs import opens, verb
from summarizer.facts.gazetteer import actor_words, directive_words
from summarizer.facts.phrases import QUOTES, Line, syllables

_BEFORE: Final = syllables(
    "vừa buộc hứa thiết cái không chưa chẳng đâu chỉ khi nếu những đã bị sẽ mà luôn sao từng thường đang mới ai gì có"
    " vẫn đều khiến làm việc điều nó tôi mình"
)
_NOT_SUBJECT: Final = syllables(
    "với cho tại ở về đến tới từ gửi giao gặp tiếp nghe mời thăm trước sau cùng trong ngoài trên dưới bằng vào để của"
    " hỏi khiến buộc giúp"
)
#: First syllables of verbs after which "không được" says what somebody did not get.
_NOT_GIVEN: Final = syllables(
    "hỗ giải điều hưởng công bồi đáp nhận cấp trả tính phục bảo đào chăm coi xem phép học dự ghi hoàn mua"
    " giảm miễn khấu lợi"
)
_PLANS: Final = syllables("sẽ hứa")
_BETWEEN: Final = syllables("cũng vẫn thì đều đã vừa còn lại mới cùng luôn")
_BOUNDARY: Final = syllables("đó vậy thế , : ; ( ) rằng thì nên nhưng song là mà do vì") | QUOTES
_CONDITION: Final = syllables("nếu khi dù tại vì liệu để trên theo với trong từ vào bằng bên ngoài cùng")
_FINITE: Final = syllables("có được bị đã sẽ để với giúp làm khi vấn điểm những yếu")
_FRONT: Final = syllables("và hoặc cùng nay tới này qua đây mắt hết ra với định nói nhất thời")
_WORK: Final = syllables("việc công hoạt quá")
_WHOLE: Final = syllables("việc công quá hoạt đội bộ mọi những các")
_BANS: Final = ("không nên", "không để", "không thể để", "nghiêm cấm", "không để cho", "không được để")


def modal(
    line: Line,
    at: Candidate,
    start: int,
    end: int,
    cast: Cast,
    floor: int,
    localities: Collection[tuple[str, ...]],
    *,
    quoted: bool = False,
) -> tuple[Trigger, int] | None:
    """The trigger at a candidate modal and the token where its subject begins; None where it states and does not order.

    `floor` is the token before which the subject cannot begin (behind an attribution); `localities` are names known
    as places from elsewhere in the article; `quoted` says that these are somebody's own words.
    """
    k = at.start
    i = at.end
    while i < end and line.low[i] in OPEN:
        i += 1
    if i >= end or (k > start and line.at(k - 1) in _BEFORE) or line.low[max(0, k - 2) : k] == ("cam", "kết"):
        return None
    if line.at(k - 1) == "họ" and skip_openers(line, start, k) < k - 1:  # "…, mà họ phải tự lo"
        return None
    word = at.word(line)
    if word == "phấn đấu" and any(t in _PLANS for t in line.low[max(start, k - 50) : k]):  # its own plan
        return None
    if word.startswith("không được") and line.low[i] in _NOT_GIVEN:
        return None
    subject = _subject(line, k, cast)
    c = _chunk(line, k, max(start, floor), subject)
    if subject is not None and line.at(subject.start - 1) in _NOT_SUBJECT:
        subject = None
    elif subject is None and c < k and not _nominal(line, c, k) and not _we(line, k):
        c = _gerund(line, max(start, floor), k)
    if c < 0 or (subject is not None and not _can_act(line, subject, localities)):
        return None
    if _we(line, k):
        if word == "không thể để":  # "chúng ta không thể để họ tự lo"
            return None
        c = max(c, k - 2)
    if word == "nên" and subject is None and k > skip_openers(line, start, end):
        return None
    if not _leads(line, i, word, subject) or _states(line, start, c, k, quoted or floor > start):
        return None
    addressee = (_list_start(line, subject, cast, max(start, floor)), subject.end) if subject is not None else None
    if addressee is not None:
        c = min(c, addressee[0])
    return Trigger(k, at.end, at.strength, Frame(addressee, (at.end, end)), subject), c


def _subject(line: Line, k: int, cast: Cast) -> Actor | None:
    """The actor right before the modal, adverbs aside."""
    actor = next(cast.before(k, 1), None)
    if actor is None or actor.kind == "paper" or k - actor.end > 4 or _modifies(line, actor):
        return None
    if any(t not in _BETWEEN for t in line.low[actor.end : k]):
        return None
    return actor


def _list_start(line: Line, subject: Actor, cast: Cast, low: int) -> int:
    """Where the list of bodies begins whose last member the subject is (`Sở A, Sở B cần …`)."""
    start = subject.start
    while subject.kind in ("body", "group", "place") and line.at(start - 1) in (",", "và"):
        other = cast.ending(start - 1)
        if other is None or other.start < low or other.kind not in ("body", "group", "place"):
            break
        if not _opens_list(line, other.start, low, cast):
            break
        start = other.start
    return start


def _opens_list(line: Line, i: int, low: int, cast: Cast) -> bool:
    """Whether what stands before `i` leaves it a member of a list, and not the object of something."""
    before = line.at(i - 1)
    if i == low or not before or (before in _BOUNDARY and before != ",") or directive_words().that.before(line, i) > 0:
        return True
    return before in (",", "và") and cast.ending(i - 1) is not None


def _modifies(line: Line, actor: Actor) -> bool:
    """Whether the actor only belongs to the noun before it (`bộ máy nhà nước`, `Luật Tổ chức Quốc hội`)."""
    before = line.at(actor.start - 1)
    if before in ("-", "–") and line.capital(actor.start - 2):  # "tuyến Nậm Sum - Nông Cống"
        return True
    if actor.kind not in ("body", "place", "name") or not before or not before[0].isalpha():
        return False
    return not (
        before in _BOUNDARY
        or before in _FRONT
        or before in ("này", "đó", "trên")
        or directive_words().that.before(line, actor.start)
    )


def _chunk(line: Line, k: int, low: int, subject: Actor | None) -> int:
    """Where the noun phrase before the modal begins."""
    c = k
    low = max(low, k - 30)
    that = directive_words().that
    while c > low and line.low[c - 1] not in _BOUNDARY and line.low[c - 1][0] not in ".…" and not that.before(line, c):
        c -= 1
    c = skip_openers(line, c, k)
    return min(c, subject.start) if subject is not None and subject.start >= low else c


def _we(line: Line, k: int) -> bool:
    """`chúng ta`, `chúng tôi` before the modal."""
    return line.low[max(0, k - 2) : k] in (("chúng", "ta"), ("chúng", "tôi"))


def _can_act(line: Line, subject: Actor, localities: Collection[tuple[str, ...]]) -> bool:
    """Whether the subject can be told to act: no single person, nor `nhiều …` of a report."""
    if line.at(subject.start - 1) in ("chục", "trăm", "nghìn", "ngàn"):  # "hàng chục cán bộ phải đến nhiều tỉnh"
        return False
    if line.low[subject.start] in ("nhiều", "không") or line.low[subject.start : subject.start + 2] == ("một", "số"):
        return False
    if subject.kind == "layman":
        return actor_words().groups.length(line, subject.start) > 0
    if subject.kind == "name":
        return line.low[subject.start : subject.end] in localities
    return subject.kind not in ("person", "party")


def _leads(line: Line, i: int, word: str, subject: Actor | None) -> bool:
    """Whether an action follows: a known verb or quality, any word behind a ban, an unknown verb behind an actor."""
    if word == "nên" and line.at(i) in ("đã", "bị"):
        return False
    if word in ("có trách nhiệm", "chịu trách nhiệm"):
        duty = subject is not None and line.at(subject.start - 1) != "là"
        return duty and bool(verb(line, i))
    if verb(line, i) or directive_words().qualities.length(line, i):
        return True
    if word.endswith(_BANS) and line.word(i):
        return True
    return subject is not None and word != "nên" and plausible(line, i)


def _states(line: Line, start: int, c: int, k: int, told: bool) -> bool:
    """Whether the clause states a consequence or condition (`nếu … thì phải …`, `do … nên phải …`, `để … cần …`).

    `told` says that somebody is named before it whose words it holds.
    """
    before = line.at(c - 1)
    if before == "thì":
        return True
    if before == "nên" and (not told or any(t in ("do", "vì") for t in line.low[max(start, c - 40) : c])):
        return True  # a consequence, unless somebody draws it for others
    if line.low[c] == "những" and "là" in line.low[k : k + 14]:  # "những mục tiêu cần đặt ra là …"
        return True
    opening = line.low[skip_openers(line, start, k) :][:2]
    if opening in (("để", "được"), ("mục", "tiêu")) or line.low[start] == "muốn":  # a condition; what something is for
        return True
    if any(pair == ("thì", "mới") for pair in pairwise(line.low[k : k + 30])):  # "phải gấp ba thì mới đạt"
        return True
    if "tránh" in line.low[max(start, k - 12) : k]:  # "tránh trường hợp người dân phải tự mua thuốc"
        return True
    first = skip_openers(line, start, k)
    ban = line.low[k] in ("không", "tuyệt", "kiên", "dứt", "nhất")
    if (
        ban and c == k and line.low[first] in ("để", "nhằm") and line.at(k - 1) == ","
    ):  # "Để chủ động …, không để dịch lan rộng, Cục …"
        return True
    if line.low[start : start + 2] == ("bài", "học"):  # "Bài học thứ hai là phải …"
        return True
    if any(
        pair in (("tại", "sao"), ("vì", "sao"), ("chưa", "kể")) for pair in pairwise(line.low[max(start, k - 30) : k])
    ):
        return True
    return c < k and line.low[c] in _CONDITION


def _gerund(line: Line, start: int, k: int) -> int:
    """Where the verb phrase begins that is the modal's subject (`Việc sắp xếp, tinh gọn bộ máy cần …`); -1 for none."""
    c = skip_openers(line, start, k)
    if k - c > 30 or not (line.low[c] in _WHOLE or opens(line, c)):
        return -1
    if any(t in ("đã", "sẽ", "là", "thì", "được", "bị", "nếu", "khi") for t in line.low[c:k]):
        return -1
    return c if line.low[c] in _WHOLE or "," not in line.low[c:k] else -1


def _nominal(line: Line, c: int, k: int) -> bool:
    """Whether `[c, k)` can be a noun phrase that is the modal's subject."""
    if line.low[c] in _WORK or "nào" in line.low[c + 1 : c + 4]:  # "Hãng nào không đúng quy định phải …"
        return True
    verbs = directive_words().verbs
    return all(verbs.length(line, m) <= 1 and line.low[m] not in _FINITE for m in range(c, k))
