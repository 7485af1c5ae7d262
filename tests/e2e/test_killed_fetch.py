"""``fetch`` is killed at any moment: what it told is in the store, and no validator is ahead.

``TUI_READER_TEST_KILLS=100`` asks for more moments than every run tries.
"""

import json
import os
import random
import shutil
import signal
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.e2e.homes import ask, follow_all, store_of
from tests.e2e.many_blogs import ManyBlogs, serving
from tests.e2e.terminal import run, start
from tui_reader.store import blogs as store
from tui_reader.store.database import Database

KILLS = int(os.environ.get("TUI_READER_TEST_KILLS", "15"))
BLOGS, POSTS = 16, 50
MORE_KILLS = 15
PARTS = 3
"""The moments are parted, so that more than one core can try them."""


@dataclass(frozen=True)
class Stage:
    """A home in which every blog was fetched once, and how long a fetch takes."""

    home: Path
    first_event: float
    """Seconds until the first blog is told."""
    end: float


@pytest.fixture(scope="module")
def servers() -> Iterator[ManyBlogs]:
    with serving(BLOGS, posts=POSTS, latency=0.003) as many:
        yield many


@pytest.fixture(scope="module")
def stage(servers: ManyBlogs, tmp_path_factory: pytest.TempPathFactory) -> Stage:
    home = tmp_path_factory.mktemp("stage")
    follow_all(home, servers.good_urls)
    begun = time.monotonic()
    with start(["--home", str(home), "fetch", "--json"]) as process:
        assert process.stdout
        told = [process.stdout.readline()]
        first = time.monotonic() - begun
        told += process.stdout
    assert len(told) == BLOGS
    return Stage(home, first, time.monotonic() - begun)


def fetch_until_killed(home: Path, seconds: float) -> dict[int, int]:
    """Fetch, be killed after so many seconds; how many new posts were told of each blog."""
    with start(["--home", str(home), "fetch", "--force", "--json"]) as process:
        time.sleep(seconds)  # the moment itself is what is tried
        os.kill(process.pid, signal.SIGKILL)
        told, problems = process.communicate(timeout=20)
    assert problems == ""
    events = [json.loads(line) for line in told.splitlines() if line.endswith("}")]
    assert {event["event"] for event in events} <= {"fetched"}
    return {event["blog_id"]: event["new"] for event in events}


def judge(home: Path, told: dict[int, int]) -> int:
    """Open the store as the program does, and hold it to its promises; how many blogs moved on."""
    database = Database.open(store_of(home))
    try:
        kept = {blog.id: blog for blog in database.read_now(store.list_blogs)}
    finally:
        database.close_now()
    assert ask(home, "PRAGMA quick_check") == [("ok",)]
    assert ask(home, "PRAGMA foreign_key_check") == []
    assert len(kept) == BLOGS
    guids = posts_by_blog(home)
    moved = 0
    for blog_id, version in versions(home).items():
        moved += version > 0
        # Posts of the first version, and those of the version that the validator speaks of.
        expected = set(range(1, POSTS + 1)) | {version * POSTS + n for n in range(1, POSTS + 1)}
        assert guids[blog_id] == expected, (blog_id, version)
        assert kept[blog_id].posts == len(expected)
        assert blog_id not in told or (version > 0 and told[blog_id] == POSTS)
    return moved


def versions(home: Path) -> dict[int, int]:
    """The version of its feed that each blog's stored validator names."""
    rows = ask(home, "SELECT blog_id, CAST(etag AS TEXT) FROM schedules")
    return {int(str(blog_id)): int(str(etag).strip('"v')) for blog_id, etag in rows}


def posts_by_blog(home: Path) -> dict[int, set[int]]:
    """Numbers of the posts kept, body and all, by blog."""
    found: dict[int, set[int]] = {}
    whole = "SELECT posts.blog_id, guid FROM posts JOIN bodies ON post_id = id WHERE text <> ''"
    for blog_id, guid in ask(home, whole):
        found.setdefault(int(str(blog_id)), set()).add(int(str(guid).rpartition(":")[2]))
    return found


@pytest.mark.parametrize("part", range(PARTS))
def test_whenever_it_is_killed_what_it_told_is_kept_and_no_validator_is_ahead(
    part: int, stage: Stage, tmp_path: Path
) -> None:
    dice = random.Random(part)
    wanted = len(range(part, KILLS, PARTS))
    moved: list[int] = []
    # A machine that is busy at times is slower than the rehearsal: then more moments are tried.
    while len(moved) < wanted or (not met_the_middle(moved) and len(moved) < wanted + MORE_KILLS):
        home = tmp_path / str(len(moved))
        shutil.copytree(stage.home, home)
        told = fetch_until_killed(home, dice.uniform(stage.first_event * 0.8, stage.end))
        moved.append(judge(home, told))
        assert len(told) <= moved[-1]
        shutil.rmtree(home)
    assert met_the_middle(moved), f"no kill met the middle of a fetch: {moved}"


def met_the_middle(moved: list[int]) -> bool:
    """Whether a kill came while some blogs had answered and others had not."""
    return any(0 < each < BLOGS for each in moved)


def test_after_a_kill_the_next_fetch_brings_the_rest(stage: Stage, tmp_path: Path) -> None:
    home = tmp_path / "home"
    shutil.copytree(stage.home, home)
    fetch_until_killed(home, (stage.first_event + stage.end) / 2)
    told = run("--home", str(home), "fetch", "--force", "--json")
    assert (told.returncode, told.stderr) == (0, "")
    assert len(told.stdout.splitlines()) == BLOGS
    assert judge_whole(home) == BLOGS


def judge_whole(home: Path) -> int:
    """How many blogs have every post up to the version that their validator speaks of."""
    guids = posts_by_blog(home)
    return sum(
        max(guids[blog_id]) == (version + 1) * POSTS for blog_id, version in versions(home).items()
    )
