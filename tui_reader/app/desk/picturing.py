"""The pictures of the post in the article pane: shown in its text, hidden, or one by itself.

The screen has one of these; it decodes nothing and paints nothing itself.
"""

from collections.abc import Sequence
from contextlib import aclosing
from functools import partial
from typing import TYPE_CHECKING, Final

from textual.timer import Timer
from textual.worker import Worker

from tui_reader.app.format import plural
from tui_reader.app.link_targets import address_shown
from tui_reader.app.widgets.half_blocks import COLOURFUL
from tui_reader.app.widgets.lead import Lead
from tui_reader.clean import clean_line
from tui_reader.models import PictureBrought, PictureEvent, PictureFailed
from tui_reader.render.pictures import PictureLabel, pictures_of
from tui_reader.render.pixels import PicturePlan, PixelRow

if TYPE_CHECKING:
    from tui_reader.app.screens.reader import ReaderScreen
    from tui_reader.app.widgets.bars import KeyBar
    from tui_reader.config import Config
    from tui_reader.library.library import Library
    from tui_reader.render.blocks import Document

SHOWN_HERE: Final = "shows the picture"
NONE_HERE: Final = "This post has no pictures."
TURNED_OFF: Final = 'Pictures are turned off: the setting pictures is "never".'
NO_COLOURS: Final = "Pictures in the text need colours; i shows one by itself."
PLAIN_SIGNS: Final = "With ascii_signs no pictures are drawn in the text; i shows one by itself."
COMING: Final = "fetching …"
GONE: Final = "cannot be drawn"
UNASKED: Final = frozenset({"opened", "fetched"})
"""The settings with which opening a post fetches its pictures."""
SOON: Final = 0.2
"""Seconds in which pictures that come are gathered: each time the text is laid out anew."""
SHORT_CLASSES: Final = frozenset({"timeout", "tls", "network", "gone", "rate-limited", "too-large"})
"""Classes of failures that say enough by their name."""
WORDS_LETTERS: Final = 80

Looked = tuple[tuple[PictureLabel, ...], dict[str, tuple[int, int]]]
"""The pictures of a post, and the pixels of those that are kept."""
NOTHING: Final[Looked] = ((), {})


class Picturing:
    """Which pictures are shown, and which are being fetched.

    Args:
        screen: Whose article pane shows them.
        library: Keeps, fetches and draws them.
        config: Whether they are wanted, and how they can be drawn.
    """

    def __init__(self, screen: "ReaderScreen", library: "Library", config: "Config") -> None:
        self._screen = screen
        self._library = library
        self._config = config
        self._view = screen.article
        self._looked: dict[int, Looked] = {}
        self._post_id, self._when = 0, config.pictures
        self._pictures: tuple[PictureLabel, ...] = ()
        self._sizes: dict[str, tuple[int, int]] = {}
        self._words: dict[str, str] = {}
        self._hidden: set[int] = set()
        self._bringing: Worker[None] | None = None
        self._is_asked = False
        self._wanted: list[PixelRow] = []
        self._is_drawing = False
        self._timer: Timer | None = None

    # ------------------------------------------------------------------------- with the post

    async def look(self, post_id: int, document: "Document") -> None:
        """Look which pictures a post has, and which are kept, before it is shown."""
        pictures = pictures_of(document)
        urls = [each.source for each in pictures if each.is_block]
        kept = await self._library.pictures.kept(urls) if urls else {}
        sizes = {url: (each.width, each.height) for url, each in kept.items()}
        self._looked[post_id] = (pictures, sizes)

    def begin(self, post_id: int) -> None:
        """Take up the pictures of the post that is shown next."""
        is_asked = self._is_coming and self._is_asked and post_id == self._post_id
        self.stop()
        self._pictures, self._sizes = self._looked.pop(post_id, NOTHING)
        soon = self._screen.desk.reading.opening_id
        self._looked = {each: self._looked[each] for each in self._looked if each == soon}
        self._post_id, self._words = post_id, {}
        self._when = self._library.pictures.when_of(post_id)
        if self._pictures:
            self._view.drawn = self._library.pictures.drawn_now
        missing = self._missing()
        if self._when not in UNASKED and not is_asked:
            missing = list(filter(_is_within, missing))
        if self._is_shown:
            self._start(missing, is_asked=is_asked)
        self._view.plan(self._pictures, self._plan())

    def forget(self) -> None:
        """Show no post's pictures."""
        self.stop()
        self._post_id, self._pictures = 0, ()

    def stop(self) -> None:
        """Fetch no more; what has come stays."""
        if self._bringing and not self._bringing.is_finished:
            self._bringing.cancel()
        self._bringing = None
        self._wanted = []

    @property
    def _has_colours(self) -> bool:
        app = self._screen.app
        return (
            not (self._config.ascii_signs or app.no_color) and app.console.color_system in COLOURFUL
        )

    @property
    def _is_shown(self) -> bool:
        return self._has_colours and self._post_id not in self._hidden

    def _plan(self) -> PicturePlan:
        """Return what is drawn and said, as it is now."""
        return PicturePlan(dict(self._sizes) if self._is_shown else {}, dict(self._words))

    def _missing(self) -> list[str]:
        urls = [each.source for each in self._pictures if each.is_block]
        return [url for url in urls if url not in self._sizes and url not in self._words]

    def _show(self) -> None:
        if self._timer:
            self._timer.stop()
        self._timer = None
        self._view.show_pictures(self._plan())

    def _show_soon(self) -> None:
        if self._timer is None:
            self._timer = self._screen.set_timer(SOON, self._show)

    # --------------------------------------------------------------------- in the text: I

    def toggle(self) -> None:
        """Show the post's pictures in its text, and fetch what is not kept; or hide them."""
        if not any(each.is_block for each in self._pictures):
            self._screen.say(NONE_HERE)
        elif not self._has_colours:
            self._screen.say(PLAIN_SIGNS if self._config.ascii_signs else NO_COLOURS)
        elif not self._wants and not self._sizes:
            self._screen.say(TURNED_OFF)
        elif self._is_coming or (self._is_shown and not (self._wants and self._missing())):
            self._hide()
        else:
            self._hidden.discard(self._post_id)
            self._words.clear()
            self._start(self._missing() if self._wants else [], is_asked=True)
            self._show()

    @property
    def _wants(self) -> bool:
        return self._when != "never"

    @property
    def _is_coming(self) -> bool:
        return self._bringing is not None and not self._bringing.is_finished

    def _hide(self) -> None:
        self.stop()
        self._words.clear()
        self._hidden.add(self._post_id)
        self._show()

    def _start(self, missing: Sequence[str], *, is_asked: bool) -> None:
        if missing:
            self._is_asked = is_asked
            self._words.update((url, COMING) for url in missing if not _is_within(url))
            work = partial(self._bring, self._post_id, missing, is_asked=is_asked)
            self._bringing = self._screen.start(work, "pictures")

    async def _bring(self, post_id: int, urls: Sequence[str], *, is_asked: bool) -> None:
        """Fetch pictures, and show each where it stands."""
        bar, words = self._screen.key_bar, ""
        failed: list[PictureFailed] = []
        stream = self._library.pictures.bring(post_id, urls, is_asked=is_asked)
        try:
            async with aclosing(stream) as events:
                done = 0
                async for event in events:
                    done += 1
                    failed += [event] if isinstance(event, PictureFailed) else []
                    self._take(event)
                    if not all(map(_is_within, urls)):
                        words = f"Fetching pictures: {done} of {len(urls)} …"
                        bar.say(words, stays=True)
        finally:
            if words:
                bar.hush(words)
            if post_id == self._post_id:
                self._end(urls)
        if is_asked and failed:
            self._screen.say(_failures(failed, len(urls)))

    def _take(self, event: PictureEvent) -> None:
        self._words.pop(event.url, None)
        if isinstance(event, PictureBrought):
            self._sizes[event.url] = (event.picture.width, event.picture.height)
        else:
            self._words[event.url] = _why(event)
        self._show_soon()

    def _end(self, urls: Sequence[str]) -> None:
        """Say no longer of any that it is coming."""
        for url in urls:
            if self._words.get(url) == COMING:
                del self._words[url]
        self._show()

    # -------------------------------------------------------------------------------- pixels

    def draw(self, wanted: Sequence[PixelRow]) -> None:
        """Draw pictures that are in view; what was in view before and is not drawn is left."""
        self._wanted = list(wanted)
        if not self._is_drawing:
            self._is_drawing = True
            self._screen.start(self._draw, "pixels")

    async def _draw(self) -> None:
        try:
            while self._wanted:
                row = self._wanted.pop(0)
                pictures = self._library.pictures
                if await pictures.draw(row.source, row.columns, row.lines) is None:
                    self._sizes.pop(row.source, None)
                    self._words[row.source] = GONE
                    self._show()
                self._view.paint_pixels()
        finally:
            self._is_drawing = False

    # -------------------------------------------------------------------------- by itself: i

    def point(self, bar: "KeyBar", source: str) -> None:
        """Show in a bar where a picture comes from that one points at."""
        host, rest = address_shown(source)
        arrow, mark = ("->", "~") if self._config.ascii_signs else ("→", "…")
        bar.point(Lead(host, rest, SHOWN_HERE, arrow, mark))

    def see(self, source: str) -> None:
        """Show one picture on the whole screen."""
        at = [each.source for each in self._pictures]
        if source not in at:
            self._screen.say(NONE_HERE)
            return
        from tui_reader.app.screens.picture import PictureScreen

        screen = PictureScreen(
            self._library,
            self._screen.desk.following,
            self._config,
            self._post_id,
            self._pictures,
            at.index(source),
        )
        self._screen.app.push_screen(screen, self._seen)

    def _seen(self, _answer: None) -> None:
        """Show in the text what was fetched meanwhile."""
        self._screen.start(partial(self._look_again, self._post_id), "pictures seen")

    async def _look_again(self, post_id: int) -> None:
        urls = [each.source for each in self._pictures if each.is_block]
        kept = await self._library.pictures.kept(urls) if urls else {}
        if post_id == self._post_id and kept:
            self._sizes = {url: (each.width, each.height) for url, each in kept.items()}
            self._words = {url: word for url, word in self._words.items() if url not in kept}
            self._show()


def _is_within(url: str) -> bool:
    """Whether a picture is in the post itself: nobody is asked for it."""
    return url.startswith("data:")


def _why(event: PictureFailed) -> str:
    """Say in a few words why a picture did not come."""
    is_short = event.error_class in SHORT_CLASSES
    reason = event.error_class if is_short else event.message.rstrip(".")
    return f"not fetched: {clean_line(reason, WORDS_LETTERS)}"


def _failures(failed: Sequence[PictureFailed], total: int) -> str:
    """Say how many pictures did not come, and why the first one did not."""
    first = f"{failed[0].error_class}: {failed[0].message}"
    if len(failed) == total:
        return f"{'The picture' if total == 1 else 'The pictures'} could not be fetched. {first}"
    return f"{plural(len(failed), 'picture')} of {total} could not be fetched. {first}"
