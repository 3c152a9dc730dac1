"""The command line: click commands, exit codes, and all that goes to stderr. Light to import; see `app`."""

from __future__ import annotations


def main() -> None:
    """Entry point of the `tomtat` script; ends the process with an `ExitCode`."""
    import os

    # numpy starts a thread a core when it is imported; nothing here multiplies matrices large enough to want them
    # (torch brings its own), and on a busy machine starting them takes longer than the brief
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

    try:
        from summarizer.cli.ahead import leave
        from summarizer.cli.app import run
    except KeyboardInterrupt:  # before there is a language to say it in
        raise SystemExit(130) from None
    leave(run())
