"""A post that is kept is the same post in the next answer, whatever stands beside it there."""

from datetime import UTC, datetime

import pytest

from tests.library.kept import Kept
from tui_reader.models import ParsedPost

NOTES = "https://a.test/notes"


def note(title: str, text: str, *, guid: str = "", url: str = NOTES, hour: int = 0) -> ParsedPost:
    published = datetime(2026, 1, 5, hour, tzinfo=UTC) if hour else None
    return ParsedPost(guid, url, title, f"<p>{text}</p>", published=published)


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
    kept = Kept()
    kept.answer(*before)
    changes = kept.answer(*after)
    assert [change.post_id for change in changes if change.post_id is None] == [None] * new
    assert not any(change.is_edited for change in changes), "no post takes another one's words"


LONG = " ".join(f"word{number}" for number in range(400))


@pytest.mark.parametrize(("words", "keeps"), [(30, True), (199, True), (200, False), (399, False)])
def test_an_excerpt_without_a_sign_does_not_take_the_place_of_the_whole(
    words: int, keeps: bool
) -> None:
    whole, part = note("Title", LONG), note("Title", " ".join(LONG.split()[:words]))
    kept = Kept()
    kept.answer(whole)
    (change,) = kept.answer(part)
    assert change.keeps_body is keeps


def test_words_of_its_own_are_an_edit_however_few() -> None:
    whole, short = note("Title", LONG), note("Title", "This post was withdrawn.")
    kept = Kept()
    kept.answer(whole)
    (change,) = kept.answer(short)
    assert change.is_edited
    assert not change.keeps_body
