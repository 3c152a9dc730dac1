"""Small random models that tests write where a shipped one would lie."""

from __future__ import annotations

import json
from pathlib import Path

import torch

from summarizer.engines import surface, weights
from summarizer.engines.reader.network import ReaderConfig, ReaderNet


def reader(folder: Path, vocab_size: int, seed: int) -> Path:
    """Weights and settings like those of models/reader into a folder that has a tokenizer."""
    torch.manual_seed(seed)
    config = ReaderConfig(
        features=surface.NAMES,
        vocab_size=vocab_size,
        hidden=64,
        layers=2,
        heads=2,
        feed_forward=128,
        document_layers=1,
        document_heads=1,
    )
    weights.save(folder, ReaderNet(config).state_dict())
    (folder / "config.json").write_text(json.dumps({**config.as_dict(), "revision": "tiny"}))
    return folder
