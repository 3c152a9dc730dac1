"""The desk in a browser: behind its token, on the loopback, loading nothing from elsewhere; drawn by headless Chromium."""

from __future__ import annotations

import asyncio
import base64
import itertools
import os
import re
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from http.cookiejar import CookieJar
from pathlib import Path

import pytest

from summarizer.store import open_store, sessions

pytest.importorskip("textual_serve")
CHROMIUM = next(
    (found for name in ("chromium", "chromium-browser", "google-chrome") if (found := shutil.which(name))), ""
)


@pytest.fixture(scope="module")
def served(tmp_path_factory):
    """A desk being served: its address with the token, and its store."""
    home = tmp_path_factory.mktemp("served")
    article = home / "ngan-sach.txt"
    article.write_text("Hàm Giang thu 8.250 tỷ đồng\n\nTổng thu ngân sách đạt 8.250 tỷ đồng.\n", encoding="utf-8")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    store = home / "store.db"
    command = [
        sys.executable,
        "-m",
        "summarizer.cli",
        "--lang",
        "vi",
        "serve",
        "--port",
        str(port),
        "--store",
        str(store),
    ]
    env = os.environ | {"TOMTAT_ENGINE": "extractive", "XDG_STATE_HOME": str(home)}
    process = subprocess.Popen([*command, str(article)], stderr=subprocess.PIPE, text=True, env=env)
    line = process.stderr.readline()
    address = re.search(r"http://\S+", line)
    assert address, line
    yield address[0], store
    process.terminate()
    process.wait(90)


def status(address, jar=None, **headers):
    opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(jar if jar is not None else CookieJar()))
    try:
        with opener.open(urllib.request.Request(address, headers=headers), timeout=20) as answer:
            return answer.status, answer.read().decode(), answer.headers
    except urllib.error.HTTPError as error:
        return error.code, "", error.headers


def test_nothing_is_seen_without_the_token(served):
    address, _ = served
    root = address.partition("?")[0]
    for path in ("", "ws", "static/js/textual.js", "?token=", "?token=falsch"):
        assert status(root + path)[0] == 403, path
    jar = CookieJar()
    code, page, headers = status(address, jar)
    assert code == 200
    assert "https://" not in page
    assert "default-src 'self'" in headers["Content-Security-Policy"]
    assert status(root, jar)[0] == 200
    assert status(root, jar, Origin="http://elsewhere.example")[0] == 403


def test_it_listens_on_the_loopback_alone(served):
    """All of 127.0.0.0/8 is this machine: who listens on every address answers at 127.0.0.2, too."""
    port = int(re.search(r":(\d+)/", served[0])[1])
    answers = []
    for host in ("127.0.0.1", "127.0.0.2"):
        with socket.socket() as probe:
            probe.settimeout(2)
            answers.append(probe.connect_ex((host, port)) == 0)
    assert answers == [True, False]


class Browser:
    """As much of the DevTools protocol as this needs."""

    def __init__(self, socket):
        self.socket, self.count, self.frames = socket, itertools.count(1), b""

    async def ask(self, method, **params):
        number = next(self.count)
        await self.socket.send_json({"id": number, "method": method, "params": params})
        while True:
            answer = await asyncio.wait_for(self.socket.receive_json(), 120)
            self._note(answer)
            if answer.get("id") == number:
                return answer["result"]

    def _note(self, answer):
        if answer.get("method") == "Network.webSocketFrameReceived":
            frame = answer["params"]["response"]
            data = frame["payloadData"]
            self.frames += base64.b64decode(data) if frame["opcode"] == 2 else data.encode()

    async def until(self, words, seconds=240):
        end = time.monotonic() + seconds
        while words.encode() not in re.sub(rb"\x1b\[[0-9;?]*[a-zA-Z]", b"", self.frames):
            assert time.monotonic() < end, self.frames[-2000:]
            await self.ask("Runtime.evaluate", expression="1")
            await asyncio.sleep(0.2)

    async def key(self, text):
        for kind in ("rawKeyDown", "char", "keyUp"):
            await self.ask("Input.dispatchKeyEvent", type=kind, key=text, **({"text": text} if kind == "char" else {}))

    async def click(self, x, y):
        for kind in ("mousePressed", "mouseReleased"):
            await self.ask("Input.dispatchMouseEvent", type=kind, x=x, y=y, button="left", clickCount=1)


@pytest.mark.slow
@pytest.mark.skipif(not CHROMIUM, reason="missing: chromium")
async def test_chromium_draws_the_desk_and_types_in_it(served, tmp_path):
    import aiohttp

    address, store = served
    flags = ["--headless=new", "--no-sandbox", "--disable-gpu", "--window-size=1400,900", "--remote-debugging-port=0"]
    log = (tmp_path / "chromium.log").open("wb")
    chromium = subprocess.Popen([CHROMIUM, *flags, f"--user-data-dir={tmp_path / 'profile'}"], stderr=log)
    try:
        ready = tmp_path / "profile" / "DevToolsActivePort"
        end = time.monotonic() + 60
        while not (ready.exists() and ready.read_text().count("\n")):
            assert time.monotonic() < end, (tmp_path / "chromium.log").read_text()[-2000:]
            await asyncio.sleep(0.1)
        port = ready.read_text().split()[0]
        async with aiohttp.ClientSession() as session:
            async with session.put(f"http://127.0.0.1:{port}/json/new?about:blank") as made:
                target = (await made.json())["webSocketDebuggerUrl"]
            async with session.ws_connect(target, max_msg_size=0) as socket_:
                browser = Browser(socket_)
                await browser.ask("Network.enable")
                await browser.ask("Page.navigate", url=address)
                await browser.until("Hàng đợi")
                await browser.until("1 đã tóm")
                # Whoever sits at it clicks into the page first: then keys go there.
                await browser.ask("Page.bringToFront")
                await browser.click(120, 55)
                await browser.key("*")
                await browser.until("★")
                await asyncio.sleep(1.0)
                picture = base64.b64decode((await browser.ask("Page.captureScreenshot"))["data"])
        shown = Path(os.environ.get("DESK_SCREENSHOT", tmp_path / "desk.png"))
        shown.write_bytes(picture)
        assert len(picture) > 20_000
    finally:
        chromium.terminate()
        chromium.wait(20)
    end = time.monotonic() + 20
    while True:
        with open_store(store) as kept:
            rows = sessions.rows(kept.db, "")
        if rows and rows[0].data.get("star"):
            break
        assert time.monotonic() < end
        await asyncio.sleep(0.2)
