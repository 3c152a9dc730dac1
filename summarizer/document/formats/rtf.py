"""RTF: its paragraphs and table rows; bytes by the charset of their font, words in legacy fonts read by font."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from itertools import groupby
from typing import Final

from summarizer.document.encodings import read_run
from summarizer.document.encodings.legacy import WINDOWS_1252
from summarizer.document.failure import LoadError
from summarizer.document.formats.content import Content, Part, Source, assemble
from summarizer.document.formats.raised import behind
from summarizer.document.formats.rows import MARKED, in_columns, layout_or_rows, lines_of

_TOKEN: Final = re.compile(
    rb"\\([a-zA-Z]{1,32})(-?\d{1,10})? ?|\\'([0-9a-fA-F]{2})|\\([^a-zA-Z'\r\n])|([{}])|\\(\r?\n)|([^\\{}\r\n]+)|[\r\n]+"
)
# groups whose words are no part of the text
_ASIDE: Final = frozenset(
    (
        "colortbl", "stylesheet", "info", "pict", "object", "header", "headerl", "headerr",
        "headerf", "footer", "footerl", "footerr", "footerf", "themedata", "colorschememapping",
        "latentstyles", "datastore", "listtable", "listoverridetable", "rsidtbl", "generator", "xmlnstbl",
        "filetbl", "revtbl", "annotation", "atnid", "atnauthor", "atnref", "atrfstart", "atrfend",
        "bkmkstart", "bkmkend", "fldinst", "private", "comment", "nonshppict", "xe", "tc", "shpinst", "sp",
        "sn", "sv", "fchars", "lchars", "pgdsctbl", "mmathPr", "wgrffmtfilter", "operator", "author",
    )
)  # fmt: skip
# behind `\*`, and read all the same
_KEPT: Final = frozenset(("shptxt", "fldrslt", "fonttbl", "footnote", "shprslt", "ltrch", "hlinkbase"))
_CHARS: Final = {
    "tab": "\t", "line": "\n", "emdash": "—", "endash": "–", "lquote": "‘", "rquote": "’", "ldblquote": "“",
    "rdblquote": "”", "bullet": "•", "emspace": " ", "enspace": " ", "qmspace": " ",
}  # fmt: skip
_SYMBOLS: Final = {b"~": " ", b"_": "-", b"-": "\xad", b"{": "{", b"}": "}", b"\\": "\\", b":": "", b"|": ""}
_CHARSETS: Final = {
    0: "cp1252", 1: "cp1252", 2: "cp1252", 77: "mac-roman", 128: "cp932", 134: "gbk", 136: "big5", 161: "cp1253",
    162: "cp1254", 163: "cp1258", 177: "cp1255", 178: "cp1256", 186: "cp1257", 204: "cp1251", 222: "cp874",
    238: "cp1250",
}  # fmt: skip
_NEAR: Final = 60  # twentieths of a point
_MARKED: Final = 4  # texts, or characters, before a raised one that show what it stands behind
_MAX_DEPTH: Final = 1000


@dataclass(frozen=True, slots=True)
class _State:
    """What holds in a group: whether its words are left out, a note's or a label's, font, bytes to skip behind `\\u`,
    looks."""

    aside: bool = False
    table: bool = False  # the table of fonts
    note: bool = False
    label: bool = False
    font: int = 0
    skip: int = 1
    bold: bool = False
    hidden: bool = False
    raised: bool = False
    in_table: bool = False
    outline: int = 0


@dataclass(slots=True)
class _Paragraph:
    words: list[str] = field(default_factory=list)
    label: list[str] = field(default_factory=list)
    bold: bool = True
    outline: int = 0


class _Reader:
    """Walks through the tokens of a file."""

    def __init__(self, data: bytes) -> None:
        self.data = data
        self.state = _State()
        self.stack: list[_State] = []
        self.fonts: dict[int, tuple[str, int]] = {}
        self.named = 0
        self.naming: list[str] = []
        self.codepage = "cp1252"
        self.pending = bytearray()
        self.run: list[str] = []
        self.run_font = ""
        self.skipping = 0
        self.starred = False
        self.paragraph = _Paragraph()
        self.cells: list[str] = []
        self.edges: list[int] = []
        self.notes: list[list[str]] = []
        self.held: list[str] = []
        self.items: list[tuple[str, object]] = []

    def parts(self) -> Iterator[Part]:
        for match in _TOKEN.finditer(self.data):
            word, number, code, symbol, brace, newline, text = match.groups()
            if word is not None:
                self.control(word.decode("ascii"), int(number) if number else None)
            elif code is not None:
                self.byte(bytes((int(code, 16),)))
            elif symbol is not None:
                self.symbol(symbol)
            elif brace is not None:
                self.brace(brace)
            elif newline is not None:
                self.end_paragraph()
            elif text is not None:
                self.byte(text)
        self.end_paragraph()
        self.end_row()
        self.end_notes()
        for kind, run in groupby(self.items, key=lambda item: item[0]):
            if kind == "row":
                rows: list[tuple[list[str], tuple[int, ...]]] = [row for _, row in run]  # type: ignore[misc]
                cells, edges = [row for row, _ in rows], [lefts for _, lefts in rows]
                yield from layout_or_rows(in_columns(cells, edges, _NEAR))
            else:
                yield from (part for _, part in run)  # type: ignore[misc]

    def brace(self, brace: bytes) -> None:
        self.flush_bytes()
        if brace == b"{":
            if len(self.stack) < _MAX_DEPTH:
                self.stack.append(self.state)
        elif self.stack:
            if self.state.table and not self.stack[-1].table:
                self.end_font()
            self.state = self.stack.pop()
        self.starred = False
        self.skipping = 0

    def symbol(self, symbol: bytes) -> None:
        if symbol == b"*":
            self.starred = True
        elif symbol in _SYMBOLS:
            self.say(_SYMBOLS[symbol])

    def byte(self, data: bytes) -> None:
        if self.skipping:
            cut = min(self.skipping, len(data))
            self.skipping -= cut
            data = data[cut:]
        self.pending += data

    def flush_bytes(self) -> None:
        """Decode what is pending: bytes of several make one character in some charsets."""
        if not self.pending:
            return
        data, self.pending = bytes(self.pending), bytearray()
        if self.state.table:
            self.naming.append(data.decode("cp1252", "replace"))
            return
        _, charset = self.fonts.get(self.state.font, ("", 0))
        encoding = _CHARSETS.get(charset, self.codepage) if charset else self.codepage
        if encoding == "cp1252":
            self.say(WINDOWS_1252.decode(data))
        else:
            self.say(data.decode(encoding, "replace"))

    def say(self, text: str) -> None:
        if self.pending:
            self.flush_bytes()
        if self.state.aside or self.state.hidden or self.state.table:
            return
        font = self.fonts.get(self.state.font, ("", 0))[0]
        if self.state.note or self.state.label:
            (self.notes[-1] if self.state.note else self.paragraph.label).append(read_run(text, font))
            return
        if font != self.run_font:
            self.flush_run()
            self.run_font = font
        if self.state.raised:  # read by its font first: what a mark leaves (`°`, `⁶`) is in no legacy encoding
            self.flush_run()
            before = (words[-_MARKED:] for words in self.paragraph.words[-_MARKED:])
            if said := behind("".join(before), read_run(text, font)):
                self.paragraph.words.append(said)
        else:
            self.run.append(text)
        self.paragraph.bold = self.paragraph.bold and (self.state.bold or not text.strip())
        self.paragraph.outline = max(self.paragraph.outline, self.state.outline)

    def flush_run(self) -> None:
        if self.run:
            self.paragraph.words.append(read_run("".join(self.run), self.run_font))
            self.run = []

    def control(self, word: str, number: int | None) -> None:
        self.flush_bytes()
        starred, self.starred = self.starred, False
        if word == "u" and number is not None:
            self.say(chr(number % 65536))
            self.skipping = self.state.skip
        elif self.state.table and word in ("f", "fcharset"):
            self.in_fonts(word, number or 0)
        elif starred and word not in _KEPT:
            self.state = replace(self.state, aside=True)
        elif word in _STATES:
            if word == "footnote":
                self.notes.append([])
            self.state = _STATES[word](self.state, number)
        elif self.state.note and word in ("par", "sect", "page", "cell", "row"):
            self.say(" ")
        elif word in _ENDS:
            _ENDS[word](self)
        elif word in _CHARS:
            self.say(_CHARS[word])
        elif word == "trowd":
            self.edges = []
        elif word == "cellx" and number is not None:
            self.edges.append(number)
        elif word == "ansicpg" and number:
            self.codepage = f"cp{number}" if number in _CODEPAGES else "cp1252"

    def in_fonts(self, word: str, number: int) -> None:
        """The table of fonts: each begins with its number, and its name follows."""
        if word == "fcharset":
            self.fonts[self.named] = (self.fonts.get(self.named, ("", 0))[0], number)
            return
        self.end_font()
        self.named = number

    def end_font(self) -> None:
        """What was written since the number of a font is its name."""
        name = "".join(self.naming).strip().rstrip(";").split(";")[-1].strip()
        self.naming = []
        if name:
            self.fonts[self.named] = (name, self.fonts.get(self.named, ("", 0))[1])

    def end_paragraph(self) -> None:
        self.flush_bytes()
        self.flush_run()
        paragraph, self.paragraph = self.paragraph, _Paragraph()
        label, listed = _label("".join(paragraph.label))
        words = label + "".join(paragraph.words)
        if self.state.in_table or self.cells:
            self.held.append(words)
            return
        self.held, held = [], self.held
        for line in (*held, *words.split("\n")):
            if line.strip():
                self.items.append(
                    ("part", lines_of(line, bold=paragraph.bold, heading=paragraph.outline, listed=listed))
                )
        self.end_notes()

    def end_notes(self) -> None:
        """Notes stand behind the paragraph or the table that calls them."""
        for note in self.notes:
            if words := " ".join("".join(note).split()):
                self.items.append(("part", Part(words)))
        self.notes = []

    def end_cell(self) -> None:
        self.flush_bytes()
        self.flush_run()
        self.held.append("".join(self.paragraph.words))
        self.paragraph = _Paragraph()
        self.cells.append("\n".join(self.held))
        self.held = []

    def end_row(self) -> None:
        if self.cells:
            self.items.append(("row", (self.cells, (0, *self.edges[:-1]))))
        self.cells = []


def _label(said: str) -> tuple[str, bool]:
    """What stands before the words of an item, and whether it is one: bullets are signs of many fonts."""
    label = " ".join(said.split())
    if any(char.isalnum() for char in label):
        return f"{label} ", bool(MARKED.match(f"{label} "))
    return "", bool(label)


_STATES: Final[dict[str, Callable[[_State, int | None], _State]]] = {
    **dict.fromkeys(_ASIDE, lambda state, number: replace(state, aside=True)),
    **dict.fromkeys(("listtext", "pntext"), lambda state, number: replace(state, label=True)),
    "bin": lambda state, number: replace(state, aside=state.aside or bool(number)),
    "fonttbl": lambda state, number: replace(state, table=True),
    "footnote": lambda state, number: replace(state, note=True),
    "f": lambda state, number: replace(state, font=number or 0),
    "uc": lambda state, number: replace(state, skip=min(max(number or 0, 0), 8)),
    "b": lambda state, number: replace(state, bold=number != 0),
    "v": lambda state, number: replace(state, hidden=number != 0),
    "super": lambda state, number: replace(state, raised=number != 0),
    **dict.fromkeys(("nosupersub", "sub"), lambda state, number: replace(state, raised=False)),
    "deleted": lambda state, number: replace(state, hidden=number != 0),
    "intbl": lambda state, number: replace(state, in_table=True),
    "outlinelevel": lambda state, number: replace(state, outline=(number or 0) + 1 if (number or 0) < 9 else 0),
    "plain": lambda state, number: replace(state, bold=False, hidden=False, raised=False),
    "pard": lambda state, number: replace(state, in_table=False, outline=0),
}
_ENDS: Final[dict[str, Callable[[_Reader], None]]] = {
    **dict.fromkeys(("par", "sect", "page"), _Reader.end_paragraph),
    **dict.fromkeys(("cell", "nestcell"), _Reader.end_cell),
    **dict.fromkeys(("row", "nestrow"), _Reader.end_row),
}
_CODEPAGES: Final = frozenset((1250, 1251, 1252, 1253, 1254, 1255, 1256, 1257, 1258, 874, 932, 936, 949, 950, 437, 850))


def read(source: Source) -> Content:
    """The text of an RTF file; notes stand behind the paragraph that calls them.

    Raises:
        LoadError: `file_empty`.
    """
    text, hints = assemble(_Reader(source.data).parts())
    if not text:
        raise LoadError("file_empty", name=source.name)
    return Content(text, hints)
