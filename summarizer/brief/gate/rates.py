"""What an amount is told for: `mỗi năm`, `một tháng`, `/kg`. A brief may drop it, but not change it."""

from __future__ import annotations

from typing import Final

from summarizer.brief.gate.context import Place
from summarizer.brief.gate.words import NUMBER

_EACH: Final = frozenset({"mỗi", "một", "từng", "hằng", "hàng", "/", "1"})
_TIMES: Final = {k: k for k in ("giây", "phút", "giờ", "ngày", "tuần", "tháng", "quí", "năm")} | {"đêm": "ngày"}
_MEASURES: Final = {
    "kg": "kg", "kí": "kg", "ký": "kg", "ki": "kg", "tạ": "tạ", "tấn": "tấn", "lượng": "lượng", "chỉ": "chỉ",
    "ha": "ha", "hecta": "ha", "sào": "sào", "công": "công", "m2": "m2", "lít": "lít", "người": "người", "hộ": "hộ",
}  # fmt: skip


def rates_differ(ours: Place, theirs: Place) -> bool:
    """Whether both amounts are told for a time or a measure, and not for the same one."""
    return any(
        mine is not None and its is not None and mine != its
        for mine, its in ((_per(ours, table), _per(theirs, table)) for table in (_TIMES, _MEASURES))
    )


def figure_with_rate(place: Place) -> str:
    """The figure with the two words that tell what it is for."""
    p = place.passage
    told = place.end + 1 < len(p.keys) and p.keys[place.end] in _EACH
    return p.wording(place.begin, place.end + 2 if told else place.end)


def _per(place: Place, table: dict[str, str]) -> str | None:
    """What of `table` the amount is for, told in its unit or right after it."""
    p, figure = place.passage, place.figure
    if figure.kind in ("date", "period", "ratio"):
        return None
    for part in (figure.unit or "").split("/")[1:]:
        if part in table:
            return table[part]
    end = place.end
    if end + 1 < len(p.keys) and p.keys[end] in _EACH and p.keys[end + 1] in table:
        if (
            p.keys[end] == "một"
            and end + 2 < len(p.keys)
            and p.clauses[end + 2] == p.clauses[end]
            and p.content[end + 2]
        ):
            # `2 triệu đồng một người bạn`: it may be another phrase
            return None
        return table[p.keys[end + 1]]
    return _opening(place, table)


def _opening(place: Place, table: dict[str, str]) -> str | None:
    """A rate that the sentence opens with: `Mỗi ngày, công ty thu 153 triệu đồng`."""
    p = place.passage
    for k in range(place.begin - 1, 0, -1):
        if p.parts[k] != p.parts[place.begin] or p.terms[k].kind == NUMBER:
            return None
        if p.keys[k - 1] in ("mỗi", "hằng", "hàng") and p.keys[k] in table:
            return table[p.keys[k]]
    return None
