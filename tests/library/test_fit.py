"""What an archive says of a post that is kept already, where it words it otherwise."""

from dataclasses import replace

import pytest

from tests.library.kept import LATER, NOW, Kept, text_of
from tui_reader.library.identity import entries
from tui_reader.library.plan import UNSURE, fit_to_kept, plan
from tui_reader.models import Change, KnownPost, ParsedPost

FROM_FEED = ParsedPost(
    guid="g",
    url="http://blog.test/a",
    title="A title",
    html="<p>all the words there are</p>",
    published=NOW,
    updated=NOW,
)


def kept_post() -> KnownPost:
    kept = Kept()
    kept.answer(FROM_FEED)
    return replace(kept.posts[1], updated=NOW)


def page(*known: KnownPost, is_filtered: bool = False, **fields: object) -> list[Change]:
    """What a page of an archive with this one post changes."""
    changes = plan(entries((replace(FROM_FEED, **fields),)), known, LATER, text_of)
    return list(fit_to_kept(changes, known, is_filtered=is_filtered))


OTHER = "<p>all the words there are. The post A title appeared first on Blog.</p>"


def test_other_words_of_the_same_day_leave_a_whole_body_alone_but_not_its_count() -> None:
    [change] = page(kept_post(), html=OTHER, comments=7)
    assert (change.keeps_body, change.is_edited, change.post.comments) == (True, False, 7)
    assert change.content_hash[:8] == kept_post().content_hash[:8]


def test_what_was_changed_later_is_taken() -> None:
    [change] = page(kept_post(), html=OTHER, updated=LATER)
    assert (change.keeps_body, change.is_edited) == (False, True)


def test_an_archive_that_does_not_say_when_is_believed() -> None:
    [change] = page(kept_post(), html=OTHER, updated=None)
    assert (change.keeps_body, change.is_edited) == (False, True)


@pytest.mark.parametrize("less", [{"is_summary": True}, {"words": 0}])
def test_what_is_not_kept_whole_is_made_whole(less: dict[str, object]) -> None:
    [change] = page(replace(kept_post(), **less), html=OTHER)
    assert not change.keeps_body


def test_a_list_of_titles_takes_nothing_from_a_post_that_is_kept_whole() -> None:
    known = kept_post()
    [change] = page(known, guid="", title="a-title", html="", published=None, updated=LATER)
    assert (change.post_id, change.post.title, change.sort_at) == (1, "A title", known.sort_at)
    assert (change.keeps_body, change.is_edited) == (True, False)
    assert change.post.published == NOW


def test_the_feed_may_word_otherwise_what_first_came_from_such_an_archive() -> None:
    [change] = page(is_filtered=True)
    assert change.content_hash[:8] == UNSURE
    [plain] = page()
    assert plain.content_hash[:8] != UNSURE
