"""Reads a page of Substack's list of old posts: titles, dates and counts, no bodies.

A task of the worker.
"""

import json
from dataclasses import replace
from typing import Final

from tui_reader.clean import clean_line
from tui_reader.errors import FeedError
from tui_reader.feeds.dates import read_date
from tui_reader.feeds.markup import html_of_text
from tui_reader.feeds.posts import Body, post_of, told
from tui_reader.feeds.tree import Record, absolute, number_at, records_at, text_at, unique
from tui_reader.limits import AUTHOR_LETTERS, FEED_ITEMS, LABEL_LETTERS, LABELS
from tui_reader.models import Page, ParsedFeed, ParsedPost

_PAID: Final = "Only those who pay can read all of it."


def read(page: Page) -> ParsedFeed:
    """Read the list.

    Raises:
        FeedError: malformed or not-a-feed.
    """
    try:
        document = json.loads(page.body)
    except (ValueError, RecursionError) as error:
        raise FeedError("malformed", "the answer is broken JSON: try again later") from error
    if not isinstance(document, list):
        raise FeedError("not-a-feed", "the answer is no list of posts")
    items = [item for item in document if isinstance(item, dict)][:FEED_ITEMS]
    posts = told(_post(item, page.final_url) for item in items)
    return ParsedFeed(kind="substack", title="", posts=posts)


def _post(item: Record, base: str) -> ParsedPost:
    url = absolute(base, text_at(item, "canonical_url"))
    lines = [text_at(item, "subtitle") or text_at(item, "description")]
    if text_at(item, "audience") == "only_paid":
        lines.append(_PAID)
    people = (text_at(each, "name") for each in records_at(item, "publishedBylines"))
    tags = (clean_line(text_at(tag, "name"), LABEL_LETTERS) for tag in records_at(item, "postTags"))
    post = post_of(
        guid=url,
        url=url,
        title=clean_line(text_at(item, "title")),
        body=Body(html_of_text("\n\n".join(filter(None, lines))), url, is_summary=True),
        author=clean_line(", ".join(unique(people, LABELS)), AUTHOR_LETTERS),
        published=read_date(text_at(item, "post_date")),
        updated=None,
        labels=unique(tags, LABELS),
        enclosures=(),
        comments=number_at(item, "comment_count"),
        comments_url=f"{url}/comments" if url else "",
    )
    return replace(post, is_summary=True)
