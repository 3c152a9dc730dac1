"""The words of actors and directives as sets of phrases, read once from the package's data files."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from typing import Any

from summarizer.facts.model import Strength
from summarizer.facts.phrases import Phrases


@dataclass(frozen=True)
class ActorWords:
    """Heads and continuations of the phrases that name who acts."""

    titles: Phrases[bool]
    honorifics: Phrases[bool]
    laymen: Phrases[bool]
    parties: Phrases[bool]
    bodies: Phrases[bool]
    papers: Phrases[bool]
    groups: Phrases[bool]
    no_groups: Phrases[bool]
    determiners: Phrases[bool]
    complements: Phrases[bool]
    links: Phrases[bool]
    companies: Phrases[bool]
    places: Phrases[bool]
    family_names: frozenset[str]
    firsts: frozenset[str]


@dataclass(frozen=True)
class DirectiveWords:
    """Triggers, what undoes them, marks of speech and narration, and the verbs of actions."""

    trigger_firsts: frozenset[str]
    commands: Phrases[Strength]
    modals: Phrases[Strength]
    do_not: Phrases[bool]
    noun_before: Phrases[bool]
    fixed: Phrases[bool]
    litigation: Phrases[bool]
    speech: Phrases[bool]
    that: Phrases[bool]
    reports: Phrases[bool]
    publishes: Phrases[bool]
    anybody: Phrases[bool]
    given: Phrases[bool]
    named: Phrases[Strength]
    time_limits: Phrases[bool]
    narration: Phrases[bool]
    background: Phrases[bool]
    result: Phrases[bool]
    openers: Phrases[bool]
    adverbs: Phrases[bool]
    verbs: Phrases[bool]
    weak: Phrases[bool]
    nominal: Phrases[bool]
    qualities: Phrases[bool]
    swallow: Phrases[bool]
    swallowers: Phrases[bool]


def _read(name: str) -> dict[str, Any]:
    return tomllib.loads((resources.files("summarizer.facts") / "data" / name).read_text(encoding="utf-8"))


def _all_of(*lists: Iterable[str]) -> Phrases[bool]:
    return Phrases.set(phrase for phrases in lists for phrase in phrases)


@lru_cache(maxsize=1)
def actor_words() -> ActorWords:
    """The gazetteer of bodies, offices, groups and places."""
    sets = {name: Phrases.set(phrases) for name, phrases in _read("actors.toml").items()}
    places = _read("places.toml")
    heads = ("titles", "honorifics", "laymen", "parties", "bodies", "papers", "groups", "determiners")
    return ActorWords(
        firsts=frozenset().union(*(sets[name].firsts for name in heads)),
        family_names=frozenset(name.lower() for name in places["family_names"]),
        places=_all_of(places["until_2025"], places["since_2025"], places["aliases"]),
        **sets,
    )


@lru_cache(maxsize=1)
def directive_words() -> DirectiveWords:
    """The words of directives."""
    data = _read("directives.toml")
    action = data["action"]
    commands: Phrases[Strength] = Phrases(data["commands"])
    modals: Phrases[Strength] = Phrases(data["modals"])
    return DirectiveWords(
        trigger_firsts=commands.firsts | modals.firsts | Phrases.set(data["nots"]["fixed"]).firsts,
        commands=commands,
        modals=modals,
        do_not=Phrases.set(data["polarity"]["do_not"]),
        **{name: Phrases.set(phrases) for name, phrases in data["nots"].items()},
        speech=Phrases.set(data["speech"]["verbs"]),
        that=Phrases.set(data["speech"]["that"]),
        reports=Phrases.set(data["speech"]["reports"]),
        publishes=Phrases.set(data["speech"]["publishes"]),
        anybody=Phrases.set(data["speech"]["anybody"]),
        given=Phrases.set(data["speech"]["given"]),
        named=Phrases(data["speech"]["named"]),
        time_limits=Phrases.set(data["deadlines"]["words"]),
        narration=Phrases.set(data["narration"]["openers"]),
        background=Phrases.set(data["narration"]["background"]),
        result=Phrases.set(data["narration"]["result"]),
        openers=Phrases.set(action["openers"]),
        adverbs=Phrases.set(action["adverbs"]),
        verbs=_all_of(action["verbs"], action["adverbs"]),
        weak=Phrases.set(action["weak"]),
        nominal=Phrases.set(action["nominal"]),
        qualities=Phrases.set(action["qualities"]),
        swallow=Phrases.set(action["swallow"]),
        swallowers=Phrases.set(action["swallowers"]),
    )


@lru_cache(maxsize=1)
def rank_words() -> Phrases[int]:
    """Heads of actors with their level, 1 (commune, company) to 6 (the centre)."""
    return Phrases({head: int(level[-1]) for level, heads in _read("ranks.toml").items() for head in heads})
