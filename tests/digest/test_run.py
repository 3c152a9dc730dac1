"""A run: what is stored, taken again, lost, tried again; Ctrl-C and crashes."""

from __future__ import annotations

import contextlib
import sys
import threading

import pytest

from summarizer.digest import inputs, pool, run
from summarizer.digest.work import Failed, Made, Refused, Setup, StandsIn, Worker, expected
from summarizer.engines.choice import EngineChoice
from summarizer.errors import TomtatError
from summarizer.store import StoreError, briefs, open_store, runs
from summarizer.store.connection import Store


def test_a_second_run_briefs_only_what_changed(news, go):
    folder = news(5)
    first = go(folder, jobs=2)
    assert (first.progress.made, first.progress.known) == (5, 0)
    assert [b.position for b in first.briefs] == [0, 1, 2, 3, 4]
    again = go(folder)
    assert (again.progress.made, again.progress.known) == (0, 5)
    assert [b.brief for b in again.briefs] == [b.brief for b in first.briefs]
    (folder / "2.txt").write_text("Tin khác\n\nXã thu được 9 tỷ đồng trong quý này.", encoding="utf-8")
    third = go(folder)
    assert (third.progress.made, third.progress.known) == (1, 4)


def test_the_same_text_elsewhere_is_known_by_its_content(news, go, tmp_path):
    folder = news(2)
    go(folder)
    (tmp_path / "copy.txt").write_bytes((folder / "1.txt").read_bytes())
    outcome = go(tmp_path / "copy.txt")
    assert (outcome.progress.made, outcome.progress.known) == (0, 1)


def test_bad_files_cost_nothing_but_themselves(news, go, store):
    folder = news(3)
    (folder / "empty.txt").write_text("", encoding="utf-8")
    (folder / "broken.docx").write_bytes(b"PK\x03\x04 no archive")
    (folder / "scan.pdf").write_bytes(b"%PDF-1.4\nnothing")
    outcome = go(folder, folder / "none.txt")
    assert outcome.progress.made == 3
    assert {f.origin.rpartition("/")[2] for f in outcome.failures} == {
        "empty.txt",
        "broken.docx",
        "scan.pdf",
        "none.txt",
    }
    assert all(f.code and f.message for f in outcome.failures)
    kept = runs.latest(store.db, 1)[0]
    assert (kept.total, kept.made, kept.failed, kept.finished is not None) == (7, 3, 4, True)
    assert runs.failures_of(store.db, kept.number) == outcome.failures


def test_what_is_stored_is_what_was_made(news, go, store, samples):
    from summarizer.brief import compose
    from summarizer.brief.model import Options
    from summarizer.document import load
    from summarizer.engines.registry import load as engine

    path = samples / "soctrang-thanh-uy-2023.txt"
    outcome = go(path)
    wanted = compose(load(path), engine("extractive"), Options(words=40))
    assert briefs.get(store.db, outcome.briefs[0].brief, str(path)) == wanted


def test_a_batch_through_the_reader_gives_the_same_briefs_as_one_by_one(news):
    from summarizer.brief import compose
    from summarizer.brief.model import Options
    from summarizer.digest.loading import Limits
    from summarizer.engines.registry import load as engine

    folder = news(3)
    setup = Setup(EngineChoice("reader", threads=1), Options(words=100), Limits(), "vi")
    worker, told = Worker(setup), []
    items = inputs.gather([str(folder)]).items
    worker.do(list(enumerate(items)), told.append)
    assert not [t for t in told if isinstance(t, StandsIn)]
    alone = engine("reader", threads=1)
    for made in told:
        assert isinstance(made, Made)
        from summarizer.document import load
        from summarizer.store import codec

        wanted = compose(load(items[made.position].source), alone, Options(words=100))
        assert [s["text"] for s in codec.json.loads(made.rows.brief)["summary"]] == [s.text for s in wanted.summary]
        assert made.rows.key == expected(setup.asked, setup.options)


def test_stopping_finishes_what_is_under_way_and_the_next_run_goes_on(news, go, store):
    folder = news(30)
    stopping = threading.Event()
    first = go(folder, jobs=1, stopping=stopping, on_progress=lambda p: stopping.set() if p.made else None)
    assert first.interrupted
    assert 0 < first.progress.made < 30
    assert runs.latest(store.db, 1)[0].finished is None
    second = go(folder, jobs=1)
    assert second.progress.known == first.progress.made
    assert second.progress.known + second.progress.made == 30


def test_an_unknown_engine_ends_the_run(news, store, setup):
    from dataclasses import replace

    with pytest.raises(TomtatError, match="mot-minh"):
        run.run(inputs.gather([str(news(2))]), replace(setup, asked=EngineChoice(model="./mot-minh")), store, jobs=1)


CRASHING = """
import os, time
from summarizer.digest import pool, work

class Bad(work.Worker):
    def do(self, batch, tell):
        for position, item in batch:
            if item.source.endswith("crash.txt"):
                os.kill(os.getpid(), 9)
            if item.source.endswith("hang.txt"):
                time.sleep(60)
        super().do(batch, tell)

def serve(pipe, setup):
    work.Worker = Bad
    pool.serve(pipe, setup)
"""


def test_a_crashing_or_hanging_article_fails_alone(news, setup, tmp_path, monkeypatch):
    (tmp_path / "crashing_worker.py").write_text(CRASHING, encoding="utf-8")
    monkeypatch.syspath_prepend(str(tmp_path))
    import crashing_worker

    folder = news(4)
    (folder / "crash.txt").write_text("Bài làm sập.", encoding="utf-8")
    (folder / "hang.txt").write_text("Bài làm treo.", encoding="utf-8")
    tasks = list(enumerate(inputs.gather([str(folder)]).items))
    batches = iter([tasks[:3], tasks[3:]])
    workers = pool.Pool(setup, 2, silence=4.0, target=crashing_worker.serve)
    results = list(workers.run(batches, threading.Event()))
    assert len([r for r in results if isinstance(r, Made)]) == 4
    assert {r.code for r in results if isinstance(r, Failed)} == {"digest_crashed", "digest_hung"}
    sys.modules.pop("crashing_worker")


def test_odd_letters_are_stored(go, store, tmp_path):
    """Half a surrogate pair, zero bytes, what SQLite and UTF-8 do not take."""
    lines = tmp_path / "odd.jsonl"
    lines.write_text(
        '{"title": "Tin \\ud800 lạ", "text": "Xã thu được 9 tỷ \\udfff đồng trong quý này \\u0000 theo báo cáo."}\n',
        encoding="utf-8",
    )
    outcome = go(lines, jobs=1)
    assert outcome.progress.made == 1, outcome.failures
    assert "9 tỷ" in briefs.get(store.db, outcome.briefs[0].brief).article.text


# --- a store in trouble ---------------------------------------------------------------------------------------------


def test_a_full_disk_keeps_what_was_done(news, go, store, setup):
    folder = news(12)
    pages = store.db.execute("PRAGMA page_count").fetchone()[0]
    store.db.execute(f"PRAGMA max_page_count = {pages + 8}")
    with pytest.raises(StoreError) as caught:
        go(folder, jobs=1)
    assert caught.value.code == "store_full"
    with open_store(store.path) as again:
        kept = again.db.execute("SELECT count(*) FROM briefs").fetchone()[0]
        outcome = run.run(inputs.gather([str(folder)]), setup, again, jobs=1)
    assert outcome.progress.known == kept
    assert outcome.progress.made == 12 - kept


def test_a_read_only_store_is_one_clear_line(news, setup, store):
    import sqlite3

    db = sqlite3.connect(f"file:{store.path}?mode=ro", uri=True, isolation_level=None)
    with pytest.raises(StoreError, match="chỉ đọc được"):
        run.run(inputs.gather([str(news(1))]), setup, Store(store.path, db), jobs=1)


@pytest.mark.parametrize(
    ("content", "code"),
    [(b"this is no database, only a long enough text " * 40, "store_foreign"), (b"", None)],
)
def test_other_files(tmp_path, content, code):
    path = tmp_path / "x.db"
    path.write_bytes(content)
    if code is None:  # an empty file is an empty database
        open_store(path).close()
        return
    with pytest.raises(StoreError) as caught:
        open_store(path)
    assert caught.value.code == code
    assert path.read_bytes() == content


def test_somebody_elses_database_is_left_alone(tmp_path):
    import sqlite3

    path = tmp_path / "x.db"
    with sqlite3.connect(path) as db:
        db.execute("CREATE TABLE theirs (a)")
    db.close()
    before = path.read_bytes()
    with pytest.raises(StoreError, match="không phải kho"):
        open_store(path)
    assert path.read_bytes() == before


def test_a_damaged_store_is_told_and_not_written_over(news, go, store, setup):
    from summarizer.store import keeping

    go(news(6))
    assert keeping.problems(store) == []
    store.db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    store.close()
    data = bytearray(store.path.read_bytes())
    data[4096 * 3 : len(data) - 4096] = b"\xa5" * (len(data) - 4096 * 4)
    store.path.write_bytes(data)
    with pytest.raises(StoreError) as caught, open_store(store.path) as again:
        run.run(inputs.gather([str(news(6))]), setup, again, jobs=1)
    assert caught.value.code in ("store_damaged", "store_foreign")
    with contextlib.suppress(StoreError), open_store(store.path) as again:  # may be past opening
        assert keeping.problems(again)


def test_a_newer_store_is_refused(store):
    store.db.execute("PRAGMA user_version = 999")
    with pytest.raises(StoreError, match="mới hơn"):
        open_store(store.path)


@pytest.mark.parametrize("turn", range(8))
def test_many_make_one_new_store_at_once(tmp_path, turn):
    path = tmp_path / "new.db"
    errors = []

    def work():
        try:
            open_store(path).close()
        except Exception as error:
            errors.append(error)

    threads = [threading.Thread(target=work) for _ in range(8)]
    for t in threads:
        t.start()
    for t in threads:
        t.join()
    assert not errors


def test_refused_is_told_once():
    from summarizer.brief.model import Options
    from summarizer.digest.loading import Limits

    told = []
    worker = Worker(Setup(EngineChoice(model="./none"), Options(), Limits(), "vi"))
    assert worker._loaded(told.append) is None
    assert worker._loaded(told.append) is None
    assert [type(t) for t in told] == [Refused]


def test_progress_says_how_long(news, go):
    seen = []
    go(news(6), on_progress=lambda p: seen.append((p.done, p.rate)))
    assert seen[-1][0] == 6
