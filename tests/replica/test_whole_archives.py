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
    extra = threads_with_pingbacks(site.blog) + 2
    assert len(driven.urls) <= least.posts(site) + least.comments(site) + extra + BESIDE


@needs_corpus
@pytest.mark.parametrize("path", loaders.WXRS, ids=lambda path: path.stem)
async def test_a_wordpress_without_its_interface_arrives_whole_by_its_feeds(
    path: Path, tmp_path: Path
) -> None:
    blog = loaders.wxr(path)
    site = WordPress(blog, WordPressWays(rest="401", pages_comments=True), BASE)
    driven = await drive(tmp_path, Net(site), f"{BASE}/", comments=True)
    assert driven.is_done, driven.sentence
    faults = judge(tmp_path, blog, has_counts=False).faults()
    faults.pop("wrong_parents", None)  # these feeds do not tell them
    assert faults == {}


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
