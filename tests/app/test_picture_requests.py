"""Opening a post asks nobody, whatever stands in it, unless the person said otherwise."""

from collections import Counter
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.app.stage import Stage
from tests.fakeblog import FakeClock, FakeNet, FakePost
from tests.gallery import Gallery, jpeg, png

HERE, AWAY = "https://shots.test", "https://cdn.test"
LETTER = f"""
    <p>Words before. <img src="{AWAY}/dot.gif" width="1" height="1"></p>
    <p><a href="{AWAY}/door.jpg"><img src="{AWAY}/door.jpg" alt="a door"></a></p>
    <p><img src="/wall.png" srcset="{AWAY}/wall2.png 2x" alt="a wall"></p>
    <link rel="stylesheet" href="{AWAY}/style.css"><script src="{AWAY}/count.js"></script>
    <iframe src="{AWAY}/frame"></iframe>
    <video poster="{AWAY}/poster.png" src="{AWAY}/v.mp4"></video>
    <img src="https://feeds.feedburner.com/~r/x/~4/8l" alt=""><p>Words after.</p>
"""


@pytest.fixture(autouse=True)
def _with_colours(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without colours no picture is drawn in a text, so none is fetched for it."""
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.setenv("COLORTERM", "truecolor")


@pytest.fixture
def gallery() -> Gallery:
    posts = [
        FakePost(number, f"Letter {number}", LETTER, datetime(2026, 1, number, tzinfo=UTC))
        for number in (3, 2, 1)
    ]
    return Gallery("shots.test", "Shots", posts, pictures={"/wall.png": png(200, 100)})


@pytest.fixture
def stage(tmp_path: Path, gallery: Gallery) -> Stage:
    away = Gallery("cdn.test", pictures={"/door.jpg": jpeg(300, 200)})
    net = FakeNet(gallery, away, Gallery("feeds.feedburner.com"))
    return Stage(tmp_path, net, FakeClock())


def asked(stage: Stage) -> Counter[str]:
    assert isinstance(stage.net, FakeNet)
    return Counter(
        f"https://{request.url.host}{request.url.path}" for request in stage.net.requests
    )


async def read_all(stage: Stage, *keys: str) -> None:
    """Read every letter to its end, go back, look at the help, and come back to the first."""
    async with stage.open(HERE) as reader:
        assert isinstance(stage.net, FakeNet)
        stage.net.requests.clear()
        await reader.press(
            "enter", *keys, "G", "n", "G", "n", "G", "p", "p", "tab", "tab", "escape"
        )
        await reader.press("question_mark", "escape")


@pytest.mark.parametrize("setting", ["asked", "never"])
async def test_reading_asks_nobody(stage: Stage, setting: str) -> None:
    stage.settings["pictures"] = setting
    await read_all(stage)
    assert asked(stage) == Counter()


@pytest.mark.parametrize("setting", ["opened", "fetched"])
async def test_where_it_is_wanted_pictures_come_when_a_post_is_opened_and_once(
    stage: Stage, setting: str
) -> None:
    stage.settings["pictures"] = setting
    await read_all(stage)
    assert asked(stage) == Counter({f"{AWAY}/door.jpg": 1, f"{HERE}/wall.png": 1})
    await read_all(stage)
    assert asked(stage) == Counter()


async def test_where_pictures_are_never_wanted_the_key_asks_nobody_either(stage: Stage) -> None:
    stage.settings["pictures"] = "never"
    await read_all(stage, "I", "i", "escape")
    assert asked(stage) == Counter()


async def test_the_key_asks_for_the_pictures_of_the_open_post_only(stage: Stage) -> None:
    await read_all(stage, "I")
    assert asked(stage) == Counter({f"{AWAY}/door.jpg": 1, f"{HERE}/wall.png": 1})
