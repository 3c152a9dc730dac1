"""Reading pictures of text: a page is cleaned, given to tesseract, and comes back as words with their places.

tesseract is a program of the machine (Debian: `tesseract-ocr tesseract-ocr-vie`); it runs beside this process, one page
at a time, and is ended with it. What it was not sure of is kept, so that a reader can be warned of single words.
"""

from __future__ import annotations

import csv
import io
import os
import shutil
import subprocess
from collections.abc import Callable, Iterator, Sequence
from contextvars import ContextVar
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Final

from summarizer.document.failure import LoadError
from summarizer.document.formats.pdfium import Piece
from summarizer.document.model import Span

if TYPE_CHECKING:
    from PIL.Image import Image

# The numbers below, but for units and the white of a picture, were chosen by eye on `samples/` and the texts of the
# tests.
DPI: Final = 300
MAX_PIXELS: Final = 40_000_000
_LANGUAGE: Final = "vie"
_TIMEOUT: Final = 300.0  # seconds a page
_DOUBTFUL: Final = 80.0  # confidence in percent below which a word may be another one (a third of the wrong ones)
_SURE: Final = 60.0  # confidence in percent from which a word is one, and no scribble
_SCRIBBLED: Final = 3  # words of a line that may be none
_POOR: Final = 45.0  # mean confidence of a page that may lie on its side
_SHORT_SIDE: Final = 1600  # pixels: smaller pictures are enlarged, for letters to have their marks
_ANGLES: Final = 4.0  # degrees to both sides that a page is turned back by
_REACH: Final = 400  # code points in which a doubtful word is looked for behind the one before
_ANSWER: Final = 20
"""Seconds that tesseract has to tell its version or languages."""
_COMPLAINT: Final = 80
"""Characters of what tesseract complains of that are shown."""
_POINTS: Final = 72
"""Points in an inch."""
_WHITE: Final = 255
"""White in a grey picture, where 0 is black."""
_TURNS: Final = (90, 270, 180)
"""Degrees that a page which reads poorly is turned by, in the order in which they are tried."""
_BETTER: Final = 10
"""Points of mean confidence (in percent) that a turned page must read better by."""
_LOW: Final = 0.6
"""Share of the page's middle size above which a line is set in that size."""
_HIGH: Final = 1.45
"""Share of the page's middle size below which a line is set in that size."""
_ENLARGED: Final = 3.0
"""Times that a small picture is enlarged at most."""
_SHRUNK: Final = 16
"""Times that a picture is made smaller for its paper to be told from its letters."""
_CLOSED: Final = 5
"""Pixels of the small picture, to a side of the square whose brightest one closes dark places."""
_SPREAD: Final = 4
"""Pixels of the small picture that the light of the paper is spread by."""
_DARKEST: Final = 24.0
"""Grey (0…255) that paper is taken for at least where letters are divided by it."""
_ASKEW: Final = 0.3
"""Degrees from which a page is turned."""
_PROFILE: Final = 600
"""Pixels in width of the picture whose slant is measured."""
_COARSE: Final = 1.0
"""Degrees from one angle to the next in the first search for the slant."""
_FINE: Final = 0.2
"""Degrees from one angle to the next in the second search."""
_AROUND: Final = 0.8
"""Degrees to both sides of the best coarse angle that the second search goes through."""
_PAST: Final = 0.1
"""Degrees that a search stops behind its last angle, for that one to be in it."""
_SHARPER: Final = 1.02
"""Times that the profile of a turned page must be as sharp as that of the page as it is."""

on_page: ContextVar[Callable[[int, int], None] | None] = ContextVar("on_page", default=None)
"""Called with the number of the page that is read now and how many there are; set by who shows progress."""


@dataclass(frozen=True, slots=True)
class Word:
    """A word with its place in points, `y` going up, and how sure of it the engine is (0…100)."""

    piece: Piece
    confidence: float


def _told(question: str) -> str | None:
    """What tesseract answers; None where it is not here."""
    program = shutil.which("tesseract")
    if program is None:
        return None
    try:
        said = subprocess.run([program, question], capture_output=True, timeout=_ANSWER, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return None
    return said.stdout.decode("utf-8", "replace")


@cache
def available() -> bool:
    """Whether tesseract is here and knows Vietnamese."""
    return _LANGUAGE in (_told("--list-langs") or "").split()


def missing() -> tuple[str, dict[str, str]] | None:
    """The code and values of the error with which a picture is refused where it cannot be read; None where it can."""
    try:
        import PIL.Image  # noqa: F401  (of the extra `ocr`)
    except ImportError:
        return "extra_missing", {"extra": "ocr"}
    return None if available() else ("ocr_missing", {})


def version() -> str | None:
    """What the engine calls itself, or None where it is not here."""
    return (_told("--version") or "").partition("\n")[0].strip() or None


def tell(page: int, pages: int) -> None:
    """Say which page is read now."""
    if (told := on_page.get()) is not None:
        told(page, pages)


def words(picture: Image, name: str) -> list[Word]:
    """The words of a picture in reading order.

    Raises:
        LoadError: `ocr_missing`, or `ocr_failed` where the engine gives up.
    """
    if not available():
        raise LoadError("ocr_missing", name=name)
    page = _cleaned(picture)
    found = _recognised(page, name)
    if _mean(found) < _POOR:
        for turn in _TURNS:
            other = _recognised(page.rotate(turn, expand=True, fillcolor=_WHITE), name)
            if _mean(other) > max(_POOR, _mean(found) + _BETTER):
                return other
    return found


def doubtful(text: str, words: Sequence[Word]) -> tuple[Span, ...]:
    """Where the words stand in the text made of them that the engine was not sure of."""
    found: list[Span] = []
    at = 0
    for word in words:
        written = word.piece.text
        place = text.find(written, at, at + _REACH + len(written))
        if place < 0:
            continue
        if word.confidence < _DOUBTFUL and any(char.isalnum() for char in written):
            found.append(Span(place, place + len(written)))
        at = place + len(written)
    return tuple(found)


def _mean(found: Sequence[Word]) -> float:
    letters = sum(len(word.piece.text) for word in found)
    return sum(word.confidence * len(word.piece.text) for word in found) / letters if letters else 0.0


def _recognised(page: Image, name: str) -> list[Word]:
    data = io.BytesIO()
    page.save(data, "PPM")
    command = [
        shutil.which("tesseract") or "tesseract",
        "stdin",
        "stdout",
        "-l",
        _LANGUAGE,
        "--dpi",
        str(DPI),
        "--psm",
        "3",
        "tsv",
    ]
    # two threads of its own hinder each other on few cores
    environment = {**os.environ, "OMP_THREAD_LIMIT": "1"}
    process = subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment
    )
    try:
        out, complaint = process.communicate(data.getvalue(), timeout=_TIMEOUT)
    except subprocess.TimeoutExpired:
        raise LoadError("ocr_failed", name=name, why=f"> {_TIMEOUT:.0f} s") from None
    finally:  # Ctrl-C and the end of the time ends the engine too
        if process.poll() is None:
            process.kill()
            process.communicate()
    if process.returncode:
        lines = complaint.decode("utf-8", "replace").strip().splitlines()
        raise LoadError("ocr_failed", name=name, why=lines[-1][:_COMPLAINT] if lines else process.returncode)
    return _parsed(out.decode("utf-8", "replace"), page.height)


def _parsed(table: str, height: int) -> list[Word]:
    """The words of tesseract's table, a line each with its place in pixels."""
    scale = _POINTS / DPI
    found: list[Word] = []
    before: tuple[str, ...] = ()
    for row in csv.DictReader(io.StringIO(table), delimiter="\t", quoting=csv.QUOTE_NONE):
        text = (row.get("text") or "").strip()
        if row.get("level") != "5" or not text:
            continue
        line = (row["block_num"], row["par_num"], row["line_num"])
        left, top, wide, high = (float(row[key]) for key in ("left", "top", "width", "height"))
        piece = Piece(
            text, left * scale, (height - top - high) * scale, (left + wide) * scale, high * scale, "", line != before
        )
        found.append(Word(piece, float(row["conf"])))
        before = line
    found = [word for line in _lines(found) if not _scribble(line) for word in line]
    _level(found)
    return found


def _lines(found: Sequence[Word]) -> Iterator[list[Word]]:
    line: list[Word] = []
    for word in found:
        if word.piece.line and line:
            yield line
            line = []
        line.append(word)
    if line:
        yield line


def _scribble(line: Sequence[Word]) -> bool:
    """Whether a line is what is left of a stamp or a signature: a few signs, none of which the engine is sure of."""
    sure = any(word.confidence >= _SURE and any(map(str.isalnum, word.piece.text)) for word in line)
    return not sure and len(line) <= _SCRIBBLED


def _level(found: Sequence[Word]) -> None:
    """Give the words of a line one height and size: boxes are as high as their letters, and marks hang below."""
    if not found:  # an empty page
        return
    line: list[Piece] = []
    usual = sorted(word.piece.size for word in found)
    middle = usual[len(usual) // 2]
    for piece in (*(word.piece for word in found), None):
        if piece is None or (piece.line and line):
            sizes = sorted(p.size for p in line)
            size = sizes[len(sizes) // 2]
            size = middle if _LOW * middle < size < _HIGH * middle else size
            bottom = sorted(p.y for p in line)[len(line) // 2]
            for p in line:
                p.size, p.y = size, bottom
            line = []
        if piece is not None:
            line.append(piece)


def _cleaned(picture: Image) -> Image:
    """A grey page without stamps and shadow, upright, its letters large enough."""
    from PIL import Image, ImageChops, ImageFilter, ImageOps

    picture = ImageOps.exif_transpose(picture)
    if picture.mode not in ("L", "RGB"):
        picture = picture.convert("RGB")
    if picture.mode == "RGB":
        # ink of a stamp or a pen is bright in one of its colours; black is in none
        red, green, blue = picture.split()
        picture = ImageChops.lighter(ImageChops.lighter(red, green), blue)
    short = min(picture.size)
    if short < _SHORT_SIDE:
        factor = min(_ENLARGED, _SHORT_SIDE / short)
        picture = picture.resize(
            (round(picture.width * factor), round(picture.height * factor)), Image.Resampling.LANCZOS
        )
    # the paper behind the letters: the picture made small, its dark places closed, its light spread
    small = picture.resize((max(1, picture.width // _SHRUNK), max(1, picture.height // _SHRUNK)), Image.Resampling.BOX)
    paper = (
        small.filter(ImageFilter.MaxFilter(_CLOSED))
        .filter(ImageFilter.GaussianBlur(_SPREAD))
        .resize(picture.size, Image.Resampling.BILINEAR)
    )
    even = _divided(picture, paper)
    angle = _slant(even)
    if abs(angle) < _ASKEW:
        return even
    return even.rotate(angle, resample=Image.Resampling.BICUBIC, fillcolor=_WHITE)


def _divided(picture: Image, paper: Image) -> Image:
    import numpy as np
    from PIL import Image

    share = np.asarray(picture, dtype=np.float32) / np.maximum(np.asarray(paper, dtype=np.float32), _DARKEST)
    return Image.fromarray(np.clip(share * _WHITE, 0, _WHITE).astype(np.uint8))


def _slant(picture: Image) -> float:
    """The angle in degrees by which a page must be turned for its lines to lie level: that of the sharpest profile."""
    import numpy as np
    from PIL import Image

    small = picture.resize((_PROFILE, max(1, round(_PROFILE * picture.height / picture.width))), Image.Resampling.BOX)
    ink = Image.fromarray((_WHITE - np.asarray(small)).astype(np.uint8))

    def sharpness(angle: float) -> float:
        profile: np.ndarray = np.asarray(ink.rotate(angle, resample=Image.Resampling.BILINEAR), dtype=np.float32).sum(
            axis=1
        )
        return float(np.square(np.diff(profile)).sum())

    coarse = max(np.arange(-_ANGLES, _ANGLES + _PAST, _COARSE), key=sharpness)
    best = max(np.arange(coarse - _AROUND, coarse + (_AROUND + _PAST), _FINE), key=sharpness)
    return float(best) if sharpness(float(best)) > _SHARPER * sharpness(0.0) else 0.0
