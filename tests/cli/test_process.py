"""The program as a process: pipes, signals, poor environments, start-up time."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from summarizer import __version__

COMMAND = [sys.executable, "-m", "summarizer.cli"]
FIGURES = ("facts", "--figures-only")
"""Needs no models, whose loading takes seconds."""
posix = pytest.mark.skipif(os.name != "posix", reason="POSIX signals and terminals")


def test_the_installed_script_runs():
    script = Path(sys.executable).with_name("tomtat")
    done = subprocess.run([script, "--version"], capture_output=True, text=True, check=True, timeout=60)
    assert done.stdout == f"tomtat {__version__}\n"


def test_piped_text_without_a_command_is_briefed(process, report):
    bare = process("--lang", "en", input=report.read_bytes(), env={"TOMTAT_ENGINE": "extractive"})
    named = process("--lang", "en", "brief", "--engine", "extractive", "-", input=report.read_bytes())
    assert bare.returncode == 0, bare.stderr.decode()
    assert bare.stdout == named.stdout
    assert b"186" in bare.stdout


def test_options_without_a_command_are_those_of_brief(process, report):
    done = process("-f", "json", "--engine", "extractive", input=report.read_bytes())
    assert done.stdout.startswith(b"{")
    assert process("-", input=report.read_bytes(), env={"TOMTAT_ENGINE": "extractive"}).returncode == 0


def test_a_closed_pipe_ends_quietly(report):
    process = subprocess.Popen(
        [*COMMAND, *FIGURES, "-f", "json", *[str(report)] * 60], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    assert process.stdout is not None
    assert process.stderr is not None
    assert process.stdout.readline().startswith(b"{")
    process.stdout.close()
    assert process.stderr.read() == b""
    assert process.wait(30) == 0
    process.stderr.close()


@pytest.fixture
def heard():
    """Ctrl-C reaches what is started: a shell without job control starts `pytest … &` deaf to it, and all below it."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


@posix
def test_ctrl_c_ends_with_130_and_leaves_nothing(heard, tmp_path):
    target = tmp_path / "ra.txt"
    process = subprocess.Popen(
        [*COMMAND, *FIGURES, "-o", str(target), "-"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert process.stdin is not None
    process.stdin.write(b"a" * 200_000)  # more than a pipe holds: it returns once the other end is reading
    assert list(tmp_path.iterdir())  # the temporary file
    process.send_signal(signal.SIGINT)
    out, err = process.communicate(timeout=30)
    assert process.returncode == 130
    assert out == b""
    assert err.decode().count("\n") == 1
    assert "Ctrl-C" in err.decode()
    assert list(tmp_path.iterdir()) == []


def test_an_ascii_locale_still_reads(process, report):
    poor = {"LC_ALL": "C", "PYTHONCOERCECLOCALE": "0", "PYTHONUTF8": "0"}
    done = process("--help", env=poor)
    assert done.returncode == 0
    assert "Cách dùng" in done.stdout.decode()
    done = process("brief", "khong-co.txt", env=poor)
    assert done.returncode == 3
    assert done.stderr.isascii()
    assert b"khong co tep nay" in done.stderr
    name = report.rename(report.with_name("báo cáo.txt"))
    done = process(*FIGURES, "-f", "csv", name, env=poor)
    assert done.returncode == 0, done.stderr
    assert "186 tỷ đồng" in done.stdout.decode("utf-8-sig")


def test_without_a_home(report):
    bare = {name: os.environ[name] for name in ("PATH", "SYSTEMROOT") if name in os.environ}
    for args in (["config", "path"], ["facts", str(report)], ["doctor"]):
        done = subprocess.run(
            [*COMMAND, *args], env=bare, capture_output=True, check=False, timeout=60, cwd=report.parent
        )
        assert done.returncode == 0, done.stderr.decode()


@posix
def test_with_streams_closed(report):
    for closed, code, command in (
        ("<&-", 0, FIGURES),
        (">&-", 2, FIGURES),
        ("2>&-", 0, ("facts",)),  # the libraries that the models need write there while they load
        ("<&- >&- 2>&-", 2, FIGURES),
    ):
        done = subprocess.run(
            ["sh", "-c", f'exec "$@" {closed}', "sh", *COMMAND, *command, str(report)],
            capture_output=True,
            check=False,
            timeout=60,
        )
        assert done.returncode == code, (closed, done.stderr.decode())
        assert b"Traceback" not in done.stderr
        assert ("stdout" in done.stderr.decode()) == (closed == ">&-")  # a result that goes nowhere is not kept quiet
    done = subprocess.run(
        ["sh", "-c", 'exec "$@" <&-', "sh", *COMMAND], capture_output=True, text=True, check=False, timeout=60
    )
    assert done.returncode == 3
    assert done.stderr.count("\n") == 1


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full on this system")
def test_a_full_disk_behind_stdout(report):
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [*COMMAND, *FIGURES, str(report)], stdout=full, stderr=subprocess.PIPE, text=True, check=False, timeout=60
        )
    assert done.returncode == 2
    assert done.stderr.count("\n") == 1
    assert "stdout" in done.stderr


def test_nobody_listens_on_stderr(report):
    done = subprocess.run(
        ["sh", "-c", '"$@" 2>&1 >/dev/null | true', "sh", *COMMAND, *FIGURES, "a", "b", str(report)],
        capture_output=True,
        check=False,
        timeout=60,
    )
    assert done.stderr == b""


def test_the_file_holds_the_same_bytes_as_stdout(process, tomtat, report, tmp_path):
    plain = ("brief", "--engine", "extractive")
    for command, form in ((plain, "text"), (FIGURES, "csv"), (plain, "markdown"), (plain, "json"), (plain, "html")):
        target = tmp_path / f"ra.{form}"
        if form in ("text", "csv"):
            piped = process(*command, "-f", form, report)
            written = process(*command, "-f", form, "-o", target, "--color", "always", report)
            codes = (piped.returncode, written.returncode)
        else:
            piped = tomtat(*command, "-f", form, report)
            written = tomtat(*command, "-f", form, "-o", target, "--color", "always", report)
            codes = (piped.code, written.code)
        assert codes == (0, 0), form
        assert written.stdout == b""
        assert target.read_bytes() == piped.stdout != b""


@posix
def test_help_is_instant():
    """By the processor's clock, which other work on the machine does not stretch; `make bench` has the wall's."""
    import resource

    quiet = {name: value for name, value in os.environ.items() if not name.startswith("COVERAGE_")}

    def spent() -> float:
        usage = resource.getrusage(resource.RUSAGE_CHILDREN)
        return usage.ru_utime + usage.ru_stime

    times = []
    for _ in range(5):
        before = spent()
        subprocess.run([*COMMAND, "--help"], env=quiet, check=True, capture_output=True, timeout=120)
        times.append(spent() - before)
    assert min(times) < 0.2, times


@posix
def test_on_a_terminal(report):
    """Under a real terminal: help when alone, colour, and no progress left on the screen."""
    import pty

    def typed(*args: str) -> tuple[int, bytes]:
        pid, terminal = pty.fork()
        if pid == 0:
            os.environ["TERM"] = "xterm-256color"
            os.execv(sys.executable, [*COMMAND, *args])
        seen = b""
        while True:
            try:
                part = os.read(terminal, 65536)
            except OSError:
                break
            if not part:
                break
            seen += part
        os.close(terminal)
        return os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]), seen

    code, seen = typed(*FIGURES, str(report))
    assert code == 0
    assert b"\x1b[1m" in seen
    code, seen = typed(*FIGURES, "--color", "never", str(report))
    assert b"\x1b[" not in seen
    code, seen = typed("brief")
    assert code == 2
