"""On a local Ray of two actors: the same briefs as here, and a killed worker loses nothing."""

from __future__ import annotations

import os
import signal
import sys
import threading
from pathlib import Path

import pytest

from summarizer.digest import inputs, run
from summarizer.digest.cluster import RayPool
from summarizer.errors import TomtatError
from summarizer.store import open_store


def test_without_ray_it_says_what_to_install(setup, monkeypatch):
    monkeypatch.setitem(sys.modules, "ray", None)
    with pytest.raises(TomtatError, match="tomtat\\[ray\\]"):
        list(RayPool(setup, 1).run(iter([[(0, inputs.Item("a", "a"))]]), threading.Event()))


def kept(path: Path) -> list[tuple[str, str]]:
    with open_store(path) as store:
        return store.db.execute(
            "SELECT a.id, b.data FROM briefs b JOIN articles a ON a.no = b.article ORDER BY a.id"
        ).fetchall()


@pytest.mark.slow
def test_ray_makes_the_same_briefs_though_a_worker_is_killed(news, go, setup, store, tmp_path):
    pytest.importorskip("ray")
    folder = news(60)
    (folder / "empty.txt").write_text("", encoding="utf-8")
    assert go(folder, jobs=2).progress.made == 60
    struck: list[int] = []

    def strike(progress: run.Progress) -> None:
        if progress.made >= 8 and not struck:
            struck.extend(actors()[:1])
            for pid in struck:
                os.kill(pid, signal.SIGKILL)

    with open_store(tmp_path / "ray.db") as far:
        outcome = run.run(inputs.gather([str(folder)]), setup, far, jobs=2, workers=RayPool, on_progress=strike)
    assert struck
    assert (outcome.progress.made, outcome.progress.failed) == (60, 1)
    assert kept(tmp_path / "ray.db") == kept(store.path)


def actors() -> list[int]:
    """Processes in which Ray's actors hold an engine."""
    found = []
    for command in Path("/proc").glob("[0-9]*/cmdline"):
        try:
            words = command.read_bytes()
        except OSError:
            continue
        if words.startswith(b"ray::") and b"Briefer" in words:
            found.append(int(command.parent.name))
    return found
