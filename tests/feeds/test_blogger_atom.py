"""The quick reader of Blogger's Atom gives what feedparser gives, or leaves it to feedparser."""

import re
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from unittest.mock import patch

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from tests.feeds.documents import page
from tests.replica.blog import ANONYMOUS, Blog, Person, Post
from tests.replica.posts_feed import Source, Window, atom
from tests.replica.synthetic import invented
from tests.shared import CORPUS, HOSTILE, needs_corpus, needs_hostile
from tui_reader.feeds import blogger_atom
from tui_reader.feeds.parse import parse
from tui_reader.limits import FEED_ITEMS
from tui_reader.models import Page, ParsedFeed

NEAR, FAR = "https://blog.test", "https://www.blogger.test"
KIND = "http://schemas.google.com/g/2005#kind"
WHEN = datetime(2011, 3, 1, 12, tzinfo=UTC)


def by_feedparser(asked: Page) -> ParsedFeed:
    with patch("tui_reader.feeds.parse.blogger_atom.read", return_value=None):
        return parse(asked)


def judge(asked: Page) -> bool:
    """Whether it is read quickly; if it is, then as feedparser reads it."""
    if blogger_atom.read(asked) is None:
        return False
    assert parse(asked) == by_feedparser(asked)
    return True


def written(blog: Blog, *, is_short: bool = False, start: int = 1, count: int = 150) -> Page:
    posts = blog.posts[start - 1 : start - 1 + count]
    window = Window(len(blog.posts), start, 150, 150, given=len(posts))
    return page(atom(Source(blog, NEAR, FAR, "posts", is_short), posts, window))


def some_post(title: str, html: str, number: int = 1, author: Person = ANONYMOUS) -> Post:
    when = WHEN + timedelta(minutes=number)
    return Post(str(number), title, html, when, when, f"/2011/03/{number}.html", author, ("Été",))


# ------------------------------------------------------------------------- as Blogger writes it


@pytest.mark.parametrize("is_short", [False, True])
def test_a_replicas_pages_are_read_quickly_and_as_feedparser_reads_them(is_short: bool) -> None:
    blog = invented(posts=400, comments=300)
    for start in (1, 151, 301):
        assert judge(written(blog, is_short=is_short, start=start))


def test_letters_of_all_kinds() -> None:
    titles = ("", "Ça & là", "日記", "שלום", "<b>bold</b>", "a\u0301\u0301", "🇫🇷", "é", "x\ty", "—")
    posts = [
        some_post(title, f"<p>{title}</p>\n<pre>\n a  b</pre>{title * 50}", number)
        for number, title in enumerate(titles)
    ]
    assert judge(written(Blog("1", "L’été «là»", Person("André", "http://b.test/e?f=g#h"), posts)))


def test_more_posts_than_are_taken() -> None:
    posts = [some_post(f"Post {number}", "text", number) for number in range(FEED_ITEMS + 7)]
    asked = written(Blog("1", "Long", ANONYMOUS, posts), count=len(posts))
    assert judge(asked)
    assert parse(asked).notes


def of_corpus(folder: Path) -> Iterator[tuple[str, Page]]:
    for file in sorted(folder.rglob("*")):
        if file.is_file() and b"tag:blogger.com,1999:blog-" in (body := file.read_bytes()):
            yield str(file.relative_to(folder)), page(body)


@needs_corpus
def test_every_document_of_real_blogs() -> None:
    quick = {name for name, asked in of_corpus(CORPUS) if judge(asked)}
    live = {
        name
        for folder in ("blogger-mirror", "scale")
        for name, asked in of_corpus(CORPUS / folder)
        if b"<feed " in asked.body[:300]
    }
    assert {name.partition("/")[2] for name in quick} >= live
    assert len(live) == 60


@needs_hostile
def test_hostile_documents() -> None:
    for _, asked in of_corpus(HOSTILE):
        judge(asked)


@pytest.mark.parametrize(
    "content_type",
    ["", "application/atom+xml; charset=UTF-8", "text/xml;charset=utf8", "a/b; charset=latin1"],
)
def test_what_a_server_may_say_of_the_letters(content_type: str) -> None:
    asked = written(Blog("1", "É", ANONYMOUS, [some_post("é", "日")]))
    assert judge(page(asked.body, content_type=content_type))


def test_feedparser_is_not_even_loaded() -> None:
    code = (
        "import sys; from tui_reader.feeds.parse import parse; from tui_reader.models import Page;"
        "body = sys.stdin.buffer.read(); url = 'https://blog.test/feeds/posts/default';"
        "feed = parse(Page(url, url, 200, body, ''));"
        "print(len(feed.posts), 'feedparser' in sys.modules)"
    )
    asked = written(Blog("1", "Blog", ANONYMOUS, [some_post("é", "日")]))
    told = subprocess.run(
        [sys.executable, "-c", code], input=asked.body, capture_output=True, check=True, timeout=60
    )
    assert told.stdout.split() == [b"1", b"False"]


# ------------------------------------------------------------------------- all else

DOCUMENT = written(
    Blog(
        "1",
        "Été",
        Person("Ann", "http://www.blogger.com/profile/1"),
        [
            some_post("One & two", "<p>A word</p> <img src='http://b.test/a.jpg'/>", 1),
            some_post("Three", "four", 2, Person("Bob", "http://www.blogger.com/profile/2")),
        ],
        subtitle="of 15 years",
    )
).body


def test_what_is_changed_below_is_read_quickly_itself() -> None:
    assert judge(page(DOCUMENT))


def changed(old: str, new: str) -> Page:
    assert old.encode() in DOCUMENT
    return page(DOCUMENT.replace(old.encode(), new.encode()))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("encoding='UTF-8'", "encoding='ISO-8859-1'"),
        ("<feed ", "<!DOCTYPE feed [<!ENTITY a 'b'>]><feed "),
        ("<feed ", "<!-- a comment --><feed "),
        ("<feed ", "<feed xml:lang='fr' "),
        ("<feed ", "<feed xml:base='https://elsewhere.test/' "),
        ("<content type='html'>", "<content type='html' xml:base='https://elsewhere.test/'>"),
        ("<content type='html'>", "<content type='xhtml'>"),
        ("<content type='html'>", "<content type='image/png'>"),
        ("<content type='html'>", "<content type='html' src='https://b.test/a'>"),
        ("<content type='html'>", "<content type='html'><![CDATA[a]]>"),
        ("<content type='html'>", "<content type='html'><b>a</b>"),
        ("<title type='text'>", "<title type='text'>\u00c3\u00a9"),
        ("<title type='text'>", "<title type='text'>&#150;"),
        ("<title type='text'>", "<title type='text'>&#x096;"),
        ("<title type='text'>", "<title type='text'>\u0085"),
        ("<title type='text'>Three", "<title type='text'>a</title><title type='text'>Three"),
        ("<published>2011-03", "<published>2011-17"),
        ("<published>2011-03-01T", "<published>1. 3. 2011, "),
        ("tag:blogger.com,1999:blog-1.post-1<", "https://blog.test/1<"),
        ("tag:blogger.com,1999:blog-1<", "tag:elsewhere.test,2011:1<"),
        ("purl.org/syndication/thread/1.0'", "purl.org/rss/1.0/modules/threading/'"),
        ("xmlns:thr", "xmlns:feedburner='http://rssnamespace.org/feedburner/ext/1.0' xmlns:thr"),
        ("<thr:total>", "<thr:total a='1'>"),
        ("href='https://blog.test/2011/03/1.html'", "href='/2011/03/1.html'"),
        ("<name>Bob</name>", ""),
        ("<name>Bob</name>", "<name>Bob</name><name>Rob</name>"),
        ("</entry>", "<source><id>1</id></source></entry>"),
        ("</entry>", "<app:draft>yes</app:draft></entry>"),
        ("</feed>", ""),
        ("</feed>", "</feed><?a encoding='latin-1'?>"),
        ("</entry>", "</Entry>"),
    ],
)
def test_what_blogger_does_not_write_is_left_to_feedparser(old: str, new: str) -> None:
    assert blogger_atom.read(changed(old, new)) is None


@pytest.mark.parametrize("address", ["", "blog.test", "https://blog.test/a b", "ftp://blog.test/"])
def test_an_odd_address_of_the_document_is_left_to_feedparser(address: str) -> None:
    assert blogger_atom.read(page(DOCUMENT, url=address)) is None


def test_another_charset_than_utf_8_is_left_to_feedparser() -> None:
    assert blogger_atom.read(page(DOCUMENT, content_type="text/xml; charset=utf-16")) is None
    assert blogger_atom.read(page(DOCUMENT.replace(b"Three", b"\xe9"))) is None


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("<name>Bob</name>", "<name>noreply@blogger.com</name>"),
        ("<email>noreply@blogger.com</email>", "<email>ann@b.test</email>"),
        ("<email>noreply@blogger.com</email>", "between"),
        ("<title type='text'>Three", "<title type='html'>&amp;lt;b&amp;gt; Three &lt;i&gt;x"),
        ("<title type='text'>Three</title>", ""),
        ("<title type='text'>", "<title>"),
        ("<content type='html'>", "<summary>A word of it [...]</summary><content type='HTML'>"),
        ("</content>", "</content><summary type='html'>long &lt;b&gt;er than it</summary>"),
        ("<content type='html'>four</content>", "<content type='text'>a &lt; b\n\nc</content>"),
        ("<published>2011-03-01T", "<published>2012-02-29 "),
        ("<published>2011-03-01T12:01:00.000+00:00</published>", ""),
        ("<published>2011-03-01T12:01:00.000+00:00<", "<published><"),
        ("<category ", "<category label='L &amp; M' "),
        ("<category ", f"<category/><category scheme='{KIND}' term='a'/><category "),
        ("</entry>", "<link rel='enclosure' href='https://b.test/a.mp3' length='1'/></entry>"),
        ("</entry>", "<author><name>Second</name></author></entry>"),
        ("</entry>", "<georss:featurename>Paris</georss:featurename></entry>"),
        ("<thr:total>0", "<thr:total>many"),
        ("<openSearch:totalResults>2", "<openSearch:totalResults>-2"),
        ("</id><updated>", "</id> text between <updated>"),
        ("<entry><id>tag:blogger.com,1999:blog-1.post-1</id>", "<entry>"),
    ],
)
def test_what_blogger_may_write_is_read_quickly_and_alike(old: str, new: str) -> None:
    assert judge(changed(old, new))


PIECES = (
    *(b"<", b">", b"&", b"\n", b" ", b"encoding='a'", b"<!-- a -->", b"<![CDATA[a]]>", b"<?a b?>"),
    *(b"&#150;", b"&#x1b;", b"\xc3\xa9", b"\xc3\x83\xc2\xa9", b"\xc2\x85", b"\xff", b"</entry>"),
    *(b" type='xhtml'", b" type='TEXT'", b" rel='NEXT'", b" gd:rel='a'", b" url='a'", b" href='a'"),
    *(b" xml:base='/a/'", b" xml:lang='de'", b" base='/a/'", b" xmlns:thr='a'", b" xmlns='a'"),
    *(b"<title/>", b"<title type='html'>&lt;p&gt;a</title>", b"<content>a</content>", b"<entry/>"),
    *(b"<id>http://a.test/</id>", b"<id/>", b"<author/>", b"<author><name>A</name></author>"),
    *(b"<link href='http://a.test/b'/>", b"<link rel='replies' href='http://a.test/?a=b#c'/>"),
    *(b"<link rel='enclosure' href='http://a.test'/>", b"<link/>", b"<category term='a'/>"),
    *(b"<updated>2020</updated>", b"<published>1 May 2020</published>", b"<summary>s</summary>"),
    *(b"<thr:total>7</thr:total>", b"<thr:in-reply-to ref='a'/>", b"<gd:image/>", b"<b>c</b>"),
    *(b"<subtitle>s</subtitle>", b"<openSearch:startIndex>3</openSearch:startIndex>"),
)
ELEMENTS = re.compile(rb"<([\w:-]+)(?:[^<>]*/>|[^<>]*>[^<>]*</\1>)")
SEAMS = re.compile(rb"(?=<)|(?<=>)|(?<=<title)|(?<=<link)|(?<=<content)|(?<=<entry)|(?<=<id)")
EDITS = st.tuples(
    st.sampled_from(("put", "anywhere", "drop", "double", "move")),
    st.integers(0, 10_000),
    st.integers(0, 10_000),
    st.sampled_from(PIECES),
)


def edited(body: bytes, edit: tuple[str, int, int, bytes]) -> bytes:
    way, first, second, piece = edit
    seams = [seam.start() for seam in SEAMS.finditer(body)] or [0]
    place = first % (len(body) + 1) if way == "anywhere" else seams[first % len(seams)]
    if way in ("put", "anywhere"):
        return body[:place] + piece + body[place:]
    elements = list(ELEMENTS.finditer(body))
    if not elements:
        return body
    chosen = elements[second % len(elements)]
    if way == "double":
        return body[:place] + chosen.group() + body[place:]
    rest = body[: chosen.start()] + body[chosen.end() :]
    return rest if way == "drop" else rest[:place] + chosen.group() + rest[place:]


@settings(deadline=None)
@given(st.lists(EDITS, min_size=1, max_size=3))
@example([("drop", 0, 0, b"")])
def test_a_changed_document_is_read_alike_or_left_to_feedparser(
    edits: list[tuple[str, int, int, bytes]],
) -> None:
    body = DOCUMENT
    for edit in edits:
        body = edited(body, edit)
    judge(page(body))
