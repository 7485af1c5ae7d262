"""The page around a post's text: what stands before and after it, and which keys it names."""

from collections.abc import Mapping
from functools import cached_property
from typing import TYPE_CHECKING

from tui_reader.app.article_frame import COMMENTS_KEY, WHOLE_KEY, frame
from tui_reader.app.commands import key_name
from tui_reader.app.keymap import checked_keymap
from tui_reader.models import Article, PostRow, Thread
from tui_reader.render.blocks import Document

if TYPE_CHECKING:
    from tui_reader.app.screens.reader import ReaderScreen
    from tui_reader.config import Config
    from tui_reader.library.library import Library


class Framing:
    """Puts posts' pages together.

    Args:
        screen: In whose list a post has its neighbours.
        library: Where a person's note on it is.
        config: Keys and signs.

    Attributes:
        note: What stands as the person's note below the post that was framed last.
    """

    def __init__(self, screen: "ReaderScreen", library: "Library", config: "Config") -> None:
        self._screen = screen
        self._library = library
        self._config = config
        self.note = ""
        self._with_blog = True

    def begin(self) -> None:
        """Take notice that a post is opened: how its day is told stays so, whatever is listed."""
        self._with_blog = self._screen.listing.query.blog_id is None

    def note_of(self, row: PostRow) -> str:
        """Return what the person wrote about a post, as it is kept now."""
        note = self._library.keeping.note_now(row.id) if row.has_note else None
        return note.text if note else ""

    def page(
        self, document: Document, article: Article, thread: Thread | None
    ) -> tuple[Document, int]:
        """Return a post with its page around it, and how many letters stand before its text."""
        row = article.row
        self.note = self.note_of(row)
        newer, older = self._neighbours(row.id)
        return frame(
            document,
            article,
            thread,
            newer=newer,
            older=older,
            note=self.note,
            with_blog=self._with_blog,
            ascii_signs=self._config.ascii_signs,
            key=self.key_of("comments", COMMENTS_KEY),
            whole_key=self.key_of("whole_text", WHOLE_KEY),
        )

    def _neighbours(self, post_id: int) -> tuple[PostRow | None, PostRow | None]:
        """Return the posts above and below in the list."""
        posts = self._screen.posts
        at = posts.find(post_id)
        if at is None:
            return None, None
        return (posts.row(at - 1) if at else None), posts.row(at + 1)

    def key_of(self, command: str, usual: str) -> str:
        """Return the key that a person presses for a command."""
        return key_name(self._keymap.get(command, usual).partition(",")[0])

    @cached_property
    def _keymap(self) -> Mapping[str, str]:
        keymap, _ = checked_keymap(self._config)
        return keymap
