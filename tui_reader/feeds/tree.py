"""Reads the untyped records of a feed library or of JSON without trusting the type of anything.

A feed can put any value under any name; what is not of the type asked for counts as absent.
"""

import re
from collections.abc import Iterable, Mapping
from typing import Final
from urllib.parse import urljoin

from tui_reader.clean import clean_address
from tui_reader.limits import ADDRESS_BYTES

Record = dict[str, object]
_DIGITS = 9
"""More digits than this are no count of comments, posts or minutes."""
_PLAIN: Final = re.compile(
    r"https?://[a-zA-Z0-9.-]+(?::[0-9]+)?(?:/[a-zA-Z0-9/._~%!$&'()*+,=:@-]*)?"
    r"(?:\?[a-zA-Z0-9/._~%!$&'()*+,=:@?-]+)?(?:#[a-zA-Z0-9/._~%!$&'()*+,=:@?-]+)?"
)
"""An address that is absolute already, and in the form that joining it to another would give it."""


def text_at(record: Record, name: str) -> str:
    """Give the text under a name, without blanks at its ends; empty if there is none."""
    value = dict.get(record, name)  # a plain look-up: feedparser's own has fallbacks that warn
    return value.strip() if isinstance(value, str) else ""


def record_at(record: Record, name: str) -> Record:
    """Give the record under a name; an empty one if there is none."""
    value = dict.get(record, name)
    return value if isinstance(value, dict) else {}


def records_at(record: Record, name: str) -> list[Record]:
    """Give the records in the list under a name, leaving out what else is in it."""
    return [value for value in list_at(record, name) if isinstance(value, dict)]


def list_at(record: Record, name: str) -> list[object]:
    """Give the list under a name; an empty one if there is none."""
    value = dict.get(record, name)
    return value if isinstance(value, list) else []


def number_at(record: Record, name: str) -> int | None:
    """Give the whole number under a name, written as digits or as a number; never negative."""
    value = dict.get(record, name)
    if isinstance(value, int) and not isinstance(value, bool):
        return value if 0 <= value < 10**_DIGITS else None
    return whole_number(text_at(record, name))


def whole_number(text: str) -> int | None:
    """Read digits; anything else is no number."""
    text = text.strip()
    return int(text) if text.isascii() and text.isdigit() and len(text) <= _DIGITS else None


def is_plain_address(address: str) -> bool:
    """Whether an address is absolute, short and plain: joined to any other it stays as it is."""
    return len(address) <= ADDRESS_BYTES and _PLAIN.fullmatch(address) is not None


def absolute(base: str, address: str) -> str:
    """Make an address absolute and fit for keeping; any scheme; empty if it is none."""
    address = clean_address(address)
    if not address or is_plain_address(address):
        return address
    try:
        return clean_address(urljoin(base, address))
    except ValueError:  # e.g. "http://[": an address, though one that leads nowhere
        return address


def unique(values: Iterable[str], most: int) -> tuple[str, ...]:
    """Give the values that say something, each once, in their order, at most so many."""
    return tuple(dict.fromkeys(value for value in values if value))[:most]


def extension_names(
    namespaces: Mapping[str, str], addresses: Iterable[str], usual_prefix: str, name: str
) -> tuple[str, ...]:
    """Give the keys under which feedparser keeps an element of a namespace it does not know."""
    known = tuple(addresses)
    prefixes = [prefix for prefix, uri in namespaces.items() if prefix and uri in known]
    return tuple(f"{prefix}_{name}".lower() for prefix in (*prefixes, usual_prefix))
