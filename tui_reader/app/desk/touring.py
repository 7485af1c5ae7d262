"""The tour of the first start: four steps over the real reader, each waits for its real key.

No key is held back for it: what was done is told to it afterwards.
"""

from typing import TYPE_CHECKING, Final, NamedTuple

from tui_reader.app.commands import COMMANDS
from tui_reader.app.keymap import first_key

if TYPE_CHECKING:
    from textual.actions import ActionParseResult

    from tui_reader.app.screens.reader import ReaderScreen
    from tui_reader.app.widgets.tour_panel import TourPanel, TourWords
    from tui_reader.config import Config
    from tui_reader.library.library import Library

SEEN: Final = "tour"
"""The name under which the store remembers that there was a tour."""


class Stop(NamedTuple):
    """One step: ``{command}`` stands for the key of that command."""

    task: str
    more: str
    commands: frozenset[str]
    """Each of these goes on to the next step."""


def _commands(*names: str) -> frozenset[str]:
    return frozenset(names)


STOPS: Final = (
    Stop(
        "Move: {posts_down}, {posts_up} or the arrows.",
        "Keys act on the post that has the bar.",
        _commands("posts_down", "posts_up", "posts_page_down", "posts_page_up", "posts_last")
        | _commands("blogs_down", "blogs_up", "line_down", "line_up", "page_down", "page_up"),
    ),
    Stop(
        "Read: {read_on} pages on.",
        "At the end of a text the next unread post comes.",
        _commands("read_on", "posts_open", "page_down", "half_down", "older", "newer"),
    ),
    Stop(
        "Find: {find} here, {search} anywhere.",
        "The list gets shorter as you type.",
        _commands("find", "search"),
    ),
    Stop(
        "Add a blog: press {add_blog}.",
        "Then give the address of any of its pages.",
        _commands("add_blog"),
    ),
)
LINE_IS_OPEN: Final = ("{leave} closes the line of words", "then comes the last step")
FOOT: Final = ("{leave} ends the tour", "{tour} shows it again", "all keys work meanwhile")
BRIEF: Final = "{leave} ends"
END: Final = Stop(
    "That was it. {help} shows every key.", "The lessons are in the list.", _commands()
)
END_FOOT: Final = ("{leave} closes this", "{tour} shows the tour again")
COMMAND_IDS: Final = frozenset(command.id for command in COMMANDS)
LINE_CLOSES: Final = _commands("leave", "screen.leave", "drop", "keep")


class Touring:
    """Leads through the first keys.

    Args:
        screen: Above whose key bar the steps stand.
        library: Whether anything may be remembered.
        config: The person's own keys.
    """

    def __init__(self, screen: "ReaderScreen", library: "Library", config: "Config") -> None:
        self._screen = screen
        self._library = library
        self._config = config
        self._panel: TourPanel | None = None
        self._step = 0
        self._line_is_open = False

    def offer(self) -> None:
        """Begin, if this is the very first start."""
        places = self._screen.places
        if places.value(SEEN) is None and not self._library.is_read_only:
            places.keep_value(SEEN, True)
            self.begin()

    def begin(self) -> None:
        """Show the first step, whichever is shown now."""
        from tui_reader.app.widgets.tour_panel import TourPanel

        self._step, self._line_is_open = 0, False
        if self._panel is None:
            self._panel = TourPanel(ascii_signs=self._config.ascii_signs)
            self._panel.words = self._words()
            self._screen.mount(self._panel, after=self._screen.workspace)
            self._screen.tour = self
        self._tell()

    def did(self, action: "str | ActionParseResult") -> None:
        """Take notice of what a person did."""
        if self._step == len(STOPS):
            if action in COMMAND_IDS and self._screen.is_current:
                self.leave()
        elif action in STOPS[self._step].commands:
            self._step += 1
            self._line_is_open = action == "find"
            self._tell()
        elif self._line_is_open and action in LINE_CLOSES:
            self._line_is_open = False
            self._tell()

    def leave(self) -> None:
        """Go, wherever it is."""
        self._screen.tour = None
        if self._panel is not None:
            self._panel.remove()
            self._panel = None

    def _tell(self) -> None:
        if self._panel is not None:
            self._panel.words = self._words()

    def _words(self) -> "TourWords":
        from tui_reader.app.widgets.tour_panel import TourWords

        if self._step == len(STOPS):
            place, stop = "Done", END
            foot: tuple[str, ...] = END_FOOT
        else:
            place, stop = f"{self._step + 1} of {len(STOPS)}", STOPS[self._step]
            foot = LINE_IS_OPEN if self._line_is_open else FOOT
        brief = self._filled(BRIEF)
        filled = tuple(map(self._filled, foot))
        return TourWords(place, self._filled(stop.task), stop.more, brief, filled)

    def _filled(self, sentence: str) -> str:
        """Return a sentence with the person's own keys in it."""
        named = (each for each in COMMAND_IDS if f"{{{each}}}" in sentence)
        return sentence.format_map({each: first_key(each, self._config) for each in named})
