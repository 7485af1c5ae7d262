"""What the parser makes of Atom and RSS, element by element."""

import sys
from collections.abc import Iterator
from pyexpat import EXPAT_VERSION

import feedparser
import pytest

from tests.feeds.documents import ADDRESS, atom, entry, item, page, rss
from tui_reader.errors import FeedError
from tui_reader.feeds.markup import CUT_NOTE
from tui_reader.feeds.parse import parse, parser_is_safe
from tui_reader.limits import (
    ADDRESS_BYTES,
    AUTHOR_LETTERS,
    CONTENT_BYTES,
    FEED_ITEMS,
    LABEL_LETTERS,
    LABELS,
    TITLE_LETTERS,
)
from tui_reader.models import ParsedPost

BLOGGER_ID = "tag:blogger.com,1999:blog-19867961.post-5797250998506067777"


def only(document: str | bytes) -> ParsedPost:
    (post,) = parse(page(document)).posts
    return post


# ---------------------------------------------------------------------------- what is a feed


@pytest.mark.parametrize(
    ("body", "error_class", "advice"),
    [
        (b"", "not-a-feed", "try again later"),
        (b" \r\n\t\x00", "not-a-feed", "try again later"),
        (b"\xef\xbb\xbf\n", "not-a-feed", "try again later"),
        (b"<!doctype html><title>Log in</title>", "not-a-feed", "home page"),
        (b"<!-- x --><HTML><body>Log in", "not-a-feed", "log in"),
        (b"<html xmlns='http://www.w3.org/1999/xhtml'><body/></html>", "not-a-feed", "log in"),
        (b"<opml version='2.0'><body/></opml>", "not-a-feed", "import"),
        (b"<urlset><url><loc>https://blog.test/</loc></url></urlset>", "not-a-feed", "home page"),
        (b"plain words", "not-a-feed", "home page"),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "not-a-feed", "home page"),
        (b"[1, 2]", "not-a-feed", "home page"),
        (b'{"feed": {}}', "not-a-feed", "home page"),
        (b'{"version": "https://jsonfeed.org/version/1", ', "malformed", "try again later"),
        (b"[" * 200_000, "malformed", "try again later"),
        (b'{"a": "\xff"}', "encoding", "tell its owner"),
    ],
)
def test_what_is_no_feed_is_refused_with_what_to_do(
    body: bytes, error_class: str, advice: str
) -> None:
    with pytest.raises(FeedError) as caught:
        parse(page(body))
    assert caught.value.error_class == error_class
    assert advice in caught.value.message
    assert "\n" not in caught.value.message


@pytest.mark.parametrize(
    ("document", "kind"),
    [
        (atom(""), "atom10"),
        (rss(""), "rss20"),
        ("<rss version='0.91'><channel/></rss>", "rss091u"),
        ("<rss><channel><title>t</title></channel></rss>", "rss"),
        ("<feed version='0.3' xmlns='http://purl.org/atom/ns#'/>", "atom03"),
        ("<CHANNEL HREF='http://a.test/'><TITLE>t</TITLE></CHANNEL>", "cdf"),
        ('{"version": "https://jsonfeed.org/version/1.1", "items": []}', "json11"),
        ("<?php echo 1 ?>\n<!-- c --><rss version='2.0'><channel/></rss>", "rss20"),
        ("<!DOCTYPE rss [<!ENTITY a 'b'>]><rss version='2.0'><channel/></rss>", "rss20"),
        ("<html><body><feed xmlns='http://www.w3.org/2005/Atom'/></body></html>", "atom10"),
    ],
)
def test_a_feed_without_posts_is_a_feed(document: str, kind: str) -> None:
    feed = parse(page(document))
    assert feed.kind == kind
    assert feed.posts == ()


def test_the_content_type_does_not_decide_what_is_a_feed() -> None:
    assert parse(page(rss(""), content_type="text/html; charset=utf-8")).kind == "rss20"


@pytest.mark.parametrize(
    ("encoding", "content_type"),
    [
        ("utf-8", "text/xml"),
        ("utf-8", "text/xml; charset=iso-8859-1"),
        ("utf-16", "application/xml"),
        ("iso-8859-1", "text/xml; charset=iso-8859-1"),
        ("koi8-r", 'application/rss+xml; charset="koi8-r"'),
    ],
)
def test_letters_are_read_in_the_encoding_they_are_in(encoding: str, content_type: str) -> None:
    title = "Привет" if encoding == "koi8-r" else "café"
    document = f"<rss version='2.0'><channel><title>{title}</title></channel></rss>"
    assert parse(page(document.encode(encoding), content_type=content_type)).title == title


@pytest.mark.parametrize(
    "encoding", ["punycode", "undefined", "UTF-16", "utf-16le", "UTF32", "ucs-2", "klingon", "hex"]
)
def test_an_encoding_that_a_feed_cannot_be_in_is_passed_over(encoding: str) -> None:
    document = (
        f"<?xml version='1.0' encoding='{encoding}'?><rss version='2.0'><channel>"
        "<title>café</title><item><title>t</title></item></channel></rss>"
    )
    feed = parse(page(document.encode()))
    assert (feed.title, len(feed.posts)) == ("café", 1)


def test_an_answer_that_is_the_name_of_a_file_does_not_open_it() -> None:
    with pytest.raises(FeedError, match="not-a-feed"):
        parse(page(__file__.encode()))


@pytest.fixture
def opened() -> Iterator[list[str]]:
    """Everything that is opened or connected to from now on, as an audit hook sees it."""
    seen: list[str] = []
    is_watching = [True]

    def watch(event: str, arguments: tuple[object, ...]) -> None:
        if is_watching and event in ("open", "socket.connect", "subprocess.Popen"):
            seen.append(f"{event} {arguments}")

    sys.addaudithook(watch)
    yield seen
    is_watching.clear()


@pytest.mark.parametrize(
    "doctype",
    [
        '<!DOCTYPE rss [<!ENTITY x SYSTEM "file:///etc/hostname">]>',
        '<!DOCTYPE rss [<!ENTITY % x SYSTEM "http://dtd.test:9/e.dtd"> %x;]>',
        '<!DOCTYPE rss SYSTEM "http://dtd.test:9/evil.dtd">',
        '<?xml-stylesheet href="file:///etc/hostname"?>',
    ],
)
def test_no_file_and_no_host_is_asked_for_what_a_document_names(
    doctype: str, opened: list[str]
) -> None:
    document = f"{doctype}<rss version='2.0'><channel><title>[&x;]</title></channel></rss>"
    parse(page(document))
    assert opened == []


def test_the_xml_parser_beneath_bounds_entities() -> None:
    assert parser_is_safe(), EXPAT_VERSION


def test_an_xml_parser_that_does_not_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tui_reader.feeds.parse.expat.version_info", (2, 4, 0))
    with pytest.raises(FeedError, match="too old"):
        parse(page(rss("")))


# ---------------------------------------------------------------------------------- titles


@pytest.mark.parametrize(
    ("written", "title"),
    [
        ("Plain", "Plain"),
        ("AT&amp;T", "AT&T"),
        ("AT&amp;amp;T", "AT&T"),
        ("Use &amp;lt;b&amp;gt; here", "Use <b> here"),
        ("&lt;b&gt;Bold&lt;/b&gt; news", "Bold news"),
        ("<![CDATA[<em>CDATA</em> &amp; more]]>", "CDATA & more"),
        ("one&lt;br/&gt;two&lt;/b&gt;", "one two"),
        ("5 &lt; 6 and 7 &gt; 3", "5 < 6 and 7 > 3"),
        ("&lt;script&gt; considered", "<script> considered"),
        ("Caf&eacute; &hellip; &nosuch;", "Café … &nosuch;"),
        ("It&amp;#8217;s", "It’s"),
        ("&lt;img src=x&gt;", "<img src=x>"),
        (" two\n lines ", "two lines"),
        ("a&#xD800;b", "a\N{REPLACEMENT CHARACTER}b"),
        (
            "a&#1114112;b&#99999999999999999999;c",
            "a\N{REPLACEMENT CHARACTER}b\N{REPLACEMENT CHARACTER}c",
        ),
        ("esc &#27;]52;c;x&#7;", "esc ]52;c;x"),
    ],
)
def test_an_rss_title_is_decoded_as_often_as_it_was_meant(written: str, title: str) -> None:
    assert only(item(f"<title>{written}</title><guid>1</guid>")).title == title


@pytest.mark.parametrize(
    ("attributes", "written", "title"),
    [
        ("type='text'", "AT&amp;T &lt;b&gt;", "AT&T <b>"),
        ("", "AT&amp;amp;T", "AT&amp;T"),
        ("type='html'", "AT&amp;amp;T &lt;b&gt;x&lt;/b&gt;", "AT&T x"),
        ("type='html'", "5 &amp;lt; 6", "5 < 6"),
        ("type='html'", "&lt;script&gt;alert(1)&lt;/script&gt;ok", "ok"),
        (
            "type='xhtml'",
            "<div xmlns='http://www.w3.org/1999/xhtml'><b>x</b> &amp; y</div>",
            "x & y",
        ),
    ],
)
def test_an_atom_title_is_decoded_by_its_type(attributes: str, written: str, title: str) -> None:
    assert only(entry(f"<id>1</id><title {attributes}>{written}</title>")).title == title


@pytest.mark.parametrize("more", [-1, 0, 1])
def test_a_title_past_its_limit_is_cut_with_a_mark(more: int) -> None:
    title = only(item(f"<title>{'W' * (TITLE_LETTERS + more)}</title>")).title
    assert len(title) == min(TITLE_LETTERS + more, TITLE_LETTERS)
    assert title.endswith("…") == (more > 0)


# ----------------------------------------------------------------------- identity and links


@pytest.mark.parametrize(
    ("document", "guid", "url"),
    [
        (item("<guid>7bd2</guid><link>/a</link>"), "7bd2", "https://blog.test/a"),
        (item("<guid>http://b.test/p</guid>"), "http://b.test/p", "http://b.test/p"),
        (item('<guid isPermaLink="false">http://b.test/p</guid>'), "http://b.test/p", ""),
        (item("<guid>7bd2</guid>"), "7bd2", ""),
        (item("<link>javascript:alert(1)</link>"), "", "javascript:alert(1)"),
        (
            item(
                "<link>http://feedproxy.test/1</link>"
                "<feedburner:origLink>https://blog.test/true</feedburner:origLink>"
            ),
            "",
            "https://blog.test/true",
        ),
        (
            item("<atom:link rel='replies' href='/r'/><link>https://blog.test/p</link>"),
            "",
            "https://blog.test/p",
        ),
        (
            entry("<id>t3_glvkc5</id><link href='/x?a=1&amp;b=2'/>"),
            "t3_glvkc5",
            "https://blog.test/x?a=1&b=2",
        ),
        (
            entry(
                f"<id>{BLOGGER_ID}</id>"
                "<link rel='edit' href='https://www.blogger.com/e'/>"
                "<link rel='self' href='https://www.blogger.com/s'/>"
                "<link rel='related' href='https://elsewhere.test/'/>"
                "<link rel='alternate' type='application/json' href='https://blog.test/p.json'/>"
                "<link rel='alternate' type='text/html' href='https://blog.test/p.html'/>"
            ),
            BLOGGER_ID,
            "https://blog.test/p.html",
        ),
        (entry("<id>tag:a,1:b</id>"), "tag:a,1:b", ""),
        (
            atom("<entry xml:base='/base/'><id>1</id><link href='p'/></entry>"),
            "1",
            "https://blog.test/base/p",
        ),
    ],
)
def test_a_post_keeps_its_id_as_written_and_gets_its_page_absolute(
    document: str, guid: str, url: str
) -> None:
    post = only(document)
    assert (post.guid, post.url) == (guid, url)


def test_a_base_ends_with_its_element() -> None:
    entries = (
        "<entry xml:base='https://other.test/'><id>1</id><link href='p'/></entry>"
        "<entry><id>2</id><link href='/p'/></entry>"
    )
    first, second = parse(page(atom(entries))).posts
    assert (first.url, second.url) == ("https://other.test/p", "https://blog.test/p")


@pytest.mark.parametrize(("more", "is_kept"), [(-1, True), (0, True), (1, False)])
def test_an_id_past_its_limit_is_kept_as_its_hash(more: int, is_kept: bool) -> None:
    guid = "g" * (ADDRESS_BYTES + more)
    kept = only(item(f'<guid isPermaLink="false">{guid}</guid>')).guid
    assert (kept == guid) == is_kept
    assert kept.startswith("sha256:") != is_kept


def test_an_item_that_says_nothing_is_left_out() -> None:
    posts = parse(page(rss("<item/><item><author>x</author></item><item><title>t</title></item>")))
    assert [post.title for post in posts.posts] == ["t"]


# ----------------------------------------------------------------------------------- bodies


@pytest.mark.parametrize(
    ("document", "html", "is_summary"),
    [
        (item("<description>&lt;p&gt;all&lt;/p&gt;</description>"), "<p>all</p>", False),
        (item("<description>start […]</description>"), "start […]", True),
        (item("<description>and so on...</description>"), "and so on...", False),
        (
            entry("<content>short</content><summary>the longer</summary>"),
            "<p>the longer</p>",
            False,
        ),
        (
            item("<description>&lt;p&gt;a [&amp;#8230;]&lt;/p&gt;</description>"),
            "<p>a [&#8230;]</p>",
            True,
        ),
        (
            item("<description>short</description><content:encoded>the longer</content:encoded>"),
            "the longer",
            False,
        ),
        (
            item("<content:encoded>short</content:encoded><description>the longer</description>"),
            "the longer",
            False,
        ),
        (entry("<summary>a &lt; b\n\nc\nd</summary>"), "<p>a &lt; b</p><p>c<br>\nd</p>", True),
        (entry("<content type='html'>&lt;p&gt;x&lt;/p&gt;</content>"), "<p>x</p>", False),
        (entry("<content type='text'>x &lt;b&gt;</content>"), "<p>x &lt;b&gt;</p>", False),
        (
            entry(
                "<content type='xhtml'><div xmlns='http://www.w3.org/1999/xhtml'>"
                "<p>x &amp; y</p></div></content>"
            ),
            "<p>x &amp; y</p>",
            False,
        ),
        (item("<description>a\x85b</description>"), "a…b", False),
    ],
)
def test_the_fullest_body_is_taken_by_its_type(document: str, html: str, is_summary: bool) -> None:
    post = only(document)
    assert (post.html, post.is_summary) == (html, is_summary)


@pytest.mark.parametrize("more", [-1, 0, 1])
def test_a_body_past_its_limit_is_cut_with_a_mark(more: int) -> None:
    body = "é" * (CONTENT_BYTES // 2 - 1) + "x" * (2 + more)
    post = only(item(f"<description>{body}</description>"))
    assert len(post.html.encode()) <= CONTENT_BYTES
    assert post.html.endswith(CUT_NOTE) == (more > 0)
    assert post.is_summary == (more > 0)
    assert more > 0 or post.html == body


def test_a_body_is_not_cut_inside_a_tag() -> None:
    body = "x" * (CONTENT_BYTES - 60) + "&lt;a href=&quot;" + "y" * 200 + "&quot;&gt;z"
    assert only(item(f"<description>{body}</description>")).html.endswith("x" + CUT_NOTE)


@pytest.mark.parametrize(
    ("document", "base"),
    [
        (entry("<id>1</id><link href='/p/'/><content>x</content>"), ADDRESS),
        (
            entry("<id>1</id><content xml:base='https://b.test/c/'>x</content>"),
            "https://b.test/c/",
        ),
        (item("<link>/p/</link><description>x</description>"), "https://blog.test/p/"),
        (item("<link>mailto:a@b.test</link><description>x</description>"), ADDRESS),
        (item("<guid>1</guid><description>x</description>"), ADDRESS),
    ],
)
def test_relative_addresses_start_from_xml_base_else_from_document_or_rss_page(
    document: str, base: str
) -> None:
    assert only(document).base == base


# ---------------------------------------------------------------------------------- people


@pytest.mark.parametrize(
    ("document", "author"),
    [
        (item("<title>t</title><author>noreply@blogger.com (Ana)</author>"), "Ana"),
        (item("<title>t</title><author>noreply@blogger.com</author>"), ""),
        (item("<title>t</title><author>ana@blog.test</author>"), "ana@blog.test"),
        (item("<title>t</title><dc:creator>R&amp;amp;D</dc:creator>"), "R&D"),
        (
            entry(
                "<id>1</id><author><name>Ana</name><email>noreply@blogger.com</email></author>"
                "<author><name>Bo</name></author><author><name>Ana</name></author>"
            ),
            "Ana, Bo",
        ),
        (
            atom("<entry><id>1</id></entry>", "<author><name>Ana</name></author>"),
            "Ana",
        ),
        (rss("<item><title>t</title></item>", "<managingEditor>Ed</managingEditor>"), ""),
        (
            item(f"<title>t</title><dc:creator>{'n' * (AUTHOR_LETTERS + 1)}</dc:creator>"),
            "n" * (AUTHOR_LETTERS - 1) + "…",
        ),
    ],
)
def test_an_author_is_named_as_the_feed_names_him(document: str, author: str) -> None:
    assert only(document).author == author


def test_labels_come_once_in_order_and_blogger_kinds_are_none() -> None:
    kind = "scheme='http://schemas.google.com/g/2005#kind'"
    post = only(
        entry(
            f"<id>1</id><category {kind} term='http://schemas.google.com/blogger/2008/kind#post'/>"
            "<category scheme='http://www.blogger.com/atom/ns#' term='b'/><category term='a'/>"
            "<category term='x' label='Nice'/><category term='b'/><category/>"
        )
    )
    assert post.labels == ("b", "a", "Nice")
    assert only(item("<title>t</title><category>R&amp;amp;D</category>")).labels == ("R&D",)


def test_labels_past_their_limits_are_cut() -> None:
    many = "".join(f"<category>{number}</category>" for number in range(LABELS + 1))
    assert len(only(item(f"<title>t</title>{many}")).labels) == LABELS
    long = "l" * (LABEL_LETTERS + 1)
    assert only(item(f"<category>{long}</category><title>t</title>")).labels == (
        "l" * (LABEL_LETTERS - 1) + "…",
    )


# -------------------------------------------------------------------------------- comments


@pytest.mark.parametrize(
    ("document", "count", "url", "feed"),
    [
        (entry("<id>1</id>"), None, "", ""),
        (
            entry(
                "<id>1</id><thr:total>3</thr:total>"
                "<link rel='replies' type='application/atom+xml' href='https://b.test/c'/>"
                "<link rel='replies' type='text/html' href='https://b.test/p#c' title='9'/>"
            ),
            3,
            "https://b.test/p#c",
            "https://b.test/c",
        ),
        (item("<title>t</title><slash:comments>0</slash:comments>"), 0, "", ""),
        (item("<title>t</title><slash:comments>many</slash:comments>"), None, "", ""),
        (item("<title>t</title><slash:comments>-1</slash:comments>"), None, "", ""),
        (
            item(
                "<title>t</title><comments>/p#c</comments><wfw:commentRss>/p/feed</wfw:commentRss>"
            ),
            None,
            "https://blog.test/p#c",
            "https://blog.test/p/feed",
        ),
        (
            item(
                f'<guid isPermaLink="false">{BLOGGER_ID}</guid><thr:total>2</thr:total>'
                "<link>https://ana.test/2026/01/p.html</link>"
            ),
            2,
            "",
            "https://ana.test/feeds/5797250998506067777/comments/default",
        ),
        (item(f'<guid isPermaLink="false">{BLOGGER_ID}</guid>'), None, "", ""),
        (
            atom(
                "<entry><id>1</id><t:total xmlns:t='http://purl.org/syndication/thread/1.0'>4</t:total></entry>"
            ),
            4,
            "",
            "",
        ),
    ],
)
def test_comments_are_counted_only_by_what_the_feed_says(
    document: str, count: int | None, url: str, feed: str
) -> None:
    post = only(document)
    assert (post.comments, post.comments_url, post.comments_feed) == (count, url, feed)


def test_enclosures_are_absolute_and_come_once() -> None:
    enclosure = "<enclosure url='/a.mp3' type='audio/mpeg'/>"
    assert only(item(f"<title>t</title>{enclosure * 2}")).enclosures == ("https://blog.test/a.mp3",)


# -------------------------------------------------------------------------------- the feed


def test_a_blogger_feed_tells_its_facts() -> None:
    feed = parse(
        page(
            atom(
                "",
                "<updated>2026-01-05T10:00:00.000-04:00</updated>"
                "<category term='most'/><category term='less'/>"
                "<subtitle type='html'>About &lt;i&gt;this&lt;/i&gt;</subtitle>"
                "<link rel='self' href='https://www.blogger.com/feeds/1/posts/default'/>"
                "<link rel='alternate' type='text/html' href='https://blog.test/'/>"
                "<link rel='next' href='https://www.blogger.com/feeds/1/posts/default?start-index=26'/>"
                "<author><name>Ana</name></author>"
                "<generator version='7.00' uri='http://www.blogger.com'>Blogger</generator>"
                "<openSearch:totalResults>187</openSearch:totalResults>",
            )
        )
    )
    assert feed.title == "Blog"
    assert feed.feed_id == "tag:blog.test,2026:1"
    assert feed.subtitle == "About this"
    assert feed.url == "https://blog.test/"
    assert feed.next_url == "https://www.blogger.com/feeds/1/posts/default?start-index=26"
    assert feed.labels == ("most", "less")
    assert (feed.author, feed.generator, feed.posts_total) == ("Ana", "Blogger", 187)


@pytest.mark.parametrize(
    ("channel", "wait"),
    [
        ("", None),
        ("<ttl>60</ttl>", 3_600),
        ("<ttl>0</ttl>", None),
        ("<ttl>soon</ttl>", None),
        ("<ttl>999999999</ttl>", 7 * 86_400),
        ("<sy:updatePeriod> hourly </sy:updatePeriod>", 3_600),
        (
            "<sy:updatePeriod>daily</sy:updatePeriod><sy:updateFrequency>4</sy:updateFrequency>",
            21_600,
        ),
        (
            "<sy:updatePeriod>daily</sy:updatePeriod><sy:updateFrequency>0</sy:updateFrequency>",
            86_400,
        ),
        ("<ttl>30</ttl><sy:updatePeriod>hourly</sy:updatePeriod>", 3_600),
    ],
)
def test_a_feed_says_how_long_to_leave_it_alone(channel: str, wait: int | None) -> None:
    assert parse(page(rss("", channel))).wait_seconds == wait


def test_a_feed_says_when_not_to_come() -> None:
    feed = parse(
        page(
            rss(
                "<item><title>t</title><description><![CDATA[<skipHours><hour>5</hour></skipHours>"
                "]]></description></item>",
                "<skipHours><hour>24</hour><hour> 3 </hour><hour>x</hour></skipHours>"
                "<skipDays><day>Sunday</day><day>monday</day><day>Someday</day></skipDays>",
            )
        )
    )
    assert feed.skip_hours == (0, 3)
    assert feed.skip_days == (0, 6)


def test_hours_in_a_post_are_not_the_feeds() -> None:
    text = "<![CDATA[<skipHours><hour>5</hour></skipHours>]]>"
    assert parse(page(item(f"<description>{text}</description>"))).skip_hours == ()


@pytest.mark.parametrize("more", [-1, 0, 1])
def test_of_too_many_posts_the_newest_are_taken_with_a_note(more: int) -> None:
    count = FEED_ITEMS + more
    items = "".join(
        f"<item><title>{number}</title>"
        f"<pubDate>{2000 + number // 12}-{number % 12 + 1:02}-01</pubDate></item>"
        for number in range(count)
    )
    feed = parse(page(rss(items)))
    assert [post.title for post in feed.posts] == [str(n) for n in range(max(more, 0), count)]
    assert feed.notes == (
        (f"Only the newest 2,000 of the {count:,} posts in this feed were taken.",)
        if more > 0
        else ()
    )


@pytest.mark.parametrize(
    "inside",
    [
        "<links>x</links><link>https://b.test/</link><title>t</title>",
        "<tags/><title>t</title>",
        "<authors>x</authors><author>y</author><title>t</title>",
        "<content>x</content><title>t</title>",
        "<title_detail>x</title_detail><title>t</title>",
        "<summary_detail a='1'/><summary>s</summary><title>t</title>",
        "<published_parsed>x</published_parsed><pubDate>x</pubDate><title>t</title>",
        "<guidislink>x</guidislink><title>t</title>",
    ],
)
def test_elements_named_like_the_parsers_own_fields_do_no_harm(inside: str) -> None:
    assert only(item(inside)).title == "t"


def test_text_comes_from_the_xml_reader_in_large_pieces(monkeypatch: pytest.MonkeyPatch) -> None:
    """By itself expat hands over each reference alone: half of the time of a page of an archive."""
    pieces: list[str] = []
    characters = feedparser.api.StrictFeedParser.characters

    def count(self: object, text: str) -> None:
        pieces.append(text)
        characters(self, text)

    monkeypatch.setattr(feedparser.api.StrictFeedParser, "characters", count)
    body = "&lt;b&gt;word&lt;/b&gt; " * 2_000
    feed = parse(page(entry(f"<id>1</id><content type='html'>{body}</content>")))
    assert feed.posts[0].html.startswith("<b>word</b> <b>word</b>")
    assert len(pieces) < 20


def test_an_excerpt_is_not_the_fuller_body_for_its_markup() -> None:
    excerpt = "&lt;p&gt;Nine short words that stand in front of [&amp;#8230;]&lt;/p&gt;"
    whole = "Nine short words that stand in front of two."
    post = only(
        item(
            f"<guid>1</guid><description>{excerpt}</description>"
            f"<content:encoded>{whole}</content:encoded>"
        )
    )
    assert "front of two." in post.html
    assert not post.is_summary
