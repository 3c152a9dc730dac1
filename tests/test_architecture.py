"""The rules of the house that a machine can check: imports, light start-up, catalogs, packaging data."""

from __future__ import annotations

import ast
import json
import string
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import summarizer
from summarizer.cli.commands import COMMANDS

PACKAGE = Path(summarizer.__file__).parent
ROOT = PACKAGE.parent
LOCALES = PACKAGE / "locale"

HEAVY = {
    "torch",
    "transformers",
    "tokenizers",
    "textual",
    "rich",
    "numpy",
    "trafilatura",
    "pypdfium2",
    "olefile",
    "PIL",
    "docx",
    "httpx",
    "jinja2",
    "feedparser",
    "rensa",
}


def modules_after(*statements: str) -> set[str]:
    """The top-level packages that a fresh interpreter holds after running `statements`."""
    code = "; ".join(
        [*statements, "import sys, json", "print(json.dumps(sorted({m.split('.')[0] for m in sys.modules})))"]
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60)
    return set(json.loads(done.stdout.splitlines()[-1]))


def test_the_command_line_starts_light():
    assert not HEAVY & modules_after("import summarizer.cli, summarizer.cli.app")


def test_help_stays_light():
    assert not HEAVY & modules_after("from summarizer.cli.app import run", "run(['--help'])")


@pytest.mark.parametrize("name", COMMANDS)
def test_each_command_module_is_light_to_import(name):
    """`tomtat NAME --help` and completion import it; what it works with is imported when it works."""
    assert not HEAVY & modules_after("from summarizer.cli.app import load_command", f"load_command({name!r})")


def test_looking_for_figures_needs_no_torch(tmp_path):
    text = tmp_path / "a.txt"
    text.write_text("Thu ngân sách đạt 186 tỷ đồng.", encoding="utf-8")
    loaded = modules_after(
        "from summarizer.cli.app import run", f"run(['facts', '--figures-only', '-f', 'json', {str(text)!r}])"
    )
    assert not {"torch", "transformers", "textual"} & loaded


def test_briefing_by_the_plain_extractor_needs_no_torch(tmp_path):
    text = tmp_path / "a.txt"
    text.write_text("Thu ngân sách đạt 186 tỷ đồng. Chi ngân sách đạt 90 tỷ đồng.", encoding="utf-8")
    run = f"run(['brief', '--engine', 'extractive', '-f', 'json', {str(text)!r}])"
    assert not {"torch", "transformers", "textual"} & modules_after("from summarizer.cli.app import run", run)


def test_imports_run_one_way():
    """The contracts of pyproject.toml: the layers, textual in the TUI alone, torch in the engines alone."""
    tool = Path(sys.executable).with_name("lint-imports")
    done = subprocess.run([tool, "--no-cache"], cwd=ROOT, capture_output=True, text=True, check=False, timeout=120)
    assert done.returncode == 0, done.stdout + done.stderr


BRANCHES = 25
"""What one function may decide at most: every `if`, loop, handler, condition of a comprehension, `and` and `or`."""
LINES = 350
"""Lines of a module, at most."""
RULES = 6500
"""Lines of all rules about figures, directives and claims, at most: what one can hold in mind is soon past."""
_DECIDES = (ast.If, ast.IfExp, ast.For, ast.AsyncFor, ast.While, ast.ExceptHandler, ast.Assert, ast.match_case)


def branches(function: ast.AST) -> int:
    """Branches of a function as radon counts them, functions inside it included."""
    count = 1
    for node in ast.walk(function):
        if isinstance(node, ast.BoolOp):
            count += len(node.values) - 1
        elif isinstance(node, ast.comprehension):
            count += 1 + len(node.ifs)
        elif isinstance(node, _DECIDES):
            count += 1
            count += isinstance(node, ast.For | ast.While) and bool(node.orelse)
    return count


def functions(tree: ast.AST, inside: str = "") -> Iterator[tuple[str, ast.AST]]:
    for node in ast.iter_child_nodes(tree):
        if isinstance(node, ast.ClassDef):
            yield from functions(node, f"{inside}{node.name}.")
        elif isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield f"{inside}{node.name}", node


def test_no_function_decides_too_much():
    sources = [*PACKAGE.rglob("*.py"), *(ROOT / "models").rglob("*.py"), *(ROOT / "scripts").rglob("*.py")]
    found = {
        f"{path.relative_to(ROOT)}: {name}"
        for path in sources
        for name, node in functions(ast.parse(path.read_text(encoding="utf-8")))
        if branches(node) > BRANCHES
    }
    assert not found


def length(path: Path) -> int:
    return len(path.read_text(encoding="utf-8").splitlines())


def test_no_module_is_too_long():
    modules = [*PACKAGE.rglob("*.py"), *(ROOT / "models").rglob("*.py")]
    assert not {str(path.relative_to(ROOT)): length(path) for path in modules if length(path) > LINES}


def test_the_rules_of_facts_and_gate_fit_into_one_head():
    rules = [*(PACKAGE / "facts").rglob("*.py"), *(PACKAGE / "brief" / "gate").rglob("*.py")]
    assert sum(map(length, rules)) <= RULES


def rooms(language: str) -> set[str]:
    return {path.stem for path in (LOCALES / language).glob("*.toml")}


def texts(language: str, room: str) -> dict[str, str]:
    """All texts of a room by dotted key."""

    def walk(node: dict[str, Any], at: str) -> Iterator[tuple[str, str]]:
        for key, value in node.items():
            if isinstance(value, dict):
                yield from walk(value, f"{at}{key}.")
            else:
                yield f"{at}{key}", value

    return dict(walk(tomllib.loads((LOCALES / language / f"{room}.toml").read_text(encoding="utf-8")), ""))


def placeholders(text: str) -> set[str]:
    return {field for _, field, _, _ in string.Formatter().parse(text) if field is not None}


def test_both_languages_have_the_same_rooms():
    assert rooms("vi") == rooms("en") != set()


@pytest.mark.parametrize("room", sorted(rooms("vi") | rooms("en")))
def test_both_languages_have_the_same_texts(room):
    vi, en = texts("vi", room), texts("en", room)
    assert vi.keys() == en.keys()
    for key, text in vi.items():
        assert isinstance(text, str), key
        assert text.strip(), key
        assert en[key].strip(), key
        assert placeholders(text) == placeholders(en[key]), key


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_its_words(name):
    assert {"short", "help", "examples"} <= texts("vi", f"cli_{name}").keys()


def test_no_path_of_a_machine_in_the_repository():
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True).stdout
    marks = [b"/wor" + b"k/", b"/ro" + b"ot/", b"/ho" + b"me/runner"]
    for name in filter(None, listed.decode().split("\0")):
        path = ROOT / name
        if path.is_file() and path.stat().st_size < 2_000_000:
            content = path.read_bytes()
            assert not [mark for mark in marks if mark in content], name


def test_no_file_over_50_megabytes():
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True).stdout
    sizes = {
        name: (ROOT / name).stat().st_size for name in listed.decode().split("\0") if name and (ROOT / name).is_file()
    }
    assert not {name: size for name, size in sizes.items() if size > 50_000_000}
