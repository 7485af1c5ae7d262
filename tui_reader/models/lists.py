"""Subscriptions as lists of other readers name them."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Subscription:
    """One blog of a list."""

    feed_url: str
    """http or https."""
    title: str = ""
    """The name the list gives it; empty: none."""
    url: str = ""
    """Home page."""
    folders: tuple[tuple[str, ...], ...] = ()
    """The paths it lies in: OPML's outlines, newsboat's tags."""
    is_hidden: bool = False
    """newsboat's ``!``: not listed by itself."""


@dataclass(frozen=True, slots=True)
class SubscriptionList:
    """What a list says."""

    title: str
    subscriptions: tuple[Subscription, ...]
    left_out: tuple[str, ...] = ()
    """What was not taken, and why: one sentence each."""
    searches: tuple[tuple[str, str], ...] = ()
    """Queries under a name, in the words that choose posts."""


@dataclass(frozen=True, slots=True)
class ListStep:
    """How far the import of a list is."""

    title: str
    """The blog whose posts are brought just now; empty: the list itself is read."""
    done: int
    total: int
    """Posts of all blogs of the list, where it has posts."""


@dataclass(frozen=True, slots=True)
class ListDone:
    """What came of the import of a list."""

    kind: str
    """``opml``, ``urls`` or ``newsboat``."""
    name: str
    """Of the file."""
    blogs: int
    """How many it names."""
    added: tuple[int, ...]
    """Those that were not followed before."""
    paused: tuple[str, ...]
    """Addresses on the local network: followed, but asked only when they are named."""
    left_out: tuple[str, ...]
    """What was not taken, and why: one sentence each."""
    posts: int = 0
    """How many it has."""
    new: int = 0
    """Those that were not kept before."""
    starred: int = 0
    """Those that have got a star."""
    searches: int = 0
    """Searches that were saved."""


ListEvent = ListStep | ListDone
