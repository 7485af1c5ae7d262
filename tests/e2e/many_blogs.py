"""Many invented blogs on loopback, some of which are slow, dead or broken; a process of its own.

``python -m tests.e2e.many_blogs --good 450 --bad 50`` prints a line of JSON, then serves until its
standard input ends. Not in threads of the test: they would delay what the test measures.
"""

import argparse
import asyncio
import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import cycle
from typing import Final

ADDRESS: Final = "127.0.0.1"
FAULTS: Final = ("silent", "refusing", "dripping", "500", "html")
"""What bad blogs do, in turn: never answer; not listen; a byte a second; an error; no feed."""
START: Final = datetime(2026, 1, 5, 12, tzinfo=UTC)
ATOM, PAGE = "application/atom+xml; charset=UTF-8", "text/html"


@dataclass(frozen=True)
class ManyBlogs:
    """The blogs that are served.

    Attributes:
        port: Where, on 127.0.0.1.
        good: Numbers from 0 on of blogs that answer.
        bad: How many blogs more do not.
        posts: Posts in each feed of an even version; an odd version has one more.
    """

    port: int
    good: int
    bad: int
    posts: int

    @property
    def good_urls(self) -> list[str]:
        """Feeds that answer."""
        return [f"http://{ADDRESS}:{self.port}/{number}/feed" for number in range(self.good)]

    @property
    def bad_urls(self) -> list[str]:
        """Feeds that do not. Nobody listens on port 9 (discard)."""
        numbers = range(self.good, self.good + self.bad)
        return [
            f"http://{ADDRESS}:{9 if fault == 'refusing' else self.port}/{number}/{fault}"
            for number, fault in zip(numbers, cycle(FAULTS), strict=False)
        ]


def feed_of(number: int, posts: int, version: int = 0) -> bytes:
    """A blog's feed. Each version has other posts than the one before, as many."""
    entries = "".join(_entry(number, version * posts + step) for step in range(posts, 0, -1))
    return (
        '<?xml version="1.0" encoding="UTF-8"?><feed xmlns="http://www.w3.org/2005/Atom">'
        f"<id>tag:blog-{number:03}.test,2026:</id><title>Blog {number:03}</title>"
        f'<link rel="alternate" href="http://blog-{number:03}.test/"/>{entries}</feed>'
    ).encode()


def _entry(number: int, post: int) -> str:
    day = (START + timedelta(minutes=post, seconds=number)).isoformat()
    words = "some words of a post that is long enough to be read " * 20
    return (
        f"<entry><id>tag:blog-{number:03}.test,2026:{post}</id><title>Post {post} of blog "
        f"{number:03}</title><published>{day}</published><updated>{day}</updated>"
        f'<link rel="alternate" href="http://blog-{number:03}.test/{post}"/>'
        f'<content type="html">&lt;p&gt;{words}&lt;/p&gt;</content></entry>'
    )


class _Servant:
    """Answers requests. The validator of a feed says its version: ``"v3"``."""

    def __init__(self, posts: int, latency: float) -> None:
        self._posts = posts
        self._latency = latency
        self._versions: dict[int, int] = {}

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Answer one request and close."""
        with suppress(ConnectionError, asyncio.IncompleteReadError):
            head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
            number, what = head.split(" ", 2)[1].strip("/").split("/")
            await self._answer(writer, int(number), what)
            await writer.drain()
        writer.close()

    async def _answer(self, writer: asyncio.StreamWriter, number: int, what: str) -> None:
        match what:
            case "silent":
                await asyncio.sleep(3600)
            case "dripping":
                await self._drip(writer)
            case "500":
                writer.write(_response(b"", status="500 Oh no"))
            case "html":
                writer.write(_response(b"<html><body>Hello</body></html>", PAGE))
            case _:
                await asyncio.sleep(self._latency * (1 + number % 5))
                version = self._versions.get(number, 0)
                self._versions[number] = version + 1
                body = feed_of(number, self._posts, version)
                writer.write(_response(body, ATOM, tag=f'"v{version}"'))

    async def _drip(self, writer: asyncio.StreamWriter) -> None:
        writer.write(_response(b" " * 999, PAGE)[:-999])
        while True:
            writer.write(b" ")
            await writer.drain()
            await asyncio.sleep(1)


def _response(body: bytes, kind: str = PAGE, *, status: str = "200 OK", tag: str = "") -> bytes:
    validator = f"ETag: {tag}\r\n" if tag else ""
    head = (
        f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\nContent-Length: {len(body)}\r\n"
        f"{validator}Connection: close\r\n\r\n"
    )
    return head.encode() + body


async def _serve(good: int, bad: int, posts: int, latency: float) -> None:
    servant = _Servant(posts, latency)
    server = await asyncio.start_server(servant.serve, ADDRESS, 0, backlog=128)
    port = server.sockets[0].getsockname()[1]
    sys.stdout.write(json.dumps({"port": port, "good": good, "bad": bad, "posts": posts}) + "\n")
    sys.stdout.flush()
    await asyncio.get_running_loop().run_in_executor(None, sys.stdin.read)
    server.close()


@contextmanager
def serving(
    good: int, bad: int = 0, *, posts: int = 5, latency: float = 0.005
) -> Iterator[ManyBlogs]:
    """Serve so many blogs while the block runs.

    Args:
        good: Blogs that answer.
        bad: Blogs that do not, in one of the ways of ``FAULTS``.
        posts: Posts in each feed.
        latency: Seconds before an answer, at least; at most five times as many.
    """
    numbers = {"good": good, "bad": bad, "posts": posts, "latency": latency}
    words = [word for name, value in numbers.items() for word in (f"--{name}", str(value))]
    with subprocess.Popen(
        (sys.executable, "-m", "tests.e2e.many_blogs", *words),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdout
        try:
            yield ManyBlogs(**json.loads(process.stdout.readline()))
        finally:
            process.kill()


def main() -> None:
    """Serve as the command line says."""
    parser = argparse.ArgumentParser()
    for name, kind in (("good", int), ("bad", int), ("posts", int), ("latency", float)):
        parser.add_argument(f"--{name}", type=kind, required=True)
    given = parser.parse_args()
    asyncio.run(_serve(given.good, given.bad, given.posts, given.latency))


if __name__ == "__main__":
    main()
