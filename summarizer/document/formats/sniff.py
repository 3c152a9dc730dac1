"""Which format bytes are in, by their first bytes and their name."""

from __future__ import annotations

import re
from typing import Final, Literal

from summarizer.document.failure import LoadError

Format = Literal["plain", "markdown", "html", "mhtml", "docx", "pdf"]

SUFFIXES: Final[dict[str, Format]] = {
    ".txt": "plain",
    ".text": "plain",
    ".md": "markdown",
    ".markdown": "markdown",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".mht": "mhtml",
    ".mhtml": "mhtml",
    ".docx": "docx",
    ".pdf": "pdf",
}

_MEDIA_TYPES: Final[dict[str, Format]] = {
    "text/html": "html",
    "application/xhtml+xml": "html",
    "multipart/related": "mhtml",
    "text/plain": "plain",
    "text/markdown": "markdown",
    "application/pdf": "pdf",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "docx",
}

_OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_IMAGES: Final = (
    b"\x89PNG\r\n\x1a\n",
    b"\xff\xd8\xff",
    b"GIF87a",
    b"GIF89a",
    b"II*\x00",
    b"MM\x00*",
    b"\x00\x00\x01\x00",
)
_IMAGE_SUFFIXES: Final = frozenset(
    (".png", ".jpg", ".jpeg", ".gif", ".bmp", ".tif", ".tiff", ".webp", ".heic", ".heif", ".svg", ".ico", ".avif")
)
_OTHER_OFFICE: Final = frozenset(
    (".odt", ".ods", ".odp", ".xls", ".xlsx", ".ppt", ".pptx", ".epub", ".pages", ".wps", ".docm", ".dotx")
)
_HTML: Final = re.compile(
    rb"\s*(?:<\?xml[^>]{0,200}>\s*)?(?:<!--.{0,2000}?-->\s*)*<(?:!doctype\s+html|html|head|body)\b", re.I | re.S
)
_SAVED_PAGE: Final = re.compile(
    rb"\A(?:[\w-]+:[^\n]*\n(?:[ \t][^\n]*\n)*){0,20}?Content-Type:\s*multipart/related", re.I
)
_ENCRYPTED_PACKAGE: Final = "EncryptedPackage".encode("utf-16-le")


def sniff(data: bytes, name: str, suffix: str, media_type: str | None = None) -> Format:
    """The format of `data`: by its magic number, else by `suffix` (lower case, with its dot) or the media type.

    Raises:
        LoadError: a format that is known and not read, with the way to convert it.
    """
    head = data[:4096]
    # some writers put a few bytes before the %PDF mark, and readers look for it in the first 1024
    if b"%PDF-" in head[:1024]:
        return "pdf"
    if head.startswith(b"PK\x03\x04"):
        return _zip(data, name, suffix)
    refuse(data, name, suffix)
    declared = SUFFIXES.get(suffix)
    if declared in ("docx", "pdf"):
        return declared
    text = _ascii(head)
    if declared is None:
        if _HTML.match(text):
            return "html"
        if _SAVED_PAGE.match(text):
            return "mhtml"
        return _MEDIA_TYPES.get(media_type or "", "plain")
    return declared


def refuse(data: bytes, name: str, suffix: str) -> None:
    """Refuse what is known not to be readable here.

    Raises:
        LoadError: `format_doc`, `docx_encrypted`, `format_rtf`, `format_image`, `format_office`.
    """
    if data.startswith(_OLE):
        # a Word file with a password is an OLE container around the encrypted package
        encrypted = _ENCRYPTED_PACKAGE in data
        raise LoadError("docx_encrypted" if encrypted else _ole_code(suffix), name=name)
    if data.startswith(b"{\\rtf"):
        raise LoadError("format_rtf", name=name)
    riff = data[:4] == b"RIFF" and data[8:12] == b"WEBP"
    heif = data[4:8] == b"ftyp" and data[8:11] in (b"hei", b"mif", b"avi", b"hev")
    bmp = data[:2] == b"BM" and data[6:10] == bytes(4)
    if data.startswith(_IMAGES) or riff or heif or bmp or suffix in _IMAGE_SUFFIXES:
        raise LoadError("format_image", name=name)
    if suffix in _OTHER_OFFICE:
        raise LoadError("format_office", name=name)


def _ole_code(suffix: str) -> str:
    return "format_office" if suffix in _OTHER_OFFICE else "format_doc"


def _zip(data: bytes, name: str, suffix: str) -> Format:
    """DOCX, or another kind of ZIP archive, which is refused. The directory stands at the end of the file."""
    if suffix == ".docx" or (b"word/document.xml" in data and suffix not in _OTHER_OFFICE):
        return "docx"
    office = (b"mimetypeapplication/", b"xl/workbook.xml", b"ppt/presentation.xml", b"Index/Document.iwa")
    if suffix in _OTHER_OFFICE or any(mark in data for mark in office):
        raise LoadError("format_office", name=name)
    raise LoadError("file_binary", name=name)


def _ascii(head: bytes) -> bytes:
    """The head without a byte order mark and without the zeros of UTF-16, for looking at its markup."""
    return head.lstrip(b"\xef\xbb\xbf\xff\xfe").replace(b"\x00", b"")
