"""Who is who on a blog: by what only its owner can sign with."""

import pytest

from tests.feeds.documents import atom, entry, item, page
from tui_reader.feeds.parse import parse
from tui_reader.feeds.people import is_account, person_key

PROFILE = "blogger.com/profile/14678283276719974259"


@pytest.mark.parametrize(
    ("address", "key"),
    [
        (f"http://www.{PROFILE}", PROFILE),
        (f"https://www.{PROFILE}?hl=fr", PROFILE),
        (f"https://draft.{PROFILE}", PROFILE),
        ("https://ana.example/about/", "ana.example/about"),
        ("https://evil.example/blogger.com/profile/1", "evil.example/blogger.com/profile/1"),
        ("", ""),
    ],
)
def test_a_profile_is_one_whichever_of_its_names_leads_there(address: str, key: str) -> None:
    assert person_key(address) == key


def test_only_an_account_at_blogger_is_one_that_nobody_else_can_sign_with() -> None:
    assert is_account(PROFILE)
    assert not is_account("evil.example/blogger.com/profile/1")
    assert not is_account("")


@pytest.mark.parametrize(
    ("document", "key"),
    [
        (
            entry(
                "<id>1</id><author><name>Ana</name>"
                f"<uri>http://www.{PROFILE}</uri><email>noreply@blogger.com</email></author>"
            ),
            PROFILE,
        ),
        (entry("<id>1</id><author><name>Ana</name></author>"), ""),
        (
            entry(
                "<id>1</id><author><name>A</name><uri>https://a.example/</uri></author>"
                "<author><name>B</name></author>"
            ),
            "",
        ),
        (atom("<entry><id>1</id></entry>", "<author><uri>https://a.example/</uri></author>"), ""),
        (item("<title>t</title><author>noreply@blogger.com (Ana)</author>"), ""),
    ],
)
def test_a_post_says_by_whom_it_is_where_its_feed_does(document: str, key: str) -> None:
    (post,) = parse(page(document)).posts
    assert post.author_key == key
