"""Reads the dates of feeds, each with the offset it was written with.

Pure. It never guesses "now" and never fills in a date that cannot be read: that gives None.
"""

import re
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta, timezone
from email.utils import parsedate_tz
from typing import Final

_LONGEST: Final = 100
"""Letters of the longest text worth reading as a date."""
_YEARS: Final = range(1000, 9999)
"""Outside of these a date cannot be moved between zones, and is no blog's."""

_ISO: Final = re.compile(
    r"""(?P<year>\d{4}) (?:-?(?P<month>\d\d) (?:-?(?P<day>\d\d))?)?
        (?:[Tt\s]\s*(?P<hour>\d\d?):?(?P<minute>\d\d)
            (?::?(?P<second>\d\d) (?:[.,](?P<part>\d+))?)?)?
        \s*(?P<zone>[Zz]|UTC|GMT|[+-]\d\d?(?::?\d\d)?)?""",
    re.VERBOSE | re.ASCII,
)
_EASTERN: Final = re.compile(r"(\d{4})\s*[년年]\s*(\d\d?)\s*[월月]\s*(\d\d?)\s*[일日]", re.ASCII)
_OFFSET: Final = re.compile(r"([+-])(\d\d?):?(\d\d)?", re.ASCII)
_GMT_OFFSET: Final = re.compile(r"\b(?:Etc/)?(?:GMT|UTC)\s?(?=[+-]\d)", re.IGNORECASE)
_ETC: Final = re.compile(r"\bEtc/(?=\w)", re.IGNORECASE)
_NEGATIVE_YEAR: Final = re.compile(r"\s-0*\d+\s+\d\d?:", re.ASCII)
"""What PHP makes of an empty date: ``Wed, 30 Nov -0001 00:00:00 +0000``."""
_MONTH: Final = re.compile(r"(?<![^\W\d])(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)", re.I)
_TIME: Final = re.compile(r"\d:\d")
_LAST_WORD: Final = re.compile(r"\b([A-Za-z]{2,5})\s*$")
_OTHER_ZONES: Final = {
    # email.utils knows those of North America and UTC. Minutes east of Greenwich.
    "WET": 0, "WEST": 60, "BST": 60, "CET": 60, "MET": 60, "CEST": 120, "MEST": 120, "EET": 120,
    "SAST": 120, "EEST": 180, "MSK": 180, "MSD": 240, "IST": 330, "SGT": 480, "HKT": 480,
    "AWST": 480, "JST": 540, "KST": 540, "AEST": 600, "AEDT": 660, "NZST": 720, "NZDT": 780,
    "AKST": -540, "AKDT": -480, "HST": -600, "BRT": -180, "ART": -180,
}  # fmt: skip


def read_exact_date(text: str) -> datetime | None:
    """Read a date with its milliseconds, by which comments of one second stand in order."""
    text = text.strip()[:_LONGEST]
    moment, found = read_date(text), _ISO.fullmatch(text)
    if moment is None or found is None or not found["part"]:
        return moment
    return moment.replace(microsecond=int(found["part"][:3].ljust(3, "0")) * 1_000)


def read_date(text: str, utc: Sequence[int] | None = None) -> datetime | None:
    """Read a date as feeds write it: ISO 8601, RFC 822 and their common misspellings.

    Args:
        text: The date as the feed has it. Without a zone it counts as UTC.
        utc: What another reader made of it (year, month, day, hour, minute, second in UTC), used
            where the text is in none of these forms.
    """
    text = _EASTERN.sub(_with_dashes, text.strip()[:_LONGEST])
    if not text:
        return None
    return _iso(text) or _rfc822(text) or _tuple(utc)


def _with_dashes(found: re.Match[str]) -> str:
    year, month, day = found.groups()
    return f"{year}-{month:0>2}-{day:0>2}"


def _iso(text: str) -> datetime | None:
    found = _ISO.fullmatch(text)
    if found is None:
        return None
    year, month, day, hour, minute, second = (
        int(found[name] or default)
        for name, default in (
            ("year", 0),
            ("month", 1),
            ("day", 1),
            ("hour", 0),
            ("minute", 0),
            ("second", 0),
        )
    )
    return _moment((year, month, day, hour, minute, second), _zone_seconds(found["zone"] or ""))


def _rfc822(text: str) -> datetime | None:
    if not _MONTH.search(text) or _NEGATIVE_YEAR.search(text):
        return None
    if not _TIME.search(text):
        text += " 00:00:00"
    text = _ETC.sub("", _GMT_OFFSET.sub("", text))
    zone = _LAST_WORD.search(text)
    minutes = _OTHER_ZONES.get(zone[1].upper()) if zone else None
    if zone and minutes is not None:
        text = text[: zone.start()] + "+0000"
    try:
        parts = parsedate_tz(text)
    except (ValueError, IndexError, OverflowError, TypeError):
        return None
    if parts is None:
        return None
    return _moment(parts[:6], minutes * 60 if minutes is not None else parts[9] or 0)


def _tuple(utc: Sequence[int] | None) -> datetime | None:
    return _moment(utc[:6], 0) if utc is not None and len(utc) >= 6 else None


def _zone_seconds(zone: str) -> int:
    found = _OFFSET.fullmatch(zone)
    if found is None:
        return 0
    seconds = int(found[2]) * 3600 + int(found[3] or 0) * 60
    return -seconds if found[1] == "-" else seconds


def _moment(parts: Sequence[int], offset_seconds: int) -> datetime | None:
    """Make a moment; a leap second and 24:00 are what clocks without them show."""
    year, month, day, hour, minute, second = parts
    try:
        zone = timezone(timedelta(seconds=offset_seconds)) if offset_seconds else UTC
        start = datetime(year, month, day, 0 if hour == 24 else hour, minute, tzinfo=zone)
        moment = start + timedelta(days=int(hour == 24), seconds=min(second, 59))
    except (ValueError, OverflowError):
        return None
    return moment if moment.year in _YEARS else None
