"""Whether a host takes a connection: no request is made, nothing is read. No httpx."""

import asyncio
import urllib.request
from contextlib import suppress
from typing import Final
from urllib.parse import urlsplit

from tui_reader.feeds.urls import port_of, scheme_of

KNOCK_SECONDS: Final = 3.0
"""A host that takes longer to say yes is taken for silent."""


async def opens(url: str, seconds: float = KNOCK_SECONDS) -> bool | None:
    """Open a connection to an address's host and close it again.

    Returns:
        Whether it could be opened; None where a proxy stands between, which says nothing of it.
    """
    host = urlsplit(url).hostname or ""
    if scheme_of(url) in urllib.request.getproxies() and not urllib.request.proxy_bypass(host):
        return None
    try:
        async with asyncio.timeout(seconds):
            _, writer = await asyncio.open_connection(host, port_of(url))
    except (OSError, TimeoutError, UnicodeError):
        return False
    writer.close()
    with suppress(OSError):
        await writer.wait_closed()
    return True
