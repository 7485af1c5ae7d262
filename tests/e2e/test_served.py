"""The reader on a page: what `tui-reader serve` gives to a browser, and to nobody else."""

import asyncio
import signal
import socket
import sys
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from pathlib import Path

import aiohttp
import pytest

from tests.e2e.chromium import CHROMIUM, Page, chromium

SECONDS = 40
"""A browser starts slowly on a busy machine."""


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@asynccontextmanager
async def served(home: Path) -> AsyncIterator[str]:
    """Run the command, give the address that it prints, and end it as a person would."""
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "tui_reader", "--home", str(home)),
        *("serve", "--port", str(free_port())),
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )
    assert process.stdout is not None
    address = (await process.stdout.readline()).decode().strip()
    try:
        assert address.startswith("http://127.0.0.1:"), await process.communicate()
        yield address
    finally:
        process.send_signal(signal.SIGINT)
        assert await asyncio.wait_for(process.wait(), SECONDS) == 0


async def until(holds: Callable[[], Awaitable[bool]]) -> None:
    async with asyncio.timeout(SECONDS):
        while not await holds():  # noqa: ASYNC110 - another process knows
            await asyncio.sleep(0.1)


async def is_starred(home: Path, title: str) -> bool:
    """Ask another program, which sees what is kept."""
    listed = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "tui_reader", "--home", str(home), "posts", "--starred"),
        stdout=asyncio.subprocess.PIPE,
    )
    return title.encode() in (await listed.communicate())[0]


class Screen:
    """The socket of a page, without a browser."""

    def __init__(self, socket: aiohttp.ClientWebSocketResponse) -> None:
        self._socket = socket
        self.text = ""

    async def read_until(self, words: str) -> None:
        async with asyncio.timeout(SECONDS):
            while words not in self.text:
                message = await self._socket.receive()
                assert message.type is aiohttp.WSMsgType.BINARY, message
                self.text += message.data.decode("utf-8", "replace")

    async def type(self, keys: str) -> None:
        await self._socket.send_json(["stdin", keys])


async def test_a_page_is_a_reader_and_keeps_what_was_done(tmp_path: Path) -> None:
    async with served(tmp_path) as address, aiohttp.ClientSession() as browser:
        home = address.partition("/?")[0]
        async with browser.get(f"{home}/") as refused:
            assert refused.status == 403
        jar = aiohttp.CookieJar(unsafe=True)
        async with aiohttp.ClientSession(cookie_jar=jar) as known:
            async with known.get(address) as page:
                assert (page.status, page.url.query_string) == (200, "")
                assert "googleapis" not in await page.text()
            ask = known.ws_connect(f"{home}/ws?width=100&height=30", headers={"Origin": home})
            async with ask as joined:
                screen = Screen(joined)
                await screen.read_until("Start here")
                await screen.type("s")
                await until(lambda: is_starred(tmp_path, "Start here"))
            with pytest.raises(aiohttp.WSServerHandshakeError, match="403"):
                await known.ws_connect(f"{home}/ws", headers={"Origin": "http://evil.test"})
    assert await is_starred(tmp_path, "Start here")


@pytest.mark.skipif(CHROMIUM is None, reason="there is no Chromium here to open the page with")
async def test_a_key_and_a_click_work_in_a_browser(tmp_path: Path) -> None:
    async with served(tmp_path / "home") as address, chromium(tmp_path / "browser") as page:
        await page.ask("Page.navigate", url=address)
        await until(lambda: shown(page))
        before = await settled(page)
        await page.focus()
        await page.press("j")
        moved = await changed(page, before)
        await page.click(420, 210)
        await changed(page, moved)


async def shown(page: Page) -> bool:
    return "-first-byte" in str(await page.value("document.body.className"))


async def settled(page: Page) -> bytes:
    """The picture once it stands."""
    before = b""
    while (now := await page.picture()) != before:
        before = now
        await asyncio.sleep(1)
    return now


async def changed(page: Page, before: bytes) -> bytes:
    """The picture once it is another one and stands."""
    await until(lambda: differs(page, before))
    return await settled(page)


async def differs(page: Page, before: bytes) -> bool:
    return await page.picture() != before
