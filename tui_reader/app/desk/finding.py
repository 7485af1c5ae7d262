"""Finding words in the article, or a line of the sidebar, while one types."""

from functools import partial
from typing import TYPE_CHECKING, Final

from tui_reader.app.panes import PaneName

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tui_reader.app.screens.reader import ReaderScreen
    from tui_reader.app.widgets.find_bar import FindBar
    from tui_reader.config import Config
    from tui_reader.render.outline import Stage

PLACES: Final = {
    PaneName.BLOGS: "a blog, label, author or month: 2014-03",
    PaneName.ARTICLE: "in the article",
}
"""What the empty line says, by pane."""


class Finding:
    """One line of words, and the places where they stand.

    Args:
        screen: In whose panes is looked.
        config: How signs are drawn.
    """

    def __init__(self, screen: "ReaderScreen", config: "Config") -> None:
        self._screen = screen
        self._config = config
        self._bar: FindBar | None = None
        self._pane = PaneName.ARTICLE

    def begin(self, typed: str = "") -> None:
        """Show the line; look in the pane that has the keys. The list is narrowed instead.

        Args:
            typed: What was typed to begin with.
        """
        from tui_reader.app.widgets.find_bar import FindBar, JumpBar

        if self._bar:
            self._bar.focus()
            self._bar.insert_text_at_cursor(typed)
            return
        pane = self._screen.workspace.pane
        has_article = self._screen.desk.reading.article is not None
        if pane is PaneName.POSTS or (pane is PaneName.ARTICLE and not has_article):
            self._screen.desk.filtering.begin()
            return
        self._pane = pane
        is_jump = self._pane is PaneName.BLOGS
        if is_jump:
            self._screen.sidebar.look_from()
        self._screen.blog_list.is_searched = is_jump
        self._bar = (JumpBar if is_jump else FindBar)(PLACES[self._pane], typed)
        self._screen.mount(self._bar, before=self._screen.key_bar)
        self._bar.focus()
        self.ask(typed, 0)

    def end(self) -> bool:
        """Close the line; tell whether it was open."""
        if self._bar is None:
            return False
        self._screen.workers.cancel_group(self._screen, "find")
        self._bar.remove()
        self._bar = None
        self._screen.blog_list.is_searched = False
        self._screen.article.find("", 0)
        self._screen.key_bar.hush()
        self._screen.workspace.go_to(self._pane)
        return True

    def take(self) -> None:
        """Close the line, and show the posts of the line of the sidebar that was found."""
        self.end()
        self._screen.blog_list.action_blogs_open()

    def ask(self, words: str, step: int) -> None:
        """Look for words: from here on (0), further on (1) or before (-1)."""
        if self._pane is PaneName.ARTICLE:
            self._find_in_article(words, step)
        elif words:
            self._screen.start(partial(self._find_shelf, words, step), "find")

    async def _find_shelf(self, words: str, step: int) -> None:
        if await self._screen.sidebar.find(words, step):
            self._screen.key_bar.hush()
        else:
            self._screen.say(f"“{words}” is nowhere in the list of blogs.")

    def _find_in_article(self, words: str, step: int) -> None:
        place, places = self._screen.article.find(words, step)
        if not words:
            self._screen.key_bar.hush()
        elif not places:
            self._screen.say(f"“{words}” is not in this article.")
        else:
            self._screen.say(f"{place:,} of {places:,} · enter next · ↑ before · esc done")

    def show_outline(self, stages: "Sequence[Stage]", here: int) -> None:
        """Show the headings of the article, and go to the one that is chosen.

        Args:
            stages: Its title and its headings.
            here: The one under which one is reading.
        """
        article = self._screen.desk.reading.article
        if article is None or not any(stage.level for stage in stages):
            self._screen.say("This article has no headings.")
            return
        from tui_reader.app.screens.outline import OutlineScreen

        blog, plain = article.row.blog_title, self._config.ascii_signs
        screen = OutlineScreen(stages, here, blog=blog, go=self._go_to_stage, ascii_signs=plain)
        self._screen.app.push_screen(screen)

    def _go_to_stage(self, stage: "Stage") -> None:
        go = partial(self._screen.article.go_to_letter, stage.offset)
        self._screen.desk.trailing.jump(go)
