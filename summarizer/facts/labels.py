"""What a figure's row is called: the words that the marker points at, cleaned, or none rather than a bad one.

And how a figure is meant: told as a result, as a plan or target, as an estimate, or under a condition.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Final

from summarizer.document.model import Article, Span
from summarizer.engines.base import Slot
from summarizer.facts import units
from summarizer.facts.model import Figure, Modality
from summarizer.facts.parting import opens_actions
from summarizer.text.data import entries, load, word_set
from summarizer.text.phrases import alternatives

LABEL_SURE: Final = 0.35
"""A label below this confidence is left out; chosen on development rows."""

_DATA: Final = load(__package__, "data", "labels.toml")
_NO_VERB, _ALONE = (word_set(_DATA[name]) for name in ("no_verb", "alone"))
_ANY: Final = {name: alternatives(entries(text)) for name, text in _DATA["any"].items()}
_OPENING: Final = re.compile(rf"(?:(?:{_ANY['opening']}|cho(?! phép| vay| thuê))\s+)+(?=\w)", re.IGNORECASE)
_CLOSING: Final = re.compile(rf"(?:[\s,;(]+(?:{_ANY['closing']}))+$|\s*(?:\([^()]*|“[^”]*)$", re.IGNORECASE)
"""Also a bracket that is opened and not closed."""
_AT: Final = re.compile(r"(?:trên|tại|ở|theo|đối với)\s[^,;]+,\s(?=\w)", re.IGNORECASE)
"""Before the name itself: `Trên thị trường quốc tế, giá dầu`."""
_APART: Final = re.compile(r"[^:;]*;")
_JOINS: Final = re.compile(r"\s?(?:và\s|,)")
_JOINED: Final = re.compile(r"(?:\svà|,)\s$")
_CONDITION: Final = re.compile(r"(?<!\w)(?:nếu|giả sử|trong trường hợp|trừ khi|loại trừ)(?!\w)", re.IGNORECASE)
_MEANT: Final[dict[Modality, str]] = {
    "estimate": r"(?:dự báo|dự đoán|ước tính|dự kiến).*(?<!\w)sẽ|ước|dự kiến|dự báo",
    "plan": r"mục tiêu(?! (?:ở|tại|quân sự)(?!\w))|(?<!%\s)(?:chỉ tiêu(?! thụ)|(?!(?-i:K\w+ \w+ (?:và )?[A-ZĐ]))kế hoạch"
    r"|dự toán)|(?<!tính )đến năm|" + _ANY["plan"],
    "result": "khiến|đã|đạt được|thực hiện được|hiện có|kết quả",
}
_FROM: Final = re.compile(r"(?<!\w)từ\s(?:(?:khoảng|gần|hơn|trên|dưới|mức)\s)*$", re.IGNORECASE)
_ONTO: Final = re.compile(r"\s(?:lên|xuống|thành|còn)(?!\w)")
"""`nâng từ 5% | lên 7%`: where it stands now."""
_CUES: Final = [(re.compile(rf"(?<!\w)(?:{words})(?!\w)", re.IGNORECASE), kind) for kind, words in _MEANT.items()]
_HANGING: Final = " ,;:.-–(|"
_PAST: Final = re.compile(r"[,;\n]\s|(?<!\w)(?:thì|nhưng|trong khi)(?!\w)")
"""Words behind a figure are its own up to here."""
_DIGIT: Final = re.compile(r"\d")
_YEAR: Final = re.compile(
    r"(?:năm|quý|tháng|giai đoạn|lớp|khối|loại|cấp|bước|số)\s+[\d/ -]+|\d+ (?:tháng|quý)|(?:19|20)\d\d", re.IGNORECASE
)
_BAD: Final = re.compile(
    r"(?:so với|trong|tại|ở|do|vì|nhờ|theo|khi|nếu|bị(?! can| cáo| hại| đơn)|được)\s|(?:số tiền|tổng số|tỷ lệ|mức|kinh phí|giá trị)$",
    re.IGNORECASE,
)
"""No name of anything begins so."""
_WORD: Final = re.compile(r"\S+")
_BORDER: Final = re.compile(rf"[,;:.()\n–]|\s\d|\s(?:{_ANY['border']})\s", re.IGNORECASE)
"""What ends the words that belong to a counted noun."""
_TOLD: Final = re.compile(rf",(?!\s\w+(?:\s\w+)?\s?[,.;])|[;:.()\n–]|\s\d|\s(?:{_ANY['told']})\s", re.IGNORECASE)
"""And what ends that which is told of some of them."""
_STOP: Final = re.compile(r"[\d;:.()\n\"“”]|(?<!\w)(?:trong đó|với (?:tổng )?(?:số|giá|kinh|vốn|mức))(?!\w)", re.IGNORECASE)
"""And what ends it though the marker runs on."""
_TELLS: Final = 10
_DONE_TO: Final = re.compile(
    r"(?P<verb>[^\W\d_]+(?: [^\W\d_]+)?)\s+(?:(?:được|thêm|mới|xong|đủ|tổng (?:số|cộng)|khoảng|gần|hơn|trên|ít nhất"
    r"|tối thiểu|cho)\s+)*$"
)
_DENIED: Final = re.compile(r"(?:không|chưa|chẳng|mất khả năng)\s(?:(?:thể|còn|hề)\s)?$", re.IGNORECASE)
_LINK: Final = re.compile(r"\s(?:(?:cho|của|với|từ|vào|trong|các|những|để|số|tổng|tổng số)\s)?")
_REACHED: Final = re.compile(r",\s(?:đạt|bằng|tương đương)\s(?:khoảng |gần |trên |hơn )?")
_WITH_SUM: Final = re.compile(
    r"[^.;:\n\d]{0,60}\s(?:với )?(?:tổng )?(?P<sum>số tiền|kinh phí|giá trị)\s(?:là |trên |gần |khoảng |hơn )*",
    re.IGNORECASE,
)
_MEASURED: Final = ("money", "percent", "measure")
_GENERIC: Final = re.compile(r"\w+|trường hợp|nhiệm vụ|đơn vị", re.IGNORECASE)
"""A counted noun that alone names nothing."""
_SHORT: Final = 8
"""Words of a name, at most."""
_FAR: Final = 120
"""Characters before a figure in which the subject of its clause begins."""
_START: Final = re.compile(r"[;:.()\n]\s|,\s|(?<=\n)|(?<!\w)(?:trong đó|riêng|nhưng|còn)\s", re.IGNORECASE)
_LEADING: Final = re.compile(rf"(?:\s+(?:(?:năm|quý|tháng)\s[\d/]+|{_ANY['leading']}))+\s*$", re.IGNORECASE)
"""The verb, the time and the limit between a subject and its figure."""
_REACH: Final = 80
_WHOLE: Final = 5
"""Words up to the next border that are taken whole, rather than cut perhaps within a word."""
_MORE: Final = 3
"""Words after the noun, at most; of 2, 3, 4 and 6 the best on development rows."""
_SAID: Final = 160
"""Characters before a figure that say how it is meant."""
_CLAUSE: Final = re.compile(r"[;\n]|\.\s|,\s(?=(?:trong đó|còn|nhưng)\s)")


def labelled(article: Article, figure: Figure, slot: Slot | None) -> Figure:
    """The figure with its modality, where its label stands (`indicator`), and the label if it can be read by itself."""
    modality = _modality(article.text, figure)
    span: Span | None = None
    if figure.kind == "count" or (figure.kind == "ratio" and figure.unit != "%"):
        near = slot is not None and _near(article, slot.span, figure.span)
        told = slot.span if slot and near else None
        span = _counted(article.text, figure.span, figure.unit, told, tells=figure.kind == "ratio")
        if span is not None and _GENERIC.fullmatch(span.of(article.text)):  # which the value says already
            span = _told_of(article, figure.span, slot) or span
    if span is None and slot is not None and slot.confidence >= LABEL_SURE and _near(article, slot.span, figure.span):
        span = _clean(article.text, slot.span, figure.span)
        if span is not None and figure.kind in _MEASURED and _PAST.search(article.text, figure.span.end, span.start):
            span = None
        if span and _APART.match(article.text, span.end, figure.span.start):
            span = None
    if span is None and figure.kind in _MEASURED:
        span = _behind(article.text, figure) or _subject(article.text, figure.span)
    if span is None:
        return replace(figure, indicator=None, label=None, modality=modality)
    words = " ".join(span.of(article.text).split())
    bare = _GENERIC.fullmatch(words) is not None  # `ca`, `trường hợp` alone say nothing
    clean = not bare and not _BAD.match(words) and not _DIGIT.search(_YEAR.sub("", words))
    return replace(figure, indicator=span, label=words[:1].upper() + words[1:] if clean else None, modality=modality)


def by_deed(article: Article, figure: Figure) -> Figure:
    """A count called by the verb before it where its own words tell no more than its value does: `chi trả được 680/718
    hộ` → `Chi trả hộ`."""
    named = figure.indicator
    if named is None or article.cell_at(figure.span.start) is not None:
        return figure
    words = " ".join(named.of(article.text).split())
    bare = named < figure.span or words.lower() == (figure.unit or "").lower()
    if figure.kind in _MEASURED:  # `góp 3 tỷ đồng cho quỹ`: from the amount on
        between = article.text[figure.span.end : max(named.start, figure.span.end)]
        bare = figure.span < named and figure.label is not None and bool(_LINK.fullmatch(between))
        words = " ".join(article.text[figure.span.end : named.end].split())
    verb = _verb(article.text, min(named, figure.span).start)
    if not verb or not (bare or (figure.kind == "ratio" and figure.label)):
        return figure
    return replace(figure, label=f"{verb[:1].upper()}{verb[1:]} {_lowered(words)}")


def with_sums(article: Article, figures: Iterable[Figure]) -> Iterator[Figure]:
    """The figures in text order; what no label is sure of has that of the count before it, whose sum or share it is:
    `chi trả được 680/718 hộ, với số tiền 1,9 tỷ đồng, đạt 76,4%` → `Số tiền chi trả hộ`."""
    last: Figure | None = None
    for figure in figures:
        if last is not None and last.label and figure.label is None and figure.kind in ("money", "percent"):
            between = article.text[last.span.end : figure.span.start]
            total = _WITH_SUM.fullmatch(between) if last.kind in ("count", "ratio") else None
            if figure.kind == "percent" and _REACHED.fullmatch(between):
                figure = replace(figure, indicator=last.indicator, label=last.label)
            elif figure.kind == "money" and total is not None:
                figure = replace(figure, label=f"{total['sum'].capitalize()} {_lowered(last.label)}")
        yield figure
        last = last if figure.kind in ("date", "period") else figure


def _lowered(words: str) -> str:
    return words if words[:2].isupper() else words[:1].lower() + words[1:]


def _verb(text: str, end: int) -> str:
    """The verb, of one syllable or two, right before a figure: `đã chi trả được 680/718 hộ`."""
    found = _DONE_TO.search(text, max(0, end - _REACH), end)
    if found is None:
        return ""
    pair = found["verb"].lower()
    before, _, last = pair.rpartition(" ")
    whole = pair not in units.HEADS and pair not in units.VERBS
    if opens_actions(before) and (pair in units.VERBS or last == "ra"):
        verb = pair
    elif whole and last not in _NO_VERB and opens_actions(last, often=bool(before) and before not in _ALONE):
        verb = last
    else:
        return ""
    denied = _DENIED.search(text, max(0, end - _REACH), found.end("verb") - len(verb))
    return denied[0].lower() + verb if denied else verb


def _near(article: Article, label: Span, figure: Span) -> bool:
    """Whether the words stand in the figure's sentence, or in a line above that names what follows."""
    there, here = article.sentence_at(label.start), article.sentence_at(figure.start)
    if there == here:
        return True
    if there is None or here is None or there > here:
        return False
    sentence = article.sentences[there]
    return sentence.role in ("heading", "table") or sentence.of(article.text).rstrip().endswith(":")


def _counted(text: str, figure: Span, unit: str | None, told: Span | None, *, tells: bool) -> Span | None:
    """What is counted, with what tells it from others: `02 người chết` → `người chết`.

    On development rows this names two thirds of the counts as an annotator does, the marker one third; it knows best
    where these words end (`told`). A ratio counts of how many something is told (`tells`): `15/18 chỉ tiêu đạt và
    vượt nghị quyết`.
    """
    start = figure.start + figure.of(text).lower().find(unit.lower() if unit else " ")
    if start <= figure.start:
        return None
    return Span(start, _run(text, start, figure.end, told, tells=tells))


def _behind(text: str, figure: Figure) -> Span | None:
    """The noun right behind an amount, and what tells it from others: `7 tỷ đồng vốn vay của xã`."""
    at = figure.span.end + 1
    words = tuple(text[at : at + _REACH].lower().split())
    if figure.trend is not None or not text.startswith(" ", at - 1) or not units.HEADS.length(words, 0):
        return None
    end = _run(text, at, at, None, tells=figure.kind == "percent")
    return _clean(text, Span(at, end), figure.span)


def _run(text: str, start: int, at: int, told: Span | None, *, tells: bool) -> int:
    """Where the words end that begin at `start` and of which those behind `at` are not read yet."""
    border = (_TOLD if tells else _BORDER).search(text, at, at + _REACH)
    stop = border.start() if border else min(len(text), at + _REACH)
    words = list(_WORD.finditer(text, at, stop))
    if len(words) > (_TELLS if tells else _WHOLE):
        pair = f"{words[_MORE - 1][0]} {words[_MORE][0]}".lower()
        words = words[: _MORE + (pair in units.HEADS or pair in units.VERBS)]
    end = words[-1].end() if words else at
    if told is not None and start <= told.start <= end + 1 and told.end > end:
        rest = _STOP.search(text, at, told.end)
        end = max(end, rest.start() if rest else told.end)
    return start + len(_closed(text[start:end]))


def _told_of(article: Article, figure: Span, slot: Slot | None) -> Span | None:
    """What the marker says a counted noun is told of, where that reads as a name: before it, short and whole."""
    if slot is None or not _near(article, slot.span, figure):
        return None
    span = _clean(article.text, slot.span, figure)
    said = span.of(article.text) if span is not None else ""
    whole = 1 < len(said.split()) <= _SHORT and not _PAST.search(said + " ")
    return span if span is not None and whole and span.end <= figure.start else None


def _subject(text: str, figure: Span) -> Span | None:
    """What a clause says its figure of: the words before the verb and the limit that lead to it, back to a border.

    For figures whose words the marker is not sure of: `Thu nhập bình quân đầu người năm 2023 dự kiến đạt 99,4 …`.
    """
    begin = max(0, figure.start - _FAR)
    start = max((m.end() for m in _START.finditer(text, begin, figure.start)), default=None if begin else 0)
    verb = _LEADING.search(text, start, figure.start) if start is not None else None
    return _clean(text, Span(start or 0, verb.start()), figure) if verb is not None else None


def _clean(text: str, span: Span, figure: Span) -> Span | None:
    """The span without list marks and hanging words; None where nothing names anything."""
    start, end = span.start, span.end
    if start < figure.end and figure.start < end:  # the label runs over its figure: the longer side is kept
        left = figure.start - start >= end - figure.end or _JOINS.match(text, figure.end, end)
        joined = _JOINED.search(text, start, figure.start)
        start, end = (start, figure.start) if left and not joined else (figure.end, end)
    while start < end and not text[start].isalnum():
        start += 1
    if (m := _AT.match(text, start, end)) or (m := _OPENING.match(text, start, end)):
        start = m.end() if " ".join(text[start:end].lower().split()[:2]) not in units.VERBS else start
    words = _closed(text[start:end])
    return Span(start, start + len(words)) if len(words) > 1 and any(map(str.isalpha, words)) else None


def _closed(words: str) -> str:
    return _CLOSING.sub("", words.rstrip(_HANGING)).rstrip(_HANGING)


def _modality(text: str, figure: Figure) -> Modality:
    """Read off the words of the clause before the figure, the nearest deciding."""
    at = figure.span.start
    begin = max(0, at - _SAID)
    before = text[max((m.end() for m in _CLAUSE.finditer(text, begin, at)), default=begin) : at]
    if _CONDITION.search(before):
        return "condition"
    if _FROM.search(before) and _ONTO.match(text, figure.span.end):
        return "result"
    cues = ((m.end(), kind) for pattern, kind in _CUES for m in pattern.finditer(before))
    nearest = max(cues, key=lambda cue: cue[0], default=(0, "result"))[1]
    return "estimate" if figure.modifier == "estimate" and nearest == "result" else nearest
