"""Drives a headless Chromium through its debugging socket: keys, clicks, pictures."""

import asyncio
import base64
import json
import os
import shutil
import signal
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from itertools import count
from pathlib import Path
from typing import Any

import aiohttp

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
QUIET = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--remote-debugging-port=0",
    "--window-size=1200,760",
)


class Page:
    """One page of the browser.

    Args:
        socket: To its debugger.
    """

    def __init__(self, socket: aiohttp.ClientWebSocketResponse) -> None:
        self._socket = socket
        self._numbers = count(1)

    async def ask(self, method: str, **params: Any) -> dict[str, Any]:
        """Ask the debugger for something, and wait for its answer."""
        number = next(self._numbers)
        await self._socket.send_json({"id": number, "method": method, "params": params})
        while True:
            answer = await self._socket.receive_json()
            if answer.get("id") == number:
                assert "error" not in answer, answer
                result: dict[str, Any] = answer["result"]
                return result

    async def value(self, script: str) -> Any:
        """Return what a line of JavaScript gives."""
        answer = await self.ask("Runtime.evaluate", expression=script, returnByValue=True)
        return answer["result"].get("value")

    async def focus(self) -> None:
        """Give the page the keys, as the window in front has them."""
        await self.ask("Page.bringToFront")
        await self.ask("Emulation.setFocusEmulationEnabled", enabled=True)

    async def press(self, text: str) -> None:
        """Press keys that write a letter."""
        for letter in text:
            code = {"key": letter, "windowsVirtualKeyCode": ord(letter.upper())}
            await self.ask("Input.dispatchKeyEvent", type="keyDown", text=letter, **code)
            await self.ask("Input.dispatchKeyEvent", type="keyUp", **code)

    async def click(self, x: float, y: float) -> None:
        """Click at a place of the page, in pixels."""
        for kind in ("mousePressed", "mouseReleased"):
            await self.ask(
                "Input.dispatchMouseEvent", type=kind, x=x, y=y, button="left", clickCount=1
            )

    async def picture(self) -> bytes:
        """Return the page as a PNG."""
        answer = await self.ask("Page.captureScreenshot", format="png")
        return base64.b64decode(answer["data"])


@asynccontextmanager
async def chromium(folder: Path) -> AsyncIterator[Page]:
    """Start a browser with nothing remembered, and end it."""
    assert CHROMIUM is not None
    process = await asyncio.create_subprocess_exec(
        CHROMIUM,
        *QUIET,
        f"--user-data-dir={folder}",
        "about:blank",
        stdout=asyncio.subprocess.DEVNULL,
        stderr=asyncio.subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        async with aiohttp.ClientSession() as session:
            address = await _page_address(session, folder)
            async with session.ws_connect(address, max_msg_size=0) as socket:
                yield Page(socket)
    finally:
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        await process.wait()


async def _page_address(session: aiohttp.ClientSession, folder: Path) -> str:
    told = folder / "DevToolsActivePort"
    while not told.exists() or "\n" not in told.read_text():  # noqa: ASYNC110 - the browser writes
        await asyncio.sleep(0.05)
    port = told.read_text().split("\n")[0]
    while True:
        async with session.get(f"http://127.0.0.1:{port}/json") as answer:
            for target in json.loads(await answer.text()):
                if target["type"] == "page":
                    return str(target["webSocketDebuggerUrl"])
        await asyncio.sleep(0.05)
