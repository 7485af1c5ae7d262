"""The screen with the headings of an article: where one is, and where one can go."""

from collections.abc import Callable, Sequence

from textual import on
from textual.app import ComposeResult

from tui_reader.app.commands import Scope
from tui_reader.app.format import plural
from tui_reader.app.screens.working import WorkingScreen
from tui_reader.app.widgets.bars import TitleBar
from tui_reader.app.widgets.outline_list import OutlineList
from tui_reader.app.widgets.pane import PaneTitle
from tui_reader.render.outline import Stage


class OutlineScreen(WorkingScreen):
    """The outline of an article.

    Args:
        stages: Its headings, the title first.
        here: The one under which one is reading.
        blog: Where the article stands.
        go: Goes to a heading.
        ascii_signs: Plain letters for signs.
    """

    OWN_SCOPE = Scope.OUTLINE

    def __init__(
        self,
        stages: Sequence[Stage],
        here: int,
        *,
        blog: str,
        go: Callable[[Stage], None],
        ascii_signs: bool,
    ) -> None:
        super().__init__()
        self._go = go
        self.title_bar = TitleBar(ascii_signs=ascii_signs)
        self.title_bar.set_reactive(TitleBar.title, blog)
        headings = sum(1 for stage in stages if stage.level)
        self.pane_title = PaneTitle(f"Outline: {plural(headings, 'heading')}")
        self.list = OutlineList(stages, here, ascii_signs=ascii_signs)

    def compose(self) -> ComposeResult:
        """Stack the bars around the list."""
        yield self.title_bar
        yield self.pane_title
        yield self.list
        yield self.key_bar

    def on_mount(self) -> None:
        """Send the keys to the list."""
        self.pane_title.set_class(True, "-lit")
        self.list.focus()

    @on(OutlineList.Chosen)
    def _chosen(self, event: OutlineList.Chosen) -> None:
        self.dismiss()
        self._go(event.stage)

    @on(OutlineList.Left)
    def _left(self) -> None:
        self.dismiss()
