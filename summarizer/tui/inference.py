"""The desk's side of the inference process: one worker, one queue, cancelling at once.

All methods are called from the event loop and return at once; replies arrive through `post` from a thread of this
module. Stale replies (a cancelled brief, an older check) are dropped here, so that cancelling is immediate for the
reader even where an engine takes a moment to notice.
"""

from __future__ import annotations

import itertools
import threading
import time
from collections import OrderedDict, deque
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from typing import Final

from summarizer import locale
from summarizer.brief.model import Brief, Options
from summarizer.document.model import Article
from summarizer.engines.choice import EngineChoice
from summarizer.facts.model import Facts
from summarizer.tui import protocol as p
from summarizer.tui.line import Line, ProcessLine

GRACE: Final = 3.0
"""Seconds that a cancelled engine has to notice before its process is replaced."""
_DEATHS: Final = 4
_WITHIN: Final = 30.0
"""So many ends of the process within so many seconds, and it is not started again."""
_AS_IS: Final = p.Reading()
_LOADS: Final = p.LANES
"""Loads under way at once, of files and of addresses; the rest wait here, where their order can still change."""


@dataclass(frozen=True, slots=True)
class Order:
    """A brief that waits for its turn; thousands may, and their texts are fetched one by one."""

    key: int
    ticket: int
    text: Callable[[], tuple[Article, Facts]]
    engine: EngineChoice
    options: Options

    @classmethod
    def again(cls, request: p.Compose) -> Order:
        """A request that was under way."""
        both = request.article, request.facts
        return cls(request.key, request.ticket, lambda: both, request.engine, request.options)

    def request(self) -> p.Compose:
        """What the worker is asked."""
        article, facts = self.text()
        return p.Compose(self.key, self.ticket, article, facts, self.engine, self.options)


class Inference:
    """Loading, briefing and checking for the desk.

    `post` is called with replies worth showing, from any thread. `line` makes the way to the worker.
    """

    def __init__(
        self,
        post: Callable[[p.Reply], None],
        line: Callable[[Callable[[p.Reply], None]], Line] = ProcessLine,
    ) -> None:
        self._post = post
        self._make_line = line
        self._line: Line | None = None
        self._lock = threading.RLock()
        self._tickets = itertools.count(1)
        self._loads: dict[bool, deque[p.Load]] = {False: deque(), True: deque()}
        self._loading: dict[int, tuple[p.Load, float]] = {}
        self._briefs: OrderedDict[int, Order] = OrderedDict()
        self._composing: p.Compose | None = None
        self._cancelling = 0
        self._newest_check = 0
        self._rechecks: set[int] = set()
        self._asked: dict[int, p.Check | p.Render | p.Recount] = {}
        self._deaths: deque[float] = deque(maxlen=_DEATHS)

    def start(self) -> None:
        """Start the worker; before the first screen is drawn, so that both start-ups overlap."""
        with self._lock:
            if self._line is None:
                self._line = self._make_line(self._arrived)

    def stop(self) -> None:
        """End the worker at once."""
        with self._lock:
            for waiting in self._loads.values():
                waiting.clear()
            self._briefs.clear()
            if self._line is not None:
                self._line.close()
                self._line = None

    # --- requests

    def load(
        self,
        key: int,
        source: str,
        piped: bytes | None = None,
        *,
        reading: p.Reading = _AS_IS,
        first: bool = False,
    ) -> None:
        """Load an article; `first` puts it before those that wait."""
        request = p.Load(key, source, piped, reading)
        with self._lock:
            waiting = self._loads[request.far]
            if first:
                waiting.appendleft(request)
            else:
                waiting.append(request)
            self._pump()

    def hurry(self, key: int) -> None:
        """Load this one next: the reader is looking at it."""
        with self._lock:
            for waiting in self._loads.values():
                found = next((request for request in waiting if request.key == key), None)
                if found is not None:
                    waiting.remove(found)
                    waiting.appendleft(found)

    def under_way(self) -> dict[int, float]:
        """Since when, on the clock of `time.monotonic`, the worker has had what it is loading, by entry."""
        with self._lock:
            return {key: since for key, (_, since) in self._loading.items()}

    def warm(self, engine: EngineChoice) -> None:
        """Load the engine ahead of the first brief."""
        with self._lock:
            self._send(p.Warm(engine))

    def compose(
        self,
        key: int,
        text: Callable[[], tuple[Article, Facts]],
        engine: EngineChoice,
        options: Options,
        *,
        first: bool = False,
    ) -> int:
        """Brief an article after those that wait, or before them; what waits for the same entry is replaced.

        `text` is asked when its turn comes, from any thread. Returns the ticket that its replies carry.
        """
        with self._lock:
            self._withdraw([key])
            order = Order(key, next(self._tickets), text, engine, options)
            self._briefs[key] = order
            self._briefs.move_to_end(key, last=not first)
            self._pump()
            return order.ticket

    def cancel(self, keys: Iterable[int]) -> None:
        """Neither brief nor load these any more."""
        with self._lock:
            keys = set(keys)
            for far, waiting in self._loads.items():
                self._loads[far] = deque(request for request in waiting if request.key not in keys)
            for key in keys:
                self._loading.pop(key, None)
            self._withdraw(keys)
            self._pump()

    def check(self, article: Article, facts: Facts, text: str) -> int:
        """Check words; only the newest question is answered. Returns its ticket."""
        with self._lock:
            self._newest_check = next(self._tickets)
            return self._ask(p.Check(self._newest_check, article, facts, text))

    def recheck(self, article: Article, facts: Facts, text: str) -> int:
        """Check words that nobody is typing; every such question is answered. Returns its ticket."""
        with self._lock:
            ticket = next(self._tickets)
            self._rechecks.add(ticket)
            return self._ask(p.Check(ticket, article, facts, text))

    def render(self, brief: Brief, format: str) -> int:
        """Make a file of a brief. Returns the ticket that its reply carries."""
        with self._lock:
            return self._ask(p.Render(next(self._tickets), brief, format))

    def recount(self, key: int, brief: Brief) -> int:
        """Find anew what an edited brief leaves out. Returns the ticket."""
        with self._lock:
            return self._ask(p.Recount(key, next(self._tickets), brief))

    @property
    def busy(self) -> int:
        """How many briefs wait or are being written."""
        return len(self._briefs) + (self._composing is not None)

    # --- inside, under the lock

    def _withdraw(self, keys: Iterable[int]) -> None:
        gone = set(keys)
        for key in gone:
            self._briefs.pop(key, None)
        if self._composing is not None and self._composing.key in gone:
            ticket = self._composing.ticket
            self._composing = None
            self._cancelling = ticket
            self._send(p.Cancel(ticket))
            timer = threading.Timer(GRACE, self._replace_if_stuck, [ticket])
            timer.daemon = True
            timer.start()

    def _replace_if_stuck(self, ticket: int) -> None:
        with self._lock:
            if self._cancelling == ticket and self._line is not None:
                self._restart()

    def _restart(self) -> None:
        if self._line is not None:
            self._line.close()
        self._cancelling = 0
        again = [load for load, _ in self._loading.values()]
        self._loading.clear()
        for load in reversed(again):
            self._loads[load.far].appendleft(load)
        if self._composing is not None:
            self._briefs[self._composing.key] = Order.again(self._composing)
            self._briefs.move_to_end(self._composing.key, last=False)
            self._composing = None
        self._line = self._make_line(self._arrived)
        for request in self._asked.values():
            self._send(request)
        self._pump()

    def _ask(self, request: p.Check | p.Render | p.Recount) -> int:
        """Have short work done; it is answered even where nobody is left to do it."""
        self._asked[request.ticket] = request
        if self._line is None:
            self._give_up_asked()
        self._send(request)
        return request.ticket

    def _give_up_asked(self) -> None:
        """Answer what nobody will: words stay unchecked, a file is not made."""
        asked, self._asked = self._asked, {}
        for request in asked.values():
            reply: p.Reply
            if isinstance(request, p.Check):
                reply = p.CheckedText(request.ticket, ())
            elif isinstance(request, p.Render):
                reply = p.Rendered(request.ticket, b"", locale.text("tui.error.worker_render"))
            else:
                reply = p.Recounted(request.key, request.ticket, request.brief)
            if self._accept(reply):
                self._post(reply)

    def _send(self, request: p.Request) -> None:
        if self._line is not None:
            self._line.send(request)

    def _pump(self) -> None:
        if self._line is None:
            return
        for far, waiting in self._loads.items():
            # A dead address keeps no file waiting.
            busy = sum(load.far == far for load, _ in self._loading.values())
            while waiting and busy < _LOADS[far]:
                load = waiting.popleft()
                self._loading[load.key] = load, time.monotonic()
                busy += 1
                self._send(load)
        while self._briefs and self._composing is None and not self._cancelling:
            _, order = self._briefs.popitem(last=False)
            try:
                self._composing = order.request()
            except LookupError:  # its text went while it waited
                self._post(p.ComposeFailed(order.key, order.ticket))
            else:
                self._send(self._composing)

    # --- replies, from the line's thread

    def _arrived(self, reply: p.Reply) -> None:
        with self._lock:
            if not self._accept(reply):
                return
            if isinstance(reply, p.Died):
                reply = replace(reply, again=self._line is not None)
            self._pump()
        self._post(reply)

    def _accept(self, reply: p.Reply) -> bool:
        """Book a reply; False for one that nobody waits for any more."""
        if isinstance(reply, p.CheckedText | p.Rendered | p.Recounted):
            self._asked.pop(reply.ticket, None)
        if isinstance(reply, p.Loaded | p.LoadFailed):
            return self._loading.pop(reply.key, None) is not None
        if isinstance(reply, p.Composed | p.ComposeFailed):
            if self._composing is not None and reply.ticket == self._composing.ticket:
                self._composing = None
                return True
            if reply.ticket == self._cancelling:
                self._cancelling = 0
                self._pump()
            return False
        if isinstance(reply, p.Progressed):
            return self._composing is not None and reply.ticket == self._composing.ticket
        if isinstance(reply, p.CheckedText):
            known = reply.ticket in self._rechecks
            self._rechecks.discard(reply.ticket)
            return known or reply.ticket == self._newest_check
        if isinstance(reply, p.Died):
            self._died()
        return True

    def _died(self) -> None:
        """What was under way may be what killed it: it is not tried again. The rest goes on with a new process."""
        self._give_up_asked()
        for key in list(self._loading):
            del self._loading[key]
            self._post(p.LoadFailed(key, locale.text("tui.error.worker_load")))
        if self._composing is not None:
            lost, self._composing = self._composing, None
            self._post(p.ComposeFailed(lost.key, lost.ticket, locale.text("tui.error.worker_brief")))
        now = time.monotonic()
        self._deaths.append(now)
        if len(self._deaths) == _DEATHS and now - self._deaths[0] < _WITHIN:
            # It dies of itself (a broken installation): starting it for ever would help nobody.
            self._line = None
            for load in (*self._loads[False], *self._loads[True]):
                self._post(p.LoadFailed(load.key, locale.text("tui.error.worker_load")))
            for brief in self._briefs.values():
                self._post(p.ComposeFailed(brief.key, brief.ticket, locale.text("tui.error.worker_brief")))
            for waiting in self._loads.values():
                waiting.clear()
            self._briefs.clear()
        else:
            self._restart()
