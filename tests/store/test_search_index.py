"""The index follows the posts through the change log, whatever comes between."""

import random
import sqlite3
from pathlib import Path

import pytest

from tests.store.indexed import check_index
from tests.store.making import add_blog, make_post, save
from tui_reader.limits import MIB
from tui_reader.store import blogs, search_index
from tui_reader.store.connections import open_writer
from tui_reader.store.database import Database
from tui_reader.store.migrate import MIGRATIONS, migrate

WORDS = ("harbour", "bridge", "Café", "letter", "money")


def feed_all(database: Database, limit: int = 7) -> None:
    while database.write_now(search_index.feed, str, limit):
        pass
    assert database.read_now(search_index.pending) == 0


def matches(database: Database, word: str) -> list[int]:
    def query(connection: sqlite3.Connection) -> list[int]:
        rows = connection.execute("SELECT rowid FROM search WHERE search MATCH ?", (word,))
        return sorted(row[0] for row in rows)

    return database.read_now(query)


def test_posts_are_found_by_title_text_and_label_once_fed(database: Database) -> None:
    blog_id = add_blog(database)
    save(database, blog_id, make_post(1, title="Harbour", html="<p>Crème</p>", labels=("Asia",)))
    assert database.read_now(search_index.pending) == 1
    assert matches(database, "harbour") == []
    assert database.write_now(search_index.feed, str) == 1
    for word in ("harbour", "creme", "asia", "title:harbour", "labels:asia"):
        assert matches(database, word) == [1], word
    assert database.write_now(search_index.feed, str) == 0


def test_an_edit_takes_the_old_words_away(database: Database) -> None:
    blog_id = add_blog(database)
    save(database, blog_id, make_post(1, title="Harbour", html="bridge", labels=("Asia",)))
    feed_all(database)
    save(database, blog_id, make_post(1, title="Letter", html="bridge", labels=("Asia",)))
    save(database, blog_id, make_post(1, title="Letter", html="money", labels=("Zoo",)))
    assert database.read_now(search_index.pending) == 1
    feed_all(database)
    for word, found in {"harbour": [], "bridge": [], "asia": [], "letter": [1], "zoo": [1]}.items():
        assert matches(database, word) == found, word
    database.write_now(check_index)


def test_a_comment_count_is_nothing_to_index(database: Database) -> None:
    blog_id = add_blog(database)
    save(database, blog_id, make_post(1, comments=1))
    feed_all(database)
    save(database, blog_id, make_post(1, comments=2))
    assert database.read_now(search_index.pending) == 0


def test_a_batch_ends_early_when_its_posts_are_long(database: Database) -> None:
    blog_id = add_blog(database)
    save(database, blog_id, *(make_post(n, html="word " * (MIB // 9)) for n in range(6)))
    fed = [database.write_now(search_index.feed, str) for _ in range(4)]
    assert fed == [2, 2, 2, 0]


def test_a_batch_that_fails_loses_no_entry(database: Database) -> None:
    blog_id = add_blog(database)
    save(database, blog_id, *map(make_post, range(10)))
    database.write_now(search_index.feed, str, 3)
    save(database, blog_id, *(make_post(n, html="edited") for n in range(10)))

    def feed_and_fail(connection: sqlite3.Connection) -> None:
        assert search_index.feed(connection, str, 5) == 5
        raise ZeroDivisionError

    for _ in range(3):
        with pytest.raises(ZeroDivisionError):
            database.write_now(feed_and_fail)
    assert database.read_now(search_index.pending) == 10
    feed_all(database)
    database.write_now(check_index)


@pytest.mark.parametrize("seed", range(8))
def test_the_index_agrees_with_the_posts_after_anything(database: Database, seed: int) -> None:
    chance = random.Random(seed)
    blog_id = add_blog(database)
    for _ in range(60):
        step = chance.random()
        if step < 0.6:
            change_some(database, blog_id, chance)
        elif step < 0.85:
            database.write_now(search_index.feed, str, chance.randrange(1, 9))
        else:
            database.write_now(blogs.remove, blog_id)
            database.write_now(blogs.clear_removed, chance.randrange(1, 9))
            add_blog(database)
    feed_all(database)
    database.write_now(check_index)
    for word in WORDS:
        assert matches(database, word) == found_by_reading(database, word), word


def change_some(database: Database, blog_id: int, chance: random.Random) -> None:
    save(
        database,
        blog_id,
        *(
            make_post(
                number,
                title=chance.choice(WORDS),
                html=" ".join(chance.choices(WORDS, k=3)),
                labels=(chance.choice(WORDS),) * chance.randrange(2),
            )
            for number in chance.sample(range(30), chance.randrange(1, 6))
        ),
    )


def found_by_reading(database: Database, word: str) -> list[int]:
    def query(connection: sqlite3.Connection) -> list[int]:
        rows = connection.execute("SELECT post_id, title, text, labels FROM searchable")
        return sorted(row[0] for row in rows if any(word in text for text in row[1:]))

    return database.read_now(query)


def test_what_older_versions_kept_is_indexed_anew_with_its_comments(store_path: Path) -> None:
    store_path.parent.mkdir()
    store_path.touch()
    older = open_writer(store_path)
    migrate(older, store_path, MIGRATIONS[:3])
    for statement in OLDER:
        older.execute(statement)
    older.close()
    database = Database.open(store_path)
    assert database.read_now(search_index.pending) == 1
    feed_all(database)
    for word in ("harbour", "cafe", "pelican"):
        assert matches(database, word) == [1], word
    database.write_now(check_index)
    database.close_now()


OLDER = (
    "INSERT INTO blogs (id, feed_url, canonical_feed_url, standing, title, added)"
    " VALUES (1, 'a', 'a', 'followed', 'What Now?', 0)",
    "INSERT INTO statuses (id, blog_id, identity, first_seen, sort_at, own_day)"
    " VALUES (1, 1, 'a', 0, 0, 719163)",
    "INSERT INTO posts (id, blog_id, guid, url, canonical_url, title, first_words, snippet, words,"
    " author, labels, comments_url, comments_feed, is_summary, enclosures, content_hash)"
    " VALUES (1, 1, 'a', '', '', 'Harbour', '', '', 1, '', '[]', '', '', 0, '[]', x'')",
    "INSERT INTO bodies (post_id, html, base, text) VALUES (1, 'Café', '', 'Café')",
    "INSERT INTO search (rowid, title, text, labels) VALUES (1, 'Harbour', 'Café', '[]')",
    "DELETE FROM search_changes",
    "INSERT INTO comments (post_id, blog_id, guid, parent, author, author_key, author_url, sort_at,"
    " html, base, url, removed, first_seen)"
    " VALUES (1, 1, 'c', '', 'Ann', '', '', 0, 'pelican', '', '', '', 0)",
)
