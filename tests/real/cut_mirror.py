"""A mirrored blog as it would be if its feed gave only the beginning of each post.

``python -m tests.real.cut_mirror`` serves it on loopback until it is stopped.
"""

import sys
import time
from dataclasses import dataclass
from html import escape
from pathlib import Path
from typing import Final
from urllib.parse import unquote, urlsplit

from tests.e2e.servers import ATOM, Answer, Mirror, Server, not_found, validators
from tests.shared import CORPUS
from tui_reader.feeds.parse import parse
from tui_reader.models import Page, ParsedPost
from tui_reader.render.text import plain_of

MIRRORS: Final = ("lafuiteautourdumonde.com", "rbrazioli-andando")
FEED_PATH: Final = "/feeds/posts/default"
BEGINNING_WORDS: Final = 40


@dataclass(frozen=True)
class Whole:
    """One post of which page and feed are mirrored."""

    path: str
    """Of its page."""
    post: ParsedPost
    """As the real feed gives it: whole."""


class CutMirror(Mirror):
    """The mirror of one blog; its feed has the posts of which pages are mirrored, cut.

    Attributes:
        posts: The same posts, whole.
    """

    def __init__(self, name: str) -> None:
        super().__init__(CORPUS / "blogger-mirror" / name)
        self.posts = tuple(_wholes(self.folder))

    def answer(self, path: str, query: str) -> Answer:
        """A page of the mirror, or the feed of beginnings."""
        if path == FEED_PATH and query:
            return not_found()
        if path != FEED_PATH:
            return super().answer(path, query)
        body = self._feed().encode()
        return Answer(200, body, {"Content-Type": ATOM, **validators(body)})

    def _feed(self) -> str:
        entries = "".join(map(_entry, self.posts))
        return (
            '<feed xmlns="http://www.w3.org/2005/Atom"><id>tag:cut</id><title>Cut short</title>'
            f"<link rel='alternate' type='text/html' href='/'/>{entries}</feed>"
        )


def _wholes(folder: Path) -> list[Whole]:
    body = (folder / FEED_PATH.strip("/")).read_bytes()
    page = Page("http://blog.test/", "http://blog.test/", 200, body, ATOM)
    found = []
    for post in parse(page).posts:
        path = unquote(urlsplit(post.url).path)
        if (folder / path.strip("/")).is_file() and len(plain_of(post.html).split()) > 60:
            found.append(Whole(path, post))
    return found


def _entry(whole: Whole) -> str:
    post = whole.post
    beginning = " ".join(plain_of(post.html).split()[:BEGINNING_WORDS])
    date = post.published.isoformat() if post.published else ""
    return (
        f"<entry><id>{escape(post.guid)}</id><title>{escape(post.title)}</title>"
        f"<published>{date}</published><updated>{date}</updated>"
        f"<link rel='alternate' type='text/html' href='{escape(whole.path)}'/>"
        f"<summary type='text'>{escape(beginning)}...</summary></entry>"
    )


if __name__ == "__main__":
    with Server(CutMirror(MIRRORS[0])) as server:
        sys.stdout.write(f"{server.url}{FEED_PATH}\n")
        sys.stdout.flush()
        while True:
            time.sleep(60)
