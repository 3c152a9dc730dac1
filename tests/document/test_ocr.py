"""Pictures of text: cleaned, read by tesseract, put in order; what it was not sure of is told."""

from __future__ import annotations

import difflib
import io
import math
import re
import subprocess
import sys
import textwrap
from collections.abc import Callable
from pathlib import Path

import pytest

from summarizer.document import LoadError, load, ocr
from summarizer.document.formats.pdfium import Piece

pytest.importorskip("PIL")

from PIL import Image, ImageDraw, ImageFont

FONT = Path("/usr/share/fonts/truetype/dejavu/DejaVuSerif.ttf")
GOOD = 0.85  # of the syllables of a few lines: the engine errs on marks now and then
WORDS = ["Huyện thu ngân sách đạt 1.284 tỷ đồng,", "bằng 57,9% dự toán cả năm."]
with_engine = pytest.mark.skipif(
    not ocr.available() or not FONT.is_file(), reason="tesseract-ocr-vie or fonts-dejavu-core is not installed"
)


def picture(lines: list[str], *, wide: int = 1700, size: int = 44, ink: str = "black") -> Image.Image:
    page = Image.new("RGB", (wide, 200 + 90 * len(lines)), "white")
    draw, font = ImageDraw.Draw(page), ImageFont.truetype(str(FONT), size)
    for i, line in enumerate(lines):
        draw.text((120, 100 + 90 * i), line, ink, font=font)
    return page


def data(page: Image.Image, form: str = "PNG", **how: object) -> bytes:
    out = io.BytesIO()
    page.save(out, form, **how)
    return out.getvalue()


def right(text: str, words: list[str]) -> float:
    """The share of the syllables that were read right, in their order."""
    truth, found = " ".join(words).split(), text.split()
    blocks = difflib.SequenceMatcher(None, truth, found, autojunk=False).get_matching_blocks()
    return sum(block.size for block in blocks) / len(truth)


def read(image: bytes, name: str) -> str:
    return load("-", stdin=io.BytesIO(image), file_name=name).text


@with_engine
@pytest.mark.parametrize("form", ["PNG", "JPEG", "TIFF", "WEBP", "BMP"])
def test_every_picture_format_is_read(form: str) -> None:
    assert right(read(data(picture(WORDS), form), f"a.{form.lower()}"), WORDS) >= GOOD


@with_engine
def test_a_fax_of_the_plain_quality_is_drawn_out_to_square_pixels() -> None:
    flat = picture(WORDS, size=34).resize((1700, 190)).convert("1")
    assert right(read(data(flat, "TIFF", compression="group4", dpi=(204, 98)), "a.tif"), WORDS) >= GOOD
    assert right(read(data(flat, "TIFF", compression="group4", dpi=(204, 204)), "a.tif"), WORDS) < GOOD


@pytest.mark.parametrize("dpi", [None, 72, (0, 0), (72, 0), (1e308, 1e-308), ("a", "b"), (float("nan"), 1), (1, 900)])
def test_what_is_no_density_changes_no_picture(dpi: object) -> None:
    from summarizer.document.formats.image import _square

    page = Image.new("L", (40, 30))
    assert _square(page, dpi).size == page.size


HEIC = Path(__file__).with_name("pictures") / "anh-chup.heic"


@with_engine
def test_a_picture_of_a_phone_is_read() -> None:
    pytest.importorskip("pi_heif")
    assert right(load(HEIC).text, WORDS) >= GOOD


@with_engine
def test_a_broken_picture_of_a_phone_is_refused() -> None:
    pytest.importorskip("pi_heif")
    for whole in (HEIC.read_bytes()[:600], HEIC.read_bytes()[:24] + bytes(600)):
        with pytest.raises(LoadError) as caught:
            read(whole, "a.heic")
        assert caught.value.code == "image_broken"


def test_without_its_library_a_picture_of_a_phone_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pi_heif", None)
    with pytest.raises(LoadError, match=re.escape("pip install 'tomtat[ocr]'")):
        load(HEIC)


@with_engine
def test_what_was_read_by_ocr_says_so() -> None:
    article = load("-", stdin=io.BytesIO(data(picture(WORDS))), file_name="a.png")
    assert any("OCR" in warning for warning in article.warnings)


@with_engine
def test_a_slant_is_turned_back() -> None:
    slanted = picture(WORDS).rotate(2, Image.Resampling.BICUBIC, expand=True, fillcolor="white")
    assert right(read(data(slanted), "a.png"), WORDS) >= GOOD


@with_engine
def test_a_page_on_its_side_is_turned() -> None:
    side = picture(WORDS * 3).rotate(90, expand=True)
    assert "ngân sách đạt 1.284 tỷ đồng" in read(data(side), "a.png")


@with_engine
def test_a_stamp_over_the_words_is_taken_out() -> None:
    page = picture(WORDS)
    draw = ImageDraw.Draw(page)
    for radius in (150, 142, 110):
        draw.ellipse([700 - radius, 190 - radius, 700 + radius, 190 + radius], outline=(225, 60, 70), width=6)
    draw.text((120, 100), WORDS[0], "black", font=ImageFont.truetype(str(FONT), 44))
    assert right(read(data(page), "a.png"), WORDS) >= GOOD


@with_engine
def test_shadow_is_evened() -> None:
    page = picture(WORDS).convert("L")
    shade = Image.linear_gradient("L").resize(page.size).point(lambda v: 90 + v // 2)
    dark = Image.composite(page, Image.new("L", page.size, 0), shade)
    assert right(read(data(dark, "JPEG"), "a.jpg"), WORDS) >= GOOD


@with_engine
def test_pages_of_a_tiff_follow_each_other() -> None:
    lines = ["Trang thứ nhất nói về thu.", "Trang thứ hai nói về chi."]
    pages = [picture([line]) for line in lines]
    told: list[tuple[int, int]] = []
    token = ocr.on_page.set(lambda page, count: told.append((page, count)))
    try:
        text = read(data(pages[0], "TIFF", save_all=True, append_images=pages[1:]), "a.tif")
    finally:
        ocr.on_page.reset(token)
    assert [right(page, [words]) >= 0.6 for page, words in zip(text.split("\n\n"), lines, strict=True)] == [True, True]
    assert told == [(1, 2), (2, 2)]


@with_engine
def test_a_pdf_of_text_and_scans_is_read_page_by_page(make_pdf: Callable[..., bytes]) -> None:
    import pypdf

    scan = io.BytesIO()
    picture(WORDS, wide=1654).save(scan, "PDF", resolution=200)
    writer = pypdf.PdfWriter(io.BytesIO(make_pdf([[(70, 700, 11, "Trang nay co chu va ket thuc tai day.")]])))
    writer.append(io.BytesIO(scan.getvalue()))
    out = io.BytesIO()
    writer.write(out)
    article = load("-", stdin=io.BytesIO(out.getvalue()), file_name="a.pdf")
    first, second = article.text.split("\n\n", 1)
    assert first == "Trang nay co chu va ket thuc tai day."
    assert right(second, WORDS) >= GOOD
    assert any("trang 2" in warning for warning in article.warnings)


@with_engine
def test_ctrl_c_ends_at_once(tmp_path: Path) -> None:
    path = tmp_path / "a.png"
    path.write_bytes(data(picture(WORDS * 25)))
    code = f"""
        import os, signal, threading, time
        from summarizer.document import load, ocr
        ocr.available()
        ocr.on_page.set(lambda page, count: threading.Timer(0.3, os.kill, (os.getpid(), signal.SIGINT)).start())
        try:
            load({str(path)!r})
        except KeyboardInterrupt:
            try:
                os.waitpid(-1, os.WNOHANG)
                print("the engine still runs")
            except ChildProcessError:
                print("ended")
        else:
            print("done before")
    """
    done = subprocess.run([sys.executable, "-c", textwrap.dedent(code)], capture_output=True, text=True, timeout=120)
    assert done.stdout.strip() in ("ended", "done before")


def test_a_picture_too_large_is_refused_before_it_is_unpacked() -> None:
    bomb = data(Image.new("1", (30_000, 30_000)))
    assert len(bomb) < 300_000
    with pytest.raises(LoadError) as error:
        read(bomb, "a.png")
    assert error.value.code in ("image_large", "ocr_missing")


@with_engine
def test_a_later_page_too_large_is_refused_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ocr, "MAX_PIXELS", 200_000)
    pages = [Image.new("1", (100, 100), 1), Image.new("1", (1000, 1000), 1)]
    with pytest.raises(LoadError) as error:
        read(data(pages[0], "TIFF", save_all=True, append_images=pages[1:]), "a.tiff")
    assert error.value.code == "image_large"


def test_without_the_engine_one_line_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ocr, "available", lambda: False)
    with pytest.raises(LoadError) as error:
        read(data(Image.new("L", (60, 60), 255)), "a.png")
    assert error.value.code == "ocr_missing"
    assert "tesseract-ocr-vie" in str(error.value)


def test_a_broken_picture_is_refused() -> None:
    with pytest.raises(LoadError) as error:
        read(b"\x89PNG\r\n\x1a\n" + b"\0" * 40, "a.png")
    assert error.value.code in ("image_broken", "ocr_missing")


def test_a_later_page_that_does_not_say_its_size_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ocr, "available", lambda: True)
    monkeypatch.setattr(ocr, "words", lambda picture, name: [])
    out = io.BytesIO()
    Image.new("L", (48, 64)).save(out, "tiff", save_all=True, append_images=[Image.new("L", (48, 65))])
    first, width, second = out.getvalue().rpartition(b"\x00\x01\x04\x00")
    assert width
    with pytest.raises(LoadError) as error:
        read(first + b"\x07\x01\x04\x00" + second, "a.tiff")
    assert error.value.code == "image_broken"


ROW = "5\t1\t{block}\t1\t{line}\t1\t{left}\t{top}\t{wide}\t{high}\t{conf}\t{text}\n"
HEAD = "level\tpage_num\tblock_num\tpar_num\tline_num\tword_num\tleft\ttop\twidth\theight\tconf\ttext\n"


def table(*words: tuple[int, int, float, str]) -> str:
    return HEAD + "".join(
        ROW.format(block=1, line=line, left=left, top=60 * line, wide=30 * len(text), high=40, conf=conf, text=text)
        for line, left, conf, text in words
    )


def test_scribbles_of_stamps_are_no_lines() -> None:
    found = ocr._parsed(
        table((1, 10, 96, "CHỦ"), (1, 200, 95, "TỊCH"), (2, 10, 29, "lề"), (3, 10, 94, "|"), (3, 90, 42, "ItỆ"), (4, 10, 97, "12")),
        1000,
    )  # fmt: skip
    assert [word.piece.text for word in found] == ["CHỦ", "TỊCH", "12"]


def test_a_line_that_is_hard_to_read_is_kept() -> None:
    words = [(1, 100 * i, 40.0, text) for i, text in enumerate(("thu", "ngân", "sách", "huyện"))]
    assert len(ocr._parsed(table(*words), 1000)) == 4


def test_words_that_the_engine_doubts_are_told_by_their_places() -> None:
    words = [
        ocr.Word(Piece(text, 0, 0, 0, 10, "", False), confidence)
        for text, confidence in (("Thu", 95.0), ("ngần", 41.0), ("sách", 96.0), ("ngần", 95.0), ("—", 3.0))
    ]
    text = "Thu ngần sách ngần —"
    assert [span.of(text) for span in ocr.doubtful(text, words)] == ["ngần"]
    assert math.isclose(ocr.doubtful(text, words)[0].start, 4)


def test_a_scan_without_pillow_names_the_extra(samples: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "PIL", None)
    monkeypatch.setitem(sys.modules, "PIL.Image", None)
    with pytest.raises(LoadError, match=r"tomtat\[ocr\]"):
        load(str(samples / "cong-dien-chay-rung.scan.pdf"))
