"""What was done, as a list: a number takes a step back, or does it again."""

from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, Final

from tui_reader.app.format import moment_words
from tui_reader.library.step_words import DOING_AGAIN, TAKING_BACK, redone_words, undone_words
from tui_reader.plain.places import Choice, Choices

if TYPE_CHECKING:
    from tui_reader.models import Step
    from tui_reader.plain.talk import Talk

_TITLE: Final = "What was done, the last first; a number takes it back, or does it again:"
_STEPS: Final = 100


async def list_steps(talk: "Talk") -> None:
    """List the newest steps of the history."""
    steps = await talk.library.steps(_STEPS)
    choices = [Choice(_words(step), _turner(talk, step)) for step in steps]
    empty = "Nothing was done yet that can be taken back."
    await talk.go(Choices(talk, "list of steps", _TITLE, choices, empty=empty))


def _words(step: "Step") -> str:
    return f"{step.words} {moment_words(step.at)}.{' Taken back.' if step.is_undone else ''}"


def _turner(talk: "Talk", step: "Step") -> Callable[[], Awaitable[None]]:
    async def turn() -> None:
        talk.places.pop()  # the list is another one now
        history = talk.library.history
        turn = history.redo_step if step.is_undone else history.undo_step
        words = DOING_AGAIN if step.is_undone else TAKING_BACK
        turned = await talk.said_if_slow(words, turn(step.id))
        if turned is None:
            talk.say("Another program has done so already.")
        else:
            talk.say((redone_words if step.is_undone else undone_words)(turned))

    return turn
