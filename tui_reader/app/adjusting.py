"""Changing a setting while one reads: at once where that can be, and kept for the next start."""

from collections.abc import Mapping
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
        self._touched: set[str] = set()

    def choose(self, name: str, value: object, teller: "WorkingScreen") -> None:
        """Take a value; what goes wrong in keeping it is said by ``teller``.

        Raises:
            ValueError: What is wrong with it.
        """
        self._config.choose(name, value)
        self._show(name)
        self._keep(name, teller)

    def let_go(self, name: str, teller: "WorkingScreen") -> None:
        """Go back to what the file says, else to the default."""
        self._config.unchoose(name)
        self._show(name)
        self._keep(name, teller)

    def _show(self, name: str) -> None:
        if name == "one_line_rows":
            self._screen.posts.set_rows(one_line=self._config.one_line_rows)
        if name in LAID_OUT:
            config = self._config
            self._screen.article.set_manner(
                text_width=config.article_width,
                justifies=config.justify,
                parts_words=config.hyphenate,
            )

    def _keep(self, name: str, teller: "WorkingScreen") -> None:
        """Keep one choice; those that another program kept meanwhile stay."""
        if self._library.is_read_only:
            return
        self._touched.add(name)
        kept = self._library.load_state_now().get(CHOICES)
        others = dict(kept) if isinstance(kept, Mapping) else {}
        choices = {each: value for each, value in others.items() if each not in self._touched}
        choices |= self._config.choices_to_keep()
        teller.start(partial(self._library.save_state, CHOICES, choices), "settings")
