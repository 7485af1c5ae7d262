from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from tests.library.kept import LATER, NOW, Kept
from tui_reader.models import ParsedPost


def post(number: int = 1, **fields: object) -> ParsedPost:
    plain = ParsedPost(
        guid=f"g{number}",
        url=f"http://blog.test/{number}",
        title=f"Title {number}",
        html=f"<p>text {number}</p>",
    )
    return replace(plain, **fields)


def test_the_same_answer_again_changes_nothing() -> None:
    kept = Kept()
    assert len(kept.answer(post(1), post(2))) == 2
    assert kept.answer(post(1), post(2), now=LATER) == ()


def test_absence_changes_nothing() -> None:
    kept = Kept()
    kept.answer(post(1), post(2))
    assert kept.answer(post(2), now=LATER) == ()
    assert kept.answer(now=LATER) == ()


def test_new_guids_on_the_same_links_and_titles_are_the_same_posts() -> None:
    kept = Kept()
    for churn in range(5):
        kept.answer(post(1, guid=f"{churn}-1"), post(2, guid=f"{churn}-2"))
    assert len(kept.posts) == 2
    assert all(not change.is_edited for change in kept.answer(post(1, guid="x"), post(2, guid="y")))


@pytest.mark.parametrize(
    ("before", "after", "same"),
    [
        ({"guid": "a"}, {"guid": "b"}, True),
        ({"guid": "a", "title": "old", "published": NOW}, {"guid": "b", "published": NOW}, True),
        ({"guid": "a", "title": "old"}, {"guid": "b"}, False),
        ({"guid": "a", "url": "https://www.blog.test/1/"}, {"guid": "b"}, True),
        ({"guid": "a"}, {"guid": "b", "url": "http://blog.test/other"}, False),
        ({"guid": "a"}, {"guid": "a", "url": "http://blog.test/other", "title": "new"}, True),
        ({"guid": ""}, {"guid": "b"}, True),
        ({"guid": "a"}, {"guid": "", "title": "by its address", "html": ""}, True),
        ({"guid": "", "title": "by its address", "html": ""}, {"guid": "b"}, True),
        ({"guid": "", "url": ""}, {"guid": "", "url": "", "title": "new"}, False),
    ],
)
def test_what_makes_two_entries_the_same_post(
    before: dict[str, object], after: dict[str, object], same: bool
) -> None:
    kept = Kept()
    kept.answer(post(**before))
    kept.answer(post(**after), now=LATER)
    assert len(kept.posts) == (1 if same else 2)


@pytest.mark.parametrize("link", ["http://blog.test/", "http://blog.test/{}"])
def test_four_daily_posts_with_one_title_stay_four(link: str) -> None:
    days = [
        post(n, title="Daily links", url=link.format(n), published=NOW + timedelta(days=n))
        for n in range(4)
    ]
    kept = Kept()
    for last in range(1, 5):
        kept.answer(*days[max(0, last - 2) : last])
    assert len(kept.posts) == 4


def test_one_guid_for_several_posts_makes_several_posts_once() -> None:
    three = [post(n, guid="same") for n in (1, 2, 3)]
    kept = Kept()
    kept.answer(*three, post(4))
    assert len(kept.posts) == 4
    assert kept.answer(*three, post(4), now=LATER) == ()
    assert kept.answer(three[2], now=LATER) == (), "alone, its guid is no longer shared"


def test_a_guid_that_becomes_shared_keeps_the_post_it_named() -> None:
    kept = Kept()
    kept.answer(post(1, guid="same"))
    new = kept.answer(post(2, guid="same"), post(1, guid="same"), now=LATER)
    assert [change.post.title for change in new] == ["Title 2"]


def test_without_guid_and_link_the_words_name_the_post_and_empty_ones_are_skipped() -> None:
    bare = [
        post(1, guid="", url="", title=""),
        post(2, guid="", url="", html=""),
        post(3, guid="", url="", title="", html=" "),
        post(4, guid="", url="", title=""),
    ]
    kept = Kept()
    assert len(kept.answer(*bare)) == 3
    assert kept.answer(*bare, now=LATER) == ()


def test_an_entry_that_an_answer_repeats_is_taken_once() -> None:
    assert len(Kept().answer(post(1), post(1))) == 1


def test_an_edit_keeps_the_post_and_is_told() -> None:
    kept = Kept()
    kept.answer(post(1))
    [text] = kept.answer(post(1, html="<p>other words</p>"), now=LATER)
    [title] = kept.answer(post(1, html="<p>other words</p>", title="Title, mended"), now=LATER)
    assert (text.post_id, text.is_edited) == (1, True)
    assert (title.post_id, title.is_edited) == (1, True)


def test_markup_labels_and_counts_are_written_but_are_no_edit() -> None:
    kept = Kept()
    kept.answer(post(1, comments=1))
    for later in (
        post(1, comments=1, html="<p><b>text 1</p>"),
        post(1, comments=1, html="<p><b>text 1</p>", labels=("Asia",)),
        post(1, comments=2, html="<p><b>text 1</p>", labels=("Asia",)),
        post(1, comments=None, html="<p><b>text 1</p>", labels=("Asia",)),
    ):
        [change] = kept.answer(later, now=LATER)
        assert (change.post_id, change.is_edited) == (1, False)
        assert change.post.comments == later.comments


@pytest.mark.parametrize(
    ("published", "sorts_at"),
    [
        (datetime(2025, 6, 1, tzinfo=UTC), datetime(2025, 6, 1, tzinfo=UTC)),
        (NOW + timedelta(hours=24), NOW + timedelta(hours=24)),
        (NOW + timedelta(hours=24, seconds=1), NOW),
        (datetime(2038, 1, 1, tzinfo=UTC), NOW),
        (datetime(1970, 1, 1, tzinfo=UTC), NOW),
        (datetime(1990, 1, 1, tzinfo=UTC), datetime(1990, 1, 1, tzinfo=UTC)),
        (None, NOW),
    ],
)
def test_a_date_that_cannot_be_true_sorts_by_when_it_was_first_seen(
    published: datetime | None, sorts_at: datetime
) -> None:
    kept = Kept()
    [change] = kept.answer(post(1, published=published))
    assert change.sort_at == sorts_at.timestamp() * 1000
    [again] = kept.answer(post(1, published=published, html="<p>mended</p>"), now=LATER)
    assert again.sort_at == change.sort_at


def test_posts_without_dates_keep_the_order_of_their_feed() -> None:
    changes = Kept().answer(post(1), post(2), post(3))
    places = [change.sort_at for change in changes]
    assert places == sorted(places, reverse=True)
    assert len(set(places)) == 3


def test_a_date_that_its_author_moves_moves_the_post() -> None:
    kept = Kept()
    kept.answer(post(1, published=NOW))
    [change] = kept.answer(post(1, published=NOW - timedelta(days=1)), now=LATER)
    assert change.sort_at == (NOW - timedelta(days=1)).timestamp() * 1000


WHOLE = "<p>" + "whole text " * 20 + "</p>"


@pytest.mark.parametrize(
    ("before", "after", "keeps"),
    [
        ({"html": WHOLE}, {"html": ""}, True),
        ({"html": WHOLE}, {"html": " \n"}, True),
        ({"html": WHOLE}, {"html": "whole text …", "is_summary": True}, True),
        ({"html": WHOLE}, {"html": "cut by its author"}, False),
        ({"html": WHOLE}, {"html": WHOLE + " and more", "is_summary": True}, False),
        ({"html": "whole …", "is_summary": True}, {"html": "short", "is_summary": True}, False),
        ({"html": "whole …", "is_summary": True}, {"html": WHOLE}, False),
        ({"html": ""}, {"html": "whole text …", "is_summary": True}, False),
    ],
)
def test_a_fuller_body_is_never_given_up_for_less(
    before: dict[str, object], after: dict[str, object], keeps: bool
) -> None:
    kept = Kept()
    kept.answer(post(1, **before))
    [change] = kept.answer(post(1, **after), now=LATER)
    assert change.keeps_body is keeps
    assert change.is_edited is not keeps
    assert kept.answer(post(1, **after), now=LATER) == (), "it is planned once only"


def test_the_whole_body_that_comes_back_is_no_edit_but_a_new_title_is() -> None:
    kept = Kept()
    kept.answer(post(1, html=WHOLE))
    kept.answer(post(1, html=""), now=LATER)
    [back] = kept.answer(post(1, html=WHOLE), now=LATER)
    assert (back.is_edited, back.keeps_body) == (False, False)
    [renamed] = kept.answer(post(1, html="", title="New title"), now=LATER)
    assert (renamed.is_edited, renamed.keeps_body) == (True, True)


@pytest.mark.parametrize("later", [None, datetime(1970, 1, 1, tzinfo=UTC)])
def test_a_date_that_is_missing_later_stays_what_it_was(later: datetime | None) -> None:
    kept = Kept()
    [first] = kept.answer(post(1, published=NOW - timedelta(days=900)))
    [change] = kept.answer(post(1, published=later, html="<p>new</p>"), now=LATER)
    assert (change.post.published, change.sort_at) == (first.post.published, first.sort_at)
