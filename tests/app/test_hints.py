"""Letters for links: each can be typed without becoming another on the way."""

import pytest

from tui_reader.app.widgets.hints import HINT_LETTERS, hint_labels


@pytest.mark.parametrize("count", [0, 1, 5, 25, 26, 27, 100, 625])
def test_every_link_gets_letters_of_its_own(count: int) -> None:
    labels = hint_labels(count)
    assert len(labels) == len(set(labels)) == count
    assert all(set(label) <= set(HINT_LETTERS) for label in labels)
    starts = {label[:length] for label in labels for length in range(1, len(label))}
    assert not starts & set(labels)


def test_few_links_need_one_letter() -> None:
    assert hint_labels(3) == ["a", "s", "d"]
