"""What a worker does with a few items: load, find facts, score all in one pass, compose; each result told at once."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from threading import Event

from summarizer.brief.model import Options
from summarizer.brief.units import candidates
from summarizer.digest import card
from summarizer.digest.inputs import Item
from summarizer.digest.loading import Limits, load
from summarizer.digest.sketch import sketch
from summarizer.digest.store import Store, briefs, open_store
from summarizer.digest.store.fold import fold
from summarizer.digest.store.rows import Key, Rows, key, rows
from summarizer.document.model import Article, Span
from summarizer.engines.base import Engine, Features, Scores, Task
from summarizer.errors import TomtatError
from summarizer.facts.model import Facts


@dataclass(frozen=True, slots=True)
class Asked:
    """Which engine is to brief; as the arguments of `engines.registry.load`."""

    name: str = "reader"
    model: str | None = None
    endpoints: tuple[str, ...] = ()
    endpoint_model: str | None = None
    threads: int | None = None


@dataclass(frozen=True, slots=True)
class Setup:
    """What every worker of a run is told; picklable."""

    asked: Asked
    options: Options
    limits: Limits
    language: str
    store: Path | None = None


@dataclass(frozen=True, slots=True)
class Made:
    """A brief that was made."""

    position: int
    rows: Rows


@dataclass(frozen=True, slots=True)
class Known:
    """An article that the store has a brief of, found only by its content."""

    position: int
    id: str
    key: Key


@dataclass(frozen=True, slots=True)
class Failed:
    """An item that cannot be briefed; `message` in words."""

    position: int
    code: str
    message: str


@dataclass(frozen=True, slots=True)
class StandsIn:
    """The engine asked for is not to be had; `why` in words."""

    why: str


@dataclass(frozen=True, slots=True)
class Refused:
    """No engine at all: nothing in this run would fare better."""

    code: str
    values: dict[str, object]


Result = Made | Known | Failed | StandsIn | Refused
Task_ = tuple[int, Item]


def load_engine(asked: Asked) -> Engine:
    """The engine, or the plain extractor in its place.

    Raises:
        TomtatError: one that was asked for outright cannot be used.
    """
    from summarizer.engines.registry import load as load_by_name

    return load_by_name(
        asked.name,
        threads=asked.threads,
        model=asked.model,
        endpoints=asked.endpoints,
        endpoint_model=asked.endpoint_model,
    )


class Worker:
    """Keeps the engine between batches; it is loaded when there is something to brief."""

    def __init__(self, setup: Setup) -> None:
        self.setup = setup
        self._engine: Engine | None = None
        self._store: Store | None = None

    def close(self) -> None:
        """Let go of the store."""
        if self._store is not None:
            self._store.close()

    def do(self, batch: Sequence[Task_], tell: Callable[[Result], None]) -> None:
        """Brief a batch. Every item is told of exactly once, unless the engine is refused."""
        ready: list[tuple[int, Article, Facts]] = []
        for position, item in batch:
            with _Guard(position, item, tell):
                article = load(item, self.setup.limits)
                known = self._known(article)
                if known is not None:
                    tell(Known(position, article.id, known))
                else:
                    from summarizer.facts import find

                    ready.append((position, article, find(article)))
        if not ready:
            return
        engine = self._loaded(tell)
        if engine is None:
            return
        items = dict(batch)
        for (position, article, facts), prepared in zip(ready, scored(engine, ready), strict=True):
            with _Guard(position, items[position], tell):
                from summarizer.brief import compose

                brief = compose(article, prepared, self.setup.options, facts=facts)
                made = rows(brief, self.setup.options, sketch(fold(article.text)), card.pack(card.make(brief)))
                tell(Made(position, made))

    def _known(self, article: Article) -> Key | None:
        """The key under which the store has a brief of this very text."""
        if self.setup.store is None:
            return None
        wanted = expected(self.setup.asked, self.setup.options)
        if self._store is None:
            self._store = open_store(self.setup.store, read_only=True)
        with self._store.explained() as db:
            return wanted if briefs.find(db, article.id, wanted) is not None else None

    def _loaded(self, tell: Callable[[Result], None]) -> Engine | None:
        if self._engine is None:
            try:
                self._engine = load_engine(self.setup.asked)
            except TomtatError as error:
                tell(Refused(error.code, error.values))
                return None
            if self._engine.fallback:
                tell(StandsIn(self._engine.fallback))
        return self._engine


class _Guard:
    """Turns whatever goes wrong with one item into a `Failed`."""

    def __init__(self, position: int, item: Item, tell: Callable[[Result], None]) -> None:
        self.position, self.item, self.tell = position, item, tell

    def __enter__(self) -> None:
        pass

    def __exit__(self, kind: object, error: BaseException | None, trace: object) -> bool:
        if error is None or not isinstance(error, Exception) or isinstance(error, BrokenPipeError):
            return False
        if os.environ.get("TOMTAT_DEBUG") and not isinstance(error, TomtatError):
            import traceback

            traceback.print_exception(error)
        if not isinstance(error, TomtatError):
            why = f"{type(error).__name__}: {error}"
            error = TomtatError("internal", source=self.item.origin, error=why)
        self.tell(Failed(self.position, error.code, str(error)))
        return True


def expected(asked: Asked, options: Options) -> Key:
    """The key that briefs of this engine will have, read off its files without loading it."""
    import json

    from summarizer.engines import registry
    from summarizer.engines.extractive import weights

    if asked.endpoints:
        return key("endpoint", asked.endpoint_model, "", options)
    if asked.model:
        return key("hub", asked.model, "", options)
    try:
        if asked.name == "reader":
            return key("reader", "tomtat-reader", _revision(registry.shipped("reader"), json.loads), options)
        if asked.name == "writer":
            revisions = [_revision(registry.shipped(n), json.loads) for n in ("reader", "writer")]
            return key("writer", "tomtat-reader + tomtat-writer", "+".join(revisions), options)
    except (TomtatError, OSError, ValueError):
        pass  # the plain extractor will stand in
    return key("extractive", None, weights().revision, options)


def _revision(folder: Path, parse: Callable[[str], dict[str, object]]) -> str:
    return str(parse((folder / "config.json").read_text(encoding="utf-8")).get("revision", ""))


@dataclass
class _Given:
    """A `Scorer` that was asked before: its one answer is for the units of one article."""

    name: str
    revision: str
    scores: Scores

    def score(
        self,
        article: Article,
        units: Sequence[Span],
        features: Features | None = None,
        *,
        task: Task = "brief",
        cancelled: Event | None = None,
    ) -> Scores:
        """The scores that were given."""
        return self.scores


def scored(engine: Engine, ready: Sequence[tuple[int, Article, Facts]]) -> Iterator[Engine]:
    """The engine for each article, its scoring done already where it can score several articles in one pass."""
    many = getattr(engine.scorer, "score_many", None)
    if many is None or len(ready) == 1 or engine.generator is not None:
        yield from (engine for _ in ready)
        return
    assert engine.scorer is not None
    try:
        found = many([(article, candidates(article, facts)) for _, article, facts in ready])
    except Exception:  # one bad article must not cost the others: each is tried on its own
        yield from (engine for _ in ready)
        return
    for scores in found:
        yield replace(engine, scorer=_Given(engine.scorer.name, engine.scorer.revision, scores))
