"""A blog with a life of years, of whose posts the feed gives the newest ten; for several tests."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from tests.app.stage import Stage
from tests.fakeblog import FakeBlog, FakeClock, FakeNet, FakePost
from tui_reader.config import load
from tui_reader.library.library import Library
from tui_reader.models import PostQuery
from tui_reader.store.database import Database

NOW: Final = datetime(2026, 1, 5, 12, tzinfo=UTC)
FIRST_YEAR: Final = 2019
MONTHS: Final = (1, 3, 7)
"""In which months there are posts: two in each, on the 5th and the 20th."""


def life(newest: int | None = None) -> FakeBlog:
    """Seven years with six posts each, and one post of this year; two authors, two labels."""
    days = [datetime(2026, 1, 2, 9, tzinfo=UTC)]
    days += [
        datetime(year, month, day, 9, tzinfo=UTC)
        for year in range(2025, FIRST_YEAR - 1, -1)
        for month in reversed(MONTHS)
        for day in (20, 5)
    ]
    posts = [
        FakePost(
            number,
            f"Written {day:%Y-%m-%d}",
            f"<p>Text of {day:%B %Y}.</p>",
            day,
            ("Winter",) if day.month == 1 else ("Summer", "Travel"),
            author="B. Writer" if day.year == 2020 else "A. Writer",
        )
        for number, day in zip(range(len(days), 0, -1), days, strict=True)
    ]
    return FakeBlog("life.test", "A life", posts, newest=newest, cap=12)


async def kept(home: Path, blog: FakeBlog) -> Stage:
    """A reader that follows this blog alone, and lists its posts."""
    net, clock = FakeNet(blog), FakeClock(NOW)
    config = load(home, {})
    database = Database.open(config.paths.store_file)
    library = Library(database, config, transport=net, now=clock, host_gap=0.0, look=lambda: True)
    added, _ = await library.add_blog(blog.home)
    await library.save_state("place", {"blog_id": PostQuery(blog_id=added.id).blog_id})
    await library.close()
    return Stage(home, net, clock)
