"""What is stored, as plain values: workers make rows, the one process that writes puts them in."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import TYPE_CHECKING

from summarizer import __version__, locale
from summarizer.brief.model import Brief, Options
from summarizer.document.model import Article
from summarizer.store import codec
from summarizer.store.sketch import sketch
from summarizer.store.trace import trace
from summarizer.text.fold import plain

if TYPE_CHECKING:
    from summarizer.engines.vectors import Meaning


@dataclass(frozen=True, slots=True)
class Key:
    """What a brief hangs on besides the article: two runs with the same key give the same brief."""

    engine: str
    model: str
    options: str


@dataclass(frozen=True, slots=True)
class Text:
    """An article ready to be stored; what is found by words and likeness is made of it once."""

    id: str
    title: str
    words: int
    date: str | None
    text: str
    layout: str
    sketch: bytes
    terms: bytes
    folded_title: str
    folded_body: str


def of_article(article: Article) -> Text:
    """Everything that is stored of an article by itself."""
    folded = plain(article.text)
    title = article.title_text
    return Text(
        article.id,
        title,
        article.words,
        article.date.isoformat() if article.date else None,
        article.text,
        codec.pack_layout(article),
        sketch(folded),
        trace(article),
        plain(title),
        folded,
    )


@dataclass(frozen=True, slots=True)
class Rows(Text):
    """An article with its facts and a brief of it, ready to be stored."""

    facts: str
    key: Key
    headline: str
    unsupported: int
    brief: str
    card: str
    meaning: Meaning | None = None


def key(engine: str, model: str | None, revision: str, options: Options) -> Key:
    """The key of an engine by name, model and revision; the language counts, since reasons and warnings are in it.

    A model that is not ours is told by its name alone: what its files hold is only known once it is loaded.
    """
    revision = "" if engine in ("hub", "endpoint") else revision
    length = f"sentences={options.sentences}" if options.sentences is not None else f"words={options.words}"
    return Key(engine, f"{model or ''}@{revision}", f"{length};{locale.current()};{__version__}")


def rows(brief: Brief, options: Options, card: str) -> Rows:
    """Everything that is stored of a brief; what its article is about only where more than words was looked at."""
    from summarizer.engines.vectors import meaning_if_any

    text, engine = of_article(brief.article), brief.engine
    return Rows(
        **{field.name: getattr(text, field.name) for field in fields(text)},
        facts=codec.pack_facts(brief.facts),
        key=key(engine.name, engine.model, engine.revision, options),
        headline=brief.headline.text if brief.headline else text.title,
        unsupported=sum(s.status == "unsupported" for s in brief.summary),
        brief=codec.pack_brief(brief),
        card=card,
        meaning=None if engine.name == "extractive" else meaning_if_any(brief.article.text),
    )
