"""`kill -9` at random moments (fifty; `TOMTAT_KILLS=100` before a release): the store stays sound, nothing that was stored is lost, nobody is left behind."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from summarizer.store import keeping, open_store

KILLS = int(os.environ.get("TOMTAT_KILLS", "50"))
ARTICLES = 120


def start(folder: Path, store: Path, *more: str) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "summarizer.cli", "digest", str(folder), "--engine", "extractive", "--jobs", "2"]
    return subprocess.Popen(
        [*command, "--store", str(store), *more],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,
        env=os.environ | {"TOMTAT_LANG": "vi"},
    )


def alive(group: int) -> list[int]:
    """Processes of a group that still run."""
    found = []
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = stat.read_text().rpartition(")")[2].split()
        except OSError:
            continue
        if int(fields[2]) == group and fields[0] not in "ZX":
            found.append(int(stat.parent.name))
    return found


def stored(path: Path) -> dict[str, tuple[str, str]]:
    """What the store holds: article id → brief and facts."""
    if not path.exists():
        return {}
    with open_store(path) as store:
        assert keeping.problems(store) == []
        rows = store.db.execute(
            "SELECT a.id, b.data, f.data FROM briefs b JOIN articles a ON a.no = b.article JOIN facts f ON f.no = b.facts"
        ).fetchall()
        found = store.db.execute("SELECT count(*) FROM found").fetchone()[0]
        articles = store.db.execute("SELECT count(*) FROM articles").fetchone()[0]
        assert articles == found == len(rows)
    return {row[0]: row[1:] for row in rows}


@pytest.mark.slow
@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="looks for processes in /proc")
def test_random_kills(news, tmp_path):
    folder, store, seed = news(ARTICLES), tmp_path / "kill.db", random.randrange(10**6)
    rng = random.Random(seed)
    before: dict[str, tuple[str, str]] = {}
    took = []  # by a whole run, and by one that finds all done
    for _ in range(2):
        began = time.monotonic()
        start(folder, tmp_path / "whole.db", "-o", str(tmp_path / "out.md")).communicate()
        took.append(time.monotonic() - began)
    whole, least = took
    struck = tries = 0
    while struck < KILLS and tries < 4 * KILLS:
        tries += 1
        process = start(folder, store, "-o", str(tmp_path / "out.md"))
        left = 1 - len(before) / ARTICLES
        time.sleep(rng.random() * (least + left * (whole - least)))
        through = process.poll() is not None
        process.kill()
        process.communicate()
        now = stored(store)
        assert before.items() <= now.items(), f"lost something; seed {seed}, kill {struck}"
        before = now
        struck += not through
        if len(now) == ARTICLES:  # a new store, so that there is something to strike; the making of one is hit, too
            for path in tmp_path.glob("kill.db*"):
                path.unlink()
            before = {}
    deadline = time.monotonic() + 20
    while (left := alive(process.pid)) and time.monotonic() < deadline:
        time.sleep(0.1)
    assert not left, "workers outlive the run"
    assert struck == KILLS, f"{tries} runs"
    last = start(folder, store, "-o", str(tmp_path / "out.md"))
    _, err = last.communicate(timeout=120)
    assert last.returncode == 0, err.decode()
    assert len(stored(store)) == ARTICLES
    assert before.items() <= stored(store).items()
    assert "\n# Điểm tin" in (tmp_path / "out.md").read_text(encoding="utf-8")


def test_ctrl_c_keeps_all_and_says_how_to_go_on(news, tmp_path):
    folder, store, out = news(200), tmp_path / "stop.db", tmp_path / "out.md"
    out.write_text("cũ", encoding="utf-8")
    process = start(folder, store, "-o", str(out))
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline and process.poll() is None:
        time.sleep(0.05)
        if store.exists() and stored_count(store) >= 5:
            break
    os.killpg(process.pid, signal.SIGINT)  # as a terminal does: to every process
    _, err = process.communicate(timeout=60)
    said = err.decode()
    assert process.returncode == 130, said
    assert "chạy lại đúng lệnh này" in said.lower()
    assert "Traceback" not in said
    assert out.read_text(encoding="utf-8") == "cũ"
    end = time.monotonic() + 15  # workers end after the run has said goodbye
    while alive(process.pid) and time.monotonic() < end:
        time.sleep(0.1)
    assert not alive(process.pid)
    kept = len(stored(store))
    assert 5 <= kept < 200
    again = start(folder, store, "-o", str(out))
    _, err = again.communicate(timeout=120)
    assert again.returncode == 0, err.decode()
    assert f"{kept} lấy từ kho" in err.decode()
    assert "\n# Điểm tin" in out.read_text(encoding="utf-8")


def stored_count(path: Path) -> int:
    import sqlite3

    try:
        with sqlite3.connect(f"file:{path}?mode=ro", uri=True) as db:
            return int(db.execute("SELECT count(*) FROM briefs").fetchone()[0])
    except sqlite3.Error:  # not made yet
        return 0


def test_two_runs_share_a_store(news, tmp_path):
    folder, store = news(60), tmp_path / "two.db"
    runs = [start(folder, store, "-f", "jsonl", "-o", str(tmp_path / f"{i}.jsonl")) for i in range(2)]
    for process in runs:
        _, err = process.communicate(timeout=120)
        assert process.returncode == 0, err.decode()
    assert len(stored(store)) == 60
    assert (tmp_path / "0.jsonl").read_bytes() == (tmp_path / "1.jsonl").read_bytes()
