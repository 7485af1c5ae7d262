"""What follows each fetch, where a person wants it: it begins when all blogs have answered.

Knows neither pictures nor pages: who follows says what it does.
"""

from collections.abc import AsyncGenerator, Callable, Sequence
from contextlib import aclosing
from datetime import datetime

from tui_reader.models import Afterwards, Fetched, RefreshEvent, Unchanged

Answered = Fetched | Unchanged
"""A good answer of a blog."""
Follower = Callable[[datetime, Sequence[Answered]], AsyncGenerator[Afterwards, None]]
"""Gets when the fetch began and which blogs answered; never raises because of a server."""


async def followed(
    asked: AsyncGenerator[RefreshEvent, None], followers: Sequence[Follower], since: datetime
) -> AsyncGenerator[RefreshEvent, None]:
    """Give a refresh's events, and then those of each follower in turn.

    Args:
        asked: The refresh.
        followers: In the order in which they begin; each sees what the former ones brought.
        since: When the refresh began.
    """
    answered: list[Answered] = []
    async with aclosing(asked) as events:
        async for event in events:
            if isinstance(event, Answered):
                answered.append(event)
            yield event
    for follow in followers if answered else ():
        async with aclosing(follow(since, answered)) as more:
            async for event in more:
                yield event
