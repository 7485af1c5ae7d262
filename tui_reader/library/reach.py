"""What is known of the network, and when anybody answered last: kept for the next start.

Asks nobody but by a knock, and only where the person allows it.
"""

from contextlib import suppress
from datetime import datetime
from typing import TYPE_CHECKING, Final

from tui_reader.errors import StoreError
from tui_reader.library.desk import Desk
from tui_reader.store import schedule, state

if TYPE_CHECKING:
    from tui_reader.models import Connection

LAST_ANSWER: Final = "last answer"
"""The key under which the store has it."""


class Reach:
    """Made once by the library.

    Args:
        desk: Store, network and the eye on being offline.
    """

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._saved_answer = desk.watch.last_answer
        self._last_fetch: datetime | None = None
        self._version = -1

    def connection(self) -> "Connection":
        """Say whether the network answers, and since when it does not."""
        from tui_reader.models import Connection

        watch, asked_for = self._desk.watch, not self._desk.network.is_allowed
        is_offline = asked_for or watch.is_offline
        since = watch.last_answer if is_offline else None
        return Connection(is_offline, asked_for, since, self._newest_fetch())

    async def knock(self) -> None:
        """Learn whether the network answers, where no blog is due to be asked; no request."""
        from tui_reader.library.knocking import knock

        if self._desk.network.is_allowed:
            await knock(self._desk)
            await self.save()

    async def save(self) -> None:
        """Keep when anybody answered last, if that is news."""
        last = self._desk.watch.last_answer
        if last is None or last == self._saved_answer:
            return
        with suppress(StoreError):  # it is a comfort, not worth an error
            await self._desk.database.write(state.save, LAST_ANSWER, last.isoformat())
            self._saved_answer = last

    def _newest_fetch(self) -> datetime | None:
        database = self._desk.database
        version = database.data_version()
        if version != self._version:
            self._last_fetch = database.read_now(schedule.newest_fetch)
            self._version = version
        return self._last_fetch


def moment_of(text: object) -> datetime | None:
    """Read back what was kept."""
    return datetime.fromisoformat(text) if isinstance(text, str) else None
