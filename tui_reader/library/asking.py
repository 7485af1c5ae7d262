"""Asks one blog: what its server said, stored whole or told as a failure.

Knows nothing of the other blogs but whether anything at all answers.
"""

import asyncio
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import datetime

from tui_reader.errors import UNSEEN_CLASSES, FetchError, ReaderError, StoreError
from tui_reader.feeds.urls import canonical, host_of, keep_credentials
from tui_reader.library.desk import Desk
from tui_reader.library.keeping import keep
from tui_reader.library.schedule import (
    Answer,
    adopted_address,
    after_answer,
    after_failure,
    may_be_dead,
    retry_time,
    status_of,
    was_reached,
)
from tui_reader.models import (
    Failed,
    Fetched,
    FetchState,
    NotModified,
    Page,
    RefreshEvent,
    Skipped,
    Unchanged,
)
from tui_reader.store import answers
from tui_reader.store import schedule as store
from tui_reader.store.schedule import Schedule

REMOVED = "no longer followed"
ASKED_ELSEWHERE = "another tui-reader has just asked it"
MAY_BE_DEAD = "; so for 30 days now: the blog may be gone for good"


@dataclass(slots=True)
class Asker:
    """Asks the blogs of one refresh, one at each call."""

    desk: Desk
    _unreached: list[tuple[FetchState, FetchError]] = field(default_factory=list)

    async def ask(self, state: FetchState) -> RefreshEvent:
        """Ask one blog; every failure that a person can understand becomes Failed.

        It is claimed before it is asked: two programs never ask one server at the same time.
        """
        now = self.desk.now()
        try:
            if not await self._claim(state.blog_id, state.last_attempt, now):
                return await self._left_out(state)
            return await self._ask(state)
        except ReaderError as error:
            if isinstance(error, StoreError) or not was_reached(error):
                await self._take_back(state, now)
            return await self._fail(state, error)
        except asyncio.CancelledError:
            await self._take_back(state, now)
            raise

    async def _claim(self, blog_id: int, seen: datetime | None, now: datetime | None) -> bool:
        return await self.desk.database.write(store.claim, blog_id, seen, now)

    async def _take_back(self, state: FetchState, claimed: datetime) -> None:
        """Leave the blog as due as it was: nothing came of asking it."""
        with suppress(StoreError):
            await self._claim(state.blog_id, claimed, state.last_attempt)

    async def _left_out(self, state: FetchState) -> Skipped:
        fresh = await self.desk.database.read(store.fetch_states, [state.blog_id])
        reason, until = (ASKED_ELSEWHERE, fresh[0].next_fetch) if fresh else (REMOVED, None)
        return Skipped(state.blog_id, state.title, reason, until)

    async def settle(self) -> None:
        """Write down the silences, now that it is known whose fault they were.

        While offline, nobody failed: those blogs are due again soon, and their backoff stays.
        """
        is_offline = self.desk.watch.is_offline
        for state, error in self._unreached:
            after = after_failure(state, error, self.desk.now(), is_offline=is_offline)
            with suppress(StoreError):  # it stays due
                await self.desk.database.write(store.save_schedule, state.blog_id, after)

    async def _ask(self, state: FetchState) -> RefreshEvent:
        is_typed = host_of(state.feed_url) == state.typed_host
        answer = await self.desk.network.get(state.feed_url, state.validators, typed=is_typed)
        self.desk.watch.answered(self.desk.now())
        if isinstance(answer, NotModified):
            return await self._keep_unchanged(state, answer)
        return await self._keep(state, answer)

    async def _keep_unchanged(self, state: FetchState, page: NotModified) -> RefreshEvent:
        after = self._after(state, Answer(page.validators, page.max_age, page.moved_to))
        is_moved = await self.desk.database.write(
            answers.save_unchanged, state.blog_id, page.validators, after
        )
        return _told(state, answers.Saved(is_moved=is_moved), page.moved_to)

    async def _keep(self, state: FetchState, page: Page) -> RefreshEvent:
        feed = await self.desk.network.parse(page)
        answer = Answer(page.validators, page.max_age, page.moved_to, feed)
        saved = await keep(
            self.desk.database,
            state.blog_id,
            feed,
            page.validators,
            lambda has_new: self._after(state, replace(answer, has_new=has_new)),
            self.desk.now(),
        )
        return _told(state, saved, page.moved_to)

    def _after(self, state: FetchState, answer: Answer) -> Schedule:
        """The next schedule, with another address where the blog has moved there for good."""
        now = self.desk.now()
        after = after_answer(state, answer, now)
        address = adopted_address(state, answer, now)
        if not address:
            return after
        address = keep_credentials(state.feed_url, address)
        return replace(
            after,
            feed_url=address,
            canonical_feed_url=canonical(address),
            moved_to="",
            moved_count=0,
            moved_since=None,
        )

    async def _fail(self, state: FetchState, error: ReaderError) -> Failed:
        now = self.desk.now()
        if isinstance(error, FetchError) and not error.reached:
            self.desk.watch.unreached(host_of(state.feed_url))
            self._unreached.append((state, error))
        elif not isinstance(error, StoreError):
            with suppress(StoreError):  # the failure is told; only its time is not kept
                await self._write_failure(state, error, now)
        message = error.message + _outlook(state, error, now)
        return Failed(state.blog_id, state.title, error.error_class, message)

    async def _write_failure(self, state: FetchState, error: ReaderError, now: datetime) -> None:
        if isinstance(error, FetchError) and error.error_class not in UNSEEN_CLASSES:
            self.desk.watch.answered(now)
        after = after_failure(state, error, now)
        if status_of(error) == 429 and after.retry_at:
            await self.desk.database.write(store.hold_host, host_of(state.feed_url), after.retry_at)
        await self.desk.database.write(store.save_schedule, state.blog_id, after)


def _told(state: FetchState, saved: answers.Saved, moved_to: str) -> RefreshEvent:
    """What to tell of an answer that was stored."""
    moved = f"moved for good; asked at {host_of(moved_to)} from now on" if saved.is_moved else ""
    note = ". ".join(sentence for sentence in (moved, saved.note) if sentence)
    if not (saved.new or saved.changed or saved.counted or saved.back or note):
        return Unchanged(state.blog_id, state.title)
    return Fetched(state.blog_id, state.title, saved.new, saved.changed, saved.counted, note)


def _outlook(state: FetchState, error: ReaderError, now: datetime) -> str:
    """What a person should know of the time to come, as the end of the failure's sentence."""
    if until := retry_time(error, now):
        return f"; it is not asked before {until.astimezone():%Y-%m-%d %H:%M}"
    return MAY_BE_DEAD if may_be_dead(state, error, now) else ""
