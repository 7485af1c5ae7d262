"""The guide as it is on the wire: a Blogger posts feed, letter for letter in form."""

import re
from datetime import datetime
from html import unescape
from itertools import pairwise
from xml.etree import ElementTree

import pytest

from tui_reader import guide
from tui_reader.feeds.drawing import measure
from tui_reader.feeds.pictures import data_of
from tui_reader.guide.sources import read_posts
from tui_reader.limits import PICTURE_BYTES

HOST = "https://guide.tui-reader.example"
ATOM = "{http://www.w3.org/2005/Atom}"
SEARCH = "{http://a9.com/-/spec/opensearchrss/1.0/}"
TOTAL = "{http://purl.org/syndication/thread/1.0}total"
LABEL_SCHEME = "http://www.blogger.com/atom/ns#"
ROOT = ElementTree.fromstring(guide.document())
ENTRIES = ROOT.findall(f"{ATOM}entry")


def text_of(entry: ElementTree.Element, name: str) -> str:
    return entry.findtext(f"{ATOM}{name}") or ""


def links_of(entry: ElementTree.Element, relation: str) -> list[dict[str, str]]:
    return [link.attrib for link in entry.findall(f"{ATOM}link") if link.get("rel") == relation]


def page_of(entry: ElementTree.Element) -> str:
    return links_of(entry, "alternate")[0]["href"]


def entry_at(path: str) -> ElementTree.Element:
    return next(entry for entry in ENTRIES if page_of(entry) == HOST + path)


def test_the_same_bytes_come_every_time() -> None:
    assert guide.document() == guide.document()
    assert re.fullmatch("[0-9a-f]{12}", guide.version())
    assert guide.version() == guide.version()


def test_the_feed_counts_its_posts_as_blogger_does() -> None:
    counters = [ROOT.findtext(SEARCH + name) for name in ("totalResults", "startIndex")]
    assert counters == [str(len(ENTRIES)), "1"]
    assert len(ENTRIES) <= int(ROOT.findtext(f"{SEARCH}itemsPerPage") or 0)
    assert not links_of(ROOT, "next")


def test_it_is_a_blog_of_three_years() -> None:
    assert len(ENTRIES) >= 26
    assert {text_of(entry, "published")[:4] for entry in ENTRIES} == {"2024", "2025", "2026"}


def test_posts_come_newest_first_and_some_share_a_day() -> None:
    instants = [datetime.fromisoformat(text_of(entry, "published")) for entry in ENTRIES]
    assert all(newer > older for newer, older in pairwise(instants))
    assert sum(newer.date() == older.date() for newer, older in pairwise(instants)) >= 2


@pytest.mark.parametrize("name", ["published", "updated"])
def test_times_carry_milliseconds_and_an_offset(name: str) -> None:
    form = r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}[+-]\d\d:\d\d"
    assert all(re.fullmatch(form, text_of(entry, name)) for entry in [*ENTRIES, ROOT][:-1])
    assert re.fullmatch(form, text_of(ROOT, "updated"))


def test_identities_are_those_of_blogger_and_each_is_one() -> None:
    ids = [text_of(entry, "id") for entry in ENTRIES]
    blog = text_of(ROOT, "id")
    assert re.fullmatch(r"tag:blogger\.com,1999:blog-\d{8,19}", blog)
    assert all(re.fullmatch(re.escape(blog) + r"\.post-\d{16,19}", each) for each in ids)
    assert len(set(ids)) == len(ids)
    assert len(set(map(page_of, ENTRIES))) == len(ids)


def test_a_post_has_its_children_in_the_order_of_the_wire() -> None:
    order = ["id", "published", "updated", "category", "title", "content", "link", "author"]
    for entry in ENTRIES:
        names = [child.tag.removeprefix(ATOM) for child in entry]
        present = [name for name in order if name in names]
        assert [*dict.fromkeys(name for name in names if name != TOTAL)] == present
        assert names.index("author") == len(names) - (2 if TOTAL in names else 1)


def test_labels_of_the_blog_are_those_of_its_posts_most_used_first() -> None:
    labels = [
        category.get("term", "")
        for entry in ENTRIES
        for category in entry.findall(f"{ATOM}category")
        if category.get("scheme") == LABEL_SCHEME
    ]
    stated = [category.get("term", "") for category in ROOT.findall(f"{ATOM}category")]
    assert set(stated) == set(labels)
    uses = [labels.count(label) for label in stated]
    assert uses == sorted(uses, reverse=True)


def test_a_post_counts_the_comments_of_its_source() -> None:
    stated = [entry.findtext(TOTAL) for entry in ENTRIES]
    kept = [None if post.comments is None else str(len(post.comments)) for post in read_posts()]
    assert stated == kept


def test_a_closed_post_says_nothing_of_comments() -> None:
    closed = [entry for entry in ENTRIES if entry.find(TOTAL) is None]
    assert len(closed) >= 2
    assert not any(links_of(entry, "replies") for entry in closed)


def test_an_open_post_names_its_thread_twice() -> None:
    for entry in ENTRIES:
        if entry.find(TOTAL) is None:
            continue
        number = text_of(entry, "id").rpartition("-")[2]
        feed, page = links_of(entry, "replies")
        assert feed["type"] == "application/atom+xml"
        assert feed["href"] == f"{HOST}/feeds/{number}/comments/default"
        assert page["href"] == f"{page_of(entry)}#comment-form"
        assert page["title"] == f"{entry.findtext(TOTAL)} Comments"


def test_every_kind_of_count_occurs() -> None:
    counts = {entry.findtext(TOTAL) for entry in ENTRIES}
    assert {None, "0", "1", "12"} <= counts


def test_every_link_within_the_guide_leads_to_a_post_of_it() -> None:
    pages = set(map(page_of, ENTRIES))
    targets = {
        unescape(target)
        for entry in ENTRIES
        for target in re.findall(r'<a href="([^"]+)"', text_of(entry, "content"))
        if target.startswith(HOST) and not target.endswith(".jpg")
    }
    assert len(targets) >= 12
    assert targets <= pages


def test_every_address_is_one_that_the_reader_would_open() -> None:
    for entry in ENTRIES:
        found = re.findall(r'(?:href|src)="([^"]*)"', text_of(entry, "content"))
        elsewhere = [each for each in found if not each.startswith(("data:image/png;", "#"))]
        assert all(address.startswith("https://") for address in elsewhere), page_of(entry)


def test_every_picture_is_within_its_post_and_can_be_drawn() -> None:
    written = [text_of(entry, "content") for entry in ENTRIES]
    sources = [
        source for text in written for source in re.findall(r'<img[^>]* src="([^"]*)"', text)
    ]
    assert len(sources) == 2
    for source in sources:
        width, _, kind = measure(data_of(source, PICTURE_BYTES))
        assert (width, kind) == (480, "png")


@pytest.mark.parametrize(
    ("path", "holds"),
    [
        ("/2026/07/every-key-on-one-page.html", "<table>"),
        ("/2026/02/the-configuration-file.html", "<pre><code>"),
        ("/2024/04/what-a-post-may-hold.html", "<blockquote>"),
        ("/2024/04/what-a-post-may-hold.html", "<li>water\n<ul>"),
        ("/2024/06/a-picture-and-its-words.html", 'class="tr-caption-container"'),
        ("/2026/08/three-panes-or-one.html", 'alt="three panes'),
        ("/2026/05/from-heading-to-heading.html", "<h2>"),
        ("/2025/04/wide-letters.html", "日本語"),
    ],
)
def test_everything_that_a_post_may_hold_is_somewhere(path: str, holds: str) -> None:
    assert holds in text_of(entry_at(path), "content")


def test_titles_may_be_empty_or_endless() -> None:
    lengths = [len(text_of(entry, "title")) for entry in ENTRIES]
    assert min(lengths) == 0
    assert max(lengths) > 200
