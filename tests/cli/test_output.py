"""Results: the same bytes everywhere, a file whole or not at all; words on stderr safe for any terminal."""

from __future__ import annotations

import io
import os
import stat
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest

from summarizer.cli.console import Console, is_terminal, prepare_streams
from summarizer.cli.output import Output, OutputError
from summarizer.cli.progress import Progress


def test_a_file_appears_whole(tmp_path):
    path = tmp_path / "ra.txt"
    path.write_text("cũ")
    with Output(path) as out:
        out.write("một")
        out.write("hai\n")
        assert path.read_text() == "cũ"
    assert path.read_text() == "một\nhai\n"
    assert [p.name for p in tmp_path.iterdir()] == ["ra.txt"]


def test_what_a_killed_run_left_is_taken_away_at_the_next(tmp_path):
    path = tmp_path / "ra[1].txt"
    kill = "import os, signal; os.kill(os.getpid(), signal.SIGKILL)"
    write = f"from pathlib import Path; from summarizer.cli.output import Output; Output(Path({str(path)!r})).__enter__(); {kill}"
    assert subprocess.run([sys.executable, "-c", write], check=False).returncode == -9
    others = [".ra[1].txt.notours.tmp", f".ra[1].txt.{os.getpid()}-0.x.tmp", ".khac.txt.1-0.x.tmp"]
    for name in others:
        (tmp_path / name).touch()
    assert len(list(tmp_path.iterdir())) == 4
    with Output(path) as out, Output(path) as at_once:  # a run that lives keeps its own
        out.write("một")
        at_once.write("hai")
    assert sorted(p.name for p in tmp_path.iterdir()) == sorted([*others, path.name])


def test_a_failed_run_leaves_the_old_file(tmp_path):
    path = tmp_path / "ra.txt"
    path.write_text("cũ")

    def interrupted():
        with Output(path) as out:
            out.write("mới")
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        interrupted()
    with Output(path):
        pass  # nothing was written
    assert path.read_text() == "cũ"
    assert [p.name for p in tmp_path.iterdir()] == ["ra.txt"]


def test_permissions_are_kept_or_follow_the_umask(tmp_path):
    old, new = tmp_path / "old", tmp_path / "new"
    old.write_text("")
    old.chmod(0o640)
    before = os.umask(0o027)
    try:
        for path in (old, new):
            with Output(path) as out:
                out.write("x")
    finally:
        os.umask(before)
    assert stat.S_IMODE(old.stat().st_mode) == 0o640
    assert stat.S_IMODE(new.stat().st_mode) == 0o640


def test_through_a_symbolic_link(tmp_path):
    real, link = tmp_path / "real", tmp_path / "link"
    real.write_text("cũ")
    link.symlink_to(real)
    with Output(link) as out:
        out.write("mới")
    assert link.is_symlink()
    assert real.read_text() == "mới\n"


def test_a_device_is_written_straight():
    with Output(Path("/dev/null")) as out:
        out.write("x")
    assert Path("/dev/null").is_char_device()


@pytest.mark.parametrize("where", ["", "nowhere/ra.txt"])
def test_where_nothing_can_be_written(tmp_path, where):
    with pytest.raises(OutputError, match="không ghi được"), Output(tmp_path / where):
        pass


def test_a_full_disk(tmp_path):
    with pytest.raises(OutputError, match="không ghi được"), Output(Path("/dev/full")) as out:
        out.write("x" * 100_000)


def test_an_unbuffered_stdout_that_takes_a_part_gets_the_rest(monkeypatch):
    taken: list[bytes] = []

    class Part:
        def write(self, data: bytes) -> int:
            taken.append(bytes(data[:7]))
            return len(taken[-1])

        def flush(self) -> None:
            pass

    monkeypatch.setattr("sys.stdout", SimpleNamespace(buffer=Part(), flush=lambda: None))
    with Output(None) as out:
        out.write("Nghị quyết số 12-NQ/TU")
    assert b"".join(taken).decode() == "Nghị quyết số 12-NQ/TU\n"


def test_undecodable_names_do_not_stop_the_output(tmp_path):
    with Output(tmp_path / "x") as out:
        out.write('{"origin": "\udcff"}')
    assert (tmp_path / "x").read_bytes() == b'{"origin": "\\udcff"}\n'


def test_stderr_is_one_safe_line(capsys):
    Console().error("a\x1b[31mb\u202ec\nd\te")
    assert capsys.readouterr().err == "a[31mbc d e\n"


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_colours(monkeypatch):
    monkeypatch.setenv("TERM", "xterm-256color")
    screen, pipe = Terminal(), io.StringIO()
    assert Console().colors(screen)
    assert not Console().colors(pipe)
    assert Console("always").colors(pipe)
    assert not Console("never").colors(screen)
    monkeypatch.setenv("NO_COLOR", "1")
    assert not Console().colors(screen)
    assert Console("always").colors(screen)
    monkeypatch.setenv("NO_COLOR", "")
    assert Console().colors(screen)
    monkeypatch.setenv("TERM", "dumb")
    assert not Console().colors(screen)
    pipe.close()
    assert not is_terminal(pipe)
    assert not is_terminal(None)


def test_quiet_lets_errors_through(capsys):
    console = Console(quiet=True)
    console.say("chuyện")
    console.error("lỗi")
    assert capsys.readouterr().err == "lỗi\n"


def test_no_stderr_at_all(monkeypatch, capsys):
    monkeypatch.setattr(sys, "stderr", None)
    Console().error("x")
    assert capsys.readouterr() == ("", "")  # nor does it go to stdout


def test_vietnamese_without_marks_where_the_terminal_lacks_them(monkeypatch):
    raw = io.BytesIO()
    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(io.BytesIO(), encoding="latin-1"))
    monkeypatch.setattr(sys, "stderr", io.TextIOWrapper(raw, encoding="ascii"))
    prepare_streams()
    Console().error("Đã đọc được 'tệp' – xong …")
    assert raw.getvalue() == b"Da doc duoc 'tep' ? xong ?\n"
    assert sys.stdout.encoding == "utf-8"


def test_progress_is_drawn_only_on_a_terminal_and_only_when_it_takes_long(monkeypatch):
    monkeypatch.setattr("summarizer.cli.progress.PATIENCE", 0.0)
    monkeypatch.setenv("TERM", "xterm")
    screen = Terminal()
    monkeypatch.setattr(sys, "stderr", screen)
    with Progress(Console()) as progress:
        progress.tell("đang làm\x1b[2J")
        assert progress._thread is not None
        progress._thread.join(5)
        progress.tell("vẫn đang làm")
        progress.hide()
        progress.tell("lại làm")
    assert "đang làm" in screen.getvalue()
    assert "\x1b[2J" not in screen.getvalue()

    monkeypatch.setattr(sys, "stderr", quiet := Terminal())
    monkeypatch.setattr("summarizer.cli.progress.PATIENCE", 60.0)
    with Progress(Console()) as progress:
        progress.tell("nhanh")
    with Progress(Console(quiet=True)) as progress:
        progress.tell("im")
    monkeypatch.setattr(sys, "stderr", pipe := io.StringIO())
    with Progress(Console()) as progress:
        progress.tell("ống")
    assert quiet.getvalue() == pipe.getvalue() == ""


def test_where_nothing_can_be_drawn_work_that_takes_long_is_told_once(monkeypatch):
    monkeypatch.setattr("summarizer.cli.progress.UNSEEN", 0.01)
    monkeypatch.setattr(sys, "stderr", pipe := io.StringIO())
    with Progress(Console()) as progress:
        progress.tell("a.txt: đang đọc…")
        assert progress._thread is not None
        progress._thread.join(5)
        progress.tell("a.txt: đang đối chiếu…")
    assert pipe.getvalue() == "Vẫn đang làm: a.txt: đang đọc…\n"
    monkeypatch.setattr(sys, "stderr", quiet := io.StringIO())
    with Progress(Console(quiet=True)) as progress:
        progress.tell("im")
        assert progress._thread is not None
        progress._thread.join(5)
    assert quiet.getvalue() == ""


def test_a_text_that_takes_minutes_is_told(monkeypatch, tmp_path, tomtat):
    monkeypatch.setattr("summarizer.cli.inputs.LONG", 20)
    words = " ".join(f"Xã thứ {i} thu {i} tỷ đồng." for i in range(1, 9))
    (path := tmp_path / "dai.txt").write_text(words, encoding="utf-8")
    told = f"{path}: văn bản rất dài (56 chữ), có thể mất vài phút."
    assert told in tomtat("facts", str(path)).err
    assert told not in tomtat("facts", "--figures-only", str(path)).err
    assert told not in tomtat("brief", "--engine", "extractive", str(path)).err
