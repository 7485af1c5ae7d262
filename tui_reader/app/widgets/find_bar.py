"""The line in which one types what to find. Knows no library; mounted only when it is wanted."""

from dataclasses import dataclass
from typing import ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.message import Message
from textual.widgets import Input

from tui_reader.app.widgets.own_input import OwnInput


class FindBar(OwnInput):
    """Words to find: Enter goes to the next place, up to the one before, Esc closes."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "step(1)", "Next", key_display="enter"),
        Binding("down", "step(1)", "Next", show=False),
        Binding("up", "step(-1)", "Before"),
        Binding("escape", "screen.leave", "Done"),
    ]

    DEFAULT_CSS = """
    FindBar {
        height: 1;
        border: none;
        padding: 0 1 !important;
        background: $panel;
        &:focus { border: none; background: $panel; }
    }
    """

    @dataclass
    class Asked(Message):
        """Something else was typed (0), or the next (1) or last (-1) place is wanted."""

        words: str
        step: int

    def __init__(self, where: str, words: str = "", *, what: str = "Find") -> None:
        placeholder = f"{what} {where}"
        super().__init__(words, placeholder=placeholder, compact=True, select_on_focus=False)

    def check_consume_key(self, key: str, character: str | None) -> bool:
        """Tell that a slash is a letter here: Textual 8.2 does not know what it looks like."""
        return key == "slash" or super().check_consume_key(key, character)

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        event.stop()
        self.post_message(self.Asked(self.value, 0))

    def action_step(self, by: int) -> None:
        """Go to the next place, or the one before."""
        self.post_message(self.Asked(self.value, by))


class JumpBar(FindBar):
    """Words to jump to a line: Enter takes it, down and up go to others."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "take", "Show posts", key_display="enter"),
        Binding("down", "step(1)", "Next"),
    ]

    class Taken(Message):
        """A person wants what was found."""

    def action_take(self) -> None:
        """Take what was found."""
        self.post_message(self.Taken())


class FilterBar(FindBar):
    """Words that choose what is listed: Enter keeps them, Esc takes them away."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "keep", "Keep", key_display="enter"),
        Binding("down,up", "keep", "Keep", show=False),
        Binding("escape", "drop", "All posts"),
    ]

    class Kept(Message):
        """A person wants the list as it is now."""

    class Dropped(Message):
        """A person wants the whole list again."""

    def action_keep(self) -> None:
        """Keep the words, and let go of the line."""
        self.post_message(self.Kept())

    def action_drop(self) -> None:
        """Take the words away."""
        self.post_message(self.Dropped())
