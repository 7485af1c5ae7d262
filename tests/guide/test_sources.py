"""The guide's source files: what a post must and may have, and the threads in them."""

import re
from datetime import UTC, datetime, timedelta, timezone
from importlib.resources import files

import pytest

from tui_reader.guide.sources import Post, read_post, read_posts

POSTS = read_posts()
NAMES = sorted(entry.name for entry in files("tui_reader.guide").joinpath("posts").iterdir())
POST_FIELDS = {"title", "published", "updated", "labels", "comments"}
COMMENT_FIELDS = {"id", "author", "published", "reply-to", "removed"}

SOURCE = """\
title: Tea: how & when
published: 2026-01-26T22:00:00+01:00
labels: Keys, First steps

<p>One.</p>

<p>Two.</p>

--- comment ---
id: 1
author: Aino
published: 2026-01-27T08:00:00+01:00

<p>Three.</p>
"""


def test_a_source_becomes_a_post() -> None:
    post = read_post("2026-01-26-tea-time.html", SOURCE)
    assert post.path == "/2026/01/tea-time.html"
    assert post.title == "Tea: how & when"
    assert post.published == datetime(2026, 1, 26, 22, tzinfo=timezone(timedelta(hours=1)))
    assert post.updated == post.published
    assert post.labels == ("Keys", "First steps")
    assert post.html == "<p>One.</p>\n\n<p>Two.</p>"
    assert post.comments is not None
    assert [comment.html for comment in post.comments] == ["<p>Three.</p>"]
    assert post.comments[0].fields["author"] == "Aino"


def test_a_post_keeps_its_identity_while_its_text_changes() -> None:
    first = read_post("2026-01-26-tea.html", SOURCE)
    again = read_post("2026-01-26-tea.html", SOURCE.replace("One", "Uno"))
    other = read_post("2026-01-26-coffee.html", SOURCE)
    assert first.id == again.id != other.id
    assert re.fullmatch(r"\d{16,19}", first.id)


def test_closed_comments_are_not_the_same_as_none() -> None:
    without = SOURCE.partition("--- comment ---")[0]
    closed = without.replace("labels:", "comments: closed\nlabels:")
    assert read_post("2026-01-26-tea.html", without).comments == ()
    assert read_post("2026-01-26-tea.html", closed).comments is None


@pytest.mark.parametrize("field", ["title", "published"])
def test_a_post_without_title_line_or_date_is_refused(field: str) -> None:
    with pytest.raises(KeyError):
        read_post("2026-01-26-tea.html", SOURCE.replace(f"{field}:", "x:", 1))


@pytest.mark.parametrize("name", NAMES)
def test_a_file_is_named_after_its_day_and_says_only_known_things(name: str) -> None:
    text = files("tui_reader.guide").joinpath("posts", name).read_text("utf-8")
    head, _, _ = text.partition("\n\n")
    fields = {line.partition(":")[0] for line in head.splitlines()}
    assert {"title", "published"} <= fields <= POST_FIELDS
    post = read_post(name, text)
    assert name[:10] == post.published.date().isoformat()
    assert re.fullmatch(r"\d{4}-\d\d-\d\d-[a-z0-9-]+\.html", name)
    assert len(name) <= 52  # Blogger cuts a slug at about 39 letters
    assert post.updated >= post.published


@pytest.mark.parametrize("post", POSTS, ids=lambda post: post.path)
def test_a_thread_is_whole(post: Post) -> None:
    seen: set[str] = set()
    last = post.published.astimezone(UTC)
    for comment in post.comments or ():
        fields = comment.fields
        assert {"id", "author", "published"} <= set(fields) <= COMMENT_FIELDS
        assert fields["id"] not in seen
        assert fields.get("reply-to") in seen | {None}
        assert datetime.fromisoformat(fields["published"]) > last
        assert comment.html
        seen.add(fields["id"])
        last = datetime.fromisoformat(fields["published"])


def test_a_reply_stands_under_a_top_comment_as_on_blogger() -> None:
    for post in POSTS:
        replies = [c for c in post.comments or () if "reply-to" in c.fields]
        tops = {c.fields["id"] for c in post.comments or () if "reply-to" not in c.fields}
        assert all(reply.fields["reply-to"] in tops for reply in replies), post.path


def test_one_long_thread_has_replies_and_a_removed_comment() -> None:
    long = [post.comments for post in POSTS if post.comments and len(post.comments) >= 10]
    assert len(long) == 1
    assert sum("reply-to" in comment.fields for comment in long[0]) >= 3
    assert sum(comment.fields.get("removed") == "yes" for comment in long[0]) == 1


@pytest.mark.parametrize("post", POSTS, ids=lambda post: post.path)
def test_a_post_is_neither_a_note_nor_a_book(post: Post) -> None:
    words = len(re.sub(r"<[^>]+>", " ", post.html).split())
    long = {"long-posts": 1_600, "every-key": 2_400, "the-command-line": 600}
    longest = next((most for name, most in long.items() if name in post.path), 400)
    assert 80 <= words <= longest
