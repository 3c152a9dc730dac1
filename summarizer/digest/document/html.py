"""The digest as one HTML page: no script, nothing loaded, each brief beside its marked source."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING

from summarizer.digest.document.model import Digest
from summarizer.digest.document.page import context
from summarizer.store import Store

if TYPE_CHECKING:
    from jinja2 import Template


def pieces(digest: Digest, store: Store) -> Iterator[str]:
    """The page, as the template comes to it."""
    stream = _template().stream(context(digest, store))
    stream.enable_buffering(64)
    return iter(stream)


@cache
def _template() -> Template:
    from jinja2 import Environment, StrictUndefined

    text = resources.files(__package__).joinpath("digest.html.jinja").read_text(encoding="utf-8")
    environment = Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    return environment.from_string(text)
