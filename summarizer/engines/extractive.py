"""The plain extractor: a linear score over readable features, TF-IDF for likeness; no torch, no download.

Its weights (`extractive.toml`) are fitted by `models/training/fit_extractive.py` on the training briefs and leads:
they say how much each feature adds, with features scaled to unit variance over training sentences.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from threading import Event

import numpy as np

from summarizer.document.model import Article, Span
from summarizer.engines import surface
from summarizer.engines.base import Cancelled, Features, FloatArray, Scores, Task
from summarizer.text.data import load


@dataclass(frozen=True)
class Weights:
    """One weight a named feature; features that an array lacks count as 0."""

    revision: str
    tasks: dict[str, dict[str, float]]

    def of(self, task: Task, names: Sequence[str]) -> FloatArray:
        """Weights in the order of `names`, (len(names),)."""
        table = self.tasks[task]
        return np.array([table.get(name, 0.0) for name in names], dtype=np.float32)


@cache
def weights() -> Weights:
    """The shipped weights."""
    data = load(__package__, "extractive.toml")
    return Weights(data["revision"], {task: data[task] for task in ("brief", "lead")})


class Extractive:
    """`Scorer` by weighted surface features, and by what `brief` adds of figures and directives."""

    name = "extractive"
    reads_features = True

    def __init__(self) -> None:
        self.revision = weights().revision

    def score(
        self,
        article: Article,
        units: Sequence[Span],
        features: Features | None = None,
        *,
        task: Task = "brief",
        cancelled: Event | None = None,
    ) -> Scores:
        """Score every unit; without `features` the surface ones are read off the text here."""
        if cancelled is not None and cancelled.is_set():
            raise Cancelled
        if features is None:
            features = Features(surface.NAMES, surface.table(article, units))
        return Scores(np.asarray(features.values @ weights().of(task, features.names), dtype=np.float32))
