"""The talk itself: asks for a line, does what it says, and says where one is.

What is to be had where is in the places; what reads and writes is the console.
"""

import asyncio
import signal
from collections.abc import Awaitable, Coroutine, Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, Final, TypeVar

from tui_reader.config import suggest
from tui_reader.errors import ReaderError, UsageError
from tui_reader.library.step_words import of_mark
from tui_reader.models import Blog, Flag
from tui_reader.plain.everywhere import Everywhere
from tui_reader.plain.reading import Reading
from tui_reader.plain.verbs import find_verb, help_lines, parted
from tui_reader.plain.wording import network_words, sentences

if TYPE_CHECKING:
    from tui_reader.config import Config
    from tui_reader.library.library import Library
    from tui_reader.plain.console import Console
    from tui_reader.plain.places import Place
    from tui_reader.render.blocks import Document

T = TypeVar("T")

SLOW_SECONDS: Final = 0.3
"""What takes longer is said."""
DONE, FAILED, INTERRUPTED = 0, 1, 130
YES: Final = ("y", "yes")


class Talk:
    """One run of the plain mode.

    Args:
        library: Blogs and posts.
        config: The person's settings.
        console: Where lines come from and go to.
    """

    def __init__(self, library: "Library", config: "Config", console: "Console") -> None:
        self.library = library
        self.config = config
        self.console = console
        self.places: list[Place] = []
        """Where one came from, and last where one is."""
        self.status = DONE
        self.is_left = False
        self._everywhere = Everywhere(self)
        self._hinted: set[str] = set()
        self._was_offline = False
        self._doing: asyncio.Task[None] | None = None
        self._is_asking = False
        self._is_interrupted = False

    # ------------------------------------------------------------------------------ the loop

    async def run(self, openings: Sequence[str]) -> int:
        """Open what was asked for, and talk until the person leaves; the exit status."""
        with self._interruptible():
            try:
                await self._attempt(self._everywhere.begin(openings))
                while not self.is_left:
                    if not await self._attempt(self._turn()) and self._is_asking:
                        self.status, self.is_left = INTERRUPTED, True
            except EOFError:
                self.is_left = True
        self.console.flush()
        return self.status

    async def _turn(self) -> None:
        place = self.places[-1]
        self._say_network()
        if place.kind not in self._hinted:
            self._hinted.add(place.kind)
            self.say(place.hint)
        self._is_asking = True
        line = await self.console.ask(place.prompt)
        self._is_asking = False
        await self._act(place, line)

    async def _act(self, place: "Place", line: str) -> None:
        word, rest = parted(line)
        if not word:
            await place.go_on()
        elif word.isdecimal() and not rest:
            await place.choose(int(word[:9]))
        elif word.lower() in ("?", "help"):
            self.help(rest)
        else:
            verbs = (*place.verbs, *self._everywhere.verbs)
            verb = find_verb(verbs, word)
            if verb is None:
                names = [each.name for each in verbs]
                raise UsageError(f"there is no command {word!r} here{suggest(word, names)}")
            await verb.act(rest)

    async def _attempt(self, work: Coroutine[Any, Any, None]) -> bool:
        """Do something that ctrl+C stops, and say what went wrong; whether it was not stopped."""
        self._doing = asyncio.ensure_future(work)
        try:
            await self._doing
        except asyncio.CancelledError:
            if not self._is_interrupted:
                raise
            self._is_interrupted = False
            self.say()
            self.say("Stopped; what was done is kept.")
            return False
        except ReaderError as error:
            self.say(sentences((str(error),)))
        finally:
            self._doing = None
        return True

    @contextmanager
    def _interruptible(self) -> Iterator[None]:
        """Let ctrl+C stop what is being done, not the whole program."""
        loop = asyncio.get_running_loop()
        try:
            loop.add_signal_handler(signal.SIGINT, self._interrupt)
        except (NotImplementedError, RuntimeError, ValueError):
            yield  # Windows, or not the main thread: ctrl+C ends the program as any other
            return
        try:
            yield
        finally:
            loop.remove_signal_handler(signal.SIGINT)

    def _interrupt(self) -> None:
        if self._doing is not None:
            self._is_interrupted = True
            self._doing.cancel()

    # ------------------------------------------------------------------------------ going

    async def go(self, place: "Place") -> None:
        """Go to another place; back leads here again."""
        self.places.append(place)
        await place.show()

    async def go_instead(self, place: "Place") -> None:
        """Go to another place of the same kind, such as the next post."""
        self.places[-1] = place
        await place.show()

    async def go_first(self, *places: "Place") -> None:
        """Go to a place from which back leads no further than given."""
        self.places[:] = places
        await places[-1].show()

    async def back(self) -> None:
        """Go where one came from."""
        if len(self.places) < 2:
            self.say("This is where it begins. quit leaves the reader.")
            return
        self.places.pop()
        await self.places[-1].show()

    # ------------------------------------------------------------------------------ saying

    def say(self, text: str = "") -> None:
        """Say a sentence."""
        self.console.say(text)

    def help(self, word: str) -> None:
        """Tell what can be typed here; with a word, what that one does."""
        verbs = (*self.places[-1].verbs, *self._everywhere.verbs)
        if word:
            verb = find_verb(verbs, word)
            self.say(verb.line if verb else f"There is no command {word!r} here.")
            return
        self.say(f"You are in the {self.places[-1].kind}. {self.places[-1].hint}")
        self.say("These can be typed, or their first letters:")
        for line in help_lines(verbs):
            self.say(line)

    async def ask_whether(self, question: str) -> bool:
        """Ask a question that is answered with yes or no."""
        return (await self.console.ask(f"{question} yes or no:")).lower() in YES

    def _say_network(self) -> None:
        """Say that the network is gone, or that it is there again, once."""
        connection = self.library.connection
        if connection.is_offline != self._was_offline:
            self._was_offline = connection.is_offline
            self.say(network_words(connection, self.library.now()) or "Online again.")

    def reading(self, document: "Document") -> Reading:
        """A text to be read part by part, as wide and with such signs as the person wants."""
        signs = self.config.ascii_signs
        return Reading(document, self.console.width, ascii_signs=signs)

    async def said_if_slow(self, words: str, work: Coroutine[Any, Any, T]) -> T:
        """Do something that mostly is quick; where it is not, say what is waited for."""
        doing = asyncio.ensure_future(work)
        try:
            if not (await asyncio.wait({doing}, timeout=SLOW_SECONDS))[0]:
                self.say(words)
                self.console.flush()
            return await doing
        finally:
            doing.cancel()

    # ------------------------------------------------------------------------------ marking

    async def mark(self, ids: Sequence[int], flag: Flag, value: bool) -> None:
        """Set a mark that can be taken back, and say what it did."""
        mark = await self.library.mark(ids, flag, value)
        self.say(of_mark(mark.flag, mark.value, len(mark.post_ids)))

    async def blog(self, blog_id: int | None) -> Blog | None:
        """One blog by its number; None: there is none."""
        blogs = await self.library.blogs() if blog_id is not None else ()
        return next((blog for blog in blogs if blog.id == blog_id), None)

    async def fallback(self, work: Awaitable[None]) -> None:
        """Do something; what goes wrong is said, and is no reason to do nothing else."""
        try:
            await work
        except ReaderError as error:
            self.say(sentences((str(error),)))
            self.status = FAILED
