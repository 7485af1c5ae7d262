"""Which pictures a text has, and which links lead to them."""

import pytest

from tui_reader.render.blocks import Document, Paragraph, Remark, Span
from tui_reader.render.html import to_document
from tui_reader.render.pictures import PictureLabel, pictures_of, shows_picture

DOOR = "https://blog.test/door.png"


def test_pictures_come_in_reading_order_each_once_with_words_link_and_caption() -> None:
    html = (
        f'<figure><a href="/page"><img src="{DOOR}" alt="a red door"></a>'
        "<figcaption>The door</figcaption></figure>"
        '<p>Words with <img src="two.gif"> within.</p>'
        f'<ul><li><img src="{DOOR}"></li></ul>'
    )
    assert pictures_of(to_document(html, "https://blog.test/")) == (
        PictureLabel(DOOR, "a red door", 0, "The door"),
        PictureLabel("https://blog.test/two.gif", "two", 1, is_block=False),
    )


def test_videos_and_framed_pages_are_no_pictures() -> None:
    html = '<iframe src="https://www.youtube.com/embed/abcdefgh"></iframe><p>Words.</p>'
    assert pictures_of(to_document(html)) == ()


def test_comments_are_not_read_for_pictures() -> None:
    def make() -> tuple[Paragraph, ...]:
        raise AssertionError("it was read")

    page = Document((Paragraph((Span("Text"),)), Remark(1, 0, make, 100)))
    assert pictures_of(page) == ()


SHOWING = [
    ("https://blog.test/door.png", True),
    ("https://blog.test/large/door.JPG", True),
    ("https://1.bp.blogspot.com/-x/y/z/s1600/door.jpg", True),
    ("https://1.bp.blogspot.com/-x/y/z/s1600-h/P1010001", True),
    ("https://blogger.googleusercontent.com/img/a/AVvX=s4000", True),
    ("https://blog.test/door.png?w=900", True),
    ("https://blog.test/2020/01/door.html", False),
    ("https://1.bp.blogspot.com/album", False),
    ("https://[broken/door.png", False),
    ("reader:post:1", False),
]


@pytest.mark.parametrize(("url", "is_shown"), SHOWING)
def test_a_link_to_a_file_shows_the_picture_and_one_to_a_page_leads_there(
    url: str, is_shown: bool
) -> None:
    assert shows_picture(url, DOOR) is is_shown
