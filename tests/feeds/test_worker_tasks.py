"""The worker's other tasks and its streams, and that it does nothing that its table has not."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import aclosing

import pytest

from tests.feeds.documents import item, page
from tui_reader.errors import FeedError
from tui_reader.feeds import worker, worker_tasks
from tui_reader.feeds.worker import ParseWorker

NAMES = (*worker_tasks.TASKS, *worker_tasks.STREAMS)


@pytest.fixture
async def streaming(monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[ParseWorker]:
    monkeypatch.setattr(worker, "_CHILD_MODULE", "tests.feeds.worker_streams")
    made = ParseWorker(seconds=1.0)
    yield made
    await made.close()


async def taken(stream: AsyncIterator[object], most: int = 1000) -> list[object]:
    answers: list[object] = []
    async for answer in stream:
        answers.append(answer)
        if len(answers) == most:
            break
    return answers


@pytest.mark.parametrize("name", NAMES)
def test_every_task_in_the_table_is_there(name: str) -> None:
    assert callable(worker_tasks.load(name))


def test_a_name_that_the_table_has_not_is_refused() -> None:
    with pytest.raises(KeyError):
        worker_tasks.load("os:system")


async def test_a_task_the_table_has_not_is_a_refusal_and_the_next_is_served(
    streaming: ParseWorker,
) -> None:
    with pytest.raises(FeedError):
        await streaming.run("os:system", "true")
    assert (await streaming.parse(page(item("<title>t</title>")))).posts[0].title == "t"


@pytest.mark.parametrize(("task", "error_class"), [("stumble", "malformed"), ("eat", "too-large")])
async def test_a_fault_that_no_task_foresaw_is_a_refusal(
    streaming: ParseWorker, task: str, error_class: str
) -> None:
    with pytest.raises(FeedError) as caught:
        await streaming.run(task, "x")
    assert caught.value.error_class == error_class


async def test_a_stream_gives_its_answers_and_ends(streaming: ParseWorker) -> None:
    assert await taken(streaming.stream("count", 300)) == list(range(300))


async def test_answers_of_a_stream_may_be_larger_than_a_pipe(streaming: ParseWorker) -> None:
    answers = await taken(streaming.stream("big", 4))
    assert answers == [bytes([number]) * 3_000_000 for number in range(4)]


@pytest.mark.parametrize(
    ("task", "error_class"),
    [
        ("refuse", "not-a-feed"),
        ("break_off", "malformed"),
        ("die", "malformed"),
        ("hang", "timeout"),
    ],
)
async def test_a_stream_that_fails_gives_what_it_had_and_says_so(
    streaming: ParseWorker, task: str, error_class: str
) -> None:
    stream = streaming.stream(task, 3)
    assert await taken(stream, 3) == [0, 1, 2]
    with pytest.raises(FeedError) as caught:
        await anext(stream)
    assert caught.value.error_class == error_class


async def test_others_are_served_during_a_stream(streaming: ParseWorker) -> None:
    async with aclosing(streaming.stream("count", 3)) as stream:
        assert await anext(stream) == 0
        await streaming.parse(page(item("<title>t</title>")))
        assert await taken(stream) == [1, 2]


async def test_a_reader_slower_than_the_time_limit_loses_nothing(streaming: ParseWorker) -> None:
    answers = []
    async for answer in streaming.stream("big", 3):
        answers.append(answer)
        await asyncio.sleep(0.6)
    assert len(answers) == 3


async def test_a_stream_left_in_the_middle_leaves_no_process(streaming: ParseWorker) -> None:
    stream = streaming.stream("big", 100)
    await anext(stream)
    await stream.aclose()
    assert not streaming._streams


async def test_closing_the_worker_ends_a_stream(streaming: ParseWorker) -> None:
    stream = streaming.stream("big", 100)
    await anext(stream)
    await streaming.close()
    with pytest.raises(FeedError):
        await taken(stream)
    with pytest.raises(FeedError):
        await taken(streaming.stream("count", 1))
