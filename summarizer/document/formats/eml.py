"""Mail (RFC 822): subject as title, sender and date, the body without quoted thread and signature."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from email.message import EmailMessage, Message
from typing import Final

from summarizer.document.failure import LoadError, printable
from summarizer.document.formats.content import Content, Source, flat
from summarizer.document.formats.plain import decoded_text
from summarizer.document.formats.thread import is_forward, own_page, own_words, subject_of
from summarizer.document.model import Furniture, Paragraph

_MAX_ATTACHMENTS: Final = 200


def read(source: Source) -> Content:
    """The body of a mail, its subject as the title above it.

    Raises:
        LoadError: `mail_broken`, or `file_empty` where it has no words of its own.
    """
    message = parse(source.data, source.name)
    content = _body(message, source)
    return headed(
        content,
        subject=header(message, "Subject"),
        sender=header(message, "From"),
        day=_day(message),
        name=source.name,
    )


def headed(content: Content | None, *, subject: str, sender: str, day: date | None, name: str) -> Content:
    """A body with what the head of its mail says."""
    title = flat(subject_of(subject))
    if content is None or not content.text.strip():
        if not title:
            raise LoadError("file_empty", name=name)
        content = Content("")
    if not title or content.text.lstrip().casefold().startswith(title.casefold()):
        return replace(
            content, title=title or content.title, byline=content.byline or _name(sender), date=day or content.date
        )
    if content.hints:
        moved = tuple(replace(h, start=h.start + len(title) + 2, end=h.end + len(title) + 2) for h in content.hints)
        hints: tuple[Paragraph | Furniture, ...] = (Paragraph(0, len(title), "title", 1), *moved)
    else:
        hints = ()
    return replace(
        content,
        text=f"{title}\n\n{content.text}",
        hints=hints,
        title=title,
        byline=_name(sender),
        date=day or content.date,
    )


def parse(data: bytes, name: str) -> EmailMessage:
    """The message; the `From ` line of a mailbox before it is passed over."""
    from email import policy
    from email.parser import BytesParser

    if data.startswith(b"From "):
        data = data.partition(b"\n")[2]
    try:
        message = BytesParser(policy=policy.default).parsebytes(data)
    except Exception:  # the modern policy lets out whatever a broken header makes it raise
        raise LoadError("mail_broken", name=name) from None
    if not isinstance(message, EmailMessage):
        raise LoadError("mail_broken", name=name)
    return message


def header(message: Message, name: str) -> str:
    """A header in words; empty where it is missing or cannot be read."""
    try:
        return printable(str(message.get(name) or ""))
    except Exception:  # parsed only now
        return ""


def attachments(data: bytes, name: str) -> Iterator[tuple[str, Message]]:
    """The attachments of a mail with their names; mails inside it are called by their subjects."""
    message = parse(data, name)
    seen: set[str] = set()
    for number, part in enumerate(_leaves(message)):
        try:
            title = part.get_filename() or ""
        except Exception:
            title = ""
        if not title and part.get_content_type() == "message/rfc822":
            title = f"thu-{number}.eml"
        if not title:
            continue
        title = printable(title.replace("/", "_").replace("\\", "_"))
        while title in seen:
            title = f"{number}-{title}"
        seen.add(title)
        yield title, part
        if len(seen) >= _MAX_ATTACHMENTS:
            return


def payload(part: Message) -> bytes:
    """The bytes of an attachment."""
    if part.get_content_type() == "message/rfc822":
        inner = part.get_payload()
        first = inner[0] if isinstance(inner, list) and inner else None
        return first.as_bytes() if isinstance(first, Message) else b""
    try:
        data = part.get_payload(decode=True)
    except Exception:
        return b""
    return data if isinstance(data, bytes) else b""


def _leaves(message: Message) -> Iterator[Message]:
    """The parts that hold something; a mail inside a mail is one of them."""
    try:
        if message.get_content_type() == "message/rfc822" or not message.is_multipart():
            yield message
            return
        for part in message.get_payload():
            if isinstance(part, Message):
                yield from _leaves(part)
    except RecursionError:
        return


def _body(message: EmailMessage, source: Source) -> Content | None:
    texts: dict[str, Message] = {}
    for part in _leaves(message):
        kind = part.get_content_type()
        attached = "attachment" in str(part.get("Content-Disposition") or "").lower()
        if kind in ("text/plain", "text/html") and not attached:
            texts.setdefault(kind, part)
    forward = is_forward(header(message, "Subject"))
    for kind in ("text/plain", "text/html"):
        chosen = texts.get(kind)
        data = payload(chosen) if chosen is not None else b""
        if chosen is None or not data.strip():
            continue
        if kind == "text/html":
            return own_page(replace(source, data=data, charset=chosen.get_content_charset()), forward=forward)
        flowed = chosen.get_param("format") == "flowed"
        return plain_body(replace(source, data=data, encoding=_charset(chosen)), flowed=flowed, forward=forward)
    return None


def plain_body(source: Source, *, flowed: bool = False, forward: bool = False) -> Content:
    """A plain body in its encoding, without thread and signature."""
    decoded, warnings = decoded_text(source)
    text = decoded.text.replace("\r\n", "\n")
    if flowed:
        text = re.sub(r"(?<! )(?<!--) \n(?!>)", " ", text)
    return Content(own_words(text, forward=forward), encoding=decoded.encoding, warnings=warnings)


def _charset(part: Message) -> str | None:
    """The charset that a part declares, where it is one that is surely right; else the bytes are looked at."""
    return "utf-8" if (part.get_content_charset() or "").lower() in ("utf-8", "utf8") else None


def _name(sender: str) -> str | None:
    words = re.sub(r"\s*<[^>]*>\s*", "", sender).strip(" \"'")
    return words if words and "@" not in words else None


def _day(message: Message) -> date | None:
    from email.utils import parsedate_to_datetime

    try:
        return parsedate_to_datetime(header(message, "Date")).date()
    except (TypeError, ValueError, IndexError, OverflowError):
        return None
