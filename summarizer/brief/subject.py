"""What the title of an official document says that it is about, in running words, without its kind and number."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from summarizer.brief.drafting import Draft, Said, begins_with_act, begins_with_verb, inside, running, spans_of
from summarizer.brief.outline import mark
from summarizer.document.model import Article, Sentence, Span
from summarizer.text.letters import UPPER, is_caps

_ABOUT: Final = re.compile(r"\s*(?:Về việc|V/v|Về)\s*:?\s*", re.IGNORECASE)
_NUMBERED: Final = re.compile(
    r"\s*(?:số|SỐ)\s*:?\s*[\d\w./Đđ-]+(?:\s*\([^()]*\))?(?:\s*(?:,?\s*ngày)\s[\d/.\w ]{6,24}\d{4})?\s*[:.-]?\s*"
)
_DATED: Final = re.compile(r"\s*,?\s*ngày\s\d{1,2}[/.-]\d{1,2}[/.-]\d{4}")
_WHOSE: Final = re.compile(r"\s*của\s[^.;:]{4,90}?\s(?=(?:về|Về)\s)")
OF: Final = re.compile(rf"\s*(?:CỦA|của)\s+[{UPPER}]")
_LEADS: Final = re.compile(r"(?:^|\s)về(?:\s+việc)?\s*:?\s*$", re.IGNORECASE)
_LONGEST: Final = 60  # syllables of a subject that a sentence can bear


def is_task(article: Article, subject: Draft) -> bool:
    first = subject[0]
    if isinstance(first, str):
        return False
    return begins_with_verb(first.text if isinstance(first, Said) else first.of(article.text))


def is_act(article: Article, subject: Draft) -> bool:
    """Whether the subject is a decision itself: `phê duyệt …`, `quy định …`."""
    return begins_with_act(wording(article, subject))


def wording(article: Article, draft: Draft) -> str:
    return " ".join(p if isinstance(p, str) else p.text if isinstance(p, Said) else p.of(article.text) for p in draft)


def subject_of(article: Article) -> Draft:
    """What the title says that the document is about, in running words, without its kind and number."""
    if article.title is None or article.card is None:
        return ()
    parts: list[Sentence | Span] = [s for s in article.sentences if s.role == "title"]
    found: list[Span] = []
    for line in parts or [article.title]:
        start = max(line.start, article.title.start)
        found.append(Span(start, max(start, min(line.end, article.title.end))))
    if article.card.kind and found:
        kind = re.compile(rf"\s*{re.escape(article.card.kind)}(?!\w)", re.IGNORECASE)
        if head := kind.match(article.text, found[0].start, found[0].end):
            rest = head.end()
            for pattern in (_NUMBERED, _DATED, _WHOSE):
                if more := pattern.match(article.text, rest, found[0].end):
                    rest = more.end()
            if len(found) > 1 and len(article.text[rest : found[0].end].split()) <= 1 + found[0].of(
                article.text
            ).upper().endswith("BÁO CHÍ"):
                rest = found[0].end  # `BÁO CÁO THÁNG`, `THÔNG CÁO BÁO CHÍ`
            found[0] = Span(rest, found[0].end)
    for i, span in enumerate(found):
        if len(span) and span.of(article.text).strip():
            if OF.match(article.text, span.start, span.end):
                continue  # `CỦA CHỦ TỊCH …`: whose it is
            start = found[i].start
            if article.text[span.end - 1] == ")" and article.text[start] == "(":
                start, span = start + 1, Span(start, span.end - 1)
            if about := _ABOUT.match(article.text, start, span.end):
                start = about.end()
            return _lines(article, [Span(start, span.end), *found[i + 1 :]])
    return ()


def titled(article: Article) -> Draft | None:
    """The title of an official document in running words: its kind, then its subject; None where it says neither."""
    card = article.card
    if card is None or card.kind is None or article.title is None:
        return None
    kind = re.match(
        rf"\s*({re.escape(card.kind)})(?!\w)", article.text[article.title.start : article.title.end], re.IGNORECASE
    )
    subject = subject_of(article)
    if not subject:
        return None
    if kind is None:
        return subject
    place = Span(article.title.start + kind.start(1), article.title.start + kind.end(1))
    about: Draft = ("về",) if _about(article, subject) and not is_task(article, subject) else ()
    return (Said(place, card.kind), *about, *subject)


def says_nothing(article: Article) -> bool:
    """Whether the title is but a kind, a number and whose it is (`THÔNG BÁO`, `BÁO CÁO SỐ 186/BC-SYT`)."""
    card = article.card
    if card is None or card.kind is None or article.title is None:
        return False
    rest = re.sub(rf"^\s*{re.escape(card.kind)}", "", article.title_text, flags=re.IGNORECASE)
    rest = _NUMBERED.sub("", rest, count=1)
    return not subject_of(article) and (len(rest.split()) <= 3 or OF.match(rest) is not None)


def _about(article: Article, subject: Draft) -> bool:
    """Whether the title puts `về` before its subject; one inside it (`Kế hoạch truyền thông về …`) is not that."""
    assert article.title is not None
    start = next(spans_of(subject)).start
    return _LEADS.search(article.text[article.title.start : start]) is not None


def _lines(article: Article, lines: Sequence[Span]) -> Draft:
    held = [s for s in lines if s.of(article.text).strip()]
    if sum(len(s.of(article.text).split()) for s in held) > _LONGEST:
        return ()
    draft: list[Said | Span] = []
    for i, span in enumerate(held):
        words = span.of(article.text)
        span = Span(span.start + len(words) - len(words.lstrip()), span.end)
        words = span.of(article.text)
        if mark(article.text, span.start, span.end)[0] is not None:
            break
        if is_caps(words):
            said = running(article, words)
            draft.append(Said(span, said[:1].lower() + said[1:] if i == 0 and begins_with_verb(said) else said))
        else:
            draft.append(inside(article, span, free=True) if i == 0 else span)
    return tuple(draft)
