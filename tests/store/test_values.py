"""Values come back from the store equal."""

from datetime import UTC, datetime, timedelta, timezone

import pytest

from tui_reader.store.values import (
    first_words,
    from_iso,
    iso,
    milliseconds,
    moment,
    own_day,
    storable,
)

FAR_EAST = timezone(timedelta(hours=14))
FAR_WEST = timezone(timedelta(hours=-12))


@pytest.mark.parametrize(
    "instant",
    [
        datetime(1970, 1, 1, tzinfo=UTC),
        datetime(1969, 12, 31, 23, 59, 59, 999000, tzinfo=UTC),
        datetime(2020, 2, 29, 1, 2, 3, 4000, tzinfo=FAR_EAST),
        datetime(2038, 1, 19, 3, 14, 8, tzinfo=UTC),
    ],
)
def test_an_instant_is_kept_to_the_millisecond(instant: datetime) -> None:
    assert moment(milliseconds(instant)) == instant


@pytest.mark.parametrize("zone", [UTC, FAR_EAST, FAR_WEST, timezone(timedelta(seconds=-17))])
@pytest.mark.parametrize("year", [1, 999, 1970, 2020, 9999])
def test_a_feeds_date_is_kept_with_its_offset_whatever_it_is(year: int, zone: timezone) -> None:
    date = datetime(year, 12, 31, 23, 59, 59, 123456, tzinfo=zone)
    back = from_iso(iso(date))
    assert back is not None
    assert (back.replace(tzinfo=None), back.utcoffset()) == (
        date.replace(tzinfo=None),
        date.utcoffset(),
    )


@pytest.mark.parametrize("zone", [UTC, FAR_EAST, FAR_WEST])
@pytest.mark.parametrize(("hour", "minute"), [(0, 0), (12, 0), (23, 59)])
def test_a_day_is_the_one_on_the_entrys_own_calendar(
    zone: timezone, hour: int, minute: int
) -> None:
    for year in (1969, 1970, 2020):
        date = datetime(year, 3, 1, hour, minute, tzinfo=zone)
        assert own_day(milliseconds(date), date) == date.toordinal()


def test_a_day_without_a_date_is_the_one_in_utc() -> None:
    assert own_day(0, None) == datetime(1970, 1, 1, tzinfo=UTC).toordinal()
    assert own_day(-1, None) == datetime(1969, 12, 31, tzinfo=UTC).toordinal()


@pytest.mark.parametrize(
    ("text", "kept"),
    [("plain", "plain"), ("a\0b", "a\ufffdb"), ("\ud83d\ude00 \udfff", "\ufffd\ufffd \ufffd")],
)
def test_what_sqlite_cannot_keep_is_replaced(text: str, kept: str) -> None:
    assert storable(text) == kept
    assert storable(text + "é") == kept + "é"


@pytest.mark.parametrize(
    ("text", "letters", "line"),
    [
        ("", 10, ""),
        ("ten letter", 10, "ten letter"),
        ("ten letters", 10, "ten…"),
        ("one\n\n two\tthree", 20, "one two three"),
        ("unbreakable", 5, "unbr…"),
        ("漢字" * 50, 6, "漢字漢字漢…"),
        ("\x1b[2J\u202e right", 20, "[2J right"),
    ],
)
def test_first_words_are_one_clean_line_cut_at_a_word(text: str, letters: int, line: str) -> None:
    assert first_words(text.split(), letters) == line
