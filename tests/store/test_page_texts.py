"""Two texts of a post side by side: rows, article and index follow the one that is shown."""

import random
from dataclasses import replace
from datetime import timedelta

import pytest

from tests.store.indexed import check_index
from tests.store.making import NOW, add_blog, make_post, save
from tui_reader.models import Article, ParsedPost
from tui_reader.store import blogs, marks, page_texts, posts, search_index
from tui_reader.store.database import Database

WORDS = ("harbour", "bridge", "lamp", "letter", "money")


def cut(number: int, html: str = "beginning") -> ParsedPost:
    return replace(make_post(number, html=html), is_summary=True)


def article(database: Database, post_id: int) -> Article:
    found = database.read_now(posts.article, post_id)
    assert found is not None
    return found


def keep(
    database: Database, post_id: int, text: str, *, base: str = "https://what.example/"
) -> None:
    database.write_now(page_texts.save, post_id, f"<p>{text}</p>", base, text, NOW)


def test_what_is_shown_is_what_rows_and_article_say(database: Database) -> None:
    save(database, add_blog(database), cut(1))
    keep(database, 1, "one two three\nfour", base="https://page.example/")
    whole = article(database, 1)
    assert (whole.html, whole.base) == ("<p>one two three\nfour</p>", "https://page.example/")
    assert (whole.row.words, whole.row.snippet) == (4, "one two three four")
    assert database.read_now(posts.rows, [1]) == [whole.row]
    database.write_now(page_texts.show, 1, False)
    own = article(database, 1)
    assert (own.html, own.row.words, own.row.snippet) == ("beginning", 1, "beginning")
    assert database.read_now(page_texts.own_text, 1).text == "beginning"


def test_a_text_of_a_post_that_is_gone_is_kept_nowhere(database: Database) -> None:
    keep(database, 7, "nobody's")
    database.write_now(page_texts.fail, 7, NOW)
    assert count(database, "page_texts") == count(database, "page_text_tries") == 0


def test_a_text_goes_with_its_post(database: Database) -> None:
    blog_id = add_blog(database)
    save(database, blog_id, cut(1), cut(2))
    keep(database, 1, "whole")
    database.write_now(page_texts.fail, 2, NOW)
    database.write_now(blogs.remove, blog_id)
    while database.write_now(blogs.clear_removed):
        pass
    assert count(database, "page_texts") == count(database, "page_text_tries") == 0


def test_those_wanted_are_unread_cut_and_not_failed_a_little_ago(database: Database) -> None:
    blog_id = add_blog(database)
    save(database, blog_id, *map(cut, range(1, 6)), make_post(6), replace(make_post(7), html=""))
    keep(database, 2, "whole")
    database.write_now(page_texts.fail, 3, NOW)
    database.write_now(marks.set_flag, [4], marks.Flag.READ, True)

    def wanted(days: float) -> list[int]:
        later = NOW + timedelta(days=days)
        found = database.read_now(page_texts.wanted, blog_id, later, 50)
        return [each.post_id for each in found]

    assert wanted(0.9) == [7, 5, 1]
    assert wanted(1) == [7, 5, 3, 1]
    database.write_now(page_texts.fail, 3, NOW)
    assert wanted(1) == [7, 5, 1]
    assert wanted(4) == [7, 5, 3, 1]
    database.write_now(page_texts.fail, 3, NOW)
    assert wanted(400) == [7, 5, 1]
    save(database, blog_id, cut(2, "another beginning"), cut(3, "another beginning"))
    assert wanted(0.9) == [7, 5, 3, 1]
    assert wanted(1) == [7, 5, 3, 2, 1]
    assert [each.post_id for each in database.read_now(page_texts.wanted, blog_id, NOW, 2)] == [
        7,
        5,
    ]


def test_a_text_that_a_person_hid_stays_hidden_until_they_ask(database: Database) -> None:
    save(database, add_blog(database), cut(1))
    keep(database, 1, "whole")
    database.write_now(page_texts.show, 1, False)
    database.write_now(page_texts.save, 1, "<p>x</p>", "", "whole again", NOW, is_asked=False)
    assert article(database, 1).html == "beginning"
    keep(database, 1, "whole again")
    assert article(database, 1).html == "<p>whole again</p>"


@pytest.mark.parametrize(("share", "later"), [(0.5, 0.05), (1.0, 0.1), (0.0, 0.0)])
def test_the_place_in_a_post_stays_at_its_letter(
    database: Database, share: float, later: float
) -> None:
    save(database, add_blog(database), cut(1, "x" * 100))
    database.write_now(marks.save_position, 1, share, NOW)
    keep(database, 1, "x" * 1000)
    assert article(database, 1).position == pytest.approx(later)


@pytest.mark.parametrize("seed", range(8))
def test_the_index_agrees_with_what_is_shown_after_anything(database: Database, seed: int) -> None:
    chance = random.Random(seed)
    blog_id = add_blog(database)
    for _ in range(80):
        do_something(database, blog_id, chance)
    while database.write_now(search_index.feed, str):
        pass
    database.write_now(check_index)
    for word in WORDS:
        assert matches(database, word) == said(database, word), word


def do_something(database: Database, blog_id: int, chance: random.Random) -> None:
    number, text = chance.randrange(1, 9), " ".join(chance.choices(WORDS, k=3))
    match chance.randrange(6):
        case 0 | 1:
            save(database, blog_id, replace(cut(number, text), is_summary=chance.random() < 0.7))
        case 2:
            keep(database, number, text)
        case 3:
            database.write_now(page_texts.show, number, chance.random() < 0.5)
        case 4:
            database.write_now(search_index.feed, str, chance.randrange(1, 5))
        case _ if chance.random() < 0.2:
            database.write_now(blogs.remove, blog_id)
            database.write_now(blogs.clear_removed, chance.randrange(1, 9))
            add_blog(database)


def matches(database: Database, word: str) -> list[int]:
    return numbers(database, "SELECT rowid FROM search WHERE text MATCH ? ORDER BY 1", word)


def said(database: Database, word: str) -> list[int]:
    return [
        post_id
        for post_id in numbers(database, "SELECT id FROM posts WHERE ? <> '' ORDER BY 1", word)
        if word in article(database, post_id).html
    ]


def numbers(database: Database, query: str, value: str) -> list[int]:
    return database.read_now(
        lambda connection: [row[0] for row in connection.execute(query, (value,))]
    )


def count(database: Database, table: str) -> int:
    return database.read_now(
        lambda connection: int(connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0])
    )
