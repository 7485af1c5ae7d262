"""What can go wrong, as types that a person can be told about.

Every message starts with its error class, the first word in logs, status line and ``--json``::

    ReaderError
    ├── FetchError            too-large timeout tls network http-status gone rate-limited
    │                         redirect blocked-address blocked-scheme encoding
    ├── FeedError             not-a-feed malformed encoding timeout too-large
    ├── StoreError            storage-full storage-readonly storage-busy storage-corrupt
    │                         storage-newer
    ├── ConfigError           config
    └── UsageError            usage
        └── QueryError

Anything that is not a ``ReaderError`` is a bug and is shown as ``internal``.
"""

from datetime import datetime
from typing import Final

FETCH_CLASSES: Final = frozenset(
    {
        "too-large",
        "timeout",
        "tls",
        "network",
        "http-status",
        "gone",
        "rate-limited",
        "redirect",
        "blocked-address",
        "blocked-scheme",
        "encoding",
    }
)
UNSEEN_CLASSES: Final = frozenset({"blocked-address", "blocked-scheme"})
"""Refused by the reader itself: no server answered, none was silent."""
FEED_CLASSES: Final = frozenset({"not-a-feed", "malformed", "encoding", "timeout", "too-large"})


class ReaderError(Exception):
    """Something went wrong that a person can understand.

    Attributes:
        error_class: One of the classes of the module docstring, e.g. ``"timeout"``.
        message: One sentence without the class and without credentials.
    """

    def __init__(self, error_class: str, message: str) -> None:
        super().__init__(error_class, message)
        self.error_class = error_class
        self.message = message

    def __str__(self) -> str:
        return f"{self.error_class}: {self.message}"


class FetchError(ReaderError):
    """An address did not give an answer that can be used.

    Attributes:
        status: The HTTP status, where one arrived.
        retry_at: When the server asked to be asked again (aware), from Retry-After; within
            what is sensible for a feed.
        retry_after: Seconds the server itself asked for; None if it did not say.
        reached: Whether any server answered at all: False speaks for being offline.
    """

    def __init__(
        self,
        error_class: str,
        message: str,
        *,
        status: int | None = None,
        retry_at: datetime | None = None,
        retry_after: float | None = None,
        reached: bool = True,
    ) -> None:
        super().__init__(error_class, message)
        self.status = status
        self.retry_at = retry_at
        self.retry_after = retry_after
        self.reached = reached


class FeedError(ReaderError):
    """An answer arrived, but it is not a feed that can be read."""


class StoreError(ReaderError):
    """The store cannot be used, or not now."""


class ConfigError(ReaderError):
    """The configuration cannot be used."""

    def __init__(self, message: str) -> None:
        super().__init__("config", message)


class UsageError(ReaderError):
    """What was asked names nothing, or more than one thing."""

    def __init__(self, message: str) -> None:
        super().__init__("usage", message)


class QueryError(UsageError):
    """Words that should choose posts cannot be read.

    Attributes:
        place: The letter of the words at which it shows, from 0.
    """

    def __init__(self, message: str, place: int = 0) -> None:
        super().__init__(message)
        self.place = place
