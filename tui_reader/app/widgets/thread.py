"""A thread: its comments as a document, one of them with the cursor, any of them folded.

Knows no library.
"""

from bisect import bisect_right
from dataclasses import dataclass, replace
from operator import itemgetter
from typing import TYPE_CHECKING, ClassVar

from textual import events
from textual.binding import BindingType
from textual.geometry import Size
from textual.message import Message

from tui_reader.app.bindings import bindings
from tui_reader.app.commands import Scope
from tui_reader.app.thread_frame import LEVELS, NO_THREAD, ThreadPage
from tui_reader.app.widgets.article import ArticleView
from tui_reader.app.widgets.article_lines import Marks
from tui_reader.app.widgets.painting import signs

if TYPE_CHECKING:
    from tui_reader.models import Comment, Thread

_OFFSET = itemgetter(1)


class ThreadView(ArticleView, inherit_bindings=False):
    """What readers said of a post."""

    BINDINGS: ClassVar[list[BindingType]] = bindings(Scope.SELECTION, Scope.REMARKS, Scope.TEXT)

    @dataclass
    class Moved(Message):
        """The cursor stands on another comment."""

        place: int
        """From 1."""
        places: int

        def can_replace(self, message: Message) -> bool:
            """Only the last place matters."""
            return isinstance(message, ThreadView.Moved)

    @dataclass
    class NothingNew(Message):
        """A person asked for a new comment, and there is none on that side."""

        step: int

    def __init__(self, *, text_width: int, ascii_signs: bool) -> None:
        super().__init__(text_width=text_width, ascii_signs=ascii_signs, id="thread")
        self._sign = signs(ascii_signs=ascii_signs)["bar"]
        self._talk = ThreadPage(NO_THREAD)
        self._keys: list[int] = []
        self._at = 0
        self._span = (0, 0)
        self._is_laid_out = False

    # ------------------------------------------------------------------------ what is shown

    def show_thread(self, thread: "Thread", key: int | None = None) -> None:
        """Show a thread; what was folded stays so, and the cursor where it was.

        Args:
            thread: What is kept by now.
            key: The comment to go to; None: the one of the cursor, else the first.
        """
        folded = self._talk.folded
        self._talk = ThreadPage(thread, folded, ascii_signs=self._ascii)
        if key is None:
            self._put(self.key)
        else:
            self._put(None)
            self.go_to_comment(key)

    @property
    def key(self) -> int | None:
        """The comment of the cursor; None where there is none."""
        return self._keys[self._at] if self._keys else None

    @property
    def comment(self) -> "Comment | None":
        """The comment of the cursor."""
        return None if self.key is None else self._talk.comment(self.key)

    def go_to_comment(self, key: int) -> None:
        """Put the cursor on a comment, and show its beginning in the upper part of the pane."""
        if key not in self._keys:
            self._talk.show(key)
            self._put(self.key)
        self._set_focus(None)
        at = self._keys.index(key)
        self._set(at)
        self._go(self._span[0] - self.size.height // 4 if at else 0)
        self._set(at)

    def _put(self, key: int | None) -> None:
        """Show the page as it is folded now; a comment stays at its height of the pane."""
        top = self.scroll_target_y
        below_top = self._span[0] - top
        self._keys = self._talk.keys
        self._at = self._keys.index(key) if key is not None and key in self._keys else 0
        self.show(self._talk.document())
        if top and self._at:
            self._go(self._span[0] - below_top)

    def _lay_out(self) -> None:
        self._is_laid_out = False
        super()._lay_out()
        self._is_laid_out = True
        self._set(self._at)

    # --------------------------------------------------------------------- where things are

    def _drawn(self, at: int) -> list[tuple[int, int]]:
        """Return each comment with its offset, laid out so far that ``at`` is among them."""
        if self._laid is None:
            return []
        while len(self._laid.remarks) <= at and self._laid.lay_more():
            pass
        return self._laid.remarks

    def _lines_of(self, at: int) -> tuple[int, int]:
        """Return a comment's first line, and the line after its last."""
        places = self._drawn(at + 1)
        if self._laid is None or at >= len(places):
            return 0, 0
        first = self._laid.line_of_offset(places[at][1])
        if at + 1 < len(places):
            return first, self._laid.line_of_offset(places[at + 1][1]) - 1
        return first, self._laid.height

    def _at_line(self, line: int) -> int:
        """Return the comment that stands on a line, or above it."""
        if self._laid is None:
            return 0
        offset = self._laid.offset_of_line(line)
        return max(0, bisect_right(self._laid.remarks, offset, key=_OFFSET) - 1)

    def _set(self, at: int) -> None:
        """Put the cursor on a comment."""
        self._at = max(0, min(at, len(self._keys) - 1))
        self._span = self._lines_of(self._at)
        self.post_message(self.Moved(self._at + 1 if self._keys else 0, len(self._keys)))
        self.refresh()

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """Let the cursor follow what is in view."""
        super().watch_scroll_y(old_value, new_value)
        if self._is_laid_out and self._keys:
            self._follow_view()

    def _follow_view(self) -> None:
        first, end = self._span
        top, bottom = round(self.scroll_target_y), round(self.scroll_target_y) + self.size.height
        if first >= bottom:
            self._set(self._at_line(bottom - 1))
        elif end <= top:
            at = self._at_line(top)
            self._set(at if self._lines_of(at)[1] > top else at + 1)

    def marks_on(self, number: int) -> Marks:
        """Return what lies over a line; the cursor's sign stands at its comment's own level."""
        marks = super().marks_on(number)
        first, end = self._span
        comment = self.comment
        if comment is None or not first <= number < end or self._laid is None:
            return marks
        return replace(marks, bar=(self._column(comment), self._sign))

    def _column(self, comment: "Comment") -> int:
        """Return where the cursor's sign stands: over the line that leads to a reply."""
        levels = min(comment.depth, LEVELS, self._laid.levels if self._laid else 0)
        return 2 * (levels - 1) if levels else -min(2, self._side())

    # ----------------------------------------------------------------------------- movement

    def _go(self, line: float) -> None:
        """Go to a line, also to one below what was laid out when the pane's height was guessed."""
        if self._laid and line + self.size.height > self.virtual_size.height:
            height = max(self._laid.known_height, self._laid.estimated_height)
            self.virtual_size = Size(self.virtual_size.width, height)
        super()._go(line)

    def _step(self, by: int) -> None:
        """Go to the comment beside; nothing between the two is passed over unseen."""
        top, height = self.scroll_target_y, self.size.height
        self._set_focus(None)
        self._set(self._at + by)
        first, end = self._span
        if by > 0:
            self._go(max(top, min(first, end - height)))
        else:
            self._go(min(top, max(first, end - height)))

    def action_remarks_down(self) -> None:
        """Go to the next comment; first through the rest of this one."""
        _, end = self._span
        top, height = self.scroll_target_y, self.size.height
        if end > top + height and not self.is_at_end:
            self._go(min(top + self._page(), end - height))
        else:
            self._step(1)

    def action_remarks_up(self) -> None:
        """Go to the comment before; first through the beginning of this one."""
        first, _ = self._span
        if self._at == 0:
            self._go(self.scroll_target_y - self._page())
        elif first < self.scroll_target_y:
            self._go(max(self.scroll_target_y - self._page(), first))
        else:
            self._step(-1)

    def action_remarks_first(self) -> None:
        """Go to the first comment."""
        self._set_focus(None)
        self._set(0)
        self._go(0)

    def action_remarks_last(self) -> None:
        """Go to the last comment."""
        self._set_focus(None)
        self.action_article_end()
        self._set(len(self._keys) - 1)
        self._go(min(self.max_scroll_y, self._span[0]))

    def action_next_new(self) -> None:
        """Go to the next new comment."""
        self._go_to_new(1)

    def action_previous_new(self) -> None:
        """Go to the new comment before."""
        self._go_to_new(-1)

    def _go_to_new(self, step: int) -> None:
        key = self._talk.new_beside(self.key, step)
        if key is None:
            self.post_message(self.NothingNew(step))
            return
        self.go_to_comment(key)

    # ------------------------------------------------------------------------------ folding

    def action_fold(self) -> None:
        """Fold the comment with its replies, or open it again."""
        if self.key is not None:
            self._talk.toggle(self.key)
            self._put(self.key)
            first, _ = self._span
            self._go(min(first, self.scroll_target_y))

    def action_follow_or_fold(self) -> None:
        """Follow the link that is lit; where none is, fold or open the comment."""
        if self._focused_link is None:
            self.action_fold()
        else:
            self._follow(self._focused_link)

    def action_fold_all(self) -> None:
        """Fold all comments, or open all."""
        key = self.key
        self._talk.toggle_all()
        self._put(None if key is None else self._talk.seen_instead(key))

    # ---------------------------------------------------------------------- links and words

    def _step_link(self, by: int) -> None:
        """Go to the link beside; the cursor goes to its comment."""
        super()._step_link(by)
        if self._focus:
            self._set(self._at_line(self._focus.line))

    def on_click(self, event: events.Click) -> None:
        """Go to the comment that was clicked; a double click folds it.

        A link that was clicked is followed by the class above: Textual asks each of them.
        """
        self._set(self._at_line(event.y + self.scroll_offset.y))
        if event.chain == 2:
            self.action_fold()

    def find(self, words: str, step: int) -> tuple[int, int]:
        """Find words; the cursor goes to the comment that has them."""
        found = super().find(words, step)
        if found[0]:
            self._set(self._at_line(self.line_found))
        return found
