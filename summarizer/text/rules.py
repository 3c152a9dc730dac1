"""Rule tables: name, pattern, production, as duckling lays out its languages; the tables are TOML files.

A pattern is read over the tokens of a sentence in lower case, its elements apart by one space. An element is a regular
expression for one token (`ngày|hôm`), a macro in capitals whose named group says which field it fills (`D` the day,
`D2` the day at the far end), or one of `( | ) )? )*` that group elements; a `?` at its end makes it optional.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import count
from typing import Final

from summarizer.text.tokens import NUMBER, Tokens

Macros = Mapping[str, str]

_GROUPING: Final = {"(": "(?:", "|": "|", ")": ")", ")?": ")?", ")*": ")*", ")+": ")+", "^": "^"}
_MACRO: Final = re.compile(r"([A-Z]+)(2?)(\??)")
_BEHIND: Final = 48  # code points before a token that a condition may look at
_KEYS: Final = frozenset(("name", "on", "pattern", "after", "not_after", "before", "not_before"))


def expression(pattern: str, macros: Macros) -> str:
    """A pattern as a regular expression over tokens that each end in one space."""
    return "".join(_element(piece, macros) for piece in pattern.split())


def _element(piece: str, macros: Macros) -> str:
    if piece in _GROUPING:
        return _GROUPING[piece]
    if piece.startswith(("(?!", "(?=")):
        return f"{piece[:3]}(?:{piece[3:-1]}) )"
    macro = _MACRO.fullmatch(piece)
    if macro and macro[1] in macros:
        meaning = macros[macro[1]]
        body = expression(meaning, macros) if " " in meaning else f"(?:{meaning}) "
        if macro[2]:
            body = re.sub(r"\?P<(\w+)>", r"?P<\g<1>2>", body)
        return f"(?:{body}){macro[3]}"
    if len(piece) > 1 and piece.endswith("?"):
        return f"(?:(?:{piece[:-1]}) )?"
    return f"(?:{piece}) "


def _apart(pattern: str) -> str:
    """A regular expression whose groups of one name are told apart by a number, as `re` wants them."""
    numbers = count()
    return re.sub(r"\?P<(\w+)>", lambda m: f"?P<{m[1]}_{next(numbers)}>", pattern)


class Before:
    """A pattern that must end right before a token."""

    __slots__ = ("_find",)

    def __init__(self, pattern: str, macros: Macros | None = None) -> None:
        inner = expression(f"( {pattern} )", macros or {})
        self._find = re.compile(rf"(?:^|(?<= )){_apart(inner)}$").search

    def __call__(self, tokens: Tokens, i: int) -> bool:
        """Whether the pattern ends right before token `i`."""
        stop = tokens.at[i]
        return self._find(tokens.line, max(0, stop - _BEHIND), stop) is not None


class Here:
    """A pattern that must begin at a token."""

    __slots__ = ("_match",)

    def __init__(self, pattern: str, macros: Macros | None = None) -> None:
        self._match = re.compile(_apart(expression(f"( {pattern} )", macros or {}))).match

    def __call__(self, tokens: Tokens, i: int) -> bool:
        """Whether the pattern begins at token `i`."""
        return i < len(tokens.at) and self._match(tokens.line, tokens.at[i]) is not None

    def end(self, tokens: Tokens, i: int) -> int:
        """Where the pattern that begins at token `i` ends; `i` where there is none."""
        m = self._match(tokens.line, tokens.at[i]) if i < len(tokens.at) else None
        return tokens.index(m.end()) if m else i


@dataclass(frozen=True, slots=True)
class Rule:
    """A row of a table: its pattern, the conditions on what stands before it, and what it says besides its groups."""

    name: str
    pattern: re.Pattern[str]
    says: Mapping[str, str]
    before: Before | None
    not_before: Before | None

    def match(self, tokens: Tokens, i: int) -> tuple[dict[str, str], int] | None:
        """The groups that matched at token `i` and where the match ends, or None."""
        m = self.pattern.match(tokens.line, tokens.at[i])
        if m is None or (self.before is not None and not self.before(tokens, i)):
            return None
        if self.not_before is not None and self.not_before(tokens, i):
            return None
        fields = {name.rpartition("_")[0]: text for name, text in m.groupdict().items() if text is not None}
        return fields, tokens.index(m.end())


def _rule(row: Mapping[str, str], macros: Macros) -> Rule:
    pattern = expression(row["pattern"], macros)
    if "after" in row:
        pattern += f"(?={expression('( ' + row['after'] + ' )', macros)})"
    if "not_after" in row:
        pattern += f"(?!{expression('( ' + row['not_after'] + ' )', macros)})"
    return Rule(
        row["name"],
        re.compile(_apart(pattern)),
        {key: text for key, text in row.items() if key not in _KEYS},
        Before(row["before"], macros) if "before" in row else None,
        Before(row["not_before"], macros) if "not_before" in row else None,
    )


class Table:
    """The rules of a file by the token they begin with (`on`; `0` stands for digits), in the order of the file."""

    def __init__(self, rows: Iterable[Mapping[str, str]], macros: Macros) -> None:
        self._by_first: dict[str, list[Rule]] = {}
        for row in rows:
            rule = _rule(row, macros)
            for first in row["on"].split():
                self._by_first.setdefault(first, []).append(rule)

    @property
    def firsts(self) -> frozenset[str]:
        """The tokens that a rule may begin with."""
        return frozenset(self._by_first)

    def at(self, tokens: Tokens, i: int) -> list[Rule]:
        """The rules that may begin at token `i`."""
        return self._by_first.get("0" if tokens.kind(i) == NUMBER else tokens.low(i), [])
