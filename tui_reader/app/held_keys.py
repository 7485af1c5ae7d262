"""An application whose keys wait for what the key before them opens.

Textual 8.2 gives each key to what has the focus when it arrives: of ``/mus`` in one burst, the
``m`` would reach the list before the line of ``/`` is there.
"""

import asyncio
from collections import deque
from collections.abc import Iterable, Mapping
from typing import Final

from textual import events
from textual.app import App
from textual.message_pump import MessagePump
from textual.widget import Widget
from textual.worker import Worker

from tui_reader.app.commands import COMMANDS
from tui_reader.app.format import plural
from tui_reader.app.screens.working import WorkingScreen

OPENERS: Final = frozenset(
    {
        "add_blog",
        "blog_sheet",
        "comments",
        "export",
        "find",
        "help",
        "hide",
        "histogram",
        "keep_search",
        "leave",
        "link_hints",
        "links",
        "note",
        "order",
        "outline",
        "palette",
        "picture",
        "pipe",
        "quit",
        "recent_comments",
        "remove_blog",
        "rules_write",
        "search",
        "search_keep",
        "search_open",
        "select",
        "settings",
        "settings_change",
        "sheet_change",
        "steps",
        "tags",
        "theme",
        "thread_find",
    }
)
"""Commands that may open a line, a dialog or a screen for the keys that follow."""
CLOSERS: Final = frozenset({"enter", "escape"})
"""Keys that close a line or a dialog: what follows belongs to what was below it."""
PATIENCE: Final = 2.0
"""Keys that waited so many seconds are forgotten, which is said: they were not meant for what is
here now."""
MOMENT: Final = 0.005
"""How often is seen whether work has opened something."""
ROUNDS: Final = 3
"""A key, what it asked for, and the focus that was wanted thereby."""


class HoldingApp(App[None]):
    """Holds keys back while a command opens what they are meant for; movement never waits."""

    def __init__(self) -> None:
        super().__init__()
        self._held: deque[events.Key | events.Paste] = deque()
        self._is_holding = False
        self._opening_keys = frozenset[str]()
        self.know_openers({})

    def know_openers(self, keymap: Mapping[str, str]) -> None:
        """Take notice of the keys that open something: command -> a person's own keys."""
        self._opening_keys = frozenset(
            key.strip()
            for command in COMMANDS
            if command.id in OPENERS
            for key in keymap.get(command.id, command.keys).split(",")
        )

    async def on_event(self, event: events.Event) -> None:
        """Hold keys and pasted text back that follow a command that opens something."""
        if isinstance(event, events.Key | events.Paste) and not event.is_forwarded:
            if self._is_holding or self._held:
                self._held.append(event)
            else:
                await self.take(event)
            return
        await super().on_event(event)

    async def take(self, event: events.Key | events.Paste) -> None:
        """Take a key or pasted text in its turn."""
        await self.pass_on(event)

    async def pass_on(self, event: events.Key | events.Paste) -> None:
        """Give a key to what has the focus; those that follow wait if it may open something."""
        opens = isinstance(event, events.Key) and self._may_open(event)
        closes = isinstance(event, events.Key) and event.key in CLOSERS and self._may_close()
        if not opens and not closes:
            await super().on_event(event)
            return
        self._is_holding = True
        here, before = self._here(), frozenset(self.workers)
        await super().on_event(event)
        self.run_worker(self._let_follow(here, before, opens=opens), group="held keys")

    def _may_open(self, event: events.Key) -> bool:
        if event.key not in self._opening_keys:
            return False
        if self.focused and self.focused.check_consume_key(event.key, event.character):
            return False
        active = self.screen.active_bindings.get(event.key)
        return active is not None and active.enabled and active.binding.id in OPENERS

    def _may_close(self) -> bool:
        """Tell whether there is a screen above another, or a line to type in."""
        return len(self.screen_stack) > 1 or (
            self.focused is not None and self.focused.check_consume_key("a", "a")
        )

    def _here(self) -> tuple[MessagePump, Widget | None]:
        return self.screen, self.focused

    async def _let_follow(
        self,
        here: tuple[MessagePump, Widget | None],
        before: "frozenset[Worker[object]]",
        *,
        opens: bool,
    ) -> None:
        """Wait until a key has done what it does, then let those follow that wait."""
        try:
            async with asyncio.timeout(PATIENCE):
                await self._done_at(here[1] or here[0])
                if opens:
                    await self._opened(here, before)
                for _ in range(ROUNDS):
                    await self._done_at(self.focused or self.screen)
        except TimeoutError:
            self._forget()
        finally:
            self._is_holding = False
            self.call_later(self._follow)

    def _forget(self) -> None:
        """Forget the keys that wait, and say so."""
        if self._held:
            keys = plural(len(self._held), "key")
            working = [each for each in self.screen_stack if isinstance(each, WorkingScreen)]
            working[-1].say(f"{keys} pressed meanwhile did nothing: they came too early.")
        self._held.clear()

    async def _opened(
        self, here: tuple[MessagePump, Widget | None], before: "frozenset[Worker[object]]"
    ) -> None:
        """Wait until the work that was begun has opened something, or is over."""
        own = {worker for worker in self.workers if worker.group == "held keys"}
        begun = [worker for worker in self.workers if worker not in before | own]
        # Textual tells nobody that a screen was opened.
        while self._here() == here and not all(worker.is_finished for worker in begun):  # noqa: ASYNC110
            await asyncio.sleep(MOMENT)

    async def _done_at(self, place: MessagePump) -> None:
        """Wait until a place and all above it have done what they were asked before now."""
        for node in _with_those_above(place):
            done = asyncio.get_running_loop().create_future()
            if node.call_later(_finish, done):
                await done

    async def _follow(self) -> None:
        while self._held and not self._is_holding:
            await self.take(self._held.popleft())


def _with_those_above(place: MessagePump) -> Iterable[MessagePump]:
    node: MessagePump | None = place
    while node is not None:
        yield node
        node = node._parent


def _finish(done: "asyncio.Future[None]") -> None:
    if not done.done():
        done.set_result(None)
