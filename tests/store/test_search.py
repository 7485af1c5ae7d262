"""Everything that is kept is found, the best first, and whatever is typed."""

import os
from collections.abc import Sequence

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.store.making import NOW, add_blog, make_comment, make_post, save, save_pages
from tests.store.ruling import make_rule
from tui_reader.errors import QueryError
from tui_reader.models import Flag, Hit, Hits, ParsedComments, PostQuery, Removed
from tui_reader.query import parse
from tui_reader.store import comments, marks, notes, posts, search_index, standing
from tui_reader.store import search as store_search
from tui_reader.store.database import Database

EXAMPLES = 2_000 if os.environ.get("TUI_READER_TEST_ALL") else 150


def text_of(html: str) -> str:
    return html.replace("<p>", "").replace("</p>", "\n").strip()


def learn(database: Database) -> None:
    while database.write_now(search_index.feed, text_of):
        pass


def look(database: Database, words: str, **facts: int) -> Hits:
    return database.read_now(store_search.search, parse(words), **facts)


def found(database: Database, words: str, **facts: int) -> list[int]:
    return [hit.row.id for hit in look(database, words, **facts).hits]


def line(hit: Hit) -> str:
    return "".join(f"[{piece.text}]" if piece.is_match else piece.text for piece in hit.snippet)


def keep(database: Database, blog_id: int, *texts: tuple[str, str], **facts: object) -> None:
    """Keep posts by title and text, numbered from 1, the last the newest."""
    posts = [
        make_post(number, title=title, html=html, **facts)
        for number, (title, html) in enumerate(texts, 1)
    ]
    save(database, blog_id, *posts)
    learn(database)


def say(database: Database, post_id: int, *texts: str, **facts: object) -> None:
    given = tuple(make_comment(number, html=text, **facts) for number, text in enumerate(texts))
    database.write_now(
        comments.save_thread, post_id, ParsedComments(given, None), NOW, is_whole=True
    )


@pytest.fixture
def blog_id(database: Database) -> int:
    return add_blog(database)


def test_a_word_in_the_title_counts_more_than_one_in_the_text(
    database: Database, blog_id: int
) -> None:
    keep(
        database,
        blog_id,
        ("Birds", "A heron and another heron, heron after heron."),
        ("The heron", "It stood there."),
        ("Fish", "None to be seen."),
    )
    assert found(database, "heron") == [2, 1]
    assert found(database, "herón HERON") == [2, 1]


def test_a_title_that_is_the_words_comes_first(database: Database, blog_id: int) -> None:
    keep(
        database,
        blog_id,
        ("On the bridge", "bridge"),
        ("The bridge on the river and on the bridge", "On the bridge, on the bridge."),
        ("The on bridge", "on the bridge on the bridge"),
    )
    assert found(database, "on the bridge")[0] == 1


@pytest.mark.parametrize(
    ("words", "ids"),
    [
        ("破産", [1]),
        ("京都", [2]),
        ("京", [2]),
        ("都", [2]),
        ("東京都庁", []),
        ("한국", [3]),
        ("국어", [3]),
        ("ไทย", [4]),
        ("eron", [5]),
        ("schiff", [5]),
        ("her*", [5]),
        ("zebra", []),
        ('"grey heron"', [5]),
        ('"heron grey"', []),
        ("heron -grey", []),
        ("heron -🦢 -zebra", [5]),
        ("-heron -京都 -破産 -한국", [4]),
        ("heron OR 京都", [2, 5]),
        ("text:tokyo", [2]),
        ("title:tokyo", []),
        ("cafe", [5]),
        ("🦢 heron", [5]),
        ("🦢", []),
    ],
)
def test_every_script_and_parts_of_words_are_found(
    database: Database, blog_id: int, words: str, ids: list[int]
) -> None:
    keep(
        database,
        blog_id,
        ("自己破産とは", "仕組み"),
        ("東京都", "Ｔｏｋｙｏ"),
        ("배우다", "한국어를 배우다"),
        ("ภาษาไทย", "-"),
        ("Birds", "The grey heron and the Donaudampfschiffe at the café"),
    )
    assert sorted(found(database, words)) == ids


def test_a_part_of_a_word_is_looked_for_only_where_no_word_is_like_it(
    database: Database, blog_id: int
) -> None:
    keep(database, blog_id, ("A part", "art"), ("Parts", "start"))
    assert found(database, "art") == [1]
    assert sorted(found(database, "tar")) == [2]


def test_what_leaves_out_or_hides_never_means_parts_of_words(
    database: Database, blog_id: int
) -> None:
    keep(database, blog_id, ("Herons", "-"), ("Birds", "-"))
    assert found(database, "-eron") == [2, 1]
    assert found(database, "herons -eron") == [1]
    query = PostQuery(filter=parse("-eron"))
    assert list(database.read_now(posts.index, query).ids) == [2, 1]
    make_rule(database, "eron")
    assert found(database, "herons") == [1]


def test_comments_and_notes_are_found_and_said_to_be(database: Database, blog_id: int) -> None:
    keep(database, blog_id, ("Birds", "nothing"), ("Fish", "nothing either"))
    say(database, 1, "<p>no</p>", "<p>I saw a <heron> there</p>", author="Ann")
    database.write_now(notes.set_note, 2, "See the *pelican*.", NOW)
    assert look(database, "pelican").pending == 2
    learn(database)
    [hit] = look(database, "heron").hits
    assert (hit.row.id, hit.comment_id, hit.comment_author) == (1, 2, "Ann")
    assert line(hit) == "I saw a <[heron]> there"
    assert found(database, "in:comments heron") == [1]
    assert found(database, "text:heron") == []
    [hit] = look(database, "pelican").hits
    assert (hit.row.id, hit.in_note, hit.comment_id) == (2, True, None)
    assert line(hit) == "See the *[pelican]*."
    assert found(database, "in:notes pelican") == [2]


def test_words_of_a_comment_follow_it(database: Database, blog_id: int) -> None:
    keep(database, blog_id, ("Birds", "nothing"))
    for words, facts, ids in (
        ("heron", {}, [1]),
        ("egret", {}, [1]),
        ("egret", {"removed": Removed.BY_AUTHOR}, []),
    ):
        say(database, 1, f"<p>{words}</p>", **facts)
        learn(database)
        assert found(database, words) == ids
        assert found(database, "heron") == ([1] if words == "heron" else [])


def test_posts_of_other_blogs_hidden_ones_and_pages(database: Database, blog_id: int) -> None:
    other, visited = add_blog(database, "other"), add_blog(database, "seen", followed=False)
    keep(database, blog_id, ("A heron", "-"))
    for number, each in enumerate((other, visited), 2):
        save(database, each, make_post(number, title="A heron"))
    save_pages(database, blog_id, make_post(9, title="About", html="herons and a heron"))
    learn(database)
    assert sorted(found(database, "heron")) == [1, 2, 4]
    assert found(database, "heron", blog_id=visited) == [3]
    assert found(database, "heron is:page") == [4]
    database.write_now(marks.set_flag, [3], Flag.STARRED, True)
    assert sorted(found(database, "heron")) == [1, 2, 3, 4]
    database.write_now(standing.set_standing, other, "removed", NOW)
    assert sorted(found(database, "heron")) == [1, 3, 4]


def test_other_conditions_narrow_what_words_find(database: Database, blog_id: int) -> None:
    keep(database, blog_id, *((f"Heron {number}", "-") for number in range(6)))
    database.write_now(marks.set_flag, [2, 5], Flag.STARRED, True)
    assert found(database, "heron is:starred") == [5, 2]
    assert found(database, "is:starred") == [5, 2]
    assert found(database, "heron OR is:starred") == [6, 5, 4, 3, 2, 1]
    assert (look(database, "heron", limit=2).total, found(database, "heron", limit=2)) == (
        6,
        [6, 5],
    )


def test_more_than_can_be_ranked_come_by_title_and_then_the_newest_first(
    database: Database, blog_id: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(store_search, "MOST_RANKED", 4)
    texts = [("A heron" if number == 3 else "Birds", "a heron") for number in range(1, 8)]
    keep(database, blog_id, *texts)
    hits = look(database, "heron")
    assert [hit.row.id for hit in hits.hits] == [3, 7, 6, 5, 4]
    assert (hits.total, hits.is_bounded) == (4, True)


def test_nothing_asked_for_is_nothing_found(database: Database, blog_id: int) -> None:
    save(database, blog_id, make_post(1))
    assert look(database, "") == Hits((), 0, pending=1)


PIECES: Sequence[str] = (
    *(
        "heron",
        "京都",
        "한",
        "é",
        "*",
        '"',
        "(",
        ")",
        "-",
        "OR",
        "AND",
        "NOT",
        "NEAR(a b)",
        "{",
        "}",
    ),
    *(
        "title:",
        "in:comments",
        "is:starred",
        "before:2020",
        "comments:>1",
        ":",
        "^",
        "+",
        "\\",
        "%",
    ),
    *("\0", "\ud800", "'", ";", "🦢", "\N{COMBINING ACUTE ACCENT}", "a" * 300, "_", "AND*", "0"),
)


@settings(
    max_examples=EXAMPLES,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(
    st.one_of(st.text(max_size=40), st.lists(st.sampled_from(PIECES), max_size=7).map(" ".join)),
    st.booleans(),
)
def test_whatever_is_typed_finds_something_or_nothing(
    database: Database, words: str, is_typing: bool
) -> None:
    if not database.read_now(search_index.pending) and not found(database, "is:unread"):
        keep(database, add_blog(database), ("A heron", "at 京都 한국 été"), ("0", "-"))
    try:
        chosen = parse(words, is_typing=is_typing)
    except QueryError:
        return
    hits = database.read_now(store_search.search, chosen.at(NOW.date()))
    assert 0 <= len(hits.hits) <= hits.total
