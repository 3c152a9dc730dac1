"""What click has to say about a wrong call, in one line and in the user's language."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches
from pathlib import Path

import click
from click.core import ParameterSource

from summarizer import locale
from summarizer.cli import settings
from summarizer.cli.words import Usage, in_words


def no_such_command(name: str, commands: Iterable[str]) -> Usage:
    """The error for an unknown command; a file given in its place is told how to go in."""
    if Path(name).exists() or "://" in name:
        return Usage("cli.usage.command_is_file", value=name)
    near = get_close_matches(name, list(commands), n=1)
    return Usage("cli.usage.command_near", value=name, near=near[0]) if near else Usage("cli.usage.command", value=name)


def explain(error: click.UsageError) -> str:
    """One line: the command, what is wrong, where to read more."""
    path = error.ctx.command_path if error.ctx else "tomtat"
    return f"{path}: {_message(error)} {locale.text('cli.usage.see', command=path)}"


def _message(error: click.UsageError) -> str:
    text = locale.text
    match error:
        case click.NoSuchOption():
            if error.possibilities:
                return text("cli.usage.option_near", value=error.option_name, near=error.possibilities[0])
            return text("cli.usage.option", value=error.option_name)
        case click.MissingParameter():
            return text("cli.usage.missing", value=_name(error.param))
        case click.BadParameter():
            return text("cli.usage.bad", value=_where(error), why=error.message)
        case click.BadOptionUsage():
            takes = any(
                error.option_name in p.opts and not p.is_flag
                for p in (error.ctx.command.params if error.ctx else ())
                if isinstance(p, click.Option)
            )
            return text("cli.usage.no_value" if takes else "cli.usage.takes_none", value=error.option_name)
        case _:
            return error.message


def _name(param: click.Parameter | None) -> str:
    if isinstance(param, click.Option):
        return max(param.opts, key=len)
    if param is None:
        return ""
    ctx = click.get_current_context(silent=True) or click.Context(click.Command(""))
    return in_words(param.make_metavar(ctx)).removesuffix("...")


def _where(error: click.BadParameter) -> str:
    """The option, and where its value came from if that was not the command line."""
    param, ctx = error.param, error.ctx
    if param is None or ctx is None or param.name is None:
        return str(error.param_hint or "")
    source = ctx.get_parameter_source(param.name)
    if source is ParameterSource.ENVIRONMENT and isinstance(param.envvar, str):
        return param.envvar
    if source is ParameterSource.DEFAULT_MAP:
        file = settings.load()
        table = [ctx.info_name] if ctx.info_name and param.name in map(settings.name, file.table(ctx.info_name)) else []
        return f"{param.name} ({file.path}:{file.line(*table, param.name)})"
    return _name(param)
