"""Several inputs, one of which never answers: the others are read, and it is named."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from summarizer.document import side_by_side
from tests.cli.conftest import Result

_TEXT = "Cảng bốc dỡ 412.000 tấn hàng, tăng 9,6% so với quý trước.\n"


@pytest.fixture(autouse=True)
def short(monkeypatch: pytest.MonkeyPatch) -> None:
    """Limits that a test can wait for."""
    monkeypatch.setattr(side_by_side, "PATIENCE", 0.2)
    monkeypatch.setattr(side_by_side, "LIMIT", 1.5)


@pytest.fixture
def silent() -> Iterator[str]:
    """The address of a server that takes a connection and never says a word."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        yield f"http://127.0.0.1:{server.getsockname()[1]}/bai"


@pytest.fixture
def pipe(tmp_path: Path) -> Path:
    """A pipe that nobody writes to."""
    path = tmp_path / "ong-dan.txt"
    os.mkfifo(path)
    return path


def test_a_dead_pipe_and_a_dead_server_hold_up_nothing(
    tomtat: Callable[..., Result], tmp_path: Path, pipe: Path, silent: str
) -> None:
    first, last = tmp_path / "mot.txt", tmp_path / "hai.txt"
    first.write_text(_TEXT, encoding="utf-8")
    last.write_text(_TEXT.replace("412", "318"), encoding="utf-8")
    done = tomtat("facts", "--figures-only", "--allow-private", "-f", "csv", pipe, silent, first, last)
    assert "412.000 tấn" in done.out
    assert "318.000 tấn" in done.out
    for slow in (pipe.name, silent):
        assert sum(slow in line for line in done.err.splitlines()) == 2  # others first; then given up
    assert done.code == 1
    os.close(os.open(pipe, os.O_RDWR))  # lets the thread that waits for it go


@pytest.fixture
def mail(tmp_path: Path) -> Path:
    """A mail with an attachment: two articles."""
    mail = tmp_path / "thu.eml"
    mail.write_bytes(
        b"From: An <an@vi.du>\r\nSubject: Bao cao\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=x\r\n\r\n--x\r\n"
        b"Content-Type: text/plain; charset=utf-8\r\n\r\n"
        + _TEXT.encode()
        + b"\r\n--x\r\nContent-Type: text/plain; charset=utf-8\r\n"
        b"Content-Disposition: attachment; filename=phu-luc.txt\r\n\r\n"
        + _TEXT.replace("412", "318").encode()
        + b"\r\n--x--\r\n"
    )
    return mail


def test_attachments_are_articles_of_their_own(tomtat: Callable[..., Result], mail: Path) -> None:
    done = tomtat("facts", "--figures-only", "-f", "csv", mail)
    assert f"{mail} › phu-luc.txt" in done.out
    assert done.code == 0


@pytest.mark.parametrize("command", [("facts", "--figures-only"), ("brief", "--engine", "extractive"), ("check",)])
def test_json_of_a_mail_is_a_line_for_each_article_in_it(
    tomtat: Callable[..., Result], tmp_path: Path, mail: Path, command: tuple[str, ...]
) -> None:
    told = tmp_path / "tom-tat.txt"
    told.write_text(_TEXT, encoding="utf-8")
    done = tomtat(*command, "-f", "json", mail, *([told] if command == ("check",) else ()))
    assert [json.loads(line)["schema"].split(".")[1].split("/")[0] for line in done.out.splitlines()] == [
        command[0]
    ] * 2


def test_one_html_document_does_not_take_the_two_articles_of_a_mail(tomtat: Callable[..., Result], mail: Path) -> None:
    done = tomtat("brief", "--engine", "extractive", "-f", "html", mail)
    assert done.code == 2
    assert done.stdout == b""
    assert "html" in done.err


def test_an_archive_is_taken_apart_up_to_the_size_that_is_asked_for(
    tomtat: Callable[..., Result], tmp_path: Path
) -> None:
    packed = tmp_path / "goi.zip"
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("anh.bin", bytes(21_000_000))
        archive.writestr("mot.txt", _TEXT)
        archive.writestr("hai.txt", _TEXT)
    assert tomtat("facts", "--figures-only", packed).code == 3
    done = tomtat("facts", "--figures-only", "-f", "csv", "--max-bytes", "30000000", packed)
    assert (done.code, done.out.count("412.000 tấn")) == (0, 2)


def test_a_result_takes_the_place_of_no_mail_that_its_article_lies_in(
    tomtat: Callable[..., Result], mail: Path
) -> None:
    before = mail.read_bytes()
    done = tomtat("facts", "--figures-only", f"{mail}!/phu-luc.txt", "-o", mail)
    assert done.code == 2
    assert "là bài đang đọc" in done.err
    assert mail.read_bytes() == before


@pytest.mark.parametrize("command", [("facts", "--figures-only", "-"), ("check", __file__)])
def test_a_result_takes_the_place_of_no_file_that_stdin_comes_from(
    process: Callable[..., subprocess.CompletedProcess[bytes]], tmp_path: Path, command: tuple[str, ...]
) -> None:
    text = tmp_path / "bai.txt"
    text.write_text(_TEXT, encoding="utf-8")
    with text.open("rb") as stdin:
        done = process(*command, "-o", text, stdin=stdin)
    assert done.returncode == 2
    assert "là bài đang đọc" in done.stderr.decode()
    assert text.read_text("utf-8") == _TEXT
