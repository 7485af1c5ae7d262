"""What can be set for one blog, in words, and what comes next when it is changed. Pure."""

from collections.abc import Iterable, Mapping, Sequence
from enum import IntEnum
from typing import Final, NamedTuple, TypeVar

from tui_reader.app.listed import ORDERS
from tui_reader.app.widgets.choices import Choice
from tui_reader.clean import clean_line
from tui_reader.models import Blog, BlogOwn, Sort

Value = TypeVar("Value")

EVERYWHERE: Final = "as everywhere"
MINUTES: Final = {
    None: "as often as it has news",
    30: "every half hour at most",
    60: "every hour at most",
    180: "every three hours at most",
    720: "twice a day at most",
    1440: "once a day at most",
    10080: "once a week at most",
}
MARK_READ: Final = {
    "": EVERYWHERE,
    "opened": "when it is opened",
    "end": "when its end was in view",
    "never": "only by your own mark",
}
PICTURES: Final = {
    "": EVERYWHERE,
    "never": "never",
    "asked": "when asked for",
    "opened": "when a post is opened",
    "fetched": "with each fetch",
}
ORDER: Final = {"": "newest first"} | {
    sort.value: words for sort, words in ORDERS.items() if sort is not Sort.NEWEST
}


class Field(IntEnum):
    """A line of the sheet."""

    NAME = 1
    FOLDERS = 2
    ORDER = 3
    MARK_READ = 4
    PICTURES = 5
    WHOLE = 6
    MINUTES = 7
    PAUSED = 8
    REMOVE = 9


class Sheet(NamedTuple):
    """What is set for a blog."""

    name: str = ""
    """The person's own; empty: the feed's."""
    folders: tuple[tuple[str, ...], ...] = ()
    own: BlogOwn = BlogOwn()
    is_whole: bool = False
    """Whether each fetch brings whole posts."""
    is_paused: bool = False

    @classmethod
    def of(cls, blog: Blog) -> "Sheet":
        """Return what is set for a blog."""
        own = blog.own
        if own.sort == Sort.NEWEST.value:
            own = own._replace(sort="")
        return cls(blog.own_title, blog.folders, own, blog.wants_page_texts, blog.is_paused)

    def stepped(self, field: Field, step: int) -> "Sheet":
        """Return the sheet with the next value of a line (1), or the one before (-1)."""
        own = self.own
        match field:
            case Field.ORDER:
                own = own._replace(sort=_next(ORDER, own.sort, step))
            case Field.MARK_READ:
                own = own._replace(mark_read=_next(MARK_READ, own.mark_read, step))
            case Field.PICTURES:
                own = own._replace(pictures=_next(PICTURES, own.pictures, step))
            case Field.MINUTES:
                own = own._replace(minutes=_next(MINUTES, own.minutes, step))
            case Field.WHOLE:
                return self._replace(is_whole=not self.is_whole)
            case Field.PAUSED:
                return self._replace(is_paused=not self.is_paused)
        return self._replace(own=own)

    def lines(self, title: str) -> list[Choice]:
        """Return the sheet, a line for each thing that can be set.

        Args:
            title: What the blog is called.
        """
        own = self.own
        whole = "brought with each fetch" if self.is_whole else "no"
        name = self.name or f"{title} (as its feed says)"
        minutes = MINUTES.get(own.minutes, f"every {own.minutes} minutes at most")
        return [
            Choice("", "Name and place"),
            Choice("Name", name, Field.NAME),
            Choice("Folders", folder_words(self.folders) or "none", Field.FOLDERS),
            Choice("", "Reading it"),
            Choice("Order of its posts", ORDER.get(own.sort, own.sort), Field.ORDER),
            Choice("A post is read", MARK_READ.get(own.mark_read, ""), Field.MARK_READ),
            Choice("Pictures", PICTURES.get(own.pictures, ""), Field.PICTURES),
            Choice("", "Asking it"),
            Choice("Whole posts", whole, Field.WHOLE),
            Choice("Asked", minutes, Field.MINUTES),
            Choice("Paused", "yes: asked only by r" if self.is_paused else "no", Field.PAUSED),
            Choice("", "Leaving it"),
            Choice("Remove …", "starred and tagged posts and those with notes stay", Field.REMOVE),
        ]


def folder_words(folders: Iterable[Sequence[str]]) -> str:
    """Return folders as they are typed: ``News/World, People``."""
    return ", ".join("/".join(path) for path in folders)


def folders_of(words: str) -> tuple[tuple[str, ...], ...]:
    """Return the folders that were typed, each once."""
    paths = (tuple(filter(None, map(clean_line, path.split("/")))) for path in words.split(","))
    return tuple(dict.fromkeys(path for path in paths if path))


def _next(values: Mapping[Value, str], now: Value, step: int) -> Value:
    keys = list(values)
    at = keys.index(now) if now in keys else 0
    return keys[(at + step) % len(keys)]
