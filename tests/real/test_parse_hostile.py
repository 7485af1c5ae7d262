"""The hostile inputs that concern parsing, in the worker, judged by their verdicts."""

import csv
import os
import subprocess
import sys
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.real.test_parse_corpus import judge
from tests.shared import HOSTILE, needs_hostile
from tui_reader.errors import FeedError
from tui_reader.feeds.worker import ParseWorker
from tui_reader.limits import CONTENT_BYTES, FEED_ITEMS, PARSE_SECONDS, TITLE_LETTERS
from tui_reader.models import Page, ParsedFeed

pytestmark = needs_hostile

# Posts there must be, or the classes it may be refused with; both where either will do.
VERDICTS: dict[str, tuple[int | None, tuple[str, ...]]] = {
    "esc-osc52-title.xml": (1, ("malformed",)),
    "esc-csi-cdata.xml": (1, ("malformed",)),
    "esc-c1-feed.json": (1, ()),
    "esc-osc8-breakout.json": (1, ()),
    "esc-all-fields.json": (1, ()),
    "esc-decrqss.json": (1, ()),
    "ctl-bel-bs-cr.json": (1, ()),
    "newline-title.xml": (3, ()),
    "markup-click-titles.xml": (18, ()),
    "bidi-rlo-title.xml": (4, ()),
    "idn-homograph-links.xml": (4, ()),
    "zerowidth-twins.xml": (4, ()),
    "zalgo-title.xml": (2, ()),
    "emoji-width.xml": (13, ()),
    "billion-laughs.xml": (1, ("malformed",)),
    "xxe-file.xml": (1, ("malformed",)),
    "xxe-external-dtd.xml": (1, ()),
    "undefined-entity.xml": (2, ()),
    "enc-punycode.xml": (1, ("encoding",)),
    "surrogate-charref.xml": (2, ("malformed",)),
    "truncated.xml": (1, ("malformed",)),
    "captive-portal.html": (None, ("not-a-feed",)),
    "enc-utf7.xml": (1, ("encoding", "malformed")),
    "enc-mismatch-latin1.xml": (2, ()),
    "js-urls.xml": (1, ()),
    "active-content.xml": (1, ()),
    "table-huge-span.xml": (1, ()),
    "nested-div-300.xml": (1, ()),
    "html-entities-double.xml": (3, ()),
    "dup-guid.xml": (4, ()),
    "no-guid-no-link.xml": (3, ()),
    "future-and-epoch-dates.xml": (6, ()),
    "json-not-object.json": (None, ("not-a-feed",)),
    "titles-path-traversal.xml": (21, ()),
    "opml-exec.opml": (None, ("not-a-feed",)),
    "opml-no-body.opml": (None, ("not-a-feed",)),
}
MADE: dict[str, tuple[int, tuple[str, ...], float]] = {
    # The last is how many seconds of processor time it may take, Python's start included.
    "nested-div-10k.xml": (1, (), 2),
    "unclosed-comment-100k.xml": (3, ("timeout",), PARSE_SECONDS + 1),
    "title-100k.xml": (3, (), 2),
    "post-5mb.xml": (1, (), 5),
    "items-20k.xml": (FEED_ITEMS, (), PARSE_SECONDS),
    "quadratic-entity.xml": (1, ("malformed",), 3),
    "pre-line-2mb.xml": (1, (), 2),
}
NOT_FOR_THE_PARSER = (
    ".http", ".scenario.json", ".db", ".png", ".toml", "links.tsv", "archive/",
    "opml-nested-2000.opml", "*",
)  # fmt: skip


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("hostile")
    command = [sys.executable, str(HOSTILE / "gen.py"), str(folder), *MADE]
    subprocess.run(command, check=True, capture_output=True)
    return folder


@pytest.fixture
async def worker() -> AsyncIterator[ParseWorker]:
    started = ParseWorker()
    yield started
    await started.close()


def content(path: Path) -> bytes:
    return path.read_bytes()


def children_seconds() -> float:
    """Processor time of all processes that were started and have ended."""
    times = os.times()
    return times.children_user + times.children_system


async def outcome(worker: ParseWorker, path: Path) -> ParsedFeed | FeedError:
    address = "http://feed.test/feed.xml"
    try:
        return await worker.parse(Page(address, address, 200, content(path), ""))
    except FeedError as error:
        return error


def judge_outcome(got: ParsedFeed | FeedError, posts: int | None, classes: tuple[str, ...]) -> None:
    if isinstance(got, FeedError):
        assert got.error_class in classes
    else:
        assert len(got.posts) == posts
        judge(got)


async def read(worker: ParseWorker, name: str) -> ParsedFeed:
    got = await outcome(worker, HOSTILE / name)
    assert isinstance(got, ParsedFeed), got
    return got


def test_every_input_of_the_index_is_judged_here_or_is_not_for_the_parser() -> None:
    with (HOSTILE / "INDEX.tsv").open(encoding="utf-8", newline="") as index:
        names = [row["file"] for row in csv.DictReader(index, delimiter="\t", quoting=3)]
    judged = {*VERDICTS, *(f"gen.py:{name}" for name in MADE)}
    left = [name for name in names if name not in judged]
    assert [name for name in left if not name.endswith(NOT_FOR_THE_PARSER)] == []


@pytest.mark.parametrize("name", VERDICTS)
async def test_a_hostile_input_gets_its_verdict(worker: ParseWorker, name: str) -> None:
    posts, classes = VERDICTS[name]
    judge_outcome(await outcome(worker, HOSTILE / name), posts, classes)


@pytest.mark.parametrize("name", MADE)
async def test_a_big_hostile_input_gets_its_verdict_in_time(made: Path, name: str) -> None:
    posts, classes, seconds = MADE[name]
    worker = ParseWorker(seconds=6 * PARSE_SECONDS)  # the machine may be busy: its time is judged
    before = children_seconds()
    got = await outcome(worker, made / name)
    await worker.close()
    assert children_seconds() - before < seconds
    judge_outcome(got, posts, classes)


async def test_titles_are_what_a_person_should_see(worker: ParseWorker) -> None:
    async def titles(name: str) -> list[str]:
        return [post.title for post in (await read(worker, name)).posts]

    assert (await titles("ctl-bel-bs-cr.json"))[0].startswith("Safe title")
    assert (await titles("zerowidth-twins.xml"))[:3] == ["Breaking news"] * 3
    assert (await titles("undefined-entity.xml"))[0] == "Café … &nosuch; end"
    assert (await titles("html-entities-double.xml"))[2] == "5 < 6 and 7 > 3"
    assert (await titles("bidi-rlo-title.xml"))[0] == "Invoice gpj.exe"
    assert (await titles("bidi-rlo-title.xml"))[3].startswith("שלום")
    assert "[@click=app.quit]Read more[/]" in await titles("markup-click-titles.xml")
    assert "../../../../.ssh/authorized_keys" in await titles("titles-path-traversal.xml")
    assert all(
        "\N{REPLACEMENT CHARACTER}" in t for t in (await titles("surrogate-charref.xml"))[:1]
    )


async def test_a_file_named_by_an_entity_is_not_in_the_feed(worker: ParseWorker) -> None:
    assert "root:" not in repr(await outcome(worker, HOSTILE / "xxe-file.xml"))


async def test_dates_that_mean_nothing_are_no_dates(worker: ParseWorker) -> None:
    feed = await read(worker, "future-and-epoch-dates.xml")
    years = [post.published.year if post.published else None for post in feed.posts]
    assert years == [2038, 1970, None, None, 2026, 2026]
    assert feed.posts[5].published is not None
    assert feed.posts[5].published.isoformat() == "2026-01-05T10:00:00-05:00"


async def test_what_is_too_long_is_cut_with_a_mark_but_not_a_post_of_5_mb(made: Path) -> None:
    worker = ParseWorker(seconds=6 * PARSE_SECONDS)
    titles, post, items = [
        await outcome(worker, made / name)
        for name in ("title-100k.xml", "post-5mb.xml", "items-20k.xml")
    ]
    await worker.close()
    assert isinstance(titles, ParsedFeed)
    assert [len(post.title) for post in titles.posts] == [TITLE_LETTERS, TITLE_LETTERS, 2]
    assert titles.posts[0].title.endswith("…")
    assert isinstance(post, ParsedFeed)
    assert 5_000_000 < len(post.posts[0].html.encode()) <= CONTENT_BYTES
    assert post.posts[0].html.endswith("adipiscing elit</p>")
    assert isinstance(items, ParsedFeed)
    assert items.notes == ("Only the newest 2,000 of the 20,000 posts in this feed were taken.",)
