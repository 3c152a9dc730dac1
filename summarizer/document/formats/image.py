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


def read(source: Source) -> Content:
    """The words of a picture; a TIFF may hold several pages.

    Raises:
        LoadError: `image_broken`, `image_large`, `extra_missing`, `ocr_missing` or `ocr_failed`.
    """
    try:
        from PIL import Image, ImageSequence
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
        count = min(getattr(picture, "n_frames", 1), _MAX_PAGES)
        found: list[ocr.Word] = []
        pages = []
        for number, frame in enumerate(ImageSequence.Iterator(picture), 1):
            if number > count:
                break
            _measure(frame, source.name)
            ocr.tell(number, count)
            words = ocr.words(_loaded(frame, source.name), source.name)
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
