"""The screen with what was done, the newest first: taking back one thing, or all up to it."""

from collections.abc import Sequence
from datetime import datetime
from functools import partial
from itertools import groupby
from typing import TYPE_CHECKING, ClassVar, Final

from textual import on
from textual.binding import BindingType

from tui_reader.app.bindings import bindings
from tui_reader.app.commands import Scope
from tui_reader.app.format import day_words, plural
from tui_reader.app.screens.choices import ChoiceListScreen
from tui_reader.app.widgets.choices import Choice, ChoiceList

if TYPE_CHECKING:
    from tui_reader.app.desk.keeping import Keeping
    from tui_reader.models import Step

NOTHING: Final = "Nothing was done yet that could be taken back."
TAKEN_BACK: Final = "(taken back) "


class StepsScreen(ChoiceListScreen):
    """Steps, one a line, by day.

    Args:
        keeping: Who turns them round.
        ascii_signs: Plain letters for signs.
    """

    OWN_SCOPE = Scope.STEPS
    BINDINGS: ClassVar[list[BindingType]] = bindings(Scope.STEPS)

    def __init__(self, keeping: "Keeping", *, ascii_signs: bool) -> None:
        super().__init__("steps", "What was done", "The newest first", ascii_signs=ascii_signs)
        self._keeping = keeping
        self._steps: dict[int, Step] = {}

    def on_mount(self) -> None:
        """Show what was done."""
        super().on_mount()
        self.start(self._show, "steps")

    async def _show(self) -> None:
        steps = await self._keeping.steps()
        self._steps = {step.id: step for step in steps}
        at = self.list.cursor
        self.list.show(lines_of(steps, self._keeping.now()), at=at)
        self.list.hint = NOTHING
        self.pane_title.place = plural(len(steps), "step") if steps else ""
        self.refresh_bindings()

    @property
    def _step(self) -> "Step | None":
        choice = self.list.choice
        return self._steps.get(choice.key) if choice else None

    # ------------------------------------------------------------------------------ commands

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer to go back only to a step that stands."""
        if action == "steps_back_to":
            return bool(self._step and not self._step.is_undone)
        return True

    @on(ChoiceList.Taken)
    def action_steps_turn(self) -> None:
        """Take the step of the cursor back; one that was taken back is done again."""
        if step := self._step:
            self.start(partial(self._turn, step), "steps")

    async def _turn(self, step: "Step") -> None:
        said = await self._keeping.turn(step)
        await self._show()
        self.say(said)

    def action_steps_back_to(self) -> None:
        """Take back everything from the newest step to that of the cursor."""
        if (step := self._step) and not step.is_undone:
            self.start(partial(self._back_to, step), "steps")

    async def _back_to(self, step: "Step") -> None:
        said = await self._keeping.back_to(step)
        await self._show()
        self.say(said)

    action_steps_leave = ChoiceListScreen.leave
    action_steps_down = ChoiceListScreen.row_down
    action_steps_up = ChoiceListScreen.row_up
    action_steps_first = ChoiceListScreen.row_first
    action_steps_last = ChoiceListScreen.row_last
    action_steps_page_down = ChoiceListScreen.row_page_down
    action_steps_page_up = ChoiceListScreen.row_page_up


def lines_of(steps: "Sequence[Step]", now: datetime) -> list[Choice]:
    """Return a line for each step below a heading for each day, in the reader's own time."""
    lines: list[Choice] = []
    for day, of_day in groupby(steps, lambda step: step.at.astimezone(now.tzinfo).date()):
        lines.append(Choice("", "Today" if day == now.date() else day_words(day)))
        for step in of_day:
            told = f"{TAKEN_BACK if step.is_undone else ''}{step.words}"
            lines.append(Choice(f"{step.at.astimezone(now.tzinfo):%H:%M}", told, step.id))
    return lines
