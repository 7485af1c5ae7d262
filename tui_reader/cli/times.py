"""Days and spans as people type them: ``2024``, ``2024-03``, ``2024-03-01``, ``7d``.

Pure. Days are those of the reader's own time zone.
"""

import re
from datetime import datetime, timedelta
from typing import Final

from tui_reader.errors import UsageError

SPANS: Final = {"h": 1, "d": 24, "w": 7 * 24}


def first_instant(text: str, now: datetime) -> datetime:
    """Where a time that was typed begins; UsageError if it is none."""
    return _period(text, now)[0]


def end_instant(text: str, now: datetime) -> datetime:
    """The first instant after a time that was typed; UsageError if it is none."""
    return _period(text, now)[1]


def _period(text: str, now: datetime) -> tuple[datetime, datetime]:
    try:
        return _span(text, now) or _calendar(text) or _moment(text)
    except (ValueError, OverflowError):
        raise UsageError(
            f"{text!r} is no time: write 2024, 2024-03, 2024-03-01, or 7d for seven days ago"
        ) from None


def _span(text: str, now: datetime) -> tuple[datetime, datetime] | None:
    span = re.fullmatch(r"(\d{1,6})([hdw])", text)
    if span is None:
        return None
    then = now - timedelta(hours=int(span[1]) * SPANS[span[2]])
    return then, then


def _calendar(text: str) -> tuple[datetime, datetime] | None:
    parts = re.fullmatch(r"(\d{4})(?:-(\d{1,2}))?(?:-(\d{1,2}))?", text)
    if parts is None:
        return None
    year, month, day = int(parts[1]), int(parts[2] or 1), int(parts[3] or 1)
    start = datetime(year, month, day)  # noqa: DTZ001 - made aware below
    if parts[3]:
        end = start + timedelta(days=1)
    elif parts[2]:
        end = start.replace(year=year + month // 12, month=month % 12 + 1)
    else:
        end = start.replace(year=year + 1)
    return start.astimezone(), end.astimezone()


def _moment(text: str) -> tuple[datetime, datetime]:
    moment = datetime.fromisoformat(text).astimezone()
    return moment, moment
