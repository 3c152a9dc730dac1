"""Builders of small files that the loading tests read."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence

import pytest

TEXT = (
    "Sáu tháng đầu năm, thu ngân sách của huyện ước đạt 1.284 tỷ đồng, bằng 57,9% dự toán và tăng 12,4% so với cùng kỳ. "
    "Chủ tịch UBND huyện yêu cầu các xã rà soát nợ thuế, hoàn thành trước ngày 30/9."
)

Words = tuple[float, float, float, str]
"""x and y in points, font size, and text that windows-1252 can hold."""


def pdf_of(pages: Sequence[Sequence[Words]], *, image: bool = False) -> bytes:
    """A PDF by hand: each page's words in Helvetica, a size over 100 meaning bold of that less 100."""
    objects: list[bytes] = [b"<< /Type /Catalog /Pages 2 0 R >>", b""]
    fonts = "/F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>"
    fonts += " /F2 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica-Bold /Encoding /WinAnsiEncoding >>"
    picture = "/XObject << /I 3 0 R >>" if image else ""
    objects.append(
        b"<< /Type /XObject /Subtype /Image /Width 1 /Height 1 /ColorSpace /DeviceGray /BitsPerComponent 8 /Length 1 >>"
        b"\nstream\n\xff\nendstream"
    )
    kids = []
    for words in pages:
        drawn = []
        for x, y, size, text in words:
            font = "/F2" if size > 100 else "/F1"
            shown = text.encode("cp1252").replace(b"\\", b"\\\\").replace(b"(", b"\\(").replace(b")", b"\\)")
            drawn.append(f"BT {font} {size % 100} Tf 1 0 0 1 {x} {y} Tm (".encode() + shown + b") Tj ET")
        stream = b"\n".join(drawn) + (b"\nq 500 0 0 700 0 0 cm /I Do Q" if image else b"")
        objects.append(b"<< /Length %d >>\nstream\n" % len(stream) + stream + b"\nendstream")
        content = len(objects)
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents {content} 0 R "
            f"/Resources << /Font << {fonts} >> {picture} >> >>".encode()
        )
        kids.append(f"{len(objects)} 0 R")
    objects[1] = f"<< /Type /Pages /Kids [{' '.join(kids)}] /Count {len(kids)} >>".encode()
    out = bytearray(b"%PDF-1.4\n")
    places = []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n" % number + body + b"\nendobj\n"
    table = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, table)
    return bytes(out)


def docx_of(body: str, **parts: str) -> bytes:
    """A Word file whose body is the given XML."""
    import docx
    from docx.oxml import parse_xml

    document = docx.Document()
    names = (
        'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
        'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    )
    whole = parse_xml(f"<w:body {names}>{body}</w:body>")
    for child in list(whole):
        document.element.body.insert_element_before(child, "w:sectPr")
    for name, value in parts.items():
        setattr(document.core_properties, name, value)
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


@pytest.fixture(scope="session")
def text() -> str:
    """Two sentences of Vietnamese."""
    return TEXT


@pytest.fixture(scope="session")
def make_pdf() -> Callable[..., bytes]:
    return pdf_of


@pytest.fixture(scope="session")
def make_docx() -> Callable[..., bytes]:
    return docx_of
