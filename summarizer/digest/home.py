"""Whose bodies a text speaks of: there is a `Sở Tài chính` in every province."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from typing import Final

from summarizer.document.model import Article
from summarizer.text.bodies import heads
from summarizer.text.data import load
from summarizer.text.letters import LOWER, UPPER
from summarizer.text.phrases import alternatives, pattern

_NAME: Final = rf"[{UPPER}][{LOWER}]+(?: (?:- )?[{UPPER}][{LOWER}]+){{0,3}}"
_PROVINCE: Final = re.compile(
    rf"(?<!\w)(?P<place>[Tt]ỉnh {_NAME}|(?<=UBND )(?:thành phố|TP\.?) ?{_NAME}|(?<=HĐND )(?:thành phố|TP\.?) ?{_NAME})"
)
_LEVEL: Final = r"(?:tỉnh|thành phố|TP\.?|huyện|quận|thị xã|thị trấn|xã|phường|đặc khu)"
_ISSUED: Final = re.compile(rf"(?<!\w){_LEVEL} [{UPPER}].*$", re.IGNORECASE)
_OPEN: Final = re.compile(rf"(?<!\w)({_LEVEL})$")
_PLACED: Final = re.compile(rf"(?<!\w){_LEVEL} ?(?-i:[{UPPER}]\w)", re.IGNORECASE)
_CALLED: Final = re.compile(rf"[{UPPER}][{LOWER}]+ [{UPPER}][{LOWER}]+$")
"""A name that ends with one of a place or person: `Điện lực Hòa Lạng`; no `Sở Xây dựng` does."""
_POST: Final = re.compile(rf"(?<!\w)(?:{alternatives(heads('posts'))})(?!\w)", re.IGNORECASE)
_LEAD: Final = 40
"""Characters before a place in which a post is looked for."""
_BREAK: Final = re.compile(r"[\n.;,:()]")
_SHORT: Final = 3
"""Words of level and name. Behind a post it may be whoever holds it (`Chủ tịch UBND tỉnh Trần Văn An`): more."""
_OF_PROVINCE: Final = re.compile(r"(?:các )?sở(?!\w)", re.IGNORECASE)


@cache
def _known(name: str) -> re.Pattern[str]:
    return pattern(load(__package__, "readable.toml")[name], re.IGNORECASE)


def home(article: Article) -> str:
    """The place whose bodies a text means where it names none: that of who issues it, or the province it names most;
    empty where it names two alike. `Chủ tịch UBND tỉnh Nguyễn Văn A` names none."""
    issuer = article.card.issuer if article.card is not None else None
    if issuer and (place := _ISSUED.search(issuer)):
        held = _POST.search(issuer, 0, place.start()) is not None and len(place[0].split()) > _SHORT
        return "" if held else place[0]
    alone: Counter[str] = Counter()
    behind: Counter[str] = Counter()
    for found in _PROVINCE.finditer(article.text):
        place_ = found["place"][:1].lower() + found["place"][1:] if found["place"][0] == "T" else found["place"]
        lead = _BREAK.split(article.text[max(0, found.start() - _LEAD) : found.start()])[-1]
        if _POST.search(lead) is None:
            alone[place_] += 1
        elif len(place_.split()) == _SHORT:
            behind[place_] += 1
    most = (alone or behind).most_common(2)
    return "" if not most or (len(most) > 1 and most[0][1] == most[1][1]) else most[0][0]


def is_one(issuer: str, addressee: str) -> bool:
    """Whether a body is the same in every text: it has a name of its own, is the nation's, or the nation's bodies ask
    all that there are of it (`UBND các tỉnh`)."""
    nation, many = _known("of_nation"), "các" in addressee.lower().split()
    if has_place(addressee):
        return True
    local = _known("of_place").match(addressee) is not None
    asked = nation.match(issuer) is not None
    return asked and (many or not local) if local or asked else nation.match(addressee) is not None


def has_place(name: str) -> bool:
    """Whether a body's name says of where it is."""
    return _PLACED.search(name) is not None or _CALLED.search(name) is not None


def placed(name: str, where: str) -> str:
    """A local body's name with its place, where it has none: `UBND tỉnh An Lạc`, `Sở Y tế (tỉnh An Lạc)`."""
    if not where or has_place(name) or not _known("of_place").match(name):
        return name
    if _OF_PROVINCE.match(name) and not where.startswith(("tỉnh", "thành phố", "TP")):
        return name
    level = _OPEN.search(name)
    if level and where.lower().startswith(f"{level[1].lower()} "):
        return name + where[len(level[1]) :]
    return f"{name} ({where})"
