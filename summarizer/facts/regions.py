"""The words before a figure that may name what it measures: where its clause and noun phrase begin and end."""

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


REACH: Final = 60  # tokens looked at on either side


HARD: Final = frozenset([".", ";", ":", "(", "\n", "?", "!", "…", "•", "*", "+"])


# Between the noun phrase and the figure: movement, modality, degree.
_LINKS: Final = word_set(
    "đạt chiếm bằng tăng giảm lên xuống còn tới đến là ước tính dự kiến báo đã sẽ đang được có thể chỉ "
    "mới phấn đấu trên hơn gần khoảng dưới quá vượt và ở mức toàn bộ vào dần mạnh nhẹ cao thấp thêm trung "
    "bình quân cũng đều vẫn nhất ít tối thiểu đa từ lần lượt tiếp tục trưởng sụt hạ vọt gấp cả lũy kế "
    "giữ không chưa về phải mất tương đương xấp xỉ chừng thu nặng dài rộng sâu tròn trị đang cộng trong hoàn "
    "thành thực hiện chạm cán mốc ngưỡng"
)


_LINK_PAIRS: Final = frozenset(["trị giá", "dao động", "phổ biến", "duy trì", "đóng góp", "ghi nhận"])


_KEEP: Final = frozenset(["bình", "quân", "trung", "mức", "cao", "thấp", "nhất"])  # links that may close a noun phrase


def region_before(tokens: Tokens, figures: list[Reading], n: int) -> Range | None:
    """The words of the clause before a figure, from its start to the verb; None where a figure stands right before."""
    figure = figures[n]
    # only what stands near can matter; a sentence of a megabyte may hold 100,000 figures
    near = figures[max(0, n - NEAR) : n]
    times = [f for f in near if f.kind in ("date", "period")]
    others = (f for f in reversed(near) if f.kind not in ("date", "period") and not _inside(tokens, f, figure))
    last = next(others, None)
    floor = last.end if last is not None else max(0, figure.left - REACH)
    end = _strip_links(tokens, figure.left, floor)
    if end == floor or tokens.low(end - 1) in HARD:
        return None
    if tokens.low(end - 1) == ",":
        return None if end == figure.left else _earlier_subject(tokens, end - 1, floor)
    if tokens.low(end - 1) in ("đó", "-") and end == figure.left:
        return None
    # a date right before the verb is left inside: Thu nhập bình quân năm 2023 đạt
    start = clause_start(tokens, end, floor)
    start = skip_openers(tokens, start, end, times)
    if tokens.matches(start, ("so", "với")) or tokens.phrase(end - 2, 2) == "so với":
        return None  # tăng 15% so với cùng kỳ lên 88 tỷ đồng
    if last is not None and start == last.end and tokens.low(end) == "và" and tables().bases.match(tokens, start):
        return None  # bằng 57,9% dự toán và tăng 12,4%
    return Range(start, end) if start < end else None


def _inside(tokens: Tokens, count: Reading, figure: Reading) -> bool:
    """Whether a count is part of the noun phrase before `figure`: `doanh thu của hai chuỗi này đạt …`."""
    if tokens.low(figure.left - 1) not in _LINKS:
        return False
    if count.kind == "measure" and tokens.phrase(count.start - 2, 2) in ("kỳ hạn", "thời hạn"):
        return not any(low in HARD or low == "," for low in tokens.lows[count.end : figure.left])  # lãi suất kỳ hạn …
    if count.kind != "count":
        return False
    between = tokens.lows[count.end : figure.left]
    if len(between) > 20 or any(low in HARD or low == "," for low in _unbracketed(between)):
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
    while start > max(floor, comma - 40) and tokens.low(start - 1) not in HARD:
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


def clause_start(tokens: Tokens, end: int, floor: int) -> int:
    k = end
    limit = max(floor, end - REACH)
    heads = tables().heads
    while k > limit:
        low = tokens.low(k - 1)
        if low == ")" and (opening := _opening(tokens, k - 1, limit)) is not None:
            k = opening  # Tổng sản phẩm trên địa bàn (GRDP) năm 2025
            continue
        if low in HARD or low == ")":
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
    while m > limit and tokens.low(m) not in HARD and tokens.low(m) != ",":
        m -= 1
    if any(tokens.phrase(q, 2) in ("khu vực", "lĩnh vực") for q in range(max(limit, comma - 8), comma - 1)):
        return True  # khu vực nông, lâm nghiệp và thủy sản
    found = [q for q in range(m, comma) if heads.match(tokens, q)]
    if not found or comma - found[-1] > 16 or any(heads.match(tokens, q) for q in range(comma + 1, end)):
        return False
    return not any(tokens.low(q) in _MOVED for q in range(found[-1], comma))


_MOVED: Final = frozenset(["tăng", "giảm", "đạt", "là", "đã", "sẽ", "chiếm", "phải", "được"])


def skip_openers(tokens: Tokens, start: int, end: int, times: list[Reading]) -> int:
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


def head_in(tokens: Tokens, region: Range) -> int | None:
    """Where the first measuring noun of the region stands; the first after a verb that makes another clause of it
    (`thời tiết cực đoan gây thiệt hại`)."""
    heads = tables().heads
    found: int | None = None
    k = region.start
    while k < region.end:
        n = heads.match(tokens, k) or _number_of(tokens, k)
        new = found is None or any(tokens.low(q) in _MAKES for q in range(found, k))
        if new and n and k + n <= region.end and _measuring(tokens, k, n):
            found = k
        k += max(n, 1)
    return found


def _number_of(tokens: Tokens, k: int) -> int:
    """1 where `số` at `k` is the number of something that is counted (`số thanh niên thất nghiệp`)."""
    if tokens.low(k) != "số" or units.is_compound(tokens, k - 1, 2) or units.noun_length(tokens, k) > 1:
        return 0
    unit = units.counted(tokens, k + 1)
    return int(unit is not None and unit.known)


_MAKES: Final = frozenset(["làm", "gây", "khiến", "giúp", "hưởng", "rằng", "góp", "nâng", "mang", "sẽ"])


def _measuring(tokens: Tokens, k: int, n: int) -> bool:
    """Whether the `n` tokens at `k` are a measuring noun, not a verb (`để xuất khẩu`) or part of a word
    (`tổng cục`)."""
    if units.noun_length(tokens, k) > n or tokens.low(k - 1) in ("chủ", "nhà", "bộ", "cục", "sở", "ngành"):
        return False
    if tokens.phrase(k - 3, 4) == "giấy tờ có giá":
        return False
    if units.is_compound(tokens, k - 1, 2) and not tables().heads.match(tokens, k - 1):
        return False  # đánh giá, bán hàng
    return tokens.low(k) in _NOUNS or not _verbal(tokens, k)


# First syllables of measuring nouns that are no verbs: cần|kinh phí, để|chi phí.
_NOUNS: Final = word_set("số tổng kinh mức giá tỷ tỉ diện chiều doanh lợi vốn tiền khoản độ nhiệt sản năng kim")


def _verbal(tokens: Tokens, k: int) -> bool:
    return tokens.low(k - 1) in ("để", "đã", "sẽ", "được", "cần", "phải", "đang", "bị", "không", "cùng")


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
