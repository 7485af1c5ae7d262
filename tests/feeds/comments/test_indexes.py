"""A list that is walked by index while it changes: nothing that stays in it is missed."""

import random
from collections.abc import Callable

import pytest

from tui_reader.feeds.comments.indexes import Progress, cursor_of, progress_of, walked
from tui_reader.models import ParsedComment, ParsedComments

TRIALS = 150


class Changing:
    """A list, newest first, of which something happens before every fourth answer or so."""

    def __init__(self, dice: random.Random, change: Callable[["Changing"], None]) -> None:
        self.dice = dice
        self.items = [str(number) for number in range(dice.randrange(300), 0, -1)]
        self.staying = set(self.items)
        self.cap = dice.choice([7, 25, 60])
        self.requests = 0
        self._change = change

    def come(self) -> None:
        self.items.insert(0, f"new {len(self.items)} {self.requests}")

    def go(self) -> None:
        if self.items:
            self.staying.discard(self.items.pop(self.dice.randrange(len(self.items))))

    async def ask(self, first: int, size: int) -> ParsedComments:
        self.requests += 1
        if self.dice.random() < 0.25:
            for _ in range(self.dice.randrange(1, 4)):
                self._change(self)
        part = self.items[first - 1 : first - 1 + min(size, self.cap)]
        return ParsedComments(tuple(ParsedComment(guid, "") for guid in part), len(self.items))


async def walk(changing: Changing) -> set[str]:
    """Walk it, stopped now and then and gone on with from the cursor."""
    found: set[str] = set()
    progress = Progress()
    while not progress.is_done:
        steps = walked(changing.ask, progress, lanes=changing.dice.choice([1, 2]))
        async for answer, reached in steps:
            progress = reached
            found |= {comment.guid for comment in answer.comments}
            if changing.dice.random() < 0.1:
                break
        await steps.aclose()
        progress = progress_of(cursor_of("x", progress))
    return found


@pytest.mark.parametrize("change", [Changing.come, Changing.go, lambda _: None])
async def test_what_stays_in_a_list_is_never_missed(change: Callable[[Changing], None]) -> None:
    for seed in range(TRIALS):
        changing = Changing(random.Random(seed), change)
        assert changing.staying <= await walk(changing), seed


async def test_a_list_that_pretends_to_grow_for_ever_is_left() -> None:
    total = 100

    async def ask(first: int, size: int) -> ParsedComments:
        nonlocal total
        total += 7
        return ParsedComments((ParsedComment("the same", ""),), total)

    steps = [step async for step in walked(ask, Progress(), lanes=2)]
    assert len(steps) < 50
    assert steps[-1][1].is_done
