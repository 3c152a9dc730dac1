"""Photo captions, doubled passages and bylines that a web page ran into its text.

Pages stripped to text often carry each caption, once or twice, in the middle of a paragraph: `Một góc hồ. Ảnh: An Bình
Sáng 8/8, …`. Nothing but the credit tells where it ends, so the credit is read word by word; what cannot be told stays
body.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from summarizer.document.furniture import author_of, line_kind
from summarizer.document.model import FurnitureKind, Span
from summarizer.document.sentences import is_starter, split_sentences
from summarizer.text.data import load
from summarizer.text.letters import LOWER, UPPER, is_caps
from summarizer.text.phrases import alternatives

_DATA: Final = load(__package__, "data", "captions.toml")
_CREDIT: Final = re.compile(
    r"(?P<open>\()?(?:Ảnh(?:,? (?:và )?(?:[vV]ideo|clip))?|Đồ họa|Đồ hoạ|Video|Clip|Infographic|Nguồn ảnh)"
    r"(?: minh họa| minh hoạ| tư liệu| chụp màn hình)?\s?:\s?(?=[^\s:])"
)
_MOVING: Final = re.compile(r"\(?(?:Video|Clip|Infographic)")
_PROVIDED: Final = re.compile(
    r"(?:[^\s.:;!?(),]+\s){0,6}?(?:cung cấp|NVCC|nhân vật|chụp màn hình|cắt từ (?:clip|video)|màn hình)\b"
    rf"(?=\W*(?:$|[{UPPER}\d]))"
)
_PLATFORM: Final = re.compile(
    r"(?:Instagram|IG|Facebook|FB|Fb|X|Twitter|TikTok|Weibo|YouTube|Youtube|Threads|Zalo|Fanpage)$"
)
_AGENCY: Final = re.compile(rf"(?:[A-Z]{{2,}}\d*|{alternatives(_DATA['agencies'])})$")
# a source that is no name: "Cảnh sát bang Tennessee", "Bệnh viện Đa khoa Bình An", "Được tạo bởi AI"
_PHRASE: Final = re.compile(
    rf"[\w@][^\s,]*+(?:\s[{LOWER}]++(?=[\s,.)])){{1,5}}"
    r"(?:\s(?:Đa khoa|Quốc tế|Trung ương|Nhân dân|Y tế|Quân y|Phụ sản|Da liễu)(?=\s))?"
    rf"(?:\s[{UPPER}]\S*+(?!\s[{LOWER}])){{0,3}}"
)
_HANDLE: Final = re.compile(r"[a-z0-9_.@]+$")
_CAPITAL: Final = re.compile(rf"[{UPPER}\d@]")
_TOKEN: Final = re.compile(r"\S+")
_JOINER: Final = re.compile(r"[-–/&,]$")
_SMALL: Final = re.compile(rf"[(\"“]?[{LOWER}\d]")
_UPPER: Final = re.compile(rf"[{UPPER}]")
_INNER_STOP: Final = re.compile(r"[.!?;:]\s")
# surnames: a name that begins with one may have three or four words
_LONG_NAMES: Final = frozenset[str](_DATA["long_names"])

_NAME_WORDS: Final = 4
_LOOK_BACK: Final = 600  # code points of the longest caption
_HEAD: Final = 24  # code points that tell a sentence from another
_INVITATIONS: Final = 3  # sentences at the end of the text that may invite to something
_MAX_CREDIT: Final = 90  # code points
_MAX_SOURCES: Final = 30  # sources remembered in one paragraph
_NEAR: Final = 5000  # code points to either side in which a name may stand again: time stays linear
_MAX_CAPTION: Final = 60  # words of the sentence before a credit that may be its caption
_MAX_RUN: Final = 8  # sentences of a passage that a page printed twice
_MIN_RUN: Final = 6  # words of such a passage
_SERIES: Final = 120  # words: a shorter text may well be nothing but a caption
_LABEL: Final = 3  # words: a shorter caption only names what is seen
_SLIDES: Final = 0.4  # share of captions above which an article is a picture series: its captions are its text


@dataclass(frozen=True, slots=True)
class Piece:
    """A sentence with the kind of furniture it is (None for text proper); `credit` for `Ảnh: …` and what it names."""

    span: Span
    kind: FurnitureKind | None = None
    credit: bool = False


def pieces(text: str, start: int, end: int, *, soft_newlines: bool, last: bool, caption: bool = False) -> list[Piece]:
    """The sentences of a body paragraph, captions and a closing byline marked.

    Args:
        last: no body follows, so that a bare name at the end is the author's.
        caption: the whole paragraph is known to be one.
    """
    cuts: list[Span] = []
    at = start
    found = _credits(text, start, end)
    for credit in found:
        cuts += split_sentences(text, at, credit.start, soft_newlines=soft_newlines)
        cuts.append(credit)
        at = credit.end
    cuts += split_sentences(text, at, end, soft_newlines=soft_newlines)
    credits = frozenset(found)
    kinds: list[FurnitureKind | None] = ["caption" if caption else None] * len(cuts)
    if not caption:
        _mark_captions(text, cuts, credits, kinds)
        _mark_doubled(text, cuts, credits, kinds)
        if last:
            _mark_invitations(text, cuts, kinds)
            _mark_byline(text, cuts, credits, kinds)
    return [Piece(span, kind, span in credits) for span, kind in zip(cuts, kinds, strict=True)]


def spare_series(text: str, paragraphs: Sequence[Sequence[Piece]]) -> list[list[Piece]]:
    """In a picture series the captions are the article: keep the first copy of each, drop credits and repeats."""
    words = [[len(p.span.of(text).split()) for p in group] for group in paragraphs]
    captions = total = 0
    for group, counts in zip(paragraphs, words, strict=True):
        for piece, count in zip(group, counts, strict=True):
            captions += count if piece.kind == "caption" else 0
            total += count if piece.kind in ("caption", None) else 0
    if total < _SERIES or captions <= _SLIDES * total:
        return [list(group) for group in paragraphs]
    seen: set[str] = set()
    spared: list[list[Piece]] = []
    for group, counts in zip(paragraphs, words, strict=True):
        kept: list[Piece] = []
        for piece, count in zip(group, counts, strict=True):
            key = piece.span.of(text)
            spare = piece.kind == "caption" and not piece.credit and count > _LABEL and key not in seen
            kept.append(Piece(piece.span) if spare else piece)
            seen.add(key)
        spared.append(kept)
    return spared


def _credits(text: str, start: int, end: int) -> list[Span]:
    found: list[Span] = []
    sources: list[str] = []  # named by credits whose end is certain; the longest first
    at = start
    while credit := _CREDIT.search(text, at, end):
        stop, certain = _credit_end(text, credit, max(at, credit.start() - _LOOK_BACK), end, sources)
        if certain and len(sources) < _MAX_SOURCES and (source := text[credit.end() : stop]) not in sources:
            sources.append(source)
            sources.sort(key=len, reverse=True)
        found.append(Span(credit.start(), stop))
        at = stop
    return found


def _credit_end(text: str, credit: re.Match[str], start: int, end: int, sources: Sequence[str]) -> tuple[int, bool]:
    """Where the source named in a credit ends, and whether that is certain."""
    at = credit.end()
    limit = min(end, at + _MAX_CREDIT)
    while limit < end and limit < at + 2 * _MAX_CREDIT and not text[limit].isspace():
        limit += 1
    if credit["open"] and (close := text.find(")", at, limit)) > 0:
        return _with_stop(text, close, end), True
    rest = text[at:limit]
    if limit == end and len(rest) < _MAX_CREDIT and not _INNER_STOP.search(rest):
        return end, False
    if (
        credit.start() == start
        and _MOVING.match(credit.group())
        and end - at < 2 * _MAX_CREDIT
        and not _INNER_STOP.search(text, at, end)
    ):
        return end, False  # a line that says what a clip shows
    if (repeat := _repeat(text, credit.start(), at, start, limit)) > 0:
        return repeat, True
    for source in sources:
        if rest.startswith(source):
            return at + len(source), True
    if provided := _PROVIDED.match(text, at, limit):
        return _with_stop(text, provided.end(), end), False
    if phrase := _PHRASE.match(text, at, limit):
        name, _, word = phrase.group().rpartition(" ")
        return _with_stop(text, at + len(name) if is_starter(word) else phrase.end(), end), False
    return _names_end(text, at, limit), False


def _names_end(text: str, at: int, limit: int) -> int:
    """Where the names that begin at `at` end and the next sentence begins."""
    tokens = [(m.start(), m.end(), m.group()) for m in _TOKEN.finditer(text, at, limit)]
    words = [word for _, _, word in tokens]
    i = _name_length(words, 0)
    while i < len(words):
        following = i + 1 if _JOINER.fullmatch(words[i]) else i
        joined = following > i or _JOINER.search(words[i - 1]) is not None
        if not joined or following >= len(words):
            break
        if provided := _PROVIDED.match(text, tokens[following][0], limit):
            return _with_stop(text, provided.end(), limit)
        if not _begins_name(words, following):
            break
        i = following + _name_length(words, following)
    # `Ảnh: AP Việt Nam là …`: the next sentence begins with a name of two words, which the text has elsewhere
    if 1 < i < len(words) and _UPPER.match(words[i]):
        near = max(0, at - _NEAR), at + _NEAR
        i -= text.count(f"{words[i - 1]} {words[i]}", *near) > 1
    return tokens[i - 1][1]


def _begins_name(words: Sequence[str], i: int) -> bool:
    """Whether a name begins at word i rather than a sentence: `AFP - Lê An`, but `AFP - Sau trận đấu`."""
    if not _UPPER.match(words[i]) or is_starter(words[i]):
        return False
    return i + 1 >= len(words) or words[i][-1] in ",." or not _SMALL.match(words[i + 1])


def _name_length(words: Sequence[str], i: int) -> int:
    """How many words the name that begins at word i has, one at least."""
    first = words[i]
    if _PLATFORM.match(first) and i + 1 < len(words) and _HANDLE.match(words[i + 1]):
        return 2
    if "/" in first or first[-1] in ".)," or _AGENCY.match(first):
        return 1
    n = 1
    while n < _NAME_WORDS and i + n < len(words):
        word = words[i + n]
        following = words[i + n + 1] if i + n + 1 < len(words) else ""
        if not _CAPITAL.match(word) or is_starter(word):
            break
        # a capital before a small letter or a figure begins the next sentence, also "Chị Hoa, 24 tuổi, …"
        if word[-1] not in ".)" and _SMALL.match(following):
            break
        if n == 2 and following and first not in _LONG_NAMES:
            break
        n += 1
        if word[-1] in ".),":
            break
    return n


def _repeat(text: str, credit: int, at: int, start: int, limit: int) -> int:
    """Where the passage before a credit begins again just behind it: pages print such captions twice."""
    # where the caption begins is not known, so each sentence before the credit is tried; the nearest match is the first
    found = limit
    spans = split_sentences(text, start, credit, soft_newlines=True)
    # a look-back that stopped inside a sentence begins with a part of one
    for span in spans[1:] if credit - start == _LOOK_BACK else spans:
        head = text[span.start : min(span.start + _HEAD, credit)]
        if len(head) >= _HEAD // 2 and (again := text.find(head, at + 1, min(found + _HEAD, len(text)))) > 0:
            found = min(found, again)
    if found == limit:
        return 0
    while found > at and text[found - 1].isspace():
        found -= 1
    return found


def _with_stop(text: str, at: int, end: int) -> int:
    while at < end and text[at] in ".)":
        at += 1
    return at


def _mark_captions(
    text: str, cuts: Sequence[Span], credits: frozenset[Span], kinds: list[FurnitureKind | None]
) -> None:
    for i, span in enumerate(cuts):
        if span not in credits:
            continue
        kinds[i] = "caption"
        if i and cuts[i - 1] not in credits and len(cuts[i - 1].of(text).split()) <= _MAX_CAPTION:
            kinds[i - 1] = "caption"


def _mark_doubled(text: str, cuts: Sequence[Span], credits: frozenset[Span], kinds: list[FurnitureKind | None]) -> None:
    keys = [" ".join(span.of(text).split()) for span in cuts]
    i = 0
    while i < len(keys):
        for size in range(min(_MAX_RUN, (len(keys) - i) // 2), 0, -1):
            run = keys[i : i + size]
            if run == keys[i + size : i + 2 * size] and sum(k.count(" ") + 1 for k in run) >= _MIN_RUN:
                caption = any(cuts[j] in credits for j in range(i, i + size))
                for j in range(i if caption else i + size, i + 2 * size):
                    kinds[j] = "caption"
                i += 2 * size - 1
                break
        i += 1


def _mark_invitations(text: str, cuts: Sequence[Span], kinds: list[FurnitureKind | None]) -> None:
    """Invitations in the last sentences: `Độc giả gửi câu hỏi tại đây.`, `Mọi đóng góp xin ủng hộ tại đây.`"""
    for i in range(len(cuts) - 1, max(len(cuts) - 1 - _INVITATIONS, 0), -1):
        if kinds[i] is None and line_kind(" ".join(cuts[i].of(text).split()), edge=True) == "menu":
            kinds[i] = "menu"


def _mark_byline(text: str, cuts: Sequence[Span], credits: frozenset[Span], kinds: list[FurnitureKind | None]) -> None:
    """A bare name or signature at the end, or before the closing credit (`An Bình Ảnh: AP`), is the author's."""
    i = len(cuts) - 1
    while i > 1 and (cuts[i] in credits or kinds[i] == "menu"):
        i -= 1
    if i < 2 or cuts[i] in credits:
        return
    author = author_of(cuts[i].of(text))
    shouted = is_caps(cuts[i].of(text)) and is_caps(cuts[i - 1].of(text))  # among capitals no word tells a name
    if author and " " in author and not shouted:
        kinds[i] = "byline"
