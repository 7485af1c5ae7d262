"""Which posts are listed, and how a list is loaded without a wait or a jump."""

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from tui_reader.app.format import plural
from tui_reader.app.listed import empty_words, is_limited, title_words, unit_words, wider
from tui_reader.app.panes import PaneName
from tui_reader.app.widgets.shelf import Kind, Shelf
from tui_reader.models import Blog, PostIndex, PostQuery, Sort, View

if TYPE_CHECKING:
    from tui_reader.app.screens.reader import ReaderScreen
    from tui_reader.library.library import Library
    from tui_reader.query.tree import Filter

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
        self._detour: tuple[PostQuery, PostQuery, int | None] | None = None
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
        return is_limited(query) or query.view is not View.ALL or query.sort is not Sort.NEWEST

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
        self._show(index, keep_place=False)
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
        self._show(index, keep_place=False)
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

        In the list of unread posts, or of those that words choose, the one that was just read
        stays until the list is asked for anew: nothing vanishes from under the cursor.
        """
        fresh = await self._whole()
        if self.query.view is not View.ALL or self.query.filter:
            from tui_reader.app.merging import merged  # after the first picture

            fresh = merged(fresh, self._screen.posts.index, self.query.sort)
        self._show(fresh)
        await self.load_blogs(with_trees=True)

    def _show(self, index: PostIndex, *, keep_place: bool = True) -> None:
        by_date = self.query.sort.is_by_date
        self._screen.posts.show(index, mixed=self._is_mixed, by_date=by_date, keep_place=keep_place)

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
        Words that were typed stay; those of a line of the sidebar are left with it.
        """
        if shelf.query.filter:
            self.ask(shelf.query)
            return
        query = shelf.query
        if shelf.kind in (Kind.ALL, Kind.STARS, Kind.BLOG):
            is_star_shelf = self.query.view is View.STARRED and self.query.blog_id is None
            view = shelf.view or (View.ALL if is_star_shelf else self.query.view)
            query = PostQuery(view=view, blog_id=shelf.blog_id)
        kept = None if self._screen.sidebar.has_line_of(self.query) else self.query.filter
        self.ask(replace(query, filter=kept, sort=self.sort_of(query.blog_id)))

    def choose_label(self, label: str) -> None:
        """List the posts with a label."""
        blog_id = self.query.blog_id
        self.ask(PostQuery(blog_id=blog_id, label=label, sort=self.query.sort))

    def sort_of(self, blog_id: int | None) -> Sort:
        """Return the order of a blog's list, or of the list where blogs mix, as chosen last."""
        blog = self.blog_with(blog_id)
        word = blog.own.sort if blog else self._screen.places.sort()
        return next((sort for sort in Sort if sort.value == word), Sort.NEWEST)

    def narrow(self, words: "Filter | None", *, post_id: int | None = None) -> None:
        """List only what words choose, or without words all of it.

        The cursor stays on its post (or goes to another one), where that is still there.
        """
        query = replace(self.query, filter=words)
        post_id = self._screen.posts.post_id() if post_id is None else post_id
        self._screen.start(partial(self.list_now, query, post_id=post_id), "posts")

    async def take_detour(self, query: PostQuery) -> None:
        """List posts that nobody asked for; the way out leads back to where one was."""
        self._detour = (query, self.query, self._screen.posts.post_id())
        await self.list_now(query)

    def leave_limit(self) -> bool:
        """List what lies around a month, a label or another part; tell whether there is more.

        The cursor stays on its post; from a detour it goes back to the one where it was.
        """
        query, post_id = wider(self.query), self._screen.posts.post_id()
        if query:
            if self._detour and self._detour[0] is self.query:
                _, query, post_id = self._detour
            work = partial(self.list_now, query, post_id=post_id)
            self._screen.start(work, "posts")
        return query is not None

    # -------------------------------------------------------------------------------- words

    def _show_blogs(self) -> None:
        self._screen.sidebar.show(self.query)
        self.show_titles()

    def show_titles(self) -> None:
        """Say what is listed and where in it one is."""
        blog = self.blog
        everything = self._screen.sidebar.name_of(self.query)
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
