"""Trigger words, and what makes one of them something else than a directive."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple

from summarizer.facts.actors import Actor
from summarizer.facts.directives.clauses import OPEN, skip_openers
from summarizer.facts.directives.frames import Frame, frame, lead
from summarizer.facts.directives.verbs import adverb, opens, verb
from summarizer.facts.gazetteer import actor_words, directive_words
from summarizer.facts.model import Strength
from summarizer.facts.phrases import QUOTES, Line, syllables

_COMPANY: Final = frozenset(
    (
        "công ty",
        "tập đoàn",
        "doanh nghiệp",
        "ngân hàng",
        "nhà thầu",
        "chủ đầu",
        "nhà đầu",
        "tổng công",
        "tổng giám",
        "liên danh",
        "chủ tịch hđqt",
    )
)
_PLEA: Final = frozenset(("petition", "request"))
_OBJECT_OF: Final = syllables(
    "với cho tại ở về đến tới từ gửi giao gặp tiếp nghe mời thăm trước sau cùng trong ngoài trên dưới bằng vào để"
)
_RELATIVE: Final = syllables("được do mà khi nếu bị việc lúc nơi theo như")
_BEFORE_MODAL: Final = syllables(
    "không chưa chẳng đâu chỉ khi nếu những đã bị sẽ mà luôn sao từng thường đang mới ai gì có vẫn đều khiến làm việc điều"
)
_RESULTLIKE: Final = syllables(
    "hỗ giải điều hưởng công bồi đáp nhận cấp trả tính phục bảo đào chăm coi xem phép học dự ghi hoàn mua"
)
_LAX: Final = syllables("cũng vẫn thì đều đã vừa còn lại mới cùng luôn")
_BOUNDARY: Final = syllables("đó vậy thế , : ; ( ) rằng thì nên nhưng song là mà do vì") | QUOTES


@dataclass(frozen=True, slots=True)
class Trigger:
    """A trigger word at tokens `[start, end)` with the frame behind it; `subject` is the actor before it, if any."""

    start: int
    end: int
    strength: Strength
    frame: Frame
    subject: Actor | None
    modal: bool = False
    passive: bool = False
    given: Actor | None = None


class Candidate(NamedTuple):
    """A trigger word at tokens `[start, end)` outside fixed terms, not judged yet."""

    start: int
    end: int
    strength: Strength
    modal: bool


def candidates(line: Line, start: int, end: int) -> list[Candidate]:
    """The trigger words of a clause, left to right."""
    words = directive_words()
    out: list[Candidate] = []
    i = start
    while i < end:
        fixed = words.fixed.length(line, i)
        command = words.commands.at(line, i)
        modal = words.modals.at(line, i)
        best = max(fixed, command[0] if command else 0, modal[0] if modal else 0)
        if not best:
            i += 1
            continue
        if fixed == best and (line.capital(i) or not line.capital(i + 1)):  # "giao Ban …" is not "giao ban"
            pass
        elif modal and modal[0] >= (command[0] if command else 0):
            out.append(Candidate(i, i + modal[0], modal[1], True))
            best = modal[0]
        elif command:
            out.append(Candidate(i, i + command[0], command[1], False))
            best = command[0]
        i += best
    return out


def company(line: Line, actor: Actor) -> bool:
    """Whether the actor is a business: it can order its own people about, but others it only asks."""
    return " ".join(line.low[actor.start : actor.start + 2]) in _COMPANY


_FRONT: Final = syllables(
    "và nhưng song nên rằng thì đó vậy thế biết hay rõ nay qua sáng chiều tối trưa nói là mạnh theo định"
)


def _chain(line: Line, actor: Actor, actors: Sequence[Actor]) -> int:
    """Where the list begins whose last member, after `và`, is the actor."""
    start = actor.start
    if line.at(start - 1) == "và":
        for other in reversed(actors):
            if other.end == start - 1:
                start = other.start
                while line.at(start - 1) == ",":
                    earlier = next((a for a in actors if a.end == start - 1), None)
                    if earlier is None:
                        break
                    start = earlier.start
                break
    return start


def _fronted(line: Line, i: int) -> bool:
    """Whether what begins at `i` stands where a subject can: first, or behind a stop, a connective, or an adverbial of time."""
    before = line.at(i - 1)
    return not before or not before[0].isalpha() and before not in ("-", "–", "/") or before in _FRONT


def subject_of(line: Line, k: int, actors: Sequence[Actor]) -> tuple[Actor | None, Actor | None, bool]:
    """The actor that is the subject of the command word at `k`, one passed over as an object, and whether it is relative.

    A relative command (`kế hoạch được Thủ tướng giao`, `khi cơ quan chức năng yêu cầu`) is none.
    """
    words = directive_words()
    passed: Actor | None = None
    tried = 0
    for actor in reversed(actors):
        if actor.end > k:
            continue
        tried += 1
        if tried > 5 or k - actor.end > 40:
            break
        before = line.at(actor.start - 1)
        if before in _RELATIVE:
            if before == "theo" and line.at(actor.end) == ",":
                return actor, passed, False
            if k - actor.end <= 3:
                return None, passed, True
            continue
        if before == "của" and words.noun_before.length(line, actor.start - 1):
            paper = " ".join(line.low[max(0, actor.start - 3) : actor.start - 1])
            if paper in ("văn bản", "công văn", "công điện", "thông báo", "chỉ thị", "quyết định", "trong văn"):
                return actor, passed, False
            continue
        if actor.kind in ("paper", "place") and k - actor.end > 3:
            continue
        away = line.at(actor.end) == "," and actor.kind in ("place", "body", "group", "name", "paper")
        if before == "của" and k - actor.end <= 8 and "," not in line.low[actor.end : k]:
            return None, passed, True
        if not _fronted(line, _chain(line, actor, actors)) or (away and actor.start > 0):
            if before in _OBJECT_OF or not _fronted(line, actor.start):
                passed = passed or actor
            continue
        return actor, passed, False
    return None, passed, False


def command(line: Line, at: Candidate, end: int, actors: Sequence[Actor]) -> Trigger | None:
    """The trigger at a candidate command word, or None where it is a noun, a fixed term, litigation or no instruction."""
    words = directive_words()
    k, j, strength, _ = at
    word = " ".join(line.low[k:j])
    if line.at(k - 1) == "được":
        return _passive(line, at, end, actors)
    if words.noun_before.before(line, k) and not _verbal(line, k) and not any(a.end == k for a in actors):
        return None
    if word == "chỉ đạo" and line.at(k - 1) == "ban":
        return None
    if line.at(j) in ("của", "này", "đó", "nêu", "trên", "khác", "nào", "gì", "kỹ", "cao", "khắt") or (
        line.at(j) == "về" and word != "quán triệt"
    ):
        return None
    if word == "chỉ đạo" and (
        (line.at(k - 1) in (",", "và") and line.at(k - 2) in ("đạo", "phối", "hành", "tra", "dõi"))
        or line.at(j) in ("điều", ",")
    ):
        return None
    got = frame(line, j, end) or _later(line, j, end)
    if word in ("lưu ý", "quán triệt", "nhắc nhở"):
        got = _bare_work(line, j, end) or got
    if got is None or got.action[1] - got.action[0] < 1:
        return None
    if got.bare and not _unknown_verb(line, got, strength):
        return None
    first = got.action[0]
    if words.litigation.length(line, first) or (got.addressee is None and words.litigation.length(line, j)):
        return None
    if got.addressee and words.litigation.length(line, got.addressee[0]) and line.low[got.addressee[0]] not in ("tòa",):
        return None
    subject, passed, relative = subject_of(line, k, actors)
    if relative:
        return None
    between = line.low[subject.end : k] if subject is not None else ()
    if "sẽ" in between or "đơn" in between:  # its own plan; somebody else's letter
        return None
    if word.startswith("giao") and (got.addressee is None or got.bare):
        return None
    if word in _NEEDS_WHOM and got.addressee is None:
        return None
    if (
        word == "quán triệt"
        and got.addressee is None
        and not lead(line, j)
        and line.at(j) not in ("việc", "mục", "nhiệm")
    ):
        return None
    if strength == "petition" and subject is None and k > 0 and line.at(k - 1) not in (",", ":", "và", *QUOTES):
        return None
    if subject is not None and company(line, subject) and any(t in _COURT for t in line.low[:k]):
        return None
    if word in ("đề nghị", "đề xuất", "kiến nghị") and line.low[first] in ("được", "xin"):
        return None  # asks for itself
    if word == "kêu gọi" and subject is None and any(t in ("nhằm", "để", "mục") for t in line.low[max(0, k - 14) : k]):
        return None
    if word == "lưu ý" and not _with_modal(line, j, got):
        return None
    if word == "chỉ đạo" and line.at(k - 1) == "đã" and (got.addressee is None or not _pending(line, got)):
        return None
    if (
        word in ("phân công", "giao")
        and line.low[first] in ("làm", "giữ", "đảm", "kiêm", "phụ", "điều")
        and _person(line, got)
    ):
        return None  # an appointment
    if first + 1 >= got.action[1] and words.weak.length(line, first):
        return None
    if strength == "petition" and got.addressee is None and "đã" in line.low[max(0, k - 60) : k]:
        return None  # "đã phát hiện …, kiến nghị thu hồi …": a result among results
    return Trigger(
        k,
        j,
        strength,
        got,
        subject,
        given=passed if got.addressee is None and passed and line.at(passed.start - 1) == "gửi" else None,
    )


_ADJUNCTS: Final = ("trong trường hợp", "trường hợp", "nếu", "khi", "sau khi", "trước khi", "đối với", "sau", "trước")


_NO_VERB: Final = syllables(
    "về của trong với để và là cũng như trên từ do bị được đã đang sẽ vừa ở tại này đó một các những vì nhưng song hơn khoảng số mức"
    " kinh vốn tiền thời sự ít nhiều hai ba người nguồn điện đất xe thiết gì tới đến thêm nữa theo"
)


def _unknown_verb(line: Line, got: Frame, strength: Strength) -> bool:
    """Whether a word that the lexicon does not know stands where the verb of an addressee's action must stand."""
    a, b = got.action
    return strength in ("order", "request") and got.addressee is not None and b - a >= 2 and plausible(line, a)


def plausible(line: Line, i: int) -> bool:
    """Whether an unknown word may be a verb: lower-case, and no preposition, quantity or common noun."""
    return (
        line.word(i)
        and not line.capital(i)
        and line.low[i] not in _NO_VERB
        and not actor_words().groups.length(line, i)
    )


_COURT: Final = syllables("kháng khởi kiện tòa án")
#: Wishes and the like are directives only where they say who shall act.
_NEEDS_WHOM: Final = ("mong", "mong muốn", "mong rằng", "hy vọng", "hi vọng", "nhắc", "cấm", "buộc", "khuyến nghị")

_PENDING: Final = syllables("báo làm kiểm xác rà khẩn xử trước kiểm sớm tiếp đẩy tháo giải hoàn")


def _pending(line: Line, got: Frame) -> bool:
    """Whether an order already given is of a kind that is carried out over time (`đã chỉ đạo … kiểm tra, báo cáo`)."""
    a, b = got.action
    return any(t in _PENDING for t in line.low[a : min(b, a + 4)])


def _person(line: Line, got: Frame) -> bool:
    """Whether the addressee is a person by name."""
    return got.addressee is not None and line.low[got.addressee[0]] in (
        "ông",
        "bà",
        "đồng",
        "thượng",
        "đại",
        "thiếu",
        "trung",
    )


def _later(line: Line, j: int, end: int) -> Frame | None:
    """The frame of a second command word behind a condition: `yêu cầu trong trường hợp …, đề nghị các đơn vị …`."""
    opening = " ".join(line.low[j : j + 3])
    if not any(opening == a or opening.startswith(a + " ") for a in _ADJUNCTS):
        return None
    for other in candidates(line, j, end):
        if not other.modal and line.at(other.start - 1) in (",", "thì"):
            return frame(line, other.end, end)
    return None


def _bare_work(line: Line, j: int, end: int) -> Frame | None:
    """`lưu ý việc hướng dẫn …`, `quán triệt mục tiêu tiếp tục …`: work named as a noun, an action all the same."""
    if line.at(j) == "việc" and verb(line, j + 1):
        return Frame(None, (j + 1, end))
    if line.low[j : j + 2] in (("mục", "tiêu"), ("nhiệm", "vụ")) and verb(line, j + 2):
        return Frame(None, (j + 2, end))
    return None


def _with_modal(line: Line, j: int, got: Frame) -> bool:
    """Whether `lưu ý` leads to something to do: an addressee, a modal, or a verb that is no noun."""
    if got.addressee is not None or adverb(line, j) or opens(line, j) or line.at(j) == "việc":
        return True
    return any(line.low[m] in ("cần", "phải", "không") for m in range(j, min(got.action[0] + 1, len(line))))


def _verbal(line: Line, k: int) -> bool:
    """Whether a word before the trigger that mostly makes a noun of it does not here (`có công văn yêu cầu`, `có ý kiến chỉ đạo`)."""
    if line.low[max(0, k - 2) : k] in (("công", "văn"), ("văn", "bản"), ("công", "điện"), ("thông", "báo")):
        return True
    return line.low[max(0, k - 3) : k] == ("có", "ý", "kiến")


def _passive(line: Line, at: Candidate, end: int, actors: Sequence[Actor]) -> Trigger | None:
    """`Bộ A được giao …`: the subject is the addressee."""
    k, j, strength, _ = at
    for actor in reversed(actors):
        if actor.end > k - 1:
            continue
        between = line.low[actor.end : k - 1]
        if any(t not in ("cũng", "tiếp", "tục") for t in between) or actor.kind in (
            "person",
            "layman",
            "party",
            "name",
        ):
            return None
        if line.at(actor.start - 1) not in ("", ",", ";", ":", "đó", "ra", "."):
            return None
        m = j
        while line.at(m) in ("nhiệm", "vụ", "trách"):
            m += 1
        if m >= end or not verb(line, m):
            return None
        return Trigger(k, j, strength, Frame((actor.start, actor.end), (m, end)), None, passive=True)
    return None


def modal(
    line: Line,
    at: Candidate,
    start: int,
    end: int,
    actors: Sequence[Actor],
    floor: int,
    localities: Collection[tuple[str, ...]] = (),
) -> tuple[Trigger, int] | None:
    """The trigger at a candidate modal and where its subject begins, or None where it is none.

    `floor` is the token before which the subject cannot begin (behind an attribution).
    """
    words = directive_words()
    k, j, strength, _ = at
    word = " ".join(line.low[k:j])
    before = line.at(k - 1)
    if before in _BEFORE_MODAL and k > start:
        return None
    i = j
    while i < end and line.low[i] in OPEN:
        i += 1
    if i >= end:
        return None
    known = verb(line, i) or words.qualities.length(line, i)
    if word in ("không được", "không được phép") and line.low[i] in _RESULTLIKE:
        return None
    subject: Actor | None = None
    for actor in reversed(actors):
        if actor.end <= k:
            if actor.kind != "paper" and all(t in _LAX for t in line.low[actor.end : k]):
                subject = actor
            break
    c = k
    low_stop = max(start, floor, k - 30)
    while c > low_stop and line.low[c - 1] not in _BOUNDARY and not words.that.before(line, c):
        c -= 1
    c = skip_openers(line, c, k)
    if subject is not None:
        c = min(c, subject.start) if subject.start >= max(start, floor) else c
        if line.at(subject.start - 1) in _OBJECT_OF or line.at(subject.start - 1) in ("của",):
            subject = None
    elif line.at(k - 1) == "ta" or line.low[max(c, k - 2) : k] == ("chúng", "tôi"):
        c = max(c, k - 2)
    elif c < k and not _nominal(line, c, k):
        c = _gerund(line, max(start, floor), k)
        if c < 0:
            return None
    if subject is not None and subject.kind in ("person", "layman", "party", "name"):
        people = subject.kind == "layman" and actor_words().groups.length(line, subject.start)
        place = subject.kind == "name" and line.low[subject.start : subject.end] in localities
        if not (people or place):
            return None
    if (
        subject is not None
        and line.low[subject.start] in ("nhiều", "không")
        or line.low[c : c + 2] in (("một", "số"), ("không", "ít"))
    ):
        return None
    if word == "nên" and (subject is None or line.at(i) in ("đã", "bị")):
        return None
    if word in ("có trách nhiệm", "chịu trách nhiệm") and subject is None:
        return None
    forbids = word.endswith(("không để", "nghiêm cấm", "không để cho", "không được để"))
    if not known and not (forbids and line.word(i)) and (subject is None or word == "nên" or not plausible(line, i)):
        return None
    if line.at(c - 1) == "thì":
        return None
    if line.at(c - 1) == "nên" and any(t in ("do", "vì") for t in line.low[start:c]):
        return None
    if c < k and line.low[c] in ("trên", "theo", "với", "trong", "từ", "vào", "bằng"):
        return None
    if any(line.low[m] in ("nếu", "khi", "dù", "tại", "vì", "liệu", "để") for m in range(c, min(c + 1, k))):
        return None
    addressee = (subject.start, subject.end) if subject is not None else None
    return Trigger(k, j, strength, Frame(addressee, (j, end)), subject, modal=True), c


_HEADS: Final = syllables(
    "việc công hoạt quá quy kế các những mọi chương đề dự thủ chính cơ giải nội mục tăng tiến nguồn chất hệ quyết cuộc kỳ tinh sản phương báo phần vốn bộ máy nhiệm kết mô đây đó"
)


def _gerund(line: Line, start: int, k: int) -> int:
    """Where a verb phrase begins that is the subject of the modal at `k` (`Việc sắp xếp, tinh gọn bộ máy cần …`); -1 for none."""
    c = skip_openers(line, start, k)
    heads = ("việc", "công", "quá", "hoạt", "đội", "bộ", "mọi", "những", "các")
    if k - c > 30 or not (line.low[c] in heads or opens(line, c)):
        return -1
    if any(line.low[m] in ("đã", "sẽ", "là", "thì", "được", "bị", "nếu", "khi") for m in range(c, k)):
        return -1
    return c if line.low[c] in heads or "," not in line.low[c:k] else -1


def _nominal(line: Line, c: int, k: int) -> bool:
    """Whether `[c, k)` can be a noun phrase that is the modal's subject."""
    words = directive_words()
    if line.low[c] in ("việc", "công", "hoạt", "quá"):
        return True
    return all(
        not (
            words.verbs.length(line, m) > 1
            or line.low[m]
            in ("có", "được", "bị", "đã", "sẽ", "để", "với", "giúp", "làm", "khi", "vấn", "điểm", "những", "yếu")
        )
        for m in range(c, k)
    )
