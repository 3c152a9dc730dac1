"""The session file of versions up to 0.1, read once and taken over into the store."""

from __future__ import annotations

import json
import os
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from summarizer.brief.model import Brief, BriefSentence, CheckedFigure, EngineInfo, Evidence, LeftOut
from summarizer.document.model import Article, Span
from summarizer.facts.model import Facts
from summarizer.tui.edits import Draft, History
from summarizer.tui.entry import Place

SCHEMA: Final = "tomtat.session/1"


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


def load(path: Path) -> Session | None:
    """The session kept at `path`; None where there is none that can be understood: then it stays where it is."""
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
        if data["schema"] != SCHEMA:
            return None
        return Session(list(data["entries"]), dict(data["briefs"]), dict(data["desk"]), str(data["current"]))
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return None


def place_of(data: dict[str, Any]) -> Place:
    """Where the reader was in a remembered entry."""
    offset, item = data.get("offset"), data.get("item")
    return Place(offset if isinstance(offset, int) else 0, item if isinstance(item, str) else "")


def recall(briefs: dict[str, Any], article: Article, facts: Facts) -> tuple[Brief, History] | None:
    """The brief that was made of this very text, with its edits; None where there is none or it cannot be read."""
    data = briefs.get(article.id)
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
