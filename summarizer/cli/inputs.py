"""Several inputs, one after another: a bad one is noted and the others go on."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from summarizer import locale
from summarizer.cli.console import Console, is_terminal
from summarizer.cli.exits import ExitCode
from summarizer.cli.output import OutputError
from summarizer.cli.words import Usage
from summarizer.errors import TomtatError


class EngineRefused(TomtatError):
    """The engine asked for cannot be used: no input would fare better than the first."""


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


def expanded(sources: Sequence[str]) -> list[str]:
    """`sources` with the attachments of mails and the files of archives, each an article of its own."""
    from summarizer import document
    from summarizer.document.loading import MAX_BYTES

    return [inside for source in sources for inside in document.expand(source, max_bytes=MAX_BYTES)]


def each(console: Console, sources: Sequence[str], work: Callable[[str], None], tally: Tally) -> None:
    """Do `work` for every source; what goes wrong with one is noted in `tally`, not raised.

    A closed pipe, an output that cannot be written, an engine that is not to be had and Ctrl-C do end the run.
    """
    if list(sources).count("-") > 1:
        raise Usage("cli.usage.stdin_twice")
    sources = expanded(sources)
    tally.total = max(tally.total, len(sources))
    for source in sources:
        if source == "-" and is_terminal(sys.stdin):
            console.say(locale.text("cli.typing"))
        try:
            work(source)
        except (OutputError, EngineRefused, BrokenPipeError):
            raise
        except TomtatError as error:
            tally.failures.append((source, error))
        except Exception as error:  # a bug must not cost the other inputs
            if os.environ.get("TOMTAT_DEBUG"):
                raise
            why = f"{type(error).__name__}: {error}"
            tally.failures.append((source, TomtatError("internal", source=source, error=why)))
