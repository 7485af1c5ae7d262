"""Changing a setting while one reads: at once where that can be, and kept for the next start."""

from functools import partial
from typing import TYPE_CHECKING

from tui_reader.config import CHOICES

if TYPE_CHECKING:
    from tui_reader.app.screens.reader import ReaderScreen
    from tui_reader.app.screens.working import WorkingScreen
    from tui_reader.config import Config
    from tui_reader.library.library import Library

LAID_OUT = ("article_width", "justify", "hyphenate")
"""Settings that the open article shows."""


class Adjusting:
    """Takes what a person chooses.

    Args:
        screen: Whose panes show it.
        config: What all parts of the reader look into.
        library: Who keeps it.
    """

    def __init__(self, screen: "ReaderScreen", config: "Config", library: "Library") -> None:
        self._screen = screen
        self._config = config
        self._library = library

    def choose(self, name: str, value: object, teller: "WorkingScreen") -> None:
        """Take a value; what goes wrong in keeping it is said by ``teller``.

        Raises:
            ValueError: What is wrong with it.
        """
        self._config.choose(name, value)
        self._show(name)
        self._keep(teller)

    def let_go(self, name: str, teller: "WorkingScreen") -> None:
        """Go back to what the file says, else to the default."""
        self._config.unchoose(name)
        self._show(name)
        self._keep(teller)

    def _show(self, name: str) -> None:
        if name in LAID_OUT:
            config = self._config
            self._screen.article.set_manner(
                text_width=config.article_width,
                justifies=config.justify,
                parts_words=config.hyphenate,
            )

    def _keep(self, teller: "WorkingScreen") -> None:
        if not self._library.is_read_only:
            choices = self._config.choices_to_keep()
            teller.start(partial(self._library.save_state, CHOICES, choices), "settings")
