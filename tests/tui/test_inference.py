"""The queue of work, cancelling, and the process at the other end."""

from __future__ import annotations

import io
import os
import queue
import time
import weakref
from dataclasses import replace

import pytest

from summarizer.brief.model import Options
from summarizer.engines.choice import EngineChoice
from summarizer.errors import TomtatError
from summarizer.facts.model import Facts
from summarizer.tui import inference, serving
from summarizer.tui import protocol as p
from summarizer.tui.inference import Inference
from summarizer.tui.line import NICE, ProcessLine
from summarizer.tui.wire import Wire
from tests.tui.conftest import make_article, make_brief, make_facts

EXTRACTIVE = EngineChoice("extractive")


class Silent:
    """A line that only listens."""

    def __init__(self) -> None:
        self.sent: list[p.Request] = []
        self.closed = False

    def __call__(self, reply) -> Silent:
        self.reply = reply
        self.closed = False
        return self

    def send(self, request: p.Request) -> None:
        self.sent.append(request)

    def close(self) -> None:
        self.closed = True

    def last(self, kind):
        return next(request for request in reversed(self.sent) if isinstance(request, kind))


@pytest.fixture
def work():
    replies: list[p.Reply] = []
    line = Silent()
    made = Inference(replies.append, line)
    made.start()
    return made, line, replies


ARTICLE = make_article()
FACTS = make_facts(ARTICLE)
BRIEF = make_brief(ARTICLE, FACTS)


def compose(made: Inference, key: int, **more) -> int:
    return made.compose(key, lambda: (ARTICLE, FACTS), EXTRACTIVE, Options(), **more)


def test_one_brief_at_a_time_in_order_and_first_goes_first(work):
    made, line, replies = work
    compose(made, 1)
    compose(made, 2)
    compose(made, 3, first=True)
    assert made.busy == 3
    order = []
    for _ in range(3):
        request = line.last(p.Compose)
        order.append(request.key)
        line.reply(p.Composed(request.key, request.ticket, BRIEF))
    assert order == [1, 3, 2]
    assert made.busy == 0
    assert [reply.key for reply in replies] == [1, 3, 2]


def test_a_text_that_went_while_its_brief_waited_holds_up_no_other(work):
    made, line, replies = work

    def gone():
        raise LookupError

    compose(made, 1)
    made.compose(2, gone, EXTRACTIVE, Options())
    compose(made, 3)
    first = line.last(p.Compose)
    line.reply(p.Composed(1, first.ticket, BRIEF))
    assert line.last(p.Compose).key == 3
    assert [type(reply) for reply in replies if reply.key == 2] == [p.ComposeFailed]


def test_asking_again_replaces_what_waits(work):
    made, _line, _ = work
    compose(made, 1)
    compose(made, 2)
    compose(made, 2)
    assert made.busy == 2


def test_cancelled_work_answers_no_more_and_the_next_begins_when_it_stopped(work):
    made, line, replies = work
    compose(made, 1)
    compose(made, 2)
    first = line.last(p.Compose)
    made.cancel([1])
    assert isinstance(line.sent[-1], p.Cancel)
    assert made.busy == 1
    line.reply(p.Progressed(1, first.ticket, None))
    assert line.last(p.Compose) is first
    line.reply(p.ComposeFailed(1, first.ticket))
    assert replies == []
    assert line.last(p.Compose).key == 2


def test_an_engine_that_does_not_stop_is_replaced(work, monkeypatch):
    monkeypatch.setattr(inference, "GRACE", 0.05)
    made, line, _ = work
    compose(made, 1)
    compose(made, 2)
    made.cancel([1])
    assert not line.closed
    end = time.monotonic() + 3
    while line.last(p.Compose).key != 2:
        assert time.monotonic() < end
        time.sleep(0.01)


def test_loads_are_bounded_and_can_hurry(work):
    made, line, replies = work
    for key in range(1, 6):
        made.load(key, f"{key}.txt")
    assert [request.key for request in line.sent] == [1, 2]
    made.hurry(5)
    line.reply(p.Loaded(1, ARTICLE, FACTS))
    assert line.sent[-1].key == 5
    made.cancel([2, 3])
    line.reply(p.Loaded(2, ARTICLE, FACTS))
    assert [reply.key for reply in replies] == [1]


def test_only_the_newest_check_counts(work):
    made, line, replies = work
    old, new = made.check(ARTICLE, FACTS, "a"), made.check(ARTICLE, FACTS, "b")
    line.reply(p.CheckedText(old, ()))
    line.reply(p.CheckedText(new, ()))
    assert [reply.ticket for reply in replies] == [new]


def test_death_fails_what_was_under_way_and_goes_on(work):
    made, line, replies = work
    compose(made, 1)
    compose(made, 2)
    made.load(7, "7.txt")
    line.reply(p.Died("exit -11"))
    assert {type(reply) for reply in replies} == {p.Died, p.LoadFailed, p.ComposeFailed}
    assert line.last(p.Compose).key == 2


def test_whatever_was_asked_is_answered_though_the_process_dies(work):
    made, line, replies = work
    asked = [made.recheck(ARTICLE, FACTS, "a"), made.check(ARTICLE, FACTS, "b"), made.recount(1, BRIEF)]
    file = made.render(BRIEF, "markdown")
    line.reply(p.Died("exit -9"))
    answered = {reply.ticket: reply for reply in replies if not isinstance(reply, p.Died)}
    assert sorted(answered) == sorted([*asked, file])
    assert answered[asked[0]] == p.CheckedText(asked[0], ())
    assert answered[file].error
    sent = len(line.sent)
    made.recheck(ARTICLE, FACTS, "a")
    assert len(line.sent) == sent + 1


def test_what_a_stuck_process_did_not_get_to_is_asked_again(work, monkeypatch):
    monkeypatch.setattr(inference, "GRACE", 0.01)
    made, line, replies = work
    compose(made, 1)
    file = made.render(BRIEF, "markdown")
    made.cancel([1])
    end = time.monotonic() + 3
    while sum(isinstance(request, p.Render) for request in line.sent) < 2:
        assert time.monotonic() < end
        time.sleep(0.01)
    line.reply(p.Rendered(file, b"x"))
    assert replies == [p.Rendered(file, b"x")]


def test_nobody_waits_for_a_process_that_is_gone(work):
    made, line, replies = work
    for _ in range(10):
        line.reply(p.Died("no module"))
    replies.clear()
    file = made.render(BRIEF, "markdown")
    assert [reply.ticket for reply in replies] == [file]
    assert replies[0].error


def test_a_process_that_keeps_dying_is_left_alone(work):
    made, line, _replies = work
    for _ in range(10):
        line.reply(p.Died("no module"))
    before = len(line.sent)
    compose(made, 1)
    assert len(line.sent) == before


def test_stopping(work):
    made, line, _ = work
    made.stop()
    assert line.closed
    made.stop()
    compose(made, 1)
    assert line.sent == []


# --- the wire


class Pipe(io.BytesIO):
    """What is written at its end is read where reading had come to."""

    total = 0

    def write(self, data) -> int:
        at = self.tell()
        self.seek(0, io.SEEK_END)
        self.total += super().write(data)
        self.seek(at)
        return len(data)


@pytest.fixture
def ends():
    there, back = Pipe(), Pipe()
    return Wire(back, there, "d"), Wire(there, back, "s", keeps=True), there


def test_articles_travel_once_and_stay_the_same_object(ends):
    sender, receiver, pipe = ends
    sizes = []
    got = []
    for message in (p.Loaded(1, ARTICLE, FACTS), p.Composed(1, 2, BRIEF), p.Check(3, ARTICLE, FACTS, "x")):
        start = pipe.total
        sender.send(message)
        sizes.append(pipe.total - start)
        got.append(receiver.receive())
    assert sizes[2] < sizes[0] / 4
    assert got[0].article == ARTICLE
    assert got[1].brief == BRIEF
    assert got[1].brief.article is got[0].article
    assert got[2].facts is got[0].facts
    with pytest.raises(EOFError):
        receiver.receive()


def test_what_the_desk_lets_go_of_is_held_at_neither_end(ends):
    desk, worker, _ = ends
    article = make_article([("title", ["Tin"])])
    worker.send(p.Loaded(1, article, Facts()))
    held = [weakref.ref(article)]
    del article
    got = desk.receive()
    held.append(weakref.ref(got.article))
    assert all(ref() is not None for ref in held)
    del got
    desk.send(p.Cancel(1))
    assert worker.receive() == p.Cancel(1)
    assert [ref() for ref in held] == [None, None]


def test_an_answer_about_what_was_let_go_comes_through(ends):
    desk, worker, _ = ends
    article = make_article([("title", ["Tin"])])
    desk.send(p.Check(1, article, FACTS, "x"))
    asked = worker.receive()
    worker.send(p.Loaded(1, asked.article, asked.facts))
    del article
    late = desk.receive()
    assert (late.key, late.article, late.facts) == (1, None, FACTS)


# --- the server, in this process


@pytest.fixture
def server():
    replies: queue.Queue[p.Reply] = queue.Queue()
    made = serving.Server(replies.put)
    made.start()

    def ask(request: p.Request, kind, seconds: float = 30.0):
        made.handle(request)
        end = time.monotonic() + seconds
        while True:
            reply = replies.get(timeout=max(0.01, end - time.monotonic()))
            if isinstance(reply, kind):
                return reply

    return ask


def test_the_server_loads_briefs_checks_counts_and_renders(server, samples):
    path = next(iter(sorted(samples.glob("thu*.txt"))))
    loaded = server(p.Load(1, str(path)), p.Loaded)
    assert loaded.facts.figures
    composed = server(p.Compose(1, 5, loaded.article, loaded.facts, EXTRACTIVE, Options(60)), p.Composed)
    assert composed.ticket == 5
    assert composed.brief.engine.name == "extractive"
    said = composed.brief.summary[0].text
    checked = server(p.Check(9, loaded.article, loaded.facts, said), p.CheckedText)
    assert [sentence.status for sentence in checked.sentences] == ["supported"]
    doctored = server(p.Check(10, loaded.article, loaded.facts, said + " Chi thêm 987.654 tỷ đồng."), p.CheckedText)
    assert "unsupported" in {sentence.status for sentence in doctored.sentences}
    fewer = replace(composed.brief, summary=())
    counted = server(p.Recount(1, 11, fewer), p.Recounted)
    assert len(counted.brief.left_out.figures) >= len(composed.brief.left_out.figures)
    for format, begins in (("markdown", b"#"), ("html", b"<!"), ("json", b"{"), ("docx", b"PK")):
        rendered = server(p.Render(12, composed.brief, format), p.Rendered)
        assert rendered.error == ""
        assert rendered.data.lstrip().lower().startswith(begins.lower())
    assert server(p.Render(13, composed.brief, "papyrus"), p.Rendered).error


def test_the_server_says_what_went_wrong(server, tmp_path, monkeypatch):
    missing = server(p.Load(1, str(tmp_path / "khong-co.txt")), p.LoadFailed)
    assert "khong-co.txt" in missing.error
    piped = server(p.Load(2, "-", "Một bài báo ngắn về thành phố.".encode()), p.Loaded)
    assert piped.article.text.startswith("Một bài")
    nothing = EngineChoice("reader", model=str(tmp_path / "khong-co"))
    failed = server(p.Compose(3, 4, ARTICLE, FACTS, nothing, Options()), p.ComposeFailed)
    assert failed.error
    monkeypatch.setattr("summarizer.facts.find", lambda article: 1 / 0, raising=False)
    loaded = server(p.Load(5, "-", "Một bài báo ngắn về thành phố.".encode()), p.Loaded)
    assert loaded.facts.figures == ()
    assert "ZeroDivisionError" in loaded.trouble
    monkeypatch.setattr("summarizer.brief.check_text", lambda *args, **more: 1 / 0, raising=False)
    assert "ZeroDivisionError" in server(p.Check(6, ARTICLE, FACTS, "x"), p.CheckedText).error


def test_errors_are_one_line():
    assert serving.in_words(TomtatError("folder_empty", name="x", kinds="y")).startswith("x:")
    assert "ValueError" in serving.in_words(ValueError("sai\nhai dòng"))
    assert "hai dòng" not in serving.in_words(ValueError("sai\nhai dòng"))


def test_cancelling_in_the_server():
    replies: queue.Queue[p.Reply] = queue.Queue()
    made = serving.Server(replies.put)
    made.handle(p.Cancel(5))
    made.handle(p.Compose(1, 5, ARTICLE, FACTS, EXTRACTIVE, Options()))
    made.start()
    reply = replies.get(timeout=20)
    assert reply == p.ComposeFailed(1, 5)


# --- the real process


@pytest.fixture
def process():
    replies: queue.Queue[p.Reply] = queue.Queue()
    line = ProcessLine(replies.put)
    yield line, replies
    line.close()


def test_the_process_answers_and_dies_with_its_pipe(process, samples):
    line, replies = process
    line.send(p.Load(1, str(next(iter(sorted(samples.glob("thu*.txt")))))))
    loaded = replies.get(timeout=30)
    assert isinstance(loaded, p.Loaded)
    line.send(p.Compose(1, 2, loaded.article, loaded.facts, EXTRACTIVE, Options()))
    kinds = []
    while not isinstance(reply := replies.get(timeout=30), p.Composed):
        kinds.append(type(reply))
    assert reply.brief.article is loaded.article
    assert p.Progressed in kinds
    child = line._process
    child.stdin.close()
    assert child.wait(timeout=10) == 0


def test_a_killed_process_is_reported(process):
    line, replies = process
    line._process.kill()
    assert isinstance(replies.get(timeout=10), p.Died)


def test_the_desk_comes_before_its_process_and_handles_what_the_terminal_says(process):
    line, _replies = process
    child = line._process.pid
    assert os.getpriority(os.PRIO_PROCESS, child) == min(19, os.getpriority(os.PRIO_PROCESS, 0) + NICE)
    assert os.getsid(child) == os.getsid(0), "Linux weighs sessions, whatever is nice in them"
    assert os.getpgid(child) != os.getpgid(0), "Ctrl-C is for the desk"


def test_closing_is_immediate_and_silent(process):
    line, replies = process
    before = time.monotonic()
    line.close()
    assert time.monotonic() - before < 0.5
    line._process.wait(timeout=5)
    time.sleep(0.1)
    assert replies.empty()


async def test_the_desk_survives_the_death_of_its_worker(desk, folder, worker):
    from tests.tui.conftest import notices, press, settled

    worker.held = True
    async with desk(folder) as (pilot, screen):
        await press(pilot, "desk.brief")
        worker.emit(p.Died("exit -9"))
        await settled(pilot)
        assert any("dừng" in words for words in notices(pilot))
        worker.held = False
        await press(pilot, "desk.brief")
        assert screen.entry.brief is not None
