"""A figure of an article and what it is said of.

A figure is taken for what stands round it: its indicator, the noun it counts, the verb that goes with that, the names
and times of its clause, the words that make it a part or an older count.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Final

from summarizer.digest.asof import Moment, as_of, is_as_of
from summarizer.digest.clauses import blanked, names_of, who_of
from summarizer.digest.lexicon import content_words, first, last, lexicon, phrases, weight
from summarizer.digest.place import Place, place_of
from summarizer.document.model import Span
from summarizer.engines.lexical import terms
from summarizer.facts.likeness import base_unit
from summarizer.facts.model import Figure
from summarizer.text.clean import clean
from summarizer.text.data import load
from summarizer.text.phrases import alternatives

_DATA: Final = load(__package__, "claim.toml")
_CASES: Final = re.compile(rf"(?:{alternatives(_DATA['cases'])}) (?=\w)")
"""`13 ca tử vong`, `11 trường hợp tử vong` count people, and say what befell them."""
_YEAR: Final = 360
_LEVEL: Final = re.compile(r"(?<!\w)(?:còn|lên|xuống|đến|tới|mức)\s*(?:tới|đến|mức|còn)?\s*$")
"""What turns a change into a level: `giảm còn 2,1%`."""
_SPELL: Final = re.compile(
    r"(?<!\w)(?:\d+ tháng(?: đầu| cuối)?(?: năm)?|tháng \d+|quý (?:[IV]+|\d)|năm \d{4}|\d+ năm|\d+ ngày|tuần)"
    r"(?!\w)(?! tù)",
    re.IGNORECASE,
)
_NUMBERED: Final = re.compile(
    rf"(?<!\w)({alternatives(_DATA['numbered'])})"
    r"\s+(?:số\s+|thứ\s+)?([IVX]+|\d+[a-z]?|[A-Z]|[Hh]ai|[Bb]a|[Tt]ư|[Nn]ăm|[Ss]áu|[Bb]ảy|nhất)(?!\w)"
)
_SUNDAY: Final = re.compile(r"(?<!\w)chủ nhật(?!\w)", re.IGNORECASE)
"""A day of the week as `thứ Hai` is, which has a number."""
_LISTED: Final = frozenset({"gồm", "bao gồm"})
"""What they list is a part only where the whole has been counted."""
_NUMBER_OF: Final = re.compile(r"(?<!\w)(?<!dân )số (?!\d)(?:(?!số (?!\d))[^,;:.()\n])*$", re.IGNORECASE)
"""`số người mất tích được xác định là`: what is counted stands right after `số`, however far from the figure."""
_LISTING: Final = re.compile(r",| và(?!\w)| hoặc(?!\w)")
_RAISED: Final = re.compile(
    r"(?<!\w)(?:nâng|đưa)(?!\w)[^,;]*(?<!\w)lên|(?<!\w)(?:tăng|đã) lên(?!\w)|(?<!\w)lên (?:tới|đến)(?!\w)"
)
_TO_COME: Final = re.compile(
    r"(?<!\w)(?:sẽ|dự kiến|dự báo|dự tính|phấn đấu|mục tiêu|chỉ tiêu|đề xuất|đề nghị|kiến nghị|yêu cầu|cần|nên"
    r"|kỳ vọng)(?!\w)"
    r"|(?<!\w)(?:thông qua|theo|trình|duyệt|đề ra|đặt ra) kế hoạch(?!\w)|(?<!\w)kế hoạch (?:năm )?\d{4}(?!\w)"
    r"|(?<!\w)(?:để|lệnh)(?: \w+){0,3} (?:hơn |gần |khoảng )?$",
    re.IGNORECASE,
)
_BREAK: Final = re.compile(rf"(?:^|\s)(?:{alternatives(_DATA['breaks'])}|[-–(\[«\"“])(?=\s|$)|[,;:.]")
"""Where a label made of the words after a figure ends."""
_MODIFIER: Final = re.compile(
    r"(?:\s|^)(?:hơn|gần|khoảng|trên|dưới|ít nhất|tối đa|tối thiểu|chừng|ước)\s*$", re.IGNORECASE
)
_BASIS: Final = re.compile(r"(?<!\w)so (?:với )?cùng kỳ|(?<!\w)so với")
"""What a change is measured from makes it no part."""
_SO_FAR: Final = re.compile(
    r"(?:(?<=thiệt hại )(?:về tài sản |vật chất )?|(?<=ước tính )|(?<=thống kê )|(?<=thông tin )|(?<=điều tra )"
    r"|(?<=xác minh )|(?<=khám nghiệm ))ban đầu"
)
"""An estimate is no older count, nor is what an inquiry first says."""
_OTHERS: Final = re.compile(r" (?:khác|nữa)(?!\w)", re.IGNORECASE)
_ONLY: Final = re.compile(r"(?:riêng|trong đó)(?!\w)", re.IGNORECASE)
"""A sentence that opens so tells parts to its end."""
_SAYS: Final = re.compile(
    r"(?:\s+tế)?\s+(?:cho biết|cho hay|nói|khẳng định|thông báo|xác nhận|công bố|dẫn|đưa tin|ước tính|báo cáo"
    r"|ghi nhận|thống kê)(?!\w)"
)
_RIGHT_BEFORE: Final = frozenset({" ", " (", ": ", " là "})
_INSIDE: Final = 16
"""Code points between a bracket that opens and the figure in it."""
TELLING: Final = 4.0
"""How much a counted noun says from which it needs no other word: `ki-ốt`, `tàu cá`, no `hộ`."""
BORN: Final = "năm sinh"
YEARS: Final = "tuổi"
AGES: Final = frozenset({YEARS, BORN})
_PRISON: Final = "tháng tù"
_OF_PERSON: Final = AGES | {_PRISON}


@dataclass(frozen=True, slots=True)
class Claim:
    """A figure and what it is said of.

    `unit`: the one that it is compared in; `moves`: `up` or `down` for a change, empty for a level; `noun`: words of
    the unit; `words`: of its clause, one form for each group of synonyms; `near`: those right beside it, which name or
    rule the thing counted, `after`: those of them that
    follow; `head`: those of its indicator; `names`: proper names of the sentence, `held`: of the
    clause, but of who says it; `subjects`: those
    before the figure in its clause, `named`: one right before it; `numbered`: what is told apart by a number or letter
    (`vùng II`); `times`: the dates and periods there; `dated`: whether any is in its clause or opens the sentence,
    `of_year`: one that is a year or more; `part`: words that make it a share or an older count; `spells`: stretches of
    time (`6 tháng`, `quý III`); `who`: the name or words right before, for ages and sentences; `sizes`: what is
    measured (`dài`, `dân số`), `bearer`: the words before it, of what has that size; `as_of`: the moment that it is
    told for (`tính đến 17h ngày 10/9`); `raised`: an earlier count is said to have grown to it;
    `to_come`: it is planned, asked for or feared; `bracketed`: the name that it stands behind in brackets
    (`Bình Phước (2 cơ sở)`); `listed`: other things are counted in its sentence; `beside`: the other amounts there;
    `sentence`: all its words.

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
    held: frozenset[str]
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
    bracketed: str
    listed: bool
    beside: frozenset[tuple[str, str]]
    sentence: frozenset[str]

    @property
    def of_person(self) -> bool:
        """Whether it is told of one person: how old, how many years in prison."""
        return self.unit in _OF_PERSON


def claim_at(
    text: str, figure: Figure, sentence: Span, times: tuple[Figure, ...], figures: Sequence[Figure]
) -> Claim | None:
    """The claim that a figure makes in its sentence; None where nothing tells what it is of.

    `times` are the dates and periods of the sentence, `figures` those of the article.
    """
    place = place_of(text, figure, sentence, figures)
    before, after = place.before, place.after
    unit = (figure.unit or "").lower()
    figure = _of_one_unit(figure, unit)
    base = base_unit(figure.unit)[0]
    said = _words(place, of_person=base in _OF_PERSON)
    if said is None:
        return None
    words, near = said
    nouns = content_words(unit or first(after, 2) if figure.kind == "count" else unit)
    if fates := _befallen(unit):
        nouns, words, near = frozenset(), words | fates, near | fates
    who = _sentenced(place) if base == _PRISON else who_of(text[sentence.start : figure.span.start])
    label = f"{who} ({figure.unit})" if base in AGES else place.indicator
    times, here, moment = _times(place, times)
    subjects, named = _subjects(place)
    others = [
        f for f in figures if f.span != figure.span and sentence.start <= f.span.start and f.span.end <= sentence.end
    ]
    return Claim(
        figure=figure,
        unit=base,
        what=clean(label or _called(before, unit if figure.kind in ("count", "measure") else "", after)),
        moves=figure.trend if figure.trend in ("up", "down") and not _LEVEL.search(before.lower()) else "",
        noun=nouns,
        words=words,
        near=near,
        after=content_words(first(after)),
        head=content_words(place.indicator) - nouns,
        names=frozenset(n.of(text).lower() for n in place.names),
        held=frozenset(n.of(text).lower() for n in place.names if _does(text, n, place.start, place.end)),
        subjects=subjects,
        named=named,
        numbered=frozenset(_numbered(text, Span(place.start, place.end), figures)) | frozenset(_numbered(label)),
        times=times,
        dated=bool(here),
        of_year=any(_is_year(t) for t in here),
        part=_part(place),
        spells=frozenset(_spell(m) for m in _SPELL.findall(f"{place.opening} ; {text[place.start : place.end]}")),
        who=who.lower(),
        sizes=lexicon().sizes & content_words(last(before, 6)),
        bearer=_bearer(blanked(text, place.told, figure.span.start, place.blanks)),
        as_of=moment,
        raised=_RAISED.search(before.lower()) is not None,
        to_come=_TO_COME.search(text, sentence.start, figure.span.start) is not None,
        bracketed=_bracketed(place),
        listed=any(f.kind == "count" and f.unit for f in others),
        beside=frozenset((str(f.value), base_unit(f.unit)[0]) for f in others if f.kind not in ("date", "period")),
        sentence=frozenset(terms(sentence.of(text))),
    )


def _spell(words: str) -> str:
    """A stretch of time without what says only where in the year it lies: `9 tháng đầu năm` is `9 tháng`."""
    return " ".join(w for w in words.lower().split() if w not in ("đầu", "năm") or words.lower().startswith("năm"))


def _words(place: Place, *, of_person: bool) -> tuple[frozenset[str], frozenset[str]] | None:
    """The words of the clause, and those right beside the figure; None where none tells what it is of."""
    kind = place.figure.kind
    words = content_words(blanked(place.text, place.told, place.end, place.blanks)) | content_words(place.indicator)
    # what an amount of money or a share measures may be named well before it; what is counted stands right there
    reach = 4 if kind in ("count", "measure") else 10
    close_by = _close_by(place.text[place.told : place.figure.span.start], reach)
    near = content_words(f"{close_by} , {first(place.after, 6)} , {first(place.indicator, 6)}")
    nouns = content_words(place.figure.unit or "")
    if of_person or words - nouns:
        return words, near
    # in a list what is said of all stands before the first: `thu giữ 3 ô tô, 15 điện thoại`
    words = content_words(blanked(place.text, place.sentence.start, place.sentence.end, place.blanks))
    if nouns and not words - nouns and kind == "count" and weight(nouns) >= TELLING:
        return frozenset(), near  # `Tang vật gồm 102 bánh heroin`
    return (words, near | words) if nouns and words - nouns else None


def _times(place: Place, times: Sequence[Figure]) -> tuple[tuple[Figure, ...], Sequence[Figure], Moment | None]:
    """The times of the clause, or else of the sentence; those told of it for sure; up to when it is counted."""

    def inside(time: Figure) -> bool:
        return place.start <= time.span.start < place.end

    opened = place.sentence.start + len(place.opening)
    sure = [t for t in times if inside(t) or t.span.end <= opened]
    up_to = [t for t in sure if is_as_of(place.text, t)]
    moment = next((moment for t in up_to if (moment := as_of(place.text, t))), None)
    others = tuple(t for t in times if t not in up_to)
    return tuple(t for t in others if inside(t)) or others, [t for t in sure if t not in up_to], moment


def _of_one_unit(figure: Figure, unit: str) -> Figure:
    """The figure in a unit that others of its kind are in: people by whatever noun, a list of nouns however joined."""
    if figure.kind == "count" and (lexicon().people.match(unit) or _befallen(unit)):
        return replace(figure, unit="người")
    if figure.kind == "count" and _LISTING.search(unit):
        return replace(figure, unit=" ".join(_LISTING.sub(" ", unit).split()))
    return figure


def _befallen(unit: str) -> frozenset[str]:
    """What befell those whom a unit counts as cases."""
    return content_words(unit) & lexicon().fates if _CASES.match(unit) else frozenset()


def _close_by(before: str, reach: int) -> str:
    """The words before a figure that name what it counts."""
    found = _NUMBER_OF.search(before)
    return found[0] if found else last(before, reach)


def _subjects(place: Place) -> tuple[frozenset[str], str]:
    """The names before a figure in its clause, and the one right before it."""
    text, end = place.text, place.figure.span.start
    doing = frozenset(n.of(text).lower() for n in place.names if _does(text, n, place.start, end))
    return doing, next((n.of(text).lower() for n in place.names if text[n.end : end] in _RIGHT_BEFORE), "")


def _sentenced(place: Place) -> str:
    """Who goes to prison: the last full name (of three syllables, so no place's) before the term, unless another term
    stands between; else the name right there. `Mức án` is nobody."""
    text, at = place.text, place.figure.span.start
    since = max((f.span.end for f in place.figures if f.unit == place.figure.unit and f.span.end <= at), default=0)
    names = names_of(text, place.sentence, opening=True)
    full = [n.of(text) for n in names if since <= n.start and n.end <= at and n.of(text).count(" ") > 1]
    who = who_of(text[place.sentence.start : at])
    return full[-1] if full else who if all(w[0].isupper() for w in who.split()) else ""


def _bracketed(place: Place) -> str:
    """The name that the figure stands behind in brackets, be there a word before it: `Ấn Độ (giảm 66%)`."""
    text, at = place.text, place.figure.span.start
    opened = text.rfind("(", max(place.sentence.start, at - _INSIDE), at)
    if opened < 0 or ")" in text[opened:at] or place.figure.kind not in ("count", "percent", "money"):
        return ""
    return next((n.of(text).lower() for n in place.names if text[n.end : opened] == " "), "")


def _called(before: str, noun: str, after: str) -> str:
    """What a figure without a label is of, in words of the text: the noun with what rules it, else what goes before."""
    rest = _BREAK.split(first(after, 6), maxsplit=1)[0].strip()
    if noun and (rest or not lexicon().people.fullmatch(noun)):
        return f"{noun} {rest}".strip()
    said = _MODIFIER.sub("", last(before, 6)).strip()
    return " … ".join(filter(None, (said, noun)))


def _numbered(text: str, within: Span | None = None, figures: Sequence[Figure] = ()) -> Iterable[tuple[str, str]]:
    """What is told apart by a number or letter; a quantity is none (`loại 30 chỗ`, `dân số 184.000 người`)."""
    amounts = [f.span for f in figures if f.kind not in ("date", "period")]
    place = (within.start, within.end) if within else ()
    if _SUNDAY.search(text, *place):
        yield "thứ", "nhật"
    for m in _NUMBERED.finditer(text, *place):
        if not any(span.start <= m.start(2) < span.end for span in amounts):
            yield m[1].lower(), m[2].lower()


def _bearer(before: str) -> tuple[str, ...]:
    """The content words before a figure, in their order, without those that say what is measured."""
    return tuple(w for phrase in phrases(before) for w in sorted(content_words(phrase)) if w not in lexicon().sizes)


def _does(text: str, name: Span, start: int, end: int) -> bool:
    """Whether a name stands in the clause before the figure, and not for one who says it."""
    return start <= name.start and name.end <= end and not _SAYS.match(text, name.end)


def _is_year(time: Figure) -> bool:
    """Whether a time is a year, or longer."""
    date = time.date
    if date is None or date.start is None or date.end is None:
        return False
    return (date.end - date.start).days >= _YEAR


def _part(place: Place) -> frozenset[str]:
    """The words that make a figure a share or an older count, in its clause and in what opens the sentence."""
    text, start, opens = place.text, place.start, place.sentence.start
    if base_unit(place.figure.unit)[0] in AGES:
        return frozenset()  # `trước đó`, `khi đó` he was as old
    opening = _SO_FAR.sub(lambda m: "_" * len(m[0]), place.opening.lower())
    found = set(lexicon().part.findall(opening)) - _LISTED
    if m := _ONLY.match(text, opens):
        found.add(m[0].lower())
    if others := _OTHERS.match(text, place.figure.span.end):
        found.add(others[0].strip().lower())
    basis = _BASIS.search(text, start, place.end)
    clause = text[start : basis.start() if basis else place.end].lower()
    for m in lexicon().part.finditer(_SO_FAR.sub(lambda m: "_" * len(m[0]), clause)):
        at = start + m.start()
        before = (text[f.span.end : at] for f in place.figures if opens <= f.span.start and f.span.end <= at)
        # `66 người, gồm 56 khách` lists the whole; `bắt 5 người, tang vật gồm` something else, and what follows is none
        listed = at < place.figure.span.start and any("," not in words.rstrip(" ,(") for words in before)
        if m[0] not in _LISTED or listed:
            found.add(m[0])
    return frozenset(found)
