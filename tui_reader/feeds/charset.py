"""What a server says of a document's letters, unless it is plainly wrong.

Pure.
"""

import re
from typing import Final

from tui_reader.models import Page

UTF8: Final = ("utf-8", "utf8")
_SINGLE_BYTE: Final = frozenset({"iso-8859-1", "latin-1", "latin1", "us-ascii", "windows-1252"})
_CHARSET: Final = re.compile(r"charset\s*=\s*[\"']?([\w.:-]+)")


def charset_of(page: Page) -> str:
    """Give the charset of the header; empty if there is none, or a default that is wrong."""
    found = _CHARSET.search(page.content_type.lower())
    if found is None or (found[1] in _SINGLE_BYTE and is_utf8(page.body)):
        return ""
    return found[1]


def is_utf8(body: bytes) -> bool:
    """Whether the bytes are UTF-8, or nothing but ASCII."""
    try:
        body.decode()
    except UnicodeDecodeError:
        return False
    return True
