"""What is read of a feed of comments, element by element."""

from datetime import datetime, timedelta, timezone

import pytest

from tests.feeds.comments.documents import (
    ADDRESS,
    PAGE,
    POST,
    PROFILE,
    blogger,
    entry,
    item,
    page,
    wordpress,
)
from tui_reader.errors import FeedError
from tui_reader.feeds.comments.document import read
from tui_reader.limits import CONTENT_BYTES, FEED_ITEMS
from tui_reader.models import ParsedComment, Removed

BLANK = "https://img1.blogblog.com/img/blank.gif"


def only(document: str | bytes, content_type: str = "") -> ParsedComment:
    (comment,) = read(page(document, content_type=content_type)).comments
    return comment


def atom(inside: str) -> str:
    return (
        "<feed xmlns='http://www.w3.org/2005/Atom'"
        " xmlns:thr='http://purl.org/syndication/thread/1.0'>"
        f"<id>x</id><entry><id>c1</id>{inside}</entry></feed>"
    )


# ------------------------------------------------------------------------------- Blogger


def test_a_comment_at_blogger_is_read_whole() -> None:
    assert only(blogger(entry(9223372036854775807, "Bravo&nbsp;<b>!</b>", uri=PROFILE))) == (
        ParsedComment(
            guid="9223372036854775807",
            html="Bravo&nbsp;<b>!</b>",
            author="Ana",
            author_key="blogger.com/profile/146",
            author_url=PROFILE,
            published=datetime(2012, 1, 1, 13, 13, 36, 553_000, timezone(timedelta(hours=-5))),
            parent="",
            post=POST,
            post_url=PAGE,
            url=f"{PAGE}?showComment=132#c9223372036854775807",
            base=PAGE,
        )
    )


def test_comments_come_in_document_order_with_their_parents_and_their_number() -> None:
    found = read(page(blogger(entry(12, parent=11), entry(11), entry(10, parent=7), total=35)))
    assert [(each.guid, each.parent) for each in found.comments] == [
        ("12", "11"),
        ("11", ""),
        ("10", "7"),
    ]
    assert found.total == 35


def test_a_feed_without_comments_is_the_blogs_and_names_no_post() -> None:
    found = read(page(blogger().replace(".post77..comments", ".comments")))
    assert (found.comments, found.total) == ((), 0)


def test_the_next_page_may_be_on_another_host() -> None:
    link = (
        "<link rel='next' href='https://www.blogger.com/feeds/5/77/comments/default?x=26&amp;y'/>"
    )
    found = read(page(blogger(feed=link)))
    assert found.next_url == "https://www.blogger.com/feeds/5/77/comments/default?x=26&y"


@pytest.mark.parametrize(
    ("text", "by"),
    [
        ("This comment has been removed by the author.", Removed.BY_AUTHOR),
        ("This comment has been removed by a blog administrator.", Removed.BY_BLOG),
        ("Ce commentaire a été supprimé par l'auteur.", Removed.BY_AUTHOR),
        ("Ce commentaire a été supprimé par un administrateur du blog.", Removed.BY_BLOG),
        ("Este comentario ha sido eliminado por el autor.", Removed.BY_AUTHOR),
        ("Este comentario ha sido eliminado por un administrador del blog.", Removed.BY_BLOG),
        ("이 댓글은 삭제되었습니다.", Removed.UNKNOWN),
        ("", Removed.UNKNOWN),
    ],
)
def test_a_removed_comment_says_by_whom_only_where_that_is_sure(text: str, by: Removed) -> None:
    comment = only(blogger(entry(1, text, removed=True)))
    assert (comment.removed, comment.html) == (by, "")


def test_words_about_removing_remove_nothing() -> None:
    comment = only(blogger(entry(1, "This comment has been removed by the author.")))
    assert comment.removed is Removed.NO
    no = blogger(entry(1, removed=True)).replace('value="true"', 'value="false"')
    assert only(no).removed is Removed.NO


@pytest.mark.parametrize("name", ["Anonymous", "Anonyme", "Anónimo", "匿名", "Ẩn danh"])
def test_nobody_has_no_name(name: str) -> None:
    assert only(blogger(entry(1, name=name, image=BLANK))).author == ""


def test_an_account_may_be_called_anonymous_or_unknown() -> None:
    assert only(blogger(entry(1, name="Anonymous", uri=PROFILE))).author == "Anonymous"
    assert only(blogger(entry(1, name="Unknown", uri=PROFILE))).author == "Unknown"


@pytest.mark.parametrize(
    ("uri", "image", "key"),
    [
        (PROFILE, "https://lh3.ggpht.com/photo.jpg", "blogger.com/profile/146"),
        (PROFILE.replace("https", "http"), "//x/b16-rounded.gif", "blogger.com/profile/146"),
        (PROFILE, BLANK, ""),
        ("https://ana.example/", BLANK, ""),
        ("https://ana.example/", "https://lh3.ggpht.com/photo.jpg", ""),
        ("", BLANK, ""),
    ],
)
def test_an_address_that_anybody_can_type_makes_nobody_the_author(
    uri: str, image: str, key: str
) -> None:
    comment = only(blogger(entry(1, uri=uri, image=image)))
    assert (comment.author_key, comment.author_url) == (key, uri)


def test_a_short_feed_calls_text_what_has_breaks_as_tags() -> None:
    body = "one<br />two<BR/>&quot;three&quot; & a < b"
    comment = only(blogger(entry(1, body, kind="<summary type='text'>")))
    assert comment.html == '<p>one<br>\ntwo<br>\n"three" &amp; a &lt; b</p>'


# ------------------------------------------------------------------------- other Atom feeds


def test_text_is_shown_as_it_is_and_xhtml_keeps_its_elements() -> None:
    assert only(atom("<content type='text'>1 &lt;br> 2</content>")).html == "<p>1 &lt;br&gt; 2</p>"
    inside = "<div xmlns='http://www.w3.org/1999/xhtml'>A <a href='x&amp;y'>b</a> &lt;i></div>"
    assert only(atom(f"<content type='xhtml'>{inside}</content><link href='/c'/>")) == (
        ParsedComment(
            guid="c1",
            html='<div>A <a href="x&amp;y">b</a> &lt;i&gt;</div>',
            url="https://blog.test/c",
            post_url="https://blog.test/c",
            base="https://blog.test/c",
        )
    )


def test_a_reply_names_what_it_replies_to() -> None:
    reply = "<thr:in-reply-to ref='tag:x,1' href='http://blog.test/post'/><content>y</content>"
    comment = only(atom(reply))
    assert (comment.parent, comment.post, comment.post_url) == (
        "",
        "tag:x,1",
        "http://blog.test/post",
    )


# ------------------------------------------------------------------------------------- RSS


def test_a_comment_at_wordpress_is_read_whole() -> None:
    comment = only(wordpress(item(5, "<p>It&#8217;s</p>", "Ana &amp; Bo", "comment-page-2/")))
    assert comment.guid == "5"
    assert (comment.html, comment.author) == ("<p>It&#8217;s</p>", "Ana & Bo")
    assert comment.published == datetime.fromisoformat("2012-01-27T18:13:36+00:00")
    assert comment.url == "https://wp.test/post/comment-page-2/#comment-5"
    assert comment.post_url == comment.base == "https://wp.test/post/"
    assert comment.author_key == ""


@pytest.mark.parametrize(
    ("inside", "name"),
    [
        ("<title>By: Ana: the one</title>", "Ana: the one"),
        ("<title>Comment on Post by Ana</title>", "Ana"),
        ("<title>Anything</title>", ""),
        ("<author>noreply@blogger.com (Ana (B))</author>", "Ana (B)"),
        ("<author>ana@blog.test</author>", "ana@blog.test"),
        ("<dc:creator>Anonymous</dc:creator>", ""),
    ],
)
def test_a_name_is_found_where_the_feed_has_it(inside: str, name: str) -> None:
    assert only(wordpress(f"<item>{inside}<guid>1</guid></item>")).author == name


def test_a_comment_that_has_no_name_of_its_own_gets_one_that_stays() -> None:
    bare = "<item><description>first</description></item>"
    first, second = read(page(wordpress(bare, bare.replace("first", "second")))).comments
    assert first.guid.startswith("sha256:")
    assert first.guid != second.guid
    assert only(wordpress(bare)).guid == first.guid


def test_rdf_has_its_items_beside_the_channel() -> None:
    document = (
        "<rdf:RDF xmlns='http://purl.org/rss/1.0/'"
        " xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#'"
        " xmlns:dc='http://purl.org/dc/elements/1.1/'><channel><title>x</title></channel>"
        "<item><link>https://wp.test/p/#comment-3</link><dc:creator>Ana</dc:creator>"
        "<description>Hi</description></item></rdf:RDF>"
    )
    comment = only(document)
    assert (comment.guid, comment.author, comment.html) == ("3", "Ana", "Hi")


# --------------------------------------------------------------------------- broken and hostile


@pytest.mark.parametrize(
    ("body", "error_class"),
    [
        ("", "not-a-feed"),
        ("{}", "not-a-feed"),
        ("<!doctype html><title>Log in</title>", "not-a-feed"),
        ("<html><body/></html>", "not-a-feed"),
        ("<feed xmlns='http://www.w3.org/2005/Atom'><entry>", "malformed"),
        ("<rss><channel><item></channel></rss>", "malformed"),
    ],
)
def test_what_is_no_feed_of_comments_is_told_so(body: str, error_class: str) -> None:
    with pytest.raises(FeedError) as caught:
        read(page(body))
    assert caught.value.error_class == error_class


def test_stray_letters_references_and_ampersands_are_mended() -> None:
    body = "a\x0b &nbsp; &hellip; &eacute;&lt;b&gt; &foo; AT&T &#0; &#xD800;"
    comment = only(wordpress(f"<item><guid>1</guid><description>{body}</description></item>"))
    assert comment.html == "a \xa0 … é<b> &foo; AT&T \ufffd \ufffd"


def test_a_prefix_that_is_not_declared_is_understood_if_it_is_a_usual_one() -> None:
    inside = "<guid>1</guid><dc:creator>Ana</dc:creator><x:y/>"
    assert only(f"<rss><channel><item>{inside}</item></channel></rss>").author == "Ana"


def test_a_feed_that_forgets_to_say_it_is_atom_is_read_all_the_same() -> None:
    comment = only("<feed><entry><id>1</id><content>Hi</content></entry></feed>")
    assert (comment.guid, comment.html) == ("1", "<p>Hi</p>")


@pytest.mark.parametrize(
    ("body", "content_type"),
    [
        ("é".encode(), "text/xml; charset=iso-8859-1"),
        ("é".encode("latin-1"), "text/xml; charset=iso-8859-1"),
    ],
)
def test_letters_are_utf_8_where_they_can_be(body: bytes, content_type: str) -> None:
    document = (
        b"<rss><channel><item><guid>1</guid><description>%s</description></item></channel></rss>"
    )
    assert only(document % body, content_type).html == "é"


@pytest.mark.parametrize(
    "encoding", ["utf-16", "utf-16-le", "shift_jis", "iso-2022-jp", "utf-8-sig"]
)
def test_letters_are_read_by_what_the_document_says(encoding: str) -> None:
    text = (
        f"<?xml version='1.0' encoding='{encoding.removesuffix('-sig')}'?><rss><channel><item>"
        "<guid>1</guid><description>日本</description></item></channel></rss>"
    )
    assert only(text.encode(encoding)).html == "日本"


def test_entities_do_not_grow_without_bound() -> None:
    lines = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 12))
    bomb = f'<!DOCTYPE rss [<!ENTITY l0 "lol">{lines}]><rss><channel><item>'
    inside = "<guid>1</guid><description>&l11;</description>"
    assert only(f"{bomb}{inside}</item></channel></rss>").html == "&l11;"


def test_no_file_is_read() -> None:
    document = (
        '<!DOCTYPE rss [<!ENTITY x SYSTEM "file:///etc/passwd">]><rss><channel><item>'
        "<guid>1</guid><description>a&x;b</description></item></channel></rss>"
    )
    assert only(document).html == "ab"


def test_what_is_taken_is_bounded() -> None:
    many = read(page(wordpress(*(item(n) for n in range(1, FEED_ITEMS + 10)))))
    assert len(many.comments) == FEED_ITEMS
    long = only(wordpress(item(1, "x" * (2 * CONTENT_BYTES))))
    assert len(long.html.encode()) <= CONTENT_BYTES
    deep = f"<item><guid>1</guid>{'<a>' * 100_000}{'</a>' * 100_000}</item>"
    assert only(wordpress(deep)).guid == "1"
    wide = f"<item><guid>1</guid>{'<a/>' * 100_000}<dc:creator>Ana</dc:creator></item>"
    assert only(wordpress(wide)).author == ""


def test_addresses_are_relative_to_the_document_or_to_what_it_says() -> None:
    document = atom("<link href='c1'/><content>x</content>")
    assert only(document).url == ADDRESS.replace("default", "c1")
    based = document.replace("<feed ", "<feed xml:base='https://other.test/a/' ")
    assert only(based).url == "https://other.test/a/c1"
