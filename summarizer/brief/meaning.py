"""What an article or a question is about, as one vector: for finding articles by meaning."""

from __future__ import annotations

from typing import Final

import numpy as np

from summarizer.brief.model import Meaning
from summarizer.document import from_text
from summarizer.document.model import Span
from summarizer.engines.base import FloatArray, Scorer, Scores
from summarizer.text.data import load

COMMON: Final[tuple[str, ...]] = tuple(load(__package__, "meaning.toml")["common"])
"""Questions about all that is in the news: their mean is what a question has by being short, whatever it is about."""


def meaning_of(scores: Scores | None, scorer: Scorer | None) -> Meaning | None:
    """The meaning of an article whose units were scored; None where the scorer has no embeddings."""
    if scores is None or scorer is None or scores.embeddings is None or not len(scores.embeddings):
        return None
    mean: FloatArray = scores.embeddings.mean(0)
    return _packed(mean, scorer)


def meaning_of_question(text: str, scorer: Scorer) -> Meaning | None:
    """The meaning of a few words or sentences, less what all questions share; None where the scorer has no embeddings,
    or there are no words."""
    vectors = [_embedded(t, scorer) for t in (text, *COMMON)]
    asked = vectors[0]
    others = [v for v in vectors[1:] if v is not None]
    return _packed(asked - np.mean(others, axis=0), scorer) if asked is not None and others else None


def _embedded(text: str, scorer: Scorer) -> FloatArray | None:
    article = from_text(text)
    units = [Span(s.start, s.end) for s in article.sentences]
    found = scorer.score(article, units).embeddings if units else None
    return found.mean(0) if found is not None and len(found) else None


def _packed(vector: FloatArray, scorer: Scorer) -> Meaning:
    length = float(np.linalg.norm(vector)) or 1.0
    return Meaning(scorer.revision, (vector / length).astype("<f2").tobytes())
