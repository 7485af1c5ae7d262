"""Every setting: its name, its default, what may be written and what it does. Pure data.

Imports no Textual: theme and command names are judged by those who know.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields
from typing import Final, TypeVar

from tui_reader.config import values
from tui_reader.config.paths import Paths

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Setting:
    """One line that ``config.toml`` may hold."""

    name: str
    default: object
    help: str
    read: Callable[[object], object]
    """Checks a value from the file and gives what Config holds; ValueError says what is wrong."""
    kind: str
    """What may be written, in words."""


def _setting(default: T, read: Callable[[object], T], kind: str, sentence: str) -> T:
    return field(default=default, metadata={"read": read, "kind": kind, "help": sentence})


@dataclass(frozen=True, slots=True)
class Config:
    """Every setting, with its default where the file says nothing or something wrong."""

    paths: Paths
    theme: str = _setting("", values.words, "text", "The theme; empty: the one last chosen.")
    ascii_signs: bool = _setting(
        False, values.flag, "true or false", "Draw signs and lines with plain ASCII letters."
    )
    one_line_rows: bool = _setting(
        False, values.flag, "true or false", "One line for each post in the list, not two."
    )
    article_width: int = _setting(
        88, values.number(20, 88), "20 to 88", "Columns of an article's text, at most."
    )
    justify: bool = _setting(
        False, values.flag, "true or false", "Lines of an article are equally long."
    )
    hyphenate: bool = _setting(
        False, values.flag, "true or false", "Long words are parted at the end of a line."
    )
    mark_read: str = _setting(
        "opened",
        values.one_of("opened", "end", "never"),
        '"opened", "end" or "never"',
        "When a post counts as read: opened, its end in view, or only by your own mark.",
    )
    fetch_on_start: bool = _setting(
        True, values.flag, "true or false", "Ask the blogs that are due when the reader starts."
    )
    refresh_minutes: int = _setting(
        60,
        values.number(0, 1440),
        "0 to 1440",
        "Minutes between looks for blogs that are due, while the reader is open; 0: never.",
    )
    archive_unread: bool = _setting(
        False,
        values.flag,
        "true or false",
        "Old posts that an archive brings arrive unread.",
    )
    pictures: str = _setting(
        "asked",
        values.one_of("never", "asked", "opened", "fetched"),
        "never, asked, opened or fetched",
        "When a post's pictures are fetched: when asked for, when it is opened, or with the post.",
    )
    picture_megabytes: int = _setting(
        200,
        values.number(0, 100_000),
        "0 to 100000",
        "Megabytes of pictures kept for reading offline; 0: none.",
    )
    picture_graphics: str = _setting(
        "auto",
        values.one_of("auto", "kitty", "sixel", "blocks"),
        "auto, kitty, sixel or blocks",
        "How one picture is drawn on the whole screen; auto: as the terminal says it can.",
    )
    browser: tuple[str, ...] = _setting(
        (),
        values.command,
        "text",
        "Opens a page, %u its address; empty: the system's own.",
    )
    contact: str = _setting(
        "", values.header, "text", "Your address, told to every blog; empty: the reader's page."
    )
    user_agent: str = _setting(
        "",
        values.header,
        "text",
        "The name told to blogs; empty: name and version.",
    )
    keys: Mapping[str, str] = field(default_factory=dict)
    """Command name -> its keys, with commas between; from the table ``[keys]``."""
    problems: tuple[str, ...] = ()
    """What is wrong in the file: ``config: FILE line N: …``, in the file's order."""
    is_broken: bool = False
    """Whether a value or the syntax is wrong: no command may fetch with what is left."""
    sources: Mapping[str, str] = field(default_factory=dict)
    """Setting or ``keys.NAME`` -> ``line N`` of the file; absent: the default."""


SETTINGS: Final = tuple(
    Setting(each.name, each.default, each.metadata["help"], each.metadata["read"], kind)
    for each in fields(Config)
    if (kind := each.metadata.get("kind"))
)

RENAMED: Final = {"mark_read_on_open": 'mark_read ("opened", "end" or "never")'}
"""Names that settings had in a released version."""
