"""The application: themes, keys of the person's own, the way in and out. No logic of reading."""

import os
from collections.abc import Mapping, Sequence
from contextlib import suppress
from functools import cached_property
from typing import TYPE_CHECKING, ClassVar

from textual import events, work
from textual.binding import BindingType
from textual.dom import DOMNode
from textual.filter import LineFilter
from textual.reactive import Reactive

from tui_reader.app.bindings import bindings
from tui_reader.app.chorded import ChordedApp
from tui_reader.app.commands import Scope
from tui_reader.app.keymap import checked_keymap, first_problem, in_order, theme_problems
from tui_reader.app.parting import INTERRUPTED, has_terminal, upon_ending, watch_terminal
from tui_reader.app.screens.reader import ReaderScreen
from tui_reader.app.screens.working import WorkingScreen
from tui_reader.app.themes import DEFAULT, THEMES
from tui_reader.app.widgets.plain_bars import draw_scrollbars
from tui_reader.app.widgets.plain_signs import PlainSigns
from tui_reader.clean import clean, clean_line
from tui_reader.config import Config
from tui_reader.errors import ReaderError
from tui_reader.library.library import Library

if TYPE_CHECKING:
    from textual.actions import ActionParseResult
    from textual.command import Provider

    from tui_reader.app.adjusting import Adjusting


def _reader_commands() -> "type[Provider]":
    """Return the palette's provider when the palette is opened, not before."""
    from tui_reader.app.palette import ReaderCommands

    return ReaderCommands


TERMINAL_SECONDS = 2.0
"""How often is seen whether the terminal is still there."""
TOUCHES = (events.Key, events.Paste, events.MouseDown, events.MouseScrollDown, events.MouseScrollUp)


class ReaderApp(ChordedApp):
    """The full-screen reader.

    Args:
        library: Blogs and posts; the caller closes it.
        config: The person's settings.
        openings: Addresses and files to open at once.
    """

    TITLE = "tui-reader"
    SELECT_AUTO_SCROLL_LINES = 1  # a drag within the first lines must not move them away
    COMMANDS: ClassVar = {_reader_commands}
    BINDINGS: ClassVar[list[BindingType]] = bindings(Scope.APP)

    CSS = """
    SearchIcon { display: none; }
    .-plain-signs ModalScreen > Vertical { border: ascii $primary; }
    """

    theme: Reactive[str] = Reactive(DEFAULT)
    """From the beginning: Textual 8.2 reads all looks anew whenever it becomes another."""

    def __init__(self, library: Library, config: Config, openings: Sequence[str] = ()) -> None:
        super().__init__()
        self._config = config
        self._library = library
        self._is_leaving = False
        self._keymap_of_person, self._problems = checked_keymap(config)
        self._theme_problems = self._register_themes()
        self.stylesheet.set_variables(self.get_css_variables())
        draw_scrollbars(ascii_signs=config.ascii_signs)
        self.set_class(config.ascii_signs, "-plain-signs")
        self._plain_signs = (PlainSigns(),) if config.ascii_signs else ()
        self.reader = ReaderScreen(library, config, openings)
        self.theme = self.reader.places.theme(config.theme, self.available_themes) or DEFAULT

    def _register_themes(self) -> list[str]:
        """Take the reader's themes and the person's own; return what is wrong with those."""
        for theme in THEMES:
            self.register_theme(theme)
        folder = self._config.paths.theme_dir
        if not folder.is_dir():
            return []
        from tui_reader.app.own_themes import own_themes  # few have any

        themes, problems = own_themes(folder, self.available_themes)
        for theme in themes:
            self.register_theme(theme)
        return problems

    async def on_event(self, event: events.Event) -> None:
        """Take notice that somebody is there; what is pasted cannot command the terminal.

        Textual draws the letters of a line one types in as they are.
        """
        self.reader.is_touched |= isinstance(event, TOUCHES)
        if isinstance(event, events.Paste):
            event.text = clean(event.text)
        await super().on_event(event)

    async def run_action(
        self,
        action: "str | ActionParseResult",
        default_namespace: DOMNode | None = None,
        namespaces: Mapping[str, DOMNode] | None = None,
    ) -> bool:
        """Do something, whether a key, a click or the palette asked for it; tell the tour."""
        ran = await super().run_action(action, default_namespace, namespaces)
        if self.reader.tour:
            self.reader.tour.did(action)
        return ran

    def get_line_filters(self) -> Sequence[LineFilter]:
        """Return what each line goes through: colours for what the terminal has, plain signs."""
        return (*super().get_line_filters(), *self._plain_signs)

    def get_default_screen(self) -> ReaderScreen:
        """Begin with the reader."""
        return self.reader

    @property
    def crash(self) -> Exception | None:
        """The bug that ended the screen, None if none did."""
        return self._exception

    def _fatal_error(self) -> None:
        """End without a traceback over the terminal: the command line says it and logs it.

        Textual 8.2 has no public way to say so.
        """
        self._close_messages_no_wait()

    def on_mount(self) -> None:
        """Take the person's keys and colours; say what was wrong in the configuration."""
        self.take_keys(self._keymap_of_person)
        if not self.is_headless:
            upon_ending(self._leave_unasked)
            watch_terminal()
            self.set_interval(TERMINAL_SECONDS, self._look_at_terminal)
            # Textual 8.2 draws only what changes then, on a screen that the shell has cleared.
            self.app_resume_signal.subscribe(self, lambda _: self.refresh(layout=True))
        if problems := self._all_problems():
            self.reader.say(first_problem(problems, self._config), is_error=True)

    def _all_problems(self) -> tuple[str, ...]:
        """Return what is wrong in the configuration."""
        themes = theme_problems(self._config, self.available_themes)
        wrong = (*self._config.problems, *self._problems, *themes)
        return (*in_order(wrong), *self._theme_problems)

    def _look_at_terminal(self) -> None:
        if not has_terminal():
            self._leave_unasked()

    def _leave_unasked(self) -> None:
        """Leave without a question, there is nobody to answer it; once, however often one asks."""
        if not self._is_leaving:
            self._is_leaving = True
            self.run_worker(self._keep_and_leave(), group="leave")

    async def _keep_and_leave(self) -> None:
        with suppress(ReaderError):
            await self.reader.keep_unasked()
        if not has_terminal():
            # Textual 8.2 would wait for ever: what it still writes is taken by nobody. All that
            # was kept is on the disk, and the parser ends when it hears nothing more.
            os._exit(INTERRUPTED)
        self.exit(return_code=INTERRUPTED)

    def action_help(self) -> None:
        """Show every key."""
        from tui_reader.app.screens.help import HelpScreen

        first = self.screen.OWN_SCOPE if isinstance(self.screen, WorkingScreen) else Scope.APP
        self.push_screen(HelpScreen(self._keymap_of_person, first))

    def action_palette(self) -> None:
        """Show the commands by name."""
        from tui_reader.app.palette import show_commands

        show_commands(self)

    def action_theme(self) -> None:
        """Choose the colours."""
        from tui_reader.app.palette import show_themes

        show_themes(self)

    def action_settings(self) -> None:
        """Show every setting."""
        from tui_reader.app.screens.settings import SettingsScreen

        if not isinstance(self.screen, SettingsScreen):
            self.push_screen(SettingsScreen(self._config, self._adjusting, self._all_problems()))

    @cached_property
    def _adjusting(self) -> "Adjusting":
        """Changing settings while one reads."""
        from tui_reader.app.adjusting import Adjusting

        return Adjusting(self.reader, self._config, self._library)

    def action_command_palette(self) -> None:
        """Show the commands by name, where Textual's own key asks for them."""
        self.action_palette()

    async def action_quit(self) -> None:
        """Leave; the place is kept, and visited blogs only if they are wanted."""
        self._leave()

    @work(group="quit", exclusive=True)
    async def _leave(self) -> None:
        try:
            if await self.reader.leave_reader():
                self.exit()
        except ReaderError as error:
            self.exit(message=clean_line(str(error)))
