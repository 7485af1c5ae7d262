"""Reads the body of an answer: capped on the wire and again after gzip.

Asks for nothing itself; gets chunks as they came over the wire.
"""

import asyncio
import zlib
from collections.abc import AsyncIterator

from tui_reader import limits
from tui_reader.errors import FetchError

_GZIP_WINDOW = 16 + zlib.MAX_WBITS
_GZIP_MAGIC = b"\x1f\x8b"


class Inflater:
    """Undoes one layer of gzip, never making more than ``cap`` bytes of it.

    ``aiter_bytes`` of httpx is no cap: a few hundred bytes can arrive as one chunk of 200 MiB.
    """

    def __init__(self, host: str, cap: int) -> None:
        self._host = host
        self._cap = self._left = cap
        self._member = zlib.decompressobj(_GZIP_WINDOW)
        self._is_started = False

    def feed(self, data: bytes) -> bytes:
        """Inflates the next bytes.

        Raises:
            FetchError: ``too-large`` past the cap, ``encoding`` for bytes that are no gzip.
        """
        out = bytearray()
        while data:
            self._next_member_if(data)
            if self._member.eof:
                break
            out += self._inflate(data)
            data = self._member.unused_data
        return bytes(out)

    def finish(self) -> None:
        """Checks that the end was reached.

        Raises:
            FetchError: ``network``: the last bytes are missing.
        """
        if self._is_started and not self._member.eof:
            raise cut_short(self._host)

    def _next_member_if(self, data: bytes) -> None:
        """Begins another gzip member where one follows; other bytes after the end are ignored."""
        if self._member.eof and data.startswith(_GZIP_MAGIC):
            self._member = zlib.decompressobj(_GZIP_WINDOW)

    def _inflate(self, data: bytes) -> bytes:
        self._is_started = True
        try:
            part = self._member.decompress(data, self._left + 1)
        except zlib.error:
            raise FetchError(
                "encoding", f"{self._host} sent bytes that it calls gzip but that are not"
            ) from None
        self._left -= len(part)
        if self._left < 0:
            raise too_large(self._host, self._cap)
        return part


async def read_body(
    chunks: AsyncIterator[bytes],
    *,
    encoding: str,
    host: str,
    silence: float,
    most_bytes: int = limits.BODY_BYTES,
) -> bytes:
    """Reads a whole body within its limits.

    Args:
        chunks: The bytes of the wire, in pieces that are never empty.
        encoding: The ``Content-Encoding`` header; empty if none.
        host: For messages.
        silence: Seconds without a byte after which the reader gives up.
        most_bytes: Of it, on the wire and after gzip.

    Raises:
        FetchError: ``too-large``, ``encoding``, ``timeout``, ``network``.
    """
    inflater = _inflater_for(encoding, host, most_bytes)
    body, wire = bytearray(), 0
    while chunk := await _next(chunks, host, silence):
        wire += len(chunk)
        if wire > most_bytes:
            raise too_large(host, most_bytes)
        body += inflater.feed(chunk) if inflater else chunk
    if inflater:
        inflater.finish()
    return bytes(body)


def too_large(host: str, most_bytes: int = limits.BODY_BYTES) -> FetchError:
    """The refusal of a body past its limit."""
    megabytes = most_bytes // limits.MIB
    return FetchError("too-large", f"{host} sent more than {megabytes} MiB")


def cut_short(host: str) -> FetchError:
    """The refusal of a body that ended too early."""
    return FetchError("network", f"the answer of {host} broke off before its end")


def _inflater_for(encoding: str, host: str, most_bytes: int) -> Inflater | None:
    match encoding.strip().lower():
        case "" | "identity":
            return None
        case "gzip" | "x-gzip":
            return Inflater(host, most_bytes)
        case _:
            raise FetchError("encoding", f"{host} packed its answer in a way nobody asked for")


async def _next(chunks: AsyncIterator[bytes], host: str, silence: float) -> bytes:
    """The next bytes; empty at the end."""
    try:
        async with asyncio.timeout(silence):
            return await anext(chunks, b"")
    except TimeoutError:
        raise FetchError("timeout", f"{host} stopped in the middle of its answer") from None
