"""False sentences made by program: one small change to a true one, and where it is.

After FactCC's augmentation (Kryściński et al. 2020), for Vietnamese and for fifteen kinds of error. Every change names
its characters, so that the judge learns the words at fault. A change that does not apply gives None.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from summarizer.text import data
from summarizer.text.phrases import pattern
from summarizer.text.tokens import RUN

_UPPER: Final = "".join(c for c in map(chr, range(0x41, 0x1EFA)) if c.isupper() and (c < "[" or c >= "À"))
_CAPITALISED: Final = rf"[{_UPPER}]\w*"
NAME: Final = re.compile(rf"(?<![.!?] )(?<!^)(?<!\w){_CAPITALISED}(?:[ -]{_CAPITALISED})*")
NUMBER: Final = re.compile(r"(?<![\w/.,])\d+(?:[.,]\d+)*(?![\w/])")
DATE: Final = re.compile(r"\b\d{1,2}[/-]\d{1,2}(?:[/-]\d{2,4})?\b|\b(?:tháng|năm|quý) \d+(?:/\d+)?\b")


@dataclass(frozen=True, slots=True)
class Change:
    """A false sentence, the kind of its error, and the characters at fault."""

    text: str
    kind: str
    start: int
    end: int


@dataclass(frozen=True)
class Setting:
    """What the article has to offer: its sentences, and what can be exchanged."""

    sentences: Sequence[str]
    names: Sequence[str]
    dates: Sequence[str]
    numbers: Sequence[str]
    strange: Sequence[str]
    """Clauses of other articles."""


def setting(sentences: Sequence[str], strange: Sequence[str]) -> Setting:
    """What the sentences of an article offer."""
    text = "\n".join(sentences)

    def unique(pattern: re.Pattern[str]) -> list[str]:
        return list(dict.fromkeys(m.group() for m in pattern.finditer(text)))

    names = [n for n in unique(NAME) if len(n) > 3]
    return Setting(sentences, names, unique(DATE), unique(NUMBER), strange)


def _put(text: str, start: int, end: int, new: str, kind: str) -> Change | None:
    if text[start:end].strip() == new.strip():
        return None
    return Change(text[:start] + new + text[end:], kind, start, start + len(new))


def number(text: str, s: Setting, rng: random.Random) -> Change | None:
    found = list(NUMBER.finditer(text))
    if not found:
        return None
    m = rng.choice(found)
    old = m.group()
    others = [n for n in s.numbers if n != old and ("," in n) == ("," in old) and abs(len(n) - len(old)) <= 1]
    if others and rng.random() < 0.6:
        return _put(text, m.start(), m.end(), rng.choice(others), "number")
    digits = [i for i, c in enumerate(old) if c.isdigit()]
    i = rng.choice(digits)
    new = str((int(old[i]) + rng.randint(1, 8)) % 10)
    if i == 0 and new == "0":
        new = "9" if old[0] != "9" else "8"
    return _put(text, m.start(), m.end(), old[:i] + new + old[i + 1 :], "number")


def date(text: str, s: Setting, rng: random.Random) -> Change | None:
    found = list(DATE.finditer(text))
    if not found:
        return None
    m = rng.choice(found)
    head = m.group().split(" ")[0] if " " in m.group() else ""
    others = [d for d in s.dates if d != m.group() and (d.split(" ")[0] if " " in d else "") == head]
    if others and rng.random() < 0.7:
        return _put(text, m.start(), m.end(), rng.choice(others), "time")
    digit = re.search(r"\d+", m.group())
    assert digit is not None
    value = int(digit.group())
    new = str(value + rng.choice([-1, 1, 2])) if value > 2 else str(value + rng.randint(1, 3))
    return _put(text, m.start() + digit.start(), m.start() + digit.end(), new, "time")


def entity(text: str, s: Setting, rng: random.Random) -> Change | None:
    found = [m for m in NAME.finditer(text) if len(m.group()) > 3]
    if not found:
        return None
    m = rng.choice(found)
    old = m.group()
    others = [n for n in s.names if n not in text and old not in n and (" " in n) == (" " in old)]
    return _put(text, m.start(), m.end(), rng.choice(others), "entity") if others else None


def swap(text: str, s: Setting, rng: random.Random) -> Change | None:
    found = [m for m in NAME.finditer(text) if len(m.group()) > 2]
    pairs = [(a, b) for a, b in pairwise(found) if a.group() != b.group()]
    pairs = [
        (a, b)
        for a, b in pairs
        if a.group().count(" ") == b.group().count(" ")
        and not re.fullmatch(r"(?:,| và| hoặc|;)?\s*", text[a.end() : b.start()])
    ]
    if not pairs:
        return None
    a, b = rng.choice(pairs)
    new = b.group() + text[a.end() : b.start()] + a.group()
    return _put(text, a.start(), b.end(), new, "swap")


def _table(kind: str, pairs: Sequence[Sequence[str]]) -> Callable[[str, Setting, random.Random], Change | None]:
    """Exchange of a phrase for its partner, word by word, in either direction where both are given."""
    patterns = [(pattern([a], re.IGNORECASE), b) for a, b in pairs]

    def change(text: str, s: Setting, rng: random.Random) -> Change | None:
        found = [(m, b) for p, b in patterns for m in p.finditer(text)]
        if not found:
            return None
        m, new = rng.choice(found)
        if m.group()[0].isupper() and new:
            new = new[0].upper() + new[1:]
        start, end = m.start(), m.end()
        if not new:  # a word goes: its neighbours are at fault
            end += text[end : end + 1] == " "
            follow = RUN.search(text, end)
            keep = text[end : follow.end()] if follow else ""
            return _put(text, start, follow.end() if follow else end, keep, kind)
        return _put(text, start, end, new, kind)

    return change


_WORDS: Final = data.load(__package__, "data", "false_claims.toml")
trend = _table("trend", [*_WORDS["both"]["trend"], *((b, a) for a, b in _WORDS["both"]["trend"])])
negation = _table("negation", _WORDS["one"]["negation"])
certainty = _table("certainty", _WORDS["one"]["certainty"])
quantifier = _table("quantifier", _WORDS["one"]["quantifier"])
role = _table("role", _WORDS["one"]["role"])

_ATTRIBUTION: Final = re.compile(
    rf"^(?P<who>(?:Theo )?[{_UPPER}][^,.:;]{{3,60}}?)"
    r"(?P<said> (?:cho biết|cho rằng|khẳng định|nhận định|đánh giá|cảnh báo|cho hay|nói)(?: rằng)?:? |, )"
)


def speaker(text: str, s: Setting, rng: random.Random) -> Change | None:
    """Another speaker, or none."""
    m = _ATTRIBUTION.match(text)
    if m is None or (m["said"] == ", " and not m["who"].startswith("Theo ")):
        return None
    others = [n for n in s.names if n not in text and " " in n]
    if not others:
        return None
    who = rng.choice(others)
    new = f"Theo {who}" if m["who"].startswith("Theo ") else who
    return _put(text, 0, m.end("who"), new, "speaker")


def _clauses(sentence: str) -> list[str]:
    return [c.strip(" .\"'“”") for c in re.split(r"[,;:]", sentence) if 5 <= len(c.split()) <= 16]


def cause(text: str, s: Setting, rng: random.Random) -> Change | None:
    """A cause or purpose that the source does not give, made of a clause from elsewhere."""
    m = re.search(r"(?<!\w)(?:do|vì|nhờ|bởi|nhằm|để)\s[^,.;]{12,}$", text.rstrip("."))
    pool = [c for x in rng.sample(list(s.sentences), min(6, len(s.sentences))) if x not in text for c in _clauses(x)]
    pool = [c for c in pool if c not in text]
    if not pool:
        return None
    clause = rng.choice(pool)
    clause = clause[0].lower() + clause[1:] if not clause.isupper() else clause
    word = rng.choice(["do", "vì", "nhờ", "nhằm", "sau khi"])
    if m is not None:
        return _put(text, m.start(), len(text.rstrip(".")), f"{word} {clause}", "cause")
    body = text.rstrip(".")
    return Change(f"{body} {word} {clause}.", "cause", len(body) + 1, len(body) + 1 + len(word) + 1 + len(clause))


def merge(text: str, s: Setting, rng: random.Random) -> Change | None:
    """The first part of the sentence with the end of another."""
    cuts = [m.start() for m in re.finditer(r",", text)]
    cuts = [c for c in cuts if 5 <= len(text[:c].split()) <= len(text.split()) - 4]
    others = [x for x in s.sentences if x[:40] not in text and len(x.split()) > 10]
    if not cuts or not others:
        return None
    cut = rng.choice(cuts)
    tails = _clauses(rng.choice(others))
    if not tails:
        return None
    tail = tails[-1]
    return Change(f"{text[:cut]}, {tail}.", "merge", cut + 2, cut + 2 + len(tail))


def invented(text: str, s: Setting, rng: random.Random) -> Change | None:
    """A detail of another article, in the middle or at the end."""
    if not s.strange:
        return None
    detail = rng.choice(s.strange)
    body = text.rstrip(".")
    cuts = [m.start() for m in re.finditer(r",", body)]
    if cuts and rng.random() < 0.5:
        at = rng.choice(cuts)
        return Change(f"{body[:at]}, {detail}{body[at:]}.", "invented", at + 2, at + 2 + len(detail))
    return Change(f"{body}, {detail}.", "invented", len(body) + 2, len(body) + 2 + len(detail))


def condition(text: str, s: Setting, rng: random.Random) -> Change | None:
    """A limit is cut: what holds under a condition is told as holding always."""
    m = re.search(
        r",?\s(?:nếu|trừ khi|trừ|với điều kiện|trong trường hợp|khi có|tối đa|đối với|trong vòng|riêng)"
        r"\s[^,.;]{8,80}(?=[,.;]|$)",
        text,
    )
    if m is None or len(text) - len(m.group()) < 40:
        return None
    rest = RUN.search(text, m.end())
    end = rest.end() if rest else m.end()
    kept = text[m.end() : end]
    before = re.search(r"\w+$", text[: m.start()])
    start = before.start() if before else m.start()
    changed = text[:start] + text[start : m.start()] + kept + text[end:]
    return Change(changed, "condition", start, start + (m.start() - start) + len(kept))


def wrongthing(text: str, s: Setting, rng: random.Random) -> Change | None:
    """The right number on another thing: two numbers of the sentence change places."""
    found = list(NUMBER.finditer(text))
    pairs = [(a, b) for a, b in pairwise(found) if a.group() != b.group()]
    if not pairs:
        return None
    a, b = rng.choice(pairs)
    return _put(text, a.start(), b.end(), b.group() + text[a.end() : b.start()] + a.group(), "wrongthing")


KINDS: Final[dict[str, Callable[[str, Setting, random.Random], Change | None]]] = {
    "number": number,
    "time": date,
    "entity": entity,
    "swap": swap,
    "trend": trend,
    "negation": negation,
    "certainty": certainty,
    "quantifier": quantifier,
    "role": role,
    "speaker": speaker,
    "cause": cause,
    "merge": merge,
    "invented": invented,
    "condition": condition,
    "wrongthing": wrongthing,
}
"""The changes by name."""
_SHARES: Final = {
    **{"number": 0.8, "cause": 0.4, "merge": 0.4, "invented": 0.4, "negation": 0.9, "certainty": 1.5},
    **{"trend": 1.5, "role": 4.0, "condition": 4.0, "speaker": 3.0, "wrongthing": 2.0},
}
"""How often a kind is tried, 1.0 where it is not named."""


def falsify(text: str, s: Setting, rng: random.Random) -> Change | None:
    """One change of a kind drawn at random among those that apply."""
    names = list(KINDS)
    rng.shuffle(names)
    names.sort(key=lambda n: rng.random() / _SHARES.get(n, 1.0))
    for name in names[:9]:
        change = KINDS[name](text, s, rng)
        if change is not None and change.text != text:
            return change
    return None
