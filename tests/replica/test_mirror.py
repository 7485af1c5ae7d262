"""The mirrored blog lafuiteautourdumonde.com: every thread as its feed has it, offline as well.

``TUI_READER_TEST_ALL=1`` opens all of its threads, not only those of some posts.
"""

import json
import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.e2e.homes import ask
from tests.e2e.terminal import Terminal, run
from tests.replica.judge import judge, number
from tests.replica.mirror import Mirrored, feeds
from tests.replica.server import Replica
from tests.shared import needs_corpus

ALL = bool(os.environ.get("TUI_READER_TEST_ALL"))
ROWS = 160
"""Enough for the longest thread."""

pytestmark = [needs_corpus, pytest.mark.sockets]


NEWEST_FIRST = """
    SELECT guid FROM posts JOIN statuses ON statuses.id = posts.id
    WHERE sort_at IS NOT NULL ORDER BY sort_at DESC, statuses.id DESC
"""


@dataclass(frozen=True)
class Kept:
    """A home with the whole blog; its server is stopped."""

    home: Path
    url: str
    site: Mirrored
    urls: tuple[str, ...]


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Kept]:
    home = tmp_path_factory.mktemp("home")
    site = Mirrored(base="")
    with Replica(site) as replica:
        site.ways.service = replica.other_url
        added = run("--home", str(home), "add", f"{replica.url}/")
        assert added.returncode == 0, added
        ended = run("--home", str(home), "archive", "--comments", "--json")
        assert (ended.returncode, ended.stderr) == (0, "")
        assert json.loads(ended.stdout.splitlines()[-1])["note"] == ""
        replica.stop()
        yield Kept(home, replica.url, site, tuple(replica.log.urls))


def test_all_posts_and_comments_are_kept_and_no_count_is_wrong(kept: Kept) -> None:
    assert judge(kept.home, kept.site.blog).faults() == {}
    assert ask(kept.home, "SELECT count(*) FROM comments") == [(180,)]
    assert len(kept.urls) <= 12, kept.urls


def post_ids(kept: Kept) -> dict[str, int]:
    """The program's numbers of the posts, by Blogger's."""
    rows = ask(kept.home, "SELECT id, guid FROM posts WHERE kind = 'post'")
    return {number(str(guid)): int(str(post_id)) for post_id, guid in rows}


def letters(text: str) -> str:
    """What can be read of a text or of HTML."""
    plain = re.sub(r"<[^>]*>|&[#\w]+;|https?://\S+", "", text)
    return re.sub(r"[\W_]", "", plain)


def test_every_thread_is_read_offline_as_its_feed_has_it(kept: Kept) -> None:
    ids = post_ids(kept)
    assert len(ids) == 51
    for feed in list(feeds().values())[:: 1 if ALL else 4]:
        told = run(
            "--home", str(kept.home), "--offline", "comments", str(ids[feed.post_id]), "--json"
        )
        assert (told.returncode, told.stderr) == (0, ""), feed.post_id
        thread = json.loads(told.stdout)
        shown = thread["comments"] if isinstance(thread, dict) else thread
        oldest_first = feed.comments[::-1]
        assert [letters(each["text"]) for each in shown] == [
            letters(each.html) for each in oldest_first
        ], feed.post_id


def test_every_thread_is_read_in_the_reader_with_the_server_stopped(kept: Kept) -> None:
    (kept.home / "config.toml").write_text("fetch_on_start = false\n", encoding="utf-8")
    rows = ask(kept.home, NEWEST_FIRST)
    read = wanted = 0
    with Terminal("--home", str(kept.home), columns=100, rows=ROWS) as terminal:
        terminal.wait_to_open()
        for place, (guid,) in enumerate(rows if ALL else rows[:5], 1):
            terminal.wait_for(f"{place} of 51")
            feed = feeds()[number(str(guid))]
            wanted += len(feed.comments)
            if feed.comments:
                read += thread_on_screen(terminal, feed.post_id)
            terminal.press("n")
        terminal.press("q")
        assert terminal.end() == 0
    assert read == wanted
    assert read == 180 or not ALL


def is_shown(wanted: list[str], screen: str) -> bool:
    """Whether all these stand on a screen."""
    shown = letters(screen)
    return all(words in shown for words in wanted)


def thread_on_screen(terminal: Terminal, post_id: str) -> int:
    """Open the thread of the post that is read, see each comment, go back; how many there are."""
    comments = feeds()[post_id].comments
    terminal.press("c")
    terminal.wait_for("Ask again", line=-1)
    wanted = [letters(comment.html)[:60] for comment in comments]
    terminal.wait(lambda: is_shown(wanted, terminal.text), f"thread {post_id}")
    assert len(comments) == int(re.search(r"of (\d+)", terminal.lines[1])[1])
    terminal.press("\x1b")
    terminal.wait_without("Ask again")
    return len(comments)
