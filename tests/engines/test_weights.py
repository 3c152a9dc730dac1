"""Weights on disk."""

from __future__ import annotations

from pathlib import Path

import pytest
import torch

from summarizer.engines import weights


def test_round_trip_within_the_bound(tmp_path: Path) -> None:
    torch.manual_seed(0)
    state = {"big.weight": torch.randn(96, 128) * 0.05, "small.bias": torch.randn(96), "odd": torch.randn(90, 61)}
    weights.save(tmp_path, state)
    found = weights.load(tmp_path)
    assert set(found) == set(state)
    assert torch.equal(found["small.bias"], state["small.bias"])
    assert torch.equal(found["odd"], state["odd"])  # no multiple of the group stays float32
    groups = state["big.weight"].reshape(-1, weights.GROUP)
    bound = groups.abs().amax(1, keepdim=True) / 127 * 0.51
    assert bool(((found["big.weight"].reshape(-1, weights.GROUP) - groups).abs() <= bound + 1e-6).all())


def test_shards_stay_small(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(weights, "SHARD_BYTES", 30_000)
    state = {f"w{i}": torch.randn(128, 128) for i in range(5)}
    weights.save(tmp_path, state)
    files = sorted(tmp_path.glob("weights-*.safetensors"))
    assert len(files) == 5
    assert set(weights.load(tmp_path)) == set(state)
    weights.save(tmp_path, {"w0": state["w0"]})  # fewer shards than before leave none behind
    assert len(list(tmp_path.glob("weights-*.safetensors"))) == 1


def test_missing_and_damaged(tmp_path: Path) -> None:
    with pytest.raises(weights.DamagedWeights, match="no weights"):
        weights.load(tmp_path)
    weights.save(tmp_path, {"w": torch.randn(128, 128)})
    file = tmp_path / "weights-00.safetensors"
    file.write_bytes(file.read_bytes()[:1000])
    with pytest.raises(weights.DamagedWeights):
        weights.load(tmp_path)


def test_json(tmp_path: Path) -> None:
    for content in ("[1]", "{", None):
        path = tmp_path / "config.json"
        path.unlink(missing_ok=True)
        if content is not None:
            path.write_text(content)
        with pytest.raises(weights.DamagedWeights):
            weights.read_json(path)
