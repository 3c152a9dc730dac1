"""Engines by name, loaded when asked for; one that cannot be had gives way to the plain extractor and says so."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Any

from summarizer.engines.base import Engine, Judge, Marker
from summarizer.engines.choice import THREADS
from summarizer.errors import TomtatError


@dataclass(frozen=True, slots=True)
class Request:
    """What an engine is to be loaded with.

    Attributes:
        threads: torch threads; None lets the engine choose.
        model: folder or hub id for an engine that takes one.
        endpoints, endpoint_model: OpenAI-compatible servers and the model to ask them for.
    """

    threads: int | None = None
    model: str | None = None
    endpoints: tuple[str, ...] = ()
    endpoint_model: str | None = None


class EngineUnavailable(TomtatError):
    """An engine that ships with the program is missing or damaged; the plain extractor can stand in."""


@contextmanager
def loading(name: str) -> Iterator[None]:
    """Round the loading of a shipped model: what goes wrong is told in one line.

    Raises:
        EngineUnavailable: a library is not installed, or a file is missing or damaged.
    """
    try:
        yield
    except ImportError as error:
        raise EngineUnavailable("engine_missing", name=name, what=error.name or str(error)) from error
    except Exception as error:  # whatever a damaged file makes torch or tokenizers raise
        what = (str(error) or repr(error)).splitlines()[0][:200]
        raise EngineUnavailable("engine_damaged", name=name, what=what) from error


def _extractive(request: Request) -> Engine:
    from summarizer.engines.extractive import Extractive

    scorer = Extractive()
    return Engine("extractive", scorer=scorer, revision=scorer.revision)


def shipped(name: str) -> Path:
    """The folder of a model that ships with the program: in the wheel, else in the checkout.

    Raises:
        EngineUnavailable: it is in neither, or holds no weights.
    """
    package = Path(__file__).resolve().parents[1]
    for folder in (package / "_models" / name, package.parent / "models" / name):
        if (folder / "config.json").is_file():
            return folder
    raise EngineUnavailable("engine_missing", name=name, what="config.json")


def _shipped(name: str) -> Callable[[Request], Engine]:
    """Loader of a shipped model: its folder first, so that without one torch is not even imported."""

    def load_shipped(request: Request) -> Engine:
        folder = shipped(name)
        engine: Engine = import_module(f"summarizer.engines.{name}.engine").load(folder, threads=request.threads)
        return engine

    return load_shipped


def _asked(module: str) -> Callable[[Request], Engine]:
    """Loader of an engine that is asked for outright, in a module of its own."""

    def load_asked(request: Request) -> Engine:
        engine: Engine = import_module(f"summarizer.engines.{module}").load(request)
        return engine

    return load_asked


ENGINES: dict[str, Callable[[Request], Engine]] = {
    "reader": _shipped("reader"),
    "extractive": _extractive,
}
"""Loaders by name. Each imports what it needs when called, and raises `EngineUnavailable` where it cannot be had."""


def load(
    name: str = "reader",
    *,
    threads: int | None = None,
    model: str | None = None,
    endpoints: Sequence[str] = (),
    endpoint_model: str | None = None,
) -> Engine:
    """The engine `name`, or the plain extractor with `Engine.fallback` saying why it stands in.

    A `model` or `endpoints` name an engine of their own (`hub`, `endpoint`), whatever `name` is; these are asked for
    outright, so nothing stands in for them.

    Raises:
        TomtatError: no such engine, or the model or server asked for cannot be used.
    """
    from concurrent.futures import ThreadPoolExecutor

    request = Request(threads, model, tuple(endpoints), endpoint_model)
    asked = _asked("endpoint") if endpoints else _asked("hub") if model else None
    loader = asked or ENGINES.get(name)
    if loader is None:
        raise TomtatError("engine_unknown", name=name, known=", ".join(sorted(ENGINES)))
    try:
        with ThreadPoolExecutor(1, thread_name_prefix=THREADS) as beside:
            if asked is None and loader is not _extractive:
                beside.submit(marker, threads)  # its weights, while those of the reader are loaded
            engine = loader(request)
        marked = engine if loader is _extractive else _marking(engine, threads)
        if engine.generator is not None:
            return replace(marked, judge=judge(threads))
        return marked
    except EngineUnavailable as error:
        return replace(_extractive(request), fallback=str(error))


def _marking(engine: Engine, threads: int | None) -> Engine:
    """The engine with the marker beside it, where there is one; its revision tells both."""
    found = marker(threads)
    if found is None:
        return engine
    return replace(engine, marker=found, revision="+".join(filter(None, (engine.revision, found.revision))))


@cache
def _beside(name: str, threads: int | None) -> tuple[Any, TomtatError | None]:
    """A shipped model that stands on the reader's lower layers, loaded once a process, or why there is none."""
    try:
        folder, reader = shipped(name), shipped("reader")
        return import_module(f"summarizer.engines.{name}.engine").load(folder, reader, threads=threads), None
    except EngineUnavailable as error:
        return None, TomtatError(f"{name}_missing", what=error.values.get("what", error))


def marker(threads: int | None = None) -> Marker | None:
    """The shipped marker; None where there is none, for the reason that `marker_missing` gives."""
    found: Marker | None = _beside("marker", threads)[0]
    return found


def marker_missing(threads: int | None = None) -> str | None:
    """Why there is no marker, in words; None where there is one."""
    why = _beside("marker", threads)[1]
    return None if why is None else str(why)


def judge(threads: int | None = None) -> Judge | None:
    """The shipped judge; None where there is none, for the reason that `judge_missing` gives."""
    found: Judge | None = _beside("judge", threads)[0]
    return found


def judge_missing(threads: int | None = None) -> str | None:
    """Why there is no judge, in words; None where there is one."""
    why = _beside("judge", threads)[1]
    return None if why is None else str(why)
