"""From a decoded string to the frozen text of an article.

Clean text (NFC, `\\n` line ends, nothing invisible) comes back as it is, so that its offsets hold.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Final

# Escape sequences of ECMA-48: CSI (colours, cursor), the string commands OSC, DCS, SOS, PM, APC (titles, links,
# clipboard), and the two- and three-character rest. The bodies are bounded by their terminator or a line end, so that
# an unterminated one costs a line at most.
_ESCAPES: Final = re.compile(
    r"\x1b\[[0-?]*[ -/]*[@-~]"
    r"|\x9b[0-?]*[ -/]*[@-~]"
    r"|(?:\x1b[\]PX^_]|[\x9d\x90\x98\x9e\x9f])[^\x07\x1b\x9c\r\n]*(?:\x07|\x1b\\|\x9c)?"
    r"|\x1b[ -/]*[0-~]"
)
_LINE_ENDS: Final = re.compile(r"\r\n?|[\v\f\x85\u2028\u2029]")
# What never survives: the other control characters; bidirectional controls, which can make a line read otherwise than
# it is (Trojan Source); zero-width spaces, soft hyphens and tag characters, which hide inside words.
_INVISIBLE: Final = re.compile(
    r"[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u00ad\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff"
    r"\ufff9-\ufffb\U000e0000-\U000e007f]"
)
_SURROGATES: Final = re.compile("[\ud800-\udfff]")


def normalize(text: str) -> str:
    """`text` in NFC with `\\n` line ends and without escapes, control or invisible formatting characters.

    Newline and tab are the only control characters that stay; lone surrogates become U+FFFD. Linear in the length;
    idempotent.
    """
    text = _ESCAPES.sub("", text)
    text = _LINE_ENDS.sub("\n", text)
    text = _INVISIBLE.sub("", text)
    text = _SURROGATES.sub("\ufffd", text)
    return unicodedata.normalize("NFC", text)
