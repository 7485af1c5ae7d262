"""Addresses of comments: which comment they name, and the page they stand on."""

import pytest

from tui_reader.app.comment_places import page_of, place_in, same_place

BLOGGER = "https://blog.test/2020/01/a.html?showComment=1580409600000#c8123456789012345678"


@pytest.mark.parametrize(
    ("url", "place"),
    [
        (BLOGGER, "8123456789012345678"),
        ("https://blog.test/2020/01/a.html#c812", "812"),
        ("https://blog.test/2020/01/a.html?m=1&showComment=158", "158"),
        ("https://blog.test/a/#comment-42", "42"),
        ("https://blog.test/a/#comments", ""),
        ("https://blog.test/a/#comment-form", ""),
        ("https://blog.test/a/#chapter-2", ""),
        ("https://blog.test/c42", ""),
        ("", ""),
    ],
)
def test_an_address_names_a_comment_or_none(url: str, place: str) -> None:
    assert place_in(url) == place


@pytest.mark.parametrize("place", ["8123456789012345678", "1580409600000"])
def test_a_comment_is_known_by_either_of_its_numbers(place: str) -> None:
    assert same_place(BLOGGER, place)
    assert not same_place(BLOGGER, place[:-1])


@pytest.mark.parametrize(
    ("url", "page"),
    [
        (BLOGGER, "https://blog.test/2020/01/a.html"),
        ("https://blog.test/a?m=1&showComment=158#c1", "https://blog.test/a?m=1"),
        ("https://blog.test/a?showComment=158&m=1", "https://blog.test/a?m=1"),
        ("https://blog.test/a/#comment-42", "https://blog.test/a/"),
        ("https://blog.test/a?p=7", "https://blog.test/a?p=7"),
    ],
)
def test_the_page_is_what_is_left_of_it(url: str, page: str) -> None:
    assert page_of(url) == page
