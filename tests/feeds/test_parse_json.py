"""What the parser makes of JSON Feed: all of the standard, and nothing of the wrong type."""

import json
from datetime import UTC, datetime

import pytest

from tests.feeds.documents import page
from tui_reader.feeds.parse import parse
from tui_reader.models import ParsedFeed, ParsedPost

VERSION = "https://jsonfeed.org/version/1.1"


def read(**document: object) -> ParsedFeed:
    return parse(page(json.dumps({"version": VERSION, **document})))


def only(**item: object) -> ParsedPost:
    (post,) = read(items=[item]).posts
    return post


def test_a_whole_feed_is_read() -> None:
    feed = read(
        title="  Blog ",
        home_page_url="/",
        feed_url="https://blog.test/feed.json",
        description="About\nit",
        next_url="/feed2.json",
        language="en-GB",
        authors=[{"name": "Ana"}, {"name": "Bo"}],
        items=[{"id": "1", "content_text": "x"}],
    )
    assert (feed.kind, feed.title, feed.url) == ("json11", "Blog", "https://blog.test/")
    assert (feed.feed_id, feed.subtitle) == ("https://blog.test/feed.json", "About it")
    assert feed.next_url == "https://blog.test/feed2.json"
    assert (feed.language, feed.author) == ("en-GB", "Ana, Bo")
    assert feed.posts[0].author == "Ana, Bo"


def test_a_whole_item_is_read() -> None:
    post = only(
        id="1",
        url="/p",
        title="5 &lt; 6 <b>",
        content_html="<p>x</p>",
        content_text="x",
        date_published="2026-01-05T10:00:00+02:00",
        date_modified="2026-01-06T10:00:00Z",
        author={"name": "Cy"},
        tags=["a", "b", "a", 3],
        attachments=[{"url": "/a.mp3"}, {"url": 1}, "x"],
    )
    assert (post.guid, post.url) == ("1", "https://blog.test/p")
    assert post.title == "5 &lt; 6 <b>"
    assert (post.html, post.is_summary) == ("<p>x</p>", False)
    assert post.published is not None
    assert post.published.isoformat() == "2026-01-05T10:00:00+02:00"
    assert post.updated == datetime(2026, 1, 6, 10, tzinfo=UTC)
    assert (post.author, post.labels) == ("Cy", ("a", "b"))
    assert post.enclosures == ("https://blog.test/a.mp3",)
    assert post.comments is None


@pytest.mark.parametrize(
    ("item", "html", "is_summary"),
    [
        ({"content_text": "a < b\n\nc\nd"}, "<p>a &lt; b</p><p>c<br>\nd</p>", False),
        ({"summary": "only this"}, "<p>only this</p>", True),
        ({"summary": "short", "content_text": "x"}, "<p>x</p>", False),
        ({"content_html": ["no text"], "content_text": {"no": "text"}}, "", False),
        ({"content_html": "\ud83d <b>"}, "\N{REPLACEMENT CHARACTER} <b>", False),
    ],
)
def test_plain_text_is_shown_as_it_is(item: dict[str, object], html: str, is_summary: bool) -> None:
    post = only(id="1", **item)
    assert (post.html, post.is_summary) == (html, is_summary)


@pytest.mark.parametrize(
    ("identifier", "guid"), [("a", "a"), (7, "7"), (3.5, "3.5"), (True, ""), (None, ""), ([], "")]
)
def test_an_id_may_be_a_number(identifier: object, guid: str) -> None:
    assert only(id=identifier, title="t").guid == guid


def test_a_link_blog_item_leads_to_what_it_is_about() -> None:
    assert only(id="1", external_url="https://b.test/").url == "https://b.test/"
    assert only(id="1", url="/p", external_url="https://b.test/").url == "https://blog.test/p"


@pytest.mark.parametrize(
    "document",
    [
        {"items": "no"},
        {"items": [1, "x", None, [], {}]},
        {"title": ["x"], "authors": {"name": "x"}, "home_page_url": {}, "language": {}},
        {"author": "x", "items": None, "next_url": 5},
    ],
)
def test_what_is_of_the_wrong_type_counts_as_absent(document: dict[str, object]) -> None:
    feed = read(**document)
    assert (feed.title, feed.author, feed.url, feed.next_url) == ("", "", "", "")
    assert feed.posts == ()


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_json_is_read_in_every_encoding_it_may_have(encoding: str) -> None:
    text = json.dumps({"version": VERSION, "title": "café"}, ensure_ascii=False)
    assert parse(page(text.encode(encoding))).title == "café"
