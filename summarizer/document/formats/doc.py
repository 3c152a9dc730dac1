"""DOC of Word 97 to 2003: paragraphs, headings, items, table rows and notes; words in legacy fonts by font."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Final

from summarizer.document.encodings import read_run
from summarizer.document.failure import LoadError
from summarizer.document.formats.content import Content, Part, Source, assemble, flat
from summarizer.document.formats.quiet import quiet
from summarizer.document.formats.raised import behind
from summarizer.document.formats.rows import in_columns, layout_or_rows, lines_of
from summarizer.document.formats.word97 import Broken, Document, Locked, ParagraphRun

_HEADINGS: Final = range(1, 10)  # numbers of the styles Heading 1 to 9 in every language
_NEAR: Final = 60  # twentieths of a point
_BREAKS: Final = str.maketrans({"\x0b": "\n", "\x1e": "-", "\xa0": " ", "\x01": "", "\x02": "", "\x08": "", "\x05": ""})


def read(source: Source) -> Content:
    """The text of a Word file.

    Raises:
        LoadError: `docx_encrypted`, `doc_broken`, or `format_doc` for what is older than Word 97.
    """
    document = _open(source)
    stories = document.stories()
    parts = list(_blocks(stories["text"]))
    for name in ("boxes", "notes", "endnotes"):
        parts.extend(_blocks(stories[name]))
    text, hints = assemble(parts)
    if not text:
        raise LoadError("file_empty", name=source.name)
    return Content(text, hints, title=next((flat(part.text) for part in parts if part.role == "title"), None))


def _open(source: Source) -> Document:
    with quiet("olefile"):
        import olefile

        try:
            with olefile.OleFileIO(io.BytesIO(source.data)) as package:
                if package.exists("EncryptedPackage"):
                    raise LoadError("docx_encrypted", name=source.name)
                stream = package.openstream("WordDocument").read()
                tables = {n: package.openstream(n).read() for n in ("0Table", "1Table") if package.exists(n)}
            return Document(stream, tables)
        except Locked:
            raise LoadError("docx_encrypted", name=source.name) from None
        except Broken:
            raise LoadError("format_doc", name=source.name) from None
        except LoadError:
            raise
        except Exception:  # olefile and struct let out whatever a broken file makes them raise
            raise LoadError("doc_broken", name=source.name) from None


def _blocks(paragraphs: Sequence[ParagraphRun]) -> Iterator[Part]:
    for table, run in groupby(_shown(paragraphs), key=lambda item: item[0].in_table):
        if table:
            yield from layout_or_rows(_rows(run))
        else:
            for paragraph, words in run:
                yield from _paragraph(paragraph, words)


def _shown(paragraphs: Sequence[ParagraphRun]) -> Iterator[tuple[ParagraphRun, str]]:
    """Paragraphs with their words, the codes of fields left out."""
    depth: list[bool] = []  # of each open field, whether its code is over
    for paragraph in paragraphs:
        words: list[str] = []
        for run in paragraph.runs:
            kept: list[str] = []
            for char in run.text:
                if char == "\x13":
                    depth.append(False)
                elif char == "\x14":
                    depth[-1:] = [True]
                elif char == "\x15":
                    depth[-1:] = []
                elif all(depth):
                    kept.append(char)
            if not run.hidden:
                # Word keeps a soft hyphen as \x1f; in TCVN3 it is the letter ư
                said = read_run("".join(kept).replace("\x1f", "\xad"), run.font)
                words.append(behind("".join(words[-2:]), said) if run.raised else said)
        yield paragraph, "".join(words).translate(_BREAKS)


def _paragraph(paragraph: ParagraphRun, words: str) -> Iterator[Part]:
    inked = [run for run in paragraph.runs if run.text.strip()]
    bold = bool(inked) and all(run.bold for run in inked)
    for line in words.split("\n"):
        if line.strip():
            yield lines_of(
                line, bold=bold, heading=paragraph.style if paragraph.style in _HEADINGS else 0, listed=paragraph.listed
            )


def _rows(run: Iterator[tuple[ParagraphRun, str]]) -> list[list[str]]:
    """Rows of cells; a cell may hold several paragraphs, each ended by `\\r`."""
    rows: list[list[str]] = []
    edges: list[Sequence[float]] = []
    cells: list[str] = []
    held: list[str] = []
    for paragraph, words in run:
        if paragraph.row_end:
            rows.append(cells)
            edges.append(paragraph.edges)
            cells, held = [], []
            continue
        held.append(words)
        if paragraph.mark == "\x07":
            cells.append("\n".join(held))
            held = []
    if cells or held:
        rows.append([*cells, "\n".join(held)] if held else cells)
        edges.append(())
    return in_columns(rows, edges, _NEAR)
