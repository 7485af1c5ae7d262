"""The command ``comments``, and threads as ``show --comments`` prints them."""

from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING, Any, Final

import click

from tui_reader.clean import clean, clean_line
from tui_reader.cli.output import count, print_json_array, text_columns, time_text, with_json
from tui_reader.cli.session import Session, pass_session, warn
from tui_reader.errors import FeedError, FetchError
from tui_reader.models import Comment, Removed, Thread

if TYPE_CHECKING:
    from tui_reader.library.library import Library

LEVELS: Final = 6
"""Replies to replies are set in so far and no further."""
INDENT: Final = 4
NARROWEST: Final = 24
ANONYMOUS: Final = "Anonymous"
REMOVED: Final = {
    Removed.BY_AUTHOR: "Comment removed by its author",
    Removed.BY_BLOG: "Comment removed by the blog",
    Removed.UNKNOWN: "Comment removed",
}
GONE: Final = "no longer on the blog"


@dataclass(frozen=True, slots=True)
class Reading:
    """A thread as it is kept, after its blog was asked where that is of use."""

    thread: Thread
    is_failed: bool = False
    """Whether the blog was asked in vain."""


@click.command()
@click.argument("post")
@with_json
@pass_session
def comments(session: Session, post: str, as_json: bool) -> int:
    """Print what readers said of a post.

    Its blog is asked where the thread is not kept yet or its count has changed; with --offline,
    nobody is.
    """

    async def work(library: "Library") -> Reading:
        return await read_thread(library, library.find_post(post))

    reading = session.run(work)
    if as_json:
        print_json_array(map(comment_json, reading.thread.comments))
    else:
        click.echo(f"{clean_line(reading.thread.title)}\n{text_of(reading.thread, text_columns())}")
    return int(reading.is_failed)


async def read_thread(library: "Library", post_id: int, *, is_aside: bool = False) -> Reading:
    """Give a post's thread; what is not kept of it is said on standard error.

    Args:
        library: Who asks for it.
        post_id: The post.
        is_aside: Whether it is printed beside something else, which is of use without it.

    Raises:
        FetchError: Nothing of it is kept, and its blog could not be asked.
        FeedError: The same, where the blog's answer could not be read.
    """
    kept = await library.discussions.thread(post_id)
    if library.connection.asked_for and kept is not None:
        return _told(Reading(kept))
    try:
        return _told(Reading(await library.discussions.fetch(post_id)))
    except (FetchError, FeedError) as error:
        is_nothing = kept is None or not (kept.comments or kept.fetched)
        if kept is None or (is_nothing and not is_aside):
            raise
        warn(f"{error}; {count(len(kept.comments), 'comment')} kept from before.")
        return Reading(kept, is_failed=True)


def _told(reading: Reading) -> Reading:
    thread = reading.thread
    kept = sum(not comment.is_gone for comment in thread.comments)
    missing = max(0, (thread.count or 0) - kept)
    if missing and not thread.is_whole:
        warn(f"{count(missing, 'comment')} of this post {_are(missing)} not kept.")
    return reading


def _are(number: int) -> str:
    return "is" if number == 1 else "are"


def comment_json(comment: Comment) -> dict[str, Any]:
    """A comment as the contract has it."""
    return {
        "id": comment.id,
        "parent": comment.parent_id,
        "author": comment.author,
        "published": time_text(comment.published),
        "text": _plain(comment),
        "removed": str(comment.removed or (Removed.UNKNOWN if comment.is_gone else "")) or None,
    }


def heading(thread: Thread) -> str:
    """The count in the words of a blog's page; where it has none, how many are kept."""
    if thread.count is None:
        kept = count(len(thread.comments), "comment")
        return f"{kept} kept" if thread.comments else "Comments are closed, or not counted"
    return count(thread.count, "comment") if thread.count else "No comments"


def text_of(thread: Thread, width: int) -> str:
    """A thread as lines of text: replies set in under what they reply to."""
    return "\n\n".join([heading(thread), *(_text(each, width) for each in thread.comments)])


def html_of(thread: Thread) -> str:
    """A thread as HTML: each reply in a quotation within what it replies to."""
    parts = ['<section class="comments">', f"<h2>{escape(heading(thread))}</h2>"]
    depth = 0
    for comment in thread.comments:
        parts.append("</blockquote>" * (depth - comment.depth))
        parts.append("<blockquote>" * (comment.depth - depth))
        depth = comment.depth
        body = _page(comment)
        parts.append(f"<article><h3>{escape(byline(comment))}</h3>{body}</article>")
    parts.append("</blockquote>" * depth + "</section>")
    return clean("\n".join(part for part in parts if part))


def markdown_of(thread: Thread) -> str:
    """A thread as Markdown: each reply in a quotation within what it replies to."""
    parts = [f"## {heading(thread)}"]
    for comment in thread.comments:
        parts.append(_prefixed(_markdown(comment), "> " * min(comment.depth, LEVELS)))
    return clean("\n\n".join(parts))


def byline(comment: Comment) -> str:
    """Who spoke and when, and what else there is to know of it."""
    parts = (
        comment.author or ANONYMOUS,
        "author of the post" if comment.is_author else "",
        f"{comment.published:%Y-%m-%d %H:%M}" if comment.published else "",
        "new" if comment.is_new else "",
        GONE if comment.is_gone else "",
    )
    return clean_line(" · ".join(part for part in parts if part))


def removed_words(comment: Comment) -> str:
    """Who removed a comment, as far as its blog says it; empty where nobody did."""
    return REMOVED.get(comment.removed, "")


def _words(comment: Comment) -> str:
    """A comment's HTML; of one that was removed, that it was, even where its words are kept."""
    removed = removed_words(comment)
    return f"<p><em>{escape(removed)}</em></p>" if removed else comment.html


def _page(comment: Comment) -> str:
    """A comment's words as clean HTML, written by the renderer of articles."""
    from tui_reader.render.html import to_document
    from tui_reader.render.page import html_of as page_of

    return page_of(to_document(_words(comment), comment.base))


def _text(comment: Comment, width: int) -> str:
    from tui_reader.render.html import to_document
    from tui_reader.render.text import wrapped

    indent = " " * INDENT * min(comment.depth, LEVELS)
    room = max(NARROWEST, width - len(indent) - 2)
    body = removed_words(comment) or wrapped(to_document(comment.html, comment.base), room)
    return clean(f"{indent}{byline(comment)}\n{_prefixed(body, indent + '  ')}")


def _plain(comment: Comment) -> str:
    from tui_reader.render.html import to_document
    from tui_reader.render.text import plain

    return "" if comment.removed else clean(plain(to_document(comment.html, comment.base)))


def _markdown(comment: Comment) -> str:
    from tui_reader.render.html import to_document
    from tui_reader.render.markdown import markdown

    head = f"<h3>{escape(byline(comment))}</h3>"
    return markdown(to_document(head + _words(comment), comment.base)).rstrip("\n")


def _prefixed(text: str, prefix: str) -> str:
    return "\n".join((prefix + line).rstrip() for line in text.split("\n"))
