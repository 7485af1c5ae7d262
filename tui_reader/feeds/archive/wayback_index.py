"""Reads the Internet Archive's index: which old copies of an address it has.

A task of the worker.
"""

import json
from typing import Final

from tui_reader.clean import clean_address
from tui_reader.errors import FeedError
from tui_reader.models import Page

_STAMP_DIGITS: Final = 14


def read(page: Page) -> tuple[tuple[str, str], ...]:
    """Read the copies, newest first: when each was made (14 digits), and of which address.

    Raises:
        FeedError: It is no such index.
    """
    try:
        rows = json.loads(page.body or b"[]")
    except (ValueError, RecursionError) as error:
        raise FeedError("malformed", "the Internet Archive's index cannot be read") from error
    if not isinstance(rows, list):
        raise FeedError("not-a-feed", "the answer is no index of the Internet Archive")
    copies = [
        (row[0], clean_address(row[1]))
        for row in rows
        if isinstance(row, list) and len(row) >= 2 and all(isinstance(each, str) for each in row)
    ]
    return tuple(sorted((stamp, url) for stamp, url in copies if _is_stamp(stamp) and url)[::-1])


def _is_stamp(text: str) -> bool:
    return len(text) == _STAMP_DIGITS and text.isascii() and text.isdigit()
