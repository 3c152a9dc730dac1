"""What a worker does with a few items: load, find facts, score all in one pass, compose; each result told at once."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from summarizer.brief.model import Brief, Options
from summarizer.digest import card
from summarizer.digest.inputs import Item
from summarizer.digest.loading import Limits, fetch, read
from summarizer.document.failure import LoadError
from summarizer.document.model import Article
from summarizer.document.side_by_side import LIMIT, Late, side_by_side
from summarizer.engines.base import BatchScorer, Engine
from summarizer.engines.choice import EngineChoice
from summarizer.errors import TomtatError
from summarizer.facts.model import Facts
from summarizer.store import Store, briefs, open_store
from summarizer.store.rows import Key, Rows, key, rows


@dataclass(frozen=True, slots=True)
class Setup:
    """What every worker of a run is told; picklable."""

    asked: EngineChoice
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


@dataclass(frozen=True, slots=True)
class _Ready:
    """An article that is to be scored and composed."""

    position: int
    item: Item
    article: Article
    facts: Facts


class Worker:
    """Keeps the engine between batches; it is loaded when there is something to brief."""

    def __init__(self, setup: Setup) -> None:
        self.setup = setup
        self._engine: Engine | None = None
        self._store: Store | None = None
        self._refused = False

    def close(self) -> None:
        """Let go of the store."""
        if self._store is not None:
            self._store.close()

    def do(self, batch: Sequence[Task_], tell: Callable[[Result], None]) -> None:
        """Brief a batch. Every item is told of exactly once, unless the engine is refused.

        An engine that scores several articles in one pass gets them together; any other one after another, so that
        each is told of before the next is begun.
        """
        ready: list[_Ready] = []
        limits = self.setup.limits
        # a share or a server that does not answer holds up nothing of its batch
        for index, found in side_by_side(batch, lambda task: fetch(task[1], limits)):
            position, item = batch[index]
            with _Guard(position, item, tell):
                if isinstance(found, Late):
                    raise LoadError("file_slow", name=item.origin, seconds=f"{LIMIT:g}")
                if isinstance(found, BaseException):
                    raise found
                article = read(item, limits, found)
                known = self._known(article)
                if known is not None:
                    tell(Known(position, article.id, known))
                    continue
                from summarizer.facts import find

                ready.append(_Ready(position, item, article, find(article)))
            if ready and not self._together(tell):
                self._brief(ready, tell)
                ready = []
        self._brief(ready, tell)

    def _together(self, tell: Callable[[Result], None]) -> bool:
        """Whether the engine gains from several articles at once."""
        engine = self._loaded(tell)
        return engine is not None and isinstance(engine.scorer, BatchScorer)

    def _brief(self, ready: Sequence[_Ready], tell: Callable[[Result], None]) -> None:
        engine = self._loaded(tell) if ready else None
        if engine is None:
            return
        from summarizer.brief.composing import compose, compose_many

        options = self.setup.options
        made: Sequence[Brief | None] = [None] * len(ready)
        if len(ready) > 1:
            # one bad article must not cost the others: where they fail together each is tried on its own
            with contextlib.suppress(Exception):
                made = compose_many([r.article for r in ready], engine, options, facts=[r.facts for r in ready])
        for one, brief in zip(ready, made, strict=True):
            with _Guard(one.position, one.item, tell):
                self._tell(one, brief or compose(one.article, engine, options, facts=one.facts), tell)

    def _tell(self, one: _Ready, brief: Brief, tell: Callable[[Result], None]) -> None:
        short = card.pack(card.make(brief))
        tell(Made(one.position, rows(brief, self.setup.options, short)))

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
        if self._engine is None and not self._refused:
            try:
                self._engine = self.setup.asked.load()
            except TomtatError as error:
                self._refused = True
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


def expected(asked: EngineChoice, options: Options) -> Key:
    """The key that briefs of this engine will have, read off its files without loading it."""
    import json

    from summarizer.engines import registry
    from summarizer.engines.extractive import weights
    from summarizer.engines.reader import CHOICE

    if asked.endpoints:
        return key("endpoint", asked.endpoint_model, "", options)
    if asked.model:
        return key("hub", asked.model, "", options)
    try:
        if asked.name == "reader":
            reader = registry.shipped("reader")
            revisions = [_revision(reader, json.loads)]
            if (reader / CHOICE).is_dir():
                revisions.append(_revision(reader / CHOICE, json.loads))
            with contextlib.suppress(TomtatError, OSError, ValueError):  # without a marker there are no marks
                revisions.append(_revision(registry.shipped("marker"), json.loads))
            return key("reader", "tomtat-reader", "+".join(revisions), options)
    except (TomtatError, OSError, ValueError):
        pass  # the plain extractor will stand in
    return key("extractive", None, weights().revision, options)


def _revision(folder: Path, parse: Callable[[str], dict[str, object]]) -> str:
    return str(parse((folder / "config.json").read_text(encoding="utf-8")).get("revision", ""))
