"""An application whose commands may have chords: Textual 8.2 knows single keys only.

The last key of a chord goes on as one key named as the whole chord is, ``ctrl+k s``: so it takes
the way of every other key, in its turn, and finds its binding by that name.
"""

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Final

from textual import events
from textual.binding import ActiveBinding, Binding
from textual.screen import Screen
from textual.widget import Widget

from tui_reader.app.commands import COMMANDS, key_name
from tui_reader.app.held_keys import HoldingApp
from tui_reader.app.screens.working import WorkingScreen
from tui_reader.app.widgets.bars import KeyBar
from tui_reader.app.widgets.plain_signs import plain

if TYPE_CHECKING:
    from tui_reader.app.widgets.chord_hint import ChordHint


def _first_keys(keys: Iterable[str]) -> frozenset[str]:
    """Return the keys with which a chord among these begins."""
    return frozenset(key.partition(" ")[0] for key in keys if " " in key)


DEFAULTS: Final = _first_keys(key for command in COMMANDS for key in command.key_list)
"""The first keys of chords that commands have from the beginning."""


class ChordedApp(HoldingApp):
    """Waits for the rest of a chord that was begun, and shows how it can go on."""

    def __init__(self) -> None:
        super().__init__()
        self._starts = DEFAULTS
        self._pending = ""
        self._begun_at: tuple[Screen[object], Widget | None] | None = None

    def take_keys(self, keymap: Mapping[str, str]) -> None:
        """Take a person's own keys: command -> keys or chords, with commas between."""
        self.set_keymap(keymap)
        self.know_openers(keymap)
        self._starts = DEFAULTS | _first_keys(",".join(keymap.values()).split(","))

    def get_key_display(self, binding: Binding) -> str:
        """Write a key as help and palette do."""
        name = binding.key_display or key_name(binding.key)
        return plain(name) if self.has_class("-plain-signs") else name

    async def take(self, event: events.Key | events.Paste) -> None:
        """Hold keys back that are the beginning of a chord."""
        if isinstance(event, events.Key) and (self._pending or event.key in self._starts):
            await self._on_chord_key(event)
        else:
            await super().take(event)

    async def on_event(self, event: events.Event) -> None:
        """Wait for no more keys of a chord where something is clicked."""
        if self._pending and isinstance(event, events.MouseDown):
            self._leave_unless_bar(event)
        await super().on_event(event)

    def _leave_unless_bar(self, event: events.MouseDown) -> None:
        """Wait for nothing more where something is clicked that is no way to go on."""
        if not isinstance(self.get_widget_at(*event.screen_offset)[0], KeyBar):
            self._wait("")

    async def _on_chord_key(self, event: events.Key) -> None:
        from tui_reader.app.chords import Step, press  # only where somebody has chords

        self._forget_elsewhere()
        bound = {} if not self._pending and self._is_typed(event) else self._enabled()
        step, keys = press(self._pending, event.key, bound)
        self._wait(keys if step is Step.WAITING else "")
        match step:
            case Step.PLAIN:
                await self.pass_on(event)
            case Step.WHOLE:
                await self.pass_on(events.Key(keys, None))
            case Step.LOST if isinstance(self.screen, WorkingScreen):
                self.screen.say(f"No command has the keys {key_name(keys)}.")

    def _forget_elsewhere(self) -> None:
        """Wait for nothing more where the keys go elsewhere by now, or the bar did the rest."""
        here = (self.screen, self.focused)
        bar = self.screen.key_bar if isinstance(self.screen, WorkingScreen) else None
        if self._begun_at != here or (bar and not bar.chord):
            self._wait("")
        self._begun_at = here

    def _is_typed(self, event: events.Key) -> bool:
        """Tell whether a line to type in takes the key."""
        return self.focused is not None and self.focused.check_consume_key(
            event.key, event.character
        )

    def _enabled(self) -> dict[str, ActiveBinding]:
        bound = self.screen.active_bindings
        return {keys: active for keys, active in bound.items() if active.enabled}

    def _wait(self, pending: str) -> None:
        """Wait for more keys, or for none; say so in the bar of the screen where it was begun."""
        if pending == self._pending:
            return
        self._pending = pending
        screen = self._begun_at[0] if self._begun_at else self.screen
        if isinstance(screen, WorkingScreen):
            screen.key_bar.chord = self._hint() if pending else None

    def _hint(self) -> "ChordHint":
        from tui_reader.app.chords import continuations
        from tui_reader.app.widgets.chord_hint import ChordHint

        bound = self._enabled()
        ways = tuple(
            (
                key_name(keys.removeprefix(f"{self._pending} ")),
                bound[keys].binding.description,
                bound[keys].binding.action,
                bound[keys].node,
            )
            for keys in sorted(continuations(self._pending, bound))
        )
        return ChordHint(key_name(self._pending), ways)
