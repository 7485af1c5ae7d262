"""Whether a walk goes on: not with what another version of the program left."""

from dataclasses import replace

import pytest

from tests.feeds.archive.blogs import CASES
from tests.feeds.archive.servers import START, Asked
from tui_reader.library.archive_way import Wish, find_way, goes_on
from tui_reader.models import ArchiveState

BEGUN = ArchiveState(
    blog_id=1,
    strategy="blogger",
    cursor='{"base":"https://blog.test/feeds/posts/default"}',
    posts_total=250,
    since=None,
    is_done=False,
    is_wanted=True,
    started=START,
    updated=START,
)


def test_a_walk_that_was_begun_goes_on() -> None:
    assert goes_on(BEGUN, Wish())
    assert goes_on(BEGUN, Wish(strategy="blogger"))
    assert not goes_on(BEGUN, Wish(strategy="sitemap"))
    assert not goes_on(replace(BEGUN, is_done=True), Wish())


@pytest.mark.parametrize(
    "former",
    [replace(BEGUN, cursor='{"page":3}'), replace(BEGUN, strategy="atom"), None],
    ids=["cursor", "strategy", "none"],
)
async def test_one_of_another_version_begins_anew(former: ArchiveState | None) -> None:
    assert former is None or not goes_on(former, Wish())
    found = await find_way(CASES[0].blog, Asked(CASES[0].server()), Wish(), former)
    assert (found.strategy, found.posts_total) == ("blogger", 250)
    assert goes_on(replace(BEGUN, strategy=found.strategy, cursor=found.cursor), Wish())
