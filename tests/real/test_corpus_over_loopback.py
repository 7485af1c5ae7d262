"""Every feed of the corpus, added over loopback: kept as it says, or refused with class and reason.

Every run adds a sample; ``TUI_READER_TEST_ALL=1`` adds all (some minutes). That the parser's own
reading, to which this holds the store, is feedparser's too, is ``test_parse_corpus``'s to say.
"""

import os
from pathlib import Path

from tests.real.adding_corpus import add_all, expected, explanation, sample
from tests.shared import needs_corpus
from tui_reader.errors import FEED_CLASSES, FETCH_CLASSES

pytestmark = needs_corpus

EVERY = 1 if os.environ.get("TUI_READER_TEST_ALL") else 24


async def test_every_feed_is_kept_with_its_posts_and_titles_or_refused_with_a_reason(
    tmp_path: Path,
) -> None:
    added = await add_all(sample(EVERY), tmp_path)
    for each in added:
        told = expected(each.file)
        assert each.titles == told.titles, each.file
        assert bool(each.error) == bool(told.error), each
        if each.error:
            assert each.error_class in FEED_CLASSES | FETCH_CLASSES, each
            assert len(each.error.partition(": ")[2]) > 10, each
            assert explanation(each.file), each
    assert len(added) > 150
    assert sum(len(each.titles) for each in added) > 1_000
