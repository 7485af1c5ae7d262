"""Lists of posts that words choose: what the words mean today. No SQL."""

from dataclasses import replace
from datetime import datetime

from tui_reader.models import PostQuery


def dated(query: PostQuery, now: datetime) -> PostQuery:
    """Give a query whose filter's days are told by the calendar, seen from the reader's today."""
    if query.filter is None or not query.filter.needs_today:
        return query
    return replace(query, filter=query.filter.at(now.astimezone().date()))
