"""Lines that every rendering shares: where a brief comes from, what was checked, what was left out."""

from __future__ import annotations

from summarizer import locale
from summarizer.brief.model import Brief, BriefSentence
from summarizer.brief.table import figure_rows
from summarizer.brief.unchecked import is_unchecked
from summarizer.text.clean import clean

MARKS = {"supported": "✓", "replaced": "↺", "unsupported": "⚠"}
"""What stands before a sentence, by its status."""


def title_line(brief: Brief) -> str:
    """The headline, marked where the source does not bear out what a reader made of it; empty where there is none."""
    if brief.headline is None:
        return ""
    title = clean(brief.headline.text)
    return f"{MARKS['unsupported']} {title}" if brief.headline.status == "unsupported" else title


def card_line(brief: Brief) -> str:
    """What an official document says of itself: kind, number, issuing body, date; empty for any other text."""
    card = brief.article.card
    if card is None:
        return ""
    number = locale.text("brief.card.number", number=clean(card.number)) if card.number else ""
    head = " ".join(p for p in (clean(card.kind or ""), number) if p)
    day = card.date.strftime("%d/%m/%Y") if card.date else ""
    return " · ".join(p for p in (head, clean(card.issuer or ""), day) if p)


def source_line(brief: Brief) -> str:
    """Origin, length before and after, engine; and that it was read by OCR, where words of it are not sure."""
    kept = sum(len(s.text.split()) for s in brief.summary)
    engine = locale.text("brief.source.engine", name=clean(brief.engine.name))
    line = locale.text(
        "brief.source.line", origin=clean(brief.article.origin), words=brief.article.words, kept=kept, engine=engine
    )
    unsure = len(brief.article.doubtful)
    return f"{line} · {locale.text('brief.source.ocr', count=unsure)}" if unsure else line


def check_lines(brief: Brief) -> list[str]:
    """What was compared with the source, what was not, and what was left out, in words."""
    rows = figure_rows(brief)
    lines = [*_headline(brief), *_sentences(brief), *_unchecked(len(rows), len(brief.facts.directives))]
    missing = brief.left_out
    if not brief.facts.marked:
        return [*lines, locale.text("brief.checks.unmarked") + "."] if brief.summary else lines
    marked = sum(row.left_out for row in rows)  # counted as they stand there to be found
    told = []
    if marked or missing.directives:
        told.append(locale.text("brief.checks.left_out", figures=marked, directives=len(missing.directives)))
    if missing.figures and not marked:  # times, parts of a row, figures without a label
        told.append(locale.text("brief.checks.left_out_unmarked", figures=len(missing.figures)))
    if not told and (brief.facts.directives or any(f.key for f in brief.facts.figures)):
        told.append(locale.text("brief.checks.nothing_left_out"))
    elif not told and brief.summary:
        told.append(locale.text("brief.checks.nothing_to_leave_out"))
    return [*lines, *(f"{line}." for line in told)]


def compared(sentence: BriefSentence) -> bool:
    """Whether the gate had anything to compare: a copied sentence, or a part of one, is the source's own."""
    if sentence.status == "replaced" or is_unchecked(sentence):
        return False
    return sentence.made == "written" or sentence.judged


def joined(sentence: BriefSentence) -> bool:
    """Whether a sentence was put together from several sentences of the source, where others were cut out of one."""
    return sentence.made == "edited" and bool(sentence.pieces) and len(sentence.evidence) > 1


def _headline(brief: Brief) -> list[str]:
    """Why the headline has a mark."""
    if brief.headline is None or brief.headline.status != "unsupported":
        return []
    why = "; ".join(map(clean, brief.headline.reasons)) or locale.text("brief.status.unsupported")
    return [locale.text("brief.checks.headline", why=why) + "."]


def _sentences(brief: Brief) -> list[str]:
    """How the sentences were made, and what became of those that were compared."""
    shown = brief.summary
    held = [s for s in shown if compared(s)]
    own = [s for s in shown if not compared(s) and s.status != "replaced"]
    kinds = ["joined" if joined(s) else s.made for s in own]
    parts = [
        locale.text(f"brief.checks.{kind}", count=count)
        for kind in ("copied", "edited", "joined")
        if (count := kinds.count(kind))
    ]
    counts = {
        "compared": len(held),
        "replaced": sum(s.status == "replaced" for s in shown),
        "unsupported": sum(s.status == "unsupported" and not is_unchecked(s) for s in shown),
        "unchecked": sum(map(is_unchecked, shown)),
    }
    supported = sum(s.status == "supported" for s in held)
    parts += [
        locale.text(f"brief.checks.{name}", count=count, supported=supported) for name, count in counts.items() if count
    ]
    lines = ["; ".join(parts) + "."] if parts else []
    if held and not all(s.judged for s in held):
        lines.append(locale.text("brief.checks.no_meaning", count=sum(not s.judged for s in held)) + ".")
    figures = [f for s in held for f in s.figures]
    if figures:
        supported = sum(f.status == "supported" for f in figures)
        lines.append(locale.text("brief.checks.figures", supported=supported, total=len(figures)) + ".")
    return lines


def _unchecked(figures: int, directives: int) -> list[str]:
    """How many rows of figures and directives stand there that nothing was compared with."""
    if not figures and not directives:
        return []
    return [locale.text("brief.checks.rows", figures=figures, directives=directives) + "."]
