"""The screen with all that is set for one blog. What is changed is kept once it rests."""

from functools import partial
from typing import TYPE_CHECKING, ClassVar, Final

from textual import on
from textual.binding import BindingType
from textual.timer import Timer

from tui_reader.app.bindings import bindings
from tui_reader.app.blog_sheet import Field, Sheet, folder_words, folders_of
from tui_reader.app.commands import Scope
from tui_reader.app.screens.choices import ChoiceListScreen
from tui_reader.app.screens.line import LineScreen
from tui_reader.app.widgets.bars import TitleBar
from tui_reader.app.widgets.choices import ChoiceList

if TYPE_CHECKING:
    from tui_reader.app.desk.sheets import Sheets
    from tui_reader.models import Blog

REST_SECONDS: Final = 0.6
"""Values that are passed by on the way to another one are no steps."""
NAME_FOOT: Final = "enter keeps it; an empty one is its feed's own."
FOLDERS_FOOT: Final = "News, or News/World for one in the other; commas part several."


class BlogSheetScreen(ChoiceListScreen):
    """A blog's name, folders and settings.

    Args:
        sheets: Who keeps them.
        blog: Whose.
        others: The folders there are.
        ascii_signs: Plain letters for signs.
    """

    OWN_SCOPE = Scope.SHEET
    BINDINGS: ClassVar[list[BindingType]] = bindings(Scope.SHEET)

    def __init__(self, sheets: "Sheets", blog: "Blog", others: str, *, ascii_signs: bool) -> None:
        super().__init__("sheet", blog.title, "This blog", ascii_signs=ascii_signs)
        self.title_bar.set_reactive(TitleBar.place, blog.host)
        self._sheets = sheets
        self._blog = blog
        self._others = others
        self._sheet = Sheet.of(blog)
        self._rest: Timer | None = None

    def on_mount(self) -> None:
        """Show what is set."""
        super().on_mount()
        self._show()

    def _show(self) -> None:
        title = self._blog.title if not self._blog.own_title else "another name"
        self.list.show(self._sheet.lines(title), at=self.list.cursor)

    def _put(self, sheet: Sheet) -> None:
        """Show other values, and keep them once they rest."""
        self._sheet = sheet
        self._show()
        if self._rest:
            self._rest.stop()
        self._rest = self.set_timer(REST_SECONDS, self._keep)

    def _keep(self) -> None:
        self._rest = None
        self._sheets.keep(self._blog.id, self._sheet)

    def on_unmount(self) -> None:
        """Keep what did not rest yet."""
        if self._rest:
            self._rest.stop()
            self._keep()

    # ------------------------------------------------------------------------------ commands

    @property
    def _field(self) -> Field:
        choice = self.list.choice
        return Field(choice.key) if choice else Field.NAME

    @on(ChoiceList.Taken)
    def action_sheet_change(self) -> None:
        """Give the line of the cursor its next value, or ask for one."""
        match self._field:
            case Field.NAME:
                heading = f"What do you call “{self._blog.title}”?"
                value = self._sheet.name or self._blog.title
                self.app.push_screen(LineScreen(heading, value, NAME_FOOT), self._named)
            case Field.FOLDERS:
                heading = f"In which folders does “{self._blog.title}” lie?"
                value = folder_words(self._sheet.folders)
                foot = f"{FOLDERS_FOOT} {self._others}"
                self.app.push_screen(LineScreen(heading, value, foot), self._put_into)
            case Field.REMOVE:
                self.dismiss()
                self.app.call_later(partial(self._sheets.ask_to_remove, self._blog))
            case field:
                self._put(self._sheet.stepped(field, 1))

    def _named(self, name: str | None) -> None:
        if name is not None and name != self._blog.title:
            self._put(self._sheet._replace(name=name))
            self.title_bar.title = name or self._blog.title

    def _put_into(self, words: str | None) -> None:
        if words is not None:
            self._put(self._sheet._replace(folders=folders_of(words)))

    def action_sheet_next(self) -> None:
        """Give the line of the cursor its next value."""
        if self._field not in (Field.NAME, Field.FOLDERS, Field.REMOVE):
            self._put(self._sheet.stepped(self._field, 1))

    def action_sheet_before(self) -> None:
        """Give the line of the cursor the value before."""
        if self._field not in (Field.NAME, Field.FOLDERS, Field.REMOVE):
            self._put(self._sheet.stepped(self._field, -1))

    action_sheet_leave = ChoiceListScreen.leave
    action_sheet_down = ChoiceListScreen.row_down
    action_sheet_up = ChoiceListScreen.row_up
