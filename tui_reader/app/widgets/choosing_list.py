"""A list of posts of which some can be selected: one by one, up to another, all. Knows no library.

What is selected is known by the post, not by its place: it stays selected where the list moves.
"""

from collections.abc import Iterable, Sequence
from typing import Final

from textual.reactive import reactive

from tui_reader.app.widgets.cursor_list import CursorList

NOTHING: Final[frozenset[int]] = frozenset()


class ChoosingList(CursorList):
    """Posts with a cursor, and a selection beside it."""

    selected: reactive[frozenset[int]] = reactive(NOTHING, init=False)
    """The numbers of the posts that are selected."""

    _last: int | None = None
    """The post that was selected last: a range goes from there to the cursor."""

    def listed(self) -> Sequence[int]:
        """Return the numbers of all posts of the list, in its order."""
        raise NotImplementedError

    def selected_ids(self) -> tuple[int, ...]:
        """Return the posts that are selected, in the list's order."""
        chosen = self.selected
        return tuple(post_id for post_id in self.listed() if post_id in chosen) if chosen else ()

    def toggle_selected(self, index: int) -> None:
        """Select a post that is not, and the other way round."""
        self._last = self.listed()[index]
        self.selected = self.selected ^ {self._last}

    def action_select_post(self) -> None:
        """Select the post of the cursor, or let go of it, and go on to the next."""
        if self.row_count():
            self.toggle_selected(self.cursor)
            self.cursor += 1

    def action_select_range(self) -> None:
        """Select every post from the one selected last to the cursor's, both with it."""
        if not self.row_count():
            return
        ids = self.listed()
        last = ids.index(self._last) if self._last in ids else self.cursor
        first, end = sorted((last, self.cursor))
        self._last = ids[self.cursor]
        self.selected = self.selected | set(ids[first : end + 1])

    def action_select_all(self) -> None:
        """Select every post of the list; where they all are, none."""
        everything = frozenset(self.listed())
        self._select(NOTHING if self.selected == everything else everything)

    def select_none(self) -> bool:
        """Let go of the selection; tell whether there was one."""
        had_any = bool(self.selected)
        self._select(NOTHING)
        return had_any

    def keep_selected(self, ids: Iterable[int]) -> None:
        """Let go of the posts that are listed no longer."""
        if self.selected:
            self._select(self.selected.intersection(ids))

    def _select(self, chosen: frozenset[int]) -> None:
        self.selected = chosen
        if not chosen:
            self._last = None
