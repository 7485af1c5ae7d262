"""Which blog or post a person means by a number, an address or a part of a title.

Pure.
"""

from collections.abc import Sequence

from tui_reader.errors import UsageError
from tui_reader.feeds.urls import canonical
from tui_reader.models import Blog


def key(text: str) -> str:
    """What an address is compared by; empty where the text is none."""
    return canonical(text) if "." in text or "://" in text else ""


def find_blog(blogs: Sequence[Blog], text: str) -> Blog:
    """The one blog that is meant.

    Raises:
        UsageError: None is, or several are: they are named.
    """
    wanted = text.strip()
    found = (
        [blog for blog in blogs if str(blog.id) == wanted]
        or [blog for blog in blogs if _has_address(blog, key(wanted))]
        or [blog for blog in blogs if blog.title.casefold() == wanted.casefold()]
        or [blog for blog in blogs if wanted and wanted.casefold() in blog.title.casefold()]
    )
    if len(found) == 1:
        return found[0]
    if not found:
        raise UsageError(f"no blog is called {text!r}; `tui-reader blogs` lists them")
    names = ", ".join(f"{blog.id} ({blog.title})" for blog in found[:5])
    raise UsageError(f"{text!r} means several blogs: {names}")


def _has_address(blog: Blog, address: str) -> bool:
    return bool(address) and address in (canonical(blog.url), canonical(blog.feed_url))


def known_post(post_id: int | None, text: str) -> int:
    """The number of a post that was found; UsageError if none was."""
    if post_id is None:
        raise UsageError(f"no post is {text!r}; `tui-reader posts` lists their numbers")
    return post_id
