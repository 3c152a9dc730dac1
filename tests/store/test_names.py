"""Names in the store: whatever the file system has comes back; no password goes in."""

from __future__ import annotations

import os

import pytest

from summarizer.store import open_store
from summarizer.store.briefs import saw
from summarizer.store.names import pack, scrub, unpack


@pytest.mark.parametrize("name", ["/bài/báo cáo.txt", os.fsdecode(b"/b\xe1o c\xe1o.txt"), "-", "", "\udfff\ud800%41"])
def test_any_name_comes_back(name):
    kept = pack(name)
    kept.encode("utf-8")
    assert unpack(kept) == name


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("https://an:mat-khau@vidu.vn/a?b=1", "https://an@vidu.vn/a?b=1"),
        ("https://an:p@ss:word@vidu.vn/", "https://an@vidu.vn/"),
        ("https://vidu.vn/x:y@z", "https://vidu.vn/x:y@z"),
        ("https://an@vidu.vn/", "https://an@vidu.vn/"),
        ("/home/a:b@c/bai.txt", "/home/a:b@c/bai.txt"),
    ],
)
def test_a_password_is_left_out(address, expected):
    assert scrub(address) == expected
    assert pack(address) == expected


def test_a_source_of_any_name_can_be_noted(tmp_path):
    with open_store(tmp_path / "s.db") as store, store.write() as db:
        db.execute("INSERT INTO articles VALUES (1, 'x', '', 0, NULL, '', '', x'', x'', '')")
        saw(db, 1, os.fsdecode(b"/b\xe1o.txt"), "1")
        assert unpack(db.execute("SELECT origin FROM sources").fetchone()[0]) == os.fsdecode(b"/b\xe1o.txt")
