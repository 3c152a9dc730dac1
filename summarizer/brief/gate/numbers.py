"""Numbers of a brief that are no figures: document numbers, ordinals, scores, Roman numerals, codes."""

from __future__ import annotations

import re
from collections.abc import Sequence

from summarizer.brief.gate.finding import Finding
from summarizer.brief.gate.passage import Passage
from summarizer.brief.gate.source import Source
from summarizer.brief.gate.words import DIGITS, NUMBER, WORD
from summarizer.document.model import Span

_NUMBER = re.compile(r"\d+")
_YEAR = re.compile(r"(?:19|20)\d\d")
_ROMAN = re.compile(r"[ivxlc]{1,7}")
_SCORE = re.compile(r"(?<![\d/–-])\d{1,2}[-–]\d{1,2}(?![\d/%–-])")
_NUMBERED = frozenset(
    {"khóa", "quí", "loại", "hội", "nghị", "kỳ", "lần", "vùng", "hạng", "cấp", "thứ", "lớp", "nhóm", "chương"}
)


def check(s: Passage, source: Source, figures: Sequence[Span]) -> list[Finding]:
    """Findings on numbers outside `figures` (spans into the sentence) that the source does not hold."""
    held = source.remembered("numerals", _numerals)
    first, either_way = source.remembered("scores", _scores)
    told = [Span(*m.span()) for m in _SCORE.finditer(s.text) if first and _parts(m[0]) not in either_way]
    covered = {k for f in figures for k in range(f.start, f.end)}
    other = [x for x in told if covered.isdisjoint(range(x.start, x.end))]
    out = [Finding("figure.other", "number", {"figure": x.of(s.text), "source": first}, words=(x,)) for x in other]
    covered |= {k for x in other for k in range(x.start, x.end)}
    found = (_unheld(s, i, source, held) for i, t in enumerate(s.terms) if t.start not in covered)
    return [*out, *(f for f in found if f is not None)]


def _unheld(s: Passage, i: int, source: Source, held: frozenset[str]) -> Finding | None:
    """The objection to the number or code at term `i`, if it is one; a brief may add the year of an event."""
    t = s.terms[i]
    if t.kind == WORD and _NUMBER.search(t.key):
        known = _code(t.key, source, held)
        return None if known else Finding("name", "entity", {"name": s.wording(i, i + 1)}, words=(s.span(i, i + 1),))
    before = i and s.terms[i - 1].kind == WORD
    if t.kind == NUMBER and _plain(t.key) not in held and not _YEAR.fullmatch(t.key):
        end = i + 2 if i + 1 < len(s.terms) and s.terms[i + 1].kind == WORD else i + 1
    elif t.case == 2 and _ROMAN.fullmatch(t.key) and s.keys[max(0, i - 1)] in _NUMBERED and t.key not in source.index:
        end = i + 1
    else:
        return None
    begin = i - 1 if before else i
    return Finding("figure.missing", "number", {"figure": s.wording(begin, end)}, words=(s.span(begin, end),))


def _scores(source: Source) -> tuple[str, frozenset[tuple[str, ...]]]:
    """The first score of the source, and all of them, either way round."""
    found = _SCORE.findall(source.article.text)
    return found[0] if found else "", frozenset(x for m in found for x in (_parts(m), _parts(m)[::-1]))


def _parts(score: str) -> tuple[str, ...]:
    return tuple(_NUMBER.findall(score))


def _code(key: str, source: Source, held: frozenset[str]) -> bool:
    """Whether the source holds a code (`T54`), also with the words that its letters stand for: `Quốc lộ 14E`."""
    number = _NUMBER.search(key)
    return any(key in p.key_set for p in source.everything) or (
        number is not None and 1 < number.start() < 4 and _plain(number[0]) in held
    )


def _plain(key: str) -> str:
    """A numeral literal without leading zeros and thousands points."""
    if re.fullmatch(r"\d{1,3}(\.\d{3})+", key):
        key = key.replace(".", "")
    return key.lstrip("0") or "0"


def _numerals(source: Source) -> frozenset[str]:
    """All numerals of the source, plain, in words too, and the values of its figures."""
    found = {_plain(t.key) for p in source.everything for t in p.terms if t.kind == NUMBER}
    found |= {digit for word, digit in DIGITS.items() if word in source.index and word not in ("năm", "không", "nhất")}
    for f in source.facts.figures:
        for value in f.value if isinstance(f.value, tuple) else (f.value,):
            if isinstance(value, int | float):
                found |= {f"{value:g}".replace(".", ","), str(int(value)) if float(value).is_integer() else str(value)}
    return frozenset(found)
