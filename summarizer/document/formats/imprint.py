"""What a web page says of its article outside the text: who wrote it and when it came out.

Metadata name the paper as often as the author, so a name is taken only where it is one of a person, and the places that
name people (JSON-LD, an element that is called author) come before those that do not.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import date
from itertools import islice
from typing import TYPE_CHECKING, Any, Final

from summarizer.document.formats.content import flat
from summarizer.document.furniture import is_name, line_kind
from summarizer.document.metadata import dates

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_ARTICLE: Final = re.compile(r"(?:News|Blog|Report|Opinion|Review|Analysis|Scholarly)?(?:Article|Posting)$")
_AUTHOR: Final = re.compile(r"(?:^|[\s_-])(?:author|byline|tac-?_?gia|fn)(?:$|[\s_-])", re.IGNORECASE)
_DATE: Final = re.compile(r"date|time|ngay|publish|posted|post-?on|created", re.IGNORECASE)
_LABEL: Final = re.compile(
    r"^(?:tác giả|người viết|phóng viên|thực hiện|bài và ảnh|bài|tin|bởi|by|theo|đăng bởi|posted by)\s*[:：]?\s+",
    re.IGNORECASE,
)
# what signs in the place of an author and is none: the paper, its desk, the account that posted it
_NOBODY: Final = re.compile(
    r"(?:báo|tạp chí|cổng|trang|đài|tòa soạn|toà soạn|ban biên tập|bbt|btv|pv|phóng viên|admin|administrator|quản trị"
    r"|editor|ubnd|ủy ban|sở|văn phòng|phòng|trung tâm|thông tấn|nguồn|user|super)\b",
    re.IGNORECASE,
)
_ISO: Final = re.compile(r"(\d{4})-(\d\d)-(\d\d)")
_DEPTH: Final = 6
_LINES: Final = (
    60  # pieces of text behind the headline, and half as many before it, in which the time stamp is looked for
)
_STAMP: Final = 80  # characters


def author(root: HtmlElement, site: str) -> str | None:
    """The author, or several with commas; None where only the paper itself signs. `site` is its name."""
    named = [_person(name, site) for entry in _entries(root) for name in _names(entry.get("author"))]
    if found := list(dict.fromkeys(name for name in named if name)):
        return ", ".join(found)
    for element in root.iter("a", "span", "p", "div", "strong", "b", "td", "address", "li"):
        words = (
            element.get("class"),
            element.get("rel"),
            element.get("itemprop"),
            element.get("data-role"),
            element.get("id"),
        )
        if _AUTHOR.search(" ".join(word for word in words if word)):
            said = flat("".join(islice(element.itertext("*"), 20)))
            if len(said) <= _STAMP and (name := _person(said, site)):
                return name
    for said in _meta(root, "author", "article:author", "dable:author", "dc.creator"):
        if name := _person(said, site):
            return name
    return None


def published(root: HtmlElement, headline: HtmlElement | None) -> date | None:
    """The day it came out: as the metadata say, else the time stamp next to the headline."""
    for entry in _entries(root):
        if day := _iso(str(entry.get("datePublished") or "")):
            return day
    for said in _meta(root, "article:published_time", "datepublished", "pubdate", "publishdate", "dc.date.issued"):
        if day := _iso(said) or next((found for _, found in dates(said)), None):
            return day
    return _stamp(root, headline) if headline is not None else None


def _stamp(root: HtmlElement, headline: HtmlElement) -> date | None:
    """The first time stamp behind the headline, else the last before it that is called one."""
    before: list[tuple[str, HtmlElement]] = []
    behind = 0
    seen = False
    for element in root.iter("*"):
        if element is headline:
            seen = True
            continue
        if not isinstance(element.tag, str) or element.tag in ("script", "style", "option"):
            continue
        if element.tag == "time" and seen and (day := _iso(element.get("datetime") or "")):
            return day
        words = flat(element.text or "") if element.text else ""
        if not words:
            continue
        if not seen:
            before.append((words, element))
            continue
        behind += 1
        if behind > _LINES:
            break
        if day := _day(words):
            return day
    if not seen:
        return None
    for words, element in reversed(before[-_LINES // 2 :]):
        called = f"{element.get('class') or ''} {element.get('id') or ''}"
        if _DATE.search(called) and "now" not in called and (day := _day(words)):
            return day
    return None


def _day(words: str) -> date | None:
    """The day of a line that is nothing but a time stamp."""
    words = words.strip("()[] ")
    if len(words) > _STAMP or line_kind(words) != "byline":
        return None
    return next((day for _, day in dates(words)), None)


def _iso(words: str) -> date | None:
    found = _ISO.search(words)
    try:
        return date(int(found[1]), int(found[2]), int(found[3])) if found else None
    except ValueError:
        return None


def _meta(root: HtmlElement, *names: str) -> Iterator[str]:
    for name in names:
        for element in root.iter("meta"):
            called = element.get("property") or element.get("name") or element.get("itemprop") or ""
            if called.lower() == name and (words := flat(element.get("content") or "")):
                yield words


def _entries(root: HtmlElement) -> Iterator[dict[str, Any]]:
    """What JSON-LD says of articles."""
    for script in root.iter("script"):
        if "ld+json" not in (script.get("type") or ""):
            continue
        try:
            found = json.loads(script.text or "", strict=False)
        except (ValueError, RecursionError):
            continue
        yield from _articles(found, _DEPTH)


def _articles(found: object, depth: int) -> Iterator[dict[str, Any]]:
    if isinstance(found, list) and depth:
        for one in found:
            yield from _articles(one, depth - 1)
    elif isinstance(found, dict) and depth:
        kinds = found.get("@type")
        if any(_ARTICLE.match(str(kind)) for kind in (kinds if isinstance(kinds, list) else [kinds])):
            yield found
        yield from _articles(found.get("@graph"), depth - 1)


def _names(said: object) -> Iterator[str]:
    for one in said if isinstance(said, list) else [said]:
        name = one.get("name") if isinstance(one, dict) else one
        yield from (part for part in re.split(r"\s*[;,]\s*", name) if part) if isinstance(name, str) else ()


def _person(words: str, site: str) -> str | None:
    """A name of a person, or of several; None for what signs in their place."""
    words = _LABEL.sub("", flat(words)).strip(" -–|,;:.")
    if not words or _NOBODY.match(words) or not is_name(words) or words.casefold() == site.casefold():
        return None
    return words if re.search(r"[^\W\d_]{2}", words) else None
