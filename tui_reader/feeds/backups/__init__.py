"""Reads the backup of a whole blog from a file: ``read(asked)`` gives its head, then its posts.

Runs in the parse worker, as a stream: parts of at most 200 posts, so that memory stays flat
whatever the file's size. It opens that one file and nothing else.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Final
from xml.parsers import expat

from tui_reader.errors import FeedError
from tui_reader.feeds.backups import signs
from tui_reader.models import BackupHead, BackupPart

_OLDEST_EXPAT: Final = (2, 4, 1)
"""Older ones expand entities without bound (CVE-2013-0340)."""
_UNSAFE: Final = "this Python's XML parser is too old to be safe: update it"


@dataclass(frozen=True, slots=True)
class Asked:
    """What the worker is asked to read."""

    path: Path
    kind: str
    """Of ``signs``."""
    now: datetime
    """What is published later is left out."""


def read(asked: Asked) -> Iterator[BackupHead | BackupPart]:
    """Give the head of a backup and its parts; parts before the head carry nothing but a share.

    Raises:
        FeedError: malformed or too-large: nothing of it can be read.
    """
    if expat.version_info < _OLDEST_EXPAT:
        raise FeedError("malformed", _UNSAFE)
    if asked.kind == signs.WXR:
        from tui_reader.feeds.backups import wxr

        yield from wxr.read(asked.path, asked.kind, asked.now)
    else:
        from tui_reader.feeds.backups import blogger

        yield from blogger.read(asked.path, asked.kind, asked.now)
