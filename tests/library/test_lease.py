"""One program at a time walks a blog; one that is dead, asleep or far away holds up nobody."""

import os
import platform
import subprocess
import sys
from datetime import timedelta

from tests.fakeblog import START
from tui_reader.library.lease import STALE, is_over, own_name
from tui_reader.store.leases import Lease


def held_by(pid: int, machine: str = "") -> Lease:
    return Lease(f"{machine or platform.node() or '-'} {pid} aabbccdd", START)


def test_who_lives_and_has_just_said_so_holds_it() -> None:
    assert not is_over(held_by(os.getpid()), START + STALE)
    assert not is_over(Lease(own_name(), START), START)


def test_nobody_and_who_was_silent_too_long_hold_nothing() -> None:
    assert is_over(None, START)
    assert is_over(held_by(os.getpid()), START + STALE + timedelta(seconds=1))
    assert is_over(held_by(os.getpid()), START - timedelta(days=400)), "the clock was set back"


def test_a_program_that_was_killed_holds_nothing_at_once() -> None:
    with subprocess.Popen([sys.executable, "-c", ""]) as ended:
        ended.wait()
    assert is_over(held_by(ended.pid), START)


def test_of_another_machine_only_its_silence_is_known() -> None:
    with subprocess.Popen([sys.executable, "-c", ""]) as ended:
        ended.wait()
    far = held_by(ended.pid, "elsewhere")
    assert not is_over(far, START)
    assert is_over(far, START + timedelta(minutes=3))


def test_each_holder_of_one_process_has_a_name_of_its_own() -> None:
    assert own_name() != own_name()
