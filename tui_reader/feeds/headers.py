"""Reads the headers that say when to ask again, and what else there is.

Pure. Header values are hostile bytes: every reader here is linear and gives None for nonsense.
"""

import re
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import Final

from tui_reader import limits
from tui_reader.clean import clean_address, clean_line
from tui_reader.feeds.urls import join
from tui_reader.models import Validators

RawHeaders = Sequence[tuple[bytes, bytes]]
"""Names and values as they came."""

_LONGEST_AGE: Final = 365 * 24 * limits.SECONDS_PER_HOUR
_MAX_AGE = re.compile(r'(?:^|[,\s])max-age\s*=\s*"?(\d{1,10})', re.IGNORECASE)
_NO_CONTROLS = re.compile(rb"[\t\x20-\x7e\x80-\xff]+")
_LINK = re.compile(r"<([^<>]*+)>([^<]*+)")
_LINK_PARAMETER = re.compile(r';\s*+(\w++\*?)\s*+=\s*+(?:"([^"]*+)"|([^\s;,"]++))')
_MOST_LINKS: Final = 50
_DIGITS: Final = 9
"""More than these are no count of posts."""


def value_of(headers: RawHeaders, name: bytes) -> bytes:
    """The first value of a header, byte for byte, without the blanks around it; empty if none."""
    for key, value in headers:
        if key.lower() == name:
            return value.strip(b" \t")
    return b""


def text_of(headers: RawHeaders, name: bytes) -> str:
    """The first value of a header as text: UTF-8 where it is, else Latin-1."""
    value = value_of(headers, name)
    try:
        return value.decode("utf-8")
    except UnicodeDecodeError:
        return value.decode("latin-1")


def size_of(headers: RawHeaders) -> int:
    """Bytes of all headers together, as HTTP/1.1 writes them."""
    return sum(len(key) + len(value) + len(b": \r\n") for key, value in headers)


def validators_of(headers: RawHeaders) -> Validators:
    """What the server gave to ask again with."""
    return Validators(
        etag=_returnable(value_of(headers, b"etag")),
        last_modified=_returnable(value_of(headers, b"last-modified")),
    )


def max_age_of(headers: RawHeaders, now: datetime) -> int | None:
    """Seconds that the answer stays fresh: Cache-Control, else Expires; None if unsaid.

    At most a year, at least 0. ``Expires`` counts from the server's own ``Date``, whose clock may
    differ from ours.
    """
    match = _MAX_AGE.search(text_of(headers, b"cache-control"))
    if match:
        return min(int(match[1]), _LONGEST_AGE)
    expires = _date(text_of(headers, b"expires"))
    if expires is None:
        return None
    seconds = (expires - (_date(text_of(headers, b"date")) or now)).total_seconds()
    return max(0, min(int(seconds), _LONGEST_AGE))


def retry_after_of(headers: RawHeaders, now: datetime) -> float | None:
    """Seconds until the server wants to be asked again (Retry-After in seconds or as a date).

    As it says, though never negative; None if it says nothing that can be read.
    """
    text = text_of(headers, b"retry-after")
    if text.isascii() and text.isdigit():
        return float(text[:10])
    when = _date(text)
    return max(0.0, (when - now).total_seconds()) if when else None


def clamped_retry(wait: timedelta, now: datetime) -> datetime:
    """So long from now, within what is sensible."""
    shortest = timedelta(seconds=limits.MIN_RETRY_AFTER_SECONDS)
    longest = timedelta(seconds=limits.MAX_RETRY_AFTER_SECONDS)
    return now + max(shortest, min(wait, longest))


def number_of(headers: RawHeaders, name: bytes) -> int | None:
    """A header that counts something; None where it does not."""
    text = text_of(headers, name)
    return int(text) if text.isascii() and text.isdigit() and len(text) <= _DIGITS else None


def links_of(headers: RawHeaders, base: str) -> tuple[tuple[str, str, str], ...]:
    """The ``Link`` headers (RFC 8288): (rel, type, absolute address), at most 50."""
    found = (link for key, value in headers if key.lower() == b"link" for link in _links(value))
    links = ((rel, kind, join(base, address)) for rel, kind, address in found)
    return tuple(link for link, _ in zip(links, range(_MOST_LINKS), strict=False))


def _returnable(value: bytes) -> bytes | None:
    """A value that a request may carry: with a control in it no request could be made again."""
    return value if _NO_CONTROLS.fullmatch(value) else None


def _links(value: bytes) -> Iterator[tuple[str, str, str]]:
    for match in _LINK.finditer(value.decode("utf-8", "replace")):
        given = {
            name.lower(): quoted or plain
            for name, quoted, plain in _LINK_PARAMETER.findall(match[2])
        }
        rel, kind = given.get("rel", ""), given.get("type", "")
        yield clean_line(rel).lower(), clean_line(kind).lower(), clean_address(match[1])


def _date(text: str) -> datetime | None:
    """An HTTP date in any of its three forms; one without a zone is UTC."""
    try:
        when = parsedate_to_datetime(text)
        return when.replace(tzinfo=UTC) if when.tzinfo is None else when.astimezone(UTC)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
