"""From a decoded string to the frozen text of an article.

Clean text (NFC, `\\n` line ends, nothing invisible) comes back as it is, so that its offsets hold.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Final

from summarizer.text.letters import LOWER

# Escape sequences of ECMA-48: CSI (colours, cursor), the string commands OSC, DCS, SOS, PM, APC (titles, links,
# clipboard), and the two- and three-character rest. A string command is taken with its body only where it is closed on
# the same line: a stray C1 byte of a badly decoded text must not cost the text behind it.
_ESCAPES: Final = re.compile(
    r"\x1b\[[0-?]*[ -/]*[@-~]"
    r"|\x9b[0-?]*[ -/]*[@-~]"
    r"|(?:\x1b[\]PX^_]|[\x90\x98\x9d-\x9f])[^\x07\x1b\x90\x98\x9c-\x9f\r\n]*(?:\x07|\x1b\\|\x9c)"
    r"|\x1b[ -/]*[0-~]"
)
# A page ends where it is full, in the middle of a sentence too: what goes on in small letters, or with a number and
# what it counts, belongs to what did not stop above.
_PAGE_END: Final = re.compile(
    rf"(?<=[^\W_]|[,)])[ \t\r\n]*+\f\s*+(?:(?P<number>(?=\d[\d.,/]*+(?:\s?%|\s[{LOWER}])))|(?=[{LOWER}]))"
)
_LINE_ENDS: Final = re.compile(r"\r\n?|[\v\f\x85\u2028\u2029]")
# What never survives: the other control characters; bidirectional controls, which can make a line read otherwise than
# it is (Trojan Source); zero-width spaces, soft hyphens and tag characters, which hide inside words.
_INVISIBLE: Final = re.compile(
    r"[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u00ad\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff"
    r"\ufff9-\ufffb\U000e0000-\U000e007f]"
)
# Joiners shape letters of Arabic and Indic scripts, and emoji; among Latin ones they only hide inside of words.
_JOINERS: Final = re.compile(r"(?<![^\x00-\u036f\u1e00-\u1eff\u2000-\u200b\u200e-\u206f])[\u200c\u200d]+")
_SURROGATES: Final = re.compile("[\ud800-\udfff]")
# NFC sorts combining marks in quadratic time, so that a long run of them hangs it. As in the Stream-Safe Text Format
# (UAX #15), a character keeps 30 marks at most. Only runs outside Latin and Greek, which have none, are looked into.
_MAX_MARKS: Final = 30
_MARK_RUN: Final = re.compile(rf"[^\x00-\u02ff\u0370-\u0482\u1e00-\u1fff]{{{_MAX_MARKS + 1},}}")


def normalize(text: str) -> str:
    """`text` in NFC with `\\n` line ends and without escapes, control or invisible formatting characters.

    Newline and tab are the only control characters that stay; lone surrogates become U+FFFD. Linear in the length;
    idempotent.
    """
    text = _ESCAPES.sub("", text)
    text = _PAGE_END.sub(_gone_on, text)
    text = _LINE_ENDS.sub("\n", text)
    text = _JOINERS.sub("", _INVISIBLE.sub("", text))
    return nfc(_SURROGATES.sub("\ufffd", text))


def _gone_on(end: re.Match[str]) -> str:
    above = end.string[end.start() - 1]
    if end["number"] is None:
        return "\n"
    return end.group() if above.isdigit() else " "  # below a number, a row of a table


def nfc(text: str) -> str:
    """`text` in NFC, with 30 combining marks a character at most; linear in its length, whatever it is."""
    return unicodedata.normalize("NFC", _MARK_RUN.sub(_stream_safe, text))


def _stream_safe(run: re.Match[str]) -> str:
    kept: list[str] = []
    marks = 0
    for char in run.group():
        marks = marks + 1 if unicodedata.combining(char) else 0
        if marks <= _MAX_MARKS:
            kept.append(char)
    return "".join(kept)
