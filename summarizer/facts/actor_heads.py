"""Where an actor's phrase can begin: the longest head of the gazetteer, and what makes a common noun none.

Many heads are everyday words (`vụ` is also a case, `tổ chức` a verb, `lãnh đạo` both): capitals, a field, a name or a
predicate behind them decide.
"""

from __future__ import annotations

from typing import Final, Literal

from summarizer.facts.gazetteer import actor_words, directive_words
from summarizer.facts.phrases import Line, syllables

ActorKind = Literal["office", "person", "body", "group", "paper", "place", "layman", "party", "name"]

NUMBERED: Final = syllables("quận phường khu vùng số tổ đội đoàn trạm miền ban cấp lớp khóa đạo")
_SETS: Final = syllables("quy luật phim ảnh sưu tiêu môn tranh tài")
_LEVELS: Final = syllables("tỉnh huyện quận sở bộ")
_COMMON: Final = syllables("vụ phòng hội trường báo")
_COMPOUNDS: Final = syllables("trụ cơ cán toàn nội tiến cục đồng chi đường thi")
_LEADING: Final = syllables("trung sự đã tác được phối thức")
_LISTED: Final = syllables("bộ ngành sở ban tỉnh huyện xã phường quận cấp thôn đơn cơ địa")
_PEOPLE: Final = syllables("người nhân doanh cán lực cấp phụ thí hộ ngư bà học")


def group_head(line: Line, j: int) -> int:
    """Length of a group's head after its determiner."""
    words = actor_words()
    if words.no_groups.length(line, j):
        return 0
    if line.at(j) == "tân" and (n := words.titles.length(line, j + 1)):  # "hai tân Bộ trưởng"
        return n + 1
    return max(words.groups.length(line, j), words.bodies.length(line, j), words.titles.length(line, j))


def head_at(line: Line, i: int) -> tuple[int, ActorKind] | None:
    """Length and kind of the longest head at `i`."""
    words = actor_words()
    best: tuple[int, ActorKind] | None = None
    if line.low[i : i + 1] == ("tân",) and (n := words.titles.length(line, i + 1)):  # "tân Phó Trưởng ban …"
        return n + 1, "office"
    kinds: tuple[tuple[int, ActorKind], ...] = (
        (words.parties.length(line, i), "party"),
        (words.titles.length(line, i), "office"),
        (words.bodies.length(line, i), "body"),
        (words.papers.length(line, i), "paper"),
        (words.laymen.length(line, i), "layman"),
        (words.honorifics.length(line, i), "person"),
    )
    for n, kind in kinds:
        if n and (best is None or n > best[0]):
            best = (n, kind)
    if best is None:
        n = words.groups.length(line, i)
        return (n, "group") if n and _bare_group(line, i, n) else None
    n, kind = best
    if line.low[i : i + 2] == ("lãnh", "đạo") and (line.at(i + 2) == "," or line.at(i - 1) in _LEADING):
        return None  # the verb: "tập trung lãnh đạo, chỉ đạo"
    if kind == "body" and n == 1 and not _single_body(line, i):
        n = words.groups.length(line, i)
        return (n, "group") if n and _bare_group(line, i, n) else None
    inspectors = line.low[i : i + 2] == ("thanh", "tra") and line.at(i + 2) in _LEVELS
    if kind == "body" and directive_words().verbs.length(line, i) >= n and not (inspectors or _named(line, i + n)):
        return None  # "tổ chức hội nghị"
    if kind == "layman" and n == 1 and line.low[i] in ("em", "bác", "cô", "chú", "cụ") and not line.capital(i + 1):
        return None
    if kind == "party" and line.low[i] in ("cựu", "nguyên") and n == 1 and words.titles.length(line, i + 1) == 0:
        return None
    return best


def _named(line: Line, j: int) -> bool:
    """Whether what follows `tổ chức` and the like makes a body of it: a name, a field, or a modal."""
    n = actor_words().complements.length(line, j)
    return (
        line.capital(j)
        or line.at(j) in ("này", "phải", "cần")
        or (n > 1 and n > directive_words().verbs.length(line, j))
    )


def _single_body(line: Line, i: int) -> bool:
    """Whether a head of one syllable (`Bộ`, `Sở`, `Vụ`) stands for a body: `vụ` is also a case, `phòng` a room."""
    if len(line.low[i]) > 2 and line.case[i] == 2:  # EVN, CSGT, UBND
        return True
    if line.low[i] in NUMBERED and line.at(i + 1).isdigit():  # "quận 1"
        return True
    c = actor_words().complements.length(line, i + 1)
    if not line.capital(i):
        if line.low[i] == "trường" and c and line.capital(i + 1 + c):  # "trường mầm non Hoa Sen"
            return True
        return line.capital(i + 1) and line.at(i - 1) not in _COMPOUNDS and line.low[i] not in _COMMON
    if line.low[i] == "vụ" and directive_words().commands.length(line, i + 1):  # "Vụ đề nghị thanh lý xe buýt": a case
        return False
    if line.at(i + 1) in _SETS and not line.capital(i + 1):  # "Bộ quy tắc", "Bộ luật": a set of something
        return False
    if line.at(i + 1) in ("này", "trên") or line.capital(i + 1) or c:
        return True
    return (i > 0 and line.low[i - 1] in (",", "và", "của", "là", "thì", "đó")) or predicate(line, i + 1)


def _bare_group(line: Line, i: int, n: int) -> bool:
    """Whether a group noun without a determiner is a group: in a list, with a complement, or always one."""
    after = i + n
    words = actor_words()
    listed = n > 1 or line.low[i] in _LISTED
    if listed and line.at(after) in (",", "và") and words.groups.length(line, after + 1):
        return True
    if directive_words().verbs.length(line, i) >= n or line.low[i : i + 2] == ("xã", "hội"):
        return bool(n > 1 and words.complements.length(line, after))
    if n > 1 and line.low[i] in _PEOPLE:
        return True
    if n > 1 or line.low[i] in ("tỉnh", "huyện", "quận", "xã", "phường", "ngành", "phía"):
        return bool(line.capital(after) or words.complements.length(line, after))
    return False


def place(line: Line, i: int) -> int:
    """Length of a known place written with capitals."""
    if not line.capital(i):
        return 0
    n = actor_words().places.length(line, i)
    if n == 1 and line.capital(i + 1):  # "Đức Trí" is no country
        return 0
    return n if n and all(line.capital(k) or not line.word(k) for k in range(i, i + n)) else 0


def capitals(line: Line, i: int) -> int:
    """End of the run of capitalised syllables from `i`."""
    j = i
    while j < len(line) and j < i + 8 and line.capital(j):
        j += 1
    return j


def predicate(line: Line, i: int) -> bool:
    """Whether a verb phrase or modal seems to begin at `i`."""
    words = directive_words()
    return bool(
        words.verbs.length(line, i)
        or words.modals.length(line, i)
        or words.speech.length(line, i)
        or words.result.length(line, i)
        or words.commands.length(line, i)
    )


def firm_predicate(line: Line, i: int) -> bool:
    """Whether a predicate begins at `i` that is more than one doubtful syllable (`trình` of `chương trình`)."""
    words = directive_words()
    n = words.verbs.length(line, i)
    return (n > 0 and n > words.weak.length(line, i)) or bool(
        words.modals.length(line, i) or words.commands.length(line, i)
    )


def closing(line: Line, i: int) -> int:
    """Position after the parenthesis that opens at `i`, 0 where it is long or open."""
    for j in range(i + 1, min(i + 24, len(line))):
        if line.low[j] == ")":
            return j + 1
    return 0
