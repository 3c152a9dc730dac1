"""From scores to the sentences of a brief: choose units, and make of each a sentence that stands on its own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from summarizer import locale
from summarizer.brief import official
from summarizer.brief.bodies import body_at
from summarizer.brief.drafting import Draft, core, length, spans_of
from summarizer.brief.gate.checking import gate_for
from summarizer.brief.mentions import Mentions
from summarizer.brief.model import BriefSentence, Options
from summarizer.brief.opening import Opening, opening
from summarizer.brief.outline import Opener, heads, outline, unmarked
from summarizer.brief.quoting import quote, stated
from summarizer.brief.reports import is_report, whole
from summarizer.brief.select import select
from summarizer.brief.standing import Flags, Standing
from summarizer.brief.statements import Statements
from summarizer.brief.units import Unit, debris, groups
from summarizer.brief.weighing import WEIGHTS, Weights
from summarizer.document.model import Article, Span
from summarizer.engines.base import FloatArray, Judge, Scores
from summarizer.engines.lexical import syllables
from summarizer.facts.model import Facts

_SAID: Final = 0.85
"""The share of a unit's syllables that the opening of a brief has, from which the unit says it again."""


@dataclass(frozen=True)
class Plan:
    """What is known of an article's units: how its brief opens, what stands above each, and how they can stand."""

    article: Article
    facts: Facts
    units: Sequence[Unit]
    above: Sequence[tuple[Opener, ...]]
    opening: Opening | None
    statements: Statements
    standing: Standing


def plan(article: Article, facts: Facts, units: Sequence[Unit]) -> Plan:
    """Read what the layout and the card of an article say of its units."""
    above = outline(article)
    first = opening(article)
    statements = Statements(article, facts, above, first)
    mentions = Mentions(article)
    text = article.text
    subjects = [statements.subject(u) for u in units]
    resolved = np.array([s is not None for s in subjects], dtype=bool)
    takes = first.takes if first and not first.source else frozenset()
    barred = np.array([u.sentence in takes or debris(u.of(text)) or _names(article, u) for u in units], dtype=bool)
    extra = -np.array(
        [mentions.leans(unmarked(text, Span(u.start, u.end))) and not r for u, r in zip(units, resolved, strict=True)],
        dtype=np.float32,
    )
    opens = (first.source or first.draft) if first else ()
    words = frozenset(w for s in spans_of(opens) for w in syllables(s.of(text)))
    barred |= _opened(text, units, words)
    report = is_report(article, facts)
    groups_first: tuple[tuple[int, ...], ...] = ()
    if report and len(units):
        more, formulas, groups_first = _reported(article, facts, units, above, first is not None and not first.source)
        extra += more + whole(article, units, [s is not None and s.place for s in subjects])
        barred |= formulas
    standing = Standing(extra, resolved, barred, length(article, opens), words, report, groups_first)
    return Plan(article, facts, units, above, first, statements, standing)


def _reported(
    article: Article, facts: Facts, units: Sequence[Unit], above: Sequence[tuple[Opener, ...]], flat: bool
) -> tuple[FloatArray, Flags, tuple[tuple[int, ...], ...]]:
    """What units of a report gain, which are barred, and groups of which the brief is to have one.

    A portal may have taken the letterhead off, so formulas are known by their words; what a document decides and orders
    gains only where it is one, and its situation and limits are asked for where it is one decision (`flat`).
    """
    known = official.extra(article, facts, units, above)
    barred = (known <= -official.FORMULA) | official.fragments(article, facts, units)
    gains = known if article.card is not None else np.zeros(len(units), dtype=np.float32)
    if not flat:
        return gains, barred, ()
    situation = official.situation(article, facts, units, above)
    for i in situation:
        held = sum(f.kind not in ("date", "period") and units[i].covers(f.span) for f in facts.figures)
        gains[i] += official.AMOUNT * min(held, 4)
    return gains, barred, (situation, official.due(article, units))


def _opened(text: str, units: Sequence[Unit], said: frozenset[str]) -> Flags:
    """Whether all but some syllables of each unit stand in the opening (`said`), as where an act is cited in full."""
    told = [syllables(unit.of(text)) for unit in units]
    return np.array([sum(w in said for w in words) >= _SAID * max(1, len(words)) for words in told], dtype=bool)


def _names(article: Article, unit: Unit) -> bool:
    """Whether a unit of a document but names bodies, or heads what follows it."""
    line = unmarked(article.text, Span(unit.start, unit.end))
    body = body_at(article, line.start, line.end) if article.card is not None else None
    alone = body is not None and not article.text[body.end : line.end].strip(" .;,/")
    return alone or (article.card is not None and heads(article.text, article.sentences[unit.sentence]))


def choose(plan: Plan, scores: Scores, options: Options, weights: Weights = WEIGHTS) -> tuple[Unit, ...]:
    """The units that the brief takes, in source order."""
    return select(plan.article, plan.facts, plan.units, scores, options, weights, plan.standing)


def worded(plan: Plan, chosen: Sequence[Unit]) -> list[BriefSentence]:
    """The sentences of the brief, in order; what needs no edit is quoted as it stands."""
    return [stated(plan.article, plan.facts, draft) for draft in plan.statements.drafts(groups(plan.article, chosen))]


def edited(article: Article, facts: Facts, draft: Draft, judge: Judge | None = None) -> list[BriefSentence]:
    """A draft as a sentence if it is fit to stand, else the source sentences that it was made of, with the reasons."""
    made = stated(article, facts, draft)
    if made.made == "copied" or not made.evidence:
        return [made]
    verdict = gate_for(article, facts).check(made.text, made.evidence, judge)
    # every word is the article's by construction: names are not looked for a second time
    if verdict.status != "unsupported" or all(f.kind == "entity" for f in verdict.faults if f.gravity == "error"):
        return [made]
    reasons = verdict.reasons or (locale.text("brief.reason.unsupported"),)
    return [quote(article, facts, span, reasons=reasons) for span in core(article, draft)]
