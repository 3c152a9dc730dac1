"""Which module holds which command: one line a command, in the order `tomtat --help` lists them.

A command `name` has its words in the locale room `cli_name` (`short`, `help`, `examples`, `options.*`); its module is
imported when the command runs, never for `tomtat --help`.
"""

from __future__ import annotations

from typing import Final

COMMANDS: Final[dict[str, str]] = {
    "read": "summarizer.cli.read:read",
    "serve": "summarizer.cli.serve:serve",
    "brief": "summarizer.cli.brief:brief",
    "facts": "summarizer.cli.facts:facts",
    "check": "summarizer.cli.check:check",
    "digest": "summarizer.cli.digest:digest",
    "search": "summarizer.cli.search:search",
    "history": "summarizer.cli.history:history",
    "show": "summarizer.cli.show:show",
    "store": "summarizer.cli.store:store",
    "keys": "summarizer.cli.keys:keys",
    "doctor": "summarizer.cli.doctor:doctor",
    "config": "summarizer.cli.config:config",
    "completion": "summarizer.cli.completion:completion",
}
