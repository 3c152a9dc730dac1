"""A web page as a tree: what main-text extraction leaves out or takes wrongly, found in the markup.

Extraction drops the lead where it stands outside the text's own element, and takes tables that hold an old page
together for tables of data.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice
from typing import TYPE_CHECKING, Final

from summarizer.document.encodings.syllable import is_syllable
from summarizer.document.formats.content import flat
from summarizer.document.formats.raised import in_page
from summarizer.text.letters import LOWER, UPPER

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_UNSEEN: Final = frozenset(("head", "script", "style", "noscript", "template"))
_BLOCKS: Final = frozenset(
    ("p", "div", "br", "li", "tr", "td", "h1", "h2", "h3", "h4", "h5", "h6", "section", "article", "header", "footer")
) | frozenset(("ul", "table", "dd", "dt"))
_HEADLINE: Final = re.compile(
    r"(?:^|[\s_-])title(?:$|[\s_-])|tieu-?_?de|headline"
    r"|(?:article|news|post|entry|detail|content|tin|bai)[\w-]{0,12}?(?:title|header)",
    re.IGNORECASE,
)
_LEAD: Final = re.compile(
    r"sapo|chapeau|tom-?_?tat|trich-?_?(?:dan|yeu)|(?:^|[\s_-])(?:lead|desc|description|summary|abstract|intro"
    r"|standfirst|dek)"
    r"(?:$|[\s_-])|(?:article|news|post|detail|content)[\w-]{0,8}?(?:summary|desc|lead|intro|head)\b",
    re.IGNORECASE,
)
_ASIDE: Final = frozenset(("a", "nav", "aside", "figure", "figcaption", "footer", "li"))
_LARGE: Final = frozenset(("4", "5", "6", "7", "+1", "+2", "+3", "+4"))
_SOME: Final = 15  # words of text behind a headline
_NEW_WORD: Final = re.compile(rf"[{UPPER}][{LOWER}]")
_WORD_END: Final = re.compile(rf"\w[{LOWER}]$")
_LAST_WORD: Final = re.compile(r"(?<![^\W\d_])[^\W\d_]{1,8}$")
_FIRST_WORD: Final = re.compile(r"[^\W\d_]{1,8}(?![^\W\d_])")
_STAMP: Final = re.compile(rf"[{UPPER}]\S*(?: [{UPPER}]\S*){{0,3}}")
_NO_HEADLINE: Final = frozenset(("a", "nav", "li", "option", "footer", "aside"))
_LEAD_WORDS: Final = range(8, 121)
_MAX_LEAD: Final = 1200  # characters, blanks between tags included
_MAX_PIECES: Final = 60  # pieces of text, so that a page of a million nested tags costs no more than its length
_SAME: Final = 40  # characters by which a passage is known again
_CELL_BLOCKS: Final = 3
_CELL_WORDS: Final = 80  # a cell with more is no cell of data
_CELL_PARAGRAPHS: Final = 20  # of a cell that are looked at; two with a sentence are part of a page
_SENTENCE: Final = re.compile(r"(?:\S+\s+){7}.*[.!?…][\"”’»')\]]*$")
# what lxml reads out of a page (`&#27;`) and does not take back
_UNWRITABLE: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def tree(page: str) -> HtmlElement | None:
    """The page as libxml2 reads it, or None."""
    from lxml import etree, html

    try:
        root: HtmlElement = html.document_fromstring(page, html.HTMLParser(huge_tree=True))
    except (etree.LxmlError, ValueError):
        return None
    for element in root.iter():
        if element.text and _UNWRITABLE.search(element.text):
            element.text = _UNWRITABLE.sub("", element.text)
        if element.tail and _UNWRITABLE.search(element.tail):
            element.tail = _UNWRITABLE.sub("", element.tail)
    in_page(root)
    return root


def markup(root: HtmlElement) -> str:
    """The tree as a page again."""
    from lxml import html

    return str(html.tostring(root, encoding="unicode"))


def all_words(root: HtmlElement) -> str:
    """All the words that a browser would show, a line a block."""
    from lxml import etree

    words: list[str] = []
    walk = etree.iterwalk(root, events=("start", "end", "comment", "pi"))
    for event, element in walk:
        if event == "start":
            words.append("\n" if element.tag in _BLOCKS else "")
            if element.tag in _UNSEEN:
                walk.skip_subtree()
            else:
                words.append(element.text or "")
        else:
            words.append("\n" if element.tag in _BLOCKS else "")
            words.append(element.tail or "")
    return "".join(words)


def page_title(root: HtmlElement) -> str:
    """What the page calls itself; empty if nothing."""
    return flat(root.findtext(".//title") or "")


def unglue(root: HtmlElement) -> None:
    """Part words that only the page's style keeps apart: `<a>Tin vắn</a><a>Bài khác</a>`.

    The stamp of a place before a paragraph (`<span>Huế</span>Sáng 3/5 …`) is set off by a dash.
    """
    for element in list(root.iter("a", "b", "strong", "span", "em", "i", "font", "u")):
        _unglue_before(element)
        if element.tag == "a":
            _unglue_link(element)
        following = element.getnext()
        after = element.tail or ("" if following is None else following.text or "")
        if not after or not _NEW_WORD.match(after):
            continue
        last = element
        while len(last) and not last[-1].tail:
            last = last[-1]
        before = (last[-1].tail if len(last) else last.text) or ""
        if _WORD_END.search(before):
            above, words = element.getparent(), words_of(element)
            first = element.getprevious() is None and above is not None and not (above.text or "").strip()
            if first and element.tail and _STAMP.fullmatch(words):
                element.tail = f" - {element.tail}"
                element.drop_tag()  # extraction takes bold words at the beginning for a heading
            else:
                element.tail = f" {element.tail or ''}"


def _unglue_before(element: HtmlElement) -> None:
    """Part a word in small letters from the capital that an element begins with: `<p>Huế<span>Sáng 3/5 …`."""
    before, above = element.getprevious(), element.getparent()
    left = (before.tail if before is not None else above.text if above is not None else None) or ""
    if _WORD_END.search(left) and _NEW_WORD.match(element.text or ""):
        stamp = before is None and _STAMP.fullmatch(left.strip())
        element.text = f" - {element.text}" if stamp else f" {element.text}"


def _unglue_link(link: HtmlElement) -> None:
    """Part a link from the small letters around it where they are syllables by themselves and none together."""
    before, above = link.getprevious(), link.getparent()
    left = before.tail if before is not None else above.text if above is not None else None
    if _are_two(left or "", link.text or ""):
        link.text = f" {link.text}"
    if not len(link) and _are_two(link.text or "", link.tail or ""):
        link.tail = f" {link.tail}"


def _are_two(left: str, right: str) -> bool:
    last, first = _LAST_WORD.search(left), _FIRST_WORD.match(right)
    if not (last and first):
        return False
    return is_syllable(last[0]) and is_syllable(first[0]) and not is_syllable(last[0] + first[0])


def titles(root: HtmlElement) -> list[str]:
    """What the metadata call the article, the surest first."""
    said = [flat(m.get("content") or "") for m in root.iter("meta") if m.get("property") == "og:title"]
    return [title for title in (*said, page_title(root)) if title]


def site(root: HtmlElement) -> str:
    """What the page calls its site; empty if nothing."""
    said = (m.get("content") or "" for m in root.iter("meta") if m.get("property") == "og:site_name")
    return flat(next(said, ""))


def headline(root: HtmlElement, *titles: str) -> HtmlElement | None:
    """The element that holds the headline.

    That which says what the metadata call the page (`titles`); else its main heading, or what its class or id calls a
    headline (portals whose pages have one title for all); else what an old page sets in large letters.
    """
    wanted = {flat(title).casefold() for title in titles if title}
    called: HtmlElement | None = None
    large: HtmlElement | None = None
    for element in root.iter("h1", "h2", "h3", "h4", "div", "span", "p", "td", "font", "b", "strong"):
        words = words_of(element)
        says = words.casefold() in wanted
        if not words or not (says or 4 <= words.count(" ") + 1 <= 40):
            continue
        calls = called is None and (element.tag == "h1" or _HEADLINE.search(_names(element)) is not None)
        sets = large is None and _is_large(element)
        if not (says or calls or sets) or _within(element, _NO_HEADLINE):
            continue
        if says:
            return element
        called = element if calls else called
        large = element if sets else large
    return called if called is not None else large


def around(headline: HtmlElement) -> HtmlElement:
    """The smallest element that holds the headline and some text behind it."""
    count = 0
    at = headline
    while (outer := at.getparent()) is not None:
        for behind in at.itersiblings("*"):
            count += sum(len(words.split()) for words in islice(behind.itertext("*"), _MAX_PIECES))
        if count > _SOME:
            return outer
        at = outer
    return headline


def _is_large(element: HtmlElement) -> bool:
    """Whether an old page sets this in larger letters than its text."""
    own = element if element.tag == "font" else next(element.iterancestors("font"), element)
    return element.tag in ("font", "b", "strong") and (own.get("size") or "").strip() in _LARGE


def lead(root: HtmlElement, title: str, first: str, description: str) -> str | None:
    """The lead between the headline and the text.

    It is what its class or id calls so, or what the page's metadata describe it by.

    Args:
        title: words of the headline.
        first: the first paragraph of the text, where the search ends.
        description: what the metadata say of the page; may be cut short.
    """
    described = description.rstrip(".… ")[:_SAME].casefold()
    for element in _behind(root, title):
        words = words_of(element)
        if first and words.startswith(first[:_SAME]):
            return None
        if len(words.split()) not in _LEAD_WORDS:
            continue
        known = len(described) == _SAME and described in words[: 2 * _SAME].casefold()
        if (known or _LEAD.search(_names(element))) and not _within(element, _ASIDE):
            return words
    return None


def unfold_layout(root: HtmlElement) -> bool:
    """Turn the tables that hold the page together into plain blocks; whether there were any."""
    found = [table for table in root.iter("table") if any(map(_holds_blocks, _cells(table))) or _is_bar(table)]
    if found:
        _open_up(root)
    for table in found:
        own = [
            element
            for element in table.iter("tbody", "thead", "tr", "td", "th")
            if next(element.iterancestors("table"), None) is table
        ]
        for element in own:
            if element.tag in ("td", "th"):
                _set_in_paragraphs(element)
            element.tag = "div"
    for table in found:
        table.tag = "div"
    return bool(found)


def _open_up(root: HtmlElement) -> None:
    """Make blocks of what old pages wrap around paragraphs: `<font><p>…</p><p>…</p></font>`."""
    for block in root.iter("p", "div", "table", "ul", "h1", "h2", "h3"):
        above = block.getparent()
        while above is not None and above.tag in ("font", "b", "span", "center", "strong", "i", "a"):
            above.tag = "div"
            above = above.getparent()


def _set_in_paragraphs(cell: HtmlElement) -> None:
    """Put the loose words of a cell into paragraphs, one to each `<br>`, and make paragraphs of plain blocks."""
    from lxml import etree

    children = list(cell)
    loose = cell.text or ""
    line: HtmlElement | None = None
    cell.text = None
    cell[:] = []

    def put(words: str) -> None:
        nonlocal line
        if line is None:
            if not words.strip():
                return
            line = etree.SubElement(cell, "p")
        if len(line):
            line[-1].tail = (line[-1].tail or "") + words
        else:
            line.text = (line.text or "") + words

    put(loose)
    for child in children:
        after, child.tail = child.tail or "", None
        if child.tag in _BLOCKS:
            line = None
            if child.tag != "br":
                cell.append(child)
                if child.tag == "div" and not any(inner.tag in _BLOCKS for inner in child):
                    child.tag = "p"
        elif isinstance(child.tag, str):
            if line is None:
                line = etree.SubElement(cell, "p")
            line.append(child)
        put(after)


def _names(element: HtmlElement) -> str:
    return f"{element.get('class') or ''} {element.get('id') or ''} {element.get('data-role') or ''}"


def _behind(root: HtmlElement, title: str) -> Iterator[HtmlElement]:
    """The elements behind the headline, in the order of the page; none where it is not found."""
    wanted = title.casefold()
    seen = False
    for element in root.iter("h1", "h2", "h3", "h4", "p", "div", "span", "td", "section", "header", "strong", "b"):
        if seen:
            yield element
        elif element.tag in ("h1", "h2", "h3", "div", "p", "span", "td"):
            seen = words_of(element).casefold() == wanted


def words_of(element: HtmlElement) -> str:
    """The words of an element on one line; none of one that holds too much to be a headline or a lead."""
    pieces = list(islice(element.itertext("*"), _MAX_PIECES))
    words = "".join(pieces)
    return flat(words) if len(pieces) < _MAX_PIECES and len(words) <= _MAX_LEAD else ""


def _within(element: HtmlElement, tags: frozenset[str]) -> bool:
    return element.tag in tags or any(above.tag in tags for above in element.iterancestors())


def _cells(table: HtmlElement) -> Iterator[HtmlElement]:
    for cell in table.iter("td", "th"):
        if next(cell.iterancestors("table"), None) is table:
            yield cell


def _is_bar(table: HtmlElement) -> bool:
    """Whether a table inside another has one row: a bar of links."""
    inside = next(table.iterancestors("table"), None) is not None
    return inside and sum(1 for _ in islice(table.iter("tr"), 2)) == 1


def _holds_blocks(cell: HtmlElement) -> bool:
    """Whether a cell holds part of a page rather than a datum: a table of its own, or running text in blocks."""
    if next(cell.iter("table"), None) is not None:
        return True
    blocks = sum(1 for _ in islice(cell.iter("p", "div", "br", "li", "h1", "h2", "h3"), _CELL_BLOCKS))
    if blocks < _CELL_BLOCKS:
        return False
    sentences = sum(1 for p in islice(cell.iter("p"), _CELL_PARAGRAPHS) if _SENTENCE.match(words_of(p)))
    return sentences > 1 or len(str(cell.text_content()).split()) > _CELL_WORDS
