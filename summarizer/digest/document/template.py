"""The newsroom's own template (Jinja2): it lays the digest out as it likes, and can do nothing else.

It runs in a sandbox: no files, no imports, no attributes that begin with an underscore, nothing that it could change.
It is given `SECONDS`, and `ROOM` bytes more than there were.
Text is escaped unless the template's name ends in `.txt` or `.md` (`.jinja` or `.j2` after that).
"""

from __future__ import annotations

import contextlib
import os
import re
import signal
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from summarizer.digest.document.model import Digest
from summarizer.digest.document.page import context
from summarizer.document.failure import printable
from summarizer.errors import TomtatError, reason
from summarizer.store import Store

if TYPE_CHECKING:
    from jinja2 import Template

PLAIN = (".txt", ".md")
SECONDS: Final = 120
ROOM: Final = 1 << 30
_NAMED: Final = re.compile(
    r"'([^']+)' is undefined|no attribute '([^']+)'|unknown tag '([^']+)'|No (?:filter|test) named '([^']+)'"
    r"|access to attribute '([^']+)'"
)


class TemplateFailed(TomtatError):
    """A template that cannot be read, parsed or filled in; names the file and the line."""


def load(path: Path) -> Callable[[Digest, Store], Iterator[str]]:
    """Read a template; what comes back writes a digest by it, piece by piece.

    Raises:
        TemplateFailed: it cannot be read, or is no Jinja2. Filling it in raises the same.
    """
    import jinja2
    from jinja2.sandbox import ImmutableSandboxedEnvironment

    name = printable(str(path))
    try:
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError as error:
        raise TemplateFailed("file_missing", name=name) from error
    except OSError as error:
        raise TemplateFailed("template_unreadable", path=name, why=reason(error)) from error
    except UnicodeDecodeError as error:
        raise TemplateFailed("template_unreadable", path=name, why="UTF-8") from error

    class Sandbox(ImmutableSandboxedEnvironment):
        intercepted_binops = frozenset(("*", "**", "%"))  # not reckoned beforehand: `"a" * 3000000000` would be

    environment = Sandbox(
        autoescape=not path.name.removesuffix(".jinja").removesuffix(".j2").endswith(PLAIN),
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    from summarizer.brief.rendering.markdown import escape

    environment.filters["markdown"] = escape
    try:
        with _bounded():
            template = environment.from_string(text)
    except (MemoryError, OverflowError) as error:
        raise TemplateFailed("template_large", path=name, line=0, room=ROOM >> 20) from error
    except TimeoutError as error:
        raise TemplateFailed("template_slow", path=name, line=0, seconds=SECONDS) from error
    except jinja2.TemplateSyntaxError as error:
        raise _wrong(name, error.lineno, error) from error
    return lambda digest, store: _pieces(template, name, context(digest, store))


def _pieces(template: Template, name: str, values: dict[str, Any]) -> Iterator[str]:
    import jinja2

    stream = template.stream(values)
    stream.enable_buffering(64)
    try:
        with _bounded():
            yield from stream
    except (MemoryError, OverflowError) as error:
        raise TemplateFailed("template_large", path=name, line=_line(error), room=ROOM >> 20) from error
    except TimeoutError as error:
        raise TemplateFailed("template_slow", path=name, line=_line(error), seconds=SECONDS) from error
    except (jinja2.TemplateError, ArithmeticError, LookupError, ValueError, TypeError, AttributeError) as error:
        raise _wrong(name, _line(error), error) from error


def _wrong(name: str, line: int, error: Exception) -> TemplateFailed:
    """The place, and what the template names and has not got, where it is that; Jinja2's own words are English."""
    if found := _NAMED.search(str(error)):
        return TemplateFailed("template_name", path=name, line=line, name=found[found.lastindex or 0])
    return TemplateFailed("template_wrong", path=name, line=line)


@contextlib.contextmanager
def _bounded() -> Iterator[None]:
    """Bounds what a template can take of memory and time, where the system lets itself be asked to."""
    try:
        import resource
    except ImportError:  # Windows
        yield
        return
    soft, hard = resource.getrlimit(resource.RLIMIT_AS)
    taken = _address_space()
    timed = threading.current_thread() is threading.main_thread()
    before = signal.signal(signal.SIGALRM, _late) if timed else None
    try:
        if taken:
            most = taken + ROOM
            resource.setrlimit(resource.RLIMIT_AS, (most if hard < 0 else min(most, hard), hard))
        if timed:
            signal.setitimer(signal.ITIMER_REAL, SECONDS)
        yield
    finally:
        if timed:
            signal.setitimer(signal.ITIMER_REAL, 0)
            signal.signal(signal.SIGALRM, before)
        resource.setrlimit(resource.RLIMIT_AS, (soft, hard))


def _late(number: int, frame: object) -> None:
    raise TimeoutError


def _address_space() -> int:
    """Bytes of address space that this process has; 0 where nobody can tell."""
    try:
        return int(Path("/proc/self/statm").read_text().split()[0]) * os.sysconf("SC_PAGE_SIZE")
    except (OSError, ValueError, IndexError):
        return 0


def _line(error: BaseException) -> int:
    """The line of the template that an error came from; 0 where it cannot be told."""
    import traceback

    frames = [f for f in traceback.extract_tb(error.__traceback__) if f.filename == "<template>"]
    return frames[-1].lineno or 0 if frames else 0
