"""The command line: click commands, exit codes, and all that goes to stderr. Light to import; see `app`."""

from __future__ import annotations


def main() -> None:
    """Entry point of the `tomtat` script; ends the process with an `ExitCode`."""
    from summarizer.cli.app import run

    raise SystemExit(run())
