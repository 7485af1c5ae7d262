"""Whether a file is a backup of a blog, told by how it begins. Pure, and quick to import."""

import re
from typing import Final

HEAD_BYTES: Final = 1024 * 1024
"""So much of a file's beginning is looked at."""
EXPORT: Final = "blogger-export"
TAKEOUT: Final = "blogger-takeout"
WXR: Final = "wxr"
_SIGNS: Final = (
    (TAKEOUT, (b"http://schemas.google.com/blogger/2018", b"blogger:type>")),
    (EXPORT, (b"blogger/2008/kind#template",)),
    (EXPORT, (b"blogger/2008/kind#settings",)),
    (EXPORT, (b"blogger/2008/kind#post", b"blogger/2008/kind#comment")),
    (WXR, (b"<wp:wxr_version>",)),
    (WXR, (b"http://wordpress.org/export/", b"<channel")),
)
"""What a backup holds and no feed does: all of these."""


_ARCHIVE: Final = re.compile(rb"<id>\s*tag:blogger\.com,1999:blog-\d+\.archive\s*</id>")


def kind_of(head: bytes) -> str:
    """Give the kind of backup that begins so; empty if it is none."""
    head = head.replace(b"\x00", b"")  # UTF-16
    if _ARCHIVE.search(head):
        return EXPORT
    return next((kind for kind, signs in _SIGNS if all(sign in head for sign in signs)), "")
