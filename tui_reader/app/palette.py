"""The command palette: whatever can be done here, now, by name."""

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from functools import partial
from typing import Any, ClassVar

from textual.app import App
from textual.await_complete import AwaitComplete
from textual.binding import Binding, BindingType
from textual.command import CommandPalette, DiscoveryHit, Hit, Hits, Provider
from textual.dom import DOMNode
from textual.theme import BUILTIN_THEMES

from tui_reader.app.commands import COMMANDS, Command, key_name
from tui_reader.app.other_words import OTHER_WORDS

IN_SENTENCE = 0.1
"""Score of a command that only its sentence or a word of other readers finds: below its name."""


@dataclass(slots=True)
class Offer:
    """A command that would work now."""

    action: str
    node: DOMNode
    keys: list[str] = field(default_factory=list)
    """As they are now, the person's own among them."""

    def words(self, command: Command) -> str:
        """Return keys and sentence; the palette reads markup, so a bracket is escaped."""
        keys = "  ".join(key_name(key) for key in self.keys)
        return f"{keys}  ·  {command.help}".replace("[", r"\[")


class ReaderCommands(Provider):
    """Offers the commands whose keys would work where one is."""

    def _offers(self) -> Iterator[tuple[Command, Offer]]:
        """Yield what can be done now, in the table's order."""
        offers: dict[str | None, Offer] = {}
        for key, (node, binding, is_enabled, _) in self.screen.active_bindings.items():
            if is_enabled:
                offers.setdefault(binding.id, Offer(binding.action, node)).keys.append(key)
        return ((command, offers[command.id]) for command in COMMANDS if command.id in offers)

    async def discover(self) -> Hits:
        """List everything before a letter is typed."""
        for command, offer in self._offers():
            run = partial(self.app.run_action, offer.action, offer.node)
            yield DiscoveryHit(command.label, run, help=offer.words(command))

    async def search(self, query: str) -> Hits:
        """List what matches the letters, in a command's name, else in what is told of it."""
        matcher = self.matcher(query)
        for command, offer in self._offers():
            told = f"{command.help} {OTHER_WORDS.get(command.id, '')}".casefold()
            is_told_of = all(word in told for word in query.casefold().split())
            score = matcher.match(command.label) or (IN_SENTENCE if is_told_of else 0.0)
            if score > 0:
                run = partial(self.app.run_action, offer.action, offer.node)
                label = matcher.highlight(command.label)
                yield Hit(score, label, run, help=offer.words(command))


class ReaderPalette(CommandPalette):
    """Textual's palette, which in 8.2 fails where keys come faster than it draws.

    A second Enter dismisses it twice (ScreenStackError), a page key before its first lines are
    drawn looks for a line that is not there (KeyError).
    """

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "escape", "Close")]

    def dismiss(self, result: Any = None) -> AwaitComplete:
        """Close once."""
        return super().dismiss(result) if self.is_current else AwaitComplete()

    def _action_command_list(self, action: str) -> None:
        with suppress(KeyError):
            super()._action_command_list(action)


class ReaderThemes(Provider):
    """Offers the colours: the reader's and the person's own first, the one in use on top."""

    def _names(self) -> list[str]:
        own = self.app.available_themes.keys() - BUILTIN_THEMES.keys()
        themes = [name for name in self.app.available_themes if name != "textual-ansi"]
        return sorted(themes, key=lambda name: (name != self.app.theme, name not in own, name))

    def _choose(self, name: str) -> None:
        self.app.theme = name

    async def discover(self) -> Hits:
        """List all of them before a letter is typed."""
        for name in self._names():
            yield DiscoveryHit(name, partial(self._choose, name))

    async def search(self, query: str) -> Hits:
        """List those whose name has the letters."""
        matcher = self.matcher(query)
        for name in self._names():
            if (score := matcher.match(name)) > 0:
                yield Hit(score, matcher.highlight(name), partial(self._choose, name))


def show_commands(app: App[None]) -> None:
    """Show what can be done here, now."""
    _show(app, ReaderCommands, "Part of a command's name …")


def show_themes(app: App[None]) -> None:
    """Show the colours there are."""
    _show(app, ReaderThemes, "Colours: dark, light …")


def _show(app: App[None], provider: type[Provider], placeholder: str) -> None:
    if not isinstance(app.screen, CommandPalette):
        app.push_screen(ReaderPalette(providers=[provider], placeholder=placeholder))
