"""Who acts: bodies, offices, persons with a title, groups, as phrases of a line.

A small grammar over the gazetteer in `data/actors.toml`: [determiner] head, then fields, levels, places and names
(`Phó chủ tịch UBND tỉnh Hà Tĩnh Dương Tất Thắng`, `các bộ, ngành, địa phương liên quan`), a title in apposition
(`ông Trần Văn A, Chủ tịch UBND tỉnh`), and lists where the caller wants them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from summarizer.document.model import Span
from summarizer.facts.actor_heads import (
    NUMBERED,
    ActorKind,
    capitals,
    closing,
    firm_predicate,
    group_head,
    head_at,
    place,
    predicate,
)
from summarizer.facts.gazetteer import actor_words, directive_words
from summarizer.facts.phrases import Line, syllables

#: No actor's phrase is longer than this many tokens; it also bounds the work at one position.
LONGEST: Final = 60
_BRIDGE: Final = 4
_DASHES: Final = frozenset("-–—")
_HONORIFICS: Final = syllables("ông bà đồng ngài")
_RANKED: Final = syllables("đại thượng trung thiếu chuẩn đô")
_PAIRS: Final = (
    (("tổng", "bí"), ("chủ", "tịch")),
    (("bí", "thư"), ("chủ", "tịch")),
    (("phó", "bí"), ("chủ", "tịch")),
    (("phó", "chủ"), ("giám", "đốc")),
    (("chủ", "tịch"), ("trưởng", "ban")),
)
_LEVELS: Final = syllables("tỉnh phố tp huyện quận xã phường bộ sở đảo")
_WHEN: Final = syllables("hôm sáng chiều tối ngày mới cũng liên tiếp nay vào hiện lại trực thường chính ra")
_ABBREVIATED: Final = syllables("tp q h tx p ts pgs gs ths bs")
#: A number that counts bodies (`25 tỉnh thành phía Bắc`), no year, date or amount.
_NUMBER: Final = re.compile(r"(?!1\Z)\d{1,3}\Z")
_STOP: Final = syllables(
    "và hoặc hay , ; : . ? ! ( ) \" “ ” ' ‘ ’ … để nhằm khi nếu mà thì là do bị được đã sẽ đang không phải cần"
)


@dataclass(frozen=True, slots=True)
class Actor:
    """Tokens `[start, end)` of a line; `name` is the last syllable of a person's name, lower-case, where there is one.

    `titled` says that the phrase holds an office, so that its bearer can direct others.
    """

    start: int
    end: int
    kind: ActorKind
    name: str | None = None
    titled: bool = False

    @property
    def official(self) -> bool:
        """Whether the phrase itself gives authority: an office, a body, a document, a person with a title."""
        return self.titled or self.kind in ("office", "body", "paper")


def actor_at(line: Line, i: int, *, lists: bool = False, depth: int = 0) -> Actor | None:
    """The actor that begins at token `i`; with `lists`, also what is joined to it by commas and `và`."""
    if not 0 <= i < len(line.low):
        return None
    words = actor_words()
    number = _NUMBER.match(line.low[i]) is not None
    if not line.case[i] and not number and line.low[i] not in words.firsts:  # most positions end here
        return None
    if n := 1 if number else words.determiners.length(line, i):
        j = i + n
        if g := group_head(line, j):
            return Actor(i, _continue(line, j + g, i, "group", lists, depth), "group")
        if words.bodies.length(line, i) <= n:  # "toàn quân" is one
            return None
    found = head_at(line, i)
    n = place(line, i)
    if n and (found is None or n >= found[0]):
        return Actor(i, _continue(line, i + n, i, "place", lists, depth), "place")
    if found is None:
        return _person_name(line, i)
    n, kind = found
    if kind == "person":
        return _person(line, i, n, depth)
    end = _continue(line, i + n, i, kind, lists, depth)
    name = _name_in(line, i + n, end) if kind in ("office", "layman", "party") else None
    return Actor(i, end, kind, name, kind == "office")


def actors_of(line: Line) -> Iterator[Actor]:
    """The actors of a line, left to right and disjoint."""
    i = 0
    while i < len(line):
        actor = actor_at(line, i)
        if actor is None:
            i += 1
        else:
            yield actor
            i = actor.end


def actors_in(text: str, start: int = 0, end: int | None = None) -> tuple[tuple[Span, ActorKind], ...]:
    """The actors named in `text[start:end]`: their spans and kinds."""
    line = Line.of(text, start, end)
    return tuple((line.span(a.start, a.end), a.kind) for a in actors_of(line))


def _person_name(line: Line, i: int) -> Actor | None:
    """Two to five capitalised syllables that are no head: a person or body without a title."""
    if not line.capital(i) or line.capital(i - 1):
        return None
    if i == 0 and (head_at(line, 1) or place(line, 1)):  # "Theo Bộ Y tế": the capital of a sentence's first word
        return None
    j = capitals(line, i)
    return Actor(i, j, "name", line.low[j - 1]) if 2 <= j - i <= 5 else None


def _person(line: Line, i: int, n: int, depth: int) -> Actor | None:
    """`ông` + name [+ title in apposition]; `đồng chí` + name or title; the bare pronoun `ông`."""
    j = i + n
    titled = False
    if t := actor_words().titles.length(line, j):
        j = _continue(line, j + t, i, "office", False, depth)
        titled = True
        name = _name_in(line, i + n + t, j)
    else:
        k = capitals(line, j)
        name = line.low[k - 1] if k > j else None
        j = k
        if name is None and not line.capital(i) and line.low[i] not in ("ông", "bà"):
            return None
    if line.at(j) == "(" and (close := closing(line, j)):
        j = close
    after, office = _apposition(line, i, j, depth)
    return Actor(i, after, "person", name, titled or office)


def _apposition(line: Line, start: int, j: int, depth: int) -> tuple[int, bool]:
    """End of the titles that stand beside the one whose phrase is `[start, j)`, and whether there were any.

    Behind a name any title is the same person's, unless it brings a name of its own; without one, only offices that
    are held together (`Tổng Bí thư, Chủ tịch nước`; `Phó Thủ tướng, Bộ trưởng Ngoại giao Trần Văn A`; a rank).
    """
    found, named = False, line.low[start] in _HONORIFICS or bool(_name_in(line, start + 1, j))
    while depth < 3 and (line.at(j) == "," or line.at(j) in _DASHES):
        k = j + 1
        head = head_at(line, k)
        former = head is not None and head[1] == "party" and line.low[k] in ("cựu", "nguyên")
        if head is None or not (head[1] == "office" or former):
            break
        after = _continue(line, k + head[0], k, "office", False, depth + 1)
        other = bool(_name_in(line, k + head[0], after))
        if (named and other) or not (named or _together(line, start, k)):
            break
        j, named, found = after, named or other, found or not former
    return j, found


def _together(line: Line, first: int, second: int) -> bool:
    """Whether the offices at two positions are such as one person holds at a time."""
    pair = (line.low[first : first + 2], line.low[second : second + 2])
    if line.low[first] in _RANKED or line.low[first : first + 2] == ("ủy", "viên"):
        return True
    return pair in _PAIRS or (line.low[first : first + 3] == ("phó", "thủ", "tướng") and pair[1] == ("bộ", "trưởng"))


def _name_in(line: Line, start: int, end: int) -> str | None:
    """Last syllable of the person's name that ends an office's phrase, if it ends in a name and not in a place."""
    if line.at(end - 1) == ")":  # "đại biểu Trần Văn A (Thái Bình)"
        while end > start and line.low[end - 1] != "(":
            end -= 1
        end -= 1
    j = end
    while j > start and line.capital(j - 1):
        j -= 1
    if end - j < 2:
        return None
    names = actor_words().family_names
    for k in range(j, end - 1):
        if line.low[k] in names and 2 <= end - k <= 5 and not _placed(line, k, end):
            return line.low[end - 1]
    if line.at(j - 1) in _LEVELS or any(_placed(line, k, end) for k in range(j, end)):
        return None
    return line.low[end - 1]


def _placed(line: Line, k: int, end: int) -> bool:
    """Whether `[k, end)` is a known place, or what follows "huyện" and the like in two syllables (`huyện Lê Chân`)."""
    n = place(line, k)
    return (n > 0 and k + n == end) or (end - k == 2 and line.at(k - 1) in _LEVELS)


def _continue(line: Line, j: int, start: int, kind: ActorKind, lists: bool, depth: int) -> int:
    """End of an actor's phrase whose head ends at `j`."""
    words = actor_words()
    stop = min(len(line), start + LONGEST)
    while j < stop:
        low = line.low[j]
        if line.capital(j) and _new_speaker(line, j, kind):
            break
        if n := _complement(line, j, start):
            j += n
        elif line.capital(j) or (low.isdigit() and line.at(j - 1) in NUMBERED):
            j += 1
        elif low == "&" and line.word(j + 1):
            j += 2
        elif (low == "." and line.at(j - 1) in _ABBREVIATED and line.capital(j + 1)) or (
            low in _DASHES and _joined(line, j, words.titles.length(line, j + 1) > 0)
        ):
            j += 1
        elif low in _DASHES or low == ",":
            after, office = _apposition(line, start, j, depth) if kind == "office" and depth < 3 else (j, False)
            if office and after > j:
                j = after
                continue
            after = _conjoined(line, j, kind, lists, depth)
            if not after:
                break
            j = after
        elif low in ("và", "cùng", "hoặc", "cùng với"):
            after = _conjoined(line, j, kind, lists, depth)
            if not after:
                break
            j = after
        elif (low == "(" and (close := closing(line, j))) or (
            low in ('"', "“") and kind == "group" and (close := _quoted(line, j))
        ):
            j = close
        elif n := words.links.length(line, j):
            inner = _nested(line, j + n, depth)
            if not inner:
                break
            j = inner
        elif kind in ("body", "office") and depth < 2 and (bridge := _bridge(line, j) or _over(line, j)):
            j = bridge
        else:
            break
    return min(j, len(line))


def _new_speaker(line: Line, j: int, kind: ActorKind) -> bool:
    """Whether the capital at `j` begins another person ("UBND tỉnh Ông …" never is one phrase)."""
    return kind != "layman" and line.low[j] in ("ông", "bà") and line.capital(j + 1) and kind != "office"


def _complement(line: Line, j: int, start: int) -> int:
    """Length of the field, level or kind at `j`; a word that is also a verb only where its noun swallows it."""
    n = actor_words().complements.length(line, j)
    if not n:
        return 0
    if line.capital(j):
        return n
    words = directive_words()
    v = words.verbs.length(line, j)
    if v > n:
        return 0
    if v == n:
        if not words.swallow.length(line, j) or not words.swallowers.before(line, j):
            return 0
        after = j + n
        if after >= len(line) or predicate(line, after):
            return n
        if line.low[j - 1] == "ngành" and line.at(j - 2) in (",", "và"):
            return 0  # "các sở, ngành|kiểm tra, rà soát …"
        return n if not line.word(after) and not line.capital(start) else 0
    return n


def _joined(line: Line, j: int, title: bool) -> bool:
    """Whether the dash at `j` is inside a name: between capitals or fields, and no title after it."""
    return not title and line.word(j - 1) and (line.capital(j + 1) and line.capital(j - 1))


def _nested(line: Line, j: int, depth: int) -> int:
    """End of the actor or place that begins at `j`, 0 for none."""
    if depth >= 3:
        return 0
    inner = actor_at(line, j, depth=depth + 1)
    if inner is not None and inner.kind not in ("person", "layman", "party"):
        return inner.end
    n = actor_words().complements.length(line, j)
    if n and not directive_words().verbs.length(line, j):
        return _continue(line, j + n, j, "body", False, depth + 1)
    return capitals(line, j) if line.capital(j) else 0


def _conjoined(line: Line, j: int, kind: ActorKind, lists: bool, depth: int) -> int:
    """End of the actor joined by the comma or `và` at `j`, 0 where nothing is joined."""
    if depth >= 3 or (kind in ("office", "layman", "party", "paper") and not (lists and kind == "office")):
        return 0
    k = j + 1
    if line.at(j) == "cùng" and line.at(k) == "với":
        k += 1
    words = actor_words()
    if kind in ("group", "body", "place", "office") and not line.capital(k):
        n = words.groups.length(line, k)
        determined = int(_NUMBER.match(line.at(k)) is not None) or words.determiners.length(line, k)
        if n and (kind == "group" or lists):
            if line.at(j) == "," and directive_words().verbs.length(line, k) >= n:
                return 0
            return _continue(line, k + n, k, "group", lists, depth + 1)
        if determined and (kind == "group" or lists) and group_head(line, k + determined):
            return _continue(line, k + determined + group_head(line, k + determined), k, "group", lists, depth + 1)
        return 0
    if kind == "group" and line.capital(k) and not head_at(line, k):  # "các Bộ Tư pháp, Giáo dục và Đào tạo"
        n = words.complements.length(line, k)
        if n and not directive_words().verbs.length(line, k + n):
            return k + n
    if not lists and line.at(j) == ",":
        return 0
    if line.capital(k) and (lists or kind in ("place", "body")):
        inner = actor_at(line, k, lists=lists, depth=depth + 1)
        if inner is not None and inner.kind in ("body", "place", "group", "office"):
            return inner.end
    return 0


def _quoted(line: Line, i: int) -> int:
    """Position after a short quotation that opens at `i`, 0 where it is long."""
    for j in range(i + 1, min(i + 7, len(line))):
        if line.low[j] in ('"', "”"):
            return j + 1
    return 0


def _over(line: Line, j: int) -> int:
    """End of what a body is over: `Ban chỉ đạo các chương trình`, `Ban quản lý các khu công nghiệp`; 0 for none."""
    if line.low[j] not in ("các", "những"):
        return 0
    k = j + 1
    while k < min(j + 6, len(line)) and line.word(k) and line.low[k] not in _STOP and not firm_predicate(line, k):
        k += 1
    return k if k > j + 1 and (k == len(line) or firm_predicate(line, k) or line.low[k] in (",", "cần", "phải")) else 0


def _bridge(line: Line, j: int) -> int:
    """Position of the next capital after a few lower-case syllables inside a body's name, 0 for none."""
    for k in range(j, min(j + _BRIDGE + 1, len(line))):
        if k > j and line.capital(k):
            return k if not head_at(line, k) else 0
        if (
            k > j
            and k - j <= 2
            and line.capital(j - 1)
            and line.low[j] not in _WHEN
            and directive_words().commands.length(line, k)
        ):
            return k  # "Hiệp hội Dệt may kiến nghị"
        if line.low[k] == "và" and line.capital(j - 1) and line.capital(k + 1) and not head_at(line, k + 1):
            continue
        if (
            not line.word(k)
            or line.low[k] in _STOP
            or predicate(line, k)
            or actor_words().links.length(line, k)
            or actor_words().determiners.length(line, k)
        ):
            return 0
    return 0
