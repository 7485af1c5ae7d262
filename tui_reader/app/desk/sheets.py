"""What a line of the sidebar is called and how it behaves: blogs, folders, searches, tags."""

from collections.abc import Awaitable, Callable
from functools import partial
from typing import TYPE_CHECKING, Final

from tui_reader.app.blog_sheet import Sheet, folder_words
from tui_reader.app.panes import PaneName
from tui_reader.app.widgets.shelf import Kind, Shelf

if TYPE_CHECKING:
    from tui_reader.app.screens.reader import ReaderScreen
    from tui_reader.config import Config
    from tui_reader.library.library import Library
    from tui_reader.models import Blog, Step

NO_BLOG: Final = "Choose a blog first: e shows them."
GUIDE: Final = "The guide is built in: it has nothing to set."
RENAMED: Final = {
    Kind.FOLDER: ("folder", "Rename it: News/World lies in News", "Take the folder away"),
    Kind.SEARCH: ("search", "Rename it", "Remove it"),
    Kind.TAG: ("tag", "Rename it; one there is takes its posts", "Take it from all its posts"),
}


class Sheets:
    """Names lines of the sidebar, and keeps what is set for blogs.

    Args:
        screen: Whose sidebar it is.
        library: Who keeps it.
        config: Keys and signs.
    """

    def __init__(self, screen: "ReaderScreen", library: "Library", config: "Config") -> None:
        self._screen = screen
        self._library = library
        self._config = config

    def open(self) -> None:
        """Show what can be set for the line of the sidebar's cursor, or for the blog listed."""
        shelf = self._screen.blog_list.shelf()
        is_in_blogs = self._screen.workspace.pane is PaneName.BLOGS
        blog = self._blog()
        if self._library.is_read_only:
            self._screen.say(self._library.why_read_only, is_error=True)
        elif is_in_blogs and shelf.kind in RENAMED:
            self._ask_about(shelf)
        elif blog is None:
            self._screen.say(NO_BLOG)
        elif blog.is_guide:
            self._screen.say(GUIDE)
        else:
            self._show(blog)

    # --------------------------------------------------------------------------------- blogs

    def _blog(self) -> "Blog | None":
        """Return the blog that is meant; where several are listed, that of the post one is on."""
        listing, row = self._screen.listing, self._screen.row()
        return listing.blog_meant or listing.blog_with(row.blog_id if row else None)

    def _show(self, blog: "Blog") -> None:
        from tui_reader.app.screens.blog_sheet import BlogSheetScreen

        folders = sorted({path for each in self._screen.listing.blogs for path in each.folders})
        others = f"There are: {folder_words(folders)}." if folders else ""
        plain = self._config.ascii_signs
        self._screen.app.push_screen(BlogSheetScreen(self, blog, others, ascii_signs=plain))

    def ask_to_remove(self, blog: "Blog") -> None:
        """Ask whether to stop following a blog."""
        self._screen.desk.visiting.ask_to_remove(blog)

    def keep(self, blog_id: int, sheet: Sheet) -> None:
        """Keep what is set for a blog: each thing that changed is a step."""
        self._screen.start(partial(self._keep, blog_id, sheet), "sheet", exclusive=False)

    async def _keep(self, blog_id: int, sheet: Sheet) -> None:
        blog = next((each for each in await self._library.blogs() if each.id == blog_id), None)
        if blog is None:
            return
        keeping, before = self._library.keeping, Sheet.of(blog)
        async with self._screen.desk.marking.turn:
            if sheet.name != before.name:
                await keeping.rename(blog_id, sheet.name)
            if sheet.folders != before.folders:
                await keeping.set_folders(blog_id, sheet.folders)
            if sheet.own != before.own:
                await keeping.set_own(blog_id, sheet.own)
            if sheet.is_whole != before.is_whole:
                await self._library.page_texts.want(blog_id, sheet.is_whole)
            if sheet.is_paused != before.is_paused:
                await keeping.pause(blog_id, sheet.is_paused)
        await self._screen.desk.marking.show_what_changed()

    # ----------------------------------------------------------------- folders, searches, tags

    def _ask_about(self, shelf: Shelf) -> None:
        from tui_reader.app.screens.choose import Answer, ChooseScreen

        what, rename, remove = RENAMED[shelf.kind]
        # From this screen: one that has gone by then would hear no answer.
        ask = partial(self._screen.call_later, self._ask_for_name, shelf, what)
        answers = (
            Answer("r", rename, ask),
            Answer("d", remove, partial(self._do, partial(self._remove, shelf))),
        )
        self._screen.app.push_screen(ChooseScreen(f"This {what}:", shelf.title, answers))

    def _ask_for_name(self, shelf: Shelf, what: str) -> None:
        from tui_reader.app.screens.line import LineScreen

        now = "/".join(shelf.path) if shelf.kind is Kind.FOLDER else shelf.title
        screen = LineScreen(f"The name of this {what}:", now, "enter keeps it, esc does not.")

        def named(name: str | None) -> None:
            if name and name != now:
                self._do(partial(self._rename, shelf, name))

        self._screen.app.push_screen(screen, named)

    def _do(self, work: "Callable[[], Awaitable[Step | None]]") -> None:
        self._screen.start(partial(self._do_now, work), "sheet", exclusive=False)

    async def _do_now(self, work: "Callable[[], Awaitable[Step | None]]") -> None:
        async with self._screen.desk.marking.turn:
            step = await work()
        await self._screen.desk.marking.show_what_changed()
        if step:
            self._screen.say(f"{step.words} ctrl+z takes it back.")

    async def _rename(self, shelf: Shelf, name: str) -> "Step | None":
        keeping = self._library.keeping
        match shelf.kind:
            case Kind.FOLDER:
                return await keeping.rename_folder(shelf.path, name.split("/"))
            case Kind.SEARCH:
                return await keeping.rename_search(_number(shelf), name)
            case _:
                return await keeping.rename_tag(shelf.title, name)

    async def _remove(self, shelf: Shelf) -> "Step | None":
        keeping = self._library.keeping
        match shelf.kind:
            case Kind.FOLDER:
                return await keeping.rename_folder(shelf.path, ())
            case Kind.SEARCH:
                return await keeping.remove_search(_number(shelf))
            case _:
                posts = await self._library.post_index(shelf.query)
                return await keeping.tag(posts.ids, shelf.title, False)


def _number(shelf: Shelf) -> int:
    return int(shelf.key.rpartition("/")[2])
