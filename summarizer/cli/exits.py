"""What the process tells its caller; documented in docs/cli.md."""

from __future__ import annotations

from enum import IntEnum


class ExitCode(IntEnum):
    """Exit codes of every command."""

    OK = 0
    """All went well."""
    PARTIAL = 1
    """Some of several inputs failed; the others are in the output."""
    USAGE = 2
    """A wrong option, setting or engine, or an output that cannot be written: nothing was read."""
    FAILED = 3
    """No input could be read (also a single one)."""
    UNSUPPORTED = 4
    """`--strict`: a claim that the source does not support is left. Outranks `PARTIAL`."""
    INTERRUPTED = 130
    """Ctrl-C."""
