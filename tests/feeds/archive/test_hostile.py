"""Whatever a server sends, a task of the archive gives a value or a refusal, in linear time."""

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.feeds.archive.servers import HOME, page
from tests.growth import is_linear
from tui_reader.errors import FeedError
from tui_reader.feeds import worker_tasks

TASKS = [name for name, place in worker_tasks.TASKS.items() if ".feeds.archive." in place]
WORDS = rb"""
<urlset> <sitemapindex> <url> <loc> https://blog.test/2014/03/a </loc> <lastmod> 2014-99-99 <entry>
</entry> <feed/xmlns='http://www.w3.org/2005/Atom'> <link/rel='next'/href=' //[ '/> </div> <p>
<div/class='post-body'> [ ] { } "guid": {"rendered":"x"} "canonical_url": "a" , BlogArchive --> <!--
href='/2014/03/'> (5) <![CDATA[ ]]> &#xD800; &#0; Sitemap:/
""".split()
ODD = (b"\xff", b"\x00", b"\n", b"\x1b[31m", "\u202e".encode())
PIECES = st.lists(
    st.sampled_from([*(word.replace(b"/", b" ", 1) for word in WORDS), *WORDS, *ODD]), max_size=60
)
LONG = (
    "<loc><![CDATA[",
    "<url>",
    "BlogArchive href='/2014/03/'",
    "<link rel='next' ",
    "[{",
    "</p>",
)


@pytest.mark.parametrize("task", TASKS)
@given(st.one_of(PIECES.map(b"".join), st.binary(max_size=200)))
def test_any_bytes_give_a_value_or_a_refusal(task: str, body: bytes) -> None:
    with suppress(FeedError):
        worker_tasks.load(task)(page(HOME + "x", body, total=5))


@pytest.mark.parametrize("task", [name for name in TASKS if name != "history"])  # parses first
@pytest.mark.parametrize("piece", LONG, ids=range(len(LONG)))
def test_much_of_the_same_is_read_in_linear_time(task: str, piece: str) -> None:
    def read(size: int) -> None:
        with suppress(FeedError):
            worker_tasks.load(task)(page(HOME + "x", (piece * size).encode(), total=5))

    assert is_linear(read, 1_000_000 // len(piece))


def test_there_are_tasks_to_try() -> None:
    assert len(TASKS) >= 7
