"""The screen with all links and pictures of a text, and where each of them leads."""

from typing import TYPE_CHECKING

from textual import on
from textual.app import ComposeResult

from tui_reader.app.article_frame import LABEL_ADDRESS, POST_ADDRESS, THREAD_ADDRESS
from tui_reader.app.commands import Scope
from tui_reader.app.screens.working import WorkingScreen
from tui_reader.app.widgets.bars import TitleBar
from tui_reader.app.widgets.link_list import Deed, LinkList, LinkRow
from tui_reader.app.widgets.pane import PaneTitle

if TYPE_CHECKING:
    from tui_reader.app.desk.following import Following
    from tui_reader.app.widgets.article import ArticleView
    from tui_reader.app.widgets.lead import Lead

INNER = ("#", POST_ADDRESS, LABEL_ADDRESS, THREAD_ADDRESS)
NONE_HERE = "There is no link and no picture in this text."

CHANGED = "The text is another one by now: go back and list its links anew."


class LinksScreen(WorkingScreen):
    """The links and pictures of a text.

    Args:
        view: The text.
        following: Who knows where links lead.
        title: What the text is called.
        here: The post it belongs to; None where links to that post lead away, too.
        ascii_signs: Plain letters for signs.
    """

    OWN_SCOPE = Scope.LINKS

    def __init__(
        self,
        view: "ArticleView",
        following: "Following",
        *,
        title: str,
        here: int | None,
        ascii_signs: bool,
    ) -> None:
        super().__init__()
        self._view = view
        self._following = following
        self._here = here
        self.title_bar = TitleBar(ascii_signs=ascii_signs)
        self.title_bar.set_reactive(TitleBar.title, title)
        self.pane_title = PaneTitle("Links and pictures")
        self.list = LinkList(self._describe, ascii_signs=ascii_signs)

    def compose(self) -> ComposeResult:
        """Stack the bars around the list."""
        yield self.title_bar
        yield self.pane_title
        yield self.list
        yield self.key_bar

    def on_mount(self) -> None:
        """List what is laid out by now, then the rest."""
        self.pane_title.set_class(True, "-lit")
        self.list.focus()
        rows = self._view.link_rows()
        self.list.show(rows, self._view.link_here())
        self.start(self._show_all, "links")

    async def _show_all(self) -> None:
        """Lay the whole text out, keys first, and list every link of it."""
        before = len(self._view.link_rows())
        await self._view.lay_whole()
        rows = self._view.link_rows()
        if len(rows) > before:
            self.list.show(rows, self.list.cursor)
        if not rows:
            self.list.hint = NONE_HERE

    def _describe(self, row: LinkRow) -> "Lead":
        lead = self._following.lead(row.url, row.text, here=self._here)
        if not lead.host and lead.rest == row.text:
            lead = lead._replace(arrow=" ", rest="")  # the line above says it
        return lead._replace(does="picture") if row.is_picture else lead

    @on(LinkList.Moved)
    def _moved(self, event: LinkList.Moved) -> None:
        self.pane_title.place = f"{event.place:,} of {event.places:,}" if event.places else ""

    @on(LinkList.Chosen)
    def _chosen(self, event: LinkList.Chosen) -> None:
        """Do with a link what a person wants."""
        row = event.row
        match event.deed:
            case Deed.COPY | Deed.BROWSER if row.url.startswith(INNER):
                self.say("This leads to a place in the reader: it has no address on the web.")
            case Deed.COPY:
                self._following.copy(row.url)
            case Deed.BROWSER:
                self._following.browse(row.url, row.text)
            case _ if not self._view.has_link(row):
                self.say(CHANGED)
            case deed:
                self.dismiss()
                self._view.focus_link(row.place)
                if deed is Deed.FOLLOW:
                    self._view.action_follow_link()

    @on(LinkList.Left)
    def _left(self) -> None:
        self.dismiss()
