"""Command words (`yêu cầu`, `giao`, `đề nghị` …): their subject, and what makes one no instruction."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from typing import Final

from summarizer.facts.actors import Actor, actor_at
from summarizer.facts.directives.cast import Cast
from summarizer.facts.directives.frames import Frame, frame, lead
from summarizer.facts.directives.triggers import Candidate, Trigger, company, plausible
from summarizer.facts.directives.verbs import adverb, opens, strong, verb
from summarizer.facts.directives.works import NAMED, bare_work, later, measures
from summarizer.facts.gazetteer import actor_words, directive_words
from summarizer.facts.phrases import QUOTES, Line, syllables

_OBJECT_OF: Final = syllables(
    "với cho tại ở về đến tới từ gửi giao gặp tiếp nghe mời thăm trước sau cùng trong ngoài trên dưới bằng vào để"
)
_RELATIVE: Final = syllables("được do mà khi nếu bị việc lúc nơi theo như")
_FRONT: Final = syllables(
    "và nhưng song nên rằng thì đó vậy thế biết hay rõ nay qua sáng chiều tối trưa nói là mạnh theo định"
)
_NOUN_AFTER: Final = syllables("của này đó nêu trên khác nào gì kỹ cao khắt")
_PAPERS: Final = (
    "văn bản",
    "công văn",
    "công điện",
    "thông báo",
    "chỉ thị",
    "quyết định",
    "trong văn",
    "chỉ đạo",
    "ý kiến",
    "kết luận",
)
_CRIMINAL: Final = frozenset(
    (("hình", "sự"), ("truy", "tố"), ("khởi", "tố"), ("phạt", "tù"), ("năm", "tù"), ("án", "tù"))
)
#: What is told of the accused is told in a trial: nothing is to be done there.
_ACCUSED: Final = frozenset((("bị", "cáo"), ("bị", "can")))
_COURT: Final = syllables("kháng khởi kiện tòa án")
#: Wishes and the like are directives only where they say who shall act.
_NEEDS_WHOM: Final = ("mong", "mong muốn", "mong rằng", "hy vọng", "hi vọng", "nhắc", "cấm", "buộc", "khuyến nghị")
_WISHES: Final = ("mong", "mong muốn", "mong rằng", "hy vọng", "hi vọng")
_PENDING: Final = syllables("báo làm kiểm xác rà khẩn xử trước sớm tiếp đẩy tháo giải hoàn")
_FRAUD: Final = frozenset((("giả", "mạo"), ("giả", "danh"), ("lừa", "đảo"), ("mạo", "danh"), ("bịa", "đặt")))
_URGENT: Final = syllables("khẩn sớm")
_APPOINTS: Final = syllables("làm giữ đảm kiêm phụ điều")
_BY_NAME: Final = syllables("ông bà đồng thượng đại thiếu trung")
#: What is handed over by `được giao` where no work is.
_GOODS: Final = syllables("kế chỉ dự quyền vốn đất rừng biên kinh")
#: How far back a word is looked for that changes what a command means.
_BACK: Final = 60


def command(line: Line, at: Candidate, end: int, cast: Cast) -> Trigger | None:
    """The trigger at a candidate command word; None where it is a noun, a fixed term, litigation or no instruction."""
    if line.at(at.start - 1) == "được":
        return _passive(line, at, end, cast)
    if (by := _by_agent(line, at, end, cast)) is not None:
        return by
    if _is_noun(line, at, cast):
        return None
    word = at.word(line)
    got = frame(line, at.end, end) or later(line, at.end, end, cast)
    if word in ("lưu ý", "quán triệt", "nhắc nhở"):
        got = bare_work(line, at.end, end) or got
    if word == "chỉ đạo" and got is None:
        got = measures(line, at.end, end)
    if got is None or not _is_action(line, at, got, word):
        return None
    if got.addressee is None and line.low[at.end : at.end + 3] == ("trong", "trường", "hợp"):
        return None  # a condition whose order comes later
    if line.capital(at.start - 1) and cast.ending(at.start) is None:
        return None  # somebody unknown ("… việc Trump yêu cầu …")
    subject, passed, relative = subject_of(line, at.start, cast)
    if subject is not None and line.low[subject.start] in ("nhiều", "một", "không"):
        return None
    if relative or not _is_meant(line, at, got, word, subject):
        return None
    if passed is not None:
        first = _list_start(line, passed, cast)
        whole = actor_at(line, first, lists=True)
        last = whole.end if whole is not None and whole.end < at.start else passed.end
        passed = replace(passed, start=first, end=max(last, passed.end))
    sent = line.low[max(0, passed.start - 4) : passed.start] if passed is not None else ()
    letter = got.addressee is None and "gửi" in sent and (sent[-1] == "gửi" or sent[-1] in ("đến", "tới", "cho"))
    return Trigger(at.start, at.end, at.strength, got, subject, given=passed if letter else None)


def subject_of(line: Line, k: int, cast: Cast) -> tuple[Actor | None, Actor | None, bool]:
    """The subject of the command word at `k`, an actor passed over as an object, and whether the command is relative.

    A relative command (`kế hoạch được Thủ tướng giao`, `khi cơ quan chức năng yêu cầu`) is none.
    """
    passed: Actor | None = None
    for actor in cast.before(k, 5):
        gap = k - actor.end
        if gap > 40:
            break
        before = line.at(actor.start - 1)
        if before in _RELATIVE:
            if before == "theo" and line.at(actor.end) == ",":
                return actor, passed, False
            if gap <= 3:
                return None, passed, True
            continue
        if before == "của":
            if " ".join(line.low[max(0, actor.start - 3) : actor.start - 1]) in _PAPERS and gap <= 8:
                return actor, passed, False
            if gap <= 8 and "," not in line.low[actor.end : k]:
                return None, passed, True
            continue
        if actor.kind in ("paper", "place") and gap > 3:
            continue
        away = actor.start > 0 and line.at(actor.end) == "," and actor.kind not in ("office", "person", "layman")
        if away or not _fronted(line, _list_start(line, actor, cast)):
            if before in _OBJECT_OF or not _fronted(line, actor.start):
                passed = passed or actor
            continue
        return actor, passed, False
    return None, passed, False


def _is_noun(line: Line, at: Candidate, cast: Cast) -> bool:
    """Whether the word is a noun here (`theo yêu cầu`, `sự chỉ đạo`, `đề nghị của`)."""
    k, j = at.start, at.end
    word, before = at.word(line), line.at(k - 1)
    if j - k > 1 and line.capital(k + 1):  # a name: "trường Hy Vọng"
        return True
    if directive_words().noun_before.before(line, k) and not _verbal(line, k) and cast.ending(k) is None:
        return True
    if line.at(j) in _NOUN_AFTER or (line.at(j) == "về" and word != "quán triệt"):
        return True
    if line.low[j : j + 2] == ("đặt", "ra") or (before == "là" and actor_at(line, j) is None):  # "cũng là yêu cầu"
        return True
    if word != "chỉ đạo":
        return False
    if before == "đang":  # what it is busy with
        return True
    led = before in (",", "và") and line.at(k - 2) in ("đạo", "phối", "hành", "tra", "dõi")
    return before == "ban" or led or line.at(j) in ("điều", ",", "tại", "trên")


def _verbal(line: Line, k: int) -> bool:
    """Whether what mostly makes a noun of the word at `k` does not here (`có công văn yêu cầu`)."""
    if line.low[max(0, k - 2) : k] in (("công", "văn"), ("văn", "bản"), ("công", "điện"), ("thông", "báo")):
        return True
    if line.low[max(0, k - 2) : k] in (("đã", "có"), ("vừa", "có")):  # "Sở đã có chỉ đạo các đơn vị …"
        return actor_at(line, k + 2) is not None
    return line.low[max(0, k - 3) : k] == ("có", "ý", "kiến")


def _is_action(line: Line, at: Candidate, got: Frame, word: str) -> bool:
    """Whether the frame holds something to be done, and no plea or order of a case."""
    words = directive_words()
    first, last = got.action
    if last <= first or (got.bare and not _unknown_verb(line, got, at)):
        return False
    if words.litigation.length(line, first) or (got.addressee is None and words.litigation.length(line, at.end)):
        return False
    if not adverb(line, first) and any(p in _CRIMINAL for p in pairwise(line.low[first : min(last, first + 8)])):
        return False
    if not _ACCUSED.isdisjoint(pairwise(line.low[first:last])):
        return False
    if got.addressee is not None and words.litigation.length(line, got.addressee[0]):
        whom = got.addressee[0]
        return line.low[whom] == "tòa" or actor_words().groups.length(line, whom) > 1  # "bà con" is no party
    if first + 1 >= last and words.weak.length(line, first):
        return False
    if word.startswith("giao") and (got.addressee is None or got.bare):
        return False
    if word in ("phân công", "giao") and line.low[first] in _APPOINTS and _by_name(line, got):
        return False
    itself = line.low[first] in ("được", "xin") or (got.addressee is None and line.low[first] in ("gặp", "hợp"))
    return not (word in ("đề nghị", "đề xuất", "kiến nghị") and itself)  # asks for itself


def _unknown_verb(line: Line, got: Frame, at: Candidate) -> bool:
    """Whether a word that the lexicon does not know stands where the verb of an addressee's action must stand."""
    a, b = got.action
    return at.strength in ("order", "request") and got.addressee is not None and b - a >= 2 and plausible(line, a)


def _by_name(line: Line, got: Frame) -> bool:
    """Whether the addressee is a person by name."""
    return got.addressee is not None and line.low[got.addressee[0]] in _BY_NAME


def _is_meant(line: Line, at: Candidate, got: Frame, word: str, subject: Actor | None) -> bool:
    """Whether the command is given, not planned, reported as done, or part of a purpose."""
    k, j = at.start, at.end
    back = line.low[max(0, k - _BACK) : k]
    if line.low[:2] == ("đây", "là") and k < 16:  # "Đây là năm thứ hai tỉnh giao cho doanh nghiệp thực hiện"
        return False
    if subject is not None:
        if _conceded(line, subject):
            return False
        between = line.low[subject.end : k]
        if any(t in ("sẽ", "đơn", "thường") for t in between):  # its own plan; somebody else's letter; a habit
            return False
        if ("dự", "kiến") in pairwise(between):
            return False
        if company(line, subject) and any(t in _COURT for t in back):
            return False
    else:
        joined = (",", "và") if got.addressee is not None else ()
        inside = at.strength == "petition" and k > 0 and line.at(k - 1) not in (*joined, ":", "thời", "đó", *QUOTES)
        if inside or (word == "kêu gọi" and any(t in ("nhằm", "để", "mục") for t in back[-14:])):
            return False
    if at.strength == "petition" and got.addressee is None and _recovered(line, got):
        return False
    warns = line.at(k - 1) == "," and line.low[0] in (
        "trong",
        "trường",
        "khi",
        "nếu",
        "trước",
    )  # "Khi bị lừa đảo, đề nghị …"
    if not warns and any(pair in _FRAUD for pair in pairwise(back[-30:])):
        return False
    opinions = (
        at.strength != "order"
        and any(pair == ("ý", "kiến") for pair in pairwise(back[-7:]))
        and (subject is None or not _verbal(line, k))
    )
    if opinions or (at.strength == "petition" and "nghiên" in back[-3:]):  # "một số ý kiến đề nghị …"; its own study
        return False
    if got.addressee is None:
        if (
            word == "phân công" or word in _NEEDS_WHOM or (at.strength == "petition" and "đã" in back)
        ):  # "đã phát hiện …, kiến nghị thu hồi …"
            return False
        if word == "quán triệt" and not lead(line, j) and line.low[j : j + 2] not in NAMED and line.at(j) != "việc":
            return False
    if word in _WISHES and subject is None and fronts(line, j) is not None:
        return False
    if word.startswith("ra lệnh") and got.addressee is None:
        return False
    if word in _WISHES and "sẽ" in line.low[j : got.action[0] + 3]:
        return False
    if word == "lưu ý":
        return _leads(line, j, got)
    listed = subject is not None and line.at(subject.start - 1) in (",", "và") and "đã" in back
    if word == "chỉ đạo" and listed and got.addressee is None:  # "đã phối hợp Sở A, Bộ B chỉ đạo chuẩn hóa …"
        return False
    past = line.low[subject.end if subject is not None and k - subject.end < 6 else k - 1 : k]
    if word == "chỉ đạo" and "đã" in past and "có" not in past:
        a, b = got.action
        urgent = any(t in _URGENT for t in line.low[a : min(b, a + 12)])
        return got.addressee is not None and (urgent or any(t in _PENDING for t in line.low[a : min(b, a + 4)]))
    return True


def _conceded(line: Line, subject: Actor) -> bool:
    """`dù Chính phủ, Thủ tướng chỉ đạo quyết liệt …`: what was done, to no avail."""
    for m in range(subject.start - 1, max(-1, subject.start - 8), -1):
        if line.low[m] in ("dù", "tuy"):
            return True
        if not (line.word(m) or line.low[m] == ","):
            break
    return False


def _recovered(line: Line, got: Frame) -> bool:
    """`kiến nghị thu hồi 31,8 tỷ đồng`: the result of an inspection in figures."""
    first, last = got.action
    dealt = line.low[first : first + 2] in (
        ("thu", "hồi"),
        ("xử", "lý"),
        ("xử", "phạt"),
        ("kỷ", "luật"),
        ("truy", "thu"),
    )
    return dealt and any(t[0].isdigit() for t in line.low[first + 2 : min(last, first + 7)])


def fronts(line: Line, j: int) -> Actor | None:
    """Who speaks behind a comma after a command word that ends at `j` (`Yêu cầu các bộ chủ động, Thủ tướng nói …`)."""
    for m in range(j, min(len(line) - 2, j + _BACK)):
        if line.low[m] == "," and line.capital(m + 1):
            actor = actor_at(line, m + 1)
            if actor is not None and actor.kind in ("office", "person"):
                return actor if directive_words().speech.length(line, actor.end) else None
    return None


def _leads(line: Line, j: int, got: Frame) -> bool:
    """Whether `lưu ý` leads to something to do: an addressee, a modal, or a verb that is no noun."""
    if (
        got.addressee is not None
        or adverb(line, j)
        or opens(line, j)
        or "việc" in (line.at(j), line.at(got.action[0] - 1))
    ):
        return True
    if strong(line, j) > 1 and line.at(j + strong(line, j)) not in _NOUN_AFTER:  # "lưu ý phát triển năng lượng sạch"
        return True
    return any(t in ("cần", "phải", "không") for t in line.low[j : got.action[0] + 1])


_HEADS: Final = ("", ",", ";", ":", "đó", "ra", ".")


def _passive(line: Line, at: Candidate, end: int, cast: Cast) -> Trigger | None:
    """`Bộ A được giao …`: the subject is the addressee."""
    k = at.start - 1
    actor = next(cast.before(k, 1), None)
    if actor is not None and (k - actor.end > 3 or line.at(actor.start - 1) not in _HEADS):
        actor = _modified(line, k, cast)
    if actor is None or k - actor.end > 3 or any(t not in ("cũng", "tiếp", "tục") for t in line.low[actor.end : k]):
        return None
    if actor.kind in ("person", "layman", "party", "name"):
        return None
    if line.at(actor.start - 1) not in _HEADS:
        return None
    m = at.end
    while line.at(m) in ("nhiệm", "vụ", "trách"):
        m += 1
    if m >= end or (line.low[m] in _GOODS and verb(line, m) < 2) or not (verb(line, m) or plausible(line, m)):
        return None
    return Trigger(at.start, at.end, at.strength, Frame((actor.start, actor.end), (m, end)), None, passive=True)


def _by_agent(line: Line, at: Candidate, end: int, cast: Cast) -> Trigger | None:
    """`Ban A được Chủ tịch nước giao phối hợp …`: who is told stands before `được`, who tells behind it."""
    agent = cast.ending(at.start)
    if agent is None or line.at(agent.start - 1) != "được":
        return None
    told = cast.ending(agent.start - 1)
    if told is None or told.kind not in ("body", "group", "office", "place") or not _fronted(line, told.start):
        return None
    m = at.end
    while line.at(m) in ("nhiệm", "vụ", "trách"):
        m += 1
    if m >= end or line.low[m] in _GOODS or not verb(line, m):
        return None
    return Trigger(at.start, at.end, at.strength, Frame((told.start, told.end), (m, end)), agent)


def _modified(line: Line, k: int, cast: Cast) -> Actor | None:
    """The group that the sentence begins with, with its modifiers (`Các tiểu ban lo cho đại hội được yêu cầu …`)."""
    first = next(iter(cast), None)
    if first is None or first.start > 3 or first.kind not in ("group", "body") or k - first.end > 12:
        return None
    if any(
        t in (",", "đã", "sẽ", "là", "được") or (t == "bị" and line.low[m - 1] != "chuẩn")
        for m, t in enumerate(line.low[first.end : k], first.end)
    ):
        return None
    return replace(first, end=k)


def _list_start(line: Line, actor: Actor, cast: Cast) -> int:
    """Where the list begins whose last member, after `và`, is the actor."""
    start = actor.start
    if line.at(start - 1) != "và":
        return start
    for _ in range(12):
        other = cast.ending(start - 1) if line.at(start - 1) in ("và", ",") else None
        if other is None:
            break
        start = other.start
    return start


def _fronted(line: Line, i: int) -> bool:
    """Whether a subject can begin at `i`: first, or behind a stop, a connective, or an adverbial of time."""
    before = line.at(i - 1)
    if not before or before in _FRONT:
        return True
    return not before[0].isalpha() and before not in ("-", "–", "/")
