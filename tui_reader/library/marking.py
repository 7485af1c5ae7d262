"""Marks posts: many in batches, so that nobody waits long for the store. No SQL."""

from collections.abc import Sequence
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

from tui_reader.library.step_words import of_marks
from tui_reader.library.steps import History
from tui_reader.limits import BATCH_MARKS
from tui_reader.models import Flag, Mark
from tui_reader.store import marks

if TYPE_CHECKING:
    import sqlite3

    from tui_reader.library.desk import Desk


class Wish(NamedTuple):
    """What is wanted of posts."""

    flag: Flag
    value: bool
    sees: bool = True
    """Whether posts that were read before count as seen anew: where that is no step."""


async def mark(desk: "Desk", ids: Sequence[int], wish: Wish, *, is_step: bool = True) -> Mark:
    """Set or clear a flag of posts.

    Args:
        desk: Store and clock.
        ids: The posts.
        wish: Which flag, and how.
        is_step: Whether it is kept as one step that can be taken back.

    Returns:
        The mark, with only the posts whose flag really changed.
    """
    done: list[Mark] = []
    sees = wish.sees and not is_step  # a step changes only what can be taken back

    def put(connection: "sqlite3.Connection", some: Sequence[int]) -> list[Mark]:
        made = marks.set_flag(connection, some, wish.flag, wish.value, sees=sees)
        done.append(made)
        return [made] if made.post_ids else []

    if is_step:
        await History(desk).do_in_batches("mark", of_marks, put, ids)
    else:
        for start in range(0, len(ids), BATCH_MARKS):
            await desk.database.write(put, ids[start : start + BATCH_MARKS])
    post_ids = tuple(chain.from_iterable(each.post_ids for each in done))
    seen = tuple(chain.from_iterable(each.seen for each in done))
    return Mark(wish.flag, wish.value, post_ids, seen)
