"""What a reader does, typed line by line, and what is said to it."""

import asyncio
import os
import signal
from dataclasses import replace
from datetime import timedelta
from io import StringIO
from pathlib import Path

import httpx
import pytest

from tests.fakeblog import START, FakeBlog, FakePost, Fault
from tests.plain.conftest import Talker
from tui_reader.models import Flag, PostQuery
from tui_reader.plain.console import Console
from tui_reader.plain.talk import Talk


async def rows(talker: Talker) -> list[tuple[bool, bool]]:
    ids = (await talker.library.post_index(PostQuery())).ids
    return [(row.is_read, row.is_starred) for row in await talker.library.rows(ids)]


# ---------------------------------------------------------------------------- beginning, ending


async def test_with_nothing_set_up_the_guide_is_open_and_says_how_to_add(talk: Talker) -> None:
    said = await talk("1")
    assert "You follow no blog yet, so here is the guide." in said
    assert "1. Start here. Unread." in said
    assert "Welcome. This is a small blog about the reader" in said
    assert talk.status == 0


async def test_the_end_of_the_input_ends_the_talk(followed: Talker) -> None:
    said = await followed()
    assert said.endswith("Number, or command: \n")
    assert followed.status == 0


async def test_quit_asks_of_a_blog_that_was_only_visited(talk: Talker) -> None:
    said = await talk("visit news.test", "quit", "no")
    assert "You visited What Now?. Follow it, so that it stays? yes or no: no\n" in said
    assert [blog.title for blog in await talk.library.blogs() if not blog.is_guide] == []
    await talk("visit news.test", "quit", "yes")
    assert [blog.is_followed for blog in await talk.library.blogs() if not blog.is_guide] == [True]


async def test_an_address_is_opened_at_once(talk: Talker) -> None:
    said = await talk("back", openings=("https://news.test/",))
    assert "Opening https://news.test/." in said
    assert "What Now? 25 posts." in said
    assert "1. What Now? Visiting. 25 unread. 25 posts." in said


async def test_a_file_is_opened_at_once(talk: Talker, tmp_path: Path) -> None:
    file = tmp_path / "feed.xml"
    file.write_bytes(FakeBlog("file.test", "From a file").atom())
    assert "From a file. 3 posts." in await talk(openings=(str(file),))


async def test_what_cannot_be_opened_is_said_and_makes_the_status_1(talk: Talker) -> None:
    said = await talk(openings=("https://nobody.test/",))
    assert "network: nobody.test" in said
    assert talk.status == 1


# ---------------------------------------------------------------------------- lists


async def test_blogs_are_numbered_with_what_is_unread(followed: Talker) -> None:
    said = await followed()
    assert "Your blogs:\n1. What Now? 25 unread. 25 posts.\n" in said
    said = await followed.after("posts")
    assert said.startswith("All posts. 25 posts.\n")
    assert "1. A pact is signed. What Now? Unread. 12 comments." in said


async def test_posts_come_in_pages_of_20_each_day_above_its_posts(followed: Talker) -> None:
    said = await followed("1", "", "")
    assert said.count("Monday, January 5, 2026\n1. A pact is signed. Unread. 12 comments.") == 1
    assert "Number, Enter for 5 more, or command: \n" in said
    assert "\n21. Post number 5. Unread. No comments. 1 minute.\n" in said
    assert "That is the end of the list." in said


async def test_a_list_is_said_again_from_the_page_that_was_said_last(followed: Talker) -> None:
    said = await followed.after("1", "again")
    assert said.startswith("What Now? 25 posts.\nMonday, January 5, 2026\n1. A pact")
    said = await followed("1", "", "22", "back", "labels", "1", "back", "back")
    assert said.count("\n21. Post number 5.") == 3
    assert said.count("\n1. A pact is signed.") == 1


async def test_a_number_that_is_not_there_is_said(followed: Talker) -> None:
    assert "There are numbers from 1 to 25." in await followed("1", "26")


@pytest.mark.parametrize(
    ("lines", "head"),
    [
        (("unread",), "What Now?: unread. 24 posts."),
        (("starred",), "What Now?: starred. 1 post."),
        (("starred", "all"), "What Now? 25 posts."),
        (("label asia",), "What Now?: with the label asia. 1 post."),
        (("month 2026-01",), "What Now?: of January 2026. 25 posts."),
        (("month 2026",), "What Now?: of 2026. 25 posts."),
        (("month 2025",), "What Now?: of 2025. No posts."),
        (("month", "2026-01"), "What Now?: of January 2026. 25 posts."),
        (("labels", "2"), "What Now?: with the label Numbers. 12 posts."),
        (("authors", "1"), "What Now?: by A. Writer. 25 posts."),
        (("pages",), "What Now?: pages. No posts."),
        (("months", "1"), "What Now?: of January 2026. 25 posts."),
        (("day",), "What Now?: of January 5 in former years. No posts."),
    ],
)
async def test_lists_are_narrowed(followed: Talker, lines: tuple[str, ...], head: str) -> None:
    [newest, *_] = (await followed.library.post_index(PostQuery())).ids
    await followed.library.mark([newest], Flag.READ, True)
    await followed.library.mark([newest], Flag.STARRED, True)
    assert f"{head}\n" in await followed.after("1", *lines)


async def test_back_leads_out_of_what_was_narrowed(followed: Talker) -> None:
    said = await followed.after("1", "labels", "1", "back")
    assert said.startswith("Labels of What Now?:\n1. Even: 12 posts.\n2. Numbers: 12 posts.\n")
    assert (await followed.after("1", "labels", "back", "back")).startswith("Your blogs:")
    assert "This is where it begins." in await followed.after("back")


async def test_several_blogs_have_no_labels_in_common(followed: Talker) -> None:
    said = await followed.after("posts", "labels")
    assert said.startswith("usage: posts of several blogs are listed here; choose one blog first.")


async def test_titles_are_found_with_their_numbers(followed: Talker) -> None:
    said = await followed.after("1", "/PACT")
    assert said.startswith("1. A pact is signed. Unread. 12 comments. 1 minute.\n1 found.\n")
    assert (await followed.after("1", "find", "treaty")).startswith("No title holds that.")


# ---------------------------------------------------------------------------- a post


async def test_a_post_is_read_as_its_page_has_it(followed: Talker) -> None:
    said = await followed.after("1", "1")
    assert said.startswith(
        "\nA pact is signed\n"
        "Monday, January 5, 2026. By A. Writer. 1 minute.\n"
        "Labels: Asia, Money.\n\n"
        "As the post before [1] said, and others [2].\n\n"
        "Heading: The pact\n\n"
        "Its words: [deleted: never] once.\n\n"
        "[picture: the pier] [3]\n\n"
        "Table, 2 rows, 2 columns:\nColumns: Year; Boats\n"
        "Year: 2013; Boats: 4\nYear: 2014; Boats: 5\nEnd of the table.\n\n"
        "[1] the post before: a post that is kept here.\n"
        "[2] others: https://else.test/x\n"
        "[3] picture: the pier: https://news.test/pier.jpg\n"
        "12 comments. comments reads them.\n"
        "Older: Post number 24\n"
    )
    assert (await rows(followed))[0] == (True, False)


@pytest.mark.parametrize(("when", "is_read"), [("opened", True), ("end", True), ("never", False)])
async def test_a_post_counts_as_read_by_the_persons_rule(
    followed: Talker, when: str, is_read: bool
) -> None:
    followed.config = replace(followed.config, mark_read=when)
    await followed("1", "1")
    assert (await rows(followed))[0] == (is_read, False)


async def test_older_and_newer_lead_from_post_to_post(followed: Talker) -> None:
    assert "\nPost number 24\n" in await followed.after("1", "1", "older")
    assert "\nA pact is signed\n" in await followed.after("1", "2", "p")
    assert "This is the newest post here." in await followed.after("1", "1", "newer")
    said = await followed("1", "1", "n", "back")
    assert said.count("What Now? 25 posts.") == 2


async def test_older_of_the_oldest_asks_the_blog_for_more(followed: Talker) -> None:
    net_blog = followed.net.blogs["news.test"]
    before = START - timedelta(days=9)
    net_blog.posts.append(FakePost(0, "The first of all", "<p>It began.</p>", before))
    said = await followed.after("1", "25", "older")
    assert "Asking for older posts." in said
    assert "\nThe first of all\n" in said
    assert "This is the oldest post here." in await followed.after("1", "26", "older")


async def test_enter_at_the_end_goes_to_the_next_unread_post(followed: Talker) -> None:
    ids = (await followed.library.post_index(PostQuery())).ids
    await followed.library.mark(ids[1:4], Flag.READ, True)
    assert "\nPost number 21\n" in await followed("1", "1", "")
    await followed.library.mark(ids, Flag.READ, True)
    assert "Nothing older is unread in this list." in await followed("1", "1", "")


async def test_marks_are_set_said_and_taken_back(followed: Talker) -> None:
    said = await followed("1", "1", "star", "unread", "undo", "undo", "redo")
    for words in ("Starred 1 post.", "Marked 1 post unread."):
        assert words in said
        assert f"Taken back: {words}" in said
    assert "Done again: Starred 1 post." in said
    assert (await rows(followed))[0] == (True, True)
    said = await followed("undo", "undo", "undo", "redo", "redo", "redo", "redo")
    assert "Done again: Followed “What Now?”." in said, "what was done in another run, too"
    assert "There is nothing to take back." in said
    assert "There is nothing to do again." in said


async def test_tags_and_notes_are_given_said_and_taken_back(followed: Talker) -> None:
    said = await followed("1", "1", "tag", "tag #Heron", "tag", "note", "note By *hand*", "note")
    parts = [
        "It has no tags.",
        "Tagged 1 post “Heron”.",
        "Tags: Heron.",
        "You wrote no note on it.",
    ]
    parts += ["Wrote a note on “A pact is signed”. undo takes that back.", "\nBy *hand*\n"]
    assert [said.index(part) for part in parts] == sorted(said.index(part) for part in parts)
    said = await followed("1", "1", "tag heron", "history", "1", "history")
    assert "1. Took the tag “Heron” from 1 post. Jan 5, 2026 12:00." in said
    assert "Taken back: Took the tag “Heron” from 1 post." in said
    assert "12:00. Taken back." in said
    assert (await followed.library.keeping.tags())[0].posts == 1


async def test_marks_are_set_in_a_list_by_numbers(followed: Talker) -> None:
    said = await followed("1", "star 1 3-4", "mark 2", "mark 99", "star", "star x")
    assert [star for _, star in (await rows(followed))[:5]] == [True, False, True, True, False]
    assert [read for read, _ in (await rows(followed))[:3]] == [False, True, False]
    assert "usage: there is no post number 99 in this list." in said
    assert "usage: say the number of a post, or several: 3, 3 5, 3-7." in said
    assert "usage: 'x' is no number of a post; 3, 3 5 and 3-7 are." in said
    assert "Marked 24 posts read.\nundo takes it back." in await followed("1", "readall")
    assert all(read for read, _ in await rows(followed))


async def test_links_lead_to_kept_posts_and_back(followed: Talker) -> None:
    assert "\nPost number 24\n" in await followed.after("1", "1", "1")
    said = await followed.after("1", "1", "1", "back")
    assert "\nA pact is signed\n" in said
    assert "You have read it to its end. top reads it from the beginning." in said
    assert "As the post before" in await followed.after("1", "1", "1", "back", "top")


async def test_other_links_are_said_with_where_they_lead(followed: Talker) -> None:
    said = await followed.after("1", "1", "2")
    assert said.startswith("It leads to else.test: https://else.test/x\n")
    assert "There is no link 9 here." in await followed("1", "1", "9")
    assert (await followed.after("1", "1", "address")).startswith("https://news.test/2026/01/post")
    assert (await followed.after("1", "1", "y 2")).startswith("https://else.test/x\n")
    said = await followed.after("1", "1", "browser 2")
    assert said.startswith("No browser can be opened from here. The address is https://else.test/x")


@pytest.mark.parametrize(
    ("link", "said"),
    [
        (
            '<a href="https://a.blogspot.com/2020/01/x.html">x</a>',
            "It leads to a.blogspot.com: https://a.blogspot.com/2020/01/x.html\n"
            "visit 1 reads that blog here, browser 1 opens the page.\n",
        ),
        (
            '<a href="https://evil.example/">bank.example</a>',
            "It leads to evil.example: https://evil.example/ Beware: its words name another place"
            " than evil.example.\nbrowser 1 opens it.\n",
        ),
        (
            '<a href="https://me@bücher.example/">books</a>',
            "It leads to xn--bcher-kva.example: https://me@xn--bcher-kva.example/ Beware: the part"
            " before @ is only a user name: it leads to xn--bcher-kva.example.\n",
        ),
        ('<a href="ftp://a.test/f">file</a>', "blocked-scheme: "),
        ('<a href="/2026/01/post-1.html#comments">said</a>', "No comments yet.\n"),
    ],
)
async def test_a_link_says_where_it_truly_leads(talk: Talker, link: str, said: str) -> None:
    talk.net.add(FakeBlog("links.test", "Links", [FakePost(1, "One", f"<p>{link}</p>")]))
    assert (await talk.after("visit links.test", "1", "1")).startswith(said)


async def test_a_blog_behind_a_link_is_visited_and_its_post_read(talk: Talker) -> None:
    link = '<p><a href="https://news.test/2026/01/post-24.html">there</a></p>'
    talk.net.add(FakeBlog("links.test", "Links", [FakePost(1, "One", link)]))
    said = await talk.after("visit links.test", "1", "visit 1")
    assert said.startswith("Opening https://news.test/2026/01/post-24.html.\n\nPost number 24\n")
    assert "\nOne\n" in await talk.after("visit links.test", "1", "1", "back")


async def test_links_pictures_headings_and_found_words_are_lists(followed: Talker) -> None:
    said = await followed.after("1", "1", "links")
    assert said.startswith("3 links:\n1. the post before: a post that is kept here.\n")
    assert "\nPost number 24\n" in await followed.after("1", "1", "links", "1")
    said = await followed.after("1", "1", "pictures")
    assert "1. the pier: https://news.test/pier.jpg" in said
    said = await followed.after("1", "1", "outline")
    assert said.startswith("Headings:\n1. The pact. Level 2.\n")
    assert (await followed.after("1", "1", "outline", "1")).startswith("Heading: The pact\n")
    said = await followed.after("1", "1", "find once")
    assert said.startswith("once stands in 1 place:\n1. ")
    assert (await followed.after("1", "1", "/once", "1")).startswith("Its words:")
    assert "The text does not hold xyz." in await followed.after("1", "1", "find xyz")


async def test_a_labels_number_lists_its_posts(followed: Talker) -> None:
    said = await followed.after("1", "1", "labels", "2")
    assert said.startswith("What Now?: with the label Money. 1 post.")


async def test_a_link_is_followed_within_the_text(talk: Talker) -> None:
    text = '<p><a href="#n">note</a></p>' + "<p>Words.</p>" * 9 + '<p id="n">The note.</p>'
    talk.net.add(FakeBlog("notes.test", "Notes", [FakePost(1, "One", text)]))
    said = await talk.after("visit notes.test", "1", "1")
    assert said.startswith("The note.\n")
    assert "[1] note: a place in this text." in said


async def test_a_long_post_is_read_in_parts_and_gone_on_with(talk: Talker) -> None:
    text = "".join(f"<p>Paragraph {number}.</p>" for number in range(60))
    talk.net.add(FakeBlog("long.test", "Long", [FakePost(1, "One", text)]))
    await talk.library.add_blog("https://long.test/")
    said = await talk("lines 20", "1", "1")
    assert "Paragraph 9." in said
    assert "Paragraph 10." not in said
    assert said.endswith("16%. Enter reads on, or command: \n")
    said = await talk("lines 20", "continue", "")
    assert "You have begun One: continue reads on." in said
    assert "You have read 16% of it. top reads it from the beginning.\n\nParagraph 10." in said
    assert "Paragraph 29." in said
    assert "No other post was begun and not finished." in await talk(
        "lines 0", "continue", "continue"
    )


# ---------------------------------------------------------------------------- comments


async def test_comments_are_read_with_whom_they_answer(discussed_blog: Talker) -> None:
    said = await discussed_blog.after("1", "1", "comments")
    assert "5 comments on A pact is signed" in said
    assert "Comment 1. Aino. Jan 4, 2026 10:00." in said
    assert "First! See the other post [1] and elsewhere [2]." in said
    assert "Comment 2. Reply to 1, Aino. A. Writer, author of the post. Jan 4, 2026 11:00." in said
    assert "Comment removed by its author." in said
    assert "End of the comments. Command:" in said


async def test_words_are_found_in_comments(discussed_blog: Talker) -> None:
    said = await discussed_blog.after("1", "1", "c", "/TWICE", "1")
    assert said.startswith("I read it twice.\n")


async def test_links_of_comments_are_followed(discussed_blog: Talker) -> None:
    assert "\nTalks break off\n" in await discussed_blog.after("1", "1", "c", "1")
    said = await discussed_blog.after("1", "1", "c", "links")
    assert "2. elsewhere: https://elsewhere.test/page" in said


async def test_the_newest_comments_lead_to_their_threads(discussed_blog: Talker) -> None:
    await discussed_blog("1", "1", "c")
    said = await discussed_blog.after("1", "recent", "1")
    assert "Comment 5. Ines." in said
    assert "Comment 4." not in said


async def test_a_post_that_nobody_spoke_of_has_no_thread(discussed_blog: Talker) -> None:
    assert "No comments yet." in await discussed_blog.after("1", "3", "comments")


# ---------------------------------------------------------------------------- blogs, network


async def test_a_blog_is_added_and_removed(talk: Talker) -> None:
    said = await talk.after("add news.test")
    assert "You follow What Now? now: 25 posts kept." in said
    said = await talk("1", "remove", "no", "remove", "yes")
    assert "It stays." in said
    assert "You no longer follow What Now?." in said
    assert (await talk.after("add", "nobody.test")).count("network: ") == 1


async def test_a_visited_blog_is_followed(talk: Talker) -> None:
    assert "You follow What Now? now." in await talk("visit news.test", "follow")
    assert (await talk.library.blogs())[0].is_followed


async def test_fetching_is_told_in_lines(followed: Talker) -> None:
    blog = followed.net.blogs["news.test"]
    blog.posts.insert(0, FakePost(26, "Hot off the press", "<p>New.</p>"))
    followed.clock.forward(hours=2)
    said = await followed.after("fetch")
    assert said.startswith("Asking your blogs. Ctrl+C stops it.\n")
    assert "Asked 1 blog: 1 new post.\n" in said
    followed.clock.forward(hours=2)
    blog.fault = Fault(500)
    said = await followed.after("1", "fetch")
    assert "http-status: What Now?: " in said
    assert "Last fetch: http-status: " in said


async def test_nobody_can_be_asked_where_no_blog_is_followed(talk: Talker) -> None:
    assert "There is no blog to ask: add, and the address of a blog, follows one." in await talk(
        "blogs", "fetch"
    )


async def test_an_archive_is_brought_and_told(talk: Talker) -> None:
    talk.net.blogs["news.test"].newest = 5
    await talk.library.add_blog("https://news.test/")
    said = await talk.after("1", "archive")
    assert "Looking for the archive of What Now?." in said
    assert "“What Now?” has 25 posts" in said
    assert "“What Now?”: 25 posts are kept: that is all of it." in said
    assert "What Now? 25 posts." in said


async def test_ctrl_c_stops_an_archive_which_rests_until_it_is_asked_for_again(
    talk: Talker,
) -> None:
    blog = talk.net.blogs["news.test"]
    blog.newest, blog.cap = 5, 5
    await talk.library.add_blog("https://news.test/")

    def interrupt(request: httpx.Request) -> None:
        if request.url.params.get("start-index") == "11":
            os.kill(os.getpid(), signal.SIGINT)
            blog.gate = asyncio.Event()

    blog.meanwhile = interrupt
    said = await talk("1", "archive", "blogs")
    assert "Stopped; what was done is kept." in said
    assert "posts kept. archive goes on from there." in said
    assert await talk.library.archives.wanted() == ()
    assert talk.status == 0


async def test_a_whole_text_is_brought_and_left_again(talk: Talker) -> None:
    whole = "<p>It began so.</p><p>" + "And it went on for long. " * 20 + "</p>"
    cut = FakePost(1, "Cut", "<p>It began so.</p>", page=whole, is_cut=True)
    talk.net.add(FakeBlog("cut.test", "Cut off", [cut], is_blogger=False))
    said = await talk("visit cut.test", "1", "full", "full")
    assert "The feed has only the beginning of this post: full brings the whole text." in said
    assert "Asking for the page of the post." in said
    assert "And it went on for long." in said
    assert "This is the text of the post's page. full reads what the feed has." in said
    assert "This is what the feed has. full reads the text of the post's page." in said


async def test_whole_texts_at_each_fetch_are_wished_for_and_no_more(followed: Talker) -> None:
    said = await followed("1", "fulltext", "fulltext")
    assert "Each fetch brings the whole texts of What Now?'s cut posts now." in said
    assert "Whole texts of What Now? come no more by themselves." in said


async def test_being_offline_is_said_once(followed: Talker) -> None:
    await followed.library.close()
    followed.library = followed.opened(offline=True)
    said = await followed("1", "1", "network")
    assert said.count("Offline as asked, last fetch 12:00.") == 2
    assert "network: nothing is asked while --offline is given" in await followed("add a.test")


# ---------------------------------------------------------------------------- words


async def test_an_unknown_word_is_said_with_what_may_be_meant(followed: Talker) -> None:
    said = await followed.after("blgos")
    assert said.startswith("usage: there is no command 'blgos' here; did you mean 'blogs'?\n")


async def test_help_tells_what_can_be_typed_here(followed: Talker) -> None:
    said = await followed.after("1", "1", "?")
    assert said.startswith("You are in the post. ")
    assert "older, or n: Read the next older post." in said
    assert "quit, or q, or exit: Leave the reader." in said
    said = await followed.after("? add")
    assert said.startswith("add URL: Follow a blog by the address of any of its pages.")


async def test_how_to_go_on_is_told_once_for_each_kind_of_place(followed: Talker) -> None:
    said = await followed("1", "1", "back", "2", "back")
    assert said.count("Enter reads on, a number follows the link") == 1
    assert said.count("Type the number of a post to read it.") == 1


async def test_nothing_hostile_is_said(talk: Talker) -> None:
    evil = "\x1b]0;x\x07\x9b31m\u202e"
    post = FakePost(
        1, f"T{evil}", f"<p>W{evil}</p><a href='https://a.test/{evil}'>l</a>", author=f"A{evil}"
    )
    talk.net.add(FakeBlog("evil.test", f"B{evil}", [post]))
    said = await talk(f"visit evil.test{evil}", "visit evil.test", "1", "links", f"? {evil}")
    assert not [letter for letter in said.replace("\n", "") if not letter.isprintable()]


async def test_only_what_takes_long_is_said_to_be_waited_for(
    followed: Talker, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = StringIO()
    talking = Talk(followed.library, followed.config, Console(0, out))
    assert await talking.said_if_slow("Waiting.", asyncio.sleep(0, 7)) == 7
    assert out.getvalue() == ""
    monkeypatch.setattr("tui_reader.plain.talk.SLOW_SECONDS", 0.001)
    assert await talking.said_if_slow("Waiting.", asyncio.sleep(0.05, 7)) == 7
    assert out.getvalue() == "Waiting.\n"
