"""The fonts of legacy encodings, and documents decided as a whole.

A document set in `.VnTime` or `VNI-Times` is Unicode only in name: its characters are windows-1252 readings of TCVN3 or
VNI bytes. Its font says which; where the font is not known (spreadsheets, pages copied into other files), all the text
of the document is asked, so that a line of three words does not have to prove anything by itself.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from contextvars import ContextVar
from functools import lru_cache
from typing import Final, Literal

from summarizer.document.encodings.legacy import ABC, VNI, Legacy, restore_capitals
from summarizer.document.encodings.mend import mend, windows_1252
from summarizer.document.encodings.mixed import UNICODE, unmix
from summarizer.document.encodings.syllable import look

Name = Literal["tcvn3", "vni"]

# `.VnTime`, `VnTimeBold`, `ABCDEF+.VnArialH,Italic`: makers of PDF may drop the full stop
_ABC_FONT: Final = re.compile(
    r"(?:[A-Z]{6}\+)?(?:\.vn[ _-]?[a-z0-9]|vn[ _-]?(?:time|arial|helv|avant|aristote|bahamas|black|bodoni|book"
    r"|centur|clarendon"
    r"|commercial|cooper|courier|exotic|free|goth|kool|lincoln|linus|mono|myst|park|present|revue|shelley|slogan|south"
    r"|stamp|swit|teknical|univer|vogue|3d))",
    re.IGNORECASE,
)
_ABC_CAPITALS: Final = re.compile(r"(?:[A-Z]{6}\+)?\.?[Vv][Nn][ _-]?\w*?H(?:$|[ ,-]|Bold|Italic)")
_VNI_FONT: Final = re.compile(r"(?:[A-Z]{6}\+)?VNI[ _-]?[a-z0-9]", re.IGNORECASE)
_TABLES: Final[dict[str, Legacy]] = {"tcvn3": ABC, "vni": VNI}
_ENOUGH: Final = 3  # accented words by which a document is judged


@lru_cache(maxsize=4096)
def font_encoding(font: str) -> Name | None:
    """The legacy encoding that a font is made for, by its name."""
    if _VNI_FONT.match(font):
        return "vni"
    return "tcvn3" if _ABC_FONT.match(font) else None


capitals_as_stored: ContextVar[bool] = ContextVar("capitals_as_stored", default=False)
"""Whether words in capital fonts (`.VnTimeH`) come in the small letters as which they are stored, and not as seen."""


def read_run(text: str, font: str) -> str:
    """The words of a run as its font shows them; unchanged where the font is of no legacy encoding."""
    name = font_encoding(font)
    if name is None or not text or UNICODE.search(text):
        return text
    data = windows_1252(text)
    if data is None:
        return text
    read = _TABLES[name].decode(data)
    # Capital fonts show small letters as capitals.
    capital = name == "tcvn3" and _ABC_CAPITALS.match(font) and not capitals_as_stored.get()
    return read.upper() if capital else read


def mend_all(texts: Sequence[str]) -> list[str]:
    """`texts`, the paragraphs of one document, read as they were meant: by themselves where they can tell, else as the
    document is read."""
    found = [mend(text) if not text.isascii() else None for text in texts]
    votes: Counter[str] = Counter()
    sound = 0
    for text, mended in zip(texts, found, strict=True):
        if mended:
            votes[mended[1]] += look(mended[0]).valid
        elif not text.isascii():
            sound += look(text).valid
    if not votes:
        return [unmix(text) for text in texts]
    name, weight = votes.most_common(1)[0]
    whole = name in _TABLES and weight >= max(_ENOUGH, sound)
    return [
        mended[0] if mended else unmix(_as_the_rest(text, name) if whole else text)
        for text, mended in zip(texts, found, strict=True)
    ]


def _as_the_rest(text: str, name: str) -> str:
    """A paragraph that cannot tell by itself, in a document known to be in the encoding `name`."""
    if text.isascii() or UNICODE.search(text) or (data := windows_1252(text)) is None:
        return text
    read = _TABLES[name].decode(data)
    read = restore_capitals(read) if name == "tcvn3" else read
    return read if look(read).valid >= look(text).valid else text
