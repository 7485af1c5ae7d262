"""Every feed of the corpus: read without a fault, as feedparser reads it, within the limits."""

import os
import random
from collections.abc import Iterator

import pytest

from tests.real.parse_comparison import FEED_KINDS, WEB_KINDS, compare, files, page_of
from tests.shared import CORPUS, needs_corpus
from tui_reader.clean import clean, clean_address, clean_line
from tui_reader.errors import FEED_CLASSES, FeedError
from tui_reader.feeds.parse import parse
from tui_reader.limits import ADDRESS_BYTES, CONTENT_BYTES, FEED_ITEMS, LABELS
from tui_reader.models import Page, ParsedFeed, ParsedPost

pytestmark = needs_corpus

ALL = bool(os.environ.get("TUI_READER_TEST_ALL"))
NOTHING = "there is nothing in it"
PIECE = "a piece cut out of a post: html without a root, no feed"
OTHER = "XML, but no kind of feed"
GZIP = "gzip left packed: its server says so by a header, which is read before"
BINARY = "its only content is of no type that can be shown, so there is nothing to read"
ELSEWHERE = "its only content is elsewhere (src), so there is nothing to read"
IMAGE = "its title is an image and nothing else, so there is nothing to read"
NOT_HTML = "the title says it is neither text nor html: shown as it is, feedparser strips tags"
_EVENTS = (
    *("abort", "blur", "change", "click", "dblclick", "error", "focus", "keydown", "keypress"),
    *("keyup", "load", "mousedown", "mouseout", "mouseover", "mouseup", "reset", "resize"),
    *("submit", "unload"),
)

EXPLAINED: dict[str, tuple[str, str]] = {
    "suites/feed-rs/rss2/rss_2.0_ilmessaggero.xml": (
        "dates",
        "a date in Italian (mer, 16 nov 2022): read here, not by feedparser",
    ),
    **{
        f"suites/feedparser/illformed/chardet/{name}.xml": (
            "titles",
            "no encoding is declared: guessed here; feedparser takes the default of HTTP, Latin-1",
        )
        for name in ("eucjp", "euckr", "gb2312", "koi8r", "shiftjis")
    },
    "suites/feedparser/wellformed/sanitize/entry_title_crazy.xml": (
        "titles",
        "a whole broken html document as title: both keep its text, with other leftovers",
    ),
    "suites/feed-rs/xml/xml_sample_1.xml": ("refused", OTHER),
    "suites/feed-rs/xml/xml_sample_2.xml": ("refused", OTHER),
    "suites/gofeed/parser/universal/unknown_feed.xml": ("refused", OTHER),
    "suites/gofeed/parser/universal/empty_feed.xml": ("refused", NOTHING),
    "suites/newsboat/empty.xml": ("refused", NOTHING),
    "suites/feedparser/illformed/rss_empty_document.xml": ("refused", NOTHING),
    "suites/node-feedparser/compressed.xml": ("refused", GZIP),
    "suites/node-feedparser/invalid-characters-gzipped.xml": ("refused", GZIP),
    **{
        f"suites/feedjira/{name}.xml": ("refused", PIECE)
        for name in (
            "AmazonWebServicesBlogFirstEntryContent",
            "HREFConsideredHarmfulFirstEntry",
            "PaulDixExplainsNothingFirstEntryContent",
            "TechCrunchFirstEntry",
            "TechCrunchFirstEntryDescription",
            "TenderLovemakingFirstEntry",
        )
    },
    **{
        f"suites/{name}.xml": ("count", BINARY)
        for name in (
            "feedparser/wellformed/atom10/entry_content_base64",
            "feedparser/wellformed/atom10/entry_content_base64_2",
            "gofeed/parser/atom/atom10_feed_entry_content_base64",
            "gofeed/parser/atom/atom10_feed_entry_content_base64_escaped_markup",
        )
    },
    "suites/feedparser/wellformed/atom10/entry_content_src.xml": ("count", ELSEWHERE),
    "suites/gofeed/parser/atom/atom10_feed_entry_content_src.xml": ("count", ELSEWHERE),
    **{
        f"suites/feedparser/wellformed/sanitize/entry_title_on{event}.xml": ("count", IMAGE)
        for event in _EVENTS
    },
    **{
        f"suites/{name}.xml": ("titles", NOT_HTML)
        for name in (
            "feedparser/wellformed/atom10/entry_title_base64",
            "feedparser/wellformed/atom10/entry_title_base64_2",
            "gofeed/parser/atom/atom10_feed_entry_title_base64",
            "gofeed/parser/atom/atom10_feed_entry_title_base64_escaped_markup",
        )
    },
}
"""Every file that is not read as feedparser reads it: in what, and why."""


def test_every_feed_is_read_as_feedparser_reads_it_or_the_difference_is_explained() -> None:
    verdicts = [compare(file) for file in files(FEED_KINDS)]
    differing = {v.file: v.outcome for v in verdicts if v.outcome != "agree"}
    assert differing == {file: outcome for file, (outcome, _) in EXPLAINED.items()}
    assert sum(verdict.posts for verdict in verdicts) > 4_000


def test_every_web_page_is_refused() -> None:
    pages = list(files(WEB_KINDS))
    for file in pages:
        with pytest.raises(FeedError) as caught:
            parse(page_of(file))
        assert caught.value.error_class == "not-a-feed", file
    assert len(pages) > 20


def texts(feed: ParsedFeed) -> Iterator[str]:
    yield from (feed.title, feed.subtitle, feed.language, feed.generator, feed.author, *feed.labels)
    for post in feed.posts:
        yield from (post.title, post.author, *post.labels)


def addresses(feed: ParsedFeed) -> Iterator[str]:
    yield from (feed.url, feed.next_url)
    for post in feed.posts:
        yield from (post.guid, post.url, post.comments_url, post.comments_feed, *post.enclosures)


def judge_post(post: ParsedPost) -> None:
    assert clean(post.html) == post.html
    assert len(post.html.encode()) <= CONTENT_BYTES
    assert len(post.labels) <= LABELS
    assert post.comments is None or post.comments >= 0
    for date in (post.published, post.updated):
        assert date is None or date.utcoffset() is not None


def judge(feed: ParsedFeed) -> None:
    """What holds for every feed that was read, whatever was in it (U2 and the limits)."""
    assert feed.kind
    assert len(feed.posts) <= FEED_ITEMS
    for text in texts(feed):
        assert clean_line(text) == text
    for address in addresses(feed):
        assert clean_address(address) == address
        assert len(address.encode()) <= ADDRESS_BYTES
    for post in feed.posts:
        judge_post(post)


def test_every_feed_keeps_the_limits_and_is_read_alike_twice() -> None:
    count = 0
    for file in list(files(FEED_KINDS))[:: 1 if ALL else 4]:
        page = page_of(file)
        try:
            feed = parse(page)
        except FeedError:
            continue
        judge(feed)
        assert parse(page) == feed
        count += 1
    assert count > (2_500 if ALL else 600)


TOKENS = (
    b"<", b">", b"&", b"<item>", b"</item>", b"<![CDATA[", b"]]>", b"<!--", b"&#0;", b"&#xD800;",
    b"&#99999999;", b"&#x1b;", b"\x00", b"\xff\xfe", b"\xc3", b'"', b"{", b"[", b"null", b"<title>",
    b"<pubDate>0000-99</pubDate>", b"<!DOCTYPE a [<!ENTITY x '&x;'>]>", b"xml:base='http://['",
    b"<?xml version='1.0' encoding='utf-7'?>", b"<link href='http://[::1'/>", b"\xed\xa0\x80",
    b"encoding='idna'", b"<thr:total>99999999999999999999</thr:total>", b"xmlns:a='b'",
)  # fmt: skip


def mutated(body: bytes, other: bytes, dice: random.Random) -> bytes:
    """Damage a document one to eight times."""
    data = bytearray(body)
    for _ in range(dice.randint(1, 8)):
        place = dice.randrange(len(data) + 1)
        end = min(len(data), place + dice.randint(0, 200))
        match dice.randrange(5):
            case 0:
                data[place:place] = dice.choice(TOKENS)
            case 1:
                del data[place:end]
            case 2:
                data[place:place] = data[place:end]
            case 3:
                data[place:end] = other[place:end]
            case _:
                data[place : place + 1] = bytes([dice.randrange(256)])
    return bytes(data)


def raised_in(error: BaseException) -> str:
    """The file whose code raised this."""
    trace = error.__traceback__
    while trace and trace.tb_next:
        trace = trace.tb_next
    return trace.tb_frame.f_code.co_filename if trace else ""


def refusal(page: Page) -> FeedError | None:
    """How a page is refused; None if it is read. What is read must hold to every rule."""
    try:
        judge(parse(page))
    except FeedError as error:
        return error
    return None


@pytest.mark.parametrize("seed", range(4))
def test_damage_is_refused_by_class_and_never_stumbled_over(seed: int) -> None:
    dice = random.Random(seed)
    small = [file for file in files(FEED_KINDS) if 0 < (CORPUS / file).stat().st_size < 12_000]
    refused = 0
    for _ in range(500):
        first, second = (page_of(name).body for name in dice.sample(small, 2))
        page = Page("http://f.test/", "http://f.test/", 200, mutated(first, second, dice), "")
        error = refusal(page)
        refused += error is not None
        assert error is None or error.error_class in FEED_CLASSES
        # What feedparser stumbles over is refused; our own code must not stumble at all.
        assert error is None or "tui_reader/feeds" not in raised_in(error.__cause__ or Exception())
    assert refused < 250  # else the damage is too great to test more than the first look
