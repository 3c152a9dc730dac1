"""Options that several commands share, as decorators; each hands its command one value object.

```
@command("check")
@source_options          # → reading: Reading
@engine_options          # → engine: EngineChoice
@output_options("text", "json")   # → format: str, output: Path | None
def check(console: Console, reading: Reading, engine: EngineChoice, format: str, output: Path | None) -> ExitCode: ...
```
"""

from __future__ import annotations

import functools
import io
import os
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from summarizer import locale
from summarizer.cli.console import is_terminal
from summarizer.cli.words import FILE, Choice, Usage, Whole, option
from summarizer.engines.choice import ENGINES, EngineChoice
from summarizer.limits import MAX_BYTES

if TYPE_CHECKING:
    from summarizer.brief.model import Options
    from summarizer.document.loading import Fetched
    from summarizer.document.model import Article

Function = Callable[..., Any]
"""A command's function, before or after options are put on it."""

GONE = {"writer": "0.2.0"}
"""Engines that there were, and the version that is the first without them."""


@dataclass(frozen=True)
class Reading:
    """How inputs are read: `document.load` with the options given."""

    encoding: str | None = None
    file_name: str | None = None
    max_bytes: int = MAX_BYTES
    allow_private: bool = False

    def load(self, source: str) -> Article:
        """Load a path, a URL or `-` (stdin).

        Raises:
            LoadError: it cannot be read; one line in words.
        """
        from summarizer.document import loading

        return loading.read(self.fetch(source))

    def fetch(self, source: str) -> Fetched:
        """The bytes of a source, to be read later; `load` is both.

        Raises:
            LoadError: they cannot be had.
        """
        from summarizer.document import loading

        return loading.fetch(
            source,
            stdin=sys.stdin.buffer if sys.stdin is not None else io.BytesIO(),  # none at all after `<&-`
            file_name=self.file_name if source == "-" else None,
            encoding=self.encoding,
            max_bytes=self.max_bytes,
            allow_private=self.allow_private,
        )


class EngineName(Choice):
    """The name of an engine that there is; of one that there was, it says so."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        since = GONE.get(value) if isinstance(value, str) else None
        if since:
            choices = ", ".join(self.choices)
            self.fail(locale.text("cli.usage.engine_gone", value=value, since=since, choices=choices), param, ctx)
        return super().convert(value, param, ctx)


class EncodingName(click.ParamType[str]):
    """The name of an encoding that can be read."""

    name = "encoding"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        from summarizer.document import encodings

        if encodings.canonical(str(value)) is None:
            self.fail(locale.text("cli.usage.choice", value=value, choices=", ".join(encodings.NAMES)), param, ctx)
        return str(value)


def _applied(function: Function, *options: Callable[[Any], Any]) -> Function:
    for decorate in reversed(options):
        function = decorate(function)
    return function


def source_options(function: Function) -> Function:
    """`--encoding`, `--file-name`, `--max-bytes`, `--allow-private` → `reading: Reading`."""

    @functools.wraps(function)
    def collect(
        *args: Any, encoding: str | None, file_name: str | None, max_bytes: int, allow_private: bool, **rest: Any
    ) -> Any:
        return function(*args, reading=Reading(encoding, file_name, max_bytes, allow_private), **rest)

    return _applied(
        collect,
        option("--encoding", key="cli.options.encoding", type=EncodingName(), metavar="NAME"),
        option("--file-name", key="cli.options.file_name", metavar="NAME"),
        option("--max-bytes", key="cli.options.max_bytes", type=Whole(), default=MAX_BYTES, metavar="N"),
        option("--allow-private", key="cli.options.allow_private", is_flag=True),
    )


def engine_options(function: Function) -> Function:
    """`--engine`, `--model`, `--endpoint`…, `--endpoint-model`, `--threads` → `engine: EngineChoice`."""

    @functools.wraps(function)
    def collect(
        *args: Any,
        engine: str,
        model: str | None,
        endpoint: tuple[str, ...],
        endpoint_model: str | None,
        threads: int | None,
        **rest: Any,
    ) -> Any:
        if model and endpoint:
            raise Usage("cli.usage.model_or_endpoint")
        if endpoint and not endpoint_model:
            raise Usage("cli.usage.endpoint_model")
        return function(*args, engine=EngineChoice(engine, model, endpoint, endpoint_model, threads), **rest)

    return _applied(
        collect,
        option("--engine", key="cli.options.engine", type=EngineName(ENGINES), default="reader"),
        option("--model", key="cli.options.model", metavar="PATH|HUB_ID", type=FILE),
        option("--endpoint", key="cli.options.endpoint", metavar="URL", multiple=True),
        option("--endpoint-model", key="cli.options.endpoint_model", metavar="NAME"),
        option("--threads", key="cli.options.threads", type=Whole(), metavar="N"),
    )


def length_options(function: Function) -> Function:
    """`--sentences`, `--words` → `length: Options` (of `summarizer.brief`)."""

    @functools.wraps(function)
    def collect(*args: Any, words: int, sentences: int | None, **rest: Any) -> Any:
        from summarizer.brief.model import Options

        length: Options = Options(words=words, sentences=sentences)
        return function(*args, length=length, **rest)

    return _applied(
        collect,
        option("--words", key="cli.options.words", type=Whole(), default=100, metavar="N"),
        option("--sentences", key="cli.options.sentences", type=Whole(), metavar="N"),
    )


def output_options(*formats: str) -> Callable[[Function], Function]:
    """`--format` (the first is the default) and `-o` → `format: str`, `output: Path | None` (None is stdout)."""

    def decorate(function: Function) -> Function:
        @functools.wraps(function)
        def collect(*args: Any, output: str | None, **rest: Any) -> Any:
            target = None if output in (None, "-") else Path(output)
            for source in _sources(rest):
                if target is not None and _same_file(target, source):
                    raise Usage("cli.usage.output_is_source", path=target)
            return function(*args, output=target, **rest)

        return _applied(
            collect,
            option("--format", "-f", key="cli.options.format", type=Choice(formats), default=formats[0]),
            option("--output", "-o", key="cli.options.output", metavar="FILE", type=FILE),
        )

    return decorate


def _sources(arguments: dict[str, Any]) -> Iterator[str]:
    """What a command reads, whatever it calls it."""
    for name in ("sources", "source", "brief"):
        value = arguments.get(name, ())
        yield from value if isinstance(value, tuple) else (value or "-",)


def _same_file(target: Path, source: str) -> bool:
    """Whether a result would take the place of the article that it comes from, or of the mail that holds it."""
    from summarizer.document.members import split

    try:
        if source == "-":
            return target.is_file() and os.path.samestat(target.stat(), os.fstat(sys.stdin.fileno()))
        holder, _ = split(source) or (source, "")
        return target.is_file() and target.samefile(holder)
    except (OSError, ValueError, AttributeError):  # the last where there is no stdin at all
        return False


def strict_option(function: Function) -> Function:
    """`--strict` → `strict: bool`: exit code 4 when an unsupported claim is left."""
    return option("--strict", key="cli.options.strict", is_flag=True)(function)


def sources_argument(function: Function) -> Function:
    """`[FILE|URL|-]…` → `sources: tuple[str, ...]`; none given and stdin piped is `-`."""

    @functools.wraps(function)
    def collect(*args: Any, sources: tuple[str, ...], **rest: Any) -> Any:
        if not sources and is_terminal(sys.stdin):
            raise Usage("cli.usage.no_source")
        return function(*args, sources=sources or ("-",), **rest)

    return click.argument("sources", nargs=-1, metavar="[FILE|URL|-]...", type=FILE)(collect)
