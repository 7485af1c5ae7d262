"""What a person is told about an archive: why it is not brought, what is missing, what went wrong.

Pure.
"""

from typing import Final

from tui_reader.errors import FeedError, ReaderError, UsageError

WALKED_ELSEWHERE: Final = "another tui-reader is bringing its archive"
WALKED_HERE: Final = "its archive is being brought already"
NO_SERVER: Final = "it has no server to be asked"
"""Why a blog's archive is not brought; programs read these words, so they stay as they are."""


def no_way(posts: int, *, asked_wayback: bool) -> str:
    """What there is where nothing leads to a blog's old posts."""
    newest = f"its feed gives only the newest {posts:,} posts"
    if asked_wayback:
        return f"{newest}, and neither the blog nor the Internet Archive leads to older ones"
    return (
        f"{newest} and nothing on the blog leads to older ones; --wayback asks the Internet Archive"
    )


def wrong_way(strategy: str) -> str:
    """What is told where the way that a person named does not lead to old posts."""
    return f"its old posts cannot be had by {strategy!r}"


def whats_missing(note: str, kept: int, total: int | None) -> str:
    """What a walk that came to its end did not bring; empty: nothing."""
    if total is None or kept >= total or "did not come" in note:
        return note
    missing = f"{total - kept:,} of the {total:,} posts that the blog speaks of did not come"
    return f"{note}; {missing}" if note else missing


def failure(error: ReaderError, kept: int, total: int | None) -> str:
    """What went wrong, what is kept all the same, and what to do."""
    what = error.message
    if isinstance(error, FeedError):
        what = f"a page of its archive cannot be read: {what}"
    of_all = "" if total is None else f" of {total:,}"
    told = f"{what}; {kept:,}{of_all} posts are kept"
    if isinstance(error, UsageError):
        return told
    return f"{told}, and the same command goes on from there"
