"""The one line at the top and the one at the bottom. They know no library."""

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from rich.cells import cell_len
from textual import events
from textual.binding import Binding
from textual.dom import DOMNode
from textual.keys import key_to_character
from textual.message import Message
from textual.reactive import reactive
from textual.screen import Screen
from textual.strip import Strip
from textual.timer import Timer
from textual.widget import Widget

from tui_reader.app.commands import key_name
from tui_reader.app.format import cut
from tui_reader.app.widgets.painting import Painter
from tui_reader.app.widgets.plain_signs import plain
from tui_reader.clean import clean_line

if TYPE_CHECKING:
    from tui_reader.app.archive_progress import ArchiveProgress
    from tui_reader.app.export_progress import ExportProgress
    from tui_reader.app.progress import Progress
    from tui_reader.app.widgets.chord_hint import ChordHint
    from tui_reader.app.widgets.favoured import Favoured
    from tui_reader.app.widgets.lead import Lead

MESSAGE_SECONDS = 8.0
LEAST_PLACE = 8
"""Less than this of a place says nothing."""


TITLE_LOOKS: Final = {
    "title-bar--title": "bold $foreground",
    "title-bar--place": "$text-muted",
    "title-bar--job": "$text-primary",
    "title-bar--offline": "bold $text-warning",
}


class TitleBar(Widget):
    """What is read, what is going on, and whether the network answers."""

    DEFAULT_CSS = """
    TitleBar {
        height: 1;
        background: $panel;
        color: $foreground;
    }
    """

    title: reactive[str] = reactive("tui-reader")
    """The blog whose posts are listed."""
    place: reactive[str] = reactive("")
    """Its host, or what the list is limited to."""
    progress: "reactive[Progress | None]" = reactive(None)
    """The fetch that is going on."""
    archive: "reactive[ArchiveProgress | None]" = reactive(None)
    """The archives that are being brought."""
    export: "reactive[ExportProgress | None]" = reactive(None)
    """The posts that are being written for other programs."""
    network: reactive[str] = reactive("")
    """What is said of the network; empty while it answers."""

    def __init__(self, *, ascii_signs: bool) -> None:
        super().__init__()
        self._painter = Painter(self, TITLE_LOOKS)
        self._ascii = ascii_signs
        self._mark = "~" if ascii_signs else "…"

    def notify_style_update(self) -> None:
        """Take the colours of a new theme, or of the focus."""
        super().notify_style_update()
        self._painter.forget()

    @property
    def is_busy(self) -> bool:
        """Whether there is long work that can be stopped."""
        return any(job is not None for job in (self.progress, self.archive, self.export))

    def render_line(self, y: int) -> Strip:
        """Draw title and place at the left, work and network at the right."""
        width = self.size.width
        right = self._right(width)
        room = width - sum(cell_len(text) for text, _ in right) - 1
        title = cut(f" {clean_line(self.title)}", room, self._mark)
        place = self._place(room - cell_len(title))
        gap = " " * max(0, width - sum(map(cell_len, (title, place, *(t for t, _ in right)))))
        return self._painter.paint(
            [(title, "title-bar--title"), (place, "title-bar--place"), (gap, ""), *right],
            width,
        )

    def _place(self, room: int) -> str:
        """Return the place; where it is too long, what is said besides gives way first."""
        place = f"  {clean_line(self.place)}" if self.place else ""
        if cell_len(place) > room:
            place = place.partition(" · ")[0]
        return cut(place, room, self._mark) if room >= LEAST_PLACE else ""

    def _right(self, width: int) -> list[tuple[str, str]]:
        network = clean_line(self.network)
        if len(network) > width // 2:  # the time of the last fetch gives way to the title
            network = network.partition(" · ")[0]
        room = width // 2 if network else width * 2 // 3
        jobs = [job for job in (self.export, self.progress, self.archive) if job]
        pieces = []
        for number, job in enumerate(jobs, 1):
            words = job.words(room // len(jobs) if number == 1 else room, ascii_signs=self._ascii)
            room -= cell_len(words) + 1
            pieces.append((f"{words} ", "title-bar--job"))
        if network:
            pieces.append((f"{'· ' if pieces else ''}{network} ", "title-bar--offline"))
        return pieces


KEY_LOOKS: Final = {
    "key-bar--key": "bold $accent",
    "key-bar--label": "$text-muted",
    "key-bar--message": "$foreground",
    "key-bar--error": "bold $text-error",
    "key-bar--host": "bold $foreground",
    "key-bar--pending": "bold $background on $accent",
}


class KeyBar(Widget):
    """The keys that work here, now; for some seconds a message in their place."""

    DEFAULT_CSS = """
    KeyBar {
        height: 1;
        background: $panel;
        color: $foreground;
    }
    """

    @dataclass
    class Pressed(Message):
        """A person clicked a key's label."""

        action: str
        node: DOMNode

    message: reactive[tuple[str, bool]] = reactive(("", False))
    """A sentence and whether it tells of an error; empty shows the keys."""
    lead: "reactive[Lead | None]" = reactive(None)
    """Where the link leads that one points at; a sentence that was said since goes before it."""
    chord: "reactive[ChordHint | None]" = reactive(None)
    """The chord that waits for its next key; it goes before everything else."""

    favoured: "reactive[Favoured | None]" = reactive(None)
    """The keys that matter more than the usual ones, and where."""

    def __init__(self) -> None:
        super().__init__(id="key-bar")
        self._stays = False
        self._painter = Painter(self, KEY_LOOKS)
        self._timer: Timer | None = None
        self._spans: list[tuple[int, int, str, DOMNode]] = []

    def notify_style_update(self) -> None:
        """Take the colours of a new theme, or of the focus."""
        super().notify_style_update()
        self._painter.forget()

    def on_mount(self) -> None:
        """Follow the bindings of the screen, and what comes to lie above it."""
        self.screen.bindings_updated_signal.subscribe(self, self._bindings_changed)
        self.app.screen_change_signal.subscribe(self, self._bindings_changed)

    def _bindings_changed(self, _screen: Screen[object]) -> None:
        self.refresh()

    def say(self, message: str, *, is_error: bool = False, stays: bool = False) -> None:
        """Show a sentence for some seconds; or until it is hushed, if it ``stays``."""
        self.message, self._stays = (clean_line(message), is_error), stays
        if self._timer:
            self._timer.stop()
        if not stays:
            self._timer = self.set_timer(MESSAGE_SECONDS, self.hush)

    def hush(self, words: str = "") -> None:
        """Show the keys again; where ``words`` are given, only in the place of those."""
        if not words or self.message[0] == clean_line(words):
            self.message = ("", False)

    def point(self, lead: "Lead | None") -> None:
        """Show where a link leads, not what was said before; None: no link is pointed at."""
        self.lead = lead
        if lead and not self._stays:
            self.hush()

    def render_line(self, y: int) -> Strip:
        """Draw the message, else where a link leads, else the keys as far as they fit.

        Below a dialog no link can be followed.
        """
        width = self.size.width
        text, is_error = self.message
        if self.chord:
            return self._painter.paint(self._ways(self.chord, width), width)
        if self.lead and (self._stays or not text) and not self._covering():
            from tui_reader.app.widgets.lead import lead_pieces  # only where links are

            return self._painter.paint(lead_pieces(self.lead, width), width)
        if text:
            text = plain(text) if self.app.has_class("-plain-signs") else text
            look = "key-bar--error" if is_error else "key-bar--message"
            return self._painter.paint([(cut(f" {text}", width), look)], width)
        return self._painter.paint(self._keys(width), width)

    def _keys(self, width: int) -> list[tuple[str, str]]:
        pieces: list[tuple[str, str]] = []
        self._spans = []
        at = 0
        for node, binding in self._offered():
            key = f" {self.app.get_key_display(binding)} "
            label = f"{binding.description} "
            cells = cell_len(key) + cell_len(label)
            if at + cells > width:
                break
            pieces += [(key, "key-bar--key"), (label, "key-bar--label")]
            self._spans.append((at, at + cells, binding.action, node))
            at += cells
        return pieces

    def _ways(self, chord: "ChordHint", width: int) -> list[tuple[str, str]]:
        from tui_reader.app.widgets.chord_hint import hint_pieces  # only where chords are used

        pieces = list(hint_pieces(chord, width))
        self._spans = []
        at = 0
        for piece in pieces:
            cells = cell_len(piece.text)
            if piece.way:
                self._spans.append((at, at + cells, *piece.way))
            at += cells
        return [(piece.text, piece.look) for piece in pieces]

    def _covering(self) -> Screen[object] | None:
        """Return the dialog that lies above the screen and has the keys, if there is one."""
        top = self.app.screen
        return None if top is self.screen else top

    def _offered(self) -> list[tuple[DOMNode, Binding]]:
        """Return what is to be shown, by the first key that works here: the way to help first.

        Below a dialog these are the dialog's keys: nothing else works.
        ``?`` is a letter where one types: there the bar names another key. Textual lists keys that
        the widget's own class had before, such as arrows, first.
        """
        screen = self._covering() or self.screen
        focused = screen.focused
        wanted = self.favoured.labels if self.favoured and self.favoured.at is focused else {}
        offered: dict[str, tuple[DOMNode, Binding]] = {}
        for key, active in reversed(screen.active_bindings.items()):
            binding = active.binding
            if not ((binding.id in wanted if wanted else binding.show) and active.enabled):
                continue
            if focused and focused.check_consume_key(key, key_to_character(key)):
                continue
            if binding.key_display == key_name(key):
                offered[binding.action] = active.node, binding
            elif binding.action not in offered or not offered[binding.action][1].key_display:
                offered[binding.action] = active.node, replace(binding, key_display=None)
        if wanted:
            from tui_reader.app.widgets.favoured import labelled  # only while there are any

            return labelled(offered.values(), wanted)
        return sorted(reversed(offered.values()), key=lambda each: each[1].id != "help")

    def on_click(self, event: events.Click) -> None:
        """Run the command whose key was clicked."""
        for start, end, action, node in self._spans:
            if start <= event.x < end and (self.chord or not (self.message[0] or self.lead)):
                self.chord = None
                self.post_message(self.Pressed(action, node))
