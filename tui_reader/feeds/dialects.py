"""Reads XML feeds of every dialect, broken ones too. The only importer of feedparser.

Imported when the first document comes that needs it: that takes 30 ms.
"""

import io
import re
from collections.abc import Mapping
from typing import Final

import feedparser

from tui_reader.feeds.charset import charset_of
from tui_reader.feeds.tree import Record
from tui_reader.limits import KIB
from tui_reader.models import Page

_FALSE_ENCODING: Final = re.compile(
    rb"""(<\?xml\s[^>]*?)\sencoding\s*=\s*["'](?:utf-?16|utf-?32|ucs-?[24]|punycode|undefined)"""
    rb"""[\w-]*["']""",
    re.IGNORECASE,
)
"""What cannot be the encoding of a declaration that is seen in ASCII. Feedparser believes it, or
raises, from version to version of Python differently."""
_REFERENCE: Final = re.compile(rb"&#([xX][0-9a-fA-F]+|[0-9]+)")
_LAST_CODE_POINT: Final = 0x10FFFF
_NOT_ASCII: Final = re.compile(rb"[\x80-\xff]")
_GUESS_BYTES: Final = 32 * KIB
_SURE: Final = 0.9
"""As sure must a guess be; else Windows-1252 is the better one."""
_SURROGATES: Final = range(0xD800, 0xE000)


def read(page: Page) -> Record:
    """Read a document as feedparser does: its records, loosely typed; it raises what it will."""
    headers = _headers(page)
    start = _FALSE_ENCODING.match(page.body)
    body = page.body if start is None else start[1] + page.body[start.end() :]
    try:
        return _feedparser(body, headers)
    except (UnicodeEncodeError, ValueError, OverflowError):
        mended = _REFERENCE.sub(_valid_reference, body)
        if mended == body:
            raise
        return _feedparser(mended, headers)


def _feedparser(body: bytes, headers: Mapping[str, str]) -> Record:
    """Read with feedparser, its sanitiser off: this reader draws text, and it is the slow part."""
    result: Record = feedparser.parse(
        io.BytesIO(body),  # bytes alone it would first try to open as a file of that name
        response_headers=headers,
        sanitize_html=False,
        resolve_relative_uris=False,
    )
    return result


def _keep_ids_as_they_are() -> None:
    """Stop feedparser from making ids absolute: they would change when a blog moves to https.

    It offers no setting for that (6.0.14); ``test_parse.py`` tells when this stops working.
    """
    for parser in (feedparser.api.StrictFeedParser, feedparser.api.LooseFeedParser):
        parser.can_be_relative_uri = parser.can_be_relative_uri - {"id"}


def _guess(data: bytes) -> str:
    """Guess the encoding of a document that names none, and is not UTF-8; empty where unsure.

    Feedparser would look at all of it: 10 MiB take half a minute.
    """
    import chardet  # nearly no document needs it

    start = next((found.start() for found in _NOT_ASCII.finditer(data)), 0)
    guess = chardet.detect(data[start : start + _GUESS_BYTES])
    return (guess["encoding"] or "") if guess["confidence"] >= _SURE else ""


_keep_ids_as_they_are()
feedparser.encodings.lazy_chardet_encoding = _guess
feedparser.api.PREFERRED_XML_PARSERS.insert(0, "tui_reader.feeds.saxreader")


def _headers(page: Page) -> dict[str, str]:
    """Tell the address and the charset.

    The kind of document is always said to be XML: by ``text/*`` feedparser would read it as ASCII,
    by none at all as Latin-1.
    """
    charset = charset_of(page)
    kind = f"application/xml; charset={charset}" if charset else "application/xml"
    return {"content-type": kind, "content-location": page.final_url}


def _valid_reference(found: re.Match[bytes]) -> bytes:
    """Replace a reference to no character (it makes feedparser raise) by one to U+FFFD."""
    digits = found[1].lower()
    text = digits.lstrip(b"x0") or b"0"
    code = int(text, 16 if digits.startswith(b"x") else 10) if len(text) <= 8 else -1
    is_character = 0 <= code <= _LAST_CODE_POINT and code not in _SURROGATES
    return found[0] if is_character else b"&#65533"
