"""Which kind of list a file is, by its beginning; and which of its addresses may be a feed.

Pure. Nothing is ever run, whatever an address says.
"""

import re
from typing import Final

from tui_reader.clean import clean_address, clean_line

OPML: Final = "opml"
URLS: Final = "urls"
NEWSBOAT: Final = "newsboat"

_SQLITE: Final = b"SQLite format 3\0"
_LOOKED_AT: Final = 4_096
_WEB: Final = re.compile(r"https?://[^/?#\s]", re.IGNORECASE)
_OF_FEED_READERS: Final = re.compile(r"feed:(?://)?(?=https?://)|feed(?=://)", re.IGNORECASE)
_SCHEME: Final = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")
_RUNS: Final = re.compile(r"\||(?:exec|filter):", re.IGNORECASE)
_LINE_OF_URLS: Final = re.compile(r'"?(?:https?://|feed:|query:|exec:|filter:|\|)', re.IGNORECASE)
_SHOWN: Final = 80


def list_kind(beginning: bytes) -> str:
    """Give the kind of a list by the first bytes of its file; empty: it is none."""
    if beginning.startswith(_SQLITE):
        return NEWSBOAT
    head = beginning[:_LOOKED_AT].replace(b"\x00", b"")
    if re.search(rb"<opml[\s>]", head, re.IGNORECASE):
        return OPML
    text = head.decode("utf-8", "replace").removeprefix("\ufeff")
    lines = (line.strip() for line in text.splitlines())
    first = next((line for line in lines if line and not line.startswith("#")), "")
    return URLS if _LINE_OF_URLS.match(first) else ""


def feed_address(text: str) -> str:
    """Give the web address of a feed as a list names it; empty where it is none."""
    address = clean_address(text)
    if found := _OF_FEED_READERS.match(address):
        address = ("http" if found[0].lower() == "feed" else "") + address[found.end() :]
    return address if _WEB.match(address) else ""


def refusal(address: str, title: str = "") -> str:
    """Say in one sentence, class first, why something in a list is not taken."""
    said = clean_line(address, _SHOWN)
    name = f"“{clean_line(title, _SHOWN)}” ({said})" if title.strip() else f"“{said}”"
    if _RUNS.match(address.strip()):
        return f"blocked-scheme: {name} would run a program, which no list may"
    if address.strip().lower().startswith("query:"):
        return f"blocked-scheme: {name} is a query that cannot be said in words that choose posts"
    if _SCHEME.match(address.strip()) and feed_address(address) == "":
        return f"blocked-scheme: {name} is not on the web; only http: and https: are followed"
    return f"blocked-scheme: {name} is no web address"
