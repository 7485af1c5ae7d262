"""Makes rules that hide posts, and takes them away: some posts at a time. No SQL.

Each is one step of the history. What is here is looked through in batches, so that others get to
the store in between; a rule that was stopped in the middle is finished at the next start.
"""

from typing import TYPE_CHECKING, Final

from tui_reader.errors import UsageError
from tui_reader.library.indexing import index_some
from tui_reader.library.step_words import of_hidden, of_rules
from tui_reader.limits import BATCH_HIDDEN, BREATH_SECONDS
from tui_reader.query import parse
from tui_reader.store import begun_rules, hiding, history, search_index, unhiding
from tui_reader.store.changes import Changes, HidingChange

if TYPE_CHECKING:
    from tui_reader.library.desk import Desk
    from tui_reader.models import Step
    from tui_reader.store.begun_rules import Begun

_FEW: Final = 1_000
"""Posts that the index does not know and that a rule reads by itself."""


async def would_hide(desk: "Desk", text: str) -> tuple[int, int, bool]:
    """Give how many posts a rule would hide, of how many, and whether all were looked at.

    Raises:
        QueryError: These are no words that choose posts.
    """
    if parse(text).is_empty:
        return 0, 0, True
    reads = await desk.database.read(search_index.pending) <= _FEW
    hides, found = await desk.database.read(hiding.would_hide, text, desk.now(), reads=reads)
    return hides, found, reads


async def make_rule(desk: "Desk", text: str) -> "Step | None":
    """Hide what words choose, now and whenever it arrives; None where that is so already.

    Raises:
        UsageError: There are no words.
        QueryError: They choose no posts.
    """
    if parse(text).is_empty:
        raise UsageError("a rule needs words that choose posts")
    begun = await desk.database.write(hiding.begin_rule, text, desk.now(), of_hidden)
    if begun is None:
        return None
    await _finish(desk, begun)
    return await desk.database.read(history.get_step, begun.step_id)


async def finish_rules(desk: "Desk") -> None:
    """Look through all posts for the rules that have not done so."""
    for begun in await desk.database.read(begun_rules.begun_rules):
        if not begun.is_stopped:
            await _finish(desk, begun)


async def remove_rule(desk: "Desk", rule_id: int) -> "Step | None":
    """Show again what a rule hid, unread where it was; None where there is no such rule."""
    await get_ready_to_show(desk)
    now = desk.now()
    step: Step | None = None
    changes: Changes = ()
    while True:
        step, more = await desk.database.write(
            history.perform_more,
            now,
            "rule",
            of_rules,
            lambda c, _: [each] if (each := unhiding.show_some(c, rule_id, now)) else [],
            (),
            step,
            changes,
        )
        if len(more) == len(changes) or not isinstance(more[-1], HidingChange):
            return step
        changes = more
        await desk.sleep(BREATH_SECONDS)


async def get_ready_to_show(desk: "Desk") -> None:
    """Let the index know what other rules are to be asked of, where there are any."""
    if len(await desk.database.read(hiding.list_rules)) > 1:
        await _get_ready(desk)


async def _get_ready(desk: "Desk") -> None:
    """Let the index know all posts but for so few that they can be read."""
    while await desk.database.read(search_index.pending) > _FEW:
        await index_some(desk.database)


async def _finish(desk: "Desk", begun: "Begun") -> None:
    await _get_ready(desk)
    ids = await desk.database.read(hiding.find_some, begun, desk.now())
    goes_on = True
    start = 0
    while goes_on:
        some, start = ids[start : start + BATCH_HIDDEN], start + BATCH_HIDDEN
        goes_on = await desk.database.write(
            hiding.hide_some, begun, some, of_hidden, is_last=start >= len(ids)
        )
        if goes_on:
            await desk.sleep(BREATH_SECONDS)
