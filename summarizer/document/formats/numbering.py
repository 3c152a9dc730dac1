"""The numbers that Word sets before paragraphs: they stand in no text, but are counted from `numbering.xml`."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from summarizer.document.formats.wordml import W, value

if TYPE_CHECKING:
    from docx.document import Document
    from lxml.etree import _Element

_PLACE: Final = re.compile(r"%(\d)")
_MOST: Final = 260  # letters and Roman figures of more than this are no numbering that anyone reads
_ROMAN: Final = ((100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))


@dataclass(frozen=True, slots=True)
class _Level:
    """One level of a list: `form` is a `w:numFmt`, `text` the label with `%1` … for the counts."""

    form: str = "bullet"
    text: str = ""
    start: int = 1
    style: str | None = None


@dataclass
class Numbering:
    """Counts through the numbered paragraphs of one document; ask for their labels in order."""

    levels: dict[str, dict[int, _Level]] = field(default_factory=dict)
    """By list (`w:num`) and depth."""

    counter_of: dict[str, str] = field(default_factory=dict)
    """Lists that count on together share a counter: those of one abstract list, unless one starts anew."""

    _counts: dict[str, dict[int, int]] = field(default_factory=dict)

    def depth_of_style(self, number: str, style: str) -> int:
        """The depth at which paragraphs of a style (a heading, say) stand in list `number`."""
        return next((depth for depth, level in self.levels.get(number, {}).items() if level.style == style), 0)

    def label(self, number: str, depth: int) -> str:
        """What stands before the next paragraph of list `number`: `I.`, `1.2.`, `a)`, `-`; empty for nothing."""
        levels = self.levels.get(number, {})
        level = levels.get(depth, _Level())
        if level.form == "bullet":
            return "-"
        counts = self._counts.setdefault(self.counter_of.get(number, number), {})
        counts[depth] = counts.get(depth, level.start - 1) + 1
        for deeper in [other for other in counts if other > depth]:
            del counts[deeper]

        def shown(place: re.Match[str]) -> str:
            at = int(place[1]) - 1
            other = levels.get(at, level)
            return _written(counts.get(at, other.start), other.form)

        return _PLACE.sub(shown, level.text).strip()


def read(document: Document) -> Numbering:
    """The lists of `document`; none where it has no numbering part."""
    part = next((rel.target_part for rel in document.part.rels.values() if rel.reltype.endswith("/numbering")), None)
    root: _Element | None = getattr(part, "element", None)
    if root is None:
        return Numbering()
    abstract = {_id(element, "abstractNumId"): _levels(element) for element in root.iter(f"{W}abstractNum")}
    found = Numbering()
    for element in root.iter(f"{W}num"):
        number, base = _id(element, "numId"), value(element, "abstractNumId") or ""
        found.levels[number] = dict(abstract.get(base, {}))
        anew = False
        for change in element.iter(f"{W}lvlOverride"):
            depth, start = int(_id(change, "ilvl") or 0), value(change, "startOverride")
            if start is not None:
                old = found.levels[number].get(depth, _Level())
                found.levels[number][depth] = _Level(old.form, old.text, int(start), old.style)
                anew = True
        found.counter_of[number] = f"num {number}" if anew else base
    return found


def _levels(element: _Element) -> dict[int, _Level]:
    return {
        int(_id(level, "ilvl") or 0): _Level(
            value(level, "numFmt") or "decimal",
            value(level, "lvlText") or "",
            int(value(level, "start") or 1),
            value(level, "pStyle"),
        )
        for level in element.iter(f"{W}lvl")
    }


def _id(element: _Element, name: str) -> str:
    return element.get(f"{W}{name}") or ""


def _written(count: int, form: str) -> str:
    if count < 1 or count > _MOST:
        return str(count)
    if form in ("lowerLetter", "upperLetter"):
        letter = chr(ord("a") + (count - 1) % 26) * ((count - 1) // 26 + 1)
        return letter.upper() if form == "upperLetter" else letter
    if form in ("lowerRoman", "upperRoman"):
        roman = ""
        for value, sign in _ROMAN:
            roman += sign * (count // value)
            count %= value
        return roman.upper() if form == "upperRoman" else roman
    if form == "none":
        return ""
    return f"{count:02d}" if form == "decimalZero" else str(count)
