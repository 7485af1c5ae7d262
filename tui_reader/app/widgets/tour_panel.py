"""Two lines above the key bar that say what to try next. Knows no library."""

from typing import ClassVar, Final, NamedTuple

from rich.cells import cell_len
from textual.reactive import reactive
from textual.screen import Screen
from textual.strip import Strip
from textual.widget import Widget

from tui_reader.app.format import cut
from tui_reader.app.widgets.painting import Painter, signs

ROOMY: Final = 50
"""With fewer cells the step's number is written short."""
SHORT: Final = 16
"""A screen with fewer lines gives none away: the panel lies on the line above the pane."""
TINY: Final = 9
"""With fewer lines there is no panel; the keys work all the same."""


class TourWords(NamedTuple):
    """What the panel says."""

    place: str
    """``1 of 4``: which step it is."""
    task: str
    """What to try, with its keys."""
    more: str
    """What else is good to know, where there is room for it."""
    brief: str
    """How to leave, where there is one line."""
    foot: tuple[str, ...]
    """How to leave, in parts; the last are left out where there is no room for them."""


class TourPanel(Widget):
    """A step of the tour: what to try, and how to leave."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "tour--place",
        "tour--task",
        "tour--more",
        "tour--foot",
    }
    """
    | Class | Description |
    | :- | :- |
    | `tour--place` | Which step it is. |
    | `tour--task` | What to try. |
    | `tour--more` | What else is good to know. |
    | `tour--foot` | How to leave. |
    """

    DEFAULT_CSS = """
    TourPanel {
        height: 2;
        background: $surface;
        &.-short { layer: tour; dock: top; height: 1; margin-top: 1; }
        &.-tiny { display: none; }
        & > .tour--place { color: $background; background: $accent; text-style: bold; }
        & > .tour--task { color: $foreground; text-style: bold; }
        & > .tour--more { color: $foreground; }
        & > .tour--foot { color: $text-muted; }
    }
    """

    words: reactive[TourWords] = reactive(TourWords("", "", "", "", ()))

    def __init__(self, *, ascii_signs: bool) -> None:
        super().__init__(id="tour")
        self._painter = Painter(self)
        self._signs = signs(ascii_signs=ascii_signs)

    def on_mount(self) -> None:
        """Fit the height of the screen."""
        self.screen.styles.layers = "default tour"
        self.screen.screen_layout_refresh_signal.subscribe(self, self._fit)
        self._fit(self.screen)

    def _fit(self, screen: Screen[object]) -> None:
        self.set_class(screen.size.height < SHORT, "-short")
        self.set_class(screen.size.height < TINY, "-tiny")

    def notify_style_update(self) -> None:
        """Take the colours of a new theme."""
        super().notify_style_update()
        self._painter.forget()

    def render_line(self, y: int) -> Strip:
        """Draw what to try; below it, how to leave."""
        width, words = self.size.width, self.words
        if y:
            return self._painter.paint([(f" {self._foot(width - 1)}", "tour--foot")], width)
        place = f" {words.place if width >= ROOMY else words.place.replace(' of ', '/')} "
        task = self._cut(f" {words.task}", width - cell_len(place))
        room = width - cell_len(place + task)
        more = f" {words.brief}".rjust(room) if self.size.height == 1 else f" {words.more}"
        if cell_len(more) > room:
            more = ""
        return self._painter.paint(
            [(place, "tour--place"), (task, "tour--task"), (more, "tour--more")], width
        )

    def _foot(self, width: int) -> str:
        parts = self.words.foot
        while len(parts) > 1 and cell_len(self._joined(parts)) > width:
            parts = parts[:-1]
        return self._cut(self._joined(parts), width)

    def _joined(self, parts: tuple[str, ...]) -> str:
        return f" {self._signs['dot']} ".join(parts)

    def _cut(self, text: str, width: int) -> str:
        return cut(text, width, self._signs["cut"])
