"""Reads what WordPress's REST interface answers: posts, pages, and the names of labels.

Tasks of the worker. It takes what is of the right type and passes over the rest.
"""

import html
import json
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Final

from tui_reader.errors import FeedError
from tui_reader.feeds.dates import read_date
from tui_reader.feeds.markup import line_of_html
from tui_reader.feeds.posts import Body, post_of, told
from tui_reader.feeds.tree import (
    Record,
    absolute,
    list_at,
    number_at,
    record_at,
    records_at,
    text_at,
    unique,
)
from tui_reader.limits import AUTHOR_LETTERS, FEED_ITEMS, LABEL_LETTERS, LABELS
from tui_reader.models import Page, ParsedFeed, ParsedPost

PROTECTED: Final = "<p>This post is protected by a password: open it in the browser.</p>"
_LABEL_MARK: Final = "\x1f"
"""Stands before the number of a label whose name is not known yet; no name can begin with it."""


def posts(page: Page) -> ParsedFeed:
    """Read a list of posts or pages; labels are still numbers, see ``named``.

    Raises:
        FeedError: malformed (no JSON), encoding, or not-a-feed (JSON of something else).
    """
    items = _items(page)
    return ParsedFeed(
        kind="wp-json",
        title="",
        posts=told(_post(item, page.final_url) for item in items[:FEED_ITEMS]),
        posts_total=page.total,
    )


def terms(page: Page) -> dict[str, str]:
    """Read a list of categories or tags: each one's number, as text, and its name.

    Raises:
        FeedError: As for ``posts``.
    """
    names = {
        str(number_at(item, "id") or ""): line_of_html(text_at(item, "name"), LABEL_LETTERS)
        for item in _items(page)[:FEED_ITEMS]
    }
    return {number: name for number, name in names.items() if number and name}


def named(feed: ParsedFeed, names: Mapping[str, str]) -> ParsedFeed:
    """Give the labels of all posts their names; those without one are left out."""
    return replace(feed, posts=tuple(_named(post, names) for post in feed.posts))


def _named(post: ParsedPost, names: Mapping[str, str]) -> ParsedPost:
    found = (names.get(label.removeprefix(_LABEL_MARK), "") for label in post.labels)
    return replace(post, labels=unique(found, LABELS))


def _items(page: Page) -> list[Record]:
    try:
        document = json.loads(page.body.removeprefix(b"\xef\xbb\xbf"))
    except UnicodeDecodeError as error:
        raise FeedError("encoding", "the answer is JSON but not in UTF-8") from error
    except (ValueError, RecursionError) as error:
        raise FeedError("malformed", "the answer is broken JSON: try again later") from error
    if not isinstance(document, list):
        raise FeedError("not-a-feed", "the answer is no list of posts")
    return [item for item in document if isinstance(item, dict)]


def _post(item: Record, base: str) -> ParsedPost:
    url = absolute(base, text_at(item, "link"))
    content = record_at(item, "content")
    body = text_at(content, "rendered")
    if dict.get(content, "protected") is True and not body:
        body = PROTECTED
    user = number_at(item, "author")
    is_open = text_at(item, "comment_status") == "open"
    return post_of(
        guid=html.unescape(text_at(record_at(item, "guid"), "rendered")),
        url=url,
        title=line_of_html(text_at(record_at(item, "title"), "rendered")),
        body=Body(body, url or base, is_summary=body == PROTECTED),
        author=_author(item),
        author_key=f"user:{user}" if user else "",
        published=_moment(item, "date"),
        updated=_moment(item, "modified"),
        labels=_labels(item),
        enclosures=(),
        comments_url=f"{url}#comments" if url and is_open else "",
        comments_feed=f"{url.rstrip('/')}/feed/" if url and is_open and "?" not in url else "",
    )


def _moment(item: Record, name: str) -> datetime | None:
    """Read a date in GMT, which has no zone written on it; the blog's own has none either."""
    return read_date(text_at(item, f"{name}_gmt")) or read_date(text_at(item, name))


def _author(item: Record) -> str:
    people = records_at(record_at(item, "_embedded"), "author")
    return line_of_html(text_at(people[0], "name"), AUTHOR_LETTERS) if people else ""


def _labels(item: Record) -> tuple[str, ...]:
    numbers = [*list_at(item, "categories"), *list_at(item, "tags")]
    return tuple(f"{_LABEL_MARK}{each}" for each in numbers if isinstance(each, int))
