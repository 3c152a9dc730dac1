"""What all tests share."""

from __future__ import annotations

import gc
import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import settings

from summarizer import locale

ROOT = Path(__file__).resolve().parents[1]
SHARED = ROOT.parent / "shared"


# a busy machine is no failure; where fewer or more examples are worth their time, the test says so itself
settings.register_profile("tomtat", max_examples=50, deadline=None)
settings.load_profile("tomtat")


@pytest.hookimpl(trylast=True)  # hypothesis has marked its own then
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Files with slow tests come first where several processes share them: one that came last would be waited for.

    What is slow, or repeats itself over made-up examples, is not counted for coverage, which takes more than twice its
    time and falsifies what is measured.
    """
    for item in items:
        if item.get_closest_marker("slow") or item.get_closest_marker("hypothesis"):
            item.add_marker("no_cover")
    if hasattr(config, "workerinput"):
        slow = {item.path for item in items if item.get_closest_marker("slow")}
        items.sort(key=lambda item: item.path not in slow)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Iterator[None]:
    """Under CI a skipped test is a failed one: whatever it misses, CI has to have."""
    report = yield
    return _refuse_skip(report)


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report(collector: pytest.Collector) -> Iterator[None]:
    """The same for whole modules (`importorskip`)."""
    report = yield
    return _refuse_skip(report)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Says in one line what a clone alone cannot test."""
    skipped = terminalreporter.stats.get("skipped", [])
    left_out = sum(str(SHARED) in str(report.longrepr) for report in skipped)
    if left_out:
        terminalreporter.write_line(f"left out: {left_out} tests about the shared news texts, which lie in {SHARED}")


def _refuse_skip(report):
    if report.skipped and os.environ.get("CI") and not hasattr(report, "wasxfail"):
        report.outcome = "failed"
        report.longrepr = f"skipped, which CI does not allow: {report.longrepr}"
    return report


@pytest.fixture(scope="session", autouse=True)
def _own_home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """No test reads or writes the settings, store or cache of whoever runs it."""
    home = tmp_path_factory.mktemp("home")
    with pytest.MonkeyPatch.context() as patch:
        for name in list(os.environ):
            if name.startswith("TOMTAT_") or name in ("NO_COLOR", "FORCE_COLOR", "CLICOLOR_FORCE"):
                patch.delenv(name)
        for kind in ("CONFIG", "DATA", "STATE", "CACHE"):
            patch.setenv(f"XDG_{kind}_HOME", str(home / kind.lower()))
        patch.setenv("OMP_WAIT_POLICY", "PASSIVE")
        yield


@pytest.fixture(scope="module", autouse=True)
def _frozen() -> None:
    """The collector need not go through what earlier files have left (models, pages, lexicons) whenever a test or the
    desk asks it to: that took half of the time of the desk's tests."""
    gc.collect()
    gc.freeze()


@pytest.fixture(autouse=True)
def _vietnamese() -> Iterator[None]:
    """Every test begins in Vietnamese."""
    locale.use("vi")
    yield
    locale.use("vi")


def part(path: Path) -> Path:
    """`path`, which must exist: under CI its absence is a failure, elsewhere the test is skipped."""
    if not path.exists():
        if os.environ.get("CI"):
            pytest.fail(f"missing: {path}")
        pytest.skip(f"missing: {path}")
    return path


@pytest.fixture(scope="session")
def required() -> Callable[[Path], Path]:
    """`part` for tests: `required(path)` fails under CI, and skips elsewhere, where `path` is missing."""
    return part


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of shared data beside the checkout."""
    return part(SHARED)


@pytest.fixture(scope="session")
def samples() -> Path:
    """The sample articles of the checkout."""
    return part(ROOT / "samples")
