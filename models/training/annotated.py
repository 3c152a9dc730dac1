"""Annotations as written by hand (`docs/guidelines.md`) to rows with offsets.

Usage: python -m models.training.annotated news META OUT.txt … OUT    directives and key figures → OUT/ID.json
       python -m models.training.annotated admin FOLDER OUT    NAME.txt + NAME.ann → OUT/NAME.json
       python -m models.training.annotated claims CLAIMS TEXTS OUT   with twins, and numbered sentences
"""

from __future__ import annotations

import argparse
import json
import re
import sys
import unicodedata
from pathlib import Path
from typing import Any

_SLOTS = {"trg": "trigger", "iss": "issuer", "add": "addressee", "dl": "deadline"}


def _loose(piece: str) -> re.Pattern[str]:
    """The words of a piece with any white space between them: a line may break inside."""
    return re.compile(r"\s+".join(re.escape(w) for w in piece.split()))


def _find(text: str, piece: str, after: int) -> tuple[int, int] | None:
    found = _loose(piece).search(text, after)
    return (found.start(), found.end()) if found else None


def _action(text: str, piece: str, after: int) -> tuple[int, int] | None:
    """`first words … last words`, or the whole; from `after` on, else anywhere."""
    head, _, tail = (p.strip() for p in piece.partition("…"))
    for start in (after, 0):
        first = _find(text, head, start)
        if first is None:
            continue
        if not tail:
            return first
        last = _find(text, tail, max(first[0] + 1, first[1] - len(tail)))
        if last is not None:
            return first[0], last[1]
    return None


def _nearest(
    text: str, piece: str, action: tuple[int, int], start: int = 0, end: int = sys.maxsize
) -> tuple[int, int] | None:
    """The occurrence in text[start:end] nearest to the action, one before it first."""
    spots = [m.span() for m in _loose(piece).finditer(text, start, end)]
    if not spots:
        return None
    return min(spots, key=lambda s: (0 if s[0] < action[1] else 5) * 10_000 + abs(action[0] - s[1]))


def _span(text: str, at: tuple[int, int] | None) -> dict[str, Any] | None:
    return None if at is None else {"text": text[at[0] : at[1]], "start": at[0], "end": at[1]}


def document(name: str, text: str, lines: list[str]) -> dict[str, Any]:
    """A row in the form of the annotated administrative documents; what cannot be found is told on stderr."""
    row: dict[str, Any] = {"id": name, "text": text, "directives": [], "figures": [], "brief": [], "furniture": []}
    at = figure_at = 0
    for line in lines:
        kind, *fields = (f.strip() for f in line.split("|"))
        if kind == "D":
            given = dict(f.partition("=")[::2] for f in fields[1:])
            given = {k.strip(): v.strip() for k, v in given.items()}
            action = _action(text, given.get("act", ""), at)
            if action is None:
                print(f"{name}: no action {given.get('act')!r}", file=sys.stderr)
                continue
            at = action[0] + 1
            slots = {
                full: _nearest(text, given[short], action) if given.get(short, "-") not in ("", "-") else None
                for short, full in _SLOTS.items()
            }
            before = (slots["trigger"], slots["issuer"], slots["addressee"])
            near = [s for s in before if s and 0 <= action[0] - s[1] < 120]
            start = min([action[0], *(s[0] for s in near)])
            row["directives"].append(
                {
                    "span": _span(text, (start, action[1])),
                    **{k: _span(text, v) for k, v in slots.items()},
                    "action": _span(text, action),
                    "strength": fields[0],
                    "inherited": given.get("trg", "-") in ("", "-"),
                }
            )
        elif kind == "K" and len(fields) == 5:
            found = _find(text, fields[0], figure_at) or _find(text, fields[0], 0)
            if found is None:
                print(f"{name}: no figure {fields[0]!r}", file=sys.stderr)
                continue
            figure_at = found[1]
            row["figures"].append(
                {
                    "span": _span(text, found),
                    "value": fields[1],
                    "unit": fields[2],
                    "label": fields[3],
                    "key": fields[4] == "key",
                }
            )
        elif kind == "B":
            row["brief"].append(fields[0])
        elif kind == "F":
            found = _action(text, fields[0], 0)
            if found:
                row["furniture"].append(_span(text, found))
    return row


def news(lines: list[str], meta: dict[str, Any]) -> list[dict[str, Any]]:
    """Rows of directives and key figures on numbered sentences; `meta` has each text, its sentences and figures."""
    rows: dict[str, dict[str, Any]] = {}
    row: dict[str, Any] = {}
    place: dict[str, Any] = {}
    for line in lines:
        if line.startswith("@"):
            name = line[1:].strip()
            place = meta[name]
            figures = [
                {"span": _span(place["text"], (a, b)), "kind": kind, "key": False, "label": None}
                for a, b, kind in place["figs"]
            ]
            row = {"id": name, "article": place["id"], "text": place["text"], "figures": figures, "directives": []}
            rows[name] = row
        elif line.startswith("D ") and not line.startswith("D none"):
            directive = _directive(line[2:], place)
            if directive is None:
                print(f"{row['id']}: {line}", file=sys.stderr)
            else:
                row["directives"].append(directive)
        elif line.startswith("K ") and not line.startswith("K none"):
            for number, label in re.findall(r"f(\d+)\s*([^;]*)", line[2:]):
                row["figures"][int(number)] |= {"key": True, "label": label.strip()}
        elif m := re.match(r'M (\d+) "(.+?)" (.*)$', line):
            start, end = place["sents"][int(m[1])][:2]
            found = _find(place["text"][:end], m[2], start)
            if found:
                row["figures"].append({"span": _span(place["text"], found), "kind": None, "key": True, "label": m[3]})
    for row in rows.values():
        row["figures"].sort(key=lambda f: f["span"]["start"])
    return list(rows.values())


def _directive(line: str, place: dict[str, Any]) -> dict[str, Any] | None:
    text: str = place["text"]
    number, strength, *fields = (f.strip() for f in line.split("|"))
    start, end = place["sents"][int(number)][:2]
    given = {k.strip(): v.strip() for k, v in (f.partition("=")[::2] for f in fields)}
    action = _action(text[:end], given.get("act", ""), start)
    if action is None or action[0] < start:
        return None
    slots: dict[str, tuple[int, int] | None] = {}
    for short, full in _SLOTS.items():
        value, _, other = given.get(short, "-").partition("@")
        a, b = place["sents"][int(other)][:2] if other.strip() else (start, end)
        slots[full] = _nearest(text, value, action, a, b) if value.strip() not in ("", "-") else None
    near = [s for s in slots.values() if s and start <= s[0] < action[0]]
    return {
        "span": _span(text, (min([action[0], *(s[0] for s in near)]), action[1])),
        **{k: _span(text, v) for k, v in slots.items()},
        "action": _span(text, action),
        "strength": strength,
        "inherited": slots["trigger"] is None,
    }


_CLAIM = re.compile(r"([TF])(~?)\s+([\d,\s]+)\|\s*(.*)$")


def claims(out: str, texts: dict[str, tuple[str, list[list[int]]]], by: str = "annotator") -> list[dict[str, Any]]:
    """Rows of claims; `texts` has each text with the offsets of its sentences."""
    rows: dict[str, dict[str, Any]] = {}
    row: dict[str, Any] | None = None
    for line in out.splitlines():
        if line.startswith("@"):
            name = line[1:].strip()
            if name not in texts:
                row = None
                print(f"no text {name}", file=sys.stderr)
                continue
            text, sentences = texts[name]
            row = rows.setdefault(name, {"id": name, "text": text, "sentences": sentences, "claims": []})
            continue
        m = _CLAIM.match(line.strip())
        if m is None or row is None:
            continue
        letter, twin, numbers, rest = m.groups()
        ok = (letter == "T") != bool(twin)
        kind = None
        if not ok:
            kind, _, rest = rest.partition("|")
        row["claims"].append(
            {
                "claim": unicodedata.normalize("NFC", rest.strip()),
                "ok": ok,
                "type": kind.strip() if kind else None,
                "sentences": [int(x) for x in numbers.replace(",", " ").split()],
                "by": "twin" if twin else by,
            }
        )
        if twin:
            row["claims"][-1]["twin_of"] = len(row["claims"]) - 2
    return list(rows.values())


def numbered(text: str) -> dict[str, tuple[str, list[list[int]]]]:
    """`=== NAME` and `[k] sentence` lines: each text joined by line breaks, with the offsets of its sentences."""
    found: dict[str, list[str]] = {}
    name = ""
    for line in text.splitlines():
        if line.startswith("==="):
            name = line.strip("= ").strip()
            found[name] = []
        elif m := re.match(r"\[(\d+)\]\s?(.*)$", line):
            while len(found[name]) < int(m[1]):
                found[name].append("")
            found[name].append(re.sub(r"\s+<\w+>$", "", m[2]))
    out = {}
    for name, sentences in found.items():
        sentences = [unicodedata.normalize("NFC", s) for s in sentences]
        places, at = [], 0
        for s in sentences:
            places.append([at, at + len(s)])
            at += len(s) + 1
        out[name] = ("\n".join(sentences), places)
    return out


def _write(rows: list[dict[str, Any]], out: Path) -> None:
    out.mkdir(parents=True, exist_ok=True)
    for row in rows:
        (out / f"{row['id']}.json").write_text(json.dumps(row, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def main() -> None:
    ap = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    ap.add_argument("form", choices=("news", "admin", "claims"))
    ap.add_argument("paths", type=Path, nargs="+")
    a = ap.parse_args()
    if a.form == "news":
        meta, *written_files, out = a.paths
        given = json.loads(meta.read_text(encoding="utf-8"))
        rows = [r for f in written_files for r in news(f.read_text(encoding="utf-8").splitlines(), given)]
    elif a.form == "admin":
        folder, out = a.paths
        rows = []
        for file in sorted(folder.glob("*.txt")):
            notes = file.with_suffix(".ann")
            if notes.is_file():
                text = unicodedata.normalize("NFC", file.read_text(encoding="utf-8"))
                lines = unicodedata.normalize("NFC", notes.read_text(encoding="utf-8")).splitlines()
                rows.append(document(file.stem, text, lines))
    else:
        written, *numbered_files, out = a.paths
        texts = {k: v for f in numbered_files for k, v in numbered(f.read_text(encoding="utf-8")).items()}
        rows = claims(written.read_text(encoding="utf-8"), texts)
    _write(rows, out)
    print(f"{len(rows)} rows -> {out}")


if __name__ == "__main__":
    main()
