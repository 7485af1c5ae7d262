"""Every post and comment of every backup of the corpus, served as its blog once did, arrives once.

``TUI_READER_TEST_ALL=1`` makes the invented blog as large as acceptance wants it: 6,000 posts and
20,000 comments.
"""

import os
from pathlib import Path

import pytest

from tests.replica import least, loaders, synthetic
from tests.replica.blog import Blog
from tests.replica.blogger import Blogger, Ways
from tests.replica.drive import Driven, drive
from tests.replica.judge import judge
from tests.replica.server import Net
from tests.replica.wordpress import WordPress, WordPressWays
from tests.shared import needs_corpus

BASE = "https://blog.test"
POSTS, COMMENTS = (6000, 20_000) if os.environ.get("TUI_READER_TEST_ALL") else (1500, 4000)
BESIDE = 5
"""Requests that a small blog's walk may make beside posts and comments: its home page with the
archive's months, its oldest post, its static pages, the labels' and authors' names."""


async def brought(site: Blogger | WordPress, home: Path) -> Driven:
    """Bring all of it; it must end well and miss nothing."""
    driven = await drive(home, Net(site), f"{BASE}/", comments=True)
    assert driven.is_done, driven.sentence
    assert driven.sentence == ""
    return driven


@needs_corpus
@pytest.mark.parametrize("path", loaders.EXPORTS, ids=lambda path: path.stem)
async def test_an_exported_blog_arrives_whole(path: Path, tmp_path: Path) -> None:
    site = Blogger(loaders.export(path), base=BASE)
    driven = await brought(site, tmp_path)
    assert judge(tmp_path, site.blog).faults() == {}
    assert len(driven.urls) <= least.posts(site) + least.comments(site) + BESIDE, driven.urls


@needs_corpus
@pytest.mark.parametrize("path", loaders.TAKEOUTS, ids=lambda path: path.parts[-2])
async def test_a_blog_of_takeout_arrives_whole(path: Path, tmp_path: Path) -> None:
    site = Blogger(loaders.takeout(path), base=BASE)
    driven = await brought(site, tmp_path)
    assert judge(tmp_path, site.blog).faults() == {}
    assert len(driven.urls) <= least.posts(site) + least.comments(site) + BESIDE, driven.urls


@needs_corpus
@pytest.mark.parametrize("rest", ["on", "plain"])
@pytest.mark.parametrize("path", loaders.WXRS, ids=lambda path: path.stem)
async def test_a_wordpress_arrives_whole_by_its_interface(
    path: Path, rest: str, tmp_path: Path
) -> None:
    site = WordPress(loaders.wxr(path), WordPressWays(rest=rest), BASE)
    driven = await brought(site, tmp_path)
    verdict = judge(tmp_path, people_only(site.blog), has_counts=False)
    assert verdict.faults() == {}
    await nothing_new(site, tmp_path)
    extra = threads_with_pingbacks(site.blog) + 2
    assert len(driven.urls) <= least.posts(site) + least.comments(site) + extra + BESIDE


@needs_corpus
@pytest.mark.parametrize("pages_comments", [True, False])
@pytest.mark.parametrize("path", loaders.WXRS, ids=lambda path: path.stem)
async def test_a_wordpress_without_its_interface_arrives_whole_by_its_feeds(
    path: Path, pages_comments: bool, tmp_path: Path
) -> None:
    blog = loaders.wxr(path)
    site = WordPress(blog, WordPressWays(rest="401", pages_comments=pages_comments), BASE)
    driven = await drive(tmp_path, Net(site), f"{BASE}/", comments=True)
    assert driven.is_done, driven.sentence
    verdict = judge(tmp_path, blog, has_counts=False)
    verdict.wrong_parents = []  # these feeds do not tell them
    on_pages = {each.id for each in blog.comments if each.post not in blog.by_id}
    lost = set(verdict.missing_comments) - on_pages
    verdict.missing_comments = []
    assert verdict.faults() == {}
    if on_pages and pages_comments:  # nothing but the interface tells which pages there are
        assert f"comments on posts that are not kept: {len(on_pages)}" in driven.sentence
    if lost:  # a feed that does not page gives ten comments of a post, and that is said
        most = sum(max(0, len(blog.thread(post.id)) - 10) for post in blog.posts)
        assert not pages_comments
        assert len(lost) <= most
        assert "not all comments could be had of “" in driven.sentence
    await nothing_new(site, tmp_path)


async def nothing_new(site: WordPress, home: Path) -> None:
    """Asked again at once, it does not ask for all threads once more."""
    again = await drive(home, Net(site), f"{BASE}/", comments=True)
    assert again.is_done
    assert len(again.urls) <= 14, again.urls


def people_only(blog: Blog) -> Blog:
    """The blog without pingbacks: WordPress's interface does not give them."""
    comments = [each for each in blog.comments if not each.kind]
    return Blog(blog.id, blog.title, blog.author, blog.posts, blog.pages, comments)


def threads_with_pingbacks(blog: Blog) -> int:
    """Posts whose feed counts more than the interface gives: those are asked once more."""
    return len({each.post for each in blog.comments if each.kind})


async def test_an_invented_blog_arrives_whole_with_few_requests(tmp_path: Path) -> None:
    site = Blogger(synthetic.invented(POSTS, COMMENTS), Ways(), BASE)
    driven = await brought(site, tmp_path)
    assert judge(tmp_path, site.blog).faults() == {}
    needed = least.posts(site) + least.comments(site)
    assert len(driven.urls) <= needed * 1.05 + (0 if POSTS >= 6000 else 2), driven.urls
    assert driven.found.posts_total == POSTS
    assert driven.found.since == min(post.published for post in site.blog.posts)


async def test_asked_again_it_finds_nothing_new_and_asks_little(tmp_path: Path) -> None:
    site = Blogger(synthetic.invented(600, 900), Ways(), BASE)
    await brought(site, tmp_path)
    again = await brought(site, tmp_path)
    assert judge(tmp_path, site.blog).faults() == {}
    assert len(again.urls) <= 6, again.urls
