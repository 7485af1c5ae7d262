"""What an examination found, as sentences. Pure."""

from datetime import UTC, datetime, timedelta
from typing import Final

from tui_reader.export.wording import count
from tui_reader.library.schedule import GONE, LEFT_ALONE, NOT_DUE, PAUSED, due_at, wait_of
from tui_reader.limits import MAX_POLL_SECONDS, MIN_POLL_SECONDS
from tui_reader.models import (
    ArchiveFound,
    ArchiveState,
    Blog,
    FetchState,
    Page,
    ParsedFeed,
    Validators,
)
from tui_reader.models.doctor import BlogFacts, Finding

KINDS: Final = {
    "atom": "Atom",
    "rss": "RSS",
    "json": "JSON Feed",
    "cdf": "CDF",
}
_KIB: Final = 1024


def kept(blog: Blog, facts: BlogFacts) -> Finding:
    """How much of a blog is kept."""
    total = f", of {blog.posts_total:,} that it says it has" if blog.posts_total else ""
    return Finding("kept", f"{count(facts.posts, 'post')} kept{total}; {blog.unread:,} unread.")


def cut(facts: BlogFacts) -> Finding | None:
    """Why posts are short; None where none is."""
    if not facts.cut and not facts.whole_pages:
        return None
    whole = f"; the whole of {facts.whole_pages:,} was fetched" if facts.whole_pages else ""
    return Finding(
        "short",
        f"Of {count(facts.cut, 'post')} the feed gives only the beginning{whole}."
        " F fetches the page of one, ctrl+f those of each fetch.",
    )


def came(page: Page) -> Finding:
    """What a server answered."""
    size = max(len(page.body) // _KIB, 1)
    kind = page.content_type or "no content type"
    moved = f"; it moved for good to {page.moved_to}" if page.moved_to else ""
    led = f", answered by {page.final_url}" if page.final_url != page.url else ""
    return Finding("feed", f"{page.url}: {page.status}, {kind}, {size:,} kB{led}{moved}.")


def conditional(validators: Validators) -> Finding:
    """Whether a server can say that nothing is new."""
    given = [
        name
        for name, value in (("ETag", validators.etag), ("Last-Modified", validators.last_modified))
        if value is not None
    ]
    if given:
        return Finding("feed", f"It gives {' and '.join(given)}: it need not send the same twice.")
    return Finding("feed", "It gives no ETag and no Last-Modified: it sends everything each time.")


def read(feed: ParsedFeed) -> Finding:
    """What a feed says."""
    name = next((words for begun, words in KINDS.items() if feed.kind.startswith(begun)), "")
    cut_posts = sum(post.is_summary for post in feed.posts)
    total = f" of {feed.posts_total:,}" if feed.posts_total else ""
    short = f", {cut_posts:,} of them cut" if cut_posts else ""
    notes = "".join(f" {note}" for note in feed.notes)
    made = f" It was made by {feed.generator}." if feed.generator else ""
    return Finding(
        "feed", f"{name or feed.kind}: {count(len(feed.posts), 'post')}{total}{short}.{made}{notes}"
    )


def archived(blog: Blog, state: ArchiveState) -> Finding:
    """How far a blog's archive was brought."""
    total = state.posts_total or blog.posts_total
    of = f" of {total:,}" if total else ""
    if state.is_done:
        note = f" ({state.note})" if state.note else ""
        return Finding("archive", f"Whole, by {state.strategy}: {blog.posts:,}{of} kept{note}.")
    return Finding("archive", f"Begun, by {state.strategy}: {blog.posts:,}{of} kept; A goes on.")


def way(found: ArchiveFound, *, is_read: bool = True) -> Finding:
    """Which way leads to old posts; ``is_read``: whether the feed could be read just now."""
    if found.strategy == "none" and not is_read:
        return Finding("archive", "Nothing leads to older posts while the feed cannot be read.")
    if found.note and found.strategy == "none":
        return Finding("archive", f"{found.note[:1].upper()}{found.note[1:]}.")
    total = f" of {found.posts_total:,} posts" if found.posts_total else ""
    since = f", from {found.since:%B %Y} on" if found.since else ""
    note = f" ({found.note})" if found.note else ""
    return Finding("archive", f"All{total} can be had, by {found.strategy}{since}{note}: A.")


def comments(blog: Blog, facts: BlogFacts) -> Finding:
    """Whether comments can be had."""
    threads = f"; {count(facts.threads, 'thread')} kept" if facts.threads else ""
    if facts.comment_feeds:
        words = f"{count(facts.comment_feeds, 'post')} with a feed of what was said"
    elif facts.counted:
        words = f"counted on {count(facts.counted, 'post')}, with no feed of what was said"
    else:
        words = "the feed tells nothing of them"
    return Finding("comments", f"{blog.comments:,} known: {words}{threads}.")


def next_fetch(state: FetchState, hold: datetime | None, now: datetime) -> Finding:
    """When a blog is asked next, and why not before."""
    if state.is_paused:
        return Finding("next", "It is paused: it is asked only by name.", is_wrong=True)
    wait = wait_of(state, now, hold, force=False, manual=False)
    if wait is None:
        return Finding("next", "It is due now.")
    if wait.reason == GONE:
        return Finding("next", "Its server said that it is gone for good (410).", is_wrong=True)
    if wait.reason == LEFT_ALONE:
        words = f"Not before {_time(wait.until)}: {LEFT_ALONE} (Retry-After)."
        return Finding("next", words, is_wrong=True)
    why = _why(state) if wait.reason in (NOT_DUE, PAUSED) else wait.reason
    words = f"At {_time(wait.until)}: {why}."
    return Finding("next", words, is_wrong=state.failures > 0)


def _why(state: FetchState) -> str:
    if state.failures:
        return f"{count(state.failures, 'failure')} in a row; the wait grows up to a day"
    if state.own_minutes is not None and due_at(state) != state.next_fetch:
        return f"you want it to be asked every {count(state.own_minutes, 'minute')} at most"
    if state.skip_hours or state.skip_days:
        return "the feed names hours or days in which it wants to be left alone"
    if (state.wait_seconds or 0) > MIN_POLL_SECONDS:
        wish = timedelta(seconds=min(state.wait_seconds or 0, MAX_POLL_SECONDS))
        return f"the feed asks to be left alone for {_span(wish)}"
    if state.validators == Validators():
        return "its server cannot say that nothing is new, so it is asked every 3 to 24 hours"
    return "it is asked once an hour, or as seldom as its server wants"


def _span(span: timedelta) -> str:
    hours = round(span.total_seconds() / 3600)
    return count(hours, "hour")


def _time(moment: datetime | None) -> str:
    return "some time" if moment is None else f"{moment.astimezone(UTC):%Y-%m-%d %H:%M} UTC"
