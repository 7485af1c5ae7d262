"""The guide read as any blog is read: by the reader's own parser."""

from datetime import timedelta

from tui_reader import guide
from tui_reader.feeds.parse import parse
from tui_reader.feeds.urls import canonical
from tui_reader.guide.sources import read_posts
from tui_reader.models import Page

FEED = "https://guide.tui-reader.example/feeds/posts/default"
BLOG = parse(Page(FEED, FEED, 200, guide.document(), "application/atom+xml; charset=utf-8"))
SOURCES = read_posts()


def test_the_parser_has_nothing_to_complain_about() -> None:
    assert (BLOG.kind, BLOG.generator, BLOG.notes) == ("atom10", "Blogger", ())
    assert BLOG.title == "The tui-reader guide"
    assert BLOG.url == "https://guide.tui-reader.example/"
    assert BLOG.next_url == ""


def test_no_post_is_lost_and_none_is_cut() -> None:
    assert BLOG.posts_total == len(BLOG.posts) == len(SOURCES)
    assert [post.title for post in BLOG.posts] == [source.title for source in SOURCES]
    assert [post.html.strip() for post in BLOG.posts] == [source.html for source in SOURCES]
    assert not any(post.is_summary for post in BLOG.posts)


def test_labels_dates_and_counts_arrive_as_they_were_written() -> None:
    for post, source in zip(BLOG.posts, SOURCES, strict=True):
        assert post.labels == source.labels
        assert post.published == source.published
        assert post.published is not None
        assert post.published.utcoffset() in {timedelta(hours=1), timedelta(hours=2)}
        assert post.updated == source.updated.replace(microsecond=0)
        assert post.comments == (None if source.comments is None else len(source.comments))


def test_each_post_is_one_of_its_own() -> None:
    assert len({post.guid for post in BLOG.posts}) == len(BLOG.posts)
    assert len({canonical(post.url) for post in BLOG.posts}) == len(BLOG.posts)
    assert all(post.author == "tui-reader" for post in BLOG.posts)
