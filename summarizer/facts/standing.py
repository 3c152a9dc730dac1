"""How a figure stands among the others of its sentence and article, as features for `salience`.

The first or largest of its kind in a sentence, one that the title or another sentence repeats, one inside a directive
or its deadline; and settings that make a figure incidental: the profile of a company, the wages of a culprit.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from summarizer.document.model import Article, Sentence, Span
from summarizer.facts.lexicon import word_set
from summarizer.facts.model import Directive, Figure
from summarizer.facts.tokens import Tokens

Features = dict[str, float]


@dataclass(frozen=True, slots=True)
class Sighting:
    """A figure with the sentence it stands in: `tokens` of that sentence, the figure over tokens `[start, end)`."""

    figure: Figure
    sentence: Sentence
    index: int
    tokens: Tokens
    start: int
    end: int
    left: int


_TIMES: Final = ("date", "period")
_YEAR: Final = re.compile(r"\b(?:19|20)\d\d\b")
_PLACES: Final = word_set("tỉnh huyện xã quận phường thành nước quốc địa bộ")
_KINDS: Final = word_set("loại nguyên yếu phương giai bước mặt ngành nhóm lĩnh bên môn tầng phần vấn điểm")
_REPORTS: Final = word_set("cáo quả kỳ hội họp")
_WAGES: Final = frozenset(["hưởng", "lương", "công"])
_PROFILE: Final = (
    "được thành lập",
    "thành lập năm",
    "thành lập từ",
    "tiền thân",
    "có trụ sở",
    "vốn điều lệ",
    "nằm ở",
    "tọa lạc",
)
_BACK: Final = 3  # sentences of the paragraph looked at
_LONGEST: Final = 2000  # code points of a sentence searched for a profile


def size(figure: Figure) -> float:
    """The amount of a figure as one number without its sign, the larger end of a range; 0 for a date."""
    value = figure.value
    if isinstance(value, str):
        return 0.0
    return float(max(map(abs, value))) if isinstance(value, tuple) else float(abs(value))


class Standing:
    """What all figures of an article share for these features."""

    def __init__(self, article: Article, sightings: Sequence[Sighting], directives: Iterable[Directive]) -> None:
        self._article = article
        quantities = [s for s in sightings if s.figure.kind not in _TIMES]
        self._values = Counter(str(s.figure.value) for s in quantities)
        self._titled = {(s.figure.unit, str(s.figure.value)) for s in quantities if s.sentence.role == "title"}
        self._first: dict[int, int] = {}
        self._units: dict[tuple[int, str | None], list[Figure]] = {}
        for s in quantities:
            self._first.setdefault(s.index, s.start)
            self._units.setdefault((s.index, s.figure.unit), []).append(s.figure)
        times = [s for s in sightings if s.figure.kind in _TIMES]
        named = Counter(year for s in times for year in _YEAR.findall(str(s.figure.value)))
        self._latest = max(named, default="")
        self._top = named.most_common(1)[0][0] if named else ""
        self._opening = min(
            (i for i, s in enumerate(article.sentences) if s.role not in ("title", "furniture")), default=0
        )
        self._first_period = next((s.figure.span.start for s in times if s.figure.kind == "period"), -1)
        ordered = sorted(directives, key=lambda d: d.span)
        self._orders = _Spans(d.span for d in ordered)
        self._deadlines = _Spans(sorted({d.deadline for d in ordered if d.deadline is not None}))
        self._profiles: dict[int, float] = {}

    def features(self, s: Sighting) -> Features:
        """The features of one figure; absent ones are 0."""
        out: Features = {"profile": self._profile(s)}
        if s.figure.kind in _TIMES:
            self._time(out, s)
        else:
            self._quantity(out, s)
        return out

    def _time(self, out: Features, s: Sighting) -> None:
        before = s.tokens.low(s.left - 1)
        start = s.figure.span.start
        out["directive deadline"] = float(self._deadlines.hold(start))
        out["directive time"] = float(self._orders.hold(start))
        ahead = s.tokens.lows[max(0, s.start - 10) : s.start]
        years = _YEAR.findall(str(s.figure.value))
        out["front date"] = float(s.index == self._opening and s.start <= 4 and s.figure.kind == "date")
        out["front later"] = float(s.index > self._opening and s.start <= 3)
        out["upcoming"] = float(not {"tới", "này"}.isdisjoint(s.tokens.lows[s.end : s.end + 3]))
        out["planned"] = float("sẽ" in ahead or "dự" in ahead)
        out["since"] = float(before in ("từ", "kể", "hồi"))
        out["versus"] = float("so với" in " ".join(ahead[-5:]))
        out["first period"] = float(start == self._first_period)
        if years:
            out["latest year"] = float(years[-1] == self._latest)
            out["top year"] = float(years[-1] == self._top)
        out["as of"] = float("tính" in s.tokens.lows[max(0, s.left - 4) : s.left])  # tính đến hết tháng 10
        if s.figure.kind == "date" and str(s.figure.value).lower().startswith("tháng"):
            out["month report"] = float(before in _REPORTS)  # báo cáo tháng 10, phiên họp thường kỳ tháng 10

    def _quantity(self, out: Features, s: Sighting) -> None:
        f, tokens = s.figure, s.tokens
        value = str(f.value)
        out["repeated quantity"] = float(self._values[value] > 1)
        out["title value"] = float(s.sentence.role != "title" and (f.unit, value) in self._titled)
        out["first quantity"] = float(self._first[s.index] == s.start)
        same = self._units[s.index, f.unit]
        if len(same) > 1:
            out["first of unit"] = float(same[0] is f)
            out["largest of unit"] = float(len(same) < 100 and size(f) >= max(size(other) for other in same))
        out["bracketed money"] = float(f.kind == "money" and tokens.low(s.left - 1) == "(")
        if f.kind == "measure":
            out["bare measure"] = float(f.indicator is None and f.trend is None and f.modifier is None)
            out["named measure"] = float(f.indicator is not None)
        if f.kind in ("percent", "money"):
            out["wages"] = float(not _WAGES.isdisjoint(tokens.lows[max(0, s.start - 12) : s.start]))
        if f.kind == "count" and f.unit:
            head = f.unit.split(" ")[0].rstrip(",")
            out["count places"] = float(head in _PLACES)
            out["count kinds"] = float(head in _KINDS)

    def _profile(self, s: Sighting) -> float:
        """Whether the paragraph up to here is the profile of a place or company (`… được thành lập năm 2006`)."""
        known = self._profiles.get(s.index)
        if known is None:
            sentences, text = self._article.sentences, self._article.text
            first = max(0, s.index - _BACK)
            while first < s.index and "\n" in text[sentences[first].end : s.sentence.start]:
                first += 1
            words = text[sentences[first].start : s.sentence.end][-_LONGEST:].lower()
            known = self._profiles[s.index] = float(any(cue in words for cue in _PROFILE))
        return known


class _Spans:
    """Spans in order, asked whether one of them holds an offset."""

    def __init__(self, spans: Iterable[Span]) -> None:
        self._spans = list(spans)
        self._starts = [span.start for span in self._spans]

    def hold(self, offset: int) -> bool:
        i = bisect_right(self._starts, offset) - 1
        return i >= 0 and offset < self._spans[i].end
