"""Where words for the user go: narration on stderr, data on stdout; never a control character from an article."""

from __future__ import annotations

import codecs
import contextlib
import os
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Literal

from summarizer.text.clean import clean

ColorMode = Literal["auto", "always", "never"]


@dataclass
class Console:
    """How this run speaks; commands get it as their first argument."""

    color: ColorMode = "auto"
    quiet: bool = False

    def say(self, line: object) -> None:
        """Narrate on stderr, unless `--quiet`."""
        if not self.quiet:
            self.error(line)

    def error(self, line: object) -> None:
        """A line that even `--quiet` lets through."""
        if sys.stderr is not None:
            with contextlib.suppress(BrokenPipeError):  # nobody listens: no reason to stop working
                print(clean(str(line)), file=sys.stderr, flush=True)  # noqa: T201

    def colors(self, stream: IO[str] | None) -> bool:
        """Whether colour belongs on `stream`: `--color`, then NO_COLOR (any value but empty), then a terminal."""
        if self.color != "auto":
            return self.color == "always"
        if os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb":
            return False
        return is_terminal(stream)

    def colors_output(self, path: Path | None) -> bool:
        """Whether colour belongs in the result: never into a file, so that it holds what stdout would in a pipe."""
        return path is None and self.colors(sys.stdout)

    @property
    def animates(self) -> bool:
        """Whether a progress display may be drawn on stderr."""
        return not self.quiet and is_terminal(sys.stderr) and os.environ.get("TERM") != "dumb"


def is_terminal(stream: IO[str] | None) -> bool:
    """Whether `stream` is open and a terminal (a program started with `>&-` has none)."""
    try:
        return stream is not None and stream.isatty()
    except ValueError:  # closed
        return False


def _plain(error: UnicodeError) -> tuple[str, int]:
    """Encoding error handler: Vietnamese without its marks where the terminal's encoding lacks them."""
    if not isinstance(error, UnicodeEncodeError):
        raise error
    from summarizer.text.fold import without_marks

    part = without_marks(error.object[error.start : error.end])
    return "".join(c if c.isascii() else "?" for c in part), error.end


def prepare_streams() -> None:
    """stdout speaks UTF-8 whatever the locale (as `-o FILE` does); stderr stays readable in any encoding."""
    codecs.register_error("tomtat.plain", _plain)
    for stream, encoding, errors in ((sys.stdout, "utf-8", "backslashreplace"), (sys.stderr, None, "tomtat.plain")):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(encoding=encoding or stream.encoding, errors=errors)


def silence_stdout() -> None:
    """Send what is left for stdout nowhere, so that the interpreter's last flush does not fail (and say so)."""
    with contextlib.suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
