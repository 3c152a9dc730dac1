"""Mails and archives on the desk: each attachment an entry of its own."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

from summarizer.tui.intake import expand

_MAIL = (
    b"From: An <an@vi.du>\r\nSubject: Bao cao\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=x\r\n\r\n--x\r\n"
    b"Content-Type: text/plain\r\n\r\nXin gui bao cao.\r\n--x\r\nContent-Type: text/plain\r\n"
    b"Content-Disposition: attachment; filename=phu-luc.txt\r\n\r\nPhu luc.\r\n--x--\r\n"
)


def test_a_folder_gives_the_members_of_mails_and_archives(tmp_path: Path) -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("tin.txt", "Tin ngắn.")
        archive.writestr("thu.eml", _MAIL)
    (tmp_path / "goi.zip").write_bytes(packed.getvalue())
    (tmp_path / "thu.eml").write_bytes(_MAIL)
    found = [name.removeprefix(f"{tmp_path}/") for name in expand(str(tmp_path), max_bytes=10_000)]
    assert found == [
        *("goi.zip!/tin.txt", "goi.zip!/thu.eml", "goi.zip!/thu.eml!/phu-luc.txt"),
        *("thu.eml", "thu.eml!/phu-luc.txt"),
    ]


def test_a_member_can_be_named(tmp_path: Path) -> None:
    (tmp_path / "thu.eml").write_bytes(_MAIL)
    assert list(expand(f"{tmp_path}/thu.eml!/phu-luc.txt", max_bytes=10_000)) == [f"{tmp_path}/thu.eml!/phu-luc.txt"]


def test_one_larger_than_the_limit_is_not_taken_apart(tmp_path: Path) -> None:
    mail = tmp_path / "thu.eml"
    mail.write_bytes(_MAIL)
    assert len(list(expand(str(mail), max_bytes=len(_MAIL)))) == 2
    assert list(expand(str(mail), max_bytes=len(_MAIL) - 1)) == [str(mail)]
