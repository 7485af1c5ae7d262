"""Brings the text of a post of which an archive gave only the title: its page is asked for.

One post, when it is opened. Its marks stay as they are, and nothing says that it was edited.
"""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from tui_reader.errors import FetchError, UsageError
from tui_reader.feeds.urls import canonical
from tui_reader.library.careful import Careful, note_hold, refuse_if_held
from tui_reader.library.desk import Desk
from tui_reader.library.keeping import make_ready
from tui_reader.library.page_asking import ask_page
from tui_reader.library.plan import unsure_of_words
from tui_reader.models import (
    ArchiveSource,
    Article,
    Change,
    KnownPost,
    ParsedFeed,
    ParsedPost,
)
from tui_reader.store import answers, archive, posts

PAGE_BODY: Final = "page-body"
NOWHERE: Final = "this post has no page that could be asked for its text"


async def bring_body(desk: Desk, post_id: int) -> None:
    """Ask a post's page and keep the article in it.

    Raises:
        UsageError: There is no such post, or it has no page.
        FetchError: The page did not come.
        FeedError: There is no article in it.
        StoreError: It cannot be kept.
    """
    article = await desk.database.read(posts.article, post_id)
    blog_ids = [article.row.blog_id] if article else []
    sources = await desk.database.read(archive.sources, blog_ids)
    if article is None or not article.url or not sources:
        raise UsageError(NOWHERE)
    blog = sources[0]
    await refuse_if_held(desk, blog)
    asks = Careful(desk, await desk.network.asking(blog), lanes=1)
    try:
        body = await ask_page(desk, asks, article.url)
    except FetchError as error:
        await note_hold(desk, asks, blog.blog_id, error)
        raise
    await _keep(desk, blog, article, body.title, body.html, body.base)


async def _keep(
    desk: Desk, blog: ArchiveSource, article: Article, title: str, html: str, base: str
) -> None:
    kept = await _kept(desk, blog, article)
    post = ParsedPost(
        guid=kept.guid,
        url=article.url,
        title=title or kept.title,
        html=html,
        base=base,
        published=kept.published,
        updated=article.updated,
    )
    now = desk.now()
    feed = ParsedFeed(kind=PAGE_BODY, title="", posts=(post,))
    ready = await make_ready(desk.database, blog.blog_id, feed, now)

    def plan(known: Sequence[KnownPost]) -> tuple[Change, ...]:
        changes = ready.plan(known)
        return tuple(
            replace(unsure_of_words(change), is_edited=False, sort_at=kept.sort_at)
            for change in changes
            if change.post_id == kept.post_id
        )

    await desk.database.write(
        archive.save_posts,
        blog.blog_id,
        feed.posts,
        plan,
        now,
        text_of=ready.text_of,
        canonical_urls=ready.urls,
        identities=ready.identities,
    )


async def _kept(desk: Desk, blog: ArchiveSource, article: Article) -> KnownPost:
    address = canonical(article.url)
    probe = ParsedPost(guid=article.guid, url=article.url, title="", html="")
    known = await desk.database.read(answers.known_posts, blog.blog_id, [probe], [address], [])
    for post in known:
        if post.post_id == article.row.id:
            return post
    raise UsageError(NOWHERE)
