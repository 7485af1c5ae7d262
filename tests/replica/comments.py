"""Blogger's comments feeds: of one post and of the whole blog, newest first."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from tests.replica.blog import Comment
from tests.replica.posts_feed import ATOM_TYPE, FEED, HUB, Window
from tests.replica.web import ATOM, Answer, Asked, not_found
from tests.replica.xml import HEAD, STYLE, author, counters, esc, iso, link, title_of_comment

if TYPE_CHECKING:
    from tests.replica.blogger import Blogger

REMOVED = {
    "author": "This comment has been removed by the author.",
    "blog": "This comment has been removed by a blog administrator.",
}


class Comments:
    """The comments of one blog as feeds."""

    def __init__(self, site: Blogger) -> None:
        self.site = site

    def of_blog(self, asked: Asked) -> Answer:
        """Everything said on the blog."""
        blog = self.site.blog
        return self._answer(asked, blog.comments, f"{blog.id}/comments/default", "", blog.title)

    def of_post(self, asked: Asked, post_id: str) -> Answer:
        """What was said of one post; a feed without comments looks like the blog's."""
        blog = self.site.blog
        post = blog.place(post_id)
        if post is None:
            return not_found()
        thread = [] if post_id in self.site.ways.empty_feeds else blog.thread(post_id)
        title = f"Comments on {blog.title}: {post.title}" if thread else blog.title
        place = f"{blog.id}/{post_id}/comments/default"
        return self._answer(asked, thread, place, post_id if thread else "", title)

    def _answer(
        self, asked: Asked, all_of_them: list[Comment], place: str, post_id: str, title: str
    ) -> Answer:
        ways = self.site.ways
        window = self.site.window(asked, len(all_of_them), ways.comments_cap or ways.cap)
        chosen = all_of_them[window.start - 1 : window.start - 1 + window.size]
        text = self._feed(chosen, replace(window, given=len(chosen)), place, post_id, title)
        return Answer(200, text.encode(), {"Content-Type": ATOM})

    def _feed(
        self, chosen: list[Comment], window: Window, place: str, post_id: str, title: str
    ) -> str:
        site, blog = self.site, self.site.blog
        post = blog.place(post_id)
        name = f"{blog.id}.post{post_id}..comments" if post_id else f"{blog.id}.comments"
        following = window.next_query()
        at_service = f"{site.ways.service}/feeds/{place}"
        updated = max((comment.published for comment in blog.comments), default=_LONG_AGO)
        return (
            f"{HEAD}{STYLE}<feed xmlns='http://www.w3.org/2005/Atom'"
            " xmlns:openSearch='http://a9.com/-/spec/opensearchrss/1.0/'"
            ' xmlns:gd="http://schemas.google.com/g/2005">'
            f"<id>tag:blogger.com,1999:blog-{name}</id><updated>{iso(updated)}</updated>"
            f"<title type='text'>{esc(title)}</title>"
            + link(FEED, ATOM_TYPE, f"{site.base}/feeds/comments/default")
            + link("self", ATOM_TYPE, at_service)
            + link("alternate", "text/html", site.base + (post.path if post else "/"))
            + f'<link rel="hub" href="{HUB}"/>'
            + (link("next", ATOM_TYPE, at_service + following) if following else "")
            + author(blog.author)
            + "<generator version='7.00' uri='http://www.blogger.com'>Blogger</generator>"
            + counters(window.total, window.start, window.says)
            + "".join(self._entry(comment) for comment in chosen)
            + "</feed>"
        )

    def _entry(self, comment: Comment) -> str:
        blog, service = self.site.blog, self.site.ways.service
        post = blog.place(comment.post)
        page = self.site.base + (post.path if post else "/")
        place = f"{service}/feeds/{blog.id}/{comment.post}/comments/default"
        stamp = int(comment.published.timestamp() * 1000)
        html = REMOVED.get(comment.removed, comment.html)
        title = "" if comment.removed else title_of_comment(html)
        parent = f"{place}/{comment.parent}"
        return (
            f"<entry><id>tag:blogger.com,1999:blog-{blog.id}.post-{comment.id}</id>"
            f"<published>{iso(comment.published)}</published>"
            f"<updated>{iso(comment.published)}</updated><title type='text'>{title}</title>"
            + self._body(html)
            + link("edit", ATOM_TYPE, f"{place}/{comment.id}")
            + link("self", ATOM_TYPE, f"{place}/{comment.id}")
            + link("alternate", "text/html", f"{page}?showComment={stamp}#c{comment.id}", "")
            + (link("related", ATOM_TYPE, parent) if comment.parent else "")
            + author(comment.author)
            + "<thr:in-reply-to xmlns:thr='http://purl.org/syndication/thread/1.0'"
            f" href='{esc(page)}' ref='tag:blogger.com,1999:blog-{blog.id}.post-{comment.post}'"
            f" source='{service}/feeds/{blog.id}/posts/default/{comment.post}' type='text/html'/>"
            + _properties(comment)
            + "</entry>"
        )

    def _body(self, html: str) -> str:
        if self.site.ways.is_short:
            return f"<summary type='text'>{esc(html)}</summary>"
        return f"<content type='html'>{esc(html)}</content>"


_LONG_AGO = datetime(2023, 5, 16, tzinfo=UTC)


def _properties(comment: Comment) -> str:
    """The time comes last, and is all that feedparser keeps."""
    removed = '<gd:extendedProperty name="blogger.contentRemoved" value="true"/>'
    told = comment.published.strftime("%B %d, %Y at %I:%M %p")
    return (
        (removed if comment.removed else "")
        + f'<gd:extendedProperty name="blogger.itemClass" value="pid-{comment.id[-9:]}"/>'
        + f'<gd:extendedProperty name="blogger.displayTime" value="{told}"/>'
    )
