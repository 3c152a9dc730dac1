"""The real thing in a pseudo-terminal: the bare command, piped stdin with a working keyboard, refusals in words."""

from __future__ import annotations

import os
import re
import subprocess
import time
from pathlib import Path

import pytest

from tests.tui.running import TOMTAT, Run


@pytest.fixture
def article(tmp_path):
    path = tmp_path / "bai.txt"
    path.write_text("Hàm Giang thu 8.250 tỷ đồng\n\nTổng thu ngân sách đạt 8.250 tỷ đồng.\n", encoding="utf-8")
    return path


def test_tomtat_alone_opens_the_desk_and_quits(tmp_path):
    run = Run([], tmp_path)
    run.wait_for("Hàng đợi")
    run.wait_for("Chưa có bài nào")
    run.type("q")
    assert run.end() == 0


def test_a_file_is_briefed_and_quitting_is_prompt(article, tmp_path):
    run = Run(["read", "--engine", "extractive", str(article)], tmp_path)
    run.wait_for("câu ✓")  # whole new words: of a counter only the digit that changed is drawn
    before = time.monotonic()
    run.type("q")
    assert run.end() == 0
    assert time.monotonic() - before < 3
    assert (tmp_path / "store.db").stat().st_mode & 0o777 == 0o600


def test_piped_text_with_a_working_keyboard(article, tmp_path):
    run = Run(["read", "--manual", "-"], tmp_path, stdin=article.read_bytes())
    run.wait_for("8.250 tỷ đồng")
    run.type("?")
    run.wait_for("Phím và lệnh")
    run.type("\x1b")
    time.sleep(0.5)
    run.type("q")
    assert run.end() == 0


def test_no_colour_means_none(article, tmp_path):
    run = Run(["read", "--manual", str(article)], tmp_path, NO_COLOR="1")
    run.wait_for("8.250 tỷ đồng")
    colours = set(re.findall(rb"\x1b\[([0-9;]*)m", run.seen))
    codes = {part for code in colours for part in code.split(b";") if part}
    assert codes <= {b"0", b"1", b"2", b"3", b"4", b"7", b"9", b"39", b"49"}
    run.type("q")
    assert run.end() == 0


def test_a_hang_up_ends_the_worker_too(article, tmp_path):
    run = Run(["read", "--manual", str(article)], tmp_path)
    run.wait_for("8.250 tỷ đồng")
    children = subprocess.run(["pgrep", "-P", str(run.pid)], capture_output=True, text=True, check=False).stdout.split()
    os.kill(run.pid, 9)
    os.waitpid(run.pid, 0)
    os.close(run.fd)
    end = time.monotonic() + 5
    while any(Path(f"/proc/{child}").exists() for child in children):
        assert time.monotonic() < end
        time.sleep(0.05)


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["read", "x.txt"], "cần một cửa sổ lệnh"),
        (["read", "--theme", "x"], "cần một cửa sổ lệnh"),
        (["read", "--watch", "khong-co"], "không có thư mục này để theo dõi"),
    ],
)
def test_refusals_without_a_terminal(arguments, words, tmp_path):
    done = subprocess.run(
        [*TOMTAT, "--lang", "vi", *arguments],
        capture_output=True,
        text=True,
        check=False,
        cwd=tmp_path,
        stdin=subprocess.DEVNULL,
        start_new_session=True,
    )
    assert done.returncode == 2
    assert words in done.stderr
    assert done.stdout == ""
    assert len(done.stderr.strip().splitlines()) == 1


def test_refusals_on_a_terminal(tmp_path):
    run = Run(["read", "--theme", "khong-co"], tmp_path)
    run.wait_for("không có giao diện 'khong-co'")
    assert run.end() == 2
    run = Run(["read", "-"], tmp_path)
    run.wait_for("không có gì được đưa vào")
    assert run.end() == 2


def test_keys_are_listed_and_bad_ones_refused(tmp_path):
    settings = tmp_path / "config.toml"
    settings.write_text('[keys]\n"desk.brief_all" = "f9"\n', encoding="utf-8")
    environment = {**os.environ, "TOMTAT_CONFIG": str(settings)}
    listed = subprocess.run([*TOMTAT, "keys"], capture_output=True, text=True, check=True, env=environment).stdout
    assert re.search(r"^  f9 +desk\.brief_all", listed, re.MULTILINE)
    assert re.search(r"^  s +source\.next_figure", listed, re.MULTILINE)
    table = subprocess.run([*TOMTAT, "keys", "-f", "json"], capture_output=True, text=True, check=True, env=environment)
    assert '"keys": [\n      "f9"\n    ]' in table.stdout
    settings.write_text('[keys]\n"desk.open" = "q"\n', encoding="utf-8")
    refused = subprocess.run([*TOMTAT, "keys"], capture_output=True, text=True, check=False, env=environment)
    assert refused.returncode == 2
    assert "desk.quit" in refused.stderr
