"""The screen with every setting: what holds, why, and how to have it otherwise."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import Input

from tui_reader.app.adjusting import Adjusting
from tui_reader.app.commands import Scope
from tui_reader.app.screens.working import WorkingScreen
from tui_reader.app.setting_rows import (
    THEME,
    Group,
    SettingRow,
    from_typed,
    setting_rows,
    shortened,
    stepped,
)
from tui_reader.app.themes import DEFAULT
from tui_reader.app.widgets.bars import TitleBar
from tui_reader.app.widgets.own_input import OwnInput
from tui_reader.app.widgets.pane import PaneTitle
from tui_reader.app.widgets.setting_card import SettingCard
from tui_reader.app.widgets.setting_list import Deed, SettingList
from tui_reader.config.values import as_written
from tui_reader.errors import ReaderError

if TYPE_CHECKING:
    from textual.theme import Theme

    from tui_reader.config import Config

ORDER = "The file wins, then your choice here, then the default"
SHORT_ORDER = "File, then your choice, then default"


class SettingLine(OwnInput):
    """Takes a value; esc leaves it."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "submit", "Take it"),
        Binding("escape", "screen.leave_line", "Leave"),
    ]

    DEFAULT_CSS = """
    SettingLine { display: none; padding: 0 1 !important; background: $primary 30%; }
    SettingLine.-open { display: block; }
    """


class SettingsScreen(WorkingScreen):
    """All settings.

    Args:
        config: What holds.
        adjusting: Changes it.
        problems: What is wrong in the file.
    """

    OWN_SCOPE = Scope.SETTINGS

    VERTICAL_BREAKPOINTS = [(0, "-low"), (16, "-high")]  # noqa: RUF012 - Textual's own form

    CSS = """
    SettingsScreen.-low SettingCard { height: 3; }
    """

    def __init__(self, config: "Config", adjusting: Adjusting, problems: Sequence[str]) -> None:
        super().__init__()
        self._config = config
        self._adjusting = adjusting
        self._problems = problems
        plain = config.ascii_signs
        self.title_bar = TitleBar(ascii_signs=plain)
        self.title_bar.set_reactive(TitleBar.title, "Settings")
        self.pane_title = PaneTitle(ORDER)
        self.list = SettingList(ascii_signs=plain)
        self.card = SettingCard(ascii_signs=plain)
        self.line = SettingLine(compact=True)

    def compose(self) -> ComposeResult:
        """Stack the bars around the list and what is said of its row."""
        yield self.title_bar
        yield self.pane_title
        yield self.list
        yield self.card
        yield self.line
        yield self.key_bar

    def on_mount(self) -> None:
        """Send the keys to the list."""
        self.pane_title.set_class(True, "-lit")
        self.list.focus()
        self.app.theme_changed_signal.subscribe(self, self._theme_changed)
        self.show_all()

    def on_resize(self, event: events.Resize) -> None:
        """Say in fewer words what wins where there is little room."""
        self.pane_title.words = ORDER if event.size.width > len(ORDER) + 1 else SHORT_ORDER

    def _theme_changed(self, _theme: "Theme") -> None:
        self.show_all()

    def show_all(self) -> None:
        """Show what holds now."""
        home = Path.home()
        self.list.has_file = self._config.paths.config_file.exists()
        self.title_bar.place = shortened(self._config.paths.config_file, home)
        self.list.show(setting_rows(self._config, self._problems, self.app.theme, DEFAULT, home))

    @on(SettingList.Moved)
    def _moved(self, event: SettingList.Moved) -> None:
        self.card.row = event.row

    @on(SettingList.Wanted)
    def _wanted(self, event: SettingList.Wanted) -> None:
        match event.deed:
            case Deed.LEAVE:
                self.dismiss()
            case Deed.WRITE:
                self._write_file()
            case Deed.COPY:
                self._copy(event.row)
            case deed:
                self._change(event.row, deed)

    def _change(self, row: SettingRow, deed: Deed) -> None:
        if row.setting is None:
            return  # a double click may ask for it
        if row.name == THEME:
            self._change_theme(deed)
        elif deed is Deed.BACK:
            self._adjusting.let_go(row.name, self)
            self.show_all()
        else:
            self._step(row, -1 if deed is Deed.LESS else 1, writes=deed is Deed.CHANGE)

    def _step(self, row: SettingRow, by: int, *, writes: bool) -> None:
        """Take another value, or open the line where one is written."""
        value = stepped(row, getattr(self._config, row.name), by)
        may = row.setting.may if row.setting else None
        if value is None or (writes and may and not may.choices):
            self._open_line(row)
        else:
            self._adjusting.choose(row.name, value, self)
            self.show_all()

    def _change_theme(self, deed: Deed) -> None:
        if deed is Deed.BACK:
            wanted = str(self._config.given.get(THEME))
            self.app.theme = wanted if wanted in self.app.available_themes else DEFAULT
        else:
            self.app.run_worker(self.app.run_action("theme"), group="settings-theme")

    def _copy(self, row: SettingRow) -> None:
        words = row.line or row.help
        if row.group is Group.PATHS:
            words = str(Path(row.value).expanduser())
        self.app.copy_to_clipboard(words)
        self.say(f"Copied: {words}")

    # ------------------------------------------------------------------------ the line

    def _open_line(self, row: SettingRow) -> None:
        self.line.value = str(as_written(getattr(self._config, row.name)))
        self.line.placeholder = row.setting.kind if row.setting else ""
        self.line.set_class(True, "-open")
        self.line.focus()

    def action_leave_line(self) -> None:
        """Write nothing."""
        self.line.set_class(False, "-open")
        self.card.error = ""
        self.list.focus()

    @on(Input.Changed)
    def _typing(self) -> None:
        self.card.error = ""

    @on(Input.Submitted)
    def _typed(self, event: Input.Submitted) -> None:
        row = self.list.row()
        if row is None:
            return
        try:
            self._adjusting.choose(row.name, from_typed(row, event.value), self)
        except ValueError as error:
            self.card.error = f"{row.name} {error}."
            return
        self.action_leave_line()
        self.show_all()

    def _write_file(self) -> None:
        from tui_reader.app.setting_file import write_file  # who has a file never needs it

        try:
            self.say(write_file(self._config.paths.config_file))
        except ReaderError as error:
            self.say(str(error), is_error=True)
        self.show_all()
