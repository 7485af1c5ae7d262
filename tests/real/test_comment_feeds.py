"""Every feed of comments of a real Blogger blog, against an independent reading of its XML."""

import re
import xml.etree.ElementTree as Xml
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

import pytest

from tests.shared import CORPUS, needs_corpus
from tui_reader.feeds.comments.document import read
from tui_reader.models import Page, Removed

pytestmark = needs_corpus

ATOM = "{http://www.w3.org/2005/Atom}"
GD = "{http://schemas.google.com/g/2005}"
THR = "{http://purl.org/syndication/thread/1.0}"
SEARCH = "{http://a9.com/-/spec/opensearchrss/1.0/}"
MIRROR = CORPUS / "blogger-mirror"
BLOG = MIRROR / "lafuiteautourdumonde.com"
FEEDS = sorted(BLOG.glob("feeds/*/comments/default"))
OTHER_FEEDS = sorted((MIRROR / "rbrazioli-andando").glob("feeds/*/comments/default"))


class Plain(NamedTuple):
    """One comment as it stands in the file."""

    guid: str
    parent: str
    author: str
    author_url: str
    published: datetime
    is_removed: bool
    post: str
    page: str
    html: str


def plainly(file: Path) -> tuple[list[Plain], int]:
    root = Xml.parse(file).getroot()
    total = int(root.findtext(f"{SEARCH}totalResults", "-1"))
    return [_plain(entry) for entry in root.findall(f"{ATOM}entry")], total


def _plain(entry: Xml.Element) -> Plain:
    links = {link.get("rel", ""): link.get("href", "") for link in entry.findall(f"{ATOM}link")}
    marks = [each.get("name") for each in entry.findall(f"{GD}extendedProperty")]
    reply = entry.find(f"{THR}in-reply-to")
    assert reply is not None
    return Plain(
        guid=entry.findtext(f"{ATOM}id", "").rpartition("-")[2],
        parent=links.get("related", "").rpartition("/")[2],
        author=entry.findtext(f"{ATOM}author/{ATOM}name", ""),
        author_url=entry.findtext(f"{ATOM}author/{ATOM}uri", ""),
        published=datetime.fromisoformat(entry.findtext(f"{ATOM}published", "")),
        is_removed="blogger.contentRemoved" in marks,
        post=reply.get("ref", ""),
        page=links["alternate"].partition("?")[0],
        html=entry.findtext(f"{ATOM}content", ""),
    )


def test_the_corpus_is_what_it_is_said_to_be() -> None:
    counts = [len(plainly(file)[0]) for file in FEEDS]
    assert (len(FEEDS), sum(counts)) == (51, 180)


@pytest.mark.parametrize("file", [*FEEDS, *OTHER_FEEDS], ids=lambda file: file.parts[-3])
def test_a_feed_is_read_as_it_stands(file: Path) -> None:
    address = f"https://blog.test/feeds/{file.parts[-3]}/comments/default"
    found = read(Page(address, address, 200, file.read_bytes(), ""))
    plain, total = plainly(file)
    assert found.total == total == len(plain)
    assert [comment.guid for comment in found.comments] == [each.guid for each in plain]
    for comment, each in zip(found.comments, plain, strict=True):
        assert comment.parent == each.parent
        assert bool(comment.removed) == each.is_removed
        assert (comment.author or "Anonymous") in (each.author, "Anonymous")
        assert bool(comment.author) == (each.author != "Anonymous")
        assert comment.author_url == each.author_url
        assert comment.published is not None
        assert comment.published == each.published
        assert comment.published.utcoffset() == each.published.utcoffset()
        assert (comment.post, comment.post_url) == (each.post, each.page)
        assert comment.html == ("" if each.is_removed else each.html.strip())
        assert comment.url.endswith(f"#c{comment.guid}")


def test_the_parents_of_all_replies_are_there() -> None:
    replies = 0
    for file in FEEDS:
        address = "https://blog.test/"
        comments = read(Page(address, address, 200, file.read_bytes(), "")).comments
        guids = {comment.guid for comment in comments}
        parents = {comment.parent for comment in comments} - {""}
        assert parents <= guids
        replies += len(parents)
    links = sum(len(re.findall(rb"rel=.related.", file.read_bytes())) for file in FEEDS)
    assert (replies > 0) == (links > 0)


def test_nothing_was_removed_without_a_mark() -> None:
    words = [file for file in FEEDS if b"has been removed by" in file.read_bytes()]
    marked = [file for file in FEEDS if any(each.is_removed for each in plainly(file)[0])]
    assert words == marked
    assert Removed.NO == ""
