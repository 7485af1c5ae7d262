"""What the elements of a backup are called, whatever prefix the file gives their namespace.

Pure. Real backups use prefixes that they never declare, so XML's own rule would refuse them.
"""

import re
from collections.abc import Mapping
from typing import Final

_KNOWN: Final = {
    "http://www.w3.org/2005/atom": "atom:",
    "http://purl.org/atom/ns#": "atom:",
    "http://purl.org/atom/app#": "app:",
    "http://www.w3.org/2007/app": "app:",
    "http://purl.org/syndication/thread/1.0": "thr:",
    "http://schemas.google.com/g/2005": "gd:",
    "http://schemas.google.com/blogger/2018": "blogger:",
    "http://purl.org/rss/1.0/modules/content/": "content:",
    "http://purl.org/dc/elements/1.1/": "dc:",
}
_WORDPRESS: Final = re.compile(r"https?://wordpress\.org/export/[\d.]+/(?:(excerpt)/)?")
_USUAL: Final = frozenset(_KNOWN.values()) | {"wp:", "excerpt:"}
"""Prefixes that are understood where a file forgets to declare them."""
_STRANGE: Final = "?:"
"""Stands before the name of an element that belongs to something else."""


class Names:
    """Follows the declarations of namespaces through a document.

    Call ``open`` for each element that begins, ``close`` for each that ends.
    """

    def __init__(self) -> None:
        self._scopes: list[dict[str, str] | None] = []
        self._prefixes: dict[str, str] = {}
        self._names: dict[str, str] = {}
        self._before: list[dict[str, str]] = []

    def open(self, attributes: Mapping[str, str]) -> None:
        """Begin an element, whose attributes may declare prefixes."""
        declared = {key[6:]: _space(uri) for key, uri in attributes.items() if key[:5] == "xmlns"}
        self._scopes.append(declared or None)
        if declared:
            self._before.append(self._prefixes)
            self._prefixes = {**self._prefixes, **declared}
            self._names = {}

    def close(self) -> None:
        """End the element that was begun last."""
        if self._scopes.pop() is not None:
            self._prefixes = self._before.pop()
            self._names = {}

    def close_to(self, depth: int) -> None:
        """End all elements but so many of the outermost."""
        while len(self._scopes) > depth:
            self.close()

    def of(self, name: str) -> str:
        """Give an element's name with the prefix that this reader uses; RSS's own have none."""
        known = self._names.get(name)
        if known is None:
            known = self._names[name] = self._read(name)
        return known

    def _read(self, name: str) -> str:
        prefix, colon, local = name.rpartition(":")
        space = self._prefixes.get(prefix)
        if space is None:
            usual = prefix.lower() + colon
            space = usual if not colon or usual in _USUAL else _STRANGE
        elif space == _STRANGE and not colon:
            space = ""  # RSS in a namespace of its own is RSS
        return space + local


def _space(uri: str) -> str:
    uri = uri.strip()
    if found := _WORDPRESS.fullmatch(uri):
        return "excerpt:" if found[1] else "wp:"
    return _KNOWN.get(uri.lower(), _STRANGE) if uri else ""
