"""The lines of the sidebar: what unfolds below a blog, what its numbers say, what words find."""

import json

import pytest

from tui_reader.app.widgets.branches import Heads
from tui_reader.app.widgets.own_lines import Own, OwnLine, from_state, tag_line, to_state
from tui_reader.app.widgets.shelf import Kind, Shelf
from tui_reader.app.widgets.shelf_words import speaks_of
from tui_reader.app.widgets.shelves import (
    Everything,
    blog_shelves,
    keys_above,
    keys_of,
    parent_of,
    shelves,
    turned,
)
from tui_reader.models import (
    Blog,
    BlogError,
    Month,
    Named,
    Period,
    PostQuery,
    StaticPage,
    Tree,
    View,
)

BLOG = Blog(
    id=3,
    title="What Now?",
    url="https://news.test/",
    feed_url="https://news.test/feed",
    posts=43,
    posts_total=None,
    unread=12,
    starred=0,
    is_followed=True,
    last_fetch=None,
    next_fetch=None,
    error=None,
)
TREE = Tree(
    months=(Month(2020, 1, 31), Month(2019, 12, 12, 31), Month(2019, 11, 0, 5)),
    labels=(Named("Asia", 30), Named("Trade", 2)),
    pages=(StaticPage(77, "About"),),
    authors=(Named("A. Writer", 40), Named("B. Writer", 3)),
)


def lines(*opened: str, blog: Blog = BLOG, tree: Tree = TREE) -> list[Shelf]:
    return shelves([blog], 0, {blog.id: tree}, opened, ascii_signs=False)


def drawn(*opened: str, blog: Blog = BLOG, tree: Tree = TREE) -> list[str]:
    """Sign, title and number of each line below the first two."""
    return [
        f"{'  ' * line.depth}{line.sign} {line.title} {line.number}".rstrip()
        for line in lines(*opened, blog=blog, tree=tree)[2:]
    ]


def test_a_blog_that_is_folded_is_one_line() -> None:
    assert drawn() == ["▸ What Now? 12"]


def test_years_labels_pages_and_authors_lie_below_a_blog() -> None:
    assert drawn("3") == [
        "▾ What Now? 12",
        "  ▸ 2020 31",
        "  ▸ 2019 12/36",
        "  ▸ Labels 2",
        "  ▸ Pages 1",
        "  ▸ Authors 2",
    ]


def test_months_lie_below_a_year_with_what_is_kept_of_what_the_blog_has() -> None:
    assert drawn("3", "3/2019")[2:5] == [
        "  ▾ 2019 12/36",
        "      December 12/31",
        "      November 0/5",
    ]


def test_labels_pages_and_authors_have_names() -> None:
    unfolded = drawn("3", "3/labels", "3/pages", "3/authors")
    assert [line.strip() for line in unfolded[3:]] == [
        "▾ Labels 2",
        "Asia 30",
        "Trade 2",
        "▾ Pages 1",
        "About",
        "▾ Authors 2",
        "A. Writer 40",
        "B. Writer 3",
    ]


def test_one_author_is_no_choice_and_what_there_is_not_has_no_line() -> None:
    tree = Tree(months=TREE.months[:1], authors=TREE.authors[:1])
    assert drawn("3", tree=tree) == ["▾ What Now? 12", "  ▸ 2020 31"]


def test_comments_have_a_line_where_the_blog_tells_of_any() -> None:
    with_comments = BLOG._replace(comments=5)
    assert drawn("3", blog=with_comments)[-1] == "    Recent comments"
    assert lines("3", blog=with_comments)[-1].kind is Kind.COMMENTS


@pytest.mark.parametrize(
    ("total", "unread", "number", "size"),
    [(None, 12, "12", ""), (6043, 12, "12", "6,043"), (6043, 0, "0", "6,043"), (None, 0, "", "")],
)
def test_a_blog_says_how_many_posts_it_has_only_where_it_is_known(
    total: int | None, unread: int, number: str, size: str
) -> None:
    line = lines(blog=BLOG._replace(posts_total=total, unread=unread))[2]
    assert (line.number, line.size) == (number, size)


def test_a_blog_that_fails_says_so_folded_or_not() -> None:
    failing = BLOG._replace(error=BlogError("dns", "no such host"))
    assert lines(blog=failing)[2].sign == "!"
    assert lines("3", blog=failing)[2].is_open


@pytest.mark.parametrize(
    ("query", "keys"),
    [
        (PostQuery(), ("all",)),
        (PostQuery(period=Period(2020, 1)), ("all",)),
        (PostQuery(view=View.STARRED), ("starred",)),
        (PostQuery(blog_id=3), ("3",)),
        (PostQuery(blog_id=3, period=Period(2019)), ("3/2019", "3")),
        (PostQuery(blog_id=3, period=Period(2019, 2)), ("3/2019-02", "3/2019", "3")),
        (PostQuery(blog_id=3, label="ASIA"), ("3/labels/asia", "3/labels", "3")),
        (PostQuery(blog_id=3, author="A. Writer"), ("3/authors/A. Writer", "3/authors", "3")),
        (PostQuery(blog_id=3, pages=True), ("3/pages", "3")),
    ],
)
def test_a_list_has_its_line(query: PostQuery, keys: tuple[str, ...]) -> None:
    assert keys_of(query) == keys


@pytest.mark.parametrize("line", shelves([BLOG], 0, {3: TREE}, Everything(), ascii_signs=False)[3:])
def test_the_list_of_a_line_leads_back_to_it(line: Shelf) -> None:
    if line.kind not in (Kind.LABELS, Kind.AUTHORS, Kind.PAGE):
        assert keys_of(line.query)[0] == line.key


def test_a_line_knows_what_it_lies_below() -> None:
    all_lines = lines("3", "3/2019")
    keys = [line.key for line in all_lines]
    month = keys.index("3/2019-11")
    assert parent_of(all_lines, month) == keys.index("3/2019")
    assert parent_of(all_lines, keys.index("3")) is None
    assert keys_above(all_lines, month) == {"3", "3/2019"}


OWN = Own(
    new=3,
    searches=(OwnLine("search/1", "Birds", "heron is:unread", "oldest", 4, 2),),
    tags=(tag_line("To read", 5, 0), tag_line('a "q"', 1, 1)),
)
IN_FOLDERS = (
    BLOG._replace(id=4, title="Deep", unread=2, folders=(("News", "Tech"),)),
    BLOG._replace(id=5, title="Twice", unread=5, folders=(("News",), ("Arts",))),
    BLOG._replace(id=6, title="Loose", unread=0, is_paused=True),
)


def all_drawn(*folded: str) -> list[str]:
    all_lines = shelves(IN_FOLDERS, 7, {5: TREE}, {"5", *folded}, OWN, ascii_signs=False)
    return [
        f"{'  ' * each.depth}{each.sign} {each.title} {each.number}".rstrip() for each in all_lines
    ]


def test_a_persons_own_lines_stand_above_the_blogs() -> None:
    assert all_drawn()[:7] == [
        "✦ New 3",
        "● All posts 7",
        "★ Starred 7",
        "≈ Birds 4",
        "▾ Tags 2",
        "  # To read 5",
        '  # a "q" 1',
    ]
    assert all_drawn("-tags")[4:6] == ["▸ Tags 2", "▾ Arts 5"]


def test_a_blog_stands_in_each_of_its_folders_and_counts_once() -> None:
    assert [line.strip() for line in all_drawn("-folder/News/Tech")[7:]] == [
        *("▾ Arts 5", "▾ Twice 5", "▸ 2020 31", "▸ 2019 12/36", "▸ Labels 2", "▸ Pages 1"),
        *("▸ Authors 2", "▾ News 7", "▸ Tech 2", "▾ Twice 5", "▸ 2020 31", "▸ 2019 12/36"),
        *("▸ Labels 2", "▸ Pages 1", "▸ Authors 2", "‖ Loose"),
    ]
    assert all_drawn("-folder/Arts", "-folder/News")[7:] == ["▸ Arts 5", "▸ News 7", "‖ Loose"]


@pytest.mark.parametrize(
    ("changed", "opened"),
    [
        (IN_FOLDERS, frozenset({"5"})),
        (IN_FOLDERS, frozenset({"4", "-folder/News/Tech"})),
        ((IN_FOLDERS[0]._replace(unread=1), *IN_FOLDERS[1:]), frozenset()),
        ((*IN_FOLDERS[:2], IN_FOLDERS[2]._replace(folders=(("News", "Tech"),))), frozenset()),
        (IN_FOLDERS[:1], frozenset()),
    ],
)
def test_lines_that_stay_are_not_made_again_and_the_others_are(
    changed: tuple[Blog, ...], opened: frozenset[str]
) -> None:
    heads: Heads = {}
    before = blog_shelves(IN_FOLDERS, frozenset(), {}, heads, ascii_signs=False)
    after = blog_shelves(changed, opened, {5: TREE}, heads, ascii_signs=False)
    assert after == blog_shelves(changed, opened, {5: TREE}, ascii_signs=False)
    kept = {id(line) for line in before if line.kind is Kind.BLOG}
    equal = [line for line in after if line.kind is Kind.BLOG and line in before]
    assert equal
    assert {id(line) for line in equal} <= kept


def test_a_line_of_words_gives_the_list_that_the_words_choose() -> None:
    by_key = {line.key: line for line in shelves(IN_FOLDERS, 0, {}, (), OWN, ascii_signs=False)}
    queries = {key: line.query for key, line in by_key.items()}
    words = {key: query.filter.text for key, query in queries.items() if query.filter}
    assert words == {
        "new": "is:new",
        "search/1": "heron is:unread",
        "tags/to read": 'tag:"To read"',
        'tags/a "q"': 'tag:"a "*',
        "folder/Arts": 'folder:"/Arts"',
        "folder/News": 'folder:"/News"',
        "folder/News/Tech": 'folder:"/News/Tech"',
    }
    assert queries["search/1"].sort.value == "oldest"


def test_what_is_folded_is_told_by_few_keys() -> None:
    opened = turned(frozenset(), ["tags", "folder/News", "3"], is_open=False)
    assert opened == {"-tags", "-folder/News"}
    assert turned(opened, ["tags", "folder/News", "3"], is_open=True) == {"3"}


def test_own_lines_are_the_same_at_the_next_start() -> None:
    assert from_state(json.loads(json.dumps(to_state(OWN)))) == OWN
    assert from_state({"new": 1}) == from_state([1, "x", []]) == Own()
    assert from_state([1, [["key", 2]], []]) == Own(1)


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("2019", ["2019"]),
        ("20", ["2020", "2019"]),
        ("2019-", ["2019"]),
        ("2019-1", ["December", "November"]),
        ("2019-11", ["November"]),
        ("201911", ["November"]),
        ("2020-1", ["January"]),
        ("2020/01", ["January"]),
        ("2018-01", []),
        ("novem", ["November"]),
        ("november 2019", ["November"]),
        ("november 2020", []),
        ("asi", ["Asia"]),
        ("TRADE", ["Trade"]),
        ("b. wri", ["B. Writer"]),
        ("about", ["About"]),
        ("now", ["What Now?"]),
        ("labels", []),
    ],
)
def test_words_find_lines(words: str, found: list[str]) -> None:
    is_meant = speaks_of(words)
    everything = shelves([BLOG], 0, {3: TREE}, Everything(), ascii_signs=False)
    assert [line.title for line in everything if is_meant(line)] == found
