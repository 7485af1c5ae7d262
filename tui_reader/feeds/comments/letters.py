"""The bytes of an XML document as text, and the mending of what XML does not allow.

Pure. Comments are written by everybody, so stray letters and bare ampersands do reach feeds.
"""

import codecs
import re
from html import escape
from html.entities import html5
from typing import Final

DECLARED: Final = re.compile(rb"""\A\s*<\?xml\s[^>]*?encoding\s*=\s*["']([\w.:-]+)["']""")
_CHARSET: Final = re.compile(r"charset\s*=\s*[\"']?([\w.:-]+)")
_SHIFTED: Final = ("iso-2022", "iso2022", "hz", "utf-7")
"""Encodings whose bytes are all ASCII: they would pass for UTF-8."""
BOMS: Final = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
    (b"<\x00", "utf-16-le"),
    (b"\x00<", "utf-16-be"),
)
"""How a document begins that needs not say how it is written."""
_NOT_XML: Final = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_BARE: Final = re.compile(r"&(?!(?:[A-Za-z][A-Za-z0-9]{0,31}|#[0-9]{1,7}|#x[0-9A-Fa-f]{1,6});)")
_NAMED: Final = re.compile(r"&([A-Za-z][A-Za-z0-9]{0,31});")
_NUMBERED: Final = re.compile(r"&#(x[0-9A-Fa-f]{1,6}|[0-9]{1,7});")
_XML_NAMES: Final = frozenset({"amp", "lt", "gt", "quot", "apos"})


def decode(body: bytes, content_type: str) -> str:
    """Give a document as text: UTF-8 where it can be, else as it says itself, else as was sent.

    What no encoding fits is read as UTF-8, with U+FFFD for what cannot be.
    """
    for start, encoding in BOMS:
        if body.startswith(start):
            return _clean(body.decode(encoding, errors="replace"))
    for encoding in _encodings(body, content_type):
        try:
            return _clean(body.decode(encoding))
        except (LookupError, UnicodeError):
            continue
    return _clean(body.decode(errors="replace"))


def _encodings(body: bytes, content_type: str) -> list[str]:
    declared = DECLARED.match(body)
    sent = _CHARSET.search(content_type)
    named = [declared[1].decode().lower()] if declared else []
    named += [sent[1]] if sent else []
    shifted = [name for name in named if name.startswith(_SHIFTED)]
    return [*shifted, "utf-8", *named]


def _clean(text: str) -> str:
    return _NOT_XML.sub("", text).lstrip()


def mended(text: str) -> str:
    """Give a document that is not well-formed without bare ampersands and unknown references."""
    text = _NAMED.sub(_known, _BARE.sub("&amp;", text))
    return _NUMBERED.sub(_allowed, text)


def _known(found: re.Match[str]) -> str:
    """HTML's own names for letters mean nothing in XML."""
    if found[1] in _XML_NAMES:
        return found[0]
    letters = html5.get(f"{found[1]};")
    return f"&amp;{found[1]};" if letters is None else escape(letters)


def _allowed(found: re.Match[str]) -> str:
    digits = found[1].lower()
    code = int(digits[1:], 16) if digits.startswith("x") else int(digits)
    is_letter = code <= 0x10FFFF and not _NOT_XML.match(chr(code))
    return found[0] if is_letter else "&#65533;"
