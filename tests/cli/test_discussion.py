"""Threads on standard output, from a played blog on a real server on this machine."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

import pytest

from tests.cli.conftest import Program
from tests.feeds.comments.test_ways import ANONYMOUS, AUTHOR, START, made, said
from tests.replica.blog import Blog
from tests.replica.blogger import Blogger
from tests.replica.server import Replica

pytestmark = pytest.mark.sockets

KEYS = ["id", "parent", "author", "published", "text", "removed"]


def talk() -> Blog:
    """One post with four comments, a reply and one removed; another with none."""
    blog = made(0, posts=2)
    words = "A comment that is long enough to be broken over two lines, at least where there is "
    blog.say(
        [
            replace(said(1), author=AUTHOR, html="<p>First, <b>bold</b></p>"),
            replace(said(2), author=ANONYMOUS, html=f"<p>{words * 2}</p>"),
            replace(said(4), parent="1001", author=replace(AUTHOR, name="Bo", uri=""), html="Re"),
            replace(said(7), removed="blog"),
        ]
    )
    return blog


@pytest.fixture
def replica() -> Iterator[Replica]:
    with Replica(Blogger(talk())) as server:
        yield server


@pytest.fixture
def followed(program: Program, replica: Replica) -> Replica:
    assert program("add", f"{replica.url}/feeds/posts/default").status == 0
    return replica


def test_a_thread_is_printed_in_reading_order(program: Program, followed: Replica) -> None:
    ran = program("comments", 1)
    assert (ran.status, ran.err) == (0, "")
    lines = ran.out.splitlines()
    assert lines[:8] == [
        "Post 0",
        "4 comments",
        "",
        "Ana · author of the post · 2020-05-01 12:01",
        "  First, bold",
        "",
        "    Bo · 2020-05-01 12:04",
        "      Re",
    ]
    assert "Anonymous · 2020-05-01 12:02" in lines
    assert lines[-1] == "  Comment removed by the blog"
    assert max(map(len, lines)) <= 88


def test_as_json_a_comment_is_what_the_contract_says(program: Program, followed: Replica) -> None:
    first, reply, second, removed = program("comments", 1, "--json").json
    assert list(first) == KEYS
    assert first["published"] == "2020-05-01T12:01:00+00:00"
    assert (first["author"], first["text"], first["parent"]) == ("Ana", "First, bold", None)
    assert reply["parent"] == first["id"]
    assert (second["author"], second["removed"]) == ("", None)
    assert (removed["text"], removed["removed"]) == ("", "blog")


def test_an_article_is_printed_with_its_thread(program: Program, followed: Replica) -> None:
    text = program("show", 1, "--comments").out
    assert text.index("Text") < text.index("4 comments") < text.index("First, bold")
    html = program("show", 1, "--comments", "--format", "html").out
    assert "<p>First, <strong>bold</strong></p>" in html
    assert html.count("<blockquote>") == html.count("</blockquote>") == 1
    assert "<em>Comment removed by the blog</em>" in html
    markdown = program("show", 1, "--comments", "--format", "markdown").out
    assert "\n## 4 comments\n\n### Ana · author of the post · 2020-05-01 12:01\n" in markdown
    assert "\n> ### Bo · 2020-05-01 12:04\n>\n> Re\n" in markdown
    whole = program("show", 1, "--comments", "--json").json
    assert [each["text"] for each in whole["thread"]][:2] == ["First, bold", "Re"]
    assert "thread" not in program("show", 1, "--json").json


def test_a_post_nobody_spoke_of_says_so(program: Program, followed: Replica) -> None:
    assert program("comments", 2).out == "Post 1\nNo comments\n"
    assert program("comments", 2, "--json").json == []


def test_without_its_server_what_is_kept_is_printed(program: Program, followed: Replica) -> None:
    kept = program("comments", 1).out
    followed.stop()
    assert program("comments", 1).out == kept
    assert program("--offline", "comments", 1).out == kept
    ran = program("comments", 2)
    assert (ran.status, ran.out) == (1, "")
    assert ran.err.startswith("network: ")


def test_offline_by_wish_nothing_is_asked_and_what_lacks_is_named(
    program: Program, followed: Replica
) -> None:
    asked = len(followed.log.lines)
    ran = program("--offline", "comments", 1)
    assert (ran.status, ran.out) == (0, "Post 0\n4 comments\n")
    assert ran.err == "4 comments of this post are not kept.\n"
    assert program("--offline", "comments", 1, "--json").json == []
    assert len(followed.log.lines) == asked


def test_a_failure_beside_an_article_leaves_the_article(
    program: Program, followed: Replica
) -> None:
    followed.stop()
    ran = program("show", 1, "--comments")
    assert ran.status == 1
    assert ran.out.startswith("Post 0\n")
    assert ran.err.startswith("network: ")


def test_a_failure_says_what_is_kept_from_before(program: Program, followed: Replica) -> None:
    program("comments", 1)
    blog = followed.site.blog  # type: ignore[attr-defined]
    blog.say([replace(said(20), published=START + timedelta(days=1))])
    assert program("fetch", "--force").status == 0
    followed.stop()
    ran = program("comments", 1)
    assert ran.status == 1
    assert "4 comments kept from before." in ran.err
    assert "First, bold" in ran.out


def test_a_comment_that_is_removed_later_is_silent(program: Program, followed: Replica) -> None:
    assert "First, bold" in program("comments", 1).out
    blog = followed.site.blog  # type: ignore[attr-defined]
    blog.comments = [
        replace(each, removed="author") if each.id == "1001" else each for each in blog.comments
    ]
    blog.say([replace(said(20), published=START + timedelta(days=1))])
    assert program("fetch", "--force").status == 0
    for form in ("text", "html", "markdown"):
        out = program("show", 1, "--comments", "--format", form).out
        assert "First" not in out
        assert "Comment removed by its author" in out
    first = program("comments", 1, "--json").json[0]
    assert (first["text"], first["removed"]) == ("", "author")


def test_what_readers_write_cannot_reach_the_terminal(program: Program, followed: Replica) -> None:
    blog = followed.site.blog  # type: ignore[attr-defined]
    evil = "\x9b31m\u202etxt.exe"
    blog.say([replace(said(30), html=f"<p>{evil}</p>", author=replace(AUTHOR, name=evil))])
    for form in ("text", "html", "markdown"):
        out = program("show", 1, "--comments", "--format", form).out
        assert "txt.exe" in out
        assert not {"\x9b", "\u202e"} & set(out)


@pytest.mark.parametrize("arguments", [("comments",), ("comments", "99"), ("comments", "x")])
def test_what_names_no_post_is_wrong_usage(program: Program, arguments: tuple[str, ...]) -> None:
    assert program(*arguments).status == 2
