"""What a list of posts is limited to: its title, the way out of it, its words when empty. Pure."""

from dataclasses import replace
from datetime import date, datetime

from tui_reader.app.format import MONTHS
from tui_reader.models import Period, PostQuery, Sort, View

EMPTY_WORDS = {
    View.ALL: "No posts yet. Press r to ask the blog, or a to add another.",
    View.UNREAD: "Nothing unread. Press v to see other posts.",
    View.STARRED: "Nothing starred. Press s on a post to star it, v to see all posts.",
}
ORDERS = {
    Sort.NEWEST: "newest first",
    Sort.OLDEST: "oldest first",
    Sort.TITLE: "by title",
    Sort.COMMENTS: "by comments",
    Sort.LENGTH: "by length",
}
"""The orders of a list, in words."""


def is_limited(query: PostQuery) -> bool:
    """Tell whether only a part of the posts is listed."""
    part = query.label or query.author or query.period or query.on_day or query.pages
    return bool(part or query.filter)


def wider(query: PostQuery) -> PostQuery | None:
    """Return the list that one step leads out to; None where nothing limits it."""
    if query.filter:
        return replace(query, filter=None)
    if query.period and query.period.month and not (query.label or query.author):
        return replace(query, period=Period(query.period.year))
    return unlimited(query) if is_limited(query) else None


def unlimited(query: PostQuery) -> PostQuery:
    """Return the list of all posts of the same blog, or of all blogs."""
    return PostQuery(view=query.view, blog_id=query.blog_id, sort=query.sort)


def on_this_day(blog_id: int | None, now: datetime) -> PostQuery:
    """Return the list of the posts of this calendar day in the years before this one."""
    first = datetime(now.year, 1, 1, tzinfo=now.tzinfo)
    return PostQuery(blog_id=blog_id, on_day=(now.month, now.day), until=first)


def month_of(ordinal: int) -> Period:
    """Return the month of a day."""
    day = date.fromordinal(ordinal)
    return Period(day.year, day.month)


def title_words(query: PostQuery, *, ascii_signs: bool) -> str:
    """Return what stands above the list: ``2020 › January``, ``Posts · heron · unread``."""
    into, dot = ("> ", "-") if ascii_signs else ("› ", "·")
    view = "" if query.view is View.ALL else query.view.value
    words = query.filter.text if query.filter else ""
    order = "" if query.sort is Sort.NEWEST else ORDERS[query.sort]
    parts = [_what(query, into), query.label, words, view, order]
    return f" {dot} ".join(part for part in parts if part)


def _what(query: PostQuery, into: str) -> str:
    if query.on_day:
        month, day = query.on_day
        return f"On this day {into}{MONTHS[month - 1][:3]} {day}"
    if query.period:
        year, month = query.period
        return f"{year} {into}{MONTHS[month - 1]}" if month else str(year)
    if query.pages:
        return "Pages"
    return f"Posts by {query.author}" if query.author else "Posts"


def unit_words(query: PostQuery, size: int) -> str:
    """Return what is counted in a list of a part of the posts; nothing in a list of all."""
    if not size or not is_limited(query):
        return ""
    return "post" if size == 1 else "posts"


def day_words(on_day: tuple[int, int]) -> str:
    """Return a day of any year: ``January 5``."""
    month, day = on_day
    return f"{MONTHS[month - 1]} {day}"


def month_words(period: Period) -> str:
    """Return ``March 2014``; a year alone as ``2014``."""
    return f"{MONTHS[period.month - 1]} {period.year}" if period.month else str(period.year)


def empty_words(query: PostQuery) -> str:
    """Return what a list without posts says: what to do next."""
    if query.filter:
        kind = "" if query.view is View.ALL else f"{query.view.value} "
        return f"No {kind}post here matches these words. Press esc to see the others."
    if query.view is not View.ALL:
        return EMPTY_WORDS[query.view]
    if query.period:
        when = month_words(query.period)
        return f"No posts of {when} are kept. Press A to bring them, esc to see the others."
    if query.label:
        return "No posts with this label here. Press esc to see the others."
    if is_limited(query):
        return "No posts here. Press esc to see the others."
    return EMPTY_WORDS[View.ALL]
