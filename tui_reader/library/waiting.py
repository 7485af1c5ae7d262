"""How long a walk through an archive or through comments waits, after which failure, and when not.

Pure. A server that says how long is taken at its word; silence is met with growing pauses.
"""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Final

from tui_reader import limits
from tui_reader.errors import FeedError, FetchError, ReaderError

LONGEST_ASKED: Final = timedelta(minutes=15)
"""So long a walk sits and waits because a server wants it to; longer, and it ends until then."""
LONGEST_HOLD: Final = timedelta(seconds=limits.MAX_RETRY_AFTER_SECONDS)
USUAL_HOLD: Final = timedelta(seconds=limits.MIN_RETRY_AFTER_SECONDS)
"""For a 429 that names no time."""
PATIENCE: Final = timedelta(minutes=5)
"""Pauses in a row without one page in between; past it, a walk gives up."""
ASKED_PATIENCE: Final = timedelta(hours=1)
"""The same where the server asks for each of them: it is there, and will answer."""
MOST_TRIES: Final = 20
"""So often a server may answer "not now" in a row, however short the time it names."""
PAUSES: Final = (2, 4, 8, 16, 32, 60)
"""Seconds; the last one again and again."""
PASSING: Final = frozenset({408, 425, 429})
"""Statuses below 500 that say nothing of the address itself."""

OFFLINE: Final = "offline"
ASKED_TO_WAIT: Final = "its server asks for fewer requests"
OUT_OF_SERVICE: Final = "its server is out of service for now"
NO_ANSWER: Final = "its server does not answer"
"""Why a walk waits; programs read these words, so they stay as they are."""


@dataclass(frozen=True, slots=True)
class Stall:
    """What went wrong since the last page that was stored."""

    silent: int = 0
    """Times that nothing usable was answered."""
    unreadable: int = 0
    """Answers that could not be read."""
    waited: timedelta = timedelta()
    """Pauses that the walk chose by itself."""
    asked: timedelta = timedelta()
    """Pauses that the server asked for."""


@dataclass(frozen=True, slots=True)
class Pause:
    """A walk goes on after a while."""

    wait: timedelta
    reason: str
    """Empty: it goes on at once, and there is nothing to be told."""
    stall: Stall


@dataclass(frozen=True, slots=True)
class Hold:
    """A walk ends: its server wants no request before then."""

    until: datetime
    is_whole_host: bool
    """Whether that holds for all blogs on the host (429), or for this blog alone (503)."""


def pause_after(
    error: ReaderError, stall: Stall, now: datetime, *, is_offline: bool = False
) -> Pause | Hold | None:
    """Say what a walk does after a failure; None: it ends, for waiting would not help.

    Args:
        error: What went wrong.
        stall: What went wrong before, since the last page.
        now: The time.
        is_offline: Whether nothing at all answers.
    """
    if isinstance(error, FeedError):
        return _read_again(error, stall)
    if not isinstance(error, FetchError):
        return None
    wait = asked_wait(error)
    if wait is not None:
        return _as_asked(error, stall, wait, now)
    if not is_passing(error):
        return None
    return _by_itself(stall, OFFLINE if is_offline else _why(error))


def asked_wait(error: FetchError) -> timedelta | None:
    """How long a server wants to be left alone (429, 503); None if it does not."""
    if error.status not in (429, 503):
        return None
    if error.retry_after is not None:
        return min(timedelta(seconds=min(error.retry_after, 10**9)), LONGEST_HOLD)
    return USUAL_HOLD if error.status == 429 else None


def is_passing(error: FetchError) -> bool:
    """Whether the same request may be answered well a little later."""
    if error.status is not None:
        return error.status >= 500 or error.status in PASSING
    return not error.reached or error.error_class in ("timeout", "network")


def _read_again(error: FeedError, stall: Stall) -> Pause | None:
    """An answer may have been cut short on its way: once it is asked for again."""
    if stall.unreadable or error.error_class == "too-large":
        return None
    return Pause(timedelta(), "", replace(stall, unreadable=1))


def _as_asked(error: FetchError, stall: Stall, wait: timedelta, now: datetime) -> Pause | Hold:
    """Wait as long as the server says; where that is no time at all, as after a silence."""
    wait = wait or _own_pause(stall)
    after = replace(stall, silent=stall.silent + 1, asked=stall.asked + wait)
    is_enough = after.asked > ASKED_PATIENCE or after.silent > MOST_TRIES
    if wait > LONGEST_ASKED or is_enough:
        return Hold(now + max(wait, USUAL_HOLD), error.status == 429)
    return Pause(wait, ASKED_TO_WAIT if error.status == 429 else OUT_OF_SERVICE, after)


def _by_itself(stall: Stall, reason: str) -> Pause | None:
    wait = _own_pause(stall)
    after = replace(stall, silent=stall.silent + 1, waited=stall.waited + wait)
    return None if after.waited > PATIENCE else Pause(wait, reason, after)


def _own_pause(stall: Stall) -> timedelta:
    return timedelta(seconds=PAUSES[min(stall.silent, len(PAUSES) - 1)])


def _why(error: FetchError) -> str:
    return OUT_OF_SERVICE if error.status is not None else NO_ANSWER
