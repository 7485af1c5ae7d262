"""The smallest programs that Textual allows, to measure the reader against.

``python bench/bare.py label`` paints one line; ``options N`` an OptionList of N rows; ``markdown
FOLDER`` one Markdown file after the other; ``article FOLDER`` one HTML file after the other in the
reader's own pane.
"""

import sys
from pathlib import Path

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


class MarkdownApp(App[None]):
    """Textual's own Markdown widget; n shows the next file of a folder."""

    BINDINGS = [("n", "show_next", "Next")]  # noqa: RUF012 - as Textual has it

    def compose(self) -> ComposeResult:
        """Show the widget in a pane that scrolls."""
        from textual.containers import VerticalScroll
        from textual.widgets import Markdown

        self.files = iter(sorted(Path(sys.argv[2]).glob("*.md")))
        with VerticalScroll():
            yield Markdown("READY-MARK")

    async def action_show_next(self) -> None:
        """Show the next file."""
        from textual.widgets import Markdown

        await self.query_one(Markdown).update(next(self.files).read_text("utf-8"))


class ArticleApp(App[None]):
    """The reader's own article pane, with nothing around it; n shows the next file of a folder."""

    BINDINGS = [("n", "show_next", "Next")]  # noqa: RUF012 - as Textual has it

    def compose(self) -> ComposeResult:
        """Show the pane."""
        from tui_reader.app.widgets.article import ArticleView

        self.files = iter(sorted(Path(sys.argv[2]).glob("*.html")))
        view = ArticleView(text_width=88, ascii_signs=False)
        view.hint = "READY-MARK"
        yield view

    def action_show_next(self) -> None:
        """Show the next file: a long one's beginning, as in the reader."""
        from tui_reader.app.desk.texts import LONG_HTML
        from tui_reader.app.widgets.article import ArticleView
        from tui_reader.render.beginning import beginning
        from tui_reader.render.html import to_document

        html = next(self.files).read_text("utf-8")
        first = beginning(html) if len(html) >= LONG_HTML else None
        self.query_one(ArticleView).show(first or to_document(html))


APPS = {"label": BareApp, "options": OptionApp, "markdown": MarkdownApp, "article": ArticleApp}


def bare(*words: str) -> list[str]:
    """Give the command that opens one of them, as directly as an installed program is opened."""
    return [sys.executable, __file__, *words]


if __name__ == "__main__":
    APPS[sys.argv[1]]().run()
