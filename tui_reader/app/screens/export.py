"""The dialog that asks what is to be written, as what, and where."""

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar, Final, NamedTuple

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Input, Static

from tui_reader.app.widgets.option_line import OptionLine
from tui_reader.app.widgets.own_input import OwnInput
from tui_reader.clean import clean_line
from tui_reader.errors import ReaderError
from tui_reader.export.names import file_name
from tui_reader.export.targets import refuse_taken
from tui_reader.models import ExportForm, PostQuery

OPML: Final = "opml"
FORMS: Final = (
    (ExportForm.EPUB.value, "Book (EPUB), a chapter a month"),
    (ExportForm.MARKDOWN.value, "Folder of Markdown, a file a post"),
    (ExportForm.HTML.value, "One page (HTML), pictures in it"),
    (ExportForm.JSON.value, "JSON Lines, for programs"),
    (OPML, "List of your blogs (OPML)"),
)
COMMENTS: Final = ("without", "with those that are kept")
PICTURES: Final = ("those that are kept", "fetch those that are not kept", "without")
HINT: Final = "↑ ↓ go, ← → choose, enter writes, esc leaves."
PLAIN_HINT: Final = "Up and down go, left and right choose, enter writes, esc leaves."


class Subject(NamedTuple):
    """Posts that can be written."""

    words: str
    """``This list: 12 posts``."""
    title: str
    """What the whole will be called."""
    query: PostQuery | None = None
    ids: tuple[int, ...] = ()
    """The posts, where no query finds them."""


@dataclass(frozen=True, slots=True)
class Wish:
    """What was chosen."""

    subject: Subject
    form: str
    """A value of ``ExportForm``, or ``opml``."""
    path: Path
    with_comments: bool
    with_pictures: bool
    fetches_pictures: bool
    replaces: bool


class ExportScreen(ModalScreen[Wish | None]):
    """Asks, and gives the wish; None where one leaves.

    Args:
        subjects: What there is to write; the first is taken.
        folder: Where to, as it is shown.
        ascii_signs: Plain letters for signs.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "dismiss(None)", "Leave"),
        Binding("enter", "write", "Write"),
        Binding("up,k", "app.focus_previous", "Before", show=False),
        Binding("down,j", "app.focus_next", "Next", show=False),
    ]

    HORIZONTAL_BREAKPOINTS = [(0, "-tight"), (60, "-roomy")]  # noqa: RUF012 - Textual's own form
    VERTICAL_BREAKPOINTS = [(0, "-low"), (16, "-high")]  # noqa: RUF012 - Textual's own form

    CSS = """
    ExportScreen {
        align: center middle;
        & > Vertical {
            width: 76;
            max-width: 95%;
            height: auto;
            max-height: 100%;
            overflow-y: auto;
            scrollbar-size-vertical: 1;
            padding: 1 2;
            background: $surface;
            border: round $primary;
        }
        #heading { text-style: bold; margin-bottom: 1; }
        #to { height: 1; margin: 1 0; }
        #to Static { width: 13; color: $text-muted; }
        #to:focus-within Static { color: $foreground; text-style: bold; }
        #to Input { width: 1fr; }
        #words { color: $text-muted; height: auto; }
        #words.-error { color: $text-error; }
        &.-tight > Vertical { padding: 0 1; max-width: 100%; }
        &.-low > Vertical { padding: 0 1; }
        &.-low #heading { display: none; }
        &.-low #to { margin: 0; }
    }
    """

    def __init__(self, subjects: Sequence[Subject], folder: str, *, ascii_signs: bool) -> None:
        super().__init__()
        self._subjects = tuple(subjects)
        self._folder = folder
        self._ascii = ascii_signs
        self._taken = ""
        """The place that was told to be taken: asked for once more, it is written over."""
        self._made = ""
        """The place that the dialog itself proposed."""

    def compose(self) -> ComposeResult:
        """Stack the choices, the place and the words."""
        plain = self._ascii
        with Vertical():
            yield Static(Content("Export"), id="heading")
            names = [subject.words for subject in self._subjects]
            yield OptionLine("What", names, ascii_signs=plain, id="what")
            yield OptionLine("As", [name for _, name in FORMS], ascii_signs=plain, id="form")
            yield OptionLine("Comments", COMMENTS, ascii_signs=plain, id="comments")
            yield OptionLine("Pictures", PICTURES, ascii_signs=plain, id="pictures")
            with Horizontal(id="to"):
                yield Static(" To")
                yield OwnInput(placeholder="the file, or the folder", compact=True)
            yield Static(Content(PLAIN_HINT if plain else HINT), id="words")

    def on_mount(self) -> None:
        """Propose a place, and give the keys to the form."""
        self._propose()
        self._line("form").focus()

    def _line(self, name: str) -> OptionLine:
        return self.query_one(f"#{name}", OptionLine)

    @property
    def _subject(self) -> Subject:
        return self._subjects[self._line("what").chosen]

    @property
    def _form(self) -> str:
        return FORMS[self._line("form").chosen][0]

    @on(OptionLine.Changed)
    def _changed(self) -> None:
        self._follow()
        if self._taken != str(self._path()):
            self._say(PLAIN_HINT if self._ascii else HINT)

    def _follow(self) -> None:
        """Let the other lines follow what is chosen."""
        form = self._form
        self._line("what").is_idle = form == OPML
        self._line("comments").is_idle = form == OPML
        self._line("pictures").is_idle = form in (OPML, ExportForm.JSON.value)
        self._propose()

    def _propose(self) -> None:
        """Name a place after what is written, unless the person has named one."""
        place = self.query_one(Input)
        if place.value == self._made:
            self._made = place.value = f"{self._folder.rstrip('/')}/{self._file_name()}"
            place.cursor_position = len(place.value)

    def _file_name(self) -> str:
        if self._form == OPML:
            return "blogs.opml"
        return file_name(self._subject.title, ExportForm(self._form).ending, nameless="posts")

    @on(Input.Submitted)
    def _submitted(self) -> None:
        self.action_write()

    def action_write(self) -> None:
        """Give the wish, where its place can be had; a taken place is asked for twice."""
        self._follow()  # the key may have come before the word of a line that was changed
        path = self._path()
        if path is None:
            self._say("Name the file, or the folder, that is to be written.", is_error=True)
            return
        is_again = self._taken == str(path)
        is_folder = self._form == ExportForm.MARKDOWN.value
        try:
            refuse_taken(path, is_folder=is_folder, replaces=True)
        except ReaderError as error:
            self._say(str(error), is_error=True)
            return
        if not is_again and _is_taken(path):
            self._taken = str(path)
            what = "files are in it already" if is_folder else "it is there already"
            self._say(f"{path.name}: {what}. Enter once more writes over it.", is_error=True)
            return
        self.dismiss(self._wish(path, replaces=is_again))

    def _wish(self, path: Path, *, replaces: bool) -> Wish:
        pictures = self._line("pictures").chosen
        return Wish(
            self._subject,
            self._form,
            path,
            with_comments=self._line("comments").chosen == 1,
            with_pictures=pictures < 2,
            fetches_pictures=pictures == 1,
            replaces=replaces,
        )

    def _path(self) -> Path | None:
        """Give the place that is named; in a folder that is there, a file of the usual name."""
        written = self.query_one(Input).value.strip()
        if not written:
            return None
        try:
            path = Path(written).expanduser()
        except RuntimeError:  # nobody of that name has a home
            return Path(written)
        if self._form != ExportForm.MARKDOWN.value:
            with suppress(OSError):  # no name can be so long: said when it is to be written
                return path / self._file_name() if path.is_dir() else path
        return path

    def _say(self, words: str, *, is_error: bool = False) -> None:
        line = self.query_one("#words", Static)
        line.set_class(is_error, "-error")
        line.update(Content(clean_line(words)))


def _is_taken(path: Path) -> bool:
    try:
        return any(path.iterdir()) if path.is_dir() else path.exists() or path.is_symlink()
    except OSError:
        return False
