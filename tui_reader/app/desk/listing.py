"""Which posts are listed, and how a list is loaded without a wait or a jump."""

from array import array
from bisect import bisect_left
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from tui_reader.app.format import plural
from tui_reader.app.listed import empty_words, is_limited, title_words, unit_words, wider
from tui_reader.app.panes import PaneName
from tui_reader.app.widgets.shelf import Kind, Shelf
from tui_reader.models import Blog, PostIndex, PostQuery, View

if TYPE_CHECKING:
    from tui_reader.app.screens.reader import ReaderScreen
    from tui_reader.library.library import Library

FIRST_POSTS = 200
"""Enough for any screen: the first paint waits for no more, however many posts are kept."""

CHOOSE = "Choose a post with j and k, and press enter to read it."


class Listing:
    """What the list of posts and the sidebar show.

    Args:
        screen: Whose panes show it.
        library: Where posts are.
        ascii_signs: Plain letters for signs.
    """

    def __init__(self, screen: "ReaderScreen", library: "Library", *, ascii_signs: bool) -> None:
        self._screen = screen
        self._library = library
        self._ascii = ascii_signs
        self.query = PostQuery()
        self.has_begun = False
        """Whether it is known what the reader opens on: until then an empty list says nothing."""

    @property
    def blogs(self) -> tuple[Blog, ...]:
        """The blogs of the sidebar."""
        return self._screen.sidebar.blogs

    @property
    def blog(self) -> Blog | None:
        """The one blog whose posts are listed, None where several are."""
        return self.blog_with(self.query.blog_id)

    def blog_with(self, blog_id: int | None) -> Blog | None:
        """Return a blog of the sidebar by its number."""
        return next((blog for blog in self.blogs if blog.id == blog_id), None)

    @property
    def blog_id_meant(self) -> int | None:
        """The blog under the sidebar's cursor while the keys go there, else the one listed."""
        is_in_blogs = self._screen.workspace.pane is PaneName.BLOGS
        return self._screen.blog_list.shelf().blog_id if is_in_blogs else self.query.blog_id

    @property
    def blog_meant(self) -> Blog | None:
        """The same as a blog; where that is all of them, the only one that is followed."""
        if blog := self.blog_with(self.blog_id_meant):
            return blog
        followed = [blog for blog in self.blogs if blog.is_followed]
        return followed[0] if len(followed) == 1 else None

    @property
    def is_narrowed(self) -> bool:
        """Whether what is listed is less than a blog's posts in order of time."""
        query = replace(self.query, period=None)
        return is_limited(query) or query.view is not View.ALL

    @property
    def _is_mixed(self) -> bool:
        return self.query.blog_id is None

    # ---------------------------------------------------------------------------- loading

    async def load_blogs(self, *, with_trees: bool = False) -> None:
        """Read the sidebar anew; with what is unfolded in it, where posts came or went."""
        await self._screen.sidebar.load(with_trees=with_trees)
        self._show_blogs()

    def begin(self, query: PostQuery, post_id: int | None) -> None:
        """Show the place where one was, as far as it is still there, in the first picture."""
        self._screen.sidebar.begin(self._screen.places.branches())
        if self.blog_with(query.blog_id) or query.blog_id is None:
            self.query = query
        index = self._library.post_index_now(replace(self.query, limit=FIRST_POSTS))
        if post_id is not None and not index.is_whole and post_id not in index.ids:
            index = self._library.post_index_now(self.query)
        self._screen.posts.show(index, mixed=self._is_mixed, keep_place=False)
        if post_id is not None:
            self._screen.posts.go_to(post_id)
        self._show_blogs()

    def ask(self, query: PostQuery) -> None:
        """List other posts, beside everything else."""
        self._screen.start(partial(self.list_now, query), "posts")

    async def list_now(self, query: PostQuery, *, post_id: int | None = None) -> None:
        """List other posts; with the cursor on one of them, else on the newest."""
        self.query = query
        index = await self._beginning()
        if post_id is not None and not index.is_whole and post_id not in index.ids:
            index = await self._whole()
        if self.query != query:  # something else was asked for meanwhile
            return
        self._screen.posts.show(index, mixed=self._is_mixed, keep_place=False)
        if post_id is not None:
            self._screen.posts.go_to(post_id)
        self._show_blogs()
        self._screen.places.keep()
        await self.load_rest()

    async def load_rest(self) -> None:
        """Read the numbers of the posts that the first picture did not need."""
        if not self._screen.posts.index.is_whole:
            self._screen.posts.grow(await self._whole())
            self.show_titles()

    async def reload(self) -> None:
        """Show what has come or changed, without moving anything.

        In the list of unread posts the one that was just read stays until the list is asked for
        anew: nothing vanishes from under the cursor.
        """
        fresh = await self._whole()
        if self.query.view is not View.ALL:
            fresh = merged(fresh, self._screen.posts.index)
        self._screen.posts.show(fresh, mixed=self._is_mixed)
        await self.load_blogs(with_trees=True)

    async def _beginning(self) -> PostIndex:
        return await self._library.post_index(replace(self.query, limit=FIRST_POSTS))

    async def _whole(self) -> PostIndex:
        return await self._library.post_index(self.query)

    # -------------------------------------------------------------------------- what to list

    def cycle_view(self) -> None:
        """List all posts, then unread ones, then starred ones."""
        views = list(View)
        after = views[(views.index(self.query.view) + 1) % len(views)]
        self.ask(replace(self.query, view=after))

    def choose(self, shelf: Shelf) -> None:
        """List the posts of a line of the sidebar.

        All posts and a blog keep the view that was chosen; a part of a blog shows all it has.
        """
        if shelf.kind not in (Kind.ALL, Kind.STARS, Kind.BLOG):
            self.ask(shelf.query)
            return
        is_star_shelf = self.query.view is View.STARRED and self.query.blog_id is None
        view = shelf.view or (View.ALL if is_star_shelf else self.query.view)
        self.ask(PostQuery(view=view, blog_id=shelf.blog_id))

    def choose_label(self, label: str) -> None:
        """List the posts with a label."""
        self.ask(PostQuery(blog_id=self.query.blog_id, label=label))

    def leave_limit(self) -> bool:
        """List what lies around a month, a label or another part; tell whether there is more.

        The cursor stays on its post.
        """
        query = wider(self.query)
        if query:
            work = partial(self.list_now, query, post_id=self._screen.posts.post_id())
            self._screen.start(work, "posts")
        return query is not None

    # -------------------------------------------------------------------------------- words

    def _show_blogs(self) -> None:
        self._screen.sidebar.show(self.query)
        self.show_titles()

    def show_titles(self) -> None:
        """Say what is listed and where in it one is."""
        blog = self.blog
        everything = "Starred" if self.query.view is View.STARRED else "All posts"
        self._screen.title_bar.title = blog.title if blog else everything
        self._screen.title_bar.place = host_words(blog) if blog else ""
        title = self._screen.workspace.posts_pane.title
        title.words = title_words(self.query, ascii_signs=self._ascii)
        title.place = self._size_words()
        title.unit = unit_words(self.query, self._screen.posts.row_count())
        self._screen.posts.hint = self._empty_words()
        if "article" in vars(self._screen):  # it is made after the first picture
            self._screen.article.hint = CHOOSE if self._screen.posts.row_count() else ""

    def _size_words(self) -> str:
        posts = self._screen.posts
        if posts.selected:
            return f"{len(posts.selected):,} selected"
        if not posts.index.is_whole:
            return ""
        size = len(posts.index)
        if not size:
            return plural(0, "post")
        return f"{posts.cursor + 1:,} of {size:,}"

    def _empty_words(self) -> str:
        if not self.blogs and not self.has_begun:
            return ""
        if not any(blog.is_followed for blog in self.blogs) and self._is_mixed:
            return "You follow no blog yet. Press a and give the address of one."
        return empty_words(self.query)


def host_words(blog: Blog) -> str:
    """Return where a blog lives, for the header; of a failing one also why it fails."""
    if blog.error:
        return f"{blog.error.error_class}: {blog.error.message}"
    if blog.is_guide:
        return "built in: it needs no network"
    if not blog.is_followed:
        return f"{blog.host} · visiting: + follows it"
    return f"{blog.host} · whole posts" if blog.wants_page_texts else blog.host


def merged(fresh: PostIndex, shown: PostIndex) -> PostIndex:
    """Return a fresh list with those shown posts that are not in it any more, each in its place."""
    known = set(fresh.ids)
    extra = [at for at, post_id in enumerate(shown.ids) if post_id not in known]
    if not extra:
        return fresh
    rows = [*zip(fresh.instants, fresh.ids, fresh.days, strict=True)]
    for at in extra:
        row = (shown.instants[at], shown.ids[at], shown.days[at])
        rows.insert(bisect_left(rows, (-row[0], -row[1]), key=_newest_first), row)
    instants, ids, days = zip(*rows, strict=True)
    return PostIndex(array("q", ids), array("q", instants), array("l", days))


def _newest_first(row: tuple[int, int, int]) -> tuple[int, int]:
    return -row[0], -row[1]
