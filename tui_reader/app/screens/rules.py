"""The screen with the rules that hide posts: making one, taking one back, seeing what it hides."""

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING, ClassVar, Final

from textual import on
from textual.binding import BindingType

from tui_reader.app.bindings import bindings
from tui_reader.app.commands import Scope
from tui_reader.app.format import plural
from tui_reader.app.screens.choices import ChoiceListScreen
from tui_reader.app.widgets.choices import Choice, ChoiceList
from tui_reader.app.widgets.find_bar import FilterBar, FindBar
from tui_reader.errors import QueryError

if TYPE_CHECKING:
    from tui_reader.app.desk.hiding import Hiding

NOTHING: Final = "No post is hidden. Press a to write a rule."
NO_RULES: Final = "No post is hidden. Choose a rule above, or press a to write one."
EXAMPLE: Final = "label:… author:… title:…"


class RulesScreen(ChoiceListScreen):
    """Rules, one a line.

    Args:
        hiding: Who makes them, and takes them back.
        suggested: Words of rules that one could make.
        ascii_signs: Plain letters for signs.
    """

    OWN_SCOPE = Scope.RULES
    BINDINGS: ClassVar[list[BindingType]] = bindings(Scope.RULES)

    def __init__(self, hiding: "Hiding", suggested: Sequence[str], *, ascii_signs: bool) -> None:
        super().__init__("rules", "Hide posts by rule", "Rules", ascii_signs=ascii_signs)
        self._hiding = hiding
        self._suggested = list(suggested)
        self._told: dict[str, str] = {}
        self._bar: FilterBar | None = None

    def on_mount(self) -> None:
        """Show the rules, then count what those that are suggested would hide."""
        super().on_mount()
        self.start(self._begin, "rules")

    async def _begin(self) -> None:
        """Show the rules; then what those that are suggested would hide, without the useless."""
        await self._show_again()
        useless: list[str] = []
        for words in self._suggested:
            try:
                count = await self._hiding.count(words)
            except QueryError as error:
                self._told[words] = str(error)
            else:
                self._told[words] = count.words
                useless += [words] if count.is_nothing else []
        self._suggested = [words for words in self._suggested if words not in useless]
        await self._show_again()

    async def _show_again(self) -> None:
        """Show what has changed; the cursor stays on its words, where they are there still."""
        if self.is_attached:
            await self._show(at=self.list.cursor, on=self.list.choice)

    async def _show(self, *, at: int = 0, on: Choice | None = None) -> None:
        rules = await self._hiding.rules()
        there = {rule.words for rule in rules}
        new = [Choice(each, self._told.get(each, "…")) for each in self._suggested]
        new = [each for each in new if each.words not in there]
        lines = [Choice("", "Hide from now on"), *new] if new else []
        lines += [Choice("", "Rules that hide posts" if rules else NO_RULES), *rules]
        self.pane_title.place = plural(len(rules), "rule")
        self.list.hint = NOTHING
        places = [(each.words, each.key) for each in lines if each.words]
        if on and (on.words, on.key) in places:
            at = places.index((on.words, on.key))
        self.list.show(lines, at=at)
        self.refresh_bindings()

    # ------------------------------------------------------------------------------ commands

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer to take back only a rule there is."""
        if action == "rules_remove":
            return bool(self.list.choice and self.list.choice.key)
        return True

    @on(ChoiceList.Taken)
    def action_rules_take(self) -> None:
        """Make the rule of the cursor; of one that is made, list what it hides."""
        choice = self.list.choice
        if choice is None:
            return
        if choice.key:
            self.dismiss()
            self._hiding.list_hidden(choice.words)
        else:
            self._hiding.add(choice.words, self._begin)

    def action_rules_remove(self) -> None:
        """Take the rule of the cursor back."""
        if (choice := self.list.choice) and choice.key:
            self._hiding.remove(choice.key, choice.words, self._begin)

    action_rules_leave = ChoiceListScreen.leave
    action_rules_down = ChoiceListScreen.row_down
    action_rules_up = ChoiceListScreen.row_up
    action_rules_first = ChoiceListScreen.row_first
    action_rules_last = ChoiceListScreen.row_last
    action_rules_page_down = ChoiceListScreen.row_page_down
    action_rules_page_up = ChoiceListScreen.row_page_up

    # ------------------------------------------------------------------- words of one's own

    def action_rules_write(self) -> None:
        """Show a line to write a rule in."""
        if self._bar is None:
            self._bar = FilterBar(EXAMPLE, what="Hide posts with:")
            self.mount(self._bar, before=self.key_bar)
        self._bar.focus()

    @on(FindBar.Asked)
    def _typed(self, event: FindBar.Asked) -> None:
        """Say how many posts the rule would hide."""
        if event.words.strip():
            self.start(partial(self._say_count, event.words), "count")
        else:
            self.key_bar.hush()

    async def _say_count(self, words: str) -> None:
        try:
            said = f"would hide {(await self._hiding.count(words)).words}"
        except QueryError as error:
            said = str(error)
        self.key_bar.say(f"{said} · enter makes the rule", stays=True)

    @on(FilterBar.Kept)
    def _written(self) -> None:
        if self._bar and (words := self._bar.value.strip()):
            self._close()
            self._hiding.add(words, self._begin)

    @on(FilterBar.Dropped)
    def _close(self) -> None:
        if self._bar:
            self.workers.cancel_group(self, "count")
            self._bar.remove()
            self._bar = None
            self.key_bar.hush()
            self.set_focus(None)
