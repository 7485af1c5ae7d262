"""The size in a file's first bytes is the one that the decoder finds, or none."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from tests.gallery import flag, jpeg, png, saved
from tui_reader.feeds.drawing import measure
from tui_reader.feeds.picture_head import size_of

STARTS = (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", b"GIF89a", b"\xff\xd8\xff", b"RIFF\0\0\0\0WEBPVP8")

MADE = {
    "png": lambda: png(61, 43),
    "gif": lambda: saved(flag(61, 43), "GIF"),
    "jpeg": lambda: saved(flag(61, 43), "JPEG"),
    "progressive": lambda: saved(flag(61, 43), "JPEG", progressive=True),
    "with colour profile": lambda: saved(flag(61, 43), "JPEG", icc_profile=b"x" * 100_000),
    "webp": lambda: saved(flag(61, 43), "WEBP"),
    "webp without loss": lambda: saved(flag(61, 43), "WEBP", lossless=True),
    "webp with transparency": lambda: saved(flag(61, 43, "RGBA"), "WEBP", quality=50),
    "webp, moving": lambda: saved(
        flag(61, 43), "WEBP", save_all=True, append_images=[Image.new("RGB", (61, 43))]
    ),
}


@pytest.mark.parametrize("make", MADE.values(), ids=list(MADE))
def test_it_is_the_size_that_the_decoder_finds(make: Callable[[], bytes]) -> None:
    assert size_of(make()) == measure(make())[:2] == (61, 43)


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_where_the_picture_may_be_turned_nothing_is_said(kind: str) -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    assert size_of(saved(flag(61, 43), kind, exif=exif)) is None
    assert size_of(jpeg(61, 43)) is None


def test_what_cannot_be_drawn_has_no_size() -> None:
    for data in (
        saved(Image.new("1", (5_000, 4_001)), "PNG"),
        saved(Image.new("L", (1, 9)), "GIF"),
        saved(flag(), "BMP"),
        b"<svg width='9' height='9'/>",
        b"",
    ):
        assert size_of(data) is None


@given(st.sampled_from(STARTS), st.binary(max_size=80))
def test_nothing_raises(start: bytes, rest: bytes) -> None:
    for data in (start + rest, start[: len(rest)], rest):
        size = size_of(data)
        assert size is None or 4 <= size[0] * size[1] <= 20_000_000
