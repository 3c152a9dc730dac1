"""Weights on disk: int8 in groups of 64 with float16 scales, in safetensors shards under 50 MB.

Symmetric round-to-nearest quantisation of each group of 64 neighbouring weights of a row (the scheme of llama.cpp's
Q8_0, with groups twice as long): w ≈ q · scale, |error| ≤ max|w| / 254 of the group. Small tensors (norms, biases) stay
float32. It is for storage: loading gives plain float tensors, a shard at a time.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, Final

import torch
from safetensors.torch import load_file, save_file
from torch.overrides import TorchFunctionMode

GROUP: Final = 64
SHARD_BYTES: Final = 45_000_000
SMALL: Final = 4096
"""Tensors of fewer elements stay as they are."""
_SCALE: Final = ".scale"
_AT_ONCE: Final = 1 << 14
"""Groups made floats at once."""


class DamagedWeights(Exception):
    """A folder of weights that lacks a tensor, or whose file cannot be read."""


def quantize(tensor: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
    """int8 values (the tensor's shape) and float16 scales (numel / 64,); the last dimension divides by 64."""
    groups = tensor.detach().float().reshape(-1, GROUP)
    scale = (groups.abs().amax(1) / 127).clamp(min=1e-7).half()
    values = (groups / scale.float().unsqueeze(1)).round().clamp(-127, 127)
    return values.to(torch.int8).reshape(tensor.shape), scale


def dequantize(values: torch.Tensor, scale: torch.Tensor, dtype: torch.dtype = torch.float32) -> torch.Tensor:
    """The tensor that `quantize` took, within its error."""
    if dtype is torch.float32:
        return values.float().view(-1, GROUP).mul_(scale.float().unsqueeze(1)).view(values.shape)
    found = torch.empty(values.numel() // GROUP, GROUP, dtype=dtype)
    for start in range(0, len(found), _AT_ONCE):  # piecewise, so that no float32 copy of all is made on the way
        part = slice(start, start + _AT_ONCE)
        found[part] = values.view(-1, GROUP)[part].float().mul_(scale[part].float().unsqueeze(1))
    return found.view(values.shape)


def save(folder: Path, state: Mapping[str, torch.Tensor]) -> None:
    """Write `state` as `weights-00.safetensors`, `-01` … ; a tensor is whole in one shard with its scales."""
    folder.mkdir(parents=True, exist_ok=True)
    for old in folder.glob("weights-*.safetensors"):
        old.unlink()
    shard: dict[str, torch.Tensor] = {}
    size = number = 0

    def write() -> None:
        save_file(shard, str(folder / f"weights-{number:02}.safetensors"))

    for name, tensor in state.items():
        if tensor.numel() < SMALL or tensor.shape[-1] % GROUP:
            parts = {name: tensor.detach().float().contiguous()}
        else:
            values, scale = quantize(tensor)
            parts = {name: values.contiguous(), name + _SCALE: scale}
        cost = sum(t.numel() * t.element_size() for t in parts.values())
        if shard and size + cost > SHARD_BYTES:
            write()
            shard, size, number = {}, 0, number + 1
        shard |= parts
        size += cost
    write()


def load(
    folder: Path,
    dtype: torch.dtype = torch.float32,
    under: str = "",
    *,
    wanted: Callable[[str], bool] = lambda name: True,
) -> dict[str, torch.Tensor]:
    """The tensors of a folder whose names are wanted: matrices whose names begin with `under` as `dtype`, all other in
    float32.

    Raises:
        DamagedWeights: there are none, or a file is cut off or not what it should be.
    """
    files = sorted(folder.glob("weights-*.safetensors"))
    if not files:
        raise DamagedWeights(f"{folder}: no weights")
    state: dict[str, torch.Tensor] = {}
    for file in files:
        try:
            raw = load_file(str(file))
        except Exception as error:  # safetensors raises its own kinds, not exported
            raise DamagedWeights(f"{file}: {error}") from error
        for name, tensor in raw.items():
            if name.endswith(_SCALE) or not wanted(name):
                continue
            narrow = dtype if name.startswith(under) else torch.float32
            if tensor.dtype is torch.int8:
                scale = raw.get(name + _SCALE)
                if scale is None:
                    raise DamagedWeights(f"{file}: {name} lacks its scales")
                state[name] = dequantize(tensor, scale, narrow)
            else:
                state[name] = tensor.to(narrow) if tensor.ndim > 1 else tensor
    return state


class Unfilled(TorchFunctionMode):  # type: ignore[misc]  # torch is not followed by mypy
    """Modules made within hold no values yet: random ones take a while, and loading overwrites them.

    Not `torch.device("meta")`: there the first random value imports torch's compiler, for two seconds.
    """

    def __torch_function__(self, func: Any, types: Any, args: Any = (), kwargs: Any = None) -> Any:
        if getattr(func, "__module__", None) == "torch.nn.init":
            return args[0] if args else (kwargs or {})["tensor"]
        return func(*args, **(kwargs or {}))


def read_json(path: Path) -> dict[str, Any]:
    """A JSON object.

    Raises:
        DamagedWeights: not there, or no JSON object.
    """
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise DamagedWeights(f"{path}: {error}") from error
    if not isinstance(found, dict):
        raise DamagedWeights(f"{path}: not a JSON object")
    return found
