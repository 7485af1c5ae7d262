"""The links of one document, numbered as they are met.

No judging: ``links.py`` says what may be opened.
"""

import re
from typing import Final

from tui_reader.clean import clean_address, clean_line
from tui_reader.limits import TITLE_LETTERS
from tui_reader.render.blocks import Link
from tui_reader.render.links import resolve

_SCRIPT: Final = re.compile(r"\s*(?:javascript|vbscript|data|about)\s*:", re.IGNORECASE)


class LinkBook:
    """Gives each address its number, from ``first`` on, and gathers the words of each link."""

    def __init__(self, base: str, first: int = 0) -> None:
        self._base = base
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

    def links(self) -> tuple[Link, ...]:
        """All links, by number."""
        return tuple(map(Link, self._urls, self._texts))
