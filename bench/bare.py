"""The smallest programs that Textual allows, to measure the reader against.

``python -m bench.bare label`` paints one line; ``options N`` an OptionList of N rows.
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
    """A list of rows, as Textual's own widget draws them."""

    def compose(self) -> ComposeResult:
        """Show the rows."""
        from textual.widgets import OptionList

        yield OptionList(*(f"READY-MARK row {n}" for n in range(int(sys.argv[2]))))


if __name__ == "__main__":
    (BareApp if sys.argv[1] == "label" else OptionApp)().run()
