"""A brief as Markdown (CommonMark with GitHub's tables); text from outside cannot become markup."""

from __future__ import annotations

import re

from summarizer import locale
from summarizer.brief.directives import directive_blocks
from summarizer.brief.figures import times
from summarizer.brief.model import Brief
from summarizer.brief.rendering.places import Places
from summarizer.brief.rendering.summary_lines import MARKS, card_line, check_lines, source_line, title_line
from summarizer.brief.table import columns, figure_rows
from summarizer.text.clean import clean

# what CommonMark or GitHub reads as markup wherever it stands; a colon only where it could start a link or an emoji
_SPECIAL = re.compile(r"[\\`*_{}\[\]<>#|~$&@^=]|:(?=\S)|(?<=\bwww)\.|!(?=\[)", re.IGNORECASE)
# and at the start of a line
_LEADING = re.compile(r"^(?:[-+>](?=\s|$)|(?:-{2,}|\+{2,})|\d{1,9}(?P<dot>[.)])(?=\s|$))")


def escape(text: str) -> str:
    """`text` on one line, every character of it shown as itself."""
    text = _SPECIAL.sub(lambda m: "&amp;" if m[0] == "&" else f"\\{m[0]}", clean(text))
    leading = _LEADING.match(text)
    if leading:
        at = leading.start("dot") if leading["dot"] else 0
        text = f"{text[:at]}\\{text[at:]}"
    return text


def to_markdown(brief: Brief) -> str:
    """The whole brief; tables where it has key figures, lists where it has directives."""
    places = Places(brief.article)
    lines: list[str] = []
    if title := title_line(brief):
        lines += [f"# {escape(title)}", ""]
    if card := card_line(brief):
        lines += [escape(card), ""]
    lines += [f"_{escape(source_line(brief))}_", ""]
    if brief.engine.note:
        lines += [f"> {escape(locale.text('brief.source.stands_in', note=brief.engine.note))}", ""]
    for warning in brief.warnings:
        lines += [f"> {locale.text('brief.part.warnings')}: {escape(warning)}", ""]
    lines += _heading("summary") if brief.summary else []
    for sentence in brief.summary:
        pointers = ", ".join(dict.fromkeys(places.short(e) for e in sentence.evidence))
        section = places.section(sentence.evidence[0]) if sentence.evidence else ""
        pointers += f" · {escape(section)}" if section else ""
        lines.append(f"- {MARKS[sentence.status]} {escape(sentence.text)}" + (f" ({pointers})" if pointers else ""))
        lines += [f"  - {escape(reason)}" for reason in sentence.reasons]
    lines += ["", *_figures(brief, places), *_directives(brief, places)]
    if checks := check_lines(brief):
        lines += [*_heading("checks"), *(f"- {escape(line)}" for line in checks)]
    return "\n".join(lines).rstrip() + "\n"


def _heading(part: str) -> list[str]:
    return [f"## {locale.text(f'brief.part.{part}')}", ""]


def _figures(brief: Brief, places: Places) -> list[str]:
    rows = figure_rows(brief)
    moments = times(brief)
    if not rows and not moments:
        return []
    lines = _heading("figures")
    if rows:
        titles = [locale.text(f"brief.column.{c}") for c in columns(rows)]
        lines += [f"|  | {' | '.join(titles)} |", f"| --- {'| --- ' * len(titles)}|"]
        for row in rows:
            mark = "○" if row.left_out else "•"
            cells = {
                "indicator": escape(row.indicator),
                "value": f"**{escape(row.value)}**" if row.value else "",
                "change": "<br>".join(escape(c.text) for c in row.changes),
                "basis": "<br>".join(escape(c.basis) or "–" for c in row.changes)
                if any(c.basis for c in row.changes)
                else "",
                "place": places.short(row.span),
            }
            lines.append(f"| {mark} | {' | '.join(cells[c] for c in columns(rows))} |")
        lines.append("")
    if moments:
        said = " · ".join(f"{escape(words)} ({places.short(span)})" for words, span in moments)
        lines += [f"{locale.text('brief.figures.times')}: {said}", ""]
    return lines


def _directives(brief: Brief, places: Places) -> list[str]:
    blocks = directive_blocks(brief)
    if not blocks:
        return []
    lines = _heading("directives")
    for block in blocks:
        lines.append(f"- **{escape(block.heading)}:**")
        for row in block.rows:
            mark = "○" if row.left_out else "•"
            ban = f"({locale.text('brief.directive.do_not')}) " if row.ban else ""
            deadline = locale.text("brief.directive.deadline", deadline=row.deadline) if row.deadline else ""
            said = " — ".join(escape(part) for part in (row.action, deadline) if part)
            lines.append(f"  - {mark} {ban}{said} ({places.short(row.span)})")
    return [*lines, ""]
