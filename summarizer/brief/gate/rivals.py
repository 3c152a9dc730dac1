"""Whether what a brief says of a figure is said of another one in the source.

The brief's words about a figure are held against those round the figure and those round its rivals: a figure stands on
the wrong thing when they are found round a rival of its kind and not round the figure itself.
"""

from __future__ import annotations

from summarizer.brief.gate.context import Said
from summarizer.brief.gate.source import Source

_TOPIC = 0.35
"""Weight of a foreign word that is the topic of the figure's own part: it may be meant all the same."""


def misplaced(told: Said, own: Said, rivals: list[tuple[Said, bool]], source: Source, time: bool = False) -> int | None:
    """Index of the rival that the brief's words fit instead of the figure itself; None where they fit it.

    Each rival comes with whether it is of the figure's own sort; one of another sort needs two words more, as
    `time` does: a date is loosely tied to what happens.
    """
    best: tuple[float, int] | None = None
    for n, (rival, same_sort) in enumerate(rivals):
        ours = told.own if own.names else told.plain
        foreign = {k for k in ours if k in rival.own and k not in own.own and k not in own.wide}
        if told.names & own.names - rival.names and told.names & rival.names - own.names:
            # one of the two is the other's opponent or partner
            foreign -= told.names
        foreign -= own.topic - rival.near
        if not foreign:
            continue
        shared = rival.own | rival.wide | rival.topic | rival.head
        fitting = {k for k in told.own if k in own.own and k not in shared}
        near = {k for k in told.wide - told.own if k in own.own and k not in shared}
        common = {k for k in told.own if k in own.own and k in shared and k not in rival.own}
        against = sum(_weight(k, rival, source) * (_TOPIC if k in own.topic | own.head else 1.0) for k in foreign)
        in_favour = (
            sum(_weight(k, own, source) for k in fitting)
            + 0.7 * sum(_weight(k, own, source) for k in near)
            + 0.25 * sum(_weight(k, own, source) for k in common)
        )
        if not same_sort and (in_favour > 0 or len(foreign) < 3):
            continue
        if time and (in_favour > 0 or len(foreign) < (2 if foreign & rival.names else 3)):
            continue
        ours, theirs = told.names & rival.names, own.names - told.names
        if (
            ours
            and theirs
            and same_sort
            and not time
            and not told.names & own.names
            and not ours & (own.own | own.wide | own.topic)
        ):
            # whose it is outweighs all else: `Tùng 12 năm tù` for `Khôi 12 năm tù, Tùng 7 năm tù`
            return n
        if not foreign & rival.names and len(told.own & rival.own) < len(told.own & own.own):
            # a word or two in common with a rival tell nothing where most words fit
            continue
        if against > 1.5 * in_favour and against > 0.5 and (best is None or against > best[0]):
            best = against, n
    return best[1] if best else None


def _weight(key: str, said: Said, source: Source) -> float:
    return (2.0 if key in said.names else 1.0) * (0.5 + source.weight(key))
