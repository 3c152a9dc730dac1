"""Numbers of a brief that are no figures: ordinals, document numbers, scores, number words left over."""

from __future__ import annotations

import re
from bisect import bisect_right

from summarizer.brief.gate.finding import Finding
from summarizer.brief.gate.passage import Passage
from summarizer.brief.gate.source import Source
from summarizer.brief.gate.words import DIGITS, NUMBER, WORD
from summarizer.document.model import Span

_CODE = re.compile(r"\d")
_YEAR = re.compile(r"(?:19|20)\d\d")
_ROMAN = re.compile(r"[ivxlc]{1,7}")
_NUMBERED = frozenset(
    {
        "khóa",
        "quí",
        "loại",
        "đại hội",
        "hội nghị",
        "kỳ",
        "lần",
        "vùng",
        "hạng",
        "cấp",
        "thứ",
        "lớp",
        "nhóm",
        "phần",
        "chương",
    }
)


def check(s: Passage, source: Source, figures: list[Span]) -> list[Finding]:
    """Findings on numbers outside `figures` (spans into the sentence) that the source does not hold."""
    out: list[Finding] = []
    held = source.remembered("numerals", _numerals)
    starts = sorted((f.start, f.end) for f in figures)
    for i, t in enumerate(s.terms):
        n = bisect_right(starts, (t.start, len(s.text) + 1)) - 1
        if n >= 0 and t.start < starts[n][1]:
            continue
        if t.kind == NUMBER:
            if (score := _other_score(s, i, source)) is not None:
                out.append(Finding("figure.instead", {"figure": s.wording(i, i + 3), "source": score}, at=i))
            elif (
                _plain(t.key) not in held
                and not _in_words(s, i, source)
                and not (_YEAR.fullmatch(t.key) and not _other_year(s, i, source))
            ):
                out.append(Finding("figure.missing", {"figure": _around(s, i)}, at=i))
            elif (there := _other_in_slot(s, i, source)) is not None:
                out.append(Finding("figure.instead", {"figure": _around(s, i), "source": there}, at=i))
        elif t.kind == WORD and _CODE.search(t.key):
            if t.key not in source.index:
                out.append(Finding("name", {"name": s.wording(i, i + 1)}, at=i))
        elif t.case == 2 and _ROMAN.fullmatch(t.key) and i and s.keys[i - 1] in _NUMBERED:
            if t.key not in source.index:
                out.append(Finding("figure.missing", {"figure": s.wording(i - 1, i + 1)}, at=i))
        elif (other := _counted_otherwise(s, i, source)) is not None:
            out.append(Finding("figure.other", {"figure": s.wording(i, i + 2), "source": other}, at=i))
        elif (
            t.key in DIGITS
            and i
            and s.keys[i - 1].endswith(("thứ", "hạng"))
            and not _ordinal(s.keys[i - 1], t.key, source, held)
        ):
            out.append(Finding("figure.missing", {"figure": s.wording(i - 1, i + 1)}, at=i))
    return out


def _in_words(s: Passage, i: int, source: Source) -> bool:
    """Whether the source has the number in words before the same word: `2 tách` for `hai tách`."""
    return in_words(s, range(i, i + 1), _plain(s.keys[i]), source)


def in_words(s: Passage, at: range, number: str, source: Source) -> bool:
    """Whether the source has the number of `at` in words, with a noun akin: `2 thuộc cấp` for `hai cấp dưới`."""
    ours = {
        s.keys[k] for k in range(at.start, min(at.stop + 3, len(s.keys))) if s.content[k] and s.keys[k] not in DIGITS
    }
    for word, digit in DIGITS.items():
        for index, k in source.positions.get(word, ()) if digit == number and word != "năm" else ():
            p = source.passages[index]
            if ours & {p.keys[n] for n in range(k + 1, min(k + 4, len(p.keys))) if p.content[n]}:
                return True
    return False


def _other_in_slot(s: Passage, i: int, source: Source) -> str | None:
    """What number the source has after the same two words, where it never has this one: `Quốc hội khóa 13` for `15`."""
    before = s.keys[max(0, i - 2) : i]
    if len(before) < 2 or not all(s.content[k] for k in (i - 2, i - 1)):
        return None
    found: list[str] = []
    for index, k in source.positions.get(before[1], ()):
        p = source.passages[index]
        if k and p.keys[k - 1] == before[0] and k + 1 < len(p.terms):
            if p.keys[k + 1] not in DIGITS and p.terms[k + 1].kind != NUMBER:
                return None
            found.append(p.wording(k, k + 2))
            if DIGITS.get(p.keys[k + 1], _plain(p.keys[k + 1])) == _plain(s.keys[i]):
                return None
            if any(t.key in (",", "-", "–", "và") for t in p.terms[k + 2 : k + 3]):
                # `khóa 12, 13`
                return None
    return found[0] if found else None


def _other_score(s: Passage, i: int, source: Source) -> str | None:
    """The scores of the source, where the brief's (`6-2`) is none of them, either way round."""
    mine = _score(s, i)
    if mine is None:
        return None
    found = {
        score: p.wording(k, k + 3)
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


def _other_year(s: Passage, i: int, source: Source) -> bool:
    """Whether the source has another year after the same word; a brief may add the year of an event from the date."""
    for index, k in source.positions.get(s.keys[i - 1], ()) if i else ():
        p = source.passages[index]
        if k + 1 < len(p.terms) and _YEAR.fullmatch(p.keys[k + 1]):
            return True
    return False


def _counted_otherwise(s: Passage, i: int, source: Source) -> str | None:
    """What the source counts of the noun after the number word at `i`, where it never counts as many of it."""
    key = s.keys[i]
    if (
        key not in DIGITS
        or key in ("một", "tư", "nhất", "nhì", "không")
        or i + 1 >= len(s.terms)
        or not (s.content[i + 1] or s.keys[i + 1] == "lần")
    ):
        return None
    if i and s.keys[i - 1] in ("thứ", "hạng", "tháng", "quí", "lớp"):
        return None
    noun = s.keys[i + 1 : i + 3]
    found: list[str] = []
    for index, k in source.positions.get(noun[0], ()):
        p = source.passages[index]
        if not k or p.keys[k : k + len(noun)] != noun:
            continue
        before = p.keys[k - 1]
        if key == "năm" and (k < 2 or not i or p.keys[k - 2] != s.keys[i - 1]):
            # `sau năm lần` for `sau bốn lần`; else it is the year
            return None
        if DIGITS.get(before, _plain(before)) == DIGITS[key] or before in ("các", "những", "cả", "mỗi"):
            return None
        if (before in DIGITS and before not in ("một", "năm")) or p.terms[k - 1].kind == NUMBER:
            found.append(p.wording(k - 1, k + 1))
        elif before == "một" and k > 1 and i and p.keys[k - 2] == s.keys[i - 1] and s.content[i - 1]:
            # `mở một cửa xả`: after the same verb it is the number, not the article
            found.append(p.wording(k - 1, k + 1))
        else:
            return None
    return found[0] if found else None


def _ordinal(before: str, key: str, source: Source, held: frozenset[str]) -> bool:
    """Whether the ordinal stands in the source, in words or digits."""
    if DIGITS[key] in held:
        return True
    same = [w for w, d in DIGITS.items() if d == DIGITS[key]]
    return any(
        p.keys[i - 1].rsplit("_")[-1] == before.rsplit("_")[-1]
        for w in same
        for index, i in source.positions.get(w, ())
        for p in (source.passages[index],)
        if i
    ) or any(w in source.index for w in ("thứ_hai",) if key in ("hai", "nhì"))


def _plain(key: str) -> str:
    """A numeral literal without leading zeros and thousands points."""
    if re.fullmatch(r"\d{1,3}(\.\d{3})+", key):
        key = key.replace(".", "")
    return key.lstrip("0") or "0"


def _numerals(source: Source) -> frozenset[str]:
    """All numerals of the source, plain, and the values of its figures."""
    found = {_plain(t.key) for p in source.passages for t in p.terms if t.kind == NUMBER}
    for f in source.facts.figures:
        for value in f.value if isinstance(f.value, tuple) else (f.value,):
            if isinstance(value, int | float):
                found.add(f"{value:g}".replace(".", ","))
                found.add(str(int(value)) if float(value).is_integer() else str(value))
    return frozenset(found)


def _around(s: Passage, i: int) -> str:
    begin = i - 1 if i and s.terms[i - 1].kind == WORD else i
    end = i + 2 if i + 1 < len(s.terms) and s.terms[i + 1].kind == WORD else i + 1
    return s.wording(begin, end)
