"""Markdown: blocks become paragraphs, and inline marks are taken off, so that a brief holds words alone."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date
from typing import TYPE_CHECKING, Final

from summarizer.document.formats.content import Content, Part, Source, assemble, titled
from summarizer.document.formats.pandoc import plain_tables
from summarizer.document.formats.plain import decoded_text
from summarizer.text.letters import UPPER

if TYPE_CHECKING:
    from markdown_it.token import Token

_FRONT: Final = re.compile(r"\A\ufeff?---[ \t]*\r?\n(.*?)\r?\n---[ \t]*(?:\r?\n|\Z)", re.DOTALL)
_ISO: Final = re.compile(r"(?P<year>\d{4})-(?P<month>\d\d)-(?P<day>\d\d)")
_DAY_FIRST: Final = re.compile(r"(?P<day>\d{1,2})[/.-](?P<month>\d{1,2})[/.-](?P<year>\d{4})")
_FIELD: Final = re.compile(r"(\w+)[ \t]*:[ \t]*(.*)")
_FOLDED: Final = frozenset((">", "|", ">-", "|-", ">+", "|+"))
_EMPHASIS: Final = re.compile(r"\*{2,3}")
_COMMENT: Final = re.compile(r"<!--.*?-->", re.DOTALL)
_NEW_LINE: Final = re.compile(rf"\n(?=\s*[{UPPER}\d–+-])")  # a hard break before small letters only wraps a line
_TAG: Final = re.compile(r"</?[A-Za-z][^<>]*>")


def read(source: Source) -> Content:
    """CommonMark with tables; title, date and author from a front matter, if there is one."""
    from markdown_it import MarkdownIt

    decoded, warnings = decoded_text(source)
    fields, text = _front_matter(decoded.text)
    parser = MarkdownIt("commonmark").enable("table")
    parts = titled(list(_parts(parser.parse(plain_tables(text)))), fields.get("title"))
    whole, hints = assemble(parts)
    first = next((part for part in parts if part.role in ("title", "heading") and part.level == 1), None)
    return Content(
        whole,
        hints,
        title=fields.get("title") or (first.text if first else None),
        date=_date(fields.get("date", "")),
        byline=fields.get("author"),
        encoding=decoded.encoding,
        warnings=warnings,
    )


def _front_matter(text: str) -> tuple[dict[str, str], str]:
    """Fields of a `---` block at the top, and the text below it."""
    if not (front := _FRONT.match(text)):
        return {}, text
    fields: dict[str, list[str]] = {}
    name = ""
    for line in front[1].splitlines():
        if m := _FIELD.match(line):
            name = m[1].lower()
            fields[name] = [m[2].strip("[]") if m[2].strip() not in _FOLDED else ""]
        elif name and line.strip():  # an entry of a list, or a folded text going on
            entry = line.strip()
            fields[name].append(f", {entry[1:].strip()}" if entry.startswith("-") else f" {entry}")
    said = {key: "".join(words).lstrip(", ").strip().strip("\"'") for key, words in fields.items()}
    return {key: words for key, words in said.items() if words}, text[front.end() :]


def _date(value: str) -> date | None:
    """`2025-06-30…` or `30/6/2025`."""
    found = _ISO.match(value) or _DAY_FIRST.match(value)
    try:
        return date(int(found["year"]), int(found["month"]), int(found["day"])) if found else None
    except ValueError:
        return None


def _parts(tokens: list[Token]) -> Iterator[Part]:
    lists: list[int | None] = []  # the next number of each open list, None where it has bullets
    begins_item = False
    row: list[str] | None = None
    heading = 0
    for token in tokens:
        match token.type:
            case "bullet_list_open":
                lists.append(None)
            case "ordered_list_open":
                lists.append(int(token.attrs.get("start", 1)))
            case "bullet_list_close" | "ordered_list_close":
                lists.pop()
            case "list_item_open":
                begins_item = True
            case "heading_open":
                heading = int(token.tag[1:])
            case "heading_close":
                heading = 0
            case "tr_open":
                row = []
            case "tr_close" if row is not None:
                yield Part(" | ".join(row), "table")
                row = None
            case "inline":
                words = _words(token.children or ())
                if row is not None:
                    row.append(" ".join(words.split()))
                    continue
                if not words.strip(" \n*\xa0"):
                    continue
                if heading:
                    yield Part(words.replace("\n", " "), "heading", heading)
                elif all(child.type in ("image", "softbreak") for child in token.children or ()):
                    yield Part(words, "furniture", kind="caption")
                elif lists and begins_item:
                    yield Part(f"{_mark(lists)} {words}".replace("\n", " "), "item")
                else:
                    yield from map(Part, _NEW_LINE.split(words))
                begins_item = False
            case "fence" | "code_block":
                yield from map(Part, token.content.splitlines())
            case "html_block":
                yield from map(Part, _without_tags(token.content).splitlines())


def _without_tags(html: str) -> str:
    closed, mark, rest = html.rpartition("-->")  # up to the last end each comment has one, so that this is linear
    return _TAG.sub("", _COMMENT.sub("", closed + mark) + rest)


def _mark(lists: list[int | None]) -> str:
    number = lists[-1]
    if number is None:
        return "-"
    lists[-1] = number + 1
    return f"{number}."


def _words(tokens: Iterable[Token]) -> str:
    """The words of inline tokens, a line end for a hard break; of an image its description, as a caption.

    Emphasis that CommonMark did not see as such (`** **`, `**1.  **`) is taken off, too.
    """
    words: list[str] = []
    for token in tokens:
        if token.type in ("softbreak", "hardbreak"):
            words.append(" " if token.type == "softbreak" else "\n")
        elif token.type == "image":
            words.append(_words(token.children or ()))
        elif token.type != "html_inline":
            words.append(token.content)
    return _EMPHASIS.sub("", "".join(words))
