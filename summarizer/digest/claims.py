"""What a figure is said of, for finding conflicts.

A figure is taken for what stands round it: its indicator, the noun it counts, the verb that goes with that, the names
and times of its clause, the words that make it a part or an older count.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Final

from summarizer.brief.rendering.clean import clean
from summarizer.digest.asof import Moment, as_of, is_as_of
from summarizer.digest.clauses import blanked, clause_of, names_of, opening_of, who_of
from summarizer.digest.lexicon import HENCE, TOKEN, content_words, first, last, lexicon, phrases
from summarizer.document.model import Article, Span
from summarizer.facts.compare import base_unit
from summarizer.facts.model import Facts, Figure

_YEAR: Final = 360
_SHARE_OF: Final = re.compile(r"\s*(?:của\s+)?(?:GDP|GRDP)(?!\w)")
"""What a per cent is taken of says nothing of what it measures."""
_LEVEL: Final = re.compile(r"(?<!\w)(?:còn|lên|xuống|đến|tới|mức)\s*(?:tới|đến|mức|còn)?\s*$")
"""What turns a change into a level: `giảm còn 2,1%`."""
_SPELL: Final = re.compile(
    r"(?<!\w)(?:\d+ tháng(?: đầu| cuối)?(?: năm)?|tháng \d+|quý (?:[IV]+|\d)|năm \d{4}|\d+ năm|\d+ ngày|tuần)"
    r"(?!\w)(?! tù)",
    re.IGNORECASE,
)
_NUMBERED: Final = re.compile(
    r"(?<!\w)(vùng|khu vực|quận|phường|gói thầu|gói|loại|cấp|hạng|nhóm|lớp|khối|tuyến|tầng|đợt|giai đoạn|quý|kỳ|vòng"
    r"|lần|thứ|số)"
    r"\s+(?:số\s+|thứ\s+)?([IVX]+|\d+[a-z]?|[A-Z]|hai|ba|tư|nhất)(?!\w)"
)
_LISTED: Final = frozenset({"gồm", "bao gồm"})
"""What they list is a part only where the whole has been counted."""
_NUMBER_OF: Final = re.compile(r"(?<!\w)(?<!dân )số (?:(?!số )[^,;:.()\n])*$", re.IGNORECASE)
"""`số người mất tích được xác định là`: what is counted stands right after `số`, however far from the figure."""
_LISTING: Final = re.compile(r",| và(?!\w)| hoặc(?!\w)")
_WHOLE: Final = 20
"""Of fewer a share is told (`8/10 người Việt`), nothing that was counted."""
_RAISED: Final = re.compile(
    r"(?<!\w)(?:nâng|đưa)(?!\w)[^,;]*(?<!\w)lên|(?<!\w)(?:tăng|đã) lên(?!\w)|(?<!\w)lên (?:tới|đến)(?!\w)"
)
_TO_COME: Final = re.compile(
    r"(?<!\w)(?:sẽ|dự kiến|dự báo|dự tính|phấn đấu|mục tiêu|chỉ tiêu|đề xuất|đề nghị|kiến nghị|yêu cầu|cần|nên"
    r"|kỳ vọng)(?!\w)"
    r"|(?<!\w)(?:để|lệnh)(?: \w+){0,3} (?:hơn |gần |khoảng )?$",
    re.IGNORECASE,
)
_BREAK: Final = re.compile(
    r"(?:^|\s)(?:được|đến|đã|đang|với|vào|từ|của|cho|để|và|tại|ở|do|trong|trên|khi|sau|vì|là|có|này|[-–(\[«\"“])(?=\s|$)|[,;:.]"
)
"""Where a label made of the words after a figure ends."""
_MODIFIER: Final = re.compile(
    r"(?:\s|^)(?:hơn|gần|khoảng|trên|dưới|ít nhất|tối đa|tối thiểu|chừng|ước)\s*$", re.IGNORECASE
)
_ROUND: Final = re.compile(r"(?<!\w)(?:hàng|vài|mấy|chục)(?!\w)")
"""`hàng chục`, `gần chục` contradict nothing."""
_BASIS: Final = re.compile(r"(?<!\w)so (?:với )?cùng kỳ|(?<!\w)so với")
"""What a change is measured from makes it no part."""
_OTHERS: Final = re.compile(r" khác(?!\w)", re.IGNORECASE)
_ONLY: Final = re.compile(r"(?:riêng|trong đó)(?!\w)", re.IGNORECASE)
"""A sentence that opens so tells parts to its end."""
_AGES: Final = frozenset({"tuổi"})
_SAYS: Final = re.compile(
    r"\s+(?:cho biết|cho hay|nói|khẳng định|thông báo|xác nhận|công bố|dẫn|đưa tin|ước tính)(?!\w)"
)
_TOLD: Final = re.compile(r"(?<!\w)(?:cho biết|cho hay|công bố|thông báo|khẳng định)(?!\w)")
_RIGHT_BEFORE: Final = frozenset({" ", " (", ": ", " là "})
_OF_PERSON: Final = _AGES | {"tháng tù"}
_NONE: Final = re.compile(
    r"(?<!\w)(?:không|chưa)(?: có| ghi nhận| gây(?: ra)?| (?:để )?xảy ra| thấy| làm){0,2}"
    r"(?: ai| người nào| trường hợp nào)?"
    r" (?:(?P<all>thương vong|thiệt hại về (?:người|nhân mạng|sinh mạng))"
    r"|(?:người |ai )?(?:bị )?(?P<fate>chết|thiệt mạng|tử vong|thương|mất tích))(?!\w)"
    r"(?!(?: quá)? (?:nghiêm trọng|nặng|nguy kịch|nguy hiểm))",
    re.IGNORECASE,
)
"""`không có thương vong`: nobody is a count, too. `Chưa có thông tin về thương vong` is none."""
_HARMED: Final = ("chết", "bị thương")
_SPANS: Final = frozenset({"phút", "tháng", "phút/ngày"})
"""Base units of stretches of time; how long something took is told of too many things."""


@dataclass(frozen=True, slots=True)
class Claim:
    """A figure and what it is said of.

    `unit`: the one that it is compared in; `moves`: `up` or `down` for a change, empty for a level; `noun`: words of
    the unit; `words`: of its clause, one form for each group of synonyms; `near`: those right beside it, which name or
    rule the thing counted, `after`: those of them that
    follow; `head`: those of its indicator; `names`: proper names of the sentence; `subjects`: those
    before the figure in its clause, `named`: one right before it; `numbered`: what is told apart by a number or letter
    (`vùng II`); `times`: the dates and periods there; `dated`: whether any is in its clause or opens the sentence,
    `of_year`: one that is a year or more; `part`: words that make it a share or an older count; `spells`: stretches of
    time (`6 tháng`, `quý III`); `who`: the name or words right before, for ages and sentences; `sizes`: what is
    measured (`dài`, `dân số`), `bearer`: the words before it, of what has that size; `as_of`: the moment that it is
    told for (`tính đến 17h ngày 10/9`); `raised`: an earlier count is said to have grown to it;
    `to_come`: it is planned, asked for or feared.

    `figure` counts people (`người`) whatever noun it counts them by.
    """

    figure: Figure
    unit: str
    what: str
    moves: str
    noun: frozenset[str]
    words: frozenset[str]
    near: frozenset[str]
    after: frozenset[str]
    head: frozenset[str]
    names: frozenset[str]
    subjects: frozenset[str]
    named: str
    numbered: frozenset[tuple[str, str]]
    times: tuple[Figure, ...]
    dated: bool
    of_year: bool
    part: frozenset[str]
    spells: frozenset[str]
    who: str
    sizes: frozenset[str]
    bearer: tuple[str, ...]
    as_of: Moment | None
    raised: bool
    to_come: bool

    @property
    def of_person(self) -> bool:
        """Whether it is told of one person: how old, how many years in prison."""
        return self.unit in _OF_PERSON


def claims_of(article: Article, facts: Facts) -> list[Claim]:
    """The quantities of an article with what they are said of; furniture, dates and ranks are no claims."""
    times = [f for f in facts.figures if f.kind in ("date", "period")]
    found = []
    for figure in facts.figures:
        if figure.kind in ("date", "period") or isinstance(figure.value, str):
            continue
        if figure.kind == "ratio":
            if figure.unit is None or not isinstance(figure.value, tuple) or figure.value[1] < _WHOLE:
                continue
            figure = replace(figure, kind="count", value=figure.value[0])  # of `452/460 đại biểu` 452 are counted
        index = article.sentence_at(figure.span.start)
        if index is None or article.sentences[index].role == "furniture":
            continue
        sentence = article.sentences[index]
        inside = tuple(t for t in times if sentence.start <= t.span.start and t.span.end <= sentence.end)
        if any(t.span.overlaps(figure.span) for t in inside) or base_unit(figure.unit)[0] in _SPANS:
            continue
        if _ROUND.search(figure.span.of(article.text).lower()):
            continue
        if figure.modifier and base_unit(figure.unit)[0] in _AGES:
            continue  # `trẻ dưới 10 tuổi` is nobody's age
        claim = _claim(article, figure, sentence, inside, facts.figures)
        if claim is not None:
            found.append(claim)
    return [*found, *_nobody(article, facts, times)]


def _of_one_unit(figure: Figure, unit: str) -> Figure:
    """The figure in a unit that others of its kind are in: people by whatever noun, a list of nouns however joined."""
    if figure.kind == "count" and lexicon().people.match(unit):
        return replace(figure, unit="người")
    if figure.kind == "count" and _LISTING.search(unit):
        return replace(figure, unit=" ".join(_LISTING.sub(" ", unit).split()))
    return figure


def _close_by(before: str, reach: int) -> str:
    """The words before a figure that name what it counts."""
    found = _NUMBER_OF.search(before)
    return found[0] if found else last(before, reach)


def _subjects(text: str, names: Sequence[Span], start: int, end: int) -> tuple[frozenset[str], str]:
    """The names before a figure in its clause, and the one right before it."""
    doing = frozenset(n.of(text).lower() for n in names if _does(text, n, start, end))
    return doing, next((n.of(text).lower() for n in names if text[n.end : end] in _RIGHT_BEFORE), "")


def _called(before: str, noun: str, after: str) -> str:
    """What a figure without a label is of, in words of the text: the noun with what rules it, else what goes before."""
    rest = _BREAK.split(first(after, 6), maxsplit=1)[0].strip()
    if noun and (rest or not lexicon().people.fullmatch(noun)):
        return f"{noun} {rest}".strip()
    said = _MODIFIER.sub("", last(before, 6)).strip()
    return " … ".join(filter(None, (said, noun)))


def _nobody(article: Article, facts: Facts, times: Sequence[Figure]) -> Iterable[Claim]:
    """Claims that nobody was harmed, one for each fate."""
    for m in _NONE.finditer(article.text):
        index = article.sentence_at(m.start())
        if index is None or article.sentences[index].role == "furniture":
            continue
        sentence = article.sentences[index]
        inside = tuple(t for t in times if sentence.start <= t.span.start and t.span.end <= sentence.end)
        none = Figure(Span(m.start(), m.end()), "count", 0, "người")
        claim = _claim(article, none, sentence, inside, facts.figures)
        if claim is None:
            continue
        fate = " ".join(
            f"{'bị ' if m['fate'] and m['fate'].lower() == 'thương' else ''}{m['fate'] or ''}".lower().split()
        )
        for one in (lexicon().stands_for.get(fate, fate),) if m["fate"] else _HARMED:
            said = frozenset({one})
            yield replace(claim, what=one, noun=frozenset(), words=said, near=said, head=frozenset())


def _claim(
    article: Article, figure: Figure, sentence: Span, times: tuple[Figure, ...], figures: Sequence[Figure]
) -> Claim | None:
    text = article.text
    start, end = clause_of(text, figure.span, sentence)
    before, after = text[start : figure.span.start], text[figure.span.end : end]
    indicator = figure.indicator.of(text) if figure.indicator else ""
    names = names_of(text, sentence)
    head = content_words(indicator)
    blanks = [f.span for f in figures] + list(names)
    if share := _SHARE_OF.match(text, figure.span.end):
        blanks.append(Span(figure.span.end, share.end()))
        after = text[share.end() : end]
    opening = opening_of(text, sentence, start)
    said = start + _cause(before)
    words = content_words(blanked(text, said, end, blanks)) | head
    # what an amount of money or a share measures may be named well before it; what is counted stands right there
    close_by = _close_by(text[said : figure.span.start], 4 if figure.kind in ("count", "measure") else 10)
    near = content_words(f"{close_by} , {first(after, 6)} , {first(indicator, 6)}")
    nouns = content_words(figure.unit or "")
    unit = (figure.unit or "").lower()
    figure = _of_one_unit(figure, unit)
    if not words - nouns and base_unit(figure.unit)[0] not in _OF_PERSON:
        # in a list what is said of all stands before the first: `thu giữ 3 ô tô, 15 điện thoại`
        words = content_words(blanked(text, sentence.start, sentence.end, blanks))
        near |= words
        if not nouns or not words - nouns:
            return None
    moves = figure.trend if figure.trend in ("up", "down") and not _LEVEL.search(before.lower()) else ""
    noun = unit if figure.kind in ("count", "measure") else ""
    if figure.kind == "count" and not unit:
        nouns = content_words(first(after, 2))
    who = who_of(text[sentence.start : figure.span.start])
    if base_unit(figure.unit)[0] in _AGES:
        indicator = f"{who} ({figure.unit})"
    what = indicator or _called(before, noun, after)
    inside_or_opening = [t for t in times if start <= t.span.start < end or t.span.end <= sentence.start + len(opening)]
    now = [t for t in inside_or_opening if is_as_of(text, t)]
    times = tuple(t for t in times if t not in now)
    here = [t for t in times if t in inside_or_opening]
    close = tuple(t for t in times if start <= t.span.start < end) or times
    return Claim(
        figure,
        base_unit(figure.unit)[0],
        clean(what),
        moves,
        nouns,
        words,
        near,
        content_words(first(after)),
        head - nouns,
        frozenset(n.of(text).lower() for n in names),
        *_subjects(text, names, start, figure.span.start),
        frozenset(_numbered(text, Span(start, end), figures)) | frozenset(_numbered(indicator)),
        close,
        bool(here),
        any(_is_year(t) for t in here),
        _part(text, figure.span, start, end, sentence, figures, opening),
        frozenset(" ".join(m.lower().split()) for m in _SPELL.findall(sentence.of(text))),
        who.lower(),
        lexicon().sizes & content_words(last(before, 6)),
        _bearer(blanked(text, said, figure.span.start, blanks)),
        next((moment for t in now if (moment := as_of(text, t))), None),
        _RAISED.search(before.lower()) is not None,
        _TO_COME.search(text, sentence.start, figure.span.start) is not None,
    )


def _numbered(text: str, within: Span | None = None, figures: Sequence[Figure] = ()) -> Iterable[tuple[str, str]]:
    """What is told apart by a number or letter; a quantity is none (`loại 30 chỗ`, `dân số 184.000 người`)."""
    amounts = [f.span for f in figures if f.kind not in ("date", "period")]
    for m in _NUMBERED.finditer(text, *((within.start, within.end) if within else ())):
        if not any(span.start <= m.start(2) < span.end for span in amounts):
            yield m[1].lower(), m[2].lower()


def _bearer(before: str) -> tuple[str, ...]:
    """The content words before a figure, in their order, without those that say what is measured."""
    return tuple(w for phrase in phrases(before) for w in content_words(phrase) if w not in lexicon().sizes)


def _cause(before: str) -> int:
    """Where in the words before a figure the cause ends, or who says it, and what is told begins: `Vụ cháy làm …`."""
    hence = max((m.end() for m in TOKEN.finditer(before) if m[0].lower() in HENCE), default=0)
    return max((m.end() for m in _TOLD.finditer(before)), default=hence)


def _does(text: str, name: Span, start: int, end: int) -> bool:
    """Whether a name stands in the clause before the figure, and not for one who says it."""
    return start <= name.start and name.end <= end and not _SAYS.match(text, name.end)


def _is_year(time: Figure) -> bool:
    """Whether a time is a year, or longer."""
    date = time.date
    if date is None or date.start is None or date.end is None:
        return False
    return (date.end - date.start).days >= _YEAR


def _part(
    text: str, span: Span, start: int, end: int, sentence: Span, figures: Sequence[Figure], opening: str
) -> frozenset[str]:
    """The words that make a figure a share or an older count, in its clause and in what opens the sentence."""
    found = set(lexicon().part.findall(opening.lower())) - _LISTED
    if m := _ONLY.match(text, sentence.start):
        found.add(m[0].lower())
    if _OTHERS.match(text, span.end):
        found.add("khác")
    basis = _BASIS.search(text, start, end)
    for m in lexicon().part.finditer(text[start : basis.start() if basis else end].lower()):
        counted = any(sentence.start <= f.span.start and f.span.end <= start + m.start() for f in figures)
        if counted or m[0] not in _LISTED:
            found.add(m[0])
    return frozenset(found)
