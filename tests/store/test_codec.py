"""Facts come back from the store as they went in, and those of older versions are read."""

from __future__ import annotations

import datetime
import json

import pytest

from summarizer.document.model import Span
from summarizer.facts.model import Directive, Facts
from summarizer.store import codec

WHOLE = Directive(
    Span(0, 40),
    Span(20, 40),
    trigger=Span(10, 14),
    issuer=Span(0, 9),
    addressee=Span(15, 19),
    deadline=Span(30, 40),
    due=datetime.date(2026, 3, 1),
    strength="order",
    polarity="do_not",
    inherited=True,
    confidence=0.9,
    condition=Span(0, 8),
)


@pytest.mark.parametrize("directive", [WHOLE, Directive(Span(0, 4), Span(0, 4))])
def test_a_directive_comes_back_whole(directive: Directive) -> None:
    facts = Facts((), (directive,), marked=True)
    assert codec.unpack_facts(codec.pack_facts(facts)) == facts


def test_a_directive_kept_before_there_were_conditions_has_none() -> None:
    data = json.loads(codec.pack_facts(Facts((), (WHOLE,))))
    data["directives"] = [d[:-1] for d in data["directives"]]
    (read,) = codec.unpack_facts(json.dumps(data)).directives
    assert read.condition is None
    assert read.confidence == WHOLE.confidence
