"""Gives a post to a program of the person's own, and shows what it says."""

import asyncio
from asyncio.subprocess import PIPE, STDOUT
from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING, Final

from tui_reader.clean import clean, clean_line
from tui_reader.errors import ConfigError

if TYPE_CHECKING:
    from tui_reader.app.screens.reader import ReaderScreen
    from tui_reader.config import Config
    from tui_reader.config.pipes import Pipe
    from tui_reader.library.library import Library
    from tui_reader.models import Article, PostRow

MOST_SAID: Final = 200_000
"""Bytes of what a program says that are shown."""
NONE_SET: Final = 'No program is set. In config.toml: [pipe] and a line like aloud = "espeak-ng"'


class Piping:
    """Programs that read posts.

    Args:
        screen: Where it is said what came of it.
        library: Where posts are.
        config: Which programs there are.
    """

    def __init__(self, screen: "ReaderScreen", library: "Library", config: "Config") -> None:
        self._screen = screen
        self._library = library
        self._pipes = config.pipes
        self._running = ""

    def ask(self, row: "PostRow | None") -> None:
        """Give a post to the one program that is set, or to one that is chosen; or stop it."""
        if self._running:
            self._screen.workers.cancel_group(self._screen, "pipe")
        elif row is None:
            self._screen.say("There is no post here.")
        elif not self._pipes:
            self._screen.say(NONE_SET)
        elif len(self._pipes) == 1:
            self._start(self._pipes[0], row)
        else:
            self._choose(row)

    def _choose(self, row: "PostRow") -> None:
        from tui_reader.app.screens.choose import Answer, ChooseScreen

        letters = "123456789abcdefghilmnoprstuvwxyz"
        answers = [
            Answer(letter, clean_line(pipe.name), partial(self._start, pipe, row))
            for letter, pipe in zip(letters, self._pipes, strict=False)
        ]
        self._screen.app.push_screen(ChooseScreen("Give it to which program?", row.title, answers))

    def _start(self, pipe: "Pipe", row: "PostRow") -> None:
        self._screen.start(partial(self._run, pipe, row.id), "pipe")

    async def _run(self, pipe: "Pipe", post_id: int) -> None:
        article = await self._library.article(post_id)
        if article is None:
            self._screen.say("There is no post here.")
            return
        name = clean_line(pipe.name)
        text = await asyncio.to_thread(written, article, pipe.form)
        self._running = name
        self._screen.key_bar.say(f"{name} reads “{article.row.title}” · | stops it", stays=True)
        try:
            said, status = await run(
                pipe.arguments(article.url, clean_line(article.row.title)), text
            )
        except asyncio.CancelledError:
            self._screen.say(f"{name} was stopped.")
            raise
        except OSError as error:
            raise ConfigError(f"{pipe.command[0]} cannot be started: {error.strerror}.") from None
        finally:
            self._running = ""
            self._screen.key_bar.hush(f"{name} reads “{article.row.title}” · | stops it")
        self._tell(name, said, status)

    def _tell(self, name: str, said: str, status: int) -> None:
        if "\n" in said.strip():
            from tui_reader.app.screens.said import SaidScreen

            self._screen.key_bar.hush()
            self._screen.app.push_screen(SaidScreen(name, said))
        elif status:
            self._screen.say(f"{name} ended with status {status}. {said}".strip(), is_error=True)
        else:
            self._screen.say(f"{name}: {said.strip() or 'done.'}")


def written(article: "Article", form: str) -> str:
    """Return a post in one of the forms that programs read."""
    from tui_reader.export.forms import FORMS

    return FORMS[form](article, None, 80)


async def run(command: tuple[str, ...], text: str) -> tuple[str, int]:
    """Run a program, without a shell; cancelled, it is ended.

    Returns:
        What it said, clean, and its status.

    Raises:
        OSError: It cannot be started.
    """
    process = await asyncio.create_subprocess_exec(
        *command, stdin=PIPE, stdout=PIPE, stderr=STDOUT, start_new_session=True
    )
    try:
        said, _ = await asyncio.gather(_heard(process), _given(process, text.encode()))
        status = await process.wait()
    except BaseException:
        with suppress(ProcessLookupError):
            process.terminate()
        raise
    return clean(said.decode("utf-8", "replace")), status


async def _given(process: asyncio.subprocess.Process, text: bytes) -> None:
    assert process.stdin is not None
    with suppress(BrokenPipeError, ConnectionResetError):  # it has read enough
        process.stdin.write(text)
        await process.stdin.drain()
    with suppress(BrokenPipeError, ConnectionResetError):
        process.stdin.close()


async def _heard(process: asyncio.subprocess.Process) -> bytes:
    """Return the beginning of what a program says, and let it say the rest to nobody."""
    assert process.stdout is not None
    said = bytearray()
    while part := await process.stdout.read(65_536):
        said += part[: max(MOST_SAID - len(said), 0)]
    return bytes(said)
