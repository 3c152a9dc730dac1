"""What a figure is said of, for finding conflicts.

A figure is taken for what stands round it: its indicator, the noun it counts, the verb that goes with that, the names
and times of its clause, the words that make it a part or an older count.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Final

from summarizer.brief.rendering.clean import clean
from summarizer.document.model import Article, Span
from summarizer.facts.compare import base_unit
from summarizer.facts.model import Facts, Figure
from summarizer.text.data import load
from summarizer.text.phrases import Phrases, pattern
from summarizer.text.tokens import WORD, Token, runs, scan

_BORDER: Final = frozenset(",;:()\n")
_JOIN: Final = frozenset({"và", "còn", "nhưng", "song"})
_LEFT: Final = re.compile(r"còn lại(?!\w)", re.IGNORECASE)
_YEAR: Final = 360
_SHARE_OF: Final = re.compile(r"\s*(?:của\s+)?(?:GDP|GRDP)(?!\w)")
"""What a per cent is taken of says nothing of what it measures."""
_HENCE: Final = frozenset({"làm", "khiến"})
"""They part a cause from what came of it."""
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
_OPENING: Final = 8
"""Words of a piece that a sentence opens with, to its comma, and that holds for all of it (`Trước đó, …`)."""
_LISTED: Final = frozenset({"gồm", "bao gồm"})
"""What they list is a part only where the whole has been counted."""
_ROUND: Final = re.compile(r"(?<!\w)(?:hàng|vài|mấy|chục)(?!\w)")
"""`hàng chục`, `gần chục` contradict nothing."""
_AGES: Final = frozenset({"tuổi"})
_SAYS: Final = re.compile(
    r"\s+(?:cho biết|cho hay|nói|khẳng định|thông báo|xác nhận|công bố|dẫn|đưa tin|ước tính)(?!\w)"
)
_RIGHT_BEFORE: Final = frozenset({" ", " (", ": ", " là "})
_OF_PERSON: Final = _AGES | {"tháng tù"}
_NONE: Final = re.compile(
    r"(?<!\w)(?:không|chưa)(?: có| ghi nhận| gây(?: ra)?| (?:để )?xảy ra| thấy| làm){0,2}"
    r"(?: ai| người nào| trường hợp nào)?"
    r" (?:(?P<all>thương vong|thiệt hại về (?:người|nhân mạng|sinh mạng))"
    r"|(?:người |ai )?(?:bị )?(?P<fate>chết|thiệt mạng|tử vong|thương|mất tích))(?!\w)",
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
    time (`6 tháng`, `quý III`); `who`: the name or words right before, for ages and sentences.
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

    @property
    def of_person(self) -> bool:
        """Whether it is told of one person: how old, how many years in prison."""
        return self.unit in _OF_PERSON


@dataclass(frozen=True, slots=True)
class Lexicon:
    """What `conflicts.toml` knows of words."""

    same: Phrases[str]
    stands_for: dict[str, str]
    apart: tuple[frozenset[str], ...]
    fates: frozenset[str]
    part: re.Pattern[str]
    stop: frozenset[str]


@cache
def lexicon() -> Lexicon:
    """The words, read once."""
    data = load(__package__, "conflicts.toml")
    stands_for = {word: group[0] for group in reversed(data["same"]) for word in group}
    apart = tuple(frozenset(row) for row in (data["fates"], *data["apart"]))
    phrases = {w for row in apart for w in row if " " in w} | set(stands_for)
    same = Phrases((tuple(t.low for t in scan(w)), stands_for.get(w, w)) for w in sorted(phrases))
    return Lexicon(same, stands_for, apart, apart[0], pattern(data["part"]), frozenset(data["stop"]))


def claims_of(article: Article, facts: Facts) -> list[Claim]:
    """The quantities of an article with what they are said of; furniture, dates, ratios and ranks are no claims."""
    times = [f for f in facts.figures if f.kind in ("date", "period")]
    found = []
    for figure in facts.figures:
        if figure.kind in ("date", "period", "ratio") or isinstance(figure.value, str):
            continue
        index = article.sentence_at(figure.span.start)
        if index is None or article.sentences[index].role == "furniture":
            continue
        sentence = article.sentences[index]
        inside = tuple(t for t in times if sentence.start <= t.span.start and t.span.end <= sentence.end)
        if any(t.span.overlaps(figure.span) for t in inside) or base_unit(figure.unit)[0] in _SPANS:
            continue
        if _ROUND.search(figure.span.of(article.text).lower()):
            continue
        claim = _claim(article, figure, sentence, inside, facts.figures)
        if claim is not None:
            found.append(claim)
    return [*found, *_nobody(article, facts, times)]


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
    start, end = _clause(text, figure.span, sentence)
    before, after = text[start : figure.span.start], text[figure.span.end : end]
    indicator = figure.indicator.of(text) if figure.indicator else ""
    names = _names(text, sentence)
    head = _words(indicator)
    blanks = [f.span for f in figures] + list(names)
    if share := _SHARE_OF.match(text, figure.span.end):
        blanks.append(Span(figure.span.end, share.end()))
        after = text[share.end() : end]
    opening = _opening(text, sentence, start)
    said = start + _cause(before)
    words = _words(_blank(text, said, end, blanks)) | head
    # what an amount of money or a share measures may be named well before it; what is counted stands right there
    reach = 4 if figure.kind in ("count", "measure") else 10
    near = _words(f"{_last(text[said : figure.span.start], reach)} , {_first(after, 6)} , {_first(indicator, 6)}")
    nouns = _words(figure.unit or "")
    if not words - nouns and base_unit(figure.unit)[0] not in _OF_PERSON:
        return None
    who = _who(text[sentence.start : figure.span.start])
    if base_unit(figure.unit)[0] in _AGES:
        indicator = f"{who} ({figure.unit})"
    here = [t for t in times if start <= t.span.start < end or t.span.end <= sentence.start + len(opening)]
    close = tuple(t for t in times if start <= t.span.start < end) or times
    return Claim(
        figure,
        base_unit(figure.unit)[0],
        clean(_called(figure, indicator, before, after)),
        figure.trend if figure.trend in ("up", "down") and not _LEVEL.search(before.lower()) else "",
        nouns,
        words,
        near,
        _words(_first(after)),
        head - nouns,
        frozenset(n.of(text).lower() for n in names),
        frozenset(n.of(text).lower() for n in names if _does(text, n, start, figure.span.start)),
        next((n.of(text).lower() for n in names if text[n.end : figure.span.start] in _RIGHT_BEFORE), ""),
        frozenset((m[1].lower(), m[2].lower()) for m in _NUMBERED.finditer(f"{indicator} , {text[start:end]}")),
        close,
        bool(here),
        any(_is_year(t) for t in here),
        _part(text, start, end, sentence, figures, opening),
        frozenset(" ".join(m.lower().split()) for m in _SPELL.findall(sentence.of(text))),
        who.lower(),
    )


def _called(figure: Figure, indicator: str, before: str, after: str) -> str:
    """What a claim is called: its indicator, else what is counted and what follows, else what goes before."""
    noun = (figure.unit or "") if figure.kind in ("count", "measure") else ""
    return indicator or f"{noun} {_first(after, 4)}".strip() or _last(before)


def _cause(before: str) -> int:
    """Where in the words before a figure the cause ends, and what it did begins: `Vụ cháy làm …`."""
    return max((t.end for t in scan(before) if t.low in _HENCE), default=0)


def _does(text: str, name: Span, start: int, end: int) -> bool:
    """Whether a name stands in the clause before the figure, and not for one who says it."""
    return start <= name.start and name.end <= end and not _SAYS.match(text, name.end)


def _is_year(time: Figure) -> bool:
    """Whether a time is a year, or longer."""
    date = time.date
    if date is None or date.start is None or date.end is None:
        return False
    return (date.end - date.start).days >= _YEAR


def _part(text: str, start: int, end: int, sentence: Span, figures: Sequence[Figure], opening: str) -> frozenset[str]:
    """The words that make a figure a share or an older count, in its clause and in what opens the sentence."""
    found = set(lexicon().part.findall(opening.lower()))
    for m in lexicon().part.finditer(text[start:end].lower()):
        counted = any(sentence.start <= f.span.start and f.span.end <= start + m.start() for f in figures)
        if counted or m[0] not in _LISTED:
            found.add(m[0])
    return frozenset(found)


def _opening(text: str, sentence: Span, to: int) -> str:
    """The short pieces that a sentence opens with (`Được biết, trước đó, vào năm 2013, …`): they hold for all of it."""
    at = sentence.start
    while (comma := text.find(",", at, to)) >= 0 and len(text[at:comma].split()) <= _OPENING:
        at = comma + 1
    return text[sentence.start : at]


def _who(before: str) -> str:
    """Whom the figure after `before` is told of: the name right there, else the last two words."""
    words = runs(before)
    name = 0
    while name < len(words) and words[-1 - name][0].isupper():
        name += 1
    return " ".join(words[-max(name, 2) :]) if name != 1 else words[-1]


def _clause(text: str, span: Span, sentence: Span) -> tuple[int, int]:
    """The clause round a figure: to the next comma, stop or `và` on either side; back over one that says no thing."""
    start, end = sentence.start, sentence.end
    left = [t for t in scan(text, sentence.start, span.start) if _parts(text, t)]
    right = next((t for t in scan(text, span.end, end) if t.low in _HENCE or _parts(text, t)), None)
    if right is not None:
        end = right.start
    while left:
        start = left.pop().end
        if _words(text[start : span.start] + " " + text[span.end : end]):
            break
        start = sentence.start
    return start, end


def _parts(text: str, token: Token) -> bool:
    """Whether a token parts two clauses: a sign, a full stop that no letter follows, `và` but for `và còn lại`."""
    if token.low == ".":
        return not text[token.end : token.end + 1].strip()
    return token.low in _BORDER or (token.low in _JOIN and not _LEFT.match(text, token.start))


def _blank(text: str, start: int, end: int, spans: Iterable[Span]) -> str:
    """A stretch of text without figures and names."""
    out, at = [], start
    for span in sorted(spans, key=lambda s: s.start):
        if span.start >= at and span.end <= end:
            out.append(text[at : span.start])
            at = span.end
    out.append(text[at:end])
    return " , ".join(out)


def _words(text: str) -> frozenset[str]:
    """Content words, synonyms by one form; names, numbers and words that say nothing left out."""
    known = lexicon()
    tokens = scan(text)
    lows = tuple(t.low for t in tokens)
    found = set()
    i = 0
    while i < len(lows):
        length, one = next(known.same.each(lows, i), (1, lows[i]))
        if length > 1 or one != lows[i] or (tokens[i].kind == WORD and one not in known.stop):
            found.add(one)
        i += length
    return frozenset(found)


def _names(text: str, sentence: Span) -> tuple[Span, ...]:
    """Runs of capitalised words of a sentence; the capital of its first word says nothing."""
    found: list[Span] = []
    for token in scan(text, sentence.start, sentence.end):
        opens = token.start == sentence.start or text[token.start - 1] in "\"“'‘("
        if not token.case or opens:
            continue
        if found and text[found[-1].end : token.start] == " ":
            found[-1] = Span(found[-1].start, token.end)
        else:
            found.append(Span(token.start, token.end))
    return tuple(found)


def _first(text: str, most: int = 3) -> str:
    """The first words of what follows a figure."""
    return " ".join(text.split()[:most])


def _last(text: str, most: int = 4) -> str:
    """The last words of what goes before a figure."""
    return " ".join(text.split()[-most:])
