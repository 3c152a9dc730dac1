"""What an article or a question is about, as one vector: for finding articles by meaning."""

from __future__ import annotations

import numpy as np

from summarizer.brief.model import Meaning
from summarizer.document import from_text
from summarizer.document.model import Span
from summarizer.engines.base import FloatArray, Scorer, Scores


def meaning_of(scores: Scores | None, scorer: Scorer | None) -> Meaning | None:
    """The meaning of an article whose units were scored; None where the scorer has no embeddings."""
    if scores is None or scorer is None or scores.embeddings is None or not len(scores.embeddings):
        return None
    mean: FloatArray = scores.embeddings.mean(0)
    return _packed(mean, scorer)


def meaning_of_question(text: str, scorer: Scorer) -> Meaning | None:
    """The meaning of a few words or sentences; None where the scorer has no embeddings, or there are no words."""
    article = from_text(text)
    units = [Span(s.start, s.end) for s in article.sentences]
    return meaning_of(scorer.score(article, units), scorer) if units else None


def _packed(vector: FloatArray, scorer: Scorer) -> Meaning:
    length = float(np.linalg.norm(vector)) or 1.0
    return Meaning(scorer.revision, (vector / length).astype("<f2").tobytes())
