"""The four 8-bit encodings in which Vietnamese was written before Unicode, each as a table.

- TCVN3 ("ABC", fonts `.VnTime`): TCVN 5712:1993, in two tables. VN3, which ABC fonts hold, lacks the toned capitals;
  those were typed in capital fonts (`.VnTimeH`) with the codes of small letters.
- VNI (VNI-Windows, fonts `VNI-Times`): a base letter, then one byte that holds circumflex, breve and tone together.
- VISCII: RFC 1456.
- windows-1258: Microsoft's, with five combining tone marks; the table is taken from Python's codec.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from summarizer.document.encodings.syllable import split_tone
from summarizer.document.normalize import nfc

# the five gaps of windows-1252 stay control characters, and are cleaned away as such
_WINDOWS_1252: Final = {byte: bytes((byte,)).decode("cp1252", "ignore") or chr(byte) for byte in range(0x80, 0xA0)}

# the letters that take a tone: those of ASCII, and those with a circumflex, breve or horn, whose codes lie high
_VOWEL: Final = r"(?<=[AEIOUYaeiouy\x80-\xaf\xb5-\xff])"


@dataclass(frozen=True)
class Legacy:
    """One legacy encoding. `letters` maps byte strings to what they stand for; every other byte is windows-1252, which
    is where editors of the time put quotation marks and dashes."""

    name: str
    letters: dict[bytes, str]

    def decode(self, data: bytes) -> str:
        """`data` as NFC text; never fails, since each byte stands for something."""
        found = self._pattern.sub(self._replace, data.decode("latin-1"))
        return nfc(found.translate(_WINDOWS_1252))

    def encode(self, text: str) -> bytes:
        """`text` in this encoding.

        Raises:
            UnicodeEncodeError: a character that the encoding lacks.
        """
        out = bytearray()
        for char in unicodedata.normalize("NFC", text):
            plain, tone = split_tone(char)
            if char in self._codes:
                out += self._codes[char]
            elif plain in self._codes and tone in self._codes:
                out += self._codes[plain] + self._codes[tone]
            else:
                raise UnicodeEncodeError(self.name, char, 0, 1, "no such character in this encoding")
        return bytes(out)

    def _replace(self, match: re.Match[str]) -> str:
        return self.letters[match[0].encode("latin-1")]

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        longest_first = sorted(self.letters, key=len, reverse=True)
        return re.compile("|".join(map(self._code, longest_first)) or "(?!)")

    def _code(self, code: bytes) -> str:
        """The pattern of a code: a tone stands behind a vowel, elsewhere its code is a sign (`40°`, `km²`)."""
        after = _VOWEL if unicodedata.combining(self.letters[code][0]) else ""
        return after + re.escape(code.decode("latin-1"))

    @cached_property
    def _codes(self) -> dict[str, bytes]:
        codes: dict[str, bytes] = {}
        for code, char in self.letters.items():
            codes.setdefault(char, code)
        for byte in range(256):
            if (code := bytes((byte,))) not in self.letters:
                codes.setdefault(chr(byte).translate(_WINDOWS_1252), code)
        return codes


def _row(start: int, chars: str) -> dict[bytes, str]:
    """Consecutive codes from `start`; a `·` leaves its code alone."""
    return {bytes((start + i,)): char for i, char in enumerate(chars) if char != "·"}


def _abc() -> dict[bytes, str]:
    """VN2, without the two ranges of control characters: small letters, capitals, and five combining tones."""
    return (
        _row(0xA1, "ĂÂÊÔƠƯĐăâêôơưđẰ")
        | dict(zip((b"\xb0", b"\xb1", b"\xb2", b"\xb3", b"\xb4"), "\u0300\u0309\u0303\u0301\u0323", strict=True))
        | _row(0xB5, "àảãáạẲằẳẵắẴẮẦẨẪẤỀặầẩẫấậèỂẻẽéẹềểễếệìỉỄẾỒĩíịòỔỏõóọồổỗốộờởỡớợùỖủũúụừửữứựỳỷỹýỵỐ")
    )


def _tcvn5712() -> dict[bytes, str]:
    """VN1: VN2 and the other toned capitals, where windows-1252 has punctuation."""
    control = _row(0x01, "ÚỤ·ỪỬỮ") | _row(0x11, "ỨỰỲỶỸÝỴ") | _row(0x80, "ÀẢÃÁẠẶẬÈẺẼÉẸỆÌỈĨÍỊÒỎÕÓỌỘỜỞỠỚỢÙỦŨ")
    return _abc() | control


def _viscii() -> dict[bytes, str]:
    return (
        {b"\x02": "Ẳ", b"\x05": "Ẵ", b"\x06": "Ẫ", b"\x14": "Ỷ", b"\x19": "Ỹ", b"\x1e": "Ỵ"}
        | _row(0x80, "ẠẮẰẶẤẦẨẬẼẸẾỀỂỄỆỐỒỔỖỘỢỚỜỞỊỎỌỈỦŨỤỲ")
        | _row(0xA0, "ÕắằặấầẩậẽẹếềểễệốồổỗỠƠộờởịỰỨỪỬơớƯ")
        | _row(0xC0, "ÀÁÂÃẢĂẳẵÈÉÊẺÌÍĨỳĐứÒÓÔạỷừửÙÚỹỵÝỡư")
        | _row(0xE0, "àáâãảăữẫèéêẻìíĩỉđựòóôõỏọụùúũủýợỮ")
    )


def _vni() -> dict[bytes, str]:
    grave, hook, tilde, acute, dot = "\u0300", "\u0309", "\u0303", "\u0301", "\u0323"
    tones = {0xF8: grave, 0xFB: hook, 0xF5: tilde, 0xF9: acute, 0xEF: dot}
    hat = {0xE2: "", 0xE0: grave, 0xE5: hook, 0xE3: tilde, 0xE1: acute, 0xE4: dot}
    breve = {0xEA: "", 0xE8: grave, 0xFA: hook, 0xFC: tilde, 0xE9: acute, 0xEB: dot}
    single = {0xF1: "đ", 0xF4: "ơ", 0xF6: "ư", 0xED: "í", 0xEC: "ì", 0xE6: "ỉ", 0xF3: "ĩ", 0xF2: "ị", 0xEE: "ỵ"}
    small: dict[bytes, str] = {bytes((code,)): char for code, char in single.items()}
    # a toned vowel, its byte string without the mark, and the sets of marks it takes
    for base, marks, accent in (
        *((vowel, tones, "") for vowel in "aeiouy"),
        *((vowel, hat, "\u0302") for vowel in "aeo"),
        ("a", breve, "\u0306"),
        ("\xf4", tones, ""),
        ("\xf6", tones, ""),
    ):
        for mark, tone in marks.items():
            vowel = small.get(base.encode("latin-1"), base)
            small[base.encode("latin-1") + bytes((mark,))] = unicodedata.normalize("NFC", vowel + accent + tone)
    letters = dict(small)
    for code, char in small.items():
        # Capitals are 0x20 lower, letter and mark alike; some typists mixed a capital with a small mark or the reverse.
        upper = bytes(byte - 0x20 for byte in code)
        letters[upper] = char.upper()
        if len(code) == 2:
            letters.setdefault(upper[:1] + code[1:], char.upper())
            letters.setdefault(code[:1] + upper[1:], char)
    return letters


def _windows_1258() -> dict[bytes, str]:
    upper_half = (bytes((byte,)) for byte in range(0x80, 0x100))
    return {code: char for code in upper_half if (char := code.decode("cp1258", "ignore"))}


ABC: Final = Legacy("tcvn3", _abc())
TCVN5712: Final = Legacy("tcvn3", _tcvn5712())
VNI: Final = Legacy("vni", _vni())
VISCII: Final = Legacy("viscii", _viscii())
WINDOWS_1258: Final = Legacy("windows-1258", _windows_1258())
WINDOWS_1252: Final = Legacy("windows-1252", {})
"""Western text, and what the others are taken for where nothing tells them."""

_WORD: Final = re.compile(r"[^\W\d_]+")


def restore_capitals(text: str) -> str:
    """Raise the small toned letters inside words in capitals: `THàNH PHố` was set in a capital font (`.VnTimeH`).

    A word gives itself away by a small letter before a capital, or by two ASCII capitals with no small ASCII letter
    beside small toned ones; in a line that has such a word and no small ASCII letter at all, everything is raised.
    """
    return "\n".join(map(_raise_line, text.split("\n")))


def _raise_line(line: str) -> str:
    words = _WORD.findall(line)
    if not any(map(_capital_font, words)):
        return line
    if not any("a" <= char <= "z" for char in line):
        return line.upper()
    return _WORD.sub(lambda match: match[0].upper() if _capital_font(match[0]) else match[0], line)


def _capital_font(word: str) -> bool:
    """Whether a word can only have been set in a capital font."""
    plain = [char for char in word if char.isascii()]
    toned = [char for char in word if not char.isascii()]
    if not plain or any(char.islower() for char in plain) or not any(char.islower() for char in toned):
        return False
    return len(plain) >= 2 or word[0].islower()
