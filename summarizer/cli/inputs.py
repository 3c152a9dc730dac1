"""Several inputs, one after another: a bad one is noted and the others go on."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING, Final

from summarizer import locale
from summarizer.cli.console import Console, is_terminal
from summarizer.cli.exits import ExitCode
from summarizer.cli.output import OutputError
from summarizer.cli.words import Usage
from summarizer.errors import TomtatError

if TYPE_CHECKING:
    from summarizer.cli.options import Reading
    from summarizer.document.loading import Fetched
    from summarizer.document.model import Article


LONG: Final = 30_000
"""Words of a text that takes minutes: the models read some 20,000 a minute on two cores."""

Load = Callable[[], "Article"]
"""What loads an article whose bytes are there."""


class EngineRefused(TomtatError):
    """The engine asked for cannot be used: no input would fare better than the first."""

    @classmethod
    def by(cls, error: TomtatError) -> EngineRefused:
        """The same, as loading told it."""
        return cls(error.code, **error.values)


@dataclass
class Tally:
    """How the inputs of one command went. `unsupported` is set by who finds such a claim."""

    total: int
    failures: list[tuple[str, TomtatError]] = field(default_factory=list)
    unsupported: bool = False

    def report(self, console: Console) -> None:
        """List the failures on stderr: one line each, under a heading where there were several inputs."""
        if not self.failures:
            return
        if self.total == 1:
            console.error(locale.text("cli.failures.one", why=self.failures[0][1]))
            return
        console.error(locale.text("cli.failures.head", failed=len(self.failures), total=self.total))
        for source, error in self.failures:
            why = str(error)
            console.error(f"- {why}" if source in why else f"- {source}: {why}")

    def code(self, *, strict: bool = False) -> ExitCode:
        """The exit code that all this comes to."""
        if len(self.failures) == self.total:
            return ExitCode.FAILED
        if strict and self.unsupported:
            return ExitCode.UNSUPPORTED
        return ExitCode.PARTIAL if self.failures else ExitCode.OK


def expanded(sources: Sequence[str], max_bytes: int) -> list[str]:
    """`sources` with the attachments of mails and the files of archives, each an article of its own."""
    from summarizer import document
    from summarizer.document.members import is_container
    from summarizer.document.side_by_side import side_by_side

    holders = [source for source in sources if is_container(source)]
    inside: dict[str, tuple[str, ...]] = {}
    for index, found in side_by_side(holders, lambda source: document.expand(source, max_bytes=max_bytes)):
        if not isinstance(found, BaseException):  # what does not answer is told of when it is loaded
            inside[holders[index]] = found
    return [one for source in sources for one in inside.get(source, (source,))]


def each(
    console: Console,
    reading: Reading,
    sources: Sequence[str],
    work: Callable[[str, Load], None],
    tally: Tally,
    *,
    models: bool = True,
) -> None:
    """Do `work` for every source, `expanded` before; what goes wrong with one is noted in `tally`, not raised.

    Several are fetched side by side, so that one that does not answer keeps none waiting; `work` is handed what loads
    the article. Where `models` read, a text that takes them minutes is said to be long. A closed pipe, an output that
    cannot be written, an engine that is not to be had and Ctrl-C do end the run.
    """
    if list(sources).count("-") > 1:
        raise Usage("cli.usage.stdin_twice")
    for source, load in _loads(console, reading, sources):
        try:
            work(source, partial(_announced, console, source, load) if models else load)
        except (OutputError, EngineRefused, BrokenPipeError):
            raise
        except TomtatError as error:
            tally.failures.append((source, error))
        except Exception as error:  # a bug must not cost the other inputs
            if os.environ.get("TOMTAT_DEBUG"):
                raise
            why = f"{type(error).__name__}: {error}"
            tally.failures.append((source, TomtatError("internal", source=source, error=why)))


def _announced(console: Console, source: str, load: Load) -> Article:
    """The article; one that takes minutes is said to, whoever watches."""
    article = load()
    if article.words > LONG:
        console.say(locale.text("cli.long", source=source, words=locale.number(article.words)))
    return article


def _loads(console: Console, reading: Reading, sources: Sequence[str]) -> Iterator[tuple[str, Load]]:
    """Each source with what loads it: a lone one is waited for as long as it takes, several have a limit each."""
    if len(sources) == 1:
        yield sources[0], lambda: _alone(console, reading, sources[0])
        return
    from summarizer.document.loading import LoadError, read
    from summarizer.document.side_by_side import LIMIT, PATIENCE, Late, side_by_side

    def late(source: str) -> None:
        console.say(locale.text("cli.slow", source=source))

    def fetch(source: str) -> Fetched | None:
        return None if source == "-" else reading.fetch(source)  # what is typed or piped is read in its turn

    for index, found in side_by_side(sources, fetch, late=late, patience=PATIENCE, limit=LIMIT):

        def load(index: int = index, found: Fetched | BaseException | None = found) -> Article:
            if found is None:
                return _alone(console, reading, "-")
            if isinstance(found, Late):
                raise LoadError("file_slow", name=sources[index], seconds=f"{LIMIT:g}")
            if isinstance(found, BaseException):
                raise found
            return read(found)

        yield sources[index], load


def _alone(console: Console, reading: Reading, source: str) -> Article:
    if source == "-" and is_terminal(sys.stdin):
        console.say(locale.text("cli.typing"))
    return reading.load(source)
