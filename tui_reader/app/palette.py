"""The command palette: whatever can be done here, now, by name."""

from collections.abc import Iterator
from functools import partial

from textual.command import DiscoveryHit, Hit, Hits, Provider
from textual.dom import DOMNode

from tui_reader.app.commands import COMMANDS, Command, keys_for


class ReaderCommands(Provider):
    """Offers the commands whose keys would work where one is."""

    def _offers(self) -> Iterator[tuple[Command, str, DOMNode]]:
        """Yield what can be done now, in the table's order, with its action and its node."""
        active = {
            binding.id: (binding.action, node)
            for node, binding, is_enabled, _ in self.screen.active_bindings.values()
            if is_enabled
        }
        for command in COMMANDS:
            if command.id in active:
                yield command, *active[command.id]

    async def discover(self) -> Hits:
        """List everything before a letter is typed."""
        for command, action, node in self._offers():
            run = partial(self.app.run_action, action, node)
            yield DiscoveryHit(command.label, run, help=_help(command))

    async def search(self, query: str) -> Hits:
        """List what matches the letters, in a command's name or sentence."""
        matcher = self.matcher(query)
        for command, action, node in self._offers():
            score = max(matcher.match(command.label), matcher.match(command.help) * 0.8)
            if score > 0:
                run = partial(self.app.run_action, action, node)
                yield Hit(score, matcher.highlight(command.label), run, help=_help(command))


def _help(command: Command) -> str:
    return f"{keys_for(command)}  ·  {command.help}"
