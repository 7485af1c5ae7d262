"""Long work, told in lines: asking blogs for new posts, bringing archives. Ctrl+C stops it."""

import asyncio
from collections.abc import Sequence
from contextlib import aclosing
from time import monotonic
from typing import TYPE_CHECKING, Final

from tui_reader.app.archive_progress import end_words, found_words, pace_words
from tui_reader.app.format import count, no_server_words, plural, time_words
from tui_reader.app.progress import Progress
from tui_reader.library.pace import Pace
from tui_reader.models import (
    ArchiveEvent,
    Blog,
    Done,
    Failed,
    Fetched,
    Found,
    PageKept,
    RefreshEvent,
    Skipped,
    ThreadsKept,
    Waiting,
)

if TYPE_CHECKING:
    from tui_reader.plain.talk import Talk

TELL_SECONDS: Final = 5.0
"""How far long work is, is said at most so often: each line is listened to."""
NO_BLOG: Final = "There is no blog to ask: add, and the address of a blog, follows one."


class Told:
    """Says how far work is, now and then.

    Args:
        talk: Where it is said.
    """

    def __init__(self, talk: "Talk") -> None:
        self._talk = talk
        self._again_at = monotonic() + TELL_SECONDS

    def say(self, text: str) -> None:
        """Say it at once."""
        self._talk.say(text)
        self._talk.console.flush()

    def now_and_then(self, text: str) -> None:
        """Say it unless something was said a moment ago."""
        if monotonic() >= self._again_at:
            self._again_at = monotonic() + TELL_SECONDS
            self.say(text)


async def fetch(talk: "Talk", blog: Blog | None) -> None:
    """Ask one blog, or all of them, for new posts."""
    if blog and (why_not := no_server_words(blog)):
        talk.say(why_not)
        return
    told, progress = Told(talk), Progress()
    told.say(f"Asking {blog.title}." if blog else "Asking your blogs. Ctrl+C stops it.")
    ids = [blog.id] if blog else None
    async with aclosing(talk.library.refresh(ids, manual=True)) as events:
        async for event in events:
            progress = progress.after(event)
            _tell_fetch(told, event, progress)
    has_nobody = not progress.total and progress.last_skip is None
    told.say(NO_BLOG if has_nobody else progress.summary(talk.library.now()))


def _tell_fetch(told: Told, event: RefreshEvent, progress: Progress) -> None:
    match event:
        case Fetched(title=title, new=new) if new and progress.total > 1:
            told.say(f"{title}: {plural(new, 'new post')}.")
        case Failed(title=title, error_class=error_class, message=message):
            told.say(f"{error_class}: {title}: {message}.")
        case _ if progress.total:
            told.now_and_then(f"{count(progress.done)} of {plural(progress.total, 'blog')} asked.")


async def archive(talk: "Talk", blog: Blog, *, comments: bool) -> None:
    """Bring every old post of a blog; stopped, it goes on from there when it is asked for again."""
    if why_not := no_server_words(blog):
        talk.say(why_not)
        return
    told, pace = Told(talk), Pace()
    told.say(f"Looking for the archive of {blog.title}. Ctrl+C stops it; what has come stays.")
    stream = talk.library.archives.run([blog.id], comments=comments)
    try:
        async with aclosing(stream) as events:
            async for event in events:
                _tell_archive(talk, told, event, pace)
    except asyncio.CancelledError:
        await talk.library.archives.want(blog.id, False)
        if now := await talk.blog(blog.id):
            told.say(f"{plural(now.posts, 'post')} kept. archive goes on from there.")
        raise


def _tell_archive(talk: "Talk", told: Told, event: ArchiveEvent, pace: Pace) -> None:
    match event:
        case Found():
            told.say(found_words(event))
        case PageKept(kept=kept, total=total):
            told.now_and_then(_far_words(kept, total, "posts", pace))
        case ThreadsKept(kept=kept, total=total):
            told.now_and_then(_far_words(kept, total, "comments", pace))
        case Waiting(until=until, reason=reason):
            told.say(f"It waits until {time_words(until, talk.library.now())}: {reason}.")
        case Failed():
            told.say(f"{end_words(event)}.")
        case Done() | Skipped():
            told.say(end_words(event))


def _far_words(kept: int, total: int | None, things: str, pace: Pace) -> str:
    pace.note(monotonic(), kept)
    of = "" if total is None else f" of {count(total)}"
    fast = pace_words(pace.rate, pace.left(total)).replace("/s", " a second,").rstrip(",")
    return f"{count(kept)}{of} {things} kept{f', {fast}' if fast else ''}."


async def bring_older(talk: "Talk", blog: Blog) -> int:
    """Bring the next page of a blog's older posts: how many came."""
    talk.say("Asking for older posts.")
    talk.console.flush()
    return await talk.library.archives.older(blog.id)


async def newest_comments(talk: "Talk", blogs: Sequence[Blog]) -> None:
    """Ask blogs for what was said last on them."""
    for blog in blogs:
        talk.say(f"Asking {blog.title} for new comments.")
        talk.console.flush()
        came = await talk.library.discussions.fetch_recent(blog.id)
        talk.say(f"{plural(came, 'comment')} came." if came else "Nothing new was said.")
