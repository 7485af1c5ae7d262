"""Reads comments as WordPress's REST interface gives them. A task of the parse worker.

It takes what is of the right type and passes over the rest.
"""

import json
from typing import Final

from tui_reader.errors import FeedError
from tui_reader.feeds.comments.document import named, own_page
from tui_reader.feeds.dates import read_date
from tui_reader.feeds.markup import within_limit
from tui_reader.feeds.tree import Record, absolute, number_at, record_at, text_at
from tui_reader.limits import FEED_ITEMS
from tui_reader.models import Page, ParsedComment, ParsedComments

_OTHER: Final = "the answer is no list of comments: they are looked for elsewhere"


def read(page: Page) -> ParsedComments:
    """Read one answer of ``wp/v2/comments``.

    Raises:
        FeedError: not-a-feed.
    """
    try:
        found = json.loads(page.body)
    except (ValueError, RecursionError) as error:
        raise FeedError("not-a-feed", _OTHER) from error
    if not isinstance(found, list):
        raise FeedError("not-a-feed", _OTHER)
    records = [record for record in found[:FEED_ITEMS] if isinstance(record, dict)]
    comments = (_comment(record, page.final_url) for record in records)
    return ParsedComments(
        comments=tuple(comment for comment in comments if comment.guid),
        total=page.total,
        pages=page.total_pages,
    )


def _comment(record: Record, base: str) -> ParsedComment:
    url = absolute(base, text_at(record, "link"))
    account = number_at(record, "author")
    return ParsedComment(
        guid=_number(record, "id"),
        html=within_limit(text_at(record_at(record, "content"), "rendered"))[0],
        author=named(text_at(record, "author_name"), has_account=bool(account)),
        author_key=f"user:{account}" if account else "",
        author_url=absolute(base, text_at(record, "author_url")),
        published=read_date(text_at(record, "date_gmt")),
        parent=_number(record, "parent"),
        post_url=own_page(url),
        url=url,
        base=own_page(url) or base,
    )


def _number(record: Record, name: str) -> str:
    """Give a number as text; 0 says that there is none."""
    return str(number_at(record, name) or "")
