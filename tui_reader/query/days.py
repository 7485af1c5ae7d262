"""Reads the days of ``before:``, ``after:`` and ``on:``. Pure: a time ago stays one."""

import re
from datetime import MAXYEAR, date, timedelta
from typing import Final

from tui_reader.query.tree import Ago, All, Node, Since, Unit, Until

FORMS: Final = "2019, 2019-05, 2019-05-03, 7d, 2w, 3m, 2y, today or yesterday"
"""How a day can be written."""

_CALENDAR: Final = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?", re.ASCII)
_AGO: Final = re.compile(r"(\d{1,6})([dwmy])", re.ASCII)
_BEGUN: Final = re.compile(r"\d{0,6}|\d{4}-\d{0,2}|\d{4}-\d{1,2}-\d{0,2}", re.ASCII)
_NAMES: Final = {"today": Ago(0, Unit.DAYS), "yesterday": Ago(1, Unit.DAYS)}


def read_day(name: str, value: str) -> Node | None:
    """Read what stands after ``before``, ``after`` or ``on``; None if it is no day."""
    value = value.casefold()
    ago = _NAMES.get(value) or _ago(value)
    if ago is not None:
        return _on_day_ago(ago) if name == "on" else _edge(name, ago)
    first, after = _calendar(value)
    if first is None:
        return None
    if name != "on":
        return _edge(name, first)
    return Since(first) if after is None else All((Since(first), Until(after)))


def may_become_day(value: str) -> bool:
    """Whether more letters can make a day of it, which it is not yet."""
    value = value.casefold()
    return _BEGUN.fullmatch(value) is not None or any(map(value.__eq__, _beginnings()))


def _beginnings() -> list[str]:
    return [name[:length] for name in _NAMES for length in range(len(name))]


def _edge(name: str, day: date | Ago) -> Node:
    return Until(day) if name == "before" else Since(day)


def _on_day_ago(ago: Ago) -> Node | None:
    if ago.unit in (Unit.MONTHS, Unit.YEARS):
        return None
    days = ago.amount * (7 if ago.unit is Unit.WEEKS else 1)
    return All((Since(Ago(days, Unit.DAYS)), Until(Ago(days - 1, Unit.DAYS))))


def _ago(value: str) -> Ago | None:
    found = _AGO.fullmatch(value)
    return None if found is None else Ago(int(found[1]), Unit(found[2]))


def _calendar(value: str) -> tuple[date | None, date | None]:
    """Give the first day of a year, month or day, and the first after it (None: there is none)."""
    found = _CALENDAR.fullmatch(value)
    if found is None:
        return None, None
    year, month, day = int(found[1]), int(found[2] or 1), int(found[3] or 1)
    try:
        first = date(year, month, day)
    except ValueError:
        return None, None
    if found[3]:
        return first, first + timedelta(1) if first < date.max else None
    next_year, next_month = (year + month // 12, month % 12 + 1) if found[2] else (year + 1, 1)
    return first, date(next_year, next_month, 1) if next_year <= MAXYEAR else None
