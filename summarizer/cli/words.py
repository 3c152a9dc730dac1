"""click in the user's language: commands, options and errors whose words come from the catalogs.

Texts are looked up when help is printed, not when a module is imported, so that `--lang` holds for `--help` too.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any, Concatenate, TypeVar, cast

import click
from click.core import ParameterSource

from summarizer import locale
from summarizer.cli.console import Console

F = TypeVar("F", bound=Callable[..., Any])

FILE = click.Path(readable=False)
"""For a shell to complete. What cannot be read or written is refused where that is tried, in the user's language."""


def in_words(metavar: str) -> str:
    """A line of usage, or a part of one, with its names of values (`[FILE|-]...`) in the language in use."""
    names = locale.catalog(locale.current(), "cli")["metavar"]
    return re.sub(r"[A-Z]+(?:_[A-Z]+)*", lambda name: names.get(name[0], name[0]), metavar)


class Usage(click.UsageError):
    """A wrong call, in words: `key` is a catalog key such as `cli.usage.html_takes_one`."""

    def __init__(self, key: str, /, **values: object) -> None:
        super().__init__(locale.text(key, **values))


class Formatter(click.HelpFormatter):
    """Help with headings in the language in use."""

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        super().write_usage(prog, args, prefix or f"{locale.text('cli.page.usage')}: ")

    @contextmanager
    def section(self, name: str) -> Iterator[None]:
        with super().section(locale.text(f"cli.page.{name.lower()}")):
            yield


class Context(click.Context):
    formatter_class = Formatter


class Whole(click.ParamType[int]):
    """A whole number of at least `least`, and at most `most` where there is such a thing."""

    name = "integer"

    def __init__(self, least: int = 1, most: int | None = None) -> None:
        self.least, self.most = least, most

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> int:
        try:
            number = int(value)
        except (TypeError, ValueError):
            number = self.least - 1
        if isinstance(value, bool | float) or number < self.least:
            self.fail(locale.text("cli.usage.whole", value=value, least=self.least), param, ctx)
        if self.most is not None and number > self.most:
            self.fail(locale.text("cli.usage.whole_most", value=value, most=self.most), param, ctx)
        return number

    def get_metavar(self, *_: object, **__: object) -> str:
        return "N"


class Choice(click.Choice[str]):
    """One of several words."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        if value not in self.choices:
            self.fail(locale.text("cli.usage.choice", value=value, choices=", ".join(self.choices)), param, ctx)
        return cast("str", value)


class Option(click.Option):
    """An option whose help is the catalog text `key`; settable by `TOMTAT_NAME` and in the settings file as well."""

    def __init__(self, param_decls: Sequence[str], *, key: str, **attrs: Any) -> None:
        attrs.setdefault("envvar", f"TOMTAT_{_longest(param_decls).lstrip('-').replace('-', '_').upper()}")
        super().__init__(list(param_decls), **attrs)
        self.key = key

    def get_help_record(self, ctx: click.Context) -> tuple[str, str] | None:
        self.help = locale.text(self.key)
        record = super().get_help_record(ctx)
        if record is None:
            return None
        words = self.help
        default = self.get_default(ctx, call=False)
        if isinstance(default, str | int) and not self.is_flag:
            words = f"{words} [{locale.text('cli.page.default', value=default)}]"
        return record[0], words

    def make_metavar(self, ctx: click.Context) -> str:
        return in_words(super().make_metavar(ctx))

    def type_cast_value(self, ctx: click.Context, value: Any) -> Any:
        """Values of the wrong kind in variables and the settings file are refused here: click takes some of them."""
        source = ctx.get_parameter_source(self.name or "")
        if source in (ParameterSource.ENVIRONMENT, ParameterSource.DEFAULT_MAP) and (kind := self._wanted(value)):
            raise click.BadParameter(locale.text(f"cli.usage.{kind}"), ctx, self)
        return super().type_cast_value(ctx, value)

    def _wanted(self, value: object) -> str:
        """What the option takes, where `value` is none of it."""
        if isinstance(self.type, click.types.BoolParamType):
            known = isinstance(value, bool | str) and self.type.str_to_bool(value) is not None
            return "" if known else "flag"
        if not isinstance(self.type, click.types.StringParamType | click.Path):
            return ""
        texts = value if self.multiple and isinstance(value, list | tuple) else [value]
        return "" if all(isinstance(text, str) for text in texts) else "texts" if self.multiple else "text"


class Maybe(Option):
    """An option whose value may be left out (`flag_value` stands for it): what follows is its value if of `shape`."""

    def __init__(self, param_decls: Sequence[str], *, shape: str, **attrs: Any) -> None:
        super().__init__(param_decls, is_flag=False, **attrs)
        self.shape = re.compile(shape)

    def fill(self, args: Sequence[str]) -> list[str]:
        """The arguments with `flag_value` where the value is left out, lest the next argument is taken for it."""
        filled = list(args)
        for i, arg in enumerate(args):
            if arg == "--":
                break
            if arg in self.opts and not (i + 1 < len(args) and self.shape.fullmatch(args[i + 1])):
                filled[i] = f"{arg}={self.flag_value}"
        return filled


def _longest(decls: Iterable[str]) -> str:
    return max((d for d in decls if d.startswith("-")), key=len).split("/")[0]


def option(*decls: str, key: str, cls: type[Option] = Option, **attrs: Any) -> Callable[[F], F]:
    """`click.option` with its help under catalog key `key`."""
    return click.option(*decls, cls=cls, key=key, **attrs)


class Command(click.Command):
    """A command with its words in the room `cli_<name>`, and `--color`, `--quiet`, `--lang` beside its own options."""

    context_class = Context

    def __init__(self, name: str, **attrs: Any) -> None:
        super().__init__(name, **attrs)
        self.params += common_options(inner=True)
        # more arguments than the command takes are refused below, in the user's language
        self.allow_extra_args = True

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        for param in self.params:
            if isinstance(param, Maybe):
                args = param.fill(args)
        try:
            rest = super().parse_args(ctx, args)
        except click.UsageError as error:
            error.ctx = error.ctx or ctx  # the parser leaves it out, and the message is to name the command
            raise
        if rest and not ctx.resilient_parsing and not isinstance(self, click.Group):
            extra = Usage("cli.usage.extra", value=rest[0])
            extra.ctx = ctx
            raise extra
        return rest

    def collect_usage_pieces(self, ctx: click.Context) -> list[str]:
        return [in_words(piece) for piece in super().collect_usage_pieces(ctx)]

    def format_help_text(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        formatter.write_paragraph()
        with formatter.indentation():
            formatter.write_text(locale.text(f"{self.room}.help"))

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("examples"):
            for line in locale.text(f"{self.room}.examples").strip().splitlines():
                formatter.write(f"{'':>{formatter.current_indent}}{line}\n")

    def get_short_help_str(self, limit: int = 45) -> str:
        return locale.text(f"{self.room}.short")

    @property
    def room(self) -> str:
        """The locale room that holds this command's words."""
        return f"cli_{self.name}"

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        found = super().get_help_option(ctx)
        if found is not None:
            found.help = locale.text("cli.options.help")
        return found


def command(name: str) -> Callable[[Callable[Concatenate[Console, ...], object]], Command]:
    """Make a function a command: it gets the `Console`, then its options; it returns an `ExitCode` or None (0)."""

    def decorate(function: Callable[Concatenate[Console, ...], object]) -> Command:
        return click.command(name, cls=Command)(click.pass_obj(function))

    return decorate


def common_options(*, inner: bool) -> list[click.Parameter]:
    """`--color`, `--quiet` and `--lang`, which stand before a command or after it (`inner`), the latter winning.

    Environment and settings file are looked up once, by the outer ones.
    """
    how: dict[str, Any] = {"expose_value": False}
    if inner:
        how |= {"envvar": (), "default": None}
    modes = Choice(["auto", "always", "never"])

    def to_console(ctx: click.Context, param: click.Parameter, value: object) -> None:
        console = ctx.ensure_object(Console)
        if value is not None and param.name is not None:
            setattr(console, param.name, value)

    def to_locale(ctx: click.Context, param: click.Parameter, value: locale.Language | None) -> None:
        if value is not None:
            locale.use(value)

    return [
        Option(["--color"], key="cli.options.color", type=modes, callback=to_console, **{"default": "auto", **how}),
        Option(["--quiet", "-q"], key="cli.options.quiet", is_flag=True, callback=to_console, **how),
        Option(["--lang"], key="cli.options.lang", type=Choice(locale.LANGUAGES), callback=to_locale, **how),
    ]
