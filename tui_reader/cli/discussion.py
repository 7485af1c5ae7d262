"""The command ``comments``, and threads as ``show --comments`` prints them."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

import click

from tui_reader.clean import clean_line
from tui_reader.cli.output import count, print_json_array, text_columns, with_json
from tui_reader.cli.session import Session, pass_session, warn
from tui_reader.errors import FeedError, FetchError
from tui_reader.export.objects import comment_object
from tui_reader.export.threads import text_of
from tui_reader.models import Thread

if TYPE_CHECKING:
    from tui_reader.library.library import Library


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
        print_json_array(map(comment_object, reading.thread.comments))
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
