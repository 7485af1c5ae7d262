"""The command palette: whatever can be done here, now, by name."""

from collections.abc import Iterator
from functools import partial

from textual.command import DiscoveryHit, Hit, Hits, Provider
from textual.dom import DOMNode

from tui_reader.app.commands import COMMANDS, Command

BY_ID = {command.id: command for command in COMMANDS}


class ReaderCommands(Provider):
    """Offers the commands whose keys would work where one is."""

    def _offers(self) -> Iterator[tuple[Command, str, DOMNode]]:
        """Yield each command once, with its action and the node it runs on."""
        seen = set()
        for node, binding, is_enabled, _ in self.screen.active_bindings.values():
            command = BY_ID.get(binding.id or "")
            if command and is_enabled and command.id not in seen:
                seen.add(command.id)
                yield command, binding.action, node

    async def discover(self) -> Hits:
        """List everything before a letter is typed."""
        for command, action, node in self._offers():
            run = partial(self.app.run_action, action, node)
            yield DiscoveryHit(command.label, run, help=command.help)

    async def search(self, query: str) -> Hits:
        """List what matches the letters, in a command's name or sentence."""
        matcher = self.matcher(query)
        for command, action, node in self._offers():
            score = max(matcher.match(command.label), matcher.match(command.help) * 0.8)
            if score > 0:
                run = partial(self.app.run_action, action, node)
                yield Hit(score, matcher.highlight(command.label), run, help=command.help)
