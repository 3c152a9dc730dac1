"""DOCX: paragraphs, headings, list items and table rows of the body, in order.

python-docx opens the package and knows the styles; the words are read from the XML itself, since its `Paragraph.text`
leaves out what stands in tracked insertions and content controls.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, Any, Final

from summarizer.document.encodings import read_run
from summarizer.document.failure import LoadError
from summarizer.document.formats import numbering, package
from summarizer.document.formats.content import Content, Part, Source, assemble, flat
from summarizer.document.formats.quiet import quiet
from summarizer.document.formats.raised import behind
from summarizer.document.formats.rows import MARKED, STOPPED
from summarizer.document.formats.wordml import W, value

if TYPE_CHECKING:
    from docx.document import Document
    from lxml.etree import _Element

_MC: Final = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_SKIPPED: Final = frozenset((f"{W}del", f"{W}moveFrom", f"{_MC}Fallback", f"{W}txbxContent", f"{W}pPr", f"{W}rPr"))
_NOTES: Final = (("footnotes", "footnoteReference"), ("endnotes", "endnoteReference"))
_BREAKS: Final = frozenset((f"{W}br", f"{W}cr"))
_HEADING: Final = re.compile(r"(?:heading|tiêu đề|đề mục)\s*(\d)", re.IGNORECASE)
_MAX_SPAN: Final = 64  # columns
_TITLES: Final = ("Title", "Tiêu đề")


def read(source: Source) -> Content:
    """The body of a Word document; title, author and day from its core properties where they are of use."""
    package.check(source, broken="docx_broken")
    document = _open(source)
    try:
        reader = _Reader(document)
        parts = [*reader.blocks(document.element.body), *reader.notes(document)]
        core = document.core_properties
        title, author, created = core.title, core.author, core.created
    except Exception:  # a package that opens and is not what it says
        raise LoadError("docx_broken", name=source.name) from None
    text, hints = assemble(parts)
    if not text:
        raise LoadError("file_empty", name=source.name)
    named = next((flat(part.text) for part in parts if part.role == "title"), None)
    return Content(text, hints, title=named or _said(title, text), byline=_said(author, text), date=_day(created, text))


def _open(source: Source) -> Document:
    with quiet():
        import docx

        try:
            return docx.Document(io.BytesIO(source.data))
        except Exception:  # python-docx lets errors of zipfile, lxml and its own out, KeyError among them
            raise LoadError("docx_broken", name=source.name) from None


@dataclass(frozen=True, slots=True)
class _Style:
    """A style: its name, which tells headings in Word of any language, its list and its font."""

    name: str = ""
    number: str = "0"
    font: str = ""
    hidden: bool = False


def _styles(document: Document) -> dict[str, _Style]:
    found: dict[str, _Style] = {}
    for style in document.styles:
        listed = style.element.find(f"{W}pPr/{W}numPr")
        number = None if listed is None else value(listed, "numId")
        looks = style.element.find(f"{W}rPr")
        found[style.style_id] = _Style(style.name or "", number or "0", _font(looks), _is_on(looks, "vanish"))
    for style in document.styles:  # a style has the font of the one it is based on
        based = getattr(style, "base_style", None)
        own = found[style.style_id]
        if based is not None and not own.font and based.style_id in found:
            found[style.style_id] = replace(own, font=found[based.style_id].font)
    return found


def _font(looks: _Element | None) -> str:
    """The font that run properties name for Latin letters; empty if none."""
    fonts = looks.find(f"{W}rFonts") if looks is not None else None
    return str(fonts.get(f"{W}ascii") or fonts.get(f"{W}hAnsi") or "") if fonts is not None else ""


def _is_on(looks: _Element | None, name: str) -> bool:
    mark = looks.find(f"{W}{name}") if looks is not None else None
    return mark is not None and mark.get(f"{W}val", "1") not in ("0", "false", "off")


class _Reader:
    """Walks through a document in order, for its numbered paragraphs are to be counted."""

    def __init__(self, document: Document) -> None:
        self.styles = _styles(document)
        usual = next((s for s in document.styles if s.type == 1 and getattr(s, "style_id", "") == "Normal"), None)
        self.usual = self.styles[usual.style_id].font if usual is not None else ""
        self.font = ""  # of the paragraph that is being read
        self.numbering = numbering.read(document)

    def blocks(self, element: _Element) -> Iterator[Part]:
        """The parts of a body, a cell or a box."""
        for child in element:
            if child.tag == f"{W}p":
                yield from self.paragraph(child)
            elif child.tag == f"{W}tbl":
                yield from self.table(child)
            elif child.tag not in _SKIPPED and isinstance(child.tag, str):
                yield from self.blocks(child)  # content controls, tracked insertions

    def paragraph(self, element: _Element) -> Iterator[Part]:
        """A paragraph, one part for each of its lines, then the text boxes that hang on it."""
        role, label = self.role(element)
        for line in self.words(element).split("\n"):
            words = " ".join(line.split())
            if not words:
                continue
            numbered = f"{label} {words}" if label and not MARKED.match(words) else words
            label = ""
            bold = len(words) <= 160 and not STOPPED.search(words) and _all_bold(element)
            if bold and role.role in ("body", "item") and not numbered.startswith("-"):
                yield Part(numbered, "heading", 2)  # how headings look where nobody used styles
            else:
                yield Part(numbered, role.role, role.level)
        for box in element.iter(f"{W}txbxContent"):
            if not any(above.tag == f"{_MC}Fallback" for above in box.iterancestors()):
                yield from self.blocks(box)

    def notes(self, document: Document) -> Iterator[Part]:
        """Footnotes and endnotes in the order in which the text calls them, each with its number."""
        from lxml import etree

        body = document.element.body
        for kind, reference in _NOTES:
            part = next((r.target_part for r in document.part.rels.values() if r.reltype.endswith(f"/{kind}")), None)
            if part is None:
                continue
            root = etree.fromstring(part.blob, etree.XMLParser(resolve_entities=False, no_network=True))
            called = [call.get(f"{W}id") for call in body.iter(f"{W}{reference}")]
            known = {
                note.get(f"{W}id"): note for note in root if not note.get(f"{W}type", "").startswith(("sep", "cont"))
            }
            for number, name in enumerate(dict.fromkeys(called), 1):
                if name in known:
                    words = " ".join(" ".join(self.words(p).split()) for p in known[name].iter(f"{W}p")).strip()
                    if words:
                        yield Part(f"[{number}] {words}")

    def words(self, element: _Element) -> str:
        """The words of a paragraph as they are shown, each run by its font; hidden ones are left out."""
        properties = element.find(f"{W}pPr")
        style = self.styles.get(value(properties, "pStyle") or "", _Style()) if properties is not None else _Style()
        self.font = style.font or self.usual
        return self._run_words(element)

    def _run_words(self, element: _Element) -> str:
        words: list[str] = []
        for child in element:
            if child.tag == f"{W}r":
                looks = child.find(f"{W}rPr")
                named = self.styles.get(value(looks, "rStyle") or "", _Style()) if looks is not None else _Style()
                if not (_is_on(looks, "vanish") or named.hidden):
                    said = read_run(_words(child), _font(looks) or named.font or self.font)
                    raised = looks is not None and value(looks, "vertAlign") == "superscript"
                    words.append(behind("".join(words[-2:]), said) if raised else said)
            elif child.tag in _SKIPPED or not isinstance(child.tag, str):
                continue
            else:
                words.append(self._run_words(child))
        return "".join(words)

    def role(self, element: _Element) -> tuple[Part, str]:
        """Role and level of a paragraph, by its style, outline level or numbering; and its number, if it has one."""
        properties = element.find(f"{W}pPr")
        if properties is None:
            return Part(""), ""
        style_id = value(properties, "pStyle") or ""
        style = self.styles.get(style_id, _Style())
        label = self.label(properties, style_id, style)
        if style.name in _TITLES:
            return Part("", "title", 1), ""
        if heading := _HEADING.match(style.name):
            return Part("", "heading", int(heading[1]) or 1), "" if label == "-" else label
        outline = value(properties, "outlineLvl") or ""
        if outline.isdigit() and int(outline) < 9:
            return Part("", "heading", int(outline) + 1), "" if label == "-" else label
        if label or style.name.startswith("List "):
            return Part("", "item"), label or "-"
        return Part(""), ""

    def label(self, properties: _Element, style_id: str, style: _Style) -> str:
        """The number of a paragraph, by its own properties or by its style's."""
        own = properties.find(f"{W}numPr")
        number = style.number if own is None else value(own, "numId") or style.number
        if number == "0":
            return ""
        depth = None if own is None else value(own, "ilvl")
        at = self.numbering.depth_of_style(number, style_id) if depth is None else int(depth)
        return self.numbering.label(number, at)

    def table(self, element: _Element) -> Iterator[Part]:
        """Rows as `a | b | c`; the cells of a table without lines, which only holds the page together, in order."""
        rows = [list(_children(row, "tc")) for row in _children(element, "tr")]
        wide = max((len(row) for row in rows), default=0)
        if wide == 1 or (wide == 2 and len(rows) <= 3 and not _has_lines(element)):
            for row in rows:
                for cell in row:
                    yield from self.blocks(cell)
            return
        for row in rows:
            cells = [words for cell in row for words in self.cell(cell)]
            if any(cells):
                yield Part(" | ".join(cells), "table")

    def cell(self, element: _Element) -> list[str]:
        """The words of a cell, and an empty one for each further column that it spans."""
        words = " ".join(" ".join(self.words(p).split()) for p in element.iter(f"{W}p")).strip()
        properties = element.find(f"{W}tcPr")
        span = (value(properties, "gridSpan") or "1") if properties is not None else "1"
        return [words, *[""] * (min(int(span), _MAX_SPAN) - 1 if span.isdigit() else 0)]


def _all_bold(element: _Element) -> bool:
    """Whether each run with words is bold by itself."""
    runs = [run for run in element.iter(f"{W}r") if _words(run).strip()]
    return bool(runs) and all(_bold(run) for run in runs)


def _bold(run: _Element) -> bool:
    mark = run.find(f"{W}rPr/{W}b")
    return mark is not None and mark.get(f"{W}val", "1") not in ("0", "false", "off")


def _words(element: _Element) -> str:
    words: list[str] = []
    for child in element:
        if child.tag in _SKIPPED:
            continue
        if child.tag == f"{W}t":
            words.append((child.text or "").replace("\n", " "))
        elif child.tag == f"{W}tab":
            words.append("\t")
        elif child.tag in _BREAKS:
            words.append("\n")
        elif child.tag == f"{W}noBreakHyphen":
            words.append("-")
        elif child.tag == f"{W}softHyphen":
            words.append("\xad")  # in TCVN3 the letter ư
        else:
            words.append(_words(child))
    return "".join(words)


def _children(element: _Element, name: str) -> Iterator[_Element]:
    """Children by name, also those in content controls and tracked insertions."""
    for child in element:
        if child.tag == f"{W}{name}":
            yield child
        elif child.tag in (f"{W}sdt", f"{W}sdtContent", f"{W}ins"):
            yield from _children(child, name)


def _has_lines(element: _Element) -> bool:
    style = element.find(f"{W}tblPr/{W}tblStyle")
    borders = element.find(f"{W}tblPr/{W}tblBorders")
    drawn = borders is not None and any(side.get(f"{W}val", "none") not in ("none", "nil") for side in borders)
    return drawn or (borders is None and style is not None and style.get(f"{W}val") not in ("TableNormal", "Normal"))


def _said(value: str | None, text: str) -> str | None:
    """A core property, if the document says it too: most are left over from a template or an earlier document."""
    words = flat(value or "")
    return words if words and words.casefold() in text.casefold() else None


def _day(created: Any, text: str) -> date | None:
    """The day of creation, if the document speaks of it."""
    if created is None:
        return None
    day: date = created.date()
    written = (f"{day.day}/{day.month}/{day.year}", f"{day:%d/%m/%Y}", f"ngày {day:%d} tháng {day:%m} năm {day.year}")
    return day if any(form in text for form in written) else None
