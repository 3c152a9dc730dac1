"""No bytes, whatever they are called, raise anything but `LoadError`; and what loads keeps the promises of an Article."""

from __future__ import annotations

import contextlib
import io
import random
import re
import sys
import unicodedata
import zipfile
from functools import cache
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from summarizer.document import LoadError, load, members
from summarizer.document.formats.sniff import SUFFIXES

sys.path.insert(0, str(Path(__file__).parent))

from mutation import built, mutated

SAMPLES = Path(__file__).resolve().parents[2] / "samples"
NAMES = [None, *(f"a{suffix}" for suffix in SUFFIXES), "a.doc", "a.rtf", "a.png"]
CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")
relaxed = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def attempt(data: bytes, name: str | None) -> None:
    said = ""
    try:
        article = load("-", stdin=io.BytesIO(data), file_name=name)
    except LoadError as error:
        said = str(error)
    if said:
        assert not CONTROL.search(said)
        return
    assert unicodedata.is_normalized("NFC", article.text)
    assert not CONTROL.search(article.text.replace("\n", "").replace("\t", ""))
    end = 0
    for sentence in article.sentences:
        assert end <= sentence.start < sentence.end <= len(article.text)
        assert not article.text[end : sentence.start].strip()
        end = sentence.end
    assert not article.text[end:].strip()


@pytest.mark.parametrize("name", NAMES)
@given(data=st.binary(max_size=400))
@example(data=b"%PDF-1.4")
@example(data=b"PK\x03\x04word/document.xml")
@example(data=b"PK\x05\x06" + bytes(18))
@example(data=b"<html")
@example(data=b"\xff\xfe<\x00")
@relaxed
def test_any_bytes(name: str | None, data: bytes) -> None:
    attempt(data, name)


@pytest.mark.parametrize("name", ["a.txt", "a.md", "a.html"])
@given(text=st.text(max_size=300))
@relaxed
def test_any_text(name: str, text: str) -> None:
    attempt(text.encode("utf-8", "surrogatepass"), name)


PIECES = """
<p> </p> <div> </div> <table> <tr> <td> </td> <ul> <li> </ul> <h1> </h1> <br> <script> </script> <!-- --> <![CDATA[ ]]>
&amp; &#0; &#27; &#xD800; &nbsp; <a href=x> </a> <svg> <math> <title> | --- # - 1. > ``` [a](b) ![c](d) \\ Thu ngân sách
đạt 1.284 tỷ đồng.
"""
MARKUP = st.lists(
    st.sampled_from([*PIECES.split(), " ", "\n", "\n\n", "\t", "\x1b[31m", "\u202e", "\x00"]), max_size=60
).map("".join)


@pytest.mark.parametrize("name", ["a.md", "a.html", None])
@given(text=MARKUP)
@relaxed
def test_any_markup(name: str | None, text: str) -> None:
    attempt(text.encode(), name)


@cache
def sample(name: str) -> bytes:
    return (SAMPLES / name).read_bytes()


FILES = sorted(p for p in Path(__file__).with_name("files").iterdir() if p.suffix in SUFFIXES)
MAIL = SAMPLES / "thong-cao-lua-dao.eml"


@pytest.mark.parametrize("path", [*FILES, MAIL], ids=lambda p: p.name)
def test_a_sample_of_what_make_fuzz_does(path: Path) -> None:
    """A few of the 10^5 damaged files that `scripts/fuzz.py` loads, the same in every run."""
    data = path.read_bytes()
    for seed in range(12):
        attempt(mutated(data, random.Random(seed)), path.name)


@pytest.mark.parametrize("name", [name for name in built() if not name.startswith("anh.")])
def test_a_sample_of_the_formats_of_which_none_is_kept(name: str) -> None:
    data = built()[name]
    for seed in range(12):
        damaged = mutated(data, random.Random(seed))
        attempt(damaged, name)
        if Path(name).suffix in members.CONTAINERS:
            with contextlib.suppress(LoadError):
                for member in members.members(damaged, Path(name).suffix, name):
                    members.member(damaged, Path(name).suffix, name, member, max_bytes=1_000_000)


def test_a_document_reaches_no_file_and_no_address(tmp_path: Path) -> None:
    """Entities, parts outside the package and links are never opened, in any format of XML."""
    secret = tmp_path / "secret.txt"
    secret.write_text("MẬT KHẨU LÀ 12345", encoding="utf-8")
    entity = f'<!DOCTYPE a [<!ENTITY x SYSTEM "{secret.as_uri()}"><!ENTITY y "{"ha" * 50}">]>'.encode()
    for path in FILES:
        if not zipfile.is_zipfile(path):
            continue
        out = io.BytesIO()
        with zipfile.ZipFile(path) as old, zipfile.ZipFile(out, "w") as new:
            for member in old.namelist():
                content = old.read(member)
                if member.endswith(".xml"):
                    head, mark, rest = content.partition(b"?>")
                    content = head + mark + entity + rest.replace("ngân sách".encode(), b"&x;&y;", 1)
                new.writestr(member, content)
        said = ""
        try:
            said = load("-", stdin=io.BytesIO(out.getvalue()), file_name=path.name).text
        except LoadError as error:
            said = str(error)
        assert "12345" not in said


@pytest.mark.parametrize("name", ["trat-tu-giao-thong.docx", "kinh-te-xa-hoi-quy-3.pdf", "benh-vien-tuyen-huyen.html"])
@given(data=st.data())
@settings(relaxed, max_examples=25)
def test_damaged_files(name: str, data: st.DataObject) -> None:
    damaged = bytearray(sample(name))
    for _ in range(data.draw(st.integers(1, 6))):
        if not damaged:
            break
        at = data.draw(st.integers(0, len(damaged) - 1))
        match data.draw(st.sampled_from(("change", "cut", "double", "end"))):
            case "change":
                damaged[at] = data.draw(st.integers(0, 255))
            case "cut":
                del damaged[at : at + data.draw(st.integers(1, 200))]
            case "double":
                damaged[at:at] = damaged[at : at + 50]
            case _:
                del damaged[max(at, 1) :]
    attempt(bytes(damaged), name)
