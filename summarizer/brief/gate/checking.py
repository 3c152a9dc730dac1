"""One brief sentence through the gate: align, compare exactly, ask the judge; the verdict is the worst of them."""

from __future__ import annotations

from collections.abc import Sequence
from threading import Event

from summarizer import locale
from summarizer.brief.gate import contrast, directives, figures, judging, leaning, names, numbers, titles
from summarizer.brief.gate.passage import Finding, Passage
from summarizer.brief.gate.source import Source, prepare
from summarizer.brief.gate.verbatim import quotations, verbatim_span
from summarizer.brief.gate.words import NUMBER
from summarizer.brief.model import Checked, CheckedFigure, Made
from summarizer.document.model import Article, Span
from summarizer.engines.base import Judge, Verdict
from summarizer.facts import figures_in
from summarizer.facts.model import Facts
from summarizer.text.subsequence import common

_KEPT = 512
_POOL = 4
"""Source sentences looked at closely beside the evidence: a fused sentence rests on two or three."""


class Gate:
    """The gate for one prepared source."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self.names = names.Names(source)
        self._verdicts: dict[tuple[str, str], Verdict] = {}
        self._checked: dict[tuple[object, ...], Checked] = {}

    def ask(self, texts: Sequence[str], judge: Judge, cancelled: Event | None = None) -> None:
        """Have the judge read in one pass those sentences that `check` will ask it of; copied ones are not read.

        Raises:
            Cancelled: `cancelled` was set.
        """
        new = [t for t in dict.fromkeys(texts) if (judge.revision, t) not in self._verdicts]
        new = [t for t in new if verbatim_span(t, self.source) is None]
        for text, verdict in zip(new, judge.judge(self.source.article, new, cancelled=cancelled), strict=True):
            self._verdicts[judge.revision, text] = verdict

    def check(
        self, text: str, evidence: Sequence[Span], judge: Judge | None = None, before: Sequence[str] | None = None
    ) -> Checked:
        """Whether the source supports one brief sentence `text` (NFC), which rests on the spans `evidence` at least.

        Without a `judge`, numbers, names, offices, quotations and directives alone are compared. `before` is what the
        brief says before, in which a pronoun may have its antecedent; None leaves that unchecked. A sentence, or a
        clean `;` clause, copied from the source is always supported; faults that are notes may stand beside
        `supported`. Answers are kept, since an editor's text is checked again at every edit.
        """
        revision = judge.revision if judge is not None else None
        told = None if before is None else tuple(before)
        key = (text, tuple((e.start, e.end) for e in evidence), told, revision, locale.current())
        if key not in self._checked:
            if len(self._checked) > _KEPT:
                self._checked.clear()
                self._verdicts.clear()
            self._checked[key] = self._judged(text, evidence, judge, before)
        return self._checked[key]

    def _judged(
        self, text: str, evidence: Sequence[Span], judge: Judge | None, before: Sequence[str] | None
    ) -> Checked:
        sentence = Passage(text, 0, len(text))
        leans = leaning.check(sentence, before) if before is not None else []
        copied = verbatim_span(text, self.source)
        if copied is not None:
            return Checked("supported", self._copied_figures(text, copied), tuple(f.fault() for f in leans), "copied")
        if judge is not None:
            self.ask([text], judge)
        verdict = self._verdicts[judge.revision, text] if judge is not None else None
        found, checked = self.compare(sentence, evidence, verdict)
        if verdict is not None:
            said = judging.findings(sentence, verdict, self.source.article)
            # what a rule has said exactly, the judge need not say again
            said = [f for f in said if not any(f.overlaps(g) for g in found if g.gravity == "error")]
            found += [f for f in said if not _equal_in_words(f, text, checked)]
        found = sorted([*found, *leans], key=lambda f: f.gravity != "error")
        return Checked(
            "unsupported" if found and found[0].gravity == "error" else "supported",
            checked,
            tuple(dict.fromkeys(f.fault() for f in found)),
            self._made(sentence),
            judge is not None,
        )

    def compare(
        self, sentence: Passage, evidence: Sequence[Span] = (), verdict: Verdict | None = None
    ) -> tuple[list[Finding], tuple[CheckedFigure, ...]]:
        """What the exact rules find in a sentence, and its figures with their partners.

        Whether something else would stand better in a place of it is asked last, where neither a rule nor the judge, by
        its `verdict`, objects; the judge's doubts then count.
        """
        pool = self._pool(sentence, evidence)
        checked, found = figures.check(sentence, pool, self.source)
        told = [f.span for f in checked]
        found += numbers.check(sentence, self.source, told)
        found += names.check(sentence, self.names)
        found += titles.check(sentence, self.source)
        found += quotations(sentence.text, self.source)
        found += directives.check(sentence, self.source) + directives.modes(sentence, pool, self.source)
        beyond = names.added(sentence, pool, self.names, told)
        found += [f for f in beyond if not any(f.overlaps(g) for g in found)]
        if not any(f.gravity == "error" for f in found):
            found += contrast.exchanged(sentence, pool, self.source)
        if not any(f.gravity == "error" for f in found) and (verdict is None or verdict.kind is None):
            found += contrast.check(sentence, pool, self.source).findings(sentence, self.source, verdict)
        return found, tuple(checked)

    def _pool(self, sentence: Passage, evidence: Sequence[Span]) -> list[Passage]:
        """The evidence, and the sentences of the whole source that come closest."""
        from summarizer.brief.evidence import ranked

        pool = {p.index: p for p in self.source.passages if any(p.start < e.end and e.start < p.end for e in evidence)}
        pool |= {p.index: p for p, _ in ranked(sentence, self.source, limit=_POOL)}
        for t in sentence.terms:
            # a sentence that has nothing in common but a number may be what it is from
            if t.kind == NUMBER and len(t.key) > 1 and not any(t.key in p.key_set for p in pool.values()):
                pool |= {i: self.source.passages[i] for i in self.source.index.get(t.key, [])[:1]}
        return [pool[i] for i in sorted(pool)]

    def _made(self, sentence: Passage) -> Made:
        """`edited` where all words stand in one source sentence in this order, else `written`."""
        words = sentence.words
        near = {i for key in words[:1] for i in self.source.index.get(key, ())}
        return "edited" if any(common(words, self.source.passages[i].words) == len(words) for i in near) else "written"

    def _copied_figures(self, text: str, where: Span) -> tuple[CheckedFigure, ...]:
        """Figures of a copied sentence, each with its place in the source."""
        out: list[CheckedFigure] = []
        end = where.start
        for f in figures_in(text, self.source.article.date):
            at = self.source.article.text.find(f.span.of(text), end, where.end)
            end = at + len(f.span) if at >= 0 else end
            out.append(CheckedFigure(f.span, "supported", Span(at, end) if at >= 0 else None))
        return tuple(out)


def _equal_in_words(said: Finding, text: str, checked: Sequence[CheckedFigure]) -> bool:
    """Whether the judge takes for another number what comes to the same: figures in words, which rules have reckoned.

    Of figures in digits the judge's word stands: it may mean that they belong to something else.
    """
    same = [f.span for f in checked if f.status == "supported" and not any(c.isdigit() for c in f.span.of(text))]
    return said.kind == "number" and bool(said.words) and all(any(f.covers(w) for f in same) for w in said.words)


def gate_for(article: Article, facts: Facts) -> Gate:
    """The gate of an article, built once."""
    return prepare(article, facts).remembered("gate", Gate)
