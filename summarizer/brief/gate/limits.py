"""Limits and changes: `hơn` lost or gained, rise for fall, the start of a change for its end, a change for a level."""

from __future__ import annotations

from summarizer.brief.gate.amounts import Match
from summarizer.brief.gate.context import Contexts, Place, Said
from summarizer.brief.gate.finding import Finding
from summarizer.brief.gate.words import NUMBER, WORD
from summarizer.facts.model import Figure

_CHANGES = frozenset({"tăng", "giảm", "hơn", "thêm", "trên_hơn", "kém", "chênh", "lệch", "biến", "sụt", "bớt", "hụt"})
_CARRIERS = frozenset(
    {
        "tàu",
        "xe",
        "ô",
        "chiếc",
        "thuyền",
        "máy",
        "đảo",
        "tuyến",
        "đường",
        "sân",
        "chuyến",
        "mặt",
        "cây",
        "chuyên",
        "lĩnh",
    }
)
_DOWN = frozenset({"mất", "sụt", "lùi", "hạ", "rớt", "rơi", "tụt", "trượt", "bớt", "hơi", "giảm"})
_UP = frozenset({"tăng", "thêm", "nhích", "vọt", "leo", "cộng", "nâng"})
_MANNER = frozenset({"trên_hơn", "mạnh", "nhẹ", "tiếp", "tới", "liền", "xuống", "lên", "giá"})
_EARLIER = frozenset(
    {
        "so",
        "trước",
        "cũ",
        "ngoái",
        "cùng_kỳ",
        "năm_trước",
        "ngày_trước",
        "ban",
        "kỉ",
        "kế",
        "mục",
        "chỉ",
        "trong_khi",
    }
)
"""Words that tell that a figure is one to compare with."""
_OPPOSED: dict[str, frozenset[str]] = {
    "over": frozenset({"under", "at_most"}),
    "at_least": frozenset({"under", "at_most"}),
    "under": frozenset({"over", "at_least"}),
    "at_most": frozenset({"over", "at_least"}),
}


def changes(place: Place, told: Said, other: Place, theirs: Contexts) -> list[Finding]:
    """Objections to how the brief's figure at `place` moves; `theirs` is the sentence of its partner `other`."""
    figure = place.figure
    text = figure.span.of(place.passage.text)
    out: list[Finding] = []
    basis = theirs.said(other).basis
    if told.basis and basis and not told.basis & basis:
        out.append(Finding("figure.basis", {"figure": text, "source": _after(other)}, at=place.begin))
    if is_change(other) and _is_level(place):
        out.append(Finding("figure.change", {"figure": text, "source": _trend_wording(other)}, at=place.begin))
    if (theirs.starts_a_change(other) and _ends_a_change(place)) or (
        theirs.is_a_basis(other) and _told_as_new(place, other)
    ):
        out.append(Finding("figure.start", {"figure": text}, at=place.begin))
    if {trend_of(place), trend_of(other)} == {"up", "down"}:
        out.append(Finding("figure.trend", {"figure": text, "source": _trend_wording(other)}, at=place.begin))
    return out


def trend_of(place: Place) -> str | None:
    """The trend of a figure; where the grammar saw none, by the verb right before it (`mất 12 điểm`)."""
    if place.figure.trend in ("up", "down") or place.figure.kind in ("date", "period"):
        return place.figure.trend
    p = place.passage
    for k in range(place.begin - 1, max(-1, place.begin - 4), -1):
        if p.clauses[k] != p.clauses[place.begin]:
            break
        if p.keys[k] in _DOWN or p.keys[k] in _UP:
            return "down" if p.keys[k] in _DOWN else "up"
        if p.content[k] and p.keys[k] not in _MANNER:
            break
    return place.figure.trend


def limits(place: Place, other: Place, match: Match) -> list[Finding]:
    """Objections to `hơn`, `gần`, `dưới` … of the brief's figure, against its partner's."""
    text = place.figure.span.of(place.passage.text)
    quoted = other.figure.span.of(other.passage.text)
    ours, theirs = _limit(place), _limit(other)
    if place.figure.kind in ("date", "period") or ours == theirs or match == "rounded":
        return []
    if ours and theirs and theirs in _OPPOSED.get(ours, frozenset()):
        return [Finding("figure.limit", {"figure": _limited(place), "source": _limited(other)}, at=place.begin)]
    if ours in ("over", "under") and theirs is None:
        return [Finding("figure.limit_gained", {"figure": _limited(place), "source": quoted}, at=place.begin)]
    if theirs in ("over", "under", "approx") and ours is None:
        return [Finding("figure.limit_lost", {"figure": text, "source": _limited(other)}, "note", place.begin)]
    return []


def _limit(place: Place) -> str | None:
    """The modifier, with `gần` read as a bound from above."""
    p = place.passage
    if place.begin and p.keys[place.begin - 1] in ("gần", "ngót"):
        return "under"
    if place.figure.modifier == "over" and _is_on(place):
        return None
    return place.figure.modifier


def _is_on(place: Place) -> bool:
    """Whether `trên` is a place: `19 người trên hai tàu cá`."""
    p, i = place.passage, place.begin
    if p.keys[i] == "trên_hơn":
        i += 1
    if not i or p.wording(i - 1, i).lower() != "trên" or i + 1 >= len(p.keys):
        return False
    value = place.figure.value
    return isinstance(value, int | float) and value <= 10 and p.keys[i + 1] in _CARRIERS


def wrong_side(place: Place, theirs: Figure) -> bool:
    """`gần 1.300` for 1.306: rounded to the side that the word denies."""
    ours = place.figure.value
    if _limit(place) != "under" or not isinstance(ours, int | float) or not isinstance(theirs.value, int | float):
        return False
    return place.figure.unit == theirs.unit and ours < theirs.value


def _limited(place: Place) -> str:
    """The figure with the word that limits it."""
    p = place.passage
    begin = place.begin
    if place.figure.modifier is not None and begin and p.terms[begin - 1].kind == WORD:
        begin -= 1
    return p.wording(begin, place.end)


def _after(place: Place) -> str:
    """The figure with the words after it."""
    p = place.passage
    end = place.end
    while end < len(p.terms) and p.terms[end].kind == WORD and end - place.end < 7:
        end += 1
    return p.wording(place.begin, end)


def is_change(place: Place) -> bool:
    """Whether the figure is how much something rose or fell (`cao hơn vụ trước 600 đồng`), not where it came to."""
    p = place.passage
    if not place.begin or p.keys[place.begin - 1] in ("lên", "xuống", "còn", "tới", "đến", "với_mức", "là", "đạt"):
        return False
    words = [k for k in range(max(0, place.begin - 6), place.begin) if p.clauses[k] == p.clauses[place.begin]]
    return any(p.keys[k] in ("tăng", "giảm") for k in words[-2:]) or any(
        p.keys[k : k + 2] in (("cao", "trên_hơn"), ("thấp", "trên_hơn"), ("nhiều", "trên_hơn")) for k in words
    )


def _is_level(place: Place) -> bool:
    """Whether the brief gives the figure as a level: `ở mức`, `đạt`, `còn`, with no word of rise or fall before it."""
    p = place.passage
    if not place.begin or p.keys[place.begin - 1] not in ("với_mức", "đạt", "là", "còn") or _from_level(place):
        return False
    start = place.begin
    while start and p.clauses[start - 1] == p.clauses[place.begin]:
        start -= 1
    return place.figure.trend not in ("up", "down") and not _CHANGES & set(p.keys[start : place.end])


def _from_level(place: Place) -> bool:
    """`từ mức 3,2%`."""
    return place.begin > 1 and place.passage.keys[place.begin - 2 : place.begin] == ("từ", "với_mức")


def _told_as_new(place: Place, other: Place) -> bool:
    """Whether nothing in the brief's clause tells that the figure is one to compare with, or of an earlier time."""
    p, q = place.passage, other.passage
    clause = {key for key, c in zip(p.keys, p.clauses, strict=True) if c == p.clauses[place.begin]}
    if (
        clause & _EARLIER
        or "từ" in p.keys[max(0, place.begin - 2) : place.begin]
        or place.figure.kind != other.figure.kind
    ):
        return False
    years = {
        q.keys[k]
        for k in range(other.end, len(q.keys))
        if q.clauses[k] == q.clauses[other.begin] and q.terms[k].kind == NUMBER
    }
    return not years & clause


def _ends_a_change(place: Place) -> bool:
    """Whether the brief gives the figure as where a change leads."""
    p = place.passage
    return (
        bool(place.begin)
        and not _from_level(place)
        and p.keys[place.begin - 1]
        in (
            "lên",
            "xuống",
            "còn",
            "đạt",
            "là",
            "với_mức",
            "tới",
            "thành",
        )
    )


def _trend_wording(place: Place) -> str:
    p = place.passage
    begin = place.begin
    while begin > max(0, place.begin - 4) and p.terms[begin - 1].kind in (WORD, NUMBER):
        begin -= 1
        if p.keys[begin] in ("tăng", "giảm"):
            break
    return p.wording(begin, place.end)
