"""Every setting: its name, its default, what may be written and what it does. Pure data.

Imports no Textual: theme and command names are judged by those who know.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from typing import TYPE_CHECKING, Any, Final, NamedTuple, TypeVar

from tui_reader.config import values
from tui_reader.config.paths import Paths
from tui_reader.config.values import Kind

if TYPE_CHECKING:
    from tui_reader.config.pipes import Pipe

T = TypeVar("T")

CHOICES: Final = "settings"
"""The name under which the store keeps what was chosen in the reader."""


class Setting(NamedTuple):
    """One line that ``config.toml`` may hold."""

    name: str
    default: object
    help: str
    may: Kind[Any]
    """What may be written."""
    needs_start: bool = False
    """Whether a change is seen at the next start only."""

    def read(self, value: object) -> object:
        """Check a value from the file and give what Config holds; ValueError says what is wrong."""
        return self.may.read(value)

    @property
    def kind(self) -> str:
        """What may be written, in words."""
        return self.may.words


def _setting(default: T, kind: Kind[T], sentence: str, *, needs_start: bool = False) -> T:
    about = {"kind": kind, "help": sentence, "needs_start": needs_start}
    return field(default=default, metadata=about)


@dataclass(frozen=True, slots=True)
class Config:
    """Every setting, with its default where the file says nothing or something wrong.

    The file wins over what was chosen in the reader, and that over the default.
    """

    paths: Paths
    theme: str = _setting("", values.WORDS, "The theme; empty: the one last chosen.")
    ascii_signs: bool = _setting(
        False, values.FLAG, "Draw signs and lines with plain ASCII letters.", needs_start=True
    )
    one_line_rows: bool = _setting(
        False, values.FLAG, "One line for each post in the list, not two."
    )
    article_width: int = _setting(
        88, values.number(20, 88, 4), "Columns of an article's text, at most."
    )
    justify: bool = _setting(False, values.FLAG, "Lines of an article are equally long.")
    hyphenate: bool = _setting(False, values.FLAG, "Long words are parted at the end of a line.")
    mark_read: str = _setting(
        "opened",
        values.one_of("opened", "end", "never"),
        "When a post counts as read: opened, its end in view, or only by your own mark.",
    )
    fetch_on_start: bool = _setting(
        True, values.FLAG, "Ask the blogs that are due when the reader starts.", needs_start=True
    )
    refresh_minutes: int = _setting(
        60,
        values.number(0, 1440, 15),
        "Minutes between looks for blogs that are due, while the reader is open; 0: never.",
        needs_start=True,
    )
    archive_unread: bool = _setting(
        False, values.FLAG, "Old posts that an archive brings arrive unread.", needs_start=True
    )
    pictures: str = _setting(
        "asked",
        values.one_of("never", "asked", "opened", "fetched"),
        "When a post's pictures are fetched: when asked for, when it is opened, or with the post.",
    )
    picture_megabytes: int = _setting(
        200,
        values.number(0, 100_000, 100),
        "Megabytes of pictures kept for reading offline; 0: none.",
        needs_start=True,
    )
    picture_graphics: str = _setting(
        "auto",
        values.one_of("auto", "kitty", "sixel", "blocks"),
        "How one picture is drawn on the whole screen; auto: as the terminal says it can.",
    )
    browser: tuple[str, ...] = _setting(
        (),
        values.COMMAND,
        "Opens a page, %u its address; empty: the system's own.",
    )
    contact: str = _setting(
        "",
        values.HEADER,
        "Your address, told to every blog; empty: the reader's page.",
        needs_start=True,
    )
    user_agent: str = _setting(
        "", values.HEADER, "The name told to blogs; empty: name and version.", needs_start=True
    )
    keys: Mapping[str, str] = field(default_factory=dict)
    """Command name -> its keys, with commas between; from the table ``[keys]``."""
    pipes: "tuple[Pipe, ...]" = ()
    """The programs of the table ``[pipe]``, in the file's order."""
    problems: tuple[str, ...] = ()
    """What is wrong in the file: ``config: FILE line N: …``, in the file's order."""
    is_broken: bool = False
    """Whether a value or the syntax is wrong: no command may fetch with what is left."""
    sources: Mapping[str, str] = field(default_factory=dict)
    """Setting or ``keys.NAME`` -> ``line N`` of the file; absent: the file does not name it."""
    given: Mapping[str, object] = field(default_factory=dict)
    """Setting -> its value in the file."""
    chosen: Mapping[str, object] = field(default_factory=dict)
    """Setting -> its value as it was chosen in the reader."""

    def choose(self, name: str, value: object) -> None:
        """Take a value that was chosen in the reader, checked; all who hold this see it at once.

        What holds anyway is no choice.

        Raises:
            ValueError: What is wrong with it, as ``Setting.read`` says it.
        """
        checked = SETTING[name].read(value)
        if checked == self.given.get(name, SETTING[name].default):
            self.unchoose(name)
        else:
            self._put(name, checked, {**self.chosen, name: checked})

    def unchoose(self, name: str) -> None:
        """Go back to what the file says of a setting, else to its default."""
        rest = {each: value for each, value in self.chosen.items() if each != name}
        self._put(name, self.given.get(name, SETTING[name].default), rest)

    def recall(self, kept: object) -> None:
        """Take what was chosen in former sessions, where the file says nothing of it.

        Args:
            kept: As ``choices_to_keep`` gave it; what this program could not have written is
                left out.
        """
        for name, value in kept.items() if isinstance(kept, Mapping) else ():
            if name in SETTING and name not in self.given:
                try:
                    self.choose(name, value)
                except ValueError:
                    continue  # a newer program's, or a bound that was moved since

    def choices_to_keep(self) -> dict[str, object]:
        """Return what ``recall`` is to find: the choices of which the file says nothing."""
        return {
            name: values.as_written(value)
            for name, value in self.chosen.items()
            if name not in self.given
        }

    def _put(self, name: str, value: object, chosen: Mapping[str, object]) -> None:
        # Frozen for everybody else: one object is shared by all, so that they agree.
        object.__setattr__(self, name, value)
        object.__setattr__(self, "chosen", chosen)


SETTINGS: Final = tuple(
    Setting(each.name, each.default, each.metadata["help"], kind, each.metadata["needs_start"])
    for each in fields(Config)
    if (kind := each.metadata.get("kind"))
)
SETTING: Final = {each.name: each for each in SETTINGS}

RENAMED: Final = {"mark_read_on_open": 'mark_read ("opened", "end" or "never")'}
"""Names that settings had in a released version."""


def source_of(config: Config, name: str) -> str:
    """Say where the value of a setting, ``keys.NAME`` or ``pipe.NAME`` comes from."""
    if name in config.chosen:
        return "chosen in the reader"
    line = config.sources.get(name)
    return f"{config.paths.config_file} {line}" if line else "default"
