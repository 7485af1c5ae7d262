"""One program at a time walks through a blog: a lease in the store, refreshed while it lasts.

A program that was killed is known to be gone by its process; one on another machine, or one that
sleeps, when it has not refreshed its lease for a while.
"""

import asyncio
import os
import platform
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from datetime import datetime, timedelta
from secrets import token_hex
from typing import Final

from tui_reader.errors import StoreError
from tui_reader.library.desk import Desk
from tui_reader.store import leases

STALE: Final = timedelta(minutes=2)
BEAT_SECONDS: Final = 30.0


def own_name() -> str:
    """Name a holder: machine, process, and a word that tells it from others of this process."""
    return f"{platform.node() or '-'} {os.getpid()} {token_hex(4)}"


def is_over(lease: leases.Lease | None, now: datetime) -> bool:
    """Whether a blog is free: nobody holds it, or whoever did has ended, or is silent."""
    return lease is None or abs(now - lease.refreshed) > STALE or not _may_live(lease.holder)


def _may_live(holder: str) -> bool:
    """Whether a holder's process may still run; of another machine's nothing is known."""
    machine, _, rest = holder.partition(" ")
    pid = rest.partition(" ")[0]
    if machine != (platform.node() or "-") or not pid.isdecimal():
        return True
    try:
        os.kill(int(pid), 0)
    except (ProcessLookupError, OverflowError):
        return False
    except PermissionError:
        pass
    return True


@asynccontextmanager
async def held(desk: Desk, blog_id: int, name: str) -> AsyncIterator[bool]:
    """Hold a blog while the block runs; False where another program holds it.

    Raises:
        StoreError: The store cannot be written.
    """
    now = desk.now()
    seen = await desk.database.read(leases.holder_of, blog_id)
    is_own = seen is not None and seen.holder == name  # it could not be given back: a full disk
    if not (is_own or is_over(seen, now)) or not await desk.database.write(
        leases.take, blog_id, name, now, seen=seen
    ):
        yield False
        return
    heart = asyncio.create_task(_beat(desk, blog_id, name))
    try:
        yield True
    finally:
        heart.cancel()
        with suppress(StoreError):  # it goes stale by itself
            await desk.database.write(leases.release, blog_id, name)


async def _beat(desk: Desk, blog_id: int, name: str) -> None:
    """Refresh a lease while a walk waits for its server."""
    while True:
        await asyncio.sleep(BEAT_SECONDS)
        with suppress(StoreError):
            await still_held(desk, blog_id, name)


async def still_held(desk: Desk, blog_id: int, name: str) -> bool:
    """Refresh a lease; False if it was lost to another program, as after a long sleep."""
    return await desk.database.write(leases.refresh, blog_id, name, desk.now())
