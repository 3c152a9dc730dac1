"""A `tomtat` to call: in this process (counted, quick), or as a process of its own where that is the point."""

from __future__ import annotations

import io
import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from summarizer.cli.app import run
from summarizer.digest import pool
from summarizer.engines import registry
from tests.here import Here
from tests.marking import PlainMarker

REPORT = """\
Huyện Thạnh Phú sơ kết công tác quý I

Sáng 12/4/2024, Ủy ban nhân dân huyện Thạnh Phú tổ chức hội nghị sơ kết công tác quý I và bàn nhiệm vụ quý II năm 2024.

Theo báo cáo, thu ngân sách trên địa bàn đạt 186 tỷ đồng, bằng 31% kế hoạch năm, tăng 12,4% so với cùng kỳ năm 2023. \
Toàn huyện gieo trồng 9.860 ha lúa, năng suất bình quân 6,2 tấn/ha. Có 15/18 xã đạt chuẩn nông thôn mới. \
Hơn 3.200 lao động được giải quyết việc làm. Tỷ lệ hộ nghèo giảm còn 2,1%.

Tuy nhiên, tiến độ giải ngân vốn đầu tư công còn chậm, mới đạt 14% kế hoạch. Một số tuyến đường xuống cấp chưa được sửa chữa.

Phát biểu kết luận, ông Trần Văn Bình, Chủ tịch Ủy ban nhân dân huyện, yêu cầu Ban Quản lý dự án đẩy nhanh tiến độ \
giải ngân, phấn đấu đạt 50% kế hoạch trước ngày 30/6. Ông đề nghị Phòng Nông nghiệp theo dõi sát độ mặn, \
không để thiếu nước tưới cho vụ hè thu.
"""


@dataclass(frozen=True)
class Result:
    """What one run left behind."""

    code: int
    stdout: bytes
    err: str

    @property
    def out(self) -> str:
        return self.stdout.decode("utf-8")


class Stream(io.TextIOWrapper):
    """A standard stream that says whether it is a terminal."""

    def __init__(self, data: bytes = b"", *, terminal: bool = False) -> None:
        self.bytes = io.BytesIO(data)
        self.terminal = terminal
        super().__init__(self.bytes, encoding="utf-8", write_through=True)

    def isatty(self) -> bool:
        return self.terminal


@pytest.fixture(autouse=True)
def _marks(monkeypatch: pytest.MonkeyPatch) -> None:
    """Marks that hang on no weights, for what runs in this process."""
    monkeypatch.setattr(registry, "marker", lambda threads=None: PlainMarker())


@pytest.fixture(autouse=True)
def _no_workers(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """No worker processes for what runs in this process, but where a test asks for `workers`."""
    if "workers" not in request.fixturenames:
        monkeypatch.setattr(pool, "Pool", Here)


@pytest.fixture
def workers() -> None:
    """The real worker processes."""


@pytest.fixture
def tomtat(monkeypatch: pytest.MonkeyPatch) -> Callable[..., Result]:
    """Run in this process. `stdin` None stands for a terminal; `terminal` makes stdout and stderr terminals."""

    def call(*args: object, stdin: bytes | None = None, terminal: bool = False) -> Result:
        out, err = Stream(terminal=terminal), Stream(terminal=terminal)
        monkeypatch.setattr(sys, "stdin", Stream(stdin or b"", terminal=stdin is None))
        monkeypatch.setattr(sys, "stdout", out)
        monkeypatch.setattr(sys, "stderr", err)
        code = run([str(arg) for arg in args])
        return Result(code, out.bytes.getvalue(), err.bytes.getvalue().decode())

    return call


@pytest.fixture
def process() -> Callable[..., subprocess.CompletedProcess[bytes]]:
    """Run as a process; `env` is added to this one's."""

    def call(*args: object, env: dict[str, str] | None = None, **how: object) -> subprocess.CompletedProcess[bytes]:
        command = [sys.executable, "-m", "summarizer.cli", *map(str, args)]
        how.setdefault("stdin", subprocess.DEVNULL) if "input" not in how else None
        return subprocess.run(
            command, env=os.environ | (env or {}), capture_output=True, check=False, timeout=120, **how
        )

    return call


@pytest.fixture
def report(tmp_path: Path) -> Path:
    """A report written for these tests, as a file."""
    path = tmp_path / "bao-cao.txt"
    path.write_text(REPORT, encoding="utf-8")
    return path


@pytest.fixture
def settings_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], Path]:
    """Write a settings file that this test's runs use."""

    def write(text: str) -> Path:
        path = tmp_path / "config.toml"
        path.write_text(text, encoding="utf-8")
        monkeypatch.setenv("TOMTAT_CONFIG", str(path))
        return path

    return write
