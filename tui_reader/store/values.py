"""Between models and columns: times, JSON lists, text that SQLite takes.

No SQL.
"""

import json
import re
from collections.abc import Sequence
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from typing import Final

from tui_reader.clean import clean_line
from tui_reader.limits import CUT_MARK

_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
_MILLISECOND: Final = timedelta(milliseconds=1)
_DAY_MILLISECONDS: Final = 24 * 60 * 60 * 1_000
_EPOCH_DAY: Final = _EPOCH.toordinal()
_UNSTORABLE: Final = re.compile("[\0\ud800-\udfff]")
_FIRST_USABLE: Final = "1990"
"""Dates before this year are a server's unset clock, not a post's."""
_LOOKED_AT: Final = 2
"""How many times the letters wanted are looked at: some go in cleaning."""


def milliseconds(moment: datetime) -> int:
    """Give an instant as the store keeps it: milliseconds since 1970 UTC."""
    return (moment - _EPOCH) // _MILLISECOND


def optional_milliseconds(moment: datetime | None) -> int | None:
    """Give an instant as the store keeps it, if there is one."""
    return None if moment is None else milliseconds(moment)


def moment(milliseconds: int) -> datetime:
    """Read an instant back, in UTC."""
    return _EPOCH + timedelta(milliseconds=milliseconds)


def optional_moment(milliseconds: int | None) -> datetime | None:
    """Read an instant back, if there is one."""
    return None if milliseconds is None else moment(milliseconds)


def iso(moment: datetime | None) -> str | None:
    """Write a feed's own date so that it comes back equal, offset and all."""
    return None if moment is None else moment.isoformat()


def from_iso(text: str | None) -> datetime | None:
    """Read a feed's own date back."""
    return None if text is None else datetime.fromisoformat(text)


def shown_date(published: str | None, first_seen: int) -> datetime:
    """Give the date a post is shown with: its own if usable, else when it was first seen."""
    if published is not None and published >= _FIRST_USABLE:
        return datetime.fromisoformat(published)
    return moment(first_seen)


def own_day(sort_at: int, published: datetime | None) -> int:
    """Give the calendar day, as an ordinal, of an instant in the offset its entry carries."""
    offset = published.utcoffset() if published is not None else None
    local = sort_at + (offset // _MILLISECOND if offset else 0)
    return _EPOCH_DAY + local // _DAY_MILLISECONDS


def midnight(day: int) -> int:
    """Give the first instant of a day, an ordinal, in UTC."""
    return (day - _EPOCH_DAY) * _DAY_MILLISECONDS


def storable(text: str) -> str:
    """Replace what SQLite refuses (surrogates) or what cuts a text short in it (NUL)."""
    if "\0" not in text:
        with suppress(UnicodeEncodeError):
            text.encode()  # ten times faster than to look for surrogates
            return text
    return _UNSTORABLE.sub("\N{REPLACEMENT CHARACTER}", text)


def json_list(items: Sequence[str] | Sequence[int]) -> str:
    """Write a list for one column, or for ``json_each``."""
    return json.dumps(list(items), ensure_ascii=False) if len(items) else "[]"


def from_json_list(text: str) -> tuple[str, ...]:
    """Read a list of texts back."""
    return () if text == "[]" else tuple(json.loads(text))


def first_words(words: Sequence[str], letters: int) -> str:
    """Give the beginning of a text as one line, cut at a word with ``…`` past ``letters``."""
    beginning = " ".join(words[:letters])[: _LOOKED_AT * letters]
    line = clean_line(beginning, _LOOKED_AT * letters)
    if len(line) <= letters:
        return line
    head, blank, _ = line[:letters].rpartition(" ")
    return (head if blank else line[: letters - 1]) + CUT_MARK
