"""The verdicts that `tomtat check` prints for a reader: each sentence, what the source says in its place, and why."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich.console import RenderableType
from rich.padding import Padding
from rich.text import Text

from summarizer import locale
from summarizer.brief.model import BriefSentence
from summarizer.brief.rendering.layout import laid_out
from summarizer.brief.rendering.places import Places
from summarizer.brief.rendering.text import sentence_lines
from summarizer.document.model import Article
from summarizer.text.clean import clean


def report(article: Article, sentences: Sequence[BriefSentence], *, width: int, color: bool) -> str:
    """The sentences, each with ✓ or ⚠, where its evidence stands and the reasons, `width` columns wide (40 at least).

    Under a sentence that is not supported stand the words of its evidence, so that both can be read at once.
    """
    return laid_out(_parts(article, sentences), width=width, color=color)


def _parts(article: Article, sentences: Sequence[BriefSentence]) -> Iterator[RenderableType]:
    places = Places(article)
    wrong = sum(s.status == "unsupported" for s in sentences)
    yield Text(clean(article.title_text or article.origin), style="bold")
    yield Text(locale.text("cli_check.counts", sentences=len(sentences), wrong=wrong), style="dim")
    made = {kind: sum(s.made == kind for s in sentences) for kind in ("copied", "edited", "written")}
    yield Text(locale.text("cli_check.made", **made), style="dim")
    if any(s.made != "copied" and not s.judged for s in sentences):
        yield Text(locale.text("cli_check.no_meaning"), style="yellow")
    for sentence in sentences:
        yield Text("")
        yield from sentence_lines([sentence], places)
        if sentence.status == "unsupported":
            for evidence in sentence.evidence:
                words = f"{places.short(evidence)}: «{clean(evidence.of(article.text))}»"
                yield Padding(Text(words, style="dim"), (0, 0, 0, 4))
            if not sentence.evidence:
                yield Padding(Text(locale.text("cli_check.no_evidence"), style="dim"), (0, 0, 0, 4))
