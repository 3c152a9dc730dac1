"""How torch runs here: threads that yield, no network, the device at hand. Called before torch is first imported."""

from __future__ import annotations

import contextlib
import ctypes
import gc
import importlib.util
import os
import sys
from collections.abc import Callable, Iterator, Sequence
from types import ModuleType
from typing import TYPE_CHECKING, Any, Final, TypeVar

from summarizer.engines.choice import THREADS

if TYPE_CHECKING:
    import torch

Item = TypeVar("Item")
Found = TypeVar("Found")

META: Final = "torch._meta_registrations"
"""Shapes of results told without computing them, for tensors on `meta` and for compilers: the last thing that torch
imports, and a quarter of its import. Networks that are computed as they are written never ask for it."""


MOST_THREADS: Final = 256
"""No processor gains by more, and by thousands the process dies."""


def prepare(threads: int | None = None, *, meta: bool = False) -> torch.device:
    """Import torch and say where to compute; `META` only where it is asked for.

    Waiting threads sleep instead of spinning (`OMP_WAIT_POLICY=PASSIVE`): on two busy cores spinning made one
    article take 51 s instead of 11 s. The policy only counts if it is set before torch loads.
    """
    os.environ.setdefault("OMP_WAIT_POLICY", "PASSIVE")
    os.environ.setdefault("TOKENIZERS_PARALLELISM", "false")
    os.environ.setdefault("TRANSFORMERS_VERBOSITY", "error")
    _imported()
    import torch

    if meta:
        _now(META)
    if threads is not None:
        torch.set_num_threads(min(threads, MOST_THREADS))
    if torch.cuda.is_available():
        return torch.device("cuda")
    if torch.backends.mps.is_available():
        return torch.device("mps")
    return torch.device("cpu")


def _imported() -> None:
    """Import torch without looking for garbage meanwhile: what it makes lives as long as the process.

    To look through it again and again costs an eighth of the import, and half a second more when the process ends.
    """
    if "torch" in sys.modules:
        return
    _mapped()
    collecting = gc.isenabled()
    gc.disable()
    try:
        _later(META)
        import torch  # noqa: F401
    finally:
        if collecting:
            gc.enable()
    gc.freeze()


def _later(name: str) -> None:
    """A module in place of `name` that imports it when something of it is asked for."""
    stand_in = ModuleType(name)

    def asked(attribute: str) -> Any:
        if attribute.startswith("__"):  # the import system looks at these
            raise AttributeError(attribute)
        return getattr(_now(name), attribute)

    stand_in.__getattr__ = asked  # type: ignore[method-assign]
    sys.modules[name] = stand_in


def _now(name: str) -> ModuleType:
    """The module itself, imported if a stand-in was there."""
    if name in sys.modules and sys.modules[name].__spec__ is None:
        del sys.modules[name]
    return importlib.import_module(name)


def _mapped() -> None:
    """Map torch's library before it is imported (on Linux), which takes a fifth of a second.

    An import does it with the interpreter locked, a foreign call does not: other threads go on meanwhile. Where it
    cannot be mapped, the import will say why.
    """
    if sys.platform != "linux" or (spec := importlib.util.find_spec("torch")) is None:
        return
    with contextlib.suppress(AttributeError, OSError):
        opened = ctypes.CDLL(None).dlopen
        opened.argtypes, opened.restype = (ctypes.c_char_p, ctypes.c_int), ctypes.c_void_p
        for folder in spec.submodule_search_locations or ():
            # in the order and manner of torch itself
            opened(os.fsencode(f"{folder}/lib/libtorch_global_deps.so"), os.RTLD_NOW | os.RTLD_GLOBAL)
            opened(os.fsencode(f"{folder}/lib/libtorch_cpu.so"), os.RTLD_NOW)


def side_by_side(device: torch.device, function: Callable[[Item], Found], items: Sequence[Item]) -> Iterator[Found]:
    """`function` of every item, for inference, in their order; on a processor as many at a time as torch has threads.

    Two windows with a thread each take half of the time, one window with two threads little less than with one: its
    products are small.
    """
    from concurrent.futures import ThreadPoolExecutor

    import torch

    infer = torch.inference_mode()(function)  # holds for the thread that it is called from
    threads = torch.get_num_threads()
    workers = min(threads, len(items)) if device.type == "cpu" else 1
    if workers < 2:
        yield from map(infer, items)
        return
    try:
        with ThreadPoolExecutor(workers, THREADS, torch.set_num_threads, (threads // workers,)) as pool:
            yield from pool.map(infer, items)
    finally:
        torch.set_num_threads(threads)  # what a worker sets is for itself, and for whoever has not asked yet


def fast_dtype(device: torch.device) -> torch.dtype:
    """bfloat16 where the processor multiplies it natively (CUDA, AMX, AVX-512 BF16), else float32."""
    import torch

    if device.type == "cuda":
        return torch.bfloat16
    if device.type == "cpu" and (torch.cpu._is_amx_tile_supported() or torch.cpu._is_avx512_bf16_supported()):
        return torch.bfloat16
    return torch.float32


def mixed(device: torch.device) -> torch.autocast:
    """Matrix products in bfloat16 where the processor multiplies it natively: a third of the time with AMX."""
    import torch

    return torch.autocast(device.type, torch.bfloat16, enabled=fast_dtype(device) is torch.bfloat16)


def multiplying(net: torch.nn.Module, dtype: torch.dtype) -> None:
    """Weights of matrix products as `dtype`: what `mixed` would make of them anew for every window."""
    import torch

    for module in net.modules():
        if isinstance(module, torch.nn.Linear):
            module.to(dtype)
