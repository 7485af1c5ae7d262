"""newsboat's file ``urls``: its quotes, tags, names, and what is left out of it."""

import pytest

from tests.shared import CORPUS, needs_corpus
from tui_reader.errors import FeedError
from tui_reader.limits import LIST_BYTES
from tui_reader.lists import opml, urls
from tui_reader.lists.queries import translated
from tui_reader.lists.signs import NEWSBOAT, OPML, URLS, list_kind
from tui_reader.models import Subscription, SubscriptionList

A = "https://a.test/feed"


@pytest.mark.parametrize(
    ("line", "blog"),
    [
        (A, Subscription(A)),
        (f"  {A}\t\r", Subscription(A)),
        (f'{A} ~name "two words" tag', Subscription(A, "name", "", (("two words",), ("tag",)))),
        (f'{A} "~a \\"name\\" \\\\ x"', Subscription(A, 'a "name" \\ x')),
        (f"{A} outer/inner /", Subscription(A, folders=(("outer", "inner"),))),
        (f"{A} !", Subscription(A, is_hidden=True)),
        (f"{A} !quiet", Subscription(A, folders=(("quiet",),), is_hidden=True)),
        (f'{A} tag # a comment "x', Subscription(A, folders=(("tag",),))),
        (f'{A} "not closed', Subscription(A, folders=(("not closed",),))),
        (f'"{A}" tag tag', Subscription(A, folders=(("tag",),))),
        (f"{A} a\x1bb\u202ec", Subscription(A, folders=(("abc",),))),
    ],
)
def test_a_line_is_a_blog(line: str, blog: Subscription) -> None:
    assert urls.parse(f"# comment\n\n{line}\n".encode()).subscriptions == (blog,)
    again = urls.write(SubscriptionList("", (blog,)))
    assert urls.parse(again.encode()).subscriptions == (blog,)


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ('"query:Links:link =~ \\"x\\""', "is a query that cannot be said"),
        ("query:nothing", "is a query that cannot be said"),
        ('"exec:~/bin/feed.sh"', "would run a program"),
        (f"filter:~/bin/x:{A}", "would run a program"),
        ("file:///etc/passwd", "only http: and https: are followed"),
        ("blog.test/feed", "is no web address"),
    ],
)
def test_what_is_no_feed_is_left_out_with_a_sentence(line: str, words: str) -> None:
    found = urls.parse(f"{line}\n{A}\n".encode())
    assert [each.feed_url for each in found.subscriptions] == [A]
    [sentence] = found.left_out
    assert sentence.startswith("blocked-scheme: “")
    assert words in sentence


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ('unread = "yes"', "is:unread"),
        ('unread != "yes"', "is:read"),
        ('unread = "yes" and tags # "tech news"', 'is:unread folder:"tech news"'),
        ('tags !# "a" and age between 0:7', '-folder:"a" after:7d'),
        (
            '(title =~ "heron" or content =~ "lake") and author !~ "Anna"',
            '( title:"heron" OR text:"lake" ) -author:"Anna"',
        ),
        ('age > 30 and flags # "s"', "before:30d tag:flag-s"),
        ('feedtitle =~ "What now"', 'blog:"What now"'),
        ('title =~ "heron|lake"', ""),
        ('unread = "yes" and age < 3 or tags # "x"', ""),
        ('unread = "yes" and', "is:unread"),
        ('(unread = "yes"', ""),
        ("articleindex = 1", ""),
        ("age between 3:7", ""),
        ("", ""),
        ("(" * 3_000, ""),
        ("(" * 1_500, ""),
    ],
)
def test_a_query_is_said_in_the_words_that_choose_posts(query: str, words: str) -> None:
    assert translated(query) == words


def test_a_query_becomes_a_search() -> None:
    text = f'"query:Fresh:unread = \\"yes\\" and age < 7"\n{A}\n"query:Fresh:age < 2"\n'
    found = urls.parse(text.encode())
    assert (found.searches, found.left_out) == ((("Fresh", "is:unread after:7d"),), ())


@pytest.mark.parametrize(
    ("document", "error_class"),
    [(b"# nothing\n", "malformed"), (b"x" * (LIST_BYTES + 1), "too-large")],
)
def test_what_is_no_list_is_said(document: bytes, error_class: str) -> None:
    with pytest.raises(FeedError) as caught:
        urls.parse(document)
    assert caught.value.error_class == error_class


def test_names_that_mean_something_to_newsboat_are_written_without_that() -> None:
    blog = Subscription(A, folders=(("TCP/IP", "~x"), ("!loud",), ("#one",)))
    written = urls.write(SubscriptionList("", (blog,)))
    assert written == f'{A} TCP∕IP/~x loud "#one"\n'


@pytest.mark.parametrize(
    ("beginning", "kind"),
    [
        (b"<?xml version='1.0'?>\n<opml version='2.0'>", OPML),
        ("<opml>".encode("utf-16"), OPML),
        (b"<not-opml>", ""),
        (b"# my feeds\n\nhttps://a.test/feed tag\n", URLS),
        (b'"exec:x"\n', URLS),
        (b"SQLite format 3\0...", NEWSBOAT),
        (b"<rss>", ""),
        (b"some words\nhttps://a.test/", ""),
        (b"", ""),
    ],
)
def test_a_list_is_known_by_its_beginning(beginning: bytes, kind: str) -> None:
    assert list_kind(beginning) == kind


@needs_corpus
@pytest.mark.parametrize(
    ("file", "blogs"),
    [("newsboat-urls/integralist.urls", 10), ("suites/newsboat/test-urls.txt", 3)],
)
def test_real_lists_come_back_as_they_went(file: str, blogs: int) -> None:
    found = urls.parse((CORPUS / file).read_bytes())
    assert len(found.subscriptions) == blogs
    assert urls.parse(urls.write(found).encode()) == found
    as_opml = opml.parse(opml.write(found).encode())
    assert {each.feed_url: each.title for each in as_opml.subscriptions} == {
        each.feed_url: each.title for each in found.subscriptions
    }
