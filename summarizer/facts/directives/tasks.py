"""Chapters of a report that hand out work: under `Nhiệm vụ, giải pháp năm 2026` a body with a bare verb is told to act.

A report has no speaker. Its heading is the trigger, so these directives have neither trigger nor issuer.
"""

from __future__ import annotations

from itertools import pairwise
from typing import Final

from summarizer.document.model import Span
from summarizer.facts.actors import actor_at
from summarizer.facts.directives.clauses import Clause, skip_adjunct, skip_openers, trim
from summarizer.facts.directives.frames import Frame
from summarizer.facts.directives.model import Found, Read
from summarizer.facts.directives.verbs import adverb, verb
from summarizer.facts.gazetteer import directive_words
from summarizer.facts.phrases import Line, syllables

_WITH: Final = (("giải", "pháp"), ("trọng", "tâm"), ("phương", "hướng"), ("chủ", "yếu"), ("thời", "gian"))
_PAST: Final = (("kết", "quả"), ("tình", "hình"), ("đánh", "giá"), ("hạn", "chế"), ("nguyên", "nhân"))
_CHAPTERS: Final = syllables("phần chương i ii iii iv v vi vii viii ix x a b c d")
_TOLD: Final = syllables("đã đang sẽ vừa được bị là có luôn không chỉ còn vẫn")
#: How many tokens the name of a field may have before its colon (`Trồng trọt: Sở …`).
_FIELD: Final = 16


def hands_out(line: Line, now: bool) -> bool:
    """Whether the chapter that a heading opens hands out work; a heading further down leaves it as it is `now`."""
    pairs = set(pairwise(line.low))
    if not any(p in pairs for p in _PAST):
        if ("nhiệm", "vụ") in pairs and any(p in pairs for p in _WITH):
            return True
        if {("tổ", "chức"), ("thực", "hiện")} <= pairs and len(line) < 8:
            return True
    chapter = line.low[0] in _CHAPTERS and (line.at(1) in (".", "/", ")", "-") or line.low[0] in ("phần", "chương"))
    return now and not chapter


def addressed(line: Line) -> Span | None:
    """The body that a heading consists of (`2. Công an tỉnh:`): who shall do what stands below it."""
    start, end = trim(line, 0, len(line))
    actor = actor_at(line, start, lists=True)
    if actor is None or actor.kind not in ("body", "group", "office") or actor.end < end:
        return None
    return line.span(actor.start, actor.end)


def assigned(read: Read, clause: Clause) -> Found | None:
    """`Trồng trọt: Sở Nông nghiệp hoàn thành …`: a body and what it does, without a tense."""
    line = read.line
    i = skip_openers(line, clause.start, clause.end)
    for j in range(i + 1, min(clause.end, i + _FIELD)):
        if line.low[j] == ":":
            i = skip_openers(line, j + 1, clause.end)
            break
        if line.low[j] in (";", '"'):
            break
    i = skip_adjunct(line, i, clause.end)
    actor = actor_at(line, i, lists=True)
    if actor is None or actor.kind not in ("body", "group", "office", "place") or actor.end >= clause.end - 1:
        return None
    j = actor.end
    words = directive_words()
    n = verb(line, j)
    if not n or line.low[j] in _TOLD or (n == words.modals.length(line, j)):
        return None
    if words.commands.length(line, j) >= n and not adverb(line, j):  # who orders others about speaks for himself
        return None
    if any(t in ("đã", "đang", "sẽ") for t in line.low[j : clause.end]):
        return None
    return Found(i, clause.end, Frame((actor.start, actor.end), (j, clause.end)), "order", None, None)
