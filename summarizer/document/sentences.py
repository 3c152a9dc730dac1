"""Sentence splitting with offsets, by rule, in linear time.

A candidate is a run of `.`, `!`, `?`, `…` with the quotes and brackets that close behind it. It ends a sentence unless
what stands before it is an abbreviation, an initial or a list number, or what follows goes on in lower case. In the
manner of Punkt's orthographic heuristics (Kiss and Strunk, 2006), with Vietnamese lists in place of trained ones.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from summarizer.document.model import Span
from summarizer.text.abbreviations import abbreviations
from summarizer.text.data import load
from summarizer.text.fold import without_marks
from summarizer.text.letters import LOWER, UPPER
from summarizer.text.phrases import alternatives

_DATA: Final = load(__package__, "data", "sentences.toml")
# stops with what closes behind them; bullets inside a line; dashes that begin items behind a colon or semicolon
_CANDIDATE: Final = re.compile(
    r"\./\.|[.!?…]+(?:[\"”’»')\]]|\s?\[\d{1,3}\])*|\s[•●▪■◦►❖✓](?=\s)" + rf"|(?<=[;:])\s[-–+](?=\s[{UPPER}])"
)
_SPACE: Final = re.compile(r"\s+")
# brackets on one line, not nested: a stop inside one does not end the sentence around it
_BRACKETS: Final = re.compile(r"\([^()]{0,160}\)")
_LATE_QUOTE: Final = re.compile(r"\s?[”»](?=\s|$)")
_OPENERS: Final = "\"“‘'«([{"
_DASHES: Final = "-–—"
_TOKEN_REACH: Final = 40  # code points looked back for the word before a stop
_WORDLIKE: Final = re.compile(r"\w")
_WORD: Final = re.compile(rf"[{UPPER}{LOWER}]+")
LOWER_START: Final = re.compile(rf"[{LOWER}](?![{UPPER}])")  # but "iPhone", "eSIM" count as capitals
# without a space behind the stop: `kết thúc.Ông`, `ở Huế.Sau đó`, `chiều 12/3.TP HCM`; never inside a host name or file
_GLUED_NEXT: Final = re.compile(
    rf"[“\"]?(?:[{UPPER}][{LOWER}]*(?=[\s,])|[{UPPER}]{{2,}}[{LOWER}]*(?=\s))(?<!Com)(?<!Net)(?<!Vn)(?<!Org)(?<!Js)"
    r"|\d+h?(?=[\s/])"
)
_GLUED_BEFORE: Final = re.compile(
    rf"(?:(?:^|(?<=[\s(“\"'‘]))(?:[{UPPER}{LOWER}]*[{LOWER}]{{2}}|[{UPPER}]?(?![a-z])[{LOWER}])"
    r"|(?<=[\s/.,-])\d+[%hm]?|\d%|[)”\"])$"
)
_VIETNAMESE: Final = re.compile(rf"(?:^|(?<=[\s(“\"'‘]))(?=[{LOWER}]*[^\x00-\x7f])[{LOWER}]{{2,}}$")
_NUMBERING: Final = re.compile(
    r"(?:(?:[-+*•]\s*)?(?:\d{1,3}(?:\.\d{1,3})*|[IVXLC]{1,6}|[A-Za-zĐđ])"
    r"|(?:Điều|Khoản|Mục|Chương|Phần|Bài|Câu|Bước|Tiết|Phụ lục|Hình|Bảng|Biểu)\s+(?:\d{1,3}[a-zđ]?|[IVXLC]{1,6}))\.$"
)
# numbers of a list that runs on inside the sentence: `gồm: 1. Tân An; 2. Tân Bình`, `nộp: a. Đơn; b. Bản sao`
_ENUMERATION: Final = re.compile(r"[:;]\s(?:[-+]\s)?(?:\d{1,2}|[IVX]{1,4}|[a-hđ])$")
_INITIALS: Final = re.compile(rf"(?:[{UPPER}]\.)+[{UPPER}]")
_SPACED_DATE: Final = re.compile(r"\d{1,2}\.\s*(?:19|20)\d\d\b")
_SPACED_MONTH: Final = re.compile(r"\d{1,2}\.\s*\d{1,2}$")
_YEAR: Final = re.compile(r"(?:19|20)\d\d\b")
_NEXT_INITIAL: Final = re.compile(rf"[{UPPER}][hgr]?\.")
# a Vietnamese syllable without its marks; what is none of these is a foreign name
_SYLLABLE: Final = re.compile(
    r"(?:b|ch?|d|gh?|gi|h|kh?|l|m|ngh?|nh?|ph?|qu|r|s|th?|tr|v|x)?[aeiouy]{1,3}(?:ch?|m|ng?|nh|p|t)?", re.IGNORECASE
)
_AFTER_NAME: Final = re.compile(
    rf"(?:[{UPPER}][{LOWER}]+\s[{UPPER}][{LOWER}]+"
    rf"|\b(?:{alternatives(_DATA['persons'])}))\s\w$"
)
_CLASSES: Final = re.compile(rf"\b(?:{alternatives(_DATA['classes'])})\s\w$")
_SURNAMES: Final = re.compile(rf"(?:{alternatives(_DATA['surnames'])})\s")


_ONE_LETTER_WORDS: Final = frozenset("ÔÝỞÁÀƯ")


def split_sentences(text: str, start: int = 0, end: int | None = None, *, soft_newlines: bool = False) -> list[Span]:
    """The sentences of `text[start:end]` as spans into `text`: ordered, disjoint, covering all but white space.

    Args:
        soft_newlines: take a line end for a space (wrapped text); otherwise no sentence crosses one.
    """
    end = len(text) if end is None else min(end, len(text))
    if soft_newlines:
        return list(_split(text, start, end))
    spans: list[Span] = []
    while start < end:
        stop = text.find("\n", start, end)
        stop = end if stop < 0 else stop
        spans.extend(_split(text, start, stop))
        start = stop + 1
    return spans


def is_starter(word: str) -> bool:
    """Whether `word` begins sentences rather than names (`Theo`, `Tại`, `Ông` …)."""
    return word.rstrip(",") in abbreviations().starters


def _split(text: str, start: int, end: int) -> Iterator[Span]:
    last: Span | None = None
    for span in _cut(text, start, end):
        if last and _WORDLIKE.search(text, span.start, span.end) is None:  # marks left over at the end
            span = Span(last.start, span.end)
        elif last:
            yield last
        last = span
    if last:
        yield last


def _cut(text: str, start: int, end: int) -> Iterator[Span]:
    begin = _skip_space(text, start, end)
    if begin >= end:
        return
    brackets = (
        [(m.start(), m.end()) for m in _BRACKETS.finditer(text, begin, end)] if text.find("(", begin, end) >= 0 else []
    )
    bracket = 0
    looked = begin  # up to where the sentence was found to hold no word yet
    for match in _CANDIDATE.finditer(text, begin, end):
        at, after = match.span()
        if at < begin:
            continue
        while bracket < len(brackets) and brackets[bracket][1] <= at:
            bracket += 1
        if bracket < len(brackets) and brackets[bracket][0] < at and after < brackets[bracket][1]:
            continue
        if text[at].isspace():  # a bullet or dash inside the line begins an item
            cut = at
        else:
            if late := _LATE_QUOTE.match(text, after, end):
                after = late.end()
            cut = after
            if not _ends(text, begin, at, after, end):
                continue
        following = _skip_space(text, cut, end)
        if following >= end:
            break
        # marks alone are no sentence: they stay with what follows
        if _WORDLIKE.search(text, looked, cut):
            yield _trimmed(text, begin, cut)
            begin = following
        looked = following
    yield _trimmed(text, begin, end)


def _skip_space(text: str, start: int, end: int) -> int:
    found = _SPACE.match(text, start, end)
    return found.end() if found else start


def _trimmed(text: str, start: int, end: int) -> Span:
    while end > start and text[end - 1].isspace():
        end -= 1
    return Span(start, end)


def _ends(text: str, begin: int, at: int, after: int, end: int) -> bool:
    """Whether the stop at `[at, after)` ends the sentence begun at `begin`."""
    if after >= end:
        return True
    mark = text[at:after]
    if mark == "./.":
        return True
    before = text[max(begin, at - _TOKEN_REACH) : at]
    if not text[after].isspace():
        return _glued(text, before, mark, after, end)
    token = _last_token(before)
    following = _skip_space(text, after, end)
    if following >= end:
        return True
    return (
        not _goes_on(text, mark, following, end)
        and not (mark[0] == "." and len(mark) == 1 and _abbreviated(text, begin, at, before, token, following, end))
        and token + mark not in abbreviations().marks
    )


def _glued(text: str, before: str, mark: str, after: int, end: int) -> bool:
    """A stop without a space behind it: `kết thúc.Ông`, but not `gov.vn`, `ThS.Nguyễn` or `1.Về`."""
    found = _GLUED_NEXT.match(text, after, end)
    if not found or mark.endswith("'"):
        return False
    word = found.group().lstrip('“"')
    if word[0].isdigit() or (len(word) > 1 and word[:2].isupper()):
        return _VIETNAMESE.search(before) is not None
    if len(word) == 1 and word not in _ONE_LETTER_WORDS:
        return False
    previous = _GLUED_BEFORE.search(before)
    return previous is not None and previous.group() not in abbreviations().before_names


def _goes_on(text: str, mark: str, following: int, end: int) -> bool:
    """Whether the text behind the stop is the same sentence still."""
    char = text[following]
    if LOWER_START.match(text, following, end) or char in ",;:)]}”’»%/":
        return True
    # khi... "chê" bạn diễn
    if mark.startswith(("...", "…")):
        behind = following
        while behind < end and behind < following + 3 and text[behind] in _OPENERS:
            behind += 1
        if behind < end and LOWER_START.match(text, behind, end):
            return True
    if char in _DASHES:
        # “… như vậy.” - bà Lan nói
        if mark[-1] in "\"”’»'":
            return True
        behind = _skip_space(text, following + 1, end)
        return behind > following + 1 and behind < end and text[behind].islower()
    return False


def _last_token(before: str) -> str:
    cut = len(before)
    while cut and not before[cut - 1].isspace():
        cut -= 1
    return before[cut:].lstrip("\"“‘'«([{-–—,/")


def _abbreviated(text: str, begin: int, at: int, before: str, token: str, following: int, end: int) -> bool:
    """Whether the single stop at `at` belongs to an abbreviation, an initial or a number before it."""
    if at - begin < _TOKEN_REACH and _NUMBERING.match(text[begin : at + 1]):
        return True
    if not token:
        return False
    words = abbreviations()
    next_word = _WORD.match(text, following, end)
    following_word = next_word.group() if next_word else ""
    if _ENUMERATION.search(before) and following_word not in words.openers:
        return True
    # "Q. 1, P. Bến Nghé" are places, "Trần Thanh P." is a person
    person = len(token) == 1 and _AFTER_NAME.search(before) is not None
    if person and (text[following].isdigit() or text[following] in _DASHES):
        return True  # chị Lê Thị H. 30 tuổi; ông Trần Văn T. - chủ quán
    if text[following].isdigit():
        if token.isdigit() and len(token) <= 2:
            if _SPACED_DATE.match(text, following, end):
                return True
            if _SPACED_MONTH.search(before) and _YEAR.match(text, following, end):
                return True
        return token in words.before_numbers
    last = token.rpartition(".")[2]
    if (token in words.before_names or last in words.before_names) and not person:
        return following_word not in words.openers
    if len(last) == 1 and last.isupper() and last not in "ÁÝ":  # Đông Nam Á, nước Ý
        if text[following] == "(":  # chị Lê Thị H. (30 tuổi)
            return True
        return following_word not in words.starters and _is_initial(before, token, text, following, following_word)
    return False


def _is_initial(before: str, token: str, text: str, following: int, next_word: str) -> bool:
    """`George W.` and `J. K.` are initials of a name that goes on; `Nguyễn Văn A.`, `Đ.T.H.`, `vitamin D.` end."""
    if _NEXT_INITIAL.match(text, following):
        return True
    if _CLASSES.search(before) or _SURNAMES.search(before):
        return False
    foreign = not _SYLLABLE.fullmatch(without_marks(next_word))
    if _INITIALS.fullmatch(token):
        return token.isascii() and foreign
    previous = _last_token(before[: len(before) - len(token)].rstrip())
    if len(previous) == 2 and previous[1] == ",":  # vitamin A, D, E, K.
        return False
    if not previous or foreign:
        return True
    if not next_word.isascii() or previous.endswith(","):
        return False
    return previous[0].isupper() and (previous.isascii() or previous.endswith("."))
