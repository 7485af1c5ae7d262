"""The parser's process: started when needed, killed when it hangs, replaced, never left behind."""

import asyncio
import os
import signal
import subprocess
import sys
from collections.abc import AsyncIterator, Callable
from pathlib import Path

import pytest

from tests.feeds.documents import item, page, rss
from tui_reader.errors import FeedError
from tui_reader.feeds.worker import ParseWorker

GOOD = item("<title>t</title>")
HANGING = item(f"<title>t</title><author>{'a' * 400_000}</author>")
"""Takes feedparser minutes: its search for an address in an author is quadratic (issue 580)."""

Make = Callable[..., ParseWorker]


@pytest.fixture
async def make_worker() -> AsyncIterator[Make]:
    made: list[ParseWorker] = []

    def make(*, seconds: float = 10.0, idle_seconds: float = 30.0) -> ParseWorker:
        made.append(ParseWorker(seconds=seconds, idle_seconds=idle_seconds))
        return made[-1]

    yield make
    for worker in made:
        await worker.close()


def is_running(pid: int | None) -> bool:
    assert pid is not None
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


def address_space(pid: int) -> int:
    """Bytes; how many a parse needs differs between versions of Python."""
    status = Path(f"/proc/{pid}/status").read_text()
    line = next(line for line in status.splitlines() if line.startswith("VmSize:"))
    return int(line.split()[1]) * 1024


async def until_gone(pid: int | None) -> None:
    async with asyncio.timeout(5):
        while is_running(pid):  # noqa: ASYNC110 – the end of a process sets no event
            await asyncio.sleep(0.01)


async def test_a_page_goes_in_and_its_posts_come_out(make_worker: Make) -> None:
    worker = make_worker()
    assert worker.pid is None
    feed = await worker.parse(page(GOOD))
    assert [post.title for post in feed.posts] == ["t"]


async def test_one_process_serves_all_that_wait(make_worker: Make) -> None:
    worker = make_worker()
    documents = [page(rss("", f"<description>{number}</description>")) for number in range(20)]
    feeds = await asyncio.gather(*map(worker.parse, documents))
    pid = worker.pid
    assert [feed.subtitle for feed in feeds] == [str(number) for number in range(20)]
    await worker.parse(page(GOOD))
    assert worker.pid == pid


async def test_a_page_may_be_larger_than_a_pipe(make_worker: Make) -> None:
    body = item(f"<description>{'x' * 5_000_000}</description>")
    feed = await make_worker().parse(page(body))
    assert len(feed.posts[0].html) > 1_000_000


async def test_a_refusal_comes_back_as_it_was_raised(make_worker: Make) -> None:
    worker = make_worker()
    with pytest.raises(FeedError) as caught:
        await worker.parse(page("<html>"))
    assert caught.value.error_class == "not-a-feed"
    assert "web page" in caught.value.message


async def test_a_parse_that_hangs_is_killed_in_time_and_replaced(make_worker: Make) -> None:
    worker = make_worker(seconds=0.5)
    await worker.parse(page(GOOD))
    pid = worker.pid
    with pytest.raises(FeedError) as caught:
        await worker.parse(page(HANGING))
    assert caught.value.error_class == "timeout"
    await worker.parse(page(GOOD))
    await until_gone(pid)


async def test_others_wait_for_one_that_hangs_and_are_served_then(make_worker: Make) -> None:
    worker = make_worker(seconds=0.5)
    hanging = asyncio.create_task(worker.parse(page(HANGING)))
    good = [asyncio.create_task(worker.parse(page(GOOD))) for _ in range(3)]
    results = await asyncio.gather(hanging, *good, return_exceptions=True)
    assert isinstance(results[0], FeedError)
    assert all(not isinstance(result, BaseException) for result in results[1:])


async def test_cancelling_ends_the_work_and_the_next_is_served(make_worker: Make) -> None:
    worker = make_worker()
    await worker.parse(page(GOOD))
    pid = worker.pid
    task = asyncio.create_task(worker.parse(page(HANGING)))
    await asyncio.sleep(0)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    await until_gone(pid)
    await worker.parse(page(GOOD))


async def test_cancelling_one_that_waits_leaves_the_process_alone(make_worker: Make) -> None:
    worker = make_worker()
    await worker.parse(page(GOOD))
    pid = worker.pid
    first, second = (asyncio.create_task(worker.parse(page(GOOD))) for _ in range(2))
    await asyncio.sleep(0)
    second.cancel()
    await first
    assert worker.pid == pid


async def test_a_process_that_dies_at_work_is_malformed_and_replaced(make_worker: Make) -> None:
    worker = make_worker()
    await worker.parse(page(GOOD))
    pid = worker.pid
    assert pid is not None
    task = asyncio.create_task(worker.parse(page(HANGING)))
    await asyncio.sleep(0)
    os.kill(pid, signal.SIGKILL)
    with pytest.raises(FeedError) as caught:
        await task
    assert caught.value.error_class == "malformed"
    await worker.parse(page(GOOD))


async def test_a_process_that_died_between_two_pages_is_replaced_unseen(make_worker: Make) -> None:
    worker = make_worker()
    await worker.parse(page(GOOD))
    pid = worker.pid
    assert pid is not None
    os.kill(pid, signal.SIGKILL)
    async with asyncio.timeout(5):
        while worker.pid is not None:  # noqa: ASYNC110 – the end of a process sets no event
            await asyncio.sleep(0.01)
    await worker.parse(page(GOOD))
    assert worker.pid != pid


async def test_an_idle_process_ends_and_a_new_one_serves(make_worker: Make) -> None:
    worker = make_worker(idle_seconds=0.05)
    await worker.parse(page(GOOD))
    await until_gone(worker.pid)
    assert worker.pid is None
    await worker.parse(page(GOOD))


async def test_closing_leaves_no_process_and_may_be_done_twice(make_worker: Make) -> None:
    worker = make_worker(seconds=0.2)
    await worker.parse(page(GOOD))
    first = worker.pid
    with pytest.raises(FeedError):
        await worker.parse(page(HANGING))
    await worker.parse(page(GOOD))
    second = worker.pid
    await worker.close()
    await worker.close()
    assert not is_running(first)
    assert not is_running(second)


@pytest.mark.parametrize("is_started", [True, False])
async def test_closing_refuses_what_is_at_work_and_what_waits(
    make_worker: Make, is_started: bool
) -> None:
    worker = make_worker()
    if is_started:
        await worker.parse(page(GOOD))
    tasks = [asyncio.create_task(worker.parse(page(HANGING))) for _ in range(3)]
    await asyncio.sleep(0)
    await worker.close()
    results = await asyncio.gather(*tasks, return_exceptions=True)
    assert [type(result) for result in results] == [FeedError] * 3
    assert worker.pid is None


async def test_a_feed_past_the_memory_bound_is_too_large(
    make_worker: Make,
) -> None:
    resource = pytest.importorskip("resource")
    if sys.platform != "linux":
        pytest.skip("only Linux says how much address space a process uses, and bounds it")
    worker = make_worker()
    await worker.parse(page(GOOD))
    pid = worker.pid
    assert pid is not None
    soft, _ = resource.prlimit(pid, resource.RLIMIT_AS)
    assert soft == 512 * 1024 * 1024
    little_more = address_space(pid) + 32 * 1024 * 1024
    resource.prlimit(pid, resource.RLIMIT_AS, (little_more, little_more))
    with pytest.raises(FeedError) as caught:
        await worker.parse(page(item(f"<description>{'x' * 9_000_000}</description>")))
    assert caught.value.error_class == "too-large"


def test_importing_the_worker_imports_no_parser() -> None:
    code = "import sys, tui_reader.feeds.worker; print('feedparser' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "False\n"


def test_the_process_ends_with_the_reader_that_started_it() -> None:
    code = (
        "import asyncio, os\n"
        "from tests.feeds.documents import item, page\n"
        "from tui_reader.feeds.worker import ParseWorker\n"
        "async def main():\n"
        "    worker = ParseWorker()\n"
        "    await worker.parse(page(item('<title>t</title>')))\n"
        "    print(worker.pid, flush=True)\n"
        "    os._exit(9)\n"
        "asyncio.run(main())\n"
    )
    root = os.path.dirname(os.path.dirname(os.path.dirname(__file__)))
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, cwd=root, check=False
    )
    assert done.returncode == 9
    asyncio.run(until_gone(int(done.stdout)))
