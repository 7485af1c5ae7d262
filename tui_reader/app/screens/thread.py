"""The screen with a post's comments: reads them, asks for them, and goes where they lead."""

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType

from tui_reader.app.bindings import bindings
from tui_reader.app.commands import Scope
from tui_reader.app.comment_places import same_place
from tui_reader.app.format import connection_words, no_server_words, plural
from tui_reader.app.screens.working import WorkingScreen
from tui_reader.app.thread_frame import new_in, thread_words
from tui_reader.app.widgets.bars import TitleBar
from tui_reader.app.widgets.document_view import DocumentView
from tui_reader.app.widgets.find_bar import FindBar
from tui_reader.app.widgets.painting import signs
from tui_reader.app.widgets.pane import PaneTitle
from tui_reader.app.widgets.thread import ThreadView
from tui_reader.errors import ReaderError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tui_reader.app.desk import Desk
    from tui_reader.config import Config
    from tui_reader.library.library import Library
    from tui_reader.models import PostRow, Thread
    from tui_reader.query.tree import Needle


class ThreadScreen(WorkingScreen):
    """What readers said of one post.

    Args:
        library: Where comments are kept, and who asks for them.
        desk: The reader's tools, for links and for what changes in its panes.
        config: How the person wants it.
        row: The post.
        thread: What is kept of its comments, perhaps nothing.
    """

    OWN_SCOPE = Scope.THREAD
    BINDINGS: ClassVar[list[BindingType]] = bindings(Scope.THREAD)

    CSS = """
    ThreadScreen { layout: vertical; }
    """

    def __init__(
        self,
        library: "Library",
        desk: "Desk",
        config: "Config",
        row: "PostRow",
        thread: "Thread",
    ) -> None:
        super().__init__()
        self._library = library
        self._desk = desk
        self._row = row
        self._thread = thread
        self._new: set[int] = set()
        self.place = ""
        """What an address calls the comment to go to; empty for none."""
        self.comment_id: int | None = None
        """The kept comment to go to."""
        self.needles: Sequence[Needle] = ()
        """The words to light up."""
        self._is_seen = False
        self._is_top = True
        self._find_bar: FindBar | None = None
        plain = config.ascii_signs
        self._dot = signs(ascii_signs=plain)["dot"]
        self.title_bar = TitleBar(ascii_signs=plain)
        self.pane_title = PaneTitle("")
        self.view = ThreadView(text_width=config.article_width, ascii_signs=plain)
        self.view.justifies, self.view.parts_words = config.justify, config.hyphenate

    @property
    def post_id(self) -> int:
        """The post whose comments are read."""
        return self._row.id

    def compose(self) -> ComposeResult:
        """Stack the bars around the thread."""
        yield self.title_bar
        yield self.pane_title
        yield self.view
        yield self.key_bar

    def on_mount(self) -> None:
        """Show what is kept, and ask for what is not."""
        self.title_bar.title = self._row.blog_title
        self.pane_title.set_class(True, "-lit")
        self.view.focus()
        self.call_after_refresh(self._begin)

    def _begin(self) -> None:
        self._show(self._thread)
        self.start(partial(self._ask, is_forced=False), "thread")

    # ------------------------------------------------------------------------ what is shown

    def _show(self, thread: "Thread") -> None:
        """Show what is kept by now; what was new when the screen was opened stays so."""
        is_same, self._thread = thread == self._thread, self._marked(thread)
        self._entitle()
        self._look_at_network()
        wanted = self._wanted(self._thread)
        if thread.comments and not (is_same and self.view.document and wanted is None):
            self.view.show_thread(self._thread, wanted)
            self.view.light(self.needles, goes=False)

    def _entitle(self) -> None:
        """Say how many comments there are, and of which post while one does not see its title."""
        words = thread_words(self._thread) if self._thread.comments else "Comments"
        dot = "" if self._is_top else f" {self._dot} {self._row.title}"
        self.pane_title.words = words + dot

    def _marked(self, thread: "Thread") -> "Thread":
        self._new |= {comment.id for comment in thread.comments if comment.is_new}
        if not self._new:
            return thread
        comments = (replace(comment, is_new=comment.id in self._new) for comment in thread.comments)
        return replace(thread, comments=tuple(comments))

    def _wanted(self, thread: "Thread") -> int | None:
        """Return the comment to go to, once it is there."""
        for comment in thread.comments:
            is_named = self.place and same_place(comment.url, self.place)
            if comment.id == self.comment_id or is_named:
                self.place, self.comment_id = "", None
                return comment.id
        return None

    def go_to(self, place: str) -> None:
        """Go to the comment that an address names, where it is kept."""
        self.place = place
        key = self._wanted(self._thread)
        if key is None:
            self.say("That comment is not among these.")
        else:
            self.view.go_to_comment(key)

    def _look_at_network(self) -> None:
        connection = self._library.connection
        self.title_bar.network = connection_words(connection, self._library.now())

    # ------------------------------------------------------------------------------- asking

    async def _ask(self, *, is_forced: bool) -> None:
        """Ask for the comments where they are not kept as they are; then they count as seen."""
        words = self._asking_words(is_forced=is_forced)
        self._say_asking(words)
        before = len(self._thread.comments)
        try:
            thread = await self._library.discussions.fetch(self.post_id, force=is_forced)
        except ReaderError as error:
            self._look_at_network()
            self._say_failure(str(error))
        else:
            self._show(thread)
            self.key_bar.hush(words)
            if is_forced:
                self.say(self._news(len(thread.comments) - before))
            elif self.place:
                self.say("That comment is not among these.")
        self._see()

    def _asking_words(self, *, is_forced: bool) -> str:
        if is_forced or self._thread.comments:
            return "Asking for the comments …" if is_forced else ""
        return f"Asking for {plural(self._row.comments or 0, 'comment')} …"

    def _say_asking(self, words: str) -> None:
        if words:
            self.key_bar.say(words, stays=True)
        if not self._thread.comments:
            self.view.hint = words

    def _say_failure(self, words: str) -> None:
        self.say(words, is_error=True)
        if not self._thread.comments:
            self.view.hint = f"{words}. No comment is kept yet: r asks again."

    def _news(self, more: int) -> str:
        return f"{plural(more, 'new comment')}." if more > 0 else "No new comments."

    def _see(self) -> None:
        """Take the comments for seen, and let the reader's panes show what came of them."""
        self._is_seen = True
        self._desk.discussing.seen(self.post_id, has_comments=bool(self._thread.comments))

    # ------------------------------------------------------------------- what the pane tells

    @on(ThreadView.Moved)
    def _moved(self, event: ThreadView.Moved) -> None:
        self.pane_title.place = f"{event.place:,} of {event.places:,}" if event.places else ""

    @on(ThreadView.NothingNew)
    def _nothing_new(self, event: ThreadView.NothingNew) -> None:
        if not new_in(self._thread):
            self.say("Nothing is new here.")
        else:
            self.say("Nothing new further down." if event.step > 0 else "Nothing new further up.")

    @on(ThreadView.LinkFollowed)
    def _follow(self, event: ThreadView.LinkFollowed) -> None:
        target = self._desk.following.target(event.url, event.text)
        if event.is_sure or target.is_here:
            self._desk.following.follow_from(self, target)

    @on(ThreadView.LinksAsked)
    def _list_links(self) -> None:
        self._desk.following.list_links(self.view, self._row.title)

    @on(ThreadView.LinkPointed)
    def _point(self, event: ThreadView.LinkPointed) -> None:
        self._desk.following.point(self.key_bar, event.url, event.text)

    @on(DocumentView.Scrolled)
    def _scrolled(self, event: DocumentView.Scrolled) -> None:
        self._is_top = event.is_top
        self._entitle()

    @on(DocumentView.Left)
    def _left(self) -> None:
        self.action_thread_leave()

    @on(FindBar.Asked)
    def _find(self, event: FindBar.Asked) -> None:
        place, places = self.view.find(event.words, event.step)
        if not event.words:
            self.key_bar.hush()
        elif not places:
            self.say(f"“{event.words}” is not in these comments.")
        else:
            self.say(f"{place:,} of {places:,} · enter next · ↑ before · esc done")

    # ----------------------------------------------------------------------------- commands

    def action_thread_find(self) -> None:
        """Find words in the comments."""
        if self._find_bar is None:
            self._find_bar = FindBar("in the comments")
            self.mount(self._find_bar, before=self.key_bar)
        self._find_bar.focus()

    def action_leave(self) -> None:
        """Leave the line of words to find."""
        if self._find_bar:
            self._find_bar.remove()
            self._find_bar = None
            self.view.find("", 0)
            self.key_bar.hush()
            self.view.focus()

    def action_thread_fetch(self) -> None:
        """Ask for the comments again."""
        blog = self._desk.discussing.blog_of(self._row)
        if why_not := no_server_words(blog) if blog else "":
            self.say(why_not)
            return
        self.start(partial(self._ask, is_forced=True), "thread")

    def action_thread_browser(self) -> None:
        """Open the comment's own place on its page."""
        self._desk.following.browse(self._address())

    def action_thread_copy(self) -> None:
        """Copy the comment's address."""
        self._desk.following.copy(self._address())

    def _address(self) -> str:
        """Return the address of the comment's own place, else of the page with the comments."""
        comment = self.view.comment
        return (comment.url if comment else "") or self._thread.url

    def action_thread_leave(self) -> None:
        """Go back to where one came from."""
        if not self._is_seen:
            self._see()
        self.dismiss()
