"""Engines by name, loaded when asked for; one that cannot be had gives way to the plain extractor and says so."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib import import_module
from pathlib import Path

from summarizer.engines.base import Engine, Marker
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
    "writer": _shipped("writer"),
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
    request = Request(threads, model, tuple(endpoints), endpoint_model)
    loader = _asked("endpoint") if endpoints else _asked("hub") if model else ENGINES.get(name)
    if loader is None:
        raise TomtatError("engine_unknown", name=name, known=", ".join(sorted(ENGINES)))
    try:
        engine = loader(request)
        return engine if loader is _extractive else _marking(engine, threads)
    except EngineUnavailable as error:
        return replace(_extractive(request), fallback=str(error))


@cache
def marker(threads: int | None = None) -> Marker:
    """The shipped marker, loaded once a process.

    Raises:
        EngineUnavailable: it is missing or damaged, or torch is not installed.
    """
    folder, reader = shipped("marker"), shipped("reader")
    found: Marker = import_module("summarizer.engines.marker.engine").load(folder, reader, threads=threads)
    return found


def _marking(engine: Engine, threads: int | None) -> Engine:
    """The engine with the marker beside it, where there is one: a brief without marks is better than none."""
    try:
        return replace(engine, marker=marker(threads))
    except EngineUnavailable:
        return engine
