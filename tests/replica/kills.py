"""Kills ``archive --comments`` (-9) at random moments, lets it go on, and judges what came of it.

``python -m tests.replica.kills --kills 50`` prints the figures.
"""

import argparse
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from tests.e2e.homes import ask
from tests.e2e.terminal import start
from tests.replica import synthetic
from tests.replica.blogger import Ways
from tests.replica.judge import judge
from tests.replica.stage import PAGES, Stage, bring, staged

POSTS, COMMENTS, LATENCY = 1500, 3000, 0.05


@dataclass(frozen=True)
class Killed:
    """One home: when it was killed, and what it was in the end.

    Attributes:
        seconds: After which it was killed, once or several times.
        posts: Kept at the first of these moments.
        faults: What is wrong in the end; empty: nothing.
        most: How often the page was asked for that was asked for most.
        again: Pages asked for more than once.
    """

    seconds: tuple[float, ...]
    posts: int
    faults: dict[str, int]
    most: int
    again: int


def kill_at(home: Path, seconds: float) -> None:
    """Start the command, kill it with all that it started, look at the store."""
    with start(["--home", str(home), "archive", "--comments", "--json"]) as process:
        time.sleep(seconds)  # the moment itself is what is tried
        os.kill(process.pid, signal.SIGKILL)
        process.communicate(timeout=30)
    assert ask(home, "PRAGMA quick_check") == [("ok",)]
    assert ask(home, "PRAGMA foreign_key_check") == []


def kept(home: Path) -> int:
    """Posts in the store."""
    return int(str(ask(home, "SELECT count(*) FROM posts")[0][0]))


def killed(stage: Stage, home: Path, moments: tuple[float, ...]) -> Killed:
    """Kill at each moment in turn, then let it come to its end."""
    stage.copy(home)
    stage.forget()
    posts = 0
    for seconds in moments:
        kill_at(home, seconds)
        posts = posts or kept(home)
    return ended_of(stage, home, moments, posts)


def ended_of(stage: Stage, home: Path, moments: tuple[float, ...], posts: int) -> Killed:
    """Let it come to its end, and judge."""
    ended = bring(home, "--comments")
    assert (ended.status, ended.last.get("event"), ended.last.get("note")) == (0, "done", ""), ended
    counts = Counter(url for url in stage.urls if PAGES.search(url))
    return Killed(
        moments,
        posts,
        judge(home, stage.site.blog).faults(),
        max(counts.values()),
        sum(times > 1 for times in counts.values()),
    )


def rehearsed(stage: Stage, home: Path) -> tuple[float, float]:
    """Bring all once: seconds until the first page was asked for, and until the end."""
    stage.copy(home)
    stage.forget()
    begun = time.monotonic()
    ended = bring(home, "--comments")
    assert ended.last.get("event") == "done", ended
    first = stage.replica.log.lines[stage.asked][2] - begun
    assert judge(home, stage.site.blog).faults() == {}
    return first, ended.seconds


def each_once(stage: Stage, folder: Path, kills: int, seed: int = 1) -> list[Killed]:
    """So many homes, each killed once at a random moment."""
    first, end = rehearsed(stage, folder / "rehearsal")
    dice = random.Random(seed)
    found = []
    for number in range(kills):
        home = folder / str(number)
        found.append(killed(stage, home, (dice.uniform(first * 0.8, end),)))
        shutil.rmtree(home)
    return found


def one_often(stage: Stage, folder: Path, kills: int, seed: int = 2) -> Killed:
    """One home, killed so many times in a row, each time soon after something was stored."""
    dice = random.Random(seed)
    home, moments = stage.copy(folder / "often"), []
    stage.forget()
    while len(moments) < kills:
        begun = time.monotonic()
        with start(["--home", str(home), "archive", "--comments", "--json"]) as process:
            if not has_moved(home, process):
                break
            time.sleep(dice.uniform(0, LATENCY * 3))
            os.kill(process.pid, signal.SIGKILL)
            process.communicate(timeout=30)
        moments.append(time.monotonic() - begun)
    return ended_of(stage, home, tuple(moments), kept(home))


def has_moved(home: Path, process: subprocess.Popen[str]) -> bool:
    """Wait until another page is stored; False where the command ends before."""
    before = cursors(home)
    while process.poll() is None:
        if cursors(home) != before:
            return True
        time.sleep(0.01)
    return False


def cursors(home: Path) -> list[tuple[object, ...]]:
    """Where both walks of a home go on, and what they have brought."""
    counts = "SELECT (SELECT count(*) FROM posts), (SELECT count(*) FROM comments)"
    return ask(home, counts)


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--kills", type=int, default=50)
    given = parser.parse_args()
    say = sys.stdout.write
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        blog = synthetic.invented(POSTS, COMMENTS)
        with staged(blog, folder / "stage", latency=LATENCY) as stage:
            found = each_once(stage, folder, given.kills)
            for each in found:
                say(f"{each}\n")
            faulty = [each for each in found if each.faults]
            say(f"{len(found)} homes killed once: {len(faulty)} faulty, no page asked for more ")
            say(f"than {max(each.most for each in found)} times, at most ")
            say(f"{max(each.again for each in found)} pages of a home more than once; kept when ")
            say(f"killed: {sorted(each.posts for each in found)}\n")
        with staged(blog, folder / "stage 25", ways=Ways(cap=25), latency=LATENCY) as stage:
            often = one_often(stage, folder, given.kills)
            counts = Counter(url for url in stage.urls if PAGES.search(url))
            say(f"one home killed {len(often.seconds)} times: {often}\n{counts.most_common(9)}\n")


if __name__ == "__main__":
    main()
