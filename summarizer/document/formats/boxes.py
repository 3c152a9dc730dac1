"""Boxes of a web page that are no part of its article, known by their markup alone.

They are hidden, to be clicked or filled in, made of links, called what they are, or the teaser of another article.

No box goes that holds the headline or a good part of the page's words, whatever it is called: a page may well call its
text a widget.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_NEVER: Final = frozenset(
    (
        *("script", "style", "noscript", "template", "iframe", "object", "canvas", "svg", "audio", "video", "map"),
        *("button", "select", "textarea", "label", "input", "datalist", "dialog", "nav", "menu"),
    )
)
_ROLES: Final = frozenset(
    ("navigation", "complementary", "contentinfo", "search", "dialog", "alert", "alertdialog", "menu")
)
_UNSEEN: Final = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_UNSEEN_NAMES: Final = frozenset(
    ("hidden", "hide", "d-none", "sr-only", "screen-reader-text", "visually-hidden", "ms-hidden")
)
_SHOWN: Final = re.compile(r"\b(?:d|sm|md|lg|xl)[-:](?:\w+-)?(?:block|flex|inline|grid|table)\b")  # on wider screens
_BOX: Final = frozenset(
    (
        *("related", "relate", "relates", "relatedposts", "recommend", "recommended", "lienquan", "tinlienquan"),
        *("tinkhac", "tintuckhac", "tinmoi", "docnhieu", "comment", "comments", "cmt", "binhluan", "disqus", "share"),
        *("shares", "sharing", "sharedaddy", "social", "rate", "rating", "poll", "thamdo", "survey", "login", "signin"),
        *("dangnhap", "newsletter", "subscribe", "dangky", "ads", "adv", "advert", "quangcao", "banner", "sponsor"),
        *("cookie", "popup", "modal", "breadcrumb", "breadcrumbs", "tags", "tag", "keywords", "tukhoa", "player"),
        *("audioplayer", "video", "sidebar", "counter", "visitor", "thongke", "luottruycap", "embed", "tweet"),
        *("twitter", "instagram", "tiktok", "weather", "pagination", "toolbar", "congcu", "footer", "copyright"),
        "hotline",
    )
)
# two tokens that name a box only together: `tin-lien-quan`, `binh_luan`
_PAIRS: Final = re.compile(
    r"(?:tin|bai)[_-](?:khac|lien|moi|cung)|lien[_-]quan|binh[_-]luan|xem[_-]them|doc[_-](?:them|nhieu)|quang[_-]cao"
    r"|truy[_-]cap|dang[_-](?:nhap|ky)|tham[_-]do|tu[_-]khoa|chia[_-]se|cung[_-]chuyen|thong[_-]ke|see[_-]more|read[_-]more"
    r"|more[_-]news|other[_-]news|most[_-]read",
)
_TOKEN: Final = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])")
_HEADINGS: Final = frozenset(("h2", "h3", "h4", "h5", "h6"))
_LISTS: Final = frozenset(("ul", "ol", "div", "section", "table", "td", "dl", "p", "aside", "article", "h3", "h4"))
_STOPPED: Final = re.compile(r"[.!?…][\"”’»')\]]*\s*$")
_LINKED: Final = 0.6  # share of words in links above which a box is a list of links
_MOST: Final = 0.34  # share of the page's words that a named box has at most
_TEASER: Final = 80  # words
_LOGIN: Final = 80
_BAR: Final = 25  # words above a headline that are no links


@dataclass(slots=True)
class _Size:
    """What an element holds: words, how many of them in links, how many links, whether a main heading."""

    words: int = 0
    linked: int = 0
    links: int = 0
    main: bool = False

    @property
    def own(self) -> int:
        """Words that are no links."""
        return self.words - self.linked


Sizes = dict["HtmlElement", _Size]
Test = Callable[["HtmlElement", Sizes, int], bool]


def prune(root: HtmlElement, headline: HtmlElement | None) -> None:
    """Take the boxes out of `root`, and what stands above `headline`, where that is not most of the page."""
    sizes = _measured(root, headline)
    body = root.find("body")
    if body is None:
        body = root
    total = sizes[body].words
    _drop_all(_logins(root, sizes), sizes)
    _drop_all(list(_outermost(body, sizes, total, _is_plain_box)), sizes)
    named = list(_outermost(body, sizes, total, _is_called_box))
    if (
        2 * sum(sizes[box].own for box in named) < sizes[body].own
    ):  # else it is the text that is called so, piece by piece
        _drop_all(named, sizes)
    if headline is not None:
        _drop_all([box for box in _above(body, headline) if sizes[box].own <= _BAR], sizes)


def _measured(root: HtmlElement, headline: HtmlElement | None) -> Sizes:
    """The sizes of all elements, in one pass."""
    from lxml import etree

    sizes: dict[HtmlElement, _Size] = {}
    inside = 0
    unread = frozenset(("script", "style", "noscript", "template"))
    for event, element in etree.iterwalk(root, events=("start", "end")):
        if not isinstance(element.tag, str):
            continue
        link = element.tag == "a"
        if event == "start":
            inside += link
            size = sizes[element] = _Size(links=int(link), main=element is headline or element.tag == "h1")
            if element.tag not in unread:
                _count(size, element.text, inside)
            continue
        inside -= link
        size, above = sizes[element], element.getparent()
        if above is not None and above in sizes:
            outer = sizes[above]
            outer.words, outer.linked = outer.words + size.words, outer.linked + size.linked
            outer.links, outer.main = outer.links + size.links, outer.main or size.main
            _count(outer, element.tail, inside)
    return sizes


def _count(size: _Size, words: str | None, inside: int) -> None:
    count = len(words.split()) if words else 0
    size.words += count
    size.linked += count if inside else 0


def _outermost(body: HtmlElement, sizes: Sizes, total: int, is_box: Test) -> Iterator[HtmlElement]:
    """The outermost elements that are boxes, in order."""
    waiting = list(reversed(body))
    while waiting:
        element = waiting.pop()
        if not isinstance(element.tag, str):
            continue
        if not sizes[element].main and is_box(element, sizes, total):
            yield element
        else:
            waiting.extend(reversed(element))


def _is_plain_box(element: HtmlElement, sizes: Sizes, total: int) -> bool:
    """Not shown or not to be read, whatever it is called; or links and little else."""
    size = sizes[element]
    if element.tag in _NEVER or _is_hidden(element):
        return size.words <= total / 2
    return _is_links(element, size) or _is_teaser(element, sizes)


def _is_called_box(element: HtmlElement, sizes: Sizes, total: int) -> bool:
    """Called a box by its tag, its part, its class."""
    size = sizes[element]
    if size.words > _MOST * total and total > _TEASER:
        return False
    if element.get("role") in _ROLES or element.tag in ("aside", "footer", "form") or _is_named(element):
        return True
    if element.tag == "header":
        return not any(outer.tag in ("article", "main") for outer in element.iterancestors())
    inside = element.iterancestors() if element.tag == "article" else ()
    return any(outer.tag == "article" and 2 * size.words < sizes[outer].words for outer in inside)


def _is_hidden(element: HtmlElement) -> bool:
    if "hidden" in element.attrib and element.get("hidden") != "until-found":
        return True
    names = (element.get("class") or "").split()
    if not _UNSEEN_NAMES.isdisjoint(names):
        return not _SHOWN.search(element.get("class") or "")
    return _UNSEEN.search(element.get("style") or "") is not None


def _is_named(element: HtmlElement) -> bool:
    names = f"{element.get('class') or ''} {element.get('id') or ''} {element.get('type') or ''}"
    if names == "  " or element.tag == "body":
        return False
    return not _BOX.isdisjoint(word.lower() for word in _TOKEN.findall(names)) or bool(_PAIRS.search(names.lower()))


def _is_links(element: HtmlElement, size: _Size) -> bool:
    """A list of links, or a paragraph that is nothing but a link to another article."""
    if element.tag not in _LISTS or not size.links or size.linked < _LINKED * size.words:
        return False
    if size.links >= 2 and size.words >= 2:
        return True
    alone = size.linked == size.words >= 5
    return alone and element.tag == "p" and not _STOPPED.search("".join(element.itertext()))


def _is_teaser(element: HtmlElement, sizes: Sizes) -> bool:
    """The headline of another article, itself a link, with a few words of it."""
    size = sizes[element]
    if size.words > _TEASER or not size.links or element.tag not in ("div", "section", "article", "li", "td"):
        return False
    linked = False
    blocks = 0
    for child in element:
        if not isinstance(child.tag, str) or not (words := sizes[child].words):
            continue
        heads = child.tag in _HEADINGS and sizes[child].linked == words >= 4
        holds = child.tag == "a" and any(inner.tag in _HEADINGS for inner in child.iter())
        titled = child.tag == "a" and words >= 4 and "title" in (child.get("class") or "").lower()
        linked |= heads or holds or titled
        blocks += child.tag in ("p", "div")
    return linked and blocks <= 2


def _logins(root: HtmlElement, sizes: Sizes) -> Iterator[HtmlElement]:
    """The box around each field for a password."""
    for field in root.iter("input"):
        if (field.get("type") or "").lower() != "password":
            continue
        for outer in field.iterancestors("form", "div", "section", "td", "fieldset", "aside"):
            if outer in sizes and not sizes[outer].main and sizes[outer].words <= _LOGIN:
                yield outer
            break


def _drop_all(elements: Iterator[HtmlElement] | list[HtmlElement], sizes: Sizes) -> None:
    """Take elements out; what follows each stays, and what they held counts no more."""
    for element in list(elements):
        above = element.getparent()
        if above is None:
            continue
        size = sizes[element]
        for outer in element.iterancestors() if size.words else ():
            held = sizes[outer]
            held.words, held.linked, held.links = (
                held.words - size.words,
                held.linked - size.linked,
                held.links - size.links,
            )
        element.drop_tree()


def _above(body: HtmlElement, headline: HtmlElement) -> Iterator[HtmlElement]:
    """What stands above the headline: bars, menus, words to the visitor."""
    at = headline
    while at is not body and (parent := at.getparent()) is not None:
        yield from (sibling for sibling in at.itersiblings(preceding=True) if isinstance(sibling.tag, str))
        at = parent
