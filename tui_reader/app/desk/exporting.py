"""Posts that leave the reader: what is asked, how far it is, what came of it."""

from asyncio import CancelledError
from contextlib import aclosing
from functools import partial
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING, Final

from tui_reader.app.export_progress import ExportProgress
from tui_reader.app.format import plural
from tui_reader.app.screens.export import OPML, ExportScreen, Subject, Wish
from tui_reader.export.wording import done_words, title_of
from tui_reader.models import ExportDone, ExportForm, ExportOrder, PostQuery

if TYPE_CHECKING:
    from textual.worker import Worker

    from tui_reader.app.screens.reader import ReaderScreen
    from tui_reader.library.library import Library

FOLDER: Final = "export_folder"
"""Of the state: where the last export went."""
HOME: Final = "~"
SHOW_SECONDS: Final = 0.1


class Exporting:
    """Asks for an export and does it.

    Args:
        screen: Whose posts they are.
        library: Who writes them.
        ascii_signs: Plain letters for signs.
    """

    def __init__(self, screen: "ReaderScreen", library: "Library", *, ascii_signs: bool) -> None:
        self._screen = screen
        self._library = library
        self._ascii = ascii_signs
        self._writing: Worker[None] | None = None
        self._show_again_at = 0.0

    def ask(self) -> None:
        """Ask what is to be written, and write it."""
        if self._writing is not None and not self._writing.is_finished:
            self._screen.say("An export is being written; ctrl+x stops it.")
            return

        def chosen(wish: Wish | None) -> None:
            if wish is not None:
                work = self._write_list if wish.form == OPML else self._write
                self._writing = self._screen.start(partial(work, wish), "export")

        folder = str(self._library.load_state_now().get(FOLDER) or HOME)
        screen = ExportScreen(self._subjects(), folder, ascii_signs=self._ascii)
        self._screen.app.push_screen(screen, chosen)

    def stop(self) -> bool:
        """Stop what is being written: nothing is left of it. Tell whether anything was."""
        if self._writing is None or self._writing.is_finished:
            return False
        self._writing.cancel()
        return True

    def _subjects(self) -> list[Subject]:
        """Give what can be written here: what is selected, what is listed, a blog, a post."""
        listing, posts = self._screen.listing, self._screen.posts
        blog = listing.blog_meant
        found: list[Subject] = []
        if selected := self._screen.selected():
            words = f"What is selected: {plural(len(selected), 'post')}"
            title = f"{blog.title} · selection" if blog else "Selection"
            found.append(Subject(words, title, ids=selected))
        if number := len(posts.index):
            title = title_of(listing.query, listing.blog.title if listing.blog else "")
            words = f"This list: {title}, {plural(number, 'post')}"
            found.append(Subject(words, title, query=listing.query))
        if blog and blog.posts and listing.query != PostQuery(blog_id=blog.id):
            query = PostQuery(blog_id=blog.id)
            number = len(self._library.post_index_now(query))  # without what rules hide
            words = f"This blog: {blog.title}, {plural(number, 'post')}"
            found.append(Subject(words, blog.title, query=query))
        if row := self._screen.row():
            found.append(Subject(f"This post: {row.title}", row.title, ids=(row.id,)))
        return found or [Subject("All posts", "All posts", query=PostQuery())]

    # ------------------------------------------------------------------------------ the work

    async def _write(self, wish: Wish) -> None:
        ids = wish.subject.ids
        if wish.subject.query is not None:
            ids = tuple((await self._library.post_index(wish.subject.query)).ids)
        order = ExportOrder(
            ExportForm(wish.form),
            ids,
            wish.subject.title,
            wish.path,
            with_comments=wish.with_comments,
            with_pictures=wish.with_pictures,
            fetches_pictures=wish.fetches_pictures,
            replaces=wish.replaces,
        )
        await self._remember(wish.path)
        self._show(ExportProgress(0, len(ids)))
        try:
            async with aclosing(self._library.exporting.run(order)) as events:
                async for event in events:
                    if isinstance(event, ExportDone):
                        self._tell(event)
                    else:
                        self._show(ExportProgress(event.done, event.total))
        except CancelledError:
            self._screen.say("Stopped: nothing was written.")
            raise
        finally:
            self._show(None)

    def _show(self, progress: ExportProgress | None) -> None:
        """Show how far it is, at most ten times a second."""
        is_other = (progress is None) != (self._screen.title_bar.export is None)
        if not is_other and monotonic() < self._show_again_at:
            return
        self._show_again_at = monotonic() + SHOW_SECONDS
        self._screen.title_bar.export = progress
        if is_other:
            self._screen.refresh_bindings()

    def _tell(self, done: ExportDone) -> None:
        words = f"Wrote {_shown(done.path)}: {done_words(done)}."
        lacking = []
        if done.no_pictures:
            lacking.append(plural(done.no_pictures, "picture"))
        if done.no_comments:
            lacking.append(plural(done.no_comments, "comment"))
        if lacking:
            words += f" Not kept, and not in it: {' and '.join(lacking)}."
        self._screen.say(words)

    async def _write_list(self, wish: Wish) -> None:
        listed = await self._library.exchange.listed()
        await self._remember(wish.path)
        await self._library.exporting.write_list(listed, OPML, wish.path, replaces=wish.replaces)
        number = len(listed.subscriptions)
        left_out = f" {len(listed.left_out):,} were left out." if listed.left_out else ""
        self._screen.say(f"Wrote {_shown(wish.path)}: {plural(number, 'blog')}.{left_out}")

    async def _remember(self, path: Path) -> None:
        if not self._library.is_read_only:
            await self._library.save_state(FOLDER, _shown(path.parent))


def _shown(path: Path | None) -> str:
    """Write a place as people do: ``~`` for their own folder."""
    if path is None:
        return ""
    whole, home = path.absolute(), Path.home()
    if not whole.is_relative_to(home):
        return str(whole)
    return HOME if whole == home else f"{HOME}/{whole.relative_to(home)}"
