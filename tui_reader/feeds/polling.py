"""Reads how often a feed asks to be fetched: ttl, sy:update*, skipHours and skipDays.

It only reports what the feed says; whether to obey is the schedule's business (``library``).
"""

import re
from typing import Final

from tui_reader.feeds.tree import Record, number_at, text_at, whole_number
from tui_reader.limits import MAX_RETRY_AFTER_SECONDS, SECONDS_PER_HOUR

_PERIODS: Final = {
    "hourly": SECONDS_PER_HOUR,
    "daily": 24 * SECONDS_PER_HOUR,
    "weekly": 7 * 24 * SECONDS_PER_HOUR,
    "monthly": 30 * 24 * SECONDS_PER_HOUR,
    "yearly": 365 * 24 * SECONDS_PER_HOUR,
}
_DAYS: Final = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_LONGEST: Final = MAX_RETRY_AFTER_SECONDS
_BLOCK_BYTES: Final = 2_000
# feedparser keeps only the last <hour> and <day>, so these are read from the document itself.
_ITEM: Final = re.compile(rb"<(?:item|entry)\b", re.IGNORECASE)
_HOURS_BLOCK: Final = re.compile(rb"<skiphours\s*>([^\x00]{0,%d}?)</skiphours" % _BLOCK_BYTES, re.I)
_DAYS_BLOCK: Final = re.compile(rb"<skipdays\s*>([^\x00]{0,%d}?)</skipdays" % _BLOCK_BYTES, re.I)
_HOUR: Final = re.compile(rb"<hour\s*>\s*(\d{1,2})\s*<", re.IGNORECASE)
_DAY: Final = re.compile(rb"<day\s*>\s*([a-z]+)\s*<", re.IGNORECASE)


def wait_seconds(feed: Record) -> int | None:
    """Read how long the feed asks to be left alone; None if it says nothing; a week at most."""
    minutes = number_at(feed, "ttl")
    waits = [minutes * 60] if minutes else []
    period = _PERIODS.get(text_at(feed, "sy_updateperiod").lower())
    if period:
        waits.append(period // (whole_number(text_at(feed, "sy_updatefrequency")) or 1))
    return min(max(waits), _LONGEST) if waits else None


def skip_hours(document: bytes) -> tuple[int, ...]:
    """Read the hours (UTC, 0 to 23) in which the feed asks not to be fetched."""
    hours = {int(hour) % 24 for hour in _HOUR.findall(_block(_HOURS_BLOCK, document))}
    return tuple(sorted(hours))


def skip_days(document: bytes) -> tuple[int, ...]:
    """Read the weekdays (Monday 0) on which the feed asks not to be fetched."""
    names = {name.decode().lower() for name in _DAY.findall(_block(_DAYS_BLOCK, document))}
    return tuple(number for number, name in enumerate(_DAYS) if name in names)


def _block(block: re.Pattern[bytes], document: bytes) -> bytes:
    """Find a block of the channel's own: before its first post, which may hold any text."""
    first_item = _ITEM.search(document)
    found = block.search(document, 0, first_item.start() if first_item else len(document))
    return found[1] if found else b""
