"""A server of many blogs on this machine, each answer after a while: ``python -m bench.server``.

``/7`` is the feed of blog 7. It prints its port, then serves until it is ended. Its validators
hold, so a second request is answered with 304.
"""

import asyncio
import sys
from datetime import datetime
from typing import Final
from xml.sax.saxutils import escape

from bench.build_store import parsed_post
from tui_reader.models import ParsedPost

LATENCY_SECONDS: Final = 0.05


def feed(blog: int, posts: int) -> bytes:
    """Give the newest posts of a blog as Blogger's Atom."""
    entries = "".join(entry(parsed_post(blog, number)) for number in range(posts))
    return (
        "<?xml version='1.0' encoding='UTF-8'?><feed xmlns='http://www.w3.org/2005/Atom'"
        " xmlns:thr='http://purl.org/syndication/thread/1.0'>"
        f"<id>tag:blog{blog}.example,1999:blog</id><title>Blog number {blog}</title>"
        f"<link rel='alternate' type='text/html' href='https://blog{blog}.example/'/>"
        f"{entries}</feed>"
    ).encode()


def entry(post: ParsedPost) -> str:
    """Give one post."""
    assert isinstance(post.published, datetime)
    labels = "".join(f"<category term='{label}'/>" for label in post.labels)
    return (
        f"<entry><id>{post.guid}</id><published>{post.published.isoformat()}</published>"
        f"<title>{post.title}</title><link rel='alternate' type='text/html' href='{post.url}'/>"
        f"{labels}<content type='html'>{escape(post.html)}</content>"
        f"<author><name>{post.author}</name></author>"
        f"<thr:total>{post.comments or 0}</thr:total></entry>"
    )


async def answer(
    feeds: list[bytes], reader: asyncio.StreamReader, writer: asyncio.StreamWriter
) -> None:
    """Answer the requests of one connection."""
    try:
        while True:
            head = await reader.readuntil(b"\r\n\r\n")
            number = int(head.split(b" ", 2)[1][1:])
            await asyncio.sleep(LATENCY_SECONDS)
            writer.write(response(number, feeds[number], head))
    except (asyncio.IncompleteReadError, ConnectionError):
        writer.close()


def response(number: int, body: bytes, head: bytes) -> bytes:
    """Give the whole answer: the feed, or 304 where its validator was sent."""
    tag = f'"blog-{number}"'
    if tag.encode() in head:
        return f"HTTP/1.1 304 Not Modified\r\nETag: {tag}\r\n\r\n".encode()
    lines = (
        "HTTP/1.1 200 OK",
        f"ETag: {tag}",
        "Content-Type: application/atom+xml; charset=utf-8",
        f"Content-Length: {len(body)}",
    )
    return "\r\n".join((*lines, "", "")).encode() + body


async def serve(blogs: int, posts: int) -> None:
    """Serve for ever."""
    feeds = [feed(blog, posts) for blog in range(blogs)]
    server = await asyncio.start_server(
        lambda reader, writer: answer(feeds, reader, writer), "127.0.0.1", 0
    )
    sys.stdout.write(f"{server.sockets[0].getsockname()[1]}\n")
    sys.stdout.flush()
    await server.serve_forever()


if __name__ == "__main__":
    asyncio.run(serve(int(sys.argv[1]), int(sys.argv[2])))
