"""Makes rules, takes them away and turns steps round as the library does, without a loop."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import datetime
from typing import TypeVar

from tests.store.making import NOW
from tui_reader.library import rules
from tui_reader.library.desk import Desk
from tui_reader.library.steps import History
from tui_reader.models import Step
from tui_reader.store.database import Database

T = TypeVar("T")

ENDLESS = 1_000_000


def do(
    database: Database,
    deed: Callable[[Desk], Awaitable[T]],
    now: datetime,
    *,
    breaths: int = ENDLESS,
    between: Callable[[], object] = lambda: None,
) -> T | None:
    """Do something of the library; others get in ``between``. None: stopped after some breaths."""
    taken = iter(range(breaths))

    async def breathe(_: float) -> None:
        if next(taken, None) is None:
            raise asyncio.CancelledError
        between()

    async def run() -> T:
        return await deed(Desk(database, None, None, lambda: now, breathe))  # type: ignore[arg-type]

    try:
        return asyncio.run(run())
    except asyncio.CancelledError:
        return None


def make_rule(database: Database, words: str, now: datetime = NOW) -> Step | None:
    return do(database, lambda desk: rules.make_rule(desk, words), now)


def remove_rule(database: Database, rule_id: int, now: datetime = NOW) -> Step | None:
    return do(database, lambda desk: rules.remove_rule(desk, rule_id), now)


def turn(
    database: Database, step: Step, now: datetime = NOW, *, back: bool, breaths: int = ENDLESS
) -> Step | None:
    def deed(desk: Desk) -> Awaitable[Step | None]:
        history = History(desk)
        return history.undo_step(step.id) if back else history.redo_step(step.id)

    return do(database, deed, now, breaths=breaths)
