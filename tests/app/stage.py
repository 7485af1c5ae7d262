"""A reader on a stage: opens it, presses its keys, waits for it, reads its screen.

Never sleeps. Nothing in here knows a rule that a test is about.
"""

import asyncio
import re
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field, replace
from pathlib import Path
from threading import Event
from time import monotonic
from typing import Any

from textual.events import Key
from textual.pilot import Pilot
from textual.worker import WorkerCancelled

from tests.fakeblog import FakeBlog, FakeClock, FakeNet
from tests.replica.server import Net
from tui_reader.app.app import ReaderApp
from tui_reader.app.screens.reader import ReaderScreen
from tui_reader.config import Config, load
from tui_reader.library.library import Library
from tui_reader.models import PostRow
from tui_reader.store.database import Database


async def settle(pilot: Pilot[Any]) -> None:
    """Wait until no work is running and everything is drawn."""
    await pilot.pause()
    while running := [worker for worker in pilot.app.workers if not worker.is_finished]:
        with suppress(WorkerCancelled):
            await pilot.app.workers.wait_for_complete(running)
        await pilot.pause()


@dataclass
class Reader:
    """An open reader."""

    app: ReaderApp
    pilot: Pilot[None]
    library: Library
    database: Database

    @property
    def screen(self) -> ReaderScreen:
        """The screen with the panes."""
        return self.app.reader

    async def press(self, *keys: str) -> None:
        """Press keys one after another, each when the one before has done its work."""
        for key in keys:
            await self.pilot.press(key)
            await settle(self.pilot)

    async def hurry(self, *keys: str) -> None:
        """Press keys faster than the reader does its work."""
        for key in keys:
            self.app.post_message(Key(key, key if len(key) == 1 else None))
        await settle(self.pilot)

    @asynccontextmanager
    async def waiting(self, *, for_writes: bool = False) -> AsyncIterator[None]:
        """Let the store answer no look-up (or write nothing) for a while."""
        gate = Event()
        run = self.database.write if for_writes else self.database.read
        held = asyncio.create_task(run(lambda _connection: gate.wait()))
        await self.pilot.pause()
        try:
            yield
        finally:
            gate.set()
            await held
        await settle(self.pilot)

    async def type(self, words: str) -> None:
        """Type words into the line that has the focus."""
        for letter in words:
            await self.pilot.press("space" if letter == " " else letter)
        await settle(self.pilot)

    async def click(self, column: int, line: int, *, times: int = 1) -> None:
        """Click a cell of the screen; the mouse has to come there first."""
        await self.pilot.hover(offset=(column, line))
        await self.pilot.click(offset=(column, line), times=times)
        await settle(self.pilot)

    async def resize(self, columns: int, lines: int) -> None:
        """Give the terminal another size."""
        await self.pilot.resize_terminal(columns, lines)
        await settle(self.pilot)

    async def settle(self) -> None:
        """Wait until no work is running."""
        await settle(self.pilot)

    async def until(self, is_so: Callable[[], bool], *, seconds: float = 6.0) -> None:
        """Wait for what comes by a clock or another program; it is there within 2 s when idle."""
        end = monotonic() + seconds
        while not is_so():
            assert monotonic() < end, f"never came; the screen:\n{self.text}"
            await self.pilot.pause(0.02)

    def number(self, shelf: str) -> int:
        """The number beside a line of the sidebar, as it stands on the screen; 0 without one."""
        found = re.search(rf"[●★▸▾!] {re.escape(shelf)} +(\d*)", self.text)
        assert found, f"{shelf!r} is not in the sidebar:\n{self.text}"
        return int(found[1] or 0)

    @property
    def lines(self) -> list[str]:
        """What stands on the screen, line by line."""
        strips = self.app.screen._compositor.render_strips()
        return [strip.text for strip in strips]

    @property
    def text(self) -> str:
        """What stands on the screen."""
        return "\n".join(self.lines)

    @property
    def message(self) -> str:
        """The sentence in the bar at the bottom."""
        return self.screen.key_bar.message[0]

    @property
    def is_error(self) -> bool:
        """Whether that sentence tells of an error."""
        return self.screen.key_bar.message[1]

    @property
    def cursor_row(self) -> PostRow:
        """The post of the list's cursor."""
        row = self.screen.posts.row()
        assert row is not None
        return row

    @property
    def open_title(self) -> str:
        """The title of the post in the article pane; empty if there is none."""
        article = self.screen.desk.reading.article
        return article.row.title if article else ""

    @property
    def focused(self) -> str:
        """The id of what has the keys."""
        return (self.app.focused.id or "") if self.app.focused else ""

    def find(self, words: str) -> tuple[int, int]:
        """Column (in cells, for plain letters) and line where words stand on the screen."""
        for number, line in enumerate(self.lines):
            if (column := line.find(words)) >= 0:
                return column, number
        raise AssertionError(f"{words!r} is not on the screen:\n{self.text}")

    def titles(self) -> list[str]:
        """The titles of the list, from the newest."""
        posts = self.screen.posts
        return [row.title for number in range(posts.row_count()) if (row := posts.row(number))]


@dataclass
class Stage:
    """A person's folder, the network and the clock; opens the reader on them."""

    home: Path
    net: FakeNet | Net
    clock: FakeClock
    settings: dict[str, Any] = field(default_factory=lambda: {"fetch_on_start": False})
    has_route: bool = True
    is_read_only: bool = False

    @property
    def news(self) -> FakeBlog:
        """The first blog of the network."""
        return self.net.blogs["news.test"]

    @property
    def store_file(self) -> Path:
        """Where the store is."""
        return self.config.paths.store_file

    @property
    def config(self) -> Config:
        """The settings: the file's, and those of the test."""
        return replace(load(self.home, {}), **self.settings)

    @asynccontextmanager
    async def open(
        self,
        *openings: str,
        size: tuple[int, int] = (120, 36),
        is_offline: bool = False,
        waits: bool = True,
    ) -> AsyncIterator[Reader]:
        """Open the reader; it has drawn its first picture, and with ``waits`` all it began."""
        config = self.config
        database = Database.open(config.paths.store_file, read_only=self.is_read_only)
        library = Library(
            database,
            config,
            transport=self.net,
            now=self.clock,
            offline=is_offline,
            host_gap=0.0,
            look=lambda: self.has_route,
        )
        app = ReaderApp(library, config, openings)
        try:
            async with app.run_test(size=size) as pilot:
                if waits:
                    await settle(pilot)
                yield Reader(app, pilot, library, database)
        finally:
            await library.close()
