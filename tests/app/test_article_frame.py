"""What stands around a post: the page's own words, and never a false "No comments"."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from tests.app.stage import Stage
from tests.app.threads import comment, thread
from tui_reader.app.article_frame import LABEL_ADDRESS, POST_ADDRESS, THREAD_ADDRESS, frame
from tui_reader.models import Article, PageTextState, PostRow, Thread
from tui_reader.render.blocks import Document, Link, Paragraph, Span, spans_of
from tui_reader.render.layout import Layout
from tui_reader.render.text import wrapped

ROW = PostRow(
    id=7,
    blog_id=1,
    blog_title="What Now?",
    title="A pact is signed",
    published=datetime(2020, 1, 30, tzinfo=UTC),
    labels=(),
    comments=None,
    comments_new=0,
    words=920,
    is_read=False,
    is_starred=False,
    is_changed=False,
)
ARTICLE = Article(
    row=ROW,
    guid="7",
    url="https://blog.test/7",
    author="A. Writer",
    html="",
    base="",
    updated=None,
    first_seen=ROW.published,
    comments_url="https://blog.test/7#comments",
    comments_feed="",
    is_summary=False,
    enclosures=(),
    position=0.0,
)
TEXT = Document(
    (Paragraph((Span("See "), Span("this", (), 0))),), (Link("https://x.test/", "this"),)
)


def framed(
    *,
    thread: Thread | None = None,
    newer: PostRow | None = None,
    older: PostRow | None = None,
    with_blog: bool = True,
    ascii_signs: bool = False,
    row: dict[str, object] | None = None,
    **fields: object,
) -> Document:
    article = replace(ARTICLE, row=ROW._replace(**(row or {})), **fields)
    page, _ = frame(
        TEXT,
        article,
        thread,
        newer=newer,
        older=older,
        with_blog=with_blog,
        ascii_signs=ascii_signs,
    )
    return page


def words(document: Document) -> str:
    return wrapped(document, 80).replace("\N{NO-BREAK SPACE}", " ")


@pytest.mark.parametrize(
    ("comments", "new", "line"),
    [
        (0, 0, "No comments:"),
        (1, 0, "1 comment:"),
        (12, 0, "12 comments:"),
        (12, 3, "12 comments (3 new)"),
    ],
)
def test_comments_are_said_in_the_pages_own_words(comments: int, new: int, line: str) -> None:
    page = framed(row={"comments": comments, "comments_new": new})
    assert line in [each.strip() for each in words(page).splitlines()]


def test_unknown_comments_are_not_spoken_of() -> None:
    assert "omment" not in words(framed())


def test_the_comments_line_leads_to_the_comments_and_names_the_key() -> None:
    page = framed(row={"comments": 1})
    assert Link(f"{THREAD_ADDRESS}7", "1 comment:") in page.links
    assert "1 comment:\nc reads them" in words(page)


def test_where_nobody_spoke_the_line_leads_to_the_page() -> None:
    page = framed(row={"comments": 0})
    assert Link("https://blog.test/7#comments", "No comments:") in page.links
    assert "reads them" not in words(page)
    page = framed(row={"comments": 0}, comments_url="", url="")
    assert [link.url for link in page.links] == ["https://x.test/"]


def test_comments_that_are_kept_stand_below_the_text() -> None:
    said = thread(comment(1, "Aye."), comment(2, "Nay.", depth=1, is_new=True))
    page = framed(thread=said, older=ROW, row={"comments": 2})
    shown = words(page)
    assert "2 comments (1 new)\n\nReader 1 · May 4, 2026 09:30\nAye.\n│\n│ ● Reader 2" in shown
    assert shown.index("Nay.") < shown.index("Older: A pact")
    assert "reads them" not in shown


def test_comments_that_were_counted_since_are_new_too() -> None:
    said = thread(comment(1), count=3, is_whole=False)
    assert "3 comments (2 new)" in words(
        framed(thread=said, row={"comments": 3, "comments_new": 2})
    )


def test_where_some_are_missing_that_is_said() -> None:
    page = framed(thread=thread(comment(1), count=3, is_whole=False), row={"comments": 3})
    assert "3 comments:" in words(page)
    assert "2 more comments not kept yet: c asks for them." in words(page)


def test_kept_comments_of_a_closed_post_are_no_count() -> None:
    page = framed(thread=thread(comment(1), count=None))
    assert "1 comment kept:" in words(page)


def test_links_of_comments_come_after_all_others() -> None:
    said = thread(comment(1, '<a href="https://y.test/">there</a>'))
    page = framed(thread=said, older=ROW, row={"comments": 1, "labels": ("Asia",)})
    layout = Layout(page, 80)
    assert layout.height
    urls = [page.links[place.link].url for place in layout.links]
    assert urls == [
        f"{LABEL_ADDRESS}Asia",
        "https://x.test/",
        f"{THREAD_ADDRESS}7",
        "https://y.test/",
        f"{POST_ADDRESS}7",
    ]


def test_comments_change_nothing_of_how_far_one_has_read() -> None:
    article = replace(ARTICLE, row=ROW._replace(comments=1, labels=("Asia",)))
    _, without = frame(TEXT, article, newer=None, older=None)
    page, lead = frame(TEXT, article, thread(comment(1)), newer=None, older=None)
    assert lead == without
    text = "".join(span.text for block in page.blocks for span in spans_of(block))
    assert text[lead:].startswith("See this")


@pytest.mark.parametrize(
    ("fields", "line"),
    [
        ({}, "Thursday, January 30, 2020 · A. Writer · What Now? · 4 min"),
        ({"with_blog": False}, "Thursday, January 30, 2020 · A. Writer · 4 min"),
        ({"author": ""}, "Thursday, January 30, 2020 · What Now? · 4 min"),
        ({"author": "What Now?"}, "Thursday, January 30, 2020 · What Now? · 4 min"),
        ({"row": {"words": 0}}, "Thursday, January 30, 2020 · A. Writer · What Now?"),
        ({"row": {"is_starred": True}}, "★ Thursday, January 30, 2020 · A. Writer · What Now?"),
        ({"row": {"is_starred": True}, "ascii_signs": True}, "* Thursday, January 30, 2020"),
    ],
)
def test_the_dateline_says_what_is_known(fields: dict[str, object], line: str) -> None:
    assert line in words(framed(**fields))


def test_labels_lead_to_their_posts() -> None:
    page = framed(row={"labels": ("Asia", "Trade & Money")})
    assert "Labels: Asia, Trade & Money" in words(page)
    urls = [link.url for link in page.links]
    assert urls[1:] == [f"{LABEL_ADDRESS}Asia", f"{LABEL_ADDRESS}Trade & Money"]


@pytest.mark.parametrize(("ascii_signs", "newer", "older"), [(False, "←", "→"), (True, "<-", "->")])
def test_newer_and_older_lead_to_the_posts_beside(
    ascii_signs: bool, newer: str, older: str
) -> None:
    above, below = ROW._replace(id=8, title="Above"), ROW._replace(id=6, title="Below")
    page = framed(newer=above, older=below, ascii_signs=ascii_signs)
    assert f"{newer} Newer: Above" in words(page)
    assert f"{older} Older: Below" in words(page)
    assert [link.url for link in page.links[1:]] == [f"{POST_ADDRESS}8", f"{POST_ADDRESS}6"]


def test_at_the_ends_of_the_list_there_is_no_neighbour() -> None:
    assert "Newer" not in words(framed()) + words(framed(older=ROW))
    assert "Older" not in words(framed()) + words(framed(newer=ROW))


@pytest.mark.parametrize(
    ("facts", "said"),
    [
        (
            {"is_summary": True},
            "This is only the beginning: F brings the whole post here, or read it on the blog.",
        ),
        (
            {"is_summary": True, "page_text": PageTextState(is_shown=False, is_stale=False)},
            "This is only the beginning: F shows the whole post here, or read it on the blog.",
        ),
        (
            {"is_summary": True, "page_text": PageTextState(is_shown=False, is_stale=True)},
            "This is only the beginning: F brings the whole post here, or read it on the blog.",
        ),
        (
            {"page_text": PageTextState(is_shown=False, is_stale=False)},
            "This is what its feed has: F shows the whole post here, or read it on the blog.",
        ),
        (
            {"is_summary": True, "page_text": PageTextState(is_shown=True, is_stale=False)},
            "Taken from the post's own page. F shows what its feed has.",
        ),
        (
            {"is_summary": True, "page_text": PageTextState(is_shown=True, is_stale=True)},
            "Taken from the post's own page. The feed has changed since."
            " F shows what its feed has.",
        ),
    ],
)
def test_below_a_text_stands_what_it_is_and_what_brings_the_other(
    facts: dict[str, object], said: str
) -> None:
    assert said in words(framed(**facts)).replace("\n", " ")


def test_a_post_that_its_feed_gives_whole_says_nothing_of_it() -> None:
    assert "whole post" not in words(framed())
    assert "beginning" not in words(framed(is_summary=True, url=""))


def test_attached_files_are_named_by_their_file() -> None:
    page = framed(enclosures=("https://x.test/a/talk.mp3", "https://x.test/"))
    assert "Attached: talk.mp3" in words(page)
    assert "Attached: https://x.test/" in words(page)


def test_the_texts_own_links_keep_their_numbers() -> None:
    page = framed(row={"labels": ("Asia",), "comments": 1})
    assert page.links[0].url == "https://x.test/"


def test_names_from_the_wire_are_shown_clean() -> None:
    row = {"title": "a\x1b[31mb", "labels": ("c\u202ed",), "blog_title": "e\x9bf"}
    shown = words(framed(row=row, author="g\u200bh"))
    assert not set("\x1b\u202e\x9b\u200b") & set(shown)


@pytest.mark.parametrize("labels", [(), ("Asia", "Money")])
def test_how_far_one_has_read_is_counted_from_the_text_on(labels: tuple[str, ...]) -> None:
    article = replace(ARTICLE, row=ROW._replace(labels=labels))
    page, lead = frame(TEXT, article, newer=None, older=None)
    text = "".join(span.text for block in page.blocks for span in spans_of(block))
    assert text[lead:].startswith("See this")


async def test_a_tag_leaves_the_dateline_of_the_open_post_as_it_was(blogs: Stage) -> None:
    """What is opened in a blog's list has the blog's own day, in a list of several the reader's."""
    async with blogs.open() as reader:
        await reader.press("h", "g", "j", "j", "j", "enter", "enter")
        await reader.press("h", "h", "g", "enter")
        assert len(reader.titles()) == 18
        await reader.press("number_sign", *"one", "enter", "escape")
        article = " ".join("".join(each.rpartition("▏")[2] for each in reader.lines).split())
        assert "Your tags: #one" in article
        assert article.count("What Now?") == 1, "in the heading alone"
