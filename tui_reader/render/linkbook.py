"""The links of one document, numbered as they are met.

No judging: ``links.py`` says what may be opened.
"""

import re
from collections.abc import Mapping
from typing import Final
from urllib.parse import unquote

from tui_reader.clean import clean_address, clean_line
from tui_reader.limits import TITLE_LETTERS
from tui_reader.render.blocks import Link
from tui_reader.render.links import resolve

_SCRIPT: Final = re.compile(r"\s*(?:javascript|vbscript|data|about)\s*:", re.IGNORECASE)

_EDITED: Final = re.compile(r"file:|https?://(?:www\.|draft\.)?blogger\.com/", re.IGNORECASE)
"""Where a post lay while it was written: an editor makes such addresses of ``#name``."""
_WORD_NOTE: Final = re.compile(r"_(?:ftn|edn)(?:ref)?\d+")
"""What Word calls its footnotes."""


class LinkBook:
    """Gives each address its number, from ``first`` on, and gathers the words of each link."""

    def __init__(self, base: str, first: int = 0) -> None:
        self._base = base
        self._page = base.partition("#")[0]
        self._first = first
        self._numbers: dict[str, int] = {}
        self._urls: list[str] = []
        self._texts: list[str] = []

    def absolute(self, address: str) -> str:
        """The absolute form of an address as written; empty where it leads nowhere."""
        if address.strip() in ("", "#"):
            return ""
        url = clean_address(resolve(address, self._base))
        return "" if _SCRIPT.match(url) else url

    def number(self, url: str) -> int | None:
        """The number of an absolute address; None for an empty one."""
        if not url:
            return None
        if url not in self._numbers:
            self._numbers[url] = self._first + len(self._urls)
            self._urls.append(url)
            self._texts.append("")
        return self._numbers[url]

    def name(self, number: int, text: str) -> None:
        """Keep the first words that a link has."""
        if not self._texts[number - self._first]:
            self._texts[number - self._first] = clean_line(text, TITLE_LETTERS)

    def url(self, number: int) -> str:
        """The address behind a number."""
        return self._urls[number - self._first]

    def links(self, anchors: Mapping[str, int]) -> tuple[Link, ...]:
        """All links, by number; those to a place of this very post as ``#name``."""
        urls = (self._within(url, anchors) for url in self._urls) if anchors else self._urls
        return tuple(map(Link, urls, self._texts))

    def _within(self, url: str, anchors: Mapping[str, int]) -> str:
        page, _, fragment = url.partition("#")
        name = fragment if fragment in anchors else unquote(fragment)
        if name not in anchors:
            return url
        is_here = page == self._page or _EDITED.match(page) or _WORD_NOTE.fullmatch(name)
        return f"#{name}" if is_here else url
