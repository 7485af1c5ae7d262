"""Turns one entry as feedparser gives it (a loose record) into a ``ParsedPost``.

Only reading: it never guesses a count, a date or an address that the feed does not give.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final

from tui_reader.clean import clean_address, clean_line
from tui_reader.feeds.dates import read_date
from tui_reader.feeds.markup import html_of_text, line_of_html, line_of_loose_text
from tui_reader.feeds.people import person_key
from tui_reader.feeds.posts import Body, post_of
from tui_reader.feeds.tree import (
    Record,
    absolute,
    extension_names,
    number_at,
    record_at,
    records_at,
    text_at,
    unique,
)
from tui_reader.limits import AUTHOR_LETTERS, LABEL_LETTERS, LABELS, TITLE_LETTERS
from tui_reader.models import ParsedPost

_HTML: Final = frozenset({"text/html", "application/xhtml+xml", ""})
_THREADING: Final = ("http://purl.org/syndication/thread/1.0",)
_KIND_SCHEME: Final = "http://schemas.google.com/g/2005#kind"
"""Blogger's exports tell posts from comments with it: not a label."""
_BLOGGER_POST: Final = re.compile(r"tag:blogger\.com,1999:blog-\d+\.post-(\d+)", re.ASCII)
_NOBODY: Final = "noreply@blogger.com"
_CUT_END: Final = re.compile(
    r"\[\s*(?:…|\.\.\.|&#8230;|&hellip;)\s*\](?:\s|</?[a-z][^<>]*>)*\Z", re.IGNORECASE
)
"""How WordPress ends an excerpt, perhaps with tags behind it."""
_ENCLOSURES: Final = 100


@dataclass(frozen=True, slots=True)
class FeedContext:
    """What an entry inherits from its document."""

    address: str
    """Where the document came from: what relative addresses start from."""
    is_atom: bool
    author: str = ""
    namespaces: Mapping[str, str] = field(default_factory=dict)


def read_entry(entry: Record, feed: FeedContext) -> ParsedPost:
    """Read one entry of Atom, RSS, RDF or CDF."""
    guid = text_at(entry, "id")
    url = _page(entry, feed, guid)
    comments = _comment_count(entry, feed)
    return post_of(
        guid=guid,
        url=url,
        title=line_at(entry, "title", is_atom=feed.is_atom),
        body=_body(entry, feed, url),
        author=people_at(entry) or feed.author,
        published=published_at(entry),
        updated=_date(entry, "updated"),
        labels=labels_at(entry, is_atom=feed.is_atom),
        enclosures=_enclosures(entry, feed),
        comments=comments,
        comments_url=_comments_page(entry, feed),
        comments_feed=_comments_feed(entry, feed, url, guid, is_open=comments is not None),
        author_key=_author_key(entry),
    )


def line_at(record: Record, name: str, *, is_atom: bool, letters: int = TITLE_LETTERS) -> str:
    """Read a title or subtitle as one line of plain text, by the type that it says it has."""
    value = text_at(record, name)
    kind = text_at(record_at(record, f"{name}_detail"), "type")
    if kind in _HTML and kind:
        return line_of_html(value, letters)
    return clean_line(value, letters) if is_atom else line_of_loose_text(value, letters)


def people_at(record: Record) -> str:
    """Read who wrote it: names, else addresses; the nobody of Blogger is left out."""
    people = [_person(person) for person in records_at(record, "authors")]
    names = unique(people, LABELS) or (_plain_name(text_at(record, "author")),)
    return clean_line(", ".join(names), AUTHOR_LETTERS)


def labels_at(record: Record, *, is_atom: bool, most: int = LABELS) -> tuple[str, ...]:
    """Read the labels in their order, each once."""
    tags = [tag for tag in records_at(record, "tags") if text_at(tag, "scheme") != _KIND_SCHEME]
    texts = (text_at(tag, "label") or text_at(tag, "term") for tag in tags)
    read = clean_line if is_atom else line_of_loose_text
    return unique((read(text, LABEL_LETTERS) for text in texts), most)


def published_at(entry: Record) -> datetime | None:
    """Read when it was published; where only its last change is told (RSS 1.0), that."""
    return _date(entry, "published") or _date(entry, "created") or _date(entry, "updated")


def page_at(record: Record, base: str) -> str:
    """Read the page that a feed or an entry is about: the first alternate, an html one first."""
    alternates = [link for link in _links(record, "alternate") if text_at(link, "href")]
    best = sorted(alternates, key=lambda link: text_at(link, "type") not in _HTML)
    return absolute(base, text_at(best[0], "href")) if best else ""


def _page(entry: Record, feed: FeedContext, guid: str) -> str:
    """Find the post's page: FeedBurner's own links lead through it, but it tells the true one."""
    original = text_at(entry, "feedburner_origlink")
    page = absolute(feed.address, original) or page_at(entry, feed.address)
    if page or not dict.get(entry, "guidislink"):  # false where RSS says isPermaLink="false"
        return page
    return clean_address(guid) if _is_web(guid) else ""


def _links(record: Record, relation: str) -> Iterator[Record]:
    return (link for link in records_at(record, "links") if text_at(link, "rel") == relation)


def _person(person: Record) -> str:
    return _plain_name(text_at(person, "name")) or _plain_name(text_at(person, "email"))


def _author_key(entry: Record) -> str:
    """Tell who wrote it by the address of the one author; several are nobody in particular."""
    people = records_at(entry, "authors")
    return person_key(text_at(people[0], "href")) if len(people) == 1 else ""


def _plain_name(name: str) -> str:
    name = line_of_loose_text(name, AUTHOR_LETTERS)
    return "" if name.lower() == _NOBODY else name


def _body(entry: Record, feed: FeedContext, url: str) -> Body:
    """Choose the fullest body: content before a summary as long, and before any excerpt."""
    contents = [
        content
        for content in records_at(entry, "content")
        if _is_readable(text_at(content, "type"))
    ]
    summary = {"value": text_at(entry, "summary"), **record_at(entry, "summary_detail")}
    is_excerpt = _CUT_END.search(text_at(summary, "value")[-200:]) is not None
    has_content = any(text_at(content, "value") for content in contents)
    candidates = contents if has_content and is_excerpt else [*contents, summary]
    fullest = max(candidates, key=lambda candidate: len(text_at(candidate, "value")))
    value = text_at(fullest, "value")
    return Body(
        html=value if text_at(fullest, "type") in _HTML else html_of_text(value),
        base=_base(fullest, feed, url),
        is_summary=not any(text_at(each, "value") for each in contents)
        and _is_beginning(value, feed),
    )


def _is_readable(kind: str) -> bool:
    return kind in _HTML or kind.startswith("text/") or kind.endswith("xml")


def _base(content: Record, feed: FeedContext, url: str) -> str:
    """Say what relative addresses start from.

    ``xml:base`` where it is given, else the document (RFC 4287). RSS says nothing: there they are
    nearly always written for the post's own page.
    """
    given = absolute(feed.address, text_at(content, "base")) or feed.address
    return url if given == feed.address and not feed.is_atom and _is_web(url) else given


def _is_web(address: str) -> bool:
    return address.lower().startswith(("http://", "https://"))


def _is_beginning(summary: str, feed: FeedContext) -> bool:
    """Atom says so by its element; RSS has one element for both, so there the end must tell."""
    return feed.is_atom or _CUT_END.search(summary[-200:]) is not None


def _date(entry: Record, name: str) -> datetime | None:
    parsed = dict.get(entry, f"{name}_parsed")
    return read_date(text_at(entry, name), _numbers(parsed))


def _numbers(parsed: object) -> Sequence[int] | None:
    return tuple(parsed) if isinstance(parsed, tuple) else None


def _comment_count(entry: Record, feed: FeedContext) -> int | None:
    for name in (*extension_names(feed.namespaces, _THREADING, "thr", "total"), "slash_comments"):
        count = number_at(entry, name)
        if count is not None:
            return count
    return None


def _replies(entry: Record, *, as_feed: bool) -> str:
    """Find the ``replies`` link that is a feed, or the one that is a page (RFC 4685)."""
    for link in _links(entry, "replies"):
        if text_at(link, "type").endswith("xml") == as_feed:
            return text_at(link, "href")
    return ""


def _comments_page(entry: Record, feed: FeedContext) -> str:
    page = _replies(entry, as_feed=False) or text_at(entry, "comments")
    return absolute(feed.address, page)


def _comments_feed(entry: Record, feed: FeedContext, url: str, guid: str, *, is_open: bool) -> str:
    address = _replies(entry, as_feed=True) or text_at(entry, "wfw_commentrss")
    if not address and is_open and not feed.is_atom:
        address = _blogger_comments(guid)
    return absolute(url or feed.address, address)


def _blogger_comments(guid: str) -> str:
    """Blogger's RSS has no link to the comments of a post, but its id tells where they are."""
    found = _BLOGGER_POST.fullmatch(guid)
    return f"/feeds/{found[1]}/comments/default" if found else ""


def _enclosures(entry: Record, feed: FeedContext) -> tuple[str, ...]:
    links = _links(entry, "enclosure")
    return unique((absolute(feed.address, text_at(link, "href")) for link in links), _ENCLOSURES)
