"""Annotations kept without their text: `tests/facts/gold/unseen` holds offsets and labels of news articles in
`../shared/data`, which may not be copied.

`write(folder, shared)` puts the texts back and writes the gold form that `score.py` reads. The text of an article is
its title, a line break and its body, stripped, in NFC.
"""

from __future__ import annotations

import json
import lzma
import unicodedata
from pathlib import Path
from typing import Any

LABELS = Path(__file__).resolve().parents[1] / "tests" / "facts" / "gold" / "unseen"

DIRECTIVE_SPANS = ("span", "trigger", "issuer", "addressee", "action", "deadline")


def _texts(shared: Path, wanted: dict[str, set[str]]) -> dict[str, str]:
    found: dict[str, str] = {}
    for source, ids in wanted.items():
        with lzma.open(shared / "data" / f"{source}.jsonl.xz", "rt", encoding="utf-8") as lines:
            for line in lines:
                row = json.loads(line)
                if row["id"] in ids:
                    found[row["id"]] = unicodedata.normalize("NFC", f"{row['title'].strip()}\n{row['body'].strip()}")
    return found


def write(folder: Path, shared: Path) -> int:
    """Write the articles with their texts to `folder`, one JSON each, and return how many.

    Raises:
        KeyError: an article is not in the shared data.
    """
    labels = {path.stem: json.loads(path.read_text(encoding="utf-8")) for path in sorted(LABELS.glob("*.json"))}
    wanted: dict[str, set[str]] = {}
    for given in labels.values():
        wanted.setdefault(given["source"], set()).add(given["id"])
    texts = _texts(shared, wanted)
    for stem, given in labels.items():
        text = texts[given["id"]]

        def span(at: list[int] | None, text: str = text) -> dict[str, Any] | None:
            return None if at is None else {"text": text[at[0] : at[1]], "start": at[0], "end": at[1]}

        figures = [
            {
                "value": text[f["span"][0] : f["span"][1]],
                "unit": None,
                **f,
                **{name: span(f[name]) for name in ("span", "indicator", "basis")},
            }
            for f in given["figures"]
        ]
        directives = [
            {name: span(at) if name in DIRECTIVE_SPANS else at for name, at in d.items()}
            for d in given.get("directives", [])
        ]
        gold = {"id": stem, "text": text, "figures": figures, "directives": directives}
        (folder / f"{stem}.json").write_text(json.dumps(gold, ensure_ascii=False), encoding="utf-8")
    return len(labels)
