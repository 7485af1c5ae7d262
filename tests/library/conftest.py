"""A real library on a real store, with a fake network and a clock that is moved by hand."""

from collections.abc import AsyncIterator, Callable
from pathlib import Path

import pytest

from tests.fakeblog import FakeClock, FakeNet
from tui_reader.config import load
from tui_reader.library.library import Library
from tui_reader.store.database import Database

Opener = Callable[[], Library]


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock()


@pytest.fixture
def net() -> FakeNet:
    return FakeNet()


@pytest.fixture
def open_library(tmp_path: Path, net: FakeNet, clock: FakeClock) -> Opener:
    def open_it(**options: object) -> Library:
        config = load(tmp_path, {})
        database = Database.open(config.paths.store_file)
        settings = {
            "transport": net,
            "now": clock,
            "host_gap": 0.0,
            "look": lambda: True,
            **options,
        }
        return Library(database, config, **settings)

    return open_it


@pytest.fixture
async def library(open_library: Opener) -> AsyncIterator[Library]:
    opened = open_library()
    yield opened
    await opened.close()
