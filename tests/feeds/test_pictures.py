"""Which size of a picture is asked for, and which address is not asked at all."""

from base64 import b64encode

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.gallery import png
from tui_reader.errors import FeedError
from tui_reader.feeds.pictures import counts_readers, data_of, is_data, picture_address
from tui_reader.feeds.urls import host_of

BLOGGER = "https://blogger.googleusercontent.com/img"

SIZED = (
    (f"{BLOGGER}/b/R29vZ2xl/AVvX-x_/s640/a+b.jpg", f"{BLOGGER}/b/R29vZ2xl/AVvX-x_/s1600/a+b.jpg"),
    (f"{BLOGGER}/b/R29vZ2xl/AVvX/w640-h480/a.png", f"{BLOGGER}/b/R29vZ2xl/AVvX/s1600/a.png"),
    (f"{BLOGGER}/b/R29vZ2xl/AVvX/w400-h640-p-k-no-nu/a", f"{BLOGGER}/b/R29vZ2xl/AVvX/s1600/a"),
    (f"{BLOGGER}/a/AVvXsE-x_Y=w457-h483", f"{BLOGGER}/a/AVvXsE-x_Y=s1600"),
    (f"{BLOGGER}/a/AVvXsE-x_Y=s0", f"{BLOGGER}/a/AVvXsE-x_Y=s1600"),
    (f"{BLOGGER}/a/AVvXsE-x_Y", f"{BLOGGER}/a/AVvXsE-x_Y=s1600"),
    ("http://1.bp.blogspot.com/_R3/SV/AAAA/6I/s400/%C3%A9.jpg", "http://1.bp.blogspot.com/_R3/SV/AAAA/6I/s1600/%C3%A9.jpg"),
    ("http://bp0.blogger.com/_R3/SV/AAAA/6I/s320/a.jpg", "http://bp0.blogger.com/_R3/SV/AAAA/6I/s1600/a.jpg"),
    ("https://lh6.googleusercontent.com/AbC-d_e=s2048-rw", "https://lh6.googleusercontent.com/AbC-d_e=s1600"),
    ("http://lh3.google.com/image/c/R/A/z/DSC.JPG?imgmax=400", "http://lh3.google.com/image/c/R/A/z/DSC.JPG?imgmax=1600"),
    ("http://lh3.ggpht.com/_W/S/A/G/W%20%282%29.jpg?imgmax=800", "http://lh3.ggpht.com/_W/S/A/G/W%20%282%29.jpg?imgmax=1600"),
    ("https://x.files.wordpress.com/2008/06/a.jpg", "https://x.files.wordpress.com/2008/06/a.jpg?w=1600"),
    ("https://x.files.wordpress.com/a.jpg?w=914&h=200&crop=1", "https://x.files.wordpress.com/a.jpg?w=1600"),
    ("https://i0.wp.com/x.org/a.png?fit=728%2C508&ssl=1", "https://i0.wp.com/x.org/a.png?ssl=1&w=1600"),
)  # fmt: skip
AS_THEY_ARE = (
    f"{BLOGGER}/b/R29vZ2xl/AVvX/s1600/a.png",
    f"{BLOGGER}/b/R29vZ2xl/AVvX/s72-c/a.png",
    f"{BLOGGER}/b/R29vZ2xl/AVvX/w72-h72-p-k-no-nu/a.png",
    "https://lh6.googleusercontent.com/proxy/9IqXRE-d_J=s0-d",
    "https://2.bp.blogspot.com/-N/W/A/h5mX1DliBpo68k4uZ4RDU-5q-m/a.jpg",
    "http://x.files.wordpress.com/2011/11/a.jpeg?w=100&h=62&crop=1",
    "https://i1.wp.com/x.org/a.png?resize=150,150",
    "https://www.gravatar.com/avatar/97391367796db965?s=50&d=mm&r=g",
    "https://files.wordpress.com.example/a.jpg?w=300",
    "https://example.org/s320/a.jpg",
    "https://example.org/wp-content/a-300x200.jpg",
    "http://[broken/s320/a.jpg",
    "",
)


@pytest.mark.parametrize(("url", "asked"), SIZED)
def test_a_size_that_is_enough_for_a_screen_is_asked_for(url: str, asked: str) -> None:
    assert picture_address(url, 1600) == asked
    assert picture_address(asked, 1600) == asked


@pytest.mark.parametrize("url", AS_THEY_ARE)
def test_other_addresses_are_asked_for_as_they_are(url: str) -> None:
    assert picture_address(url, 1600) == url


@pytest.mark.parametrize(
    ("url", "counts"),
    [
        ("http://feeds.feedburner.com/~r/cre-podcast/~4/8l3cmSSJErA", True),
        ("http://feeds.feedburner.com/~ff/x?i=1", True),
        ("http://feeds.feedburner.com/pictures/a.png", False),
        ("http://feedads.g.doubleclick.net/~at/x/1/di", True),
        ("http://ads.pheedo.com/img.phdo?i=1", True),
        ("https://pixel.wp.com/b.gif?x", True),
        ("https://notdoubleclick.net/a.png", False),
        ("https://example.org/doubleclick.net/a.png", False),
    ],
)
def test_what_only_counts_readers_is_known(url: str, counts: bool) -> None:
    assert counts_readers(url) is counts


def test_a_picture_in_its_own_address_is_read() -> None:
    written = b64encode(png()).decode()
    for url in (
        f"data:image/png;base64,{written}",
        f"DATA:image/png;charset=x;BASE64,{written}",
        f"data:;base64,{written.rstrip('=')}",
        f"data:image/png;base64,{written[:40]}%0A {written[40:]}",
        "data:image/png," + "".join(f"%{byte:02X}" for byte in png()),
    ):
        assert is_data(url)
        assert data_of(url, 100_000) == png()
    assert not is_data("https://example.org/data:")


@pytest.mark.parametrize(
    ("url", "error_class"),
    [
        ("data:image/png;base64,a", "malformed"),
        (f"data:image/png;base64,{'A' * 400}", "too-large"),
        (f"data:image/png,{'A' * 101}", "too-large"),
    ],
)
def test_a_picture_in_its_own_address_has_limits(url: str, error_class: str) -> None:
    with pytest.raises(FeedError) as caught:
        data_of(url, 100)
    assert caught.value.error_class == error_class
    assert data_of(f"data:image/png,{'A' * 100}", 100) == b"A" * 100


HOSTS = st.sampled_from(
    ["https://1.bp.blogspot.com", "https://lh3.googleusercontent.com", "http://i0.wp.com", ""]
)
ANYTHING = st.builds(
    lambda host, path, query: host + path + query,
    HOSTS,
    st.text(st.sampled_from("/=-swh0159c?&#%[]@:é\n"), max_size=40),
    st.text(max_size=20),
)


@given(ANYTHING)
def test_no_address_is_too_odd(url: str) -> None:
    address = picture_address(url, 1600)
    assert host_of(address) == host_of(url)
    counts_readers(url)
