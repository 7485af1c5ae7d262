"""One reader for one page: a process of its own, which ends with the page."""

import asyncio
from asyncio.subprocess import PIPE, Process
from collections.abc import Mapping, Sequence
from typing import Final

from textual_serve.app_service import AppService

from tui_reader.web import SERVED

_OF_A_TERMINAL: Final = (
    "KITTY_WINDOW_ID",
    "KONSOLE_VERSION",
    "LC_TERMINAL",
    "STY",
    "TMUX",
    "VTE_VERSION",
    "XTERM_VERSION",
)
"""What the terminal that the server was started from says of itself: the page is another one."""


def page_environment(environ: Mapping[str, str]) -> dict[str, str]:
    """Return the environment of a reader that draws on a page."""
    kept = {name: value for name, value in environ.items() if name not in _OF_A_TERMINAL}
    return kept | {SERVED: "1", "TERM": "xterm-256color", "COLORTERM": "truecolor"}


class PageService(AppService):
    """Starts the reader by its words, without a shell between."""

    words: Sequence[str] = ()
    """The program and its arguments."""

    async def run(self) -> None:
        """Carry what is drawn to the page; close it when the reader has ended, or never began."""
        await super().run()
        await self.remote_close()

    async def _open_app_process(self, width: int = 80, height: int = 24) -> Process:
        environment = page_environment(self._build_environment(width=width, height=height))
        process = await asyncio.create_subprocess_exec(
            *self.words, stdin=PIPE, stdout=PIPE, stderr=PIPE, env=environment
        )
        self._process, self._stdin = process, process.stdin
        return process
