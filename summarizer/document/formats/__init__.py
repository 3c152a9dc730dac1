"""One module a format; each has a `read` from a `Source` to a `Content`."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from typing import cast

from summarizer.document.formats.content import Content, Source
from summarizer.document.formats.sniff import Format


def read(format: Format, source: Source) -> Content:
    """Read `source` as `format`. A reader is imported when it is first used, for its library may be heavy.

    Raises:
        LoadError: it cannot be read as that format.
    """
    module = import_module(f"{__name__}.{format}")
    return cast("Callable[[Source], Content]", module.read)(source)
