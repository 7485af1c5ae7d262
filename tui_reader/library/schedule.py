"""When a blog may be asked again, and what an answer or a failure says about that.

Pure: states in, schedules out. Polite by default: see section 2 of the feed-reader-behaviour score.
"""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Final

from tui_reader import limits
from tui_reader.errors import FetchError, ReaderError
from tui_reader.models import BlogError, FetchState, ParsedFeed, Validators
from tui_reader.store.schedule import Schedule

BACKOFF_HOURS: Final = (1, 2, 4, 8, 16, 24)
SILENCE: Final = timedelta(days=30)
"""After it, a blog without validators is asked once a day; one not found may be dead."""
OFFLINE_RETRY: Final = timedelta(minutes=10)
"""Nothing was reached, so nobody was bothered: asked again as soon as that."""
LONGEST_WAIT: Final = timedelta(seconds=limits.MAX_RETRY_AFTER_SECONDS)
MOVES_NEEDED: Final = 3
MANUAL_FLOOR: Final = timedelta(seconds=limits.MANUAL_POLL_SECONDS)
CLAIM: Final = timedelta(minutes=2)
"""So long another program may be waiting for the answer of a blog that is due."""

LEFT_ALONE: Final = "its server asked to be left alone"
GONE: Final = "its server says it is gone"
NOT_DUE: Final = "not due yet"
JUST_ASKED: Final = "asked a short while ago"
PAUSED: Final = "paused"
"""Why a blog is not asked; programs read these sentences, so they stay as they are."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What a good answer says about the next one."""

    validators: Validators
    max_age: int | None
    moved_to: str
    feed: ParsedFeed | None = None
    """None for a 304."""
    has_new: bool = False


@dataclass(frozen=True, slots=True)
class Wait:
    """Why a blog is not asked now."""

    reason: str
    until: datetime | None
    """None: not until the person does something."""


def wait_of(
    state: FetchState, now: datetime, hold: datetime | None, *, force: bool, manual: bool
) -> Wait | None:
    """Say why a blog must not be asked now; None: it is due.

    Args:
        state: What is known of the blog.
        now: The time of asking.
        hold: Until when its host wants no request at all (429).
        force: Leave the schedule aside; Retry-After still holds.
        manual: A person asked: a floor of 15 minutes in place of the schedule.
    """
    retry_at = max((at for at in (state.retry_at, hold) if at), default=None)
    if retry_at and now < retry_at <= now + LONGEST_WAIT:
        return Wait(LEFT_ALONE, retry_at)
    if force:
        return None
    if state.is_gone:
        return Wait(GONE, None)
    due = due_at(state)
    if not manual and due and now < due:
        return Wait(NOT_DUE, due)
    floor = MANUAL_FLOOR if manual else CLAIM
    if state.last_attempt and now < state.last_attempt + floor:
        return Wait(JUST_ASKED, state.last_attempt + floor)
    return None


def due_at(state: FetchState) -> datetime | None:
    """When a blog is asked by itself: by its schedule, no more often than the person wants."""
    if state.own_minutes is None or state.last_attempt is None:
        return state.next_fetch
    own = state.last_attempt + timedelta(minutes=state.own_minutes)
    return max(own, state.next_fetch) if state.next_fetch else own


def heal(state: FetchState, now: datetime) -> FetchState:
    """Bring times back that lie so far ahead that the clock must have been set back."""
    horizon = now + LONGEST_WAIT
    is_next_wrong = state.next_fetch is not None and state.next_fetch > horizon
    return replace(
        state,
        next_fetch=now + timedelta(hours=1) if is_next_wrong else state.next_fetch,
        retry_at=None if state.retry_at and state.retry_at > horizon else state.retry_at,
        last_attempt=None
        if state.last_attempt and state.last_attempt > now
        else state.last_attempt,
    )


def as_schedule(state: FetchState, error: BlogError | None = None) -> Schedule:
    """The schedule that a state already stands for."""
    return Schedule(
        next_fetch=state.next_fetch,
        last_attempt=state.last_attempt,
        last_fetch=state.last_fetch,
        retry_at=state.retry_at,
        failures=state.failures,
        failing_since=state.failing_since,
        is_gone=state.is_gone,
        error=error,
        moved_to=state.moved_to,
        moved_count=state.moved_count,
        moved_since=state.moved_since,
    )


def after_answer(state: FetchState, answer: Answer, now: datetime) -> Schedule:
    """The schedule after a 200 that was a feed, or a 304."""
    moved = _follow_move(state, answer.moved_to, now)
    return replace(
        as_schedule(moved),
        next_fetch=_next_fetch(state, answer, now),
        last_attempt=now,
        last_fetch=now,
        retry_at=None,
        failures=0,
        failing_since=None,
        is_gone=False,
    )


def adopted_address(state: FetchState, answer: Answer, now: datetime) -> str:
    """The address to ask from now on, after three permanent redirects on two days; else empty."""
    moved = _follow_move(state, answer.moved_to, now)
    is_settled = moved.moved_count >= MOVES_NEEDED and moved.moved_since is not None
    if is_settled and moved.moved_since and _day(moved.moved_since) < _day(now):
        return moved.moved_to
    return ""


def _day(moment: datetime) -> int:
    return moment.astimezone(UTC).toordinal()


def _follow_move(state: FetchState, moved_to: str, now: datetime) -> FetchState:
    if not moved_to:
        return replace(state, moved_to="", moved_count=0, moved_since=None)
    if moved_to == state.moved_to:
        return replace(state, moved_count=state.moved_count + 1)
    return replace(state, moved_to=moved_to, moved_count=1, moved_since=now)


def _next_fetch(state: FetchState, answer: Answer, now: datetime) -> datetime:
    wishes = answer.feed or state
    asked = max(answer.max_age or 0, wishes.wait_seconds or 0)
    least = limits.MIN_POLL_SECONDS
    if answer.validators == Validators():
        least = _unconditional_seconds(state, answer, now)
    seconds = min(max(asked, least), limits.MAX_POLL_SECONDS)
    due = now + timedelta(seconds=seconds)
    return allowed(due, wishes.skip_hours, wishes.skip_days)


def _unconditional_seconds(state: FetchState, answer: Answer, now: datetime) -> int:
    """Three hours, rising to a day for a blog that has been silent for a month."""
    if answer.has_new or state.last_new_post is None:
        return limits.NO_VALIDATOR_POLL_SECONDS
    share = min(max((now - state.last_new_post) / SILENCE, 0.0), 1.0)
    span = limits.MAX_POLL_SECONDS - limits.NO_VALIDATOR_POLL_SECONDS
    return limits.NO_VALIDATOR_POLL_SECONDS + round(share * span)


def allowed(due: datetime, skip_hours: Collection[int], skip_days: Collection[int]) -> datetime:
    """The first moment from ``due`` on in an hour and on a day that the feed does not exclude.

    A feed that excludes all of them is not taken at its word.
    """
    moment = due.astimezone(UTC)
    for _ in range(7 * 24):
        if moment.hour not in skip_hours and moment.weekday() not in skip_days:
            return moment
        moment = moment.replace(minute=0, second=0, microsecond=0) + timedelta(hours=1)
    return due


def after_failure(
    state: FetchState, error: ReaderError, now: datetime, *, is_offline: bool = False
) -> Schedule:
    """The schedule after an attempt that brought nothing; what was kept stays kept."""
    told = as_schedule(state, BlogError(error.error_class, error.message))
    if is_offline:
        return replace(told, next_fetch=now + OFFLINE_RETRY)
    failures = state.failures + 1
    backoff = BACKOFF_HOURS[min(failures, len(BACKOFF_HOURS)) - 1]
    retry_at = retry_time(error, now)
    return replace(
        told,
        last_attempt=now if was_reached(error) else state.last_attempt,
        next_fetch=max(now + timedelta(hours=backoff), retry_at or now),
        retry_at=retry_at,
        failures=failures,
        failing_since=state.failing_since or now,
        is_gone=state.is_gone or status_of(error) == 410,
    )


def retry_time(error: ReaderError, now: datetime) -> datetime | None:
    """No request before this: Retry-After in bounds; ten minutes for a 429 that names no time."""
    if not isinstance(error, FetchError) or status_of(error) not in (429, 503):
        return None
    soonest = now + timedelta(seconds=limits.MIN_RETRY_AFTER_SECONDS)
    if error.retry_at is None:
        return soonest if error.status == 429 else None
    return min(max(error.retry_at, soonest), now + LONGEST_WAIT)


def status_of(error: ReaderError) -> int | None:
    """The HTTP status behind a failure, where one arrived."""
    return error.status if isinstance(error, FetchError) else None


def was_reached(error: ReaderError) -> bool:
    """Whether the attempt came as far as a server, so that it counts as having asked."""
    return not isinstance(error, FetchError) or error.reached


def may_be_dead(state: FetchState, error: ReaderError, now: datetime) -> bool:
    """Whether a blog has not been found for a month."""
    since = state.failing_since
    return status_of(error) == 404 and since is not None and now - since >= SILENCE
