"""Adds every feed of the corpus over loopback, as a person would: HTTP, parse worker, store.

``python -m tests.real.adding_corpus`` adds them all to one store and prints what became of them.
"""

import asyncio
import gzip
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath
from typing import Final
from urllib.parse import quote, unquote

from tests.e2e.homes import ask
from tests.e2e.servers import Answer, Server, Site, not_found, validators
from tests.real.parse_comparison import FEED_KINDS, compare, files, page_of
from tests.real.test_parse_corpus import EXPLAINED, GZIP
from tests.shared import CORPUS
from tui_reader.config import load
from tui_reader.errors import FeedError, ReaderError
from tui_reader.feeds.parse import parse
from tui_reader.feeds.urls import canonical
from tui_reader.library.library import Library
from tui_reader.models import ParsedPost
from tui_reader.store.database import Database

GZIP_SIGN: Final = b"\x1f\x8b"
TYPES: Final = {
    ".atom": "application/atom+xml",
    ".json": "application/feed+json",
    ".rdf": "application/rdf+xml",
    ".rss": "application/rss+xml",
    ".cdf": "application/x-cdf",
}


@dataclass(frozen=True)
class Added:
    """What became of one file."""

    file: str
    titles: tuple[str, ...] = ()
    """Of the posts kept, sorted."""
    error: str = ""
    """Class and sentence where it was refused."""

    @property
    def error_class(self) -> str:
        """The class it was refused by; empty if it was kept."""
        return self.error.partition(":")[0]


class CorpusSite(Site):
    """Every file at its own path, with the headers that its suite wrote into it."""

    def answer(self, path: str, query: str) -> Answer:
        """The file as its server once sent it."""
        file = CORPUS / unquote(path).lstrip("/")
        if not file.is_file():
            return not_found()
        page = page_of(file)
        headers = {"Content-Type": page.content_type or type_of(path), **validators(page.body)}
        if page.body.startswith(GZIP_SIGN):
            headers["Content-Encoding"] = "gzip"
        return Answer(200, page.body, headers)


def type_of(path: str) -> str:
    """What a server says of a file by its name."""
    return TYPES.get(PurePosixPath(unquote(path)).suffix, "application/xml")


def sample(every: int) -> list[str]:
    """Every so-manieth file of the suites, and all others."""
    suites = [file for file in files(FEED_KINDS) if file.startswith("suites/")]
    others = [file for file in files(FEED_KINDS) if not file.startswith("suites/")]
    return others + suites[::every]


async def add_all(names: Iterable[str], home: Path) -> list[Added]:
    """Add files one after the other to one store; anything but a ReaderError goes through."""
    config = load(home, {})
    library = Library(Database.open(config.paths.store_file), config, look=lambda: True)
    added = []
    with Server(CorpusSite()) as server:
        try:
            for name in names:
                added.append(await _add(library, home, name, f"{server.url}/{quote(name)}"))
        finally:
            await library.close()
    return added


async def _add(library: Library, home: Path, name: str, address: str) -> Added:
    try:
        blog, _ = await library.add_blog(address)
    except ReaderError as error:
        return Added(name, error=str(error))
    rows = ask(home, f"SELECT title FROM posts WHERE blog_id = {blog.id}")
    return Added(name, tuple(sorted(str(title) for (title,) in rows)))


def expected(name: str) -> Added:
    """What should become of a file: its own reading, repeated posts once."""
    try:
        return Added(name, tuple(sorted(post.title for post in _once(_read(name)))))
    except FeedError as error:
        return Added(name, error=str(error))


def repeated(name: str) -> int:
    """How many posts of a file say the same as another of it, or nothing at all."""
    posts = _read(name)
    return len(posts) - len(list(_once(posts)))


def _read(name: str) -> tuple[ParsedPost, ...]:
    page = page_of(name)
    if page.body.startswith(GZIP_SIGN):
        page = replace(page, body=gzip.decompress(page.body))
    return parse(page).posts


def _once(posts: Sequence[ParsedPost]) -> Iterator[ParsedPost]:
    seen = set()
    for post in posts:
        link = canonical(post.url) if post.url else ""
        words = () if post.guid and link else (post.title, post.html)
        key = (post.guid, link, *words)
        if key not in seen and (post.title or post.html.strip() or link or post.enclosures):
            seen.add(key)
            yield post


def explanation(name: str) -> str:
    """Why a file is not read as feedparser reads it; empty if it is."""
    _, reason = EXPLAINED.get(name, ("", ""))
    return "" if reason == GZIP else reason


def main() -> None:
    """Print the figures."""
    names = list(files(FEED_KINDS))
    begun = time.monotonic()
    with tempfile.TemporaryDirectory() as home:
        added = asyncio.run(add_all(names, Path(home)))
    say = sys.stdout.write
    say(f"{len(added)} files in {time.monotonic() - begun:.0f} s; ")
    kept = [each for each in added if not each.error]
    say(f"kept {len(kept)} with {sum(len(each.titles) for each in kept)} posts; ")
    say(f"refused {dict(Counter(each.error_class for each in added if each.error))}\n")
    outcomes = Counter(compare(each.file).outcome for each in kept)
    say(f"read as feedparser reads them (refused: gzip unpacked on the way): {dict(outcomes)}\n")
    for each in added:
        if each.error or explanation(each.file):
            say(f"{each.file}: {each.error or 'kept'} ({explanation(each.file)})\n")
        told = expected(each.file)
        if (each.titles, not each.error) != (told.titles, not told.error):
            say(f"NOT AS EXPECTED {each}, expected {told}\n")
        elif not each.error and (again := repeated(each.file)):
            say(f"{each.file}: {again} posts that repeat others or say nothing\n")


if __name__ == "__main__":
    main()
