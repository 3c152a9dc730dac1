"""Annotations kept without their text: rows on news of `../shared/data` and official documents of `../shared/public`.

Such a row names its `source` and `article`; its spans are `[start, end]`. The text of an article is its title, a blank
line and its body, each stripped, in NFC, as `document.from_text` gives it.
"""

from __future__ import annotations

import json
import lzma
import unicodedata
from functools import cache
from typing import Any

from models.training import corpus
from summarizer import document

Row = dict[str, Any]


@cache
def _texts(source: str) -> dict[str, str]:
    """Raw articles of a source by id: title, blank line, body; documents of `../shared/public` as they are."""
    public = corpus.DATA.parent / "public" / f"{source}.jsonl.xz"
    with lzma.open(public if public.exists() else corpus.DATA / public.name, "rt", encoding="utf-8") as lines:
        rows = (json.loads(line) for line in lines)
        return {r["id"]: r["text"] if "text" in r else f"{r['title'].strip()}\n\n{r['body'].strip()}" for r in rows}


def with_texts(rows: list[Row]) -> list[Row]:
    """The rows with their texts and whole spans; rows that name no source stay as they are.

    Raises:
        KeyError: an article is not in the shared data.
        FileNotFoundError: there is no shared data.
    """
    return [_restored(row) if "source" in row and "text" not in row else row for row in rows]


def _restored(row: Row) -> Row:
    article = document.from_text(unicodedata.normalize("NFC", _texts(row["source"])[row["article"]]))
    text = article.text

    def whole(value: Any) -> Any:
        if isinstance(value, list) and len(value) == 2 and all(isinstance(x, int) for x in value):
            return {"text": text[value[0] : value[1]], "start": value[0], "end": value[1]}
        return value

    out = {**row, "text": text}
    for name in ("figures", "directives"):
        if name in row:
            out[name] = [{k: whole(v) for k, v in mark.items()} for mark in row[name]]
    if "claims" in row:
        out.setdefault("sentences", [[s.start, s.end] for s in article.sentences])
    return out
