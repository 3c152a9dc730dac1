"""Whether two quantities are of one kind and unit: factors between units, and words for one thing."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from typing import Final, Literal

from summarizer.facts.model import Figure, Number
from summarizer.text.data import entries, load

_NOUNS: Final = load(__package__, "data", "nouns.toml")
_CLASSIFIERS: Final = frozenset(entries(_NOUNS["classifiers"]))
_ONE_THING: Final = tuple(map(frozenset, _NOUNS["one_thing"]))
"""Groups of words that may count one thing."""
_ALONE: Final = _CLASSIFIERS.union(entries(_NOUNS["heads"]), entries(_NOUNS["containers"]))
"""Nouns that are counted by themselves."""
_FACTORS: Final = {
    unit.lower(): (base, Fraction(times))
    for unit, (base, times) in load(__package__, "data", "units.toml")["factors"].items()
}


def numbers(figure: Figure) -> tuple[Fraction, ...]:
    """The values of a quantity, exact; empty for dates and periods."""
    if isinstance(figure.value, str):
        return ()
    values: Iterable[Number] = figure.value if isinstance(figure.value, tuple) else (figure.value,)
    return tuple(Fraction(str(v)) if isinstance(v, float) else Fraction(v) for v in values)


def cut_short(noun: str) -> bool:
    """Whether a counted noun is a syllable that is not counted by itself: `600 niệm`, cut off `niệm phật đường`."""
    return " " not in noun and noun not in _ALONE


def base_unit(unit: str | None) -> tuple[str, Fraction]:
    """The unit that amounts are compared in, and how many of it one `unit` is (`km` → m, 1000); denominators stay."""
    top, _, below = (unit or "").lower().replace("/vạn ", "/10.000 ").partition("/")
    name, factor = _FACTORS.get(top, (top, Fraction(1)))
    return (f"{name}/{below}" if below else name), factor


def amounts(figure: Figure) -> tuple[Fraction, ...]:
    """The values of a quantity in its base unit, exact; empty for dates and periods."""
    factor = base_unit(figure.unit)[1]
    return tuple(value * factor for value in numbers(figure))


def relate_units(a: Figure, b: Figure) -> Literal["same", "loose"] | None:
    """Whether the units are the same, loosely so (one is missing or names the thing more fully), or at odds."""
    x, y = base_unit(a.unit)[0], base_unit(b.unit)[0]
    if x == y:
        return "same"
    if not x or not y:
        return "loose"
    if a.kind == "money" or b.kind == "money":
        # 99 triệu đồng for 99 triệu đồng/người/năm leaves out what it is counted by
        same = a.kind == b.kind and x.partition("/")[0] == y.partition("/")[0]
        return "loose" if same and ("/" in x) != ("/" in y) else None
    if a.kind == "percent":
        return "loose" if {x, y} == {"%", "điểm phần trăm"} or (x.startswith("%") and y.startswith("%")) else None
    return "loose" if _related(x, y) else None


def _related(x: str, y: str) -> bool:
    """Whether two counted things may be the same: one name within the other (`hộ`, `hộ nghèo`), or words for one
    thing."""
    a, b = x.replace(",", "").split(), y.replace(",", "").split()
    short, long = sorted((a, b), key=len)
    if long[: len(short)] == short or long[-len(short) :] == short:
        return True
    if short[0] in _CLASSIFIERS and long == short[1:]:
        return True
    return any(x in group and y in group for group in _ONE_THING)
