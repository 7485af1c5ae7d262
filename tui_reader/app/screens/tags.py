"""The dialog with all tags: which a post has, which it gets."""

from collections import Counter
from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING, ClassVar, Final

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Input, Static

from tui_reader.app.format import plural
from tui_reader.app.widgets.choices import Choice, ChoiceList
from tui_reader.app.widgets.own_input import OwnInput
from tui_reader.app.widgets.own_lines import QUOTES
from tui_reader.app.widgets.painting import signs
from tui_reader.clean import clean_line
from tui_reader.errors import ReaderError
from tui_reader.limits import TAG_LETTERS

if TYPE_CHECKING:
    from tui_reader.app.desk.keeping import Keeping
    from tui_reader.models import Tag

NONE_YET: Final = "No tag yet: type a name, and enter makes it."
FOOT: Final = "enter sets, clears · type to find or make · esc done"
SHORT_FOOT: Final = "enter sets or clears · esc done"
ALL, SOME, NONE = 1, 2, 3
"""How many of the posts have a tag; a new tag has none."""


class TagsScreen(ModalScreen[None]):
    """Tags, one a line; what is typed narrows them, and makes a new one.

    Args:
        keeping: Who gives tags, and takes them.
        ids: The posts they are about.
        subject: What these are called.
        ascii_signs: Plain letters for signs.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "dismiss", "Done"),
        Binding("down,ctrl+n", "move(1)", "Down", show=False),
        Binding("up", "move(-1)", "Up", show=False),
        Binding("ctrl+p", "move(-1)", "Up", show=False, priority=True),  # the palette's elsewhere
    ]

    CSS = """
    TagsScreen {
        align: center middle;
        & > Vertical {
            width: 60;
            max-width: 95%;
            height: auto;
            max-height: 100%;
            padding: 1 2;
            background: $surface;
            border: round $primary;
        }
        #heading { text-style: bold; height: 1; }
        Input { margin: 1 0; }
        ChoiceList { height: auto; min-height: 1; max-height: 12; background: $surface; }
        #foot { color: $text-muted; height: auto; margin-top: 1; }
        #foot.-error { color: $text-error; }
        &.-tight > Vertical { padding: 0 1; }
        &.-tight Input { margin: 0; }
        &.-tight ChoiceList { max-height: 4; }
        &.-tight #foot { margin-top: 0; }
    }
    """
    VERTICAL_BREAKPOINTS = [(0, "-tight"), (20, "-roomy")]  # noqa: RUF012 - Textual's own form

    def __init__(
        self, keeping: "Keeping", ids: Sequence[int], subject: str, *, ascii_signs: bool
    ) -> None:
        super().__init__()
        self._keeping = keeping
        self._ids = ids
        self._subject = subject
        draw = signs(ascii_signs=ascii_signs)
        self._checks = {ALL: draw["check"], SOME: draw["dot"], NONE: " "}
        self._tags: tuple[Tag, ...] = ()
        self._had: Counter[str] = Counter()
        self._first: frozenset[str] | None = None
        """The tags that stand first, from the beginning to the end: those that the posts had."""
        self.list = ChoiceList("tags", ascii_signs=ascii_signs)

    def compose(self) -> ComposeResult:
        """Stack heading, line, tags and words."""
        with Vertical():
            yield Static(Content(clean_line(f"Tags of {self._subject}")), id="heading")
            yield OwnInput(placeholder="A tag", compact=True, max_length=TAG_LETTERS)
            yield self.list
            yield Static(Content(FOOT), id="foot")

    def on_mount(self) -> None:
        """Show the tags there are."""
        self.run_worker(self._load(), group="tags", exclusive=True)

    @property
    def _typed(self) -> str:
        name = clean_line(self.query_one(Input).value, TAG_LETTERS).lstrip("#").strip()
        return "".join("'" if letter in QUOTES else letter for letter in name)

    async def _load(self, at: str = "") -> None:
        tags, self._had = await self._keeping.tags_of(self._ids)
        first = self._first = frozenset(self._had) if self._first is None else self._first
        self._tags = tuple(sorted(tags, key=lambda tag: tag.name not in first))
        self._show(at)

    def _show(self, at: str = "") -> None:
        """Show the tags whose name has what is typed; and a line that makes a new one."""
        typed = self._typed.casefold()
        shown = [tag for tag in self._tags if typed in tag.name.casefold()]
        lines = [self._line(tag) for tag in shown]
        if typed and typed not in [tag.name.casefold() for tag in shown]:
            lines.append(Choice(f"+ {self._typed}", "a new tag", NONE))
        names = [tag.name.casefold() for tag in shown]
        place = names.index(at.casefold()) if at.casefold() in names else 0
        self.list.show(lines, at=place)
        self._say("" if lines else NONE_YET)

    def _line(self, tag: "Tag") -> Choice:
        had = self._had[tag.name]
        state = ALL if had == len(self._ids) else SOME if had else NONE
        told = plural(tag.posts, "post")
        if state == SOME:
            told = f"{told} · {had:,} of these"
        return Choice(f"{self._checks[state]} {tag.name}", told, state)

    def _say(self, words: str, *, is_error: bool = False) -> None:
        foot = self.query_one("#foot", Static)
        foot.set_class(is_error, "-error")
        usual = SHORT_FOOT if self.has_class("-tight") else FOOT
        foot.update(Content(clean_line(words or usual)))

    @on(Input.Changed)
    def _narrow(self) -> None:
        self._show()

    def action_move(self, by: int) -> None:
        """Go up or down."""
        self.list.cursor += by

    @on(Input.Submitted)
    @on(ChoiceList.Taken)
    def _take(self) -> None:
        """Give the posts the tag of the cursor, or take it away where all have it."""
        if choice := self.list.choice:
            name = choice.words[2:]
            work = partial(self._set, name, choice.key != ALL)
            self.run_worker(work(), group="tag", exclusive=False)

    async def _set(self, name: str, on: bool) -> None:
        try:
            await self._keeping.tag(self._ids, name, on)
        except ReaderError as error:
            self._say(str(error), is_error=True)
            return
        line = self.query_one(Input)
        with self.prevent(Input.Changed):
            line.value = ""
        await self._load(at=name)
