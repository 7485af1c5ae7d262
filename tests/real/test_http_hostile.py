import asyncio
import resource
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from tests.real.player import generator, play
from tests.shared import HOSTILE, needs_hostile
from tui_reader.errors import FetchError
from tui_reader.feeds.http import Http, Patience
from tui_reader.models import Validators

pytestmark = [
    needs_hostile,
    # gen.py leaves the files it read to the garbage collector.
    pytest.mark.filterwarnings("ignore::ResourceWarning"),
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
]

NOW = datetime(2026, 1, 5, 10, 0, tzinfo=UTC)
QUICK = Patience().scaled(0.05)
STEADY = Patience().scaled(0.15)
"""For what must be answered: a busy machine may take a second to do so."""
MIB_IN_KIB = 1024


def client(patience: Patience = QUICK) -> Http:
    return Http(
        user_agent="tui-reader/0.1.0",
        contact="https://reader.example",
        patience=patience,
        now=lambda: NOW,
    )


async def fetch(http: Http, url: str, validators: Validators) -> tuple[str, Validators]:
    """One fetch of a reader that keeps validators as the store does: after a good answer only."""
    try:
        answer = await http.get(url, validators, typed=True)
    except FetchError as error:
        return error.error_class, validators
    return type(answer).__name__, answer.validators


@pytest.mark.parametrize(
    ("name", "error_class"),
    [
        ("br-bomb.http", "encoding"),
        ("gzip-bomb.http", "too-large"),
        ("short-body.http", "network"),
        ("redirect-file.http", "blocked-scheme"),
        ("redirect-metadata.http", "blocked-address"),
        ("redirect-loop.scenario.json", "redirect"),
        ("drip-forever.scenario.json", "timeout"),
    ],
)
async def test_a_hostile_answer_is_refused_with_its_class(name: str, error_class: str) -> None:
    with play(name) as played:
        async with client() as http:
            with pytest.raises(FetchError) as caught:
                await http.get(played.url, typed=True)
        assert caught.value.error_class == error_class
        if played.player.sc:
            assert played.faults(name) == []


@pytest.mark.parametrize("name", ["br-bomb.http", "gzip-bomb.http", "gzip-bomb-200mb.http"])
async def test_a_bomb_takes_less_than_32_mib(name: str, tmp_path: Path) -> None:
    make = generator().RECIPES.get(name)
    if make:
        (tmp_path / name).write_bytes(make())
    with play(name, tmp_path if make else HOSTILE) as played:
        async with client(Patience()) as http:
            before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
            with pytest.raises(FetchError):
                await http.get(played.url, typed=True)
            after = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    assert after - before < 32 * MIB_IN_KIB


@pytest.mark.parametrize(
    ("name", "answers"),
    [
        ("etag-changes-lm-same.scenario.json", ["Page", "Page", "NotModified"]),
        ("same-body-new-validators.scenario.json", ["Page", "Page", "NotModified"]),
        ("not-modified-new-etag.scenario.json", ["Page", "NotModified", "NotModified"]),
        ("cookies-and-query.scenario.json", ["Page", "NotModified", "NotModified"]),
        ("gone-410.scenario.json", ["Page", "gone"]),
        ("html-200-after-feed.scenario.json", ["Page"]),
    ],
)
async def test_validators_go_back_as_the_scenario_wants(name: str, answers: list[str]) -> None:
    with play(name) as played:
        validators, seen = Validators(), []
        async with client() as http:
            for _ in answers:
                kind, validators = await fetch(http, played.url, validators)
                seen.append(kind)
        assert seen == answers
        wanted = [fault for fault in played.faults(name) if "never came" not in fault]
        assert wanted == []


async def test_a_server_that_limits_says_until_when() -> None:
    with play("rate-limit-429.scenario.json") as played:
        async with client() as http:
            await http.get(played.url, typed=True)
            with pytest.raises(FetchError) as caught:
                await http.get(played.url, typed=True)
    assert caught.value.error_class == "rate-limited"
    assert caught.value.retry_at == NOW + timedelta(seconds=7200)


async def test_twenty_dead_feeds_do_not_keep_twenty_good_ones_waiting(tmp_path: Path) -> None:
    name = "slow-20.scenario.json"
    (tmp_path / name).write_bytes(generator().RECIPES[name]())
    with play(name, tmp_path) as played:
        async with client(STEADY) as http:

            async def ask(path: str) -> str:
                return (await fetch(http, played.base + path, Validators()))[0]

            paths = [f"/{kind}{n}.xml" for kind in ("dead", "good") for n in range(20)]
            async with asyncio.timeout(60 * 0.15 + 3):
                answers = await asyncio.gather(*map(ask, paths))
    assert answers == ["timeout"] * 20 + ["Page"] * 20
