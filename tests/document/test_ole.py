"""PowerPoint 97, Outlook and Word 97 in containers that the tests build: what their readers owe to every file."""

from __future__ import annotations

import io
import struct
import sys
from datetime import date
from pathlib import Path

import pytest

from summarizer.document import Article, LoadError, expand, load

sys.path.insert(0, str(Path(__file__).parent))

from ole import container, message, record

FILES = Path(__file__).with_name("files")


def read(data: bytes, name: str) -> Article:
    return load("-", stdin=io.BytesIO(data), file_name=name)


def said_or_refused(data: bytes, name: str) -> str:
    try:
        return read(data, name).text
    except LoadError as error:
        return error.code


def slides(*records: bytes) -> bytes:
    return container({"PowerPoint Document": b"".join(records)})


def said(words: str, kind: int = 1) -> bytes:
    """A text with the head that says what it is: 0 a title, 1 body."""
    return record(0x0F9F, struct.pack("<I", kind)) + record(0x0FA0, words.encode("utf-16-le"))


def slide(*records: bytes) -> bytes:
    return record(0x03EE, b"".join(records), holds=True)


def test_a_presentation_gives_the_words_of_its_slides() -> None:
    article = read(slides(slide(said("Thu ngân sách", 0), said("Thu 5 tỷ đồng.\rChi 4 tỷ đồng."))), "a.ppt")
    assert article.title_text == "Thu ngân sách"
    assert [s.of(article.text) for s in article.body] == ["Thu 5 tỷ đồng.", "Chi 4 tỷ đồng."]


@pytest.mark.parametrize("kind", [0x03F0, 0x03F8, 0x0FC9], ids=["notes", "master", "handout"])
def test_notes_and_masters_are_shown_on_no_slide(kind: int) -> None:
    aside = record(kind, said("Bấm để thêm tiêu đề."), holds=True)
    assert read(slides(aside, slide(said("Thu 5 tỷ đồng."))), "a.ppt").text == "Thu 5 tỷ đồng."


@pytest.mark.parametrize("number", [1, 2], ids=["masters", "notes"])
def test_lists_of_words_of_masters_and_notes_are_passed_over(number: int) -> None:
    listed = record(0x0FF0, said("Ghi chú riêng."), number=number, holds=True)
    shown = record(0x0FF0, said("Thu 5 tỷ đồng."), holds=True)
    assert read(slides(listed, shown), "a.ppt").text == "Thu 5 tỷ đồng."


def test_a_table_on_a_slide_is_read_by_the_places_of_its_cells() -> None:
    def cell(x: int, y: int, words: str) -> bytes:
        box = record(0xF00D, said(words), holds=True)
        return record(0xF004, record(0xF00F, struct.pack("<4i", x, y, x + 90, y + 20)) + box, holds=True)

    first = record(0xF004, record(0xF122, b"\x9f\x03" + bytes(4)), holds=True)
    rows = [("Khoản", "Dự toán", "Thu"), ("Thuế", "9", "7")]
    cells = [cell(100 * x, 30 * y, words) for y, row in enumerate(rows) for x, words in enumerate(row)]
    group = record(0xF003, first + b"".join(reversed(cells)), holds=True)
    assert read(slides(slide(group)), "a.ppt").text == "Khoản | Dự toán | Thu\nThuế | 9 | 7"


@pytest.mark.parametrize("size", [0xFFFFFFFF, 0x7FFFFFFF, 9])
def test_lengths_that_lie_are_survived(size: int) -> None:
    bad = struct.pack("<HHI", 0x0F, 0x03EE, size) + said("Thu 5 tỷ đồng.")
    assert said_or_refused(slides(bad), "a.ppt") in ("Thu 5 tỷ đồng.", "office_broken", "file_empty")


def test_a_mail_of_outlook(tmp_path: Path) -> None:
    body = "Huyện thu 5 tỷ đồng.\r\n\r\n-- \r\nPhòng Tài chính\r\n"
    data = message("RE: Kết quả thu", "Sở Tài chính", body, {"bảng/thu.txt": b"Chi 4 t."}, 133_600_000_000_000_000)
    path = tmp_path / "thu.msg"
    path.write_bytes(data)
    article = load(path)
    assert (article.title_text, article.byline, article.date) == ("Kết quả thu", "Sở Tài chính", date(2024, 5, 12))
    assert article.text.split("\n\n")[1].strip() == "Huyện thu 5 tỷ đồng."
    assert expand(path, max_bytes=1_000_000) == (str(path), f"{path}!/bảng_thu.txt")


def test_a_mail_of_outlook_without_words_is_empty() -> None:
    with pytest.raises(LoadError) as error:
        read(message("", "An", "", {}), "thu.msg")
    assert error.value.code == "file_empty"


def word(change: bytes | None = None, at: int = 0) -> bytes:
    """The kept Word file, changed at a place of its main stream."""
    import olefile

    with olefile.OleFileIO(str(FILES / "bao-cao.doc")) as package:
        streams = {name: package.openstream(name).read() for name in ("WordDocument", "1Table")}
    if change is not None:
        main = bytearray(streams["WordDocument"])
        main[at : at + len(change)] = change
        streams["WordDocument"] = bytes(main)
    return container(streams)


def test_word_97_is_read_from_its_two_streams_alone() -> None:
    assert read(word(), "a.doc").title_text == "Kết quả thu ngân sách quý III"


def test_word_97_with_a_password_is_refused() -> None:
    with pytest.raises(LoadError) as error:
        read(word(b"\x00\x01", 0x0A), "a.doc")
    assert error.value.code == "docx_encrypted"


@pytest.mark.parametrize(
    "at", [0xFA, 0x102, 0x112, 0x1A2, 0xA2], ids=["looks", "paragraphs", "fonts", "pieces", "styles"]
)
@pytest.mark.parametrize("change", [b"\xff" * 8, bytes(8), b"\x01\0\0\0\xff\xff\xff\x7f"], ids=["all", "none", "far"])
def test_word_97_whose_tables_lie_elsewhere_ends_in_one_line(change: bytes, at: int) -> None:
    said = said_or_refused(word(change, at), "a.doc")
    assert said in ("format_doc", "doc_broken", "file_empty") or "Tân Phú" in said


def typed(paragraphs: list[tuple[bytes, int]], styles: list[tuple[int | None, int]], fonts: list[str]) -> bytes:
    """A Word file of paragraphs (bytes, number of the style); a style is a font of its own or none, and its base."""
    text = b"".join(words + b"\r" for words, _ in paragraphs)
    main = bytearray(0x400) + text
    main += bytes(-len(main) % 512)
    ends = [0x400]
    for words, _ in paragraphs:
        ends.append(ends[-1] + len(words) + 1)
    page = bytearray(512)
    page[511] = count = len(paragraphs)
    struct.pack_into(f"<{count + 1}I", page, 0, *ends)
    for i, (_, number) in enumerate(paragraphs):
        page[4 * (count + 1) + 13 * i] = (400 + 8 * i) // 2
        struct.pack_into("<BH", page, 400 + 8 * i, 2, number)
    sheet = struct.pack("<H9H", 18, len(styles), 10, *[0] * 7)
    for font, base in styles:
        said = b"" if font is None else struct.pack("<HH", 0x4A4F, font)
        style = struct.pack("<8H2xH", 0, base << 4 | 1, 2, 0, 0, 0, 0, 2, len(said)) + said
        sheet += struct.pack("<H", len(style)) + style
    names = b"\0" * 4
    for name in fonts:
        names += bytes((41 + 2 * len(name),)) + bytes(39) + name.encode("utf-16-le") + bytes(2)
    pieces = struct.pack("<BI2IHIH", 2, 16, 0, len(text), 0, 0x40000000 | 0x400 * 2, 0)
    forms = struct.pack("<3I", ends[0], ends[-1], len(main) // 512)
    table = b""
    struct.pack_into("<2H", main, 0, 0xA5EC, 0xC1)
    struct.pack_into("<H", main, 0x0A, 0x0200)
    struct.pack_into("<i", main, 0x4C, len(text))
    for place, data in ((0xA2, sheet), (0x102, forms), (0x112, names), (0x1A2, pieces)):
        struct.pack_into("<II", main, place, len(table), len(data))
        table += data
    return container({"WordDocument": bytes(main) + bytes(page), "1Table": table})


def test_words_that_name_no_font_have_that_of_their_style() -> None:
    """The style's own, its base's, or the usual one; capitals stand only where a capital font shows them."""
    styles = [(1, 0xFFF), (2, 0), (None, 1), (None, 0)]
    paragraphs = [("quyÕt ®Þnh", 1), ("vÒ gi¸ n\xadíc", 2), ("HuyÖn thu thuÕ.", 0), ("Së chi.", 3)]
    coded = [(words.encode("latin-1"), style) for words, style in paragraphs]
    article = read(typed(coded, styles, ["Times New Roman", ".VnTime", ".VnTimeH"]), "a.doc")
    assert article.text.split("\n\n") == ["QUYẾT ĐỊNH", "VỀ GIÁ NƯỚC", "Huyện thu thuế.", "Sở chi."]


def test_a_letter_that_looks_like_a_soft_hyphen_stays_where_the_font_is_not_known() -> None:
    words = "Nhµ n\xadíc thu thuÕ ®Êt cña d©n, tr\xadêng häc vµ bÖnh viÖn.".encode("latin-1")
    article = read(typed([(words, 0)], [(1, 0xFFF)], ["Arial", "VNSTCVN3"]), "a.doc")
    assert article.text == "Nhà nước thu thuế đất của dân, trường học và bệnh viện."
