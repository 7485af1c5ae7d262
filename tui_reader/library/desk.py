"""What the person's verbs work with: store, network, clock and the eye on being offline.

Only holds them together.
"""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from typing import NamedTuple

from tui_reader.library.network import Network
from tui_reader.library.offline import Watch
from tui_reader.store.database import Database


class Desk(NamedTuple):
    """Made once by the library."""

    database: Database
    network: Network
    watch: Watch
    now: Callable[[], datetime]
    """Gives aware times."""
    sleep: Callable[[float], Awaitable[None]] = asyncio.sleep
    """Waits so many seconds."""


def clock() -> datetime:
    """The time, with an offset."""
    return datetime.now(UTC)
