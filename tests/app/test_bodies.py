"""A post of which an archive gave only the title has its text asked for when it is opened."""

from pathlib import Path

import pytest

from tests.app.stage import Reader, Stage
from tests.fakeblog import FakeClock
from tests.replica.archives import Archive, ArchiveWays
from tests.replica.server import Net
from tests.replica.synthetic import invented

ADDRESS = "https://maps.test"


@pytest.fixture
def titles(tmp_path: Path) -> tuple[Stage, Net]:
    """A blog of thirty posts without any paging: ten in its feed, all in its sitemap."""
    site = Archive(invented(30, 0), ArchiveWays(kind="sitemap"), base=ADDRESS)
    net = Net(site)
    return Stage(tmp_path, net, FakeClock()), net  # type: ignore[arg-type]  # a transport as well


async def at_the_oldest(reader: Reader) -> None:
    """Bring the archive, and go to its oldest post."""
    await reader.press("A", "G")


async def test_the_text_comes_when_the_post_is_opened(titles: tuple[Stage, Net]) -> None:
    stage, _ = titles
    async with stage.open(ADDRESS) as reader:
        await at_the_oldest(reader)
        before = reader.cursor_row.words
        await reader.press("enter")
        article = reader.screen.desk.reading.article
        assert article
        assert len(article.html) > 100
        assert reader.cursor_row.words > before, "the list knows its length, too"
        assert reader.message == ""


async def test_without_network_the_title_stays_and_why_is_said(
    titles: tuple[Stage, Net],
) -> None:
    stage, net = titles
    async with stage.open(ADDRESS) as reader:
        await at_the_oldest(reader)
        net.is_up = False
        await reader.press("enter")
        assert reader.is_error
        assert reader.open_title
        net.is_up = True
        await reader.press("p", "n")
        article = reader.screen.desk.reading.article
        assert article
        assert len(article.html) > 100
