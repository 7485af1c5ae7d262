"""A post that is kept is the same post in the next answer, whatever stands beside it there."""

from datetime import UTC, datetime

import pytest

from tui_reader.library.identity import entries
from tui_reader.library.plan import plan
from tui_reader.models import Change, KnownPost, ParsedPost

NOW = datetime(2026, 1, 5, 12, tzinfo=UTC)
NOTES = "https://a.test/notes"


def note(title: str, text: str, *, guid: str = "", url: str = NOTES, hour: int = 0) -> ParsedPost:
    published = datetime(2026, 1, 5, hour, tzinfo=UTC) if hour else None
    return ParsedPost(guid, url, title, f"<p>{text}</p>", published=published)


def text_of(post: ParsedPost) -> str:
    return post.html.removeprefix("<p>").removesuffix("</p>")


def kept(changes: tuple[Change, ...]) -> tuple[KnownPost, ...]:
    """What the store knows after these changes."""
    return tuple(
        KnownPost(
            post_id,
            change.identity,
            change.post.guid,
            change.canonical_url,
            change.post.title,
            change.post.published,
            change.content_hash,
            change.post.comments,
            change.sort_at,
            words=len(text_of(change.post).split()),
            snippet=text_of(change.post)[:160],
        )
        for post_id, change in enumerate(changes, 1)
    )


ONE, TWO = note("One", "first note"), note("Two", "second note")
ONE_X, TWO_X = note("One", "first note", guid="x", url=""), note("Two", "other", guid="x", url="")


@pytest.mark.parametrize(
    ("before", "after", "new"),
    [
        ([ONE], [TWO, ONE], 1),
        ([TWO, ONE], [ONE], 0),
        ([TWO_X, ONE_X], [ONE_X], 0),
        ([ONE_X], [TWO_X, ONE_X], 1),
        ([TWO_X, ONE_X], [TWO_X, ONE_X], 0),
        (
            [note("", "first note", guid="n1", hour=8)],
            [note("", "second note", guid="n2", hour=13)],
            1,
        ),
    ],
)
def test_a_post_stays_itself(before: list[ParsedPost], after: list[ParsedPost], new: int) -> None:
    known = kept(plan(entries(tuple(before)), (), NOW, text_of))
    changes = plan(entries(tuple(after)), known, NOW, text_of)
    assert [change.post_id for change in changes if change.post_id is None] == [None] * new
    assert not any(change.is_edited for change in changes), "no post takes another one's words"


LONG = " ".join(f"word{number}" for number in range(400))


@pytest.mark.parametrize(("words", "keeps"), [(30, True), (199, True), (200, False), (399, False)])
def test_an_excerpt_without_a_sign_does_not_take_the_place_of_the_whole(
    words: int, keeps: bool
) -> None:
    whole, part = note("Title", LONG), note("Title", " ".join(LONG.split()[:words]))
    (change,) = plan(
        entries((part,)), kept(plan(entries((whole,)), (), NOW, text_of)), NOW, text_of
    )
    assert change.keeps_body is keeps


def test_words_of_its_own_are_an_edit_however_few() -> None:
    whole, short = note("Title", LONG), note("Title", "This post was withdrawn.")
    (change,) = plan(
        entries((short,)), kept(plan(entries((whole,)), (), NOW, text_of)), NOW, text_of
    )
    assert change.is_edited
    assert not change.keeps_body
