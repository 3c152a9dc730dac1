"""The number constraint: nothing but the numbers of the source, exhaustively on a small vocabulary."""

from __future__ import annotations

import re
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tokenizers import Tokenizer

from summarizer.document import load
from summarizer.engines import registry
from summarizer.engines.constraint import Guard, Pieces
from summarizer.engines.numbers import OUTSIDE, Numbers

SOURCE = (
    "Ước đạt trên 39.740 tỷ đồng, tăng 20,18% so với cùng kỳ, có 15/18 chỉ tiêu; ngày 09/12/2023 có 7 người, "
    "năm 2024 phấn đấu 39 xã và 5-7 điểm."
)

NUMBER = re.compile(r"\d+(?:[.,/:–-]\d+)*")


def pieces_of(tokenizer: Tokenizer) -> Pieces:
    anchor = tokenizer.encode("a", add_special_tokens=False).ids
    tokens = [tokenizer.id_to_token(i) for i in range(tokenizer.get_vocab_size())]
    return Pieces.of(tokenizer.decode_batch, anchor, tokens, range(4), end=[1])


def accepts(text: str, source: str = SOURCE) -> bool:
    numbers = Numbers([source])
    state = numbers.run(OUTSIDE, text)
    return state is not None and numbers.may_end(state)


@pytest.mark.parametrize(
    "text",
    [
        "39.740 tỷ đồng",
        "đạt 39.740 tỷ.",
        "tăng 20,18%",
        "tăng 20,18%.",
        "20,18, tăng",
        "15/18 chỉ tiêu",
        "Ngày 09/12/2023 tại thành phố",
        "năm 2024 sẽ có 39 xã",
        "(39 xã)",
        "5-7 điểm",
        "7 người, 39 xã",
        "không có số nào",
    ],
)
def test_numbers_of_the_source_may_be_written(text: str) -> None:
    assert accepts(text)


@pytest.mark.parametrize(
    "text",
    [
        "39.74 tỷ",  # stops where no number stops
        "39.741 tỷ",
        "39.740 triệu",  # another unit
        "39 tỷ",
        "20,18 triệu",
        "20,1%",
        "15 chỉ tiêu",
        "18 chỉ tiêu",
        "9/12/2023",
        "09/12",
        "2023 người",  # part of a date
        "7,39 xã",  # two numbers glued by a comma
        "7 ngườ",  # a unit cut off
        "1",
        "8",
        "năm 2025",
        "5 điểm",  # half of a range
    ],
)
def test_others_may_not(text: str) -> None:
    assert not accepts(text)


def test_every_text_of_a_small_vocabulary() -> None:
    source = "có 12 xã, 3,5% và 1.2 ha"
    texts = ["", "1", "2", "3", "5", "12", ",", ".", " ", "%", " x", "ã", " xã", "h", "a", " ha", "xy"]
    pieces = Pieces(texts, end=[0])
    guard = Guard(pieces, Numbers([source]))
    number = re.compile(r"\d+(?:[.,]\d+)*")
    written = 0
    begun = [("", OUTSIDE)]
    for _ in range(5):  # pieces of a text
        longer = []
        for text, state in begun:
            may = guard.allowed(state)
            longer += [(text + texts[token], guard.after(state, token)) for token in range(1, len(texts)) if may[token]]
        for text, state in longer:
            if guard.allowed(state)[0]:
                assert all(n in ("12", "3,5", "1.2") for n in number.findall(text)), text
                assert not re.search(r"12 (?!xã)", text), text
                assert not re.search(r"3,5 ?\w", text), text
                written += 1
        begun = longer
    assert written > 1000
    assert guard.allowed(OUTSIDE)[5]
    assert not guard.allowed(OUTSIDE)[3 + 1]  # 5 begins no number


def test_wild_walks_over_the_readers_pieces_on_real_articles(samples: Path) -> None:
    """What a model of any temperature could write: pieces by lot, those that numbers are made of far oftener."""
    tokenizer = Tokenizer.from_file(str(registry.shipped("reader") / "tokenizer.json"))
    pieces = pieces_of(tokenizer)
    rng = np.random.default_rng(7)
    odds = np.ones(len(pieces.texts))
    odds[[re.match(r" ?[\d.,/:–%-]", text) is not None for text in pieces.texts]] = 3000.0
    written = 0
    for name in ("soctrang-thanh-uy-2023.txt", "thu-ngan-sach-6-thang.txt", "hoc-phi.nfd.txt"):
        article = load(samples / name)
        for sentence in article.body:
            source = sentence.of(article.text)
            held = set(NUMBER.findall(source))
            guard = Guard(pieces, Numbers([source]))
            for _ in range(10 if held else 0):
                state, ids = OUTSIDE, list[int]()
                while len(ids) < 40 and (len(ids) < 15 or not guard.allowed(state)[1]):
                    chance = odds * guard.allowed(state)
                    chance[1] = 0.0
                    ids.append(int(rng.choice(len(odds), p=chance / chance.sum())))
                    state = guard.after(state, ids[-1])
                if guard.allowed(state)[1]:
                    found = NUMBER.findall(tokenizer.decode(ids))
                    assert set(found) <= held, (found, source)
                    written += len(found)
    assert written > 300


def test_characters_put_together_from_bytes(word_tokenizer: Path) -> None:
    tokenizer = Tokenizer.from_file(str(word_tokenizer))
    guard = Guard(pieces_of(tokenizer), Numbers(["có 12 xã, 7 người và ٣ đội."]))

    def accepted(text: str) -> bool:
        state = OUTSIDE
        for token in tokenizer.encode(text).ids:
            if not guard.allowed(state)[token]:
                return False
            state = guard.after(state, token)
        return bool(guard.allowed(state)[1])

    for text in ("có 12 xã", "7 người, ٣ đội", "tiếng Việt: ế ợ ữ đ", "漢字 và 🙂", "²", "12… 7”"):
        assert accepted(text), text
    for text in ("có １２ xã", "٤ xã", "۴", "12۴", "12٣", "𝟙", "é۴", "12 xế", "12 đội", "7 ngườ", "٣ xã"):
        assert not accepted(text), text


@given(st.lists(st.from_regex(r"[0-9]{1,4}([.,/][0-9]{1,3}){0,2}", fullmatch=True), min_size=1, max_size=5))
def test_each_number_of_any_source_may_be_written_as_it_stands(numbers: list[str]) -> None:
    source = " và ".join(f"{n} xã" for n in numbers)
    for n in numbers:
        assert accepts(f"có {n} xã.", source)
    assert accepts(source, source)


@given(st.text(alphabet="0123456789.,/-% abxã", max_size=12))
def test_whatever_is_accepted_holds_only_numbers_of_the_source(text: str) -> None:
    if accepts(text):
        found = re.findall(r"\d+(?:[.,/:–-]\d+)*", SOURCE)
        for n in re.findall(r"\d+(?:[.,/:–-]\d+)*", text):
            assert n in found
