"""Many blogs are asked while one reads: the good ones come, the dead ones hold up nobody.

``TUI_READER_TEST_BLOGS=500`` asks for acceptance's own numbers: 50 of them bad, and a key answered
within 50 ms. ``python -m tests.e2e.test_many_blogs`` prints the figures.
"""

import os
import random
import re
import sys
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path
from statistics import quantiles

from tests.e2e.homes import ask, follow_all
from tests.e2e.many_blogs import ManyBlogs, serving
from tests.e2e.terminal import Terminal

BLOGS = int(os.environ.get("TUI_READER_TEST_BLOGS", "60"))
BAD_SHARE = 10
POSTS = 5
KEY_SECONDS = 0.05
GIVEN_UP_SECONDS = 2.0
BAR = re.compile(r"fetching [▓░]+ ([\d,]+)/([\d,]+)")
CURSOR = "▌".encode()


@dataclass
class Seen:
    """What a person at the screen sees of one fetch.

    Attributes:
        keys: Seconds from each key to the first byte that answers.
        moves: Seconds from each key to the cursor drawn anew.
        arrived: Seconds since the start, and posts kept by then.
        bars: Numbers in the header: done, total.
    """

    keys: list[float] = field(default_factory=list)
    moves: list[float] = field(default_factory=list)
    arrived: list[tuple[float, int]] = field(default_factory=list)
    bars: list[tuple[int, int]] = field(default_factory=list)

    def figures(self) -> str:
        """Median, 95th percentile and worst, in milliseconds."""
        return "; ".join(
            f"{name}: {len(times)} keys, p50 {cut(times, 50):.1f}, p95 {cut(times, 95):.1f}, "
            f"worst {max(times) * 1000:.1f} ms"
            for name, times in (("first byte", self.keys), ("cursor drawn", self.moves))
        )


def cut(times: list[float], percent: int) -> float:
    """A percentile, in milliseconds."""
    return quantiles(times, n=100)[percent - 1] * 1000


def mixed(many: ManyBlogs) -> list[str]:
    """Good and bad ones in no order, but the same at each run."""
    urls = many.good_urls + many.bad_urls
    random.Random(1).shuffle(urls)
    return urls


def read_while_fetching(terminal: Terminal, home: Path, good_posts: int, seconds: float) -> Seen:
    """Move up and down every 50 ms until every good blog's posts are there."""
    seen = Seen()
    begun = time.monotonic()
    keys = iter(("j", "k") * 100_000)
    while time.monotonic() - begun < seconds:
        press(terminal, next(keys), seen)
        if len(seen.keys) % 4 == 0:
            if bar := BAR.search(terminal.lines[0]):
                seen.bars.append((int(bar[1].replace(",", "")), int(bar[2].replace(",", ""))))
            count = int(str(ask(home, "SELECT count(*) FROM posts")[0][0]))
            seen.arrived.append((time.monotonic() - begun, count))
            if count >= good_posts:
                break
    return seen


def press(terminal: Terminal, key: str, seen: Seen) -> None:
    """Press a key, time what answers, and take in what else is drawn until the next one."""
    while terminal.read(0):
        pass
    place = len(terminal.output)
    begun = time.perf_counter()
    terminal.press(key)
    first = moved = None
    while moved is None and time.perf_counter() - begun < GIVEN_UP_SECONDS:
        if terminal.read(0.5):
            now = time.perf_counter() - begun
            first = first or now
            moved = now if CURSOR in terminal.output[place:] else None
    seen.keys.append(first or GIVEN_UP_SECONDS)
    seen.moves.append(moved or GIVEN_UP_SECONDS)
    while (rest := begun + KEY_SECONDS - time.perf_counter()) > 0:
        terminal.read(rest)


def watch(blogs: int, home: Path, seconds: float) -> tuple[Seen, int, str]:
    """Open the reader on so many blogs; what was seen, and how many posts there should be."""
    bad = blogs // BAD_SHARE
    with serving(blogs - bad, bad, posts=POSTS, latency=0.1 if blogs < 100 else 0.004) as many:
        follow_all(home, mixed(many))
        (home / "config.toml").write_text("fetch_on_start = false\n", encoding="utf-8")
        with Terminal("--home", str(home)) as terminal:
            terminal.wait_to_open()
            terminal.press("R")
            terminal.wait(lambda: BAR.search(terminal.lines[0]), "the bar")
            terminal.wait_for("Post 5 of blog")
            seen = read_while_fetching(terminal, home, many.good * POSTS, seconds)
            terminal.press("\x18")  # what is not asked yet stays unasked
            terminal.wait(lambda: not BAR.search(terminal.lines[0]), "the end of the bar")
            # Top and bottom of one picture may come in two pieces.
            terminal.wait(lambda: re.search("Stopped|Asked", terminal.text), "what came of it")
            screen = terminal.text
            terminal.press("q")
            assert terminal.end() == 0
        return seen, many.good * POSTS, screen


def test_good_blogs_come_as_they_answer_keys_are_answered_and_the_bar_counts(
    tmp_path: Path,
) -> None:
    seen, posts, screen = watch(BLOGS, tmp_path, seconds=60 if BLOGS < 100 else 300)
    assert seen.arrived[-1][1] == posts
    assert any(0 < count < posts for _, count in seen.arrived), "all came at once"
    assert {total for _, total in seen.bars} == {BLOGS}
    assert len({done for done, _ in seen.bars}) > 1
    assert "Stopped." in screen or "Asked" in screen
    assert max(seen.moves) < GIVEN_UP_SECONDS, seen.figures()
    if BLOGS >= 500:
        assert cut(seen.moves, 95) <= 50, seen.figures()


def main() -> None:
    """Print the figures of one fetch of 500 blogs."""
    before = os.getloadavg()
    with tempfile.TemporaryDirectory() as home:
        seen, posts, _ = watch(500, Path(home), seconds=300)
    say = sys.stdout.write
    say(f"load before {before[0]:.2f}, after {os.getloadavg()[0]:.2f}\n{seen.figures()}\n")
    for share in (0.25, 0.5, 0.75, 0.9, 1.0):
        at = next((at for at, count in seen.arrived if count >= posts * share), None)
        say(f"{share:.0%} of the good posts after {at and round(at, 1)} s\n")
    say(f"bar: {seen.bars[:2]} … {seen.bars[-2:]}\n")


if __name__ == "__main__":
    main()
