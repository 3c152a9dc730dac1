"""Which format bytes are in, by their first bytes and their name."""

from __future__ import annotations

import re
from io import BytesIO
from typing import Final, Literal
from zipfile import ZipFile

from summarizer.document.failure import LoadError

Format = Literal[
    "plain",
    "markdown",
    "html",
    "mhtml",
    "docx",
    "pdf",
    "doc",
    "rtf",
    "odf",
    "xls",
    "xlsx",
    "ppt",
    "pptx",
    "eml",
    "msg",
    "archive",
    "image",
    "delimited",
    "record",
]

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
    ".docm": "docx",
    ".dotx": "docx",
    ".pdf": "pdf",
    ".doc": "doc",
    ".dot": "doc",
    ".rtf": "rtf",
    ".odt": "odf",
    ".ods": "odf",
    ".odp": "odf",
    ".xls": "xls",
    ".xlsx": "xlsx",
    ".xlsm": "xlsx",
    ".ppt": "ppt",
    ".pptx": "pptx",
    ".eml": "eml",
    ".msg": "msg",
    ".zip": "archive",
    ".png": "image",
    ".jpg": "image",
    ".jpeg": "image",
    ".tif": "image",
    ".tiff": "image",
    ".webp": "image",
    ".bmp": "image",
    ".heic": "image",
    ".heif": "image",
    ".csv": "delimited",
    ".tsv": "delimited",
}

_MEDIA_TYPES: Final[dict[str, Format]] = {
    "text/html": "html",
    "application/xhtml+xml": "html",
    "multipart/related": "mhtml",
    "text/plain": "plain",
    "text/markdown": "markdown",
    "application/pdf": "pdf",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "docx",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": "xlsx",
    "application/vnd.openxmlformats-officedocument.presentationml.presentation": "pptx",
    "application/vnd.oasis.opendocument.text": "odf",
    "application/msword": "doc",
    "application/vnd.ms-excel": "xls",
    "application/rtf": "rtf",
    "message/rfc822": "eml",
    "text/csv": "delimited",
    "application/json": "record",
}

_OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_IMAGES: Final = (
    b"\x89PNG\r\n\x1a\n",
    b"\xff\xd8\xff",
    b"II*\x00",
    b"MM\x00*",
)
# of a file in ISO's media format: pictures as phones take them, in HEVC; the last two may hold others, told when opened
_HEIF: Final = (b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1")
_OTHER_IMAGES: Final = frozenset((".gif", ".svg", ".ico", ".avif"))
_OTHER_OFFICE: Final = frozenset((".epub", ".pages", ".numbers", ".key", ".wps", ".xlsb", ".pub", ".one"))
# streams of an OLE container by their names in its directory, the more telling first
_STREAMS: Final[tuple[tuple[str, Format], ...]] = (
    ("__properties_version1.0", "msg"),
    ("WordDocument", "doc"),
    ("PowerPoint Document", "ppt"),
    ("Workbook", "xls"),
    ("Book", "xls"),
)
_ODF: Final = b"mimetypeapplication/vnd.oasis.opendocument"
# members of a package that tell what it is
_MEMBERS: Final[tuple[tuple[bytes, Format], ...]] = (
    (b"word/document.xml", "docx"),
    (b"xl/workbook.xml", "xlsx"),
    (b"ppt/presentation.xml", "pptx"),
    (_ODF, "odf"),
)
_HTML: Final = re.compile(
    rb"\s*(?:<\?xml[^>]{0,200}>\s*)?(?:<!--.{0,2000}?-->\s*)*<(?:!doctype\s+html|html|head|body)\b", re.I | re.S
)
# a piece of a page: a block with its end
_FRAGMENT: Final = re.compile(
    rb"\s*<(div|p|table|article|section|main|h[1-6]|center|font|ul|ol|span)\b[^<>]*>.*?</\1>", re.I | re.S
)
_RECORD: Final = re.compile(rb"\s*(?:\{\s*\"[^\"\n]{1,80}\"\s*:|\[\s*(?:\{\s*\"|\]))")
_SAVED_PAGE: Final = re.compile(
    rb"\A(?:[\w-]+:[^\n]*\n(?:[ \t][^\n]*\n)*){0,20}?Content-Type:\s*multipart/related", re.I
)
# the head of a mail: header fields alone, two known ones among the first
_MAIL: Final = re.compile(
    rb"\A(?=(?:[\w-]+:[^\n]*\r?\n(?:[ \t][^\n]*\r?\n)*){0,40}?(?:From|Subject):)"
    rb"(?:From |Return-Path:|Received:|Delivered-To:|MIME-Version:|Message-ID:|Date:|X-[\w-]+:|DKIM-[\w-]+:|ARC-[\w-]+:"
    rb"|From:[^\n]*@[^\n]*\r?\n(?:[ \t][^\n]*\r?\n)*(?:To|Date|Subject|Cc|Reply-To|MIME-Version|Message-ID):"
    # Python's own mails, and what some programs keep, begin with what it is about or whom it is for
    rb"|(?:(?:Subject|To|Cc|Reply-To):[^\n]*\r?\n(?:[ \t][^\n]*\r?\n)*){1,3}From:[^\n]*@)",
    re.IGNORECASE,
)
_BINARY: Final = frozenset(
    ("docx", "pdf", "doc", "rtf", "odf", "xls", "xlsx", "ppt", "pptx", "msg", "archive", "image")
)
# the YAML head of a page, as site generators and pandoc write it
_FRONT_MATTER: Final = re.compile(
    rb"\A---[ \t]*\r?\n(?:[\w-]+:[^\n]*\n(?:[ \t-]+[^\n]*\n)*){1,40}(?:---|\.\.\.)[ \t]*\r?\n"
)
_PACKAGES: Final = frozenset(("docx", "xlsx", "pptx", "odf"))
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
    if head.startswith(_OLE):
        return _ole(data, name)
    if head.startswith(b"{\\rtf"):
        return "rtf"
    if is_image(data):
        return "image"
    refuse(data, name, suffix)
    declared = SUFFIXES.get(suffix)
    text = _ascii(head)
    if declared in _BINARY:
        return declared if not _is_text(head) else _by_words(text, media_type)
    if declared is None or declared == "plain":
        return _by_words(text, media_type)
    return declared


def _by_words(text: bytes, media_type: str | None) -> Format:
    """The format of text by how it begins, whatever it is called."""
    from summarizer.document.formats.delimited import delimiter

    if _HTML.match(text) or _FRAGMENT.match(text):
        return "html"
    if _SAVED_PAGE.match(text):
        return "mhtml"
    if _MAIL.match(text):
        return "eml"
    if _FRONT_MATTER.match(text):
        return "markdown"
    if _RECORD.match(text):
        return "record"
    if delimiter(text.decode("latin-1")):
        return "delimited"
    return _MEDIA_TYPES.get(media_type or "", "plain")


def is_image(data: bytes) -> bool:
    """Whether `data` are a picture that can be read by OCR."""
    riff = data[:4] == b"RIFF" and data[8:12] == b"WEBP"
    bmp = data[:2] == b"BM" and data[6:10] == bytes(4)
    return data.startswith(_IMAGES) or riff or bmp or is_heif(data)


def is_heif(data: bytes) -> bool:
    """Whether `data` are a picture of a phone in HEIF."""
    return data[4:8] == b"ftyp" and data[8:12] in _HEIF


def refuse(data: bytes, name: str, suffix: str) -> None:
    """Refuse what is known not to be readable here.

    Raises:
        LoadError: `format_image` (those that Pillow does not open), `format_office`.
    """
    avif = data[4:8] == b"ftyp" and data[8:11] == b"avi"
    if avif or data.startswith((b"GIF8", b"\x00\x00\x01\x00")) or suffix in _OTHER_IMAGES:
        raise LoadError("format_image", name=name)
    if suffix in _OTHER_OFFICE:
        raise LoadError("format_office", name=name)


def _ole(data: bytes, name: str) -> Format:
    """What an OLE container holds; a package with a password is one around the encrypted package."""
    if _ENCRYPTED_PACKAGE in data:
        raise LoadError("docx_encrypted", name=name)
    for stream, format in _STREAMS:
        if stream.encode("utf-16-le") in data:
            return format
    raise LoadError("format_office", name=name)


def _zip(data: bytes, name: str, suffix: str) -> Format:
    """The package that a ZIP archive is, or else an archive of articles."""
    if suffix in _OTHER_OFFICE or b"Index/Document.iwa" in data:
        raise LoadError("format_office", name=name)
    listed = _listed(data)
    for member, format in _MEMBERS:
        if member in listed:
            return format
    declared = SUFFIXES.get(suffix)
    return declared if declared in _PACKAGES else "archive"


def _listed(data: bytes) -> frozenset[bytes] | bytes:
    """The names in an archive, not those in documents stored in it; all of its bytes where its list is broken."""
    try:
        with ZipFile(BytesIO(data)) as archive:
            names = frozenset(name.encode("utf-8", "replace") for name in archive.namelist())
    except Exception:  # whatever damage does to the list of an archive
        return data
    # the first member of an ODF file is its kind, as it is
    return names | {_ODF} if data[30:38] == b"mimetype" and _ODF in data[:200] else names


def _is_text(head: bytes) -> bool:
    """Whether the head of a file has hardly any control characters, so that it is not what its suffix says."""
    return bool(head) and sum(byte < 32 and byte not in b"\t\r\n\f\x1b" for byte in head) * 50 <= len(head)


def _ascii(head: bytes) -> bytes:
    """The head without a byte order mark and without the zeros of UTF-16, for looking at its markup."""
    return head.lstrip(b"\xef\xbb\xbf\xff\xfe").replace(b"\x00", b"")
