"""Plays the hostile HTTP answers of ../shared/hostile on loopback, with its own gen.py."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import Any

from tests.shared import HOSTILE


@dataclass
class Played:
    """A file being played."""

    base: str
    """Address of the server, without a slash at the end."""
    path: str
    """Path of the scenario's first route; ``/`` for raw bytes."""
    player: Any
    judge: Any

    @property
    def url(self) -> str:
        return self.base + self.path

    @property
    def log(self) -> list[dict[str, Any]]:
        """The requests so far."""
        return list(self.player.log)

    def faults(self, name: str) -> list[str]:
        """What the scenario's own judge finds wrong with the requests."""
        bad, _ = self.judge(str(HOSTILE / name), self.log)
        return list(bad)


@contextmanager
def play(name: str, folder: Path = HOSTILE) -> Iterator[Played]:
    """Serves one ``.http`` or ``.scenario.json`` file."""
    gen = generator()
    player = gen.Player(str(folder / name))
    port = player.start()
    path = "/" if player.sc is None else next(iter(player.sc["routes"]))
    try:
        yield Played(f"http://127.0.0.1:{port}", path, player, gen.check)
    finally:
        player.stop()


def generator() -> Any:
    """The module ``gen.py`` of the hostile folder; leaves no compiled copy beside it."""
    path = HOSTILE / "gen.py"
    module = ModuleType("hostile_gen")
    exec(compile(path.read_bytes(), str(path), "exec"), module.__dict__)
    return module
