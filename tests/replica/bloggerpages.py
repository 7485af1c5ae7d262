"""Blogger's pages: home with the archive widget, posts, robots.txt and sitemaps."""

from __future__ import annotations

from collections import Counter
from datetime import UTC
from typing import TYPE_CHECKING

from tests.replica.blog import Post
from tests.replica.web import Answer, Asked, not_found, page
from tests.replica.xml import esc

if TYPE_CHECKING:
    from tests.replica.blogger import Blogger

SITEMAP_ENTRIES = 150
_SITEMAP = "http://www.sitemaps.org/schemas/sitemap/0.9"


def answer(site: Blogger, asked: Asked) -> Answer:
    """A page that is no feed."""
    match asked.path:
        case "/":
            return page(_html(site, site.blog.title, _widget(site) if site.ways.has_widget else ""))
        case "/robots.txt":
            return Answer(200, _robots(site.base).encode(), {"Content-Type": "text/plain"})
        case "/sitemap.xml" | "/sitemap-pages.xml":
            return _sitemap(site, asked)
    for post in (*site.blog.posts, *site.blog.pages):
        if post.path == asked.path:
            return page(_html(site, post.title, _article(post), post))
    return not_found()


def _html(site: Blogger, title: str, body: str, post: Post | None = None) -> str:
    blog, name = site.blog, esc(site.blog.title)
    feed = f"{site.base}/feeds/posts/default"
    own = f"{site.base}/feeds/{post.id}/comments/default" if post else ""
    alternate = '<link rel="alternate" type="application/{}" title="{} - {}" href="{}" />\n'
    return (
        "<!DOCTYPE html>\n<html class='v2' dir='ltr'>\n<head>\n"
        "<meta content='blogger' name='generator'/>\n"
        + alternate.format("atom+xml", name, "Atom", feed)
        + alternate.format("rss+xml", name, "RSS", f"{feed}?alt=rss")
        + f'<link rel="service.post" type="application/atom+xml" title="{name} - Atom" '
        f'href="{site.ways.service}/feeds/{blog.id}/posts/default" />\n'
        + (alternate.format("atom+xml", name, "Atom", own) if own else "")
        + f"<title>{esc(title)}</title>\n</head>\n<body>\n<h1>{name}</h1>\n{body}\n</body>\n</html>"
    )


def _article(post: Post) -> str:
    return f"<div class='post-body entry-content' id='post-body-{post.id}'>\n{post.html}\n</div>"


def months(site: Blogger) -> dict[tuple[int, int], int]:
    """Posts in each month, by the date each post was written with."""
    return Counter((post.published.year, post.published.month) for post in site.blog.posts)


def _widget(site: Blogger) -> str:
    counts = months(site)
    years = sorted({year for year, _ in counts}, reverse=True)
    inside = "".join(_year(site, year, counts) for year in years)
    return (
        "<div class='widget BlogArchive' data-version='1' id='BlogArchive1'>\n<h2>Archive</h2>\n"
        "<div class='widget-content'>\n<div id='ArchiveList'>\n"
        f"<div id='BlogArchive1_ArchiveList'>\n{inside}</div>\n</div>\n"
        "<div class='clear'></div>\n</div>\n</div>"
    )


def _year(site: Blogger, year: int, counts: dict[tuple[int, int], int]) -> str:
    of_year = sorted(((m, n) for (y, m), n in counts.items() if y == year), reverse=True)
    return (
        "<ul class='hierarchy'>\n<li class='archivedate collapsed'>\n"
        "<a class='toggle' href='javascript:void(0)'>\n<span class='zippy'>\n\n"
        "        &#9658;&#160;\n      \n</span>\n</a>\n"
        + _counted(f"{site.base}/{year}/", str(year), sum(n for _, n in of_year))
        + "".join(
            "<ul class='hierarchy'>\n<li class='archivedate collapsed'>\n"
            + _counted(f"{site.base}/{year}/{month:02}/", f"{month}월", number)
            + "</li>\n</ul>\n"
            for month, number in of_year
        )
        + "</li>\n</ul>\n"
    )


def _counted(href: str, name: str, number: int) -> str:
    return (
        f"<a class='post-count-link' href='{href}'>\n{name}\n</a>\n"
        f"<span class='post-count' dir='ltr'>({number})</span>\n"
    )


def _robots(base: str) -> str:
    return (
        "User-agent: Mediapartners-Google\nDisallow: \n\nUser-agent: *\nDisallow: /search\n"
        f"Allow: /\n\nSitemap: {base}/sitemap.xml\n"
    )


def _sitemap(site: Blogger, asked: Asked) -> Answer:
    if asked.path == "/sitemap-pages.xml":
        return _urls(site.base, site.blog.pages)
    posts, number = site.blog.posts, asked.number("page", 0)
    if number:
        part = posts[(number - 1) * SITEMAP_ENTRIES : number * SITEMAP_ENTRIES]
        return _urls(site.base, part) if part else not_found()
    if len(posts) <= SITEMAP_ENTRIES:
        return _urls(site.base, posts)
    pages = range(1, -(-len(posts) // SITEMAP_ENTRIES) + 1)
    inside = "".join(
        f"<sitemap><loc>{site.base}/sitemap.xml?page={each}</loc></sitemap>" for each in pages
    )
    return _xml(f'<sitemapindex xmlns="{_SITEMAP}">{inside}</sitemapindex>')


def _urls(base: str, posts: list[Post]) -> Answer:
    inside = "".join(
        f"<url><loc>{esc(base + post.path)}</loc>"
        f"<lastmod>{post.updated.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}</lastmod></url>"
        for post in posts
    )
    return _xml(f'<urlset xmlns="{_SITEMAP}">{inside}</urlset>')


def _xml(text: str) -> Answer:
    body = f"<?xml version='1.0' encoding='UTF-8'?>{text}".encode()
    return Answer(200, body, {"Content-Type": "text/xml; charset=UTF-8"})
