"""Draw the README's pictures: the real reader, on its guide and three invented blogs.

No network and no clock: the same program always draws the same bytes. ``make screenshots`` writes
them; with ``--check`` nothing is written and those that are stale are named.
"""

import asyncio
import os
import re
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from textual.pilot import Pilot
from textual.widgets import Input
from textual.worker import WorkerCancelled

from tests.fakeblog import FakeBlog, FakeNet, FakePost
from tui_reader.app.app import ReaderApp
from tui_reader.config import load
from tui_reader.library.library import Library
from tui_reader.store.database import Database

FOLDER: Final = Path(__file__).parents[1] / "screenshots"
NOW: Final = datetime(2026, 11, 20, 9, 30, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Picture:
    """What is drawn, and what is pressed before."""

    name: str
    columns: int
    rows: int
    steps: tuple[str, ...]
    """Keys as Textual names them, with blanks between; after each step all work is waited for."""
    theme: str = "reader-dark"


TO_GUIDE: Final = "shift+tab G enter"
ADDRESS: Final = " ".join("weather") + " full_stop " + " ".join("example")
PICTURES: Final = (
    Picture(
        "reader", 120, 36, ("shift+tab G space j space k enter", "G " + "k " * 10 + "s", "j enter")
    ),
    Picture("months", 120, 30, ("shift+tab G k space enter", "H", "left " * 21)),
    Picture("comments", 100, 30, (TO_GUIDE, "j j j", "c", "j j j")),
    Picture("pictures", 100, 30, (TO_GUIDE, "G " + "k " * 4 + "enter", "z")),
    Picture("narrow", 60, 20, (TO_GUIDE, "j j enter")),
    Picture("links", 100, 22, (TO_GUIDE, "g j j enter", "L", "j j j")),
    Picture("search", 100, 26, (TO_GUIDE, "S", "o f f l i n e")),
    Picture("help", 100, 22, ("question_mark", "u n r e a d")),
    Picture("add", 90, 22, (TO_GUIDE, "enter", "a", ADDRESS)),
    Picture("light", 90, 26, (TO_GUIDE, "j " * 9 + "enter"), theme="reader-light"),
)


def invented(host: str, title: str, *titles: str) -> FakeBlog:
    """A blog with a post a day, of which nobody has read any."""
    days = range(1, len(titles) + 1)
    posts = [
        FakePost(100 - day, words, f"<p>{words}.</p>", NOW - timedelta(days=day), comments=day)
        for day, words in zip(days, titles, strict=True)
    ]
    return FakeBlog(host, title, posts)


def long_lived(host: str, title: str) -> FakeBlog:
    """A blog with a post every few days for eight years, in some seasons more than in others."""
    day, posts = NOW - timedelta(days=2), list[FakePost]()
    while day.year > NOW.year - 8:
        words = f"{WEATHER[len(posts) % len(WEATHER)]}, {day:%B}"
        labels = (WATCHES[len(posts) % len(WATCHES)],)
        number = 2_000 - len(posts)
        posts.append(FakePost(number, words, f"<p>{words}.</p>", day, labels, len(posts) % 7))
        season = abs(6 - day.month) + (day.year * 7 + day.month * 5) % 11
        day -= timedelta(days=1 + season, hours=season)
    return FakeBlog(host, title, posts)


WEATHER: Final = ("Fog before noon", "Wind from the west", "Two ships", "The lamp again", "Rain")
WATCHES: Final = ("Morning watch", "Night watch")
BLOGS: Final = (
    invented("bread.example", "Bread and Butter", "Rye, again", "What the oven knows"),
    invented("harbour.example", "Harbour Notes", "Ferries in fog", "A list of ropes", "Low water"),
    invented("night.example", "The Night Sky", "Leonids over the lake"),
    long_lived("lamp.example", "Under the Lamp"),
)


async def draw(picture: Picture, home: Path) -> str:
    """Start the reader in an empty folder, press the keys, and return what it shows as SVG."""
    config = load(home, {})
    library = Library(
        Database.open(config.paths.store_file),
        config,
        transport=FakeNet(*BLOGS),
        now=lambda: NOW,
        host_gap=0.0,
        look=lambda: True,
    )
    try:
        await fill(library)
        app = ReaderApp(library, config)
        async with app.run_test(size=(picture.columns, picture.rows)) as pilot:
            app.theme = picture.theme
            for step in ("", *picture.steps):
                await pilot.press(*step.split())
                await settle(pilot)
            for line in app.screen.query(Input):
                line.cursor_blink = False
            return tidy(app.export_screenshot(title="tui-reader"))
    finally:
        await library.close()


async def fill(library: Library) -> None:
    """Follow the invented blogs and keep the guide."""
    for blog in BLOGS:
        await library.add_blog(blog.home)
    await library.open_guide()


async def settle(pilot: Pilot[None]) -> None:
    """Wait until nothing is being done any more."""
    await pilot.pause()
    while running := [worker for worker in pilot.app.workers if not worker.is_finished]:
        with suppress(WorkerCancelled):
            await pilot.app.workers.wait_for_complete(running)
        await pilot.pause()


def tidy(svg: str) -> str:
    """A picture that is the same each time, asks no server for its letters, and keeps blanks."""
    svg = re.sub(r"terminal-\d+", "reader", svg)
    svg = re.sub(r"\s*@font-face \{.*?\}", "", svg, flags=re.DOTALL)
    svg = svg.replace("<svg ", '<svg xml:space="preserve" ', 1).replace("&#160;", " ")
    return "\n".join(line.rstrip() for line in svg.splitlines()) + "\n"


@contextmanager
def surroundings() -> Iterator[None]:
    """The same environment on every machine, as far as the reader looks at it."""
    before = dict(os.environ)
    os.environ.pop("NO_COLOR", None)
    os.environ |= {"TZ": "UTC", "TERM": "xterm-256color", "COLORTERM": "truecolor"}
    time.tzset()
    try:
        yield
    finally:
        os.environ.clear()
        os.environ.update(before)
        time.tzset()


def draw_all() -> dict[str, str]:
    """Draw every picture: file name -> SVG."""
    drawn = {}
    for picture in PICTURES:
        with TemporaryDirectory() as home, surroundings():
            drawn[f"{picture.name}.svg"] = asyncio.run(draw(picture, Path(home)))
    return drawn


def stale(drawn: dict[str, str], folder: Path = FOLDER) -> list[str]:
    """The pictures in a folder that are missing, not what is drawn now, or not drawn any more."""
    kept = {file.name: file.read_text("utf-8") for file in folder.glob("*.svg")}
    return sorted(name for name in kept | drawn if kept.get(name) != drawn.get(name))


def main(arguments: Sequence[str]) -> int:
    """Write the pictures, or with ``--check`` name those that are stale."""
    drawn = draw_all()
    if "--check" in arguments:
        for name in (old := stale(drawn)):
            print(f"screenshots/{name} is stale; run: make screenshots")
        return 1 if old else 0
    for name, svg in drawn.items():
        (FOLDER / name).write_text(svg, "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
