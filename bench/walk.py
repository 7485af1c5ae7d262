"""How long it takes to bring a whole archive, beside what the server's latency allows.

``python -m bench.walk [POSTS]``. A server on this machine plays Blogger: 150 posts at once, each
answer after 100 ms. The least possible is a client that asks for the same pages, two at once, and
does nothing with them.
"""

import asyncio
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final
from urllib.parse import parse_qs, urlsplit

from bench import homes
from bench.build_store import parsed_post
from bench.fetch import ticking
from bench.server import entry
from tui_reader.config import load
from tui_reader.library.library import Library
from tui_reader.models import Done, PageKept
from tui_reader.store.database import Database

LATENCY_SECONDS: Final = 0.1
AT_ONCE: Final = 150
LANES: Final = 2


def main(posts: int = 6_000) -> None:
    """Print seconds, the least possible and the ratio, processor time, memory, longest wait."""
    with tempfile.TemporaryDirectory(prefix="tui-reader-bench-") as folder, server(posts) as port:
        least = asyncio.run(bare(port, posts))
        print(f"{posts:,} posts, {AT_ONCE} at a time; at least {least:.2f} s, {LANES} at once")
        database = Database.open(homes.store_file(Path(folder)))
        asyncio.run(walk(Library(database, load(Path(folder), {})), port, least))


async def walk(library: Library, port: int, least: float) -> None:
    """Follow the blog, bring its archive, and say how it went."""
    try:
        blog, _ = await library.add_blog(f"http://127.0.0.1:{port}/feeds/posts/default")
        began, cpu = time.perf_counter(), time.process_time()
        told: list[float] = []
        async with ticking() as gaps:
            async for event in library.archives.run([blog.id]):
                if isinstance(event, PageKept):
                    told.append(time.perf_counter() - began)
                if isinstance(event, Done):
                    kept, note = event.kept, event.note
        seconds, cpu = time.perf_counter() - began, time.process_time() - cpu
    finally:
        await library.close()
    worker = resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(
        f"{kept:,} kept in {seconds:.2f} s: {seconds / least:.2f} times the least; first page after"
        f" {told[0]:.2f} s; {cpu:.2f} s of cpu and {worker:.2f} s in the worker, longest wait"
        f" {1000 * max(gaps):.0f} ms,"
        f" {memory:.0f} MiB at most{'; ' + note if note else ''}",
        flush=True,
    )


async def bare(port: int, posts: int) -> float:
    """Ask for all pages, two at once; seconds."""
    starts = iter(range(1, posts + 1, AT_ONCE))
    began = time.perf_counter()
    await asyncio.gather(*(lane(port, starts) for _ in range(LANES)))
    return time.perf_counter() - began


async def lane(port: int, starts: Iterator[int]) -> None:
    """Ask for one page after the other, over one connection."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    for start in starts:
        path = f"/feeds/posts/default?start-index={start}&max-results={AT_ONCE}"
        writer.write(f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n".encode())
        head = await reader.readuntil(b"\r\n\r\n")
        await reader.readexactly(int(head.rpartition(b"Content-Length: ")[2].split(b"\r")[0]))
    writer.close()


@contextmanager
def server(posts: int) -> Iterator[int]:
    """Serve a blog of so many posts; give the port."""
    command = [sys.executable, "-m", "bench.walk", "serve", str(posts)]
    with subprocess.Popen(command, stdout=subprocess.PIPE) as process:
        try:
            assert process.stdout is not None
            yield int(process.stdout.readline())
        finally:
            process.kill()


async def serve(posts: int) -> None:
    """Play the blog for ever."""
    entries = [entry(parsed_post(0, number)).encode() for number in range(posts)]

    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            while True:
                head = await reader.readuntil(b"\r\n\r\n")
                await asyncio.sleep(LATENCY_SECONDS)
                writer.write(response(entries, head.split(b" ", 2)[1].decode()))
        except (asyncio.IncompleteReadError, ConnectionError):
            writer.close()

    listening = await asyncio.start_server(answer, "127.0.0.1", 0)
    sys.stdout.write(f"{listening.sockets[0].getsockname()[1]}\n")
    sys.stdout.flush()
    await listening.serve_forever()


def response(entries: list[bytes], target: str) -> bytes:
    """Give the stretch of posts that is asked for; there is nothing but the feed."""
    parts = urlsplit(target)
    if parts.path != "/feeds/posts/default":
        return b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n"
    asked = parse_qs(parts.query)
    first = int(asked.get("start-index", ["1"])[0]) - 1
    count = min(int(asked.get("max-results", ["25"])[0]), AT_ONCE)
    body = (
        b"<?xml version='1.0' encoding='UTF-8'?><feed xmlns='http://www.w3.org/2005/Atom'"
        b" xmlns:thr='http://purl.org/syndication/thread/1.0'"
        b" xmlns:openSearch='http://a9.com/-/spec/opensearchrss/1.0/'>"
        b"<id>tag:blogger.com,1999:blog-7</id><title>Blog</title><generator>Blogger</generator>"
        b"<openSearch:totalResults>%d</openSearch:totalResults>"
        % len(entries)
        + b"".join(entries[first : first + count])
        + b"</feed>"
    )
    head = b"HTTP/1.1 200 OK\r\nContent-Type: application/atom+xml\r\nContent-Length: "
    return head + b"%d\r\n\r\n" % len(body) + body


if __name__ == "__main__":
    if sys.argv[1:2] == ["serve"]:
        asyncio.run(serve(int(sys.argv[2])))
    else:
        main(*map(int, sys.argv[1:]))
