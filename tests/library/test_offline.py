from datetime import UTC, datetime

import pytest

from tui_reader.library.offline import Watch

NOW = datetime(2026, 1, 5, 12, tzinfo=UTC)


class Network:
    """A switch in place of the kernel's routes."""

    def __init__(self, *, is_up: bool = True) -> None:
        self.is_up = is_up

    def __call__(self) -> bool:
        return self.is_up


def test_nothing_asked_yet_is_not_offline() -> None:
    assert not Watch(look=Network()).is_offline


def test_no_route_at_the_start_is_offline_and_its_return_asks_for_a_refresh() -> None:
    network = Network(is_up=False)
    watch = Watch(look=network)
    assert watch.is_offline
    assert watch.look() is False
    network.is_up = True
    assert watch.look() is True
    assert not watch.is_offline
    assert watch.look() is False


@pytest.mark.parametrize(
    ("asked", "silent", "offline"),
    [
        ({"a"}, ["a"], True),
        ({"a", "b"}, ["a"], False),
        ({"a", "b"}, ["a", "b"], True),
        ({"a", "b"}, ["a", "a"], False),
        ({"a", "b", "c", "d"}, ["a", "b", "c"], True),
        (set(), ["dead"], False),
        ({"a"}, ["dead"], False),
    ],
)
def test_offline_when_every_host_that_answered_before_is_silent(
    asked: set[str], silent: list[str], offline: bool
) -> None:
    watch = Watch(look=Network())
    watch.begin(asked)
    for host in silent:
        watch.unreached(host)
    assert watch.is_offline is offline


@pytest.mark.parametrize(
    ("silent", "heard", "in_doubt"),
    [([], False, False), (["a"], False, True), (["a"], True, False), (["a", "b"], False, False)],
)
def test_too_few_silences_are_a_doubt(silent: list[str], heard: bool, in_doubt: bool) -> None:
    watch = Watch(look=Network())
    watch.begin({"a", "b"})
    for host in silent:
        watch.unreached(host)
    if heard:
        watch.answered(NOW)
    assert watch.is_in_doubt is in_doubt


def test_a_knock_that_nobody_opens_to_is_offline_unless_somebody_else_was_heard() -> None:
    watch = Watch(look=Network())
    watch.begin({"a", "b"})
    watch.answered(NOW)
    watch.fell_silent(since=None)
    assert not watch.is_offline
    watch.fell_silent(since=NOW)
    assert watch.is_offline
    watch.answered(NOW)
    assert not watch.is_offline


def test_any_answer_means_online_and_is_remembered() -> None:
    watch = Watch(look=Network())
    watch.begin({"a"})
    watch.unreached("a")
    watch.answered(NOW)
    assert not watch.is_offline
    assert watch.last_answer == NOW


def test_three_dead_hosts_beside_one_that_answered_are_not_offline() -> None:
    watch = Watch(look=Network())
    watch.begin({"good", "a", "b", "c"})
    watch.answered(NOW)
    for host in "abc":
        watch.unreached(host)
    assert not watch.is_offline


def test_offline_is_not_unsaid_by_merely_asking_again() -> None:
    watch = Watch(look=Network())
    watch.begin({"a"})
    watch.unreached("a")
    watch.begin({"a", "b", "c"})
    assert watch.is_offline


def test_a_blog_on_this_machine_that_answers_without_a_route_means_online() -> None:
    network = Network(is_up=False)
    watch = Watch(look=network)
    watch.answered(NOW)
    assert watch.look() is False
    assert not watch.is_offline
    network.is_up = True
    watch.look()
    network.is_up = False
    watch.look()
    assert watch.is_offline, "what answered before the route was lost proves nothing now"
