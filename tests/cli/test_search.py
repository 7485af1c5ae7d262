from collections.abc import Callable

import pytest

from tests.cli.conftest import Program
from tests.fakeblog import FakeBlog

pytestmark = pytest.mark.sockets


def test_hits_come_with_the_line_in_which_the_words_stand(
    program: Program, served: FakeBlog
) -> None:
    served.edit(2, title="A heron", html="<p>Nothing of it.</p>")
    served.edit(3, html="<p>It was a <b>grey</b> heron.</p>")
    program("add", served.home)
    found = program("search", "heron")
    assert (found.status, found.err) == (0, "")
    first, second, third, fourth = found.out.splitlines()
    assert first.split()[0] == "2"
    assert first.endswith("What Now?  A heron")
    assert second == "   Nothing of it."
    assert third.split()[0] == "1"
    assert fourth == "   It was a grey heron."
    assert program("search", "heron", "-grey").out.splitlines() == [first, second]
    best = program("search", "heron", "--limit", 1, "--blog", "what")
    assert best.out.splitlines() == [first, second]
    assert best.err == "the best 1 of 2\n"


def test_hits_for_programs_are_posts_with_a_snippet(program: Program, served: FakeBlog) -> None:
    program("add", served.home)
    [*posts] = program("posts", "--json").json
    [hit] = program("search", "text:3", "--json", "--limit", 5).json
    assert list(hit) == [*posts[0], "snippet"]
    assert {name: hit[name] for name in posts[0]} == posts[0]
    assert hit["snippet"] == "This is the text of post 3."
    assert program("search", "zebra", "--json").json == []


def test_nothing_found_and_nothing_asked_for(program: Program) -> None:
    none = program("search", "zebra")
    assert (none.status, none.out, none.err) == (0, "", "nothing was found\n")
    for words, sentence in (
        ([], "usage: say what is looked for"),
        (["(heron"], "usage: "),
        (["is:unred"], "usage: "),
    ):
        wrong = program("search", *words)
        assert (wrong.status, wrong.out) == (2, "")
        assert wrong.err.startswith(sentence)


def test_the_blog_itself_is_asked_for_what_is_not_kept(
    program: Program, served: FakeBlog, gone: Callable[[], None]
) -> None:
    served.newest = 1
    program("add", served.home)
    assert program("search", "text").out.count("\n") == 2
    asked = program("search", "text", "--ask-blog", "--blog", 1)
    assert (asked.status, asked.err) == (0, "What Now?: 2 more posts, kept now\n")
    assert asked.out.count("This is the text of post") == 3
    wrong = program("search", "text", "--ask-blog")
    assert (wrong.status, wrong.out) == (2, "")
    gone()
    offline = program("search", "text", "--ask-blog", "--blog", 1)
    assert (offline.status, offline.out) == (1, asked.out)
    assert offline.err.startswith("What Now?: network: ")
