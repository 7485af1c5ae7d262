import asyncio
from collections import Counter

import pytest

from tui_reader.feeds.manners import Manners, Places


class FakeTime:
    """A clock that only moves when somebody waits for it."""

    def __init__(self) -> None:
        self.now = 100.0

    def clock(self) -> float:
        return self.now

    async def sleep(self, seconds: float) -> None:
        until = self.now + seconds
        await asyncio.sleep(0)
        self.now = max(self.now, until)


async def test_starts_at_one_host_are_a_gap_apart() -> None:
    time = FakeTime()
    manners = Manners(gap=1.0, per_host=1, clock=time.clock, sleep=time.sleep)
    starts = []
    for _ in range(4):
        async with manners.turn("blog.example"):
            starts.append(time.now)
    assert starts == [100.0, 101.0, 102.0, 103.0]


async def test_a_host_that_was_left_alone_long_enough_is_asked_at_once() -> None:
    time = FakeTime()
    manners = Manners(gap=1.0, clock=time.clock, sleep=time.sleep)
    async with manners.turn("blog.example"):
        time.now += 5
    async with manners.turn("blog.example"):
        assert time.now == 105.0


@pytest.mark.parametrize(
    ("hosts", "most", "most_at_one"),
    [
        (["blog.example"] * 12, 2, 2),
        ([f"{n}.example" for n in range(20)], 8, 1),
        (["127.0.0.1"] * 20, 8, 8),
    ],
)
async def test_so_many_at_once_and_no_more(hosts: list[str], most: int, most_at_one: int) -> None:
    manners = Manners(gap=0)
    running: Counter[str] = Counter()
    seen, seen_at_one = 0, 0

    async def ask(host: str) -> None:
        nonlocal seen, seen_at_one
        async with manners.turn(host):
            running[host] += 1
            seen = max(seen, running.total())
            seen_at_one = max(seen_at_one, running[host])
            for _ in range(5):
                await asyncio.sleep(0)
            running[host] -= 1

    await asyncio.gather(*(ask(host) for host in hosts))
    assert (seen, seen_at_one) == (most, most_at_one)


async def test_many_blogs_on_one_slow_host_leave_room_for_others() -> None:
    manners = Manners(gap=0)
    is_over = asyncio.Event()

    async def hang() -> None:
        async with manners.turn("slow.example"):
            await is_over.wait()

    async with asyncio.TaskGroup() as tasks:
        for _ in range(20):
            tasks.create_task(hang())
        await asyncio.sleep(0)
        async with asyncio.timeout(5), manners.turn("quick.example"):
            is_over.set()


async def test_this_machine_is_asked_without_a_gap() -> None:
    time = FakeTime()
    manners = Manners(gap=1.0, clock=time.clock, sleep=time.sleep)
    for _ in range(3):
        async with manners.turn("localhost"):
            pass
    assert time.now == 100.0


async def walked(manners: Manners, time: FakeTime, *answer_times: float) -> list[float]:
    """When each request of a walk started, one after the other."""
    starts = []
    for seconds in answer_times:
        async with manners.turn("blog.example", walking=True):
            starts.append(round(time.now - 100, 3))
            time.now += seconds
    return starts


@pytest.mark.parametrize(
    ("answer_times", "starts"),
    [
        ((0.0, 0.0, 0.0), [0.0, 0.1, 0.2]),
        ((1.0, 1.0, 1.0), [0.0, 1.0, 2.0]),
    ],
    ids=["at least a tenth of a second", "one lane is never held up by an even server"],
)
async def test_a_walk_keeps_the_pace_of_its_server(
    answer_times: tuple[float, ...], starts: list[float]
) -> None:
    time = FakeTime()
    manners = Manners(gap=1.0, clock=time.clock, sleep=time.sleep)
    assert await walked(manners, time, *answer_times) == starts


async def test_starts_of_a_walk_are_half_of_the_last_answer_time_apart() -> None:
    time = FakeTime()
    manners = Manners(gap=1.0, clock=time.clock, sleep=time.sleep)
    await walked(manners, time, 4.0, 0.0)
    time.now = 200.0
    await walked(manners, time, 3.0)
    async with (
        manners.turn("blog.example", walking=True),
        manners.turn("blog.example", walking=True),
    ):
        assert time.now == 204.5


async def test_a_feed_asked_during_a_walk_waits_its_own_gap() -> None:
    time = FakeTime()
    manners = Manners(gap=1.0, clock=time.clock, sleep=time.sleep)
    await walked(manners, time, 0.0)
    async with manners.turn("blog.example"):
        assert time.now == 101.0


async def enter(places: Places, inside: list[int], leave: asyncio.Event) -> None:
    async with places.place():
        inside.append(len(inside))
        await leave.wait()


@pytest.mark.parametrize(
    ("slow", "patience", "most"),
    [(0, 0.0, 2), (3, 0.0, 5), (3, 60.0, 2)],
    ids=["none may be slow", "three may", "nobody was slow yet"],
)
async def test_who_takes_long_makes_room_for_another_up_to_a_bound(
    slow: int, patience: float, most: int
) -> None:
    places = Places(2, slow=slow, patience=patience)
    inside: list[int] = []
    leave = asyncio.Event()
    tasks = [asyncio.create_task(enter(places, inside, leave)) for _ in range(12)]
    for _ in range(100):
        await asyncio.sleep(0)
    assert len(inside) == most
    leave.set()
    await asyncio.gather(*tasks)
    assert len(inside) == 12


async def test_places_are_as_many_after_slow_ones_as_before() -> None:
    places = Places(1, slow=1, patience=0.0)
    for _ in range(3):
        inside: list[int] = []
        leave = asyncio.Event()
        tasks = [asyncio.create_task(enter(places, inside, leave)) for _ in range(4)]
        for _ in range(100):
            await asyncio.sleep(0)
        assert len(inside) == 2
        leave.set()
        await asyncio.gather(*tasks)
