"""Pictures of documents (scans, photos from a phone, faxes) read by OCR, page by page."""

from __future__ import annotations

import io
import warnings
from typing import TYPE_CHECKING, Final

from summarizer.document import ocr
from summarizer.document.failure import LoadError
from summarizer.document.formats import pdf
from summarizer.document.formats.content import Content, Source, assemble
from summarizer.document.formats.sniff import is_heif
from summarizer.document.formats.unwrap import unwrap

if TYPE_CHECKING:
    from PIL.Image import Image

_MAX_PAGES: Final = 200
_FLAT: Final = range(13, 41)  # tenths: how much wider than high the pixels of a picture may be


def read(source: Source) -> Content:
    """The words of a picture; a TIFF may hold several pages.

    Raises:
        LoadError: `image_broken`, `image_large`, `extra_missing`, `ocr_missing` or `ocr_failed`.
    """
    try:
        from PIL import Image
    except ImportError:
        raise LoadError("extra_missing", name=source.name, extra="ocr") from None
    if is_heif(source.data):
        _learn_heif(source.name)
    if not ocr.available():
        raise LoadError("ocr_missing", name=source.name)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            picture = Image.open(io.BytesIO(source.data))
        except Image.DecompressionBombError:
            limit = f"{ocr.MAX_PIXELS:_}".replace("_", ".")
            raise LoadError("image_large", name=source.name, size=f"> {limit}", limit=limit) from None
        except Exception:  # Pillow lets out whatever its decoders raise
            raise LoadError("image_broken", name=source.name) from None
        count = _pages(picture, source.name)
        found: list[ocr.Word] = []
        pages = []
        for number in range(count):
            _turn(picture, number, source.name)
            _measure(picture, source.name)
            ocr.tell(number + 1, count)
            words = ocr.words(_square(_loaded(picture, source.name), picture.info.get("dpi")), source.name)
            found.extend(words)
            pages.append(pdf.lines([word.piece for word in words]))
    text, hints = assemble(unwrap(pages))
    if not text:
        raise LoadError("file_empty", name=source.name)
    unsure = ocr.doubtful(text, found)
    return Content(text, hints, warnings=(("ocr", {"count": len(unsure)}),), doubtful=unsure)


def _learn_heif(name: str) -> None:
    """Teach Pillow the pictures of phones; the library only reads them, turned as they were held."""
    try:
        import pi_heif
    except ImportError:
        raise LoadError("extra_missing", name=name, extra="ocr") from None
    pi_heif.register_heif_opener(thumbnails=False)


def _pages(picture: Image, name: str) -> int:
    """How many pages a picture has, of which the first 200 are read; they are counted by walking over damaged ones."""
    try:
        return min(getattr(picture, "n_frames", 1), _MAX_PAGES)
    except Exception:
        raise LoadError("image_broken", name=name) from None


def _turn(picture: Image, number: int, name: str) -> None:
    try:
        picture.seek(number)
    except Exception:
        raise LoadError("image_broken", name=name) from None


def _measure(frame: Image, name: str) -> None:
    """Refuse one too large before it is unpacked: each page of a TIFF has a size of its own."""
    if frame.width * frame.height > ocr.MAX_PIXELS:
        size, limit = f"{frame.width * frame.height:_}", f"{ocr.MAX_PIXELS:_}"
        raise LoadError("image_large", name=name, size=size.replace("_", "."), limit=limit.replace("_", "."))


def _loaded(frame: Image, name: str) -> Image:
    try:
        return frame.convert("RGB") if frame.mode not in ("L", "RGB") else frame.copy()
    except Exception:
        raise LoadError("image_broken", name=name) from None


def _square(picture: Image, dpi: object) -> Image:
    """A picture with square pixels: a fax of the plain quality has half as many lines as columns to an inch."""
    try:
        across, down = (float(x) for x in dpi)  # type: ignore[attr-defined]
        share, flat = across / down, int(10 * across / down) in _FLAT
    except (TypeError, ValueError, ZeroDivisionError, OverflowError):
        return picture
    high = round(picture.height * share)
    return picture.resize((picture.width, high)) if flat and picture.width * high <= ocr.MAX_PIXELS else picture
