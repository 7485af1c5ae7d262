"""The letters of a web page, from its bytes. Pure.

As browsers read them: names of old sets of letters mean the wider ones that programs really wrote.
"""

import re
from collections.abc import Iterator
from contextlib import suppress
from typing import Final

from tui_reader.feeds.charset import charset_of, is_utf8
from tui_reader.models import Page

_INSIDE: Final = re.compile(rb"<meta[^>]{0,200}charset\s*=\s*[\"']?([\w-]{1,40})", re.IGNORECASE)
_HEAD_BYTES: Final = 4096
_WIDER: Final = {
    "ascii": "cp1252",
    "us-ascii": "cp1252",
    "latin1": "cp1252",
    "latin-1": "cp1252",
    "iso-8859-1": "cp1252",
    "iso-8859-9": "cp1254",
    "gb2312": "gb18030",
    "gb_2312-80": "gb18030",
    "gbk": "gb18030",
    "euc-kr": "cp949",
    "ks_c_5601-1987": "cp949",
    "shift_jis": "cp932",
    "shift-jis": "cp932",
    "x-sjis": "cp932",
    "big5": "big5hkscs",
    "tis-620": "cp874",
}
_REPLACEMENT: Final = "\N{REPLACEMENT CHARACTER}"
_FEW_BROKEN: Final = 0.1
"""The share of the letters beyond ASCII that may be broken: one cut in two spoils no page."""


def letters_of(page: Page) -> str:
    """Read a page: as it is plainly written, as its server says, as it says itself.

    Nothing is refused: what is broken in every way of reading has signs of replacement.
    """
    if not page.body.isascii() and is_utf8(page.body):
        return page.body.decode()
    names = list(_names(page))
    for name in names:
        with suppress(UnicodeError, LookupError):
            return page.body.decode(name)
    for name in names:
        with suppress(UnicodeError, LookupError):
            text = page.body.decode(name, "replace")
            if _is_almost_whole(text):
                return text
    return page.body.decode("cp1252", "replace")


def _names(page: Page) -> Iterator[str]:
    inside = _INSIDE.search(page.body, 0, _HEAD_BYTES)
    for name in (charset_of(page), inside[1].decode().lower() if inside else "", "utf-8"):
        if name:
            yield _WIDER.get(name, name)


def _is_almost_whole(text: str) -> bool:
    beyond = len(text) - len(text.encode("ascii", "ignore"))
    return text.count(_REPLACEMENT) <= _FEW_BROKEN * beyond
