"""The newsroom's own template (Jinja2): it lays the digest out as it likes, and can do nothing else.

It runs in a sandbox: no files, no imports, no attributes that begin with an underscore, nothing that it could change.
Text is escaped unless the template's name ends in `.txt` or `.md` (`.jinja` or `.j2` after that).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from summarizer.digest.document.model import Digest
from summarizer.digest.document.page import context
from summarizer.document.failure import printable
from summarizer.errors import TomtatError, reason
from summarizer.store import Store

if TYPE_CHECKING:
    from jinja2 import Template

PLAIN = (".txt", ".md")


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
    except OSError as error:
        raise TemplateFailed("template_unreadable", path=name, why=reason(error)) from error
    except UnicodeDecodeError as error:
        raise TemplateFailed("template_unreadable", path=name, why="UTF-8") from error
    environment = ImmutableSandboxedEnvironment(
        autoescape=not path.name.removesuffix(".jinja").removesuffix(".j2").endswith(PLAIN),
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    from summarizer.brief.rendering.markdown import escape

    environment.filters["markdown"] = escape
    try:
        template = environment.from_string(text)
    except jinja2.TemplateSyntaxError as error:
        raise TemplateFailed("template_wrong", path=name, line=error.lineno, why=error.message) from error
    return lambda digest, store: _pieces(template, name, context(digest, store))


def _pieces(template: Template, name: str, values: dict[str, Any]) -> Iterator[str]:
    import jinja2

    stream = template.stream(values)
    stream.enable_buffering(64)
    try:
        yield from stream
    except (jinja2.TemplateError, jinja2.exceptions.SecurityError, ArithmeticError, LookupError, ValueError) as error:
        raise TemplateFailed("template_wrong", path=name, line=_line(error), why=error) from error
    except (TypeError, AttributeError) as error:
        raise TemplateFailed("template_wrong", path=name, line=_line(error), why=error) from error


def _line(error: BaseException) -> int:
    """The line of the template that an error came from; 0 where it cannot be told."""
    import traceback

    frames = [f for f in traceback.extract_tb(error.__traceback__) if f.filename == "<template>"]
    return frames[-1].lineno or 0 if frames else 0
