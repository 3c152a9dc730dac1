"""Whether two quantities are of one kind and unit: factors between units, and words for one thing."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from functools import cache
from typing import Final, Literal

from summarizer.facts.model import Figure, Number
from summarizer.text.data import load


def same_kind(a: Figure, b: Figure) -> bool:
    """Whether two quantities are of one kind; counts and measures are one group."""
    group = {"measure": "count"}
    return group.get(a.kind, a.kind) == group.get(b.kind, b.kind)


def numbers(figure: Figure) -> tuple[Fraction, ...]:
    """The values of a quantity, exact; empty for dates and periods."""
    if isinstance(figure.value, str):
        return ()
    values: Iterable[Number] = figure.value if isinstance(figure.value, tuple) else (figure.value,)
    return tuple(Fraction(str(v)) if isinstance(v, float) else Fraction(v) for v in values)


_FACTORS: Final[dict[str, tuple[str, Fraction]]] = {
    "km": ("m", Fraction(1000)),
    "hải lý": ("m", Fraction(1852)),
    "cm": ("m", Fraction(1, 100)),
    "mm": ("m", Fraction(1, 1000)),
    "dm": ("m", Fraction(1, 10)),
    "ha": ("m2", Fraction(10_000)),
    "km2": ("m2", Fraction(10**6)),
    "tấn": ("kg", Fraction(1000)),
    "tạ": ("kg", Fraction(100)),
    "yến": ("kg", Fraction(10)),
    "g": ("kg", Fraction(1, 1000)),
    "mg": ("kg", Fraction(1, 10**6)),
    "ml": ("lít", Fraction(1, 1000)),
    "m3": ("lít", Fraction(1000)),
    "giờ": ("phút", Fraction(60)),
    "giây": ("phút", Fraction(1, 60)),
    "ngày": ("phút", Fraction(24 * 60)),
    "tuần": ("phút", Fraction(7 * 24 * 60)),
    "năm": ("tháng", Fraction(12)),
    "quý": ("tháng", Fraction(3)),
    "thập kỷ": ("tháng", Fraction(120)),
    "năm tù": ("tháng tù", Fraction(12)),
    "MW": ("kW", Fraction(1000)),
    "GW": ("kW", Fraction(10**6)),
    "W": ("kW", Fraction(1, 1000)),
    "MWh": ("kWh", Fraction(1000)),
    "GWh": ("kWh", Fraction(10**6)),
    "TB": ("GB", Fraction(1000)),
    "MB": ("GB", Fraction(1, 1000)),
}


@cache
def _classifiers() -> frozenset[str]:
    return frozenset(w.strip() for w in load(__package__, "data", "nouns.toml")["classifiers"].split(","))


def base_unit(unit: str | None) -> tuple[str, Fraction]:
    """The unit that amounts are compared in, and how many of it one `unit` is (`km` → m, 1000); denominators stay."""
    top, _, below = (unit or "").lower().replace("/vạn ", "/10.000 ").partition("/")
    name, factor = next(((n, f) for u, (n, f) in _FACTORS.items() if u.lower() == top), (top, Fraction(1)))
    return (f"{name}/{below}" if below else name), factor


def relate_units(a: Figure, b: Figure) -> Literal["same", "loose"] | None:
    """Whether the units are the same, loosely so (one is missing or names the thing more fully), or at odds."""
    x, y = base_unit(a.unit)[0], base_unit(b.unit)[0]
    if x == y:
        return "same"
    if not x or not y:
        return "loose"
    if a.kind == "money" or b.kind == "money":
        # 99 triệu đồng for 99 triệu đồng/người/năm leaves out what it is counted by
        return (
            "loose"
            if a.kind == b.kind and x.partition("/")[0] == y.partition("/")[0] and ("/" in x) != ("/" in y)
            else None
        )
    if a.kind == "percent":
        return "loose" if {x, y} == {"%", "điểm phần trăm"} or (x.startswith("%") and y.startswith("%")) else None
    return "loose" if _related(x, y) else None


_SAME_THINGS: Final = (
    frozenset({"người", "người dân", "dân", "nạn nhân", "khách", "cá nhân", "công dân"}),
    frozenset({"căn nhà", "nhà", "ngôi nhà", "căn", "nhà dân", "nhà ở"}),
    frozenset({"hộ", "hộ dân", "hộ gia đình", "gia đình"}),
    frozenset({"tỉnh", "tỉnh thành", "tỉnh, thành", "tỉnh, thành phố", "địa phương", "tỉnh thành phố"}),
    frozenset({"vụ", "vụ việc", "vụ án", "trường hợp"}),
    frozenset({"doanh nghiệp", "công ty", "đơn vị"}),
    frozenset({"nước", "quốc gia"}),
    frozenset({"ca", "ca mắc", "ca bệnh", "ca nhiễm", "trường hợp"}),
    frozenset({"lượt khách", "lượt", "khách", "lượt du khách", "du khách", "khách du lịch", "lượt khách du lịch"}),
    frozenset({"học sinh", "em", "trẻ", "trẻ em", "cháu", "học trò", "em học sinh"}),
    frozenset({"xe", "chiếc", "chiếc xe", "ô tô", "ôtô", "phương tiện"}),
    frozenset({"tàu", "tàu cá", "chiếc", "chiếc tàu", "tàu thuyền"}),
    frozenset({"bị cáo", "bị can", "người"}),
    frozenset({"cán bộ", "công chức", "người"}),
    frozenset({"đảng viên", "người"}),
    frozenset({"công nhân", "lao động", "người", "người lao động", "nhân viên"}),
)


def _related(x: str, y: str) -> bool:
    """Whether two counted things may be the same: one name within the other (`hộ`, `hộ nghèo`), or words for one
    thing."""
    a, b = x.replace(",", "").split(), y.replace(",", "").split()
    short, long = sorted((a, b), key=len)
    if long[: len(short)] == short or long[-len(short) :] == short:
        return True
    if short[0] in _classifiers() and long == short[1:]:
        return True
    return any(x in group and y in group for group in _SAME_THINGS)
