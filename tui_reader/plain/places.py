"""What a place of the talk is, and the numbered list that most of them are."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Protocol

from tui_reader.app.format import count
from tui_reader.plain.verbs import Verb

if TYPE_CHECKING:
    from tui_reader.plain.talk import Talk

PAGE: Final = 20
"""So many lines of a list are said before a pause."""
AT_END: Final = "That is the end of the list."


class Place(Protocol):
    """Where one is: a list, a post, its comments."""

    @property
    def kind(self) -> str:
        """What it is, in words."""

    @property
    def hint(self) -> str:
        """What can be done, said when one comes to the first place of its kind."""

    @property
    def prompt(self) -> str:
        """What is asked, again and again: short."""

    @property
    def verbs(self) -> Sequence[Verb]:
        """What can be typed here beside what can be typed everywhere."""

    async def show(self) -> None:
        """Say what is here, when one comes to it."""

    async def go_on(self) -> None:
        """Enter: what is next."""

    async def choose(self, number: int) -> None:
        """A number was typed."""


@dataclass(frozen=True, slots=True)
class Choice:
    """One line of a list."""

    words: str
    act: Callable[[], Awaitable[None]]
    """Where it leads."""


class Pages:
    """How far a list was said, in pages of 20."""

    def __init__(self) -> None:
        self.size = 0
        self.next = 0
        """Where the next page begins."""
        self._last = 0
        """Where the page begins that was said last."""

    def begin(self, size: int) -> None:
        """Say the last page once more, of a list that may have another size by now."""
        self.size = size
        self.turn_to(min(self._last, max(0, size - 1)))

    def turn_to(self, at: int) -> None:
        """Let the next page be the one that holds a line."""
        self.next = self._last = at - at % PAGE

    def page(self) -> range:
        """The next page; nothing at the end."""
        page = range(self.next, min(self.next + PAGE, self.size))
        if page:
            self._last, self.next = page.start, page.stop
        return page

    @property
    def prompt(self) -> str:
        """What is asked after a page."""
        if not self.size:
            return "Command:"
        more = f", Enter for {count(self.size - self.next)} more" if self.next < self.size else ""
        return f"Number{more}, or command:"


class Choices:
    """A numbered list of anything.

    Args:
        talk: Where it is said.
        kind: What it is: ``list of labels``.
        title: What is said first.
        choices: Its lines.
        make: Gives its lines anew each time one comes to it, in place of ``choices``.
        empty: What is said where there are none.
        verbs: What can be typed here.
    """

    def __init__(
        self,
        talk: "Talk",
        kind: str,
        title: str,
        choices: Sequence[Choice] = (),
        *,
        make: Callable[[], Awaitable[Sequence[Choice]]] | None = None,
        empty: str = "There is nothing here.",
        verbs: Sequence[Verb] = (),
    ) -> None:
        self._talk = talk
        self.kind = kind
        self.verbs = verbs
        self._title = title
        self._choices = choices
        self._make = make
        self._empty = empty
        self._pages = Pages()

    @property
    def hint(self) -> str:
        """How to choose."""
        return "Type a number to choose. ? tells what else can be typed."

    @property
    def prompt(self) -> str:
        """Whether there is more."""
        return self._pages.prompt

    async def show(self) -> None:
        """Say the title and the page on which one was last."""
        if self._make is not None:
            self._choices = await self._make()
        self._pages.begin(len(self._choices))
        self._talk.say(self._title)
        if self._choices:
            await self.go_on()
        else:
            self._talk.say(self._empty)

    async def go_on(self) -> None:
        """Say the next page."""
        page = self._pages.page()
        for at in page:
            self._talk.say(f"{at + 1}. {self._choices[at].words}")
        if not page:
            self._talk.say(AT_END)

    async def choose(self, number: int) -> None:
        """Go where a line leads; coming back, one hears its page again."""
        if is_there(self._talk, number, len(self._choices)):
            self._pages.turn_to(number - 1)
            await self._choices[number - 1].act()


def is_there(talk: "Talk", number: int, size: int) -> bool:
    """Whether a list has a line of this number; says so where not."""
    if 1 <= number <= size:
        return True
    talk.say(f"There are numbers from 1 to {count(size)}." if size else "There is nothing here.")
    return False
