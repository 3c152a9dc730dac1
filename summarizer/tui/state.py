"""The session across runs: the queue, where the reader was, briefs and edits, in one JSON file written atomically.

The store of the digest takes this over one day; `schema` says what to migrate from.
"""

from __future__ import annotations

import contextlib
import json
import os
import tempfile
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any, Final

from summarizer.brief.model import Brief, BriefSentence, CheckedFigure, EngineInfo, Evidence, LeftOut
from summarizer.document.model import Article, Span
from summarizer.errors import reason
from summarizer.facts.model import Facts
from summarizer.tui.edits import Draft, History
from summarizer.tui.library import Entry, Place

SCHEMA: Final = "tomtat.session/1"
_TEXT_LIMIT: Final = 2_000_000
"""Code points of a text from stdin that are kept: it cannot be loaded again from anywhere else."""


@dataclass(slots=True)
class Session:
    """What is remembered. `briefs` maps an article's id to its brief as plain data."""

    entries: list[dict[str, Any]] = field(default_factory=list)
    briefs: dict[str, dict[str, Any]] = field(default_factory=dict)
    desk: dict[str, Any] = field(default_factory=dict)
    current: str = ""


def default_path() -> Path:
    """Where the session is kept: TOMTAT_SESSION, else the platform's folder for state."""
    named = os.environ.get("TOMTAT_SESSION")
    if named:
        return Path(named)
    from platformdirs import user_state_path

    return user_state_path("tomtat", appauthor=False) / "session.json"


def load(path: Path) -> tuple[Session, str]:
    """The session kept at `path`, and a word on what is wrong with the file (empty: nothing, or no file yet).

    A file that cannot be understood is put aside, never written over.
    """
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
        if data["schema"] != SCHEMA:
            raise ValueError(data["schema"])
        return Session(list(data["entries"]), dict(data["briefs"]), dict(data["desk"]), str(data["current"])), ""
    except FileNotFoundError:
        return Session(), ""
    except OSError as error:
        return Session(), reason(error)
    except (ValueError, KeyError, TypeError, RecursionError):
        aside = path.with_suffix(".damaged.json")
        with contextlib.suppress(OSError):
            path.replace(aside)
        return Session(), str(aside)


def save(path: Path, session: Session) -> None:
    """Write the session: a temporary file beside it, then a rename.

    Raises:
        OSError: it cannot be written.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    whole = {
        "schema": SCHEMA,
        "entries": session.entries,
        "briefs": session.briefs,
        "desk": session.desk,
        "current": session.current,
    }
    data = json.dumps(whole, ensure_ascii=False, separators=(",", ":"))
    fd, name = tempfile.mkstemp(dir=path.parent, prefix=".session-", suffix=".json")
    try:
        with os.fdopen(fd, "w", encoding="utf-8") as file:
            file.write(data)
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def remember(session: Session, entries: Iterable[Entry], current: Entry | None, desk: dict[str, Any]) -> Session:
    """The session as it is now. Briefs of articles that left the queue stay, for when they come back."""
    out = Session(desk=desk, briefs=dict(session.briefs), current=_mark(current) if current else "")
    for entry in entries:
        data: dict[str, Any] = {"source": entry.source, "offset": entry.place.offset, "item": entry.place.item}
        if entry.piped is not None:
            data["text"] = _piped(entry)
        out.entries.append(data)
        if entry.article is not None and entry.brief is not None and entry.history is not None:
            # Most recent last: the oldest are let go first.
            out.briefs.pop(entry.article.id, None)
            out.briefs[entry.article.id] = _kept(entry, entry.brief, entry.history)
    while len(out.briefs) > _KEPT:
        del out.briefs[next(iter(out.briefs))]
    return out


_KEPT: Final = 2_000


def _piped(entry: Entry) -> str:
    text = entry.article.text if entry.article else (entry.piped or b"").decode("utf-8", "replace")
    return text[:_TEXT_LIMIT]


def _mark(entry: Entry) -> str:
    return entry.source if entry.piped is None else f"-{_piped(entry)[:200]}"


def is_current(session: Session, data: dict[str, Any]) -> bool:
    """Whether a remembered entry is the one that was being read."""
    text = data.get("text")
    return session.current == (data["source"] if text is None else f"-{text[:200]}")


def place_of(data: dict[str, Any]) -> Place:
    """Where the reader was in a remembered entry."""
    offset, item = data.get("offset"), data.get("item")
    return Place(offset if isinstance(offset, int) else 0, item if isinstance(item, str) else "")


def recall(session: Session, article: Article, facts: Facts) -> tuple[Brief, History] | None:
    """The brief that was made of this very text, with its edits; None where there is none or it cannot be read."""
    data = session.briefs.get(article.id)
    if data is None:
        return None
    try:
        original, current = _draft(data["original"], article), _draft(data["current"], article)
        engine = EngineInfo(**data["engine"])
        left = LeftOut(tuple(data["left_out"]["figures"]), tuple(data["left_out"]["directives"]))
        brief = Brief(
            article, facts, engine, original.headline, original.summary, _within(left, facts), tuple(data["warnings"])
        )
        return brief, History(original, current)
    except (KeyError, TypeError, ValueError):
        return None


def _within(left: LeftOut, facts: Facts) -> LeftOut:
    """Only indices that exist: another version may find other facts."""
    return LeftOut(
        tuple(i for i in left.figures if i < len(facts.figures)),
        tuple(i for i in left.directives if i < len(facts.directives)),
    )


def _kept(entry: Entry, brief: Brief, history: History) -> dict[str, Any]:
    """A brief as plain data; made once for what does not change, or saving 500 articles would hold up the keys."""
    now = (brief, history.original, history.current)
    if entry.kept is None or any(a is not b for a, b in zip(entry.kept[0], now, strict=True)):
        entry.kept = (now, _brief_data(brief, history))
    return entry.kept[1]


def _brief_data(brief: Brief, history: History) -> dict[str, Any]:
    return {
        "engine": asdict(brief.engine),
        "left_out": asdict(brief.left_out),
        "warnings": list(brief.warnings),
        "original": _draft_data(history.original),
        "current": _draft_data(history.current),
    }


def _draft_data(draft: Draft) -> dict[str, Any]:
    return {
        "headline": asdict(draft.headline) if draft.headline else None,
        # A sentence that is only being written is empty.
        "summary": [asdict(sentence) for sentence in draft.summary if sentence.text],
    }


def _draft(data: dict[str, Any], article: Article) -> Draft:
    headline = _sentence(data["headline"], article) if data["headline"] else None
    return Draft(headline, tuple(_sentence(sentence, article) for sentence in data["summary"]))


def _sentence(data: dict[str, Any], article: Article) -> BriefSentence:
    status = data["status"]
    if status not in ("supported", "replaced", "unsupported"):
        raise ValueError(status)
    evidence = tuple(Evidence(e["start"], e["end"], e["score"]) for e in data["evidence"])
    if any(e.end > len(article.text) for e in evidence):
        raise ValueError("evidence outside the text")
    figures = tuple(
        CheckedFigure(
            Span(f["span"]["start"], f["span"]["end"]),
            f["status"],
            Span(f["source"]["start"], f["source"]["end"]) if f["source"] else None,
        )
        for f in data["figures"]
    )
    return BriefSentence(str(data["text"]), evidence, status, figures, tuple(map(str, data["reasons"])))
