from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.conftest import Program
from tests.fakeblog import FakeBlog, FakePost, Fault
from tests.render.outputs import read
from tests.shared import HOSTILE, needs_hostile

pytestmark = pytest.mark.sockets

BLOG_KEYS = [
    *("id", "title", "url", "feed_url", "posts", "posts_total", "unread", "followed"),
    *("last_fetch", "error", "page_texts"),
]
POST_KEYS = [
    *("id", "blog_id", "guid", "title", "url", "author", "published", "updated", "labels"),
    *("tags", "note", "comments", "read", "starred", "cut", "from_page"),
]


def test_a_blog_is_added_listed_and_read(program: Program, served: FakeBlog) -> None:
    added = program("add", served.home)
    assert (added.status, added.err) == (0, "")
    assert "What Now?: 3 posts kept" in added.out
    [blog] = program("blogs", "--json").json
    assert list(blog) == BLOG_KEYS
    assert (blog["posts"], blog["posts_total"], blog["unread"], blog["followed"]) == (3, 3, 3, True)
    assert blog["error"] is None
    assert blog["last_fetch"].endswith("+00:00")
    listed = program("posts")
    assert [line.split()[-1] for line in listed.out.splitlines()] == ["3", "2", "1"]
    shown = program("show", 1)
    assert shown.out.startswith("Post number 3\n2026-01-05 11:00 · A. Writer · What Now?")
    assert "This is the text of post 3." in shown.out
    assert "3 posts" not in program("blogs").err


def test_show_sets_lines_as_the_settings_say(
    program: Program, served: FakeBlog, home: Path
) -> None:
    served.edit(3, html=f"<p>{'some words of a text ' * 20}</p>")
    program("add", served.home)
    plain = program("show", 1, "--width", 33).out
    (home / "config.toml").write_text("justify = true\nhyphenate = true\n", "utf-8")
    justified = program("show", 1, "--width", 33).out
    assert justified.split() == plain.split()
    lines = justified.splitlines()[4:-1]
    assert {len(line) for line in lines} == {33}
    assert {len(line) for line in plain.splitlines()[4:-1]} != {33}


def test_no_list_of_blogs_tells_a_password(program: Program, served: FakeBlog) -> None:
    address = served.feed_url.replace("://", "://me:secret@")
    added = program("add", address, "--json")
    for ran in (added, program("blogs", "--json"), program("blogs")):
        assert "secret" not in ran.out + ran.err
    assert added.json[0]["feed_url"] == served.feed_url.replace("://", "://***@")


def test_posts_as_json_are_what_the_contract_says(program: Program, served: FakeBlog) -> None:
    served.edit(3, comments=None)
    served.edit(2, comments=7)
    program("add", served.home)
    posts = program("posts", "--json").json
    assert all(list(post) == POST_KEYS for post in posts)
    assert [post["comments"] for post in posts] == [None, 7, 0]
    assert posts[0]["published"] == "2026-01-05T11:00:00+00:00"
    assert posts[1]["labels"] == ["Even"]
    whole = program("show", posts[0]["url"], "--json").json
    assert list(whole) == [*POST_KEYS, "html", "text"]
    assert whole["text"] == "This is the text of post 3."


def test_an_article_as_html_and_markdown(program: Program, served: FakeBlog) -> None:
    served.edit(3, html="<p>Some <b>bold</b> words.</p>", title="A *title*")
    program("add", served.home)
    page = program("show", 1, "--format", "html").out
    assert page.startswith("<!DOCTYPE html>\n")
    assert "<title>A *title*</title>" in page
    assert "<h1>A *title*</h1>" in page
    assert "<p>Some <strong>bold</strong> words.</p>" in page
    markdown = program("show", 1, "--format", "markdown").out
    assert markdown.startswith("# A \\*title\\*\n\n")
    assert "Some **bold** words." in markdown


def test_a_page_of_html_is_clean_whatever_the_post_holds(
    program: Program, served: FakeBlog
) -> None:
    hostile = (
        "<p onclick='x()'>One <script>y()</script><a href='../1.html'>two</a>"
        "<a href='javascript:z()'>three</a> <iframe src='https://v.test/e'></iframe>"
    )
    served.edit(3, html=hostile)
    program("add", served.home)
    page = program("show", 1, "--format", "html").out
    reading = read(page.partition("<body>\n")[2].partition("\n</body>")[0])
    assert reading.faults == ["article"]
    assert "".join(reading.text).split()[-4:] == ["One", "twothree", "[page:", "v.test]"]
    assert f'href="{served.home}' in page


def test_text_is_as_wide_as_one_wants_it(program: Program, served: FakeBlog) -> None:
    served.edit(3, html="<p>" + "word " * 100)
    program("add", served.home)
    for wanted, arguments in ((80, ()), (30, ("--width", 30))):
        body = program("show", 1, *arguments).out.splitlines()[4:]
        assert max(map(len, body)) == wanted - 1
        assert len(" ".join(body).split()) == 100


def test_filters_find_what_they_say(program: Program, served: FakeBlog) -> None:
    program("add", served.home)
    program("mark", 1, "--read")
    program("mark", 2, "--star")
    for arguments, count in (
        (("--unread",), 2),
        (("--starred",), 1),
        (("--label", "even"), 1),
        (("--blog", "what now"), 3),
        (("--since", "2026-01-06"), 0),
        (("--since", "2026"), 3),
        (("--until", "2025"), 0),
        (("--until", "2026-01-31"), 3),
        (("--limit", 2), 2),
        (("--limit", 0), 0),
    ):
        assert len(program("posts", "--json", *arguments).json) == count, arguments
    assert program("posts", "--limit", 0).out == ""


def test_marks_are_set_and_taken_back(program: Program, served: FakeBlog) -> None:
    program("add", served.home)
    assert program("mark", 1, 2, "--read").out == ""
    [post] = program("mark", 1, "--unread", "--json").json
    assert (post["id"], post["read"]) == (1, False)
    [post] = program("mark", 1, "--star", "--json").json
    assert post["starred"]
    [post] = program("mark", 1, "--unstar", "--json").json
    assert not post["starred"]


def test_a_post_can_be_read_and_starred_in_one_word(program: Program, served: FakeBlog) -> None:
    program("add", served.home)
    [post] = program("mark", 1, "--star", "--read", "--json").json
    assert (post["read"], post["starred"]) == (True, True)
    [post] = program("mark", 1, "--unread", "--unstar", "--json").json
    assert (post["read"], post["starred"]) == (False, False)


def test_fetch_tells_one_json_object_a_line(program: Program, served: FakeBlog) -> None:
    program("add", served.home)
    [skipped] = program("fetch", "--json").lines
    assert (skipped["event"], skipped["blog_id"]) == ("skipped", 1)
    assert list(skipped) == ["event", "blog_id", "reason", "until"]
    assert program("fetch", "--force", "--json").lines == [{"event": "unchanged", "blog_id": 1}]
    served.posts.insert(0, FakePost(4, "New", "<p>new</p>"))
    served.edit(1, html="<p>mended words</p>")
    [fetched] = program("fetch", "--force", "--json").lines
    assert fetched == {"event": "fetched", "blog_id": 1, "new": 1, "changed": 1}


def test_fetch_in_words_sums_up(program: Program, served: FakeBlog) -> None:
    program("add", served.home)
    assert program("fetch").out == "0 new posts, 1 skipped (not due yet)\n"
    served.posts.insert(0, FakePost(4, "New", "<p>new</p>"))
    assert program("fetch", "--force").out == "What Now?: 1 new\n1 new post\n"


def test_a_blog_that_fails_is_named_on_stderr_and_makes_the_status_1(
    program: Program, served: FakeBlog
) -> None:
    program("add", served.home)
    served.fault = Fault(500)
    failed = program("fetch", "--force", "--json")
    assert failed.status == 1
    assert [event["class"] for event in failed.lines] == ["http-status"]
    assert failed.err.startswith("http-status: What Now?: ")
    assert failed.err.endswith("; 3 posts kept from before.\n")
    [blog] = program("blogs", "--json").json
    assert blog["error"]["class"] == "http-status"
    assert program("posts").status == 0


def test_a_server_that_is_gone_is_told_as_being_offline(
    program: Program, served: FakeBlog, gone: Callable[[], None]
) -> None:
    program("add", served.home)
    assert "Offline" not in program("fetch", "--force").err
    gone()
    ran = program("fetch", "--force", "--json")
    assert (ran.status, ran.lines[0]["class"]) == (1, "network")
    assert "Offline since 20" in ran.err
    assert len(program("posts").out.splitlines()) == 3


def test_one_bad_address_among_several_keeps_the_good_ones(
    program: Program, served: FakeBlog
) -> None:
    added = program("add", "http://127.0.0.1:1/", served.home, "--json")
    assert added.status == 1
    assert [blog["title"] for blog in added.json] == ["What Now?"]
    assert added.err.startswith("network: ")


def test_offline_asks_nobody(program: Program, served: FakeBlog) -> None:
    program("add", served.home)
    fetched = program("--offline", "fetch", "--force", "--json")
    assert fetched.status == 0
    assert [event["event"] for event in fetched.lines] == ["skipped"]
    added = program("--offline", "add", "http://other.test/")
    assert added.status == 1
    assert added.err.startswith("network: ")


def test_remove_asks_first_and_keeps_starred_posts(program: Program, served: FakeBlog) -> None:
    program("add", served.home)
    program("mark", 1, "--star")
    refused = program("remove", "What")
    assert (refused.status, refused.err.startswith("usage: ")) == (2, True)
    assert program("remove", "What", "--yes").status == 0
    assert program("blogs", "--json").json == []
    assert program("show", 1).status == 0
    assert [post["id"] for post in program("posts", "--json").json] == []


def test_without_a_terminal_the_newest_posts_are_printed(
    program: Program, served: FakeBlog, tmp_path: Path
) -> None:
    program("add", served.home)
    assert len(program().out.splitlines()) == 3
    file = tmp_path / "other.xml"
    file.write_bytes(FakeBlog("file.test", "From a file").atom())
    assert program(file).out.count("From a file") == 3
    assert program(served.home).out.count("What Now?") == 3
    visited = {blog["title"]: blog["followed"] for blog in program("blogs", "--json").json}
    assert visited == {"What Now?": True, "From a file": False}


@needs_hostile
def test_hostile_titles_reach_no_terminal(program: Program) -> None:
    for name in ("esc-c1-feed.json", "esc-osc8-breakout.json", "ctl-bel-bs-cr.json"):
        assert program(HOSTILE / name).status == 0
    opened = program("blogs").out
    for blog in program("blogs", "--json").json:
        opened += program("posts", "--blog", blog["id"]).out
        for post in program("posts", "--blog", blog["id"], "--json").json:
            opened += "".join(
                program("show", post["id"], "--format", form).out
                for form in ("text", "html", "markdown")
            )
    shown = opened.replace("\n", "")
    assert not [letter for letter in shown if not letter.isprintable()]
