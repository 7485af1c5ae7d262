"""A large archive is brought at its server's pace, in level memory, while keys are answered.

``TUI_READER_TEST_ALL=1`` walks all 17,461 posts (425 MB); every run walks the newest 2,000.
``python -m tests.replica.scale`` prints the figures for any latency.
"""

import os
from pathlib import Path

import pytest

from tests.e2e.test_many_blogs import GIVEN_UP_SECONDS, cut
from tests.replica.scale import by_command, while_reading
from tests.shared import needs_corpus

ALL = bool(os.environ.get("TUI_READER_TEST_ALL"))
BLOG, POSTS = ("scale", 17_461) if ALL else ("scale-2000", 2000)
LATENCY = 1.0
"""Seconds; Blogger needs about so long for 150 whole posts. Below half of it, this machine is the
slower of the two."""

pytestmark = [needs_corpus, pytest.mark.sockets]


def test_the_command_asks_for_little_and_keeps_two_requests_under_way(tmp_path: Path) -> None:
    measured = by_command(BLOG, tmp_path, LATENCY if ALL else LATENCY / 5)
    assert measured.posts == POSTS
    assert measured.most_busy == 2
    assert measured.requests <= -(-POSTS // 150) * 1.05 + 1
    if ALL:  # a few pages begin one at a time, and end with what is read while nothing is asked
        assert measured.seconds <= measured.least * 1.3, measured.figures()
    memory = measured.own_memory
    assert measured.third(2, memory) <= measured.third(0, memory) * 1.3 + 10, measured.figures()


def test_keys_are_answered_while_the_reader_brings_an_archive(tmp_path: Path) -> None:
    measured = while_reading(BLOG, tmp_path, LATENCY / 5)
    assert measured.posts == POSTS
    assert max(measured.seen.moves) < GIVEN_UP_SECONDS, measured.figures()
    if ALL:
        assert cut(measured.seen.moves, 95) <= 50, measured.figures()
