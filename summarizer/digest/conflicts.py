"""Where two articles of one story give different figures for the same thing.

A figure is taken for what stands round it: its indicator, the noun it counts, the verb that goes with that, the names
and times of its clause. Two figures conflict when they are of one kind and unit, what stands round them is the same,
nothing tells them apart (another date, place, part, plan, direction), their values cannot both be true
(`facts.compare`), and neither article also gives the other's figure. Where in doubt nothing is said: an editor who is
shown false conflicts stops looking.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from itertools import combinations
from typing import Final

from summarizer.brief.model import Brief
from summarizer.brief.rendering.clean import clean
from summarizer.brief.rendering.places import Places
from summarizer.digest.document.model import Conflict, Entry, Side
from summarizer.document.model import Article, Span
from summarizer.facts.compare import base_unit, relation
from summarizer.facts.model import Facts, Figure

MOST: Final = 6
"""Conflicts of a story that are shown."""
_LIKE: Final = 0.6
"""Share of the words round the figure with fewer of them that the other has, too."""
_COUNTED: Final = 0.4
"""The same where a telling noun is counted (`hộ dân`, `nghi phạm`), and shared."""
_TOKEN: Final = re.compile(r"\w+(?:[./]\w+)*|[,;:()\n]|\.(?=\s|$)")
_BORDER: Final = frozenset(",;:().\n")
_JOIN: Final = frozenset({"và", "còn", "nhưng", "song"})
_WORD: Final = re.compile(r"\w+")
_LEVEL: Final = re.compile(r"(?<!\w)(?:còn|lên|xuống|đến|tới|mức)\s*(?:tới|đến|mức|còn)?\s*$")
"""What turns a change into a level: `giảm còn 2,1%`."""
_SPELL: Final = re.compile(
    r"(?<!\w)(?:\d+ tháng(?: đầu| cuối)?(?: năm)?|tháng \d+|quý (?:[IV]+|\d)|năm \d{4}|\d+ năm|\d+ ngày|tuần)"
    r"(?!\w)(?! tù)",
    re.IGNORECASE,
)
_OPENING: Final = 8
_WHOLE: Final = 0.4
"""Share of all words round two amounts that both have: money and per cents are said of everything."""
_ROUND: Final = re.compile(r"(?<!\w)(?:hàng|vài|mấy|chục)(?!\w)")
"""`hàng chục`, `gần chục` contradict nothing."""
_AGES: Final = frozenset({"tuổi"})
_SPANS: Final = frozenset({"phút", "tháng", "phút/ngày"})
"""Base units of stretches of time; how long something took is told of too many things."""
_VAGUE: Final = frozenset({"người", "nạn nhân", "cái", "chiếc", "trường hợp", ""})


@dataclass(frozen=True, slots=True)
class Told:
    """An article of the story, as it was briefed."""

    entry: Entry
    brief: Brief


@dataclass(frozen=True, slots=True)
class Claim:
    """A figure and what it is said of.

    `unit`: the one that it is compared in; `moves`: `up` or `down` for a change, empty for a level; `noun`: words of
    the unit; `words`: of its clause, one form for each group of synonyms; `near`: those right beside it, which name or
    rule the thing counted; `names`: proper names of the sentence; `times`: the dates and periods there; `part`: words
    that make it a share or an older count; `spells`: stretches of time (`6 tháng`, `quý III`); `who`: the name or words
    right before, for ages.
    """

    figure: Figure
    unit: str
    what: str
    moves: str
    noun: frozenset[str]
    words: frozenset[str]
    near: frozenset[str]
    names: frozenset[str]
    times: tuple[Figure, ...]
    part: frozenset[str]
    spells: frozenset[str]
    who: str


@dataclass(frozen=True, slots=True)
class _Lexicon:
    same: re.Pattern[str]
    stands_for: dict[str, str]
    apart: tuple[frozenset[str], ...]
    part: re.Pattern[str]
    stop: frozenset[str]


@cache
def _lexicon() -> _Lexicon:
    data = tomllib.loads(resources.files(__package__).joinpath("conflicts.toml").read_text(encoding="utf-8"))
    stands_for = {word: group[0] for group in reversed(data["same"]) for word in group}
    apart = tuple(frozenset(row) for row in data["apart"])
    phrases = {w for row in data["apart"] for w in row if " " in w} | set(stands_for)
    return _Lexicon(_any(phrases), stands_for, apart, _any(data["part"]), frozenset(data["stop"]))


def _any(phrases: Iterable[str]) -> re.Pattern[str]:
    longest = sorted(phrases, key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest))})(?!\w)")


def conflicts(told: Sequence[Told]) -> list[Conflict]:
    """The conflicts between the articles of a story, most salient first; each thing is told once."""
    claims = [claims_of(t.brief.article, t.brief.facts) for t in told]
    found: list[tuple[float, Conflict]] = []
    seen: set[tuple[object, ...]] = set()
    for (i, a), (j, b) in combinations(enumerate(told), 2):
        for x, y in pairs(claims[i], claims[j]):
            key = tuple(sorted((_value(x.figure), _value(y.figure))))
            if key in seen:
                continue
            seen.add(key)
            sides = (_side(a, x), _side(b, y))
            found.append((max(x.figure.salience, y.figure.salience), Conflict(x.what or y.what, sides)))
    found.sort(key=lambda f: -f[0])
    return [conflict for _, conflict in found[:MOST]]


def pairs(ours: Sequence[Claim], theirs: Sequence[Claim]) -> list[tuple[Claim, Claim]]:
    """Claims of two articles that cannot both be true."""
    found = []
    for x in ours:
        rivals = [y for y in theirs if at_odds(x, y)]
        if not rivals or any(_agrees(x, y) for y in theirs):
            continue
        y = max(rivals, key=lambda r: (len(x.words & r.words), r.figure.salience))
        if not any(_agrees(y, other) for other in ours):
            found.append((x, y))
    return found


def at_odds(x: Claim, y: Claim) -> bool:
    """Whether two claims are of the same thing and contradict each other."""
    a, b = x.figure, y.figure
    if a.kind != b.kind and {a.kind, b.kind} != {"count", "measure"}:
        return False
    turned = {x.moves, y.moves} == {"up", "down"}
    if (x.moves != y.moves and not turned) or not x.words & y.words or not _same_thing(x, y):
        return False
    found = relation(a, b).verdict
    if x.unit != y.unit and (found != "differs" or a.kind not in ("count", "measure")):
        return False
    return turned or found == "differs"


def _agrees(x: Claim, y: Claim) -> bool:
    """Whether `y` says what `x` says, as far as the value goes, of something that may be the same."""
    if x.moves != y.moves or not x.words & y.words:
        return False
    return relation(x.figure, y.figure).compatible and not _apart(x, y)


def _same_thing(x: Claim, y: Claim) -> bool:
    """Whether what stands round the two is the same, and nothing tells them apart."""
    nouns = x.noun | y.noun
    ours, theirs = x.words - nouns, y.words - nouns
    shared, near = ours & theirs, (x.near & y.near) - nouns
    if not shared or not near or _apart(x, y):
        return False
    few, all_ = min(len(ours), len(theirs)), len(ours | theirs)
    if x.unit in _AGES:
        return bool(x.who) and x.who == y.who
    if "count" in (x.figure.kind, y.figure.kind) and x.unit not in _VAGUE:
        return len(shared) >= _COUNTED * few  # the noun itself is shared, too
    if len(shared) < _LIKE * few:
        return False
    return x.unit in _VAGUE or len(shared) >= _WHOLE * all_


def _apart(x: Claim, y: Claim) -> bool:
    """Whether something tells the two apart: a part against a whole, other names, times or contrary words."""
    if x.part != y.part:
        return True
    nouns = x.noun | y.noun
    for row in _lexicon().apart:
        ours, theirs = (row & x.words) - nouns, (row & y.words) - nouns
        if ours != theirs and (row & (x.near | y.near) or (ours and theirs)):
            return True
    if x.names and y.names and not _named_alike(x.names, y.names):
        return True
    if x.spells and y.spells and not x.spells & y.spells:
        return True
    return _other_time(x, y)


def _named_alike(a: frozenset[str], b: frozenset[str]) -> bool:
    """Whether a name of one is within a name of the other (`Hà Nội`, `TP Hà Nội`)."""
    return any(p in q or q in p for p in a for q in b)


def _other_time(x: Claim, y: Claim) -> bool:
    """Whether both name times and none of them can be the same."""
    if not x.times or not y.times:
        return False
    verdicts = {relation(s, t).verdict for s in x.times for t in y.times}
    return not verdicts & {"equal", "agrees"} and "differs" in verdicts


# --- what stands round a figure --------------------------------------------------------------------------------------


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
    return found


def _claim(
    article: Article, figure: Figure, sentence: Span, times: tuple[Figure, ...], figures: Sequence[Figure]
) -> Claim | None:
    text = article.text
    start, end = _clause(text, figure.span, sentence)
    before, after = text[start : figure.span.start], text[figure.span.end : end]
    indicator = figure.indicator.of(text) if figure.indicator else ""
    blanked = _blank(text, start, end, figures)
    words = _words(f"{blanked} , {indicator}")
    near = _words(f"{_last(before)} , {_first(after)} , {_first(indicator, 6)}")
    nouns = _words(figure.unit or "")
    if not words - nouns:
        return None
    moves = figure.trend if figure.trend in ("up", "down") and not _LEVEL.search(before.lower()) else ""
    noun = (figure.unit or "") if figure.kind in ("count", "measure") else ""
    who = " ".join(_WORD.findall(text[sentence.start : figure.span.start])[-2:])
    if base_unit(figure.unit)[0] in _AGES:
        indicator = f"{who} ({figure.unit})"
    named = indicator or f"{noun} {_first(after, 4)}".strip() or _last(before)
    close = tuple(t for t in times if start <= t.span.start < end) or times
    return Claim(
        figure,
        base_unit(figure.unit)[0],
        clean(named),
        moves,
        nouns,
        words,
        near,
        _names(text, sentence),
        close,
        frozenset(_lexicon().part.findall(f"{_opening(text, sentence)} , {text[start:end]}".lower())),
        frozenset(" ".join(m.lower().split()) for m in _SPELL.findall(sentence.of(text))),
        who.lower(),
    )


def _opening(text: str, sentence: Span) -> str:
    """What a sentence opens with, up to its first comma: it holds for all of it (`Trước đó, …`)."""
    opening, comma, _ = sentence.of(text).partition(",")
    return opening if comma and len(opening.split()) <= _OPENING else ""


def _clause(text: str, span: Span, sentence: Span) -> tuple[int, int]:
    """The clause round a figure: to the next comma, stop or `và` on either side; back over one that says no thing."""
    start, end = sentence.start, sentence.end
    borders = [
        m for m in _TOKEN.finditer(text, sentence.start, sentence.end) if m[0] in _BORDER or m[0].lower() in _JOIN
    ]
    left = [m for m in borders if m.end() <= span.start]
    right = next((m for m in borders if m.start() >= span.end), None)
    if right is not None:
        end = right.start()
    while left:
        start = left.pop().end()
        if _words(text[start : span.start] + " " + text[span.end : end]):
            break
        start = sentence.start
    return start, end


def _blank(text: str, start: int, end: int, figures: Sequence[Figure]) -> str:
    """The clause without its figures."""
    out, at = [], start
    for f in figures:
        if f.span.start >= at and f.span.end <= end:
            out.append(text[at : f.span.start])
            at = f.span.end
    out.append(text[at:end])
    return " , ".join(out)


def _words(text: str) -> frozenset[str]:
    """Content words, synonyms by one form; names, numbers and words that say nothing left out."""
    lexicon = _lexicon()
    lower = text.lower()
    found = set()
    kept = []
    at = 0
    for m in lexicon.same.finditer(lower):
        kept.append(lower[at : m.start()])
        found.add(lexicon.stands_for.get(m[0], m[0]))
        at = m.end()
    kept.append(lower[at:])
    for word in _TOKEN.findall(" ".join(kept)):
        if word not in _BORDER and word not in lexicon.stop and not any(c.isdigit() for c in word):
            found.add(word)
    return frozenset(found)


def _names(text: str, sentence: Span) -> frozenset[str]:
    """Runs of capitalised words of a sentence, lower-cased; the capital of its first word says nothing."""
    found: list[list[str]] = []
    last = -2
    for m in _WORD.finditer(text, sentence.start, sentence.end):
        opens = m.start() == sentence.start or text[m.start() - 1] in "\"“'‘("
        if not m[0][0].isupper() or opens:
            continue
        if last == m.start() - 1 and found:
            found[-1].append(m[0].lower())
        else:
            found.append([m[0].lower()])
        last = m.end()
    return frozenset(" ".join(name) for name in found)


def _first(text: str, most: int = 3) -> str:
    """The first words of what follows a figure."""
    return " ".join(text.split()[:most])


def _last(text: str, most: int = 4) -> str:
    """The last words of what goes before a figure."""
    return " ".join(text.split()[-most:])


def _value(figure: Figure) -> str:
    return f"{figure.value}{figure.unit}{figure.trend}"


def _side(told: Told, claim: Claim) -> Side:
    article = told.brief.article
    index = article.sentence_at(claim.figure.span.start)
    assert index is not None
    return Side(
        told.entry,
        clean(claim.figure.span.of(article.text)),
        clean(article.sentences[index].of(article.text)),
        claim.figure.span,
        Places(article).short(claim.figure.span),
    )
