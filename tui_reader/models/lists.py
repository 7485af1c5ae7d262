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
