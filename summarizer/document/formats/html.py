"""HTML: the main text as trafilatura finds it, with its headings, lists and tables."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from datetime import date
from itertools import pairwise
from typing import TYPE_CHECKING, Any, Final

from summarizer.document.encodings import Decoded, decode
from summarizer.document.encodings.syllable import look
from summarizer.document.failure import LoadError
from summarizer.document.formats import boxes, imprint
from summarizer.document.formats import page as page_tree
from summarizer.document.formats.content import Content, Part, Source, assemble, flat, titled
from summarizer.document.formats.plain import Warnings, decoded_text
from summarizer.document.formats.quiet import quiet
from summarizer.document.model import Encoding

if TYPE_CHECKING:
    from lxml.etree import _Element
    from lxml.html import HtmlElement

_META_CHARSET: Final = re.compile(
    rb"<(?:meta[^>]{0,200}?charset|\?xml[^>]{0,100}?encoding)\s*=\s*[\"']?([\w.:-]{2,40})", re.IGNORECASE
)
_SHOWN: Final = 0.6  # of what a short page shows has to be in its article
_FULL: Final = 0.7  # of the longest line: a full one
_CONTROLS: Final = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")
_XML_DECLARATION: Final = re.compile(r"\A\s*<\?xml[^>]*\?>")
# "Tựa bài | Tên báo", "Tựa bài - Tên báo": the part behind the last separator, when it is short
_SITE: Final = re.compile(r"\s+[|–—»-]\s+[^|–—»]{2,40}$")
_MARKS: Final = re.compile(r"^[\s|–—»-]+")
_SAYS_NOTHING: Final = re.compile(
    r"(?:chi tiết|xem|nội dung|trang)( bản| trang)?( tin| bài( viết)?| chủ| tin tức)?$"
    r"|tin tức|(?:cổng|trang)(?: thông tin| tin| tt)|báo điện tử|untitled|home\b|default\b",
    re.IGNORECASE,
)
_STOPPED: Final = re.compile(r"[.!?…:;][\"”’»')\]]*\s*$")
_MARGIN: Final = 42.0  # characters: no text is wrapped as narrow as that
_REACH: Final = 20  # characters at the end of a line in which its stop is looked for
_SAME: Final = 40  # characters by which a paragraph is known again
_NEAR: Final = 4  # paragraphs at the top among which a lead may be said twice
_AGENCY: Final = 4  # words that a lead has before it: `TTO - `, `(TTXVN) - `
_PLACE: Final = re.compile(r"^[^.!?]{2,30}? [-–] ")
_UNSURE: Final = 0.7
_SHORT: Final = 250  # characters: main text that is shorter may not be all there is
_LOST: Final = 4  # times as much text, with the boxes of a page, as without them
_LOGGERS: Final = ("trafilatura", "htmldate", "courlan", "justext", "readability", "urllib3")
_BLOCKS: Final = frozenset(("p", "head", "list", "table", "quote", "code", "item", "row", "cell", "div", "ab"))


def read(source: Source) -> Content:
    """The article of a page, its title first; all the words around its headline where no main text can be told."""
    decoded, warnings = _decoded(source)
    page = _clean(decoded.text)
    root = page_tree.tree(page)
    if root is None:
        raise LoadError("file_empty", name=source.name)
    if "<table" in page.lower():
        page_tree.unfold_layout(root)
    named = [title for title in page_tree.titles(root) if not _SAYS_NOTHING.match(title)]
    head = page_tree.headline(root, *(_SITE.sub("", title) for title in named), *named)
    author = imprint.author(root, page_tree.site(root))
    day = imprint.published(root, head)
    page_tree.unglue(root)
    whole = page_tree.markup(root)
    boxes.prune(root, head)
    document, parts, found = _extracted(page_tree.markup(root), source.url)
    if found < _SHORT and (other := _extracted(whole, source.url))[2] > _LOST * max(found, _SHORT):
        document, parts, found = other  # a page whose text is called a box, or hidden until a script has run
    if found < _SHORT:
        shown = page_tree.all_words(root if head is None else page_tree.around(head))
        words = [line for line in shown.splitlines() if line.strip()]
        if found < _SHOWN * sum(map(len, words)):
            parts = [Part(line) for line in words]
            warnings = warnings if head is not None else (*warnings, ("main_text", {}))
    if not any(part.text.strip() for part in parts):
        raise LoadError("file_empty", name=source.name)
    title = _title(document, parts, root, head)
    parts = _once(_with_lead(parts, root, title, document))
    text, hints = assemble(titled(parts, title))
    return Content(
        text,
        hints,
        title=title,
        date=day or _date(document),
        byline=author,
        encoding=decoded.encoding,
        warnings=warnings,
    )


def decoded_page(source: Source) -> str:
    """The markup of a page, ready to be parsed."""
    return _clean(_decoded(source)[0].text)


def _clean(page: str) -> str:
    return _CONTROLS.sub("", _XML_DECLARATION.sub("", page))  # which libxml2 stops at


def _decoded(source: Source) -> tuple[Decoded, Warnings]:
    """Detection first: pages in TCVN3 and VNI say iso-8859-1, and it can tell. A charset declared helps out."""
    if source.encoding:
        return decoded_text(source)
    decoded = decode(source.data)
    unsure = decoded.binary or decoded.encoding.confidence < _UNSURE
    other = _declared(source) if unsure else None
    if other and (decoded.binary or look(other.text).validity >= look(decoded.text).validity):
        return other, ()
    return decoded_text(source)


def _declared(source: Source) -> Decoded | None:
    """`source` in the encoding that the server or the page declares, if that is none of those detected here."""
    found = _META_CHARSET.search(source.data[:4096])
    declared = source.charset or (found[1].decode("ascii", "replace") if found else "")
    try:
        name = codecs.lookup(declared).name
        if name.startswith(("utf-8", "utf_8", "cp125", "iso8859-1")):
            return None
        return Decoded(source.data.decode(name, "replace"), Encoding(name, 0.9))
    except (LookupError, ValueError):
        return None


def _extracted(page: str, url: str | None) -> tuple[Any, list[Part], int]:
    """What trafilatura finds, its parts, and the characters of running text in them."""
    document = _extract(page, url)
    parts = list(_parts(document.body)) if document is not None and document.body is not None else []
    return document, parts, sum(len(part.text) for part in parts if part.role in ("body", "item"))


def _extract(page: str, url: str | None) -> Any:
    """trafilatura's `Document`, or None where it finds nothing or fails on the page."""
    with quiet(*_LOGGERS):
        import trafilatura

        try:
            return trafilatura.bare_extraction(
                page,
                url=url,
                include_comments=False,
                include_tables=True,
                with_metadata=True,
                date_extraction_params={"original_date": True, "extensive_search": False},
            )
        except Exception:  # whatever hostile markup does to it, the page has words
            return None


def _with_lead(parts: list[Part], root: HtmlElement, title: str | None, document: Any) -> list[Part]:
    """`parts` with the lead of the page, where extraction left it out, before the first paragraph.

    Some papers print it twice, above the text and as its first paragraph; what is longer by more than the name of an
    agency then stands for both.
    """
    at = next((i for i, part in enumerate(parts) if part.role == "body"), None)
    if not title or at is None:
        return parts
    said = document.description if document is not None else None
    first = flat(parts[at].text)
    found = page_tree.lead(root, title, first, flat(said or ""))
    if not found:
        return parts
    if first in found:
        longer = len(found.split()) - len(first.split()) > _AGENCY
        return [*parts[:at], Part(found), *parts[at + 1 :]] if longer else parts
    own = _PLACE.sub("", found)[:_SAME]
    if any(own in flat(part.text) for part in parts):
        return parts
    return [*parts[:at], Part(found), *parts[at:]]


def _once(parts: list[Part]) -> list[Part]:
    """`parts` without a first paragraph that only says the lead again, with or without the name of the agency."""
    running = [i for i, part in enumerate(parts) if part.role in ("body", "heading")][:_NEAR]
    for first, second in pairwise(running):
        lead, again = flat(parts[first].text), flat(parts[second].text)
        spare = len(lead.split()) - len(again.split())
        if again.count(" ") >= _AGENCY and lead.endswith(again) and spare <= _AGENCY:
            return [*parts[:second], *parts[second + 1 :]]
    return parts


def _title(document: Any, parts: list[Part], root: HtmlElement, head: HtmlElement | None) -> str | None:
    """The page's first main heading, else the title of its metadata without the name of the site.

    A title that the page does not show itself is the site's, if the page shows a headline.
    """
    first = next((part for part in parts[:6] if part.role == "heading" and part.level == 1), None)
    if first:
        return flat(first.text)
    shown = page_tree.words_of(head) if head is not None else ""
    title = flat(document.title) if document is not None and document.title else ""
    whole = page_tree.page_title(root)
    if (site := _SITE.search(whole)) and title.casefold() == _MARKS.sub("", site[0]).casefold():
        title = whole  # the only main heading is the paper's name
    title = _SITE.sub("", title) if len(title.split()) > 3 else title
    if shown and not _alike(shown, title):
        return shown
    return title if title and not _SAYS_NOTHING.match(title) else shown or None


def _alike(shown: str, title: str) -> bool:
    """Whether the title of the metadata says what the headline does, be it cut short or with something before it."""
    one, other = shown.casefold(), title.casefold().rstrip(" .…")
    return bool(other) and (one in other or (other in one and 2 * len(other) > len(one)))


def _date(document: Any) -> date | None:
    if document is None or not document.date:
        return None
    try:
        return date.fromisoformat(document.date[:10])
    except ValueError:
        return None


def _parts(element: _Element) -> Iterator[Part]:
    """The blocks below `element` of trafilatura's tree, in order; loose words between blocks are paragraphs."""
    loose: list[str] = [element.text or ""]
    for child in element:
        if child.tag not in _BLOCKS:
            loose.append(_inline(child))
        else:
            yield from _paragraphs("".join(loose))
            loose = []
            yield from _block(child)
        loose.append(child.tail or "")
    yield from _paragraphs("".join(loose))


def _block(element: _Element) -> Iterator[Part]:
    match element.tag:
        case "head":
            level = re.sub(r"\D", "", element.get("rend", ""))
            yield Part(_inline(element).replace("\n", " "), "heading", int(level[:1] or 2) or 1)
        case "list":
            yield from _list(element, element.get("rend") == "ol")
        case "table":
            yield from _table(element)
        case _:
            yield from _parts(element)


def _list(element: _Element, numbered: bool) -> Iterator[Part]:
    number = 0
    for item in element:
        if item.tag != "item":
            yield from _block(item)
            continue
        number += 1
        mark = f"{number}." if numbered else "-"
        for i, part in enumerate(_parts(item)):
            yield part if i or part.role != "body" else Part(f"{mark} {part.text}", "item")


def _table(element: _Element) -> Iterator[Part]:
    rows = [[" ".join(_inline(cell).split()) for cell in row.iter("cell")] for row in element.iter("row")]
    wide = max((len(row) for row in rows), default=0)
    for row in rows:
        words = [cell for cell in row if cell]
        if len(words) == 1 and (wide == 1 or len(words[0].split()) > 25):
            yield from _paragraphs(words[0])  # a table that holds the page together
        elif words:
            yield Part(" | ".join(words if len(words) == 1 else row), "table")


def _inline(element: _Element) -> str:
    """The words of an element, a line end for each `<lb/>`."""
    words = [element.text or ""]
    for child in element:
        words.append("\n" if child.tag == "lb" else _inline(child))
        words.append(child.tail or "")
    own = "".join(words)
    return "\n" if element.tag == "lb" else own


def _ended(line: str, following: str, full: float) -> bool:
    """Whether a line that has no stop is a paragraph of its own: `Thứ sáu, 10/7/2026<br>Cỡ chữ<br>…`."""
    return not following[:1].islower() and line[-1] != "," and (full < _MARGIN or len(line) < full)


def _paragraphs(words: str) -> Iterator[Part]:
    """Line ends part paragraphs where they are doubled, stand behind a stop or come early; else they are spaces."""
    held: list[str] = []
    lines = [line.strip() for line in words.split("\n")]
    full = _FULL * max(map(len, lines))  # shorter lines end where their author ended them, not at a margin
    for line in lines:
        if held and (not line or _STOPPED.search(held[-1][-_REACH:]) or _ended(held[-1], line, full)):
            yield Part(" ".join(held))
            held = []
        if line:
            held.append(line)
    if held:
        yield Part(" ".join(held))
