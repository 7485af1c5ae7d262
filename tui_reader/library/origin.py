"""Which blog a document is of, wherever it came from: a backup and the blog's feed are one blog.

Pure.
"""

import re
from typing import Final

from tui_reader.feeds.urls import canonical, host_of, is_local_name
from tui_reader.models import ParsedFeed

_BLOGGER: Final = re.compile(r"tag:blogger\.com,1999:blog-(\d+)(?:\.archive)?", re.ASCII)
_BLOGGER_POST: Final = re.compile(r"tag:blogger\.com,1999:blog-(\d+)\.post-\d+", re.ASCII)
_PART: Final = re.compile(
    r"/feeds/posts/[a-z]+/-/|/(?:category|tag|author|search|comments)/|[?&](?:cat|tag|author|p)="
)
_SITE_FEEDS: Final = frozenset(
    {
        *("", "/feed", "/feed/rss", "/feed/rss2", "/feed/rdf", "/feed/atom"),
        *("/?feed=rss", "/?feed=rss2", "/?feed=rdf", "/?feed=atom"),
        *("?feed=rss", "?feed=rss2", "?feed=rdf", "?feed=atom"),
        *("/index.php/feed", "/rss", "/atom"),
    }
)
"""What the address of a WordPress site's own feed has more than that of its home page: the feeds
of its categories, authors and comments name the same home page."""


def is_of_a_part(address: str) -> bool:
    """Whether an address is that of a feed of one label, author or thread, not of a whole blog."""
    return _PART.search(address) is not None


def origin_of(feed: ParsedFeed, address: str = "") -> str:
    """Give ``blogger:NUMBER`` or ``site:HOME``; empty where a document does not tell it.

    Args:
        feed: What was read.
        address: Where it was found; empty for a backup. A feed of one label, or of comments, is
            not the blog.
    """
    if is_of_a_part(address):
        return ""
    if number := _blogger_number(feed):
        return f"blogger:{number}"
    home = canonical(feed.url)
    if "wordpress" not in feed.generator.lower() or not home or is_local_name(host_of(feed.url)):
        return ""  # what is on somebody's own machine has a name that others have, too
    is_whole = not address or canonical(address).removeprefix(home) in _SITE_FEEDS
    return f"site:{home}" if is_whole else ""


def _blogger_number(feed: ParsedFeed) -> str:
    if feed.feed_id:
        found = _BLOGGER.fullmatch(feed.feed_id)
        return found[1] if found else ""
    numbers = {found[1] for post in feed.posts if (found := _BLOGGER_POST.fullmatch(post.guid))}
    return numbers.pop() if len(numbers) == 1 else ""
