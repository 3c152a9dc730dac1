"""What the documents say exists: commands, options, make targets, files linked to."""

from __future__ import annotations

import re
from pathlib import Path

import click
import pytest

from summarizer.cli.app import app, load_command
from summarizer.cli.commands import COMMANDS
from summarizer.cli.exits import ExitCode

ROOT = Path(__file__).resolve().parents[1]
DOCUMENTS = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/*.md"), *ROOT.glob("samples/*.md"), ROOT / "models/README.md"])
DOCUMENTS = [path for path in DOCUMENTS if path.is_file() and path.name != "lua-he-thu.md"]


def code(text: str) -> list[str]:
    """Lines of code blocks and inline code."""
    blocks = re.findall(r"```(?:sh|console|bash)\n(.*?)```", text, re.DOTALL)
    return [
        *"\n".join(blocks).splitlines(),
        *re.findall(r"`([^`\n]+)`", re.sub(r"```.*?```", "", text, flags=re.DOTALL)),
    ]


def options(command: click.Command) -> set[str]:
    return {name for param in command.params for name in param.opts} | {"--help", "-h"}


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: str(path.relative_to(ROOT)))
def test_links_lead_somewhere(document):
    for target in re.findall(r"\]\(([^)#\s]+)[^)]*\)", document.read_text(encoding="utf-8")):
        if "://" not in target and not target.startswith("mailto:"):
            assert (document.parent / target).exists(), target


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: str(path.relative_to(ROOT)))
def test_commands_and_options_exist(document):
    """`tomtat word …`: a command of the table, with options it has."""
    for line in code(document.read_text(encoding="utf-8")):
        for call in re.findall(r"(?:^|[|&;(] *|bin/)tomtat((?: +[^|;&#<>`)]+)?)", line):
            words = call.split()
            name = next((word for word in words if not word.startswith("-")), None)
            known = options(app)
            if name is not None and re.fullmatch(r"[a-z]+", name):
                assert name in COMMANDS, line
                known |= options(load_command(name))
            else:
                known |= options(load_command("brief"))
            for word in words:
                if re.fullmatch(r"--[a-z-]+(=.*)?", word):
                    assert word.partition("=")[0] in known, line


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: str(path.relative_to(ROOT)))
def test_make_targets_exist(document):
    rules = "\n".join((ROOT / name).read_text(encoding="utf-8") for name in ("Makefile", "models/training/steps.mk"))
    targets = set(re.findall(r"^([a-z-]+):", rules, re.MULTILINE))
    for line in code(document.read_text(encoding="utf-8")):
        if found := re.match(r"make ([a-z-]+)", line):
            assert found[1] in targets, line


def test_the_readmes_name_the_two_commands():
    for name in ("README.md", "README.vi.md"):
        lines = code((ROOT / name).read_text(encoding="utf-8"))
        assert [line for line in lines if line.startswith("make brief")], name
        assert [line for line in lines if line.startswith("make test")], name


def test_exit_codes_are_documented():
    table = re.findall(r"^\| (\d+) \|", (ROOT / "docs/cli.md").read_text(encoding="utf-8"), re.MULTILINE)
    assert [int(code) for code in table] == [code.value for code in ExitCode]


def test_every_command_is_documented():
    text = (ROOT / "docs/cli.md").read_text(encoding="utf-8")
    assert not [name for name in COMMANDS if f"`tomtat {name}" not in text]
