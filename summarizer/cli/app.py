"""The `tomtat` group: lazy commands, the language before all else, and what becomes of errors and signals."""

from __future__ import annotations

import importlib
import os
import sys
from collections.abc import Callable, Sequence
from typing import Any, cast

import click

from summarizer import __version__, locale
from summarizer.cli import settings, usage
from summarizer.cli.commands import COMMANDS
from summarizer.cli.console import Console, is_terminal, prepare_streams, silence_stdout
from summarizer.cli.exits import ExitCode
from summarizer.cli.words import Command, Context, common_options
from summarizer.errors import TomtatError

# these must work with a broken settings file: they are how one finds and mends it
_WITHOUT_SETTINGS = frozenset({"config", "doctor", "completion"})
_LANG = "--lang"


class App(Command, click.Group):
    """The group: commands are imported when they run, and options without a command are those of `brief`."""

    context_class = Context

    def __init__(self, callback: Callable[..., Any]) -> None:
        click.Group.__init__(
            self,
            "tomtat",
            callback=callback,
            invoke_without_command=True,
            context_settings={"help_option_names": ["-h", "--help"]},
        )
        self.params = [
            *common_options(inner=False),
            click.Option(["--version"], is_flag=True, is_eager=True, expose_value=False, callback=_version),
        ]

    @property
    def room(self) -> str:
        return "cli"

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        return load_command(cmd_name) if cmd_name in COMMANDS else None

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("commands"):
            formatter.write_dl([(name, locale.text(f"cli_{name}.short")) for name in COMMANDS])

    def get_params(self, ctx: click.Context) -> list[click.Parameter]:
        params = super().get_params(ctx)
        for param in params:
            if isinstance(param, click.Option) and param.name == "version":
                param.help = locale.text("cli.options.version")
        return params

    def make_context(self, info_name: str | None, args: list[str], parent: Any = None, **extra: Any) -> click.Context:
        own = {param.name for param in self.params}
        extra.setdefault("default_map", {k: v for k, v in settings.load().for_all().items() if k in own})
        return super().make_context(info_name, args, parent, **extra)

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        at = _after_own_options(args)
        if at < len(args) and args[at].startswith("-"):  # `tomtat - `, `tomtat --words 50 <FILE`
            args = [*args[:at], "brief", *args[at:]]
        return super().parse_args(ctx, args)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        name = args[0]
        found = self.get_command(ctx, name)
        if found is None:
            if ctx.resilient_parsing:
                return None, None, args[1:]
            raise usage.no_such_command(name, COMMANDS)
        if name not in _WITHOUT_SETTINGS:
            ctx.default_map = {name: settings_for(name, found)}
        return name, found, args[1:]


def load_command(name: str) -> click.Command:
    """Import one command of the table."""
    module, _, attribute = COMMANDS[name].partition(":")
    return cast("click.Command", getattr(importlib.import_module(module), attribute))


def options_of(command: click.Command) -> dict[str, click.Option]:
    """A command's options by the name that the settings file knows them under."""
    return {p.name: p for p in command.params if isinstance(p, click.Option) and p.name and p.expose_value}


def settings_for(name: str, command: click.Command) -> dict[str, Any]:
    """What the settings file says for one command.

    A choice at the top of the file that only other commands offer (`format = "csv"`) is left to them.

    Raises:
        SettingsError: the file cannot be read, or holds a key that no command knows.
    """
    found = settings.load()
    if found.problem:
        raise found.problem
    _check_tables(found)
    options = options_of(command)
    values = found.for_command(name, options)
    everywhere = {param.name or "" for param in app.params}
    foreign = {key for key in found.for_all() if key not in everywhere and key not in options}
    foreign |= {
        key for key, value in values.items() if not _offers(options[key], value) and key not in found.table(name)
    }
    # only where there are some are the other commands worth importing
    others = [options_of(load_command(other)) for other in COMMANDS] if foreign else []
    for key in foreign:
        if not any(key in other for other in others):
            raise found.unknown(everywhere.union(*others), key)
    left = {key for key in foreign & values.keys() if any(_offered(other, key, values[key]) for other in others)}
    return {k: [v] if options[k].multiple and isinstance(v, str) else v for k, v in values.items() if k not in left}


def _check_tables(found: settings.Settings) -> None:
    known = (*COMMANDS, *settings.FREE_TABLES)
    for table, value in found.values.items():
        if isinstance(value, dict) and table not in known:
            raise found.unknown(known, table)


def _offered(options: dict[str, click.Option], key: str, value: object) -> bool:
    return key in options and _offers(options[key], value)


def _offers(option: click.Option, value: object) -> bool:
    return not isinstance(option.type, click.Choice) or value in option.type.choices


def _after_own_options(args: Sequence[str]) -> int:
    """Index of the first argument that is none of the group's own options or their values."""
    at = 0
    while at < len(args):
        if args[at] in ("--color", _LANG):
            at += 2
        elif args[at] in ("-q", "--quiet", "-h", "--help", "--version") or args[at].startswith(("--color=", "--lang=")):
            at += 1
        else:
            break
    return at


def _version(ctx: click.Context, param: click.Parameter, value: bool) -> None:
    if value and not ctx.resilient_parsing:
        click.echo(f"tomtat {__version__}")
        ctx.exit()


@click.pass_context
def _bare(ctx: click.Context) -> object:
    """`tomtat` without a command: brief what is piped in; on a terminal open the desk, or say what there is."""
    if ctx.invoked_subcommand is not None:
        return None
    if not is_terminal(sys.stdin):
        return _go(ctx, "brief", "-")
    if is_terminal(sys.stdout) and is_terminal(sys.stderr) and os.environ.get("TERM") != "dumb":
        return _go(ctx, "read")
    click.echo(locale.text("cli.welcome"))
    return None


def _go(ctx: click.Context, *args: str) -> object:
    """Run a command as if it had been typed."""
    name, command, rest = app.resolve_command(ctx, list(args))
    assert command is not None
    with command.make_context(name, rest, parent=ctx) as inner:
        return command.invoke(inner)


app = App(_bare)


def choose_language(args: Sequence[str]) -> None:
    """Settle the language before anything is said: `--lang`, TOMTAT_LANG, the settings file, the locale.

    A word that is no language is left for click to refuse.
    """
    given: object = None
    for i, arg in enumerate(args):
        if arg == "--":
            break
        if arg == _LANG and i + 1 < len(args):
            given = args[i + 1]
        elif arg.startswith(f"{_LANG}="):
            given = arg.partition("=")[2]
    for choice in (given, os.environ.get("TOMTAT_LANG"), settings.load().values.get("lang")):
        if choice in locale.LANGUAGES:
            locale.use(cast("locale.Language", choice))
            return
    locale.use(locale.from_environment())


def run(args: Sequence[str] | None = None) -> int:
    """Run `tomtat` with `args` (those of the process by default) and return its exit code."""
    prepare_streams()
    words = list(sys.argv[1:] if args is None else args)
    console = Console()
    try:
        choose_language(words)
        if instruction := os.environ.get("_TOMTAT_COMPLETE"):
            from click.shell_completion import shell_complete

            return shell_complete(app, {}, "tomtat", "_TOMTAT_COMPLETE", instruction)
        with app.make_context("tomtat", words) as ctx:
            code = app.invoke(ctx)
        if sys.stdout is not None:
            sys.stdout.flush()
        return int(code or ExitCode.OK)
    except click.exceptions.Exit as done:
        return done.exit_code
    except click.UsageError as error:
        console.error(usage.explain(error))
        return ExitCode.USAGE
    except TomtatError as error:
        console.error(f"tomtat: {error}")
        return ExitCode.USAGE
    except (KeyboardInterrupt, click.Abort):
        console.error(locale.text("cli.interrupted"))
        return ExitCode.INTERRUPTED
    except BrokenPipeError:
        silence_stdout()  # whoever read our output has had enough (`| head -1`)
        return ExitCode.OK
    except Exception as error:
        if os.environ.get("TOMTAT_DEBUG"):
            raise
        console.error(locale.text("cli.internal", error=f"{type(error).__name__}: {error}"))
        return ExitCode.FAILED
