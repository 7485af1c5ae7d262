"""``archive --comments`` is killed at any moment and goes on: the same in the end, little twice.

``TUI_READER_TEST_KILLS=50`` asks for more moments than every run tries.
"""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.replica import synthetic
from tests.replica.kills import COMMENTS, LATENCY, POSTS, each_once, one_often
from tests.replica.stage import Stage, staged

KILLS = int(os.environ.get("TUI_READER_TEST_KILLS", "4"))

pytestmark = pytest.mark.sockets


@pytest.fixture(scope="module")
def stage(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stage]:
    folder = tmp_path_factory.mktemp("stage")
    with staged(synthetic.invented(POSTS, COMMENTS), folder, latency=LATENCY) as stage:
        yield stage


def test_killed_once_it_goes_on_to_the_same_end_and_asks_no_page_more_than_twice(
    stage: Stage, tmp_path: Path
) -> None:
    found = each_once(stage, tmp_path, KILLS)
    assert [each for each in found if each.faults] == []
    assert max(each.most for each in found) <= 2
    assert any(each.posts > 25 for each in found), "no kill met a walk"


def test_killed_again_and_again_it_comes_to_its_end_all_the_same(
    stage: Stage, tmp_path: Path
) -> None:
    found = one_often(stage, tmp_path, KILLS)
    assert found.faults == {}
