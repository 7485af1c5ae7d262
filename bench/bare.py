"""The smallest programs that Textual allows, to measure the reader against.

``python bench/bare.py label`` paints one line; ``options N`` an OptionList of N rows.
"""

import sys

from textual.app import App, ComposeResult


class BareApp(App[None]):
    """One line of text."""

    def compose(self) -> ComposeResult:
        """Show one line."""
        from textual.widgets import Static

        yield Static("READY-MARK")


class OptionApp(App[None]):
    """A list of rows, as Textual's own widget draws them; j goes down as in the reader."""

    def compose(self) -> ComposeResult:
        """Show the rows."""
        from textual.binding import Binding
        from textual.widgets import OptionList

        class Rows(OptionList):
            BINDINGS = [Binding("j", "cursor_down", show=False)]  # noqa: RUF012 - as Textual has it

        yield Rows(*(f"READY-MARK row {n} " for n in range(int(sys.argv[2]))))


def bare(*words: str) -> list[str]:
    """Give the command that opens one of them, as directly as an installed program is opened."""
    return [sys.executable, __file__, *words]


if __name__ == "__main__":
    (BareApp if sys.argv[1] == "label" else OptionApp)().run()
