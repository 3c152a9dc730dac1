"""Copying: the terminal's own way (OSC 52, works over SSH) and the desktop's, for terminals that refuse it."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from typing import Final

from summarizer import locale
from summarizer.brief.model import Brief, BriefSentence
from summarizer.brief.unchecked import is_unchecked
from summarizer.document.failure import printable
from summarizer.store.names import scrub
from summarizer.tui.words import said

_TOOLS: Final[tuple[tuple[str, tuple[str, ...], str], ...]] = (
    ("wl-copy", ("wl-copy",), "WAYLAND_DISPLAY"),
    ("xclip", ("xclip", "-selection", "clipboard"), "DISPLAY"),
    ("xsel", ("xsel", "--clipboard", "--input"), "DISPLAY"),
)


def native_tool() -> tuple[str, ...] | None:
    """The command that takes a text for tmux's or the desktop's clipboard on stdin; None where there is neither."""
    if os.environ.get("TMUX") and shutil.which("tmux"):
        # By its default settings tmux swallows OSC 52; `-w` has it pass the text on to the terminal itself (tmux 3.2).
        return ("tmux", "load-buffer", "-w", "-")
    if sys.platform == "darwin":
        return ("pbcopy",)
    if sys.platform == "win32":
        return ("clip",)
    for tool, command, variable in _TOOLS:
        if os.environ.get(variable) and shutil.which(tool):
            return command
    return None


def copy_natively(text: str) -> bool:
    """Give `text` to the desktop's clipboard; False where that cannot be done. Blocks for at most two seconds."""
    command = native_tool()
    if command is None:
        return False
    try:
        done = subprocess.run(
            command,
            input=text.encode("utf-8"),
            timeout=2,
            check=False,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
    except (OSError, subprocess.TimeoutExpired):
        return False
    return done.returncode == 0


def with_mark(sentence: BriefSentence) -> str:
    """A sentence with the warning that it has: whoever pastes it elsewhere sees it, too."""
    if sentence.status != "unsupported":
        return sentence.text
    why = "; ".join(" ".join(reason.split()) for reason in sentence.reasons)
    return f"{sentence.text} [⚠ {why or locale.text('tui.status.unsupported')}]"


def brief_words(brief: Brief) -> str:
    """Headline and sentences as plain text, each warning behind its sentence."""
    parts = [with_mark(brief.headline)] if brief.headline else []
    body = " ".join(with_mark(sentence) for sentence in brief.summary)
    return "\n\n".join([*parts, body, *_unchecked(brief)]) + "\n"


def _unchecked(brief: Brief) -> list[str]:
    """What was not checked, as a line."""
    sentences = (*([brief.headline] if brief.headline else []), *brief.summary)
    count = sum(is_unchecked(sentence) for sentence in sentences)
    return [locale.text("tui.copy.unchecked", n=count)] if count else []


def brief_with_sources(brief: Brief) -> str:
    """Headline and numbered sentences, the source sentence of each under it, and where it all comes from."""
    out = [with_mark(brief.headline), ""] if brief.headline else []
    for number, sentence in enumerate(brief.summary, 1):
        out.append(f"[{number}] {with_mark(sentence)}")
        out += [f"    « {said(brief.article, evidence)} »" for evidence in sentence.evidence]
    title = brief.article.title_text
    origin = printable(scrub(brief.article.origin)) if brief.article.origin != "-" else "stdin"
    out += [
        "",
        *_unchecked(brief),
        locale.text("tui.copy.source", title=" ".join(title.split()) or origin, origin=origin),
    ]
    return "\n".join(out) + "\n"
