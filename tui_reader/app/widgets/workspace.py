"""The three panes and the lines between them: their widths, and which one the keys go to.

Knows no library.
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal
from textual.events import DescendantFocus, Resize
from textual.geometry import Region
from textual.message import Message
from textual.strip import Strip

from tui_reader.app.bindings import bindings
from tui_reader.app.commands import Scope
from tui_reader.app.format import left_words
from tui_reader.app.panes import MEDIUM, WIDE, Arrangement, PaneName, Sizes, arrange
from tui_reader.app.widgets.blog_list import BlogList
from tui_reader.app.widgets.painting import alike, signs
from tui_reader.app.widgets.pane import Pane
from tui_reader.app.widgets.post_list import PostList

if TYPE_CHECKING:
    from tui_reader.app.widgets.article import ArticleView
    from tui_reader.app.widgets.document_view import DocumentView
    from tui_reader.models import PostRow


class Workspace(Horizontal):
    """Blogs, posts and article: side by side, or one at a time on a narrow screen."""

    BINDINGS: ClassVar[list[BindingType]] = bindings(Scope.PANES)

    DEFAULT_CSS = """
    Workspace {
        height: 1fr;
        layers: base above;
        #blogs-pane { background: $panel; }
        #blogs-pane.-overlay { layer: above; dock: left; }
        .-beside { border-left: vkey $foreground 25%; }
        &.-ascii .-beside { border-left: ascii $foreground 25%; }
    }
    """

    @dataclass
    class Rearranged(Message):
        """A person changed widths, or showed or hid the blogs."""

        sizes: Sizes
        shows_blogs: bool

        def can_replace(self, message: Message) -> bool:
            """Only the last widths matter."""
            return isinstance(message, Workspace.Rearranged)

    def __init__(self, blogs: BlogList, posts: PostList, *, ascii_signs: bool) -> None:
        super().__init__(id="workspace", classes="-ascii" if ascii_signs else None)
        self._dot = signs(ascii_signs=ascii_signs)["dot"]
        self.blogs_pane = Pane(PaneName.BLOGS, "Blogs", blogs)
        self.posts_pane = Pane(PaneName.POSTS, "Posts", posts)
        self.article_pane = Pane(PaneName.ARTICLE, "Article")
        self._article_title = self._article_blog = ""
        self._article_words = 0
        self._panes = (self.blogs_pane, self.posts_pane, self.article_pane)
        self._dragged: Pane | None = None
        self._arranged: Arrangement | None = None
        self._sizes = Sizes()
        self._shows_blogs = True
        self.pane = PaneName.POSTS
        """Where the keys go."""
        self.is_zoomed = False

    def compose(self) -> ComposeResult:
        """Lay the panes beside each other, right from the first picture on."""
        self._arrange()
        yield from self._panes

    def render_lines(self, crop: Region) -> list[Strip]:
        """Draw the ground below what lies on it."""
        return alike(super().render_lines, crop)

    def add_article(self, article: "ArticleView") -> None:
        """Fill the pane of the article, once the first picture is painted."""
        self.article_pane.fill(article)

    @property
    def is_narrow(self) -> bool:
        """Whether one pane is seen at a time."""
        return self.size.width < MEDIUM

    def remember(self, sizes: Sizes, *, shows_blogs: bool) -> None:
        """Take the widths that were kept, before the panes are made."""
        self._sizes, self._shows_blogs = sizes, shows_blogs

    def name_article(self, row: "PostRow | None") -> None:
        """Say what stands in the article's pane: the post, or its blog while one sees its title."""
        title, blog = (row.title, row.blog_title) if row else ("", "")
        self._article_words = row.words if row else 0
        if (title, blog) == (self._article_title, self._article_blog):
            return
        self._article_title, self._article_blog = title, blog
        self.article_pane.title.words = blog or "Article"
        self.article_pane.title.place = ""

    def go_to(self, pane: PaneName) -> None:
        """Send the keys to a pane, and show it where it is hidden."""
        if pane is PaneName.BLOGS:
            self._shows_blogs = True
        self.pane = pane
        self._arrange()
        for each in self._panes:
            if each.name == pane and each.body:
                each.body.focus()

    def unzoom(self) -> bool:
        """Show the other panes again; tell whether they were hidden."""
        was_zoomed, self.is_zoomed = self.is_zoomed, False
        self._arrange()
        return was_zoomed

    def _arrange(self) -> None:
        to = arrange(
            self.size.width or self.app.size.width,
            self.pane,
            self._sizes,
            is_zoomed=self.is_zoomed,
            shows_blogs=self._shows_blogs,
        )
        for pane in self._panes:
            pane.light(pane.name == self.pane)
        if to == self._arranged:
            return
        self._arranged = to
        for pane, cells in zip(self._panes, (to.blogs, to.posts, to.article), strict=True):
            pane.display = cells > 0
            pane.styles.width = cells
        self.blogs_pane.set_class(to.is_overlay, "-overlay")
        self.posts_pane.set_class(to.blogs > 0 and not to.is_overlay, "-beside")
        self.article_pane.set_class(to.posts > 0 and to.article > 0, "-beside")

    def on_resize(self, _event: Resize) -> None:
        """Share the new width."""
        self._arrange()

    def on_descendant_focus(self, event: DescendantFocus) -> None:
        """Follow the mouse to another pane."""
        for pane in self._panes:
            if event.widget is pane.body and pane.name != self.pane:
                self.pane = PaneName(pane.name or "")
                self._arrange()

    @on(PostList.Left)
    def _leave_posts(self, event: PostList.Left) -> None:
        self.go_to(PaneName.BLOGS if event.direction < 0 else PaneName.ARTICLE)

    @on(BlogList.Left)
    def _leave_blogs(self) -> None:
        self.go_to(PaneName.POSTS)

    def on_document_view_left(self) -> None:
        """Send the keys to the posts."""
        self.go_to(PaneName.POSTS)

    def on_document_view_scrolled(self, event: "DocumentView.Scrolled") -> None:
        """Say where in the text one is."""
        title = self.article_pane.title
        title.place = event.place
        left = left_words(self._article_words, event.progress) if event.place else ""
        title.unit = f"{self._dot} {left}" if left and event.progress < 1 else ""
        title.words = self._article_blog if event.is_top else self._article_title

    # ------------------------------------------------------- the lines between, by mouse

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """Take hold of the line between two panes."""
        for pane in (self.posts_pane, self.article_pane):
            if pane.has_class("-beside") and event.screen_x == pane.region.x:
                self._dragged = pane
                self.capture_mouse()

    def on_mouse_up(self, _event: events.MouseUp) -> None:
        """Let go."""
        self._dragged = None
        self.release_mouse()

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Give the pane before the line the width up to the mouse."""
        if self._dragged is None:
            return
        x = int(event.screen_x)
        if self._dragged is self.posts_pane:
            self._sizes = self._sizes._replace(blogs=max(1, x))
        else:
            before = self.posts_pane.region.x
            scale = 1 if self.size.width >= WIDE else WIDE / max(1, self.size.width)
            self._sizes = self._sizes._replace(posts=max(1, round((x - before) * scale)))
        self._rearranged()

    def _rearranged(self) -> None:
        self._arrange()
        self.post_message(self.Rearranged(self._sizes, self._shows_blogs))

    def action_zoom(self) -> None:
        """Give the whole screen to one pane, and back."""
        self.is_zoomed = not self.is_zoomed
        self._arrange()

    def action_sidebar(self) -> None:
        """Show the blogs and go to them, or hide them."""
        is_beside = self.size.width >= WIDE and not self.is_zoomed
        is_shown = self._shows_blogs if is_beside else self.pane is PaneName.BLOGS
        if is_shown:
            self._shows_blogs = not is_beside
            self.go_to_posts_from_blogs()
        else:
            self.go_to(PaneName.BLOGS)
        self._rearranged()

    def go_to_posts_from_blogs(self) -> None:
        """Take the keys away from the blogs, which are about to be hidden."""
        if self.pane is PaneName.BLOGS:
            self.go_to(PaneName.POSTS)
