"""The judge: what it reads of a claim, what it is told of each word, and verdicts at words of the claim."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from tokenizers import Tokenizer

from summarizer import document
from summarizer.document.model import Article
from summarizer.engines import weights
from summarizer.engines.judge import pairs
from summarizer.engines.judge.engine import load
from summarizer.engines.judge.network import KINDS
from summarizer.engines.judge.reading import read
from summarizer.engines.registry import EngineUnavailable, shipped

SENTENCES = [
    "Sở Tài chính bố trí 85 tỷ đồng trước ngày 20/9.",
    "Hội nghị diễn ra sáng nay tại thành phố.",
    "Sở Y tế không tăng giá khám bệnh trong năm 2025.",
]


def index(sentences: list[str]) -> pairs.Index:
    return pairs.Index([pairs.words(s) for s in sentences])


def told(own: str, other: str, name: str, *, rest: frozenset[str] = frozenset(), claim: bool = True) -> list[str]:
    """The words of `own` that carry a flag beside `other`."""
    table = pairs.marks(own, pairs.words(own), pairs.words(other), rest, claim=claim)
    bit = np.uint32(1 << pairs.NAMES.index(name))
    return [w.low for w in pairs.words(own) if table[w.start] & bit]


def test_evidence_is_what_holds_the_claim() -> None:
    assert index(SENTENCES).evidence(pairs.words("Sở Y tế giữ giá khám bệnh")) == [2]


def test_evidence_of_two_facts_is_two_sentences() -> None:
    claim = "Sở Tài chính bố trí 85 tỷ đồng, Sở Y tế không tăng giá khám bệnh"
    assert index(SENTENCES).evidence(pairs.words(claim)) == [0, 2]


def test_words_are_told_whether_they_stand_in_the_source() -> None:
    assert told("chi 85 tỷ", SENTENCES[0], "held") == ["85", "tỷ"]
    assert told("chi 85 tỷ", SENTENCES[0], "same_number") == ["85"]
    assert told("chi 90 tỷ", SENTENCES[0], "number") == ["90"]
    assert told("chi 90 tỷ", SENTENCES[0], "same_number") == []
    assert told("hội nghị", SENTENCES[0], "elsewhere", rest=frozenset({"hội"})) == ["hội"]


def test_equal_numbers_are_equal_however_they_are_written() -> None:
    assert told("02 người, 1250 hộ", "2 người và 1.250 hộ", "same_number") == ["02", "1250"]


def test_kinds_of_words_are_told() -> None:
    assert told("Sở không tăng giá", SENTENCES[2], "negation") == ["không"]
    assert told("Sở sẽ giảm giá", SENTENCES[2], "down") == ["giảm"]


def test_a_reading_is_evidence_then_claim(tiny_reader: Path) -> None:
    tokenizer = Tokenizer.from_file(str(tiny_reader / "tokenizer.json"))
    claim = "Sở Tài chính bố trí 85 tỷ đồng"
    reading = read(index(SENTENCES), SENTENCES, "Tên bài", claim, tokenizer)
    assert reading.evidence == (0,)
    assert len(reading.ids) == len(reading.flags) == len(reading.claim)
    mine = np.flatnonzero(reading.claim)
    assert (np.diff(mine) == 1).all()
    held = {i for a, b in zip(reading.starts[mine], reading.ends[mine], strict=True) for i in range(a, b)}
    assert {i for i, c in enumerate(claim) if not c.isspace()} <= held


def test_a_verdict_names_words_of_the_claim(tiny_judge: Path, tiny_reader: Path, report: Article) -> None:
    judge = load(tiny_judge, tiny_reader)
    claims = ["Thu ngân sách ước đạt 1.250 tỷ đồng.", "Huyện có 18 xã."]
    verdicts = judge.judge(report, claims)
    assert [v.kind in KINDS for v in verdicts] == [True, True]  # its threshold is 0: everything is flagged
    for claim, verdict in zip(claims, verdicts, strict=True):
        assert 0 <= verdict.false <= 1
        assert verdict.words
        assert all(span.of(claim).strip() for span in verdict.words)
        assert all(0 <= i < len(report.sentences) for i in verdict.evidence)
    assert judge.judge(report, claims) == verdicts


def test_the_foot_is_read_for_who_signed_and_for_nothing_else(tiny_judge: Path, tiny_reader: Path) -> None:
    article = document.from_text(
        "ỦY BAN NHÂN DÂN TỈNH\nSố: 45/QĐ-UBND\n\nQUYẾT ĐỊNH\nVề việc cấp 12 xe cứu thương\n\n"
        "Điều 1. Cấp 12 xe cứu thương cho bệnh viện tuyến huyện.\n\nNơi nhận:            CHỦ TỊCH\n"
        "- Như Điều 1;\n- Lưu: VT.           Lê Minh Tâm\n"
    )
    judge = load(tiny_judge, tiny_reader, threads=1)
    signed, other = judge.judge(article, ["Ông Lê Minh Tâm ký quyết định.", "Cấp 12 xe cứu thương."])
    assert any(article.sentences[i].role == "furniture" for i in signed.evidence)
    assert all(article.sentences[i].role != "furniture" for i in other.evidence)


def test_an_empty_claim_is_no_error(tiny_judge: Path, tiny_reader: Path, report: Article) -> None:
    assert load(tiny_judge, tiny_reader).judge(report, ["", "…"])[0].words == ()


def test_a_damaged_judge_is_told(tiny_reader: Path, tmp_path: Path) -> None:
    (tmp_path / "config.json").write_text("[]")
    with pytest.raises(EngineUnavailable):
        load(tmp_path, tiny_reader)


def test_the_shipped_judge_knows_the_kinds_of_the_network() -> None:
    """A kind more or less, or in another order, wants the judge trained anew."""
    (rows,) = weights.load(shipped("judge"), wanted="kind.bias".__eq__).values()
    assert len(rows) == len(KINDS)
