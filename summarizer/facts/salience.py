"""How much a figure matters: what a desk editor would put in a brief.

A logistic model over features of the figure, its clause and its place in the article. `scripts/fit_salience.py` fits
the weights on annotated articles and writes them to `data/salience.toml`; here they are only applied.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final

from summarizer.document.model import Article
from summarizer.facts.lexicon import load, word_set
from summarizer.facts.model import Directive, Figure, FigureKind
from summarizer.facts.standing import Features, Sighting, Standing, size
from summarizer.facts.tokens import Tokens

_WORD = re.compile(r"[^\W\d_]+")
_PERSONAL: Final = ("tuổi", "tháng tuổi", "năm tuổi")
_DURATIONS: Final = ("giây", "phút", "giờ", "ngày", "đêm", "tuần", "tháng", "năm", "thập kỷ")
_HORIZON: Final = frozenset(["đến", "trước", "tới", "hạn", "hết", "chậm"])
_GOALS: Final = frozenset(
    [
        "phấn đấu",
        "mục tiêu",
        "hoàn thành",
        "kế hoạch",
        "dự kiến",
        "yêu cầu",
        "phải",
        "khởi công",
        "đưa vào",
        "thời hạn",
        "cần",
        "sẽ",
        "chỉ tiêu",
    ]
)
_PAST: Final = frozenset(
    [
        "thành lập",
        "trước đó",
        "trước đây",
        "từng",
        "khởi công từ",
        "sinh năm",
        "từ năm",
        "kể từ",
        "lần đầu",
        "năm ngoái",
        "như đã",
        "thời điểm",
    ]
)
_RESULTS: Final = frozenset(
    [
        "phát hiện",
        "xử lý",
        "thiệt hại",
        "chết",
        "bị thương",
        "thu giữ",
        "khởi tố",
        "bắt",
        "kỷ luật",
        "thu hồi",
        "hỗ trợ",
        "thất thoát",
        "chiếm đoạt",
        "tử vong",
        "mất tích",
    ]
)
_BACKGROUND: Final = (
    "được thành lập",
    "trước đó",
    "trước đây",
    "nguyên",
    "từng",
    "như đã đưa",
    "theo quy định",
    "bao gồm",
    "một số dự án",
    "vốn là",
    "khi đó",
    "nằm trong",
)
_ORDERS: Final = ("yêu cầu", "đề nghị", "giao ", "chỉ đạo", "phải ", "khẩn trương", "phấn đấu", "mục tiêu")
_PERKS: Final = (
    "hưởng",
    "mỗi người",
    "tiền công",
    "mức lương",
    "quãng đường",
    "cách trung tâm",
    "chiều dài",
    "diện tích",
)
_EVENT: Final = frozenset(["sáng", "chiều", "tối", "trưa", "đêm", "hôm", "rạng"])
_FUNCTION: Final = word_set(
    "và của các cho là được trong có với tại về từ một những để vào đến bị năm này ra ngày khi đã sẽ"
)


@dataclass(frozen=True)
class Context:
    """What all figures of an article share."""

    title: frozenset[str]
    values: Counter[tuple[FigureKind, str]]
    first_time: int
    top_money: float
    body: int
    latest_year: int
    density: Counter[int]
    quantities: int
    largest: dict[str, float]
    sentences: dict[int, _Sentence]
    standing: Standing


@dataclass(frozen=True, slots=True)
class _Sentence:
    """What the figures of one sentence share: cue words as 0 or 1, and its overlap with the title."""

    overlap: float
    results: float
    past: float
    background: float
    order: float
    perk: float
    years: tuple[str, ...]
    examples: int  # the token from which on it lists examples (`như: …`)


def _sentence(tokens: Tokens, title: frozenset[str]) -> _Sentence:
    words = " ".join(tokens.lows[:_LONGEST])

    def any_of(cues: Iterable[str]) -> float:
        return float(any(cue in words for cue in cues))

    overlap = len(title.intersection(tokens.lows)) / max(4, len(title)) if title else 0.0
    years = tuple(w for w in tokens.lows[:_LONGEST] if len(w) == 4 and w.isdigit() and "1900" <= w <= "2100")
    return _Sentence(
        overlap,
        results=any_of(_RESULTS),
        past=any_of(_PAST),
        background=any_of(_BACKGROUND),
        order=any_of(_ORDERS),
        perk=any_of(_PERKS),
        years=years,
        examples=next(
            (k for k in range(min(len(tokens), _LONGEST)) if tokens.low(k) == "như" and tokens.low(k + 1) == ":"),
            len(tokens),
        ),
    )


_LONGEST: Final = 400  # tokens of a sentence searched for cues


def context(article: Article, sightings: Sequence[Sighting], directives: Iterable[Directive]) -> Context:
    """The article's side of the features."""
    title = frozenset(w.lower() for w in _WORD.findall(article.title_text)) - _FUNCTION
    values = Counter((s.figure.kind, str(s.figure.value)) for s in sightings)
    times = [n for n, s in enumerate(sightings) if s.figure.kind == "date"]
    money = [size(s.figure) for s in sightings if s.figure.kind == "money"]
    years = [
        int(y)
        for s in sightings
        if s.figure.kind == "period"
        for y in re.findall(r"\b(?:19|20)\d\d\b", str(s.figure.value))
    ]
    density = Counter(s.index for s in sightings if s.figure.kind not in ("date", "period"))
    largest: dict[str, float] = {}
    for s in sightings:
        if s.figure.unit is not None:
            largest[s.figure.unit] = max(largest.get(s.figure.unit, 0.0), size(s.figure))
    body = max((s.index for s in sightings), default=0)
    last = max((i for i, s in enumerate(article.sentences) if s.role != "furniture"), default=0)
    return Context(
        title=title,
        values=values,
        first_time=times[0] if times else -1,
        top_money=max(money, default=0.0),
        body=max(body, last, 1),
        latest_year=_present(article, years),
        density=density,
        quantities=sum(density.values()),
        largest=largest,
        sentences={},
        standing=Standing(article, sightings, directives),
    )


def _present(article: Article, years: list[int]) -> int:
    """The year that the article speaks from: its date's, else the year it names most."""
    if article.date is not None:
        return article.date.year
    counted = Counter(years)
    return max(counted, key=lambda y: (counted[y], y)) if counted else 0


def features(sighting: Sighting, n: int, shared: Context) -> Features:
    """The features of figure `n` of an article, by name; absent ones are 0."""
    f, tokens = sighting.figure, sighting.tokens
    out: Features = {"bias": 1.0, f"kind {f.kind}": 1.0}
    place = sighting.index / shared.body
    out["place"] = place
    out["early"] = float(sighting.index <= 2)
    out["late"] = float(place > 0.85)
    out["few figures"] = 1.0 / (1.0 + shared.quantities / 8)
    out["title"] = float(sighting.sentence.role == "title")
    out["heading"] = float(sighting.sentence.role == "heading")
    near = " ".join(tokens.lows[max(0, sighting.start - 12) : sighting.start])
    told = shared.sentences.get(sighting.index)
    if told is None:
        told = shared.sentences[sighting.index] = _sentence(tokens, shared.title)
    overlap = told.overlap
    out["overlap"] = overlap if sighting.sentence.role != "title" else 0.5
    out["repeated"] = float(shared.values[(f.kind, str(f.value))] > 1)
    quantities = shared.density[sighting.index]
    out["density"] = min(quantities, 6) / 6
    out["bracketed"] = float(tokens.low(sighting.left - 1) == "(")
    out["bracketed measure"] = out["bracketed"] * float(f.kind == "measure")
    out["results"] = told.results
    past = bool(told.past)
    goal = any(cue in near for cue in _GOALS)
    out["examples"] = float(told.examples < sighting.start)
    out["breakdown"] = float("trong đó" in near or "gồm" in near)
    out["background"] = told.background
    out["order"] = told.order
    out["late apart"] = out["late"] * (1.0 - min(1.0, 2 * told.overlap))
    out["perk"] = told.perk
    if shared.latest_year:
        out["beside an old year"] = float(any(int(y) < shared.latest_year - 1 for y in told.years))
    if f.kind in ("date", "period"):
        _time(out, sighting, n, shared, near, goal=goal, past=past, quantities=quantities)
    else:
        _quantity(out, sighting, shared, goal=goal, past=past)
    out.update(shared.standing.features(sighting))
    return out


def _time(
    out: Features, sighting: Sighting, n: int, shared: Context, near: str, *, goal: bool, past: bool, quantities: int
) -> None:
    f, tokens = sighting.figure, sighting.tokens
    before = tokens.low(sighting.left - 1)
    text = str(f.value).lower()
    kind = "date" if f.kind == "date" else "period"
    out[f"{kind} first"] = float(n == shared.first_time)
    out[f"{kind} early"] = out["early"]
    out[f"{kind} horizon"] = float(before in _HORIZON or tokens.low(sighting.left - 2) in _HORIZON)
    out[f"{kind} goal"] = float(goal)
    out[f"{kind} past"] = float(past)
    out[f"{kind} event"] = float(before in _EVENT)
    out[f"{kind} in"] = float(before in ("trong", "vào"))
    out[f"{kind} compared"] = float("cùng kỳ" in near[-24:] or "so với" in near[-24:])
    out[f"{kind} since"] = float(before == "từ")
    out[f"{kind} with quantity"] = float(quantities > 0)
    out[f"{kind} title"] = out["title"]
    after = " ".join(tokens.lows[sighting.end : sighting.end + 5])
    out["year horizon"] = float(
        f.kind == "period" and before in ("đến", "tới") and tokens.low(sighting.left - 2) not in ("tính", "từ")
    )
    out["deadline"] = float(
        (before in ("trước", "hết", "đến", "tới") or (before in ("trong", "vào", "thành") and goal))
        and "cùng kỳ" not in near
    )
    out[f"{kind} will"] = float(
        any(w in after for w in ("sẽ", "phải", "phấn đấu", "hoàn thành", "trở thành", "có ít nhất", "tối thiểu"))
    )
    out["will"] = out[f"{kind} will"]
    out[f"{kind} order"] = out["order"]
    out[f"{kind} ordered"] = out["order"] * float(before in ("trong", "vào", "trước", "đến", "từ"))
    out["clock"] = float(bool(re.match(r"\d{1,2}\s?(h|giờ|:|g)", text)))
    out["month"] = float(text.startswith("tháng"))
    years = [int(y) for y in re.findall(r"\b(?:19|20)\d\d\b", text)]
    if years and shared.latest_year:
        out["future year"] = float(years[-1] > shared.latest_year)
        out["past year"] = float(years[-1] < shared.latest_year)
        out["old year"] = float(years[-1] < shared.latest_year - 1)
        out["future goal"] = float(years[-1] >= shared.latest_year and goal)
    out["era"] = float(text.startswith(("giai đoạn", "nhiệm kỳ")))
    out["counted period"] = float(text[0].isdigit() and f.kind == "period")


def near_text(tokens: Tokens, i: int) -> str:
    """The eight words before token `i`."""
    return " ".join(tokens.lows[max(0, i - 8) : i])


def _share(figure: Figure, shared: Context) -> float | None:
    """A value as a share of the largest one with its unit; None for percentages, ratios and lone units."""
    if figure.unit is None or figure.kind in ("percent", "ratio") or not shared.largest.get(figure.unit):
        return None
    return size(figure) / shared.largest[figure.unit]


def _quantity(out: Features, sighting: Sighting, shared: Context, *, goal: bool, past: bool) -> None:
    f, tokens = sighting.figure, sighting.tokens
    unit = f.unit or ""
    top = unit.partition("/")[0]
    out["trend"] = float(f.trend is not None)
    out["modifier"] = float(f.modifier is not None)
    out["indicator"] = float(f.indicator is not None)
    out["basis"] = float(f.basis is not None)
    out["goal"] = float(goal)
    out["past"] = float(past)
    out["age"] = float(top in _PERSONAL)
    out["duration"] = float(f.kind == "measure" and top in _DURATIONS)
    out["sentence"] = float(top in ("năm tù", "tháng tù"))
    out["detention"] = out["duration"] * float("tạm giam" in near_text(tokens, sighting.start))
    out["record"] = out["duration"] * float(tokens.low(sighting.start - 1) == "nhất")
    out["times"] = float(top == "lần")
    out["smaller"] = 1.0 - size_share if (size_share := _share(f, shared)) is not None else 0.0
    out["each"] = float(
        tokens.low(sighting.start - 1) in ("mỗi", "từng") or "mỗi người" in near_text(tokens, sighting.start)
    )
    out["plain percent"] = float(f.kind == "percent" and f.trend is None and f.basis is None and f.modifier is None)
    out["distance"] = float(f.kind == "measure" and top in ("km", "m") and f.indicator is None)
    amount = size(f)
    if f.kind == "money":
        out["money share"] = amount / shared.top_money if shared.top_money else 0.0
        out["money size"] = min(math.log10(amount + 1), 14) / 14
        out["money per"] = float("/" in unit)
    if f.kind in ("count", "ratio"):
        out["count one"] = float(amount == 1)
        out["count few"] = float(2 <= amount <= 4)
        out["count words"] = float(not tokens.low(sighting.start)[:1].isdigit())
        out["count large"] = min(math.log10(amount + 1), 6) / 6
        out["count people"] = float(top.split(" ")[0] in ("người", "hộ", "nạn", "bị", "học", "sinh", "công", "cán"))
        out["count case"] = float(top.startswith(("vụ", "ca")))
        named = set(top.split()) - _FUNCTION
        out["count in title"] = float(bool(named) and named <= shared.title)
        out["count this"] = float(tokens.low(sighting.end) in ("này", "đó", "trên", "kia"))
        out["one of"] = float(tokens.phrase(sighting.left - 2, 2) in ("một trong", "là một"))
    if f.indicator is not None:
        named = {w.lower() for w in _WORD.findall(f.indicator.of(tokens.text))} - _FUNCTION
        out["indicator in title"] = len(named & shared.title) / max(1, len(named))


@dataclass(frozen=True)
class Model:
    """Weights by feature name, and the salience from which a figure is key."""

    weights: dict[str, float]
    threshold: float

    def score(self, given: Features) -> float:
        """The salience of a figure, 0…1."""
        weights = self.weights
        z = 0.0
        for name, value in given.items():
            if value and name in weights:
                z += weights[name] * value
        return 1 / (1 + math.exp(-max(-30.0, min(30.0, z))))


@cache
def model() -> Model:
    """The fitted model.

    Raises:
        FileNotFoundError: the weights are missing; run `scripts/fit_salience.py`.
    """
    data = load("salience")
    return Model({str(k): float(v) for k, v in data["weights"].items()}, float(data["threshold"]))


def scores(article: Article, sightings: Sequence[Sighting], directives: Iterable[Directive]) -> list[float]:
    """The salience of each figure of an article, in order."""
    shared = context(article, sightings, directives)
    fitted = model()
    return [fitted.score(features(s, n, shared)) for n, s in enumerate(sightings)]
