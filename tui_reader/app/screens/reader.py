"""The screen with blogs, posts and article: what each command and each pane's message starts.

What is done to lists is in ``listing``, to posts in ``reading`` and ``marking``, to blogs in
``visiting``, to the network in ``fetching``, to words that are looked for in ``finding``.
"""

from collections.abc import Sequence
from contextlib import suppress
from functools import cached_property, partial
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.worker import WorkerError

from tui_reader.app.bindings import bindings
from tui_reader.app.commands import Scope
from tui_reader.app.desk import Desk
from tui_reader.app.desk.listing import Listing
from tui_reader.app.desk.places import Places
from tui_reader.app.desk.sidebar import Sidebar
from tui_reader.app.panes import PaneName
from tui_reader.app.screens.list_commands import ListScreen
from tui_reader.app.widgets.bars import TitleBar
from tui_reader.app.widgets.blog_list import BlogList
from tui_reader.app.widgets.post_list import PostList
from tui_reader.app.widgets.workspace import Workspace
from tui_reader.config import Config
from tui_reader.library.library import Library

if TYPE_CHECKING:
    from tui_reader.app.desk.touring import Touring
    from tui_reader.app.widgets.article import ArticleView
    from tui_reader.app.widgets.article_finding import FindingView
    from tui_reader.app.widgets.article_links import LinkedView
    from tui_reader.app.widgets.article_pictures import PicturedView
    from tui_reader.app.widgets.find_bar import FindBar
    from tui_reader.models import Article


class ReaderScreen(ListScreen):
    """Blogs, posts and article."""

    BINDINGS: ClassVar[list[BindingType]] = bindings(Scope.READER, Scope.POST)
    AUTO_FOCUS = ""

    def __init__(self, library: Library, config: Config, openings: Sequence[str] = ()) -> None:
        super().__init__()
        self._openings = tuple(openings)
        self._config = config
        plain = config.ascii_signs
        self.title_bar = TitleBar(ascii_signs=plain)
        self.blog_list = BlogList(ascii_signs=plain)
        self.posts = PostList(library.rows_now, one_line=config.one_line_rows, ascii_signs=plain)
        self.workspace = Workspace(self.blog_list, self.posts, ascii_signs=plain)
        self.places = Places(self, library)
        self.places.load()
        self.sidebar = Sidebar(self, library, ascii_signs=plain)
        self.listing = Listing(self, library, ascii_signs=plain)
        self.desk = Desk(self, library, config)
        self.is_touched = bool(openings)
        """Whether somebody has pressed a key or clicked, or asked for what to open."""
        self.tour: Touring | None = None
        """The tour of the first start, while it is shown."""

    @cached_property
    def article(self) -> "ArticleView":
        """The article's pane, made after the first picture of the list: it delays it by a tenth."""
        from tui_reader.app.widgets.article import ArticleView

        article = ArticleView(
            text_width=self._config.article_width, ascii_signs=self._config.ascii_signs
        )
        article.justifies, article.parts_words = self._config.justify, self._config.hyphenate
        self.workspace.add_article(article)
        return article

    def compose(self) -> ComposeResult:
        """Stack the bars around the panes, as they were left."""
        self.workspace.remember(self.places.sizes(), shows_blogs=self.places.shows_blogs())
        yield self.title_bar
        yield self.workspace
        yield self.key_bar

    def on_mount(self) -> None:
        """Show the place where one was; what the first picture does not need comes after it."""
        self.places.begin()
        self.posts.focus()
        # Watched, not told by a message: row and counter are painted in one frame.
        self.watch(self.posts, "cursor", self.listing.show_titles, init=False)
        self.watch(self.posts, "selected", self._selected, init=False)
        self.listing.begin(self.places.query(), self.places.post("post_id"))
        self.call_after_refresh(self.start, partial(self.desk.begin, self._openings), "start")

    def _selected(self) -> None:
        self.listing.show_titles()
        self.desk.selected.tell()

    async def marks_changed(self) -> None:
        """Show the counts after a mark."""
        await self.listing.load_blogs()

    def article_opened(self, article: "Article", *, and_enter: bool) -> None:
        """Take notice that a post stands in the article pane."""
        self.workspace.name_article(article.row)
        if and_enter or self.workspace.is_narrow:
            self.workspace.go_to(PaneName.ARTICLE)
        self.places.keep()

    async def keep_unasked(self) -> None:
        """Keep everything where nobody can be asked; what is half exported is taken away."""
        await self.desk.keeping.save_draft()
        await self._write_what_waits()
        await self.desk.keeping.keep_unkept()
        for worker in self.workers.cancel_group(self, "export"):
            with suppress(WorkerError):
                await worker.wait()
        await self.places.save_everything()

    async def leave_reader(self) -> bool:
        """Keep everything before the program ends; tell whether the person still wants to leave."""
        is_rule_stopped = await self._write_what_waits()
        is_left = await self.desk.keeping.ask_about_unkept()
        if is_left:
            await self.places.save_everything()
            is_left = await self.desk.visiting.ask_about_visited()
        if is_rule_stopped and not is_left:
            self.desk.hiding.finish()
        return is_left

    async def _write_what_waits(self) -> bool:
        """Let marks, tags and notes be written that wait for a rule: it can go on at another time.

        Whoever asks for the turn gets it last. Tells whether a rule was stopped.
        """
        stopped = self.workers.cancel_group(self, "hiding")
        async with self.desk.marking.turn:
            return bool(stopped)

    @on(Workspace.Rearranged)
    def _rearranged(self, event: Workspace.Rearranged) -> None:
        self.places.keep_sizes(event.sizes, shows_blogs=event.shows_blogs)

    # ---------------------------------------------------------------- what the panes tell

    @on(PostList.Opened)
    def _read(self, event: PostList.Opened) -> None:
        self.desk.reading.open(event.row, and_enter=event.and_enter)

    @on(PostList.AllReadAsked)
    def _mark_all_read(self) -> None:
        self.desk.marking.mark_all_read()

    @on(BlogList.Chosen)
    def _show_shelf(self, event: BlogList.Chosen) -> None:
        self.desk.browsing.choose(event.shelf)

    @on(BlogList.Folded)
    def _fold(self, event: BlogList.Folded) -> None:
        self.sidebar.fold(event.key, is_open=event.is_open)

    @on(BlogList.Typed)
    def _look_for_month(self, event: BlogList.Typed) -> None:
        self.desk.finding.begin(event.letter)

    @on(PostList.MonthAsked)
    def _go_to_month(self, event: PostList.MonthAsked) -> None:
        self.desk.browsing.go_to_month(event.step)

    def on_linked_view_link_followed(self, event: "LinkedView.LinkFollowed") -> None:
        """Go where a link leads."""
        self.desk.following.follow(event.url, event.text, is_sure=event.is_sure)

    def on_linked_view_link_pointed(self, event: "LinkedView.LinkPointed") -> None:
        """Say where a link leads, before it is followed."""
        here = self.desk.reading.post_id
        self.desk.following.point(self.key_bar, event.url, event.text, here=here)

    def on_document_view_scrolled(self) -> None:
        """Keep the place in the article; what its end means."""
        self.desk.bookmark.moved()

    def on_pictured_view_picture_asked(self, event: "PicturedView.PictureAsked") -> None:
        """Show one picture by itself."""
        self.desk.picturing.see(event.source)

    def on_pictured_view_picture_pointed(self, event: "PicturedView.PicturePointed") -> None:
        """Say which picture following would show."""
        self.desk.picturing.point(self.key_bar, event.source)

    def on_pictured_view_pixels_missing(self, event: "PicturedView.PixelsMissing") -> None:
        """Draw the pictures that come into view."""
        self.desk.picturing.draw(event.wanted)

    def on_linked_view_links_asked(self) -> None:
        """List all links and pictures of the article."""
        if article := self.desk.reading.article:
            title, here = article.row.title, article.row.id
            self.desk.following.list_links(self.article, title, here=here)

    def on_finding_view_outline_asked(self, event: "FindingView.OutlineAsked") -> None:
        """List the headings of the article."""
        self.desk.finding.show_outline(event.stages, event.here)

    def on_find_bar_asked(self, event: "FindBar.Asked") -> None:
        """Look for words; the line itself is imported when it is opened."""
        if self.desk.filtering.is_open:
            self.desk.filtering.type(event.words)
        else:
            self.desk.finding.ask(event.words, event.step)

    def on_filter_bar_kept(self) -> None:
        """Keep the list as it is narrowed."""
        self.desk.filtering.keep()

    def on_filter_bar_dropped(self) -> None:
        """List everything again."""
        self.desk.filtering.drop()

    def on_jump_bar_taken(self) -> None:
        """Show the posts of the line that was found."""
        self.desk.finding.take()

    # ----------------------------------------------------------------- commands: anywhere

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer only what can be done now."""
        match action:
            case "stop":
                return self.title_bar.is_busy
            case "follow_blog":
                blog = self.listing.blog
                return bool(blog and not (blog.is_followed or blog.is_guide))
        return True

    def action_find(self) -> None:
        """Find words in the article; narrow the list; find a month or label in the sidebar."""
        self.desk.finding.begin()

    def action_continue_reading(self) -> None:
        """Go on with the post that was begun last."""
        self.desk.bookmark.go_on()

    def action_undo(self) -> None:
        """Take back what was done last."""
        self.desk.marking.undo()

    def action_redo(self) -> None:
        """Do again what was taken back."""
        self.desk.marking.redo()

    def action_leave(self) -> None:
        """Leave what is open, one step at a time."""
        if self.desk.filtering.end() or self.desk.finding.end() or self.desk.searching.end():
            return
        if self.tour:
            self.tour.leave()
            return
        if (not self.is_in_article and self.posts.select_none()) or self.workspace.unzoom():
            return
        if self.workspace.pane is not PaneName.POSTS:
            self.workspace.go_to(PaneName.POSTS)
        elif not self.listing.leave_limit() and self.workspace.is_narrow:
            self.workspace.go_to(PaneName.BLOGS)
