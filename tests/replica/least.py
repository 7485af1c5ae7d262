"""The least number of requests that a blog can be brought whole with, by its own caps."""

from tests.replica import posts_feed
from tests.replica.blogger import Blogger
from tests.replica.wordpress import WordPress

ASKED = 150
"""What one may ask of Blogger at once; more was never given since 2015."""


def pages(things: int, size: int) -> int:
    """Pages of a size that so many things fill."""
    return -(-things // size)


def posts(site: Blogger | WordPress) -> int:
    """Requests for all posts."""
    if isinstance(site, WordPress):
        is_rest = site.ways.rest in ("on", "plain")
        size = site.ways.per_page_cap if is_rest else site.ways.per_feed
        return pages(len(site.blog.posts), size)
    if not site.ways.byte_cap:
        return pages(len(site.blog.posts), min(ASKED, site.ways.cap))
    source = posts_feed.Source(site.blog, site.base, site.ways.service, "posts")
    left, count = site.blog.posts, 0
    while left:
        page = left[: min(ASKED, site.ways.cap)]
        left = left[len(posts_feed.within(source, page, site.ways.byte_cap)) :]
        count += 1
    return count


def comments(site: Blogger | WordPress) -> int:
    """Requests for all comments: by the blog's own feed of them, where there is one."""
    blog = site.blog
    if isinstance(site, WordPress):
        if site.ways.rest in ("on", "plain"):
            return pages(len(blog.comments), site.ways.per_page_cap)
        return sum(1 for post in blog.posts if blog.thread(post.id))
    size = site.ways.comments_cap or site.ways.cap
    if site.ways.has_comments_feed:
        return pages(len(blog.comments), size)
    return sum(pages(len(blog.thread(post.id)), size) for post in blog.posts)
