"""What every strategy promises, tried on all of them."""

import random
import tomllib
from pathlib import Path

import pytest

from tests.feeds.archive.blogs import CASES, Case
from tests.feeds.archive.servers import Asked, no, offline, page, walked
from tui_reader.errors import FetchError, UsageError
from tui_reader.feeds.archive import STRATEGIES, by_name, find, goes_on
from tui_reader.models import ArchiveFound, Page

each_strategy = pytest.mark.parametrize("case", CASES, ids=[case.id for case in CASES])


async def start(case: Case, asks: Asked) -> ArchiveFound:
    found = await by_name(case.strategy).probe(case.blog, asks)
    assert found is not None
    assert found.cursor
    asks.urls.clear()
    return found


def test_every_strategy_is_tried_here_and_has_a_name_of_its_own() -> None:
    names = [strategy.name for strategy in STRATEGIES]
    assert sorted(set(names)) == sorted(names)
    assert {case.strategy for case in CASES} == set(names)


def test_the_rule_that_keeps_strategies_apart_names_them_all() -> None:
    project = tomllib.loads((Path(__file__).parents[3] / "pyproject.toml").read_text("utf-8"))
    contracts = project["tool"]["importlinter"]["contracts"]
    kept_apart = next(each for each in contracts if each["name"] == "Strategies stand alone")
    assert {type(each).__module__ for each in STRATEGIES} <= set(kept_apart["modules"])


@each_strategy
async def test_it_brings_every_post_asks_nothing_twice_and_ends(case: Case) -> None:
    asks = Asked(case.server())
    found = await start(case, asks)
    result = await walked(by_name(case.strategy), case.blog, asks, found.cursor)
    assert set(result.guids) == case.guids
    assert asks.most_asked == 1
    assert [each.is_last for each in result.pages] == [False] * (len(result.pages) - 1) + [True]
    assert all(each.cursor for each in result.pages)
    assert 1 <= asks.most_busy <= 2


@each_strategy
async def test_it_goes_on_from_any_cursor_to_the_same_posts(case: Case) -> None:
    strategy = by_name(case.strategy)
    whole = await walked(
        strategy, case.blog, asks := Asked(case.server()), (await start(case, asks)).cursor
    )
    for pages in {1, 2, 3, len(whole.pages) // 2, len(whole.pages) - 2, len(whole.pages) - 1}:
        asks = Asked(case.server(), seed=pages)
        found = await start(case, asks)
        first = await walked(strategy, case.blog, asks, found.cursor, pages)
        rest = await walked(strategy, case.blog, asks, first.pages[-1].cursor)
        assert set(first.guids) | set(rest.guids) == case.guids
        assert asks.most_asked <= 2


@each_strategy
async def test_it_goes_on_after_the_server_was_gone(case: Case) -> None:
    strategy = by_name(case.strategy)
    server, chance = case.server(), random.Random(case.id)
    failing = False

    def answer(url: str) -> Page:
        if failing and chance.random() < 0.3:
            raise chance.choice([no(429, retry_after=7.0), no(503), offline()])
        return server(url)

    asks = Asked(answer)
    cursor = (await start(case, asks)).cursor
    failing = True
    came: set[str] = set()
    for _ in range(300):
        try:
            async for each in strategy.walk(case.blog, asks, cursor):
                came |= {post.guid or post.url for post in each.feed.posts}
                cursor = each.cursor
            break
        except FetchError:
            continue
    assert came == case.guids


@each_strategy
async def test_pages_that_repeat_or_lead_in_a_circle_end_the_walk(case: Case) -> None:
    asks = Asked(case.stuck())
    found = await start(case, asks)
    result = await walked(by_name(case.strategy), case.blog, asks, found.cursor, 1000)
    assert result.pages[-1].is_last
    assert set(result.guids) <= case.guids
    assert asks.most_asked == 1


@each_strategy
async def test_a_circle_ends_from_any_cursor_too(case: Case) -> None:
    strategy = by_name(case.strategy)
    asks = Asked(case.stuck())
    found = await start(case, asks)
    for pages in (1, 2, 4):
        first = await walked(strategy, case.blog, asks, found.cursor, pages)
        asks.urls.clear()
        rest = await walked(strategy, case.blog, asks, first.pages[-1].cursor, 1000)
        assert rest.pages[-1].is_last


@each_strategy
async def test_a_blog_that_is_nothing_of_the_kind_is_not_its_way(case: Case) -> None:
    def answer(url: str) -> Page:
        raise no()

    assert await by_name(case.strategy).probe(case.blog, Asked(answer)) is None or (
        case.blog.generator.startswith("https://wordpress.org")
    )


@each_strategy
@pytest.mark.parametrize("body", ["", "<html>Log in</html>", "[1, {}, null]", "{}", "[[]]"])
async def test_answers_of_another_kind_are_not_its_way_and_break_nothing(
    case: Case, body: str
) -> None:
    asks = Asked(lambda url: page(url, body))
    found = await by_name(case.strategy).probe(case.blog, asks)
    assert found is None or case.strategy == "wordpress"


@each_strategy
async def test_trouble_during_the_probe_is_raised(case: Case) -> None:
    def answer(url: str) -> Page:
        raise offline()

    with pytest.raises(FetchError):
        await by_name(case.strategy).probe(case.blog, Asked(answer))


@each_strategy
async def test_a_cursor_of_somebody_else_brings_no_fault(case: Case) -> None:
    asks = Asked(case.server())
    for cursor in ("", "[]", "{}", '{"left":[["x",1]],"todo":[1],"stamps":{},"next":""}'):
        result = await walked(by_name(case.strategy), case.blog, asks, cursor, 300)
        assert result.pages[-1].is_last


@each_strategy
async def test_only_from_a_cursor_of_its_own_it_is_gone_on_with(case: Case) -> None:
    asks = Asked(case.server())
    found = await start(case, asks)
    first = await walked(by_name(case.strategy), case.blog, asks, found.cursor, 1)
    assert goes_on(case.strategy, found.cursor)
    assert goes_on(case.strategy, first.pages[-1].cursor)
    for cursor in ("", "[]", "{}", "{broken", '{"page":3}'):
        assert not goes_on(case.strategy, cursor)
    assert not goes_on("former", found.cursor)


@each_strategy
async def test_find_takes_the_way_that_fits(case: Case) -> None:
    found = await find(case.blog, Asked(case.server()), wayback=True)
    assert found is not None
    assert found[0].name == found[1].strategy == case.strategy


async def test_the_last_resort_is_only_for_who_asks_for_it() -> None:
    case = next(case for case in CASES if case.strategy == "wayback")

    def answer(url: str) -> Page:
        if "web.archive.org" not in url:
            raise no()
        return case.server()(url)

    asks = Asked(answer)
    assert await find(case.blog, asks) is None
    assert not [url for url in asks.urls if "archive.org" in url]
    assert await find(case.blog, asks, wayback=True) is not None
    assert await find(case.blog, asks, only="wayback") is not None


async def test_a_name_that_no_strategy_has_is_refused_with_those_there_are() -> None:
    with pytest.raises(UsageError, match="blogger, wordpress"):
        by_name("bloger")
