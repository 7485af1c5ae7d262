"""Reads Blogger's archive gadget out of a web page: every month with its count of posts.

A task of the worker. Linear, whatever the page is; what is no such gadget gives nothing.
"""

import re
from typing import Final

from tui_reader.limits import MIB
from tui_reader.models import MonthTotal, Page

_SCANNED_BYTES: Final = 4 * MIB
_GADGET: Final = "BlogArchive"
_LINK: Final = re.compile(
    # A list item or the option of a menu: /2014/03/ or the older 2014_03_01_archive.html.
    r"""(?:href|value)=["'][^"'<>]{0,500}?(?<![\d])((?:19|20)\d\d)[/_](0[1-9]|1[0-2])"""
    r"""(?:_\d\d_archive\.html|/(?:index\.html)?)["'][^<>]{0,500}>""",
)
_COUNT: Final = re.compile(r"\(\s*(?:&#160;|&nbsp;)?(\d[\d.,']{0,8})\s*\)|>\s*(\d[\d.,']{0,8})\s*<")
_NEAR: Final = 400
"""Letters behind a month's link within which its count stands."""


def read(page: Page) -> tuple[MonthTotal, ...]:
    """Read the months, newest first; empty if the page has no such gadget."""
    text = page.body[:_SCANNED_BYTES].decode("utf-8", "replace")
    start = text.find(_GADGET)
    if start < 0:
        return ()
    totals: dict[tuple[int, int], int] = {}
    links = list(_LINK.finditer(text, start))
    for number, link in enumerate(links):
        end = links[number + 1].start() if number + 1 < len(links) else len(text)
        found = _COUNT.search(text, link.end() - 1, min(end, link.end() + _NEAR))
        if found:
            posts = int(re.sub(r"\D", "", found[1] or found[2]))
            totals.setdefault((int(link[1]), int(link[2])), posts)
    return tuple(
        MonthTotal(year, month, count)
        for (year, month), count in sorted(totals.items(), reverse=True)
        if count
    )
