"""What a feed says of its own history (RFC 5005). Only the value: ``history_file`` reads it."""

from typing import NamedTuple

from tui_reader.models import ParsedFeed


class History(NamedTuple):
    """A feed document and its place among others."""

    feed: ParsedFeed
    previous: str = ""
    """The archive document before this one; absolute."""
    next: str = ""
    """The next older page of a list that may still move; absolute."""
    is_archive: bool = False
    """Whether this document never changes."""
    is_complete: bool = False
    """Whether this document is the whole blog."""
