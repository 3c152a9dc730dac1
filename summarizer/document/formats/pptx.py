"""PPTX: the slides of a presentation in order, titles as headings, tables as rows."""

from __future__ import annotations

import posixpath
import zipfile
from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from summarizer.document.encodings import read_run
from summarizer.document.failure import LoadError
from summarizer.document.formats import package
from summarizer.document.formats.content import Content, Part, Source, assemble
from summarizer.document.formats.rows import layout_or_rows

if TYPE_CHECKING:
    from lxml.etree import _Element

_A: Final = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_P: Final = "{http://schemas.openxmlformats.org/presentationml/2006/main}"
_R: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_TITLES: Final = ("title", "ctrTitle")
_PASSING: Final = ("sldNum", "dt", "ftr", "hdr")  # what stands on every slide
_MAX_SLIDES: Final = 2000


def read(source: Source) -> Content:
    """The words of the slides that are shown.

    Raises:
        LoadError: `office_broken`, `docx_encrypted` or `docx_bomb`.
    """
    with package.opened(source, broken="office_broken") as opened:
        parts = [part for slide in _slides(opened) for part in _slide(package.xml(opened, slide))]
        text, hints = assemble(parts)
    if not text:
        raise LoadError("file_empty", name=source.name)
    return Content(text, hints)


def _slides(opened: zipfile.ZipFile) -> list[str]:
    """The members that hold the slides, in their order."""
    listed = package.xml(opened, "ppt/presentation.xml").iter(f"{_P}sldId")
    targets = {
        link.get("Id"): posixpath.normpath(posixpath.join("ppt", link.get("Target", "").lstrip("/")))
        for link in package.xml(opened, "ppt/_rels/presentation.xml.rels")
    }
    members = set(opened.namelist())
    found = [targets.get(slide.get(f"{_R}id"), "") for slide in listed]
    return [name for name in found if name in members][:_MAX_SLIDES]


def _slide(root: _Element) -> Iterator[Part]:
    if root.get("show") == "0":
        return
    for shape in root.iter(f"{_P}sp", f"{_P}graphicFrame"):
        place = shape.find(f".//{_P}ph")
        kind = place.get("type", "") if place is not None else ""
        if kind in _PASSING:
            continue
        for table in shape.iter(f"{_A}tbl"):
            yield from layout_or_rows([[_cell(cell) for cell in row.iter(f"{_A}tc")] for row in table.iter(f"{_A}tr")])
        if shape.tag == f"{_P}sp":
            for paragraph in shape.iter(f"{_A}p"):
                for line in _words(paragraph).split("\n"):
                    if line.strip():
                        yield Part(line, "heading", 2) if kind in _TITLES else Part(line)


def _cell(cell: _Element) -> str:
    return "\n".join(map(_words, cell.iter(f"{_A}p")))


def _words(paragraph: _Element) -> str:
    words: list[str] = []
    for child in paragraph.iter(f"{_A}r", f"{_A}br", f"{_A}fld"):
        if child.tag == f"{_A}br":
            words.append("\n")
            continue
        face = child.find(f"{_A}rPr/{_A}latin")
        words.append(read_run(child.findtext(f"{_A}t") or "", face.get("typeface", "") if face is not None else ""))
    return "".join(words)
