"""What the sidebar shows: blogs, and what is unfolded below them, the same at the next start."""

from asyncio import sleep
from collections.abc import AsyncGenerator, Iterable
from functools import partial
from typing import TYPE_CHECKING, Final

from tui_reader.app.desk.own_shelves import STATE, OwnShelves
from tui_reader.app.widgets.branches import Heads
from tui_reader.app.widgets.shelf import Kind, Shelf
from tui_reader.app.widgets.shelves import (
    IS_NEW,
    Everything,
    blog_shelves,
    keys_above,
    keys_of,
    shelves,
    top_shelves,
    turned,
)
from tui_reader.models import Blog, PostQuery, View

if TYPE_CHECKING:
    from tui_reader.app.screens.reader import ReaderScreen
    from tui_reader.library.library import Library
    from tui_reader.models import Tree

COUNT_AGAIN_SECONDS: Final = 2.0
COUNTING_TRIES: Final = 5
"""A search whose words mean nothing to this version is never counted."""


class Sidebar:
    """The lines of the sidebar.

    Args:
        screen: Whose pane shows them.
        library: Where blogs and their trees are.
        ascii_signs: Plain letters for signs.
    """

    def __init__(self, screen: "ReaderScreen", library: "Library", *, ascii_signs: bool) -> None:
        self._screen = screen
        self._library = library
        self._ascii = ascii_signs
        self._stars = 0
        self._own = OwnShelves(screen, library)
        self._trees: dict[int, Tree] = {}
        self._opened: frozenset[str] = frozenset()
        self._found_from: Shelf | None = None
        self._found_opened: frozenset[str] = frozenset()
        self.blogs: tuple[Blog, ...] = ()
        self._made: list[Shelf] = []
        self._heads: Heads = {}
        self._made_of: tuple[tuple[Blog, ...], frozenset[str], dict[int, Tree]]
        self._made_of = (), frozenset(), {}

    def begin(self, opened: Iterable[str]) -> None:
        """Read what the first picture shows."""
        self._opened = frozenset(opened)
        self._own.begin()
        self.blogs = self._library.blogs_now()
        self._stars = self._library.count_stars_now()
        for blog in self._unfolded():
            self._trees[blog.id] = self._library.archives.tree_now(blog.id)

    async def load_own(self) -> None:
        """Read what stands above the blogs: the first picture shows it as it was the last time."""
        before = self._own.own
        await self._own.load()
        if self._own.own != before:
            self.show(self._screen.listing.query)
        self._begin_to_count()

    async def load(self, *, with_trees: bool) -> None:
        """Read blogs anew; with what lies below them, where posts came or went.

        What is folded is read when it is unfolded.
        """
        self.blogs = await self._library.blogs()
        self._stars = await self._library.count_stars()
        await self._own.load()
        self._begin_to_count()
        if with_trees:
            for blog in self._unfolded():
                self._trees[blog.id] = await self._library.archives.tree(blog.id)
            unfolded = {blog.id for blog in self._unfolded()}
            self._trees = {key: tree for key, tree in self._trees.items() if key in unfolded}

    def show(self, query: PostQuery) -> None:
        """Show the lines, and which one is listed."""
        own = self._own.own
        lines = (
            top_shelves(self.blogs, self._stars, self._opened, own, ascii_signs=self._ascii)
            + self._blog_lines()
        )
        words = query.filter.text if query.filter else ""
        of_words = [line.key for line in lines if words and line.words == words]
        self._screen.blog_list.show(lines, (*of_words, *keys_of(query)))

    def _blog_lines(self) -> list[Shelf]:
        """Return the lines of the blogs: there may be 20,000, so each is made when it changes."""
        unfolded = [blog.id for blog in self._unfolded()]
        trees = {blog_id: self._trees[blog_id] for blog_id in unfolded if blog_id in self._trees}
        made_of = (self.blogs, self._opened, trees)
        if made_of != self._made_of:
            self._made_of = made_of
            heads = self._heads if self._made else None  # the first picture does not wait for it
            self._made = blog_shelves(*made_of, heads, ascii_signs=self._ascii)
        return self._made

    def has_line_of(self, query: PostQuery) -> bool:
        """Tell whether the words of a list are those of a line: a search, a tag, a folder, new."""
        return bool(self._name_of_words(query))

    def name_of(self, query: PostQuery) -> str:
        """Return what a list is called in which blogs mix: as the line that stands for it."""
        if name := self._name_of_words(query):
            return name
        return "Starred" if query.view is View.STARRED else "All posts"

    def _name_of_words(self, query: PostQuery) -> str:
        """Return what the line is called that stands for words; empty where none does."""
        words = query.filter.text if query.filter else ""
        if words == IS_NEW:
            return "New since the last time"
        if line := self._own.own.line_of(words) if words else None:
            return line.title
        if not words.startswith(f"{Kind.FOLDER}:"):
            return ""
        paths = (line.path for line in self._blog_lines() if line.words == words)
        return " / ".join(next(paths, ()))

    def _begin_to_count(self, tries: int = COUNTING_TRIES) -> None:
        if self._own.own.searches and tries:
            self._screen.start(partial(self._count, tries), "counts")

    async def save(self) -> None:
        """Keep what stands above the blogs, before the program ends."""
        await self._screen.places.save(STATE, self._own.state())

    async def _count(self, tries: int) -> None:
        """Show how many posts the searches have; again later, where something came between."""
        async for _ in self._own.count():
            self.show(self._screen.listing.query)
        if not self._own.are_counted:
            again = partial(self._begin_to_count, tries - 1)
            self._screen.set_timer(COUNT_AGAIN_SECONDS, again)

    def _unfolded(self) -> list[Blog]:
        ids = {int(key) for key in self._opened if key.isdecimal()}
        return [blog for blog in self.blogs if blog.id in ids]

    # ------------------------------------------------------------------ folding and unfolding

    def fold(self, key: str, *, is_open: bool) -> None:
        """Show what lies below a line, or hide it."""
        self._open(turned(self._opened, [key], is_open=is_open))

    def _open(self, opened: frozenset[str]) -> None:
        self._opened = opened
        self._screen.places.keep_branches(sorted(opened))
        self._screen.start(self._show_unfolded, "sidebar")

    async def _show_unfolded(self) -> None:
        for blog in self._unfolded():
            if blog.id not in self._trees:
                self._trees[blog.id] = await self._library.archives.tree(blog.id)
        self.show(self._screen.listing.query)

    # --------------------------------------------------------------------------- finding a line

    def look_from(self) -> None:
        """Begin to look for a line: where the cursor stands, and with what is unfolded now."""
        self._found_from = self._screen.blog_list.shelf()
        self._found_opened = self._opened

    async def find(self, words: str, step: int) -> bool:
        """Put the cursor on a line that words speak of, and unfold what hides it.

        Args:
            words: Part of a name, or ``2014-03``.
            step: From where looking began (0), the next one (1) or the one before (-1).

        Returns:
            Whether there is one.
        """
        from tui_reader.app.widgets.shelf_words import speaks_of

        begun = None if step else self._found_from
        here = begun or self._screen.blog_list.shelf()
        is_meant = speaks_of(words)
        async for part, places in self._around(here, step):
            found = next((at for at in places if _own(part, at) and is_meant(part[at])), None)
            if found is not None:
                above = keys_above(part, found)
                self._opened = turned(self._found_opened, above, is_open=True)
                self.show(self._screen.listing.query)
                self._screen.blog_list.go_to(part[found].key, part[found].place)
                self._screen.places.keep_branches(sorted(self._opened))
                return True
        return False

    async def _around(
        self, here: Shelf, step: int
    ) -> AsyncGenerator[tuple[list[Shelf], Iterable[int]], None]:
        """Yield all lines of the sidebar, blog by blog, and the places in them to look at.

        From a line on, or upwards from it, once around. A blog's tree is read when it is wanted.
        """
        parts: list[Blog | None] = [None, *self.blogs]
        ids = [blog and blog.id for blog in parts]
        start = ids.index(here.blog_id) if here.blog_id in ids else 0
        first = await self._lines_of(parts[start])
        places = [at for at, line in enumerate(first) if line.key == here.key]
        inside = (at for at in places if first[at].place == here.place)
        at = next(inside, places[0] if places else 0)
        if step < 0:
            yield first, range(at - 1, -1, -1)
        else:
            yield first, range(at + step, len(first))
        for number in range(1, len(parts)):
            lines = await self._lines_of(
                parts[(start + (number if step >= 0 else -number)) % len(parts)]
            )
            yield lines, range(len(lines)) if step >= 0 else range(len(lines) - 1, -1, -1)
        yield first, range(len(first)) if step >= 0 else range(len(first) - 1, -1, -1)

    async def _lines_of(self, blog: Blog | None) -> list[Shelf]:
        """Return all lines of one blog, unfolded, below its folders; without a blog, all others."""
        if blog is None:
            everything = shelves(
                self.blogs, self._stars, {}, (), self._own.own, ascii_signs=self._ascii
            )
            return [line for line in everything if line.blog_id is None]
        if not (blog.posts or blog.last_fetch):
            await sleep(0)  # there is nothing below a blog that was never asked: keys come between
        elif blog.id not in self._trees:
            self._trees[blog.id] = await self._library.archives.tree(blog.id)
        return blog_shelves([blog], Everything(), self._trees, ascii_signs=self._ascii)


def _own(part: list[Shelf], at: int) -> bool:
    """Tell whether a line is found in this part: a blog's folders are found by themselves."""
    return part[-1].blog_id is None or part[at].kind is not Kind.FOLDER
