"""The hostile scenarios on a virtual clock, judged by their own rules and by the store."""

from datetime import timedelta

import pytest

from tests.fakeblog import FakeClock
from tests.library.conftest import Opener
from tests.library.scenarios import FEED, ScenarioNet
from tests.shared import needs_hostile
from tui_reader.library.library import Library
from tui_reader.models import Failed, Flag, PostQuery

TICK = timedelta(seconds=600)
LONGER = timedelta(hours=8)
"""So that a feed without validators, asked every three hours, comes to its last step."""

pytestmark = needs_hostile


async def play(library: Library, net: ScenarioNet, clock: FakeClock) -> list[str]:
    """Follow the feed, mark its posts, then let the whole time pass in ticks."""
    await library.add_blog(f"http://feed.test{FEED}")
    ids = (await library.post_index(PostQuery())).ids
    await library.mark(ids, Flag.READ, True)
    await library.mark(ids, Flag.STARRED, True)
    end = clock.time + timedelta(seconds=net.seconds) + LONGER
    classes = []
    while clock.time < end:
        clock.time += TICK
        events = [event async for event in library.refresh()]
        classes += [event.error_class for event in events if isinstance(event, Failed)]
    return classes


@pytest.mark.parametrize(
    ("name", "posts", "unread", "classes"),
    [
        ("cookies-and-query.scenario.json", 2, 0, []),
        ("edited-item.scenario.json", 1, 0, []),
        ("etag-changes-lm-same.scenario.json", 3, 1, []),
        ("gone-410.scenario.json", 2, 0, ["gone"]),
        ("guid-churn.scenario.json", 2, 0, []),
        ("html-200-after-feed.scenario.json", 2, 0, ["not-a-feed"]),
        ("not-modified-new-etag.scenario.json", 2, 0, []),
        ("rate-limit-429.scenario.json", 2, 0, ["rate-limited"]),
        ("same-body-new-validators.scenario.json", 2, 0, []),
    ],
)
async def test_a_scenario_ends_well(
    open_library: Opener,
    clock: FakeClock,
    name: str,
    posts: int,
    unread: int,
    classes: list[str],
) -> None:
    net = ScenarioNet(name, clock)
    library = open_library(transport=net)
    assert await play(library, net, clock) == classes
    [blog] = await library.blogs()
    assert (blog.posts, blog.unread) == (posts, unread)
    assert blog.starred == posts - unread
    assert net.faults() == []
    await library.close()


async def test_an_edited_post_shows_its_last_words_and_is_told(
    open_library: Opener, clock: FakeClock
) -> None:
    net = ScenarioNet("edited-item.scenario.json", clock)
    library = open_library(transport=net)
    await play(library, net, clock)
    [row] = await library.rows((await library.post_index(PostQuery())).ids)
    article = await library.article(row.id)
    assert article is not None
    assert (row.is_changed, row.title) == (True, "Title (updated)")
    assert "v3" in article.html
    await library.close()
