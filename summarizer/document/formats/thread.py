"""What of a mail its sender wrote: not the mail that is answered, nor the greeting or the signature.

What is forwarded is the matter of the mail; its own head is left out. Mails come as text or as pages, and programs
mark what they quote in few ways: a line (`Vào … đã viết:`), a block of heads (`From: … Sent: …`), marks of quotation.
"""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import islice
from typing import TYPE_CHECKING, Final

from summarizer.document.formats import page as page_tree
from summarizer.document.formats.content import Content, Source
from summarizer.text.letters import UPPER

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_REPLY: Final = re.compile(r"^(?:\s*(?:re|fw|fwd|tr|tl|trả lời|chuyển tiếp)\s*(?:\[\d+\])?\s*:)+\s*", re.IGNORECASE)
_FORWARD: Final = re.compile(r"\s*(?:fwd?|chuyển tiếp)\s*(?:\[\d+\])?\s*:", re.IGNORECASE)
_SENDER: Final = r"[ \t*]*(?:From|Từ|Người gửi)[ \t*]*:"
_FIELD: Final = (
    r"[ \t*]*(?:From|To|Cc|Date|Sent|Subject|Importance|Attachments|Từ|Người gửi|Đến|Tới|Ngày|Ngày gửi|Gửi|Đã gửi"
    r"|Chủ đề|Tiêu đề|Đính kèm)[ \t*]*:"
)
# the heads of another mail: its sender and two more at least
_HEADS: Final = (
    rf"^(?:[ \t]*+_{{10,}}+[ \t]*+\n++)?+{_SENDER}[^\n]*\n"
    rf"(?:{_FIELD}[^\n]*(?:\n|\Z)|[ \t]*\n(?={_FIELD})){{2,}}"
)
_SAYS_WHO: Final = (
    r"^(?:-{2,}\s*(?:Original Message|Thư gốc|Tin nhắn gốc)\s*-{2,}"
    r"|(?:On|Vào|Ngày|Le)\s[^\n]{6,120}\s(?:wrote|đã viết|viết|a écrit)\s*:"
    r"|_{10,}+[ \t]*+\n\s*+(?:From|Từ)\s*:)[^\n]*$"
)
_THREAD: Final = re.compile(f"(?:{_SAYS_WHO})|(?:{_HEADS})", re.IGNORECASE | re.MULTILINE)
_FORWARDED: Final = re.compile(
    r"^-{2,}\s*(?:Forwarded message|Thư (?:được )?chuyển tiếp|Begin forwarded message)\s*:?\s*-*[ \t]*\n"
    r"(?:(?:From|To|Cc|Date|Sent|Subject|Từ|Đến|Tới|Ngày|Gửi|Chủ đề|Tiêu đề)\s*:[^\n]*\n|[ \t]*\n(?=[ \t]*(?:From"
    r"|Date|Subject|Từ|Ngày)\s*:))*",
    re.IGNORECASE | re.MULTILINE,
)
_OTHER_HEADS: Final = re.compile(_HEADS, re.IGNORECASE | re.MULTILINE)
_SIGNATURE: Final = re.compile(r"^--[ \t]*$", re.MULTILINE)
_QUOTED: Final = re.compile(r"^>.*$\n?", re.MULTILINE)
_GREETING: Final = re.compile(
    r"\s*(?:(?:Kính|Thân)\s(?:gửi|chào)|Chào|Dear|Hi|Hello)\b[^.:;!?\n]{0,80}[,:!]?[ \t]*\n\s*\n", re.IGNORECASE
)
_CLOSING: Final = re.compile(
    r"^[ \t]*(?:(?:Xin |Rất )?(?:trân trọng|cảm ơn|cám ơn)(?: (?:kính chào|cảm ơn|cám ơn|báo cáo))?(?: quý \w+){0,2}"
    r"|Kính thư|Thân (?:mến|ái)|(?:Best|Kind|Warm) regards|Regards|Thanks(?: and regards)?)[ \t]*+[,.!]*+"
    rf"(?:(?<=[,.!])[ \t]++(?-i:[{UPPER}][\w.]*+[ \t]*+){{1,5}})?+[ \t]*+$",  # a page may have the name in its line
    re.IGNORECASE | re.MULTILINE,
)
_SENTENCE: Final = re.compile(r"\w{2}[.!?;]$")
_MAX_SIGNATURE: Final = 12  # lines
_MAX_LINE: Final = 100  # code points
_REACH: Final = 2500  # code points at the end of a mail in which its closing is looked for
_DEEP: Final = 10  # elements that may stand around the first words of the heads of another mail
_MOST: Final = 200  # elements of a part of a page that is looked at as such heads
_OPENS: Final = re.compile(r"\s*(?:From|Từ|Người gửi|On|Vào|Ngày|Le|-{2,}|_{10,})", re.IGNORECASE)
_UNSEEN: Final = frozenset(("head", "style", "script", "title"))
_QUOTES: Final = re.compile(
    r"gmail_quote|yahoo_quoted|moz-cite-prefix|moz-signature|gmail_signature|protonmail_quote|zmail_extra|divRplyFwdMsg|appendonsend"
)
_SIGNATURES: Final = re.compile(r"moz-signature|gmail_signature")


def subject_of(subject: str) -> str:
    """A subject without `Re:` and the like."""
    return _REPLY.sub("", subject)


def is_forward(subject: str) -> bool:
    """Whether a mail hands on another one, by its subject."""
    return _FORWARD.match(subject) is not None


def own_words(text: str, *, forward: bool = False) -> str:
    """What the sender wrote: no thread, no quoted lines, no greeting and no signature.

    Args:
        forward: what stands behind the heads of another mail is the matter, too.
    """
    text = _FORWARDED.sub("", text)
    if forward:
        text = _OTHER_HEADS.sub("", text)
    if thread := _THREAD.search(text):
        text = text[: thread.start()] if text[: thread.start()].strip() else text[thread.end() :]
    unquoted = _QUOTED.sub("", text)
    text = unquoted if unquoted.strip() else re.sub(r"^> ?", "", text, flags=re.MULTILINE)
    for signature in (_SIGNATURE.search(text), _closing(text)):
        if signature and text[: signature.start()].strip():
            text = text[: signature.start()]
    return text[_greeted(text) :].strip("\n") + "\n"


def _greeted(text: str) -> int:
    """Where a mail goes on behind its greeting."""
    greeting = _GREETING.match(text)
    return greeting.end() if greeting and text[greeting.end() :].strip() else 0


def _closing(text: str) -> re.Match[str] | None:
    """The formula that a mail closes with, where nothing but a signature follows: short lines that are no sentences."""
    for found in _CLOSING.finditer(text, max(0, len(text.rstrip()) - _REACH)):
        below = [line.strip() for line in text[found.end() :].splitlines() if line.strip()]
        if len(below) <= _MAX_SIGNATURE and not any(len(n) > _MAX_LINE or _SENTENCE.search(n) for n in below):
            return found
    return None


def own_page(source: Source, *, forward: bool = False) -> Content:
    """The words of a mail that is a page, without what it quotes."""
    from summarizer.document.formats import html

    decoded = html.decoded_page(source)
    root = page_tree.tree(decoded)
    if root is None:
        return html.read(source)
    prune(root, forward=forward)
    return _unframed(html.read(replace(source, data=page_tree.markup(root).encode(), encoding="utf-8")))


def _unframed(content: Content) -> Content:
    """A body without the greeting above it, the closing below and the signature there; hints go along."""
    start, end = _greeted(content.text), len(content.text)
    for signature in (_SIGNATURE.search(content.text, start), _closing(content.text)):
        if signature and content.text[start : signature.start()].strip():
            end = min(end, signature.start())
    end = start + len(content.text[start:end].rstrip())
    kept = [h for h in content.hints if start <= h.start < end]
    hints = tuple(replace(h, start=h.start - start, end=min(h.end, end) - start) for h in kept)
    return replace(content, text=content.text[start:end], hints=hints)


def prune(root: HtmlElement, *, forward: bool = False) -> None:
    """Take what a mail quotes and its marked signature out of its page, in time linear in its size.

    Greeting and signature that nothing marks go later, by their words. `forward` as in `own_words`.
    """
    from lxml import etree

    said = False  # whether the sender has said something so far
    dropped: list[HtmlElement] = []
    walk = etree.iterwalk(root, events=("start", "end"))
    for event, element in walk:
        if event == "end":
            said = said or bool((element.tail or "").strip())
            continue
        if element.tag in _UNSEEN or _names(element, _SIGNATURES):
            if element.tag not in _UNSEEN:
                dropped.append(element)
            walk.skip_subtree()
            continue
        heads = _heads(element)
        if said and not forward and (heads or _names(element, _QUOTES) or element.get("type") == "cite"):
            _cut(root, element)
            break
        if heads and forward and heads.end() >= len(heads.string):
            dropped.append(element)
            walk.skip_subtree()
            continue
        said = said or bool((element.text or "").strip())
    for element in dropped:
        if element.getparent() is not None:
            element.drop_tree()


def _names(element: HtmlElement, pattern: re.Pattern[str]) -> bool:
    return pattern.search(f"{element.get('class') or ''} {element.get('id') or ''}") is not None


def _heads(element: HtmlElement) -> re.Match[str] | None:
    """The heads of another mail, or the line that says who wrote what follows, where an element begins with them."""
    first = element
    for _ in range(_DEEP):
        if (first.text or "").strip() or not len(first):
            break
        first = first[0]
    if not _OPENS.match(first.text or "") or sum(1 for _ in islice(element.iter(), _MOST)) == _MOST:
        return None
    lines = (line.strip() for line in page_tree.all_words(element).splitlines())
    return _THREAD.match("\n".join(filter(None, lines)) + "\n")


def _cut(root: HtmlElement, element: HtmlElement) -> None:
    """Drop an element and all that follows it."""
    at, above = element, element.getparent()
    while above is not None and at is not root:
        for following in list(at.itersiblings()):
            above.remove(following)
        at.tail = None
        at, above = above, above.getparent()
    if element is not root:
        element.drop_tree()
