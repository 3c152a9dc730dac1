"""Names as participants: which runs of capitals in a sentence name somebody, and of what kind."""

from __future__ import annotations

from summarizer.brief.gate.names import runs
from summarizer.brief.gate.passage import Passage, phrases, word_set
from summarizer.brief.gate.source import Source
from summarizer.brief.gate.words import SIGN, WORD

_NUMERALS = frozenset({"i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x"})
_OPENERS = frozenset('.!?:…"“«\n-–(')


def proper_names(source: Source) -> frozenset[str]:
    """Words that the source writes with a capital inside a sentence."""
    return frozenset(
        t.key for p in source.passages for k, t in enumerate(p.terms) if t.case and k and p.keys[k - 1] not in _OPENERS
    )


def mentions(p: Passage, proper: frozenset[str]) -> list[tuple[int, int]]:
    """Names of a sentence as (begin, end); `proper` are words known to be names (`proper_names`)."""
    known: list[tuple[int, int]] | None = p.__dict__.get("_mentions")
    if known is not None:
        return known
    out: list[tuple[int, int]] = []
    quoted = [k for k, key in enumerate(p.keys) if key in '"“”«»']
    for begin, end in runs(p):
        if sum(k < begin for k in quoted) % 2:
            continue
        opens = begin == 0 or p.terms[begin - 1].kind == SIGN
        while (
            begin < end
            and opens
            and p.keys[begin] in word_set("person_words") | word_set("pronouns")
            and p.terms[begin].case == 1
        ):
            begin += 1
            opens = False
        if begin < end and not _is_ordinary(p, begin, end, opens, proper):
            out.append((begin, end))
    p.__dict__["_mentions"] = out
    return out


def _is_ordinary(p: Passage, begin: int, end: int, opens: bool, proper: frozenset[str]) -> bool:
    """Whether a run of capitals names nobody: a title, an abbreviation, a capital that opens the sentence."""
    keys = p.keys[begin:end]
    if is_country(p, begin) and not (opens and keys[0] in word_set("pronouns")):
        return False
    lower_next = end < len(p.terms) and p.terms[end].kind == WORD and not p.terms[end].case
    if end - begin == 1 and (
        (
            opens
            and (
                (keys[0] not in proper and not _joined(p, begin))
                or (keys[0] in word_set("org_heads") and p.terms[begin].case == 1)
            )
            and p.terms[begin].case == 1
        )
        or keys[0] in word_set("common_abbreviations")
        # the head of a longer name: `Công ty Dược Thiên Phúc`
        or (keys[0] in word_set("long_heads") and lower_next and p.terms[begin].case == 1)
    ):
        return True
    if all(k in word_set("titles") or k in _NUMERALS for k in keys):
        return True
    return begin > 0 and p.keys[begin - 1] == "độ"


def _joined(p: Passage, k: int) -> bool:
    """Whether a term is a name of several words that are joined (`Manchester City`)."""
    words = p.wording(k, k + 1).split()
    return len(words) > 1 and all(w[0].isupper() for w in words)


def is_country(p: Passage, begin: int) -> bool:
    """Whether the name of a country begins here."""
    return p.terms[begin].case > 0 and phrases("countries").at(p.keys, begin) is not None


def describes(p: Passage, begin: int) -> bool:
    """Whether a country stands beside a common noun and names nobody: `tiền đạo Pháp`, `chân chạy Kenya`."""
    if not begin or not is_country(p, begin):
        return False
    before = p.terms[begin - 1]
    return p.content[begin - 1] and (not before.case or begin == 1 or p.terms[begin - 2].kind == SIGN or begin == 2)


def shown(p: Passage, begin: int, end: int) -> str:
    """The wording of a name for a reader: a body's with the small letters that belong to it (`Đài Truyền hình`)."""
    bodies = word_set("org_heads") | word_set("long_heads")
    for _ in range(3):
        if not any(p.keys[k] in bodies for k in range(begin, end)) or end >= len(p.terms):
            break
        if p.terms[end].kind != WORD or p.terms[end].case or not p.content[end]:
            break
        end += 1
        while end < len(p.terms) and p.terms[end].case and p.terms[end].kind == WORD:
            end += 1
    return p.wording(begin, end)


def kind_of(p: Passage, begin: int) -> str:
    """`org`, `place`, `person`, or `other` where the words around do not tell."""
    if p.keys[begin] in word_set("org_heads"):
        return "org"
    before = p.keys[begin - 1] if begin else ""
    if before in word_set("placed"):
        return "place"
    return "person" if before in word_set("person_words") or p.keys[begin] in word_set("person_words") else "other"


def alike(one: str, other: str) -> bool:
    """Whether names of these kinds can be taken for each other."""
    return one == other or ("other" in (one, other) and "place" not in (one, other))
