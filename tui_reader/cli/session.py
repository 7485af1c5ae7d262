"""What every command starts from: the options of the program, the configuration, the library.

Opens the store before the event loop starts: a failed migration is a sentence, not a traceback.
"""

import os
from collections.abc import Awaitable, Callable
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Final, TypeVar

import click

from tui_reader.clean import clean_line
from tui_reader.cli.opening import Opening, tell
from tui_reader.config import Config, load

if TYPE_CHECKING:
    from tui_reader.library.library import Library

T = TypeVar("T")

UNUSABLE_CONFIG: Final = 3
"""The status where a value or the syntax of the configuration is wrong."""


class Session:
    """One run of the program.

    Args:
        home: Where everything lives; None: the platform's own places.
        offline: Whether nobody is to be asked.
        is_plain: Whether the reader is to talk in lines.
    """

    def __init__(self, home: Path | None, offline: bool, *, is_plain: bool = False) -> None:
        self._home = home
        self._offline = offline
        self.is_plain = is_plain

    @cached_property
    def config(self) -> Config:
        """The configuration as it could be read; ConfigError if it could not."""
        return load(self._home, os.environ)

    def checked_config(self) -> Config:
        """The configuration; its problems are named, and a broken one ends the command."""
        for problem in self.config.problems:
            warn(problem)
        if self.config.is_broken:
            raise click.exceptions.Exit(UNUSABLE_CONFIG)
        return self.config

    def options(self) -> list[str]:
        """Return the options that make another run of the program use the same folders."""
        home = [] if self._home is None else ["--home", str(self._home)]
        return home + ["--offline"] * self._offline

    def opening(self, what: tuple[str, ...]) -> Opening:
        """Return what it takes to open the reader."""
        return Opening(self._home, self._offline, what)

    def open_library(self) -> "Library":
        """Open the store. StoreError says why that cannot be."""
        from tui_reader.library.library import Library
        from tui_reader.store.database import Database

        paths = self.config.paths
        database = Database.open(paths.store_file, tell=tell)
        return Library(database, self.config, offline=self._offline)

    def run(self, work: "Callable[[Library], Awaitable[T]]", *, checks: bool = True) -> T:
        """Do some work with the library, and close it whatever happens.

        Args:
            work: What is to be done.
            checks: Whether a broken configuration ends the command before.
        """
        import asyncio

        if checks:
            self.checked_config()
        library = self.open_library()

        async def inside() -> T:
            try:
                return await work(library)
            finally:
                await library.close()

        working = inside()
        try:
            return asyncio.run(working)
        finally:  # interrupted before its loop ran, or while it was closed: it is still open
            working.close()
            library.close_now()


def warn(sentence: str) -> None:
    """Say one line on standard error."""
    click.echo(clean_line(sentence), err=True)


pass_session = click.make_pass_decorator(Session)
