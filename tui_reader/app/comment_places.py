"""Which comment an address names. Pure.

Blogger writes ``?showComment=TIME#cNUMBER``, WordPress ``#comment-NUMBER``.
"""

import re
from typing import Final

_FRAGMENT: Final = re.compile(r"#(?:c|comment-?)(\d+)$", re.IGNORECASE)
_QUERY: Final = re.compile(r"[?&]showComment=(\d+)", re.IGNORECASE)


def place_in(url: str) -> str:
    """Return what an address calls the comment it leads to; empty where it leads to none."""
    found = _FRAGMENT.search(url) or _QUERY.search(url)
    return found[1] if found else ""


def same_place(url: str, place: str) -> bool:
    """Tell whether the address of a comment is the place that another address names."""
    return place in {found[1] for form in (_FRAGMENT, _QUERY) if (found := form.search(url))}


def page_of(url: str) -> str:
    """Return the address of the page that a comment stands on."""
    page, _, _ = url.partition("#")
    page = _QUERY.sub(lambda found: "?" if found[0].startswith("?") else "", page)
    return page.replace("?&", "?").removesuffix("?")
