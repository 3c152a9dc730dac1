"""Loading from paths and standard input, and what is said of bad input."""

from __future__ import annotations

import io
import os
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from summarizer import locale
from summarizer.document import LoadError, load
from summarizer.document.encodings import NAMES
from summarizer.document.failure import megabytes
from summarizer.errors import TomtatError


def refused(source: object, **options: object) -> LoadError:
    """The error that loading `source` raises; its text is one line in both languages."""
    with pytest.raises(LoadError) as caught:
        load(source, **options)  # type: ignore[arg-type]
    error = caught.value
    for language in locale.LANGUAGES:
        locale.use(language)
        assert str(error).strip()
        assert "\n" not in str(error)
        assert str(error).startswith(str(error.values["name"]))
    locale.use("vi")
    return error


def piped(data: bytes, **options: object) -> object:
    return load("-", stdin=io.BytesIO(data), **options)  # type: ignore[arg-type]


# ---- where it comes from ---------------------------------------------------------------------------------------------


def test_plain_text_keeps_its_offsets(tmp_path: Path, text: str) -> None:
    body = f"Thu ngân sách vượt tiến độ\n\n{text}\n\n{text.replace('huyện', 'tỉnh')}"
    path = tmp_path / "bài.txt"
    path.write_text(body, encoding="utf-8")
    for source in (path, str(path)):
        article = load(source)
        assert article.text == body
        assert article.origin == str(path)
        assert article.title_text == "Thu ngân sách vượt tiến độ"
        assert article.encoding.name == "utf-8"
        assert article.warnings == ()


def test_stdin(text: str) -> None:
    article = load("-", stdin=io.BytesIO(text.encode()))
    assert article.text == text
    assert article.origin == "-"


def test_stdin_of_the_process(text: str) -> None:
    code = "from summarizer.document import load; print(ascii(load('-').text))"
    done = subprocess.run([sys.executable, "-c", code], input=text.encode(), capture_output=True, check=True)
    assert done.stdout.decode().strip() == ascii(text)


def test_stdin_with_a_name(text: str) -> None:
    article = load("-", stdin=io.BytesIO(f"# Tựa\n\n{text}".encode()), file_name="bài.md")
    assert article.origin == "bài.md"
    assert article.text == f"Tựa\n\n{text}"


def test_stdin_is_sniffed(samples: Path) -> None:
    for name in ("trat-tu-giao-thong.docx", "kinh-te-xa-hoi-quy-3.pdf", "benh-vien-tuyen-huyen.html"):
        data = (samples / name).read_bytes()
        assert load("-", stdin=io.BytesIO(data)).text == load(samples / name).text


def test_the_contents_win_over_a_wrong_suffix(samples: Path, tmp_path: Path) -> None:
    path = tmp_path / "báo cáo.txt"
    path.write_bytes((samples / "kinh-te-xa-hoi-quy-3.pdf").read_bytes())
    assert load(path).title_text.startswith("Báo cáo tình hình")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="named pipes are POSIX")
def test_named_pipe(tmp_path: Path, text: str) -> None:
    path = tmp_path / "pipe"
    os.mkfifo(path)
    writer = threading.Thread(target=path.write_bytes, args=(text.encode(),))
    writer.start()
    assert load(path).text == text
    writer.join()


@pytest.mark.parametrize("suffix", [".log", "", ".TXT", ".text"])
def test_unknown_suffix_is_plain_text(tmp_path: Path, text: str, suffix: str) -> None:
    path = tmp_path / f"bài{suffix}"
    path.write_text(text, encoding="utf-8")
    assert load(path).text == text


# ---- encodings -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_unicode_with_and_without_mark(name: str, text: str) -> None:
    assert piped(text.encode(name)).text == text  # type: ignore[attr-defined]


def test_encoding_can_be_forced(text: str) -> None:
    article = load("-", stdin=io.BytesIO("đ".encode("cp1258") * 3), encoding="cp1258")
    assert article.text == "đđđ"
    assert article.encoding.name == "windows-1258"
    assert article.encoding.confidence == 1.0


def test_unknown_encoding_names_those_known() -> None:
    error = refused("-", stdin=io.BytesIO(b"x"), encoding="klingon")
    assert error.code == "encoding_unknown"
    assert all(name in str(error) for name in NAMES)


def test_a_broken_place_is_a_warning(text: str) -> None:
    article = load("-", stdin=io.BytesIO(text.encode()[:-1] + b"\xff\xfe"), encoding="utf-8")
    assert any("utf-8" in warning for warning in article.warnings)


def test_a_wrong_forced_encoding_is_refused(text: str) -> None:
    from summarizer.document.encodings.legacy import TCVN5712

    data = TCVN5712.encode(text)
    assert refused("-", stdin=io.BytesIO(data), encoding="utf-8").code == "encoding_wrong"
    assert load("-", stdin=io.BytesIO(data), encoding="utf-16").warnings  # reads as Chinese


def test_text_of_legacy_fonts_is_mended() -> None:
    from summarizer.document.encodings.legacy import ABC

    text = "thành ủy yêu cầu các xã rà soát nợ thuế, hoàn thành trước ngày 30/9"
    article = load("-", stdin=io.BytesIO(ABC.encode(text).decode("latin-1").encode()))
    assert article.text == text
    assert any("tcvn3" in warning for warning in article.warnings)


@pytest.mark.parametrize(
    ("words", "warned"),
    [
        ("The committee said on Monday that revenue had grown by twelve percent over the last six months.", True),
        ("Sau thang dau nam thu ngan sach cua huyen uoc dat hon mot ngan ty dong", True),
        ("Sáu tháng đầu năm thu ngân sách của huyện ước đạt hơn một ngàn tỷ đồng", False),
        ("GDP 2024: +7%", False),
        ("أعلنت الحكومة اليوم", True),
        ("Thủ tướng thăm Cairo.\n\nأعلنت الحكومة اليوم عن خطة جديدة", True),
        ("Tên tổ chức viết là الحكومة trong văn bản của họ, theo Bộ Ngoại giao", False),
    ],
)
def test_not_vietnamese_is_a_warning(words: str, warned: bool) -> None:
    article = load("-", stdin=io.BytesIO(words.encode()))
    assert bool(article.warnings) is warned


def test_letters_out_of_order_are_a_warning(text: str) -> None:
    """As a PDF gives them that takes `ế ộ ị` from another font, and sets them behind the line."""
    scrambled = text.replace("ị", "ế ộ").replace("ạ", "ịụ").replace("ế", "ỉ ốứ")
    assert "%" in load("-", stdin=io.BytesIO(scrambled.encode())).warnings[0]
    assert load("-", stdin=io.BytesIO(text.encode())).warnings == ()


def test_warnings_speak_the_language_in_use() -> None:
    words = b"The committee said on Monday that revenue had grown by twelve percent."
    locale.use("en")
    try:
        assert "Vietnamese" in load("-", stdin=io.BytesIO(words)).warnings[0]
    finally:
        locale.use("vi")
    assert "tiếng Việt" in load("-", stdin=io.BytesIO(words)).warnings[0]


# ---- bad input -------------------------------------------------------------------------------------------------------


def test_missing(tmp_path: Path) -> None:
    assert refused(tmp_path / "không có.txt").code == "file_missing"
    assert refused("a\0b").code == "file_missing"
    file = tmp_path / "tệp"
    file.write_text("x")
    assert refused(file / "dưới tệp").code == "file_missing"
    assert refused("x" * 5000).code == "file_unreadable"
    assert "tên tệp quá dài" in str(refused("x" * 5000))
    assert refused("").code == "file_missing"
    (tmp_path / "vòng").symlink_to("vòng")
    assert "liên kết vòng quanh" in str(refused(tmp_path / "vòng"))


def test_a_hostile_name_reaches_nobody(tmp_path: Path) -> None:
    error = refused(tmp_path / "a\x1b[31m\u202eb\udce9{0}.txt")
    assert not set(str(error)) & set("\x1b\u202e\udce9")
    assert "{0}" in str(error)


def test_directory(tmp_path: Path) -> None:
    assert refused(tmp_path).code == "file_directory"


def test_unreadable_in_the_middle() -> None:
    class Broken(io.RawIOBase):
        def readable(self) -> bool:
            return True

        def read(self, size: int = -1) -> bytes:
            raise OSError(5, "Input/output error")

    error = refused("-", stdin=Broken())
    assert error.code == "file_unreadable"
    assert "lỗi đọc ghi" in str(error)


def test_unreadable_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.txt"
    path.write_text("x")

    def denied(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", denied)
    assert "không có quyền" in str(refused(path))


@pytest.mark.parametrize(
    "data", [b"", b"  \r\n\t\n", b"\xef\xbb\xbf", b"\xff\xfe", b"\x00\x00", "\u200b\u200e ".encode()]
)
def test_empty(data: bytes) -> None:
    assert refused("-", stdin=io.BytesIO(data)).code == "file_empty"


@pytest.mark.parametrize(
    "data",
    [
        b"\x7fELF\x02\x01\x01" + bytes(400),
        bytes(range(256)) * 40,
        b"\x1f\x8b\x08" + bytes(99),
    ],
)
def test_binary(data: bytes) -> None:
    assert refused("-", stdin=io.BytesIO(data)).code == "file_binary"


def test_too_large(tmp_path: Path, text: str) -> None:
    path = tmp_path / "a.txt"
    path.write_text(text * 10, encoding="utf-8")
    assert load(path, max_bytes=100_000).text
    error = refused(path, max_bytes=1000)
    assert error.code == "file_too_large"
    assert "--max-bytes" in str(error)
    assert refused("-", stdin=io.BytesIO(b"a" * 101), max_bytes=100).code == "file_too_large"
    assert load("-", stdin=io.BytesIO(b"a " * 50), max_bytes=100).text


def test_sizes_are_written_as_the_language_does_and_never_rounded_below_a_limit() -> None:
    assert [megabytes(n) for n in (20_000_000, 500_000, 21_000_363, 99_999)] == [
        "20 MB",
        "0,5 MB",
        "21,01 MB",
        "99.999 B",
    ]
    locale.use("en")
    assert megabytes(21_000_363) == "21.01 MB"


@pytest.mark.skipif(not Path("/dev/zero").exists(), reason="no /dev/zero")
def test_an_endless_source_is_too_large() -> None:
    assert refused("/dev/zero", max_bytes=100_000).code == "file_too_large"


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [
        ("cũ.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "format_office"),
        ("cũ.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "WordDocument".encode("utf-16-le"), "doc_broken"),
        ("bảng.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "format_office"),
        ("mật.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "docx_encrypted"),
        ("thư.rtf", rb"{\rtf1\ansi }", "file_empty"),
        ("thư.msg", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "__properties_version1.0".encode("utf-16-le"), "mail_broken"),
        ("ảnh.gif", b"GIF89a" + bytes(50), "format_image"),
        ("ảnh.avif", b"\x00\x00\x00\x18ftypavif" + bytes(20), "format_image"),
        ("ảnh.svg", b"<svg xmlns='http://www.w3.org/2000/svg'/>", "format_image"),
        ("bảng.xlsx", b"PK\x03\x04" + b"xl/workbook.xml" + bytes(40), "sheet_broken"),
        ("-", b"PK\x03\x04" + b"mimetypeapplication/vnd.oasis.opendocument.text" + bytes(40), "office_broken"),
        ("gói.zip", b"PK\x03\x04" + bytes(40), "archive_broken"),
        ("sách.epub", b"some text", "format_office"),
        ("tin.docx", b"PK\x03\x04" + bytes(60), "docx_broken"),
        ("tin.pdf", b"%PDF-1.7\n" + bytes(100), "pdf_broken"),
        ("-", b"%PDF-1.4\n1 0 obj\n<< >>\nendobj\ntrailer << /Root 1 0 R >>", "pdf_broken"),
    ],
)
def test_formats_refused(name: str, data: bytes, code: str) -> None:
    error = refused("-", stdin=io.BytesIO(data), file_name=None if name == "-" else name)
    assert error.code == code
    assert isinstance(error, TomtatError)


@pytest.mark.parametrize("name", ["tin.docx", "tin.pdf", "tin.doc", "tin.odt", "tin.png"])
def test_text_under_the_name_of_a_binary_format_is_read_as_text(name: str) -> None:
    assert load("-", stdin=io.BytesIO("Chỉ là chữ thường.".encode()), file_name=name).text == "Chỉ là chữ thường."


def test_file_names_with_a_url_scheme() -> None:
    for url in ("ftp://host/a.txt", "file:///etc/passwd", "javascript://x"):
        assert refused(url).code == "url_scheme"


def test_a_word_file_called_doc(make_docx: Callable[..., bytes], text: str, tmp_path: Path) -> None:
    path = tmp_path / "tin.doc"
    path.write_bytes(make_docx(f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"))
    assert load(path).text == text
