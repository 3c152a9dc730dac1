"""Tiny random models, made by the tests: every step of an engine runs on them in a second."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import torch

from summarizer.document import from_text
from summarizer.document.model import Article
from summarizer.engines import weights
from tests import tiny

REPORT = """Hội nghị tổng kết công tác năm 2024 của huyện Tân Lập

Ngày 12/12/2024, Huyện ủy Tân Lập tổ chức hội nghị tổng kết công tác năm 2024. Thu ngân sách ước đạt 1.250 tỷ đồng, \
tăng 8,4% so với năm 2023. Toàn huyện có 15/18 xã đạt chuẩn nông thôn mới.

Đến nay huyện đã giải ngân 92,5% vốn đầu tư công; còn 7 dự án chậm tiến độ. Số hộ nghèo giảm còn 312 hộ.

Bí thư Huyện ủy yêu cầu các phòng, ban hoàn thành quyết toán trước ngày 31/12. Tăng cường kiểm tra các dự án chậm.
"""


@pytest.fixture
def report() -> Article:
    return from_text(REPORT)


@pytest.fixture(scope="session")
def tiny_reader(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder like models/reader, with a small random network."""
    from tokenizers import Tokenizer, models, normalizers, pre_tokenizers

    folder = tmp_path_factory.mktemp("reader")
    letters = sorted(set(REPORT.replace(" ", "").replace("\n", "")) | {"▁"})
    vocab = [("<s>", 0.0), ("<pad>", 0.0), ("</s>", 0.0), ("<unk>", -20.0), *((c, -3.0) for c in letters)]
    tokenizer = Tokenizer(models.Unigram(vocab, unk_id=3))
    tokenizer.normalizer = normalizers.NFKC()
    tokenizer.pre_tokenizer = pre_tokenizers.Metaspace()
    tokenizer.save(str(folder / "tokenizer.json"))
    return tiny.reader(folder, len(vocab), seed=1)


@pytest.fixture(scope="session")
def word_tokenizer(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A byte-level BPE tokenizer.json without merges: any text, one token a byte."""
    from tokenizers import Tokenizer, decoders, models, pre_tokenizers

    alphabet = sorted(pre_tokenizers.ByteLevel.alphabet())
    vocab = {t: i for i, t in enumerate(["<pad>", "<eos>", "<bos>", "<unk>", *alphabet])}
    tokenizer = Tokenizer(models.BPE(vocab=vocab, merges=[], unk_token="<unk>"))
    tokenizer.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    tokenizer.decoder = decoders.ByteLevel()
    tokenizer.add_special_tokens(["<pad>", "<eos>", "<bos>", "<unk>"])
    path = tmp_path_factory.mktemp("tokenizer") / "tokenizer.json"
    tokenizer.save(str(path))
    return path


@pytest.fixture(scope="session")
def tiny_marker(tiny_reader: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder like models/marker, with a small random network on the tiny reader's first layer."""
    from summarizer.engines import trunk
    from summarizer.engines.marker import flags, traits
    from summarizer.engines.marker.network import MarkerConfig, MarkerNet

    folder = tmp_path_factory.mktemp("marker")
    shape = trunk.shape(tiny_reader)
    torch.manual_seed(5)
    config = MarkerConfig(
        flags=flags.NAMES,
        figures=traits.NAMES,
        vocab_size=shape.vocab_size,
        hidden=shape.hidden,
        trunk=1,
        layers=1,
        heads=shape.heads,
        feed_forward=shape.feed_forward,
        pointer=16,
    )
    weights.save(folder, MarkerNet(config).state_dict())
    (folder / "config.json").write_text(json.dumps({**config.as_dict(), "revision": "tiny", "bias": 4.0}))
    return folder


@pytest.fixture(scope="session")
def tiny_judge(tiny_reader: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder like models/judge, with a small random network on the tiny reader's first layer."""
    from summarizer.engines import trunk
    from summarizer.engines.judge import pairs
    from summarizer.engines.judge.network import JudgeConfig, JudgeNet

    folder = tmp_path_factory.mktemp("judge")
    shape = trunk.shape(tiny_reader)
    torch.manual_seed(6)
    config = JudgeConfig(
        flags=pairs.NAMES,
        vocab_size=shape.vocab_size,
        hidden=shape.hidden,
        trunk=1,
        layers=1,
        heads=shape.heads,
        feed_forward=shape.feed_forward,
    )
    weights.save(folder, JudgeNet(config).state_dict())
    (folder / "config.json").write_text(json.dumps({**config.as_dict(), "revision": "tiny", "threshold": 0.0}))
    return folder
