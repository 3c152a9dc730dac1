"""Whether two figures say the same amount: equal, honestly rounded, or the same in another form.

`relation` of `summarizer.facts.compare` decides on values and modifiers; here stands what only a brief needs: units
that a rewording may change, dates that a brief may shorten, amounts turned (`gấp 2,5 lần` is `tăng 150%`).
"""

from __future__ import annotations

import re
from functools import cache
from typing import Literal

from summarizer.brief.gate.lexicon import nouns
from summarizer.brief.gate.words import DIGITS, keys_of, syllables, terms
from summarizer.facts.compare import base_unit, relation
from summarizer.facts.model import Figure

Match = Literal["equal", "rounded", "unit", "none"]
_LOOSE = frozenset(
    [
        "chiếc",
        "cái",
        "cây",
        "con",
        "căn",
        "ngôi",
        "quả",
        "bộ",
        "tấm",
        "đợt",
        "loại",
        "dòng",
        "mặt_hàng",
        "nơi",
        "địa_điểm",
        "điểm",
        "đơn",
        "vị",
        "đơn_vị",
    ]
)


_EXACT = frozenset({"duration", "container", "goal", "medal"})
"""Classes whose nouns never stand for each other, though they share a word (`tháng tuổi`, `tuổi`)."""


def match(ours: Figure, theirs: Figure, our_text: str, their_text: str) -> Match:
    """How the brief's figure `ours` stands to the source's `theirs`; `unit`: the same number, but of another thing."""
    if ours.kind in ("date", "period") or theirs.kind in ("date", "period"):
        if ours.kind in ("date", "period") and theirs.kind in ("date", "period"):
            return "equal" if dates_agree(ours, theirs, our_text, their_text) else "none"
        return _span_of_time(ours, theirs, our_text, their_text)
    turned = _turned(ours, theirs)
    if turned:
        return turned
    if not _worth_comparing(ours, theirs):
        return "none"
    found = relation(ours, theirs)
    if found.verdict == "equal" or (found.verdict == "agrees" and found.reason in ("unit", "modifier", "part")):
        return "equal" if units_agree(ours.unit, theirs.unit) else "unit"
    if found.verdict == "differs" and found.reason == "modifier":
        return "equal"
    if found.verdict == "agrees":
        return _coarser(ours, theirs)
    a, b = _number(ours.value), _number(theirs.value)
    if a is None or b is None:
        return _compound(ours, theirs)
    if a == b and found.verdict == "incomparable":
        # 45 triệu đồng and 45 triệu USD, 120 hộ and 120 người; or two words for one thing
        return "equal" if units_agree(ours.unit, theirs.unit) else "unit"
    return "none"


def _number(value: object) -> float | None:
    return float(value) if isinstance(value, int | float) else None


def _worth_comparing(ours: Figure, theirs: Figure) -> bool:
    """A quick look that spares most pairs of a long article: values far apart have nothing to say to each other."""
    a, b = _number(ours.value), _number(theirs.value)
    if a is None or b is None or ours.unit != theirs.unit:
        return True
    return abs(a - b) <= 0.16 * max(abs(a), abs(b))


def _coarser(ours: Figure, theirs: Figure) -> Match:
    """Rounding is honest in a brief where the brief is the rounder of the two; a ratio that agrees is equal."""
    a, b = _number(ours.value), _number(theirs.value)
    if a is None or b is None:
        return "equal" if ours.kind in ("ratio", "percent") else _compound(ours, theirs)
    return _values(a * float(base_unit(ours.unit)[1]), b * float(base_unit(theirs.unit)[1]), ours, theirs)


def significant(value: float) -> int:
    """Number of significant digits of a value, trailing zeros not counted."""
    digits = f"{abs(value):.10f}".rstrip("0").rstrip(".").replace(".", "").strip("0")
    return max(1, len(digits))


def _rounds_to(exact: float, shown: float) -> bool:
    """Whether `shown` is `exact` rounded to as many significant digits as it shows."""
    digits = significant(shown)
    if exact == 0 or digits >= significant(exact):
        return False
    return abs(float(f"%.{digits - 1}e" % (exact * (1 + 1e-12))) - shown) <= 1e-9 * abs(shown)


def _values(a: float, b: float, ours: Figure, theirs: Figure) -> Match:
    if abs(a - b) <= 1e-9 * max(abs(a), abs(b), 1e-12):
        return "equal"
    if b == 0:
        return "none"
    off = (a - b) / abs(b)
    fewer = significant(a) < significant(b)
    if ours.modifier in ("over", "at_least") and -0.15 <= off < 0 and fewer:
        return "rounded"
    if ours.modifier in ("under", "at_most") and 0 < off <= 0.1 and fewer:
        return "rounded"
    if ours.modifier in ("approx", "estimate") and abs(off) <= 0.06 and fewer:
        return "rounded"
    if ours.modifier == "approx" and 0 < off <= 0.1 and fewer:
        return "rounded"
    if ours.modifier is None and abs(off) <= 0.012 and significant(a) >= 2 and _rounds_to(b, a):
        return "rounded"
    return "none"


def _turned(ours: Figure, theirs: Figure) -> Match | None:
    """Percent against times, ratio against percent or count."""
    a, b = _number(ours.value), _number(theirs.value)
    if ours.unit == "%" and theirs.unit == "lần" and a is not None and b is not None:
        return "equal" if min(abs(a - (b - 1) * 100), abs(a - b * 100)) < 0.5 else "none"
    if ours.unit == "lần" and theirs.unit == "%" and a is not None and b is not None:
        return "equal" if min(abs((a - 1) * 100 - b), abs(a * 100 - b)) < 0.5 else "none"
    if ours.kind == "percent" and theirs.kind == "ratio" and a is not None and isinstance(theirs.value, tuple):
        part, whole = float(theirs.value[0]), float(theirs.value[-1])
        return "equal" if whole and abs(100 * part / whole - a) < 0.51 else "none"
    if ours.kind == "ratio" and theirs.kind == "percent" and b is not None and isinstance(ours.value, tuple):
        part, whole = float(ours.value[0]), float(ours.value[-1])
        # `gần hai phần ba` for 62,3 %
        off = abs(100 * part / whole - b) if whole else 100.0
        return "equal" if off < 0.51 else "rounded" if off < 5.0 and whole < 10 and ours.modifier else "none"
    if ours.kind == "count" and theirs.kind == "ratio" and a is not None and isinstance(theirs.value, tuple):
        # 87 xã of 87/120 xã; the whole (120) is another thing and has to be said so
        return "equal" if a == float(theirs.value[0]) else "none"
    return None


def _compound(ours: Figure, theirs: Figure) -> Match:
    if isinstance(ours.value, tuple) and isinstance(theirs.value, tuple):
        if tuple(map(float, ours.value)) == tuple(map(float, theirs.value)):
            return "equal" if units_agree(ours.unit, theirs.unit) else "unit"
        return "none"
    a = _number(ours.value)
    hedged = ours.modifier in ("at_most", "under", "over", "at_least", "approx") or ours.trend == "reach"
    if a is not None and isinstance(theirs.value, tuple) and theirs.kind != "ratio" and hedged:
        # one end of a range, said as such
        return "equal" if a in tuple(map(float, theirs.value)) and units_agree(ours.unit, theirs.unit) else "none"
    return "none"


@cache
def _noun_class(key: str) -> frozenset[tuple[str, bool]]:
    found: set[tuple[str, bool]] = set()
    for name, entry in nouns().items():
        for general, words in ((True, entry["general"]), (False, entry["special"])):
            if any(key == "_".join(keys_of(w)) for w in words):
                found.add((name, general))
    return frozenset(found)


def _heads(unit: str) -> tuple[str, ...]:
    return tuple(t.key for t in terms(unit))


@cache
def units_agree(ours: str | None, theirs: str | None) -> bool:
    """Whether a brief may give `ours` where the source has `theirs`."""
    if ours == theirs or ours is None or theirs is None or {"VND", "tiền"} == {ours, theirs}:
        return True
    a, b = _heads(ours), _heads(theirs)
    if "/" in a and "/" in b:
        return _rates_agree(a, b)
    (x, factor), (y, other) = base_unit(ours), base_unit(theirs)
    if {x.split("/")[0], y.split("/")[0]} & {"vnd", "usd", "eur", "%"} or factor != 1 or other != 1:
        if "/" in x and "/" in y:
            return _rates_agree(a, b)
        return x.split("/")[0] == y.split("/")[0]
    one, two = _classes(a), _classes(b)
    if (a[:1] == ("điểm",) and _is_place(two)) or (b[:1] == ("điểm",) and _is_place(one)):
        # shops, schools: no goals
        return True
    shared = (set(a) & set(b)) - _LOOSE
    if one and two:
        for name, general in one:
            if name in _EXACT and any(n == name for n, _ in two):
                return a[: len(b)] == b or b[: len(a)] == a
            if any(n == name and (general or g or shared) for n, g in two):
                return True
        return bool(shared and not (one and two and not {n for n, _ in one} & {n for n, _ in two}))
    # a noun that the table does not know may be another word for the same thing: the words around have to tell
    return True


def _is_place(classes: frozenset[tuple[str, bool]]) -> bool:
    return bool({name for name, _ in classes} & {"company", "place", "building"})


def related(ours: str | None, theirs: str | None) -> bool:
    """Whether two counted nouns share a word or a class; nouns the table does not know may be anything."""
    if ours is None or theirs is None:
        return True
    a, b = _heads(ours), _heads(theirs)
    return bool(set(a) & set(b)) or bool({n for n, _ in _classes(a)} & {n for n, _ in _classes(b)})


def _classes(keys: tuple[str, ...]) -> frozenset[tuple[str, bool]]:
    for size in range(len(keys), 0, -1):
        found = _noun_class("_".join(keys[:size]))
        if found:
            return found
    return frozenset()


def _rates_agree(a: tuple[str, ...], b: tuple[str, ...]) -> bool:
    """`VND/người/tháng` may lose a denominator, but not change one."""
    one, two = _split(a), _split(b)
    if one[0] != two[0]:
        return False
    return set(one[1:]) <= set(two[1:]) or set(two[1:]) <= set(one[1:]) or not set(one[1:]) or not set(two[1:])


def _split(keys: tuple[str, ...]) -> list[tuple[str, ...]]:
    out: list[list[str]] = [[]]
    for key in keys:
        if key == "/":
            out.append([])
        else:
            out[-1].append(key)
    return [tuple(p) for p in out]


# ---- dates -----------------------------------------------------------------------------------------------------

_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4}
_DMY = re.compile(r"(?<!\d)(\d{1,2})\s?[/.-]\s?(\d{1,2})(?:\s?[/.-]\s?(\d{4}))?(?!\d)")
_MY = re.compile(r"(?<!\d)(\d{1,2})\s?[/-]\s?(\d{4})(?!\d)")
_SPAN = re.compile(r"(?<!\d)(\d{1,2})\s?[-–]\s?(\d{1,2})\s?/\s?(\d{1,2})(?![\d/])")
_CLOCK = re.compile(r"(\d{1,2})\s?(?:h|giờ|g|:)\s?(\d{1,2})?", re.IGNORECASE)


@cache
def date_parts(text: str) -> frozenset[tuple[str, int]]:
    """What a date or period names: day, month, year, quarter, clock, as (field, number); a range has several."""
    low = text.lower()
    out: set[tuple[str, int]] = set()
    for m in _CLOCK.finditer(low):
        out.add(("clock", int(m[1]) * 60 + int(m[2] or 0)))
    low = _CLOCK.sub(" ", low)
    for m in _SPAN.finditer(low):
        out |= {("day", int(m[1])), ("day", int(m[2])), ("month", int(m[3]))}
    low = _SPAN.sub(" ", low)
    for m in _MY.finditer(low):
        out |= {("month", int(m[1])), ("year", int(m[2]))}
    low = _MY.sub(" ", low)
    for m in _DMY.finditer(low):
        out |= {("day", int(m[1])), ("month", int(m[2]))}
        if m[3]:
            out.add(("year", int(m[3])))
    low = _DMY.sub(" ", low)
    for word, field in (("ngày", "day"), ("tháng", "month"), ("năm", "year"), ("quý", "quarter")):
        for m in re.finditer(rf"{word}\s+(\d{{1,4}}|[ivx]+\b)", low):
            out.add((field, _ROMAN.get(m[1]) or (int(m[1]) if m[1].isdigit() else 0)))
    out |= {("year", int(y)) for y in re.findall(r"(?<!\d)((?:19|20)\d\d)(?!\d)", low)}
    for m in re.finditer(r"(?<!ngày )(?<!\d)(\d{1,2})\s+(tháng|ngày|năm|quý|tuần)(?!\s*\d)", low):
        out.add((f"span_{m[2]}", int(m[1])))
    return frozenset(out)


def days_of(text: str) -> list[frozenset[tuple[str, int]]]:
    """The days that a range of dates is written with, each as (field, number) pairs."""
    return [frozenset({("day", int(m[1])), ("month", int(m[2]))}) for m in _DMY.finditer(_MY.sub(" ", text.lower()))]


def dates_agree(ours: Figure, theirs: Figure, our_text: str, their_text: str) -> bool:
    """Whether the brief's date is the source's, or a coarser one that holds it (`tháng 6` of `30/6`)."""
    mine, its = date_parts(our_text), date_parts(their_text)
    if mine and its:
        fields = {f for f, _ in its}
        given = {(f, n) for f, n in mine if f in fields}
        # the year may be added from the article's date: `ngày 9/12` is `9/12/2023`
        extra = {f for f, _ in mine} - fields
        if given and given <= its and (not extra or extra <= {"year"}) and not ("day" in fields and extra):
            return True
        if given and given <= its and extra <= {"year"} and _within(ours, theirs):
            return True
        return _same_range(ours, theirs)
    length = _length(our_text)
    if length is not None and length == _length(their_text):
        return True
    return _same_range(ours, theirs) or terms_equal(our_text, their_text)


def terms_equal(a: str, b: str) -> bool:
    """Whether two texts read the same after folding."""
    return [t.key for t in terms(a)] == [t.key for t in terms(b)]


def _same_range(ours: Figure, theirs: Figure) -> bool:
    return ours.date is not None and ours.date == theirs.date


def _within(ours: Figure, theirs: Figure) -> bool:
    a, b = ours.date, theirs.date
    if a is None or b is None or a.start is None or b.start is None:
        return True
    return a.start <= b.start and (a.end is None or b.end is None or b.end <= a.end)


def _span_of_time(ours: Figure, theirs: Figure, our_text: str, their_text: str) -> Match:
    """A length of time read once as a period and once as a measure (`9 tháng`, `5 năm`)."""
    mine, its = date_parts(our_text), date_parts(their_text)
    if mine and mine <= its:
        return "equal"
    ours_long, theirs_long = _length(our_text), _length(their_text)
    return "equal" if ours_long is not None and ours_long == theirs_long else "none"


def _length(text: str) -> float | None:
    """Minutes (or months, negative) of a time told by number and unit: `24 giờ qua`, `một ngày qua`."""
    keys = [t.key for t in syllables(text)]
    for k in range(len(keys) - 1):
        number = DIGITS.get(keys[k], keys[k])
        unit, factor = base_unit(keys[k + 1])
        if number.isdigit() and unit in ("phút", "tháng"):
            return int(number) * float(factor) * (1.0 if unit == "phút" else -1.0)
    return None
