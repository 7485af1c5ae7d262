"""The dialog that gives a name to words that are kept as a search."""

from collections.abc import Sequence

from tui_reader.app.screens.line import LineScreen

NAME_LETTERS = 60


class NameScreen(LineScreen):
    """Takes a name; leaving it keeps nothing.

    Args:
        words: What the search looks for: its name, too, unless another one is given.
        taken: The names there are.
    """

    SELECTS = True
    MOST_LETTERS = NAME_LETTERS

    def __init__(self, words: str, taken: Sequence[str]) -> None:
        heading = "Keep this search in the list of blogs"
        super().__init__(heading, words, "Its name. enter keeps it, esc does not.", words)
        self._taken = {name.casefold() for name in taken}

    def refusal(self, line: str) -> str | None:
        """Take no name twice, and none without a letter."""
        if line.casefold() in self._taken:
            return "There is a search of this name. Give it another one."
        return None if line else ""
