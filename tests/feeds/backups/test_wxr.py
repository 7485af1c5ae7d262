"""Backups of WordPress: what is shown of them, and how it hangs together."""

from pathlib import Path

import pytest

from tests.feeds.backups.files import held, item, remark, wxr

AUTHORS = (
    "<wp:author><wp:author_id>7</wp:author_id><wp:author_login>ann</wp:author_login>"
    "<wp:author_email>ann@mail.test</wp:author_email>"
    "<wp:author_display_name><![CDATA[Ann Writer]]></wp:author_display_name></wp:author>"
)


def test_posts_come_with_their_comments_and_these_with_their_parents(tmp_path: Path) -> None:
    answers = remark(11) + remark(12, parent=11, user=7)
    found = held(tmp_path, wxr(item(1, more=answers), item(2, what="page"), head=AUTHORS))
    assert (found.head.kind, found.head.feed_url) == ("wxr", "https://blog.test/feed/")
    [post] = found.posts
    assert (post.guid, post.url) == ("https://blog.test/?p=1", "https://blog.test/1/")
    assert (post.author, post.author_key, post.labels) == ("Ann Writer", "user:7", ("News",))
    assert (post.comments, str(post.published)) == (2, "2014-03-01 15:00:00+00:00")
    assert post.comments_feed == "https://blog.test/1/feed/"
    assert [(each.guid, each.parent, each.author_key) for each in found.comments] == [
        ("11", "", ""),
        ("12", "11", "user:7"),
    ]
    assert found.comments[0].html == "<p>Comment 11</p>\n<p>More</p>"
    assert found.comments[0].author_url == "http://bob.test/"
    assert {each.post for each in found.comments} == {post.guid}
    assert [page.title for page in found.pages] == ["Post 2"]
    assert "mail.test" not in repr((found.head, found.parts))
    assert "192.0.2.1" not in repr(found.parts)


@pytest.mark.parametrize(
    ("left", "called"),
    [
        (item(2, status="draft"), "draft"),
        (item(2, status="pending"), "draft"),
        (item(2, status="private"), "private post"),
        (item(2, status="trash"), "deleted post"),
        (item(2, status="future"), "scheduled post"),
        (item(2, gmt="2026-01-06 00:00:00"), "scheduled post"),
        (item(2, what="attachment", status="inherit"), "attachment"),
        (item(2, what="nav_menu_item"), "menu item"),
        (item(2, what="wp_global_styles"), "other item"),
        (
            item(2).replace("password></", "password>sesame</"),
            "protected post",
        ),
    ],
)
def test_what_is_not_shown_is_left_out_and_counted(tmp_path: Path, left: str, called: str) -> None:
    found = held(tmp_path, wxr(left.replace("</item>", remark(9) + "</item>"), item(1)))
    assert [each.title for each in found.posts] == ["Post 1"]
    assert (found.comments, found.pages) == ([], [])
    assert found.left_out >= 1
    assert f"Left out: 1 {called}" in found.note


def test_comments_that_are_not_shown_are_left_out(tmp_path: Path) -> None:
    said = "".join(
        remark(number, approved=state) for number, state in enumerate(("1", "0", "spam", "trash"))
    )
    found = held(tmp_path, wxr(item(1, more=said)))
    assert [each.guid for each in found.comments] == ["0"]
    assert (found.posts[0].comments, found.left_out) == (1, 3)


def test_pings_are_comments_as_wordpress_shows_them(tmp_path: Path) -> None:
    said = remark(1, what="pingback") + remark(2, what="trackback") + remark(3, what="order_note")
    found = held(tmp_path, wxr(item(1, more=said)))
    assert found.posts[0].comments == 2
    assert found.note.startswith("1 pingback and 1 trackback kept as comments")


@pytest.mark.parametrize(("state", "count"), [("open", 0), ("closed", None)])
def test_no_comments_are_none_only_where_they_are_closed(
    tmp_path: Path, state: str, count: int | None
) -> None:
    assert held(tmp_path, wxr(item(1, comments=state))).posts[0].comments == count


@pytest.mark.parametrize("gmt", ["0000-00-00 00:00:00", "", "-0001-11-30 00:00:00"])
def test_a_date_that_is_none_is_not_read(tmp_path: Path, gmt: str) -> None:
    [post] = held(tmp_path, wxr(item(1, gmt=gmt))).posts
    assert str(post.published) == "2014-03-01 15:00:00+00:00"


def test_without_content_there_is_the_excerpt(tmp_path: Path) -> None:
    empty = item(1, content=" ").replace(
        "<excerpt:encoded><![CDATA[]]>", "<excerpt:encoded><![CDATA[In short.]]>"
    )
    [post] = held(tmp_path, wxr(empty)).posts
    assert (post.html, post.is_summary) == ("<p>In short.</p>", True)


def test_posts_that_share_a_guid_are_told_apart(tmp_path: Path) -> None:
    twin = item(2, more=remark(5)).replace("?p=2", "?p=1")
    found = held(tmp_path, wxr(item(1), twin))
    assert [post.guid for post in found.posts] == [
        "https://blog.test/?p=1",
        "https://blog.test/?p=1#2",
    ]
    assert found.comments[0].post == "https://blog.test/?p=1#2"


def test_a_prefix_that_is_not_declared_does_no_harm(tmp_path: Path) -> None:
    head = '<atom:link rel="search" href="https://blog.test/osd.xml"/><cloud/>'
    found = held(tmp_path, wxr(item(1), head=head))
    assert (found.head.feed.url, len(found.posts)) == ("https://blog.test", 1)


def test_another_prefix_for_the_same_namespace_is_understood(tmp_path: Path) -> None:
    other = wxr(item(1, status="draft"), item(2)).replace("wp:", "w:")
    found = held(tmp_path, other.replace("xmlns:wp=", "xmlns:w="))
    assert [post.title for post in found.posts] == ["Post 2"]


def test_what_does_not_say_that_it_is_public_is_left_out(tmp_path: Path) -> None:
    stranger = item(1).replace("<item>", '<item xmlns:wp="http://other.test/">')
    found = held(tmp_path, wxr(stranger, item(2)))
    assert [post.title for post in found.posts] == ["Post 2"]
    assert found.note == "Left out: 1 other item."


def test_a_blog_on_this_machine_has_no_feed_to_ask(tmp_path: Path) -> None:
    assert held(tmp_path, wxr(item(1), home="http://localhost/wp")).head.feed_url == ""
