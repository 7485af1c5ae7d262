"""``tui-reader fetch`` with ``pictures = "fetched"``: what it brings, and what a kill leaves."""

import json
import os
import signal
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.e2e.homes import ask, follow_all
from tests.e2e.servers import ATOM, Answer, Server, Site, not_found, validators
from tests.e2e.terminal import run, start
from tests.fakeblog import START, FakeBlog, FakePost
from tests.gallery import flag, saved

PICTURES = 24
PATIENCE = 20.0


def picture(number: int) -> bytes:
    """A picture unlike any other."""
    return saved(flag(20 + number, 30), "PNG")


class Album(Site):
    """A blog of one post with many pictures, one of which is not there."""

    def __init__(self) -> None:
        self.host = ""
        self.seconds = 0.0
        """How long a picture takes."""

    def answer(self, path: str, query: str) -> Answer:
        if path == "/feed":
            images = "".join(f'<p><img src="/{n}.png"></p>' for n in range(PICTURES + 1))
            post = FakePost(1, "An album", f"<p>Look:</p>{images}", START)
            blog = FakeBlog(self.host, title="Albums", posts=[post], scheme="http")
            body = blog.atom()
            return Answer(200, body, {"Content-Type": ATOM, **validators(body)})
        time.sleep(self.seconds)
        number = path.strip("/").removesuffix(".png")
        if number.isdigit() and int(number) < PICTURES:
            return Answer(200, picture(int(number)), {"Content-Type": "image/png"})
        return not_found()


@pytest.fixture
def album() -> Album:
    return Album()


@pytest.fixture
def server(album: Album) -> Iterator[Server]:
    with Server(album) as server:
        album.host = f"127.0.0.1:{server.port}"
        yield server


@pytest.fixture
def home(tmp_path: Path, server: Server) -> Path:
    follow_all(tmp_path, [f"{server.url}/feed"])
    (tmp_path / "config.toml").write_text('pictures = "fetched"\n')
    return tmp_path


def files(home: Path) -> list[Path]:
    folder = home / "cache" / "pictures"
    return sorted(folder.iterdir()) if folder.exists() else []


def test_a_fetch_brings_pictures_and_says_how_many(home: Path, server: Server) -> None:
    done = run("--home", str(home), "fetch")
    assert (done.returncode, done.stderr) == (0, "")
    fetched, came, summed_up = done.stdout.splitlines()
    assert ": 1 new" in fetched
    assert came.endswith(f": {PICTURES + 1} pictures, 1 of them did not come")
    assert summed_up == "1 new post"
    assert {file.read_bytes() for file in files(home)} == {picture(n) for n in range(PICTURES)}
    asked = len(server.requests)
    run("--home", str(home), "fetch", "--force")
    assert [path for path, _ in server.requests[asked:]] == ["/feed"]


def test_the_same_as_json(home: Path) -> None:
    told = run("--home", str(home), "fetch", "--json").stdout.splitlines()
    assert [json.loads(line) for line in told] == [
        {"event": "fetched", "blog_id": 1, "new": 1, "changed": 0},
        {"event": "pictures", "blog_id": 1, "total": PICTURES + 1, "failed": 1},
    ]


def test_without_the_setting_no_picture_is_asked_for(home: Path, server: Server) -> None:
    (home / "config.toml").unlink()
    run("--home", str(home), "fetch")
    run("--home", str(home), "show", "1")
    assert [path for path, _ in server.requests] == ["/feed"]
    assert files(home) == []


@pytest.mark.parametrize("after", [1, 4, 11])
def test_a_kill_leaves_whole_pictures_only(
    home: Path, server: Server, album: Album, after: int
) -> None:
    album.seconds = 0.02
    with start(["--home", str(home), "fetch", "--json"]) as process:
        deadline = time.monotonic() + PATIENCE
        while len(server.requests) < 1 + after and time.monotonic() < deadline:
            time.sleep(0.001)
        os.kill(process.pid, signal.SIGKILL)
        process.communicate(timeout=PATIENCE)
    assert ask(home, "PRAGMA quick_check") == [("ok",)]
    whole = {picture(n) for n in range(PICTURES)}
    kept = {str(name): size for name, size in ask(home, "SELECT file, bytes FROM pictures")}
    there = {file.name: file.read_bytes() for file in files(home) if file.suffix == ".png"}
    assert set(there.values()) <= whole
    assert kept.keys() <= there.keys()
    assert all(len(there[name]) == size for name, size in kept.items())
    assert ask(home, "SELECT count(*) FROM posts") == [(1,)]
    assert run("--home", str(home), "fetch", "--force").returncode == 0
