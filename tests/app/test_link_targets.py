"""Where a link leads is known before it is followed: what it does, and its true host."""

import pytest

from tests.shared import HOSTILE, needs_hostile
from tui_reader.app.link_targets import Way, address_shown, target_of
from tui_reader.app.widgets.lead import Lead, host_cut, lead_pieces

POSTS = {
    "https://news.test/2026/01/post-4.html": 4,
    "https://diary.test/2026/01/post-9.html": 9,
    "4": 4,
}
HOSTS = frozenset({"news.test", "diary.test"})


def kept(address: str) -> int | None:
    """The post at an address."""
    return POSTS.get(address)


@pytest.mark.parametrize(
    ("url", "way", "post_id", "place", "does"),
    [
        ("#fn1", Way.PLACE, None, "fn1", "goes there"),
        ("reader:label:Asia", Way.LABEL, None, "", "lists its posts"),
        ("reader:post:4", Way.POST, 4, "", "opens here"),
        ("reader:thread:4", Way.COMMENTS, 4, "", "reads the comments"),
        ("https://news.test/2026/01/post-4.html", Way.POST, 4, "", "opens here"),
        ("https://diary.test/2026/01/post-9.html#caf%C3%A9", Way.POST, 9, "café", "opens here"),
        (
            "https://news.test/2026/01/post-4.html?showComment=123#c123",
            Way.COMMENT,
            4,
            "123",
            "goes to the comment",
        ),
        (
            "https://news.test/2026/01/post-4.html#comments",
            Way.COMMENTS,
            4,
            "",
            "reads the comments",
        ),
        ("https://news.test/2020/01/other.html", Way.BLOG, None, "", "a blog: asks"),
        ("https://walks.blogspot.com/", Way.BLOG, None, "", "a blog: asks"),
        ("https://elsewhere.test/page", Way.PAGE, None, "", "browser"),
        ("http://printer.local/2020/01/x", Way.PAGE, None, "", "asks first"),
        ("https://apple.test@evil.test/", Way.PAGE, None, "", "asks first"),
        ("mailto:a@b.test", Way.REFUSED, None, "", "is not opened"),
        ("4", Way.REFUSED, None, "", "is not opened"),
        ("https://guide.tui-reader.example/no-post", Way.REFUSED, None, "", "is not opened"),
    ],
)
def test_what_following_does(
    url: str, way: Way, post_id: int | None, place: str, does: str
) -> None:
    target = target_of(url, "words", kept, HOSTS)
    assert (target.way, target.post_id, target.place) == (way, post_id, place)
    assert target.does == does


@pytest.mark.parametrize(
    ("tail", "way"),
    [
        ("#two", Way.PLACE),
        ("#three", Way.PAGE),
        ("", Way.PAGE),
        ("#comments", Way.COMMENTS),
        ("#c501", Way.COMMENT),
    ],
)
def test_the_address_of_the_post_that_is_read_leads_to_a_place_in_it_or_to_its_page(
    tail: str, way: Way
) -> None:
    url = f"https://news.test/2026/01/post-4.html{tail}"
    assert target_of(url, "", kept, HOSTS, here=4, anchors={"two"}).way is way


@pytest.mark.parametrize(
    ("text", "url", "host", "asks"),
    [
        ("paypal.test", "https://pаypal.test/", "xn--pypal-4ve.test", True),
        ("https://bank.test/login", "https://evil.test/bank.test", "evil.test", True),
        ("bank.test", "https://www.bank.test/x", "www.bank.test", False),
        ("my bank", "https://evil.test:8443/x", "evil.test:8443", False),
        ("x", "http://user:secret@evil.test/", "evil.test", True),
    ],
)
def test_the_true_host_is_shown_and_a_false_one_asks_first(
    text: str, url: str, host: str, asks: bool
) -> None:
    target = target_of(url, text, kept, HOSTS)
    assert target.host == host
    assert bool(target.reason) is asks
    assert "secret" not in target.rest


@pytest.mark.parametrize(
    ("url", "shown"),
    [
        ("https://a.test", ("a.test", "")),
        ("https://a.test?x=/y", ("a.test", "?x=/y")),
        ("https://a.test#/y", ("a.test", "#/y")),
        ("http://b@a.test:80/c@d", ("a.test:80", "/c@d")),
        ("https://a.test/\u202egpj.exe", ("a.test", "/%E2%80%AEgpj.exe")),
        ("javascript:alert(1)", ("", "javascript:alert(1)")),
    ],
)
def test_an_address_is_shown_as_host_and_rest(url: str, shown: tuple[str, str]) -> None:
    assert address_shown(url) == shown


@needs_hostile
def test_no_hostile_link_opens_without_a_host_that_is_shown() -> None:
    for line in (HOSTILE / "links.tsv").read_text("utf-8").splitlines()[1:]:
        written, verdict, _ = line.split("\t")
        address = written.encode().decode("unicode_escape")
        if not address.startswith(("http:", "https:", "HTTPS:")):
            continue
        target = target_of(address, "words", kept, HOSTS)
        shown = "".join(text for text, _ in lead_pieces(Lead(target.host, target.rest, ""), 120))
        assert shown.isprintable(), address
        assert (target.way is Way.REFUSED) == (verdict == "refuse"), address
        assert bool(target.host) == (verdict != "refuse"), address
        assert bool(target.reason) == (verdict != "open"), address


# --------------------------------------------------------------------------------- the bar


def words(lead: Lead, width: int) -> str:
    """The line in the bar."""
    return "".join(text for text, _ in lead_pieces(lead, width))


def test_the_bar_says_host_rest_and_what_following_does() -> None:
    lead = Lead("example.org", "/2020/x", "browser")
    assert words(lead, 50) == " → example.org/2020/x" + " " * 20 + " browser "
    assert words(lead, 34) == " → example.org/2020/x".ljust(25) + " browser "
    assert words(lead, 30) == " → example.org/2020/x".ljust(30)


def test_a_long_address_gives_way_to_what_following_does() -> None:
    lead = Lead("example.org", "/a-very-long-address-indeed", "opens here")
    assert words(lead, 40) == " → example.org/a-very-long-… opens here "


def test_of_a_long_host_the_end_is_seen_which_nobody_can_choose() -> None:
    lead = Lead("www.bank.test.login." + "a" * 40 + ".evil.test", "/", "browser")
    assert words(lead, 40).startswith(" → …")
    assert ".evil.test" in words(lead, 40)
    assert host_cut("evil.test", 1) == "…"
    assert host_cut("evil.test", 0) == ""


@pytest.mark.parametrize("width", range(0, 60))
def test_the_bar_is_never_wider_than_the_screen(width: int) -> None:
    lead = Lead("example.org", "/日本語/" + "x" * 50, "opens here")
    assert len(words(lead, max(width, 3))) <= max(width, 3)
