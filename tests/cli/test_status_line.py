import pytest

from tui_reader.cli.status_line import line_of, line_of_all
from tui_reader.errors import UsageError
from tui_reader.models import Blog, BlogError

BLOG = Blog(
    id=3,
    title="What\x1b[2J now {id}",
    url="https://what.test/",
    feed_url="https://what.test/feed",
    posts=12,
    posts_total=None,
    unread=4,
    starred=1,
    is_followed=True,
    last_fetch=None,
    next_fetch=None,
    error=None,
)
FAILING = BLOG._replace(id=4, error=BlogError("timeout", "it did not answer"), unread=10)


@pytest.mark.parametrize(
    ("form", "line"),
    [
        ("{id} {host}: {unread}/{posts} of {total}", "3 what.test: 4/12 of ?"),
        ("no name at all {}", "no name at all {}"),
        ("{title}", "What[2J now {id}"),
        ("{error}|", "|"),
        ("{id.__class__} {id!r}", "{id.__class__} {id!r}"),
    ],
)
def test_names_are_replaced_and_nothing_else(form: str, line: str) -> None:
    assert line_of(BLOG, form).replace("\u241b", "") == line


def test_one_line_for_all_blogs() -> None:
    form = "{unread} unread in {blogs}, {failing} failing"
    assert line_of_all([BLOG, FAILING], form) == "14 unread in 2, 1 failing"
    assert line_of_all([], form) == "0 unread in 0, 0 failing"


def test_an_unknown_name_is_said_with_the_nearest_one() -> None:
    with pytest.raises(UsageError, match=r"knows no \{unred\}; did you mean 'unread'\?"):
        line_of(BLOG, "{unred}")
    with pytest.raises(UsageError, match=r"knows no \{title\}"):
        line_of_all([BLOG], "{title}")
