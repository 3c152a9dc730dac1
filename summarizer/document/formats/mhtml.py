"""A web page that a browser saved in one file (MHTML): the page among its parts, read as HTML."""

from __future__ import annotations

from dataclasses import replace

from summarizer.document.failure import LoadError
from summarizer.document.formats import html
from summarizer.document.formats.content import Content, Source


def read(source: Source) -> Content:
    """The first page of the file.

    Raises:
        LoadError: `file_empty`, where it holds none.
    """
    from email.parser import BytesParser

    try:
        message = BytesParser().parsebytes(source.data)
        page = next((part for part in message.walk() if part.get_content_type() == "text/html"), None)
        data = page.get_payload(decode=True) if page is not None else None
        charset = page.get_content_charset() if page is not None else None
    except (ValueError, LookupError, RecursionError):  # parts nested to no end, headers in no encoding
        data = charset = None
    if not isinstance(data, bytes) or not data.strip():
        raise LoadError("file_empty", name=source.name)
    return html.read(replace(source, data=data, charset=charset))
