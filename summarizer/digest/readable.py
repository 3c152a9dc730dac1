"""What of an article's figures and tasks can be read without the article beside it; a digest shows nothing else.

In a brief a row stands under its sentences. In a digest it stands alone among a hundred others: a label that says no
more than the noun that is counted (`Nghị quyết: 21 nghị quyết`), or is cut out of the middle of a sentence, tells
nothing.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Final

from summarizer import locale
from summarizer.brief.drafting import begins_with_verb
from summarizer.brief.figures import FigureRow
from summarizer.brief.model import Brief
from summarizer.digest.lexicon import content_words, lexicon, ranked
from summarizer.document.model import Article, Span
from summarizer.facts.likeness import cut_short, numbers
from summarizer.facts.model import Directive, Figure, FigureKind
from summarizer.text.bodies import heads
from summarizer.text.data import load
from summarizer.text.letters import UPPER
from summarizer.text.phrases import alternatives, pattern

SURE: Final = 0.8
"""Confidence of the marker from which a task is shown without its sentence beside it. An editor who finds a wrong
deadline stops looking; better none than a wrong one."""
_LABEL: Final = range(2, 13)
"""Words of a label."""
_BODY: Final = 14
"""Words of whoever has to do something, at most; more are a sentence."""
_ACTION: Final = range(5, 41)
"""Words of a task: fewer are a stub, more a paragraph."""
_LISTED: Final = 6
"""Words of a task that does not end its sentence, at least: in `tổng hợp đầy đủ, tiếp thu tối đa các ý kiến` the first
half lacks what the second has."""
_HANDFUL: Final = 10
_WHICH: Final = 5
"""Words that say which things an article counts, at least: `Vị trí nguy hiểm`, `Nhân viên người Việt` do not; what a
document counts is its own."""
_PLACES: Final = frozenset({"Tỉnh", "Huyện", "Quận", "Xã", "Phường"})
_STOP: Final = re.compile(r"\s*(?:$|\.(?!\w)|[;!?…\n”\"’|])")
_SPANS: Final = frozenset({"phút", "giờ", "giây", "ngày", "tuần", "tháng", "năm"})
_THAT: Final = frozenset({"này", "đó", "trên", "ấy"})
"""`Bộ này` is some ministry named before."""
_PUNCTUATED: Final = re.compile(r"[,;:?!…/]|^\W|\W$")
_PAIRS: Final = (("(", ")"), ("“", "”"), ("[", "]"))
_LEADING: Final = re.compile(r"^(?:các|những|từng|mỗi|đồng chí|ông|bà)\s+", re.IGNORECASE)
_ACTED: Final = re.compile(r"(?<!\w)(?:được|bị)(?!\w)")
"""What is done to those counted is told to its end only where the clause ends."""
_MUST: Final = re.compile(r"(?<!\w)phải (?:trả|nộp|đóng|chi|bồi thường|chịu)(?!\w)", re.IGNORECASE)
_PART: Final = re.compile(r"[;\n]|\.\s|(?<!\w)(?:tương ứng|lần lượt)(?!\w)", re.IGNORECASE)

_TARGETS: Final = re.compile(r"(?<!\w)(?:mục tiêu|chỉ tiêu)(?!\w)", re.IGNORECASE)
_DONE: Final = re.compile(r"(?<!\w)(?:kết quả|thực hiện|đánh giá|tình hình|đạt được)(?!\w)", re.IGNORECASE)
_SOMEWHERE: Final = re.compile(rf"\s+(?:tại|ở)\s+[{UPPER}]")
"""What is measured is measured there: `Số dư tiền gửi tại BVBank là …`."""
_FROM: Final = re.compile(r"(?<!\w)từ\s+(?:(?:mức|hơn|gần|khoảng|trên|dưới)\s+)?\Z", re.IGNORECASE)
_TO: Final = re.compile(
    r"(?:/\w+)?(?:[^;.\n\d]|\n(?!\n)){0,40}?(?<!\w)(?:lên|xuống|còn|thành|đến|tới)(?!\w)(?:[^;.\n\d]|\n(?!\n)){0,20}\d",
    re.IGNORECASE,
)
_SHARE: Final = "chiếm"
_NAME: Final = re.compile(rf"(?<=\s)[{UPPER}]")
"""A name in a label, behind the capital that it opens with."""
_ENDS: Final = re.compile(r"\s*(?:$|\.(?!\w)|[;:!?…\n”\"’)\]]|,)|\s+[(–-]")
"""What follows words that are told to their end."""


@dataclass(frozen=True, slots=True)
class _Words:
    """What `readable.toml` knows of words."""

    leads_on: frozenset[str]
    opens_no_label: frozenset[str]
    acts: re.Pattern[str]
    adds_nothing: frozenset[str]
    measures: re.Pattern[str]
    shares: re.Pattern[str]
    spans: re.Pattern[str]
    no_name: re.Pattern[str]
    goes_on: re.Pattern[str]
    label_ends: re.Pattern[str]
    planned: re.Pattern[str]
    money: re.Pattern[str]
    vague: re.Pattern[str]
    says_little: re.Pattern[str]
    compares: re.Pattern[str]
    of_two: re.Pattern[str]
    points: re.Pattern[str]
    unsaid: re.Pattern[str]
    no_body: re.Pattern[str]
    no_office: re.Pattern[str]
    does: re.Pattern[str]


@cache
def _words() -> _Words:
    data = load(__package__, "readable.toml")

    def phrases(name: str) -> re.Pattern[str]:
        return pattern(data[name], re.IGNORECASE)

    return _Words(
        leads_on=frozenset(data["leads_on"]),
        opens_no_label=frozenset(data["opens_no_label"]),
        acts=phrases("acts"),
        adds_nothing=frozenset(data["adds_nothing"]),
        measures=phrases("measures"),
        shares=phrases("shares"),
        spans=phrases("spans"),
        no_name=phrases("no_name"),
        goes_on=phrases("goes_on"),
        label_ends=phrases("label_ends"),
        planned=phrases("planned"),
        money=phrases("money"),
        vague=phrases("vague"),
        says_little=phrases("says_little"),
        compares=phrases("compares"),
        of_two=phrases("of_two"),
        points=phrases("points"),
        unsaid=re.compile(
            rf"(?<!\w)(?:\d+|một số|các) (?:{alternatives(data['unsaid'])})"
            rf"(?:,? (?:{alternatives(data['unsaid_so'])}))*$",
            re.IGNORECASE,
        ),
        no_body=phrases("no_body"),
        no_office=phrases("no_office"),
        does=phrases("does"),
    )


def figures(rows: Iterable[FigureRow], brief: Brief) -> list[FigureRow]:
    """The rows whose label says by itself what is measured, each label once."""
    found: dict[str, FigureRow] = {}
    for row in rows:
        figure = brief.facts.figures[row.index]
        if (
            is_label(row.indicator, figure.unit or "", figure.kind)
            and not _words().vague.search(row.value)
            and not _is_base(row, figure, brief.article.text)
            and not _is_compared(row, figure)
            and _is_of_unit(row, brief)
            and _is_name(row, figure, brief.article)
            and _is_meant(figure, brief.article)
        ):
            told = _as_target(row, figure, brief.article)
            if told is not None:
                found.setdefault(row.indicator.lower(), told)
    return list(found.values())


def _as_target(row: FigureRow, figure: Figure, article: Article) -> FigureRow | None:
    """A row with its value told as a target where it stands under a heading of targets; None where only its change is
    told, which cannot be marked so."""
    at = bisect_right(article.headings, figure.span.start, key=lambda h: h.start) - 1
    heading = article.headings[at].of(article.text) if at >= 0 else ""
    if figure.modality not in (None, "result") or not _TARGETS.search(heading) or _DONE.search(heading):
        return row
    return replace(row, value=locale.text("brief.modality.plan", value=row.value)) if row.value else None


def _is_of_unit(row: FigureRow, brief: Brief) -> bool:
    """Whether each amount of a row says of what it is so many: `Quy mô kỳ thi: 18.000` does not."""
    told = (brief.facts.figures[k] for k in (row.index, *(c.index for c in row.changes)))
    return all(f.unit or f.kind in ("date", "period") for f in told)


def _is_base(row: FigureRow, figure: Figure, text: str) -> bool:
    """Whether a value is what was before, and the row does not tell what came of it: `từ 280 lên 390 đồng`."""
    return (
        not row.changes
        and _FROM.search(text, 0, figure.span.start) is not None
        and (_TO.match(text, figure.span.end) is not None)
    )


def _is_compared(row: FigureRow, figure: Figure) -> bool:
    """Whether a label is no name of what moved: it has the very word of the change (`Lợi nhuận giảm: giảm 6%`),
    is a share of something that is not told (`Số nhà đầu tư: chiếm 60%`), or stands behind it and is what something
    else is compared with (`cao hơn 4 lần số tiền của năm trước`)."""
    if row.value:
        return False
    changes = [c.text.lower().split() for c in row.changes if c.text]
    label = row.indicator.lower().split()
    behind = figure.indicator is not None and figure.indicator.start >= figure.span.end
    again = any(words[0] in label[1:] or words[0] == _SHARE for words in changes)
    return again or (behind and any(_words().compares.match(" ".join(words)) for words in changes))


def _is_name(row: FigureRow, figure: Figure, article: Article) -> bool:
    """Whether a label is a name told to its end: what is counted with all that belongs to it, or a measure by its own
    word (`tổng`, `tỷ lệ`, `doanh thu`); `Mạng lưới điện: 65%` is none, nor is a sentence cut off before its verb."""
    named = figure.indicator
    if named is None or _words().no_name.search(row.indicator):
        return False
    if ranked(article.text, figure.span.start):
        return False
    if _PART.search(article.text, named.end, figure.span.start) or _SOMEWHERE.match(article.text, named.end):
        return False  # what stands between has a measure of its own, or says of which part
    if (figure.unit or "").split("/")[0] in _SPANS and not _words().spans.match(row.indicator):
        return False
    if figure.kind == "percent" and figure.trend not in ("up", "down") and named.start >= figure.span.end:
        return False  # `chiếm 96% kim ngạch`: what makes up so much stands elsewhere
    if figure.kind == "percent" and figure.trend is None:
        return _words().shares.match(row.indicator) is not None
    if named.start >= figure.span.start and figure.kind in ("count", "ratio"):  # what is counted follows
        return _is_counted(figure, named, article)
    return _words().measures.match(row.indicator) is not None


def handful(figure: Figure) -> bool:
    """Whether a count is so small that its sentence tells it."""
    return figure.kind == "count" and all(n < _HANDFUL for n in numbers(figure))


def _is_counted(figure: Figure, named: Span, article: Article) -> bool:
    """Whether what follows a count says whole what is counted: no name (`hai Viện Hàn lâm`), no head of a list (`12 môn
    Toán, Văn, …`), and more than a handful, which a sentence tells, unless of people whom something befell."""
    text, called = article.text, named.of(article.text)
    few = handful(figure)
    if cut_short((figure.unit or "").lower()) or begins_with_verb(called.partition(" và ")[2]):
        return False  # `nhân viên và tập trung vào tư vấn`: the clause goes on
    unsaid = few or (article.card is None and (len(called.split()) < _WHICH or begins_with_verb(called)))
    if figure.kind == "count" and unsaid and not content_words(called) & lexicon().fates:
        return False
    if called[:1].isupper() or (called.split()[-1][:1].isupper() and text.startswith(",", named.end)):
        return False
    ends = _ENDS.match(text, named.end) is not None
    return ends or (not _ACTED.search(called) and _words().label_ends.match(text, named.end + 1) is not None)


def _is_meant(figure: Figure, article: Article) -> bool:
    """Whether what is told as a plan is called one: `phải nộp phạt 20.000 euro` is no target."""
    if figure.modality in (None, "result"):
        return True
    at = article.sentence_at(figure.span.start)
    start = article.sentences[at].start if at is not None else figure.span.start
    said = article.text[start : figure.span.end]
    return _words().planned.search(said) is not None and _MUST.search(said) is None


def _told_whole(text: str, span: Span) -> bool:
    """Whether words end where a clause does, or before a word that begins another part of the sentence."""
    return _ENDS.match(text, span.end) is not None or _words().goes_on.match(text, span.end + 1) is not None


def is_label(label: str, unit: str, kind: FigureKind) -> bool:
    """Whether a label says what is measured, beside the unit, and may be measured so: no debt is 183 km."""
    words = label.lower().split()
    if len(words) not in _LABEL or _PUNCTUATED.search(label) or not _closed(label):
        return False
    if words[0] in _words().opens_no_label or _breaks_off(words):
        return False
    if kind in ("count", "measure") and "/" not in unit and (words[0] == "giá" or _words().money.search(label)):
        return False
    if not _words().says_little.sub("", label.lower()).strip():
        return False  # `Tổng khối lượng`: of what?
    if _words().of_two.search(label) and _NAME.search(label) is None:
        return False  # `Kim ngạch thương mại song phương`: with whom?
    return bool(set(words) - set(unit.lower().split()) - _words().adds_nothing)


def is_body(name: str) -> bool:
    """Whether words name who has to act: an office or a person, and nothing of the task."""
    words = name.split()
    alone = len(words) == 1 and name.capitalize() in heads("bodies") | _PLACES  # `Ban` is some board, `UBND` is known
    return (
        0 < len(words) <= _BODY
        and not alone
        and not _words().no_body.match(name)
        and words[-1].lower() not in _THAT
        and not _words().does.search(name)
        and _closed(name)
    )


def body_key(name: str) -> str:
    """A body's name without case and honorifics, so that `các sở, ngành` and `Sở, ngành` are one."""
    return _LEADING.sub("", " ".join(name.lower().split()))


def orders(issuer: str, addressee: str) -> bool:
    """Whether one may give another a task: nobody gives himself one."""
    return body_key(issuer) not in map(body_key, addressee.split(","))


def is_office(name: str) -> bool:
    """Whether words name one who can order: a body, and nobody who can but ask."""
    return is_body(name) and not _words().no_office.match(name)


def is_task(action: str) -> bool:
    """Whether what is to be done can be read without its sentence: it says to do something, is no stub, no question,
    not broken off."""
    words = action.lower().split()
    return (
        len(words) in _ACTION
        and not _breaks_off(words)
        and begins_task(action)
        and "sẽ" not in words[:4]  # `chuyển về sẽ năng động hơn` is hoped of what comes
        and not action.endswith("?")
        and not _words().points.search(action)
        and not _words().unsaid.search(action)
        and _closed(action)
    )


def begins_task(words: str) -> bool:
    """Whether words begin with what is done: whoever does it stands elsewhere."""
    return begins_with_verb(words) or _words().acts.match(words) is not None


def is_whole(article: Article, directive: Directive) -> bool:
    """Whether a task ends where its clause does, in its source, or where its deadline begins; a short one only where
    its sentence does."""
    text, action, until = article.text, directive.action, directive.deadline
    if until is not None and until.start >= action.end and not text[action.end : until.start].strip(" ,"):
        return True
    ends = _STOP.match(text, action.end) is not None
    return ends or (_told_whole(text, action) and len(action.of(text).split()) >= _LISTED)


def _breaks_off(words: Sequence[str]) -> bool:
    """Whether words end with one that another has to follow, of one syllable or of two."""
    return words[-1] in _words().leads_on or " ".join(words[-2:]) in _words().leads_on


def _closed(words: str) -> bool:
    """Whether brackets and quotes that open in the words close there."""
    return all(words.count(a) == words.count(b) for a, b in _PAIRS) and words.count('"') % 2 == 0
