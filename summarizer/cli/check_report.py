"""The verdicts that `tomtat check` prints for a reader: each sentence, what the source says in its place, and why."""

from __future__ import annotations

import io
from collections.abc import Sequence

from rich.console import Console
from rich.padding import Padding
from rich.text import Text

from summarizer import locale
from summarizer.brief.model import BriefSentence
from summarizer.brief.rendering.clean import clean
from summarizer.brief.rendering.places import Places
from summarizer.brief.rendering.text import MIN_WIDTH, sentence_lines
from summarizer.document.model import Article


def report(article: Article, sentences: Sequence[BriefSentence], *, width: int, color: bool) -> str:
    """The sentences, each with ✓ or ⚠, where its evidence stands and the reasons, `width` columns wide (40 at least).

    Under a sentence that is not supported stand the words of its evidence, so that both can be read at once.
    """
    out = io.StringIO()
    console = Console(
        file=out,
        width=max(MIN_WIDTH, width),
        force_terminal=color,
        color_system="standard" if color else None,
        no_color=not color,
        legacy_windows=False,
        highlight=False,
        markup=False,
        emoji=False,
    )
    places = Places(article)
    wrong = sum(s.status == "unsupported" for s in sentences)
    console.print(Text(clean(article.title_text or article.origin), style="bold"))
    console.print(Text(locale.text("cli_check.counts", sentences=len(sentences), wrong=wrong), style="dim"))
    for sentence in sentences:
        console.print()
        for line in sentence_lines([sentence], places):
            console.print(line)
        if sentence.status == "unsupported":
            for evidence in sentence.evidence:
                words = f"{places.short(evidence)}: «{clean(evidence.of(article.text))}»"
                console.print(Padding(Text(words, style="dim"), (0, 0, 0, 4)))
            if not sentence.evidence:
                console.print(Padding(Text(locale.text("cli_check.no_evidence"), style="dim"), (0, 0, 0, 4)))
    return "\n".join(line.rstrip() for line in out.getvalue().splitlines()) + "\n"
