"""Words choose the posts that they say, of any list, in any order, and raise nothing else."""

import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.query.test_parser import WORDS
from tests.store.making import NOW, add_blog, make_feed, make_post, save, save_pages
from tui_reader.clean import minutes_to_read
from tui_reader.errors import QueryError
from tui_reader.models import Flag, PostQuery, Sort, View
from tui_reader.query import Filter, parse
from tui_reader.store import blogs, folders, marks, post_lists, posts, search_index, tags
from tui_reader.store.database import Database

TITLES = ("Heron on the lake", "Störche", "the Crow", "“An owl”", "", "鳥の話")
LABELS = ((), ("Séa birds",), ("Birds", "Séa birds"), ("Lakes",))
AUTHORS = ("Änna Berg", "Bo", "", "Anna-Lena")
COMMENTS = (None, 0, 3, 12)
TODAY = NOW.date()


@dataclass(frozen=True)
class Kept:
    """One post as it was written."""

    id: int
    blog_id: int
    title: str
    author: str
    labels: tuple[str, ...]
    comments: int | None
    words: int
    day: date
    instant: datetime
    has_picture: bool
    is_read: bool
    is_starred: bool
    is_tagged: bool
    has_note: bool
    is_new: bool
    is_begun: bool
    is_changed: bool
    is_hidden: bool


class Stored:
    """A store, and what was written into it."""

    def __init__(self, database: Database, kept: list[Kept]) -> None:
        self.database = database
        self.kept = kept

    def __repr__(self) -> str:
        return "the store"

    def ids(self, query: PostQuery) -> list[int]:
        return list(self.database.read_now(posts.index, query).ids)


@pytest.fixture(scope="module")
def stored(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stored]:
    """Two followed blogs, the second paused and in a folder, and 96 posts; a third is removed."""
    database = Database.open(Path(tmp_path_factory.mktemp("filters")) / "reader.db")
    kept = [post for number in range(2) for post in _fill(database, number)]
    save_pages(database, 1, make_post(9_001, title="About herons", author="Bo"))
    gone = add_blog(database, "gone", title="Gone")
    save(database, gone, make_post(9_002, title="Heron"), make_post(9_003, title="Heron"))
    database.write_now(marks.set_flag, _newest(database, gone)[:1], Flag.STARRED, True)
    database.write_now(blogs.remove, gone)
    database.write_now(_mark, kept)
    while database.write_now(search_index.feed, str):
        pass
    yield Stored(database, kept)
    database.close_now()


def _newest(database: Database, blog_id: int) -> Sequence[int]:
    return database.read_now(posts.index, PostQuery(blog_id=blog_id)).ids


def _fill(database: Database, number: int) -> list[Kept]:
    title = ("What Now?", "Nëxt one")[number]
    blog_id = add_blog(database, f"blog{number}", title=title)
    made = [_post(number * 48 + n) for n in range(48)]
    save(
        database,
        blog_id,
        *(
            make_post(
                n,
                title=post.title,
                html=_html(post),
                author=post.author,
                labels=post.labels,
                comments=post.comments,
                published=post.instant,
            )
            for n, post in enumerate(made, number * 48)
        ),
        feed=make_feed(title),
    )
    ids = sorted(_newest(database, blog_id))
    return [
        Kept(**{**_facts(post), "id": post_id, "blog_id": blog_id})
        for post_id, post in zip(ids, made, strict=True)
    ]


def _html(post: Kept) -> str:
    return ("word " * post.words).strip() + "<IMG/src=a.png>" * post.has_picture


def _facts(post: Kept) -> dict[str, object]:
    return {name: getattr(post, name) for name in Kept.__dataclass_fields__}


def _post(n: int) -> Kept:
    instant = NOW - timedelta(days=n * 11, minutes=n)
    is_read, is_kept = n % 3 == 0, n % 10 in (1, 2)
    return Kept(
        id=0,
        blog_id=0,
        title=TITLES[n % 6],
        author=AUTHORS[n // 2 % 4],
        labels=LABELS[n // 3 % 4],
        comments=COMMENTS[n % 4],
        words=(1, 114, 115, 346, 700)[n % 5],
        day=instant.date(),
        instant=instant,
        has_picture=n % 7 == 0,
        is_read=is_read,
        is_starred=n % 10 == 1,
        is_tagged=n % 10 == 2,
        has_note=n % 20 == 2,
        is_new=not is_read and n < 20,
        is_begun=n % 8 == 5,
        is_changed=n % 9 == 4,
        is_hidden=n % 11 == 5 and not is_kept,
    )


def _mark(connection: sqlite3.Connection, kept: Sequence[Kept]) -> None:
    connection.execute("INSERT INTO tags VALUES (7, 'später', 'Später')")
    connection.execute("INSERT INTO hide_rules VALUES (1, 'x', 0)")
    connection.execute("INSERT INTO state VALUES ('last_time', '1000')")
    connection.execute("UPDATE blogs SET is_paused = 1 WHERE id = 2")
    connection.execute("""INSERT INTO blog_folders VALUES (2, '["News", "Old Ones"]')""")
    for post in kept:
        connection.execute(
            "UPDATE statuses SET is_read = ?, is_starred = ?, is_changed = ?, first_seen = ?,"
            " position = 0.5, position_at = ? WHERE id = ?",
            (
                *(post.is_read, post.is_starred, post.is_changed, 2_000 if post.is_new else 1_000),
                *(1 if post.is_begun else None, post.id),
            ),
        )
        if post.is_tagged:
            connection.execute("INSERT INTO post_tags VALUES (7, ?)", (post.id,))
        if post.has_note:
            connection.execute("INSERT INTO notes VALUES (?, 'Remember the osprey', 0)", (post.id,))
        if post.is_hidden:
            connection.execute("INSERT INTO hidden_posts VALUES (?, 1, 0)", (post.id,))


LEAVES: dict[str, Callable[[Kept], bool]] = {
    "heron": lambda post: "Heron" in post.title,
    "HÉRON": lambda post: "Heron" in post.title,
    "stor*": lambda post: post.title == "Störche",
    '"an owl"': lambda post: "An owl" in post.title,
    '"owl an"': lambda post: False,
    "鳥": lambda post: "鳥" in post.title,
    "title:word": lambda post: False,
    "text:word": lambda post: True,
    "in:notes osprey": lambda post: post.has_note,
    "in:comments osprey": lambda post: False,
    'label:"sea birds"': lambda post: "Séa birds" in post.labels,
    "label:s*": lambda post: "Séa birds" in post.labels,
    "label:bird": lambda post: False,
    "label:*": lambda post: bool(post.labels),
    "author:anna": lambda post: "nna" in post.author,
    'author:"änna berg"': lambda post: post.author == "Änna Berg",
    "tag:SPATER": lambda post: post.is_tagged,
    "tag:none": lambda post: False,
    "blog:next": lambda post: post.blog_id == 2,
    'blog:"what now"': lambda post: post.blog_id == 1,
    "blog:2": lambda post: post.blog_id == 2,
    "blog:blog0.example": lambda post: post.blog_id == 1,
    "blog:Gone": lambda post: False,
    "folder:news": lambda post: post.blog_id == 2,
    'folder:"news/old ones"': lambda post: post.blog_id == 2,
    "folder:old": lambda post: False,
    "folder:old*": lambda post: post.blog_id == 2,
    "is:unread": lambda post: not post.is_read,
    "is:read": lambda post: post.is_read,
    "is:starred": lambda post: post.is_starred,
    "is:new": lambda post: post.is_new,
    "is:begun": lambda post: post.is_begun,
    "is:changed": lambda post: post.is_changed,
    "is:paused": lambda post: post.blog_id == 2,
    "is:hidden": lambda post: post.is_hidden,
    "has:comments": lambda post: bool(post.comments),
    "has:note": lambda post: post.has_note,
    "has:tag": lambda post: post.is_tagged,
    "has:picture": lambda post: post.has_picture,
    "comments:0": lambda post: post.comments == 0,
    "comments:>3": lambda post: (post.comments or 0) > 3,
    "comments:<=3": lambda post: post.comments is not None and post.comments <= 3,
    "words:>=115": lambda post: post.words >= 115,
    "words:<115": lambda post: post.words < 115,
    "minutes:1": lambda post: minutes_to_read(post.words) == 1,
    "minutes:>1": lambda post: minutes_to_read(post.words) > 1,
    "minutes:<=2": lambda post: minutes_to_read(post.words) <= 2,
    "after:2019": lambda post: post.day >= date(2019, 1, 1),
    "before:2019-05": lambda post: post.day < date(2019, 5, 1),
    "on:2019-10": lambda post: (post.day.year, post.day.month) == (2019, 10),
    "after:90d": lambda post: post.day >= TODAY - timedelta(90),
    "before:1y": lambda post: post.day < date(2019, 1, 30),
    "on:today": lambda post: post.day == TODAY,
}
"""What each word of the language says of a post, in Python."""


def chosen_by(text: str) -> Filter:
    return parse(text).at(TODAY)


@pytest.mark.parametrize("text", LEAVES)
def test_each_word_chooses_the_posts_it_says(stored: Stored, text: str) -> None:
    kept = stored.kept
    ours = [post for post in kept if text == "is:hidden" or not post.is_hidden]
    wanted = {post.id for post in ours if LEAVES[text](post)}
    of_others = set(stored.ids(PostQuery(View.STARRED))) if text == "is:starred" else set()
    assert set(stored.ids(PostQuery(filter=chosen_by(text)))) == wanted | of_others
    left = {post.id for post in kept if not post.is_hidden and not LEAVES[text](post)}
    assert set(stored.ids(PostQuery(filter=chosen_by(f"-({text})")))) == left


SIGNS: dict[str, Callable[[bool, bool], bool]] = {
    "({} {})": lambda one, other: one and other,
    "({} OR {})": lambda one, other: one or other,
    "({} -{})": lambda one, other: one and not other,
    "({} OR -{})": lambda one, other: one or not other,
}
# What brings posts of blogs that are gone, and hidden ones, has its own tests.
_COMMON = sorted(LEAVES.keys() - {"is:starred", "is:hidden"})


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    texts=st.lists(st.sampled_from(_COMMON), min_size=2, max_size=5),
    signs=st.lists(st.sampled_from(sorted(SIGNS)), min_size=4, max_size=4),
    view=st.sampled_from((View.ALL, View.UNREAD)),
    label=st.sampled_from(("", "birds")),
    sort=st.sampled_from(Sort),
    limit=st.sampled_from((None, 3)),
)
def test_words_together_choose_what_they_say_in_any_list_and_order(
    stored: Stored,
    texts: list[str],
    signs: list[str],
    view: View,
    label: str,
    sort: Sort,
    limit: int | None,
) -> None:
    kept = stored.kept
    text, said = f"({texts[0]})", [LEAVES[texts[0]](post) for post in kept]
    for more, sign in zip(texts[1:], signs, strict=False):
        text = sign.format(text, f"({more})")
        said = [SIGNS[sign](one, LEAVES[more](post)) for one, post in zip(said, kept, strict=True)]
    wanted = [
        post
        for post, is_said in zip(kept, said, strict=True)
        if is_said
        and not post.is_hidden
        and (view is View.ALL or not post.is_read)
        and (not label or "Birds" in post.labels)
    ]
    chosen = chosen_by(text)
    query = PostQuery(view, label=label, filter=chosen, sort=sort, limit=limit)
    assert stored.ids(query) == [post.id for post in _ordered(wanted, sort)][:limit]
    unread = sum(not post.is_read for post in wanted)
    assert stored.database.read_now(post_lists.count, query) == (len(wanted), unread)


def _ordered(kept: Sequence[Kept], sort: Sort) -> list[Kept]:
    newest = sorted(kept, key=lambda post: (post.instant, post.id), reverse=True)
    match sort:
        case Sort.OLDEST:
            return newest[::-1]
        case Sort.COMMENTS:
            return sorted(newest, key=lambda post: 1 if post.comments is None else -post.comments)
        case Sort.LENGTH:
            return sorted(newest, key=lambda post: -post.words)
        case Sort.TITLE:
            return sorted(newest, key=_place_of_title)
    return newest


def _place_of_title(post: Kept) -> tuple[int, int]:
    if post.title:
        names = ("“An owl”", "Heron on the lake", "Störche", "the Crow", "", "鳥の話")
        return names.index(post.title), 0
    return 4, 1 if post.words > 1 else 2 * post.has_picture


def test_what_was_kept_of_a_blog_that_is_gone_is_still_chosen(
    stored: Stored,
) -> None:
    [starred] = stored.ids(PostQuery(View.STARRED, blog_id=3))
    for text, is_there in (("is:starred heron", True), ("heron", False), ("title:heron", False)):
        assert (starred in stored.ids(PostQuery(filter=chosen_by(text)))) == is_there


def test_pages_are_chosen_only_where_they_are_asked_for(
    stored: Stored,
) -> None:
    [page] = stored.ids(PostQuery(pages=True))
    for text in ("is:page", "is:page herons", "is:page (heron* OR is:begun) -crow"):
        assert stored.ids(PostQuery(filter=chosen_by(text))) == [page], text
    for text in ("herons", "-is:read herons", "is:page crow", "is:page OR herons"):
        assert page not in stored.ids(PostQuery(filter=chosen_by(text))), text
    assert stored.ids(PostQuery(pages=True, filter=chosen_by("crow"))) == []
    for text, many in (("is:page", 1), ("is:page crow", 0), ("is:page OR is:page", 0)):
        query = PostQuery(filter=chosen_by(text))
        assert stored.database.read_now(post_lists.count, query) == (many, 0), text
        assert len(stored.ids(query)) == many, text


def test_of_a_persons_own_names_that_differ_by_an_accent_the_one_that_was_said_is_meant(
    database: Database,
) -> None:
    first, second = (add_blog(database, name) for name in ("one", "two"))
    for number, blog_id in enumerate((first, second), 1):
        save(database, blog_id, make_post(number))
    for post_id, name in enumerate(("Café", "cafe"), 1):
        database.write_now(tags.set_tag, [post_id], name, True)
    database.write_now(folders.set_folders, first, [["News"], ["Séa"]])
    database.write_now(folders.set_folders, second, [["Daily", "News"], ["Sea"]])
    for text, ids in {
        "tag:CAFÉ": [1],
        "tag:cafe": [2],
        "tag:càfe": [1, 2],
        "tag:caf*": [1, 2],
        "folder:séa": [1],
        "folder:sea": [2],
        "folder:news": [1, 2],
        "folder:/news": [1],
        "folder:/daily/news": [2],
        "folder:/dai*": [2],
    }.items():
        assert sorted(database.read_now(posts.index, PostQuery(filter=parse(text))).ids) == ids, (
            text
        )
    assert [tag.posts for tag in database.read_now(tags.list_tags)] == [1, 1]


def test_nothing_asked_for_is_every_post(stored: Stored) -> None:
    every = stored.database.read_now(posts.index, PostQuery())
    assert stored.database.read_now(posts.index, PostQuery(filter=chosen_by(" "))) == every
    assert len(every) == 96 - sum(n % 11 == 5 and n % 10 not in (1, 2) for n in range(96))


def test_a_time_ago_is_refused_until_it_has_its_day(stored: Stored) -> None:
    with pytest.raises(QueryError):
        stored.ids(PostQuery(filter=parse("after:7d")))


def _plan(connection: sqlite3.Connection, query: PostQuery) -> list[str]:
    asked = post_lists.list_query(connection, query)
    assert asked is not None
    return [row[3] for row in connection.execute(f"EXPLAIN QUERY PLAN {asked[0]}", asked[1])]


@pytest.mark.parametrize("text", ["heron -crow", "is:unread comments:>3", "label:birds OR words:9"])
def test_a_list_by_date_is_never_sorted_for_its_words(stored: Stored, text: str) -> None:
    for sort in (Sort.NEWEST, Sort.OLDEST):
        query = PostQuery(filter=chosen_by(text), sort=sort, limit=9)
        plan = stored.database.read_now(_plan, query)
        assert [step for step in plan if "INDEX list_" in step]
        assert not [step for step in plan if "ORDER BY" in step]


def test_a_rule_that_only_another_version_can_read_keeps_no_post_away(database: Database) -> None:
    blog_id = add_blog(database)
    for words in ("future:(", "title:heron"):
        database.write_now(_add_rule, words)
    save(database, blog_id, make_post(1, title="Heron"), make_post(2))
    assert len(database.read_now(posts.index, PostQuery())) == 1
    assert len(database.read_now(posts.index, PostQuery(filter=parse("is:hidden")))) == 1


def _add_rule(connection: sqlite3.Connection, words: str) -> None:
    connection.execute("INSERT INTO hide_rules (filter, added) VALUES (?, 0)", (words,))


@settings(max_examples=2_000, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(text=WORDS, is_typing=st.booleans())
def test_whatever_is_typed_chooses_posts_or_is_told(
    stored: Stored, text: str, is_typing: bool
) -> None:
    with suppress(QueryError):
        chosen = parse(text, is_typing=is_typing).at(TODAY)
        assert len(stored.ids(PostQuery(filter=chosen, limit=3))) <= 3
