"""Numbers of a brief that are no figures: document numbers, ordinals, scores, Roman numerals, codes."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence

from summarizer.brief.gate.finding import Finding
from summarizer.brief.gate.passage import Passage
from summarizer.brief.gate.source import Source
from summarizer.brief.gate.words import DIGITS, NUMBER, WORD
from summarizer.document.model import Span

_CODE = re.compile(r"\d")
_YEAR = re.compile(r"(?:19|20)\d\d")
_ROMAN = re.compile(r"[ivxlc]{1,7}")
_NUMBERED = frozenset(
    {"khóa", "quí", "loại", "hội", "nghị", "kỳ", "lần", "vùng", "hạng", "cấp", "thứ", "lớp", "nhóm", "chương"}
)


def check(s: Passage, source: Source, figures: Sequence[Span]) -> list[Finding]:
    """Findings on numbers outside `figures` (spans into the sentence) that the source does not hold."""
    held = source.remembered("numerals", _numerals)
    starts = sorted((f.start, f.end) for f in figures)
    out: list[Finding] = []
    for i, t in enumerate(s.terms):
        n = bisect_right(starts, (t.start, len(s.text) + 1)) - 1
        if n >= 0 and t.start < starts[n][1]:
            continue
        found = None
        if t.kind == NUMBER:
            found = _numeral(s, i, source, held)
        elif t.kind == WORD and _CODE.search(t.key) and not _code(t.key, source, held):
            found = Finding("name", "entity", {"name": s.wording(i, i + 1)}, words=(s.span(i, i + 1),))
        elif t.case == 2 and _ROMAN.fullmatch(t.key) and i and s.keys[i - 1] in _NUMBERED and t.key not in source.index:
            found = _missing(s, i - 1, i + 1)
        if found is not None:
            out.append(found)
    return out


def _code(key: str, source: Source, held: frozenset[str]) -> bool:
    """Whether the source holds a code (`T54`), also with the words that its letters stand for: `Quốc lộ 14E`."""
    number = re.search(r"\d+", key)
    return any(key in p.key_set for p in source.everything) or (
        number is not None and 1 < number.start() < 4 and _plain(number[0]) in held
    )


def _missing(s: Passage, begin: int, end: int) -> Finding:
    return Finding("figure.missing", "number", {"figure": s.wording(begin, end)}, words=(s.span(begin, end),))


def _numeral(s: Passage, i: int, source: Source, held: frozenset[str]) -> Finding | None:
    """The objection to the numeral at `i`, if any."""
    score = _other_score(s, i, source)
    if score is not None:
        told = {"figure": s.wording(i, i + 3), "source": score.of(source.article.text)}
        return Finding("figure.other", "number", told, words=(s.span(i, i + 3),), source=(score,))
    if _plain(s.keys[i]) in held or _in_words(s, i, source):
        return None
    if _YEAR.fullmatch(s.keys[i]):
        return None  # a brief may add the year of an event
    before = i - 1 if i and s.terms[i - 1].kind == WORD else i
    return _missing(s, before, i + 2 if i + 1 < len(s.terms) and s.terms[i + 1].kind == WORD else i + 1)


def _in_words(s: Passage, i: int, source: Source) -> bool:
    """Whether the source has the number in words, with a noun akin: `2 tách` for `hai tách`."""
    ours = {s.keys[k] for k in range(i, min(i + 4, len(s.keys))) if s.content[k] and s.keys[k] not in DIGITS}
    for word, digit in DIGITS.items():
        for index, k in source.positions.get(word, ()) if digit == _plain(s.keys[i]) and word != "năm" else ():
            p = source.passages[index]
            if ours & {p.keys[n] for n in range(k + 1, min(k + 4, len(p.keys))) if p.content[n]}:
                return True
    return False


def _other_score(s: Passage, i: int, source: Source) -> Span | None:
    """A score of the source, where the brief's (`6-2`) is none of them, either way round."""
    mine = _score(s, i)
    if mine is None:
        return None
    found = {
        score: p.span(k, k + 3)
        for p in source.passages
        for k, t in enumerate(p.terms)
        if t.kind == NUMBER and (score := _score(p, k)) is not None
    }
    return None if not found or mine in found or mine[::-1] in found else next(iter(found.values()))


def _score(p: Passage, i: int) -> tuple[str, str] | None:
    """Two small numbers joined by a dash without white space (`2-1`), in a row of their own."""
    three = p.terms[i : i + 3]
    if len(three) < 3 or three[1].key not in "-–" or three[2].kind != NUMBER or three[0].end != three[1].start:
        return None
    joined = three[1].end == three[2].start and not any(
        t.key in "-–/%" for t in (*p.terms[max(0, i - 1) : i], *p.terms[i + 3 : i + 4])
    )
    small = len(three[0].key) <= 2 and len(three[2].key) <= 2
    return (three[0].key, three[2].key) if joined and small else None


def _plain(key: str) -> str:
    """A numeral literal without leading zeros and thousands points."""
    if re.fullmatch(r"\d{1,3}(\.\d{3})+", key):
        key = key.replace(".", "")
    return key.lstrip("0") or "0"


def _numerals(source: Source) -> frozenset[str]:
    """All numerals of the source, plain, and the values of its figures."""
    found = {_plain(t.key) for p in source.everything for t in p.terms if t.kind == NUMBER}
    for f in source.facts.figures:
        for value in f.value if isinstance(f.value, tuple) else (f.value,):
            if isinstance(value, int | float):
                found.add(f"{value:g}".replace(".", ","))
                found.add(str(int(value)) if float(value).is_integer() else str(value))
    return frozenset(found)
