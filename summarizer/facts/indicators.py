"""What a figure measures (the measured property of MeasEval), and what it is compared with.

Both are read off the clause. The indicator is the noun phrase that runs from the first measuring noun of the clause to
the verb before the figure (`Thu nhập bình quân đầu người … đạt`), the noun after `X%` or after a unit of measure (`20%
trẻ em`, `1.600 ha đất`), or, for a clause that only goes on (`, tăng 20,18%`), that of the figure before.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final, NamedTuple

from summarizer.facts import units
from summarizer.facts.lexicon import Phrases, entries, load, word_set
from summarizer.facts.model import FigureKind, Modifier, Trend
from summarizer.facts.tokens import NUMBER, WORD, Tokens


class Range(NamedTuple):
    """A half-open range of tokens."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Reading:
    """A figure as far as it is read: tokens `[start, end)`, `left` where its modifier starts, and its meaning."""

    start: int
    end: int
    left: int
    kind: FigureKind
    unit: str | None
    modifier: Modifier | None
    trend: Trend | None
    fraction: bool = False


@dataclass(frozen=True)
class _Tables:
    heads: Phrases
    bases: Phrases
    openers: Phrases
    enders: Phrases
    sums: Phrases


@cache
def tables() -> _Tables:
    data = load("indicators")
    return _Tables(*(Phrases(entries(data[name])) for name in ("heads", "bases", "openers", "enders", "sums")))


NEAR: Final = 12  # figures looked at on either side


_REACH: Final = 60  # tokens looked at on either side


_HARD: Final = frozenset([".", ";", ":", "(", "\n", "?", "!", "…", "•", "*", "+"])


# Between the noun phrase and the figure: movement, modality, degree.
_LINKS: Final = word_set(
    "đạt chiếm bằng tăng giảm lên xuống còn tới đến là ước tính dự kiến báo đã sẽ đang được có thể chỉ "
    "mới phấn đấu trên hơn gần khoảng dưới quá vượt và ở mức toàn bộ vào dần mạnh nhẹ cao thấp thêm trung "
    "bình quân cũng đều vẫn nhất ít tối thiểu đa từ lần lượt tiếp tục trưởng sụt hạ vọt gấp cả lũy kế "
    "giữ không chưa về phải mất tương đương xấp xỉ chừng thu nặng dài rộng sâu tròn trị đang cộng trong hoàn "
    "thành thực hiện"
)


_LINK_PAIRS: Final = frozenset(["trị giá", "dao động", "phổ biến", "duy trì", "đóng góp", "ghi nhận"])


_KEEP: Final = frozenset(["bình", "quân", "trung", "mức", "cao", "thấp", "nhất"])  # links that may close a noun phrase


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
        return None
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
    region = _region(tokens, figures, n)
    if region is not None and region.end > region.start:
        head = _head(tokens, region)
        if figure.kind == "measure" and after is not None and tokens.phrase(*_extent(region)) == "tổng số":
            return after
        if head is not None and _wanted(figure, tokens, Range(head, region.end)):
            return region if figure.trend is not None and _plain(tokens, region) else Range(head, region.end)
        if figure.kind == "measure" and after is not None:
            return after
        if _moving(figure) and (region.end - region.start >= 2 or tokens.items[region.start].case):
            return region
        if figure.kind == "measure" and _dimension(tokens, figure, region):
            return region
        if figure.kind == "money" and _listed(tokens, figures, n, region):
            return region
        if figure.kind == "count" and figure.trend is not None and head is not None:
            return Range(head, region.end)
        return None
    if figure.kind == "measure" and after is not None:
        return after
    return _inherited(tokens, figures, found, n)


def _wind(tokens: Tokens, i: int) -> Range | None:
    """The wind that a force on the Beaufort scale is said of."""
    for k in range(i - 1, max(-1, i - _REACH), -1):
        if tokens.low(k) == "gió":
            return Range(k - 1, k + 1) if tokens.low(k - 1) == "sức" else Range(k, k + 1)
    return None


def _moving(figure: Reading) -> bool:
    """Whether what stands before the figure is what moves or reaches it, even without a measuring noun: `VN-Index giảm
    12 điểm`."""
    if figure.trend is None:
        return False
    return figure.kind in ("percent", "money") or figure.unit == "điểm"


def _dimension(tokens: Tokens, figure: Reading, region: Range) -> bool:
    """Whether the region names what is so long or high: `cầu Vàm Lẽo dài 1.240 m`."""
    return (
        tokens.low(region.end) in ("dài", "rộng", "cao", "sâu", "dày", "nặng")
        and figure.left - region.end <= 2
        and region.end - region.start <= 9
        and units.noun_length(tokens, region.start) > 0
        and not any(tables().enders.match(tokens, k) for k in range(region.start, region.end))
    )


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
        if tokens.low(k) in _HARD or tokens.low(k) == ",":
            return None
        if tokens.low(k) == "cách" and tokens.low(k + 1) != "đây":
            end = k
            while tokens.low(end - 1) in ("nằm", "ở", "chỉ", "đang", "hiện", "và", "còn"):
                end -= 1
            times = [f for f in figures if f.kind in ("date", "period")]
            start = _skip_openers(tokens, _clause_start(tokens, end, 0), end, times)
            if start >= end:
                return found[-1] if found else None
            return Range(start, end) if end - start <= 12 else None
    return None


def _rain(tokens: Tokens, i: int) -> Range | None:
    """The rain that is measured in millimetres."""
    for k in range(i - 1, max(-1, i - _REACH), -1):
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
        if any(tokens.low(m) == ";" for m in range(other.end, figure.start)) or figure.start - other.end > _REACH:
            return None
        if other.kind in ("date", "period"):
            continue
        if found[k] is not None:
            return found[k]
        if other.kind == "count" and figure.kind == "percent" and other.unit is not None:
            words = len(other.unit.split())
            return (
                Range(other.end - words, phrase_end(tokens, other.end, 3))
                if words < other.end - other.start + 1
                else None
            )
        return None
    return None


def _region(tokens: Tokens, figures: list[Reading], n: int) -> Range | None:
    """The words of the clause before a figure, from its start to the verb; None where a figure stands right before."""
    figure = figures[n]
    # only what stands near can matter; a sentence of a megabyte may hold 100,000 figures
    near = figures[max(0, n - NEAR) : n]
    times = [f for f in near if f.kind in ("date", "period")]
    others = (f for f in reversed(near) if f.kind not in ("date", "period") and not _inside(tokens, f, figure))
    last = next(others, None)
    floor = last.end if last is not None else max(0, figure.left - _REACH)
    end = _strip_links(tokens, figure.left, floor)
    if end == floor or tokens.low(end - 1) in _HARD:
        return None
    if tokens.low(end - 1) == ",":
        return None if end == figure.left else _earlier_subject(tokens, end - 1, floor)
    if tokens.low(end - 1) in ("đó", "-") and end == figure.left:
        return None
    # a date right before the verb is left inside: Thu nhập bình quân năm 2023 đạt
    start = _clause_start(tokens, end, floor)
    start = _skip_openers(tokens, start, end, times)
    if tokens.matches(start, ("so", "với")) or tokens.phrase(end - 2, 2) == "so với":
        return None  # tăng 15% so với cùng kỳ lên 88 tỷ đồng
    return Range(start, end) if start < end else None


def _inside(tokens: Tokens, count: Reading, figure: Reading) -> bool:
    """Whether a count is part of the noun phrase before `figure`: `doanh thu của hai chuỗi này đạt …`."""
    if count.kind != "count" or tokens.low(figure.left - 1) not in _LINKS:
        return False
    between = tokens.lows[count.end : figure.left]
    if len(between) > 20 or any(low in _HARD or low == "," for low in _unbracketed(between)):
        return False
    k = count.start
    heads = tables().heads
    return tokens.low(k - 1) in ("của", "cả") or any(heads.match(tokens, k - n) == n for n in (2, 3, 4))


def _unbracketed(lows: Sequence[str]) -> Iterator[str]:
    """`lows` without what stands in brackets."""
    depth = 0
    for low in lows:
        if low == "(":
            depth += 1
        elif low == ")" and depth:
            depth -= 1
        elif not depth:
            yield low


def _strip_links(tokens: Tokens, end: int, floor: int) -> int:
    """Where the noun phrase before a figure ends: movement and modality are cut, but not out of `chiều dài`, `mức`."""
    heads = tables().heads
    while end > floor:
        pair = tokens.phrase(end - 2, 2)
        if pair in _LINK_PAIRS and end - 2 >= floor:
            end -= 2
            continue
        if pair in ("bình quân", "trung bình"):
            if tokens.low(end - 3) not in _LINKS:
                break  # năng suất bình quân 63 tạ/ha
            end -= 2
            continue
        if tokens.low(end - 1) not in _LINKS:
            break
        if any(heads.match(tokens, end - n) == n for n in (4, 3, 2)) or (
            tokens.low(end - 1) == "mức" and tokens.low(end - 2) == "với"
        ):
            break
        if tokens.low(end - 1) in _KEEP and tokens.low(end - 2) not in _LINKS:
            break
        end -= 1
    return end


def _earlier_subject(tokens: Tokens, comma: int, floor: int) -> Range | None:
    """The measuring noun phrase before a comma (`diện tích của cụm này bị điều chỉnh, chỉ còn 29ha`)."""
    heads = tables().heads
    start = comma
    while start > max(floor, comma - 40) and tokens.low(start - 1) not in _HARD:
        start -= 1
    if start == floor and floor > 0:
        return None
    close = comma
    while close > start:
        opening = close
        while opening > start and tokens.low(opening - 1) != ",":
            opening -= 1
        for k in range(opening, close):
            if (n := heads.match(tokens, k)) and _measuring(tokens, k, n):
                end = phrase_end(tokens, k + n, 16)
                return Range(k, max(end, k + n))
        close = opening - 1
    return None


def _clause_start(tokens: Tokens, end: int, floor: int) -> int:
    k = end
    limit = max(floor, end - _REACH)
    heads = tables().heads
    while k > limit:
        low = tokens.low(k - 1)
        if low == ")" and (opening := _opening(tokens, k - 1, limit)) is not None:
            k = opening  # Tổng sản phẩm trên địa bàn (GRDP) năm 2025
            continue
        if low in _HARD or low == ")":
            break
        if low in ("với", "cần") and tokens.low(k - 2) != "so" and heads.match(tokens, k):
            break
        # a comma inside a noun phrase (xuất, nhập khẩu): go on where the words before it hold the measuring noun
        if low == "," and not _goes_on(tokens, k - 1, limit, end):
            break
        k -= 1
    return k


def _opening(tokens: Tokens, close: int, limit: int) -> int | None:
    """Where the bracket that `close` closes opens; None where it does not lie within a few tokens."""
    for k in range(close - 1, max(limit, close - 16), -1):
        if tokens.low(k) == "(":
            return k
    return None


def _goes_on(tokens: Tokens, comma: int, limit: int, end: int) -> bool:
    """Whether the comma stands inside a noun phrase that begins with a measuring noun before it: no verb of movement
    before it, no measuring noun after it."""
    heads = tables().heads
    m = comma - 1
    while m > limit and tokens.low(m) not in _HARD and tokens.low(m) != ",":
        m -= 1
    if any(tokens.phrase(q, 2) in ("khu vực", "lĩnh vực") for q in range(max(limit, comma - 8), comma - 1)):
        return True  # khu vực nông, lâm nghiệp và thủy sản
    found = [q for q in range(m, comma) if heads.match(tokens, q)]
    if not found or comma - found[-1] > 16 or any(heads.match(tokens, q) for q in range(comma + 1, end)):
        return False
    return not any(tokens.low(q) in _MOVED for q in range(found[-1], comma))


_MOVED: Final = frozenset(["tăng", "giảm", "đạt", "là", "đã", "sẽ", "chiếm", "phải", "được"])


def _skip_openers(tokens: Tokens, start: int, end: int, times: list[Reading]) -> int:
    openers = tables().openers
    moved = True
    while moved and start < end:
        moved = False
        for time in times:
            if time.start == start or (time.start <= start < time.end):
                start, moved = min(time.end, end), True
        if start < end and tokens.low(start) in (",", "-", "–", ")"):
            start, moved = start + 1, True
        n = openers.match(tokens, start) if start < end and not tables().heads.match(tokens, start) else 0
        if n:
            start, moved = start + n, True
    return start


def _head(tokens: Tokens, region: Range) -> int | None:
    """Where the first measuring noun of the region stands; the first after a verb that makes another clause of it
    (`thời tiết cực đoan gây thiệt hại`)."""
    heads = tables().heads
    found: int | None = None
    k = region.start
    while k < region.end:
        n = heads.match(tokens, k)
        new = found is None or any(tokens.low(q) in _MAKES for q in range(found, k))
        if new and n and k + n <= region.end and _measuring(tokens, k, n):
            found = k
        k += max(n, 1)
    return found


_MAKES: Final = frozenset(["làm", "gây", "khiến", "giúp", "hưởng", "rằng", "góp", "nâng", "mang", "sẽ"])


def _measuring(tokens: Tokens, k: int, n: int) -> bool:
    """Whether the `n` tokens at `k` are a measuring noun, not a verb (`để xuất khẩu`) or part of a word
    (`tổng cục`)."""
    if units.noun_length(tokens, k) > n or tokens.low(k - 1) in ("chủ", "nhà", "bộ", "cục", "sở", "ngành"):
        return False
    if units.is_compound(tokens, k - 1, 2) and not tables().heads.match(tokens, k - 1):
        return False  # đánh giá, bán hàng
    return tokens.low(k) in _NOUNS or not _verbal(tokens, k)


# First syllables of measuring nouns that are no verbs: cần|kinh phí, để|chi phí.
_NOUNS: Final = word_set("số tổng kinh mức giá tỷ tỉ diện chiều doanh lợi vốn tiền khoản độ nhiệt sản năng kim")


def _verbal(tokens: Tokens, k: int) -> bool:
    return tokens.low(k - 1) in ("để", "đã", "sẽ", "được", "cần", "phải", "đang", "bị", "không", "cùng")


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
    end = phrase_end(tokens, k, 18 if figure.kind != "measure" else 3)
    return Range(k, end) if end > k else None


def _thing(tokens: Tokens, k: int) -> bool:
    """Whether a noun in lower case stands at `k`."""
    return not tokens.items[k].case and units.counted(tokens, k) is not None and not units.verb_length(tokens, k)


def phrase_end(tokens: Tokens, k: int, most: int) -> int:
    enders = tables().enders
    end = k
    while end < len(tokens) and end - k < most:
        token = tokens.items[end]
        if token.kind == NUMBER or (token.kind != WORD and token.low not in ("-", "/")):
            break
        if enders.match(tokens, end) and not (end > k and units.is_compound(tokens, end - 1, 2)):
            break  # but mặt|bằng is one word
        if most <= 3 and token.low in ("từ", "trên", "dưới", "về", "gần", "hơn", "khoảng"):
            break
        if token.low in ("và", "trong", "ở") and (
            tokens.kind(end + 1) == NUMBER or most <= 3 or tokens.low(end + 1) in ("năm", "tháng")
        ):
            break
        end += 1
    return end
