"""One answer, one transaction; nothing a feed leaves out is lost."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone

import pytest

from tests.store.making import (
    DUE,
    ETAG,
    NOW,
    add_blog,
    change_for,
    identity_of,
    make_feed,
    make_post,
    plan,
    save,
    text_of,
    write_answer,
)
from tui_reader.models import Change, Flag, KnownPost, ParsedPost, PostQuery, PostRow, Validators
from tui_reader.store import answers, blogs, marks, posts, schedule
from tui_reader.store.answers import Saved
from tui_reader.store.database import Database


def rows(database: Database, **query: object) -> list[PostRow]:
    ids = database.read_now(posts.index, PostQuery(**query)).ids  # type: ignore[arg-type]  # by name
    return database.read_now(posts.rows, ids)


def row_of(database: Database, number: int) -> PostRow:
    (row,) = (row for row in rows(database) if row.title.startswith(f"Post {number}"))
    return row


def validators_of(database: Database, blog_id: int) -> Validators:
    return database.read_now(schedule.fetch_states, [blog_id])[0].validators


def test_a_post_comes_back_as_it_was_given(database: Database) -> None:
    zone = timezone(timedelta(hours=-8, minutes=-30))
    published = datetime(2020, 1, 29, 23, 59, 59, 123456, tzinfo=zone)
    post = make_post(
        1,
        html="<p>The words of it</p>",
        author="A. Writer",
        published=published,
        updated=published + timedelta(days=1),
        labels=("Asia", "Old things"),
        comments=3,
        comments_url="https://what.example/1#comments",
        comments_feed="https://what.example/1/comments",
        base="https://what.example/base/",
        is_summary=True,
        enclosures=("https://what.example/a.mp3",),
    )
    assert save(database, add_blog(database), post) == Saved(new=1)
    article = database.read_now(posts.article, row_of(database, 1).id)
    assert article is not None
    assert article.row == PostRow(
        id=article.row.id,
        blog_id=article.row.blog_id,
        blog_title="What Now?",
        title="Post 1",
        published=published,
        labels=("Asia", "Old things"),
        comments=3,
        comments_new=0,
        words=4,
        is_read=False,
        is_starred=False,
        is_changed=False,
        snippet="The words of it",
    )
    assert article.row.published.utcoffset() == zone.utcoffset(None)
    for name in ("guid", "url", "html", "author", "base", "updated", "comments_url"):
        assert getattr(article, name) == getattr(post, name), name
    assert (article.comments_feed, article.is_summary) == (post.comments_feed, True)
    assert article.enclosures == post.enclosures
    assert (article.first_seen, article.position) == (NOW, 0.0)


def test_the_same_answer_twice_adds_nothing(database: Database) -> None:
    blog_id = add_blog(database)
    given = [make_post(number) for number in range(5)]
    assert save(database, blog_id, *given).new == 5
    assert save(database, blog_id, *given) == Saved()
    assert len(rows(database)) == 5


def test_what_a_feed_no_longer_lists_stays(database: Database) -> None:
    blog_id = add_blog(database)
    save(database, blog_id, make_post(1), make_post(2))
    save(database, blog_id, make_post(3))
    save(database, blog_id)
    assert [row.title for row in rows(database)] == ["Post 3", "Post 2", "Post 1"]


def test_what_is_known_of_a_post_says_when_it_was_updated(database: Database) -> None:
    blog_id = add_blog(database)
    updated = datetime(2020, 1, 2, 3, tzinfo=timezone(timedelta(hours=2)))
    save(database, blog_id, make_post(1, updated=updated), make_post(2))
    given = [make_post(1), make_post(2)]
    known = database.read_now(answers.known_posts, blog_id, given, [], [])
    assert [post.updated for post in known] == [updated, None]


def test_an_edit_of_a_read_post_is_told_and_marks_stay(database: Database) -> None:
    blog_id = add_blog(database)
    save(database, blog_id, make_post(1), make_post(2))
    read, unread = row_of(database, 1), row_of(database, 2)
    database.write_now(marks.set_flag, [read.id], Flag.READ, True)
    database.write_now(marks.set_flag, [read.id], Flag.STARRED, True)
    database.write_now(marks.save_position, read.id, 0.5, NOW)
    changed = [make_post(n, title=f"Post {n} again", html=f"<p>New {n}</p>") for n in (1, 2)]
    assert save(database, blog_id, *changed) == Saved(changed=2)
    after = row_of(database, 1)
    assert (after.id, after.title, after.snippet) == (read.id, "Post 1 again", "New 1")
    assert (after.is_read, after.is_starred, after.is_changed) == (True, True, True)
    assert not row_of(database, 2).is_changed
    article = database.read_now(posts.article, read.id)
    assert article is not None
    assert (article.html, article.position, article.first_seen) == ("<p>New 1</p>", 0.5, NOW)
    assert row_of(database, 2).id == unread.id


def test_a_comment_count_alone_is_counted_not_changed(database: Database) -> None:
    blog_id = add_blog(database)
    save(database, blog_id, make_post(1, comments=2), make_post(2, comments=None))
    again = [make_post(1, comments=5), make_post(2, comments=None)]
    assert save(database, blog_id, *again) == Saved(counted=1)
    assert row_of(database, 1).comments == 5
    assert row_of(database, 2).comments is None


def test_new_markup_around_the_same_words_is_kept_but_no_edit(database: Database) -> None:
    blog_id = add_blog(database)
    save(database, blog_id, make_post(1))
    post_id = row_of(database, 1).id
    database.write_now(marks.set_flag, [post_id], Flag.READ, True)
    post = make_post(1, html="<div>Body 1</div>")

    def same_words(known: tuple[KnownPost, ...]) -> tuple[Change, ...]:
        return tuple(replace(change_for(post, row), is_edited=False) for row in known)

    saved = database.write_now(
        answers.save_answer,
        blog_id,
        make_feed(posts=(post,)),
        ETAG,
        DUE,
        same_words,
        NOW,
        text_of=text_of,
        identities=[identity_of(post)],
    )
    assert saved == Saved()
    article = database.read_now(posts.article, post_id)
    assert article is not None
    assert (article.html, article.row.is_changed) == ("<div>Body 1</div>", False)


def test_labels_date_and_address_follow_their_blog(database: Database) -> None:
    blog_id = add_blog(database)
    save(database, blog_id, make_post(1, labels=("Asia", "Money")), make_post(2))
    later = make_post(1, labels=("Money", "Music"), published=NOW)
    assert save(database, blog_id, replace(later, url="https://what.example/moved")) == Saved()
    assert [row.title for row in rows(database)] == ["Post 1", "Post 2"]
    assert row_of(database, 1).labels == ("Money", "Music")
    assert rows(database, label="Asia") == []
    assert [row.published for row in rows(database, label="money", limit=5)] == [NOW]
    assert database.read_now(posts.find, "https://what.example/moved") == row_of(database, 1).id


def test_dates_and_addresses_that_are_missing_later_stay(database: Database) -> None:
    zone = timezone(timedelta(hours=9))
    published = datetime(2017, 3, 1, 23, tzinfo=zone)
    blog_id = add_blog(database)
    first = make_post(1, published=published, updated=published)
    save(database, blog_id, first, make_post(2))
    places = database.read_now(posts.index, PostQuery())
    before = database.read_now(posts.article, row_of(database, 1).id)
    assert before is not None
    bare = replace(first, guid="", url="", updated=None, html="<p>New</p>")

    def same_place(known: tuple[KnownPost, ...]) -> tuple[Change, ...]:
        (row,) = known
        return (replace(change_for(bare, row), canonical_url=""),)

    database.write_now(
        answers.save_answer,
        blog_id,
        make_feed(posts=(bare,), url=""),
        ETAG,
        DUE,
        same_place,
        NOW,
        text_of=text_of,
        identities=[identity_of(first)],
    )
    after = database.read_now(posts.article, before.row.id)
    assert after is not None
    assert after.html == "<p>New</p>"
    for name in ("guid", "url", "updated"):
        assert getattr(after, name) == getattr(before, name), name
    assert after.row.published == published
    assert database.read_now(posts.index, PostQuery()) == places
    assert database.read_now(posts.find, first.url) == before.row.id
    assert database.read_now(blogs.list_blogs)[0].url == make_feed().url


def test_validators_come_with_the_answer_and_with_a_304(database: Database) -> None:
    blog_id = add_blog(database)
    odd = Validators(b'W/"\xe9 ,"', b"some day")
    save(database, blog_id, make_post(1), validators=odd)
    assert validators_of(database, blog_id) == odd
    database.write_now(answers.save_unchanged, blog_id, Validators(b'"2"', None), DUE)
    assert validators_of(database, blog_id) == Validators(b'"2"', None)


def test_a_plan_that_fails_leaves_posts_and_validators_as_they_were(database: Database) -> None:
    blog_id = add_blog(database)
    save(database, blog_id, make_post(1))

    def fail(known: tuple[KnownPost, ...]) -> tuple[Change, ...]:
        assert [post.guid for post in known] == ["tag:1"]
        raise ZeroDivisionError

    post = make_post(1, html="other")
    with pytest.raises(ZeroDivisionError):
        database.write_now(
            answers.save_answer,
            blog_id,
            make_feed(posts=(post,), title="Other"),
            Validators(b'"2"', None),
            DUE,
            fail,
            NOW,
            text_of=text_of,
        )
    assert validators_of(database, blog_id) == ETAG
    assert [blog.title for blog in database.read_now(blogs.list_blogs)] == ["What Now?"]


def test_an_answer_that_fails_half_way_leaves_nothing(database: Database) -> None:
    blog_id = add_blog(database)

    def text_that_fails(post: ParsedPost) -> str:
        return text_of(post) if post.guid != "tag:3" else 1 / 0  # type: ignore[return-value]  # raises

    given = [make_post(number) for number in range(5)]
    with pytest.raises(ZeroDivisionError):
        database.write_now(
            answers.save_answer,
            blog_id,
            make_feed(posts=tuple(given)),
            ETAG,
            DUE,
            lambda known: plan(given, known),
            NOW,
            text_of=text_that_fails,
        )
    assert rows(database) == []
    assert validators_of(database, blog_id) == Validators()


@pytest.mark.parametrize(
    ("field", "value"),
    [("guid", "tag:1"), ("url", "https://what.example/1"), ("identity", "guid:tag:1")],
)
def test_a_post_is_known_by_guid_address_or_identity(
    database: Database, field: str, value: str
) -> None:
    blog_id, other_id = add_blog(database), add_blog(database, "other")
    save(database, blog_id, make_post(1), make_post(2))
    save(database, other_id, make_post(1))
    asked = replace(make_post(9), guid=value if field == "guid" else "tag:9")
    known = database.read_now(
        answers.known_posts,
        blog_id,
        [asked],
        [value] if field == "url" else [],
        [value] if field == "identity" else [],
    )
    assert [(post.guid, post.title, post.identity) for post in known] == [
        ("tag:1", "Post 1", "guid:tag:1")
    ]
    assert known[0].published == make_post(1).published
    assert known[0].sort_at == change_for(make_post(1)).sort_at


def test_posts_without_guid_or_address_are_not_known_by_their_emptiness(
    database: Database,
) -> None:
    blog_id = add_blog(database)
    bare = ParsedPost(guid="", url="", title="Bare", html="")
    change = replace(change_for(bare), identity="hash:1")
    for _ in range(2):
        database.write_now(
            answers.save_answer,
            blog_id,
            make_feed(posts=(bare,)),
            ETAG,
            DUE,
            lambda known: (change,),
            NOW,
            text_of=text_of,
        )
    assert database.read_now(answers.known_posts, blog_id, [bare], [""], [""]) == ()
    assert [row.title for row in rows(database)] == ["Bare"]


@pytest.mark.parametrize(
    ("post", "title", "snippet"),
    [
        (
            make_post(1, title="", html="Only a few words."),
            "Only a few words.",
            "Only a few words.",
        ),
        (make_post(1, title="", html=""), "(untitled)", ""),
        (make_post(1, title="\u200b", html=" \n "), "(untitled)", ""),
        (
            make_post(1, title="", html="word " * 100),
            "word " * 15 + "word…",
            "word " * 31 + "word…",
        ),
        (make_post(1, title="", html="x" * 500), "x" * 79 + "…", "x" * 159 + "…"),
        (make_post(1, title="A\x1b[31m\nB", html="C\x1b[0m\u202eD"), "A[31m B", "C[0mD"),
    ],
)
def test_a_row_has_a_title_and_one_clean_line_of_text(
    database: Database, post: ParsedPost, title: str, snippet: str
) -> None:
    save(database, add_blog(database), post)
    (row,) = rows(database)
    assert (row.title, row.snippet) == (title, snippet)


def test_no_text_from_outside_makes_sqlite_refuse(database: Database) -> None:
    evil = "a\0b\ud800c\x1b]52;c;x\x07"
    blog_id = add_blog(database, title=evil)
    post = ParsedPost(
        guid=evil,
        url=f"https://x.example/{evil}",
        title=evil,
        html=evil,
        author=evil,
        labels=(evil, "", "a" * 500),
        comments_url=evil,
        comments_feed=evil,
        base=evil,
        enclosures=(evil,),
    )
    feed = make_feed(
        title=evil, subtitle=evil, feed_id=evil, generator=evil, language=evil, notes=(evil,)
    )
    assert save(database, blog_id, post, feed=feed).new == 1
    assert save(database, blog_id, post, feed=feed).new == 0
    (row,) = rows(database)
    article = database.read_now(posts.article, row.id)
    assert article is not None
    assert article.html == "a\ufffdb\ufffdc\x1b]52;c;x\x07"
    (blog,) = database.read_now(blogs.list_blogs)
    shown = [row.title, row.snippet, *row.labels, article.author, article.url, blog.title]
    for text in (*shown, blog.subtitle, blog.note):
        assert text.isprintable(), text
        assert text


@pytest.mark.parametrize(
    ("published", "shown"),
    [
        (None, NOW),
        (datetime(1970, 1, 1, tzinfo=UTC), NOW),
        (datetime(1, 1, 1, tzinfo=timezone(timedelta(hours=14))), NOW),
        (datetime(1990, 1, 1, tzinfo=UTC), datetime(1990, 1, 1, tzinfo=UTC)),
        (datetime(9999, 12, 31, 23, tzinfo=timezone(timedelta(hours=-14))), None),
    ],
)
def test_a_date_that_cannot_be_true_is_shown_as_first_seen(
    database: Database, published: datetime | None, shown: datetime | None
) -> None:
    blog_id = add_blog(database)
    post = make_post(1, published=published)
    change = replace(change_for(make_post(1)), post=post)
    database.write_now(
        answers.save_answer,
        blog_id,
        make_feed(posts=(post,)),
        ETAG,
        DUE,
        lambda known: (change,),
        NOW,
        text_of=text_of,
    )
    (row,) = rows(database)
    assert row.published == (shown or published)
    (known,) = database.read_now(answers.known_posts, blog_id, [post], [], [])
    assert known.published == published


def test_a_new_name_is_taken_over_but_said(database: Database) -> None:
    blog_id = add_blog(database, title="Old name")
    saved = save(database, blog_id, feed=make_feed(title="New name", notes=("Cut.",)))
    assert saved.note == "This blog was called “Old name”. Cut."
    (blog,) = database.read_now(blogs.list_blogs)
    assert (blog.title, blog.note) == ("New name", saved.note)
    save(database, blog_id, feed=make_feed(title=""))
    (blog,) = database.read_now(blogs.list_blogs)
    assert (blog.title, blog.note) == ("New name", "")


def test_a_note_that_comes_with_every_answer_is_told_once(database: Database) -> None:
    blog_id = add_blog(database)
    feed = make_feed(notes=("Only the newest were taken.",))
    told = [save(database, blog_id, feed=feed).note for _ in range(3)]
    assert told == ["Only the newest were taken.", "", ""]
    (blog,) = database.read_now(blogs.list_blogs)
    assert blog.note == told[0]


def test_the_last_new_post_is_dated_by_new_posts_only(database: Database) -> None:
    blog_id = add_blog(database)
    save(database, blog_id, make_post(1))
    save(database, blog_id, make_post(1), now=NOW + timedelta(days=1))
    (state,) = database.read_now(schedule.fetch_states)
    assert state.last_new_post == NOW


def test_a_transaction_may_hold_more_than_one_answer(database: Database) -> None:
    first, second = add_blog(database), add_blog(database, "other")

    def both(connection: object) -> None:
        write_answer(connection, first, [make_post(1)])  # type: ignore[arg-type]  # a connection
        write_answer(connection, second, [make_post(1)])  # type: ignore[arg-type]  # a connection

    database.write_now(both)
    assert [row.blog_id for row in rows(database)] == [second, first]
