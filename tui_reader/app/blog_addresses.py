"""Whether an address leads to a page of a blog, as far as the address itself tells. Pure.

A guess, for an offer only: nothing is asked of any server.
"""

import re
from collections.abc import Container
from typing import Final
from urllib.parse import urlsplit

_BLOG_HOSTS: Final = re.compile(
    r"\.(?:blogspot\.(?:com?\.)?[a-z]{2,3}|wordpress\.com|substack\.com|tumblr\.com|typepad\.com"
    r"|livejournal\.com|dreamwidth\.org|bearblog\.dev|micro\.blog|ghost\.io|hatenablog\.com"
    r"|hatenablog\.jp|over-blog\.com|canalblog\.com|mataroa\.blog|prose\.sh|hashnode\.dev|blog)$"
)
"""Where every name below is somebody's blog."""
_BLOG_NAME: Final = re.compile(r"(?:^|\.)(?:blog|weblog|blogs)\.")
_OWN_PAGES: Final = re.compile(
    r"(?:www|en|help|support|about|status|feeds|stats|pixel|draft|(?:.*\.)?files)"
)
"""Names of such a host that are the host's own."""
_DATED: Final = re.compile(r"/(?:19[89]\d|20\d\d)/(?:0?[1-9]|1[0-2])/(?:\d\d?/)?[^/.][^/]*/?$")
_FEED: Final = re.compile(
    r"(?:/feed|/rss|/atom|/feeds/posts/\w+|/(?:feed|rss|atom|index)\.(?:xml|rss|atom|json))/?$"
)
_BLOG_PATH: Final = re.compile(r"^/(?:~[^/]+/)?(?:blog|weblog)s?(?:/|$)")
_FILE: Final = re.compile(
    r"\.(?:jpe?g|png|gif|webp|svg|pdf|zip|gz|mp3|mp4|ogg|webm|mov|epub|docx?|xlsx?|pptx?|exe|txt)$"
)


def may_be_blog(url: str, hosts: Container[str] = ()) -> bool:
    """Tell whether an address looks like a blog's home, a post of one, or a feed.

    Args:
        url: An address that may be opened.
        hosts: The hosts of blogs that are kept, without ``www.``.
    """
    try:
        parts = urlsplit(url.lower())
        host = (parts.hostname or "").removeprefix("www.")
    except ValueError:
        return False
    if parts.scheme not in ("http", "https") or not host or _FILE.search(parts.path):
        return False
    if host in hosts or _is_blog_host(host):
        return True
    forms = (_DATED, _FEED, _BLOG_PATH)
    return bool(_BLOG_NAME.match(host)) or any(form.search(parts.path) for form in forms)


def is_page_of(url: str, home: str) -> bool:
    """Tell whether an address lies at or below a blog's home page, on the same host."""
    try:
        page, blog = urlsplit(url), urlsplit(home)
        hosts = [(parts.hostname or "").removeprefix("www.") for parts in (page, blog)]
    except ValueError:
        return False
    folder = blog.path.rstrip("/") + "/"
    return bool(hosts[0]) and hosts[0] == hosts[1] and f"{page.path}/".startswith(folder)


def _is_blog_host(host: str) -> bool:
    found = _BLOG_HOSTS.search(host)
    return found is not None and not _OWN_PAGES.fullmatch(host[: found.start()])
