"""Backups of Blogger: what is public in them, and how it hangs together."""

from pathlib import Path

import pytest

from tests.feeds.backups.files import (
    BLOG,
    comment,
    export,
    held,
    post,
    said,
    setting,
    taken,
    takeout,
)
from tui_reader.models import Removed

DRAFT = (
    "<app:control xmlns:app='http://purl.org/atom/app#'><app:draft>yes</app:draft></app:control>"
)
UNDECLARED_DRAFT = "<app:control><app:draft>yes</app:draft></app:control>"


def test_the_old_form_gives_posts_pages_and_comments_with_their_parents(tmp_path: Path) -> None:
    found = held(
        tmp_path,
        export(post(1), post(2), post(3, what="page"), comment(11, 1), comment(12, 1, reply_to=11)),
    )
    assert found.head.kind == "blogger-export"
    assert found.head.feed_url == "https://blog.test/feeds/posts/default"
    assert (found.head.feed.title, found.head.feed.feed_id) == ("What Now?", BLOG)
    [first, second] = found.posts
    assert (first.guid, first.title) == (f"{BLOG}.post-1", "Post 1")
    assert first.url == "https://blog.test/2014/03/1.html"
    assert (first.html, first.labels) == ("<p>Text of 1.</p>", ("Label 1",))
    assert (first.comments, second.comments) == (2, 0)
    assert str(first.published) == "2014-03-01 10:00:00-05:00"
    assert (first.author, first.author_key) == ("Ann", "blogger.com/profile/5")
    assert [page.title for page in found.pages] == ["Post 3"]
    assert [(each.guid, each.parent, each.post) for each in found.comments] == [
        ("11", "", first.guid),
        ("12", "11", first.guid),
    ]
    assert found.comments[0].post_url == first.url
    assert found.left_out == 0


@pytest.mark.parametrize("control", [DRAFT, UNDECLARED_DRAFT])
def test_drafts_scheduled_posts_and_what_was_said_of_them_are_left_out(
    tmp_path: Path, control: str
) -> None:
    found = held(
        tmp_path,
        export(
            post(1),
            post(2, more=control),
            post(3, date="2026-02-01T00:00:00Z"),
            comment(11, 2),
            comment(12, 1),
        ),
    )
    assert [each.title for each in found.posts] == ["Post 1"]
    assert [each.guid for each in found.comments] == ["12"]
    assert found.left_out == 3
    assert found.note == "Left out: 1 draft, 1 scheduled post, 1 hidden comment."


def test_templates_and_settings_are_neither_given_nor_told(tmp_path: Path) -> None:
    secret = setting("BLOG_COMMENT_EMAIL", "owner@mail.test")
    found = held(tmp_path, export(secret, setting("BLOG_LOCALE", "de"), post(1), comment(11, 1)))
    assert "mail.test" not in repr((found.head, found.parts))
    assert (found.head.feed.language, found.left_out) == ("de", 0)


@pytest.mark.parametrize(
    ("settings", "is_open", "count"),
    [("", True, 0), ("", False, None), (setting("BLOG_COMMENTS_ALLOWED", "false"), True, None)],
)
def test_no_comments_are_none_only_where_they_are_closed(
    tmp_path: Path, settings: str, is_open: bool, count: int | None
) -> None:
    found = held(tmp_path, export(settings, post(1, is_open=is_open), post(2, is_open=False)))
    assert found.posts[0].comments == count


def test_a_blog_without_a_page_of_its_own_is_found_by_its_settings(tmp_path: Path) -> None:
    service = "http://www.blogger.com/blogspot/now/"
    found = held(tmp_path, export(setting("BLOG_SUBDOMAIN", "now"), post(1), home=service))
    assert found.head.feed_url == "https://now.blogspot.com/feeds/posts/default"


def test_a_removed_comment_is_kept_as_removed(tmp_path: Path) -> None:
    mark = "<gd:extendedProperty name='blogger.contentRemoved' value='true'/>"
    [found] = held(tmp_path, export(post(1), comment(11, 1, more=mark))).comments
    assert (found.removed, found.html) == (Removed.UNKNOWN, "")


def test_comments_that_stand_before_their_post_come_after_it(tmp_path: Path) -> None:
    found = held(tmp_path, takeout(said(11, 1), taken(2), said(12, 2), taken(1)))
    assert [each.guid for each in found.comments] == ["12", "11"]
    seen: set[str] = set()
    for part in found.parts:
        seen |= {each.guid for each in part.posts}
        assert {each.post for each in part.comments} <= seen


def test_of_takeout_only_what_is_live_is_given(tmp_path: Path) -> None:
    found = held(
        tmp_path,
        takeout(
            taken(1),
            taken(2, status="DRAFT"),
            taken(3, status="SOFT_TRASHED"),
            taken(4, "PAGE"),
            taken(5, "PAGE", "DRAFT"),
            said(11, 1),
            said(12, 1, reply_to=11),
            said(13, 1, status="SPAM_COMMENT"),
            said(14, 1, status="GHOSTED_COMMENT"),
            said(15, 1, status="PENDING"),
            said(16, 2),
        ),
    )
    [first] = found.posts
    assert (first.guid, first.url, first.comments) == (f"{BLOG}.post-1", "/2014/03/1.html", 2)
    assert first.labels == ("Label",)
    assert [page.guid for page in found.pages] == [f"{BLOG}.post-4"]
    assert [(each.guid, each.parent) for each in found.comments] == [("11", ""), ("12", "11")]
    assert (found.left_out, found.head.feed_url) == (7, "")


def test_comments_alone_are_given_for_posts_that_may_be_kept(tmp_path: Path) -> None:
    found = held(tmp_path, takeout(said(11, 1), said(12, 2)))
    assert [each.post for each in found.comments] == [f"{BLOG}.post-1", f"{BLOG}.post-2"]


def test_many_posts_come_in_parts_that_can_be_stored_at_once(tmp_path: Path) -> None:
    found = held(tmp_path, export(*map(post, range(1, 451)), *(comment(k, 1) for k in range(999))))
    assert len(found.posts) == len({each.guid for each in found.posts}) == 450
    assert len(found.comments) == 999
    assert max(len(part.posts) for part in found.parts) <= 200
    shares = [part.share for part in found.parts]
    assert shares == sorted(shares)
    assert shares[-1] == 1.0
