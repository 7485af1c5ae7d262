"""The bodies of all posts of a feed file, by way of the reader's own parser."""

from pathlib import Path

from tui_reader.errors import FeedError
from tui_reader.feeds.parse import parse
from tui_reader.models import Page, ParsedPost

ADDRESS = "https://blog.example/feed"


def posts_of(path: Path) -> tuple[ParsedPost, ...]:
    """The posts of a feed file; none if it cannot be read."""
    try:
        return parse(Page(ADDRESS, ADDRESS, 200, path.read_bytes(), "")).posts
    except FeedError:
        return ()
