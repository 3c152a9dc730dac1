"""What a figure measures (the measured property of MeasEval), and what it is compared with.

Both are read off the clause. The indicator is the noun phrase that runs from the first measuring noun of the clause to
the verb before the figure (`Thu nhập bình quân đầu người … đạt`), the noun after `X%` or after a unit of measure (`20%
trẻ em`, `1.600 ha đất`), or, for a clause that only goes on (`, tăng 20,18%`), that of the figure before.
"""

from __future__ import annotations

from typing import Final

from summarizer.facts import units
from summarizer.facts.lexicon import word_set
from summarizer.facts.regions import (
    HARD,
    REACH,
    Range,
    Reading,
    clause_start,
    head_in,
    phrase_end,
    region_before,
    skip_openers,
    tables,
)
from summarizer.facts.tokens import NUMBER, WORD, Tokens

_NO_INDICATOR: Final = frozenset(
    [*units.DURATIONS, "tuổi", "năm tù", "tháng tù", "lần", "tháng tuổi", "năm tuổi", "ngày làm việc", "ngày tuổi"]
)


def indicators(tokens: Tokens, figures: list[Reading]) -> list[Range | None]:
    """The indicator of each figure of a sentence, in order."""
    found: list[Range | None] = []
    for n, figure in enumerate(figures):
        found.append(None if figure.kind in ("date", "period") else _indicator(tokens, figures, found, n))
    return found


def _indicator(tokens: Tokens, figures: list[Reading], found: list[Range | None], n: int) -> Range | None:
    figure = figures[n]
    if figure.kind == "measure" and figure.unit in _NO_INDICATOR:
        return _lasting(tokens, figures, found, n)
    if figure.unit == "cấp":
        return _wind(tokens, figure.start)
    if figure.unit == "mm" and (rain := _rain(tokens, figure.start)) is not None:
        return rain
    if figure.unit in ("km", "m", "hải lý") and (far := _distance(tokens, figure, found, figures)) is not None:
        return far
    after = _after(tokens, figure)
    if figure.kind == "money" and tables().sums.match(tokens, figure.end):
        return Range(figure.end, max(phrase_end(tokens, figure.end, 8), figure.end + 1))
    if figure.kind == "percent" and figure.trend != "reach" and after is not None:
        return after
    if figure.fraction and figure.trend is None and after is not None:
        return after
    region = region_before(tokens, figures, n)
    if region is not None and region.end > region.start:
        head = head_in(tokens, region)
        if figure.kind == "measure" and after is not None and tokens.phrase(*_extent(region)) == "tổng số":
            return after
        if head is not None and _wanted(figure, tokens, Range(head, region.end)):
            whole = figure.trend is not None and _plain(tokens, region)
            if whole and not any(units.verb_length(tokens, k) > 1 for k in range(region.start, head)):
                return region
            return Range(head, region.end)
        if figure.kind == "measure" and after is not None:
            return after
        if _moving(tokens, figure, region) and (region.end - region.start >= 2 or _goods(tokens, region.start)):
            return region
        if figure.kind == "measure" and (long := _dimension(tokens, figure, region)) is not None:
            return long
        if figure.kind == "money" and _listed(tokens, figures, n, region):
            return region
        if figure.kind == "count" and figure.trend is not None and head is not None:
            return Range(head, region.end)
        return None
    if figure.kind == "measure" and after is not None:
        return after
    return _inherited(tokens, figures, found, n)


def _lasting(tokens: Tokens, figures: list[Reading], found: list[Range | None], n: int) -> Range | None:
    """What lasts so long (`thời gian ủ bệnh khoảng 2-12 ngày`) or has grown so many times (`doanh thu gấp 2 lần`)."""
    figure = figures[n]
    if figure.unit == "lần":
        region = region_before(tokens, figures, n)
        if region is None:
            return _inherited(tokens, figures, found, n) if figure.trend is not None else None
        head = head_in(tokens, region)
        told = figure.trend is not None or (head is not None and tokens.low(head) in ("hệ", "tỷ", "tỉ"))
        return Range(head, region.end) if head is not None and told else None
    if figure.unit not in units.DURATIONS:
        return None
    region = region_before(tokens, figures, n)
    head = head_in(tokens, region) if region is not None else None
    if region is None or head is None or tokens.phrase(head, 2) not in ("thời gian", "thời hạn", "tuổi thọ"):
        return None
    return Range(head, region.end) if region.end - head > 2 else None


def _wind(tokens: Tokens, i: int) -> Range | None:
    """The wind that a force on the Beaufort scale is said of."""
    for k in range(i - 1, max(-1, i - REACH), -1):
        if tokens.low(k) == "gió":
            return Range(k - 1, k + 1) if tokens.low(k - 1) == "sức" else Range(k, k + 1)
        storm = _storm(tokens, k)
        if storm is not None and all(low in _STRONG for low in tokens.lows[storm.end : i]):
            return storm  # bão Yagi mạnh cấp 14; but the wind in vùng gần tâm bão đi qua
    return None


_STRONG: Final = frozenset(["mạnh", "lên", "còn", "giật", "đạt", "hiện", "đang", "ở", "trên", "khoảng", "thành"])


def _storm(tokens: Tokens, k: int) -> Range | None:
    """The storm with its name or number at token `k`: `bão Yagi`, `bão số 3`."""
    if tokens.low(k) != "bão":
        return None
    end = k + 1
    while end < len(tokens) and end < k + 4 and (tokens.items[end].case or tokens.low(end) == "số"):
        end += 1
    if tokens.low(end - 1) == "số" and tokens.kind(end) == NUMBER:
        end += 1
    return Range(k, end)


def _moving(tokens: Tokens, figure: Reading, region: Range) -> bool:
    """Whether what stands before the figure is what moves or reaches it, even without a measuring noun: `VN-Index giảm
    12 điểm`, `vàng miếng SJC vượt 92 triệu đồng`."""
    if figure.kind not in ("percent", "money") and figure.unit != "điểm":
        return False
    return figure.trend is not None or not _REACHED.isdisjoint(tokens.lows[region.end : figure.start])


_REACHED: Final = frozenset(["chạm", "cán", "vượt", "mốc", "ngưỡng"])
#: Goods of the markets that are one syllable long.
_GOODS: Final = word_set("vàng bạc dầu gạo thép đồng nhôm kẽm đường")


def _goods(tokens: Tokens, i: int) -> bool:
    """Whether one word can be what moves: a name, or something that is traded."""
    return tokens.items[i].case > 0 or tokens.low(i) in _GOODS


def _dimension(tokens: Tokens, figure: Reading, region: Range) -> Range | None:
    """What is so long or high: `cầu Vàm Lẽo dài 1.240 m`, `vướng mắc của tuyến cao tốc A - B dài 55 km`."""
    sized = tokens.low(region.end) in ("dài", "rộng", "cao", "sâu", "dày", "nặng") and figure.left - region.end <= 2
    if not sized:
        return None
    for k in range(region.end - 1, max(region.start, region.end - 12), -1):
        if tokens.low(k) in _BUILT and tokens.low(k - 1) in ("của", "trên", "tại", "qua", "với"):
            return Range(k, region.end)
    enders = tables().enders
    short = region.end - region.start <= 9 and units.noun_length(tokens, region.start) > 0
    return region if short and not any(enders.match(tokens, k) for k in range(region.start, region.end)) else None


_BUILT: Final = frozenset(["tuyến", "đoạn", "cầu", "hầm", "kênh", "đê", "kè", "đập", "dự", "nhánh"])


def _listed(tokens: Tokens, figures: list[Reading], n: int, region: Range) -> bool:
    """Whether the region names an item of a list of sums: `…, nhà máy nhiệt điện Sông Hậu 1,2 tỷ USD`."""
    return (
        tokens.low(region.start - 1) in (",", ";")
        and 2 <= region.end - region.start <= 12
        and any(f.kind == "money" for f in figures[max(0, n - 2) : n])
        and units.noun_length(tokens, region.start) > 0
        and not any(tables().enders.match(tokens, k) for k in range(region.start, region.end))
    )


def _extent(found: Range) -> tuple[int, int]:
    return found.start, found.end - found.start


def _distance(tokens: Tokens, figure: Reading, found: list[Range | None], figures: list[Reading]) -> Range | None:
    """What lies so far away: the subject of `cách`, or that of the figure before (`…, cách đất liền 340 km`)."""
    for k in range(figure.left - 1, max(0, figure.left - 20), -1):
        if tokens.low(k) in HARD or tokens.low(k) == ",":
            return None
        if tokens.low(k) == "cách" and tokens.low(k + 1) != "đây":
            end = k
            while tokens.low(end - 1) in ("nằm", "ở", "chỉ", "đang", "hiện", "và", "còn"):
                end -= 1
            times = [f for f in figures if f.kind in ("date", "period")]
            start = skip_openers(tokens, clause_start(tokens, end, 0), end, times)
            if start >= end:
                storms = (_storm(tokens, m) for m in range(k - 1, max(-1, k - REACH), -1))
                return next((s for s in storms if s is not None), found[-1] if found else None)
            return Range(start, end) if end - start <= 12 else None
    return None


def _rain(tokens: Tokens, i: int) -> Range | None:
    """The rain that is measured in millimetres."""
    for k in range(i - 1, max(-1, i - REACH), -1):
        if tokens.low(k) == "mưa":
            return Range(k - 1, k + 1) if tokens.low(k - 1) == "lượng" else Range(k, k + 1)
    return None


def _plain(tokens: Tokens, region: Range) -> bool:
    """Whether the whole region is one short noun phrase."""
    enders = tables().enders
    return region.end - region.start <= 12 and not any(enders.match(tokens, k) for k in range(region.start, region.end))


def _wanted(figure: Reading, tokens: Tokens, named: Range) -> bool:
    """A counted thing names itself, unless it moves or is said to be so many (`tổng số xe là 234 xe`, `quy mô dân số
    khoảng 3.600 người`)."""
    if figure.kind in ("count", "ratio"):
        if figure.trend in ("up", "down") or tokens.low(figure.left - 1) in ("là", "mô"):
            return True
        if tokens.low(figure.left - 1) in ("của", "cả", "cho", "tại", "ở", "từ"):
            return False
        if tokens.low(named.start) not in _SIZES or not _plain(tokens, named):
            return False
        return named.end - named.start > 2 or tokens.phrase(named.start, 2) in ("số lượng", "sức chứa", "công suất")
    return True


_SIZES: Final = frozenset(["tổng", "số", "quy", "chiều", "công", "sức", "dân"])


def _inherited(tokens: Tokens, figures: list[Reading], found: list[Range | None], n: int) -> Range | None:
    """The indicator of the figure before, where this clause has no subject of its own."""
    figure = figures[n]
    if figure.kind not in ("percent", "money", "measure") and figure.trend is None:
        return None
    for k in range(n - 1, -1, -1):
        other = figures[k]
        if any(tokens.low(m) == ";" for m in range(other.end, figure.start)) or figure.start - other.end > REACH:
            return None
        if other.kind in ("date", "period"):
            continue
        carried = found[k]
        if carried is not None:
            return carried if figure.kind != "count" or _counted(tokens, figure, other, carried) else None
        if other.kind == "count" and figure.kind == "percent" and other.unit is not None:
            words = len(other.unit.split())
            return (
                Range(other.end - words, phrase_end(tokens, other.end, 3))
                if words < other.end - other.start + 1
                else None
            )
        return None
    return None


def _counted(tokens: Tokens, figure: Reading, other: Reading, indicator: Range) -> bool:
    """Whether a count goes on about the indicator of the figure before: `số vụ là 34 vụ, giảm 3 vụ`, but not `thu ngân
    sách tăng 10%, giảm 188 hộ nghèo`."""
    if other.kind != "percent" and figure.unit == other.unit:
        return True
    thing = (figure.unit or "").split(" ")[0]
    return thing in tokens.lows[indicator.start + 1 : indicator.end]


def _after(tokens: Tokens, figure: Reading) -> Range | None:
    """The noun phrase right after a percentage, a fraction or a measure."""
    k = figure.end
    t = tables()
    if (
        tokens.kind(k) != WORD
        or t.enders.match(tokens, k)
        or tokens.low(k) in ("trên", "và", "ở", "trong", "từ", "về", "mỗi", "một", "hôm", "cùng")
        or tokens.low(k) in units.DURATIONS
    ):
        return None
    if t.bases.match(tokens, k) or (figure.kind == "measure" and not _thing(tokens, k)):
        return None
    if units.is_stop(tokens, k) and tokens.low(k) not in ("các", "số", "tổng", "những"):
        return None
    end = phrase_end(tokens, k, 18 if figure.kind != "measure" or t.heads.match(tokens, k) else 3)
    return Range(k, end) if end > k else None


def _thing(tokens: Tokens, k: int) -> bool:
    """Whether a noun in lower case stands at `k`."""
    return not tokens.items[k].case and units.counted(tokens, k) is not None and not units.verb_length(tokens, k)
