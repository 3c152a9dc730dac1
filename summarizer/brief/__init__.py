"""From an article to a brief that can be checked: selecting, wording, evidence, fidelity, rendering.

Names are imported when first used, so that a command that needs one part pays for that part alone.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from summarizer.lazy import lazily

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

_HOMES = {"check_text": "check", "compose": "composing", "compose_many": "composing", "render": "rendering"}
__getattr__ = lazily(__name__, dict.fromkeys(__all__, "model") | _HOMES)
