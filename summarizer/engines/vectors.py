"""What a text is about, as one vector: for finding stored articles by their meaning, without torch.

The mean of the reader's vectors of word pieces, each weighed by how rare the piece is, less what any text is expected
to share (smooth inverse frequency: Arora, Liang & Ma 2017); the tokenizer's unigram model knows how rare. It finds
articles by half their titles, or by questions in other words, better than the mean of what the reader's layers make of
them (`models/README.md`).
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Final

import numpy as np
import numpy.typing as npt

from summarizer.engines.registry import EngineUnavailable, loading, shipped
from summarizer.text.fold import newspaper

if TYPE_CHECKING:
    from tokenizers import Tokenizer

_VECTORS: Final = "encoder.embeddings.word_embeddings.weight"
_RARE: Final = 3e-5
"""How likely a piece is that counts half of what the rarest does."""
_READ: Final = 20_000
"""Characters of a text that are read: what it is about is said by then."""


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a text is about: a vector of length 1, packed as little-endian float16.

    `model` is the revision of the vectors; those of two models have nothing in common.
    """

    model: str
    vector: bytes


@dataclass(frozen=True, slots=True)
class _Pieces:
    tokenizer: Tokenizer
    values: npt.NDArray[np.int8]  # (pieces, width)
    scales: npt.NDArray[np.float32]  # (pieces, width / 64)
    weights: npt.NDArray[np.float32]  # (pieces,)
    shared: npt.NDArray[np.float32]  # (width,), of length 1: where the vector of any text is expected to point
    revision: str

    def mean(self, text: str) -> npt.NDArray[np.float32] | None:
        ids = self.tokenizer.encode(newspaper(text), add_special_tokens=False).ids if not text.isspace() else []
        if not ids:
            return None
        kinds, times = np.unique(np.array(ids), return_counts=True)
        found = (times * self.weights[kinds]) @ _floats(self.values[kinds], self.scales[kinds])
        left: npt.NDArray[np.float32] = found - (found @ self.shared) * self.shared
        return left


def meaning(text: str) -> Meaning | None:
    """What a text is about; None where it has no word.

    Raises:
        EngineUnavailable: the reader's files are missing or damaged.
    """
    pieces = _pieces(shipped("reader"))
    found = pieces.mean(text[:_READ])
    if found is None:
        return None
    length = float(np.linalg.norm(found)) or 1.0
    return Meaning(pieces.revision, (found / length).astype("<f2").tobytes())


def meaning_if_any(text: str) -> Meaning | None:
    """`meaning`, or None where there is no reader to say it."""
    try:
        return meaning(text)
    except EngineUnavailable:
        return None


def _floats(values: npt.NDArray[np.int8], scales: npt.NDArray[np.float32]) -> npt.NDArray[np.float32]:
    """Rows of a matrix as they are stored (`engines.weights`), made floats."""
    groups = values.reshape(len(values), scales.shape[1], -1) * scales[..., None]
    return groups.reshape(len(values), -1)


@cache
@loading("reader")
def _pieces(folder: Path) -> _Pieces:
    import json

    from safetensors import safe_open
    from tokenizers import Tokenizer

    told = (folder / "tokenizer.json").read_text(encoding="utf-8")
    tokenizer = Tokenizer.from_str(told)
    likely = np.exp(np.array([score for _, score in json.loads(told)["model"]["vocab"]], np.float64))
    config = json.loads((folder / "config.json").read_text(encoding="utf-8"))
    for file in sorted(folder.glob("weights-*.safetensors")):
        with safe_open(str(file), "np") as held:
            if _VECTORS in held.keys():  # noqa: SIM118  # it is no mapping
                values = held.get_tensor(_VECTORS)
                scales = held.get_tensor(f"{_VECTORS}.scale").reshape(len(values), -1).astype(np.float32)
                weights = (_RARE / (_RARE + likely)).astype(np.float32)
                shared = (likely * weights).astype(np.float32) @ _floats(values, scales)
                shared /= max(float(np.linalg.norm(shared)), 1e-6)
                return _Pieces(tokenizer, values, scales, weights, shared, f"{config.get('revision', '')}/pieces")
    raise ValueError(f"{folder}: no {_VECTORS}")
