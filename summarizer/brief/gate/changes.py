"""How a figure moves and is bounded: rise or fall, a sign, `hơn` or `dưới`, its rate, what it is compared with."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from summarizer.brief.gate.amounts import Match
from summarizer.brief.gate.finding import Finding
from summarizer.brief.gate.lexicon import bases
from summarizer.brief.gate.passage import Passage
from summarizer.brief.gate.times import date_parts
from summarizer.brief.gate.words import NUMBER, WORD, keys_of
from summarizer.facts import trends
from summarizer.facts.model import Figure
from summarizer.facts.times import is_time
from summarizer.text.fold import key
from summarizer.text.phrases import Phrases

_REACH = 7
_PLACES = 100
"""Of so many things at most, `trên` says where they are (`trên hai xe`)."""
_LEADS = frozenset({"lên", "xuống", "gấp"})
"""Words of rise and fall that say what to, or how many times, rather than by how much."""
_DOWN = frozenset(map(key, trends.words("down") - _LEADS)) | {"mất", "rơi", "trượt", "bớt", "thấp"}
_UP = frozenset(map(key, trends.words("up") - _LEADS)) | {"cộng", "nâng", "cao"}
_BELOW_ZERO = _DOWN | {"lỗ", "âm", "hụt", "siêu", "bội", "thất", "kém", "lạnh"}
"""Words that carry a sign: `lỗ 35 tỷ` is `-35 tỷ`, `nhập siêu 2 tỷ`, `thâm hụt`, `bội chi`."""
_HOW_FAR = frozenset({"khoảng", "gần", "trên_hơn", "với_mức", "thêm", "mạnh", "nhẹ", "sâu", "nhanh"})
"""What may stand between a word of movement and its figure; `tới`, `đến` leave open whether it is a level."""
_BOUNDING = frozenset(
    {
        "tối",
        "đa",
        "thiểu",
        "ít",
        "nhiều",
        "nhất",
        "không",
        "quá",
        "dưới",
        "trên",
        "trên_hơn",
        "vượt",
        "chậm",
        "muộn",
        "trước",
        "sau",
        "gần",
    }
)
"""Words that bound a figure from above or below, each a part of what is shown with it."""
_SIDES = frozenset({"trước", "sau"})
_OPPOSED = ({"over", "at_least"}, {"under", "at_most"})
_DENYING = frozenset({"không", "chưa", "chẳng"})
_EACH = frozenset({"mỗi", "một", "từng", "hằng", "hàng", "/", "1"})
_TIMES = {k: k for k in ("giây", "phút", "giờ", "ngày", "tuần", "tháng", "quí", "năm")} | {"đêm": "ngày"}
_MEASURES = {k: k for k in ("kg", "tạ", "tấn", "lượng", "chỉ", "ha", "sào", "công", "m2", "lít", "người", "hộ")} | {
    "kí": "kg", "ký": "kg", "ki": "kg", "hecta": "ha",
}  # fmt: skip


class Place(NamedTuple):
    """A figure in a sentence: terms `[begin, end)`."""

    figure: Figure
    passage: Passage
    begin: int
    end: int

    @property
    def text(self) -> str:
        """The figure as it is written."""
        return self.figure.span.of(self.passage.text)

    def wording(self, before: int = 0, after: int = 0) -> str:
        """The figure with so many words before and after it; those that bound it go together: `không quá 5 người`."""
        p, begin, end = self.passage, self.begin, self.end
        while before and begin and p.keys[begin - 1] in _BOUNDING:
            begin -= 1
        before = before if begin == self.begin else 0
        while before and begin and p.terms[begin - 1].kind in (WORD, NUMBER):
            begin, before = begin - 1, before - 1
        while after and end < len(p.terms) and p.terms[end].kind in (WORD, NUMBER):
            end, after = end + 1, after - 1
        return p.wording(begin, end)


def objections(ours: Place, theirs: Place, how: Match) -> list[Finding]:
    """What is wrong with the brief's figure `ours` if `theirs` is the one it stands for; they match as `how` says."""
    out: list[Finding] = []
    if how == "unit":
        out.append(_finding("figure.unit", "wrongthing", ours, theirs))
    if how == "sign" and not _sign_in_words(ours, theirs):
        out.append(_finding("figure.sign", "number", ours, theirs, before=2))
    if any(_differ(_per(ours, table), _per(theirs, table)) for table in (_TIMES, _MEASURES)):
        out.append(_finding("figure.unit", "wrongthing", ours, theirs, after=2))
    if {trend(ours), trend(theirs)} == {"up", "down"} and how != "sign":
        out.append(_finding("figure.trend", "trend", ours, theirs, before=2))
    if {_moved(ours), _moved(theirs)} == {"by", "to"}:
        out.append(_finding("figure.level", "number", ours, theirs, before=2))
    one, other = _basis(ours), _basis(theirs)
    if one and other and not one & other:
        out.append(_finding("figure.basis", "time", ours, theirs, after=6))
    out += _limits(ours, theirs, how)
    return out


def _finding(key: str, kind: str, ours: Place, theirs: Place, before: int = 0, after: int = 0) -> Finding:
    return Finding(
        key,
        kind,
        {"figure": ours.wording(before, after), "source": theirs.wording(before, after)},
        words=(ours.passage.span(ours.begin, ours.end),),
        source=(theirs.figure.span,),
    )


def _differ(one: str | None, other: str | None) -> bool:
    return one is not None and other is not None and one != other


def trend(place: Place) -> str | None:
    """The trend of a figure; where the grammar saw none, by the verb right before it (`mất 12 điểm`)."""
    figure, p = place.figure, place.passage
    if figure.trend in ("up", "down") or is_time(figure):
        return figure.trend
    before = p.keys[max(0, place.begin - 1) : place.begin]
    if before and p.clauses[place.begin - 1] == p.clauses[place.begin]:
        return "down" if before[0] in _DOWN else "up" if before[0] in _UP else None
    return None


def _moved(place: Place) -> str | None:
    """Whether a figure is what something moved `by` (`giảm 3,4%`) or `to` (`giảm còn`, `từ 5% xuống 3,4%`)."""
    p, k = place.passage, place.begin - 1
    while k >= 0 and p.keys[k] in _HOW_FAR:
        k -= 1
    if k < 0 or is_time(place.figure) or p.clauses[k] != p.clauses[place.begin]:
        return None
    before = p.keys[max(0, k - _REACH) : k]
    moves = (_DOWN | _UP) - {"thấp", "cao"}
    reached = "từ" in before or (moves - {"nhích"}) & set(before[-1:])  # `nhích lên 600 USD` is by so much
    if p.keys[k] == "còn" or (p.keys[k] in ("lên", "xuống") and reached):
        return "to"
    return "by" if p.keys[k] in moves else None


def _sign_in_words(ours: Place, theirs: Place) -> bool:
    """Whether the one of the two without a sign has it in a word: `giảm 2,3 %` for `âm 2,3 %`."""
    positive = next((x for x in (ours, theirs) if isinstance(x.figure.value, int | float) and x.figure.value > 0), ours)
    p = positive.passage
    near = {part for k in p.keys[max(0, positive.begin - _REACH) : positive.begin] for part in k.split("_")}
    if p.keys[positive.end : positive.end + 2] == ("dưới", "0"):
        return True
    if positive.figure.kind == "measure":
        return bool(near & {"âm", "lạnh"})  # `xuống 3 độ` is warmer than `xuống âm 3 độ`
    return positive.figure.trend == "down" or bool(_BELOW_ZERO & near)


@cache
def _bases() -> tuple[tuple[str, Phrases[str]], ...]:
    return tuple((name, Phrases((keys_of(w), w) for w in words)) for name, words in bases().items())


def _basis(place: Place) -> frozenset[str]:
    """Classes of what a change is measured against, right after it: `so với cùng kỳ`."""
    p, end = place.passage, place.end
    stop = next((k for k in range(end, len(p.keys)) if p.clauses[k] != p.clauses[place.begin]), len(p.keys))
    number = next((k for k in range(end, stop) if p.terms[k].kind == NUMBER), stop)
    keys = p.keys[end : min(stop, number)]
    at = next((k for k in range(len(keys) - 1) if keys[k : k + 2] == ("so", "với")), None)
    if at is None:
        return frozenset()
    return frozenset(name for name, found in _bases() if found.find(keys[at:]))


def _limit(at: Place, *, place: bool = True) -> str | None:
    """The modifier, `gần` read as a bound from above; `place`: `trên` before a small count is none (`trên hai xe`)."""
    value = at.figure.value
    words = {at.text.split()[0].lower(), at.passage.wording(at.begin - 1, at.begin).lower() if at.begin else ""}
    if words & {"gần", "ngót"}:
        return "under"
    if "trên" in words and at.figure.modifier in (None, "over"):
        small = isinstance(value, int | float) and value <= _PLACES and at.figure.kind == "count"
        return None if place and (small or at.figure.modifier is None) else "over"
    return "under" if "dưới" in words and at.figure.modifier is None else at.figure.modifier


def _wrong_side(ours: Place, theirs: Place) -> bool:
    """`gần 1.300` for 1.306: rounded to the side that the word denies."""
    a, b = ours.figure.value, theirs.figure.value
    if ours.figure.unit != theirs.figure.unit or not isinstance(a, int | float) or not isinstance(b, int | float):
        return False
    return (_limit(ours) == "under" and 0 < a < b) or (_limit(ours) == "over" and a > b > 0)


def _before_or_after(ours: Place, theirs: Place) -> list[Finding]:
    """`sau ngày 15/8` for `trước ngày 15/8`."""
    said = [x.passage.keys[x.begin - 1] if x.begin else x.text.split()[0].lower() for x in (ours, theirs)]
    said = [
        x.text.split()[0].lower() if x.text[0].islower() and x.text.split()[0] in _SIDES else s
        for s, x in zip(said, (ours, theirs), strict=True)
    ]
    if set(said) == _SIDES and {f for f, _ in date_parts(ours.text)} & {"day", "month", "clock"}:
        return [_finding("figure.limit", "time", ours, theirs, before=1)]
    return []


def _limits(ours: Place, theirs: Place, how: Match) -> list[Finding]:
    if is_time(ours.figure):
        return _before_or_after(ours, theirs)
    one, other = _limit(ours), _limit(theirs)
    if how == "rounded" and _wrong_side(ours, theirs):
        return [_finding("figure.limit", "number", ours, theirs, before=1)]
    first, second = (_limit(x, place=False) for x in (ours, theirs))
    if how != "rounded" and any(first in a and second in b for a, b in (_OPPOSED, _OPPOSED[::-1])):
        denied = _DENYING & set(theirs.passage.keys[max(0, theirs.begin - 5) : theirs.begin])
        if denied and {first, second} != {"at_most", "at_least"}:
            return []  # `không dùng quá 200 ml` is at most
        return [_finding("figure.limit", "number", ours, theirs, before=1)]
    if one == other or how == "rounded":
        return []
    if other in ("over", "under", "approx") and one is None:
        lost = _finding("figure.limit_lost", "number", ours, theirs, before=1)
        return [Finding(lost.key, lost.kind, lost.values, "note", lost.words, lost.source)]
    return []


def _per(place: Place, table: dict[str, str]) -> str | None:
    """What of `table` the amount is for, told in its unit or right after it: `mỗi năm`, `/kg`."""
    p, figure, end = place.passage, place.figure, place.end
    if is_time(figure) or figure.kind == "ratio":
        return None
    for part in (figure.unit or "").split("/")[1:]:
        if part in table:
            return table[part]
    if end + 1 < len(p.keys) and p.keys[end] in _EACH and p.keys[end + 1] in table:
        goes_on = end + 2 < len(p.keys) and p.clauses[end + 2] == p.clauses[end] and p.content[end + 2]
        # `2 triệu đồng một người bạn`: it may be another phrase
        return None if p.keys[end] == "một" and goes_on else table[p.keys[end + 1]]
    for k in range(place.begin - 1, 0, -1):  # `Mỗi ngày, công ty thu 153 triệu đồng`
        if p.terms[k].kind == NUMBER or p.keys[k] == ";":
            return None
        if p.keys[k - 1] in ("mỗi", "hằng", "hàng") and p.keys[k] in table:
            return table[p.keys[k]]
    return None
