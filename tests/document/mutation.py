"""Files damaged as in transit, or by somebody who means harm: bytes changed, cut, doubled, moved, lengths made absurd.

Packages are damaged inside their members, which deflate and checksums would else keep from every reader.
"""

from __future__ import annotations

import io
import random
import struct
import zipfile

from ole import message

_NUMBERS = [b"\0" * 4, b"\xff" * 4, b"\xff\xff\xff\x7f", b"\0\0\0\x80", b"\xfe\xff\xff\xff", b"\1\0\0\0", b"\xff\xff"]
_WORDS = [
    b"<",
    b">",
    b"</",
    b"{",
    b"}",
    b"\\",
    b"&#0;",
    b"&x;",
    b"\0",
    b"9" * 20,
    b"-1",
    b"\xed\xa0\x80",
    b"\n",
    b"\t|",
]


_TEXT = "Kết quả thu ngân sách\n\nHuyện Tân Phú thu 1.284 tỷ đồng, bằng 57,9% dự toán.\n"
_TABLE = "Khoản thu,Dự toán,Thực hiện\nThuế,1950,1128\nPhí,268,156\nKhác,12,9\n"
_PAGE = f"<html><head><title>Thu</title></head><body><h1>Kết quả thu</h1><p>{_TEXT * 3}</p></body></html>"


def built() -> dict[str, bytes]:
    """Small files of the formats of which none is kept, by their names."""
    from PIL import Image

    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("thu.txt", _TEXT)
        package.writestr("bảng/thu.csv", _TABLE)
    saved = f'MIME-Version: 1.0\nContent-Type: multipart/related; boundary="b"\n\n--b\nContent-Type: text/html\n\n{_PAGE}\n--b--\n'
    quoting = _PAGE.replace(
        "</body>", "<div class=gmail_quote>Vào thứ Hai An đã viết:<blockquote>Ừ.</blockquote></div></body>"
    )
    found = {
        "thu.zip": archive.getvalue(),
        "thu.msg": message(
            "Kết quả thu", "Sở Tài chính", _TEXT, {"thu.csv": _TABLE.encode(), "thu.zip": archive.getvalue()}
        ),
        "thu.mht": saved.encode(),
        "thu.eml": f"From: an@example.com\nSubject: Re: Thu\nContent-Type: text/html; charset=utf-8\n\n{quoting}".encode(),
        "thu.csv": _TABLE.encode(),
        "thu.json": f'{{"title": "Thu", "text": "{_TEXT.strip().replace(chr(10), " ")}"}}'.encode(),
        "thu.txt": f"---\ntitle: Thu\ndate: 2025-10-03\n---\n\n{_TEXT}".encode("utf-16"),
    }
    picture = Image.linear_gradient("L").resize((48, 64))
    for form in ("png", "jpeg", "tiff", "webp", "bmp"):
        out = io.BytesIO()
        picture.save(out, form)
        found[f"anh.{form}"] = out.getvalue()
    return found


def mutated(data: bytes, chance: random.Random) -> bytes:
    """`data` with one to eight places damaged."""
    if data.startswith(b"PK\x03\x04") and chance.random() < 0.8:
        return _package(data, chance)
    return _bytes(data, chance)


def _bytes(data: bytes, chance: random.Random) -> bytes:
    damaged = bytearray(data)
    for _ in range(chance.choice((1, 1, 2, 4, 8))):
        if not damaged:
            break
        at = chance.randrange(len(damaged))
        match chance.randrange(8):
            case 0 | 1:
                damaged[at] = chance.randrange(256)
            case 2:
                damaged[at : at + 4] = chance.choice(_NUMBERS)
            case 3:
                del damaged[at : at + chance.randint(1, 200)]
            case 4:
                end = at + chance.randint(1, 300)
                damaged[at:at] = damaged[at:end] * chance.randint(1, 5)
            case 5:
                other = chance.randrange(len(damaged))
                damaged[at : at + 32] = damaged[other : other + 32]
            case 6:
                damaged[at:at] = chance.choice(_WORDS) * chance.randint(1, 40)
            case _:
                if chance.random() < 0.2:
                    del damaged[max(at, 1) :]
                else:
                    struct.pack_into("<B", damaged, at, damaged[at] ^ 1 << chance.randrange(8))
    return bytes(damaged)


def _package(data: bytes, chance: random.Random) -> bytes:
    """A package in which one member is damaged, gone, or in the place of another."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        members = {entry.filename: package.read(entry) for entry in package.infolist() if entry.file_size < 2_000_000}
    name = chance.choice([*members] + [m for m in members if m.endswith(".xml")] * 3)
    match chance.randrange(10):
        case 0:
            del members[name]
        case 1:
            members[name] = members[chance.choice([*members])]
        case _:
            members[name] = _bytes(members[name], chance)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for member, content in members.items():
            package.writestr(member, content)
    return out.getvalue()
