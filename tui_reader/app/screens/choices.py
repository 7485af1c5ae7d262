"""A screen with lines to choose from, between its bars. Its keys are the screen's."""

from textual.app import ComposeResult

from tui_reader.app.screens.working import WorkingScreen
from tui_reader.app.widgets.bars import TitleBar
from tui_reader.app.widgets.choices import ChoiceList
from tui_reader.app.widgets.pane import PaneTitle


class ChoiceListScreen(WorkingScreen):
    """A list of choices: what can be done with the line of the cursor changes as it moves.

    Args:
        name: The list's.
        title: What it is about.
        heading: What stands above the lines.
        ascii_signs: Plain letters for signs.
    """

    AUTO_FOCUS = ""

    def __init__(self, name: str, title: str, heading: str, *, ascii_signs: bool) -> None:
        super().__init__()
        self.title_bar = TitleBar(ascii_signs=ascii_signs)
        self.title_bar.set_reactive(TitleBar.title, title)
        self.pane_title = PaneTitle(heading)
        self.list = ChoiceList(name, ascii_signs=ascii_signs)

    def compose(self) -> ComposeResult:
        """Stack the bars around the list."""
        yield self.title_bar
        yield self.pane_title
        yield self.list
        yield self.key_bar

    def on_mount(self) -> None:
        """Show that the keys go to the list."""
        self.pane_title.set_class(True, "-lit")

    def leave(self) -> None:
        """Go back to the posts."""
        self.dismiss()

    def row_down(self) -> None:
        """Go down one line."""
        self.list.row_down()
        self.refresh_bindings()

    def row_up(self) -> None:
        """Go up one line."""
        self.list.row_up()
        self.refresh_bindings()

    def row_first(self) -> None:
        """Go to the first line."""
        self.list.row_first()
        self.refresh_bindings()

    def row_last(self) -> None:
        """Go to the last line."""
        self.list.row_last()
        self.refresh_bindings()

    def row_page_down(self) -> None:
        """Go down one page."""
        self.list.row_page_down()
        self.refresh_bindings()

    def row_page_up(self) -> None:
        """Go up one page."""
        self.list.row_page_up()
        self.refresh_bindings()
