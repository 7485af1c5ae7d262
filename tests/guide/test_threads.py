"""The guide's comments as they are kept: parsed, answering each other, the author known by key."""

from dataclasses import replace
from datetime import datetime

import pytest

from tui_reader import guide
from tui_reader.feeds.parse import parse
from tui_reader.guide.sources import Section, read_posts
from tui_reader.models import Page, ParsedComment, Removed

FEED = "https://guide.tui-reader.example/feeds/posts/default"
BLOG = parse(Page(FEED, FEED, 200, guide.document(), "application/atom+xml; charset=utf-8"))
THREADS = dict(guide.threads())
COMMENTS = [comment for thread in THREADS.values() for comment in thread.comments]
POSTS = {post.url: post for post in BLOG.posts}


def test_every_post_with_comments_has_its_thread_whole() -> None:
    counts = {post.url: post.comments for post in BLOG.posts if post.comments}
    assert counts == {url: thread.total for url, thread in THREADS.items()}
    assert all(thread.total == len(thread.comments) for thread in THREADS.values())


def test_the_same_comments_come_every_time() -> None:
    assert dict(guide.threads()) == dict(guide.threads()) == THREADS


def test_a_comment_says_whose_post_it_is_of() -> None:
    for url, thread in THREADS.items():
        assert {comment.post for comment in thread.comments} == {POSTS[url].guid}
        assert {comment.post_url for comment in thread.comments} == {url}


def test_each_comment_is_one_of_its_own_and_has_a_place_on_the_page() -> None:
    assert len({comment.guid for comment in COMMENTS}) == len(COMMENTS)
    for comment in COMMENTS:
        assert comment.guid.isdigit()
        assert comment.url == f"{comment.post_url}#c{comment.guid}"


def test_replies_answer_a_comment_of_the_same_thread() -> None:
    for thread in THREADS.values():
        guids = {comment.guid for comment in thread.comments}
        assert {comment.parent for comment in thread.comments} <= guids | {""}
    assert sum(bool(comment.parent) for comment in COMMENTS) >= 8


def speaks_as_author(comment: ParsedComment) -> bool:
    return comment.author_key != "" and comment.author_key == POSTS[comment.post_url].author_key


def test_the_author_is_known_by_an_account_and_nobody_else_has_it() -> None:
    assert {comment.author for comment in COMMENTS if speaks_as_author(comment)} == {"tui-reader"}
    assert not {comment.author for comment in COMMENTS if not comment.author_key} & {"tui-reader"}


def test_whoever_gave_no_name_has_none() -> None:
    authors = {comment.author for comment in COMMENTS}
    assert "" in authors
    assert "Anonymous" not in authors


def test_one_was_removed_and_its_words_are_not_kept() -> None:
    removed = [comment for comment in COMMENTS if comment.removed]
    assert [comment.removed for comment in removed] == [Removed.BY_AUTHOR]
    assert removed[0].html == ""
    assert all(comment.html for comment in COMMENTS if not comment.removed)


def test_times_are_those_of_the_sources() -> None:
    written = [
        datetime.fromisoformat(section.fields["published"])
        for post in read_posts()
        for section in post.comments or ()
    ]
    assert [comment.published for comment in COMMENTS] == written


def test_another_comment_makes_another_guide(monkeypatch: pytest.MonkeyPatch) -> None:
    document, version = guide.document(), guide.version()
    posts = read_posts()
    at = next(number for number, post in enumerate(posts) if post.comments)
    section = Section({"id": "1", "author": "A", "published": "2026-11-18T09:00:00+01:00"}, "Hm.")
    told = (section, *(posts[at].comments or ())[1:])
    posts[at] = replace(posts[at], comments=told)
    monkeypatch.setattr(guide, "read_posts", lambda: posts)
    assert guide.document() == document, "the posts are the same"
    assert guide.version() != version
