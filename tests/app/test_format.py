"""How facts are worded: the blog page's words, days, times, and text cut by the cell."""

import time
from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len

from tui_reader.app.format import (
    bar,
    comments_words,
    connection_words,
    count,
    cut,
    day_words,
    local_days,
    plural,
    reading_time,
    short_day,
    time_words,
)
from tui_reader.models import Connection

NOW = datetime(2026, 1, 5, 15, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("comments", "new", "words"),
    [
        (None, 0, ""),
        (None, 3, ""),
        (0, 0, "No comments"),
        (1, 0, "1 comment"),
        (12, 0, "12 comments"),
        (1204, 0, "1,204 comments"),
        (12, 3, "12 comments (3 new)"),
        (1, 1, "1 comment (1 new)"),
    ],
)
def test_comments_are_counted_in_the_pages_own_words(
    comments: int | None, new: int, words: str
) -> None:
    assert comments_words(comments, new) == words


@pytest.mark.parametrize(
    ("got", "words"),
    [
        (count(0), "0"),
        (count(1_234_567), "1,234,567"),
        (plural(1, "post"), "1 post"),
        (plural(0, "post"), "0 posts"),
        (plural(1204, "post"), "1,204 posts"),
        (plural(2, "child", "children"), "2 children"),
        (day_words(date(2020, 1, 30)), "Thursday, January 30, 2020"),
        (short_day(date(2020, 12, 1)), "Tue, Dec 1, 2020"),
        (reading_time(0), ""),
        (reading_time(3), "1\N{NO-BREAK SPACE}min"),
        (reading_time(920), "4\N{NO-BREAK SPACE}min"),
    ],
)
def test_facts_are_worded(got: str, words: str) -> None:
    assert got == words


@pytest.mark.parametrize(
    ("moment", "words"),
    [
        (NOW.replace(hour=0, minute=5), "00:05"),
        (NOW.replace(day=4, hour=23, minute=59), "Jan 4 23:59"),
        (NOW.replace(year=2025), "Jan 5, 2025 15:30"),
        (datetime(2026, 1, 5, 23, 30, tzinfo=timezone(timedelta(hours=8))), "15:30"),
    ],
)
def test_a_moment_is_told_in_the_readers_own_time(moment: datetime, words: str) -> None:
    assert time_words(moment, NOW) == words


@pytest.mark.parametrize(
    ("connection", "words"),
    [
        (Connection(False), ""),
        (Connection(False, last_fetch=NOW), ""),
        (Connection(True), "offline · nothing fetched yet"),
        (
            Connection(True, since=NOW.replace(hour=14), last_fetch=NOW.replace(hour=13)),
            "offline since 14:30 · last fetch 13:30",
        ),
        (Connection(True, asked_for=True), "offline as asked · nothing fetched yet"),
    ],
)
def test_being_offline_is_said_and_being_online_is_not(connection: Connection, words: str) -> None:
    assert connection_words(connection, NOW) == words


@pytest.mark.parametrize(
    ("done", "total", "drawn"),
    [(0, 4, "░░░░"), (2, 4, "▓▓░░"), (4, 4, "▓▓▓▓"), (9, 4, "▓▓▓▓"), (0, 0, "▓▓▓▓")],
)
def test_a_bar_is_as_full_as_the_work_is_done(done: int, total: int, drawn: str) -> None:
    assert bar(done, total, 4) == drawn
    assert bar(done, total, 4, ascii_signs=True) == drawn.replace("▓", "#").replace("░", "-")


LETTERS = st.text(
    st.one_of(
        st.characters(exclude_categories=("Cs", "Cc")),
        st.sampled_from("日本語中文한글👩‍👩‍👧🇩🇪é️⌨️áẞ"),
    ),
    max_size=40,
)


@settings(derandomize=True, deadline=None, max_examples=500)
@given(LETTERS, st.integers(0, 30), st.sampled_from(["…", "~", "..."]))
def test_cut_text_is_never_wider_than_asked(text: str, width: int, mark: str) -> None:
    shown = cut(text, width, mark)
    assert cell_len(shown) <= width
    assert shown == text or cell_len(text) > width, "what fits is left alone"


@pytest.mark.parametrize(
    ("text", "width", "shown"),
    [
        ("reader", 6, "reader"),
        ("readers", 6, "reade…"),
        ("日本語", 5, "日本…"),
        ("日本語", 4, "日…"),
        ("日本語", 1, "…"),
        ("日本語", 0, ""),
        ("日本語", -3, ""),
        ("to the end", 7, "to the…"),
    ],
)
def test_text_is_cut_at_a_cell_with_a_sign(text: str, width: int, shown: str) -> None:
    assert cut(text, width) == shown


ZONES = ["UTC", "Europe/Berlin", "America/New_York", "Asia/Kathmandu", "Australia/Lord_Howe"]


@pytest.mark.parametrize("zone", ZONES)
def test_a_posts_day_is_the_readers_own_also_when_clocks_change(
    zone: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TZ", zone)
    time.tzset()
    first = datetime(2025, 1, 1, tzinfo=UTC)
    instants = [
        round((first + timedelta(minutes=37 * step)).timestamp() * 1000) + 999
        for step in range(0, 365 * 39)
    ]
    naive = [
        datetime.fromtimestamp(instant / 1000).astimezone().date().toordinal()
        for instant in instants
    ]
    assert local_days(reversed(instants)) == naive[::-1]


def test_days_before_1970_are_days_too() -> None:
    assert local_days([-1]) == [date(1969, 12, 31).toordinal()]
