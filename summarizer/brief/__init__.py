"""From an article to a brief that can be checked: selecting, wording, evidence, fidelity, rendering.

Names are imported when first used, so that a command that needs one part pays for that part alone.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from summarizer.brief.check import check_text
    from summarizer.brief.composing import compose, compose_many
    from summarizer.brief.model import (
        Brief,
        BriefSentence,
        Checked,
        CheckedFigure,
        EngineInfo,
        Evidence,
        Fault,
        LeftOut,
        Options,
        Progress,
    )
    from summarizer.brief.rendering import render

_HOMES = {
    "check_text": "check",
    "compose": "composing",
    "compose_many": "composing",
    "render": "rendering",
    **dict.fromkeys(
        (
            "Brief",
            "BriefSentence",
            "Checked",
            "CheckedFigure",
            "EngineInfo",
            "Evidence",
            "Fault",
            "LeftOut",
            "Options",
            "Progress",
        ),
        "model",
    ),
}

__all__ = [
    "Brief",
    "BriefSentence",
    "Checked",
    "CheckedFigure",
    "EngineInfo",
    "Evidence",
    "Fault",
    "LeftOut",
    "Options",
    "Progress",
    "check_text",
    "compose",
    "compose_many",
    "render",
]


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
    globals()[name] = value
    return value
