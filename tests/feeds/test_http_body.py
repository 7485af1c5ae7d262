import asyncio
import gzip
import zlib
from collections.abc import AsyncIterator, Iterable

import pytest

from tui_reader.errors import FetchError
from tui_reader.feeds.body import Inflater, read_body
from tui_reader.limits import BODY_BYTES, MIB


async def wire(chunks: Iterable[bytes]) -> AsyncIterator[bytes]:
    for chunk in chunks:
        yield chunk


async def read(chunks: Iterable[bytes], encoding: str = "") -> bytes:
    return await read_body(wire(chunks), encoding=encoding, host="blog.example", silence=5)


def pieces(data: bytes, size: int) -> list[bytes]:
    return [data[at : at + size] for at in range(0, len(data), size)]


@pytest.mark.parametrize("size", [1, 7, 1000])
@pytest.mark.parametrize("encoding", ["gzip", "GZIP", "x-gzip"])
async def test_gzip_is_undone_however_it_is_cut(size: int, encoding: str) -> None:
    text = b"<feed>" + b"words " * 500 + b"</feed>"
    assert await read(pieces(gzip.compress(text), size), encoding) == text


async def test_two_gzip_members_are_one_body_and_what_follows_is_ignored() -> None:
    data = gzip.compress(b"one ") + gzip.compress(b"two") + b"\0\0trailing"
    assert await read([data], "gzip") == b"one two"


async def test_no_body_at_all_is_an_empty_body() -> None:
    assert await read([], "gzip") == b""


@pytest.mark.parametrize("over", [-1, 0, 1])
async def test_the_wire_limit_is_exact(over: int) -> None:
    chunks = [b"x" * MIB] * (BODY_BYTES // MIB - 1) + [b"x" * (MIB + over)]
    if over > 0:
        with pytest.raises(FetchError) as caught:
            await read(chunks)
        assert caught.value.error_class == "too-large"
    else:
        assert len(await read(chunks)) == BODY_BYTES + over


@pytest.mark.parametrize("over", [-1, 0, 1])
async def test_the_limit_after_gzip_is_exact(over: int) -> None:
    packed = pieces(gzip.compress(b" " * (BODY_BYTES + over)), 4096)
    if over > 0:
        with pytest.raises(FetchError) as caught:
            await read(packed, "gzip")
        assert caught.value.error_class == "too-large"
    else:
        assert len(await read(packed, "gzip")) == BODY_BYTES + over


def test_a_bomb_is_never_inflated_past_the_cap() -> None:
    inflater = Inflater("blog.example", cap=1000)
    with pytest.raises(FetchError):
        inflater.feed(gzip.compress(b" " * 64 * MIB))


@pytest.mark.parametrize(
    ("data", "encoding", "error_class"),
    [
        (b"plain text", "gzip", "encoding"),
        (b"anything", "br", "encoding"),
        (zlib.compress(b"text"), "deflate", "encoding"),
        (gzip.compress(gzip.compress(b"text")), "gzip, gzip", "encoding"),
        (gzip.compress(b"text" * 100)[:-9], "gzip", "network"),
    ],
    ids=["plain", "brotli", "deflate", "gzip twice", "gzip cut short"],
)
async def test_what_cannot_be_undone_is_refused(
    data: bytes, encoding: str, error_class: str
) -> None:
    with pytest.raises(FetchError) as caught:
        await read([data], encoding)
    assert caught.value.error_class == error_class


async def test_silence_in_the_middle_ends_the_wait() -> None:
    async def stops() -> AsyncIterator[bytes]:
        yield b"begin"
        await asyncio.Event().wait()

    with pytest.raises(FetchError) as caught:
        await read_body(stops(), encoding="", host="blog.example", silence=0.01)
    assert caught.value.error_class == "timeout"
    assert caught.value.reached
