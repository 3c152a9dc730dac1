"""What the worker answers, between the keys."""

from __future__ import annotations

import time

from summarizer.brief.model import BriefSentence, Progress
from summarizer.tui import protocol as p
from summarizer.tui.inbox import HANDFUL, Inbox


def progress(ticket: int, words: str, done: int = 0) -> p.Progressed:
    return p.Progressed(1, ticket, Progress("writing", done, 3, BriefSentence(words)))


def test_it_wakes_the_desk_once_and_hands_over_in_order():
    woken, taken = [], []
    inbox = Inbox(lambda: woken.append(1))
    for key in range(5):
        inbox.put(p.LoadFailed(key, ""))
    assert woken == [1]
    assert not inbox.take(taken.append)
    assert [reply.key for reply in taken] == [0, 1, 2, 3, 4]
    inbox.put(p.LoadFailed(5, ""))
    assert woken == [1, 1]


def test_a_handful_takes_no_longer_than_a_key_can_wait():
    taken = []
    inbox = Inbox(lambda: None)
    for key in range(100):
        inbox.put(p.LoadFailed(key, ""))

    def slow(reply: p.Reply) -> None:
        taken.append(reply)
        time.sleep(HANDFUL)

    assert inbox.take(slow)
    assert len(taken) == 1
    while inbox.take(slow):
        pass
    assert len(taken) == 100


def test_a_burst_of_progress_is_taken_once_but_no_finished_sentence_is_lost():
    taken = []
    inbox = Inbox(lambda: None)
    for reply in (progress(7, "Một"), progress(7, "Một câu"), progress(7, "Hai", 1), progress(8, "Khác", 1)):
        inbox.put(reply)
    inbox.take(taken.append)
    assert [(one.ticket, one.progress.sentence.text) for one in taken] == [(7, "Một câu"), (7, "Hai"), (8, "Khác")]


def test_articles_wait_where_a_key_is_under_way_and_what_was_asked_for_does_not():
    taken = []
    inbox = Inbox(lambda: None)
    for reply in (p.LoadFailed(1, ""), p.CheckedText(2, ()), p.LoadFailed(3, "")):
        inbox.put(reply)
    assert inbox.take(taken.append, arrivals=False)
    assert [type(reply) for reply in taken] == [p.CheckedText]
    assert inbox.busy
    assert not inbox.take(taken.append)
    assert [reply.key for reply in taken[1:]] == [1, 3]
