"""A brief as one HTML page: the brief beside its source, with links between them; no script, nothing loaded."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from itertools import groupby, pairwise
from typing import TYPE_CHECKING

from summarizer import locale
from summarizer.brief.directives import directive_blocks
from summarizer.brief.figures import times
from summarizer.brief.model import Brief, BriefSentence
from summarizer.brief.rendering.bars import groups
from summarizer.brief.rendering.places import Places
from summarizer.brief.rendering.summary_lines import MARKS, card_line, check_lines, source_line, title_line
from summarizer.brief.table import columns, figure_rows
from summarizer.document.model import Paragraph, Span
from summarizer.text.clean import clean

if TYPE_CHECKING:
    from jinja2 import Template


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text that is marked alike: `ids` that links point at, CSS classes, a title, a link."""

    text: str
    ids: tuple[str, ...] = ()
    classes: str = ""
    title: str = ""
    href: str = ""


@dataclass(frozen=True, slots=True)
class Run:
    """Pieces that are, or are not, evidence together; `ids` of the evidence, so that a link lights up all of it."""

    pieces: tuple[Piece, ...]
    evidence: bool
    ids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph of the source; `tag` is h2, h3, p or pre."""

    tag: str
    runs: tuple[Run, ...]
    furniture: bool = False


def to_html(brief: Brief) -> str:
    """The page. Opens from disk; follows the reader's light or dark setting; the source is escaped throughout."""
    rows = figure_rows(brief)
    return _template().render(
        brief=brief,
        title=title_line(brief) or clean(brief.article.origin),
        source_line=source_line(brief),
        card=card_line(brief),
        sentences=[
            {
                "pieces": sentence_pieces(brief, s, i),
                "status": s.status,
                "mark": MARKS[s.status],
                "number": i,
                "links": _links(brief, i, s),
                "section": Places(brief.article).section(s.evidence[0]) if s.evidence else "",
                "reasons": [clean(r) for r in s.reasons],
            }
            for i, s in enumerate(brief.summary)
        ],
        rows=rows,
        columns=columns(rows),
        bars=groups(brief, rows),
        times=[(words, Places(brief.article).short(span)) for words, span in times(brief)],
        blocks=directive_blocks(brief),
        place=Places(brief.article).short,
        checks=check_lines(brief),
        warnings=[clean(w) for w in brief.warnings],
        note=clean(brief.engine.note) if brief.engine.note else "",
        source=source_blocks(brief),
        t=locale.text,
    )


@cache
def _template() -> Template:
    from jinja2 import Environment, StrictUndefined

    text = resources.files(__package__).joinpath("brief.html.jinja").read_text(encoding="utf-8")
    environment = Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    environment.filters["groupby_runs"] = furniture_runs
    return environment.from_string(text)


def furniture_runs(blocks: Sequence[Block]) -> list[tuple[bool, list[Block]]]:
    """Blocks in runs of furniture and of none."""
    return [(furniture, list(run)) for furniture, run in groupby(blocks, key=lambda b: b.furniture)]


def _links(brief: Brief, number: int, sentence: BriefSentence) -> list[tuple[str, str]]:
    """Target and words of the link to each span that a sentence rests on."""
    places = Places(brief.article)
    return [(f"e{number}-{k}", places.short(e)) for k, e in enumerate(sentence.evidence)]


def sentence_pieces(brief: Brief, sentence: BriefSentence, number: int = -1) -> tuple[Piece, ...]:
    """A brief sentence with its figures marked and linked to their partners in the source.

    Words of one that was put together (`number` in the summary) say where they come from, and lead there.
    """
    index = {f.span: i for i, f in enumerate(brief.facts.figures)}
    pieces: list[Piece] = []
    at = 0
    for figure in sorted(sentence.figures, key=lambda f: f.span):
        if figure.span.start < at or not len(figure.span):
            continue
        pieces.extend(_words(brief, sentence, number, Span(at, figure.span.start)))
        partner = index.get(figure.source) if figure.source else None
        pieces.append(
            Piece(
                _shown(figure.span.of(sentence.text)),
                classes=f"figure {figure.status}",
                title=locale.text(f"brief.figure_status.{figure.status}"),
                href=f"#f{partner}" if partner is not None else "",
            )
        )
        at = figure.span.end
    pieces.extend(_words(brief, sentence, number, Span(at, len(sentence.text))))
    return tuple(p for p in pieces if p.text)


def _words(brief: Brief, sentence: BriefSentence, number: int, part: Span) -> Iterator[Piece]:
    """Words without a figure; of a sentence put together, each stretch with its place in the source."""
    text = sentence.text
    if sentence.made != "edited" or len(sentence.pieces) < 2:
        yield Piece(_shown(part.of(text)))
        return
    places = Places(brief.article)
    at = part.start
    for piece in sentence.pieces:
        start, end = max(part.start, piece.span.start), min(part.end, piece.span.end)
        if start >= end:
            continue
        yield Piece(_shown(text[at:start]))
        held = next((k for k, e in enumerate(sentence.evidence) if e.covers(piece.source)), None)
        href = f"#e{number}-{held}" if held is not None and number >= 0 else ""
        yield Piece(_shown(text[start:end]), classes="piece", title=places.short(piece.source), href=href)
        at = end
    yield Piece(_shown(text[at : part.end]))


def source_blocks(brief: Brief) -> list[Block]:
    """The whole source, paragraph by paragraph, furniture marked."""
    marks = _Marks(brief)
    blocks = []
    for paragraph in brief.article.paragraphs:
        tag = {"title": "h2", "heading": "h3", "table": "pre"}.get(paragraph.role, "p")
        runs = marks.runs(paragraph)
        furniture = paragraph.role == "furniture" or all(
            "furniture" in p.classes for run in runs for p in run.pieces if p.text.strip()
        )
        blocks.append(Block(tag, runs, furniture))
    return blocks


class _Marks:
    """What is marked in the source, cut so that marks never overlap."""

    def __init__(self, brief: Brief) -> None:
        self.text = brief.article.text
        marks: list[tuple[Span, str, str, str]] = []
        self.evidence = _united(
            [
                (Span(e.start, e.end), f"e{i}-{k}")
                for i, sentence in enumerate(brief.summary)
                for k, e in enumerate(sentence.evidence)
            ]
        )
        for i, directive in enumerate(brief.facts.directives):
            marks.append((directive.span, f"d{i}", "directive", locale.text("brief.html.directive")))
        used = {c.source for s in brief.summary for c in s.figures}
        for i, figure in enumerate(brief.facts.figures):
            if figure.key or figure.span in used:
                marks.append((figure.span, f"f{i}", "figure", locale.text("brief.html.figure")))
        for furniture in brief.article.furniture:
            marks.append((Span(furniture.start, furniture.end), "", "furniture", locale.text("brief.html.furniture")))
        for word in brief.article.doubtful:
            marks.append((word, "", "doubtful", locale.text("brief.html.doubtful")))
        self._waiting = sorted(marks, key=lambda m: m[0].start, reverse=True)
        self._open: list[tuple[Span, str, str, str]] = []

    def runs(self, paragraph: Paragraph) -> tuple[Run, ...]:
        """A paragraph cut at the borders of evidence, then at every border of another mark.

        Paragraphs are asked for in source order, so that each mark is looked at only where it stands.
        """
        while self._waiting and self._waiting[-1][0].start < paragraph.end:
            self._open.append(self._waiting.pop())
        self._open = [m for m in self._open if m[0].end > paragraph.start]
        found = []
        at = paragraph.start
        for span, ids in self.evidence:
            start, end = max(span.start, paragraph.start), min(span.end, paragraph.end)
            if start >= end:
                continue
            if at < start:
                found.append(Run(self._pieces(Span(at, start)), False, ()))
            found.append(Run(self._pieces(Span(start, end)), True, ids if span.start >= paragraph.start else ()))
            at = end
        if at < paragraph.end:
            found.append(Run(self._pieces(Span(at, paragraph.end)), False, ()))
        return tuple(found)

    def _pieces(self, place: Span) -> tuple[Piece, ...]:
        inside = [m for m in self._open if m[0].overlaps(place)]
        borders = {place.start, place.end}
        for span, *_ in inside:
            borders |= {max(span.start, place.start), min(span.end, place.end)}
        cuts = sorted(borders)
        pieces = []
        for start, end in pairwise(cuts):
            here = [m for m in inside if m[0].start <= start and end <= m[0].end]
            pieces.append(
                Piece(
                    _shown(self.text[start:end]),
                    tuple(m[1] for m in here if m[1] and m[0].start == start),
                    " ".join(dict.fromkeys(m[2] for m in here)),
                    "; ".join(dict.fromkeys(m[3] for m in here)),
                )
            )
        return tuple(pieces)


def _united(spans: Sequence[tuple[Span, str]]) -> list[tuple[Span, tuple[str, ...]]]:
    """Overlapping spans made one, with the ids of all."""
    united: list[tuple[Span, tuple[str, ...]]] = []
    for span, name in sorted(spans, key=lambda s: s[0]):
        if united and span.start < united[-1][0].end:
            last, names = united[-1]
            united[-1] = (Span(last.start, max(last.end, span.end)), (*names, name))
        else:
            united.append((span, (name,)))
    return united


def _shown(text: str) -> str:
    """Text without controls, its outer spaces and line ends kept."""
    lines = [clean(line) for line in text.split("\n")]
    joined = "\n".join(lines)
    lead = " " if text[:1].isspace() else ""
    tail = " " if text[-1:].isspace() and text.strip() else ""
    return f"{lead}{joined}{tail}"
