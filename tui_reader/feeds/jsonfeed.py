"""Reads JSON Feed 1 and 1.1 (https://jsonfeed.org/version/1.1) into a ``ParsedFeed``.

It takes what is of the right type and passes over the rest. No network, no feedparser.
"""

import json
from datetime import datetime
from typing import Final

from tui_reader.clean import clean_line
from tui_reader.errors import FeedError
from tui_reader.feeds.dates import read_date
from tui_reader.feeds.markup import html_of_text
from tui_reader.feeds.posts import Body, newest, post_of, told
from tui_reader.feeds.tree import (
    Record,
    absolute,
    list_at,
    record_at,
    records_at,
    text_at,
    unique,
)
from tui_reader.limits import AUTHOR_LETTERS, LABEL_LETTERS, LABELS
from tui_reader.models import Page, ParsedFeed, ParsedPost

_VERSION_START: Final = "https://jsonfeed.org/version/"
_ENCLOSURES: Final = 100


def is_json(body: bytes) -> bool:
    """Whether a body begins as JSON does, so that it cannot be XML."""
    return body[:64].lstrip(b"\xef\xbb\xbf\xff\xfe\x00 \t\r\n").startswith((b"{", b"["))


def read(page: Page) -> ParsedFeed:
    """Read a JSON Feed.

    Raises:
        FeedError: malformed (no JSON), encoding, or not-a-feed (JSON, but of something else).
    """
    document = _document(page.body)
    base = page.final_url
    authors = _authors(document)
    items, notes = newest(records_at(document, "items"), _published)
    return ParsedFeed(
        kind="json" + text_at(document, "version").removeprefix(_VERSION_START).replace(".", ""),
        title=clean_line(text_at(document, "title")),
        posts=told(_post(item, base, authors) for item in items),
        feed_id=absolute(base, text_at(document, "feed_url")),
        subtitle=clean_line(text_at(document, "description")),
        url=absolute(base, text_at(document, "home_page_url")),
        language=clean_line(text_at(document, "language"), LABEL_LETTERS),
        author=authors,
        next_url=absolute(base, text_at(document, "next_url")),
        notes=notes,
    )


def _document(body: bytes) -> Record:
    try:
        document = json.loads(body)
    except UnicodeDecodeError as error:
        raise FeedError("encoding", "the feed is JSON but not in UTF-8: tell its owner") from error
    except (ValueError, RecursionError) as error:
        raise FeedError(
            "malformed", "the feed is broken JSON: try again later, or tell its owner"
        ) from error
    if not isinstance(document, dict) or not text_at(document, "version").startswith(
        _VERSION_START
    ):
        raise FeedError(
            "not-a-feed", "the answer is JSON, but no JSON Feed: add the blog by its home page"
        )
    return document


def _post(item: Record, base: str, feed_author: str) -> ParsedPost:
    body = _body(item, base)
    return post_of(
        guid=_identifier(item),
        url=absolute(base, text_at(item, "url") or text_at(item, "external_url")),
        title=clean_line(text_at(item, "title")),
        body=body,
        author=_authors(item) or feed_author,
        published=_published(item),
        updated=read_date(text_at(item, "date_modified")),
        labels=_labels(item),
        enclosures=unique(
            (absolute(base, text_at(each, "url")) for each in records_at(item, "attachments")),
            _ENCLOSURES,
        ),
    )


def _published(item: Record) -> datetime | None:
    return read_date(text_at(item, "date_published"))


def _identifier(item: Record) -> str:
    """Give the id as text: version 1 feeds write numbers, which the standard says to convert."""
    value = item.get("id")
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    return str(value) if is_number else text_at(item, "id")


def _body(item: Record, base: str) -> Body:
    markup = text_at(item, "content_html")
    text = text_at(item, "content_text")
    if markup or text:
        return Body(markup or html_of_text(text), base)
    return Body(html_of_text(text_at(item, "summary")), base, is_summary=True)


def _authors(record: Record) -> str:
    people = [*records_at(record, "authors"), record_at(record, "author")]
    names = (clean_line(text_at(person, "name"), AUTHOR_LETTERS) for person in people)
    return clean_line(", ".join(unique(names, LABELS)), AUTHOR_LETTERS)


def _labels(item: Record) -> tuple[str, ...]:
    tags = (tag for tag in list_at(item, "tags") if isinstance(tag, str))
    return unique((clean_line(tag, LABEL_LETTERS) for tag in tags), LABELS)
