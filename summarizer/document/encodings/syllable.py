"""How Vietnamese a piece of text is, by the build of its syllables.

A written Vietnamese syllable is an onset (27 spellings), one of some 160 rhymes, and one of six tones; a rhyme that
ends in a stop (`c ch p t`) takes the acute or the dot-below tone only. Text decoded by a wrong table breaks these rules
in most of its accented syllables, so the share that keeps them tells right from wrong without any dictionary.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from summarizer.text.fold import without_marks

ONSETS: Final = ("ngh", "ng", "nh", "gh", "gi", "kh", "ph", "qu", "th", "tr", "ch", *"bcdđghklmnprstvx", "")

_RHYMES: Final = """
    a ac ach ai am an ang anh ao ap at au ay ăc ăm ăn ăng ăp ăt âc âm ân âng âp ât âu ây
    e ec em en eng eo ep et ê êch êm ên ênh êp êt êu êng êc
    i ia ich im in inh ip it iu iêc iêm iên iêng iêp iêt iêu
    o oa oac oach oai oam oan oang oanh oao oap oat oay oăc oăm oăn oăng oăp oăt oe oem oen oeo oet
    oc oi om on ong ooc oong op ot ô ôc ôi ôm ôn ông ôp ôt ơ ơi ơm ơn ơp ơt
    u ua uân uâng uât uây uc ui um un ung uơ up ut uê uêch uên uênh uôc uôi uôm uôn uông uôt
    uy uya uych uyên uyêt uyn uynh uyp uyt uyu
    ư ưa ưc ưi ưm ưn ưng ươc ươi ươm ươn ương ươp ươt ươu ưt ưu
    y yêm yên yêng yêt yêu ych ynh yt
"""
RHYMES: Final = frozenset(_RHYMES.split())

_BARE: Final = frozenset(map(without_marks, RHYMES))

ACUTE, GRAVE, HOOK, TILDE, DOT = "\u0301", "\u0300", "\u0309", "\u0303", "\u0323"
_JUDGED: Final = 8  # words that are enough to judge by
_NEARLY_ALL: Final = 0.85  # of them: the rest are foreign names and abbreviations
TONES: Final = frozenset((ACUTE, GRAVE, HOOK, TILDE, DOT))
_STOPS: Final = ("c", "ch", "p", "t")

LETTERS: Final = "aàảãáạăằẳẵắặâầẩẫấậeèẻẽéẹêềểễếệiìỉĩíịoòỏõóọôồổỗốộơờởỡớợuùủũúụưừửữứựyỳỷỹýỵđ"
"""The 67 lower-case letters that are vowels (with each tone) or đ; with the capitals, 134."""

_WRITTEN: Final = frozenset(LETTERS + "bcdghklmnpqrstvx")  # so that the tilde of ñ is no tone

_RIGHT_TO_LEFT: Final = re.compile("[\u05d0-\u08ff\ufb1d-\ufdfb\ufe70-\ufefc]")
"""Letters of Hebrew, Arabic, Syriac, Thaana and their neighbours."""
# A token of two letters or more ends at white space, ASCII punctuation and digits, and at the punctuation of running
# text. Other symbols stay inside: in text decoded by a wrong table they stand where letters should.
_TOKEN: Final = re.compile(r"[^\s!-@\[-`{-~\u00a0\u2010-\u2027\u2030-\u203a«»·•]{2,}")


def split_tone(word: str) -> tuple[str, str]:
    """Take the tone mark off `word`: `("tiêng", "\\u0301")` for `tiếng`; all the marks where there are several."""
    plain: list[str] = []
    tones: list[str] = []
    for char in unicodedata.normalize("NFD", word):
        (tones if char in TONES else plain).append(char)
    return unicodedata.normalize("NFC", "".join(plain)), "".join(tones)


@lru_cache(maxsize=65536)
def is_syllable(word: str) -> bool:
    """Whether `word` is built like one Vietnamese syllable (old and new tone placement alike)."""
    word = unicodedata.normalize("NFC", word.lower())
    plain, tone = split_tone(word)
    if len(tone) > 1 or not _WRITTEN.issuperset(word):
        return False
    for onset in ONSETS:
        if not plain.startswith(onset):
            continue
        rhyme = plain[len(onset) :]
        # "gì", "giếng": the i belongs to onset and rhyme; "quốc", "quyết": so does the u
        spelt = (rhyme, "i" + rhyme) if onset == "gi" else (rhyme, "u" + rhyme) if onset == "qu" else (rhyme,)
        if any(r in RHYMES for r in spelt):
            return not plain.endswith(_STOPS) or tone in (ACUTE, DOT) or (not tone and plain.isascii())
    return False


@dataclass(frozen=True, slots=True)
class Look:
    """What was counted in a text: tokens, those with a letter outside ASCII, and how many of these are syllables."""

    tokens: int
    accented: int
    valid: int

    @property
    def validity(self) -> float:
        """Share of the accented tokens that are Vietnamese syllables, 0…1; 0 where none is accented."""
        return self.valid / self.accented if self.accented else 0.0

    @property
    def vietnamese(self) -> float:
        """Share of all tokens that are accented Vietnamese syllables; about 0.75 in running text, 0…1."""
        return self.valid / self.tokens if self.tokens else 0.0


def look(text: str) -> Look:
    """Count the tokens of `text` (case and normalisation form do not matter)."""
    words = _TOKEN.findall(unicodedata.normalize("NFC", text))
    accented = [word for word in words if not word.isascii()]
    return Look(len(words), len(accented), sum(map(is_syllable, accented)))


def is_unaccented(text: str) -> bool:
    """Whether `text` is Vietnamese typed without marks: nearly all its small ASCII words are built like syllables."""
    words = [word for word in _TOKEN.findall(text) if word.isascii() and word.islower()]
    return len(words) >= _JUDGED and sum(map(_is_bare, words)) >= _NEARLY_ALL * len(words)


def is_right_to_left(text: str) -> bool:
    """Whether a quarter of the letters of `text` or more are of a script that is written to the left."""
    letters = sum(map(str.isalpha, text))
    return letters > 0 and 4 * len(_RIGHT_TO_LEFT.findall(text)) >= letters


def _is_bare(word: str) -> bool:
    """Whether an ASCII word is a Vietnamese syllable without its marks (`truoc`, `nguoi`)."""
    ends = (word[len(onset) :] for onset in ONSETS if onset.isascii() and word.startswith(onset))
    return is_syllable(word) or any(end in _BARE for end in ends)
