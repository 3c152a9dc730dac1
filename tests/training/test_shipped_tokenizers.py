"""The tokenizer that ships: no text is lost in it."""

from __future__ import annotations

import itertools
import re
import unicodedata
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tokenizers import Tokenizer

MODELS = Path(__file__).resolve().parents[2] / "models"
PLAIN = "bcdđghklmnpqrstvx"
VOWELS = "aăâeêioôơuưy"
TONES = ("", "\u0300", "\u0301", "\u0303", "\u0309", "\u0323")
LETTERS = [unicodedata.normalize("NFC", v + t) for v, t in itertools.product(VOWELS, TONES)] + list(PLAIN)
LETTERS += [letter.upper() for letter in LETTERS]
MARKS = "0123456789.,;:!?%/()[]\"'“”‘’…–—-+=*&@#<>°²³½€₫•"

once = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@pytest.fixture(scope="module")
def reader(required: Callable[[Path], Path]) -> Tokenizer:
    return Tokenizer.from_file(str(required(MODELS / "reader" / "tokenizer.json")))


def test_there_are_all_letters() -> None:
    assert len(set(LETTERS)) == len(LETTERS) == 2 * (72 + 17)


@pytest.mark.parametrize("around", ["{}", "a{}", "{}a", "a {} a"])
def test_reader_knows_every_letter_and_mark(reader: Tokenizer, around: str) -> None:
    unknown = reader.token_to_id("<unk>")
    missing = [c for c in [*LETTERS, *MARKS] if unknown in reader.encode(around.format(c)).ids]
    assert missing == []


@once
@given(text=st.text(st.sampled_from([*LETTERS, *MARKS, " ", "\n"]), max_size=80))
def test_reader_loses_nothing_of_vietnamese(reader: Tokenizer, text: str) -> None:
    encoding = reader.encode(text)
    assert reader.token_to_id("<unk>") not in encoding.ids
    expected = re.sub(r"\s+", " ", unicodedata.normalize("NFKC", text)).strip(" ")
    assert re.sub(" +", " ", reader.decode(encoding.ids)).strip(" ") == expected


def test_reader_special_pieces_come_first(reader: Tokenizer) -> None:
    assert [reader.id_to_token(i) for i in range(4)] == ["<s>", "<pad>", "</s>", "<unk>"]
